"""Ekspor: a bag that an independent library accepts, with what was asked for and nothing else."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import bagit
import pytest
from kantor_arsip import archive, archive_again, change

from ppid_xl.arsip.schedule import check_all
from ppid_xl.arsip.store import Act, Arsip, list_entries, list_versions, save_version, version_bytes
from ppid_xl.errors import ArsipError, InputError
from ppid_xl.model import AppendRows
from ppid_xl.workflow.arsip.ekspor import Bag, ekspor
from ppid_xl.workflow.arsip.simpan import Person
from ppid_xl.workflow.ground.knowledge import Knowledge


@pytest.fixture
def arsip(rekap: Path, knowledge: Knowledge, now: datetime) -> Path:
    host = archive(rekap, knowledge, now)
    change(host, "lokasi_fisik", "Lemari 9")
    archive_again(host, knowledge, now + timedelta(minutes=1))
    return rekap.parent / "arsip"


def export(arsip: Path, knowledge: Knowledge, now: datetime, *ids: str, number: int | None = None) -> Bag:
    into = arsip.parent / "paket"
    moment = now + timedelta(minutes=2)
    return ekspor(arsip, "buku-rekap", number, ids, into, knowledge, moment, Person("siti@pc", "PPID"))


def test_a_version_becomes_a_valid_bag_with_the_workbook_byte_for_byte(
    arsip: Path, rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    bag = export(arsip, knowledge, now)
    bagit.Bag(str(bag.path)).validate(processes=1)
    assert (bag.path / "data/buku-rekap/v2/buku/rekap.xlsx").read_bytes() == rekap.read_bytes()


def test_a_folder_that_is_there_already_is_left_as_it_is(
    arsip: Path, knowledge: Knowledge, now: datetime
) -> None:
    (arsip.parent / "paket").mkdir()
    with pytest.raises(InputError, match="berkas-sudah-ada"):
        export(arsip, knowledge, now)
    assert list((arsip.parent / "paket").iterdir()) == []


def test_an_older_version_can_be_exported(arsip: Path, knowledge: Knowledge, now: datetime) -> None:
    bag = export(arsip, knowledge, now, number=1)
    rows = json.loads((bag.path / "data/buku-rekap/v1/baris.json").read_bytes())
    assert rows[0]["lokasi_fisik"] == "Lemari 1"


def test_with_an_id_nothing_of_another_informasi_goes_out(
    arsip: Path, knowledge: Knowledge, now: datetime
) -> None:
    bag = export(arsip, knowledge, now, "INF-2026-0002")
    bagit.Bag(str(bag.path)).validate(processes=1)
    content = b"".join(
        path.read_bytes() for path in bag.path.rglob("*") if path.is_file() and path.name != "log.jsonl"
    )
    assert b"Rencana kerja 2026" in content
    assert b"Kertas kerja audit" not in content
    assert not (bag.path / "data/buku-rekap/v2/buku").exists()


def test_the_export_is_recorded_in_the_log(arsip: Path, knowledge: Knowledge, now: datetime) -> None:
    export(arsip, knowledge, now, "INF-2026-0002")
    entry = list_entries(Arsip(arsip))[-1]
    assert [entry[key] for key in ("tindakan", "objek", "versi", "informasi", "paket", "atas_nama")] == [
        "ekspor", "buku-rekap", "v2", "INF-2026-0002", "paket", "PPID",
    ]  # fmt: skip
    assert check_all(Arsip(arsip)) == []


def test_an_id_the_version_does_not_have_is_refused(arsip: Path, knowledge: Knowledge, now: datetime) -> None:
    with pytest.raises(InputError, match="id-tidak-di-versi"):
        export(arsip, knowledge, now, "INF-2026-0002; 0009")
    assert not (arsip.parent / "paket").exists()


def test_damage_is_never_packed(arsip: Path, knowledge: Knowledge, now: datetime) -> None:
    next((arsip / "ocfl/buku-rekap/v1").rglob("*.xlsx")).write_bytes(b"lain")
    with pytest.raises(ArsipError):
        export(arsip, knowledge, now, number=1)
    assert not (arsip.parent / "paket").exists()


DECIDED = {"id_langkah": "LK-2026-0001", "kegiatan": "8 Penetapan", "id_informasi": "INF-2026-0001", "putaran": 1,
           "oleh": "PPID", "keputusan": "Disetujui"}  # fmt: skip


def test_a_decided_informasi_goes_out_with_its_own_object(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    host = archive(rekap, knowledge, now)
    host.apply([AppendRows("tblLangkah", [DECIDED])])
    archive_again(host, knowledge, now + timedelta(minutes=1))
    bag = export(rekap.parent / "arsip", knowledge, now, "INF-2026-0001")
    bagit.Bag(str(bag.path)).validate(processes=1)
    told = json.loads((bag.path / "data/informasi-INF-2026-0001/v1/persetujuan.json").read_bytes())
    assert told["putusan"][0]["keputusan"] == "Disetujui"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("baris.json", b"{}"), ("baris.json", b"1"), ("baris.json", b"[1]"), ("temuan.json", b"null"),
        ("bukti.json", b"[]"),
    ],
)  # fmt: skip
def test_records_of_another_shape_are_told(
    arsip: Path, knowledge: Knowledge, now: datetime, name: str, content: bytes
) -> None:
    store = Arsip(arsip)
    version = list_versions(store, "buku-rekap")[-1]
    files = {path: version_bytes(store, version, path) or b"" for path in version.files} | {name: content}
    save_version(store, "buku-rekap", files, Act("Siti", "siti@pc", now + timedelta(minutes=1)))
    with pytest.raises(ArsipError, match=f"catatan-versi-rusak.*{name}"):
        export(arsip, knowledge, now, "INF-2026-0002")
    assert not (arsip.parent / "paket").exists()
