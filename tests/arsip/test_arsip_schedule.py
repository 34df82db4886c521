"""When the archive is due for a full check, and the reports that are kept of it."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest
from arsip_acts import make_act

from ppid_xl.arsip.drill import SCRIPTS, all_versions, newest_versions, restore_drill
from ppid_xl.arsip.schedule import (
    CHECK,
    FAULTY,
    check_all,
    check_touched,
    is_check_due,
    keep_report,
    last_full_check,
)
from ppid_xl.arsip.store import Arsip, Packet, list_entries, save_versions
from ppid_xl.bawaan import data_path

FIRST = make_act().waktu


@pytest.mark.parametrize(("days", "due"), [(0, False), (7, False), (8, True), (400, True), (-1, True)])
def test_a_full_check_is_due_after_seven_days_and_under_a_clock_gone_wrong(
    arsip: Arsip, days: float, due: bool
) -> None:
    assert is_check_due(arsip, FIRST + timedelta(days=days)) is due


@pytest.mark.parametrize("tindakan", [CHECK, FAULTY])
def test_a_kept_report_puts_the_next_check_off(arsip: Arsip, tindakan: str) -> None:
    act = make_act(60 * 24 * 10)
    keep_report(arsip, tindakan, {"cacat": []}, act)
    assert last_full_check(arsip) == act.waktu
    assert not is_check_due(arsip, act.waktu + timedelta(days=6))


def test_a_report_is_a_file_whose_digest_the_log_has(arsip: Arsip) -> None:
    kept = keep_report(arsip, CHECK, {"cacat": ["satu"]}, make_act(1))
    assert kept.path is not None
    assert kept.trouble is None
    assert json.loads(kept.path.read_bytes()) == {"cacat": ["satu"]}
    entry = list_entries(arsip)[-1]
    assert entry["laporan"] == f"laporan/{kept.path.name}"
    assert entry["sidik_laporan"] == hashlib.sha256(kept.path.read_bytes()).hexdigest()
    assert check_all(arsip) == []


def test_two_reports_of_one_second_both_stay(arsip: Arsip) -> None:
    paths = {keep_report(arsip, CHECK, {}, make_act(1)).path for _ in range(3)}
    assert len(paths) == 3
    assert check_all(arsip) == []


@pytest.mark.parametrize(
    ("damage", "kode"), [("ubah", "arsip-berkas-berubah"), ("hapus", "arsip-berkas-hilang")]
)
def test_a_report_that_was_touched_is_a_fault(rusak: Arsip, damage: str, kode: str) -> None:
    path = keep_report(rusak, CHECK, {}, make_act(60)).path
    assert path is not None
    path.unlink() if damage == "hapus" else path.write_bytes(b"[]")
    (found,) = check_all(rusak)
    assert (found.kode, found.berkas) == (kode, f"laporan/{path.name}")


def test_a_log_that_takes_no_line_keeps_the_report_and_tells(rusak: Arsip) -> None:
    rusak.log.write_bytes(rusak.log.read_bytes().replace(b"Ditetapkan", b"Ditetapkon"))
    before = rusak.log.read_bytes()
    kept = keep_report(rusak, FAULTY, {"cacat": ["log"]}, make_act(60))
    assert kept.path is not None
    assert kept.path.is_file()
    assert kept.trouble is not None
    assert rusak.log.read_bytes() == before


def test_the_check_after_a_save_reads_the_bytes_just_written(arsip: Arsip) -> None:
    act = make_act(1)
    packets = [Packet(name, {"a.txt": name.encode()}, act) for name in ("surat-1", "rekap-2026")]
    save_versions(arsip, packets)
    assert check_touched(arsip, act.waktu) == ""
    for packet in packets:
        stored = next((arsip.root / packet.object_id / "v1/content").iterdir())
        stored.write_bytes(b"lain")
        assert packet.object_id in check_touched(arsip, act.waktu)
        assert check_touched(arsip, make_act(2).waktu) == ""
        stored.write_bytes(packet.object_id.encode())


# ---- restore drill


def test_a_drill_restores_every_version_by_our_program_and_by_the_script(
    sound_arsip: Arsip, tmp_path: Path
) -> None:
    versions = all_versions(sound_arsip)
    assert [(one.object_id, one.number) for one in newest_versions(versions)] == [
        ("inf-2026-0001", 2), ("rekap-2026", 3),
    ]  # fmt: skip
    drills = list(restore_drill(sound_arsip, versions, tmp_path))
    assert [one.masalah for one in drills] == [""] * 5
    assert sorted(one.name for one in (tmp_path / "1").iterdir()) == ["program", "skrip"]


def test_a_drill_tells_the_version_that_is_damaged(rusak: Arsip, tmp_path: Path) -> None:
    next((rusak.root / "rekap-2026/v2/content").glob("*.xlsx")).write_bytes(b"lain")
    told = {
        (one.objek, one.versi): one.masalah for one in restore_drill(rusak, all_versions(rusak), tmp_path)
    }
    assert [key for key, problem in told.items() if problem] == [("rekap-2026", "v2")]
    assert "rekap.xlsx" in told["rekap-2026", "v2"]


def test_a_drill_runs_no_script_but_ours(rusak: Arsip, tmp_path: Path) -> None:
    mark = tmp_path / "dijalankan"
    (rusak.path / "pulihkan.py").write_text(f"open({str(mark)!r}, 'w').close()\n")
    (told,) = {one.masalah for one in restore_drill(rusak, all_versions(rusak)[:1], tmp_path)}
    assert told == "pulihkan.py di arsip tidak dijalankan: bukan skrip yang ditaruh program ini."
    assert not mark.exists()


def test_a_drill_runs_the_script_of_an_earlier_version_of_this_program(rusak: Arsip, tmp_path: Path) -> None:
    script = rusak.path / "pulihkan.py"
    now = script.read_text(encoding="utf-8")
    script.write_text(now.replace("ascii(str(path))", "path"), encoding="utf-8", newline="\r\n")
    assert [one.masalah for one in restore_drill(rusak, all_versions(rusak)[:1], tmp_path)] == [""]


def test_the_script_of_this_version_is_known_to_the_drill_of_the_next() -> None:
    assert hashlib.sha256(data_path("arsip", "pulihkan.py").read_bytes()).hexdigest() in SCRIPTS


def test_a_drill_without_the_script_says_so(rusak: Arsip, tmp_path: Path) -> None:
    (rusak.path / "pulihkan.py").unlink()
    (told,) = {one.masalah for one in restore_drill(rusak, all_versions(rusak)[:1], tmp_path)}
    assert told.startswith("pulihkan.py di arsip tidak dijalankan")
