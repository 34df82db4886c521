"""Proposed changes of an import: old beside new in tblTemuan, until staff accept them or the cell changes.

A change that would open what a test or a decision closed is never accepted: it stays a proposal. So does a change of a
cell about which the lines of the lists say different things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ppid_xl.columns import normalise
from ppid_xl.evidence import Evidence
from ppid_xl.model import Book, Finding, Row, Table, Value
from ppid_xl.rules.case import KLASIFIKASI
from ppid_xl.rules.uji import closed_by
from ppid_xl.tables import as_text

ATURAN = "impor/usul-perubahan"
DISPUTED = "impor/usul-bertentangan"
SAYS = "Daftar yang diimpor menulis lain: "
EXCLUDED = "Dikecualikan"
REPEAT = "Bila benar, ulangi impor berkas itu dengan --terima; bila tidak, biarkan."
MAKE_ALIKE = "Tidak diterapkan: baris lain daftar itu menulis berbeda. Samakan daftarnya, lalu ulangi impor."
OPEN_FIRST = "Tidak diterapkan oleh impor. Bila memang dibuka: ppid uji --hasil Dibuka, lalu ppid buka."


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that an imported list words differently.

    ``held`` when no import may apply it; ``disputed`` are the texts between which lines of the lists do not agree.
    """

    key: str
    heading: str
    old: Value
    new: Value
    held: bool = False
    disputed: tuple[str, ...] = ()

    @property
    def stays(self) -> bool:
        """Whether this change stays a proposal even when changes are accepted."""
        return self.held or bool(self.disputed)

    @property
    def old_text(self) -> str:
        """What the cell says, for people."""
        return as_text(self.old) or "(kosong)"

    @property
    def new_text(self) -> str:
        """What the list says, for people."""
        return as_text(self.new) or "(kosong)"


def opens_closed(row: Row, key: str, new: Value, evidence: Evidence) -> bool:
    """Say whether a new cell takes a row out of the exclusion that a test or a decision is on record for."""
    if key != "klasifikasi" or _class_of(new) == EXCLUDED:
        return False
    informasi = row.text("id").upper()
    recorded = bool(evidence.uji.get(informasi)) or evidence.latest_decision(informasi) is not None
    return (_class_of(row[key]) == EXCLUDED and recorded) or bool(closed_by(evidence, informasi))


def _class_of(value: Value) -> str:
    return KLASIFIKASI.get(normalise(as_text(value)), "")


def held_notes(changed: Iterable[tuple[Row, Sequence[Change]]]) -> list[str]:
    """Return a sentence for each change that no import applies."""
    return [
        f"{row.text('id')}: {change.heading} tetap {change.old_text}, usul {change.new_text} tidak diterapkan;"
        " dibuka lewat uji (ppid uji --hasil Dibuka) dan ppid buka."
        for row, changes in changed
        for change in changes
        if change.held
    ]


def disputed_notes(changed: Iterable[tuple[Row, Sequence[Change]]]) -> list[str]:
    """Return a sentence for each cell about which the lists do not agree, each cell once."""
    notes = [
        f"{row.text('id')}: {change.heading} tetap {change.old_text}; baris-baris daftar bertentangan"
        f" ({' | '.join(change.disputed)}), jadi tidak satu pun diterapkan. Samakan daftarnya, lalu ulangi."
        for row, changes in changed
        for change in changes
        if change.disputed
    ]
    return list(dict.fromkeys(notes))


def disputed_findings(book: Book) -> list[Finding]:
    """Return one finding for each cell whose open proposals do not agree, those set aside with a reason left out."""
    by_cell: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for proposal in still_open(book):
        if proposal.text("masalah").startswith(SAYS):
            by_cell[proposal.text("id"), proposal.text("sel")].append(proposal)
    return [
        _dispute(book, name, cell, found[0], texts)
        for (name, cell), found in by_cell.items()
        if len(texts := _disputed_texts(found)) > 1
    ]


def _disputed_texts(proposals: Sequence[Row]) -> list[str]:
    """Return what the proposals for one cell say, with the cell itself where a line of the list agrees with it."""
    kept = [
        one
        for one in proposals
        if one.text("tindakan").casefold() != "abaikan" or not one.text("alasan_diabaikan")
    ]
    texts = list(dict.fromkeys(one.text("masalah").removeprefix(SAYS) for one in kept))
    if len(proposals) == 1 and texts and proposals[0].text("saran") == MAKE_ALIKE:
        texts.insert(0, as_text(proposals[0]["isi"]) or "(kosong)")
    return texts


def _dispute(book: Book, name: str, cell: str, proposal: Row, texts: Sequence[str]) -> Finding:
    row = next(row for row in book.rows("tblRekap") if row.text("id") == name)
    return Finding(
        tingkat="peringatan", aturan=DISPUTED, pesan="impor.usul-bertentangan", lembar=proposal.text("lembar"),
        sel=cell, kolom=proposal.text("kolom"), id=name, isi=as_text(proposal["isi"]),
        fakta={"tertulis": " | ".join(texts)}, sumber=proposal.text("dasar"), unit=row.text("unit_penguasa"),
        table=row.table, row=row.number,
    )  # fmt: skip


def proposal_rows(table: Table, row: Row, changes: Iterable[Change], origin: str) -> list[dict[str, Value]]:
    """Return the lines of tblTemuan that show old | new for one row."""
    return [
        {
            "tingkat": "• Usul perubahan", "lembar": table.sheet, "sel": table.address(change.key, row.number),
            "id": row.text("id") or None, "kolom": change.heading, "isi": as_text(change.old) or None,
            "masalah": f"{SAYS}{as_text(change.new)}", "dasar": origin,
            "saran": OPEN_FIRST if change.held else MAKE_ALIKE if change.disputed else REPEAT,
            "aturan": ATURAN, "tindakan": "Belum",
        }
        for change in changes
    ]  # fmt: skip


def still_open(book: Book) -> list[Row]:
    """Return the proposals whose cell still says what it said when the list was imported."""
    rekap = {row.text("id"): row for row in book.rows("tblRekap")}
    table = book.tables.get("tblRekap")
    if table is None:
        return []
    keys = {address_letters(letter): key for key, letter in table.letters.items()}
    found = []
    for proposal in book.rows("tblTemuan"):
        if proposal.text("aturan") != ATURAN:
            continue
        row = rekap.get(proposal.text("id"))
        key = keys.get(address_letters(proposal.text("sel")), "")
        if row is not None and as_text(row[key]) == as_text(proposal["isi"]):
            found.append(proposal)
    return found


def address_letters(cell: str) -> str:
    """Return the column letters of a cell address."""
    return "".join(ch for ch in cell if ch.isalpha())
