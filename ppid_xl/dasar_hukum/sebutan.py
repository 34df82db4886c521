"""What stands in a Dasar Hukum cell, in order: regulations, articles, and the words between them.

The words between two citations decide what belongs together: ";" or "2." parts two items of a list, a new
line or a full stop parts them less surely, ":" or "yaitu" opens a quotation of the text of the law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ppid_xl.dasar_hukum.nama_peraturan import POLA_PERATURAN, NamaPeraturan, read_nama_peraturan
from ppid_xl.dasar_hukum.pasal import POLA_PASAL, POLA_RINCI, Bagian, continue_bagian, read_pasal, read_rinci

Batas = Literal["", "lunak", "keras"]
Jenis = Literal["peraturan", "tak dikenal", "pengubah", "pasal", "rinci"]

_BENDERA = re.IGNORECASE | re.ASCII
_POLA = re.compile(
    f"(?:{POLA_PERATURAN.pattern})|(?:{POLA_PASAL.pattern})|(?:{POLA_RINCI.pattern})", _BENDERA
)
_POIN = r"(?:[-•*]|\(?(?:[0-9]{1,2}|[a-z])[.)])"
_DAFTAR = re.compile(rf":\s*(?:{_POIN}\s+)?$", _BENDERA)
POLA_KERAS = re.compile(rf";|\n\s*{_POIN}\s|(?:^|\s)\(?[0-9]{{1,2}}[.)]\s*$", _BENDERA)
_LUNAK = re.compile(r"\n\s*$|^\s*\.(?:\s|$)|[a-z)]{3}\.\s+$", _BENDERA)
_PETIKAN = re.compile(r":|\b(?:yaitu|yakni|bahwa|meliputi|antara\s+lain|adalah|berbunyi)\b", _BENDERA)
_DIMAKSUD = re.compile(r"\bdimaksud\s+(?:(?:dalam|pada|di)\s+)?$", _BENDERA)
_KURUNG = re.compile(r"\([^()]*\)")
_SAMBUNG = re.compile(
    r"(?:\s|[,;:&/()\"'.•*-]|\b(?:dan|atau|serta|jo|juncto|dari|pada|dalam)\b|(?<=\s)(?:[0-9]{1,2}|[a-z])[.)](?=\s))*",
    _BENDERA,
)
_SISIPAN = re.compile(r"\s*\(?\s*")
_JUDUL = re.compile(
    r"\btentang\s+(?:(?:peraturan\s+)?(?:perubahan|pelaksanaan|penjabaran|penetapan|pencabutan)"
    r"(?:\s+\w+)?\s+)?(?:atas\s+|dari\s+)?$",
    _BENDERA,
)
_PENGUBAH = re.compile(r"\b(?:diubah|diganti|dicabut|perubahan)\b[^;\n]*$|\b(?:jo|juncto)\b[.\s]*$", _BENDERA)


@dataclass(frozen=True, slots=True)
class Sebutan:
    """One citation, the words before it (``sela``) and how surely they part it from the citation before.

    "tak dikenal" is a kind of regulation without number, "pengubah" a regulation named because it amends the
    one before it, "rinci" huruf or angka whose Pasal is not written.
    """

    jenis: Jenis
    awal: int
    akhir: int
    peraturan: NamaPeraturan | None = None
    bagian: tuple[Bagian, ...] = ()
    sela: str = ""

    @property
    def batas(self) -> Batas:
        """Tell how the words before this citation part it from what stands there."""
        outside = _DAFTAR.sub("", _KURUNG.sub(" ", self.sela))
        if POLA_KERAS.search(outside):
            return "keras"
        return "lunak" if _LUNAK.search(outside) else ""

    @property
    def joined(self) -> bool:
        """Tell whether only connecting words stand before this citation; words in brackets do not count."""
        return _SAMBUNG.fullmatch(_KURUNG.sub(" ", self.sela)) is not None

    @property
    def quoted(self) -> bool:
        """Tell whether a quotation began before this citation."""
        return is_quoting(_DAFTAR.sub("", self.sela))


def is_quoting(sela: str) -> bool:
    """Tell whether words after a citation open a quotation or an enumeration."""
    return _PETIKAN.search(sela) is not None


def read_sebutan(plain: str) -> tuple[list[Sebutan], list[Sebutan]]:
    """Return the citations of a plain text, and the loose parts (huruf, angka) that belong to none."""
    kept: list[Sebutan] = []
    loose: list[Sebutan] = []
    for raw in _scan(plain):
        before = kept[-1] if kept else None
        sebutan = replace(raw, sela=plain[before.akhir if before else 0 : raw.awal])
        if sebutan.jenis == "rinci":
            _place_rinci(sebutan, kept, loose)
        elif sebutan.bagian:
            if not (sebutan.quoted and _DIMAKSUD.search(sebutan.sela)):
                kept.append(sebutan)
        elif named := _judge_peraturan(sebutan, before):
            kept.append(named)
    return kept, loose


def _scan(plain: str) -> Iterator[Sebutan]:
    position = 0
    while found := _POLA.search(plain, position):
        start, position = found.start(), found.end()
        if found["pasal"]:
            bagian, position = read_pasal(plain, found)
            yield Sebutan("pasal", start, position, bagian=bagian)
        elif found["rinci"] is not None:
            bagian, position = read_rinci(plain, found)
            if position > start:
                yield Sebutan("rinci", start, position, bagian=bagian)
            position = max(position, start + 1)
        else:
            peraturan = read_nama_peraturan(found)
            yield Sebutan("peraturan" if peraturan else "tak dikenal", start, position, peraturan)


def _judge_peraturan(sebutan: Sebutan, before: Sebutan | None) -> Sebutan | None:
    """Return a regulation with its part in the sentence; None when it is words of a title or quotation."""
    same_item = before is not None and not sebutan.batas
    after_law = same_item and before is not None and not before.bagian
    if after_law and (_JUDUL.search(sebutan.sela) or _repeats(before, sebutan)):
        return None
    if sebutan.peraturan is None:
        return sebutan if sebutan.joined or not (same_item or sebutan.quoted) else None
    return replace(sebutan, jenis="pengubah") if after_law and _PENGUBAH.search(sebutan.sela) else sebutan


def _repeats(before: Sebutan | None, sebutan: Sebutan) -> bool:
    """Tell whether a name right after a regulation only names it again: "UU 14/2008 (UU KIP)"."""
    if before is None or not _SISIPAN.fullmatch(sebutan.sela):
        return False
    again, first = sebutan.peraturan, before.peraturan
    return again is None or not (again.nomor and again.pasti) or bool(first and first.nama == again.nama)


def _place_rinci(sebutan: Sebutan, kept: list[Sebutan], loose: list[Sebutan]) -> None:
    """Join huruf or angka to the article they continue, keep them for their regulation, or set them apart."""
    before = kept[-1] if kept else None
    if before and before.bagian and sebutan.joined:
        kept[-1] = _extend(before, sebutan)
    elif sebutan.quoted and not (before and sebutan.joined):
        return
    elif before and not before.bagian and sebutan.batas != "keras" and _pasal_waits(kept):
        kept[-2] = _extend(kept[-2], sebutan, akhir=kept[-2].akhir)
        kept[-1] = replace(before, akhir=sebutan.akhir)
    elif before is None or not before.bagian or sebutan.batas == "keras":
        kept.append(sebutan)
    else:
        loose.append(sebutan)


def _pasal_waits(kept: list[Sebutan]) -> bool:
    """Tell whether an article without huruf precedes the last regulation: "Pasal 17 UU 14/2008 huruf h"."""
    law, article = kept[-1], kept[-2] if len(kept) > 1 else None
    return bool(article and article.bagian and not article.bagian[-1].huruf and law.joined and not law.batas)


def _extend(article: Sebutan, rinci: Sebutan, akhir: int | None = None) -> Sebutan:
    bagian = continue_bagian(article.bagian, rinci.bagian)
    return replace(article, bagian=bagian, akhir=rinci.akhir if akhir is None else akhir)
