"""The page of findings beside a workbook: whole, escaped, asking nothing from elsewhere."""

from __future__ import annotations

import re
from datetime import date

from ppid_xl.bawaan import template_path
from ppid_xl.model import Finding
from ppid_xl.terbit.temuan import findings_page, load_temuan_page

DAY = date(2026, 11, 21)
TEMPLATE = load_temuan_page(template_path("situs"))


def finding(**facts: str) -> Finding:
    values = {"lembar": "Rekap", "sel": "M5", "kolom": "Dasar Hukum", "id": "INF-2026-0001", **facts}
    return Finding("galat", "hukum/R05", "R05.kosong", **values)  # type: ignore[arg-type]


def test_each_finding_has_its_cell_what_is_wrong_and_the_remedy() -> None:
    page = findings_page("rekap.xlsx", DAY, [finding()], TEMPLATE)
    assert "Rekap<br>M5" in page
    assert "INF-2026-0001" in page
    assert 'class="saran"' in page


def test_no_findings_is_said_and_shows_no_table() -> None:
    page = findings_page("rekap.xlsx", DAY, [], TEMPLATE)
    assert "Tidak ada temuan." in page
    assert "<table hidden>" in page


def test_values_are_escaped() -> None:
    page = findings_page("<b>.xlsx", DAY, [finding(id="<script>x</script>")], TEMPLATE)
    assert "<script" not in page
    assert "<b>.xlsx" not in page


def test_nothing_is_asked_from_elsewhere() -> None:
    page = findings_page("rekap.xlsx", DAY, [finding()], TEMPLATE)
    assert not re.search(r"(?:src|href)=|url\(|https?:", page)
