"""Keadaan agenda: a letter of ours is initialled, printed or sent; each is an act, and only in an order that can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ppid_xl.errors import InputError
from ppid_xl.hosts import Host
from ppid_xl.keadaan_surat import DICETAK, DIKIRIM, DIPARAF, may_become, read_state, state_after
from ppid_xl.model import SetColumn
from ppid_xl.workflow.agenda.agenda import MASUK, find_letter, ids_of_letter, putaran_of
from ppid_xl.workflow.ground.tindakan import DICATAT, Deed, find_pejabat, write_act

WORDS = {DIPARAF: "Paraf", DICETAK: "Pencetakan", DIKIRIM: "Pengiriman"}


def advance_letter(host: Host, now: datetime, id_surat: str, state: str, deed: Deed) -> tuple[str, str]:
    """Record that a letter was initialled, printed or sent; return the ID of the act and the new cell.

    Raises InputError for a letter that came in, one that is not there or cancelled, and where its state does not
    allow it: what is not signed is not sent, what is signed is neither initialled nor printed again.
    """
    book = host.snapshot()
    letter, officer = find_letter(book, id_surat), find_pejabat(book, deed.oleh)
    if letter.arah == MASUK:
        raise InputError("surat-masuk-tanpa-keadaan", surat=letter.id_surat)
    if not may_become(letter.keadaan, state):
        now_is = letter.keadaan or read_state(letter.keadaan)[0]
        raise InputError("keadaan-surat-keliru", surat=letter.id_surat, keadaan=now_is, tujuan=state)
    ids = ids_of_letter(book, letter)
    told = replace(deed, ids=ids, id_surat=letter.id_surat, mulai=deed.mulai or now)
    words = f"{WORDS[state]} surat keluar: {letter.jenis}"
    id_langkah, actions = write_act(book, now, officer, told, words, DICATAT, putaran=putaran_of(book, ids))
    cell = state_after(letter.keadaan, state)
    host.apply([*actions, SetColumn("tblAgenda", "keadaan_tanda_tangan", {letter.row: cell})])
    return id_langkah, cell
