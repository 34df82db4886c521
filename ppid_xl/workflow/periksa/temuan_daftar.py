"""Findings about the Daftar Informasi Publik: a signed and approved Keputusan, made anew every six months (R49)."""

from __future__ import annotations

from collections.abc import Sequence

from ppid_xl.columns import normalise
from ppid_xl.evidence import DISETUJUI, Act, Evidence, Letter, read_acts, read_letter
from ppid_xl.jangka_waktu.lama import Lama, add_lama
from ppid_xl.model import Book, Finding
from ppid_xl.rules import Context
from ppid_xl.sop import Sop

DAFTAR, MASUK = "daftar informasi publik", "Masuk"
MASA = Lama(6, "bulan")
PASAL = "PerKI 1/2021 Pasal 45"
SUMBER = f"{PASAL} ayat (5) sampai (7)"
KUTIPAN = "Daftar Informasi Publik dimutakhirkan paling singkat 6 (enam) bulan sekali"
KUTIPAN_PENETAPAN = (
    "PPID menetapkan Daftar Informasi Publik sebagaimana dimaksud pada ayat (4) dalam bentuk Keputusan"
)
KUTIPAN_PERSETUJUAN = (
    "Penetapan Daftar Informasi Publik sebagaimana dimaksud pada ayat (5) berdasarkan persetujuan Atasan PPID"
)
PIMPINAN = ("Pimpinan Badan Publik", "Atasan PPID", "Kepala Badan", "Kepala Dinas")  # as R22 has them


def is_pimpinan(peran: str, sop: Sop | None) -> bool:
    """Say whether a role is a pimpinan's, by its usual name or by the SOP's own."""
    return normalise(peran) in map(normalise, sop.own_roles(PIMPINAN) if sop else PIMPINAN)


def daftar_findings(book: Book, context: Context, sop: Sop | None = None) -> list[Finding]:
    """Return at most one finding when a workbook of ours holds public rows: what the latest list lacks.

    A list counts from the day of its signed letter; while the next one waits to be signed, it still holds.
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
    return _lacks(book, context, letters, found, sop) if letters else [found]


def _lacks(
    book: Book, context: Context, letters: Sequence[Letter], found: Finding, sop: Sop | None
) -> list[Finding]:
    signed = [letter for letter in letters if letter.signed]
    waiting = [_unsigned(letter, found) for letter in letters if not letter.signed]
    if not signed:
        return waiting[-1:]
    if any(letter.tanggal is None for letter in signed):
        return []
    latest = max(signed, key=lambda one: (one.tanggal, one.id_surat))
    old = _old(latest, context, found)
    if old:
        return waiting[-1:] or old
    return [] if _is_approved(latest, book, context.evidence, sop) else [_unapproved(latest, found)]


def _unsigned(letter: Letter, found: Finding) -> Finding:
    dated = letter.tanggal is not None
    return found._replace(
        tingkat="peringatan" if dated else "catatan", pesan="R49.belum_sah", id=letter.id_surat,
        kutipan=KUTIPAN_PENETAPAN, sumber=f"{PASAL} ayat (5)",
        fakta={"keadaan": letter.keadaan or "keadaan tanda tangannya kosong"},
    )  # fmt: skip


def _old(letter: Letter, context: Context, found: Finding) -> list[Finding]:
    until = add_lama(letter.tanggal, MASA) if letter.tanggal else None
    if until is None or until >= context.today:
        return []
    facts = {"tanggal": f"{letter.tanggal:%d/%m/%Y}", "sampai": f"{until:%d/%m/%Y}"}
    return [found._replace(tingkat="peringatan", pesan="R49.lama", id=letter.id_surat, fakta=facts)]


def _unapproved(letter: Letter, found: Finding) -> Finding:
    return found._replace(
        tingkat="peringatan", pesan="R49.belum_disetujui", id=letter.id_surat, kutipan=KUTIPAN_PERSETUJUAN,
        sumber=f"{PASAL} ayat (6)", fakta={"tanggal": f"{letter.tanggal:%d/%m/%Y}"},
    )  # fmt: skip


def _is_approved(letter: Letter, book: Book, evidence: Evidence, sop: Sop | None) -> bool:
    """Say whether a pimpinan approved the letter itself, or one of its informasi, on or before its day."""
    covered = {key for key, found in evidence.letters.items() if any(one.row == letter.row for one in found)}
    return any(
        _names(act, letter) or not covered.isdisjoint(act.ids)
        for act in read_acts(book)
        if act.keputusan == DISETUJUI
        and is_pimpinan(act.sebagai, sop)
        and (act.mulai is None or letter.tanggal is None or act.mulai <= letter.tanggal)
    )


def _names(act: Act, letter: Letter) -> bool:
    return letter.id_surat in (act.id_surat, act.bukti.partition(" ")[0].upper())


def _is_list(letter: Letter) -> bool:
    """Say whether a letter of the office's own, not cancelled, is the list or the decision that sets it."""
    if letter.cancelled or letter.arah == MASUK:
        return False
    about = normalise(letter.perihal)
    return normalise(letter.jenis) == DAFTAR or ("penetapan" in about and DAFTAR in about)
