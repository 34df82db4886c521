"""Commands of letters: agenda (in, out, cancelled, listed) and terima-ttd."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import Command, now_of, open_host, with_ids
from ppid_xl.cli.deed import log_acts, show_notes
from ppid_xl.cli.parser import iso_date, say, with_day, workbook_argument
from ppid_xl.errors import EXIT_FINE, InputError

if TYPE_CHECKING:
    from ppid_xl.workflow.tindakan import Deed

CARA = ("basah", "srikandi")
WORKBOOKS = (".xlsx", ".xlsm")


def run_agenda(options: Namespace) -> int:
    """Enter a letter, cancel one, or list them all."""
    if options.masuk:
        return _masuk(options)
    if options.keluar:
        return _keluar(options)
    return _batal(options) if options.batal else _daftar(options)


def _masuk(options: Namespace) -> int:
    from ppid_xl.workflow.agenda import register_in

    _require(options, "--masuk", "jenis", "nomor", "tanggal_surat", "dari", "perihal")
    entered = register_in(
        open_host(options), now_of(options), _deed(options), jenis=options.jenis, nomor=options.nomor,
        tanggal=options.tanggal_surat, dari=options.dari, perihal=options.perihal, berkas=options.berkas,
        folder=options.buku.parent,
    )  # fmt: skip
    say(f"{entered.id_surat}: surat masuk nomor {entered.nomor} tercatat di Agenda Surat.")
    log_acts(options, options.buku, [entered.id_langkah])
    return EXIT_FINE


def _keluar(options: Namespace) -> int:
    from ppid_xl.workflow.agenda import register_out

    _require(options, "--keluar", "jenis", "perihal")
    now = now_of(options)
    entered = register_out(
        open_host(options), now, _deed(options), jenis=options.jenis, nomor=options.nomor,
        tanggal=options.tanggal_surat or now.date(), perihal=options.perihal, kepada=options.kepada,
    )  # fmt: skip
    number = f"nomor {entered.nomor}" if entered.nomor else "nomornya menyusul dari SRIKANDI"
    say(f"{entered.id_surat}: surat keluar, {number}, tercatat di Agenda Surat.")
    log_acts(options, options.buku, [entered.id_langkah])
    return EXIT_FINE


def _batal(options: Namespace) -> int:
    from ppid_xl.workflow.agenda import cancel

    id_langkah = cancel(open_host(options), now_of(options), options.batal, _deed(options))
    say(f"{options.batal} dibatalkan ({id_langkah}); baris dan nomornya tetap di Agenda Surat.")
    log_acts(options, options.buku, [id_langkah])
    return EXIT_FINE


def _daftar(options: Namespace) -> int:
    from ppid_xl.workflow.agenda import listed

    letters = listed(open_host(options).snapshot())
    if not letters:
        say("Agenda Surat masih kosong.")
    for one in letters:
        day = f"{one.tanggal:%d/%m/%Y}" if one.tanggal else "(tanpa tanggal)"
        number = one.nomor or "(nomor menyusul)"
        state = one.keadaan or one.dari_kepada
        say(f"{one.id_surat:<14}{one.arah:<8}{one.jenis:<22}{number:<28}{day:<17}{state}")
    return EXIT_FINE


def _require(options: Namespace, act: str, *names: str) -> None:
    missing = [f"--{name.replace('_', '-')}" for name in names if not getattr(options, name)]
    if missing:
        raise InputError("agenda-belum-lengkap", tindakan=act, kurang=", ".join(missing))


def _deed(options: Namespace) -> Deed:
    from ppid_xl.identitas import chosen_ids
    from ppid_xl.workflow.tindakan import Deed

    return Deed(options.oleh, ids=chosen_ids(getattr(options, "id", [])), catatan=options.catatan)


def run_terima_ttd(options: Namespace) -> int:
    """File a signed letter."""
    from ppid_xl.workflow.terima_ttd import Signed, find_workbook, terima_ttd

    *books, berkas = options.berkas
    if len(books) > 1 or any(book.suffix.lower() not in WORKBOOKS for book in books):
        raise InputError("terima-ttd-satu-berkas", berkas=", ".join(str(path) for path in options.berkas))
    buku = books[0] if books else find_workbook(Path(), berkas.parent)
    signed = Signed(options.cara, options.dari, options.nomor, options.tanggal_surat)
    filed = terima_ttd(
        open_host(options, buku),
        now_of(options),
        berkas,
        options.surat,
        signed,
        _deed(options),
        folder=buku.parent,
    )
    covered = f", mencakup {len(filed.ids)} informasi" if filed.ids else ""
    say(
        f"{filed.id_langkah}: {filed.path} tersimpan ({filed.halaman} halaman, sidik {filed.sidik}){covered}."
    )
    show_notes(filed.notes)
    log_acts(options, buku, [filed.id_langkah])
    say("Yang tercatat adalah pernyataan bahwa tanda tangannya ada; gambarnya sendiri bukan bukti.")
    return EXIT_FINE


def _agenda_words(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    acts = parser.add_mutually_exclusive_group()
    acts.add_argument("--masuk", action="store_true", help="catat surat masuk")
    acts.add_argument("--keluar", action="store_true", help="catat surat keluar yang ditulis di tempat lain")
    acts.add_argument("--batal", default="", metavar="ID-SURAT", help="batalkan surat; nomornya tetap")
    parser.add_argument("--jenis", default="", help="jenis surat, misalnya penetapan")
    parser.add_argument("--nomor", default="", help="nomor seperti tercetak di surat")
    parser.add_argument("--tanggal-surat", type=iso_date, metavar="TTTT-BB-HH", help="tanggal di surat")
    parser.add_argument("--dari", default="", help="pengirim surat masuk")
    parser.add_argument("--kepada", default="", help="tujuan surat keluar")
    parser.add_argument("--perihal", default="", help="perihal surat")
    parser.add_argument(
        "--berkas", type=Path, metavar="BERKAS", help="pindaian surat masuk; disalin ke folder naskah"
    )
    with_ids(parser)
    parser.add_argument("--oleh", default="", metavar="KODE", help="kode pejabat di lembar Pejabat")
    parser.add_argument("--catatan", default="", help="alasan atau hal yang perlu diketahui")
    with_day(parser)


def _terima_ttd_words(parser: ArgumentParser) -> None:
    parser.add_argument(
        "berkas",
        type=Path,
        nargs="+",
        metavar="BERKAS",
        help="PDF, JPG, atau PNG bertanda tangan; boleh didahului BUKU.xlsx",
    )
    parser.add_argument(
        "--surat", required=True, metavar="ID-SURAT", help="surat mana, misalnya SR-2026-0001"
    )
    parser.add_argument("--cara", required=True, choices=CARA, help="bagaimana ditandatangani")
    parser.add_argument(
        "--oleh", required=True, metavar="KODE", help="kode pejabat yang menyatakan tanda tangannya ada"
    )
    parser.add_argument("--dari", default="", metavar="NAMA", help="siapa yang membawa atau mengirimnya")
    parser.add_argument("--nomor", default="", help="nomor naskah, bila agenda belum memuatnya")
    parser.add_argument("--tanggal-surat", type=iso_date, metavar="TTTT-BB-HH", help="tanggal naskah")
    parser.add_argument("--catatan", default="", help="hal yang perlu diketahui")
    with_day(parser)


COMMANDS = (
    Command(
        "agenda", "catat surat masuk dan keluar, batalkan, atau sebut semuanya", _agenda_words, run_agenda
    ),
    Command("terima-ttd", "simpan surat yang sudah bertanda tangan", _terima_ttd_words, run_terima_ttd),
)
