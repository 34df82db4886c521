"""From options to a deed, what every act prints, and its line in the log of the archive with the account."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import account, now_of, open_host
from ppid_xl.cli.parser import say
from ppid_xl.cli.terminal import show_stopping
from ppid_xl.errors import EXIT_GALAT, ArsipError, HostError, InputError
from ppid_xl.messages import sentence
from ppid_xl.model import Book, Finding
from ppid_xl.plain_text import visible
from ppid_xl.workflow.ground.knowledge import load_knowledge
from ppid_xl.workflow.ground.registers import check_registers

if TYPE_CHECKING:
    from ppid_xl.hosts import Host
    from ppid_xl.workflow.ground.kegiatan_perintah import Kept
    from ppid_xl.workflow.ground.tindakan import Deed


def deed_of(options: Namespace, *, needs_ids: bool = False) -> Deed:
    """Return what the options of an act tell, its evidence looked up.

    Raises InputError when it needs rows and names none, and for evidence that is not there.
    """
    from ppid_xl.identitas import chosen_ids
    from ppid_xl.workflow.ground.tindakan import Deed

    ids = chosen_ids(options.id)
    if needs_ids and not ids:
        raise InputError("tanpa-id", perintah=options.perintah)
    return Deed(
        options.oleh, options.mulai, getattr(options, "selesai", None), ids, options.catatan,
        getattr(options, "tempat", ""), getattr(options, "peserta", ""), bukti_of(options),
    )  # fmt: skip


def bukti_of(options: Namespace) -> str:
    """Return the evidence that ``--bukti`` names, as the workbook keeps it; raise InputError when it is not there."""
    if not options.bukti.strip():
        return ""
    from ppid_xl.workflow.berkas.rujukan_bukti import checked_bukti

    return checked_bukti(options.bukti, open_host(options), (Path(), options.buku.parent))


def show_notes(notes: Iterable[str]) -> None:
    """Print what staff should know about an act that was recorded."""
    for note in notes:
        say(f"  Catatan: {note}")


def refuse_unknown_officer(options: Namespace, host: Host) -> None:
    """Raise InputError before any work is done that could not be recorded: nobody has the code in ``--oleh``."""
    if options.oleh:
        from ppid_xl.workflow.ground.tindakan import find_pejabat

        check_registers(host.snapshot(), load_knowledge().dictionary)
        find_pejabat(host.snapshot(), options.oleh)


def record_work(
    options: Namespace, host: Host, command: str, ids: Sequence[str], bukti: str, *, catatan: str = "",
    quiet: bool = False, known: Book | None = None,
) -> None:  # fmt: skip
    """Record the kegiatan of a command that did its work, or tell how to; ``quiet`` prints nothing.

    ``known`` is the workbook before that work, where the command has it at hand.
    """
    from ppid_xl.workflow.ground.kegiatan_perintah import record_kegiatan
    from ppid_xl.workflow.ground.tindakan import Deed

    deed = Deed(options.oleh, ids=ids, bukti=bukti, catatan=catatan)
    now, folder = now_of(options), options.buku.parent
    kept = record_kegiatan(host, load_knowledge(), now, command, deed, folder=folder, known=known)
    if not quiet:
        show_kept(kept)
    log_acts(options, options.buku, [kept.id_langkah])


def record_letters(options: Namespace, workbook: Path, command: str, acts: Collection[str]) -> None:
    """Record the kegiatan that the SOP does by a command of letters, once for all that its acts are about.

    The acts are on record already; nothing is said where the SOP has no kegiatan for the command.
    """
    if not acts:
        return
    from ppid_xl.identitas import expand_ids
    from ppid_xl.workflow.ground.kegiatan_perintah import kegiatan_for, record_kegiatan
    from ppid_xl.workflow.ground.tindakan import Deed, sop_of

    host, knowledge, folder = open_host(options, workbook), load_knowledge(), workbook.parent
    book = host.snapshot()
    rows = [row for row in book.rows("tblLangkah") if row.text("id_langkah") in acts]
    if kegiatan_for(sop_of(book, knowledge, folder), command) is None:
        return
    ids = expand_ids(row.text("id_informasi") for row in rows)
    deed = Deed(options.oleh, ids=ids, bukti="; ".join(row.text("id_surat") for row in rows))
    kept = record_kegiatan(host, knowledge, now_of(options), command, deed, folder=folder)
    show_kept(kept)
    log_acts(options, workbook, [kept.id_langkah])


def show_kept(kept: Kept) -> None:
    """Print which act was recorded for a command, or why none was."""
    if kept.id_langkah:
        say(f"{kept.id_langkah}: kegiatan {kept.nomor} menurut SOP tercatat di lembar Langkah SOP.")
    show_notes(kept.notes)


def log_acts(options: Namespace, workbook: Path, acts: Collection[str]) -> None:
    """Write acts into the log of the archive: the account at the keyboard, and apart from it the officer.

    The first act begins the archive. The acts are in the workbook already, so a log that cannot be written is told.
    """
    wanted = [one for one in acts if one]
    if not wanted:
        return
    from ppid_xl.workflow.arsip.catatan_akun import log_act  # the whole archive comes with it

    book, given = open_host(options, workbook).snapshot(), getattr(options, "arsip", None)
    quiet = getattr(options, "json", False)
    for row in book.rows("tblLangkah"):
        if row.text("id_langkah") not in wanted:
            continue
        try:
            begun = log_act(book, workbook, row, account(), now_of(options), given)
        except (ArsipError, HostError) as reason:
            _tell_unlogged(wanted[wanted.index(row.text("id_langkah")) :], sentence(reason), quiet)
            return
        if begun and not quiet:
            say(f"Arsip dimulai di {begun}: log.jsonl mencatat akun di papan ketik untuk setiap tindakan.")
    _archive_decided(options, workbook, book, wanted, quiet)


def _archive_decided(
    options: Namespace, workbook: Path, book: Book, acts: Collection[str], quiet: bool
) -> None:
    """Archive the informasi that these acts decided and the letters they filed, one object for each."""
    from ppid_xl.cli.after_save import check_saved
    from ppid_xl.workflow.arsip.arsip_putusan import archive_acts
    from ppid_xl.workflow.arsip.simpan import Person

    now, given = now_of(options), getattr(options, "arsip", None)
    try:
        arsip = archive_acts(book, workbook, acts, load_knowledge(), now, account(), given)
    except (ArsipError, HostError) as reason:
        _tell(
            f"PERHATIAN: putusannya ada di buku, tetapi belum tersimpan di arsip. {sentence(reason)}", quiet
        )
        return
    if arsip is not None:
        check_saved(arsip, now, Person(account()), quiet=quiet)


def _tell_unlogged(acts: Sequence[str], reason: str, quiet: bool) -> None:
    """Tell that acts are in the workbook alone, on stderr where stdout is one JSON document."""
    _tell(
        f"PERHATIAN: {', '.join(acts)} ada di buku, tetapi akunnya belum tercatat di arsip. {reason}", quiet
    )


def _tell(told: str, quiet: bool) -> None:
    print(visible(told), file=sys.stderr) if quiet else say(told)


def show_stopped(act: str, blocking: Sequence[Finding]) -> int:
    """Print the galat that stopped an act and return its exit code."""
    say(f"{act} tidak dicatat: {len(blocking)} galat harus diperbaiki lebih dulu.")
    show_stopping(blocking)
    return EXIT_GALAT
