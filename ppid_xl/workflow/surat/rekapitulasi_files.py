"""Files of a rekapitulasi: a workbook, a csv of every combination, and a Word table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.model import Book
from ppid_xl.plain_text import formula_free
from ppid_xl.tanggal import format_tanggal
from ppid_xl.workflow.ground.new_file import free_name, write_new
from ppid_xl.workflow.surat.rekapitulasi import Rekapitulasi
from ppid_xl.workflow.surat.template import bounds_of, usable_template

if TYPE_CHECKING:
    from ppid_xl.frames import CountTable

KIND = "rekapitulasi"
HEADINGS = ("Buku", "Tahun", "Unit", "Klasifikasi", "Huruf Pasal 17", "Jangka Waktu", "Status", "Jumlah")
NOTES = {
    "Klasifikasi": "Semua informasi.",
    "Huruf Pasal 17": "Informasi yang dikecualikan; yang menyebut dua huruf dihitung pada keduanya.",
    "Jangka waktu": "Informasi yang dikecualikan, menurut bentuk jangka waktunya.",
    "Status": "Semua informasi, menurut bukti yang tercatat.",
    "Buku": "Semua informasi, menurut buku asalnya.",
}
UNSUMMED = "Huruf Pasal 17"


def write_files(done: Rekapitulasi, books: Sequence[Book], folder: Path, now: datetime,
                workbook_folder: Path | None = None) -> list[Path]:  # fmt: skip
    """Write rekapitulasi.xlsx, .csv and .docx under names that no file has yet; return their paths.

    Raises TemplateError for an office's own template that is broken, before anything is written.
    """
    from ppid_xl.surat.logo import find_logo

    template, _ = usable_template(KIND, workbook_folder)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for suffix, content in ((".xlsx", as_workbook(done, now)), (".csv", as_csv(done))):
        made.append(free_name(folder, KIND, suffix))
        write_new(made[-1], content)
    made.append(free_name(folder, KIND, ".docx"))
    _write_document(done, books, made[-1], now, template, find_logo(workbook_folder))
    return made


def as_csv(done: Rekapitulasi) -> bytes:
    """Return one line per combination, in the form that Excel with Indonesian settings opens: ``;``, UTF-8, mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADINGS)
    writer.writerows(
        [formula_free(cell) if isinstance(cell, str) else cell for cell in line]
        for line in done.combinations()
    )
    return text.getvalue().encode("utf-8-sig")


def as_workbook(done: Rekapitulasi, now: datetime) -> bytes:
    """Return the counts as a workbook of several sheets."""
    from ppid_xl.buku.rekapitulasi_book import CountSheet, assemble_counts

    day = f"Per {format_tanggal(done.tanggal)}."
    sheets = [
        CountSheet(
            title, f"Rekapitulasi: {title}", f"{NOTES[title]} {day}", *with_sums(title, table),
        )
        for title, table in done.tables.items()
    ]  # fmt: skip
    missing = tuple((one.unit, one.tahun) for one in done.belum_mengirim)
    text = f"Unit di lembar Pengaturan yang belum mempunyai baris di Rekap. {day}"
    if not missing:
        text = f"Semua unit di lembar Pengaturan sudah mempunyai baris di Rekap. {day}"
    sheets.append(CountSheet("Belum mengirim", "Belum mengirim", text, ("Unit", "Tahun"), missing))
    lines = tuple(done.combinations())
    sheets.append(
        CountSheet("Gabungan", "Gabungan", f"Setiap gabungan, untuk disaring. {day}", HEADINGS, lines)
    )
    return assemble_counts(sheets, "Rekapitulasi Informasi PPID", now)


def with_sums(
    title: str, table: CountTable
) -> tuple[tuple[str, ...], tuple[tuple[str | int, ...], ...], tuple[str | int, ...]]:
    """Return headings, lines and sums; a row with two letters makes the sum over letters meaningless."""
    summed = title != UNSUMMED
    first = "Buku" if title == "Buku" else "Unit"
    kolom = (first, *table.kolom, *(["Jumlah"] if summed else []))
    baris: list[tuple[str | int, ...]] = [
        (unit, *numbers, *([sum(numbers)] if summed else [])) for unit, numbers in table.baris
    ]
    return kolom, tuple(baris), ("Jumlah", *table.jumlah, *([sum(table.jumlah)] if summed else []))


def _write_document(
    done: Rekapitulasi, books: Sequence[Book], target: Path, now: datetime, template: Path, logo: Path | None
) -> None:
    from ppid_xl.surat.konteks.frame import Rekap
    from ppid_xl.surat.rekapitulasi import rekapitulasi_context
    from ppid_xl.surat.render import render_surat

    head = books[0]
    settings = {
        "nama_pemerintah": head.setting("NamaPemerintah"), "nama_badan": head.setting("NamaBadan"),
        "alamat": head.setting("Alamat"), "kontak": head.setting("Kontak"), "tempat": head.setting("Tempat"),
        "tahun": ", ".join(sorted({tahun for _, tahun, _ in done.buku})),
        "tanda_naskah": head.setting("TandaNaskah"),
    }  # fmt: skip
    tables = [(title, NOTES[title], *with_sums(title, table)) for title, table in done.tables.items()]
    rekap = Rekap(", ".join(name for name, _, _ in done.buku), head.digest, now)
    missing = [(one.unit, one.tahun) for one in done.belum_mengirim]
    context = rekapitulasi_context(
        tables, missing, settings, rekap, tanggal=done.tanggal, jumlah=len(done.rows),
        logo=logo,
    )  # fmt: skip
    paper = head.setting("Kertas", "F4")
    render_surat(template, context, target, paper=paper, bounds=bounds_of(template))
