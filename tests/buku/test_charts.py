"""The charts of Beranda: where they stand, what they read, and what they say to who cannot see them."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from openpyxl.utils import range_boundaries

from ppid_xl.buku import CHART_NAMES, CHART_SHEET, style
from ppid_xl.buku.charts import PLOTS

SPANS = [("B", "E"), ("F", "I"), ("J", "M")]


def parts(rekap: bytes, folder: str) -> list[Any]:
    with zipfile.ZipFile(BytesIO(rekap)) as package:
        names = sorted(n for n in package.namelist() if re.fullmatch(rf"xl/{folder}/\w+\.xml", n))
        return [etree.fromstring(package.read(name)) for name in names]


@pytest.fixture(scope="module")
def charts(rekap: bytes) -> list[Any]:
    return parts(rekap, "charts")


@pytest.fixture(scope="module")
def anchors(rekap: bytes) -> list[Any]:
    (drawing,) = parts(rekap, "drawings")
    return drawing.findall("{*}twoCellAnchor")


def test_there_are_three_charts_and_each_has_its_title(charts: list[Any]) -> None:
    assert [chart.findtext(".//{*}title//{*}t") for chart in charts] == [plot.judul for plot in PLOTS]


def test_every_figure_of_a_chart_stands_in_a_named_cell(charts: list[Any], book: Any) -> None:
    named = {book.defined_names[name].attr_text.replace("$", "") for name in CHART_NAMES}
    written = {
        f"{CHART_SHEET}!{cell.coordinate}"
        for row in book[CHART_SHEET]
        for cell in row
        if isinstance(cell.value, str)
    }
    read: set[str] = set()
    for reference in (element.text for chart in charts for element in chart.iter("{*}f")):
        sheet, area = reference.replace("$", "").split("!")
        assert sheet.strip("'") == CHART_SHEET
        left, top, right, bottom = range_boundaries(area)
        cells = [
            f"{CHART_SHEET}!{book[CHART_SHEET].cell(row, column).coordinate}"
            for row in range(top, bottom + 1) for column in range(left, right + 1)
        ]  # fmt: skip
        assert set(cells) <= named | written
        read.update(cells)
    assert named <= read


def test_no_figure_is_kept_inside_a_chart_where_it_could_grow_stale(charts: list[Any]) -> None:
    assert [element.tag for chart in charts for element in chart.iter("{*}numCache", "{*}strCache")] == []


def test_charts_show_the_cells_of_a_hidden_sheet(charts: list[Any], book: Any) -> None:
    assert book[CHART_SHEET].sheet_state == "hidden"
    assert [chart.find(".//{*}plotVisOnly").get("val") for chart in charts] == ["0"] * 3


def test_each_chart_lies_under_two_cards(anchors: list[Any], book: Any) -> None:
    letters = "ABCDEFGHIJKLMN"
    found = [
        (letters[int(a.findtext("{*}from/{*}col"))], letters[int(a.findtext("{*}to/{*}col"))])
        for a in anchors
    ]
    assert found == SPANS
    for anchor in anchors:
        room = (book["Beranda"].column_dimensions["E"].width * 7 + 5) * 9525
        assert 0.9 * room < int(anchor.findtext("{*}to/{*}colOff")) < room
    rows = {(a.findtext("{*}from/{*}row"), a.findtext("{*}to/{*}row")) for a in anchors}
    assert len(rows) == 1


def test_each_chart_says_what_it_shows(anchors: list[Any]) -> None:
    told = [(a.find(".//{*}cNvPr").get("name"), a.find(".//{*}cNvPr").get("descr")) for a in anchors]
    assert told == [(plot.judul, plot.alt) for plot in PLOTS]
    assert all(len(text) > 60 for _, text in told)


def contrast(one: str, other: str) -> float:
    """WCAG 2.1, 1.4.3."""
    shades = []
    for colour in (one, other):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        shades.append(sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05)
    return max(shades) / min(shades)


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.judul)
def test_bars_and_their_labels_can_be_seen(plot: Any) -> None:
    """Text 4.5 to 1 (WCAG 2.1, 1.4.3), bars 3 to 1 against what they lie on (1.4.11)."""
    bars = [*plot.colours, *(colour for _, colour in plot.points)]
    stacked = len(plot.colours) > 1
    assert all(contrast(bar, style.PALE) >= 3 for bar in bars)
    assert all(contrast(plot.label, bar if stacked else style.PALE) >= 4.5 for bar in bars)
