"""Buat: a new workbook for each SOP; the shipped one is what the builder makes."""

from __future__ import annotations

import runpy
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from ppid_xl.bawaan import sop_dir, workbook_path
from ppid_xl.errors import ConfigError
from ppid_xl.hosts.file import FileHost
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.buat import buat
from ppid_xl.workflow.periksa.periksa import periksa

SIXTH = """
[sop]
nomor = "1/SOP/2026"
nama = "PENDOKUMENTASIAN"
instansi = "DINAS KEENAM"
disahkan_oleh = "KEPALA DINAS"
sumber = "sumber/dinas-keenam.txt"
pelaksana = ["Petugas PPID"]

[[kegiatan]]
nomor = 1
uraian = "Mencatat lokasi arsip"
kelengkapan = "Daftar"
waktu = "1 Jam"
output = "Rekap"
pelaksana = ["Petugas PPID"]
tafsir = true
cara = "perintah"
perintah = "ppid periksa"
bukti = "Kolom Lokasi Fisik terisi."

[[aturan]]
kode = "lokasi"
kegiatan = 1
kata = "wajib"
kolom = "lokasi_fisik"
tingkat = "galat"
kutipan = "Mencatat lokasi arsip"
"""


def test_the_shipped_workbook_equals_a_fresh_build_part_by_part(tmp_path: Path) -> None:
    fresh = tmp_path / "rekap.xlsx"
    runpy.run_path(str(Path(__file__).parents[2] / "make_rekap.py"))["make"](fresh)
    with zipfile.ZipFile(workbook_path("rekap.xlsx")) as shipped, zipfile.ZipFile(fresh) as made:
        assert shipped.namelist() == made.namelist()
        assert [name for name in made.namelist() if shipped.read(name) != made.read(name)] == []


@pytest.mark.parametrize("kode", sorted(path.stem for path in sop_dir().glob("*.toml")))
def test_every_sop_makes_a_workbook_that_checks_without_findings(
    kode: str, tmp_path: Path, knowledge: Knowledge, now: datetime
) -> None:
    path = tmp_path / "rekap.xlsx"
    buat(path, kode, knowledge, now)
    host = FileHost(path, knowledge.dictionary)
    assert host.snapshot().setting("KodeSOP") == kode
    assert not periksa(host, knowledge, now).findings


def test_a_sixth_sop_beside_the_workbook_needs_no_python(
    tmp_path: Path, knowledge: Knowledge, now: datetime
) -> None:
    (tmp_path / "sop" / "sumber").mkdir(parents=True)
    (tmp_path / "sop" / "dinas-keenam.toml").write_text(SIXTH, encoding="utf-8")
    (tmp_path / "sop" / "sumber" / "dinas-keenam.txt").write_text(
        "1. Mencatat lokasi arsip", encoding="utf-8"
    )
    path = tmp_path / "rekap.xlsx"
    buat(path, "dinas-keenam", knowledge, now)
    host = FileHost(path, knowledge.dictionary)
    from ppid_xl.model import AppendRows

    host.apply([AppendRows("tblRekap", [{"judul_informasi": "Statistik pegawai", "klasifikasi": "Berkala"}])])
    found = [
        f
        for f in periksa(host, knowledge, now, folder=tmp_path).findings
        if f.aturan == "dinas-keenam/lokasi"
    ]
    assert [(f.tingkat, f.kutipan) for f in found] == [("galat", "Mencatat lokasi arsip")]


@pytest.mark.parametrize(("typed", "kept"), [("Dinas\x1b Uji\x07", "Dinas Uji"), ("9" * 5000, "9" * 5000)])
def test_a_name_of_any_characters_makes_a_workbook(
    tmp_path: Path, knowledge: Knowledge, now: datetime, typed: str, kept: str
) -> None:
    path = tmp_path / "a.xlsx"
    buat(path, "kesra-kalbar-2021", knowledge, now, settings={"NamaBadan": typed}, units=[typed])
    book = FileHost(path, knowledge.dictionary).snapshot()
    assert (book.setting("NamaBadan"), [row.text("unit") for row in book.rows("tblUnit")]) == (kept, [kept])


def test_the_roles_that_an_sop_names_can_be_chosen_for_its_officers(
    tmp_path: Path, knowledge: Knowledge, now: datetime
) -> None:
    path = tmp_path / "rekap.xlsx"
    buat(path, "bkd-kalteng-2024", knowledge, now)
    book = openpyxl.load_workbook(path)
    ((sheet, cells),) = book.defined_names["DaftarPeran"].destinations
    chosen = [cell.value for (cell,) in book[sheet][cells]]
    assert chosen[-3:] == ["JFU", "Kepala Bidang", "Kepala Badan"]
    assert "Atasan PPID" in chosen


def test_an_unknown_sop_writes_nothing(tmp_path: Path, knowledge: Knowledge, now: datetime) -> None:
    with pytest.raises(ConfigError):
        buat(tmp_path / "rekap.xlsx", "tidak-ada", knowledge, now)
    assert list(tmp_path.iterdir()) == []
