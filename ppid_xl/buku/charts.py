"""The three charts of sheet Beranda and the hidden sheet they read; no figures are kept inside the charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.fill import ColorChoice
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ppid_xl.buku import style
from ppid_xl.buku.names import (
    CHART_AKHIR_FIELDS,
    CHART_AKHIR_ROWS,
    CHART_KLASIFIKASI,
    CHART_SHEET,
    CHART_UNIT_FIELDS,
    CHART_UNIT_ROWS,
    akhir_name,
    unit_name,
)

PUBLIC, CLOSED, OPEN_QUESTION = "2E75B6", style.NAVY, "6B6B6B"
_HEAD = 2
_KLASIFIKASI, _UNIT, _AKHIR = 1, 4, 9  # first column of each block on the hidden sheet
_SHOWN = "#,##0;;"  # also of the labels, which take it from the cells: a bar of none bears no figure
_EMU = 12700  # English Metric Units in a point
_EDGE = 4 * _EMU  # as wide as the white edge of a card


@dataclass(frozen=True, slots=True)
class Plot:
    """One chart: its title, what it says to who cannot see it, its data, and how its bars lie and are coloured."""

    judul: str
    alt: str
    column: int
    rows: int
    colours: tuple[str, ...]
    headings: tuple[str, ...]
    upright: bool = False
    label: str = style.INK
    points: tuple[tuple[int, str], ...] = ()


PLOTS = (
    Plot(
        "Menurut klasifikasi",
        "Diagram batang: jumlah informasi Berkala, Serta Merta, Setiap Saat, Dikecualikan, dan Belum jelas, "
        "menurut pemeriksaan terakhir.",
        _KLASIFIKASI, len(CHART_KLASIFIKASI), (PUBLIC,), ("Jumlah",), points=((3, CLOSED), (4, OPEN_QUESTION)),
    ),
    Plot(
        "Menurut unit",
        "Diagram batang bertumpuk: bagi unit dengan informasi terbanyak, berapa yang publik, dikecualikan, dan "
        "belum jelas golongannya, menurut pemeriksaan terakhir.",
        _UNIT, CHART_UNIT_ROWS, (PUBLIC, CLOSED, OPEN_QUESTION), ("Publik", "Dikecualikan", "Belum jelas"),
        label=style.WHITE,
    ),
    Plot(
        "Akhir pengecualian",
        "Diagram kolom: berapa pengecualian yang sudah lewat, yang berakhir tahun ini dan tahun-tahun berikutnya, "
        "yang berakhir oleh peristiwa, dan yang akhirnya belum jelas, menurut pemeriksaan terakhir.",
        _AKHIR, CHART_AKHIR_ROWS, (CLOSED,), ("Jumlah",), upright=True,
        points=((0, style.TINGKAT_COLOURS["G"][1]), (CHART_AKHIR_ROWS - 1, OPEN_QUESTION)),
    ),
)  # fmt: skip


def add_chart_cells(book: Workbook) -> None:
    """Write the hidden sheet: labels, zeros, and a defined name for each cell that Periksa fills in."""
    sheet = book[CHART_SHEET]
    sheet.sheet_state = "hidden"
    style.put(sheet["A1"], "Angka bagi grafik di Beranda; ditulis Periksa.", size=9, colour=style.GREY)
    for plot in PLOTS:
        for place, heading in enumerate(plot.headings, plot.column + 1):
            style.put(sheet.cell(_HEAD, place), heading, bold=True)
    for number, (label, name) in enumerate(CHART_KLASIFIKASI.items(), 1):
        style.put(sheet.cell(_HEAD + number, _KLASIFIKASI), label)
        _name(book, sheet, name, number, _KLASIFIKASI + 1)
    for number in range(1, CHART_UNIT_ROWS + 1):
        for place, field in enumerate(CHART_UNIT_FIELDS, _UNIT):
            _name(book, sheet, unit_name(number, field), number, place, text=field == "Nama")
    for number in range(1, CHART_AKHIR_ROWS + 1):
        for place, field in enumerate(CHART_AKHIR_FIELDS, _AKHIR):
            _name(book, sheet, akhir_name(number, field), number, place, text=field == "Label")


def _name(
    book: Workbook, sheet: Worksheet, name: str, number: int, column: int, *, text: bool = False
) -> None:
    row = _HEAD + number
    cell = style.put(sheet.cell(row, column), None if text else 0)
    if not text:
        cell.number_format = _SHOWN
    style.define(book, name, f"{CHART_SHEET}!${get_column_letter(column)}${row}")


def add_charts(sheet: Worksheet, data: Worksheet, top: int, bottom: int, spans: tuple[str, ...]) -> None:
    """Lay the charts side by side over rows ``top`` to ``bottom``; ``spans`` names their columns (``B:E``)."""
    for plot, span in zip(PLOTS, spans, strict=True):
        first, last = (ord(letter) - ord("A") for letter in span.split(":"))
        chart = _bar_chart(plot, data)
        start = AnchorMarker(col=first, row=top - 1)
        end = AnchorMarker(col=last, colOff=_width(sheet, last) - _EDGE, row=bottom)
        chart.anchor = TwoCellAnchor(editAs="twoCell", _from=start, to=end)
        sheet.add_chart(chart)


def _width(sheet: Worksheet, column: int) -> int:
    """Return the width of a column in EMU: 7 pixels a letter and 5 of padding, as Calibri 11 is measured."""
    letters: float = sheet.column_dimensions[get_column_letter(column + 1)].width
    return round((letters * 7 + 5) * _EMU * 0.75)


def _bar_chart(plot: Plot, data: Worksheet) -> BarChart:
    chart: Any = BarChart()
    chart.type = "col" if plot.upright else "bar"
    many = len(plot.colours) > 1
    chart.grouping, chart.overlap, chart.gapWidth = "stacked" if many else "clustered", 100 if many else 0, 40
    last = _HEAD + plot.rows
    values = Reference(
        data, min_col=plot.column + 1, max_col=plot.column + len(plot.colours), min_row=_HEAD, max_row=last
    )
    chart.add_data(values, titles_from_data=True)
    labels = Reference(data, min_col=plot.column, min_row=_HEAD + 1, max_row=last)
    for series, colour in zip(chart.series, plot.colours, strict=True):
        series.cat = AxDataSource(strRef=StrRef(f=str(labels)))
        _paint_series(series, plot, colour)
    chart.title = _title(plot.judul)
    _set_axes(chart, plot)
    chart.roundedCorners, chart.visible_cells_only = False, False
    chart.graphical_properties = GraphicalProperties(solidFill=style.PALE, ln=LineProperties(noFill=True))
    chart.plot_area.graphicalProperties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    if many:
        chart.legend.position, chart.legend.overlay = "b", False
        chart.legend.txPr = _text(style.INK)
    else:
        chart.legend = None
    return chart


def _paint_series(series: Any, plot: Plot, colour: str) -> None:
    series.graphicalProperties = _solid(colour)
    series.invertIfNegative = False
    for index, other in plot.points:
        series.dPt.append(DataPoint(idx=index, invertIfNegative=False, spPr=_solid(other)))
    labels = DataLabelList(txPr=_text(plot.label, bold=True))
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.position = "ctr" if len(plot.colours) > 1 else "outEnd"
    series.dLbls = labels


def _set_axes(chart: Any, plot: Plot) -> None:
    names, numbers = chart.x_axis, chart.y_axis
    names.delete, numbers.delete = False, True
    names.txPr, names.majorTickMark = _text(style.INK), "none"
    names.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill="BFBFBF"))
    names.number_format, names.noMultiLvlLbl = "General", True
    if not plot.upright:
        names.scaling.orientation = "maxMin"
    numbers.majorGridlines, numbers.scaling.min = None, 0


def _solid(colour: str) -> GraphicalProperties:
    return GraphicalProperties(solidFill=colour, ln=LineProperties(noFill=True))


def _letters(colour: str, size: int = 900, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(
        lang="id-ID", sz=size, b=bold, solidFill=ColorChoice(srgbClr=colour), latin=Font(typeface=style.FONT)
    )


def _text(colour: str, *, bold: bool = False) -> RichText:
    properties = ParagraphProperties(defRPr=_letters(colour, bold=bold))
    return RichText(bodyPr=RichTextProperties(), p=[Paragraph(pPr=properties, endParaRPr=_letters(colour))])


def _title(words: str) -> Title:
    letters = _letters(style.NAVY, 1100, bold=True)
    run = RegularTextRun(rPr=letters, t=words)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=letters), r=[run])
    place = ManualLayout(xMode="edge", yMode="edge", x=0.02, y=0.02)
    rich = RichText(bodyPr=RichTextProperties(), p=[paragraph])
    return Title(tx=Text(rich=rich), overlay=False, layout=Layout(manualLayout=place))
