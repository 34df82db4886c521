"""Other programs judge our signatures: openssl the mathematics and the chain, pdfsig the integrity."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from contoh_pdf import letter_pdf
from pki_uji import BUDI, SANDI, SITI, shared_officer, shared_pki

from ppid_xl.ttd.keys import load_p12
from ppid_xl.ttd.kode import Code, write_code
from ppid_xl.ttd.sign import places_left, places_of, sign_pdf
from ppid_xl.ttd.stamp import Stamp
from ppid_xl.ttd.verify import short_digest

pytestmark = pytest.mark.program
LETTER = letter_pdf("Siti Aminah", "Budi Santoso")


@pytest.fixture(scope="module")
def signed() -> bytes:
    code, content = write_code(Code("SR-2026-0001", "7/2026", "h", short_digest(LETTER))), LETTER
    for person in (SITI, BUDI):
        key = load_p12(shared_officer(*person).p12(), SANDI, "a.p12")
        stamp = Stamp(code, person[0], person[1], "Jabatan", "tidak tersertifikasi")
        content = sign_pdf(content, places_left(places_of(content))[0], key, stamp)
    return content


def openssl(content: bytes, folder: Path) -> list[bool]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    names = {name: str(folder / name) for name in ("akar.pem", "antara.pem", "isi", "ttd.der")}
    Path(names["akar.pem"]).write_bytes(shared_pki().root.pem())
    Path(names["antara.pem"]).write_bytes(shared_pki().inter.pem())
    found = []
    for one in PdfFileReader(io.BytesIO(content)).embedded_signatures:
        start, length, second, rest = (int(number) for number in one.byte_range)
        Path(names["isi"]).write_bytes(content[start : start + length] + content[second : second + rest])
        Path(names["ttd.der"]).write_bytes(one.pkcs7_content)
        words = (
            "openssl cms -verify -cades -binary -inform DER -purpose any -out /dev/null -in {ttd.der} -content {isi} "
            "-CAfile {akar.pem} -certfile {antara.pem}"
        )
        for name, path in names.items():
            words = words.replace(f"{{{name}}}", path)
        found.append(
            subprocess.run(words.split(), capture_output=True, check=False, timeout=60).returncode == 0
        )
    return found


def pdfsig(content: bytes, folder: Path) -> list[bool]:
    path = folder / "surat.pdf"
    path.write_bytes(content)
    done = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False, timeout=60)
    lines = [line for line in done.stdout.splitlines() if "Signature Validation:" in line]
    return ["Signature is Valid" in line for line in lines]


def test_openssl_and_pdfsig_find_both_signatures_whole(signed: bytes, tmp_path: Path) -> None:
    assert openssl(signed, tmp_path) == [True, True]
    assert pdfsig(signed, tmp_path) == [True, True]


def test_openssl_and_pdfsig_find_a_changed_word(signed: bytes, tmp_path: Path) -> None:
    changed = signed.replace(b"NOTA DINAS", b"NOTA DINAZ", 1)
    assert openssl(changed, tmp_path) == [False, False]
    assert pdfsig(changed, tmp_path) == [False, False]
