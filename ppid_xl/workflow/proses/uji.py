"""Uji konsekuensi: one meeting is one act; each informasi tested in it gets a line of its own in tblUji."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ppid_xl.columns import normalise
from ppid_xl.errors import InputError
from ppid_xl.evidence import read_evidence, sidik_of
from ppid_xl.hosts import Host
from ppid_xl.identitas import new_id
from ppid_xl.model import AppendRows, Book, Finding, Row, SetName, Value
from ppid_xl.rules.usulan import read_tanggal
from ppid_xl.workflow.ground.kegiatan_perintah import kegiatan_for
from ppid_xl.workflow.ground.knowledge import Knowledge, kalender_of
from ppid_xl.workflow.ground.langkah import deadline
from ppid_xl.workflow.ground.tindakan import (
    Deed,
    check_moments,
    chosen_rows,
    find_pejabat,
    is_excluded,
    last_number,
    office_notes,
    sop_of,
    write_act,
)
from ppid_xl.workflow.periksa.periksa import blocking, judge

RAPAT = "Uji konsekuensi"  # in tblLangkah behind the number of the SOP's kegiatan, where it has one
SAAT = {
    "sebelum": "Sebelum permohonan",
    "permohonan": "Saat permohonan",
    "sengketa": "Sengketa atas perintah Majelis Komisioner",
}  # PerKI 1/2021 Pasal 49 ayat (1)


@dataclass(frozen=True)
class Answers:
    """What a meeting answered, once for every informasi in it; ``saat`` is a key of SAAT."""

    saat: str = "sebelum"
    hasil: str = ""
    pertimbangan: str = ""


@dataclass(frozen=True)
class Tested:
    """What was recorded; when ``blocking`` is not empty nothing was."""

    id_langkah: str
    id_uji: tuple[str, ...]
    blocking: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


def uji(
    host: Host, knowledge: Knowledge, now: datetime, deed: Deed, answers: Answers | None = None, *,
    folder: Path | None = None,
) -> Tested:  # fmt: skip
    """Record a meeting: one line in tblLangkah, one in tblUji per informasi with the digest of what was tested.

    What goes on with a meeting recorded already, by the same officer on the same day, needs not tell again where it
    was and who came. A row with galat stops it before anything is written. Raises InputError for an unknown officer
    or informasi, and for one that is not Dikecualikan.
    """
    book = host.snapshot()
    rows = chosen_rows(book, deed.ids)
    officer = find_pejabat(book, deed.oleh)
    _only_excluded(rows, book)
    check_moments(deed, now)
    stopped = blocking(judge(book, knowledge, now.date(), folder=folder, untuk="uji")[0], deed.ids)
    if stopped:
        return Tested("", (), tuple(stopped))
    deed, notes = _continued(book, deed, now)
    evidence = read_evidence(book)
    putaran = max(evidence.next_uji(informasi) for informasi in deed.ids)
    kegiatan = kegiatan_for(sop_of(book, knowledge, folder), "ppid uji", officer)
    words = f"{kegiatan.nomor}. {RAPAT}" if kegiatan else RAPAT
    tenggat = deadline(kegiatan, deed.mulai or now, kalender_of(book)) if kegiatan else None
    id_langkah, actions = write_act(book, now, officer, deed, words, putaran=putaran, tenggat=tenggat)
    tests = _tests(book, knowledge, now, rows, id_langkah, answers or Answers())
    last = last_number(book, "tblUji") + len(tests)
    host.apply([*actions, AppendRows("tblUji", tests), SetName("UrutUJI", last)])
    notes += office_notes(officer, (deed.mulai or now).date())
    return Tested(id_langkah, tuple(str(test["id_uji"]) for test in tests), (), tuple(notes))


def _continued(book: Book, deed: Deed, now: datetime) -> tuple[Deed, list[str]]:
    """Return the deed with place and people of the meeting that it goes on with, where it tells none, and a note."""
    meetings = {row.text("id_langkah") for row in book.rows("tblUji")}
    parts = [
        row
        for row in reversed(book.rows("tblLangkah"))
        if row.text("id_langkah") in meetings
        and read_tanggal(row["mulai"]) == (deed.mulai or now).date()
        and normalise(row.text("oleh")) == normalise(deed.oleh)
        and normalise(deed.tempat) in ("", normalise(row.text("tempat")))
    ]
    tempat, peserta = deed.tempat or _first(parts, "tempat"), deed.peserta or _first(parts, "peserta")
    whole = replace(deed, tempat=tempat, peserta=peserta)
    if whole == deed:
        return deed, []
    meeting = parts[0].text("id_langkah")
    return whole, [f"Melanjutkan rapat {meeting}; tempat dan peserta yang tidak disebut sama."]


def _first(parts: Sequence[Row], key: str) -> str:
    return next((told for row in parts if (told := row.text(key))), "")


def _tests(
    book: Book, knowledge: Knowledge, now: datetime, rows: Sequence[Row], id_langkah: str, answers: Answers
) -> list[dict[str, Value]]:
    evidence, spec = read_evidence(book), knowledge.dictionary.tabel["tblRekap"]
    return [
        {
            "id_uji": new_id("UJI", now.year, number),
            "id_informasi": row.text("id"),
            "putaran": evidence.next_uji(row.text("id")),
            "id_langkah": id_langkah,
            "saat_uji": SAAT[answers.saat],
            "pertimbangan_kepentingan_umum": answers.pertimbangan,
            "hasil": answers.hasil,
            "jangka_waktu_diputuskan": row.text("jangka_waktu"),
            "terhitung_mulai": row["terhitung_mulai"],
            "sidik": sidik_of(row, spec),
        }
        for number, row in enumerate(rows, last_number(book, "tblUji") + 1)
    ]


def _only_excluded(rows: Sequence[Row], book: Book) -> None:
    for row in rows:
        if not is_excluded(row):
            raise InputError("bukan-dikecualikan", id=row.text("id"), berkas=book.name)
