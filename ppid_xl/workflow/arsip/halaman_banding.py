"""The comparison of two versions as a page to read and print: nothing to click, nothing from elsewhere."""

from __future__ import annotations

from datetime import date
from html import escape
from string import Template

from ppid_xl.arsip.compare import DITAMBAH, HILANG, RowChange
from ppid_xl.arsip.ocfl import Version
from ppid_xl.bawaan import template_path
from ppid_xl.tanggal import format_tanggal
from ppid_xl.workflow.arsip.banding import Comparison, SheetChanges, counts

SIGNS = {
    "ditambah": "+ Ditambah", "hilang": "− Hilang", "dibuka": "○ Dibuka", "ditutup": "● Ditutup",
    "diperpanjang": "▶ Diperpanjang", "dipersingkat": "◀ Dipersingkat", "diubah": "~ Diubah",
}  # fmt: skip
NOTHING = "Tidak ada perbedaan isi."
_BLANK = '<span class="kosong">(kosong)</span>'


def comparison_page(comparison: Comparison, today: date) -> str:
    """Return the page; every value is escaped."""
    folder = template_path("situs")
    page, style = (
        (folder / name).read_text(encoding="utf-8").strip() for name in ("banding.html", "banding.css")
    )
    lama, baru = comparison.lama, comparison.baru
    return Template(page).substitute(
        judul=escape(f"Perbandingan – {baru.object_id} {lama.name} dan {baru.name}"),
        gaya=style,
        lama=escape(describe(lama)),
        baru=escape(describe(baru)),
        tanggal=format_tanggal(today),
        ringkasan=escape(summary(comparison)),
        tabel="\n".join(_section(sheet) for sheet in comparison.tabel),
    ) + "\n"  # fmt: skip


def describe(version: Version) -> str:
    """Return which version it is, when, by whom and why, on one line."""
    return f"{version.name}, {version.created:%d/%m/%Y %H:%M}, {version.user_name}: {version.message}"


def summary(comparison: Comparison) -> str:
    """Return how many rows changed in which way, table by table."""
    told = [f"{sheet.lembar}: {count_words(sheet)}" for sheet in comparison.tabel]
    return "; ".join(told) + "." if told else NOTHING


def count_words(sheet: SheetChanges) -> str:
    """Return the counts of one table as words."""
    return ", ".join(f"{many} {jenis}" for jenis, many in counts(sheet).items())


def _section(sheet: SheetChanges) -> str:
    rows = "\n".join(_rows(row) for row in sheet.baris)
    heads = "".join(
        f'<th scope="col">{head}</th>' for head in ("Perubahan", "Baris", "Kolom", "Lama", "Baru")
    )
    return f"<section><h2>{escape(sheet.lembar)}</h2><table><thead><tr>{heads}</tr></thead>\n{rows}\n</table></section>"


def _rows(row: RowChange) -> str:
    """Return one row as a group of lines: one per cell."""
    span = max(len(row.sel), 1)
    title = f"<br>{escape(row.judul)}" if row.judul and row.judul != row.id else ""
    head = (
        f'<td class="jenis" rowspan="{span}">{SIGNS[row.jenis]}</td>'
        f'<td rowspan="{span}"><b>{escape(row.id) or "(tanpa ID)"}</b>{title}</td>'
    )
    cells = [
        f"<td>{escape(cell.kolom)}</td><td>{_old(row, cell.lama)}</td><td>{_new(row, cell.baru)}</td>"
        for cell in row.sel
    ] or ["<td></td><td></td><td></td>"]
    return f'<tbody class="{row.jenis}"><tr>{head}{"</tr><tr>".join(cells)}</tr></tbody>'


def _old(row: RowChange, text: str) -> str:
    if not text:
        return "" if row.jenis == DITAMBAH else _BLANK
    return f"<del>{escape(text)}</del>"


def _new(row: RowChange, text: str) -> str:
    if not text:
        return "" if row.jenis == HILANG else _BLANK
    return f"<ins>{escape(text)}</ins>"
