"""Commands that look: pantau and bukti."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from ppid_xl.cli.command import Command, now_of, open_host
from ppid_xl.cli.parser import positive, say, say_json, with_day, workbook_argument
from ppid_xl.errors import EXIT_FINE, EXIT_GALAT
from ppid_xl.workflow.ground.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.workflow.bukti.bukti import Pembukaan
    from ppid_xl.workflow.ground.pantau import Watched

QUOTED = 160  # letters of the law on a screen line; all of them in --json
ADVICE = {
    "terbuka demi hukum": "Catat dengan: ppid buka (PP 61/2010 Pasal 11 ayat (3))",
    "berakhir dalam 30 hari kerja": "Putuskan: ppid buka, atau ppid uji lalu ppid perpanjang",
}


def run_pantau(options: Namespace) -> int:
    """Print the exclusions by how soon they end."""
    from ppid_xl.workflow.ground.pantau import grouped, pantau

    book, today = open_host(options).snapshot(), now_of(options).date()
    watched = pantau(book, load_knowledge(), today, options.hari)
    if options.json:
        say_json([asdict(one) for one in watched])
        return EXIT_FINE
    if not watched:
        say("Belum ada informasi dikecualikan di rekap ini.")
    for state, found in grouped(watched, options.hari).items():
        say(f"{state.capitalize()} ({len(found)})")
        for one in found:
            say(f"  {one.id:<14} {_ending(one):<46} {one.judul}")
        if advice := ADVICE.get(state):
            say(f"  → {advice}")
    return EXIT_FINE


def _ending(one: Watched) -> str:
    if one.akhir is None:
        words = " ".join(one.jangka_waktu.split())
        return f"{words[:43]}…" if len(words) > 44 else words or "jangka waktu kosong"
    other = f" ({one.sisa_lain} bila cuti bersama dihitung lain)" if one.sisa_lain != one.sisa else ""
    mark = ", sementara" if one.sementara else ""
    limit = ", batas ubah sudah lewat" if one.lewat_batas and one.sisa is not None and one.sisa >= 0 else ""
    return f"{one.akhir:%d/%m/%Y}, {one.sisa} hari kerja{other}{limit}{mark}"


def run_bukti(options: Namespace) -> int:
    """Print the proof of one informasi."""
    from ppid_xl.workflow.bukti.bukti import bukti
    from ppid_xl.workflow.ground.archived_counters import arsip_folder

    book = open_host(options).snapshot()
    arsip = arsip_folder(book, options.buku, options.arsip)
    informasi = options.id.strip().upper()
    proof = bukti(book, informasi, load_knowledge(), now_of(options), workbook=options.buku, arsip=arsip)
    if options.json:
        say_json(proof.as_json())
        return EXIT_FINE if proof.holds else EXIT_GALAT
    say(
        f"{proof.id} per {proof.tanggal:%d/%m/%Y}: {'terbukti' if proof.holds else 'BELUM terbukti'}, {proof.keadaan}"
    )
    for heading, text in proof.isi.items():
        say(f"  {heading:<26} {' '.join(text.split()) or '(kosong)'}")
    say(f"  {'Dibaca sebagai':<26} {'; '.join(proof.rujukan) or '(tidak terbaca)'}")
    for quoted in proof.kutipan:
        say(f'  {"Bunyinya":<26} "{shorten(quoted.pokok, QUOTED, placeholder=" …")}"')
    mark = "; sementara, hari libur tahun itu belum ada" if proof.sementara else ""
    say(f"  {'Akhir dan batas ubah':<26} {_day(proof.akhir)}; {_day(proof.batas_ubah)}{mark}")
    say(f"  {'Menurut SOP':<26} {proof.sop or '(tidak ada)'}")
    for test in proof.uji:
        say(f"  {_test(test)}")
    for act in proof.tindakan:
        say(f"  {_act(act)}")
    if proof.pembukaan:
        say(f"  {_opened(proof.pembukaan)}")
    for letter in proof.surat:
        say(f"  {_letter(letter)}")
    for line in proof.berkas_bukti:
        say(f"  Berkas bukti {line}")
    for version in proof.versi:
        say(f"  Arsip {version}")
    if proof.brankas:
        say(f"  {'Brankas':<26} {proof.brankas}")
    for words in (*proof.kurang, *proof.galat):
        say(f"  Kurang: {words}")
    return EXIT_FINE if proof.holds else EXIT_GALAT


def _test(test: Mapping[str, object]) -> str:
    outcome = test["hasil"] or "hasil belum diisi"
    when = f"{_moment(test['tanggal'])}{_officer(test)}"
    return f"Uji {test['id_uji']} putaran {test['putaran']}, {when}: {outcome}, sidik {test['sidik']}"


def _act(act: Mapping[str, object]) -> str:
    head = f"{act['id_langkah']} {_moment(act['mulai'])} {act['kegiatan']}"
    return f"{head}: {act['keputusan']}{_officer(act)} {act['bukti']}".rstrip()


def _opened(opened: Pembukaan) -> str:
    act, approval, test = opened.tindakan, opened.persetujuan, opened.uji
    approved = (
        f"{approval.id_langkah} {_moment(approval.mulai)} oleh {approval.oleh} ({approval.sebagai})"
        if approval
        else act.bukti or "(tidak tercatat)"
    )
    tested = f"{test.id_uji}, hasil {test.hasil}" if test else "(tidak tercatat)"
    return f"Dibuka dengan {act.id_langkah} {_moment(act.mulai)}; persetujuan: {approved}; uji: {tested}"


def _moment(day: object) -> str:
    return f"{day:%d/%m/%Y}" if isinstance(day, date) else "(tanpa tanggal)"


def _officer(act: Mapping[str, object]) -> str:
    who = ", ".join(str(act[key]) for key in ("oleh", "nama") if act[key])
    role = f" ({act['sebagai']})" if act["sebagai"] else ""
    return f" oleh {who}{role}" if who else ""


def _letter(letter: dict[str, object]) -> str:
    dated = _moment(letter["tanggal"])
    number = letter["nomor"] or "(nomor menyusul)"
    state = f"{letter['keadaan'] or letter['arah']}, sidik {letter['sidik'] or '(belum ada)'}"
    return (
        f"Surat {letter['id_surat']} {letter['jenis']} {number}, {dated}: {state} {letter['berkas']}".rstrip()
    )


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "(tidak ada)"


def _pantau_words(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    parser.add_argument(
        "--hari",
        type=positive,
        default=90,
        metavar="N",
        help="sebut dekat bila berakhir dalam N hari; bawaan: 90",
    )
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")
    with_day(parser)


def _bukti_words(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    parser.add_argument("id", metavar="ID", help="ID informasi")
    parser.add_argument("--arsip", type=Path, metavar="DIR", help="folder arsip lain")
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")
    with_day(parser)


COMMANDS = (
    Command("pantau", "sebut pengecualian menurut berakhirnya", _pantau_words, run_pantau, ()),
    Command("bukti", "buktikan satu baris daftar: hukum, uji, persetujuan, masa", _bukti_words, run_bukti),
)
