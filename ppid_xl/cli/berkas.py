"""Commands about copies: berkas masuk, berkas periksa, berkas label."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import Command, account, now_of, open_host, with_act, with_ids
from ppid_xl.cli.deed import deed_of, log_acts, show_notes
from ppid_xl.cli.parser import iso_date, positive, say, say_json, with_day, workbook_argument
from ppid_xl.cli.terminal import show_lines
from ppid_xl.errors import EXIT_FINE, EXIT_GALAT, InputError
from ppid_xl.workflow.ground.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.workflow.berkas.berkas import Received

RAHASIA = "rahasia"  # in the folder of documents; what lies there never goes into the archive
LABEL = ("judul_informasi", "unit_penguasa", "klasifikasi", "retensi", "lokasi_fisik", "akhir_pengecualian")


def run_berkas(options: Namespace) -> int:
    """Take in copies, check them, or make their labels."""
    return {"masuk": _masuk, "periksa": _periksa, "label": _label}[options.tindakan](options)


def _masuk(options: Namespace) -> int:
    from ppid_xl.cli.brankas import show_sealed
    from ppid_xl.workflow.arsip.simpan import Person
    from ppid_xl.workflow.berkas.berkas import Intake, masuk
    from ppid_xl.workflow.brankas.amplop import keeper
    from ppid_xl.workflow.brankas.penerima import read_brankas
    from ppid_xl.workflow.ground.archived_counters import arsip_folder
    from ppid_xl.workflow.ground.tindakan import find_pejabat

    options.perintah = "berkas masuk"
    deed = deed_of(options, needs_ids=True)
    intake = Intake(
        options.berkas,
        options.dari,
        options.jenis,
        options.lokasi,
        options.verifikasi,
        options.verifikasi_pada,
    )
    host, now = open_host(options), now_of(options)
    folder = arsip_folder(host.snapshot(), options.buku)
    person = Person(account(), find_pejabat(host.snapshot(), deed.oleh).text("kode"))
    keep = keeper(folder, options.buku, person, now) if options.berkas else None
    done = masuk(host, load_knowledge(), now, deed, intake, workbook=options.buku, keep=keep)
    what = (
        f"{len(done.copies)} berkas untuk" if done.copies else "verifikasi" if intake.verifikasi else "tempat"
    )
    say(f"{done.id_langkah}: {what} {len(deed.ids)} informasi tercatat.")
    for copy, sidik in done.copies:
        say(f"  {copy.line()}")
        say(f"    SHA-256 {sidik}")
    if done.sealed:
        show_sealed(done.sealed.items(), read_brankas(folder))
    elif done.copies and done.secret:
        say("  Berkas yang dikecualikan tidak disalin ke arsip, dan sidiknya tidak ditulis ke buku.")
        if keep is None:
            say("  Brankas belum siap, jadi hanya tempatnya yang tercatat (ppid brankas keadaan).")
    if done.copies:
        _make_receipt(options, done)
    log_acts(options, options.buku, [done.id_langkah])
    return EXIT_FINE


def _make_receipt(options: Namespace, done: Received) -> None:
    """Make the tanda terima: for excluded copies the only paper that holds the digest."""
    from ppid_xl.surat.konteks import Berkas
    from ppid_xl.tanggal import parse_tanggal
    from ppid_xl.workflow.berkas.berkas import handed_over, with_sidik
    from ppid_xl.workflow.surat.dokumen import surat

    book, folder = open_host(options).snapshot(), options.buku.parent
    known = {copy.lokasi: sidik for copy, sidik in done.copies}
    listed = [
        Berkas(
            one["id"], one["judul_informasi"], _named(one["lokasi"], done), f"{one['ukuran']} bita",
            parse_tanggal(one["tanggal"].split(" ")[0]).tanggal, one["sidik"], one["penyerah"], one["penerima"],
        )
        for one in with_sidik(handed_over(book, done.id_langkah), known, book, folder)
    ]  # fmt: skip
    aside = folder / "dokumen" / RAHASIA if done.sealed else folder / "dokumen"
    made = surat(
        book, "tanda-terima", load_knowledge(), now_of(options), options.keluar or aside,
        workbook_folder=folder, langkah=done.id_langkah, berkas=listed,
    )  # fmt: skip
    say(f"Tanda terima: {made.path}")
    show_notes(made.notes)
    if done.sealed:
        say("  Cetak, lalu hapus: lembar itu memuat nama dan sidik berkas, dan tidak ikut ke arsip.")


def _named(lokasi: str, done: Received) -> str:
    """Return a place as paper may show it: with the name of the file that lies in an envelope."""
    return f"{done.sealed[lokasi]} ({lokasi})" if lokasi in done.sealed else lokasi


def _periksa(options: Namespace) -> int:
    from ppid_xl.workflow.masa.periksa_berkas import BERUBAH, HILANG, grouped, periksa_berkas

    book = open_host(options).snapshot()
    lacks = periksa_berkas(
        book, load_knowledge(), now_of(options).date(), workbook=options.buku, days=options.hari
    )
    code = EXIT_GALAT if any(one.keadaan in (HILANG, BERUBAH) for one in lacks) else EXIT_FINE
    if options.json:
        say_json([asdict(one) for one in lacks])
        return code
    if not lacks:
        say("Semua berkas ada di tempatnya dan tidak berubah.")
    for state, found in grouped(lacks).items():
        say(f"{state.capitalize()} ({len(found)})")
        show_lines(f"{one.id:<14} {one.judul}: {one.rincian}" for one in found)
    return code


def _label(options: Namespace) -> int:
    from ppid_xl.identitas import chosen_ids
    from ppid_xl.tables import as_text
    from ppid_xl.workflow.ground.tindakan import chosen_rows
    from ppid_xl.workflow.surat.dokumen import surat

    ids = chosen_ids(options.id)
    if not ids:
        raise InputError("tanpa-id", perintah="berkas label")
    book, knowledge = open_host(options).snapshot(), load_knowledge()
    spec = knowledge.dictionary.tabel["tblRekap"]
    for row in chosen_rows(book, ids):
        say(row.text("id"))
        show_lines(f"{spec.heading(key):<20} {as_text(row[key]) or '-'}" for key in LABEL)
    folder = options.buku.parent
    made = surat(
        book, "label-arsip", knowledge, now_of(options), options.keluar or folder / "dokumen", ids=ids,
        workbook_folder=folder,
    )  # fmt: skip
    say(f"Label: {made.path}")
    show_notes(made.notes)
    return EXIT_FINE


BERKAS_ACTS = {
    "masuk": "catat berkas yang diserahkan dan buat tanda terimanya",
    "periksa": "sebut berkas yang hilang, berubah, terlambat, atau lama tidak diverifikasi",
    "label": "buat label arsip",
}


def _masuk_words(parser: ArgumentParser) -> None:
    with_act(parser)
    parser.add_argument("berkas", type=Path, nargs="*", metavar="BERKAS", help="berkas yang diserahkan")
    parser.add_argument("--dari", default="", metavar="NAMA", help="siapa yang menyerahkan")
    parser.add_argument(
        "--jenis", choices=("softcopy", "lembar-uji"), default="softcopy", help="apa yang diserahkan"
    )
    parser.add_argument(
        "--lokasi", default="", metavar="TEMPAT", help="tempat hardcopy, mengisi Lokasi Fisik"
    )
    parser.add_argument(
        "--verifikasi", default="", metavar="KODE", help="siapa yang memastikan isinya mutakhir"
    )
    parser.add_argument(
        "--verifikasi-pada", type=iso_date, metavar="TTTT-BB-HH", help="kapan; bawaan: hari ini"
    )
    _folder_words(parser)


def _periksa_words(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    parser.add_argument(
        "--hari", type=positive, default=365, metavar="N", help="verifikasi berlaku N hari; bawaan: 365"
    )
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")
    with_day(parser)


def _label_words(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    with_ids(parser)
    with_day(parser)
    _folder_words(parser)


def _folder_words(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--keluar", type=Path, metavar="DIR", help="folder dokumen; bawaan: dokumen di samping buku"
    )


def _berkas_words(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="tindakan", metavar="TINDAKAN", required=True)
    add_words = {"masuk": _masuk_words, "periksa": _periksa_words, "label": _label_words}
    for name, text in BERKAS_ACTS.items():
        add_words[name](acts.add_parser(name, help=text, description=text))


COMMANDS = (Command("berkas", "terima, periksa, dan beri label berkas", _berkas_words, run_berkas),)
