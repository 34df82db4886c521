"""Dasar hukum: what a cell such as "Pasal 17 huruf b dan i UU 14/2008" refers to, without guessing.

A reference is tied to a regulation only by the order of the words. What cannot be tied keeps an empty
``peraturan``; what rests on more than the written words has ``pasti`` false, so that staff are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ppid_xl.dasar_hukum.denial import names_denial, part_denied
from ppid_xl.dasar_hukum.nama_peraturan import UU_KIP, NamaPeraturan
from ppid_xl.dasar_hukum.pasal import Bagian
from ppid_xl.dasar_hukum.sebutan import HARD_PARTING, Sebutan, is_quoting, read_sebutan
from ppid_xl.dasar_hukum.tie import HURUF_PASAL_17, resolve, tie
from ppid_xl.dasar_hukum.unworded import bare_numbers, with_words
from ppid_xl.plain_text import any_of, to_plain

# UU 14/2008 Pasal 17: how many numbered items a letter has; b, d, g, i and j have none.
ANGKA_PASAL_17 = {"a": 5, "c": 7, "e": 7, "f": 4, "h": 5}
NOT_NAMED = "(peraturan belum disebut)"

MOST_BLANKS = 9
_WHOLE = ("", "", "", None)
_INTRODUCTORY = any_of(
    "dasar hukum|berdasarkan|sesuai|menurut|merujuk|mengacu|vide|lihat|sebagaimana|dimaksud|diatur|tercantum"
    "|ketentuan|telah|terakhir|diubah|beberapa|kali|dengan|dalam|pada|kepada|dari|jo|juncto|dan|atau|serta|juga"
)
_INTRODUCTION = re.compile(
    rf"(?:\s|[-•*.,:;()&/\"']|\b(?:[0-9]{{1,2}}|[a-z])[.)]|\b{_INTRODUCTORY})*", re.IGNORECASE | re.ASCII
)
_GLUED = re.compile(
    r"[0-9](?=huruf|hurup|hrf|ayat|angka|pasal|psl|(?:uu|pp)(?![a-z]))|\b(?:uu|pp)(?=[0-9])"
    r"|\b17(?=[a-j]\s*(?:,|&|/|dan|atau|serta)\s*[a-j](?![a-z0-9]|[.)]))"
    r"|h(?:uru[fp]|rf)(?:(?=[a-j](?:uu|pp|angka|(?![a-z])))|\s[a-j](?=uu|pp|angka|[0-9]))",
    re.IGNORECASE | re.ASCII,
)
_TRAILING_HURUF = re.compile(
    r"[\s,(]{1,3}(?P<huruf>[a-j])(?![a-z0-9]|[.)]\s|\s?/\s?[a-z])", re.IGNORECASE | re.ASCII
)


class Rujukan(NamedTuple):
    """One reference; an empty field is not stated.

    ``peraturan`` is the regulation in normal form ("UU 14/2008"), ``lengkap`` tells whether number and
    year are known, ``pasti`` is false when a part of it was inferred, ``asli`` is the text it came from.
    """

    peraturan: str = ""
    jenis: str = ""
    nomor: str = ""
    tahun: int | None = None
    pasal: str = ""
    ayat: str = ""
    huruf: str = ""
    angka: int | None = None
    pasti: bool = True
    asli: str = ""
    lengkap: bool = True

    @property
    def tempat(self) -> tuple[str, str, str, str, int | None]:
        """Return what is referred to, without how it was written."""
        return self.peraturan, self.pasal, self.ayat, self.huruf, self.angka


class DasarHukum(NamedTuple):
    """All references of one cell; ``leftover`` is text not understood, ``loose`` huruf or angka of no article."""

    asli: str = ""
    rujukan: tuple[Rujukan, ...] = ()
    leftover: str = ""
    loose: tuple[str, ...] = ()

    @property
    def pasal_17(self) -> tuple[Rujukan, ...]:
        """Return the references to UU 14/2008 Pasal 17 with a letter, one per letter and number."""
        return tuple(r for r in self.rujukan if r.peraturan == UU_KIP and r.pasal == "17" and r.huruf)

    @property
    def huruf(self) -> frozenset[str]:
        """Return the letters a-j of UU 14/2008 Pasal 17 that are named."""
        return frozenset(r.huruf for r in self.pasal_17) & HURUF_PASAL_17

    @property
    def names_pasal_17_without_huruf(self) -> bool:
        """Tell whether Pasal 17 stands without a letter, of UU 14/2008 or of no regulation."""
        return any(r.pasal == "17" and not r.huruf and r.peraturan in ("", UU_KIP) for r in self.rujukan)

    @property
    def undang_undang(self) -> tuple[Rujukan, ...]:
        """Return the references to a law in the strict sense: UU and Perpu."""
        return tuple(r for r in self.rujukan if r.jenis in ("UU", "Perpu"))

    @property
    def undang_undang_lain(self) -> tuple[Rujukan, ...]:
        """Return the references to laws other than UU 14/2008, as Pasal 17 huruf j needs."""
        return tuple(r for r in self.undang_undang if r.peraturan != UU_KIP)

    @property
    def unresolved(self) -> tuple[str, ...]:
        """Return the pieces that staff must complete: no regulation, no year, no Pasal, a letter beyond j."""
        pieces = [r.asli for r in self.rujukan if not _is_resolved(r)]
        return tuple(dict.fromkeys((*pieces, *self.loose)))


@lru_cache(maxsize=8192)
def parse_dasar_hukum(text: str) -> DasarHukum:
    """Read every reference of a cell, in the order written and each once; never raises.

    Where a blank or a word had to be added to read it, all that is found is inferred.
    """
    plain = to_plain(text)
    completed = with_words(_apart(plain))
    if completed == plain:
        return _read(text, plain)
    read = _read(completed, completed)
    return read._replace(asli=text, rujukan=tuple(one._replace(pasti=False) for one in read.rujukan))


def _apart(plain: str) -> str:
    """Return a text with blanks where words were written without: a blank may show the next place."""
    for _ in range(MOST_BLANKS):
        spaced = _GLUED.sub(lambda glued: f"{glued[0]} ", plain)
        if spaced == plain:
            break
        plain = spaced
    return plain


def _read(text: str, plain: str) -> DasarHukum:
    """Read a plain text; ``text`` has the same letters as they were typed."""
    sebutan, apart = read_sebutan(plain)
    if names_denial(plain):
        sebutan, denied = part_denied(sebutan, plain)
        apart = [*apart, *denied]
    apart = sorted((*apart, *_trailing(sebutan, plain), *bare_numbers(plain, sebutan)))
    found: dict[tuple[str, str, str, str, int | None], Rujukan] = {}
    references = tuple(_references(text, sebutan))
    with_article = {rujukan.peraturan for rujukan in references if rujukan.tempat[1:] != _WHOLE}
    for rujukan in references:
        if rujukan.tempat[1:] == _WHOLE and rujukan.peraturan in with_article:
            continue
        known = found.get(rujukan.tempat)
        if known is None or (rujukan.pasti and not known.pasti):
            found[rujukan.tempat] = rujukan
    loose = tuple(text[one.start : one.end] for one in apart)
    return DasarHukum(text, tuple(found.values()), _leftover(plain, sebutan), loose)


def format_rujukan(rujukan: Rujukan) -> str:
    """Return the normal form, such as "Pasal 17 huruf h angka 5 UU 14/2008"."""
    parts = (
        rujukan.pasal and f"Pasal {rujukan.pasal}",
        rujukan.ayat and f"ayat ({rujukan.ayat})",
        rujukan.huruf and f"huruf {rujukan.huruf}",
        "" if rujukan.angka is None else f"angka {rujukan.angka}",
        rujukan.peraturan or NOT_NAMED,
    )
    return " ".join(part for part in parts if part)


def format_dasar_hukum(dasar_hukum: DasarHukum) -> str:
    """Return all references in normal form, parted by "; "; reading it again gives the same references."""
    return "; ".join(format_rujukan(rujukan) for rujukan in dasar_hukum.rujukan)


def _references(text: str, sebutan: list[Sebutan]) -> Iterator[Rujukan]:
    ties = tie(sebutan)
    kip_named = any(one.peraturan is not None and one.peraturan.nama == UU_KIP for one in sebutan)
    for index, one in enumerate(sebutan):
        asli = text[one.start : one.end].strip()
        if one.peraturan:
            yield _make_rujukan(Bagian(), one.peraturan, one.peraturan.pasti, asli)
        for bagian in one.bagian:
            yield _make_rujukan(*resolve(bagian, ties[index], kip_named), asli)


def _make_rujukan(bagian: Bagian, peraturan: NamaPeraturan | None, pasti: bool, asli: str) -> Rujukan:
    place = (bagian.pasal, bagian.ayat, bagian.huruf, bagian.angka)
    if peraturan is None:
        return Rujukan("", "", "", None, *place, pasti, asli, lengkap=False)
    law = (peraturan.nama, peraturan.jenis, peraturan.nomor, peraturan.tahun)
    return Rujukan(*law, *place, pasti, asli, lengkap=peraturan.lengkap)


def _is_resolved(rujukan: Rujukan) -> bool:
    if not rujukan.lengkap or not rujukan.peraturan:
        return False
    if not rujukan.pasal:
        return not (rujukan.ayat or rujukan.huruf or rujukan.angka is not None)
    is_17 = rujukan.peraturan == UU_KIP and rujukan.pasal == "17" and rujukan.huruf != ""
    return not is_17 or rujukan.huruf in HURUF_PASAL_17


def _trailing(sebutan: list[Sebutan], plain: str) -> Iterator[Sebutan]:
    """Yield bare letters right behind a regulation whose article has none: "Pasal 17 UU 14/2008 h"."""
    for article, law in pairwise(sebutan):
        bare = article.bagian and not article.bagian[-1].huruf and not law.bagian
        if bare and (found := _TRAILING_HURUF.match(plain, law.end)):
            yield Sebutan("detail", found.start("huruf"), found.end("huruf"))


def _leftover(plain: str, sebutan: list[Sebutan]) -> str:
    """Return the words that are neither reference, title nor quotation."""
    left: list[str] = []
    position, after = 0, False
    known = [one for one in sebutan if one.jenis != "tak dikenal"]
    for start, end in [*((one.start, one.end) for one in known), (len(plain), len(plain))]:
        quoting = False
        for number, piece in enumerate(HARD_PARTING.split(plain[position:start])):
            quoting = quoting or (after and is_quoting(piece))
            if not (after and number == 0) and not quoting:
                left.append(_without_introduction(piece))
        position, after = end, True
    return "; ".join(piece for piece in left if piece)


def _without_introduction(piece: str) -> str:
    found = _INTRODUCTION.match(piece)
    rest = piece[found.end() :] if found else piece
    return " ".join(rest.split()).strip(" .,;:-•*()/&")
