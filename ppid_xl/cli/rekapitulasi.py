"""Command rekapitulasi: counts of one or many workbooks, on the screen and as files."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import Command, now_of, open_host
from ppid_xl.cli.parser import say, say_json, with_day
from ppid_xl.cli.terminal import show_lines
from ppid_xl.errors import EXIT_FINE
from ppid_xl.workflow.ground.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.frames import CountTable

NAME_WIDTH = 40
NARROW = 3


def run_rekapitulasi(options: Namespace) -> int:
    """Count the informasi of workbooks."""
    from ppid_xl.workflow.surat.rekapitulasi import rekapitulasi
    from ppid_xl.workflow.surat.rekapitulasi_files import write_files

    paths = list({path.resolve(): path for path in options.buku}.values())
    books = [open_host(options, path).snapshot() for path in paths]
    now = now_of(options)
    done = rekapitulasi(books, load_knowledge(), now.date(), paths=paths)
    made = write_files(done, books, options.keluar, now, paths[0].parent) if options.keluar else []
    if options.json:
        say_json(done.as_json() | {"berkas": [str(path) for path in made]})
        return EXIT_FINE
    say(f"{len(done.rows)} informasi dari {len(done.buku)} buku per {done.tanggal:%d/%m/%Y}")
    for title, table in done.tables.items():
        _show_table(title, table)
    if done.belum_mengirim:
        say()
        say(f"Belum mengirim ({len(done.belum_mengirim)})")
        show_lines(f"{one.unit} (tahun {one.tahun})" for one in done.belum_mengirim)
    if made:
        say()
        show_lines((str(path) for path in made), "")
    return EXIT_FINE


def _show_table(title: str, table: CountTable) -> None:
    from ppid_xl.workflow.surat.rekapitulasi_files import with_sums

    (_, *headings), lines, sums = with_sums(title, table)
    widths = [max(NARROW, len(heading)) for heading in headings]
    say()
    for name, *cells in ((title, *headings), *lines, *([sums] if sums else [])):
        texts = (f"{cell or '–':>{width}}" for cell, width in zip(cells, widths, strict=True))
        say(f"{_short(str(name)):<{NAME_WIDTH}}  {'  '.join(texts)}")


def _short(name: str) -> str:
    return name if len(name) <= NAME_WIDTH else f"{name[: NAME_WIDTH - 1]}…"


def _rekapitulasi_words(parser: ArgumentParser) -> None:
    parser.add_argument("buku", type=Path, nargs="+", metavar="BUKU.xlsx", help="satu buku rekap atau lebih")
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")
    parser.add_argument(
        "--keluar", type=Path, metavar="DIR", help="tulis juga .xlsx, .csv, dan .docx ke folder ini"
    )
    with_day(parser)


COMMANDS = (
    Command(
        "rekapitulasi",
        "hitung informasi per unit, klasifikasi, huruf, jangka waktu, dan status",
        _rekapitulasi_words,
        run_rekapitulasi,
        needs=(),
    ),
)
