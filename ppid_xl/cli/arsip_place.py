"""Which archive and which object a command means, and how moments and versions are written."""

from __future__ import annotations

import argparse
import re
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

from ppid_xl.cli.command import account, open_host
from ppid_xl.cli.parser import with_day
from ppid_xl.errors import ArsipError
from ppid_xl.workflow.arsip.simpan import Person


def find_place(options: Namespace) -> tuple[Path, str]:
    """Return the archive folder and the object meant, from a workbook or an archive root; empty for no one object."""
    from ppid_xl.arsip.disposal import refuse_destroyed
    from ppid_xl.arsip.store import list_objects, open_arsip
    from ppid_xl.workflow.ground.archived_counters import arsip_folder, object_id

    wanted = getattr(options, "objek", "")
    if options.tempat.is_dir():
        arsip = open_arsip(options.tempat)
        names = list_objects(arsip)
        if wanted and wanted not in names:
            refuse_destroyed(arsip, wanted)
            raise ArsipError("objek-tidak-ada", objek=wanted, pilihan=", ".join(names))
        return options.tempat, wanted or _only_book(names)
    book = open_host(options, options.tempat).snapshot()
    return arsip_folder(book, options.tempat, options.arsip), wanted or object_id(options.tempat)


def _only_book(names: list[str]) -> str:
    """Return the one object, or the one workbook among several; empty when there are more."""
    books = [name for name in names if name.startswith("buku-")]
    return names[0] if len(names) == 1 else books[0] if len(books) == 1 else ""


def find_object(options: Namespace) -> tuple[Path, str]:
    """Return the archive folder and the object meant; raise ArsipError when several could be."""
    from ppid_xl.arsip.store import list_objects, open_arsip

    folder, name = find_place(options)
    if not name:
        names = list_objects(open_arsip(folder))
        raise ArsipError("sebut-objek", folder=folder, pilihan=", ".join(names))
    return folder, name


def person_of(options: Namespace) -> Person:
    """Return the account at the keyboard and the officer named with ``--oleh``."""
    return Person(account(), getattr(options, "oleh", ""), getattr(options, "alasan_jam", ""))


def with_place(parser: ArgumentParser, *, objek: bool = False) -> None:
    """Add the workbook or archive folder, and with ``objek`` the option that names one object."""
    parser.add_argument("tempat", type=Path, metavar="BUKU.xlsx|AKAR", help="buku rekap, atau folder arsip")
    parser.add_argument("--arsip", type=Path, metavar="DIR", help="folder arsip lain")
    if objek:
        parser.add_argument("--objek", default="", help="nama objek arsip bila menyebut folder arsip")
    with_day(parser)


def with_clock(parser: ArgumentParser) -> None:
    """Add the option that explains a clock that went backwards."""
    parser.add_argument(
        "--alasan-jam",
        default="",
        metavar="ALASAN",
        help="mengapa waktunya lebih awal daripada catatan terakhir",
    )


def version_number(text: str) -> int:
    """Read the number of a version, written ``3`` or ``v3``."""
    if not re.fullmatch(r"[vV]?[1-9][0-9]{0,5}", text):
        raise argparse.ArgumentTypeError(f'versi ditulis 3 atau v3, bukan "{text}"')
    return int(text.lstrip("vV"))


def moment(value: object) -> str:
    """Return a moment as staff read it."""
    return f"{value:%d/%m/%Y %H:%M}" if isinstance(value, datetime) else str(value)
