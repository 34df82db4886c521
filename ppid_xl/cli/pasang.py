"""Commands of the machine, not of a workbook: build and install the add-ins, say what works, watch a folder."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import Command
from ppid_xl.cli.parser import say, say_json
from ppid_xl.errors import EXIT_FINE, HostError, InputError

if TYPE_CHECKING:
    from ppid_xl.workflow.mesin.awasi import Look
    from ppid_xl.workflow.mesin.diagnosa import Check
    from ppid_xl.workflow.mesin.pasang import Step

STEP_SIGNS = {"akan": "→", "sudah": "✔ sudah", "dilewati": "– dilewati"}
CHECK_SIGNS = {"siap": "✔", "tidak-ada": "–", "gagal": "✖"}


def run_bangun_addin(options: Namespace) -> int:
    """Build the add-ins and say what was made."""
    from ppid_xl.workflow.mesin.bangun_addin import bangun_addin

    for built in bangun_addin(options.keluar):
        say(f"{built.path}  {built.size} bita  SHA-256 {built.sidik}")
    return EXIT_FINE


def run_pasang(options: Namespace) -> int:
    """Put the add-ins in place, or take them away; each step is told before it is done."""
    from ppid_xl.cli.machine import this_machine
    from ppid_xl.workflow.mesin.pasang import carry_out, plan_install, plan_removal

    machine = this_machine(options.profil_calc)
    steps = plan_removal(machine) if options.lepas else plan_install(machine)
    verb = "lepas" if options.lepas else "pasang"
    if options.rencana:
        for step in steps:
            say(_step_line(step, verb))
        return EXIT_FINE
    carry_out(steps, lambda step: say(_step_line(step, verb)))
    if not any(step.keadaan == "akan" for step in steps):
        say("Tidak ada yang perlu dikerjakan.")
    elif not options.lepas:
        say("Selesai. Tutup lalu buka lagi Excel atau LibreOffice; periksa dengan: ppid diagnosa")
    return EXIT_FINE


def _step_line(step: Step, verb: str) -> str:
    sign = f"→ {verb}" if step.keadaan == "akan" else STEP_SIGNS[step.keadaan]
    reason = f" ({step.alasan})" if step.alasan else ""
    return f"{sign:<11} {step.what}: {step.tempat}{reason}"


def run_diagnosa(options: Namespace) -> int:
    """Say what works on this machine."""
    from ppid_xl.cli.machine import font_families, this_machine
    from ppid_xl.workflow.mesin.diagnosa import diagnose
    from ppid_xl.workflow.surat.pdf import find_converter

    checks = [
        *diagnose(this_machine(options.profil_calc), find_converter(), font_families()),
        _brankas_check(options),
    ]
    failed = any(check.keadaan == "gagal" for check in checks)
    code = HostError.exit_code if failed else EXIT_FINE
    if options.json:
        say_json([asdict(check) for check in checks])
        return code
    for check in checks:
        say(f"{CHECK_SIGNS[check.keadaan]} {check.nama}: {check.keterangan}")
        if check.perbaikan:
            say(f"    Perbaikan: {check.perbaikan}")
    return code


def _brankas_check(options: Namespace) -> Check:
    from ppid_xl.cli.command import open_host
    from ppid_xl.workflow.bukti.brankas_bukti import check_of_brankas
    from ppid_xl.workflow.ground.archived_counters import arsip_folder

    if options.buku is None:
        return check_of_brankas(None, now=datetime.now().astimezone())
    book = open_host(options).snapshot()
    folder = arsip_folder(book, options.buku)
    return check_of_brankas(folder, datetime.now().astimezone(), book.rows("tblRekap"))


def run_awasi(options: Namespace) -> int:
    """Watch a folder until it is interrupted."""
    from threading import Event

    from ppid_xl.workflow.ground.knowledge import load_knowledge
    from ppid_xl.workflow.mesin.awasi import awasi

    if not options.folder.is_dir():
        raise InputError("bukan-folder", berkas=options.folder)
    say(f"Mengawasi {options.folder}; hentikan dengan Ctrl+C.", at_once=True)
    clock = lambda: datetime.now().astimezone()  # noqa: E731
    try:
        awasi(options.folder, load_knowledge(), clock, _show_look, Event(), poll=options.jaringan)
    except KeyboardInterrupt:
        say("Selesai mengawasi.")
    return EXIT_FINE


def _show_look(seen: Look) -> None:
    if seen.report is None:
        say(f"{seen.path.name}: {seen.problem}", at_once=True)
        return
    counts = seen.report.summary()
    told = ", ".join(f"{counts[level]} {level}" for level in ("galat", "peringatan", "catatan"))
    after = " Ditulis ke dalam buku setelah buku itu ditutup." if seen.waits else ""
    page = seen.page.name if seen.page else ""
    say(f"{seen.path.name}: {told}. Lihat {page}.{after}", at_once=True)


def _bangun_addin_words(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--keluar", type=Path, required=True, metavar="DIR", help="folder hasil; add-in lama di sana diganti"
    )


def _profile_word(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--profil-calc", type=Path, metavar="DIR", help="profil LibreOffice lain, untuk mencoba"
    )


def _pasang_words(parser: ArgumentParser) -> None:
    parser.add_argument("--lepas", action="store_true", help="lepaskan semua yang pernah dipasang")
    parser.add_argument("--rencana", action="store_true", help="sebut saja apa yang akan dikerjakan")
    _profile_word(parser)


def _diagnosa_words(parser: ArgumentParser) -> None:
    parser.add_argument(
        "buku", type=Path, nargs="?", metavar="BUKU.xlsx", help="buku yang brankasnya dilihat"
    )
    parser.add_argument("--json", action="store_true", help="cetak satu dokumen JSON")
    _profile_word(parser)


def _awasi_words(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder tempat buku rekap disimpan")
    parser.add_argument(
        "--jaringan", action="store_true", help="folder jaringan: lihat setiap beberapa detik"
    )


COMMANDS = (
    Command(
        "bangun-addin",
        "buat add-in tombol: ppid.xlam untuk Excel, ppid.oxt untuk LibreOffice Calc",
        _bangun_addin_words,
        run_bangun_addin,
    ),
    Command("pasang", "pasang tombol di Excel dan LibreOffice Calc", _pasang_words, run_pasang),
    Command(
        "diagnosa", "sebut apa yang siap di komputer ini, dan perbaikannya", _diagnosa_words, run_diagnosa, ()
    ),
    Command("awasi", "periksa setiap rekap yang disimpan di suatu folder", _awasi_words, run_awasi),
)
