"""Passphrases: from a file descriptor, the window of a button, or the terminal; never from the words of a command."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace

from ppid_xl.cli.parser import positive
from ppid_xl.cli.terminal import ask
from ppid_xl.errors import InputError

LONGEST = 4096


def with_sandi(parser: ArgumentParser) -> None:
    """Add the option that names the descriptor."""
    parser.add_argument(
        "--sandi-fd",
        type=_descriptor,
        metavar="NOMOR",
        help="baca kata sandi atau PIN dari pendeskripsi berkas ini, satu baris",
    )


def _descriptor(text: str) -> int:
    return 0 if text == "0" else positive(text)


def ask_passphrase(options: Namespace, question: str) -> str:
    """Return one passphrase; from a descriptor the next line, so that several can be given.

    Raises InputError when nobody can be asked, or the question was cancelled.
    """
    if options.sandi_fd is not None:
        return _line_of(options.sandi_fd)
    if options.host is not None:
        typed = options.host.ask_secret(question)
        if typed is None:
            raise InputError("kunci-sandi-batal")
        return str(typed)
    if not sys.stdin.isatty():
        raise InputError("sandi-tanpa-terminal")
    import getpass

    return ask(question, getpass.getpass)


def ask_new_passphrase(options: Namespace, question: str) -> str:
    """Return a passphrase typed twice; once only where a descriptor gives it."""
    typed = ask_passphrase(options, question)
    if options.sandi_fd is None and ask_passphrase(options, "Sekali lagi: ") != typed:
        raise InputError("kunci-sandi-berbeda")
    return typed


def _line_of(descriptor: int) -> str:
    line = bytearray()
    try:
        while (one := os.read(descriptor, 1)) not in (b"", b"\n") and len(line) < LONGEST:
            line += one
        return line.decode().rstrip("\r")
    except (OSError, ValueError):
        raise InputError("sandi-fd-tidak-terbaca", nomor=descriptor) from None
