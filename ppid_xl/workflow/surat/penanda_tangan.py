"""Penanda tangan: who signs a document on its day, found in tblPejabat by role and term of office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ppid_xl.columns import normalise
from ppid_xl.model import Book, Row
from ppid_xl.rules.usulan import read_tanggal
from ppid_xl.sop import Sop
from ppid_xl.surat.jenis import Jenis
from ppid_xl.surat.konteks import Orang
from ppid_xl.surat.signature import Signer, full_name
from ppid_xl.tables import as_text
from ppid_xl.tanggal import format_tanggal
from ppid_xl.workflow.ground.tindakan import find_pejabat, holds_office

OFFICER_KEYS = ("nama", "gelar", "nip", "pangkat_gol", "jabatan", "status")
# Values of column Status for who signs by mandate of the holder, and of the post between (Permendagri 1/2023).
ATAS_NAMA, UNTUK_BELIAU = "a n", "u b"
KEPALA = "kepala"


@dataclass(frozen=True)
class Chosen:
    """A signer, the line of tblPejabat he stands on (0 when dotted), and what staff should know."""

    signer: Signer
    row: int = 0
    notes: tuple[str, ...] = ()


def signing_roles(book: Book, kind: str, jenis: Jenis, sop: Sop | None) -> tuple[str, ...]:
    """Return the roles that sign a kind: those that the SOP names, else the usual ones with the office's own.

    Where setting JudulPenetapan calls it the decision of a Kepala, the usual ones are those of the Kepala.
    """
    of_kepala = KEPALA in normalise(book.setting("JudulPenetapan")).split()
    return roles_of(kind, jenis, sop, of_kepala=of_kepala)


def roles_of(kind: str, jenis: Jenis, sop: Sop | None, *, of_kepala: bool = False) -> tuple[str, ...]:
    """Return the roles that sign a kind, whatever the workbook; ``of_kepala`` takes the usual ones of a Kepala."""
    if sop and kind in sop.penanda_tangan:
        return sop.penanda_tangan[kind]
    usual = (of_kepala and jenis.penanda_tangan_kepala) or jenis.penanda_tangan
    return sop.own_roles(usual) if sop else usual


def second_roles(jenis: Jenis, sop: Sop | None) -> tuple[str, ...]:
    """Return the roles of who signs beside, the office's own among them."""
    return sop.own_roles(jenis.penanda_tangan_kedua) if sop else jenis.penanda_tangan_kedua


def choose_signer(book: Book, roles: Sequence[str], day: date, *, kode: str = "", tanda: str = "") -> Chosen:
    """Return who of the roles holds office on a day; the first role that has somebody wins, then the latest Mulai.

    ``kode`` names the officer instead. Nobody in office gives an empty signer and a note. Raises InputError
    for a code that tblPejabat does not have.
    """
    if not roles and not kode:
        return Chosen(Signer())
    if kode:
        named = find_pejabat(book, kode)
        return _signing(named, [named], tanda) if holds_office(named, day) else _absent(book, (kode,), day)
    for role in roles:
        holders = [row for row in rows_of_role(book, role) if holds_office(row, day)]
        if holders:
            return _signing(max(holders, key=_since), holders, tanda)
    return _absent(book, roles, day)


def choose_giver(book: Book, name: str, day: date) -> Chosen:
    """Return who handed copies over: the officer in office of this code or name, else the name as it was told."""
    wanted = normalise(name)
    for row in book.rows("tblPejabat"):
        known = {normalise(row.text("kode")), normalise(row.text("nama")), normalise(person_of(row).nama)}
        if wanted in known and holds_office(row, day):
            return Chosen(Signer({key: as_text(row[key]) for key in OFFICER_KEYS}), row.number)
    return Chosen(Signer({"nama": name}))


def rows_of_role(book: Book, role: str) -> list[Row]:
    """Return the officers of a role, in the order of the sheet."""
    wanted = normalise(role)
    return [row for row in book.rows("tblPejabat") if normalise(row.text("peran")) == wanted]


def person_of(row: Row) -> Orang:
    """Return an officer as a person with his titles."""
    jabatan = " ".join(row.text("jabatan").split())
    name = full_name(row.text("nama"), row.text("gelar"))
    return Orang(name, jabatan or row.text("peran"), row.text("unit"))


def _since(row: Row) -> date:
    return read_tanggal(row["mulai"]) or date.min


def _signing(row: Row, holders: Sequence[Row], tanda: str) -> Chosen:
    officer = {key: as_text(row[key]) for key in OFFICER_KEYS}
    signer = Signer({**officer, "tanda": tanda} if tanda else officer)
    status = normalise(row.text("status"))
    if status not in (ATAS_NAMA, UNTUK_BELIAU):
        return Chosen(signer, row.number)
    giver = _latest(
        [one for one in holders if normalise(one.text("status")) not in (ATAS_NAMA, UNTUK_BELIAU)]
    )
    between = _latest([one for one in holders if normalise(one.text("status")) == ATAS_NAMA])
    if giver is None:
        role = row.text("peran")
        return Chosen(signer, row.number, (f"Pejabat berperan {role} yang memberi mandat (a.n.) belum ada.",))
    signer = replace(signer, atas_nama=giver.text("jabatan"))
    if status == UNTUK_BELIAU and between is not None:
        signer = replace(signer, between=between.text("jabatan"))
    return Chosen(signer, row.number)


def _latest(rows: Sequence[Row]) -> Row | None:
    return max(rows, key=_since, default=None)


def _absent(book: Book, roles: Sequence[str], day: date) -> Chosen:
    words = " atau ".join(roles)
    if any(rows_of_role(book, role) for role in roles):
        note = (
            f"Tidak ada pejabat dengan peran {words} yang menjabat pada {format_tanggal(day)} menurut kolom "
            "Mulai dan Selesai di lembar Pejabat; nama dibiarkan bertitik-titik."
        )
    else:
        note = f"Pejabat dengan peran {words} belum ada di lembar Pejabat; nama dibiarkan bertitik-titik."
    return Chosen(Signer(), 0, (note,))
