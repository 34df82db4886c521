"""NIP and pangkat of civil servants: read as typed, and told what does not fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from ppid_xl.strict_toml import build, check_keys, read_toml

JenisKelamin = Literal["laki-laki", "perempuan"]
USIA_PENGANGKATAN = range(16, 57)

_PREFIX = re.compile(r"^\s*'?\s*(?:N\.?\s*I\.?\s*(?:PPPK|P3K|P\.?\s*(?:PPPK|P3K)?)?)?[\s.:]*", re.IGNORECASE)
_ANGKA_EXCEL = re.compile(r"[0-9][.,]?[0-9]*E\+?17", re.IGNORECASE)
_GOLONGAN = re.compile(r"(?<![a-z0-9])\(?\s*([ivx]+)\s*[/.\-]?\s*([a-h])\s*\)?(?![a-z0-9])", re.IGNORECASE)
_TINGKAT = re.compile(r"\b(?:tingkat|tkt|tk)\s*\.?\s*(?:i|1)\b")
_LABEL = re.compile(r"\b(?:pangkat|golongan|gol|ruang)\b")


class Nip(NamedTuple):
    """An NIP taken apart (Perka BKN 22/2007); a part that cannot be read is None or empty.

    ``angka`` is the 18 digits without blanks. ``pengangkatan`` is the first day of the month of appointment.
    ``faults`` are among: angka-excel, bukan-18-angka, tanggal-lahir, bulan-pengangkatan, jenis-kelamin,
    nomor-urut, usia-pengangkatan. The numbers of PPPK are read in the same way: no text on theirs was found.
    """

    angka: str = ""
    lahir: date | None = None
    pengangkatan: date | None = None
    usia_pengangkatan: int | None = None
    jenis_kelamin: JenisKelamin | None = None
    nomor_urut: str = ""
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pangkat:
    """One row of the table of ranks, such as IV/c, Pembina Utama Muda."""

    golongan: str
    nama: str


class PangkatMatch(NamedTuple):
    """What the name and the golongan in one text each stand for.

    ``faults`` are among: pangkat-tidak-dikenal, golongan-tidak-dikenal, golongan-kosong, nama-pangkat-kosong,
    pangkat-golongan-berbeda.
    """

    by_nama: Pangkat | None
    by_golongan: Pangkat | None
    faults: tuple[str, ...]

    @property
    def pangkat(self) -> Pangkat | None:
        """The rank both parts agree on, or the only one given; None when they differ or one is unknown."""
        if set(self.faults) - {"golongan-kosong", "nama-pangkat-kosong"}:
            return None
        return self.by_nama or self.by_golongan


def parse_nip(text: str) -> Nip:
    """Take an NIP apart; blanks, dots, hyphens and a leading "NIP." are allowed."""
    angka = _digits(text)
    if not re.fullmatch("[0-9]{18}", angka):
        fault = "angka-excel" if _ANGKA_EXCEL.fullmatch(text.strip()) else "bukan-18-angka"
        return Nip(faults=(fault,))
    lahir = _day(angka[:8])
    pengangkatan = _day(angka[8:14] + "01")
    usia = _age(lahir, pengangkatan) if lahir and pengangkatan else None
    kelamin: dict[str, JenisKelamin] = {"1": "laki-laki", "2": "perempuan"}
    faults = {
        "tanggal-lahir": lahir is None,
        "bulan-pengangkatan": pengangkatan is None,
        "jenis-kelamin": angka[14] not in kelamin,
        "nomor-urut": angka[15:] == "000",
        "usia-pengangkatan": usia is not None and usia not in USIA_PENGANGKATAN,
    }
    return Nip(
        angka=angka,
        lahir=lahir,
        pengangkatan=pengangkatan,
        usia_pengangkatan=usia,
        jenis_kelamin=kelamin.get(angka[14]),
        nomor_urut=angka[15:],
        faults=tuple(fault for fault, present in faults.items() if present),
    )


def format_nip(text: str) -> str:
    """Return an NIP as it is printed, "19860926 201505 1 001"; anything but 18 digits only trimmed."""
    angka = _digits(text)
    if not re.fullmatch("[0-9]{18}", angka):
        return text.strip()
    return f"{angka[:8]} {angka[8:14]} {angka[14]} {angka[15:]}"


def load_pangkat(path: Path) -> tuple[Pangkat, ...]:
    """Read the table of ranks, lowest first; raise ConfigError for a wrong entry."""
    content = read_toml(path)
    check_keys(content, ["pangkat"], path, "paling atas")
    tables = content.get("pangkat", [])
    return tuple(build(Pangkat, table, path, f"pangkat ke-{n}") for n, table in enumerate(tables, 1))


def match_pangkat(text: str, daftar: Sequence[Pangkat]) -> PangkatMatch:
    """Find the rank meant by texts such as "Pembina Utama Muda (IV/c)", "Penata Tk.I" or "IVc"."""
    by_name = {_plain_name(one.nama): one for one in daftar}
    by_golongan = {one.golongan.casefold(): one for one in daftar}
    plain = " ".join(text.split())
    written = _GOLONGAN.search(plain)
    golongan = f"{written[1]}/{written[2]}".casefold() if written else ""
    name = _plain_name(_GOLONGAN.sub(" ", plain, count=1))
    named, graded = by_name.get(name), by_golongan.get(golongan)
    faults = {
        "pangkat-tidak-dikenal": bool(name) and named is None,
        "golongan-tidak-dikenal": bool(golongan) and graded is None,
        "golongan-kosong": bool(name) and not golongan,
        "nama-pangkat-kosong": not name,
        "pangkat-golongan-berbeda": named is not None and graded is not None and named != graded,
    }
    return PangkatMatch(named, graded, tuple(fault for fault, present in faults.items() if present))


def _digits(text: str) -> str:
    return re.sub(r"[\s.\-]", "", _PREFIX.sub("", text, count=1))


def _day(digits: str) -> date | None:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return day if day.year >= 1900 else None


def _age(born: date, appointed: date) -> int:
    return ((appointed.year - born.year) * 12 + appointed.month - born.month) // 12


def _plain_name(text: str) -> str:
    words = re.sub(r"[^a-z0-9.]+", " ", text.casefold())
    words = re.sub(r"[^a-z0-9]+", " ", _TINGKAT.sub(" tingkat i ", words))
    return " ".join(_LABEL.sub(" ", words).split())
