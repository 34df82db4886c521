"""Disposal of a whole object: the tombstone stays, the chain holds, and no interruption leaves half an object."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from arsip_acts import make_act

from ppid_xl.arsip.disposal import (
    RECORD_FILE,
    destroy_object,
    finish_disposals,
    refuse_destroyed,
    tombstones,
)
from ppid_xl.arsip.repair import apply_repair
from ppid_xl.arsip.schedule import check_all
from ppid_xl.arsip.store import (
    Arsip,
    create_arsip,
    list_entries,
    list_objects,
    list_versions,
    record_act,
    save_version,
    version_bytes,
)
from ppid_xl.errors import ArsipError

pytestmark = pytest.mark.lama

CHILD = Path(__file__).with_name("disposal_child.py")
PAPERS = {"berita-acara.pdf": b"%PDF berita acara"}
ACT = make_act(60, nomor="1/BA/2026", alasan="Retensi habis", rincian={"berita_acara": "SR-2026-0009"})
SECRET = b"isi rahasia yang harus hilang"


@pytest.fixture
def filled(arsip: Arsip) -> Arsip:
    for number in (1, 2):
        files = {"a.txt": SECRET, "b.txt": b"%d" % number}
        save_version(arsip, "rekap-2026", files, make_act(number, alasan=f"Putaran {number}"))
    save_version(arsip, "rekap-2027", {"b.txt": b"tetap"}, make_act(3))
    return arsip


def test_a_destroyed_object_is_gone_with_every_byte(filled: Arsip) -> None:
    destroy_object(filled, "rekap-2026", PAPERS, ACT)
    assert list_objects(filled) == ["musnah-rekap-2026", "rekap-2027"]
    assert not [path for path in filled.path.rglob("*") if path.is_file() and SECRET in path.read_bytes()]


def test_the_tombstone_tells_what_when_who_why_and_by_which_number(filled: Arsip) -> None:
    last = list_versions(filled, "rekap-2026")[-1]
    stone = destroy_object(filled, "rekap-2026", PAPERS, ACT)
    assert (stone.objek, stone.versi, stone.sidik) == ("rekap-2026", "v2", last.inventory_digest)
    assert (stone.tanggal, stone.pelaku) == ("02/03/2026", ACT.pelaku)
    assert (stone.alasan, stone.nomor) == ("Retensi habis", "1/BA/2026")
    assert list_entries(filled)[stone.baris - 1]["berita_acara"] == "SR-2026-0009"


def test_the_record_keeps_the_berita_acara_and_every_version_by_its_digest(filled: Arsip) -> None:
    digests = [version.inventory_digest for version in list_versions(filled, "rekap-2026")]
    destroy_object(filled, "rekap-2026", PAPERS, ACT)
    record = list_versions(filled, "musnah-rekap-2026")[-1]
    assert version_bytes(filled, record, "berita-acara.pdf") == PAPERS["berita-acara.pdf"]
    told = json.loads(version_bytes(filled, record, RECORD_FILE) or b"")
    assert [one["sidik_inventory"] for one in told["versi"]] == digests
    assert [one["alasan"] for one in told["versi"]] == ["Putaran 1", "Putaran 2"]


def test_the_archive_stays_sound_and_takes_further_versions(filled: Arsip) -> None:
    destroy_object(filled, "rekap-2026", PAPERS, ACT)
    assert check_all(filled) == []
    save_version(filled, "rekap-2027", {"b.txt": b"lanjut"}, make_act(61))
    assert check_all(filled) == []


def test_the_name_of_a_destroyed_object_is_never_used_again(filled: Arsip) -> None:
    destroy_object(filled, "rekap-2026", PAPERS, ACT)
    with pytest.raises(ArsipError, match="objek-dimusnahkan"):
        refuse_destroyed(filled, "rekap-2026")
    with pytest.raises(ArsipError, match="arsip-rusak"):
        save_version(filled, "rekap-2026", {"a.txt": b"baru"}, make_act(62))
    with pytest.raises(ArsipError, match="objek-dimusnahkan"):
        destroy_object(filled, "rekap-2026", PAPERS, ACT)


def test_the_record_of_a_disposal_is_never_destroyed(filled: Arsip) -> None:
    destroy_object(filled, "rekap-2026", PAPERS, ACT)
    with pytest.raises(ArsipError, match="musnah-catatan"):
        destroy_object(filled, "musnah-rekap-2026", PAPERS, ACT)
    assert check_all(filled) == []


def state(arsip: Arsip) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in arsip.path.rglob("*") if path.is_file()}


def test_a_damaged_object_is_not_destroyed_and_nothing_changes(rusak: Arsip) -> None:
    next((rusak.root / "rekap-2026").rglob("*.xlsx")).write_bytes(b"lain")
    next((rusak.root / "rekap-2026/v3/content").iterdir()).write_bytes(b"lain")
    before = state(rusak)
    with pytest.raises(ArsipError, match="arsip-rusak"):
        destroy_object(rusak, "rekap-2026", PAPERS, ACT)
    assert state(rusak) == before


def test_an_object_removed_without_a_tombstone_is_still_a_fault(rusak: Arsip) -> None:
    shutil.rmtree(rusak.root / "rekap-2026")
    assert {found.kode for found in check_all(rusak)} == {"arsip-catatan-tanpa-versi"}


def test_a_tombstone_without_its_record_is_a_fault(rusak: Arsip) -> None:
    destroy_object(rusak, "rekap-2026", PAPERS, ACT)
    shutil.rmtree(rusak.root / "musnah-rekap-2026")
    kinds = {found.kode for found in check_all(rusak)}
    assert kinds == {"pemusnahan-tanpa-catatan", "arsip-catatan-tanpa-versi"}


def test_a_destroyed_object_put_back_is_a_fault_until_it_is_removed_again(rusak: Arsip) -> None:
    shutil.copytree(rusak.root / "rekap-2026", rusak.path.parent / "curian")
    destroy_object(rusak, "rekap-2026", PAPERS, ACT)
    shutil.copytree(rusak.path.parent / "curian", rusak.root / "rekap-2026")
    assert {found.kode for found in check_all(rusak)} == {"pemusnahan-terputus"}
    assert finish_disposals(rusak, ACT) == ["rekap-2026"]
    assert check_all(rusak) == []


def test_a_version_saved_after_the_tombstone_is_kept_and_named(rusak: Arsip) -> None:
    record_act(rusak, "pemusnahan", ACT, list_versions(rusak, "rekap-2026")[-1])
    save_version(rusak, "rekap-2026", {"a.txt": b"baru"}, make_act(61))
    assert finish_disposals(rusak, make_act(62)) == []
    assert "pemusnahan-terputus" in {found.kode for found in check_all(rusak)}
    assert list_versions(rusak, "rekap-2026")[-1].number == 4


def test_what_a_repair_set_aside_goes_with_its_object(rusak: Arsip) -> None:
    shutil.copytree(rusak.path, rusak.path.parent / "salinan")
    next((rusak.root / "rekap-2026").rglob("*.xlsx")).write_bytes(SECRET)
    apply_repair(rusak, Arsip(rusak.path.parent / "salinan"), make_act(50))
    destroy_object(rusak, "rekap-2026", PAPERS, ACT)
    assert not [path for path in rusak.path.rglob("*") if path.is_file() and SECRET in path.read_bytes()]
    assert check_all(rusak) == []


@pytest.mark.parametrize("mode", ["mati", "penuh"])
def test_no_interruption_leaves_half_an_object_or_two_tombstones(tmp_path: Path, mode: str) -> None:
    template = create_arsip(tmp_path / "awal", make_act())
    for number in (1, 2):
        save_version(template, "rekap-2026", {"a.txt": SECRET, "b.txt": b"%d" % number}, make_act(number))
    command = [sys.executable, str(CHILD), str(template.path), str(tmp_path / "titik"), mode]
    ended = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert len(ended) > 20
    for point in range(1, len(ended) + 1):
        arsip = Arsip(tmp_path / "titik" / f"titik-{point}" / "arsip")
        again = make_act(61, nomor="1/BA/2026")
        if "rekap-2026" in tombstones(arsip):
            finish_disposals(arsip, again)
        else:
            assert [one.number for one in list_versions(arsip, "rekap-2026")] == [1, 2]
            destroy_object(arsip, "rekap-2026", PAPERS, again)
        assert check_all(arsip) == [], point
        assert list_objects(arsip) == ["musnah-rekap-2026"]
        assert [one["tindakan"] for one in list_entries(arsip)].count("pemusnahan") == 1
