"""Lembar kunci: the file of a secret key and the sheet to print of it, written where only their holder looks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ppid_xl.brankas.keys import OpenKey, new_key, open_key, protect_key
from ppid_xl.errors import HostError, InputError
from ppid_xl.model import Row
from ppid_xl.system_reasons import reason_of
from ppid_xl.workflow.brankas.penerima import PERAN
from ppid_xl.workflow.brankas.shared_place import open_private

SHEET = ".lembar.txt"
TEXT = """LEMBAR KUNCI BRANKAS PPID
Simpan lembar ini di amplop tersegel dalam lemari besi. Jangan difoto, dipindai, atau disimpan di komputer bersama.

Peran          : {peran}
Pemegang       : {nama} ({kode})
Dibuat         : {hari}
Sidik kunci    : {sidik}
Kunci publik   : {kunci}

PERHATIAN. Softcopy di brankas hanya dapat dibuka dengan kunci PPID atau kunci Atasan PPID, beserta kata sandinya.
Bila KEDUA kunci hilang, atau kedua kata sandinya terlupa, isinya hilang untuk selamanya. Tidak ada yang dapat
memulihkannya, juga pembuat alat ini.

Kata sandi tidak tercetak di sini. Tulislah dengan tangan pada kertas LAIN, di amplop tersegel yang LAIN.

Membuka tanpa alat ini (program age, https://age-encryption.org; di Debian: apt install age)
  1. Simpan baris di bawah, dari BEGIN sampai END, sebagai kunci.age. Bila diketik ulang, besar kecilnya huruf penting.
  2. age -d -o kunci.txt kunci.age          (kata sandi ditanyakan)
  3. age -d -i kunci.txt 0001.age | tar x   (hasilnya: isi, dan asli.json yang menyebut nama aslinya)
  4. Hapus kunci.txt.

{berkas}"""


def sheet_beside(path: Path) -> Path:
    """Return where the sheet of a key file is written."""
    return path.with_name(path.name + SHEET)


@contextmanager
def made_key(path: Path, passphrase: str, peran: str, officer: Row, now: datetime) -> Iterator[OpenKey]:
    """Write a new key and its sheet, and yield the key as read back from its file; a failure removes both.

    Raises InputError for a short passphrase and a name that is taken, HostError when it cannot be written.
    """
    key, kode = new_key(), officer.text("kode")
    remarks = (
        f"brankas ppid, kunci {PERAN[peran]}",
        f"pemegang: {kode}",
        f"dibuat: {now.isoformat(timespec='seconds')}",
    )
    content = protect_key(key, passphrase, remarks)
    words = TEXT.format(
        peran=PERAN[peran], nama=officer.text("nama"), kode=kode, hari=f"{now:%d/%m/%Y}", sidik=key.sidik,
        kunci=key.public, berkas=content.decode(),
    )  # fmt: skip
    written: list[Path] = []
    try:
        _write(path, content, written)
        _write(sheet_beside(path), words.encode(), written)
        yield open_key(path.read_bytes(), passphrase, path.name)
    except BaseException:
        for one in written:
            one.unlink(missing_ok=True)
        raise


def _write(path: Path, content: bytes, written: list[Path]) -> None:
    try:
        with os.fdopen(open_private(path), "wb") as file:
            written.append(path)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise InputError("kunci-berkas-terpakai", berkas=path) from None
    except OSError as reason:
        raise HostError("kunci-tidak-tertulis", berkas=path, alasan=reason_of(reason)) from None
