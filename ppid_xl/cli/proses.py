"""Commands that make and keep things: surat, arsip, contoh."""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import Command, account, now_of, open_host, with_ids
from ppid_xl.cli.deed import log_acts, record_work, refuse_unknown_officer, show_kept, show_notes
from ppid_xl.cli.parser import iso_date, positive, say, with_day
from ppid_xl.cli.pdf import pdf_wish, print_waiting, show_printed, with_pdf
from ppid_xl.cli.terminal import show_findings, show_lines
from ppid_xl.errors import EXIT_FINE, EXIT_GALAT, ArsipError, InputError
from ppid_xl.messages import sentence
from ppid_xl.workflow.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.surat.konteks import Surat
    from ppid_xl.workflow.dokumen import Made
    from ppid_xl.workflow.pdf import PdfWish


def run_surat(options: Namespace) -> int:
    """Make one document, or list the kinds there are."""
    from ppid_xl.identitas import chosen_ids
    from ppid_xl.workflow.dokumen import kinds, surat
    from ppid_xl.workflow.kegiatan_perintah import LISTS
    from ppid_xl.workflow.pdf import print_documents

    if options.daftar:
        show_lines(_kind_lines(options.buku.parent if options.buku else None), "")
        return EXIT_FINE
    wish = pdf_wish(options)
    if options.buku is not None and options.jenis is None and wish:
        return print_waiting(open_host(options), _folder(options), wish)
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
                 langkah=options.langkah)  # fmt: skip
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


def _resmi(options: Namespace, wish: PdfWish | None) -> int:
    from ppid_xl.identitas import chosen_ids
    from ppid_xl.workflow.kegiatan_perintah import Kept
    from ppid_xl.workflow.surat_resmi import surat_resmi
    from ppid_xl.workflow.tindakan import Deed

    if not options.oleh:
        raise InputError("resmi-tanpa-oleh", jenis=options.jenis)
    place = options.buku.parent
    issued = surat_resmi(
        open_host(options), options.jenis, load_knowledge(), now_of(options), _folder(options),
        Deed(options.oleh), workbook_folder=place, kepala=_kepala(options), ids=chosen_ids(options.id),
        only_passing=options.hanya_lolos, langkah=options.langkah, pdf=wish,
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
        show_findings(made.blocking)
        return EXIT_GALAT
    say(f"{made.path} ({len(made.rows)} informasi)")
    if made.left_out:
        say(f"{len(made.left_out)} baris ditinggalkan karena masih galat: {', '.join(made.left_out)}")
    show_notes(made.notes)
    return EXIT_FINE


def _kind_lines(folder: Path | None) -> Iterator[str]:
    from ppid_xl.workflow.dokumen import kinds
    from ppid_xl.workflow.template import is_office_template, office_template, unused_templates

    for kode, jenis in kinds().items():
        told = "" if office_template(kode, folder).is_file() else " (template belum ada)"
        if is_office_template(kode, folder):
            told = " (template kantor)"
        yield f"{kode:<26} {jenis.judul}{told}"
    for path, meant in unused_templates(folder, kinds()):
        yield f"{path.name}: tidak dipakai, tidak ada jenis bernama itu; mungkin maksudnya {meant}.docx"


CLOCK_BACK = (
    "waktu penyimpanan ini lebih awal daripada catatan terakhir di arsip; keduanya dicatat apa adanya. "
    "Periksa jam komputer."
)
OTHER_BOOK = (
    "tidak satu pun judul di versi sebelumnya ada di buku ini. Bila ini buku yang lain, beri nama berkas lain "
    "supaya arsipnya terpisah."
)


def run_arsip(options: Namespace) -> int:
    """Keep, list, restore or check versions."""
    return {"simpan": _simpan, "riwayat": _riwayat, "pulihkan": _pulihkan, "periksa": _periksa}[
        options.tindakan
    ](options)


def _place(options: Namespace) -> tuple[Path, str]:
    """Return the archive folder and the object meant, from a workbook or an archive root."""
    from ppid_xl.arsip.store import list_objects, open_arsip
    from ppid_xl.workflow.archived_counters import arsip_folder, object_id

    if options.tempat.is_dir():
        names = list_objects(open_arsip(options.tempat))
        wanted = getattr(options, "objek", "")
        if wanted and wanted not in names:
            raise ArsipError("objek-tidak-ada", objek=wanted, pilihan=", ".join(names))
        return options.tempat, wanted or (names[0] if len(names) == 1 else "")
    book = open_host(options, options.tempat).snapshot()
    return arsip_folder(book, options.tempat, options.arsip), object_id(options.tempat)


def _simpan(options: Namespace) -> int:
    from ppid_xl.workflow.archived_counters import arsip_folder
    from ppid_xl.workflow.buku_lain import seems_other_book
    from ppid_xl.workflow.simpan import Person
    from ppid_xl.workflow.tersimpan import store

    host = open_host(options, options.tempat)
    folder = arsip_folder(host.snapshot(), options.tempat, options.arsip)
    other = seems_other_book(host.snapshot(), options.tempat, folder)
    documents = documents_beside(options.tempat) if options.dokumen is None else options.dokumen
    done = store(
        host, options.tempat, load_knowledge(), now_of(options), folder=folder, documents=documents,
        person=Person(account(), options.oleh), alasan=options.catatan or "Disimpan lewat perintah arsip simpan",
    )  # fmt: skip
    if done.saved is None:
        say(f"Tidak ada yang berubah sejak versi terakhir di {done.arsip.path}.")
        return EXIT_FINE
    say(
        f"Versi {done.saved.version.number} tersimpan di {done.arsip.path}. Sidik rantai: {done.saved.head[:16]}"
    )
    show_kept(done.kept)
    show_notes([CLOCK_BACK] * done.saved.clock_back + [OTHER_BOOK] * other)
    log_acts(options, options.tempat, [done.kept.id_langkah])
    return EXIT_FINE


def documents_beside(workbook: Path) -> list[Path]:
    """Return the documents made, and the signed letters filed, beside a workbook."""
    paths = [*workbook.parent.glob("dokumen/*"), *workbook.parent.glob("naskah/*")]
    return sorted(path for path in paths if path.suffix.lower() in (".docx", ".pdf", ".jpg", ".png"))


def _riwayat(options: Namespace) -> int:
    from ppid_xl.workflow.simpan import refuse_broken, riwayat

    folder, name = _place(options)
    if not name:
        raise ArsipError("sebut-objek", folder=folder, pilihan=_objects(folder))
    for version in riwayat(folder, name):
        say(f"{name} v{version.number}  {_moment(version.created)}  {version.user_name}: {version.message}")
    refuse_broken(folder, name)
    return EXIT_FINE


def _moment(value: object) -> str:
    return f"{value:%d/%m/%Y %H:%M}" if isinstance(value, datetime) else str(value)


def _objects(folder: Path) -> str:
    from ppid_xl.arsip.store import list_objects, open_arsip

    return ", ".join(list_objects(open_arsip(folder)))


def _pulihkan(options: Namespace) -> int:
    from ppid_xl.workflow.simpan import pulihkan, riwayat

    if options.keluar.exists() and not (options.keluar.is_dir() and not any(options.keluar.iterdir())):
        raise InputError("tujuan-tidak-kosong", folder=options.keluar)
    folder, name = _place(options)
    if not name:
        raise ArsipError("sebut-objek", folder=folder, pilihan=_objects(folder))
    number = options.versi or riwayat(folder, name)[-1].number
    written = pulihkan(folder, name, number, options.keluar)
    say(f"{name} versi {number} dipulihkan, {len(written)} berkas:")
    show_lines(str(path) for path in written)
    return EXIT_FINE


def _periksa(options: Namespace) -> int:
    from ppid_xl.workflow.simpan import periksa_arsip

    folder, _ = _place(options)
    faults = periksa_arsip(folder)
    if not faults:
        say(f"Arsip {folder} utuh: semua berkas, daftar isi, dan rantai cocok.")
        return EXIT_FINE
    say(f"{len(faults)} cacat di arsip {folder}:")
    show_lines(sentence(fault) for fault in faults)
    return ArsipError.exit_code


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
    with_pdf(parser)
    with_ids(parser)
    with_day(parser)


ARSIP_ACTS = {
    "simpan": "arsipkan satu versi",
    "riwayat": "sebut versi yang tersimpan",
    "pulihkan": "keluarkan satu versi",
    "periksa": "periksa keutuhan berkas dan rantai",
}


def _arsip_words(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="tindakan", metavar="TINDAKAN", required=True)
    for name, text in ARSIP_ACTS.items():
        sub = acts.add_parser(name, help=text, description=text)
        sub.add_argument("tempat", type=Path, metavar="BUKU.xlsx|AKAR", help="buku rekap, atau folder arsip")
        sub.add_argument("--arsip", type=Path, metavar="DIR", help="folder arsip lain")
        with_day(sub)
        if name == "simpan":
            sub.add_argument(
                "--dokumen",
                type=Path,
                nargs="*",
                metavar="BERKAS",
                help="dokumen yang ikut; bawaan: isi folder dokumen",
            )
            sub.add_argument("--catatan", default="", help="mengapa versi ini disimpan")
            sub.add_argument("--oleh", default="", metavar="KODE", help="kode pejabat; mencatat kegiatan SOP")
        if name == "pulihkan":
            sub.add_argument("--versi", type=positive, metavar="N", help="nomor versi; bawaan: terakhir")
            sub.add_argument("--objek", default="", help="nama objek arsip bila menyebut folder arsip")
            sub.add_argument(
                "--keluar", type=Path, required=True, metavar="DIR", help="folder kosong untuk hasil"
            )
        if name == "riwayat":
            sub.add_argument("--objek", default="", help="nama objek arsip bila menyebut folder arsip")


COMMANDS = (
    Command(
        "contoh", "kerjakan seluruh pekerjaan pada daftar nyata sebagai contoh", _contoh_words, run_contoh
    ),
    Command("surat", "buat dokumen Word dari baris yang sama", _surat_words, run_surat),
    Command(
        "arsip", "simpan versi, lihat riwayat, pulihkan, dan periksa keutuhannya", _arsip_words, run_arsip
    ),
)
