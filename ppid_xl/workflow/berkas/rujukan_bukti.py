"""Rujukan bukti: what staff name as evidence of an act is there: a letter of the agenda, or a file with its digest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ppid_xl.errors import InputError
from ppid_xl.evidence import Evidence
from ppid_xl.hosts import Host
from ppid_xl.workflow.agenda.agenda import find_letter
from ppid_xl.workflow.agenda.naskah import place_of
from ppid_xl.workflow.berkas.berkas_bukti import file_sidik

_LETTER = re.compile(r"SR-[0-9]{4}-[0-9]+", re.IGNORECASE)


def checked_bukti(words: str, host: Host, folders: Sequence[Path]) -> str:
    """Return named evidence as column Bukti keeps it: the ID of a letter, or a file with the start of its SHA-256.

    A file is looked for in ``folders``, in their order, and named from the last of them on. Raises InputError
    (``bukti-tidak-ada``) when there is none, and ``surat-dibatalkan`` for a cancelled letter. No words are no
    evidence.
    """
    words = words.strip()
    if not words:
        return ""
    found = next((path for path in (folder / words for folder in folders) if path.is_file()), None)
    if found is not None:
        place = place_of(found.resolve(), folders[-1].resolve())
        return f"{place} (sidik {file_sidik(found)})"
    if not _LETTER.fullmatch(words):
        places = ", ".join(dict.fromkeys(str(folder.resolve()) for folder in folders))
        raise InputError("bukti-tidak-ada", bukti=words, tempat=places)
    return _letter(words, host)


def later_notes(bukti: str, evidence: Evidence, what: str) -> list[str]:
    """Return the note that proof of an act is to follow: none was named, or a letter that is not signed yet."""
    if evidence.proves(bukti):
        return []
    if bukti.strip():
        return [f"Bukti menyusul: {bukti.strip()} belum bertanda tangan; catat dengan ppid terima-ttd."]
    return [f"Bukti menyusul: {what} belum disebut (--bukti)."]


def _letter(words: str, host: Host) -> str:
    try:
        return find_letter(host.snapshot(), words).id_surat
    except InputError as error:
        if error.kode != "surat-tidak-ada":
            raise
        raise InputError("bukti-tidak-ada", bukti=words, tempat="lembar Agenda Surat") from error
