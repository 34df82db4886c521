"""The data dictionary: every table, column, list and setting of the rekap workbook, read from ``data/kolom.toml``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ppid_xl.errors import ConfigError
from ppid_xl.strict_toml import build, check_keys, read_toml

JENIS = ("teks", "pilihan", "tanggal", "waktu", "bulat", "id", "nip")
LIKE = 0.82  # the ratio from which on a heading is taken for another spelling
PENGISI = ("ketik", "pilih", "alat")
_NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table; fields are spelt as in ``kolom.toml``, which explains them."""

    kunci: str
    judul: str
    jenis: str
    pengisi: str
    lebar: float
    alias: tuple[str, ...] = ()
    wajib: str = ""
    daftar: str = ""
    longgar: bool = False
    petunjuk: str = ""
    rata: str = "kiri"
    publik: tuple[str, ...] = ()
    penentu: bool = False
    tersembunyi: bool = False


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table of the workbook and the sheet it stands on."""

    nama: str
    lembar: str
    judul: str
    kolom: tuple[Column, ...]
    keterangan: str = ""
    beku: str = ""
    tetap: tuple[str, ...] = ()

    def column(self, kunci: str) -> Column:
        """Return the column with this key; raise KeyError when the table has none."""
        return next(c for c in self.kolom if c.kunci == kunci)

    def heading(self, kunci: str) -> str:
        """Return the heading of a column key; the key itself when unknown."""
        return next((c.judul for c in self.kolom if c.kunci == kunci), kunci)


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """A drop-down list: fixed words, or a table column that grows by itself."""

    nama: str
    isi: tuple[str, ...] = ()
    kolom: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of sheet Pengaturan, reachable by its defined name; fields are spelt as in ``kolom.toml``."""

    nama: str
    judul: str
    isi: str = ""
    petunjuk: str = ""
    alat: bool = False
    pilihan: tuple[str, ...] = ()
    per_jenis: bool = False
    angka: tuple[int, ...] = ()
    akibat: str = ""

    def accepts(self, text: str) -> bool:
        """Say whether a text is one of ``pilihan`` in any letters, or a whole number within ``angka``."""
        if self.pilihan:
            known = {choice.casefold() for choice in self.pilihan}
            pieces = [piece.rpartition("=")[2] for piece in text.split(";") if piece.strip()]
            return all(word.strip().casefold() in known for word in (pieces if self.per_jenis else [text]))
        if self.angka:
            lowest, *highest = self.angka
            number = int(text) if _NUMBER.fullmatch(text) else -1
            return lowest <= number <= min(highest, default=number)
        return True


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The whole data dictionary."""

    tabel: Mapping[str, TableSpec]
    daftar: Mapping[str, ChoiceList]
    pengaturan: tuple[Setting, ...]

    def setting_heading(self, name: str) -> str:
        """Return what sheet Pengaturan calls a setting; empty for one it does not have."""
        return next((setting.judul for setting in self.pengaturan if setting.nama == name), "")


def load_columns(path: Path) -> Dictionary:
    """Read the data dictionary; raise ConfigError for unknown keys, kinds or lists."""
    data = read_toml(path)
    check_keys(data, ("tabel", "daftar", "pengaturan"), path, "berkas")
    lists = [build(ChoiceList, item, path, f"daftar {item.get('nama')}") for item in data["daftar"]]
    settings = tuple(
        build(Setting, item, path, f"pengaturan {item.get('nama')}") for item in data["pengaturan"]
    )
    tables: dict[str, TableSpec] = {}
    for item in data["tabel"]:
        place = f"tabel {item.get('nama')}"
        columns = [build(Column, c, path, f"{place}, kolom {c.get('kunci')}") for c in item["kolom"]]
        for column in columns:
            _check_column(column, {x.nama for x in lists}, path, place)
        tables[item["nama"]] = build(TableSpec, {**item, "kolom": columns}, path, place)
        _check_kept(tables[item["nama"]], path, place)
    return Dictionary(tables, {x.nama: x for x in lists}, settings)


def _check_kept(spec: TableSpec, path: Path, place: str) -> None:
    keys = [column.kunci for column in spec.kolom]
    for kunci in spec.tetap:
        if kunci not in keys:
            raise ConfigError(
                "isi-tidak-dikenal",
                berkas=path,
                tempat=place,
                kunci="tetap",
                isi=kunci,
                pilihan=", ".join(keys),
            )


def _check_column(column: Column, lists: set[str], path: Path, place: str) -> None:
    known = {"jenis": JENIS, "pengisi": PENGISI, "wajib": ("", "selalu", "dikecualikan", "publik")}
    for field, words in known.items():
        if getattr(column, field) not in words:
            raise ConfigError(
                "isi-tidak-dikenal", berkas=path, tempat=f"{place}, kolom {column.kunci}", kunci=field,
                isi=getattr(column, field), pilihan=", ".join(w for w in words if w),
            )  # fmt: skip
    if column.daftar and column.daftar not in lists:
        raise ConfigError(
            "isi-tidak-dikenal", berkas=path, tempat=f"{place}, kolom {column.kunci}", kunci="daftar",
            isi=column.daftar, pilihan=", ".join(sorted(lists)),
        )  # fmt: skip


_SPACED = str.maketrans({chr(code): chr(code) if chr(code).isalnum() else " " for code in range(128)})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―/·•", " "))


@lru_cache(maxsize=16384)
def normalise(text: str) -> str:
    """Return text for comparison: no accents, case, punctuation or repeated blanks."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_DASHES)).encode("ascii", "ignore").decode()
    return " ".join(text.lower().translate(_SPACED).split())


def match_headings(spec: TableSpec, headings: list[str]) -> dict[str, int]:
    """Return column key → position of the heading that names it.

    Exact headings win over aliases, earlier aliases over later ones, and those over likeness (ratio ≥ 0.82);
    each heading serves one column only. Without one exact heading nothing is guessed from likeness.
    """
    plain = [normalise(h) for h in headings]
    wishes = sorted(
        (rank, order, position, column.kunci)
        for order, column in enumerate(spec.kolom)
        for rank, name in enumerate((column.judul, *column.alias))
        for position, heading in enumerate(plain)
        if heading and heading == normalise(name)
    )
    found: dict[str, int] = {}
    _assign(found, [(position, key) for _, _, position, key in wishes])
    if found:
        _assign(found, _near_headings(spec, plain, found))
    return found


def _assign(found: dict[str, int], wishes: list[tuple[int, str]]) -> None:
    for position, key in wishes:
        if key not in found and position not in found.values():
            found[key] = position


def _near_headings(spec: TableSpec, plain: list[str], found: Mapping[str, int]) -> list[tuple[int, str]]:
    rest = [(i, h) for i, h in enumerate(plain) if len(h) >= 5 and i not in found.values()]
    missing = [c for c in spec.kolom if c.kunci not in found and c.pengisi != "alat"]
    if not rest or not missing:
        return []
    scored = [
        (-_likeness(heading, normalise(name)), position, column.kunci)
        for column in missing
        for name in (column.judul, *column.alias)
        for position, heading in rest
    ]
    return [(position, key) for score, position, key in sorted(scored) if score <= -LIKE]


def _likeness(one: str, other: str) -> float:
    """Return the ratio of two texts; 0 when its upper bounds say already that it is below ``LIKE``."""
    from difflib import SequenceMatcher  # only unknown headings cost this

    if 2 * min(len(one), len(other)) < LIKE * (len(one) + len(other)):
        return 0.0
    match = SequenceMatcher(None, one, other)
    return match.ratio() if match.quick_ratio() >= LIKE else 0.0
