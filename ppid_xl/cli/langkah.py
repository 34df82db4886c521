"""Commands of the SOP's acts: langkah, uji, ajukan, setujui and kembalikan."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import Command, now_of, open_host, with_act, with_meeting
from ppid_xl.cli.deed import deed_of, log_acts, show_notes, show_stopped
from ppid_xl.cli.parser import positive, say
from ppid_xl.cli.terminal import show_lines
from ppid_xl.errors import EXIT_FINE, InputError
from ppid_xl.workflow.ground.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.workflow.proses.daftar_uji import DaftarUji


def run_langkah(options: Namespace) -> int:
    """Record a kegiatan that people performed."""
    from ppid_xl.workflow.ground.langkah import langkah

    folder = options.buku.parent
    host, deed = open_host(options), deed_of(options)
    done = langkah(host, load_knowledge(), now_of(options), options.kegiatan, deed, folder=folder)
    until = f"; tenggat {done.tenggat:%d/%m/%Y %H.%M}" if done.tenggat else ""
    say(f"{done.id_langkah} tercatat di lembar Langkah SOP{until}.")
    show_notes(done.notes)
    log_acts(options, options.buku, [done.id_langkah])
    return EXIT_FINE


def run_uji(options: Namespace) -> int:
    """Record a meeting that tested consequences."""
    from ppid_xl.workflow.proses.uji import Answers, uji

    if options.daftar:
        return _show_daftar(options)
    if not options.oleh:
        raise InputError("tanpa-oleh", perintah="uji")
    now = now_of(options)
    _expand_lists(options)
    deed = replace(deed_of(options, needs_ids=True), mulai=options.mulai or now)
    answers = Answers(options.saat, options.hasil, options.pertimbangan)
    done = uji(open_host(options), load_knowledge(), now, deed, answers, folder=options.buku.parent)
    if done.blocking:
        return show_stopped("Uji", done.blocking)
    first, last = done.id_uji[0], done.id_uji[-1]
    numbers = first if first == last else f"{first} sampai {last}"
    say(f"{done.id_langkah}: {len(done.id_uji)} informasi diuji ({numbers}), tercatat di Uji Konsekuensi.")
    show_notes(done.notes)
    log_acts(options, options.buku, [done.id_langkah])
    return EXIT_FINE


def _lists_of(options: Namespace) -> DaftarUji:
    from ppid_xl.workflow.proses.daftar_uji import daftar_uji

    book, knowledge = open_host(options).snapshot(), load_knowledge()
    context = knowledge.context(book, now_of(options).date())
    return daftar_uji(book, knowledge, context, options.buku.parent)


def _expand_lists(options: Namespace) -> None:
    from ppid_xl.workflow.proses.daftar_uji import expand_lists, names_list

    if names_list(options.id):
        options.id = expand_lists(options.id, _lists_of(options))


def _show_daftar(options: Namespace) -> int:
    from ppid_xl.identitas import collapse_ids
    from ppid_xl.workflow.proses.daftar_uji import MEANING

    found = _lists_of(options)
    for name, ids in found.daftar.items():
        say(f"{name} ({len(ids)}): {MEANING[name]}")
        if ids:
            say(f'  --id "{collapse_ids(ids)}"')
    if found.galat:
        say(f"Masih galat, belum dapat diuji ({len(found.galat)}): {collapse_ids(found.galat)}")
    if found.lewat:
        say(f"Terbuka demi hukum, catat dengan ppid buka ({len(found.lewat)}): {collapse_ids(found.lewat)}")
    say(found.counter())
    return EXIT_FINE


def run_decision(options: Namespace) -> int:
    """Record a submission, an approval or a return."""
    from ppid_xl.workflow.proses.persetujuan import DIAJUKAN, DIKEMBALIKAN, DISETUJUI, decide

    word = {"ajukan": DIAJUKAN, "setujui": DISETUJUI, "kembalikan": DIKEMBALIKAN}[options.perintah]
    host, deed = open_host(options), deed_of(options, needs_ids=True)
    done = decide(host, load_knowledge(), now_of(options), word, deed, folder=options.buku.parent)
    if done.blocking:
        return show_stopped(options.perintah.capitalize(), done.blocking)
    say(f"{done.id_langkah}: {len(deed.ids)} informasi {word.lower()}, tercatat di lembar Langkah SOP.")
    show_notes(done.notes)
    log_acts(options, options.buku, [done.id_langkah])
    if word == DIKEMBALIKAN:
        _write_returns(options, done.id_langkah)
    return EXIT_FINE


def run_kembalikan(options: Namespace) -> int:
    """Record a return; the folder for the units' workbooks is made first, for it may be refused."""
    target = _return_folder(options)
    fresh = not target.exists()
    target.mkdir(parents=True, exist_ok=True)
    try:
        return run_decision(options)
    finally:
        if fresh and not any(target.iterdir()):
            target.rmdir()


def _return_folder(options: Namespace) -> Path:
    from ppid_xl.workflow.isi.pengembalian import FOLDER

    folder: Path = options.keluar or options.buku.parent / FOLDER
    return folder


def _write_returns(options: Namespace, id_langkah: str) -> None:
    from ppid_xl.workflow.isi.pengembalian import write_returns

    book, deed = open_host(options).snapshot(), deed_of(options, needs_ids=True)
    knowledge, now = load_knowledge(), now_of(options)
    target, folder = _return_folder(options), options.buku.parent
    paths = write_returns(book, knowledge, now, id_langkah, deed, target, workbook_folder=folder)
    say("Kirim kepada unit untuk diperbaiki:")
    show_lines(str(path) for path in paths)


def _langkah_words(parser: ArgumentParser) -> None:
    with_meeting(parser)
    parser.add_argument(
        "--kegiatan",
        type=positive,
        required=True,
        metavar="N",
        help="nomor kegiatan di SOP (lihat: ppid sop)",
    )


def _uji_words(parser: ArgumentParser) -> None:
    with_meeting(parser, needs_oleh=False)
    parser.add_argument(
        "--daftar", action="store_true", help="sebut yang perlu diuji; namanya dapat dipakai pada --id"
    )
    saat = ("sebelum", "permohonan", "sengketa")
    parser.add_argument(
        "--saat", choices=saat, default="sebelum", help="kapan uji dilakukan terhadap permohonan"
    )
    hasil = ("Ditutup", "Ditutup sebagian", "Dibuka", "Ditunda")
    parser.add_argument("--hasil", choices=hasil, default="", help="hasil bagi semua informasi yang disebut")
    parser.add_argument("--pertimbangan", default="", help="pertimbangan kepentingan umum")


def _kembalikan_words(parser: ArgumentParser) -> None:
    with_act(parser)
    parser.add_argument(
        "--keluar",
        type=Path,
        metavar="DIR",
        help="folder buku perbaikan bagi unit; bawaan: kembali di samping buku",
    )


COMMANDS = (
    Command("langkah", "catat kegiatan SOP yang dikerjakan orang", _langkah_words, run_langkah),
    Command("uji", "catat rapat uji konsekuensi", _uji_words, run_uji),
    Command("ajukan", "ajukan informasi untuk disetujui", with_act, run_decision),
    Command("setujui", "catat persetujuan", with_act, run_decision),
    Command("kembalikan", "kembalikan ke unit dengan alasan", _kembalikan_words, run_kembalikan),
)
