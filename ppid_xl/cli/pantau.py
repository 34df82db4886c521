"""Commands that look: pantau and bukti."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import Command, now_of, open_host
from ppid_xl.cli.parser import say, with_day, workbook_argument
from ppid_xl.errors import EXIT_FINE, EXIT_GALAT
from ppid_xl.workflow.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.workflow.pantau import Watched


def run_pantau(options: Namespace) -> int:
    """Print the exclusions by how soon they end."""
    from ppid_xl.workflow.pantau import grouped, pantau

    watched = pantau(open_host(options.buku).snapshot(), load_knowledge(), now_of(options).date())
    if options.json:
        print(json.dumps([asdict(one) for one in watched], ensure_ascii=False, default=str))
        return EXIT_FINE
    if not watched:
        say("Belum ada informasi dikecualikan di rekap ini.")
    for state, found in grouped(watched).items():
        say(f"{state.capitalize()} ({len(found)})")
        for one in found:
            say(f"  {one.id:<14} {_ending(one):<46} {one.judul}")
    return EXIT_FINE


def _ending(one: Watched) -> str:
    if one.akhir is None:
        return " ".join(one.jangka_waktu.split())[:44] or "jangka waktu kosong"
    other = f" ({one.sisa_lain} bila cuti bersama dihitung lain)" if one.sisa_lain != one.sisa else ""
    mark = ", sementara" if one.sementara else ""
    return f"{one.akhir:%d/%m/%Y}, {one.sisa} hari kerja{other}{mark}"


def run_bukti(options: Namespace) -> int:
    """Print the proof of one informasi."""
    from ppid_xl.workflow.bukti import bukti
    from ppid_xl.workflow.simpan import arsip_folder

    book = open_host(options.buku).snapshot()
    arsip = arsip_folder(book, options.buku, options.arsip)
    proof = bukti(book, options.id, load_knowledge(), now_of(options), workbook=options.buku, arsip=arsip)
    if options.json:
        print(json.dumps(proof.as_json(), ensure_ascii=False, default=str))
        return EXIT_FINE if proof.holds else EXIT_GALAT
    say(
        f"{proof.id} per {proof.tanggal:%d/%m/%Y}: {'terbukti' if proof.holds else 'BELUM terbukti'}, {proof.keadaan}"
    )
    for heading, text in proof.isi.items():
        say(f"  {heading:<26} {' '.join(text.split()) or '(kosong)'}")
    say(f"  {'Dibaca sebagai':<26} {'; '.join(proof.rujukan) or '(tidak terbaca)'}")
    say(f"  {'Akhir dan batas ubah':<26} {_day(proof.akhir)}; {_day(proof.batas_ubah)}")
    for test in proof.uji:
        outcome = test["hasil"] or "hasil belum diisi"
        say(f"  Uji {test['id_uji']} putaran {test['putaran']}: {outcome}, sidik {test['sidik']}")
    for act in proof.tindakan:
        officer = f"{act['oleh']} ({act['sebagai']})"
        say(f"  {act['id_langkah']} {act['kegiatan']}: {act['keputusan']} oleh {officer} {act['bukti']}")
    for version in proof.versi:
        say(f"  Arsip {version}")
    for words in (*proof.kurang, *proof.galat):
        say(f"  Kurang: {words}")
    return EXIT_FINE if proof.holds else EXIT_GALAT


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "(tidak ada)"


def _pantau_words(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")
    with_day(parser)


def _bukti_words(parser: ArgumentParser) -> None:
    workbook_argument(parser)
    parser.add_argument("id", metavar="ID", help="ID informasi")
    parser.add_argument("--arsip", type=Path, metavar="DIR", help="folder arsip lain")
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")
    with_day(parser)


COMMANDS = (
    Command("pantau", "sebut pengecualian menurut berakhirnya", _pantau_words, run_pantau),
    Command("bukti", "buktikan satu baris daftar: hukum, uji, persetujuan, masa", _bukti_words, run_bukti),
)
