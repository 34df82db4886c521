"""Commands of the brankas: siapkan, uji-pulih, simpan, baca, ganti-kunci, keadaan."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import Command, account, now_of, open_host, with_ids
from ppid_xl.cli.deed import log_acts
from ppid_xl.cli.parser import say, with_day, workbook_argument
from ppid_xl.cli.sandi import ask_new_passphrase, ask_passphrase, with_sandi
from ppid_xl.cli.terminal import show_lines
from ppid_xl.errors import EXIT_FINE, InputError
from ppid_xl.plain_file import read_plain
from ppid_xl.workflow.ground.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.brankas.keys import OpenKey
    from ppid_xl.workflow.arsip.simpan import Person
    from ppid_xl.workflow.brankas.penerima import Brankas, Penerima

LARGEST = 1 << 20  # of a file that is said to hold a key
LOST = (
    "PERHATIAN: bila KEDUA kunci hilang, atau kedua kata sandinya terlupa, isi brankas hilang untuk selamanya.",
    "Tidak ada yang dapat memulihkannya. Hardcopy tetap harus disimpan.",
)
LEFT_CLEAR = "Berkas aslinya tidak dihapus. Sesudah yakin amplopnya dapat dibuka, hapus sendiri yang di folder bersama."
CLEAR = (
    "Berkas ini terbuka: jangan disalin ke folder bersama, dan hapus sesudah dipakai (Shift+Delete di Windows).",
    "Windows, OneDrive, atau pengindeks dapat menyimpan salinannya tanpa diminta.",
)
OLD_KEY = (
    "Versi lama di arsip tetap hanya dapat dibuka dengan kunci lama: simpan kunci lama itu tersegel.",
    "Bila kunci lama bocor, ulangi dengan --bocor; lihat PANDUAN, bagian Brankas.",
)
TO_DESTROY = (
    "Kunci lama masih membuka objek ini sampai dimusnahkan menurut berita acara, juga di semua salinannya:"
)


def run_brankas(options: Namespace) -> int:
    """Set up the brankas, try its keys, put copies in, take them out, or change a key."""
    acts = {
        "siapkan": _siapkan, "uji-pulih": _uji_pulih, "simpan": _simpan, "baca": _baca,
        "ganti-kunci": _ganti_kunci, "keadaan": _keadaan,
    }  # fmt: skip
    return acts[options.tindakan](options)


def _folder(options: Namespace) -> Path:
    from ppid_xl.workflow.ground.archived_counters import arsip_folder

    return arsip_folder(open_host(options).snapshot(), options.buku, options.arsip)


def _person(options: Namespace) -> Person:
    from ppid_xl.workflow.arsip.simpan import Person
    from ppid_xl.workflow.ground.tindakan import find_pejabat

    officer = find_pejabat(open_host(options).snapshot(), options.oleh)
    return Person(account(), officer.text("kode"))


def _key(options: Namespace, path: Path) -> OpenKey:
    from ppid_xl.brankas.keys import is_protected, open_key

    content = read_plain(path, LARGEST)
    if is_protected(content):
        return open_key(content, ask_passphrase(options, f"Kata sandi {path.name}: "), path.name)
    key = open_key(content, "", path.name)
    say(
        f"PERHATIAN: {path.name} tidak berkata sandi; siapa pun yang memegang berkas itu dapat membuka brankas."
    )
    return key


def _public(path: Path) -> str:
    from ppid_xl.brankas.keys import read_public

    return read_public(read_plain(path, LARGEST), path.name)


def _siapkan(options: Namespace) -> int:
    from ppid_xl.workflow.brankas.penerima import PERAN
    from ppid_xl.workflow.brankas.siapkan import register_new, register_public

    book, folder, now, person = (
        open_host(options).snapshot(),
        _folder(options),
        now_of(options),
        _person(options),
    )
    show_lines(LOST, "")
    if options.publik:
        brankas = register_public(book, folder, options.peran, _public(options.publik), person, now)
    else:
        typed = ask_new_passphrase(options, f"Kata sandi baru untuk {options.kunci.name}: ")
        brankas = register_new(book, options.buku, folder, options.peran, options.kunci, typed, person, now)
    one = brankas.penerima[PERAN[options.peran]]
    _show_key(f"Kunci {one.peran} terdaftar, pemegang {one.pemegang}.", one)
    _show_made(options.kunci)
    if options.publik:
        say(
            "Pemegangnya mencobanya dengan: "
            f"ppid brankas uji-pulih {options.buku.name} --kunci BERKAS --oleh {one.pemegang}"
        )
    _show_state(brankas)
    return EXIT_FINE


def _show_key(told: str, one: Penerima) -> None:
    say(told)
    say(f"  Sidik   {one.sidik}")
    say(f"  Publik  {one.kunci}")


def _show_made(path: Path | None) -> None:
    from ppid_xl.workflow.brankas.lembar_kunci import sheet_beside

    if path is not None:
        say(f"  Kunci rahasia  {path}")
        say(f"  Lembar cetak   {sheet_beside(path)}")
        say(
            "  Simpan keduanya di USB atau lemari besi, bukan di komputer ini; cetak lembarnya, segel, lalu hapus."
        )


def _show_state(brankas: Brankas) -> None:
    from ppid_xl.workflow.brankas.penerima import state_words

    say(f"Brankas {state_words(brankas)}.")


def _uji_pulih(options: Namespace) -> int:
    from ppid_xl.workflow.brankas.penerima import read_brankas
    from ppid_xl.workflow.brankas.uji_pulih import uji_pulih

    book, folder, person = open_host(options).snapshot(), _folder(options), _person(options)
    for path in options.kunci:
        done = uji_pulih(book, folder, _key(options, path), person, now_of(options))
        say(f"Kunci {done.peran} ({done.sidik}) membuka amplop uji dan {done.amplop} amplop di brankas.")
    _show_state(read_brankas(folder))
    return EXIT_FINE


def _simpan(options: Namespace) -> int:
    from ppid_xl.identitas import chosen_ids
    from ppid_xl.workflow.brankas.amplop import keep_copies
    from ppid_xl.workflow.brankas.penerima import check_brankas
    from ppid_xl.workflow.brankas.simpan_brankas import keep_registered
    from ppid_xl.workflow.ground.tindakan import Deed

    host, folder, person, now = open_host(options), _folder(options), _person(options), now_of(options)
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

    folder, person = _folder(options), _person(options)
    refuse_shared(options.keluar, options.buku, folder)
    key = _key(options, options.kunci)
    opened = read_copies(
        folder, options.buku, options.id.upper(), key, options.keluar, person, now_of(options), options.catatan,
        options.objek,
    )  # fmt: skip
    say(f"{options.id.upper()}: {len(opened)} softcopy dibuka; pembacaan ini tercatat di log.jsonl.")
    show_lines(f"{one.path} ({one.asli.ukuran} bita, SHA-256 {one.asli.sha256})" for one in opened)
    show_lines(CLEAR, "")
    return EXIT_FINE


def _ganti_kunci(options: Namespace) -> int:
    if options.kunci:
        return _carry_out(options)
    from ppid_xl.workflow.brankas.ganti_kunci import propose_new, propose_public

    if options.bocor or options.peran is None or not (options.kunci_baru or options.publik):
        raise InputError("ganti-kunci-kurang")
    book, folder, now, person = (
        open_host(options).snapshot(),
        _folder(options),
        now_of(options),
        _person(options),
    )
    if options.publik:
        public = _public(options.publik)
        new = propose_public(book, folder, options.peran, public, person, now, options.catatan)
    else:
        typed = ask_new_passphrase(options, f"Kata sandi baru untuk {options.kunci_baru.name}: ")
        new = propose_new(
            book, options.buku, folder, options.peran, options.kunci_baru, typed, person, now, options.catatan
        )
    _show_key(f"Kunci baru {new.peran} diusulkan oleh {new.pemegang}. Kunci lama masih berlaku.", new)
    _show_made(options.kunci_baru)
    say(
        "Serahkan sidik ini di atas kertas kepada pemegang kunci yang lain; dialah yang menyelesaikannya dengan:"
    )
    say(f'  ppid brankas ganti-kunci {options.buku.name} --kunci BERKAS --sidik "{new.sidik}" --oleh KODE')
    return EXIT_FINE


def _carry_out(options: Namespace) -> int:
    from ppid_xl.workflow.brankas.ganti_kunci import carry_out
    from ppid_xl.workflow.brankas.penerima import read_brankas

    host, folder, person = open_host(options), _folder(options), _person(options)
    key = _key(options, options.kunci)
    book, now = host.snapshot(), now_of(options)
    done = carry_out(book, folder, key, options.sidik, person, now, host.progress, leaked=options.bocor)
    say(f"{done.amplop} amplop dikunci ulang dan dicoba.")
    if done.penerima:
        _show_key(
            f"Kunci {done.penerima.peran} diganti; pemegang sekarang {done.penerima.pemegang}.", done.penerima
        )
        show_lines(() if done.lama else OLD_KEY, "")
    if done.lama:
        say(TO_DESTROY)
        show_lines(f"ppid arsip musnahkan {options.buku.name} --id {name} …" for name in done.lama)
    _show_state(read_brankas(folder))
    return EXIT_FINE


def _keadaan(options: Namespace) -> int:
    from ppid_xl.arsip.store import open_arsip
    from ppid_xl.workflow.brankas.amplop import current_objects, envelopes
    from ppid_xl.workflow.brankas.penerima import read_brankas

    folder = _folder(options)
    brankas = read_brankas(folder)
    arsip = open_arsip(folder) if brankas.nomor else None
    count = sum(len(envelopes(arsip, name)) for name in current_objects(arsip)) if arsip else 0
    if options.json:
        told = {
            "siap": brankas.is_on, "amplop": count, "kurang": brankas.lacks,
            "penerima": [asdict(one) for one in brankas.penerima.values()],
            "usulan": asdict(brankas.usulan) if brankas.usulan else None,
        }  # fmt: skip
        print(json.dumps(told, ensure_ascii=False))
        return EXIT_FINE
    _show_state(brankas)
    for one in (*brankas.penerima.values(), *([brankas.usulan] if brankas.usulan else [])):
        tried = brankas.dicoba.get(one.sidik)
        when = f"dicoba {tried:%d/%m/%Y}" if tried else "belum dicoba"
        role = f"usulan {one.peran}" if one is brankas.usulan else one.peran
        say(f"  {role:<19} {one.sidik}  {one.pemegang}, sejak {one.sejak}, {when}")
    say(f"  {count} amplop")
    return EXIT_FINE


BRANKAS_ACTS = {
    "siapkan": "buat atau daftarkan kunci PPID atau Atasan PPID",
    "uji-pulih": "coba apakah kunci membuka amplop uji dan semua amplop",
    "simpan": "masukkan softcopy yang dikecualikan dan sudah tercatat ke brankas",
    "baca": "buka softcopy sebuah informasi ke folder sendiri",
    "ganti-kunci": "usulkan kunci baru, atau setujui dan kunci ulang semua amplop",
    "keadaan": "sebut penerima, sidiknya, dan kapan terakhir dicoba",
}


def _with_role(parser: ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--peran", choices=("ppid", "atasan"), required=required, help="kunci siapa")


def _siapkan_words(parser: ArgumentParser) -> None:
    _with_role(parser, required=True)
    ways = parser.add_mutually_exclusive_group(required=True)
    ways.add_argument("--kunci", type=Path, metavar="BERKAS", help="berkas kunci baru, di USB pemegangnya")
    ways.add_argument("--publik", type=Path, metavar="BERKAS", help="kunci publik yang dibuat di tempat lain")
    with_sandi(parser)


def _uji_pulih_words(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--kunci",
        type=Path,
        action="append",
        required=True,
        metavar="BERKAS",
        help="berkas kunci; boleh dua kali",
    )
    with_sandi(parser)


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


def _ganti_kunci_words(parser: ArgumentParser) -> None:
    _with_role(parser, required=False)
    ways = parser.add_mutually_exclusive_group(required=True)
    ways.add_argument(
        "--kunci-baru", type=Path, metavar="BERKAS", help="berkas kunci pemegang baru, di USB-nya"
    )
    ways.add_argument(
        "--publik", type=Path, metavar="BERKAS", help="kunci publik baru yang dibuat di tempat lain"
    )
    ways.add_argument(
        "--kunci", type=Path, metavar="BERKAS", help="kunci yang tetap, untuk menyelesaikan penggantian"
    )
    parser.add_argument("--sidik", default="", help="sidik kunci baru, dari pemegangnya")
    parser.add_argument(
        "--bocor",
        action="store_true",
        help="kunci lama bocor: pindahkan amplop supaya yang lama dapat dimusnahkan",
    )
    parser.add_argument("--catatan", default="", help="mengapa kunci diganti")
    with_sandi(parser)


def _keadaan_words(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")


def _brankas_words(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="tindakan", metavar="TINDAKAN", required=True)
    add_words = {
        "siapkan": _siapkan_words, "uji-pulih": _uji_pulih_words, "simpan": _simpan_words, "baca": _baca_words,
        "ganti-kunci": _ganti_kunci_words, "keadaan": _keadaan_words,
    }  # fmt: skip
    for name, text in BRANKAS_ACTS.items():
        sub = acts.add_parser(name, help=text, description=text)
        workbook_argument(sub)
        add_words[name](sub)
        if name != "keadaan":
            sub.add_argument("--oleh", required=True, metavar="KODE", help="kode pejabat yang melakukannya")
        sub.add_argument("--arsip", type=Path, metavar="DIR", help="folder arsip lain")
        with_day(sub)


COMMANDS = (
    Command(
        "brankas", "kunci softcopy yang dikecualikan untuk PPID dan Atasan PPID", _brankas_words, run_brankas
    ),
)
