"""Acts that read the archive: banding compares two versions, indeks lists what ends when, ekspor packs a bag."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.arsip_place import find_object, find_place, person_of, version_number, with_place
from ppid_xl.cli.command import now_of, with_ids
from ppid_xl.cli.deed import show_notes
from ppid_xl.cli.parser import say, say_json
from ppid_xl.cli.terminal import show_lines
from ppid_xl.errors import EXIT_FINE, InputError
from ppid_xl.messages import sentence
from ppid_xl.workflow.ground.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.arsip.compare import RowChange
    from ppid_xl.workflow.arsip.banding import Comparison

SIGNS = {
    "ditambah": "+", "hilang": "-", "dibuka": "o", "ditutup": "x", "diperpanjang": ">", "dipersingkat": "<",
    "diubah": "~",
}  # fmt: skip
BLANK = "(kosong)"
WHOLE_ROWS = ("ditambah", "hilang")


def run_banding(options: Namespace) -> int:
    """Compare two versions of a workbook: text, a page, or JSON."""
    from ppid_xl.workflow.arsip.banding import banding, to_json

    if options.html is not None and options.html.exists():
        raise InputError("berkas-sudah-ada", berkas=options.html)
    folder, name = find_object(options)
    comparison = banding(folder, name, options.lama, options.baru, load_knowledge())
    if options.html is not None:
        _write_page(options, comparison)
    if options.json:
        say_json(to_json(comparison), indent=1)
    else:
        show_lines(_lines(comparison), "")
        if options.html is not None:
            say(f"Halaman: {options.html}")
    return EXIT_FINE


def _write_page(options: Namespace, comparison: Comparison) -> None:
    from ppid_xl.workflow.arsip.halaman_banding import comparison_page
    from ppid_xl.workflow.ground.new_file import write_new

    write_new(options.html, comparison_page(comparison, now_of(options).date()).encode())


def _lines(comparison: Comparison) -> Iterator[str]:
    from ppid_xl.workflow.arsip.halaman_banding import NOTHING, count_words, describe

    yield f"{comparison.baru.object_id}: {describe(comparison.lama)}"
    yield f"{' ' * len(comparison.baru.object_id)}  {describe(comparison.baru)}"
    if not comparison.tabel:
        yield NOTHING
    for sheet in comparison.tabel:
        yield f"{sheet.lembar}: {count_words(sheet)}"
        for row in sheet.baris:
            yield from _row_lines(row)


def _row_lines(row: RowChange) -> Iterator[str]:
    """Yield one row, and its cells as ``Kolom: lama | baru``; a whole row is named by its title alone."""
    title = "" if row.judul == row.id else row.judul
    word = "" if row.jenis == "diubah" else f" ({row.jenis})"
    yield f"  {SIGNS[row.jenis]} {' '.join(filter(None, (row.id or '(tanpa ID)', title)))}{word}"
    for cell in () if row.jenis in WHOLE_ROWS else row.sel:
        yield f"      {cell.kolom}: {_shown(cell.lama)} | {_shown(cell.baru)}"


def _shown(text: str) -> str:
    return " / ".join(text.split("\n")) or BLANK


def run_indeks(options: Namespace) -> int:
    """Write the index of the archive by end of exclusion."""
    from ppid_xl.workflow.arsip.indeks import indeks

    folder, _ = find_place(options)
    entries, paths = indeks(folder, load_knowledge())
    ending = sum(entry.akhir is not None for entry in entries)
    say(f"Indeks {folder}: {len(entries)} baris, {ending} dengan tanggal akhir.")
    show_lines(str(path) for path in paths)
    return EXIT_FINE


def run_ekspor(options: Namespace) -> int:
    """Write a version, or what it holds of some informasi, as a BagIt bag."""
    from ppid_xl.identitas import chosen_ids
    from ppid_xl.workflow.arsip.ekspor import ekspor

    folder, name = find_object(options)
    bag = ekspor(
        folder, name, options.versi, chosen_ids(options.id), options.keluar, load_knowledge(), now_of(options),
        person_of(options),
    )  # fmt: skip
    about = f", {'; '.join(options.id)}" if options.id else ""
    say(f"{name} {bag.version.name}{about}: {len(bag.files)} berkas di {bag.path}, paket BagIt 1.0.")
    show_notes([f"Ekspor ini belum tercatat di arsip. {sentence(bag.trouble)}"] if bag.trouble else [])
    return EXIT_FINE


def banding_words(parser: ArgumentParser) -> None:
    """Add what banding is told."""
    with_place(parser, objek=True)
    parser.add_argument(
        "lama", type=version_number, nargs="?", metavar="V1", help="versi lama; bawaan: sebelum yang baru"
    )
    parser.add_argument(
        "baru", type=version_number, nargs="?", metavar="V2", help="versi baru; bawaan: terakhir"
    )
    parser.add_argument("--html", type=Path, metavar="BERKAS", help="tulis juga sebagai halaman")
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")


def indeks_words(parser: ArgumentParser) -> None:
    """Add what indeks is told."""
    with_place(parser)


def ekspor_words(parser: ArgumentParser) -> None:
    """Add what ekspor is told."""
    with_place(parser, objek=True)
    with_ids(parser)
    parser.add_argument("--versi", type=version_number, metavar="N", help="nomor versi; bawaan: terakhir")
    parser.add_argument(
        "--keluar", type=Path, required=True, metavar="DIR", help="folder baru untuk paketnya"
    )
    parser.add_argument("--oleh", default="", metavar="KODE", help="kode pejabat yang menyerahkan")
