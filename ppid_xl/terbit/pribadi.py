"""What no public list may hold: identity and telephone numbers, and where files of excluded informasi are.

Numbers of laws, years, letters and money are none of these; a spelling in groups counts only where its digits
are built like an NIK or an NIP.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal
from urllib.parse import unquote

from ppid_xl.nip import parse_nip
from ppid_xl.plain_text import to_plain

Jenis = Literal["nik", "nip", "npwp", "telepon", "berkas"]

# Kode provinsi, the first two digits of an NIK.
_PROVINSI = re.compile("1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7]")
_GROUP = re.compile(r"[0-9]+")
_BETWEEN = re.compile(r"[ \n.\-_]{1,3}")
_LABEL = r"(?<![a-z])(?:{})(?![a-z])[\s:.=()\-]*(?:(?:no|nomor|kantor|dinas|rumah|pribadi|aktif)\b[\s:.=()]*){{0,2}}"
_LABELS: dict[Jenis, str] = {
    "nik": r"n\.?i\.?k\.?|no\.?\s?ktp|ktp",
    "npwp": r"n\.?p\.?w\.?p\.?",
    "nip": r"n\.?i\.?p\.?(?:\s?pppk)?|ni\s?pppk|nrp",
}
_NUMBERED = {
    jenis: re.compile(_LABEL.format(words) + r"([0-9](?:[ .\-_]{0,2}[0-9]){7,})", re.IGNORECASE)
    for jenis, words in _LABELS.items()
}
_NPWP = re.compile(r"(?<![0-9.])[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9]-[0-9]{3}\.[0-9]{3}(?![0-9])")
_FROM_EXCEL = re.compile(r"(?<![0-9])[1-9][.,][0-9]{3,}E\+?1[57]", re.IGNORECASE)
_ALONE = r"(?<![0-9])(?<![0-9][.\-/])"
# Not after a slash: there it is a part of the number of a letter.
_FIRST = r"(?<![0-9])(?<![0-9A-Za-z][.\-/])(?<![0-9A-Za-z] /)(?<![0-9A-Za-z]/ )"
_LAST = r"(?![0-9])(?! ?[/.\-] ?[0-9A-Za-z])"
_LOCAL = r"(?:[0-9]{2,4}[ .\-]?[0-9]{4}|[0-9]{3,4}[ .\-]?[0-9]{3})"
_PHONES = (
    re.compile(r"(?<![0-9])08[1-9][0-9]{7,10}(?![0-9])"),
    re.compile(
        _ALONE
        + r"(?:(?:\+62[ .\-]?(?:\(0\) ?)?|62)8[1-9]|\(?08[1-9])[0-9]{1,2}\)?(?:[ .\-_\n]{0,3}[0-9]){6,9}(?![0-9])"
    ),
    re.compile(
        r"(?<![0-9])(?:0|\+?6[ .\-_\n]{1,3}2)(?:[ .\-_\n]{1,3}8)(?:[ .\-_\n]{1,3}[0-9]){8,11}(?![ .\-_\n]*[0-9])"
    ),
    re.compile(_ALONE + r"\(0[2-9][0-9]{1,2}\)[ \-]{0,2}[0-9]{3,4}[ .\-]?[0-9]{2,4}(?![0-9])"),
    re.compile(_ALONE + r"0[2-9][0-9]{1,2}[ \-][0-9]{3,4}[ \-]?[0-9]{2,4}(?![0-9/])"),
    re.compile(_ALONE + r"0[2-9][0-9]{7,9}(?![0-9/])"),
    re.compile(_FIRST + rf"\(?0[2-9][0-9]{{1,2}}\)?[ .\-]{{0,3}}{_LOCAL}(?: ?/ ?{_LOCAL})+" + _LAST),
    re.compile(_FIRST + r"(?:0[2-9][0-9]{2}/[0-9]{6,8}|0(?:21|22|24|31|61)/[0-9]{7,8})" + _LAST),
    re.compile(_FIRST + r"08[1-9][0-9]/[0-9]{4}/(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{3,5}" + _LAST),
    re.compile(r"\+[1-9][0-9]{0,2}(?:[ .\-()]{0,2}[0-9]){7,12}(?![0-9])"),
    re.compile(
        _LABEL.format(
            "tel|telp|tlp|telepon|telpon|telephone|phone|hp|handphone|ponsel|wa|whatsapp|fax|faks|faksimile|sms|kontak|cp"
        )
        + r"([+(]?[0-9](?:[ .\-()]{0,2}[0-9]){5,13})(?![0-9])(?!\s*/(?!\s*[(+]?[0-9]{5}))",
        re.IGNORECASE,
    ),
)  # fmt: skip
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DAY = re.compile(r"[0-9]{1,2}[ .\-][0-9]{1,2}[ .\-](?:19|20)[0-9]{2}(?![0-9])")
_PLACE = re.compile(
    r"(?<![a-z])[a-z]:[\\/]\S*|\\\\[^\s\\]+\\\S*|file:/\S*|(?<!\S)[~/](?:home|mnt|media|srv|var|users|volumes?)?/\S+",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_FILE = re.compile(
    r"[\w\-]+\.(?:docx?|docm|xlsx?|xlsm|xlsb|pptx?|pdf|od[tsp]|rtf|zip|rar|7z|jpe?g|png|tiff?|gif|bmp|heic|webp"
    r"|mp[34]|csv|txt|mdb|accdb|sql|bak|p12|pfx|age|msg|eml)(?![\w])",
    re.IGNORECASE,
)
_LETTER_O = re.compile(r"(?<![A-Za-z0-9])[Oo](?=[0-9Oo]*[0-9])|(?<=[0-9])[Oo]+(?![A-Za-z])")
_LETTER_L = re.compile(r"(?<=[0-9])[lI]+(?=[0-9])")


@dataclass(frozen=True, slots=True)
class Private:
    """What may not be published, where it stands in the text."""

    jenis: Jenis
    text: str
    start: int

    @property
    def end(self) -> int:
        """The place after it."""
        return self.start + len(self.text)

    @property
    def masked(self) -> str:
        """The text so that whoever knows it finds it, and nobody else learns it."""
        if self.jenis == "berkas":
            name, dot, kind = self.text.rpartition(".")
            return f"•••{dot}{kind}" if name and kind.isalnum() and len(kind) <= 5 else "•••"
        last = len(self.text) - 2
        return "".join("•" if c.isalnum() and place < last else c for place, c in enumerate(self.text))


def find_private(text: str, *, files: bool = False, links: bool = False) -> list[Private]:
    """Return every NIK, NIP, NPWP and telephone number of a text, in order, letters for digits undone.

    With ``files`` also names of files, with ``links`` addresses on the web; a place on a computer (``C:\\…``,
    ``file:``) counts always. What a web page or a link would decode (``&#51;``, ``%33``) is found too, with its place
    in the decoded text.
    """
    found: dict[tuple[Jenis, str], Private] = {}
    for variant in dict.fromkeys((text, unescape(text), unquote(unescape(text)))):
        for one in _found_in(variant, files=files, links=links):
            found.setdefault((one.jenis, one.text), one)
    return list(found.values())


def _found_in(text: str, *, files: bool, links: bool) -> list[Private]:
    plain = _plain(text)
    digits = _LETTER_L.sub(_same_length("1"), _LETTER_O.sub(_same_length("0"), plain))
    found = [*_labelled(digits), *_identities(digits), *_phones(digits)]
    found += [Private("npwp", m[0], m.start()) for m in _NPWP.finditer(digits)]
    return _without_overlap([*found, *_places(plain, files=files, links=links)])


def _same_length(digit: str) -> Callable[[re.Match[str]], str]:
    return lambda match: digit * len(match[0])


def _places(plain: str, *, files: bool, links: bool) -> Iterator[Private]:
    addresses = [Private("berkas", m[0], m.start()) for m in _LINK.finditer(plain)]
    yield from (Private("berkas", m[0], m.start()) for m in _PLACE.finditer(plain))
    yield from addresses if links else ()
    for match in _FILE.finditer(plain) if files else ():
        if all(match.end() <= one.start or match.start() >= one.end for one in addresses):
            yield Private("berkas", match[0], match.start())


def _plain(text: str) -> str:
    return "".join(_plain_character(c) for c in to_plain(text))


def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if unicodedata.category(character) in ("Cf", "Zs", "Mn", "Me"):
        return " "
    return {"＋": "+", "．": ".", "－": "-", "（": "(", "）": ")"}.get(character, character)


def _identities(plain: str) -> Iterator[Private]:
    groups = list(_GROUP.finditer(plain))
    for first, group in enumerate(groups):
        if len(group[0]) >= 16:
            jenis: Jenis = "nip" if len(group[0]) == 18 else "nik"
            yield Private(jenis, group[0], group.start())
            continue
        digits, last = group[0], group
        for after in groups[first + 1 :]:
            if len(digits) >= 18 or not _BETWEEN.fullmatch(plain, last.end(), after.start()):
                break
            digits, last = digits + after[0], after
            written = plain[group.start() : last.end()]
            if (_is_nik(digits) or _is_nip(digits)) and not _has_date_line(written):
                jenis = "nik" if len(digits) == 16 else "nip"
                yield Private(jenis, written, group.start())
    yield from (Private("nip", m[0], m.start()) for m in _FROM_EXCEL.finditer(plain))


def _has_date_line(written: str) -> bool:
    """Say whether one of several lines is a date by itself, as below a sum of money."""
    return "\n" in written and any(_DAY.fullmatch(line) for line in written.split("\n"))


def _is_nik(digits: str) -> bool:
    if len(digits) != 16 or not _PROVINSI.fullmatch(digits[:2]):
        return False
    day = int(digits[6:8])
    return (1 <= day <= 31 or 41 <= day <= 71) and 1 <= int(digits[8:10]) <= 12


def _is_nip(digits: str) -> bool:
    return len(digits) == 18 and not set(parse_nip(digits).faults) - {
        "bulan-pengangkatan",
        "usia-pengangkatan",
    }


def _labelled(plain: str) -> Iterator[Private]:
    for jenis, pattern in _NUMBERED.items():
        for match in pattern.finditer(plain):
            if not _is_calendar(match[1]):
                yield Private(jenis, match[1], match.start(1))


def _phones(plain: str) -> Iterator[Private]:
    for pattern in _PHONES:
        for match in pattern.finditer(plain):
            place = 1 if pattern.groups else 0
            if not _is_calendar(match[place]):
                yield Private("telepon", match[place], match.start(place))


def _is_calendar(text: str) -> bool:
    """Say whether digits are years or a date, the first group aside (as in ``Telepon 2024-2025``)."""
    groups = _GROUP.findall(text)
    if len(groups[0]) > 2 and groups[0].startswith(("08", "628")):
        return False
    years = [bool(_YEAR.fullmatch(group)) for group in groups]
    return bool(_DAY.match(text)) or all(years) or (len(groups) > 2 and all(years[1:]))


def _without_overlap(found: list[Private]) -> list[Private]:
    """Keep the longest of those that share a place, in the order of the text."""
    kept: list[Private] = []
    for one in sorted(found, key=lambda private: (-len(private.text), private.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda private: private.start)
