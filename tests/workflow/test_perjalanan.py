"""Perjalanan: each SOP is lived from a blank workbook to its end, through the commands only.

A journey is ``tests/kasus/perjalanan/<sop>.toml``, written so that staff can read it: what they type, the
commands they give, and what they must then see. ``--tanggal`` is added to each command.
"""

from __future__ import annotations

import base64
import json
import shlex
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ppid_xl.bawaan import sop_dir
from ppid_xl.cli import main
from ppid_xl.evidence import read_acts
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import Action, AppendRows, SetColumn, SetName
from ppid_xl.sop import available, load_sop
from ppid_xl.strict_toml import check_keys

KASUS = Path(__file__).parent.parent / "kasus" / "perjalanan"
STEP_KEYS = (
    "cerita", "kegiatan", "tanggal", "berkas", "ketik", "pengaturan", "ubah", "perintah", "keluar", "berkata",
    "keadaan", "ada", "langkah", "pindaian", "tidak_berkata",
)  # fmt: skip
BUKU = "rekap.xlsx"
SCAN = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg=="
)  # a picture of one pixel: what counts is the officer's statement, never the picture
SOPS = sorted(available(sop_dir()))
NEVER = {  # in a clean office
    f"ppid-xl/{kode}"
    for kode in (
        "nomor-hilang", "setelan-keliru", "unit-tidak-dikenal", "bentuk-tidak-dikenal", "pejabat-tanpa-kode",
        "kode-pejabat-ganda", "masa-jabatan-terbalik",
    )
}  # fmt: skip


def read_journey(kode: str) -> dict[str, Any]:
    path = KASUS / f"{kode}.toml"
    journey = tomllib.loads(path.read_text(encoding="utf-8"))
    check_keys(journey, ("cerita", "tanggal", "tindakan"), path, "berkas")
    for number, step in enumerate(journey["tindakan"], 1):
        check_keys(step, STEP_KEYS, path, f"tindakan {number}")
    return journey


def typed(host: FileHost, step: dict[str, Any]) -> None:
    """Do what staff do by hand: fill rows, settings and cells."""
    actions: list[Action] = [AppendRows(table, rows) for table, rows in step.get("ketik", {}).items()]
    actions += [SetName(name, value) for name, value in step.get("pengaturan", {}).items()]
    numbers = {row.text("id"): row.number for row in host.snapshot().rows("tblRekap")}
    for informasi, cells in step.get("ubah", {}).items():
        actions += [SetColumn("tblRekap", key, {numbers[informasi]: value}) for key, value in cells.items()]
    if actions:
        host.apply(actions)


def states(folder: Path, day: date, wanted: dict[str, str]) -> dict[str, str]:
    main(["periksa", str(folder / BUKU), "--tulis", "--tanggal", day.isoformat()])
    rows = host_of(folder).snapshot().rows("tblRekap")
    return {row.text("id"): row.text("status") for row in rows if row.text("id") in wanted}


def host_of(folder: Path) -> FileHost:
    from ppid_xl.workflow.ground.knowledge import load_knowledge

    return FileHost(folder / BUKU, load_knowledge().dictionary)


@pytest.mark.parametrize("kode", SOPS)
def test_the_sop_is_lived_to_its_end(
    kode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    journey = read_journey(kode)
    monkeypatch.chdir(tmp_path)
    day = journey["tanggal"]
    for step in journey["tindakan"]:
        day = step.get("tanggal", day)
        for name, text in step.get("berkas", {}).items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")
        if "pindaian" in step:
            Path(step["pindaian"]).write_bytes(SCAN)
        if (tmp_path / BUKU).exists():
            typed(host_of(tmp_path), step)
        capsys.readouterr()
        if "perintah" in step:
            left = main([*shlex.split(step["perintah"]), "--tanggal", day.isoformat()])
            said = "".join(capsys.readouterr())
            assert left == step.get("keluar", 0), f"{step['cerita']}: {said}"
            for words in step.get("berkata", ()):
                assert words in said, f"{step['cerita']}: {said}"
            for words in step.get("tidak_berkata", ()):
                assert words not in said, f"{step['cerita']}: {said}"
        for pattern in step.get("ada", ()):
            assert list(tmp_path.glob(pattern)), f"{step['cerita']}: {pattern} belum ada"
        if "keadaan" in step:
            assert states(tmp_path, day, step["keadaan"]) == step["keadaan"], step["cerita"]
        if "langkah" in step:
            acts = host_of(tmp_path).snapshot().rows("tblLangkah")
            assert [row.text("keputusan") for row in acts] == step["langkah"], step["cerita"]
    acts_of = {act.nomor_kegiatan for act in read_acts(host_of(tmp_path).snapshot())}
    sop = load_sop(available(sop_dir())[kode], check_quotes=False)
    assert {kegiatan.nomor for kegiatan in sop.kegiatan} - acts_of == set()
    if (tmp_path / "arsip").is_dir():
        assert main(["arsip", "periksa", BUKU]) == 0
    capsys.readouterr()
    main(["periksa", BUKU, "--json", "--tanggal", day.isoformat()])
    rules = {finding["aturan"] for finding in json.loads(capsys.readouterr().out)["temuan"]}
    assert not rules & NEVER


@pytest.mark.parametrize("kode", SOPS)
def test_every_kegiatan_of_the_sop_is_in_its_journey(kode: str) -> None:
    sop = load_sop(available(sop_dir())[kode], check_quotes=False)
    shown = {number for step in read_journey(kode)["tindakan"] for number in step.get("kegiatan", ())}
    assert shown == {kegiatan.nomor for kegiatan in sop.kegiatan}


@pytest.mark.parametrize("kode", SOPS)
def test_a_kegiatan_is_shown_by_the_command_its_sop_names(kode: str) -> None:
    sop = load_sop(available(sop_dir())[kode], check_quotes=False)
    for kegiatan in sop.kegiatan:
        steps = [s for s in read_journey(kode)["tindakan"] if kegiatan.nomor in s.get("kegiatan", ())]
        commands = [step.get("perintah", "") for step in steps]
        named = kegiatan.perintah.removeprefix("ppid ")
        assert any(command.startswith(named) for command in commands), (kegiatan.nomor, named, commands)
