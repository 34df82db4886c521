"""Commands about acts and ends: langkah, pantau."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from ppid_xl.cli.isi import now_of, open_host
from ppid_xl.cli.parser import say
from ppid_xl.errors import EXIT_FINE
from ppid_xl.workflow.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.workflow.pantau import Watched


def run_langkah(options: Namespace) -> int:
    """Record a kegiatan that people performed."""
    from ppid_xl.identitas import expand_ids
    from ppid_xl.workflow.langkah import Deed, langkah

    deed = Deed(
        options.oleh, options.mulai, options.selesai, expand_ids(options.id), catatan=options.catatan,
        tempat=options.tempat, peserta=options.peserta, bukti=options.bukti,
    )  # fmt: skip
    done = langkah(
        open_host(options.buku),
        load_knowledge(),
        now_of(options),
        options.kegiatan,
        deed,
        folder=options.buku.parent,
    )
    until = f"; tenggat {done.tenggat:%d/%m/%Y %H.%M}" if done.tenggat else ""
    say(f"{done.id_langkah} tercatat di lembar Langkah SOP{until}.")
    for note in done.notes:
        say(f"  Catatan: {note}")
    return EXIT_FINE


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
