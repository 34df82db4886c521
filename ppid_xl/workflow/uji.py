"""Uji konsekuensi: one meeting is one act; each informasi tested in it gets a line of its own in tblUji."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.errors import InputError
from ppid_xl.evidence import read_evidence, sidik_of
from ppid_xl.hosts import Host
from ppid_xl.identitas import collapse_ids, highest, new_id
from ppid_xl.model import AppendRows, Book, Finding, Row, SetName, Value
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.langkah import act_counter, check_ids, find_pejabat
from ppid_xl.workflow.periksa import blocking, judge

SAAT = {
    "sebelum": "Sebelum permohonan",
    "permohonan": "Saat permohonan",
    "sengketa": "Sengketa atas perintah Majelis Komisioner",
}  # PerKI 1/2021 Pasal 49 ayat (1)


@dataclass(frozen=True)
class Meeting:
    """A meeting that tested consequences; answers given once hold for every informasi in it."""

    ids: Sequence[str]
    oleh: str
    mulai: datetime
    saat: str = "sebelum"
    selesai: datetime | None = None
    tempat: str = ""
    peserta: str = ""
    hasil: str = ""
    pertimbangan: str = ""
    catatan: str = ""
    bukti: str = ""


@dataclass(frozen=True)
class Tested:
    """What was recorded; when ``blocking`` is not empty nothing was."""

    id_langkah: str
    id_uji: tuple[str, ...]
    blocking: tuple[Finding, ...] = ()


def uji(
    host: Host, knowledge: Knowledge, now: datetime, meeting: Meeting, *, folder: Path | None = None
) -> Tested:
    """Record a meeting: one line in tblLangkah, one in tblUji per informasi with the digest of what was tested.

    A row with galat stops it before anything is written. Raises InputError for an unknown officer or informasi,
    and for one that is not Dikecualikan.
    """
    book = host.snapshot()
    check_ids(book, meeting.ids)
    officer = find_pejabat(book, meeting.oleh)
    rows = chosen_rows(book, meeting.ids)
    _only_excluded(rows, book)
    stopped = blocking(judge(book, knowledge, now.date(), folder=folder, untuk="uji")[0], meeting.ids)
    if stopped:
        return Tested("", (), tuple(stopped))
    evidence, spec = read_evidence(book), knowledge.dictionary.tabel["tblRekap"]
    act, first = act_counter(book) + 1, uji_counter(book) + 1
    id_langkah = new_id("LK", now.year, act)
    tests: list[dict[str, Value]] = [
        {
            "id_uji": new_id("UJI", now.year, first + i),
            "id_informasi": row.text("id"),
            "putaran": evidence.next_uji(row.text("id")),
            "id_langkah": id_langkah,
            "saat_uji": SAAT[meeting.saat],
            "pertimbangan_kepentingan_umum": meeting.pertimbangan,
            "hasil": meeting.hasil,
            "jangka_waktu_diputuskan": row.text("jangka_waktu"),
            "terhitung_mulai": row["terhitung_mulai"],
            "sidik": sidik_of(row, spec),
        }
        for i, row in enumerate(rows)
    ]
    host.apply([
        AppendRows("tblLangkah", [_act(meeting, officer, id_langkah, tests)]),
        AppendRows("tblUji", tests),
        SetName("UrutLK", act),
        SetName("UrutUJI", first + len(tests) - 1),
    ])  # fmt: skip
    return Tested(id_langkah, tuple(str(test["id_uji"]) for test in tests))


def chosen_rows(book: Book, ids: Sequence[str]) -> list[Row]:
    """Return the rekap rows with these IDs, in the order asked."""
    by_id = {row.text("id"): row for row in book.rows("tblRekap")}
    return [by_id[informasi] for informasi in ids]


def uji_counter(book: Book) -> int:
    """Return the last number used for a test: its counter, or the highest on the sheet when that is higher."""
    written = book.setting("UrutUJI", "0")
    on_sheet = highest((row.text("id_uji") for row in book.rows("tblUji")), "UJI")
    return max(int(written) if written.isdigit() else 0, on_sheet)


def _only_excluded(rows: Sequence[Row], book: Book) -> None:
    for row in rows:
        if row.text("klasifikasi").casefold() != "dikecualikan":
            raise InputError("bukan-dikecualikan", id=row.text("id"), berkas=book.name)


def _act(
    meeting: Meeting, officer: Row, id_langkah: str, tests: Sequence[dict[str, Value]]
) -> dict[str, Value]:
    return {
        "id_langkah": id_langkah,
        "kegiatan": "Uji konsekuensi",
        "id_informasi": collapse_ids(meeting.ids),
        "putaran": max(int(str(test["putaran"])) for test in tests),
        "mulai": meeting.mulai.replace(tzinfo=None),
        "selesai": meeting.selesai.replace(tzinfo=None) if meeting.selesai else None,
        "oleh": officer.text("kode"),
        "sebagai": officer.text("peran"),
        "keputusan": "Dicatat",
        "catatan": meeting.catatan,
        "tempat": meeting.tempat,
        "peserta": meeting.peserta,
        "bukti": meeting.bukti,
    }
