"""Surat kembali: a letter that bears its signature is kept, its act written and its line changed, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ppid_xl.evidence import SIDIK_LENGTH, Letter
from ppid_xl.hosts import Host
from ppid_xl.model import Action, Book, Row, SetColumn, Value
from ppid_xl.workflow.agenda.agenda import ids_of_letter, putaran_of
from ppid_xl.workflow.agenda.naskah import FOLDER, digest_of, kept_file, place_of
from ppid_xl.workflow.ground.tindakan import Deed, write_act


@dataclass(frozen=True)
class Kept:
    """The act, the copy that is kept, its digest as the agenda holds it, and the informasi that the letter covers."""

    id_langkah: str
    path: Path
    sidik: str
    ids: tuple[str, ...]


def keep_letter(
    host: Host, book: Book, now: datetime, officer: Row, letter: Letter, content: bytes, suffix: str, deed: Deed, *,
    words: str, keputusan: str, cells: Mapping[str, Value], folder: Path,
) -> Kept:  # fmt: skip
    """Keep a file as the letter of a line of the agenda; ``cells`` are what that line says from now on.

    Nothing is left behind when the workbook does not take it.
    """
    ids, sidik = ids_of_letter(book, letter), digest_of(content)[:SIDIK_LENGTH]
    with kept_file(folder / FOLDER, letter.id_surat, suffix, content) as target:
        place = place_of(target, folder)
        told = replace(deed, ids=ids, id_surat=letter.id_surat, bukti=place, mulai=deed.mulai or now)
        id_langkah, actions = write_act(
            book, now, officer, told, words, keputusan, putaran=putaran_of(book, ids)
        )
        host.apply([*actions, *_set_cells(letter, {**cells, "berkas": place, "sidik": sidik})])
    return Kept(id_langkah, target, sidik, ids)


def _set_cells(letter: Letter, cells: Mapping[str, Value]) -> Sequence[Action]:
    return [SetColumn("tblAgenda", key, {letter.row: value}) for key, value in cells.items()]
