"""Tersimpan: where the SOP's own kegiatan ends in storage, an archived version is recorded as that kegiatan."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ppid_xl.evidence import read_evidence
from ppid_xl.hosts import Host
from ppid_xl.sop import Kegiatan, Sop
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.status import reached_states
from ppid_xl.workflow.tindakan import Deed, find_pejabat, sop_of, write_act

COMMAND = "ppid arsip simpan"


def record_stored(
    host: Host, knowledge: Knowledge, now: datetime, oleh: str, versi: str, *, folder: Path | None = None
) -> str:
    """Record that the rows not yet stored are in the archive now; return the act's ID, empty when none was needed.

    Only an SOP whose kegiatan for ``ppid arsip simpan`` names a state asks for it; ``versi`` is the proof.
    """
    book = host.snapshot()
    sop = sop_of(book, knowledge, folder)
    kegiatan = _storing(sop)
    if sop is None or kegiatan is None:
        return ""
    evidence = read_evidence(book)
    rows = [row.text("id") for row in book.rows("tblRekap") if row.text("id")]
    ids = [i for i in rows if kegiatan.keadaan not in reached_states(i, evidence, sop)]
    if not ids:
        return ""
    putaran = max(evidence.putaran(informasi) for informasi in ids)
    words = f"{kegiatan.nomor}. {kegiatan.uraian}"
    deed = Deed(oleh, now, now, ids, bukti=versi)
    id_langkah, actions = write_act(book, now, find_pejabat(book, oleh), deed, words, putaran=putaran)
    host.apply(actions)
    return id_langkah


def _storing(sop: Sop | None) -> Kegiatan | None:
    found = (k for k in sop.kegiatan if k.perintah.startswith(COMMAND) and k.keadaan) if sop else iter(())
    return next(found, None)
