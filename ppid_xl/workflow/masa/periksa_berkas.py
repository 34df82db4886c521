"""Periksa berkas: which copies are gone, changed, late, long unverified, and which lembar uji never came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ppid_xl.columns import normalise
from ppid_xl.evidence import Evidence, read_evidence
from ppid_xl.model import Book, Row
from ppid_xl.rules import Context
from ppid_xl.rules.usulan import read_tanggal
from ppid_xl.sop import Sop
from ppid_xl.workflow.berkas.berkas import Softcopy, has_lembar_uji, look_at, read_softcopies
from ppid_xl.workflow.berkas.brankas_place import parse_place
from ppid_xl.workflow.brankas.amplop import has_envelope
from ppid_xl.workflow.ground.archived_counters import arsip_folder
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.status import standing_decision
from ppid_xl.workflow.ground.tindakan import is_excluded, sop_of
from ppid_xl.workflow.proses.persetujuan import is_final

HILANG = "berkas tidak ditemukan"
BERUBAH = "berkas berubah sejak diterima"
TERLAMBAT = "lewat waktu penyimpanan"
MENUNGGU = "belum disimpan, masih dalam waktunya"
LAMA = "lama tidak diverifikasi"
TANPA_LEMBAR = "lembar uji belum diterima"
KEADAAN = (HILANG, BERUBAH, TERLAMBAT, MENUNGGU, LAMA, TANPA_LEMBAR)
STALE_DAYS = 365
COARSEST_CLOCK = timedelta(seconds=2)  # FAT keeps times to two seconds


@dataclass(frozen=True, slots=True)
class Lack:
    """What is wrong with the copies of one informasi; ``keadaan`` is one of KEADAAN."""

    id: str
    judul: str
    keadaan: str
    rincian: str


def periksa_berkas(
    book: Book, knowledge: Knowledge, today: date, *, workbook: Path, days: int = STALE_DAYS
) -> list[Lack]:
    """Return everything that is wrong with soft and hard copies, the most pressing first.

    ``days`` is how long a verification holds. Files are judged by size and date; their content is not read.
    """
    evidence, sop = read_evidence(book), sop_of(book, knowledge, workbook.parent)
    context = knowledge.context(book, today)
    found: list[Lack] = []
    for row in book.rows("tblRekap"):
        facts = [
            *_files(row, book, workbook),
            *_clock(row, evidence, sop, context),
            *_stale(row, sop, today, days),
        ]
        if is_excluded(row) and not has_lembar_uji(evidence, row.text("id")):
            facts.append((TANPA_LEMBAR, row.text("unit_penguasa") or "tanpa unit"))
        found += [Lack(row.text("id"), row.text("judul_informasi"), state, told) for state, told in facts]
    return sorted(found, key=lambda one: (KEADAAN.index(one.keadaan), one.id))


def _files(row: Row, book: Book, workbook: Path) -> Iterator[tuple[str, str]]:
    for copy in read_softcopies(row.text("softcopy")):
        path = workbook.parent / copy.lokasi
        if envelope := parse_place(copy.lokasi):
            if not has_envelope(arsip_folder(book, workbook), workbook, *envelope):
                yield HILANG, copy.lokasi
        elif not path.is_file():
            yield HILANG, copy.lokasi
        elif told := _difference(copy, look_at(path, book, workbook.parent)):
            yield BERUBAH, f"{copy.lokasi}: {told}"


def _difference(before: Softcopy, now: Softcopy) -> str:
    if before.ukuran != now.ukuran:
        return f"{before.ukuran} bita menjadi {now.ukuran} bita"
    if abs(now.tanggal - before.tanggal) > COARSEST_CLOCK:
        return f"bertanggal {before.tanggal:%d/%m/%Y %H:%M:%S} menjadi {now.tanggal:%d/%m/%Y %H:%M:%S}"
    return ""


def _clock(row: Row, evidence: Evidence, sop: Sop | None, context: Context) -> Iterator[tuple[str, str]]:
    """Yield a row approved, whose copies are not both in place; late only under both readings (R56)."""
    informasi = row.text("id")
    if sop is None or sop.penyimpanan is None or not is_final(sop, evidence, informasi):
        return
    missing = missing_copies(row)
    decision = standing_decision(informasi, evidence, sop)
    day = (decision.selesai or decision.mulai) if decision else None
    if not missing or day is None or not is_excluded(row):
        return
    limits = [
        kalender.add_hari_kerja(day, sop.penyimpanan.hari_kerja)
        for kalender in (context.kalender, context.kalender_lain)
    ]
    late = context.today > max(limits)
    told = f"{' dan '.join(missing)} belum tercatat; disetujui {day:%d/%m/%Y}, tenggat {limits[0]:%d/%m/%Y}"
    yield (TERLAMBAT if late else MENUNGGU), f"{told} (SOP {sop.kode}: “{sop.penyimpanan.kutipan}”)"


def missing_copies(row: Row) -> list[str]:
    """Return which copies a row lacks; what exists only as a softcopy needs no hardcopy (PerKI 1/2021 Pasal 46)."""
    missing = [] if row.text("softcopy") else ["softcopy"]
    born_digital = normalise(row.text("bentuk")) == "softcopy"
    return missing if row.text("lokasi_fisik") or born_digital else [*missing, "tempat hardcopy"]


def _stale(row: Row, sop: Sop | None, today: date, days: int) -> Iterator[tuple[str, str]]:
    """Yield a row nobody verified for so long, where the office's SOP shows the columns."""
    if sop is not None and "diverifikasi_pada" in sop.tersembunyi:
        return
    if not (is_excluded(row) or row.text("softcopy")):
        return
    day = read_tanggal(row["diverifikasi_pada"])
    if day is None:
        yield LAMA, "belum pernah diverifikasi"
    elif (today - day).days > days:
        yield LAMA, f"terakhir {day:%d/%m/%Y} oleh {row.text('diverifikasi_oleh') or '(tidak disebut)'}"


def grouped(lacks: Sequence[Lack]) -> dict[str, list[Lack]]:
    """Return what is wrong by kind, the most pressing kind first."""
    return {state: found for state in KEADAAN if (found := [one for one in lacks if one.keadaan == state])}
