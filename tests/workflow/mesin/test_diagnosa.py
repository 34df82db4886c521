"""Diagnosa: each thing that is not well has a remedy, and nothing that is merely absent counts as a failure."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import pytest

from ppid_xl.surat.pdf import NoConverter, WordConverter
from ppid_xl.workflow.mesin.diagnosa import LIBRARIES, Check, diagnose
from ppid_xl.workflow.mesin.mesin import Machine
from ppid_xl.workflow.mesin.pasang import carry_out, plan_install

FONTS = ("Arial", "Carlito")


@pytest.fixture
def excel(tmp_path: Path) -> Machine:
    xlstart = tmp_path / "XLSTART"
    xlstart.mkdir()
    return Machine("windows", Path(sys.executable), tmp_path / "rumah", tmp_path / "AppData", xlstart)


def checks_of(machine: Machine, fonts: tuple[str, ...] | None = FONTS) -> dict[str, Check]:
    return {check.nama: check for check in diagnose(machine, NoConverter(), fonts)}


def test_a_bare_machine_fails_only_where_something_is_needed(tmp_path: Path) -> None:
    checks = checks_of(Machine("linux", Path(sys.executable), tmp_path, tmp_path))
    assert [name for name, check in checks.items() if check.keadaan == "gagal"] == ["PDF"]
    assert checks["Excel"].keadaan == checks["LibreOffice Calc"].keadaan == "tidak-ada"


def test_every_failure_has_a_remedy(excel: Machine) -> None:
    failed = [check for check in checks_of(excel, ()).values() if check.keadaan == "gagal"]
    assert {"Add-in Excel", "Python bagi Excel", "PDF", "Huruf Arial"} <= {check.nama for check in failed}
    assert all(check.perbaikan for check in failed)


def test_after_pasang_excel_is_ready(excel: Machine) -> None:
    carry_out(plan_install(excel), lambda _: None)
    checks = checks_of(excel)
    assert checks["Add-in Excel"].keadaan == checks["Python bagi Excel"].keadaan == "siap"


def test_an_add_in_of_another_version_is_told(excel: Machine) -> None:
    carry_out(plan_install(excel), lambda _: None)
    assert excel.xlstart is not None
    (excel.xlstart / "ppid.xlam").write_bytes(b"lama")
    assert "versi lain" in checks_of(excel)["Add-in Excel"].keterangan


def test_an_extension_of_another_version_is_told(tmp_path: Path) -> None:
    """``/bin/true`` answers every question of unopkg with yes: an extension of ours is there."""
    machine = Machine("linux", Path(sys.executable), tmp_path, tmp_path, unopkg=Path("/bin/true"))
    carry_out(plan_install(machine), lambda _: None)
    assert checks_of(machine)["Ekstensi Calc"].keadaan == "siap"
    told = json.loads(machine.calc_conf.read_bytes())
    machine.calc_conf.write_text(json.dumps({**told, "oxt": "lama"}), encoding="utf-8")
    check = checks_of(machine)["Ekstensi Calc"]
    assert check.keadaan == "gagal"
    assert "versi lain" in check.keterangan
    assert "ppid pasang" in check.perbaikan


def test_word_is_told_as_there_or_not(tmp_path: Path) -> None:
    machine = Machine("linux", Path(sys.executable), tmp_path, tmp_path)
    assert checks_of(machine)["Word"].keadaan == "tidak-ada"
    there = {check.nama: check for check in diagnose(machine, WordConverter(), FONTS)}
    assert there["Word"].keadaan == "siap"


def test_every_library_that_is_installed_everywhere_is_looked_at() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [line for line in project["project"]["dependencies"] if ";" not in line]
    assert sorted(LIBRARIES) == sorted(line.split(">=")[0] for line in wanted)


def test_a_python_that_was_moved_away_is_told(excel: Machine, tmp_path: Path) -> None:
    gone = Machine("windows", tmp_path / "pergi.exe", excel.home, excel.config, excel.xlstart)
    carry_out(plan_install(gone), lambda _: None)
    assert "pergi.exe" in checks_of(excel)["Python bagi Excel"].keterangan


def test_a_damaged_configuration_of_calc_is_told(tmp_path: Path) -> None:
    machine = Machine("linux", Path(sys.executable), tmp_path, tmp_path, unopkg=Path("/bin/false"))
    machine.calc_conf.parent.mkdir(parents=True)
    for content in ("{", "[]", json.dumps({"command": []})):
        machine.calc_conf.write_text(content)
        assert checks_of(machine)["Python bagi Calc"].keadaan == "gagal"


def test_a_metric_twin_stands_in_for_a_font(tmp_path: Path) -> None:
    checks = checks_of(Machine("linux", Path(sys.executable), tmp_path, tmp_path))
    assert "Carlito" in checks["Huruf Calibri"].keterangan


def test_fonts_that_cannot_be_listed_are_no_failure(tmp_path: Path) -> None:
    checks = checks_of(Machine("linux", Path(sys.executable), tmp_path, tmp_path), None)
    assert checks["Huruf"].keadaan == "tidak-ada"


def test_the_service_of_bsre_is_told_as_set_up_or_not(tmp_path: Path) -> None:
    machine = Machine("linux", Path(sys.executable), tmp_path, tmp_path / "config")
    absent = checks_of(machine)["BSrE"]
    assert (absent.keadaan, absent.perbaikan) == ("tidak-ada", "")
    assert absent.keterangan.startswith("tidak disetel")
    machine.bsre_conf.parent.mkdir(parents=True)
    machine.bsre_conf.write_text('alamat = "https://esign.contoh.go.id"\nklien = "ppid"\n', encoding="utf-8")
    there = checks_of(machine)["BSrE"]
    assert there.keadaan == "siap"
    assert there.keterangan.startswith("disetel: https://esign.contoh.go.id")
    machine.bsre_conf.write_text("alamat = 1\n", encoding="utf-8")
    wrong = checks_of(machine)["BSrE"]
    assert wrong.keadaan == "gagal"
    assert "Setelan alamat" in wrong.perbaikan


def test_root_is_told_that_the_extension_waits_for_an_ordinary_user(tmp_path: Path) -> None:
    nothing = Path("/bin/false")
    machine = Machine("linux", Path(sys.executable), tmp_path, tmp_path, unopkg=nothing, superuser=True)
    check = checks_of(machine)["Ekstensi Calc"]
    assert (check.keadaan, check.perbaikan) == (
        "gagal",
        "jalankan ppid pasang sebagai pengguna biasa, bukan root",
    )
