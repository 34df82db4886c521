"""The time an SOP gives a kegiatan: a measure, or words that set no deadline."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

SatuanWaktu = Literal["menit", "jam", "hari_kerja", "terbuka"]

_MEASURE = re.compile(
    r"(?<!\S)(\d+)\s*(menit\b(?!\s+kerja)|jam\b(?!\s+kerja)|hari\b(?!\s+kalender))", re.IGNORECASE
)
_IN_WORDS = re.compile(r"\([^()]*\)")
_UNITS: dict[str, SatuanWaktu] = {"menit": "menit", "jam": "jam", "hari": "hari_kerja"}


class Waktu(NamedTuple):
    """A time as printed in ``asli``; ``terbuka`` carries no amount and no deadline."""

    asli: str
    satuan: SatuanWaktu
    jumlah: int = 0

    @property
    def minutes(self) -> int | None:
        """The time in minutes; None for hari kerja and for an open time."""
        return {"menit": self.jumlah, "jam": self.jumlah * 60}.get(self.satuan)


def parse_waktu(text: str) -> Waktu:
    """Read the Waktu of a kegiatan: minutes, hours or hari kerja; everything that is not one measure is open.

    A bare "hari" is a hari kerja (PerKI 1/2021 Pasal 1 angka 22). Two numbers are never added or averaged; a "jam
    kerja" has no end that a calendar of days knows.
    """
    words = _IN_WORDS.sub(" ", text)
    found = _MEASURE.search(words)
    if found is None or len(re.findall(r"\d+", words)) != 1:
        return Waktu(text, "terbuka")
    return Waktu(text, _UNITS[found[2].casefold()], int(found[1]))
