"""A file that an act names as its evidence is in the archive itself, once; a softcopy of what is excluded never is."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import ocfl
import pytest
from kantor_arsip import CLOSED, OPEN, PPID

from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.store import (
    Arsip,
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
from ppid_xl.workflow.arsip.simpan import Person, pulihkan
from ppid_xl.workflow.arsip.tersimpan import store
from ppid_xl.workflow.berkas.berkas import Intake, masuk
from ppid_xl.workflow.berkas.rujukan_bukti import checked_bukti
from ppid_xl.workflow.brankas.musnahkan import prepare
from ppid_xl.workflow.bukti.bukti import bukti
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed

ONE, INFORMASI = "INF-2026-0001", "informasi-INF-2026-0001"
MINUTES = b"notulen rapat rekaan"
CANARY = b"KENARI-RAHASIA-7731"
SIDIK = hashlib.sha256(MINUTES).hexdigest()[:16]
OBJECT = f"bukti-{SIDIK}"


def act(bukti: str, number: int = 1, keputusan: str = "Disetujui", ids: str = ONE) -> dict[str, Value]:
    return {
        "id_langkah": f"LK-2026-{number:04d}", "kegiatan": "Kegiatan 6: Persetujuan", "id_informasi": ids,
        "putaran": 1, "mulai": datetime(2026, 11, 20, 9, 0), "oleh": "PPID", "sebagai": "PPID",
        "keputusan": keputusan, "bukti": bukti,
    }  # fmt: skip


@pytest.fixture
def host(rekap: Path, knowledge: Knowledge) -> FileHost:
    host = FileHost(rekap, knowledge.dictionary)
    host.apply([AppendRows("tblRekap", [CLOSED, OPEN]), AppendRows("tblPejabat", [PPID])])
    (rekap.parent / "rapat").mkdir()
    (rekap.parent / "rapat/Notulen 12.PDF").write_bytes(MINUTES)
    return host


def named(host: FileHost, words: str = "rapat/Notulen 12.PDF") -> str:
    return checked_bukti(words, host, (host.path.parent,))


def keep(host: FileHost, knowledge: Knowledge, now: datetime) -> Arsip:
    folder = host.path.parent / "arsip"
    return store(
        host, host.path, knowledge, now, folder=folder, person=Person("uji@contoh"), alasan="Disimpan"
    ).arsip


def approval_of(arsip: Arsip) -> dict[str, list[dict[str, str]]]:
    content = version_bytes(arsip, head_version(arsip, INFORMASI), "persetujuan.json")
    found: dict[str, list[dict[str, str]]] = json.loads(content or b"{}")
    return found


def shown(host: FileHost, knowledge: Knowledge, now: datetime) -> tuple[str, ...]:
    proof = bukti(host.snapshot(), ONE, knowledge, now, workbook=host.path, arsip=host.path.parent / "arsip")
    return proof.berkas_bukti


def test_the_file_of_an_approval_is_an_object_of_its_own_byte_for_byte(
    host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host.apply([AppendRows("tblLangkah", [act(named(host))])])
    arsip = keep(host, knowledge, now)
    assert list_objects(arsip) == [OBJECT, "buku-rekap", INFORMASI]
    pulihkan(arsip.path, OBJECT, 1, tmp_path / "pulih")
    assert (tmp_path / "pulih/berkas/bukti.pdf").read_bytes() == MINUTES
    assert check_arsip(arsip) == []
    judge = ocfl.StorageRoot(root=str(arsip.root))
    assert judge.validate()
    assert judge.good_objects == 3


def test_the_informasi_names_the_file_by_object_and_digest(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    host.apply([AppendRows("tblLangkah", [act(named(host))])])
    (one,) = approval_of(keep(host, knowledge, now))["berkas_bukti"]
    assert one == {
        "id_langkah": "LK-2026-0001", "berkas": "Notulen 12.PDF", "objek": OBJECT,
        "sidik_sha512": hashlib.sha512(MINUTES).hexdigest(),
    }  # fmt: skip


def test_the_file_is_archived_with_the_act_itself(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    host.apply([AppendRows("tblLangkah", [act(named(host), keputusan="Dikembalikan")])])
    book = host.snapshot()
    log_act(book, host.path, book.rows("tblLangkah")[0], "uji@contoh", now)
    archive_acts(book, host.path, ["LK-2026-0001"], knowledge, now, "uji@contoh")
    assert list_objects(open_arsip(host.path.parent / "arsip")) == [OBJECT]


def test_a_file_that_many_acts_name_is_kept_once_however_often_it_is_archived(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    shutil.copy(host.path.parent / "rapat/Notulen 12.PDF", host.path.parent / "salinan.pdf")
    acts = [act(named(host), 1, "Dicatat"), act(named(host, "salinan.pdf"), 2), act(named(host), 3)]
    host.apply([AppendRows("tblLangkah", acts)])
    keep(host, knowledge, now)
    arsip = keep(host, knowledge, now + timedelta(minutes=5))
    stored = [one for one in arsip.root.rglob("*") if one.is_file() and one.read_bytes() == MINUTES]
    assert len(stored) == 1
    assert [len(list_versions(arsip, name)) for name in (OBJECT, INFORMASI)] == [1, 1]
    assert [one["id_langkah"] for one in approval_of(arsip)["berkas_bukti"]] == [
        "LK-2026-0001", "LK-2026-0002", "LK-2026-0003",
    ]  # fmt: skip


def test_a_file_that_is_kept_as_a_letter_is_not_stored_twice(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    letter = {"id_surat": "SR-2026-0001", "arah": "Masuk", "jenis": "Nota", "nomor": "7",
              "berkas": "rapat/Notulen 12.PDF", "sidik": SIDIK}  # fmt: skip
    host.apply([AppendRows("tblLangkah", [act(named(host))]), AppendRows("tblAgenda", [letter])])
    arsip = keep(host, knowledge, now)
    assert list_objects(arsip) == ["buku-rekap", INFORMASI, "surat-SR-2026-0001"]
    assert approval_of(arsip)["berkas_bukti"][0]["objek"] == "surat-SR-2026-0001"
    assert shown(host, knowledge, now) == (
        "LK-2026-0001 Notulen 12.PDF: ada di arsip (surat-SR-2026-0001 v1)",
    )


def test_a_file_that_was_changed_or_lost_is_not_taken_for_the_evidence(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    host.apply([AppendRows("tblLangkah", [act(named(host))])])
    paper = host.path.parent / "rapat/Notulen 12.PDF"
    paper.write_bytes(b"isi lain")
    assert list_objects(keep(host, knowledge, now)) == ["buku-rekap", INFORMASI]
    paper.unlink()
    keep(host, knowledge, now + timedelta(minutes=5))
    (line,) = shown(host, knowledge, now)
    assert "belum di arsip" in line
    assert "hilang atau berubah" in line


def test_a_file_lost_after_it_was_archived_is_still_there_and_named(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    host.apply([AppendRows("tblLangkah", [act(named(host))])])
    keep(host, knowledge, now)
    (host.path.parent / "rapat/Notulen 12.PDF").unlink()
    host.apply([AppendRows("tblLangkah", [act("", 2, "Diperpanjang")])])
    arsip = keep(host, knowledge, now + timedelta(minutes=5))
    assert approval_of(arsip)["berkas_bukti"][0]["objek"] == OBJECT
    assert shown(host, knowledge, now) == (f"LK-2026-0001 Notulen 12.PDF: ada di arsip ({OBJECT} v1)",)


def test_before_it_is_archived_the_proof_says_so(
    host: FileHost, knowledge: Knowledge, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    host.apply([AppendRows("tblLangkah", [act(named(host))])])
    assert shown(host, knowledge, now) == (
        "LK-2026-0001 Notulen 12.PDF: belum di arsip; simpan dengan ppid arsip simpan",
    )
    main(["bukti", str(host.path), ONE, "--tanggal", "2026-11-21"])
    assert "Notulen 12.PDF: belum di arsip" in capsys.readouterr().out


def receive(host: FileHost, knowledge: Knowledge, now: datetime, secret: Path) -> None:
    """Write a softcopy and register it as handed over."""
    secret.write_bytes(CANARY)
    deed = Deed("PPID", now, ids=[ONE])
    masuk(host, knowledge, now, deed, Intake([secret], "Inspektorat"), workbook=host.path)


@pytest.mark.parametrize("how", ["itself", "copied with its date", "copied and touched", "moved and touched"])
def test_a_softcopy_of_what_is_excluded_is_never_copied_even_when_it_is_named_as_evidence(
    host: FileHost, knowledge: Knowledge, now: datetime, how: str
) -> None:
    folder = host.path.parent
    secret, other = folder / "rahasia.pdf", folder / "nota.pdf"
    receive(host, knowledge, now, secret)
    if how != "itself":
        shutil.copy2(secret, other)
    if how.endswith("touched"):
        os.utime(other, (0, 1_000_000_000))
    if how.startswith("moved"):
        secret.unlink()
    words = named(host, secret.name if how == "itself" else other.name)
    host.apply([AppendRows("tblLangkah", [act(words, 2)])])
    arsip = keep(host, knowledge, now)
    assert not [one for one in arsip.path.rglob("*") if one.is_file() and CANARY in one.read_bytes()]
    assert list_objects(arsip) == ["buku-rekap", INFORMASI]
    assert "tidak disalin" in shown(host, knowledge, now)[0]


def test_a_softcopy_stays_out_when_its_cell_was_emptied(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    secret = host.path.parent / "rahasia.pdf"
    receive(host, knowledge, now, secret)
    row = host.snapshot().rows("tblRekap")[0].number
    host.apply(
        [
            SetColumn("tblRekap", "softcopy", {row: None}),
            AppendRows("tblLangkah", [act(named(host, "rahasia.pdf"), 2)]),
        ]
    )
    arsip = keep(host, knowledge, now)
    assert not [one for one in arsip.path.rglob("*") if one.is_file() and CANARY in one.read_bytes()]


def test_a_name_of_a_file_never_becomes_a_name_in_the_archive(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    (host.path.parent / "nota. ünïk ").write_bytes(MINUTES)
    host.apply([AppendRows("tblLangkah", [act(f"nota. ünïk  (sidik {SIDIK})")])])
    arsip = keep(host, knowledge, now)
    assert "berkas/bukti.bin" in head_version(arsip, OBJECT).files


def test_evidence_that_something_still_names_is_not_destroyed(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    host.apply([AppendRows("tblLangkah", [act(named(host), keputusan="Dicatat")])])
    arsip = keep(host, knowledge, now)
    with pytest.raises(ArsipError) as refusal:
        prepare(arsip.path, OBJECT, knowledge, now.date())
    assert refusal.value.kode == "musnah-masih-dirujuk"


def test_a_second_workbook_keeps_its_own(host: FileHost, knowledge: Knowledge, now: datetime) -> None:
    host.apply([AppendRows("tblLangkah", [act(named(host))])])
    keep(host, knowledge, now)
    other = FileHost(host.path.with_name("Rekap Bidang.xlsx"), knowledge.dictionary)
    other.path.write_bytes(host.path.read_bytes())
    arsip = keep(other, knowledge, now + timedelta(minutes=1))
    assert {OBJECT, f"{OBJECT}-rekap-bidang"} <= set(list_objects(arsip))
    assert {entry["buku"] for entry in list_entries(arsip, OBJECT)} == {"buku-rekap"}


def test_an_export_of_one_informasi_takes_its_evidence_along(
    host: FileHost, knowledge: Knowledge, now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (host.path.parent / "lain.pdf").write_bytes(b"bukti informasi lain")
    acts = [act(named(host)), act(named(host, "lain.pdf"), 2, ids="INF-2026-0002")]
    host.apply([AppendRows("tblLangkah", acts)])
    keep(host, knowledge, now)
    bag = tmp_path / "paket"
    words = ["arsip", "ekspor", str(host.path), "--id", ONE, "--keluar", str(bag), "--tanggal", "2026-11-21"]
    assert main(words) == 0, capsys.readouterr()
    kept = [one for one in bag.rglob("*") if one.is_file()]
    assert [one.name for one in kept if one.read_bytes() == MINUTES] == ["bukti.pdf"]
    assert not [one for one in kept if one.read_bytes() == b"bukti informasi lain"]
