"""Tie articles to regulations by the order of the words: "Pasal 44 UU 43/2009" and "UU 43/2009 Pasal 44"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ppid_xl.dasar_hukum.nama_peraturan import UU_KIP, NamaPeraturan
from ppid_xl.dasar_hukum.pasal import Bagian
from ppid_xl.dasar_hukum.sebutan import Sebutan

HURUF_PASAL_17 = frozenset("abcdefghij")


class Bond(NamedTuple):
    """The regulation of an article; ``closed`` when the words point to one that cannot be told."""

    peraturan: NamaPeraturan | None
    pasti: bool = True
    closed: bool = False


ADJOINING = re.compile(r"\s*,?\s*(?:(?:dari|pada|dalam)\s+)?", re.IGNORECASE)
_FREE = Bond(None)
_CLOSED = Bond(None, closed=True)


def tie(sebutan: Sequence[Sebutan]) -> dict[int, Bond]:
    """Return the regulation of every article, by its position in the list."""
    ties: dict[int, Bond] = {}
    waiting: list[int] = []
    law: int | None = None
    for index, one in enumerate(sebutan):
        if one.parting:
            waiting = []
            law = law if _carries_on(sebutan, law, index, ties) else None
        if one.jenis == "pengubah":
            continue
        if not one.bagian:
            ties |= dict.fromkeys(waiting, _bind(one))
            law = None if waiting else index
            waiting = []
        elif law is None:
            waiting.append(index)
        else:
            ties[index] = _bind_to_open(sebutan, law, index, ties)
            if ties[index] is _FREE:
                waiting.append(index)
    return _tie_the_only_law(sebutan, ties)


def resolve(bagian: Bagian, bond: Bond, kip_named: bool) -> tuple[Bagian, NamaPeraturan | None, bool]:
    """Return the place, its regulation and whether all of it is written.

    Only UU 14/2008 has a Pasal 17 with huruf and without ayat, so that this shape names it.
    """
    pasti = bagian.pasti and bond.pasti and (bond.peraturan is None or bond.peraturan.pasti)
    kip = NamaPeraturan(UU_KIP, "UU", "14", 2008)
    could_be_kip = bond.peraturan.nama == UU_KIP if bond.peraturan else not bond.closed
    glued = bagian.pasal[:2] == "17" and bagian.pasal[2:].casefold() in HURUF_PASAL_17 and not bagian.huruf
    if could_be_kip and glued:
        bagian, pasti = Bagian("17", bagian.ayat, bagian.pasal[2:].casefold(), bagian.angka), False
    if bond.peraturan:
        if could_be_kip and not bagian.pasal and not bagian.ayat and bagian.huruf in HURUF_PASAL_17:
            return Bagian("17", "", bagian.huruf, bagian.angka), bond.peraturan, False
        return bagian, bond.peraturan, pasti
    bare = not bagian.huruf and bagian.angka is None
    if could_be_kip and bagian.pasal == "17" and not bagian.ayat:
        known = bagian.huruf in HURUF_PASAL_17 or (kip_named and bare)
        return (bagian, kip, False) if known else (bagian, None, pasti)
    return bagian, None, pasti


def _bind(law: Sebutan, pasti: bool = True) -> Bond:
    return Bond(law.peraturan, pasti) if law.peraturan else _CLOSED


def _bind_to_open(sebutan: Sequence[Sebutan], law: int, index: int, ties: dict[int, Bond]) -> Bond:
    """Tie an article to the regulation before it, unless the next regulation follows it more closely."""
    if sebutan[index].parting:
        return _FREE if _has_kip_shape(sebutan[index]) else _bind(sebutan[law], pasti=False)
    joint = re.search(r",|\b(?:dan|serta|jo)\b", sebutan[index].gap, re.IGNORECASE)
    if not (joint and _followed_closely(sebutan, index)):
        return _bind(sebutan[law])
    return _FREE if any(position in ties for position in range(law, index)) else _CLOSED


def _followed_closely(sebutan: Sequence[Sebutan], index: int) -> bool:
    """Tell whether a regulation without articles of its own stands right after an article."""
    after, later = (sebutan[place] if place < len(sebutan) else None for place in (index + 1, index + 2))
    if after is None or after.bagian or after.jenis == "pengubah" or not ADJOINING.fullmatch(after.gap):
        return False
    return later is None or not later.bagian or bool(later.parting)


def _carries_on(sebutan: Sequence[Sebutan], law: int | None, index: int, ties: dict[int, Bond]) -> bool:
    """Tell whether a regulation alone on its line goes on to the article on the next."""
    if law is None or sebutan[0].bagian or sebutan[index].parting != "soft" or not sebutan[index].bagian:
        return False
    return not any(place in ties for place in range(law, index)) and not _followed_closely(sebutan, index)


def _tie_the_only_law(sebutan: Sequence[Sebutan], ties: dict[int, Bond]) -> dict[int, Bond]:
    """Tie what is left to the one regulation of the cell when that has no article and no list parts them."""
    articles = {index: ties.get(index, _FREE) for index, one in enumerate(sebutan) if one.bagian}
    laws = {one.peraturan for one in sebutan if not one.bagian}
    only = laws.pop() if len(laws) == 1 else None
    parted = any(one.parting == "hard" for one in sebutan[1:])
    if only is None or parted or any(bond is not _FREE for bond in articles.values()):
        return articles
    return {index: _FREE if _has_kip_shape(sebutan[index]) else Bond(only, pasti=False) for index in articles}


def _has_kip_shape(article: Sebutan) -> bool:
    return all(one.pasal == "17" and not one.ayat and one.huruf in HURUF_PASAL_17 for one in article.bagian)
