"""Findings about the Daftar Informasi Publik: set by a Keputusan, and made anew at least every six months (R49)."""

from __future__ import annotations

from ppid_xl.columns import normalise
from ppid_xl.evidence import Letter, read_letter
from ppid_xl.jangka_waktu.lama import Lama, add_lama
from ppid_xl.model import Book, Finding
from ppid_xl.rules import Context

DAFTAR, MASUK = "daftar informasi publik", "Masuk"
MASA = Lama(6, "bulan")
SUMBER = "PerKI 1/2021 Pasal 45 ayat (5) sampai (7)"
KUTIPAN = "Daftar Informasi Publik dimutakhirkan paling singkat 6 (enam) bulan sekali"


def daftar_findings(book: Book, context: Context) -> list[Finding]:
    """Return one finding when a workbook of ours holds public rows and its latest list is old, or none is on record.

    A list counts from the day of its letter in the agenda; one that still waits for its day is on record.
    """
    table = book.tables.get("tblRekap")
    if table is None or not book.ours:
        return []
    if not any(case.klasifikasi and not case.dikecualikan for case in context.cases(table)):
        return []
    letters = [letter for letter in map(read_letter, book.rows("tblAgenda")) if _is_list(letter)]
    found = Finding(
        tingkat="catatan", aturan="perki-1-2021/R49", pesan="R49.belum_ada", lembar=table.sheet,
        sel=table.heading_cell(), kolom=context.dictionary.tabel[table.name].heading("klasifikasi"),
        kutipan=KUTIPAN, sumber=SUMBER, table=table.name, row=table.header_row,
    )  # fmt: skip
    if not letters:
        return [found]
    dated = [(letter.tanggal, letter.id_surat) for letter in letters if letter.tanggal is not None]
    if len(dated) < len(letters):
        return []
    day, id_surat = max(dated)
    until = add_lama(day, MASA)
    if until is None or until >= context.today:
        return []
    facts = {"tanggal": f"{day:%d/%m/%Y}", "sampai": f"{until:%d/%m/%Y}"}
    return [found._replace(tingkat="peringatan", pesan="R49.lama", id=id_surat, fakta=facts)]


def _is_list(letter: Letter) -> bool:
    """Say whether a letter of the office's own, not cancelled, is the list or the decision that sets it."""
    if letter.cancelled or letter.arah == MASUK:
        return False
    about = normalise(letter.perihal)
    return normalise(letter.jenis) == DAFTAR or ("penetapan" in about and DAFTAR in about)
