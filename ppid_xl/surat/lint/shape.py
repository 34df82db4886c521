"""A context in which everything is known, made of the builders themselves: what it has, a template may ask for.

Nothing is listed by hand: a new column or a new field of the context is known here as soon as it is there.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from ppid_xl.bawaan import data_path
from ppid_xl.columns import load_columns
from ppid_xl.model import Row
from ppid_xl.surat.jenis import Jenis
from ppid_xl.surat.konteks import Bahan, Baris, Rekap, Surat, build_context
from ppid_xl.surat.konteks.document import PERUBAHAN, PUBLIK
from ppid_xl.surat.rekapitulasi import Line, rekapitulasi_context

WORD = "contoh"
DAY = date(2026, 1, 2)
MOMENT = datetime(2026, 1, 2, 9, 0)
TABLE: tuple[str, str, Line, Sequence[Line], Line] = (WORD, WORD, [WORD, WORD], [[WORD, 1]], [WORD, 1])
REKAPITULASI = "rekapitulasi"


@cache
def known_context(kind: str = "") -> Mapping[str, object]:
    """Return the full context of a kind of document: the one of all letters, and that of the rekapitulasi."""
    rekap = Rekap(WORD, WORD, MOMENT)
    if kind == REKAPITULASI:
        return rekapitulasi_context([TABLE], [(WORD, WORD)], {}, rekap, tanggal=DAY, jumlah=1)
    kolom = load_columns(data_path("kolom.toml")).tabel["tblRekap"].kolom
    values: dict[str, Any] = {
        "rekap": rekap,
        "kolom": kolom,
        "baris": [_row(number, klasifikasi) for number, klasifikasi in enumerate(("Dikecualikan", *PUBLIK))],
        "surat": Surat(tembusan=(WORD,), alasan=(WORD,)),
        "units": (),
        "logo": None,
        "pengaturan": {"nama_badan": WORD},
    }
    others = {one.name: _sample(_types(Bahan)[one.name]) for one in fields(Bahan) if one.name not in values}
    return build_context(Bahan(**values, **others))


def bare_context(kind: str = "") -> Mapping[str, object]:
    """Return the same context with nothing in it: no text, no list, no condition holds."""
    full = known_context(kind)
    return {key: value if key == "properti" else _emptied(value) for key, value in full.items()}


def _row(number: int, klasifikasi: str) -> Baris:
    given = {one.name: _sample(_types(Baris)[one.name]) for one in fields(Baris) if one.name != "row"}
    given["perubahan"] = PERUBAHAN[number % len(PERUBAHAN)]
    return Baris(row=Row("tblRekap", number, {"klasifikasi": klasifikasi}), **given)


def _types(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _sample(kind: Any) -> Any:
    """Return a value of a type: a word for a text, one item for a list, each field of a dataclass."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _sample(next(one for one in typing.get_args(kind) if one is not type(None)))
    if origin in (tuple, list, Sequence):
        return (_sample(typing.get_args(kind)[0]),)
    if origin is Mapping:
        return {}
    if isinstance(kind, type) and is_dataclass(kind):
        return _built(kind)
    plain: Mapping[Any, Callable[[], Any]] = {
        str: lambda: WORD, int: lambda: 1, bool: lambda: True, date: lambda: DAY, datetime: lambda: MOMENT, Path: Path,
    }  # fmt: skip
    return plain[kind]()


def _built(kind: type) -> Any:
    values = {one.name: _sample(_types(kind)[one.name]) for one in fields(kind)}
    if kind is Jenis:
        values |= {"baris": "semua", "langkah": ""}
    return kind(**values)


def _emptied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _emptied(inner) for key, inner in value.items()}
    if isinstance(value, bool):
        return False
    return [] if isinstance(value, list) else "" if isinstance(value, str) else value
