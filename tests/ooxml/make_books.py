"""Workbooks full of what staff keep in them: one register with a table in each, and one peculiarity more.

Every book has the sheet Rekap with tblRekap (A4:F9, its last column calculated), formulas over it here and on
the sheet Pengaturan, and the defined name NamaBadan. All are made here; none is anybody's file.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from book_grafts import GRAFTS
from contoh_gambar import tiny_png

Maker = Callable[[Any, Any], object]
HEADINGS = ("No", "ID", "Judul", "Tanggal", "Jumlah", "Ganda")
LAST_ROW = 9
OPTIONS: dict[str, dict[str, Any]] = {
    "kalender-1904": {"date_1904": True},
    "zip64": {"use_zip64": True},
    "kisaran-tanggal": {"default_date_format": "dd/mm/yyyy"},
}
# Kinds of XlsxWriter's charts with one of their subtypes.
CHARTS = (
    ("area", ""), ("area", "stacked"), ("area", "percent_stacked"), ("bar", ""), ("bar", "stacked"), ("column", ""),
    ("column", "percent_stacked"), ("line", ""), ("line", "stacked"), ("pie", ""), ("doughnut", ""),
    ("scatter", ""), ("scatter", "smooth_with_markers"), ("radar", ""), ("radar", "filled"), ("stock", ""),
)  # fmt: skip


def make_books(folder: Path) -> dict[str, Path]:
    """Write every book into a folder and return them by name."""
    return {name: make_book(folder / f"{name}{_suffix(name)}", name) for name in (*MAKERS, *OPTIONS, *GRAFTS)}


def make_book(path: Path, name: str) -> Path:
    """Write the book with one peculiarity."""
    with xlsxwriter.Workbook(str(path), OPTIONS.get(name, {})) as book:
        book.calc_on_load = False  # as Excel saves
        sheet = book.add_worksheet("Rekap")
        _fill(book, sheet)
        MAKERS.get(name, _nothing)(book, sheet)
    if name in GRAFTS:
        GRAFTS[name](path)
    return path


def _suffix(name: str) -> str:
    return ".xlsm" if name == "makro" else ".xlsx"


def _fill(book: Any, sheet: Any) -> None:
    day = book.add_format({"num_format": "dd/mm/yyyy", "border": 1})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet.write("A1", "Rekap Informasi", book.add_format({"bold": True}))
    columns: list[dict[str, Any]] = [{"header": heading} for heading in HEADINGS]
    columns[3]["format"] = day
    columns[5]["formula"] = "=[@Jumlah]*2"
    rows = [
        [number, f"INF-2026-{number:04}", f"Judul & isi {number}", datetime(2026, 1, number), number * 10]
        for number in range(1, LAST_ROW - 3)
    ]
    sheet.add_table(f"A4:F{LAST_ROW}", {"name": "tblRekap", "columns": columns, "data": rows})
    for number, row in enumerate(rows, 5):
        sheet.write_formula(f"F{number}", "=tblRekap[[#This Row],[Jumlah]]*2", None, row[4] * 2)
    sheet.data_validation(f"C5:C{LAST_ROW}", {"validate": "length", "criteria": "<", "value": 200})
    sheet.write_formula("H5", "=SUM(tblRekap[Jumlah])", None, 150)
    sheet.write_formula("H6", "=H5*2", None, 300)
    sheet.write_formula("H7", '="Pasal "&17', None, "Pasal 17")
    sheet.write_blank("H12", None, moment)
    other = book.add_worksheet("Pengaturan")
    other.write_row("A1", ["Badan", "Dinas Contoh"])
    other.write_formula("B3", "=COUNTA(tblRekap[ID])", None, 5)
    other.write_formula("B4", "=NamaBadan", None, "Dinas Contoh")
    book.define_name("NamaBadan", "=Pengaturan!$B$1")


def _nothing(book: Any, sheet: Any) -> None:
    pass


def _chart(kind: str, subtype: str) -> Maker:
    def add(book: Any, sheet: Any) -> None:
        chart = book.add_chart({"type": kind, **({"subtype": subtype} if subtype else {})})
        for column in "EAE" if kind == "stock" else "EA":
            chart.add_series({"categories": "=Rekap!$B$5:$B$9", "values": f"=Rekap!${column}$5:${column}$9"})
        sheet.insert_chart("K2", chart, {"description": f"Grafik {kind}", "object_position": 2})

    return add


def _chart_details(book: Any, sheet: Any) -> None:
    line, bars = book.add_chart({"type": "line"}), book.add_chart({"type": "column"})
    bars.add_series(
        {
            "values": "=Rekap!$E$5:$E$9",
            "data_labels": {"value": True, "custom": [{"value": "=Rekap!$C$5"}]},
            "gradient": {"colors": ["#1F4E79", "#FFFFFF"]},
            "y_error_bars": {"type": "standard_error"},
            "points": [{"fill": {"color": "#9C0006"}}],
        }
    )
    line.add_series(
        {
            "values": "=Rekap!$A$5:$A$9",
            "y2_axis": True,
            "trendline": {"type": "linear"},
            "marker": {"type": "star"},
        }
    )
    bars.combine(line)
    bars.set_title({"name": "=Rekap!$A$1"})
    bars.set_table()
    bars.set_y_axis({"log_base": 10, "name": "Jumlah", "major_gridlines": {"visible": False}})
    bars.set_plotarea({"pattern": {"pattern": "percent_5", "fg_color": "red", "bg_color": "yellow"}})
    sheet.insert_chart("K2", bars)


def _chartsheet(book: Any, sheet: Any) -> None:
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Rekap!$E$5:$E$9"})
    book.add_chartsheet("Grafik").set_chart(chart)


def _image(book: Any, sheet: Any) -> None:
    options = {"image_data": BytesIO(tiny_png()), "url": "https://example.go.id", "description": "Logo"}
    sheet.insert_image("K2", "logo.png", options)
    sheet.insert_image("K9", "hias.png", {"image_data": BytesIO(tiny_png()), "decorative": True})


def _pictures_in_cells(book: Any, sheet: Any) -> None:
    sheet.embed_image("K2", "logo.png", {"image_data": BytesIO(tiny_png()), "description": "Logo"})
    sheet.embed_image("K3", "logo.png", {"image_data": BytesIO(tiny_png())})


def _header_image(book: Any, sheet: Any) -> None:
    options = {"image_left": "logo.png", "image_data_left": BytesIO(tiny_png())}
    sheet.set_header("&L&G&CRekap &D", options)
    sheet.set_footer("&L&F&RHalaman &P dari &N")


def _conditional(book: Any, sheet: Any) -> None:
    style = book.add_format({"bg_color": "#FFE699", "font_color": "#7F6000"})
    rules: list[dict[str, Any]] = [
        {"type": "cell", "criteria": ">", "value": 3},
        {"type": "duplicate"},
        {"type": "top", "value": 2},
        {"type": "average", "criteria": "above"},
        {"type": "text", "criteria": "containing", "value": "Judul"},
        {"type": "time_period", "criteria": "last 7 days"},
        {"type": "blanks", "stop_if_true": True},
        {"type": "formula", "criteria": "=$A5=1"},
        {"type": "errors"},
    ]
    for rule in rules:
        sheet.conditional_format("A5:F9", {**rule, "format": style})
    sheet.conditional_format("E5:E9", {"type": "2_color_scale"})
    sheet.conditional_format("E5:E9", {"type": "3_color_scale"})


def _validations(book: Any, sheet: Any) -> None:
    book.define_name("DaftarKelas", "=Pengaturan!$B$3:$B$4")
    sheet.data_validation("B5:B9", {"validate": "list", "source": "=DaftarKelas", "error_type": "warning"})
    limits = {"criteria": "between", "minimum": datetime(2026, 1, 1), "maximum": datetime(2030, 1, 1)}
    sheet.data_validation("D5:D9", {"validate": "date", **limits, "input_title": "Tanggal"})
    sheet.data_validation("A5:A9", {"validate": "custom", "value": "=LEN(A5)<4", "ignore_blank": False})
    sheet.data_validation(
        "E5:E9", {"validate": "integer", "criteria": ">", "value": 0, "other_cells": [[4, 7, 6, 7]]}
    )


def _sparklines(book: Any, sheet: Any) -> None:
    for row, kind in enumerate(("line", "column", "win_loss"), 5):
        sheet.add_sparkline(f"J{row}", {"range": "Rekap!A5:A9", "type": kind, "markers": True})


def _rich(book: Any, sheet: Any) -> None:
    bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "red", "underline": 1})
    sheet.write_rich_string("J5", "Pasal ", bold, "17 huruf i", red, " UU 14/2008")
    sheet.write_string("J6", " dua  spasi\ndan baris ")
    sheet.write_string("J7", "_x0041_ bukan A")


def _dynamic(book: Any, sheet: Any) -> None:
    sheet.write_dynamic_array_formula("J5:J9", "=SORT(A5:A9,,-1)", None, 5)
    sheet.write_formula("K5", "=UNIQUE(B5:B9)", None, "INF-2026-0001")
    sheet.write_formula("L5", "=LET(x,A5,x*2)", None, 2)
    sheet.write_formula("L6", "=LAMBDA(t,(t-32)*5/9)(A5)", None, -17)


def _arrays(book: Any, sheet: Any) -> None:
    sheet.write_array_formula("J5:J9", "{=A5:A9*2}", None, 2)
    sheet.write_array_formula("K5", "{=SUM(A5:A9*A5:A9)}", None, 55)


def _tables(book: Any, sheet: Any) -> None:
    total = [{"header": "Kelas", "total_string": "Jumlah"}, {"header": "Isi", "total_function": "sum"}]
    data = [["Berkala", 1], ["Setiap Saat", 2]]
    options = {"name": "tblTotal", "columns": total, "total_row": True, "data": data}
    sheet.add_table("K4:L7", {**options, "style": "Table Style Dark 3", "banded_columns": True})
    sheet.add_table("N4:O7", {"name": "tblPolos", "header_row": False, "autofilter": False, "style": ""})


def _page(book: Any, sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(14)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.repeat_rows(3)
    sheet.repeat_columns("A:B")
    sheet.print_area("A1:F40")
    sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks([20, 40])
    sheet.set_v_pagebreaks([5])
    sheet.center_horizontally()
    sheet.print_row_col_headers()
    sheet.hide_gridlines(2)


def _protected(book: Any, sheet: Any) -> None:
    sheet.protect("rahasia", {"sort": True, "autofilter": True, "insert_rows": True})
    sheet.unprotect_range("A5:F9", "Isian")


def _outline(book: Any, sheet: Any) -> None:
    for row in range(5, 8):
        sheet.set_row(row, None, None, {"level": 1, "hidden": row == 6})
    sheet.set_column("J:L", 20, None, {"level": 1, "collapsed": False})
    sheet.outline_settings(True, False, True, False)


def _properties(book: Any, sheet: Any) -> None:
    book.set_properties({"title": "Rekap", "author": "PPID", "comments": "Contoh", "status": "Draf"})
    book.set_custom_property("Nomor SOP", "065/453")
    book.set_custom_property("Berlaku", datetime(2020, 1, 2))
    book.set_custom_property("Sah", True)
    book.read_only_recommended()


def _views(book: Any, sheet: Any) -> None:
    sheet.freeze_panes(4, 3)
    sheet.set_zoom(90)
    sheet.set_tab_color("#1F4E79")
    sheet.set_selection("C5:D6")
    other = book.add_worksheet("Terbelah")
    other.split_panes(30, 20)
    other.right_to_left()
    other.set_top_left_cell("C3")


def _hidden(book: Any, sheet: Any) -> None:
    book.add_worksheet("_hitung").very_hidden()
    book.add_worksheet("Sembunyi").hide()
    sheet.set_column("K:M", None, None, {"hidden": True})


def _names(book: Any, sheet: Any) -> None:
    book.add_worksheet("Pak's & Bu's").write("A1", 1)
    book.define_name("Lokal", "='Pak''s & Bu''s'!$A$1")
    book.define_name("Rekap!Setempat", "=Rekap!$A$5:$A$9")
    sheet.write_formula("J5", "='Pak''s & Bu''s'!A1+1", None, 2)


def _links(book: Any, sheet: Any) -> None:
    sheet.write_url("J5", "https://example.go.id/a?b=1&c=2#d", string="laman", tip="Buka laman")
    sheet.write_url("J6", "internal:Pengaturan!A1", string="pengaturan")
    sheet.write_url("J7", "mailto:ppid@example.go.id")
    sheet.write_url("J8", "external:berkas lain.xlsx")


def _comments(book: Any, sheet: Any) -> None:
    sheet.write_comment("B5", "catatan pengguna", {"author": "Siti", "visible": True, "color": "#FFF2CC"})
    sheet.write_comment("E6", "angka dari arsip", {"width": 300, "font_size": 12})
    sheet.show_comments()


def _filter(book: Any, sheet: Any) -> None:
    other = book.add_worksheet("Saring")
    other.write_column("A1", ["Kelas", "Berkala", "Dikecualikan"])
    other.autofilter("A1:A3")
    other.filter_column_list("A", ["Berkala"])
    other.merge_range("C1:D2", "gabung")
    other.ignore_errors({"number_stored_as_text": "A1:A9"})


def _looks(book: Any, sheet: Any) -> None:
    style = {
        "rotation": 45,
        "diag_type": 3,
        "diag_border": 1,
        "pattern": 5,
        "fg_color": "#1F4E79",
        "indent": 1,
    }
    sheet.write("J5", "hias", book.add_format(style))
    sheet.set_row(30, 40, book.add_format({"italic": True}))
    sheet.set_column("Z:Z", 30, book.add_format({"num_format": '"Rp"#,##0'}))
    sheet.set_default_row(18)
    sheet.set_background(BytesIO(tiny_png()))


def _macro(book: Any, sheet: Any) -> None:
    blob = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 4
    book.add_vba_project(BytesIO(blob), is_stream=True)
    book.set_vba_name("BukuKerja")
    sheet.set_vba_name("LembarRekap")
    sheet.insert_button("K2", {"macro": "Periksa", "caption": "Periksa"})


def _text_boxes(book: Any, sheet: Any) -> None:
    sheet.insert_textbox(
        "K2", "Kotak teks", {"font": {"bold": True}, "gradient": {"colors": ["#FFF", "#1F4E79"]}}
    )
    sheet.insert_textbox(
        "K9", "", {"textlink": "=$A$1", "url": "internal:Pengaturan!A1", "object_position": 3}
    )


MAKERS: dict[str, Maker] = {
    **{f"grafik-{kind}{'-' + subtype if subtype else ''}": _chart(kind, subtype) for kind, subtype in CHARTS},
    "grafik-rinci": _chart_details,
    "lembar-grafik": _chartsheet,
    "gambar": _image,
    "gambar-dalam-sel": _pictures_in_cells,
    "gambar-kepala": _header_image,
    "format-bersyarat": _conditional,
    "batang-data": lambda _, sheet: sheet.conditional_format(
        "E5:E9", {"type": "data_bar", "data_bar_2010": True, "bar_negative_color": "#9C0006"}
    ),
    "ikon": lambda _, sheet: sheet.conditional_format(
        "E5:E9", {"type": "icon_set", "icon_style": "5_arrows", "reverse_icons": True}
    ),
    "validasi": _validations,
    "sparkline": _sparklines,
    "kotak-centang": lambda _, sheet: [sheet.insert_checkbox(f"J{row}", row % 2 == 0) for row in (5, 6)],
    "tombol": lambda _, sheet: sheet.insert_button("K2", {"caption": "Periksa", "width": 80}),
    "makro": _macro,
    "kotak-teks": _text_boxes,
    "teks-berformat": _rich,
    "larik-dinamis": _dynamic,
    "larik": _arrays,
    "tabel-total": _tables,
    "halaman": _page,
    "terlindung": _protected,
    "kerangka": _outline,
    "properti": _properties,
    "tampilan": _views,
    "tersembunyi": _hidden,
    "nama": _names,
    "tautan": _links,
    "catatan": _comments,
    "saringan": _filter,
    "hiasan": _looks,
    "polos": _nothing,
}
