"""How a regulation is cited: its number and year, its title, and its Tambahan Lembaran Negara."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ppid_xl.columns import normalise
from ppid_xl.rules.case import BACAAN, Case, Context
from ppid_xl.rules.rule import Facts, Hit, RowCheck, Rule, word

if TYPE_CHECKING:
    from ppid_xl.peraturan import Peraturan

_JENIS = {"undang undang": "UU", "uu": "UU", "peraturan pemerintah": "PP", "pp": "PP"}
_WRITTEN = re.compile(
    r"\b(?P<jenis>undang undang|uu|peraturan pemerintah|pp)(?: republik indonesia| ri)?(?: kip)?"
    r"(?: nomor| no)? (?P<nomor>[0-9]{1,3})(?: tahun)? (?P<tahun>[0-9]{4})\b(?P<tentang> tentang )?"
)
_TLN = re.compile(
    r"\b(?:tambahan lembaran negara|tln)(?: republik indonesia| ri)?(?: nomor| no)? (?P<tln>[0-9]{3,7})\b"
)
_AKHIR_JUDUL = re.compile(
    r" (?:pasal|ayat|huruf|angka|lembaran|tambahan|sebagaimana|dan (?:pasal|uu|pp|peraturan|undang))\b"
)
_PASAL_17_HURUF = re.compile(r"\bpasal 17 huruf [a-j]\b")
_ALIKE = 0.8


class Written(NamedTuple):
    """A regulation as written: kind, number, year, title and TLN number; empty when not written."""

    jenis: str
    nomor: int
    tahun: int
    judul: str
    tln: str

    @property
    def sebutan(self) -> str:
        """The short form, such as "UU 14/2018"."""
        return f"{self.jenis} {self.nomor}/{self.tahun}"


Judge = Callable[[Written, str, "Peraturan"], "Facts | None"]


def read_written(plain: str) -> Iterator[Written]:
    """Yield the UU and PP that a normalised text names with number and year, in order."""
    position = 0
    while found := _WRITTEN.search(plain, position):
        following = _WRITTEN.search(plain, found.end("tahun"))
        rest = plain[found.end("tahun") : following.start() if following else len(plain)]
        judul = _AKHIR_JUDUL.split(rest, maxsplit=1)[0].strip() if found["tentang"] else ""
        tln = _TLN.search(rest)
        yield Written(
            _JENIS[found["jenis"]],
            int(found["nomor"]),
            int(found["tahun"]),
            judul.removeprefix("tentang "),
            tln["tln"] if tln else "",
        )
        position = found.end("tahun")


def _wrong_number(written: Written, text: str, known: Peraturan) -> Facts | None:
    same_number = written.nomor == known.nomor
    if same_number and written.tahun == known.tahun:
        return None
    named = bool(written.judul) and _is_alike(written.judul, known)
    by_article = known.kode == "uu-14-2008" and same_number and bool(_PASAL_17_HURUF.search(text))
    return {"tertulis": written.sebutan, "benar": _sebutan(written, known)} if named or by_article else None


def _wrong_title(written: Written, _: str, known: Peraturan) -> Facts | None:
    if (written.nomor, written.tahun) != (known.nomor, known.tahun) or not written.judul:
        return None
    if _is_alike(written.judul, known):
        return None
    return {"tertulis": written.judul, "peraturan": _sebutan(written, known), "benar": known.tentang}


def _wrong_tln(written: Written, _: str, known: Peraturan) -> Facts | None:
    if (written.nomor, written.tahun) != (known.nomor, known.tahun) or written.tln in ("", str(known.tln)):
        return None
    return {"tertulis": written.tln, "peraturan": _sebutan(written, known), "benar": str(known.tln)}


def _make(rule: Rule, context: Context, judge: Judge) -> RowCheck:
    key = rule.kolom[0]
    known = [(_kind(p), p) for kode in rule.isi["peraturan"] if (p := context.peraturan.get(kode))]

    def check_row(case: Case) -> tuple[Hit] | None:
        text = case.plain[key]
        for written in read_written(text):
            for kind, peraturan in known:
                if kind == written.jenis and (facts := judge(written, text, peraturan)):
                    return (Hit(key, facts),)
        return None

    return check_row


@word("nomor_peraturan_salah", "peraturan", reads=BACAAN)
def number_of_title(rule: Rule, context: Context) -> RowCheck:
    """Report a listed regulation named by its title, or UU KIP by Pasal 17, under another number or year."""
    return _make(rule, context, _wrong_number)


@word("judul_peraturan_salah", "peraturan", reads=BACAAN)
def title_of_number(rule: Rule, context: Context) -> RowCheck:
    """Report a listed regulation whose title is another's."""
    return _make(rule, context, _wrong_title)


@word("tln_peraturan_salah", "peraturan", reads=BACAAN)
def tln_of_number(rule: Rule, context: Context) -> RowCheck:
    """Report a listed regulation with another number of Tambahan Lembaran Negara."""
    return _make(rule, context, _wrong_tln)


def _kind(known: Peraturan) -> str:
    return _JENIS.get(normalise(known.jenis), known.jenis)


def _sebutan(written: Written, known: Peraturan) -> str:
    return f"{written.jenis} {known.nomor}/{known.tahun}"


@lru_cache(maxsize=1024)
def _is_alike(judul: str, known: Peraturan) -> bool:
    """Tell whether a title is the known one, small slips of the pen and words after it aside."""
    from difflib import SequenceMatcher  # only a title that differs costs this

    right = normalise(known.tentang)
    if judul.startswith(right) or right.startswith(judul):
        return True
    begin = " ".join(judul.split()[: len(right.split())])
    return SequenceMatcher(None, begin, right).ratio() >= _ALIKE
