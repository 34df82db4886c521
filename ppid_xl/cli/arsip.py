"""The command arsip: versions are kept, listed and taken out; its other acts stand beside this module."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli import arsip_banding, arsip_musnahkan, arsip_periksa
from ppid_xl.cli.after_save import check_saved
from ppid_xl.cli.arsip_place import find_object, moment, person_of, version_number, with_clock, with_place
from ppid_xl.cli.command import Act, Command, now_of, open_host
from ppid_xl.cli.deed import log_acts, refuse_unknown_officer, show_kept, show_notes
from ppid_xl.cli.parser import say
from ppid_xl.cli.terminal import show_lines
from ppid_xl.errors import EXIT_FINE, InputError, PpidXlError
from ppid_xl.messages import sentence
from ppid_xl.workflow.ground.knowledge import load_knowledge
from ppid_xl.workflow.ground.registers import REKAP

if TYPE_CHECKING:
    from ppid_xl.arsip.store import Saved
    from ppid_xl.workflow.arsip.tersimpan import Stored

CLOCK_BACK = (
    "waktu penyimpanan ini lebih awal daripada catatan terakhir di arsip; keduanya dicatat apa adanya. "
    "Periksa jam komputer."
)
LEFT_BY = (
    "{akun} di {komputer} mulai mengarsipkan {waktu} dan terhenti; kuncinya sudah lepas, dan sisanya "
    "sudah diselesaikan atau dibuang."
)
OTHER_BOOK = (
    "tidak satu pun judul di versi sebelumnya ada di buku ini. Bila ini buku yang lain, beri nama berkas lain "
    "supaya arsipnya terpisah."
)


def run_arsip(options: Namespace) -> int:
    """Run the act that was named."""
    return ARSIP_ACTS[options.tindakan].run(options)


def run_simpan(options: Namespace) -> int:
    """Keep a version, then check what was touched, or everything when that is due."""
    from ppid_xl.workflow.arsip.buku_lain import seems_other_book
    from ppid_xl.workflow.arsip.tersimpan import store
    from ppid_xl.workflow.ground.archived_counters import arsip_folder

    host = open_host(options, options.tempat)
    refuse_unknown_officer(options, host)
    folder = arsip_folder(host.snapshot(), options.tempat, options.arsip)
    other = seems_other_book(host.snapshot(), options.tempat, folder)
    documents = documents_beside(options.tempat) if options.dokumen is None else options.dokumen
    now, person = now_of(options), person_of(options)
    done = store(
        host, options.tempat, load_knowledge(), now, folder=folder, documents=documents, person=person,
        alasan=options.catatan or "Disimpan lewat perintah arsip simpan",
    )  # fmt: skip
    if done.saved is None:
        say(f"Tidak ada yang berubah sejak versi terakhir di {done.arsip.path}.")
    else:
        notes = [CLOCK_BACK] * done.saved.clock_back + [OTHER_BOOK] * other
        _show_stored(options, done, done.saved, notes)
    return check_saved(done.arsip, now, person) or _refresh_index(done.arsip.path)


def _show_stored(options: Namespace, done: Stored, saved: Saved, notes: list[str]) -> None:
    number, head = saved.version.number, saved.head[:16]
    say(f"Versi {number} tersimpan di {done.arsip.path}. Sidik rantai: {head}")
    show_kept(done.kept)
    if owner := saved.left_by:
        notes.append(LEFT_BY.format(akun=owner.akun, komputer=owner.komputer, waktu=owner.waktu))
    show_notes(notes)
    log_acts(options, options.tempat, [done.kept.id_langkah])


def _refresh_index(folder: Path) -> int:
    """Write the index anew where there is one; the version is saved whatever becomes of it."""
    from ppid_xl.workflow.arsip.indeks import refresh_index

    try:
        refresh_index(folder, load_knowledge())
    except PpidXlError as reason:
        show_notes([f"Versinya tersimpan, tetapi indeksnya belum diperbarui. {sentence(reason)}"])
        return reason.exit_code
    return EXIT_FINE


def documents_beside(workbook: Path) -> list[Path]:
    """Return the documents made, and the signed letters filed, beside a workbook."""
    paths = [*workbook.parent.glob("dokumen/*"), *workbook.parent.glob("naskah/*")]
    return sorted(path for path in paths if path.suffix.lower() in (".docx", ".pdf", ".jpg", ".png", ".json"))


def run_riwayat(options: Namespace) -> int:
    """List the versions that are kept."""
    from ppid_xl.workflow.arsip.simpan import refuse_broken, riwayat

    folder, name = find_object(options)
    for version in riwayat(folder, name):
        say(f"{name} v{version.number}  {moment(version.created)}  {version.user_name}: {version.message}")
    refuse_broken(folder, name)
    return EXIT_FINE


def run_pulihkan(options: Namespace) -> int:
    """Take one version out into an empty folder."""
    from ppid_xl.workflow.arsip.catatan_akun import log_restored
    from ppid_xl.workflow.arsip.simpan import pulihkan, riwayat

    if options.keluar.exists() and not (options.keluar.is_dir() and not any(options.keluar.iterdir())):
        raise InputError("tujuan-tidak-kosong", folder=options.keluar)
    folder, name = find_object(options)
    number = options.versi or riwayat(folder, name)[-1].number
    written = pulihkan(folder, name, number, options.keluar)
    say(f"{name} versi {number} dipulihkan, {len(written)} berkas:")
    show_lines(str(path) for path in written)
    show_notes(log_restored(folder, name, number, options.keluar, person_of(options), now_of(options)))
    return EXIT_FINE


def _simpan_words(parser: ArgumentParser) -> None:
    with_place(parser)
    parser.add_argument(
        "--dokumen",
        type=Path,
        nargs="*",
        metavar="BERKAS",
        help="dokumen yang ikut; bawaan: isi folder dokumen",
    )
    parser.add_argument("--catatan", default="", help="mengapa versi ini disimpan")
    parser.add_argument("--oleh", default="", metavar="KODE", help="kode pejabat; mencatat kegiatan SOP")
    with_clock(parser)


def _riwayat_words(parser: ArgumentParser) -> None:
    with_place(parser, objek=True)


def _pulihkan_words(parser: ArgumentParser) -> None:
    with_place(parser, objek=True)
    parser.add_argument("--versi", type=version_number, metavar="N", help="nomor versi; bawaan: terakhir")
    parser.add_argument("--keluar", type=Path, required=True, metavar="DIR", help="folder kosong untuk hasil")


ARSIP_ACTS = {
    "simpan": Act("arsipkan satu versi", _simpan_words, run_simpan),
    "riwayat": Act("sebut versi yang tersimpan", _riwayat_words, run_riwayat),
    "banding": Act(
        "sebut apa yang berubah di antara dua versi", arsip_banding.banding_words, arsip_banding.run_banding
    ),
    "pulihkan": Act("keluarkan satu versi", _pulihkan_words, run_pulihkan),
    "periksa": Act(
        "periksa keutuhan berkas dan rantai", arsip_periksa.periksa_words, arsip_periksa.run_periksa
    ),
    "uji-pulih": Act(
        "pulihkan versi ke folder sementara dan bandingkan", arsip_periksa.uji_pulih_words,
        arsip_periksa.run_uji_pulih,
    ),
    "indeks": Act(
        "buat indeks menurut akhir pengecualian", arsip_banding.indeks_words, arsip_banding.run_indeks
    ),
    "ekspor": Act(
        "keluarkan sebagai paket BagIt untuk diserahkan", arsip_banding.ekspor_words, arsip_banding.run_ekspor
    ),
    "musnahkan": Act(
        "musnahkan satu objek sesudah ada berita acara", arsip_musnahkan.musnahkan_words,
        arsip_musnahkan.run_musnahkan,
    ),
}  # fmt: skip


def _arsip_words(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="tindakan", metavar="TINDAKAN", required=True)
    for name, act in ARSIP_ACTS.items():
        act.add_words(acts.add_parser(name, help=act.help, description=act.help))


COMMANDS = (
    Command(
        "arsip",
        "simpan versi, lihat riwayat, bandingkan, pulihkan, periksa keutuhannya",
        _arsip_words,
        run_arsip,
        needs=REKAP,
    ),
)
