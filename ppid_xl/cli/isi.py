"""Commands of the ribbon group Isi: buat, impor, terima-usulan, periksa."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import Command, now_of, open_host, with_ids, with_oleh
from ppid_xl.cli.deed import log_acts, record_work, refuse_unknown_officer, show_notes
from ppid_xl.cli.parser import iso_date, say, say_json, with_day, workbook_argument
from ppid_xl.cli.terminal import show_counts, show_findings, show_lines
from ppid_xl.errors import EXIT_FINE, EXIT_GALAT, InputError
from ppid_xl.workflow.ground.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.hosts import Host
    from ppid_xl.workflow.isi.impor import Balance
    from ppid_xl.workflow.periksa.periksa import Report

SHOWN = 20


def run_buat(options: Namespace) -> int:
    """Make a new rekap workbook, or the forms of one that there is."""
    from ppid_xl.workflow.isi.buat import buat

    if options.formulir:
        return _write_forms(options)

    settings = {"NamaBadan": options.instansi} if options.instansi else {}
    buat(options.buku, options.sop, load_knowledge(), now_of(options), settings=settings, units=options.unit)
    say(f"Buku rekap dibuat: {options.buku}")
    return EXIT_FINE


def _write_forms(options: Namespace) -> int:
    from ppid_xl.workflow.isi.formulir import write_forms

    folder = options.buku.parent
    made = write_forms(
        open_host(options).snapshot(),
        load_knowledge(),
        now_of(options),
        options.keluar or folder / "formulir",
        units=options.unit,
        workbook_folder=folder,
    )
    say(f"{len(made.paths)} formulir dibuat:")
    show_lines(f"{path}  ({unit})" for unit, path in made.paths.items())
    show_notes(made.notes)
    return EXIT_FINE


def run_impor(options: Namespace) -> int:
    """Take existing lists and forms that came back into the rekap."""
    from ppid_xl.hosts.lists import read_foreign_list
    from ppid_xl.workflow.isi.formulir_kembali import impor_forms

    files = [read_foreign_list(path) for path in options.sumber]
    host = open_host(options)
    before = _acts(host)
    done = impor_forms(
        host,
        files,
        load_knowledge(),
        now_of(options),
        unit=options.unit,
        accept=options.terima,
        oleh=options.oleh,
    )
    for balance, notes in done:
        show_balance(balance, options.rinci)
        show_notes(notes)
    if any(balance.changed for balance, _ in done) and not options.terima:
        say("Usul perubahan tercatat di lembar Temuan; terapkan dengan: ppid impor … --terima")
    _record_impor(options, host, [balance for balance, _ in done], before)
    return EXIT_FINE


def _acts(host: Host) -> dict[str, str]:
    """Return the informasi of each act by its ID."""
    rows = host.snapshot().rows("tblLangkah")
    return {row.text("id_langkah"): row.text("id_informasi") for row in rows}


def _record_impor(
    options: Namespace, host: Host, balances: Sequence[Balance], before: Collection[str]
) -> None:
    """Record the rows that came in, but for those whose correction the import has recorded itself."""
    from ppid_xl.identitas import expand_ids

    corrected = {name: ids for name, ids in _acts(host).items() if name not in before}
    log_acts(options, options.buku, corrected)
    covered, ids, told = set(expand_ids(corrected.values())), list[str](), []
    for balance in balances:
        touched = [new for _, new in balance.new]
        if options.terima:
            touched += [old.text("id") for _, old, _ in balance.applied]
        touched = [one for one in touched if one and one not in covered]
        if touched:
            ids += touched
            told.append(
                f"{balance.source.name}, {len(touched)} informasi, sidik {balance.source.digest[:16]}"
            )
    if ids:
        record_work(options, host, "ppid impor", list(dict.fromkeys(ids)), "; ".join(told))


def show_balance(balance: Balance, in_full: bool) -> None:
    """Print what became of each line of a list."""
    say(balance.line())
    if balance.source.assumed:
        say(
            f"  Klasifikasi tidak disebut; daftar ini memuat dasar pengecualian, jadi diisi {balance.source.assumed}."
        )
    if balance.source.title_from:
        say(f"  Tidak ada kolom judul; isi {balance.source.title_from} dipakai juga sebagai Judul Informasi.")
    if balance.source.unknown:
        say(f"  Kolom yang tidak dikenal dan tidak ikut: {', '.join(balance.source.unknown)}")
    if balance.source.never_calculated:
        cells = ", ".join(balance.source.never_calculated)
        say(f"  Rumus yang belum dihitung diambil kosong: {cells}. Simpan dulu daftarnya di Excel.")
    if balance.source.faulty:
        cells = ", ".join(balance.source.faulty)
        say(f"  Sel galat diambil seperti tertulis: {cells}. Perbaiki di rekap atau di daftarnya.")
    if balance.renamed:
        pairs = [f"{old} → {new}" for old, new in balance.renamed[:SHOWN]]
        rest = f" … dan {len(balance.renamed) - SHOWN} lagi" if len(balance.renamed) > SHOWN else ""
        say(f"  ID di daftar yang tidak ada di rekap diganti: {', '.join(pairs)}{rest}")
    for row, old_row, changes in balance.changed:
        for c in changes:
            place = f"{row.sheet} baris {row.number} → {old_row.text('id')}"
            say(f"  usul         {place} {c.heading}: {c.old_text} | {c.new_text}")
    show_lines(f"bukan data   {n.sheet} baris {n.number} ({n.kind}): {n.line}" for n in balance.not_data)
    if not balance.source.filled:
        say("  Tidak ada baris yang diambil: berkas ini tidak berisi apa pun.")
    elif not balance.source.rows and not balance.source.has_headings:
        say("  Tidak ada baris yang diambil: judul kolomnya tidak dikenal.")
        say(
            "  Tulis Judul Informasi di atas kolom yang memuat nama informasinya (baris 1 sampai 30), lalu impor lagi."
        )
    elif not balance.source.rows:
        say("  Tidak ada baris yang diambil: di bawah judul kolomnya tidak ada isi.")
    if in_full:
        show_lines(f"baru         {row.sheet} baris {row.number} → {new}" for row, new in balance.new)
        show_lines(f"sudah ada    {row.sheet} baris {row.number} = {old}" for row, old in balance.known)


def run_terima(options: Namespace) -> int:
    """Accept what the tool read."""
    from ppid_xl.identitas import chosen_ids
    from ppid_xl.workflow.isi.usulan import terima_usulan

    host = open_host(options)
    refuse_unknown_officer(options, host)
    done = terima_usulan(
        host,
        load_knowledge(),
        now_of(options).date(),
        ids=chosen_ids(options.id),
        mulai=options.mulai,
    )
    say(f"{len(done.ids)} usulan diterima; kata-kata unit tetap.")
    if done.without_start:
        say(f"{len(done.without_start)} baris masih memerlukan satu tanggal di kolom Terhitung Mulai:")
        show_lines(f"{name}  sel {cell}" for name, cell in done.without_start[:SHOWN])
        if len(done.without_start) > SHOWN:
            say(
                f"  … dan {len(done.without_start) - SHOWN} lagi. Isi sekaligus dengan --mulai TTTT-BB-HH bila sama."
            )
    if done.other_start:
        say(f"{len(done.other_start)} baris dilewati oleh --mulai karena katanya menyebut mulai yang lain:")
        show_lines(f"{name}  sejak {words}" for name, words in done.other_start)
    if done.without_period:
        names = ", ".join(done.without_period[:SHOWN])
        say(f"{len(done.without_period)} baris hanya dasar hukumnya terbaca; Jangka Waktu-nya belum: {names}")
    if done.unreadable:
        say(
            f"{len(done.unreadable)} baris belum dapat dibaca sama sekali: {', '.join(done.unreadable[:SHOWN])}"
        )
    if done.ids:
        bukti = f"{len(done.ids)} bacaan diterima di kolom Usulan"
        record_work(options, host, "ppid terima-usulan", done.ids, bukti)
    return EXIT_FINE


def run_periksa(options: Namespace) -> int:
    """Check every row, and write the findings home when asked to."""
    from ppid_xl.workflow.periksa.periksa import periksa

    if options.oleh and not options.tulis:
        raise InputError("oleh-tanpa-tulis")
    host = open_host(options)
    refuse_unknown_officer(options, host)
    report = periksa(
        host,
        load_knowledge(),
        now_of(options),
        write=options.tulis,
        folder=options.buku.parent,
        sop=options.sop,
    )
    if options.json:
        say_json(report.as_json())
        _record_periksa(options, host, report)
        return EXIT_GALAT if report.has_galat else EXIT_FINE
    if not options.ringkas:
        show_findings(report.counted, 0 if options.semua else SHOWN)
    summary = report.summary()
    say(
        f"{summary['baris']} baris: {summary['galat']} galat, {summary['peringatan']} peringatan,"
        f" {summary['catatan']} catatan"
        + (f", {summary['diabaikan']} diabaikan" if summary["diabaikan"] else "")
        + "."
    )
    if not options.ringkas:
        show_counts("Per unit:", summary["per_unit"])  # type: ignore[arg-type]
        show_counts("Per aturan:", summary["per_aturan"])  # type: ignore[arg-type]
    if options.tulis:
        say(
            f"Temuan ditulis ke {options.buku}."
            if report.written
            else f"{options.buku} sudah mutakhir; tidak diubah."
        )
    _record_periksa(options, host, report)
    if not report.book.ours:
        say("Buku ini bukan rekap PPID; pindahkan isinya dengan: ppid impor REKAP.xlsx " + str(options.buku))
    return EXIT_GALAT if report.has_galat else EXIT_FINE


def _record_periksa(options: Namespace, host: Host, report: Report) -> None:
    if not options.tulis or not report.book.ours:
        return
    summary, ids = report.summary(), [row.text("id") for row in report.book.rows("tblRekap")]
    counts = ", ".join(f"{summary[level]} {level}" for level in ("galat", "peringatan", "catatan"))
    bukti = f"lembar Temuan {options.buku.name}: {counts}"
    ids = [one for one in ids if one]
    record_work(options, host, "ppid periksa", ids, bukti, quiet=options.json, known=report.book)


def _buat_words(parser: ArgumentParser) -> None:
    workbook_argument(parser, help="buku rekap baru; dengan --formulir buku rekap yang ada")
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--sop", metavar="KODE", help="kode SOP (lihat: ppid sop)")
    kind.add_argument("--formulir", action="store_true", help="buat satu formulir isian bagi setiap unit")
    parser.add_argument("--instansi", default="", metavar="NAMA", help="nama badan publik")
    parser.add_argument(
        "--unit",
        action="append",
        default=[],
        metavar="NAMA",
        help="unit untuk daftar pilihan, atau yang dibuatkan formulir; boleh berulang",
    )
    parser.add_argument(
        "--keluar", type=Path, metavar="DIR", help="folder formulir; bawaan: formulir di samping buku"
    )
    with_day(parser)


def _impor_words(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    parser.add_argument(
        "sumber", type=Path, nargs="+", metavar="SUMBER", help="daftar yang ada (csv atau xlsx)"
    )
    parser.add_argument(
        "--unit", default="", metavar="NAMA", help="unit penguasa bagi baris yang belum menyebutnya"
    )
    parser.add_argument("--terima", action="store_true", help="terapkan juga usul perubahan")
    parser.add_argument(
        "--oleh", default="", metavar="KODE", help="pejabat yang menerimanya; mencatat kegiatan SOP"
    )
    parser.add_argument(
        "--rinci", action="store_true", help="sebut juga setiap baris yang baru dan yang sudah ada"
    )
    with_day(parser)


def _terima_words(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    with_ids(parser)
    parser.add_argument(
        "--mulai", type=iso_date, metavar="TTTT-BB-HH", help="Terhitung Mulai bagi baris yang memerlukannya"
    )
    with_oleh(parser)
    with_day(parser)


def _periksa_words(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    parser.add_argument("--tulis", action="store_true", help="tuliskan temuan ke dalam buku")
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")
    amount = parser.add_mutually_exclusive_group()
    amount.add_argument("--semua", action="store_true", help="tampilkan semua temuan di layar")
    amount.add_argument("--ringkas", action="store_true", help="sebut jumlahnya saja")
    parser.add_argument("--sop", default="", metavar="KODE", help="periksa menurut SOP lain")
    with_oleh(parser)
    with_day(parser)


COMMANDS = (
    Command("buat", "buat buku rekap baru untuk satu SOP", _buat_words, run_buat),
    Command("impor", "masukkan daftar yang ada ke dalam rekap", _impor_words, run_impor),
    Command(
        "terima-usulan", "terima bacaan program atas dasar hukum dan jangka waktu", _terima_words, run_terima
    ),
    Command("periksa", "periksa setiap baris menurut SOP dan peraturan", _periksa_words, run_periksa, ()),
)
