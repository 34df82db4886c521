"""Commands of letters: agenda (in, out, initialled, printed, sent, cancelled, listed) and terima-ttd."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import Command, now_of, open_for_letter, open_host, with_ids
from ppid_xl.cli.deed import log_acts, record_letters, show_notes
from ppid_xl.cli.parser import iso_date, say, with_day, workbook_argument
from ppid_xl.cli.roots import trusted, with_roots
from ppid_xl.errors import EXIT_FINE, InputError
from ppid_xl.keadaan_surat import DICETAK, DIKIRIM, DIPARAF
from ppid_xl.messages import sentence

if TYPE_CHECKING:
    from ppid_xl.workflow.ground.tindakan import Deed
    from ppid_xl.workflow.tanda_tangan.berkas_kembali import Signed
    from ppid_xl.workflow.tanda_tangan.terima_ttd import Filed

CARA = ("basah", "srikandi")
WORKBOOKS = (".xlsx", ".xlsm")
STATEMENT = "Yang tercatat adalah pernyataan bahwa tanda tangannya ada; gambarnya sendiri bukan bukti."
STATES = {"paraf": DIPARAF, "cetak": DICETAK, "kirim": DIKIRIM}


def run_agenda(options: Namespace) -> int:
    """Enter a letter, record what became of one, or list them all."""
    if options.masuk:
        return _masuk(options)
    if options.keluar:
        return _keluar(options)
    if options.batal:
        return _batal(options)
    for word, state in STATES.items():
        if getattr(options, word):
            return _lanjut(options, getattr(options, word), state)
    return _daftar(options)


def _masuk(options: Namespace) -> int:
    from ppid_xl.workflow.agenda.agenda import register_in

    _require(options, "--masuk", "jenis", "nomor", "tanggal_surat", "dari", "perihal")
    entered = register_in(
        open_for_letter(options), now_of(options), _deed(options), jenis=options.jenis, nomor=options.nomor,
        tanggal=options.tanggal_surat, dari=options.dari, perihal=options.perihal, berkas=options.berkas,
        folder=options.buku.parent,
    )  # fmt: skip
    say(f"{entered.id_surat}: surat masuk nomor {entered.nomor} tercatat di Agenda Surat.")
    log_acts(options, options.buku, [entered.id_langkah])
    record_letters(options, options.buku, "ppid agenda --masuk", [entered.id_langkah])
    return EXIT_FINE


def _keluar(options: Namespace) -> int:
    from ppid_xl.workflow.agenda.agenda import register_out

    _require(options, "--keluar", "jenis", "perihal")
    now = now_of(options)
    entered = register_out(
        open_for_letter(options), now, _deed(options), jenis=options.jenis, nomor=options.nomor,
        tanggal=options.tanggal_surat or now.date(), perihal=options.perihal, kepada=options.kepada,
    )  # fmt: skip
    number = f"nomor {entered.nomor}" if entered.nomor else "nomornya menyusul dari SRIKANDI"
    say(f"{entered.id_surat}: surat keluar, {number}, tercatat di Agenda Surat.")
    log_acts(options, options.buku, [entered.id_langkah])
    record_letters(options, options.buku, "ppid agenda --keluar", [entered.id_langkah])
    return EXIT_FINE


def _batal(options: Namespace) -> int:
    from ppid_xl.workflow.agenda.agenda import cancel

    id_langkah = cancel(open_for_letter(options), now_of(options), options.batal, _deed(options))
    say(f"{options.batal} dibatalkan ({id_langkah}); baris dan nomornya tetap di Agenda Surat.")
    log_acts(options, options.buku, [id_langkah])
    return EXIT_FINE


def _lanjut(options: Namespace, id_surat: str, state: str) -> int:
    from ppid_xl.workflow.agenda.keadaan_agenda import advance_letter

    if not options.oleh:
        raise InputError("keadaan-tanpa-oleh", surat=id_surat, tujuan=state)
    id_langkah, cell = advance_letter(
        open_for_letter(options), now_of(options), id_surat, state, _deed(options)
    )
    say(f"{id_surat}: {cell} ({id_langkah}).")
    log_acts(options, options.buku, [id_langkah])
    return EXIT_FINE


def _daftar(options: Namespace) -> int:
    from ppid_xl.workflow.agenda.agenda import listed

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
    from ppid_xl.workflow.ground.tindakan import Deed

    return Deed(options.oleh, ids=chosen_ids(getattr(options, "id", [])), catatan=options.catatan)


def run_terima_ttd(options: Namespace) -> int:
    """File a signed letter, or all that lie in a folder."""
    from ppid_xl.workflow.tanda_tangan.terima_ttd import find_workbook

    *books, berkas = options.berkas
    if len(books) > 1 or any(book.suffix.lower() not in WORKBOOKS for book in books):
        raise InputError("terima-ttd-satu-berkas", berkas=", ".join(str(path) for path in options.berkas))
    inside = (berkas,) if berkas.is_dir() else ()
    buku = books[0] if books else find_workbook(Path(), berkas.absolute().parent, *inside)
    return _terima_folder(options, buku, berkas) if inside else _terima_berkas(options, buku, berkas)


def _terima_berkas(options: Namespace, buku: Path, berkas: Path) -> int:
    from ppid_xl.workflow.surat.pdf import find_converter
    from ppid_xl.workflow.tanda_tangan.terima_ttd import terima_ttd

    filed = terima_ttd(
        open_for_letter(options, buku), now_of(options), berkas, options.surat, _signed(options), _deed(options),
        folder=buku.parent, yes=options.ya, converter=find_converter(), trust=trusted(options),
    )  # fmt: skip
    say(_filed_line(filed, f"{filed.path} tersimpan"))
    show_notes(filed.notes)
    log_acts(options, buku, [filed.id_langkah])
    record_letters(options, buku, "ppid terima-ttd", [filed.id_langkah])
    say(STATEMENT)
    return EXIT_FINE


def _terima_folder(options: Namespace, buku: Path, source: Path) -> int:
    """File what can be filed; the exit code is that of the worst problem."""
    from ppid_xl.workflow.surat.pdf import find_converter
    from ppid_xl.workflow.tanda_tangan.terima_folder import terima_folder

    if options.surat or options.nomor or options.tanggal_surat:
        raise InputError("terima-ttd-folder", folder=source)
    found = terima_folder(
        open_for_letter(options, buku), now_of(options), source, _signed(options), _deed(options), folder=buku.parent,
        yes=options.ya, converter=find_converter(), trust=trusted(options),
    )  # fmt: skip
    for one in found:
        if one.filed is not None:
            say(f"{one.path.name}: {one.filed.id_surat}, {_filed_line(one.filed, 'tersimpan')}")
            show_notes(one.filed.notes)
        elif one.problem is not None:
            say(f"{one.path.name}: TIDAK tersimpan. {sentence(one.problem)}")
    filed = [one.filed for one in found if one.filed is not None]
    acts = [one.id_langkah for one in filed]
    log_acts(options, buku, acts)
    record_letters(options, buku, "ppid terima-ttd", acts)
    say(f"{len(filed)} dari {len(found)} naskah tersimpan; yang tidak tersimpan tetap di {source}.")
    if filed:
        say(STATEMENT)
    return max((one.problem.exit_code for one in found if one.problem is not None), default=EXIT_FINE)


def _filed_line(filed: Filed, done: str) -> str:
    covered = f", mencakup {len(filed.ids)} informasi" if filed.ids else ""
    return f"{filed.id_langkah}: {done} ({filed.halaman} halaman, sidik {filed.sidik}){covered}."


def _signed(options: Namespace) -> Signed:
    from ppid_xl.workflow.tanda_tangan.berkas_kembali import Signed

    return Signed(options.cara, options.dari, options.nomor, options.tanggal_surat)


def _agenda_words(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    acts = parser.add_mutually_exclusive_group()
    acts.add_argument("--masuk", action="store_true", help="catat surat masuk")
    acts.add_argument("--keluar", action="store_true", help="catat surat keluar yang ditulis di tempat lain")
    acts.add_argument("--paraf", default="", metavar="ID-SURAT", help="surat diparaf oleh --oleh")
    acts.add_argument("--cetak", default="", metavar="ID-SURAT", help="surat dari tempat lain sudah dicetak")
    acts.add_argument("--kirim", default="", metavar="ID-SURAT", help="surat bertanda tangan sudah dikirim")
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
        help="PDF, JPG, atau PNG bertanda tangan, atau folder berisi banyak; boleh didahului BUKU.xlsx",
    )
    parser.add_argument(
        "--surat", default="", metavar="ID-SURAT", help="surat mana, bila QR atau nomornya tidak terbaca"
    )
    parser.add_argument("--cara", required=True, choices=CARA, help="bagaimana ditandatangani")
    parser.add_argument(
        "--oleh", required=True, metavar="KODE", help="kode pejabat yang menyatakan tanda tangannya ada"
    )
    parser.add_argument("--dari", default="", metavar="NAMA", help="siapa yang membawa atau mengirimnya")
    parser.add_argument("--nomor", default="", help="nomor naskah, bila agenda belum memuatnya")
    parser.add_argument("--tanggal-surat", type=iso_date, metavar="TTTT-BB-HH", help="tanggal naskah")
    parser.add_argument(
        "--catatan", default="", help="hal yang perlu diketahui; alasan menerima naskah yang isinya berbeda"
    )
    parser.add_argument("--ya", action="store_true", help="terima jumlah halaman yang berbeda tanpa bertanya")
    with_roots(parser)
    with_day(parser)


COMMANDS = (
    Command(
        "agenda", "catat surat masuk dan keluar, batalkan, atau sebut semuanya", _agenda_words, run_agenda
    ),
    Command("terima-ttd", "simpan surat yang sudah bertanda tangan", _terima_ttd_words, run_terima_ttd),
)
