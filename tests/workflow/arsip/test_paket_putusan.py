"""Each decided informasi and each signed letter has an object of its own; a letter on many informasi is kept once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import ocfl
import pytest
from kantor_arsip import CLOSED, OPEN, PPID

from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.ocfl import commit as commit_version
from ppid_xl.arsip.store import (
    head_version,
    list_entries,
    list_objects,
    list_versions,
    open_arsip,
    version_bytes,
)
from ppid_xl.cli import main
from ppid_xl.errors import ArsipError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetColumn, Value
from ppid_xl.workflow.arsip.arsip_putusan import archive_acts
from ppid_xl.workflow.arsip.catatan_akun import log_act
from ppid_xl.workflow.arsip.simpan import Person
from ppid_xl.workflow.arsip.tersimpan import Stored, store
from ppid_xl.workflow.ground.knowledge import Knowledge

SCAN = b"%PDF-1.7 berita acara bertanda tangan"
INFORMASI, SURAT = "informasi-INF-2026-0001", "surat-SR-2026-0001"


def approval(
    ids: str, *, id_langkah: str = "LK-2026-0001", id_surat: str = "SR-2026-0001"
) -> dict[str, Value]:
    return {
        "id_langkah": id_langkah, "kegiatan": "Kegiatan 6: Persetujuan", "id_informasi": ids, "putaran": 1,
        "mulai": datetime(2026, 11, 20, 9, 0), "selesai": datetime(2026, 11, 20, 10, 0), "oleh": "PPID",
        "sebagai": "PPID", "keputusan": "Disetujui", "catatan": "Sesuai Pasal 17 huruf i.", "id_surat": id_surat,
    }  # fmt: skip


def letter(**others: Value) -> dict[str, Value]:
    return {
        "id_surat": "SR-2026-0001", "arah": "Keluar", "jenis": "Berita Acara", "nomor": "800/12/2026",
        "perihal": "Uji konsekuensi", "keadaan_tanda_tangan": "Ditandatangani (basah)",
        "berkas": "naskah/SR-2026-0001.pdf", "id_langkah": "LK-2026-0001",
    } | others  # fmt: skip


def fill(path: Path, knowledge: Knowledge, rows: Sequence[dict[str, Value]], ids: str) -> FileHost:
    """Make a workbook with rows, an officer, one approval and its signed letter on disk."""
    (path.parent / "naskah").mkdir(exist_ok=True)
    (path.parent / "naskah/SR-2026-0001.pdf").write_bytes(SCAN)
    host = FileHost(path, knowledge.dictionary)
    host.apply([
        AppendRows("tblRekap", rows), AppendRows("tblPejabat", [PPID]), AppendRows("tblLangkah", [approval(ids)]),
        AppendRows("tblAgenda", [letter()]),
    ])  # fmt: skip
    return host


@pytest.fixture
def host(rekap: Path, knowledge: Knowledge) -> FileHost:
    return fill(rekap, knowledge, [CLOSED, OPEN], "INF-2026-0001")


def keep(host: FileHost, knowledge: Knowledge, now: datetime, **others: object) -> Stored:
    folder = host.path.parent / "arsip"
    facts: dict[str, object] = {"folder": folder, "person": Person("uji@contoh"), "alasan": "Disimpan"}
    return store(host, host.path, knowledge, now, **(facts | others))  # type: ignore[arg-type]


def told(folder: Path, name: str, path: str) -> dict[str, object]:
    arsip = open_arsip(folder)
    content = version_bytes(arsip, head_version(arsip, name), path)
    assert content is not None
    found: dict[str, object] = json.loads(content)
    return found


def test_workbook_informasi_and_letter_are_objects_of_their_own(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    arsip = keep(host, knowledge, now).arsip
    assert list_objects(arsip) == ["buku-rekap", INFORMASI, SURAT]
    assert check_arsip(arsip) == []
    judge = ocfl.StorageRoot(root=str(arsip.root))
    assert judge.validate()
    assert judge.good_objects == 3


def test_the_approval_tells_who_in_which_role_when_why_under_which_number_and_where_it_lies(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    folder = keep(host, knowledge, now).arsip.path
    facts = told(folder, INFORMASI, "persetujuan.json")
    (decision,) = facts["putusan"]  # type: ignore[misc]
    assert decision["oleh"]["nama"] == "Contoh Satu"
    assert (decision["sebagai"], decision["mulai"]) == ("PPID", "2026-11-20T09:00:00")
    assert decision["alasan"] == "Sesuai Pasal 17 huruf i."
    assert (facts["lokasi_fisik"], facts["jangka_waktu"]) == ("Lemari 1", "5 tahun")
    (surat,) = facts["surat"]  # type: ignore[misc]
    assert (surat["nomor"], surat["sidik_sha512"]) == ("800/12/2026", hashlib.sha512(SCAN).hexdigest())
    entry = list_entries(open_arsip(folder), INFORMASI)[-1]
    assert (entry["nomor"], entry["keputusan"]) == ("800/12/2026", "Disetujui")


def test_an_informasi_keeps_its_row_its_findings_and_what_it_was_judged_by(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    arsip = keep(host, knowledge, now).arsip
    (version,) = list_versions(arsip, INFORMASI)
    held = {"baris.json", "temuan.json", "persetujuan.json", "aturan/hukum.toml", "aturan/peraturan.toml"}
    assert held <= version.files.keys()
    assert any(path.startswith("sop/") and path.endswith(".toml") for path in version.files)
    assert told(arsip.path, INFORMASI, "baris.json")["judul_informasi"] == "Kertas kerja audit 2025"


def test_a_letter_on_eighty_informasi_is_stored_once_byte_for_byte(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    rows = [
        CLOSED | {"id": f"INF-2026-{n:04d}", "judul_informasi": f"Kertas kerja {n}"} for n in range(1, 81)
    ]
    host = fill(rekap, knowledge, rows, "INF-2026-0001..0080")
    scan = host.path.parent / "naskah/SR-2026-0001.pdf"
    arsip = keep(host, knowledge, now, documents=[scan]).arsip
    assert len(list_objects(arsip)) == 82
    stored = [path for path in arsip.root.rglob("*.pdf") if path.read_bytes() == SCAN]
    assert [path.relative_to(arsip.root).parts[0] for path in stored] == [SURAT]
    assert told(arsip.path, "buku-rekap", "surat.json")[0]["nomor"] == "800/12/2026"  # type: ignore[index]


def test_the_same_decision_is_archived_once_however_often_it_is_kept(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    arsip = keep(host, knowledge, now).arsip
    host.apply([SetColumn("tblRekap", "retensi", {host.snapshot().rows("tblRekap")[1].number: "9 tahun"})])
    for minutes in (5, 10):
        keep(host, knowledge, now + timedelta(minutes=minutes))
    assert [len(list_versions(arsip, name)) for name in (INFORMASI, SURAT, "buku-rekap")] == [1, 1, 2]


def test_a_further_decision_is_a_further_version(host: FileHost, knowledge: Knowledge, now: datetime) -> None:
    arsip = keep(host, knowledge, now).arsip
    more = approval("INF-2026-0001", id_langkah="LK-2026-0002", id_surat="") | {"keputusan": "Diperpanjang"}
    host.apply([AppendRows("tblLangkah", [more])])
    keep(host, knowledge, now + timedelta(days=1))
    assert len(list_versions(arsip, INFORMASI)) == 2
    assert [one["keputusan"] for one in told(arsip.path, INFORMASI, "persetujuan.json")["putusan"]] == [  # type: ignore[attr-defined]
        "Disetujui",
        "Diperpanjang",
    ]


def test_a_letter_that_was_signed_later_comes_after_the_approval(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    row = host.snapshot().rows("tblAgenda")[0].number
    host.apply([SetColumn("tblAgenda", "keadaan_tanda_tangan", {row: "Dicetak"})])
    arsip = keep(host, knowledge, now).arsip
    assert SURAT not in list_objects(arsip)
    host.apply([SetColumn("tblAgenda", "keadaan_tanda_tangan", {row: "Ditandatangani (basah)"})])
    keep(host, knowledge, now + timedelta(days=1))
    assert [len(list_versions(arsip, name)) for name in (INFORMASI, SURAT)] == [2, 1]


def test_what_was_not_decided_has_no_object(host: FileHost, knowledge: Knowledge, now: datetime) -> None:
    assert "informasi-INF-2026-0002" not in list_objects(keep(host, knowledge, now).arsip)


def test_an_approval_is_archived_with_the_act_itself(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    book, folder = host.snapshot(), host.path.parent / "arsip"
    log_act(book, host.path, book.rows("tblLangkah")[0], "uji@contoh", now)
    for _ in range(2):
        archive_acts(book, host.path, ["LK-2026-0001"], knowledge, now, "uji@contoh")
    arsip = open_arsip(folder)
    assert list_objects(arsip) == [INFORMASI, SURAT]
    assert len(list_versions(arsip, INFORMASI)) == 1
    assert check_arsip(arsip) == []


def test_a_second_workbook_in_the_same_archive_never_adds_to_the_objects_of_the_first(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    arsip = keep(host, knowledge, now).arsip
    other = FileHost(host.path.with_name("Rekap Bidang.xlsx"), knowledge.dictionary)
    other.path.write_bytes(host.path.read_bytes())
    keep(other, knowledge, now + timedelta(minutes=1))
    assert f"{INFORMASI}-rekap-bidang" in list_objects(arsip)
    assert len(list_versions(arsip, INFORMASI)) == 1


def test_a_save_that_was_interrupted_is_finished_by_the_next_one_and_logged(
    host: FileHost, knowledge: Knowledge, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(staged: object) -> None:
        raise ArsipError("arsip-tidak-tertulis", folder="-", alasan="-")

    with monkeypatch.context() as patched:
        patched.setattr("ppid_xl.arsip.ocfl.commit", stop)
        with pytest.raises(ArsipError, match="arsip-belum-selesai"):
            keep(host, knowledge, now)
    assert commit_version is not stop
    arsip = keep(host, knowledge, now + timedelta(minutes=1)).arsip
    assert "pemulihan" in [entry["tindakan"] for entry in list_entries(arsip)]
    assert [len(list_versions(arsip, name)) for name in list_objects(arsip)] == [1, 1, 1]
    assert check_arsip(arsip) == []


def test_what_is_published_is_in_the_log_with_its_digests(
    host: FileHost, knowledge: Knowledge, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(host, knowledge, now)
    assert main(["terbit", str(host.path), "--tanggal", "2026-11-22"]) == 0, capsys.readouterr()
    entries = list_entries(open_arsip(host.path.parent / "arsip"))
    (entry,) = [one for one in entries if one["tindakan"] == "terbit"]
    page = host.path.parent / "terbitan/daftar.html"
    assert f"daftar.html {hashlib.sha256(page.read_bytes()).hexdigest()}" in entry["keluaran"]
    assert (entry["objek"], entry["versi"]) == ("buku-rekap", "v1")
