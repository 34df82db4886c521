"""`ttd`: official letters rendered, made PDF and signed with a certificate, each signature read back; no target."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sample import NOW
from timing import Line, interleave, show

from ppid_xl.bawaan import data_path, template_path
from ppid_xl.surat.jenis import load_jenis
from ppid_xl.surat.konteks import Bahan, Rekap, Surat, build_context
from ppid_xl.surat.pdf import SofficeConverter
from ppid_xl.surat.render import render_surat
from ppid_xl.surat.signature import Signer
from ppid_xl.ttd.certificate import Trust
from ppid_xl.ttd.keys import Key, load_p12
from ppid_xl.ttd.kode import Code, write_code
from ppid_xl.ttd.sign import places_of, sign_pdf
from ppid_xl.ttd.stamp import Stamp
from ppid_xl.ttd.verify import short_digest, verify_pdf
from ppid_xl.workflow.surat.pdf import find_converter

KIND, LETTERS, ROUNDS = "nota-dinas", 20, 3
NAME = "Contoh Satu"


def run() -> bool:
    """Time what becomes of a batch of letters, step by step, and tell how many a second that is."""
    converter = find_converter()
    if not isinstance(converter, SofficeConverter):
        print("ttd: soffice is not here", file=sys.stderr)
        return False
    with TemporaryDirectory() as place:
        folder, key = Path(place), _key()
        documents = [folder / "docx" / f"surat-{number:03}.docx" for number in range(LETTERS)]

        def clear(name: str) -> None:
            shutil.rmtree(folder / name, ignore_errors=True)
            (folder / name).mkdir()

        def render() -> None:
            clear("docx")
            for number, path in enumerate(documents):
                _render(path, number)

        def print_all() -> None:
            clear("pdf")
            if any(one.problem for one in converter.convert(documents, folder / "pdf")):
                raise RuntimeError("a letter did not become a PDF")

        def sign() -> None:
            for path in (folder / "pdf").iterdir():
                _sign(path.read_bytes(), key)

        steps = {
            "rendered (docxtpl, read back)": render,
            "made PDF": print_all,
            "signed (RSA 2048), read back": sign,
        }
        seconds = interleave(steps, ROUNDS)
    whole = [sum(parts) for parts in zip(*seconds.values(), strict=True)]
    lines = [
        Line("rendered, made PDF and signed", whole),
        *(Line(name, found) for name, found in seconds.items()),
    ]
    kept = show(
        f"ttd: {LETTERS} letters, {converter.name}, {converter.workers} workers", lines, lines[0].name
    )
    for line in lines:
        print(f"  {line.name:44} {LETTERS / median(line.seconds):6.1f} letters a second")
    return kept


def _render(path: Path, number: int) -> None:
    office = {
        "nama_pemerintah": "Pemerintah Provinsi Contoh",
        "nama_badan": "Badan Contoh",
        "tempat": "Contoh",
    }
    head = Surat(nomor=f"{number + 1}/2026", tanggal=date(2026, 11, 20), id=f"SR-2026-{number + 1:04}")
    bahan = Bahan(
        KIND, load_jenis(data_path("surat.toml"))[KIND], office, Rekap("rekap.xlsx", "0" * 64, NOW), head,
        konsep=False, penanda_tangan=Signer({"nama": NAME, "jabatan": "Sekretaris"}),
    )  # fmt: skip
    render_surat(template_path("surat", f"{KIND}.docx"), build_context(bahan), path)


def _sign(content: bytes, key: Key) -> None:
    kode = write_code(Code("SR-2026-0001", "1/2026", "h", short_digest(content)))
    stamp = Stamp(kode, NAME, "", "Sekretaris", "tidak tersertifikasi")
    signed = sign_pdf(content, places_of(content)[0], key, stamp)
    if not verify_pdf(signed, Trust(), datetime.now(UTC)).utuh:
        raise RuntimeError("a signature does not hold")


def _key() -> Key:
    """Return a key with a certificate that it signed itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    private, now = rsa.generate_private_key(65537, 2048), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    certificate = (
        x509.CertificateBuilder(name, name, private.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(private, hashes.SHA256())
    )
    lock = BestAvailableEncryption(b"bench")
    return load_p12(
        pkcs12.serialize_key_and_certificates(b"", private, certificate, None, lock), "bench", "bench.p12"
    )
