"""The command line in Indonesian: words, help and complaints."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from ppid_xl.plain_text import visible

EXIT_USAGE = 2


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Indonesian and leaves with exit code 2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self._positionals.title, self._optionals.title = "isian", "pilihan"
        self.add_argument("-h", "--help", "--bantuan", action="help", help="tampilkan bantuan ini")

    def format_usage(self) -> str:
        """Return the usage line with its Indonesian word."""
        return super().format_usage().replace("usage:", "Pemakaian:", 1)

    def format_help(self) -> str:
        """Return the help with its Indonesian word."""
        return super().format_help().replace("usage:", "Pemakaian:", 1)

    def error(self, message: str) -> NoReturn:
        """Say in one sentence what is wrong with the words given, and leave."""
        self.exit(EXIT_USAGE, f"{visible(_in_indonesian(message))} Lihat: {self.prog} --help\n")


_PHRASES = (
    ("the following arguments are required: ", "Belum disebut: "),
    ("unrecognized arguments: ", "Pilihan tidak dikenal: "),
    ("invalid choice: ", "bukan pilihan yang ada: "),
    ("(choose from ", "(pilihan: "),
    ("expected one argument", "perlu satu isian"),
    ("expected at least one argument", "perlu sedikitnya satu isian"),
    ("not allowed with argument", "tidak dapat dipakai bersama"),
    ("one of the arguments ", "Sebut salah satu: "),
    (" is required", ""),
    ("argument ", "Pada "),
    ("ambiguous option", "pilihan ambigu"),
    ("ignored explicit argument", "tidak memerlukan isian"),
)


_CHOICE = re.compile(r"(?P<told>.*'(?P<word>[^']*)') \(pilihan: '(?P<known>.*)'\)")


def _in_indonesian(message: str) -> str:
    for english, indonesian in _PHRASES:
        message = message.replace(english, indonesian)
    return _with_likely(message).rstrip(".") + "."


def _with_likely(message: str) -> str:
    """Name the choice that a slip may have meant, and leave out the others."""
    from ppid_xl.strict_toml import likely  # only a mistake pays for it

    if (found := _CHOICE.fullmatch(message)) and (
        meant := likely(found["word"], found["known"].split("', '"))
    ):
        return f"{found['told']}; mungkin maksudnya '{meant}'"
    return message


def positive(text: str) -> int:
    """Read a whole number from 1."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'harus bilangan bulat mulai 1, bukan "{text}"')
    return int(text)


def iso_date(text: str) -> date:
    """Read a date given as YYYY-MM-DD."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise argparse.ArgumentTypeError(
            f'tanggal harus ditulis TTTT-BB-HH, misalnya 2026-11-21, bukan "{text}"'
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'tanggal "{text}" tidak ada di kalender') from None


def iso_moment(text: str) -> datetime:
    """Read a moment given as YYYY-MM-DD or YYYY-MM-DDTHH:MM."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?", text):
        raise argparse.ArgumentTypeError(
            f'waktu harus ditulis TTTT-BB-HH atau TTTT-BB-HHTJJ:MM, misalnya 2026-11-21T09:00, bukan "{text}"'
        )
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'waktu "{text}" tidak ada') from None


def build_parser(commands: Sequence[Any]) -> Parser:
    """Return the parser of all commands; each command adds its own words."""
    parser = Parser(
        prog="ppid",
        description="Memeriksa rekap PPID, membuat surat, mengarsipkan, dan membuktikannya.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--versi", action="store_true", dest="show_version", help="tampilkan versi program")
    words = parser.add_subparsers(dest="perintah", metavar="PERINTAH", title="perintah", parser_class=Parser)
    for command in commands:
        sub = words.add_parser(command.name, help=command.help, description=command.help)
        command.add_words(sub)
        sub.set_defaults(run=command.run, needs=command.needs)
    return parser


def with_day(parser: argparse.ArgumentParser) -> None:
    """Add the option that replaces today."""
    parser.add_argument("--tanggal", type=iso_date, metavar="TTTT-BB-HH", help="anggap hari ini tanggal itu")


def workbook_argument(
    parser: argparse.ArgumentParser, name: str = "buku", help: str = "buku rekap (.xlsx)"
) -> None:
    """Add the workbook that a command works on."""
    parser.add_argument(name, type=Path, metavar=f"{name.upper()}.xlsx", help=help)


def say(text: str = "", *, head: str = "", at_once: bool = False) -> None:
    """Print a line, whatever characters the terminal knows; ``at_once`` also where no person is at the other end.

    ``head`` is printed before it as it is, with the colours of our own.
    """
    encoding = sys.stdout.encoding or "utf-8"
    print((head + visible(text)).encode(encoding, "replace").decode(encoding), flush=at_once)


def say_json(value: object, *, indent: int | None = None) -> None:
    """Print one JSON document; it is UTF-8 also where the stream is not, as ASCII alone."""
    import codecs
    import json

    is_utf8 = codecs.lookup(sys.stdout.encoding or "utf-8").name == "utf-8"
    print(json.dumps(value, ensure_ascii=not is_utf8, indent=indent, default=str))
