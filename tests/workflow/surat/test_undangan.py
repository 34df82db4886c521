"""The invitation to a meeting that is still to come: its day, hour, place and guests are told beforehand."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import docx
import pytest
from kantor import office

from ppid_xl.errors import InputError
from ppid_xl.hosts import Host
from ppid_xl.surat.konteks import Surat
from ppid_xl.surat.signature import DOTTED_LINE
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.surat.dokumen import Made, surat
from ppid_xl.workflow.surat.pokok_surat import Rapat
from ppid_xl.workflow.surat.surat_resmi import surat_resmi

ROLES = {"K": "Ketua PPID", "TIM": "Tim Pertimbangan", "ATASAN": "Atasan PPID"}
COMING = Rapat(datetime(2026, 12, 1, 9), "Ruang Rapat Lantai 2", "TIM; Budi Contoh (Kepala Bidang)")


@pytest.fixture
def kantor(knowledge: Knowledge) -> Host:
    return office(
        knowledge, "disperindag-kalbar-2020", ROLES, NamaPemerintah="PEMERINTAH CONTOH", Tempat="Kota Contoh"
    )


def text_of(path: Path | None) -> str:
    assert path is not None
    body = docx.Document(str(path)).element.body
    return "\n".join(piece.text or "" for piece in body.iter() if piece.tag.endswith("}t"))


def invite(kantor: Host, knowledge: Knowledge, now: datetime, folder: Path, rapat: Rapat | None) -> Made:
    return surat(kantor.snapshot(), "undangan-uji", knowledge, now, folder, rapat=rapat)


def test_an_invitation_names_the_meeting_that_is_to_come(
    kantor: Host, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    text = text_of(invite(kantor, knowledge, now, tmp_path, COMING).path)
    for told in ("Selasa, 1 Desember 2026", "09.00", "Ruang Rapat Lantai 2", "Budi Contoh", "Kepala Bidang"):
        assert told in text
    officer = next(row for row in kantor.snapshot().rows("tblPejabat") if row.text("kode") == "TIM")
    assert officer.text("nama") in text


def test_what_is_not_told_of_a_meeting_stays_a_dotted_line(
    kantor: Host, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    without_place = Rapat(COMING.mulai, "", "")
    text = text_of(invite(kantor, knowledge, now, tmp_path, without_place).path)
    assert "Selasa, 1 Desember 2026" in text
    assert DOTTED_LINE in text
    assert "1 Desember 2026" not in text_of(invite(kantor, knowledge, now, tmp_path, None).path)


def test_a_letter_about_something_else_refuses_a_meeting(
    kantor: Host, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        surat(kantor.snapshot(), "persetujuan", knowledge, now, tmp_path / "dokumen", rapat=COMING)
    assert caught.value.kode == "surat-tanpa-rapat"
    assert not (tmp_path / "dokumen").exists()


def test_an_official_invitation_may_precede_its_meeting_and_records_none(
    kantor: Host, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    issued = surat_resmi(
        kantor, "undangan-uji", knowledge, now, tmp_path / "dokumen", Deed("K"), workbook_folder=tmp_path,
        kepala=Surat(nomor="005/9/2026"), rapat=COMING,
    )  # fmt: skip
    assert "Selasa, 1 Desember 2026" in text_of(issued.made.path)
    assert [row.text("id_surat") for row in kantor.snapshot().rows("tblLangkah")] == ["SR-2026-0001"]
    assert not kantor.snapshot().rows("tblUji")
