"""Daftar uji: what a meeting has to test today, in lists whose names stand for their IDs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from ppid_xl.columns import normalise
from ppid_xl.errors import InputError
from ppid_xl.evidence import Evidence, read_evidence
from ppid_xl.identitas import collapse_ids
from ppid_xl.model import Book
from ppid_xl.rules import Case, Context
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.pantau import DEKAT, LEWAT, SOON_DAYS, near, watch
from ppid_xl.workflow.periksa.periksa import judge
from ppid_xl.workflow.periksa.temuan_bukti import changed_rows
from ppid_xl.workflow.periksa.temuan_uji import STALE
from ppid_xl.workflow.proses.syarat_putusan import is_undecided

BARU, BERUBAH, KEDALUWARSA, AKAN_BERAKHIR = "baru", "berubah", "kedaluwarsa", "akan-berakhir"
TERTUNDA = "tertunda"
MEANING = {
    BARU: "belum pernah diuji",
    BERUBAH: "berubah sesudah diuji, diputuskan, atau dikembalikan",
    KEDALUWARSA: "ujinya lebih lama daripada peraturannya, atau melewati umurnya",
    AKAN_BERAKHIR: f"berakhir dalam {SOON_DAYS} hari atau sudah melewati batas ubah",
    TERTUNDA: "ujinya ditunda, atau hasilnya belum diisi",
}


@dataclass(frozen=True)
class DaftarUji:
    """The lists by name, each informasi in the first that fits it, and the counter of the round.

    ``galat`` belongs on a list but cannot be tested before it is mended; ``lewat`` is past its end.
    """

    daftar: dict[str, tuple[str, ...]]
    galat: tuple[str, ...]
    lewat: tuple[str, ...]
    diuji: int
    jumlah: int

    def counter(self) -> str:
        """Return how far the round is."""
        waiting = len(self.daftar[TERTUNDA])
        later = f"; {waiting} tertunda" if waiting else ""
        return f"{self.diuji} dari {self.jumlah} informasi dikecualikan sudah diuji pada putaran ini{later}."


def daftar_uji(book: Book, knowledge: Knowledge, context: Context, folder: Path | None = None) -> DaftarUji:
    """Return what is to be tested on the day of the context; an informasi tested today is on no list but tertunda."""
    evidence = read_evidence(book)
    findings, _ = judge(book, knowledge, context.today, folder=folder, untuk="uji")
    stale = {finding.id for finding in findings if finding.aturan in STALE}
    blocked = {finding.id for finding in findings if finding.tingkat == "galat"}
    changed = {row.text("id") for row, _ in changed_rows(book, evidence, knowledge.dictionary)}
    cases = [
        case
        for case in context.cases(book.tables["tblRekap"])
        if case.dikecualikan and case.text["id"] and not evidence.is_opened(case.text["id"])
    ]
    lists: dict[str, list[str]] = {name: [] for name in MEANING}
    lewat, galat = list[str](), list[str]()
    for case in cases:
        informasi = case.text["id"]
        if watch(case, context).keadaan == LEWAT:
            lewat.append(informasi)
        elif name := _list_of(case, context, evidence, changed, stale):
            (galat if informasi in blocked else lists[name]).append(informasi)
    return DaftarUji(
        {name: tuple(ids) for name, ids in lists.items()},
        tuple(galat),
        tuple(lewat),
        sum(_is_tested(case.text["id"], evidence) for case in cases),
        len(cases),
    )


def _is_tested(informasi: str, evidence: Evidence) -> bool:
    test = evidence.present_uji(informasi)
    return test is not None and not is_undecided(test)


def _list_of(
    case: Case, context: Context, evidence: Evidence, changed: Collection[str], stale: Collection[str]
) -> str:
    informasi = case.text["id"]
    test = evidence.latest_uji(informasi)
    if test is None:
        return BARU
    if informasi in changed or not evidence.is_tested(informasi):
        return BERUBAH
    if is_undecided(test):
        return TERTUNDA
    if informasi in stale:
        return KEDALUWARSA
    end, day = case.akhir, evidence.tested_on(test)
    if end is None or watch(case, context).keadaan not in (DEKAT, near(SOON_DAYS)):
        return ""
    return "" if day is not None and day >= end - timedelta(days=SOON_DAYS) else AKAN_BERAKHIR


def expand_lists(texts: Sequence[str], found: DaftarUji) -> list[str]:
    """Return what a person named with the name of each list replaced by its IDs.

    Raises InputError for a list without anything that can be tested.
    """
    return [part for text in texts for part in _expanded(text, found)]


def names_list(texts: Sequence[str]) -> bool:
    """Say whether one of the words names a list."""
    return any(normalise(part.strip()) in _KEYS for text in texts for part in _parts(text))


_KEYS = {normalise(name): name for name in MEANING}


def _parts(text: str) -> list[str]:
    return re.split(r"[;,]", text)


def _expanded(text: str, found: DaftarUji) -> Iterator[str]:
    kept: list[str] = []
    for part in _parts(text):
        name = _KEYS.get(normalise(part.strip()))
        if name is None:
            kept.append(part)
        elif found.daftar[name]:
            yield collapse_ids(found.daftar[name])
        else:
            raise InputError("daftar-uji-kosong", daftar=name)
    if any(part.strip() for part in kept) or len(kept) == len(_parts(text)):
        yield ";".join(kept)
