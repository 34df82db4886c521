"""A sixth office with names of its own for its officers: letters, law and acts follow its SOP, not the usual names."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import docx
import pytest
from kantor import ANSWERS, ONE, office

from ppid_xl.errors import InputError
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.surat.konteks import Surat
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.periksa.periksa import judge
from ppid_xl.workflow.proses.persetujuan import DIKEMBALIKAN, DISETUJUI, decide
from ppid_xl.workflow.proses.uji import uji
from ppid_xl.workflow.surat.dokumen import surat
from ppid_xl.workflow.surat.surat_resmi import surat_resmi

KODE = "kabupaten-contoh"
ROLES = {"KBH": "Kepala Bagian Hukum", "SEK": "Sekretaris", "BUP": "Bupati"}
SOP = """
[sop]
nomor = "067/12/SETDA/2026"
nama = "Penetapan"
instansi = "KABUPATEN CONTOH"
disahkan_oleh = "Sekretaris"
sumber = "sumber/kabupaten-contoh.txt"
pelaksana = ["Kepala Bagian Hukum", "Sekretaris", "Bupati"]
[[kegiatan]]
nomor = 2
uraian = "Menguji setiap usulan"
waktu = "3 hari kerja"
pelaksana = ["Kepala Bagian Hukum"]
cara = "perintah"
perintah = "ppid uji"
bukti = "Baris."
[[kegiatan]]
nomor = 4
uraian = "Memeriksa usulan"
waktu = "Tentatif"
pelaksana = ["Sekretaris"]
cara = "perintah"
perintah = "ppid kembalikan"
bukti = "Baris."
"""
LEVELS = """
[[persetujuan]]
peran = "Bupati"
kegiatan = 4
tafsir = "Bupati menetapkan."
"""
SETARA = """
[setara]
PPID = "Kepala Bagian Hukum"
"Atasan PPID" = "Sekretaris"
"Pimpinan Badan Publik" = "Bupati"
[penanda_tangan]
penetapan = "Bupati"
"""


def kabupaten(knowledge: Knowledge, folder: Path, *parts: str) -> MemoryHost:
    """Return the workbook of an office whose SOP lies in a folder ``sop`` beside it."""
    (folder / "sop").mkdir()
    (folder / "sop" / f"{KODE}.toml").write_text("".join((SOP, *parts)), encoding="utf-8")
    return office(knowledge, KODE, ROLES, NamaPemerintah="PEMERINTAH CONTOH", Tempat="Kota Contoh")


def test_letters_are_signed_by_the_roles_that_the_sop_names(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    book = kabupaten(knowledge, tmp_path, LEVELS, SETARA).snapshot()
    for kind, signer in (
        ("penetapan", "JABATAN 3"),
        ("nota-dinas", "JABATAN 1"),
        ("persetujuan", "JABATAN 2"),
    ):
        made = surat(book, kind, knowledge, now, tmp_path, only_passing=True, workbook_folder=tmp_path)
        assert made.path is not None
        words = "\n".join(one.text or "" for one in docx.Document(str(made.path)).element.body.iter())
        assert signer in words
        assert not any("belum ada di lembar Pejabat" in note for note in made.notes)


def test_an_official_letter_needs_no_officer_with_a_usual_role(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host = kabupaten(knowledge, tmp_path, LEVELS, SETARA)
    issued = surat_resmi(
        host, "nota-dinas", knowledge, now, tmp_path, Deed("KBH"), workbook_folder=tmp_path,
        kepala=Surat(nomor="1/2026"),
    )  # fmt: skip
    assert issued.entered is not None


def test_without_such_words_the_letter_is_refused_with_the_usual_roles(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host = kabupaten(knowledge, tmp_path, LEVELS)
    with pytest.raises(InputError) as caught:
        surat_resmi(host, "nota-dinas", knowledge, now, tmp_path, Deed("KBH"), workbook_folder=tmp_path)
    assert caught.value.kode == "surat-tanpa-pejabat"


@pytest.mark.parametrize(("parts", "told"), [((LEVELS, SETARA), False), ((LEVELS,), True)])
def test_the_approval_of_the_offices_own_pimpinan_is_a_pimpinans(
    knowledge: Knowledge, now: datetime, tmp_path: Path, parts: tuple[str, ...], told: bool
) -> None:
    host = kabupaten(knowledge, tmp_path, *parts)
    decide(host, knowledge, now, DISETUJUI, Deed("BUP", ids=[ONE]), folder=tmp_path)
    findings, _ = judge(host.snapshot(), knowledge, now.date(), folder=tmp_path)
    assert any(one.aturan.endswith("/R22") for one in findings) is told


def test_a_meeting_is_recorded_as_the_kegiatan_that_the_sop_gives_it(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host = kabupaten(knowledge, tmp_path)
    uji(host, knowledge, now, Deed("KBH", now, ids=[ONE]), ANSWERS, folder=tmp_path)
    (row,) = host.snapshot().rows("tblLangkah")
    assert (row.text("kegiatan"), f"{row['tenggat']:%d/%m/%Y}") == ("2. Uji konsekuensi", "25/11/2026")
    findings, _ = judge(host.snapshot(), knowledge, now.date(), folder=tmp_path)
    places = [one.kolom for one in findings if one.aturan.endswith("/R19") and one.lembar == "Langkah SOP"]
    assert sorted(places) == ["Peserta", "Tempat"]  # the law asks both of a meeting, whatever its number


def test_a_return_is_recorded_as_the_kegiatan_that_the_sop_gives_it(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host = kabupaten(knowledge, tmp_path)
    decide(host, knowledge, now, DIKEMBALIKAN, Deed("SEK", ids=[ONE], catatan="Lengkapi"), folder=tmp_path)
    assert host.snapshot().rows("tblLangkah")[0].text("kegiatan") == "4. Memeriksa usulan"


def test_an_sop_without_levels_names_nobody_else_as_the_one_who_approves(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host = kabupaten(knowledge, tmp_path)
    done = decide(host, knowledge, now, DISETUJUI, Deed("KBH", ids=[ONE]), folder=tmp_path)
    assert not any("yang menyetujui" in note for note in done.notes)
