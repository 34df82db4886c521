"""Acts on the keys of the brankas: siapkan makes or registers one, uji-pulih tries it, ganti-kunci replaces it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.brankas_place import ask_key, brankas_folder, brankas_person, read_public_key, show_state
from ppid_xl.cli.command import now_of, open_host
from ppid_xl.cli.parser import say
from ppid_xl.cli.sandi import ask_new_passphrase, with_sandi
from ppid_xl.cli.terminal import show_lines
from ppid_xl.errors import EXIT_FINE, InputError

if TYPE_CHECKING:
    from ppid_xl.workflow.brankas.penerima import Penerima

LOST = (
    "PERHATIAN: bila KEDUA kunci hilang, atau kedua kata sandinya terlupa, isi brankas hilang untuk selamanya.",
    "Tidak ada yang dapat memulihkannya. Hardcopy tetap harus disimpan.",
)
OLD_KEY = (
    "Versi lama di arsip tetap hanya dapat dibuka dengan kunci lama: simpan kunci lama itu tersegel.",
    "Bila kunci lama bocor, ulangi dengan --bocor; lihat PANDUAN, bagian Brankas.",
)
TO_DESTROY = (
    "Kunci lama masih membuka objek ini sampai dimusnahkan menurut berita acara, juga di semua salinannya:"
)


def run_siapkan(options: Namespace) -> int:
    """Make a key and its sheet, or register a public one."""
    from ppid_xl.workflow.brankas.penerima import PERAN
    from ppid_xl.workflow.brankas.siapkan import register_new, register_public

    book, folder, now, person = (
        open_host(options).snapshot(),
        brankas_folder(options),
        now_of(options),
        brankas_person(options),
    )
    show_lines(LOST, "")
    if options.publik:
        brankas = register_public(book, folder, options.peran, read_public_key(options.publik), person, now)
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
    show_state(brankas)
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


def run_uji_pulih(options: Namespace) -> int:
    """Try whether keys open the test envelope and every other."""
    from ppid_xl.workflow.brankas.penerima import read_brankas
    from ppid_xl.workflow.brankas.uji_pulih import uji_pulih

    book, folder, person = open_host(options).snapshot(), brankas_folder(options), brankas_person(options)
    for path in options.kunci:
        done = uji_pulih(book, folder, ask_key(options, path), person, now_of(options))
        say(f"Kunci {done.peran} ({done.sidik}) membuka amplop uji dan {done.amplop} amplop di brankas.")
    show_state(read_brankas(folder))
    return EXIT_FINE


def run_ganti_kunci(options: Namespace) -> int:
    """Propose a new key, or carry a proposal out with the key that stays."""
    if options.kunci:
        return _carry_out(options)
    from ppid_xl.workflow.brankas.ganti_kunci import propose_new, propose_public

    if options.bocor or options.peran is None or not (options.kunci_baru or options.publik):
        raise InputError("ganti-kunci-kurang")
    book, folder, now, person = (
        open_host(options).snapshot(),
        brankas_folder(options),
        now_of(options),
        brankas_person(options),
    )
    if options.publik:
        public = read_public_key(options.publik)
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

    host, folder, person = open_host(options), brankas_folder(options), brankas_person(options)
    key = ask_key(options, options.kunci)
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
    show_state(read_brankas(folder))
    return EXIT_FINE


def _with_role(parser: ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--peran", choices=("ppid", "atasan"), required=required, help="kunci siapa")


def siapkan_words(parser: ArgumentParser) -> None:
    """Add the words of siapkan."""
    _with_role(parser, required=True)
    ways = parser.add_mutually_exclusive_group(required=True)
    ways.add_argument("--kunci", type=Path, metavar="BERKAS", help="berkas kunci baru, di USB pemegangnya")
    ways.add_argument("--publik", type=Path, metavar="BERKAS", help="kunci publik yang dibuat di tempat lain")
    with_sandi(parser)


def uji_pulih_words(parser: ArgumentParser) -> None:
    """Add the words of uji-pulih."""
    parser.add_argument(
        "--kunci",
        type=Path,
        action="append",
        required=True,
        metavar="BERKAS",
        help="berkas kunci; boleh dua kali",
    )
    with_sandi(parser)


def ganti_kunci_words(parser: ArgumentParser) -> None:
    """Add the words of ganti-kunci."""
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
