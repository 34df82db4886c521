"""Puts the sheets of the rekap workbook together in their order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from openpyxl.workbook import Workbook

from ppid_xl.bawaan import data_path
from ppid_xl.buku.beranda import SHEET as BERANDA
from ppid_xl.buku.beranda import add_beranda
from ppid_xl.buku.charts import PLOTS
from ppid_xl.buku.names import CHART_SHEET
from ppid_xl.buku.package import save_workbook
from ppid_xl.buku.pengaturan_sheet import SHEET as PENGATURAN
from ppid_xl.buku.pengaturan_sheet import add_pengaturan
from ppid_xl.buku.petunjuk import add_petunjuk, load_petunjuk
from ppid_xl.buku.register import add_register
from ppid_xl.columns import Dictionary
from ppid_xl.errors import ConfigError

TITLE = "Rekap Informasi PPID"
_LIBUR_KEYS = ("tanggal", "nama", "jenis", "dasar")

MAX_DIGITS = 16  # a longer number would lose its last figures in a cell


def assemble(
    dictionary: Dictionary,
    sop: Mapping[str, Any],
    settings: Mapping[str, object],
    libur: Sequence[object],
    units: Sequence[str],
    created: datetime,
    hidden: Collection[str],
) -> bytes:
    """Build the workbook; see ``ppid_xl.buku.build_rekap``."""
    _check_hidden(dictionary, hidden)
    values = setting_values(dictionary, sop, settings)
    book = Workbook()
    book.remove(book.active)
    for title in sheet_order(dictionary):
        book.create_sheet(title)
    add_beranda(book, TITLE, str(values["NamaBadan"]), _sop_line(sop))
    add_petunjuk(book["Petunjuk"], load_petunjuk(data_path("petunjuk.toml")))
    for spec in dictionary.tabel.values():
        if spec.lembar != PENGATURAN:
            add_register(book[spec.lembar], spec, hidden if spec.nama == "tblRekap" else ())
    add_pengaturan(book, dictionary, values, _pengaturan_rows(sop, libur, units))
    book.properties.title, book.properties.creator = TITLE, "ppid_xl"
    book.properties.language = "id-ID"
    book.active = 0
    alt_texts = [(plot.judul, plot.alt) for plot in PLOTS]
    return save_workbook(book, created, laid_out=(BERANDA,), alt_texts=alt_texts)


def sheet_order(dictionary: Dictionary) -> tuple[str, ...]:
    """Return the sheets in their order: two front pages, those of the tables, and the figures of the charts."""
    registers = dict.fromkeys(spec.lembar for spec in dictionary.tabel.values())
    return (BERANDA, "Petunjuk", *registers, CHART_SHEET)


def setting_values(
    dictionary: Dictionary, sop: Mapping[str, Any], settings: Mapping[str, object]
) -> dict[str, object]:
    """Return every setting by name: given, else from the SOP, else the default; digits become numbers."""
    known = {setting.nama: setting.isi for setting in dictionary.pengaturan}
    for name in settings:
        if name not in known:
            raise ConfigError("pengaturan-tidak-dikenal", nama=name, pilihan=", ".join(known))
    from_sop = {"KodeSOP": sop.get("kode", ""), "NamaBadan": sop.get("instansi", "")}
    values: dict[str, object] = {**known, **from_sop, **settings}
    return {name: _number(value) for name, value in values.items()}


def _number(value: object) -> object:
    if not isinstance(value, str) or len(value) >= MAX_DIGITS or not (value.isascii() and value.isdigit()):
        return value
    return int(value) if str(int(value)) == value else value


def _check_hidden(dictionary: Dictionary, hidden: Collection[str]) -> None:
    known = [column.kunci for column in dictionary.tabel["tblRekap"].kolom]
    for key in sorted(hidden):
        if key not in known:
            raise ConfigError("kolom-sembunyi-tidak-dikenal", kolom=key, pilihan=", ".join(known))


def _sop_line(sop: Mapping[str, Any]) -> str:
    return " · ".join(str(part) for part in (sop.get("nomor"), sop.get("nama")) if part)


def _pengaturan_rows(
    sop: Mapping[str, Any], libur: Sequence[object], units: Sequence[str]
) -> dict[str, list[dict[str, object]]]:
    return {
        "tblUnit": [{"unit": unit} for unit in units],
        "tblLibur": [{key: _field(day, key) for key in _LIBUR_KEYS} for day in libur],
        "tblSOP": [_sop_row(kegiatan) for kegiatan in sop.get("kegiatan", ())],
    }


def _sop_row(kegiatan: object) -> dict[str, object]:
    named = {"nomor": "nomor", "kegiatan": "uraian"}
    keys = ("nomor", "kegiatan", "pelaksana", "kelengkapan", "waktu", "output")
    return {key: _number(_joined(_field(kegiatan, named.get(key, key)))) for key in keys}


def _field(row: object, key: str) -> object:
    return row.get(key) if isinstance(row, Mapping) else getattr(row, key)


def _joined(value: object) -> object:
    return ", ".join(str(item) for item in value) if isinstance(value, list | tuple) else value
