"""Read SOPs from TOML: a mistake is a ConfigError that names the file, the place and the nearest word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from ppid_xl.columns import normalise
from ppid_xl.errors import ConfigError
from ppid_xl.model import TINGKAT
from ppid_xl.sop.model import (
    CARA,
    KEADAAN,
    PERINTAH,
    Aturan,
    DasarHukumSop,
    Keadaan,
    Kegiatan,
    Pembukaan,
    Penyimpanan,
    Persetujuan,
    Sop,
)
from ppid_xl.sop.quotes import check_against_source
from ppid_xl.strict_toml import build, check_keys, likely, nearest, read_toml

T = TypeVar("T")

_SINGLE: dict[str, type[Pembukaan] | type[Penyimpanan]] = {"pembukaan": Pembukaan, "penyimpanan": Penyimpanan}
_WORD_LISTS = ("tujuan", "penanda_tangan", "setara")
_PARTS = ("sop", "kolom", "kegiatan", "aturan", "persetujuan", "keadaan", *_WORD_LISTS, *_SINGLE)
_NOT_IN_SOP = {
    "kode",
    "path",
    "kegiatan",
    "tersembunyi",
    "aturan",
    "persetujuan",
    "keadaan",
    *_WORD_LISTS,
    *_SINGLE,
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
    known_words: Collection[str] | None = None,
    known_columns: Collection[str] | None = None,
    known_peraturan: Collection[str] | None = None,
    known_choices: Mapping[str, Sequence[str]] | None = None,
    known_letters: Sequence[str] | None = None,
    known_roles: Sequence[str] | None = None,
    required_columns: Collection[str] = (),
) -> Sop:
    """Read one SOP; its code is the file name.

    ``check_quotes=False`` reads the TOML only; otherwise every printed text is looked up in ``sumber``.
    Rule words, column keys, regulations, the choices of columns, the kinds of letter and the usual roles are checked
    when the known ones are given; of ``required_columns`` none may be hidden.
    Raises ConfigError.
    """
    data = read_toml(path)
    check_keys(data, _PARTS, path, "berkas")
    sop = _build_sop(data, path)
    _check_kegiatan(sop)
    for rule in sop.aturan:
        _check_aturan(rule, sop)
    _unique([level.peran for level in sop.persetujuan], "persetujuan", sop)
    for level in sop.persetujuan:
        _check_persetujuan(level, sop)
    for part in _SINGLE:
        _check_single(part, sop)
    _check_keadaan(sop)
    _check_letters(sop, known_letters)
    _check_roles(sop, known_roles)
    if known_words is not None:
        for rule in sop.aturan:
            _known(rule.kata, known_words, "kata-tidak-dikenal", "kata", sop, f"aturan {rule.kode}")
    if known_columns is not None:
        _check_columns(sop, known_columns)
    for key in sop.tersembunyi:
        if key in required_columns:
            raise ConfigError("sop-kolom-wajib-tersembunyi", berkas=path, tempat="kolom", kolom=key)
    if known_peraturan is not None:
        for kode in filter(None, (law.peraturan for law in sop.dasar_hukum)):
            _known(kode, known_peraturan, "sop-peraturan-tidak-dikenal", "peraturan", sop, "sop, dasar_hukum")
    _check_conditions(sop, known_choices or {})
    if check_quotes:
        check_against_source(sop)
    _check_days(sop)
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
    single = {part: _read(cls, data[part], path, part) for part, cls in _SINGLE.items() if part in data}
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


def _check_kegiatan(sop: Sop) -> None:
    _unique([str(step.nomor) for step in sop.kegiatan], "kegiatan", sop)
    for step in sop.kegiatan:
        place = f"kegiatan {step.nomor}"
        _chosen(step.cara, CARA, "cara", sop, place)
        if not any(f"{step.perintah} ".startswith(f"{command} ") for command in PERINTAH):
            _chosen(step.perintah, PERINTAH, "perintah", sop, place)
        for role in step.pelaksana:
            _known(role, sop.pelaksana, "sop-pelaksana-tidak-dikenal", "pelaksana", sop, place)


def _check_aturan(rule: Aturan, sop: Sop) -> None:
    place = f"aturan {rule.kode}"
    _unique([other.kode for other in sop.aturan], "aturan", sop)
    _chosen(rule.tingkat, TINGKAT, "tingkat", sop, place)
    if not rule.kutipan.strip() and not rule.tafsir.strip():
        raise ConfigError("sop-aturan-tanpa-dasar", berkas=sop.path, tempat=place)
    if rule.tingkat == "galat" and (not rule.kutipan.strip() or rule.tafsir.strip()):
        raise ConfigError("sop-galat-tanpa-kutipan", berkas=sop.path, tempat=place)
    if rule.kegiatan not in [step.nomor for step in sop.kegiatan]:
        raise ConfigError("sop-kegiatan-tidak-ada", berkas=sop.path, tempat=place, kegiatan=rule.kegiatan)
    for key in rule.kolom:
        if key in sop.tersembunyi:
            raise ConfigError("sop-kolom-tersembunyi", berkas=sop.path, tempat=place, kolom=key)


def _check_persetujuan(level: Persetujuan, sop: Sop) -> None:
    place = f"persetujuan {level.peran}"
    _known(level.peran, sop.pelaksana, "sop-pelaksana-tidak-dikenal", "pelaksana", sop, place)
    if level.kegiatan not in [step.nomor for step in sop.kegiatan]:
        raise ConfigError("sop-kegiatan-tidak-ada", berkas=sop.path, tempat=place, kegiatan=level.kegiatan)
    if not level.kutipan.strip() and not level.tafsir.strip():
        raise ConfigError("sop-aturan-tanpa-dasar", berkas=sop.path, tempat=place)
    if level.sesudah_uji and not level.kutipan.strip():
        raise ConfigError("sop-galat-tanpa-kutipan", berkas=sop.path, tempat=place)


def _check_single(part: str, sop: Sop) -> None:
    """Check a part that may stand once: its kegiatan exists, and what it asks for is quoted."""
    found: Pembukaan | Penyimpanan | None = getattr(sop, part)
    if found is None:
        return
    if found.kegiatan not in [step.nomor for step in sop.kegiatan]:
        raise ConfigError("sop-kegiatan-tidak-ada", berkas=sop.path, tempat=part, kegiatan=found.kegiatan)
    if not found.kutipan.strip():
        raise ConfigError("sop-galat-tanpa-kutipan", berkas=sop.path, tempat=part)


def _check_days(sop: Sop) -> None:
    """Check that the days of storing are those of the quotation."""
    found = sop.penyimpanan
    if found and str(found.hari_kerja) not in re.findall(r"\d+", found.kutipan):
        raise ConfigError(
            "sop-hari-kerja-tidak-terkutip", berkas=sop.path, tempat="penyimpanan", hari=found.hari_kerja
        )


def _check_keadaan(sop: Sop) -> None:
    """Check that every state is one of KEADAAN, and that where the SOP leaves the law's chain it says why."""
    states = [("keadaan", key, state) for key, state in sop.keadaan.states().items()]
    states += [(f"kegiatan {k.nomor}", "keadaan", k.keadaan) for k in sop.kegiatan if k.keadaan]
    for place, key, state in states:
        _chosen(state, KEADAAN, key, sop, place)
    why = f"{sop.keadaan.kutipan}{sop.keadaan.tafsir}".strip()
    if sop.keadaan != Keadaan() and not why:
        raise ConfigError("sop-aturan-tanpa-dasar", berkas=sop.path, tempat="keadaan")


def _check_letters(sop: Sop, letters: Sequence[str] | None) -> None:
    """Check that letters go to roles of the SOP and are signed by some, and that their kinds are known ones."""
    for part in ("tujuan", "penanda_tangan"):
        for kind, roles in getattr(sop, part).items():
            if letters is not None:
                _chosen(kind, letters, "jenis surat", sop, part)
            for role in roles:
                _known(role, sop.pelaksana, "sop-pelaksana-tidak-dikenal", "pelaksana", sop, f"{part} {kind}")
    if letters is None:
        return
    for kind in sop.keadaan.surat:
        _chosen(kind, letters, "surat", sop, "keadaan")
    for step in sop.kegiatan:
        for word in step.perintah.partition("ppid surat ")[2].split():
            if not word.startswith("--"):
                _chosen(word, letters, "perintah, jenis surat", sop, f"kegiatan {step.nomor}")


def _check_roles(sop: Sop, usual: Sequence[str] | None) -> None:
    """Check that a usual role stands before each ``=`` of ``[setara]`` and roles of the SOP's table behind it.

    Whose approval is asked for before opening is a role of that table, or a usual one.
    """
    for role, own in sop.setara.items():
        if usual is not None:
            _chosen(role, usual, "peran", sop, "setara")
        for one in own:
            _known(one, sop.pelaksana, "sop-pelaksana-tidak-dikenal", "pelaksana", sop, f"setara {role}")
    if sop.pembukaan and usual is not None:
        roles = (*sop.pelaksana, *usual)
        _known(sop.pembukaan.peran, roles, "sop-pelaksana-tidak-dikenal", "pelaksana", sop, "pembukaan")


def _check_columns(sop: Sop, known: Collection[str]) -> None:
    for key in sop.tersembunyi:
        _known(key, known, "sop-kolom-tidak-dikenal", "kolom", sop, "kolom, tersembunyi")
    for rule in sop.aturan:
        for key in (*rule.kolom, *rule.bila, *([rule.sesudah] if rule.sesudah else [])):
            _known(key, known, "sop-kolom-tidak-dikenal", "kolom", sop, f"aturan {rule.kode}")


def _check_conditions(sop: Sop, choices: Mapping[str, Sequence[str]]) -> None:
    """Check that a rule waits for nothing that its column cannot hold; case and punctuation do not matter."""
    for rule in sop.aturan:
        for key, words in rule.bila.items():
            known = {normalise(choice) for choice in choices.get(key, words)}
            for word in words:
                if normalise(word) not in known:
                    _chosen(word, choices[key], key, sop, f"aturan {rule.kode}, bila")


def _chosen(word: str, choices: Sequence[str], key: str, sop: Sop, place: str) -> None:
    if word not in choices:
        raise ConfigError(
            "isi-tidak-dikenal",
            berkas=sop.path,
            tempat=place,
            kunci=key,
            isi=word,
            pilihan=", ".join(choices),
        )


def _known(word: str, known: Collection[str], error: str, name: str, sop: Sop, place: str) -> None:
    if word not in known:
        raise ConfigError(
            error, berkas=sop.path, tempat=place, terdekat=nearest(word, sorted(known)), **{name: word}
        )


def _unique(names: Sequence[str], part: str, sop: Sop) -> None:
    for name in names:
        if names.count(name) > 1:
            raise ConfigError("sop-ganda", berkas=sop.path, bagian=part, kunci=name)
