"""Sidik putusan: what builds on a test or a decision is about the row as it was then, and that must show."""

from __future__ import annotations

from collections.abc import Iterable

from ppid_xl.columns import Dictionary
from ppid_xl.errors import InputError
from ppid_xl.evidence import DIKEMBALIKAN, Evidence, sidik_of
from ppid_xl.identitas import collapse_ids
from ppid_xl.model import Row
from ppid_xl.workflow.ground.tindakan import is_excluded
from ppid_xl.workflow.periksa.temuan_bukti import SHORT, decided_by

CHANGED, UNPROVED = "berubah-sesudah-uji", "sidik-putusan-kosong"


def refuse_unfit(rows: Iterable[Row], evidence: Evidence, dictionary: Dictionary) -> None:
    """Raise InputError for rows that are not as they were tested or decided, or of which nobody can tell.

    Rows that nobody decided on pass, as imported ones do. A test or an approval of an excluded row without its
    digest proves nothing: it is held, or given, once more (``sidik-putusan-kosong``).
    """
    spec = dictionary.tabel["tblRekap"]
    wrong: dict[str, dict[str, str]] = {CHANGED: {}, UNPROVED: {}}
    for row in rows:
        informasi = row.text("id")
        act, sidik = decided_by(informasi, evidence)
        if len(sidik) < SHORT:
            if act and is_excluded(row) and not _is_returned(informasi, evidence):
                wrong[UNPROVED][informasi] = act
        elif not sidik_of(row, spec).startswith(sidik):
            wrong[CHANGED][informasi] = act
    for kode, acts in wrong.items():
        if acts:
            raise InputError(kode, id=collapse_ids(acts), tindakan=collapse_ids(acts.values()))


def _is_returned(informasi: str, evidence: Evidence) -> bool:
    """Say whether the approval of an untested informasi was taken back by a return."""
    latest = evidence.latest_decision(informasi)
    untested = evidence.latest_uji(informasi) is None
    return untested and latest is not None and latest.keputusan == DIKEMBALIKAN
