"""Ganti kunci: one key takes the place of another; its new holder proposes it, the other holder agrees and seals anew.

The staying key opens each envelope and seals it for the new pair, object by object; what was interrupted goes on
where it stopped. Only when every envelope was sealed anew does the new key take its place.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.store import Arsip, list_versions, open_arsip, record_act, refuse_damaged, save_version
from ppid_xl.brankas.envelope import look_into, reseal
from ppid_xl.brankas.keys import OpenKey, fingerprint, new_key, open_key, same_fingerprint
from ppid_xl.errors import ArsipError, InputError
from ppid_xl.model import Book
from ppid_xl.workflow.amplop import envelope_objects, envelopes, made_for
from ppid_xl.workflow.penerima import (
    KUNCI,
    OBJECT,
    PERAN,
    Brankas,
    Penerima,
    act_of,
    read_brankas,
    set_of,
    write_brankas,
)
from ppid_xl.workflow.shared_place import refuse_shared
from ppid_xl.workflow.siapkan import (
    SHEET,
    TEXT,
    Registered,
    refuse_same_key,
    secret_file,
    write_secrets,
)
from ppid_xl.workflow.simpan import Person
from ppid_xl.workflow.tindakan import find_pejabat
from ppid_xl.workflow.uji_pulih import try_key

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Changed:
    """How many envelopes were sealed anew, and the key that took its place, None when only some were behind."""

    amplop: int
    penerima: Penerima | None
