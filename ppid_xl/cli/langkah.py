"""Commands of the SOP's acts: langkah, uji, ajukan, setujui, kembalikan, pantau and bukti."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from ppid_xl.cli.isi import now_of, open_host
from ppid_xl.cli.parser import say
from ppid_xl.cli.terminal import show_findings
from ppid_xl.errors import EXIT_FINE, EXIT_GALAT
from ppid_xl.model import Finding
from ppid_xl.workflow.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.workflow.pantau import Watched


def run_langkah(options: Namespace) -> int:
    """Record a kegiatan that people performed."""
    from ppid_xl.identitas import chosen_ids
    from ppid_xl.workflow.langkah import Deed, langkah

    deed = Deed(
        options.oleh, options.mulai, options.selesai, chosen_ids(options.id), catatan=options.catatan,
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


def run_uji(options: Namespace) -> int:
    """Record a meeting that tested consequences."""
    from ppid_xl.workflow.uji import Meeting, uji

    now = now_of(options)
    meeting = Meeting(
        _ids(options), options.oleh, options.mulai or now, options.saat, options.selesai, options.tempat,
        options.peserta, options.hasil, options.pertimbangan, options.catatan, options.bukti,
    )  # fmt: skip
    done = uji(open_host(options.buku), load_knowledge(), now, meeting, folder=options.buku.parent)
    if done.blocking:
        return _stopped("Uji", done.blocking)
    say(
        f"{done.id_langkah}: {len(done.id_uji)} informasi diuji ({done.id_uji[0]} dst.), tercatat di Uji Konsekuensi."
    )
    return EXIT_FINE


def run_decision(options: Namespace) -> int:
    """Record a submission, an approval or a return."""
    from ppid_xl.workflow.persetujuan import DIAJUKAN, DIKEMBALIKAN, DISETUJUI, Decision, decide

    word = {"ajukan": DIAJUKAN, "setujui": DISETUJUI, "kembalikan": DIKEMBALIKAN}[options.perintah]
    decision = Decision(_ids(options), options.oleh, word, options.catatan, options.bukti, options.mulai)
    done = decide(
        open_host(options.buku), load_knowledge(), now_of(options), decision, folder=options.buku.parent
    )
    if done.blocking:
        return _stopped(options.perintah.capitalize(), done.blocking)
    say(f"{done.id_langkah}: {len(decision.ids)} informasi {word.lower()}, tercatat di lembar Langkah SOP.")
    for note in done.notes:
        say(f"  Catatan: {note}")
    return EXIT_FINE


def _ids(options: Namespace) -> tuple[str, ...]:
    from ppid_xl.errors import InputError
    from ppid_xl.identitas import chosen_ids

    ids = chosen_ids(options.id)
    if not ids:
        raise InputError("tanpa-id", perintah=options.perintah)
    return ids


def _stopped(act: str, blocking: Sequence[Finding]) -> int:
    say(f"{act} tidak dicatat: {len(blocking)} galat harus diperbaiki lebih dulu.")
    show_findings(blocking)
    return EXIT_GALAT


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
