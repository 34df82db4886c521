"""From options to a deed, and what every act prints: notes, or the galat that stopped it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ppid_xl.cli.parser import say
from ppid_xl.cli.terminal import show_findings
from ppid_xl.errors import EXIT_GALAT, InputError
from ppid_xl.model import Finding

if TYPE_CHECKING:
    from ppid_xl.workflow.tindakan import Deed


def deed_of(options: Namespace, *, needs_ids: bool = False) -> Deed:
    """Return what the options of an act tell; raise InputError when it needs rows and names none."""
    from ppid_xl.identitas import chosen_ids
    from ppid_xl.workflow.tindakan import Deed

    ids = chosen_ids(options.id)
    if needs_ids and not ids:
        raise InputError("tanpa-id", perintah=options.perintah)
    return Deed(
        options.oleh, options.mulai, getattr(options, "selesai", None), ids, options.catatan,
        getattr(options, "tempat", ""), getattr(options, "peserta", ""), options.bukti,
    )  # fmt: skip


def show_notes(notes: Iterable[str]) -> None:
    """Print what staff should know about an act that was recorded."""
    for note in notes:
        say(f"  Catatan: {note}")


def show_stopped(act: str, blocking: Sequence[Finding]) -> int:
    """Print the galat that stopped an act and return its exit code."""
    say(f"{act} tidak dicatat: {len(blocking)} galat harus diperbaiki lebih dulu.")
    show_findings(blocking)
    return EXIT_GALAT
