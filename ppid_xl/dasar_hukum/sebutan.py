"""What stands in a Dasar Hukum cell, in order: regulations, articles, and the words between them.

The words between two citations decide what belongs together: ";" or "2." parts two items of a list, a new
line or a full stop parts them less surely, ":" or "yaitu" opens a quotation of the text of the law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ppid_xl.dasar_hukum.nama_peraturan import PERATURAN_PATTERN, NamaPeraturan, read_nama_peraturan
from ppid_xl.dasar_hukum.pasal import (
    DETAIL_PATTERN,
    PASAL_PATTERN,
    Bagian,
    continue_bagian,
    read_detail,
    read_pasal,
)

_DENIED_BEFORE = re.compile(
    r"\b(?:bukan(?:lah|nya)?|kecuali|selain|tanpa|luar"
    r"|tidak\s+(?:lagi\s+)?(?:dapat\s+)?(?:termasuk|berdasar(?:kan)?|sesuai|menurut|memenuhi|masuk|memakai"
    r"|menggunakan|merujuk|mengacu|terkait|tercantum|diatur|dimaksud))"
    r"(?:\s+(?:dari|dalam|pada|dengan|oleh|untuk|ke|kepada|ketentuan|yang|dimaksud|diatur|alasan|karena"
    r"|berdasarkan|menurut|unsur))*[\s(:\"']*$",
    re.IGNORECASE | re.ASCII,
)
Parting = Literal["", "soft", "hard"]
Jenis = Literal["peraturan", "tak dikenal", "pengubah", "pasal", "detail"]

_FLAGS = re.IGNORECASE | re.ASCII
_PATTERN = re.compile(f"(?:{PERATURAN_PATTERN})|(?:{PASAL_PATTERN})|(?:{DETAIL_PATTERN})", _FLAGS)
_BULLET = r"(?:[-•*]|\(?(?:[0-9]{1,2}|[a-z])[.)])"
_LIST_OPENING = re.compile(rf":\s*(?:{_BULLET}\s+)?$", _FLAGS)
HARD_PARTING = re.compile(rf";|\n\s*{_BULLET}\s|(?:^|\s)\(?[0-9]{{1,2}}[.)]\s*$", _FLAGS)
_SOFT_PARTING = re.compile(r"\n\s*$|^\s*\.(?:\s|$)|[a-z)]{3}\.\s+$", _FLAGS)
_QUOTATION = re.compile(r":|\b(?:yaitu|yakni|bahwa|meliputi|antara\s+lain|adalah|berbunyi)\b", _FLAGS)
_REFERRED_TO = re.compile(r"\bdimaksud\s+(?:(?:dalam|pada|di)\s+)?$", _FLAGS)
_BRACKETS = re.compile(r"\([^()]*\)")
_CONNECTION = re.compile(
    r"(?:\s|[,;:&/()\"'.•*-]|\b(?:dan|atau|serta|jo|juncto|dari|pada|dalam)\b|(?<=\s)(?:[0-9]{1,2}|[a-z])[.)](?=\s))*",
    _FLAGS,
)
_INSERTION = re.compile(r"\s*\(?\s*")
_JUDUL = re.compile(
    r"\btentang\s+(?:(?:peraturan\s+)?(?:perubahan|pelaksanaan|penjabaran|penetapan|pencabutan)"
    r"(?:\s+\w+)?\s+)?(?:atas\s+|dari\s+)?$",
    _FLAGS,
)
_AMENDING = re.compile(r"\b(?:diubah|diganti|dicabut|perubahan)\b[^;\n]*$|\b(?:jo|juncto)\b[.\s]*$", _FLAGS)


class Sebutan(NamedTuple):
    """One citation, the words before it (``gap``) and how surely they part it from the citation before.

    "tak dikenal" is a kind of regulation without number, "pengubah" a regulation named because it amends the
    one before it, "detail" huruf or angka whose Pasal is not written.
    """

    jenis: Jenis
    start: int
    end: int
    peraturan: NamaPeraturan | None = None
    bagian: tuple[Bagian, ...] = ()
    gap: str = ""

    @property
    def parting(self) -> Parting:
        """Tell how the words before this citation part it from what stands there."""
        outside = _LIST_OPENING.sub("", _BRACKETS.sub(" ", self.gap))
        if HARD_PARTING.search(outside):
            return "hard"
        return "soft" if _SOFT_PARTING.search(outside) else ""

    @property
    def joined(self) -> bool:
        """Tell whether only connecting words stand before this citation; words in brackets do not count."""
        return _CONNECTION.fullmatch(_BRACKETS.sub(" ", self.gap)) is not None

    @property
    def quoted(self) -> bool:
        """Tell whether a quotation began before this citation."""
        return is_quoting(_LIST_OPENING.sub("", self.gap))


def is_quoting(gap: str) -> bool:
    """Tell whether words after a citation open a quotation or an enumeration."""
    return _QUOTATION.search(gap) is not None


def is_denied_before(gap: str) -> bool:
    """Tell whether the words before a citation say that it is not meant: "bukan", "kecuali", "selain"."""
    return _DENIED_BEFORE.search(gap[-80:]) is not None


def read_sebutan(plain: str) -> tuple[list[Sebutan], list[Sebutan]]:
    """Return the citations of a plain text, and the loose parts (huruf, angka) that belong to none."""
    kept: list[Sebutan] = []
    loose: list[Sebutan] = []
    for raw in _scan(plain):
        before = kept[-1] if kept else None
        sebutan = raw._replace(gap=plain[before.end if before else 0 : raw.start])
        if sebutan.jenis == "detail":
            _place_detail(sebutan, kept, loose)
        elif sebutan.bagian:
            if not (sebutan.quoted and _REFERRED_TO.search(sebutan.gap)):
                kept.append(sebutan)
        elif named := _judge_peraturan(sebutan, before):
            kept.append(named)
    return kept, loose


def _scan(plain: str) -> Iterator[Sebutan]:
    position = 0
    while found := _PATTERN.search(plain, position):
        start, position = found.start(), found.end()
        if found["pasal"]:
            bagian, position = read_pasal(plain, found)
            yield Sebutan("pasal", start, position, bagian=bagian)
        elif found["detail"] is not None:
            bagian, position = read_detail(plain, found)
            if position > start:
                yield Sebutan("detail", start, position, bagian=bagian)
            position = max(position, start + 1)
        else:
            peraturan = read_nama_peraturan(found)
            yield Sebutan("peraturan" if peraturan else "tak dikenal", start, position, peraturan)


def _judge_peraturan(sebutan: Sebutan, before: Sebutan | None) -> Sebutan | None:
    """Return a regulation with its part in the sentence; None when it is words of a title or quotation."""
    same_item = before is not None and not sebutan.parting
    after_law = same_item and before is not None and not before.bagian
    if after_law and (_JUDUL.search(sebutan.gap) or _repeats(before, sebutan)):
        return None
    if sebutan.peraturan is None:
        return sebutan if sebutan.joined or not (same_item or sebutan.quoted) else None
    return sebutan._replace(jenis="pengubah") if after_law and _AMENDING.search(sebutan.gap) else sebutan


def _repeats(before: Sebutan | None, sebutan: Sebutan) -> bool:
    """Tell whether a name right after a regulation only names it again: "UU 14/2008 (UU KIP)"."""
    if before is None or not _INSERTION.fullmatch(sebutan.gap):
        return False
    again, first = sebutan.peraturan, before.peraturan
    return again is None or not (again.nomor and again.pasti) or bool(first and first.nama == again.nama)


def _place_detail(sebutan: Sebutan, kept: list[Sebutan], loose: list[Sebutan]) -> None:
    """Join huruf or angka to the article they continue, keep them for their regulation, or set them apart."""
    before = kept[-1] if kept else None
    if is_denied_before(sebutan.gap):
        loose.append(sebutan)
        if before and before.bagian:
            kept[-1] = _without(before, sebutan)
    elif before and before.bagian and sebutan.joined:
        kept[-1] = _extend(before, sebutan)
    elif sebutan.quoted and not (before and sebutan.joined):
        return
    elif before and not before.bagian and sebutan.parting != "hard" and _pasal_waits(kept):
        kept[-2] = _extend(kept[-2], sebutan, end=kept[-2].end)
        kept[-1] = before._replace(end=sebutan.end)
    elif before is None or not before.bagian or sebutan.parting == "hard":
        kept.append(sebutan)
    else:
        loose.append(sebutan)


def _without(article: Sebutan, detail: Sebutan) -> Sebutan:
    """Return an article without the letters that are denied after it: "huruf a sampai f kecuali huruf c"."""
    denied = {one.huruf for one in detail.bagian if one.huruf}
    kept = tuple(one for one in article.bagian if one.huruf not in denied)
    return article._replace(bagian=kept or article.bagian)


def _pasal_waits(kept: list[Sebutan]) -> bool:
    """Tell whether an article without huruf precedes the last regulation: "Pasal 17 UU 14/2008 huruf h"."""
    law, article = kept[-1], kept[-2] if len(kept) > 1 else None
    return bool(
        article and article.bagian and not article.bagian[-1].huruf and law.joined and not law.parting
    )


def _extend(article: Sebutan, detail: Sebutan, end: int | None = None) -> Sebutan:
    bagian = continue_bagian(article.bagian, detail.bagian)
    return article._replace(bagian=bagian, end=detail.end if end is None else end)
