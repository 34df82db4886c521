"""Articles without the word Pasal: "UU 14/2008 17h" is Pasal 17 huruf h; of any other number nobody can be sure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ppid_xl.dasar_hukum.nama_peraturan import UU_KIP
from ppid_xl.dasar_hukum.sebutan import Sebutan, read_sebutan

MOST_PLACES = 12
_FLAGS = re.IGNORECASE | re.ASCII
_KIP_PLACE = r"17\s*(?:\.(?=[a-j]))?\(?(?P<huruf>[a-j])\)?(?![a-z0-9]|[.)]\s)"
_PLACE = re.compile(_KIP_PLACE, _FLAGS)
_TITLE = r"(?:\s*\(?(?:tentang|uu)\s+(?:kip|keterbukaan\s+informasi\s+publik)\)?)?"
_BEHIND = re.compile(
    rf"{_TITLE}(?:[\s,.:;&/(-]|\b(?:dan|atau|serta)\b){{1,99}}(?P<tempat>{_KIP_PLACE})", _FLAGS
)
_BEFORE = re.compile(
    rf"(?<![a-z0-9/.])(?P<tempat>{_KIP_PLACE})"
    r"(?:[\s,;&/()]|\b(?:dan|atau|serta|dari|pada|dalam)\b|\b(?:17\s*)?[a-j]\b)*$",
    _FLAGS,
)
_NUMBER = re.compile(
    r"[\s,:(-]{1,99}(?P<nomor>[0-9]{1,3}(?:\s*[a-z])?|[a-j])(?![a-z0-9])"
    r"(?=[\s)]*(?:[;,\n]|\.?\s*$|(?:dan|atau|serta|jo)\b))",
    _FLAGS,
)


def with_words(plain: str) -> str:
    """Return a text with the words Pasal and huruf where "17h" stands right beside UU 14/2008; else the same text.

    Only that law has a Pasal 17 with huruf and without ayat. No more than MOST_PLACES are told.
    """
    for _ in range(MOST_PLACES if _PLACE.search(plain) else 0):
        found = _unworded_place(plain)
        if found is None:
            break
        start, end, huruf = found
        plain = f"{plain[:start]} Pasal 17 huruf {huruf} {plain[end:]}"
    return plain


def _unworded_place(plain: str) -> tuple[int, int, str] | None:
    """Return where the first such place begins and ends, and its letter."""
    for one in read_sebutan(plain)[0]:
        if _is_kip(one) and (found := _BEFORE.search(one.gap)):
            begins = one.start - len(one.gap)
            return begins + found.start("tempat"), begins + found.end("tempat"), found["huruf"]
        if (_is_kip(one) or _is_17(one)) and (found := _BEHIND.match(plain, one.end)):
            return found.start("tempat"), found.end("tempat"), found["huruf"]
    return None


def bare_numbers(plain: str, sebutan: Sequence[Sebutan]) -> Iterator[Sebutan]:
    """Yield what stands right behind a regulation and may be its article, but says not so: "UU 43/2009 44"."""
    for law, after in zip_longest(sebutan, sebutan[1:]):
        found = None if law.bagian else _NUMBER.match(plain, law.end)
        if found and (after is None or found.end() <= after.start):
            yield Sebutan("detail", found.start("nomor"), found.end("nomor"))


def _is_kip(one: Sebutan) -> bool:
    return one.peraturan is not None and one.peraturan.nama == UU_KIP


def _is_17(one: Sebutan) -> bool:
    return bool(one.bagian) and one.bagian[-1].pasal.rstrip("ABCDEFGHIJ") == "17"
