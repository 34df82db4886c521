"""Read SOPs from TOML: a mistake is a ConfigError that names the file, the place and the nearest word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from ppid_xl.errors import ConfigError
from ppid_xl.sop.checks import SINGLE, Known, check_days, check_sop
from ppid_xl.sop.model import (
    Aturan,
    DasarHukumSop,
    Keadaan,
    Kegiatan,
    Pembukaan,
    Persetujuan,
    Sop,
)
from ppid_xl.sop.quotes import check_against_source
from ppid_xl.strict_toml import build, check_keys, likely, read_toml

T = TypeVar("T")

_WORD_LISTS = ("tujuan", "penanda_tangan", "setara")
_PARTS = ("sop", "kolom", "kegiatan", "aturan", "persetujuan", "keadaan", *_WORD_LISTS, *SINGLE)
_NOT_IN_SOP = {
    "kode",
    "path",
    "kegiatan",
    "tersembunyi",
    "aturan",
    "persetujuan",
    "keadaan",
    *_WORD_LISTS,
    *SINGLE,
}
_TYPES = {
    "str": (str, "teks dalam tanda kutip"),
    "Tingkat": (str, "teks dalam tanda kutip"),
    "int": (int, "bilangan bulat"),
    "bool": (bool, "true atau false"),
    "date | None": (date, "tanggal, misalnya 2020-05-14"),
    "tuple[str, ...]": (list, 'daftar teks, misalnya ["a", "b"]'),
    "tuple[DasarHukumSop, ...]": (list, 'daftar { teks = "...", peraturan = "..." }'),
    "Mapping[str, tuple[str, ...]]": (dict, 'misalnya { klasifikasi = ["Dikecualikan"] }'),
}


@dataclass(frozen=True, slots=True)
class _Hidden:
    tersembunyi: tuple[str, ...] = ()


def load_sop(
    path: Path,
    *,
    check_quotes: bool = True,
    known: Known | None = None,
) -> Sop:
    """Read one SOP; its code is the file name.

    ``check_quotes=False`` reads the TOML only; otherwise every printed text is looked up in ``sumber``. Words, columns,
    regulations and the like are checked as far as they are ``known``. Raises ConfigError.
    """
    data = read_toml(path)
    check_keys(data, _PARTS, path, "berkas")
    sop = _build_sop(data, path)
    check_sop(sop, known or Known())
    if check_quotes:
        check_against_source(sop)
    check_days(sop)
    return sop


def available(*folders: Path) -> dict[str, Path]:
    """Return the SOP files by code; a later folder wins over an earlier one, a missing folder is skipped."""
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}


def find_sop(kode: str, folders: Sequence[Path], *, check_quotes: bool = False) -> Sop:
    """Load the SOP with this code; raise ConfigError with the code that may be meant, or with those there are."""
    known = available(*folders)
    if kode not in known:
        near, there = likely(kode, sorted(known)), ", ".join(sorted(known))
        if near:
            raise ConfigError("sop-tidak-dikenal", sop=kode, terdekat=near, pilihan=there)
        raise ConfigError("sop-tidak-ada", sop=kode, pilihan=there)
    return load_sop(known[kode], check_quotes=check_quotes)


def describe(sops: Iterable[Sop]) -> list[dict[str, object]]:
    """Return what ``ppid sop --json`` prints: each SOP with its kegiatan and the command for each."""
    keys = ("nomor", "uraian", "perintah", "cara", "bukti")
    return [
        {
            "kode": sop.kode,
            "nama": sop.nama,
            "kegiatan": [{key: getattr(step, key) for key in keys} for step in sop.kegiatan],
        }
        for sop in sops
    ]


def _build_sop(data: Mapping[str, Any], path: Path) -> Sop:
    identity = _table(data.get("sop", {}), path, "sop")
    check_keys(identity, [f.name for f in fields(Sop) if f.name not in _NOT_IN_SOP], path, "sop")
    _check_types(Sop, identity, path, "sop")
    laws = [_read(DasarHukumSop, item, path, "sop, dasar_hukum") for item in identity.get("dasar_hukum", [])]
    steps = [
        _read(Kegiatan, item, path, _place("kegiatan", item, "nomor"))
        for item in _list(data, "kegiatan", path)
    ]
    rules = [_read_aturan(item, path) for item in _list(data, "aturan", path)]
    levels = [
        _read(Persetujuan, item, path, _place("persetujuan", item, "peran"))
        for item in _list(data, "persetujuan", path)
    ]
    words = {part: _word_lists(data.get(part, {}), path, part) for part in _WORD_LISTS}
    single = {part: _read(cls, data[part], path, part) for part, cls in SINGLE.items() if part in data}
    opening = single.get("pembukaan")
    if isinstance(opening, Pembukaan):
        own = words["setara"].get(opening.peran, ())
        single["pembukaan"] = replace(opening, setara=(*opening.setara, *own))
    hidden = _read(_Hidden, data.get("kolom", {}), path, "kolom").tersembunyi
    if not steps:
        raise ConfigError("kunci-kurang", berkas=path, tempat="berkas", kunci="[[kegiatan]]")
    made: dict[str, Any] = {
        "kode": path.stem, "path": path, "dasar_hukum": laws, "kegiatan": steps, "aturan": rules,
        "persetujuan": levels,
        "tersembunyi": list(hidden),
        "keadaan": _read(Keadaan, data.get("keadaan", {}), path, "keadaan"),
        **words, **single,
    }  # fmt: skip
    return build(Sop, {**identity, **made}, path, "sop")


def _read_aturan(table: Any, path: Path) -> Aturan:
    place = _place("aturan", table, "kode")
    item = dict(_table(table, path, place))
    if isinstance(item.get("kolom"), str):
        item["kolom"] = [item["kolom"]]
    if isinstance(item.get("bila", {}), dict):
        item["bila"] = _word_lists(item.get("bila", {}), path, f"{place}, bila")
    return _read(Aturan, item, path, place)


def _word_lists(table: Any, path: Path, place: str) -> dict[str, tuple[str, ...]]:
    """Return lists of words by key; one word may stand for a list of one."""
    items = _table(table, path, place).items()
    _check_strings(items, path, place)
    return {key: tuple([value] if isinstance(value, str) else value) for key, value in items}


def _read(cls: type[T], table: Any, path: Path, place: str) -> T:
    _check_types(cls, _table(table, path, place), path, place)
    return build(cls, table, path, place)


def _check_types(cls: type[Any], table: Mapping[str, Any], path: Path, place: str) -> None:
    for spec in fields(cls):
        value = table.get(spec.name)
        if value is None or str(spec.type) not in _TYPES:
            continue
        wanted, words = _TYPES[str(spec.type)]
        wrong_number = isinstance(value, bool) and wanted is not bool
        if not isinstance(value, wanted) or wrong_number or isinstance(value, datetime):
            raise ConfigError("sop-jenis-isi", berkas=path, tempat=place, kunci=spec.name, harus=words)
        if spec.type == "tuple[str, ...]":
            _check_strings([(spec.name, value)], path, place)


def _check_strings(items: Iterable[tuple[str, Any]], path: Path, place: str) -> None:
    for key, value in items:
        if not isinstance(value, (str, list)) or not all(isinstance(word, str) for word in value):
            words = _TYPES["tuple[str, ...]"][1]
            raise ConfigError("sop-jenis-isi", berkas=path, tempat=place, kunci=key, harus=words)


def _table(value: Any, path: Path, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(
            "sop-jenis-isi", berkas=path, tempat="berkas", kunci=place, harus="satu bagian [..]"
        )
    return value


def _list(data: Mapping[str, Any], key: str, path: Path) -> list[Any]:
    value = data.get(key, [])
    if not isinstance(value, list):
        raise ConfigError("sop-jenis-isi", berkas=path, tempat="berkas", kunci=key, harus=f"bagian [[{key}]]")
    return value


def _place(part: str, table: Any, key: str) -> str:
    if not isinstance(table, dict):
        return part
    if key in table:
        return f"{part} {table[key]}"
    words = str(table.get("uraian") or table.get("kutipan") or "")
    return f"{part} tanpa {key} ({words[:40]}…)" if words else f"{part} tanpa {key}"
