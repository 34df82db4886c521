"""The exception tree: a problem of the program's surroundings, with its exit code; prose is in ``data/kesalahan/``.

PpidXlError
├── InputError      2   what the user gave: file, sheet, argument
├── ConfigError     3   an SOP, the data dictionary or a setting
├── TemplateError   4   a Word or page template
├── HostError       5   the workbook is open, locked, or a program is missing
├── SigningError    6   key, token, PIN, time, a changed PDF
└── ArsipError      7   fixity, chain, an existing version
"""

from __future__ import annotations

EXIT_FINE = 0
EXIT_GALAT = 1


class PpidXlError(Exception):
    """The program cannot go on; ``kode`` names the sentence in ``data/kesalahan/``, ``fakta`` fills it."""

    exit_code = 2

    def __init__(self, kode: str, **fakta: object) -> None:
        self.kode = kode
        self.fakta = {name: str(value) for name, value in fakta.items()}
        super().__init__(kode, self.fakta)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.fakta.items())
        return f"{self.kode} ({facts})" if facts else self.kode


class InputError(PpidXlError):
    """What the user gave cannot be used."""


class ConfigError(PpidXlError):
    """An SOP file, the data dictionary or a setting is wrong."""

    exit_code = 3


class TemplateError(PpidXlError):
    """A template is broken or asks for something unknown."""

    exit_code = 4


class HostError(PpidXlError):
    """The workbook is open elsewhere, or a program it needs is missing."""

    exit_code = 5


class SigningError(PpidXlError):
    """A signature could not be made or trusted."""

    exit_code = 6


class ArsipError(PpidXlError):
    """The archive refuses: fixity, chain or an existing version."""

    exit_code = 7
