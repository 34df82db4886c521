"""Commands at the end of a period: buka and perpanjang."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from ppid_xl.cli.command import Command, now_of, open_host, with_act, with_ids
from ppid_xl.cli.deed import deed_of, log_acts, show_notes, show_stopped
from ppid_xl.cli.parser import iso_date, say, with_day, workbook_argument
from ppid_xl.errors import EXIT_FINE
from ppid_xl.workflow.ground.knowledge import load_knowledge


def run_buka(options: Namespace) -> int:
    """Record that excluded informasi become public."""
    from ppid_xl.workflow.masa.buka import buka

    host, deed = open_host(options), deed_of(options, needs_ids=True)
    done = buka(
        host, load_knowledge(), now_of(options), deed, klasifikasi=options.klasifikasi,
        folder=options.buku.parent,
    )  # fmt: skip
    say(f"{done.id_langkah}: {len(deed.ids)} informasi dibuka, sekarang {options.klasifikasi}.")
    show_notes(done.notes)
    log_acts(options, options.buku, [done.id_langkah])
    return EXIT_FINE


def run_perpanjang(options: Namespace) -> int:
    """Record that exclusions hold longer."""
    from dataclasses import replace

    from ppid_xl.workflow.masa.perpanjang import Extension, perpanjang

    host = open_host(options)
    deed = replace(deed_of(options, needs_ids=True), mulai=None)  # --mulai is the start of the new period
    extension = Extension(options.jangka, options.mulai)
    done = perpanjang(host, load_knowledge(), now_of(options), deed, extension, folder=options.buku.parent)
    if done.blocking:
        return show_stopped("Perpanjangan", done.blocking)
    say(f"{done.id_langkah}: {len(deed.ids)} pengecualian diperpanjang, tercatat di lembar Langkah SOP.")
    for informasi, end in done.ends.items():
        say(f"  {informasi} sampai {end:%d/%m/%Y}")
    show_notes(done.notes)
    log_acts(options, options.buku, [done.id_langkah])
    return EXIT_FINE


def _buka_words(parser: ArgumentParser) -> None:
    with_act(parser)
    parser.add_argument(
        "--klasifikasi",
        choices=("Setiap Saat", "Berkala", "Serta Merta"),
        default="Setiap Saat",
        help="golongan publiknya; bawaan: Setiap Saat",
    )


def _perpanjang_words(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    with_ids(parser)
    parser.add_argument("--oleh", required=True, metavar="KODE", help="kode pejabat di lembar Pejabat")
    parser.add_argument(
        "--jangka",
        required=True,
        metavar="JANGKA",
        help='jangka waktu baru: "2 tahun" atau "sampai 31/12/2030"',
    )
    parser.add_argument(
        "--mulai",
        type=iso_date,
        metavar="TTTT-BB-HH",
        help="mulai jangka waktu baru; bawaan: akhir yang lama",
    )
    parser.add_argument("--catatan", default="", help="alasan atau hal yang perlu diketahui")
    parser.add_argument("--bukti", default="", metavar="BERKAS", help="penetapan atau persetujuan pimpinan")
    with_day(parser)


COMMANDS = (
    Command("buka", "catat informasi dikecualikan yang menjadi publik", _buka_words, run_buka),
    Command(
        "perpanjang", "catat perpanjangan pengecualian sesudah uji baru", _perpanjang_words, run_perpanjang
    ),
)
