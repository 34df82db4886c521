"""Official letters: whose kegiatan they are under the SOP, and who signs them."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from kantor import ONE, good_rows

from ppid_xl.cli import main
from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetColumn, SetName, Value
from ppid_xl.surat.konteks import Surat
from ppid_xl.workflow.ground.kegiatan_perintah import kegiatan_of_document
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.isi.buat import buat
from ppid_xl.workflow.proses.persetujuan import DISETUJUI, decide
from ppid_xl.workflow.surat.surat_resmi import Issued, surat_resmi

KALTARA, DISPERINDAG = "diskominfo-kaltara-2017", "disperindag-kalbar-2020"
KEPALA = "Keputusan Kepala … selaku PPID"
OFFICERS: list[dict[str, Value]] = [
    {"kode": "U", "nama": "Contoh Empat", "jabatan": "Kepala Bidang", "peran": "PPID Utama"},
    {"kode": "K", "nama": "Contoh Lima", "jabatan": "Sekretaris", "peran": "Ketua PPID"},
    {"kode": "P", "nama": "Contoh Satu", "jabatan": "Sekretaris", "peran": "PPID"},
    {"kode": "T", "nama": "Contoh Tiga", "jabatan": "Pranata Komputer", "peran": "Petugas PPID"},
    {"kode": "A", "nama": "Contoh Dua", "jabatan": "Kepala Dinas", "peran": "Atasan PPID"},
]


def desk(
    folder: Path, knowledge: Knowledge, now: datetime, kode: str = DISPERINDAG, **settings: Value
) -> FileHost:
    path = folder / "rekap.xlsx"
    buat(path, kode, knowledge, now, settings={"NamaBadan": "Dinas Contoh", **settings})
    host = FileHost(path, knowledge.dictionary)
    host.apply([AppendRows("tblRekap", good_rows(1)), AppendRows("tblPejabat", OFFICERS)])
    return host


def issued(host: FileHost, knowledge: Knowledge, now: datetime, kind: str) -> Issued:
    folder, kepala = host.path.parent, Surat(nomor="7/2026")
    return surat_resmi(
        host, kind, knowledge, now, folder / "dokumen", Deed("T"), workbook_folder=folder, kepala=kepala
    )


def words(done: Issued) -> str:
    assert done.made.path is not None
    with zipfile.ZipFile(done.made.path) as parts:
        return re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())


# ---- the kegiatan


def approved(folder: Path, knowledge: Knowledge, now: datetime, kode: str = KALTARA) -> FileHost:
    host = desk(folder, knowledge, now, kode)
    for officer in {KALTARA: ("U", "A"), DISPERINDAG: ("K",)}[kode]:
        decide(host, knowledge, now, DISETUJUI, Deed(officer, ids=[ONE]))
    return host


def test_an_official_list_is_the_kegiatan_that_the_sop_does_with_it(
    tmp_path: Path, knowledge: Knowledge, now: datetime
) -> None:
    host = approved(tmp_path, knowledge, now)
    done = issued(host, knowledge, now, "daftar-dikecualikan")
    act, (letter,) = host.snapshot().rows("tblLangkah")[-1], host.snapshot().rows("tblAgenda")
    assert done.entered is not None
    assert done.kegiatan == 5
    assert act.text("kegiatan").startswith("5. mengolah dan menyusun data")
    assert act["tenggat"] == datetime(2026, 11, 21, 8, 55)
    assert act.text("id_langkah") == letter.text("id_langkah") == done.entered.id_langkah
    assert act.text("id_surat") == letter.text("id_surat")
    assert len(host.snapshot().rows("tblLangkah")) == 3


def test_a_letter_that_puts_nothing_in_order_is_no_such_kegiatan(
    tmp_path: Path, knowledge: Knowledge, now: datetime
) -> None:
    host = desk(tmp_path, knowledge, now, KALTARA)
    done = issued(host, knowledge, now, "nota-dinas")
    (act,) = host.snapshot().rows("tblLangkah")
    assert (done.kegiatan, act.text("kegiatan")) == (0, "Surat keluar: nota-dinas")


def test_an_sop_without_such_a_kegiatan_gets_an_act_of_the_agenda(
    tmp_path: Path, knowledge: Knowledge, now: datetime
) -> None:
    host = approved(tmp_path, knowledge, now, DISPERINDAG)
    assert issued(host, knowledge, now, "daftar-dikecualikan").kegiatan == 0
    assert host.snapshot().rows("tblLangkah")[-1].text("kegiatan") == "Surat keluar: daftar-dikecualikan"


@pytest.mark.parametrize(
    ("perintah", "kind", "nomor"),
    [
        ("ppid surat", "daftar-informasi-publik", 1),
        ("ppid surat", "penetapan", 0),
        ("ppid surat penetapan", "penetapan", 1),
        ("ppid surat penetapan --resmi", "penetapan", 1),
        ("ppid surat penetapan", "penetapan-pengubahan", 0),
        ("ppid surat penetapan", "daftar-dikecualikan", 0),
        ("ppid setujui", "penetapan", 0),
    ],
)
def test_a_command_that_names_a_kind_is_for_that_kind(
    knowledge: Knowledge, perintah: str, kind: str, nomor: int
) -> None:
    sop = knowledge.sop(KALTARA, None)
    mine = replace(sop, kegiatan=(replace(sop.kegiatan[0], nomor=1, perintah=perintah),))
    found = kegiatan_of_document(mine, kind)
    assert (found.nomor if found else 0) == nomor


# ---- who signs


def test_a_keputusan_of_the_kepala_is_signed_by_the_kepala(
    tmp_path: Path, knowledge: Knowledge, now: datetime
) -> None:
    host = approved(tmp_path, knowledge, now, DISPERINDAG)
    host.apply([SetName("JudulPenetapan", KEPALA)])
    text = words(issued(host, knowledge, now, "penetapan"))
    assert "Contoh Dua" in text
    assert "Contoh Satu" not in text


def test_a_penetapan_ppid_is_signed_by_the_ppid_as_ever(
    tmp_path: Path, knowledge: Knowledge, now: datetime
) -> None:
    text = words(issued(approved(tmp_path, knowledge, now, DISPERINDAG), knowledge, now, "penetapan"))
    assert "Contoh Satu" in text
    assert "Contoh Dua" not in text


def test_only_the_penetapan_bears_the_title(tmp_path: Path, knowledge: Knowledge, now: datetime) -> None:
    host = desk(tmp_path, knowledge, now, DISPERINDAG, JudulPenetapan=KEPALA)
    assert "Contoh Satu" in words(issued(host, knowledge, now, "nota-dinas"))


def test_without_a_kepala_in_office_the_keputusan_is_refused(
    tmp_path: Path, knowledge: Knowledge, now: datetime
) -> None:
    host = approved(tmp_path, knowledge, now, DISPERINDAG)
    (kepala,) = [row for row in host.snapshot().rows("tblPejabat") if row.text("kode") == "A"]
    host.apply([SetName("JudulPenetapan", KEPALA), SetColumn("tblPejabat", "peran", {kepala.number: "PPID"})])
    with pytest.raises(InputError) as refusal:
        issued(host, knowledge, now, "penetapan")
    assert refusal.value.kode == "surat-tanpa-pejabat"
    assert "Pimpinan Badan Publik" in str(refusal.value.fakta["peran"])


def test_an_officer_may_be_named_to_sign(
    tmp_path: Path, knowledge: Knowledge, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    host = desk(tmp_path, knowledge, now)
    command = ["surat", str(host.path), "nota-dinas", "--penanda-tangan", "A", "--tanggal", "2026-11-21"]
    assert main(command) == 0
    with zipfile.ZipFile(tmp_path / "dokumen/nota-dinas.docx") as parts:
        text = parts.read("word/document.xml").decode()
    assert "Contoh Dua" in text
    assert main([*command[:4], "X", *command[5:]]) == 2
    assert "X" in capsys.readouterr().err
