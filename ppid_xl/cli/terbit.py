"""Commands that go out of the office: terbit and kirim. Neither uploads anything."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import Command, account, now_of, open_host, with_ids
from ppid_xl.cli.deed import bukti_of, log_acts, record_work, refuse_unknown_officer, show_notes
from ppid_xl.cli.parser import iso_moment, say, with_day, workbook_argument
from ppid_xl.cli.pdf import pdf_wish
from ppid_xl.cli.terminal import show_findings, show_lines
from ppid_xl.errors import EXIT_FINE, EXIT_GALAT
from ppid_xl.workflow.ground.knowledge import load_knowledge

PUBLISHED, SENT = "terbit", "kirim"

if TYPE_CHECKING:
    from ppid_xl.hosts import Host


def run_terbit(options: Namespace) -> int:
    """Build the public lists, or record where they were put on show."""
    from ppid_xl.workflow.ground.archived_counters import arsip_folder
    from ppid_xl.workflow.terbit.terbit import terbit

    folder = options.keluar or options.buku.parent / "terbitan"
    if options.alamat:
        return _record(options, folder)
    host = open_host(options)
    refuse_unknown_officer(options, host)
    arsip = arsip_folder(host.snapshot(), options.buku, options.arsip)
    done = terbit(options.buku, load_knowledge(), now_of(options), arsip=arsip, folder=folder, host=host,
                  pdf=pdf_wish(options))  # fmt: skip
    if done.blocking:
        say(
            f"Tidak ada yang diterbitkan: {len(done.blocking)} galat di versi {done.version} harus diperbaiki dahulu."
        )
        show_findings(done.blocking)
        return EXIT_GALAT
    public, excluded = done.counts.values()
    say(f"Daftar dari versi {done.version}: {public} informasi publik, {excluded} dikecualikan.")
    show_lines(str(path) for path in done.files)
    show_notes(done.notes)
    show_notes(_log(options, arsip, PUBLISHED, done.version, done.files))
    _record_built(options, host, folder, done.version)
    say(f"Unggah sendiri berkas itu, lalu catat: ppid terbit {options.buku.name} --alamat URL --oleh KODE")
    return EXIT_FINE


def _log(options: Namespace, arsip: Path, kind: str, version: int, files: Sequence[Path]) -> list[str]:
    from ppid_xl.workflow.arsip.catatan_akun import log_going_out
    from ppid_xl.workflow.ground.archived_counters import object_id

    name, now = object_id(options.buku), now_of(options)
    return log_going_out(arsip, kind, name, version, files, account(), options.oleh, now)


def _record_built(options: Namespace, host: Host, folder: Path, version: int) -> None:
    """Record that the lists were built; that they are on show is another act, with its address."""
    from ppid_xl.terbit.folder import read_terbitan
    from ppid_xl.workflow.terbit.terbit import PAGE, listed_ids

    record = read_terbitan(folder)
    bukti = f"{folder.name}/{PAGE} · versi arsip {version} · sidik {record['berkas'].get(PAGE, '')}"
    record_work(options, host, "ppid terbit", listed_ids(record), bukti, catatan="Dibuat; belum diunggah.")


def _record(options: Namespace, folder: Path) -> int:
    from ppid_xl.workflow.ground.tindakan import Deed
    from ppid_xl.workflow.terbit.terbit import record_terbit

    deed = Deed(options.oleh, options.mulai, catatan=options.catatan)
    id_langkah, notes = record_terbit(
        open_host(options), load_knowledge(), now_of(options), options.alamat, deed,
        folder=folder, office=options.buku.parent,
    )  # fmt: skip
    say(f"{id_langkah}: publikasi di {options.alamat} tercatat di lembar Langkah SOP.")
    log_acts(options, options.buku, [id_langkah])
    show_notes(notes)
    return EXIT_FINE


def run_kirim(options: Namespace) -> int:
    """Make the package for Pusat Data and record its sending, or record its receipt."""
    from ppid_xl.identitas import chosen_ids
    from ppid_xl.workflow.ground.archived_counters import arsip_folder
    from ppid_xl.workflow.ground.tindakan import Deed
    from ppid_xl.workflow.terbit.kirim import kirim, record_receipt

    host, knowledge, now = open_host(options), load_knowledge(), now_of(options)
    deed = Deed(
        options.oleh,
        options.mulai,
        ids=chosen_ids(options.id),
        catatan=options.catatan,
        bukti=bukti_of(options),
    )
    if options.terima:
        id_langkah, about = record_receipt(host, knowledge, now, deed, office=options.buku.parent)
        say(f"{id_langkah}: tanda terima atas {about} tercatat di lembar Langkah SOP.")
        log_acts(options, options.buku, [id_langkah])
        return EXIT_FINE
    arsip = arsip_folder(host.snapshot(), options.buku, options.arsip)
    done = kirim(
        host, options.buku, knowledge, now, replace(deed, bukti=""),
        arsip=arsip, folder=options.keluar, lisensi=options.lisensi,
    )  # fmt: skip
    if done.blocking:
        say(
            f"Paket tidak dibuat: {len(done.blocking)} galat di versi {done.version} harus diperbaiki dahulu."
        )
        show_findings(done.blocking)
        return EXIT_GALAT
    say(
        f"{done.id_langkah}: paket {done.count} informasi publik dari versi {done.version}, tercatat di Langkah SOP."
    )
    show_lines(str(path) for path in done.files)
    show_notes(done.notes)
    show_notes(_log(options, arsip, SENT, done.version, done.files))
    log_acts(options, options.buku, [done.id_langkah])
    return EXIT_FINE


def _terbit_words(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    parser.add_argument("--pdf", action="store_true", help="terbitkan daftar Word-nya sebagai PDF juga")
    parser.add_argument("--pdf-arsip", action="store_true", help="seperti --pdf, berupa PDF/A untuk arsip")
    parser.add_argument(
        "--keluar", type=Path, metavar="DIR", help="folder hasil; bawaan: terbitan di samping buku"
    )
    parser.add_argument("--arsip", type=Path, metavar="DIR", help="folder arsip lain")
    parser.add_argument(
        "--alamat", default="", metavar="URL", help="catat bahwa hasilnya sudah diunggah ke sini"
    )
    parser.add_argument(
        "--oleh", default="", metavar="KODE", help="kode pejabat yang membuat atau mengunggah"
    )
    parser.add_argument(
        "--mulai", type=iso_moment, metavar="WAKTU", help="kapan diunggah, bila bukan --tanggal"
    )
    parser.add_argument("--catatan", default="", help="hal yang perlu diketahui")
    with_day(parser)


def _kirim_words(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    with_ids(parser)
    parser.add_argument("--oleh", required=True, metavar="KODE", help="kode pejabat di lembar Pejabat")
    parser.add_argument("--keluar", type=Path, metavar="DIR", help="folder hasil; bawaan: di folder kiriman")
    parser.add_argument("--arsip", type=Path, metavar="DIR", help="folder arsip lain")
    parser.add_argument("--lisensi", default="", metavar="TEKS", help="lisensi data, misalnya CC BY 4.0")
    parser.add_argument("--terima", action="store_true", help="catat tanda terima atas kiriman terakhir")
    parser.add_argument(
        "--bukti", default="", metavar="BERKAS", help="tanda terimanya; wajib dengan --terima"
    )
    parser.add_argument("--mulai", type=iso_moment, metavar="WAKTU", help="TTTT-BB-HH atau TTTT-BB-HHTJJ:MM")
    parser.add_argument("--catatan", default="", help="hal yang perlu diketahui")
    with_day(parser)


COMMANDS = (
    Command("terbit", "buat daftar untuk diumumkan dari versi terakhir di arsip", _terbit_words, run_terbit),
    Command(
        "kirim", "buat paket informasi publik untuk Pusat Data dan catat kirimannya", _kirim_words, run_kirim
    ),
)
