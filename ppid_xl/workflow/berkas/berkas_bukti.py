"""Berkas bukti: files that acts and letters name with a digest are looked at again; gone or changed is a finding."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ppid_xl.columns import Dictionary, normalise
from ppid_xl.evidence import SIDIK_LENGTH, Letter, read_acts, read_letter
from ppid_xl.model import Book, Finding
from ppid_xl.workflow.agenda.naskah_terdaftar import all_registered

GONE, CHANGED, UNFILED = "bukti-berkas-hilang", "bukti-berkas-berubah", "surat-tanpa-berkas"
SUMBER = "UU 14/2008 Pasal 53"
_FILE = re.compile(r"(.+) \(sidik ([0-9a-f]{16})\)")
KUTIPAN = "menghancurkan, merusak, dan/atau menghilangkan dokumen Informasi Publik"


def file_sidik(path: Path) -> str:
    """Return the start of a file's SHA-256, as evidence is kept with it; raise OSError when it cannot be read."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()[:SIDIK_LENGTH]


def named_file(bukti: str) -> tuple[str, str] | None:
    """Return the place and digest that column Bukti keeps of a file; None for other words."""
    found = _FILE.fullmatch(bukti.strip())
    return (found[1], found[2]) if found else None


class Fault(NamedTuple):
    """A file that is gone, not as it was recorded, or not named: the line it belongs to, by table, row and ID."""

    kode: str
    table: str
    row: int
    id: str
    berkas: str
    binding: bool


def faulty_files(book: Book, folder: Path) -> list[Fault]:
    """Return each file of evidence that is gone or changed; ``folder`` is the one places are named from.

    Words without a digest name no file; a letter of ours that is called signed must name one. A letter binds once it
    is signed or came in; before, a change is only told.
    """
    letters = map(read_letter, book.rows("tblAgenda"))
    found = [
        Fault(UNFILED, "tblAgenda", one.row, one.id_surat, "", False) for one in letters if _is_unfiled(one)
    ]
    for table, row, identity, berkas, sidik, binding in _named(book):
        if kode := _fault(folder / berkas, sidik):
            found.append(Fault(kode, table, row, identity, berkas, binding))
    return found


def _named(book: Book) -> Iterator[tuple[str, int, str, str, str, bool]]:
    for act in read_acts(book):
        if named := named_file(act.bukti):
            yield "tblLangkah", act.row, act.id_langkah, *named, True
    for letter in map(read_letter, book.rows("tblAgenda")):
        if letter.berkas and len(letter.sidik) >= SIDIK_LENGTH and not letter.cancelled:
            binds = letter.signed or normalise(letter.arah) == "masuk"
            yield "tblAgenda", letter.row, letter.id_surat, letter.berkas, letter.sidik, binds
    for one in all_registered(book):
        if one.data and len(one.d) >= SIDIK_LENGTH:
            yield "tblLangkah", one.row, one.id_langkah, one.data, one.d, True


def _is_unfiled(letter: Letter) -> bool:
    filed = letter.berkas and len(letter.sidik) >= SIDIK_LENGTH
    return letter.signed and not letter.cancelled and normalise(letter.arah) != "masuk" and not filed


def _fault(path: Path, sidik: str) -> str:
    try:
        return "" if file_sidik(path) == sidik[:SIDIK_LENGTH].lower() else CHANGED
    except (OSError, ValueError):
        return GONE


def file_findings(book: Book, folder: Path, dictionary: Dictionary) -> list[Finding]:
    """Return a finding per file of evidence of a workbook of ours; one that binds and was changed is a galat."""
    return [_finding(one, book, dictionary) for one in faulty_files(book, folder)] if book.ours else []


def _finding(fault: Fault, book: Book, dictionary: Dictionary) -> Finding:
    table, key = book.tables[fault.table], "bukti" if fault.table == "tblLangkah" else "berkas"
    return Finding(
        tingkat="galat" if fault.binding and fault.kode == CHANGED else "peringatan",
        aturan=f"ppid-xl/{fault.kode}", pesan=f"ppid-xl.{fault.kode}", lembar=table.sheet,
        sel=table.address(key, fault.row), kolom=dictionary.tabel[table.name].heading(key), id=fault.id,
        isi=fault.berkas, kutipan="" if fault.kode == UNFILED else KUTIPAN, sumber=SUMBER, table=table.name,
        row=fault.row,
    )  # fmt: skip


def words_of_fault(fault: Fault) -> str:
    """Return a fault as what a proof lacks."""
    if fault.kode == UNFILED:
        return f"berkas bertanda tangan {fault.id}; kolom Berkas atau Sidik-nya kosong di Agenda Surat"
    state = "berubah sejak dicatat" if fault.kode == CHANGED else "tidak ada lagi di tempatnya"
    return f"berkas {fault.berkas} ({fault.id}): {state}"
