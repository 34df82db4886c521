"""The states of a letter in the agenda, which may follow which, and how column Keadaan Tanda Tangan names them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

KONSEP, DIPARAF, DICETAK = "Konsep", "Diparaf", "Dicetak"
DITANDATANGANI, DIKIRIM, DIBATALKAN = "Ditandatangani", "Dikirim", "Dibatalkan"
BASAH, ELEKTRONIK = "basah", "elektronik"
TERSERTIFIKASI, TIDAK_TERSERTIFIKASI = (
    "tersertifikasi",
    "tidak tersertifikasi",
)  # PP 71/2019 Pasal 60 ayat (2)
BELUM_DIVERIFIKASI = "belum diverifikasi"
NOMOR_MENYUSUL = "nomor menyusul"

NEXT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        KONSEP: (DIPARAF, DICETAK, DITANDATANGANI, DIBATALKAN),
        DIPARAF: (DIPARAF, DICETAK, DITANDATANGANI, DIBATALKAN),
        DICETAK: (DIPARAF, DICETAK, DITANDATANGANI, DIBATALKAN),
        DITANDATANGANI: (DIKIRIM,),
        DIKIRIM: (DIKIRIM,),
        DIBATALKAN: (),
    }
)
# Workbooks made before the states had names, and SRIKANDI when it was named by itself.
FORMER: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "Menunggu tanda tangan": (DICETAK, ""),
        "Menunggu nomor dan tanda tangan": (DICETAK, NOMOR_MENYUSUL),
        "Ditandatangani (srikandi)": (DITANDATANGANI, f"{ELEKTRONIK}, {BELUM_DIVERIFIKASI}"),
    }
)
_WRITTEN = re.compile(r"(\w+)(?: \((.+)\))?")


def read_state(text: str) -> tuple[str, str]:
    """Return the state and what stands in brackets behind it; a cell that names no state is a Konsep."""
    text = " ".join(text.split())
    if text in FORMER:
        return FORMER[text]
    found = _WRITTEN.fullmatch(text)
    return (found[1], found[2] or "") if found and found[1] in NEXT else (KONSEP, "")


def write_state(state: str, detail: str = "") -> str:
    """Return a state as the agenda writes it, such as ``Ditandatangani (elektronik, tersertifikasi)``."""
    return f"{state} ({detail})" if detail else state


def electronic(tingkat: str) -> str:
    """Return what stands behind Ditandatangani for an electronic signature of a level."""
    return f"{ELEKTRONIK}, {tingkat}"


def may_become(text: str, state: str) -> bool:
    """Say whether a letter whose cell says ``text`` may become ``state``."""
    return state in NEXT[read_state(text)[0]]


def state_after(text: str, state: str) -> str:
    """Return the cell after a letter became ``state``: what was known of its number or signature stays."""
    return write_state(state, read_state(text)[1])
