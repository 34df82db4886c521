"""Repair from a second copy: each damaged file is mended with the right bytes, nothing silently, nothing deleted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from arsip_acts import make_act

from ppid_xl.arsip.repair import apply_repair, plan_repair
from ppid_xl.arsip.schedule import check_all
from ppid_xl.arsip.store import Arsip, save_version
from ppid_xl.errors import ArsipError

ACT = make_act(90)


@pytest.fixture
def copy(sound_arsip: Arsip, tmp_path: Path) -> Arsip:
    shutil.copytree(sound_arsip.path, tmp_path / "rusak" / "salinan")
    return Arsip(tmp_path / "rusak" / "salinan")


def state(arsip: Arsip) -> dict[str, bytes]:
    found = (path for path in arsip.path.rglob("*") if path.is_file())
    return {path.relative_to(arsip.path).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("damage", ["ubah", "hapus"])
def test_each_file_of_an_archive_is_mended_alone(rusak: Arsip, copy: Arsip, damage: str) -> None:
    sound = state(rusak)
    for number, name in enumerate(sound):
        path = rusak.path / name
        path.unlink() if damage == "hapus" else path.write_bytes(b"x" + sound[name])
        plan = apply_repair(rusak, copy, make_act(90 + number))
        assert [one.berkas for one in plan.bisa] == [name]
        assert plan.tidak == ()
    mended = state(rusak)
    assert {name: mended[name] for name in sound} == sound
    assert check_all(rusak) == []


def test_a_damaged_file_is_kept_aside_and_never_deleted(rusak: Arsip, copy: Arsip) -> None:
    path = next((rusak.root / "rekap-2026").rglob("*.xlsx"))
    path.write_bytes(b"yang rusak")
    apply_repair(rusak, copy, ACT)
    kept = [name for name, content in state(rusak).items() if content == b"yang rusak"]
    assert kept == [f"rusak/{ACT.waktu:%Y%m%dT%H%M%S}/{path.relative_to(rusak.path).as_posix()}"]


def test_looking_at_what_could_be_mended_changes_nothing(rusak: Arsip, copy: Arsip) -> None:
    shutil.rmtree(rusak.root / "rekap-2026")
    before = state(rusak), state(copy)
    plan = plan_repair(rusak, copy)
    assert len(plan.bisa) == sum(name.startswith("ocfl/rekap-2026/") for name in before[1])
    assert not any(one.ada for one in plan.bisa)
    assert (state(rusak), state(copy)) == before


def test_a_file_damaged_in_both_places_is_named_and_left(rusak: Arsip, copy: Arsip) -> None:
    place = next((rusak.root / "rekap-2026").rglob("*.xlsx")).relative_to(rusak.path)
    for arsip in (rusak, copy):
        (arsip.path / place).write_bytes(b"rusak")
    plan = apply_repair(rusak, copy, ACT)
    assert (plan.bisa, plan.tidak) == ((), (place.as_posix(),))
    assert (rusak.path / place).read_bytes() == b"rusak"


def test_a_copy_somebody_rewrote_mends_nothing(rusak: Arsip, copy: Arsip) -> None:
    place = next((rusak.root / "rekap-2026").rglob("*.xlsx")).relative_to(rusak.path)
    (rusak.path / place).unlink()
    (copy.path / place).write_bytes(b"isi palsu")
    assert plan_repair(rusak, copy).bisa == ()


def test_an_older_copy_mends_what_it_has(rusak: Arsip, copy: Arsip) -> None:
    save_version(rusak, "rekap-2026", {"rekap.xlsx": b"PK isi ke-4"}, make_act(60))
    (rusak.root / "rekap-2026/v1/inventory.json").unlink()
    (rusak.root / "rekap-2026/v4/inventory.json").unlink()
    plan = apply_repair(rusak, copy, ACT)
    assert [one.berkas for one in plan.bisa] == ["ocfl/rekap-2026/v1/inventory.json"]
    assert "ocfl/rekap-2026/v4/inventory.json" in plan.tidak


def test_a_damaged_log_is_never_replaced_by_one_that_lacks_a_sound_line(rusak: Arsip, copy: Arsip) -> None:
    save_version(rusak, "rekap-2026", {"rekap.xlsx": b"PK isi ke-4"}, make_act(60))
    rusak.log.write_bytes(rusak.log.read_bytes().replace(b"putaran 1", b"putaran 9", 1))
    before = state(rusak)
    with pytest.raises(ArsipError, match="perbaikan-log-lebih-tua"):
        apply_repair(rusak, copy, ACT)
    assert state(rusak) == before


def test_two_damaged_logs_mend_nothing(rusak: Arsip, copy: Arsip) -> None:
    for arsip in (rusak, copy):
        arsip.log.write_bytes(arsip.log.read_bytes().replace(b"putaran 1", b"putaran 9", 1))
    with pytest.raises(ArsipError, match="perbaikan-log-rusak"):
        plan_repair(rusak, copy)
