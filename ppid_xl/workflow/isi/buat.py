"""Buat: a new rekap workbook for one office and its SOP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from ppid_xl.bawaan import data_path
from ppid_xl.columns import Dictionary
from ppid_xl.errors import InputError
from ppid_xl.kalender import load_libur
from ppid_xl.ooxml.cell_xml import clean_text
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.new_file import write_new

ROLES = "DaftarPeran"


def buat(target: Path, kode: str, knowledge: Knowledge, now: datetime, *, settings: Mapping[str, object] | None = None,
         units: Sequence[str] = ()) -> None:  # fmt: skip
    """Write a new workbook; raise InputError when the file exists and ConfigError for an unknown SOP."""
    from ppid_xl.buku import build_rekap

    if target.exists():
        raise InputError("berkas-sudah-ada", berkas=target)
    if target.suffix.lower() != ".xlsx":
        raise InputError("akhiran-xlsx", berkas=target)
    sop = knowledge.sop(kode, target.parent)
    data = build_rekap(
        _with_roles(knowledge.dictionary, sop.pelaksana),
        {"kode": sop.kode, "nomor": sop.nomor, "nama": sop.nama, "instansi": sop.instansi,
         "kegiatan": [asdict(step) for step in sop.kegiatan]},
        {"Tahun": now.year, **{key: _clean(value) for key, value in (settings or {}).items()}},
        load_libur(data_path("libur.toml")),
        [clean_text(unit) for unit in units],
        created=now.replace(tzinfo=None, microsecond=0),
        hidden=sop.tersembunyi,
    )  # fmt: skip
    target.parent.mkdir(parents=True, exist_ok=True)
    write_new(target, data)


def _with_roles(dictionary: Dictionary, roles: Sequence[str]) -> Dictionary:
    """Return the dictionary whose list of roles has those of the SOP too."""
    usual = dictionary.daftar[ROLES]
    whole = replace(usual, isi=tuple(dict.fromkeys((*usual.isi, *roles))))
    return replace(dictionary, daftar={**dictionary.daftar, ROLES: whole})


def _clean(value: object) -> object:
    return clean_text(value) if isinstance(value, str) else value
