"""Whole numbers in Indonesian words, as naskah dinas print them."""

from __future__ import annotations

from ppid_xl.errors import InputError

LARGEST = 999_999_999_999

_SATUAN = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_GROUPS = ((10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))


def terbilang(n: int) -> str:
    """Return 0 to 999.999.999.999 in words, lower case; InputError outside.

    One is "se-" before puluh, belas, ratus and ribu; "satu" before juta and miliar.
    """
    if not 0 <= n <= LARGEST:
        raise InputError("terbilang-di-luar-batas", angka=n)
    words: list[str] = []
    rest = n
    for size, name in _GROUPS:
        count, rest = divmod(rest, size)
        if count == 1 and name == "ribu":
            words.append("seribu")
        elif count:
            words += [_below_thousand(count), name]
    if rest or not words:
        words.append(_below_thousand(rest))
    return " ".join(words)


def _below_thousand(n: int) -> str:
    if n < 12:
        return _SATUAN[n]
    if n < 20:
        return f"{_SATUAN[n - 10]} belas"
    size, name = (10, "puluh") if n < 100 else (100, "ratus")
    count, rest = divmod(n, size)
    head = "seratus" if n < 200 and size == 100 else f"{_SATUAN[count]} {name}"
    return f"{head} {_below_thousand(rest)}" if rest else head
