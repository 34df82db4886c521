"""Numbers of letters as each office writes them: a pattern of tokens, matched and filled in."""

from __future__ import annotations

import re
from typing import NamedTuple

from ppid_xl.errors import ConfigError, InputError
from ppid_xl.strict_toml import nearest
from ppid_xl.tanggal import ROMAWI

_TEKS = r"[^\s/](?:[^/]*[^\s/])?"
_BAGIAN = {
    "kode": r"[0-9]{3}(?:\.[0-9]+)*",
    "urut": r"[0-9]+",
    "unit": _TEKS,
    "instansi": rf"(?=[A-Za-z]){_TEKS}",
    "bulan_romawi": "|".join(ROMAWI),
    "tahun": r"(?:19|20)[0-9]{2}",
    "jenis": rf"(?=[A-Za-z]){_TEKS}",
}
_BLANK = r"[.…_\s]*"
_TOKEN = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")


class Pola(NamedTuple):
    """A compiled pattern: its text, its tokens in order and the least number of digits of {urut}."""

    pola: str
    tokens: tuple[str, ...]
    lebar: int
    regex: re.Pattern[str]

    def match(self, text: str) -> dict[str, str] | None:
        """Return the parts of a number, or None; ``urut`` is empty when it is still to be filled in by hand.

        Blanks around "/" may differ from the pattern; leading zeros stay.
        """
        found = self.regex.fullmatch(normalise_nomor(text))
        if found is None:
            return None
        parts = found.groupdict()
        if not re.fullmatch("[0-9]+", parts.get("urut", "0")):
            parts["urut"] = ""
        return parts

    def format(self, **bagian: str | int) -> str:
        """Return a number with every token filled in; an empty ``urut`` leaves a blank for the pen.

        Raises InputError for a part that is missing, superfluous or that ``match`` would not accept.
        """
        for name in sorted(bagian.keys() ^ set(self.tokens)):
            kode = "nomor-bagian-kurang" if name in self.tokens else "nomor-bagian-lebih"
            raise InputError(kode, pola=self.pola, bagian=name)
        texts = {name: self._part(name, value) for name, value in bagian.items()}
        return _TOKEN.sub(lambda token: texts[token[1]], self.pola)

    def _part(self, name: str, value: str | int) -> str:
        text = str(value).strip()
        if name == "urut" and not text:
            return " "
        if name == "urut" and isinstance(value, int):
            text = text.zfill(self.lebar)
        if not re.fullmatch(_part_regex(name, self.lebar), text):
            raise InputError("nomor-bagian-salah", pola=self.pola, bagian=name, isi=value)
        return text


def compile_pola(pola: str) -> Pola:
    """Compile a pattern such as ``{kode}/{urut:2}/{unit}/{tahun}``.

    Raises ConfigError for an unknown token (with the nearest known one), a token given twice, a stray brace,
    or a width that is not a digit 1-9 or not on {urut}.
    """
    plain = normalise_nomor(pola)
    tokens: list[str] = []
    pieces: list[str] = []
    lebar, end = 1, 0
    for token in _TOKEN.finditer(plain):
        name = _known_token(pola, token[1], tokens)
        if token[2] is not None:
            lebar = _width(pola, name, token[2])
        pieces += [_literal(pola, plain[end : token.start()]), _group(name, lebar)]
        tokens.append(name)
        end = token.end()
    pieces.append(_literal(pola, plain[end:]))
    return Pola(pola, tuple(tokens), lebar, re.compile("".join(pieces)))


def normalise_nomor(text: str) -> str:
    """Return a number for comparison: without blanks beside "/" and at the ends; all else stays."""
    return "/".join(piece.strip() for piece in text.split("/"))


def is_unfilled(text: str) -> bool:
    """Tell whether a piece between slashes was left blank or dotted, to be filled in by hand."""
    pieces = text.split("/")
    return len(pieces) > 1 and any(re.fullmatch(_BLANK, piece) for piece in pieces)


def _part_regex(name: str, lebar: int) -> str:
    return rf"[0-9]{{{lebar},}}" if name == "urut" else _BAGIAN[name]


def _group(name: str, lebar: int) -> str:
    blank = f"|{_BLANK}" if name == "urut" else ""
    return f"(?P<{name}>{_part_regex(name, lebar)}{blank})"


def _known_token(pola: str, name: str, seen: list[str]) -> str:
    if name not in _BAGIAN:
        near = nearest(name, _BAGIAN)
        raise ConfigError("pola-bagian-tidak-dikenal", pola=pola, bagian=name, terdekat=near)
    if name in seen:
        raise ConfigError("pola-bagian-ganda", pola=pola, bagian=name)
    return name


def _literal(pola: str, text: str) -> str:
    if "{" in text or "}" in text:
        raise ConfigError("pola-kurung-kurawal", pola=pola)
    return r"\s+".join(re.escape(piece) for piece in re.split(r"\s+", text))


def _width(pola: str, name: str, width: str) -> int:
    if name != "urut" or not re.fullmatch("[1-9]", width):
        raise ConfigError("pola-lebar-salah", pola=pola, bagian=name, lebar=width)
    return int(width)
