"""One module of a VBA project: its kind, its name, and its source as the project stores it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ppid_xl.errors import ConfigError

CODE_PAGE = 1252
ENCODING = f"cp{CODE_PAGE}"
WORKBOOK_BASE = "0{00020819-0000-0000-C000-000000000046}"
SHEET_BASE = "0{00020820-0000-0000-C000-000000000046}"

_NAME_LINE = re.compile(r'Attribute VB_Name = "([A-Za-z][A-Za-z0-9_]{0,30})"\n')
_DOCUMENT_ATTRIBUTES = (
    'Attribute VB_Base = "{base}"\n'
    "Attribute VB_GlobalNameSpace = False\n"
    "Attribute VB_Creatable = False\n"
    "Attribute VB_PredeclaredId = True\n"
    "Attribute VB_Exposed = True\n"
    "Attribute VB_TemplateDerived = False\n"
    "Attribute VB_Customizable = True\n"
)


@dataclass(frozen=True)
class VbaModule:
    """A module; its text has LF line ends and begins with the attribute that names it."""

    name: str
    text: str
    kind: Literal["standard", "document"] = "standard"

    @property
    def stored(self) -> bytes:
        """The source as VBA stores it: CRLF, Windows-1252; ConfigError for a character it cannot hold."""
        try:
            return self.text.encode(ENCODING).replace(b"\n", b"\r\n")
        except UnicodeEncodeError as reason:
            line = self.text.count("\n", 0, reason.start) + 1
            raise ConfigError(
                "huruf-di-luar-vba", modul=self.name, baris=line, huruf=self.text[reason.start]
            ) from None


def standard_module(source: str, place: str) -> VbaModule:
    """Return a standard module from its text; ConfigError naming the place when it does not tell its name."""
    text = source.replace("\r\n", "\n").rstrip("\n") + "\n"
    if not (named := _NAME_LINE.match(text)):
        raise ConfigError("modul-vba-tanpa-nama", berkas=place)
    return VbaModule(named[1], text)


def read_module(path: Path) -> VbaModule:
    """Return a standard module from a ``.bas`` file; ConfigError when it is not UTF-8 or does not tell its name."""
    try:
        return standard_module(path.read_text(encoding="utf-8-sig"), path.name)
    except UnicodeDecodeError:
        raise ConfigError("modul-vba-bukan-utf8", berkas=path.name) from None


def document_module(name: str, base: str) -> VbaModule:
    """Return the empty module that a workbook or a sheet has; ``base`` is its class."""
    text = f'Attribute VB_Name = "{name}"\n' + _DOCUMENT_ATTRIBUTES.format(base=base)
    return VbaModule(name, text, "document")
