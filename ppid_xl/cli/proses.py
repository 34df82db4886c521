"""Commands that make documents: surat, contoh."""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import Command, account, now_of, open_host, with_ids
from ppid_xl.cli.deed import log_acts, record_work, refuse_unknown_officer, show_kept, show_notes
from ppid_xl.cli.parser import iso_date, iso_moment, say, with_day
from ppid_xl.cli.pdf import pdf_wish, print_waiting, show_printed, with_pdf
from ppid_xl.cli.terminal import show_lines, show_stopping
from ppid_xl.errors import EXIT_FINE, EXIT_GALAT, InputError
from ppid_xl.workflow.ground.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.surat.konteks import Surat
    from ppid_xl.workflow.surat.dokumen import Made
    from ppid_xl.workflow.surat.pdf import PdfWish
    from ppid_xl.workflow.surat.pokok_surat import Rapat


def run_surat(options: Namespace) -> int:
    """Make one document, or list the kinds there are."""
    from ppid_xl.identitas import chosen_ids
    from ppid_xl.workflow.ground.kegiatan_perintah import LISTS
    from ppid_xl.workflow.surat.dokumen import kinds, surat
    from ppid_xl.workflow.surat.pdf import print_documents

    if options.daftar:
        show_lines(_kind_lines(options.buku.parent if options.buku else None), "")
        return EXIT_FINE
    wish = pdf_wish(options)
    if options.buku is not None and options.jenis is None and wish:
        return print_waiting(options, _folder(options), wish)
    if options.buku is None or options.jenis is None:
        raise InputError("surat-tanpa-jenis", pilihan=", ".join(kinds()))
    host = open_host(options)
    book = host.snapshot()
    if options.resmi:
        return _resmi(options, wish)
    refuse_unknown_officer(options, host)
    folder = _folder(options)
    made = surat(book, options.jenis, load_knowledge(), now_of(options), folder, only_passing=options.hanya_lolos,
                 ids=chosen_ids(options.id), workbook_folder=options.buku.parent, kepala=_kepala(options),
                 langkah=options.langkah, rapat=_rapat(options))  # fmt: skip
    left = _show_made(options, made)
    printed = print_documents(host, [made.path], folder, wish) if made.path and wish else []
    if made.path and made.rows and (options.oleh or options.jenis.startswith(LISTS)):
        sidik = hashlib.sha256(made.path.read_bytes()).hexdigest()[:16]
        told = "".join(one.words() for one in printed)
        record_work(options, host, "ppid surat", made.rows, f"{made.path.name}, sidik {sidik}", catatan=told)
    return show_printed(printed) or left


def _folder(options: Namespace) -> Path:
    folder: Path = options.keluar or options.buku.parent / "dokumen"
    return folder


def _kepala(options: Namespace) -> Surat:
    from ppid_xl.surat.konteks import Surat

    return Surat(nomor=options.nomor, tanggal=options.tanggal_surat, hal=options.hal, tujuan=options.tujuan,
                 batas=options.batas, oleh=options.penanda_tangan)  # fmt: skip


def _rapat(options: Namespace) -> Rapat | None:
    from ppid_xl.workflow.surat.pokok_surat import Rapat

    told = options.mulai or options.tempat.strip() or options.peserta.strip()
    return Rapat(options.mulai, options.tempat, options.peserta) if told else None


def _resmi(options: Namespace, wish: PdfWish | None) -> int:
    from ppid_xl.identitas import chosen_ids
    from ppid_xl.workflow.ground.kegiatan_perintah import Kept
    from ppid_xl.workflow.ground.tindakan import Deed
    from ppid_xl.workflow.surat.surat_resmi import surat_resmi

    if not options.oleh:
        raise InputError("resmi-tanpa-oleh", jenis=options.jenis)
    place = options.buku.parent
    issued = surat_resmi(
        open_host(options), options.jenis, load_knowledge(), now_of(options), _folder(options),
        Deed(options.oleh), workbook_folder=place, kepala=_kepala(options), ids=chosen_ids(options.id),
        only_passing=options.hanya_lolos, langkah=options.langkah, pdf=wish, rapat=_rapat(options),
    )  # fmt: skip
    left = _show_made(options, issued.made)
    if issued.entered is not None:
        number = f"nomor {issued.entered.nomor}" if issued.entered.nomor else "tanpa nomor di agenda"
        say(f"{issued.entered.id_surat}, {number}, tercatat di Agenda Surat ({issued.entered.id_langkah}).")
        if issued.kegiatan:
            show_kept(Kept(issued.entered.id_langkah, issued.kegiatan))
        log_acts(options, options.buku, [issued.entered.id_langkah])
    return show_printed([issued.printed] if issued.printed else []) or left


def _show_made(options: Namespace, made: Made) -> int:
    if made.path is None:
        say(f"{options.jenis} tidak dibuat: {len(made.blocking)} galat harus diperbaiki lebih dulu.")
        show_stopping(made.blocking)
        say("Dari baris tanpa galat saja: tambahkan --hanya-lolos.")
        return EXIT_GALAT
    say(f"{made.path} ({len(made.rows)} informasi)")
    if made.left_out:
        from ppid_xl.identitas import collapse_ids

        say(f"{len(made.left_out)} baris ditinggalkan karena masih galat: {collapse_ids(made.left_out)}")
    show_notes(made.notes)
    return EXIT_FINE


def _kind_lines(folder: Path | None) -> Iterator[str]:
    from ppid_xl.workflow.surat.dokumen import kinds
    from ppid_xl.workflow.surat.template import is_office_template, office_template, unused_templates

    for kode, jenis in kinds().items():
        told = "" if office_template(kode, folder).is_file() else " (template belum ada)"
        if is_office_template(kode, folder):
            told = " (template kantor)"
        yield f"{kode:<26} {jenis.judul}{told}"
    for path, meant in unused_templates(folder, kinds()):
        yield f"{path.name}: tidak dipakai, tidak ada jenis bernama itu; mungkin maksudnya {meant}.docx"


def run_contoh(options: Namespace) -> int:
    """Do the whole job on the shipped real rows."""
    from ppid_xl.workflow.contoh import contoh

    contoh(options.keluar, load_knowledge(), now_of(options), account(), say)
    return EXIT_FINE


def _contoh_words(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--keluar", type=Path, default=Path("contoh-ppid"), metavar="DIR", help="folder hasil"
    )
    with_day(parser)


def _surat_words(parser: ArgumentParser) -> None:
    parser.add_argument("buku", type=Path, nargs="?", metavar="BUKU.xlsx", help="buku rekap")
    parser.add_argument("jenis", nargs="?", metavar="JENIS", help="jenis dokumen (lihat --daftar)")
    parser.add_argument("--daftar", action="store_true", help="sebut jenis dokumen yang ada")
    parser.add_argument(
        "--keluar", type=Path, metavar="DIR", help="folder hasil; bawaan: dokumen di samping buku"
    )
    parser.add_argument("--hanya-lolos", action="store_true", help="buat dari baris tanpa galat saja")
    parser.add_argument(
        "--langkah",
        default="",
        metavar="LK",
        help="ID tindakan yang menjadi pokok dokumen; bawaan: yang terakhir",
    )
    parser.add_argument(
        "--resmi", action="store_true", help="tanpa tanda KONSEP: diberi nomor dan dicatat di Agenda Surat"
    )
    parser.add_argument("--oleh", default="", metavar="KODE", help="pejabat yang mengeluarkan surat")
    parser.add_argument(
        "--penanda-tangan",
        default="",
        metavar="KODE",
        help="pejabat yang menandatangani; bawaan: menurut perannya",
    )
    parser.add_argument("--tujuan", default="", help="kepada siapa (jabatan)")
    parser.add_argument("--hal", default="", help="Hal surat")
    parser.add_argument("--nomor", default="", help="nomor surat; kosong berarti titik-titik")
    parser.add_argument(
        "--tanggal-surat",
        type=iso_date,
        metavar="TTTT-BB-HH",
        help="tanggal di surat; kosong berarti titik-titik",
    )
    parser.add_argument("--batas", type=iso_date, metavar="TTTT-BB-HH", help="batas waktu yang diminta surat")
    parser.add_argument(
        "--mulai", type=iso_moment, metavar="WAKTU", help="undangan: kapan rapatnya akan mulai"
    )
    parser.add_argument("--tempat", default="", help="undangan: tempat rapatnya")
    parser.add_argument("--peserta", default="", help="undangan: siapa yang diundang, dipisah titik koma")
    with_pdf(parser)
    with_ids(parser)
    with_day(parser)


COMMANDS = (
    Command(
        "contoh", "kerjakan seluruh pekerjaan pada daftar nyata sebagai contoh", _contoh_words, run_contoh
    ),
    Command("surat", "buat dokumen Word dari baris yang sama", _surat_words, run_surat),
)
