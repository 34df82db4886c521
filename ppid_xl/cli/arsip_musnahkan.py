"""The act musnahkan: a whole object leaves the archive after a berita acara and a typed confirmation."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ppid_xl.cli.after_save import check_saved
from ppid_xl.cli.arsip_place import find_place, moment, person_of, with_clock, with_place
from ppid_xl.cli.command import now_of, open_host
from ppid_xl.cli.deed import show_notes
from ppid_xl.cli.parser import say
from ppid_xl.cli.terminal import ask
from ppid_xl.errors import EXIT_FINE, InputError
from ppid_xl.workflow.ground.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.model import Book
    from ppid_xl.workflow.brankas.musnahkan import Paper, Request


def run_musnahkan(options: Namespace) -> int:
    """Destroy one object of the archive; its tombstone stays in the log."""
    from ppid_xl.arsip.store import open_arsip
    from ppid_xl.workflow.arsip.indeks import refresh_index
    from ppid_xl.workflow.brankas.musnahkan import finish_interrupted, musnahkan, prepare, read_paper

    folder, _ = find_place(options)
    book = _book(options)
    now, person = now_of(options), person_of(options)
    finished = finish_interrupted(folder, now, person)
    for name in finished:
        say(f"Pemusnahan {name} yang terputus sudah diselesaikan.")
    if options.id in finished:
        return EXIT_FINE
    paper = read_paper(options.berita_acara, options.nomor, book, options.tempat.absolute().parent)
    request = prepare(folder, options.id, load_knowledge(), now.date())
    _show(request, paper)
    stone = musnahkan(folder, request, paper, now, person, lambda: _agreed(options, request.objek))
    if stone is None:
        say("Tidak ada yang dimusnahkan.")
        return InputError.exit_code
    refresh_index(folder, load_knowledge())
    say(
        f"{stone.objek} dimusnahkan. Tandanya tinggal di log baris {stone.baris}, berita acara {stone.nomor}."
    )
    show_notes(
        ["Salinan arsip di tempat lain tidak ikut terhapus; musnahkan juga menurut berita acara yang sama."]
    )
    return check_saved(open_arsip(folder), now, person)


def _book(options: Namespace) -> Book | None:
    """Return the workbook whose agenda and officers count; None for an archive folder."""
    if options.tempat.is_dir():
        return None
    from ppid_xl.workflow.ground.tindakan import find_pejabat

    book = open_host(options, options.tempat).snapshot()
    find_pejabat(book, options.oleh)
    return book


def _show(request: Request, paper: Paper) -> None:
    version = request.version
    say(
        f"Akan dimusnahkan: {request.objek}, {version.number} versi, terakhir {moment(version.created)} "
        f"oleh {version.user_name}."
    )
    say(f"Berita acara: {paper.surat or paper.path.name}, nomor {paper.nomor}.")
    show_notes(request.notes)


def _agreed(options: Namespace, objek: str) -> bool:
    """Tell whether staff typed the name of the object: as an option, in the open workbook, or at the terminal."""
    question = f"Pemusnahan tidak dapat dibatalkan. Ketik {objek} untuk memusnahkannya: "
    host = getattr(options, "host", None)
    if options.setuju:
        typed = options.setuju
    elif host is not None:
        typed = host.ask_text(question) or ""
    elif sys.stdin.isatty():
        typed = ask(question)
    else:
        raise InputError("musnah-tanpa-setuju", objek=objek)
    return bool(typed.strip() == objek)


def musnahkan_words(parser: ArgumentParser) -> None:
    """Add what musnahkan is told."""
    with_place(parser)
    parser.add_argument(
        "--id", required=True, metavar="OBJEK", help="objek arsip yang dimusnahkan seluruhnya"
    )
    parser.add_argument(
        "--berita-acara",
        required=True,
        metavar="SR|BERKAS",
        help="surat bertanda tangan di agenda, atau berkasnya",
    )
    parser.add_argument("--nomor", default="", help="nomor berita acara bila yang disebut berkas")
    parser.add_argument("--oleh", required=True, metavar="KODE", help="kode pejabat yang memusnahkan")
    parser.add_argument(
        "--setuju", default="", metavar="OBJEK", help="nama objek sekali lagi, sebagai persetujuan"
    )
    with_clock(parser)
