"""Commands of electronic signatures: tandatangani (approved letters) and verifikasi (any signed PDF)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.agenda import WORKBOOKS
from ppid_xl.cli.command import Command, now_of, open_for_letter, open_host
from ppid_xl.cli.deed import log_acts, record_letters, show_notes
from ppid_xl.cli.parser import say, say_json, with_day
from ppid_xl.cli.roots import trusted, with_roots
from ppid_xl.cli.sandi import ask_passphrase, with_sandi
from ppid_xl.cli.ttd_bsre import sign_by_bsre
from ppid_xl.errors import EXIT_FINE, InputError, PpidXlError, SigningError
from ppid_xl.plain_file import read_plain

if TYPE_CHECKING:
    from ppid_xl.model import Book
    from ppid_xl.ttd.keys import Key
    from ppid_xl.workflow.tanda_tangan.tandatangan import Ready, SignedLetter
    from ppid_xl.workflow.tanda_tangan.verifikasi import Verified

LARGEST_P12 = 1 << 20
WORDS = {"cocok": "cocok", "berbeda": "BERBEDA", "tidak ada": "tidak diperiksa"}


def run_tandatangani(options: Namespace) -> int:
    """Sign approved letters with one key, asked for its passphrase once."""
    from ppid_xl.ttd.sign import Extra
    from ppid_xl.workflow.ground.tindakan import Deed
    from ppid_xl.workflow.tanda_tangan.tandatangan import ready_letters, sign_letter
    from ppid_xl.workflow.tanda_tangan.terima_ttd import find_workbook

    books, letters = _sorted_files(options)
    if options.bsre and (options.tsa or options.ltv or options.token):
        raise InputError("bsre-tanpa-pilihan-lain")
    if options.ltv and not options.tsa:
        raise InputError("ltv-tanpa-tsa")
    buku = books[0] if books else find_workbook(Path(), letters[0].parent)
    host, now = open_for_letter(options, buku), now_of(options)
    ready = ready_letters(host.snapshot(), now, letters, options.oleh)
    extra = Extra(options.tsa, options.ltv, trusted(options))
    acts: list[str] = []
    complete: list[str] = []

    def show(done: SignedLetter) -> None:
        acts.append(done.kept.id_langkah)
        if not done.sisa:
            complete.append(done.kept.id_langkah)
        _show_signed(done)

    try:
        if options.bsre:
            sign_by_bsre(
                options, host, now, ready, extra.trust, folder=buku.parent, secret=ask_passphrase, show=show
            )
            return EXIT_FINE
        with _key(options, ready) as key:
            for number, one in enumerate(ready):
                if len(ready) > 1:
                    host.progress(number + 1, len(ready), "Menandatangani")
                deed = Deed(options.oleh, catatan=options.catatan)
                show(sign_letter(host, now, one, key, deed, extra, folder=buku.parent))
    finally:
        log_acts(options, buku, acts)
        record_letters(options, buku, "ppid tandatangani", complete)
    return EXIT_FINE


def _show_signed(done: SignedLetter) -> None:
    left = f"; masih kurang {done.sisa} tanda tangan" if done.sisa else ""
    say(f"{done.kept.id_langkah}: {done.letter.id_surat} ditandatangani oleh {done.pemilik.nama}{left}.")
    say(f"  Berkas   {done.kept.path} (sidik {done.kept.sidik})")
    say(f"  Tingkat  tanda tangan elektronik {done.tingkat}, sertifikat terbitan {done.pemilik.penerbit}")
    show_notes(done.notes)


@contextmanager
def _key(options: Namespace, ready: Sequence[Ready]) -> Iterator[Key]:
    from ppid_xl.ttd.keys import load_p12, open_token
    from ppid_xl.workflow.tanda_tangan.tandatangan import is_holder

    if options.p12:
        content = read_plain(options.p12, LARGEST_P12)
        asked = f"Kata sandi {options.p12.name}: "
        yield load_p12(content, ask_passphrase(options, asked), options.p12.name)
        return
    if not options.token:
        raise InputError("token-tanpa-nama")
    officer = ready[0].officer
    pin = ask_passphrase(options, f"PIN token {options.token}: ")
    with open_token(options.pkcs11, options.token, pin, lambda holder: is_holder(holder, officer)) as key:
        yield key


def run_verifikasi(options: Namespace) -> int:
    """Say what is true of a signed PDF; without a signature that holds the exit code is that of signing."""
    from ppid_xl.workflow.tanda_tangan.verifikasi import as_json, verifikasi

    books, letters = _sorted_files(options)
    if len(letters) > 1:
        raise InputError("verifikasi-satu-berkas", berkas=", ".join(map(str, letters)))
    book = open_host(options, books[0]).snapshot() if books else _book_near(options, letters[0])
    found = verifikasi(letters[0], trusted(options), now_of(options), book)
    if options.json:
        say_json(as_json(found), indent=2)
    else:
        _show_verified(found)
    return EXIT_FINE if found.sah else SigningError.exit_code


def _sorted_files(options: Namespace) -> tuple[list[Path], list[Path]]:
    """Return the workbook, if one is named, apart from the letters."""
    books = [path for path in options.berkas if path.suffix.lower() in WORKBOOKS]
    letters = [path for path in options.berkas if path not in books]
    if len(books) > 1 or not letters:
        raise InputError("tandatangani-berkas", berkas=", ".join(map(str, options.berkas)))
    return books, letters


def _book_near(options: Namespace, letter: Path) -> Book | None:
    """Return the workbook of the office where there is one beside the file; anyone else has none."""
    from ppid_xl.workflow.tanda_tangan.terima_ttd import find_workbook

    folder = letter.resolve().parent
    try:
        return open_host(options, find_workbook(folder, folder.parent)).snapshot()
    except (PpidXlError, OSError):
        return None


def _show_verified(found: Verified) -> None:
    verdict = found.verdict
    say(f"{found.path.name}: {_summary(found)}")
    for one in verdict.signatures:
        when = f"{one.waktu.astimezone():%d/%m/%Y %H.%M}" if one.waktu else "waktu tidak tercatat"
        clock = "cap waktu tepercaya" if one.waktu_terbukti else "menurut jam penanda tangan"
        trusted = "dikenal" if one.dipercaya else "TIDAK dikenal"
        say(f"  {one.tempat}: {one.pemilik.nama}, {when} ({clock})")
        say(f"     tingkat    {one.tingkat}; penerbit {one.pemilik.penerbit} {trusted}")
        say(f"     isi        {'utuh' if one.utuh else 'RUSAK'}; sesudahnya {one.perubahan}")
    if verdict.kosong:
        say(f"  Tempat tanda tangan yang masih kosong: {', '.join(verdict.kosong)}")
    if not verdict.tertutup:
        say("  Sesudah tanda tangan terakhir ada bagian lain yang ditambahkan.")
    if verdict.kode is not None:
        asli = "cocok" if verdict.cocok else "BERBEDA"
        say(f"  Surat {verdict.kode.id_surat}, nomor {verdict.kode.nomor or '(belum ada)'}")
        say(
            f"     naskah asli dan sidik di cap: {asli}; kode QR: {WORDS[found.qr]}; nama: {WORDS[found.nama]}"
        )
    say(f"  Agenda Surat: {WORDS[found.agenda]}")


def _summary(found: Verified) -> str:
    if found.sah:
        return "SAH. Isinya utuh dan setiap penanda tangan dikenal."
    if not found.verdict.utuh:
        return "TIDAK SAH. Isinya berubah sesudah ditandatangani, atau bukan naskah yang disetujui."
    if "berbeda" in (found.qr, found.nama, found.agenda):
        return "TIDAK SAH. Yang tercetak atau tercatat lain dari yang ditandatangani."
    if found.verdict.kosong:
        return "BELUM LENGKAP. Yang sudah ditandatangani utuh, tetapi tanda tangannya belum semua ada."
    return "UTUH, TETAPI PENANDA TANGAN BELUM DIKENAL. Tambahkan sertifikat penerbitnya lewat --akar."


def _tandatangani_words(parser: ArgumentParser) -> None:
    parser.add_argument(
        "berkas", type=Path, nargs="+", metavar="SURAT.pdf", help="PDF surat resmi; boleh didahului BUKU.xlsx"
    )
    keys = parser.add_mutually_exclusive_group(required=True)
    keys.add_argument("--p12", type=Path, metavar="BERKAS", help="sertifikat penanda tangan (.p12 atau .pfx)")
    keys.add_argument("--pkcs11", type=Path, metavar="PUSTAKA", help="pustaka token (PKCS#11)")
    keys.add_argument("--bsre", action="store_true", help="lewat layanan eSign BSrE milik instansi")
    parser.add_argument("--token", default="", metavar="NAMA", help="nama token, bersama --pkcs11")
    parser.add_argument("--oleh", required=True, metavar="KODE", help="kode pejabat yang menandatangani")
    with_sandi(parser)
    parser.add_argument("--tsa", default="", metavar="ALAMAT", help="layanan cap waktu (PAdES B-T)")
    parser.add_argument(
        "--ltv", action="store_true", help="sertakan bukti keabsahan sertifikat untuk kelak (PAdES B-LT)"
    )
    with_roots(parser)
    parser.add_argument("--catatan", default="", help="hal yang perlu diketahui")
    with_day(parser)


def _verifikasi_words(parser: ArgumentParser) -> None:
    parser.add_argument(
        "berkas",
        type=Path,
        nargs="+",
        metavar="SURAT.pdf",
        help="PDF yang bertanda tangan elektronik; boleh didahului BUKU.xlsx",
    )
    parser.add_argument("--json", action="store_true", help="satu dokumen JSON")
    with_roots(parser)
    with_day(parser)


COMMANDS = (
    Command(
        "tandatangani",
        "bubuhkan tanda tangan elektronik pada surat resmi",
        _tandatangani_words,
        run_tandatangani,
    ),
    Command(
        "verifikasi", "periksa tanda tangan elektronik sebuah PDF", _verifikasi_words, run_verifikasi, ()
    ),
)
