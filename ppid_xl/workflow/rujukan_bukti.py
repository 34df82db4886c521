"""Rujukan bukti: what staff name as evidence of an act is there: a letter of the agenda, or a file with its digest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from ppid_xl.errors import InputError
from ppid_xl.evidence import SIDIK_LENGTH
from ppid_xl.hosts import Host
from ppid_xl.workflow.agenda import find_letter

_LETTER = re.compile(r"SR-[0-9]{4}-[0-9]+", re.IGNORECASE)


def checked_bukti(words: str, host: Host, folders: Sequence[Path]) -> str:
    """Return named evidence as column Bukti keeps it: the ID of a letter, or a file with the start of its SHA-256.

    A file is looked for in ``folders``, in their order. Raises InputError (``bukti-tidak-ada``) when there is
    none, and ``surat-dibatalkan`` for a cancelled letter. No words are no evidence.
    """
    words = words.strip()
    if not words:
        return ""
    found = next((path for path in (folder / words for folder in folders) if path.is_file()), None)
    if found is not None:
        with found.open("rb") as content:
            return f"{words} (sidik {hashlib.file_digest(content, 'sha256').hexdigest()[:SIDIK_LENGTH]})"
    if not _LETTER.fullmatch(words):
        places = ", ".join(dict.fromkeys(str(folder.resolve()) for folder in folders))
        raise InputError("bukti-tidak-ada", bukti=words, tempat=places)
    return _letter(words, host)


def _letter(words: str, host: Host) -> str:
    try:
        return find_letter(host.snapshot(), words).id_surat
    except InputError as error:
        if error.kode != "surat-tidak-ada":
            raise
        raise InputError("bukti-tidak-ada", bukti=words, tempat="lembar Agenda Surat") from error
