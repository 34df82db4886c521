"""A small account of what the office was told is done, kept apart from the workbook to compare it with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ppid_xl.model import Book, Row, Value

IDS = {"tblRekap": "id", "tblUji": "id_uji", "tblLangkah": "id_langkah", "tblAgenda": "id_surat"}
TESTED, SUBMITTED, APPROVED, RETURNED = "Dicatat", "Diajukan", "Disetujui", "Dikembalikan"
OPENED, EXTENDED, LETTER = "Dibuka", "Diperpanjang", "surat"
DECISIONS = (SUBMITTED, APPROVED, RETURNED, OPENED, EXTENDED)
MARKS = ("temuan", "tanda", "cek")
FIRM_UJI = ("id_uji", "id_informasi", "putaran", "id_langkah", "saat_uji", "hasil")


@dataclass(frozen=True)
class Entry:
    """One acknowledged doing: its word, the informasi it is about, who did it, and the proof or letter named."""

    word: str
    ids: tuple[str, ...]
    peran: str = ""
    bukti: str = ""
    surat: str = ""
    kind: str = ""


@dataclass
class Account:
    """What was acknowledged, oldest first, and every ID and number that was ever seen."""

    entries: list[Entry] = field(default_factory=list)
    acts: dict[str, Mapping[str, Value]] = field(default_factory=dict)
    tests: dict[str, Mapping[str, Value]] = field(default_factory=dict)
    ever: dict[str, set[str]] = field(default_factory=lambda: {table: set() for table in IDS})
    present: dict[str, set[str]] = field(default_factory=lambda: {table: set() for table in IDS})
    counted: set[tuple[str, int, str]] = field(default_factory=set)
    signed: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    tested_words: dict[str, Value] = field(default_factory=dict)

    def round_of(self, informasi: str) -> tuple[int, bool]:
        """Return the place of the entry that opened the present round, and whether it has its test."""
        start, tested = -1, False
        for place, entry in enumerate(self.entries):
            if informasi not in entry.ids:
                continue
            if entry.word == RETURNED:
                start, tested = place, False
            elif entry.word == TESTED:
                start, tested = (place if tested else start), True
        return start, tested

    def since_round(self, informasi: str, word: str) -> list[Entry]:
        """Return the entries of a word about an informasi in its present round."""
        start, _ = self.round_of(informasi)
        about = self.entries[start + 1 :]
        return [entry for entry in about if entry.word == word and informasi in entry.ids]

    def last_decision(self, informasi: str) -> Entry | None:
        """Return the last entry that decided something about an informasi."""
        found = [e for e in self.entries if e.word in DECISIONS and informasi in e.ids]
        return found[-1] if found else None

    def has_signed(self, informasi: str, kinds: Sequence[str]) -> bool:
        """Say whether a letter of these kinds made in the present round is signed and still there."""
        return any(
            e.surat in self.signed - self.gone and e.kind in kinds
            for e in self.since_round(informasi, LETTER)
        )

    def look(self, book: Book) -> None:
        """Compare the workbook with the account: nothing acknowledged is lost or changed, no ID comes twice."""
        acts = {row.text("id_langkah"): firm(row) for row in book.rows("tblLangkah")}
        assert acts == self.acts
        tests = {r.text("id_uji"): {k: r[k] for k in FIRM_UJI} for r in book.rows("tblUji")}
        assert tests == self.tests
        rounds = [(test["id_informasi"], test["putaran"]) for test in tests.values()]
        assert len(set(rounds)) == len(rounds)
        for table, key in IDS.items():
            ids = [row.text(key) for row in book.rows(table) if row.text(key)]
            assert table == "tblRekap" or len(set(ids)) == len(ids)
            fresh = set(ids) - self.present[table]
            assert not fresh & self.ever[table], "an ID was given out again"
            self.ever[table] |= fresh
            self.present[table] = set(ids)


def firm(row: Row) -> dict[str, Value]:
    """Return what an act says, without the marks that a check leaves beside it."""
    return {key: value for key, value in row.values.items() if key not in MARKS}


def spread(text: str) -> tuple[str, ...]:
    """Return the IDs written as ``INF-2026-0001..0003; 0005``."""
    found, head = [], ""
    for piece in text.split("; ") if text else ():
        first, _, last = piece.partition("..")
        if first[0] == "I":
            head, _, first = first.rpartition("-")
        found += [f"{head}-{number:04}" for number in range(int(first), int(last or first) + 1)]
    return tuple(found)


def end_of(row: Row) -> date:
    """Return the end of a row whose period is a number of years."""
    start, years = row["terhitung_mulai"], int(row.text("jangka_waktu").split()[0])
    assert isinstance(start, date)
    return date(start.year + years, start.month, start.day)
