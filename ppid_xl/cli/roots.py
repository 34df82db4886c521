"""Which certificates are trusted: those of this user, or of the folder that ``--akar`` names."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.errors import InputError

if TYPE_CHECKING:
    from ppid_xl.ttd.certificate import Trust

FOLDER = "sertifikat"


def with_roots(parser: ArgumentParser) -> None:
    """Add the option that names a folder of trusted certificates."""
    parser.add_argument(
        "--akar", type=Path, metavar="FOLDER",
        help="sertifikat penerbit yang dipercaya (.pem, .crt); di subfolder psre: PSrE Indonesia",
    )  # fmt: skip


def trusted(options: Namespace) -> Trust:
    """Return the trusted certificates; raise InputError for a folder that is not there."""
    from ppid_xl.cli.machine import this_machine
    from ppid_xl.ttd.certificate import load_trust

    folder: Path | None = options.akar
    if folder is not None and not folder.is_dir():
        raise InputError("berkas-tidak-ada", berkas=folder)
    return load_trust(folder or this_machine().config / "ppid_xl" / FOLDER)
