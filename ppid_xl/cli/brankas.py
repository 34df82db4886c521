"""Commands of the brankas: simpan, baca and keadaan here; siapkan, uji-pulih and ganti-kunci in ``brankas_kunci``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli import brankas_kunci
from ppid_xl.cli.brankas_place import ask_key, brankas_folder, brankas_person, show_state
from ppid_xl.cli.command import Act, Command, now_of, open_host, with_ids
from ppid_xl.cli.deed import log_acts
from ppid_xl.cli.parser import say, say_json, with_day, workbook_argument
from ppid_xl.cli.sandi import with_sandi
from ppid_xl.cli.terminal import show_lines
from ppid_xl.errors import EXIT_FINE
from ppid_xl.workflow.ground.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.workflow.brankas.penerima import Brankas

LEFT_CLEAR = "Berkas aslinya tidak dihapus. Sesudah yakin amplopnya dapat dibuka, hapus sendiri yang di folder bersama."
CLEAR = (
    "Berkas ini terbuka: jangan disalin ke folder bersama, dan hapus sesudah dipakai (Shift+Delete di Windows).",
    "Windows, OneDrive, atau pengindeks dapat menyimpan salinannya tanpa diminta.",
)


def run_brankas(options: Namespace) -> int:
    """Set up the brankas, try its keys, put copies in, take them out, or change a key."""
    return BRANKAS_ACTS[options.tindakan].run(options)


def _simpan(options: Namespace) -> int:
    from ppid_xl.identitas import chosen_ids
    from ppid_xl.workflow.brankas.amplop import keep_copies
    from ppid_xl.workflow.brankas.penerima import check_brankas
    from ppid_xl.workflow.brankas.simpan_brankas import keep_registered
    from ppid_xl.workflow.ground.tindakan import Deed

    host, folder, person, now = (
        open_host(options),
        brankas_folder(options),
        brankas_person(options),
        now_of(options),
    )
    brankas = check_brankas(folder)
    deed = Deed(person.oleh, ids=chosen_ids(options.id), catatan=options.catatan)
    done = keep_registered(
        host, load_knowledge(), now, deed, lambda files: keep_copies(folder, options.buku, files, person, now),
        workbook=options.buku,
    )  # fmt: skip
    say(f"{done.id_langkah}: {len(done.sealed)} softcopy masuk brankas.")
    show_sealed(done.sealed.items(), brankas)
    for told in done.left:
        say(f"  Tertinggal: {told}")
    log_acts(options, options.buku, [done.id_langkah])
    return EXIT_FINE


def show_sealed(sealed: Iterable[tuple[str, str]], brankas: Brankas) -> None:
    """Print which file lies in which envelope, and for whom they were sealed."""
    for place, name in sealed:
        say(f"  {name} → {place}")
    for one in brankas.penerima.values():
        say(f"  Terkunci untuk {one.peran:<12} {one.sidik}")
    say(f"  {LEFT_CLEAR}")


def _baca(options: Namespace) -> int:
    from ppid_xl.workflow.brankas.amplop import read_copies
    from ppid_xl.workflow.brankas.shared_place import refuse_shared

    folder, person = brankas_folder(options), brankas_person(options)
    refuse_shared(options.keluar, options.buku, folder)
    key = ask_key(options, options.kunci)
    opened = read_copies(
        folder, options.buku, options.id.upper(), key, options.keluar, person, now_of(options), options.catatan,
        options.objek,
    )  # fmt: skip
    say(f"{options.id.upper()}: {len(opened)} softcopy dibuka; pembacaan ini tercatat di log.jsonl.")
    show_lines(f"{one.path} ({one.asli.ukuran} bita, SHA-256 {one.asli.sha256})" for one in opened)
    show_lines(CLEAR, "")
    return EXIT_FINE


def _keadaan(options: Namespace) -> int:
    from ppid_xl.arsip.store import open_arsip
    from ppid_xl.workflow.brankas.amplop import current_objects, envelopes
    from ppid_xl.workflow.brankas.penerima import read_brankas

    folder = brankas_folder(options)
    brankas = read_brankas(folder)
    arsip = open_arsip(folder) if brankas.nomor else None
    count = sum(len(envelopes(arsip, name)) for name in current_objects(arsip)) if arsip else 0
    if options.json:
        told = {
            "siap": brankas.is_on, "amplop": count, "kurang": brankas.lacks,
            "penerima": [asdict(one) for one in brankas.penerima.values()],
            "usulan": asdict(brankas.usulan) if brankas.usulan else None,
        }  # fmt: skip
        say_json(told)
        return EXIT_FINE
    show_state(brankas)
    for one in (*brankas.penerima.values(), *([brankas.usulan] if brankas.usulan else [])):
        tried = brankas.dicoba.get(one.sidik)
        when = f"dicoba {tried:%d/%m/%Y}" if tried else "belum dicoba"
        role = f"usulan {one.peran}" if one is brankas.usulan else one.peran
        say(f"  {role:<19} {one.sidik}  {one.pemegang}, sejak {one.sejak}, {when}")
    say(f"  {count} amplop")
    return EXIT_FINE


def _simpan_words(parser: ArgumentParser) -> None:
    with_ids(parser)
    parser.add_argument("--catatan", default="", help="hal yang perlu diketahui")


def _baca_words(parser: ArgumentParser) -> None:
    parser.add_argument("--id", required=True, metavar="ID", help="ID informasi")
    parser.add_argument("--kunci", type=Path, required=True, metavar="BERKAS", help="berkas kunci pemegang")
    parser.add_argument(
        "--keluar", type=Path, required=True, metavar="DIR", help="folder sendiri untuk hasil"
    )
    parser.add_argument("--catatan", required=True, help="untuk apa dibuka; ikut tercatat di log")
    parser.add_argument("--objek", default="", help="nama objek arsip bila bukunya berganti nama")
    with_sandi(parser)


def _keadaan_words(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")


BRANKAS_ACTS = {
    "siapkan": Act(
        "buat atau daftarkan kunci PPID atau Atasan PPID", brankas_kunci.siapkan_words, brankas_kunci.run_siapkan
    ),
    "uji-pulih": Act(
        "coba apakah kunci membuka amplop uji dan semua amplop",
        brankas_kunci.uji_pulih_words, brankas_kunci.run_uji_pulih,
    ),
    "simpan": Act("masukkan softcopy yang dikecualikan dan sudah tercatat ke brankas", _simpan_words, _simpan),
    "baca": Act("buka softcopy sebuah informasi ke folder sendiri", _baca_words, _baca),
    "ganti-kunci": Act(
        "usulkan kunci baru, atau setujui dan kunci ulang semua amplop",
        brankas_kunci.ganti_kunci_words, brankas_kunci.run_ganti_kunci,
    ),
    "keadaan": Act("sebut penerima, sidiknya, dan kapan terakhir dicoba", _keadaan_words, _keadaan),
}  # fmt: skip


def _brankas_words(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="tindakan", metavar="TINDAKAN", required=True)
    for name, act in BRANKAS_ACTS.items():
        sub = acts.add_parser(name, help=act.help, description=act.help)
        workbook_argument(sub)
        act.add_words(sub)
        if name != "keadaan":
            sub.add_argument("--oleh", required=True, metavar="KODE", help="kode pejabat yang melakukannya")
        sub.add_argument("--arsip", type=Path, metavar="DIR", help="folder arsip lain")
        with_day(sub)


COMMANDS = (
    Command(
        "brankas", "kunci softcopy yang dikecualikan untuk PPID dan Atasan PPID", _brankas_words, run_brankas
    ),
)
