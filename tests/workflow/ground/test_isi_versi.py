"""The records of a version: JSON as it is, packed when they are large, read back from either form."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from kantor_arsip import CLOSED, OPEN, archive, archive_again, change

from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.store import Act, Arsip, list_versions, open_arsip, save_version
from ppid_xl.errors import ArsipError
from ppid_xl.hosts.file import FileHost
from ppid_xl.messages import sentence
from ppid_xl.model import Value
from ppid_xl.workflow.arsip.banding import banding
from ppid_xl.workflow.arsip.buku_lain import seems_other_book
from ppid_xl.workflow.arsip.ekspor import ekspor
from ppid_xl.workflow.arsip.simpan import Person
from ppid_xl.workflow.ground.isi_versi import LARGE, record_file, record_in, rows_in
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.versi_terakhir import archived_book
from ppid_xl.workflow.surat.bahan_surat import archived_rows

MANY = 300
PACKED = "baris.json.gz"


def office(rekap: Path, knowledge: Knowledge, now: datetime) -> FileHost:
    """Archive a workbook twice whose rows make a large record."""
    others: list[dict[str, Value]] = [
        {
            **OPEN,
            "id": f"INF-2026-{n:04d}",
            "judul_informasi": f"Rencana kerja bagian {n}",
            "ringkasan_isi": "Kegiatan. " * 90,
        }
        for n in range(2, MANY)
    ]
    host = archive(rekap, knowledge, now, [CLOSED, *others])
    change(host, "lokasi_fisik", "Lemari 9")
    archive_again(host, knowledge, now + timedelta(minutes=1))
    return host


def test_a_small_record_is_plain_json() -> None:
    assert record_file("temuan.json", [{"b": 1, "a": "é"}]) == (
        "temuan.json",
        b'[\n {\n  "a": "\xc3\xa9",\n  "b": 1\n }\n]',
    )


def test_a_large_record_is_packed_and_the_same_each_time() -> None:
    name, content = record_file("temuan.json", ["x" * LARGE])
    assert name == "temuan.json.gz"
    assert len(content) < LARGE / 10
    assert record_file("temuan.json", ["x" * LARGE]) == (name, content)


@pytest.mark.parametrize("number", [1, 2])
def test_a_packed_record_is_read_as_it_was(
    rekap: Path, knowledge: Knowledge, now: datetime, number: int
) -> None:
    office(rekap, knowledge, now)
    arsip = open_arsip(rekap.parent / "arsip")
    version = list_versions(arsip, "buku-rekap")[number - 1]
    assert PACKED in version.files
    rows = json.loads(record_in(arsip, version, "baris.json") or b"")
    assert [row["lokasi_fisik"] for row in rows if row.get("lokasi_fisik")] == [
        {1: "Lemari 1", 2: "Lemari 9"}[number]
    ]
    assert record_in(arsip, version, "tidak-ada.json") is None


def test_whoever_reads_a_version_reads_its_packed_records(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    host = office(rekap, knowledge, now)
    folder = rekap.parent / "arsip"
    assert len(archived_rows(rekap, folder) or ()) == MANY - 1
    assert not seems_other_book(host.snapshot(), rekap, folder)
    compared = banding(folder, "buku-rekap", 1, 2, knowledge)
    assert [(sheet.lembar, len(sheet.baris)) for sheet in compared.tabel] == [("Rekap", 1)]
    into, moment = rekap.parent / "paket", now + timedelta(minutes=2)
    ekspor(folder, "buku-rekap", None, ["INF-2026-0001"], into, knowledge, moment, Person("siti@pc"))
    (row,) = json.loads((into / "data/buku-rekap/v2/baris.json").read_bytes())
    assert row["lokasi_fisik"] == "Lemari 9"


def save_other(
    rekap: Path, knowledge: Knowledge, now: datetime, files: dict[str, bytes]
) -> tuple[Arsip, Version]:
    """Put files as they are into an object of their own, beside an archived workbook."""
    archive(rekap, knowledge, now)
    arsip = open_arsip(rekap.parent / "arsip")
    act = Act("Siti", "siti@pc", now + timedelta(minutes=1))
    return arsip, save_version(arsip, "buku-lain", files, act).version


CUT = record_file("baris.json", ["x" * LARGE])[1][:-9]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (PACKED, b"bukan gzip"), (PACKED, CUT), (PACKED, CUT[:12] + b"\xff" * 40), (PACKED, b""),
        ("baris.json", b"{"), ("baris.json", b"\xff\xfe"), ("baris.json", b"[" * 100_000), ("baris.json", b"null"),
        ("baris.json", b"{}"), ("baris.json", b"[1]"),
    ],
    ids=[
        "no packing", "cut off", "other bytes", "empty", "no JSON", "no text", "too deep", "nothing", "no list",
        "no rows",
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_read_is_told_with_its_version(
    rekap: Path, knowledge: Knowledge, now: datetime, name: str, content: bytes
) -> None:
    arsip, version = save_other(rekap, knowledge, now, {name: content})
    with pytest.raises(ArsipError, match="catatan-versi-rusak") as caught:
        rows_in(arsip, version, "baris.json")
    assert "baris.json di versi v1 dari buku-lain" in sentence(caught.value)


def test_a_text_that_is_no_record_is_read_as_it_is(rekap: Path, knowledge: Knowledge, now: datetime) -> None:
    files = {"dokumen/catatan.json": b"{", "dokumen/daftar.csv": b"a;b"}
    arsip, version = save_other(rekap, knowledge, now, files)
    assert [record_in(arsip, version, name) for name in files] == list(files.values())


def test_a_version_of_two_workbooks_is_told(rekap: Path, knowledge: Knowledge, now: datetime) -> None:
    files = {"buku/satu.xlsx": b"1", "buku/dua.xlsx": b"2"}
    arsip, version = save_other(rekap, knowledge, now, files)
    with pytest.raises(ArsipError, match="catatan-versi-rusak"):
        archived_book(arsip, version, knowledge.dictionary)
