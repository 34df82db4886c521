"""Citations that the words deny: "bukan Pasal 17 huruf h", "Pasal 17 huruf h tidak berlaku"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ppid_xl.dasar_hukum.sebutan import Sebutan, is_denied_before
from ppid_xl.dasar_hukum.tie import ADJOINING

_FLAGS = re.IGNORECASE | re.ASCII
_DENIAL = re.compile(r"\b(?:bukan|kecuali|selain|tanpa|tidak|luar)", _FLAGS)
_DENIED_AFTER = re.compile(
    r"[\s,()\"'-]*(?:tentang\s[^.;:\n]{0,120}?\s)?(?:itu\s+|ini\s+)?(?:sudah\s+|telah\s+)?"
    r"(?:tidak\s+(?:lagi\s+|dapat\s+|bisa\s+){0,2}(?:berlaku|diberlakukan|dipakai|digunakan|diterapkan|relevan"
    r"|terpenuhi|termasuk|dipergunakan|dikenakan)|bukan\s+(?:dasar|alasan))",
    _FLAGS,
)


def names_denial(plain: str) -> bool:
    """Tell whether a text holds a word that could deny a citation."""
    return _DENIAL.search(plain) is not None


def part_denied(sebutan: Sequence[Sebutan], plain: str) -> tuple[list[Sebutan], list[Sebutan]]:
    """Return the citations that stand, and those that are denied by the words around them.

    A denied article takes along the regulation that closely follows it, and a regulation denied behind it the
    article before.
    """
    denied: set[int] = set()
    for index, one in enumerate(sebutan):
        after = sebutan[index + 1] if index + 1 < len(sebutan) else None
        if is_denied_before(one.gap):
            denied.add(index)
            if one.bagian and after and _follows(after):
                denied.add(index + 1)
        if _DENIED_AFTER.match(plain[one.end : after.start if after else len(plain)]):
            denied.add(index)
            if index and not one.bagian and sebutan[index - 1].bagian and _follows(one):
                denied.add(index - 1)
    stands = [one for index, one in enumerate(sebutan) if index not in denied]
    return stands, [sebutan[index] for index in sorted(denied)]


def _follows(law: Sebutan) -> bool:
    return not law.bagian and ADJOINING.fullmatch(law.gap) is not None
