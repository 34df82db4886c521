"""Acts that look after the archive: periksa checks it and mends it from a second copy, uji-pulih restores on trial."""

from __future__ import annotations

import random
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.after_save import show_faults, show_report
from ppid_xl.cli.arsip_place import find_place, person_of, with_place
from ppid_xl.cli.command import now_of
from ppid_xl.cli.deed import show_notes
from ppid_xl.cli.parser import say
from ppid_xl.cli.terminal import show_lines
from ppid_xl.errors import EXIT_FINE, ArsipError, InputError

if TYPE_CHECKING:
    from ppid_xl.arsip.repair import Plan


def run_periksa(options: Namespace) -> int:
    """Check the whole archive and keep the report; with a second copy show, or take, what mends it."""
    from ppid_xl.workflow.arsip.jadwal_arsip import full_check, preview_repair
    from ppid_xl.workflow.arsip.saksi_arsip import signature_note

    folder, _ = find_place(options)
    if options.saksi:
        _show_testimony(folder, options.saksi)
    for copy in (options.salinan, options.pulihkan_dari):
        if copy is not None and copy.resolve() == folder.resolve():
            raise InputError("salinan-arsip-sendiri", folder=copy)
    if options.pulihkan_dari is not None:
        _repair(options, folder)
    checked = full_check(folder, now_of(options), person_of(options))
    code = show_faults(folder, checked.faults)
    if code == EXIT_FINE:
        show_notes(filter(None, [signature_note(folder)]))
    show_report(checked.kept)
    if checked.faults and options.salinan is not None:
        _show_plan(preview_repair(folder, options.salinan), options.salinan)
    return code


def _show_testimony(folder: Path, code: str) -> None:
    from ppid_xl.workflow.arsip.saksi_arsip import hear_witness

    told = hear_witness(folder, code)
    about = f" {told.tentang}" if told.tentang else ""
    say(f"Saksi cocok: baris {told.baris} log, {told.tindakan}{about}, {told.waktu}.")
    say(f"Sampai baris itu tidak ada yang diganti; sesudahnya ada {told.sesudahnya} baris.")


def _show_plan(plan: Plan, copy: Path) -> None:
    say(f"Salinan {copy} dapat memulihkan {len(plan.bisa)} berkas. Belum ada yang diubah.")
    show_lines(
        f"{one.berkas} ({'mengganti yang rusak' if one.ada else 'hilang di sini'})" for one in plan.bisa
    )
    if plan.tidak:
        say(f"{len(plan.tidak)} berkas rusak di kedua tempat:")
        show_lines(plan.tidak)
    if plan.bisa:
        say(f"Pulihkan dengan --pulihkan-dari {copy}; yang rusak disisihkan ke folder rusak, tidak dihapus.")


def _repair(options: Namespace, folder: Path) -> None:
    from ppid_xl.workflow.arsip.jadwal_arsip import repair

    plan, kept = repair(folder, options.pulihkan_dari, now_of(options), person_of(options))
    say(f"{len(plan.bisa)} berkas dipulihkan dari {options.pulihkan_dari}.")
    show_lines(one.berkas for one in plan.bisa)
    if plan.bisa:
        show_report(kept)


def run_uji_pulih(options: Namespace) -> int:
    """Restore versions into a temporary folder, compare every byte, and keep the report."""
    from ppid_xl.workflow.arsip.jadwal_arsip import drill

    folder, _ = find_place(options)
    done = drill(
        folder, now_of(options), person_of(options), everything=options.semua, chance=random.SystemRandom()
    )
    failed = [one for one in done.drills if one.masalah]
    files = sum(one.berkas for one in done.drills)
    if failed:
        say(f"{len(failed)} dari {len(done.drills)} versi tidak dapat dipulihkan utuh:")
        show_lines(f"{one.objek} {one.versi}: {one.masalah}" for one in failed)
    else:
        many = f"{len(done.drills)} dari {done.total} versi"
        say(f"{many} dipulihkan ke folder sementara, {files} berkas, semuanya sama.")
    show_report(done.kept)
    return ArsipError.exit_code if failed else EXIT_FINE


def periksa_words(parser: ArgumentParser) -> None:
    """Add what periksa is told."""
    with_place(parser)
    parser.add_argument(
        "--saksi", default="", metavar="KODE", help="sidik rantai dari berita acara, atau isi QR-nya"
    )
    copies = parser.add_mutually_exclusive_group()
    copies.add_argument(
        "--salinan", type=Path, metavar="DIR", help="salinan arsip; sebut apa yang dapat dipulihkan darinya"
    )
    copies.add_argument(
        "--pulihkan-dari", type=Path, metavar="DIR", help="ambil dari salinan itu apa yang rusak di sini"
    )


def uji_pulih_words(parser: ArgumentParser) -> None:
    """Add what uji-pulih is told."""
    with_place(parser)
    parser.add_argument(
        "--semua", action="store_true", help="semua versi; bawaan: yang terakhir dan beberapa versi acak"
    )
