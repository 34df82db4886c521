"""One word of the command line, and what many of them share: options, the clock, the workbook, the account."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ppid_xl.cli.parser import iso_moment, with_day, workbook_argument
from ppid_xl.hosts import Host, LiveHost
from ppid_xl.hosts.file import FileHost
from ppid_xl.workflow.ground.knowledge import load_knowledge
from ppid_xl.workflow.ground.registers import REGISTERS, check_registers


class Command(NamedTuple):
    """One word of the command line: its line of help, its options, and the function that runs it.

    ``needs`` are the tables of ours without which it refuses a workbook; with none it takes a list of others.
    """

    name: str
    help: str
    add_words: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
    needs: Collection[str] = REGISTERS


class Act(NamedTuple):
    """One act of a command that has several: its line of help, its options, and the function that runs it."""

    help: str
    add_words: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


def with_ids(parser: ArgumentParser) -> None:
    """Add the option that names rows."""
    parser.add_argument(
        "--id",
        action="append",
        default=[],
        metavar="ID",
        help="ID, deret (INF-2026-0001..0020), atau daftar dengan ;",
    )


def with_oleh(parser: ArgumentParser) -> None:
    """Add the option by which a command that does the work of a kegiatan also records it."""
    parser.add_argument(
        "--oleh", default="", metavar="KODE", help="kode pejabat; mencatat kegiatan SOP yang dikerjakan"
    )


def with_act(parser: ArgumentParser, *, needs_oleh: bool = True) -> None:
    """Add what every act on rows says: which, by whom, when, why, and the evidence."""
    workbook_argument(parser)
    with_ids(parser)
    parser.add_argument(
        "--oleh", default="", required=needs_oleh, metavar="KODE", help="kode pejabat di lembar Pejabat"
    )
    parser.add_argument("--mulai", type=iso_moment, metavar="WAKTU", help="TTTT-BB-HH atau TTTT-BB-HHTJJ:MM")
    parser.add_argument("--catatan", default="", help="alasan atau hal yang perlu diketahui")
    parser.add_argument("--bukti", default="", metavar="BERKAS", help="berkas atau surat yang menjadi bukti")
    with_day(parser)


def with_meeting(parser: ArgumentParser, *, needs_oleh: bool = True) -> None:
    """Add what an act of several people says besides: until when, where, and who was there."""
    with_act(parser, needs_oleh=needs_oleh)
    parser.add_argument("--selesai", type=iso_moment, metavar="WAKTU", help="kapan selesai")
    parser.add_argument("--tempat", default="", help="tempat dilakukan")
    parser.add_argument("--peserta", default="", help="siapa saja yang hadir")


def now_of(options: Namespace) -> datetime:
    """Return this moment, on the day given by ``--tanggal`` when there is one."""
    now = datetime.now().astimezone()
    day = options.tanggal
    return now.replace(year=day.year, month=day.month, day=day.day) if day else now


def open_host(options: Namespace, path: Path | None = None) -> Host:
    """Return the host of a workbook, ``--buku`` unless another is named: the one that a button works in, else the file.

    The counters of a file never go below what its archive has seen. Raises InputError for a workbook without the
    tables that the command needs.
    """
    from ppid_xl.workflow.ground.archived_counters import archived_counters

    wanted = path or options.buku
    dictionary, host = load_knowledge().dictionary, _live_host(options, wanted)
    if host is None:
        host = FileHost(wanted, dictionary, lambda book: archived_counters(book, wanted))
    if needs := getattr(options, "needs", REGISTERS):
        check_registers(host.snapshot(), dictionary, needs)
    return host


def open_for_letter(options: Namespace, path: Path | None = None) -> Host:
    """Return the host of a workbook for an act on a letter; raise ConfigError where the SOP that it names is not there.

    The act itself does not read the SOP, but what is recorded after it does: refused too late it would be done twice.
    """
    from ppid_xl.workflow.ground.tindakan import sop_of

    host = open_host(options, path)
    sop_of(host.snapshot(), load_knowledge(), (path or options.buku).parent)
    return host


def _live_host(options: Namespace, wanted: Path) -> Host | None:
    live: LiveHost | None = getattr(options, "host", None)
    return live if live is not None and live.path == wanted else None


def account() -> str:
    """Return the account at the keyboard."""
    import getpass  # only a few commands ask who it was
    import socket

    try:
        return f"{getpass.getuser()}@{socket.gethostname()}"
    except (OSError, KeyError):
        return "tidak-dikenal"
