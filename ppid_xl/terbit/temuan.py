"""The findings of one workbook as a page to read beside it: nothing to click, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from string import Template

from ppid_xl.messages import explain
from ppid_xl.model import TINGKAT, Finding
from ppid_xl.tanggal import format_tanggal

_SIGNS = {"galat": "✖ Galat", "peringatan": "▲ Peringatan", "catatan": "• Catatan"}


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """The template and style of the page, as they stand in ``templates/situs``."""

    page: str
    style: str


def load_temuan_page(folder: Path) -> FindingsPage:
    """Read template and style from a folder."""
    return FindingsPage(
        *((folder / name).read_text(encoding="utf-8").strip() for name in ("temuan.html", "temuan.css"))
    )


def findings_page(berkas: str, today: date, findings: Sequence[Finding], template: FindingsPage) -> str:
    """Return the page of a workbook; every value is escaped."""
    counts = ", ".join(f"{sum(f.tingkat == level for f in findings)} {level}" for level in TINGKAT)
    return Template(template.page).substitute(
        judul=escape(f"Temuan – {berkas}"),
        gaya=template.style,
        berkas=escape(berkas),
        tanggal=format_tanggal(today),
        ringkasan=counts if findings else "Tidak ada temuan.",
        baris="\n".join(_row(finding) for finding in findings),
        sembunyi="" if findings else " hidden",
    ) + "\n"  # fmt: skip


def _row(finding: Finding) -> str:
    words = explain(finding)
    why = f'<p class="dasar">{escape(words.dasar)}</p>' if words.dasar else ""
    cells = (
        f"<td>{_SIGNS[finding.tingkat]}</td>",
        f"<td>{escape(finding.lembar)}<br>{escape(finding.sel)}</td>",
        f"<td>{escape(finding.id)}</td>",
        f"<td>{escape(finding.kolom)}</td>",
        f'<td><p>{escape(words.masalah)}</p>{why}<p class="saran">{escape(words.saran)}</p></td>',
    )
    return f'<tr class="{finding.tingkat}">{"".join(cells)}</tr>'
