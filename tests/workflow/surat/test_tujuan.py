"""To whom a letter goes: the roles that the office's own SOP names, read from its file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from kantor import office

from ppid_xl.bawaan import sop_dir
from ppid_xl.hosts import Host
from ppid_xl.model import SetColumn, Value
from ppid_xl.sop import Known, available, load_sop
from ppid_xl.surat.konteks import Surat
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.surat.dokumen import kinds, surat
from ppid_xl.workflow.surat.surat_resmi import surat_resmi

CASES = [
    ("disperindag-kalbar-2020", "persetujuan", "Ketua PPID dan Tim Pertimbangan"),
    ("diskominfo-kaltara-2017", "persetujuan", "PPID Utama"),
    ("diskominfo-kaltara-2017", "nota-dinas", "Atasan PPID"),
    ("bkd-kalteng-2024", "persetujuan", "Kepala Bidang"),
    ("bkd-kalteng-2024", "nota-dinas", "Kepala Badan"),
    ("bkd-kalteng-2025", "persetujuan", "TIM PPID Pembantu"),
    ("kesra-kalbar-2021", "persetujuan", "PPID"),
]


def kantor_of(knowledge: Knowledge, kode: str) -> Host:
    roles = {"U": "Ketua PPID", "B": "Kepala Bidang", "ATASAN": "Atasan PPID"}
    host = office(knowledge, kode, roles, NamaPemerintah="PEMERINTAH CONTOH", Tempat="Kota Contoh")
    number = host.snapshot().rows("tblRekap")[0].number
    checked: dict[str, Value] = {"diverifikasi_oleh": "U", "diverifikasi_pada": date(2026, 11, 2)}
    host.apply([SetColumn("tblRekap", key, {number: value}) for key, value in checked.items()])
    return host


def lines_of(path: Path | None) -> list[str]:
    """Return the paragraphs of a document, those in its tables among them, without the Yth. before an addressee."""
    assert path is not None
    body = docx.Document(str(path)).element.body
    paragraphs = (piece for piece in body.iter() if piece.tag.endswith("}p"))
    texts = (
        "".join(one.text or "" for one in piece.iter() if one.tag.endswith("}t")) for piece in paragraphs
    )
    return [text.removeprefix("Yth. ") for text in texts]


@pytest.mark.parametrize(("kode", "kind", "tujuan"), CASES)
def test_a_letter_goes_to_whom_the_sop_says(
    knowledge: Knowledge, now: datetime, tmp_path: Path, kode: str, kind: str, tujuan: str
) -> None:
    book = kantor_of(knowledge, kode).snapshot()
    made = surat(book, kind, knowledge, now, tmp_path, ids=["INF-2026-0001"], only_passing=True)
    assert tujuan in lines_of(made.path)


def test_an_addressee_that_staff_name_wins(knowledge: Knowledge, now: datetime, tmp_path: Path) -> None:
    book = kantor_of(knowledge, "diskominfo-kaltara-2017").snapshot()
    made = surat(book, "persetujuan", knowledge, now, tmp_path, kepala=Surat(tujuan="Kepala Bidang Contoh"))
    lines = lines_of(made.path)
    assert "Kepala Bidang Contoh" in lines
    assert "PPID Utama" not in lines


def test_the_agenda_names_the_same_addressee_as_the_letter(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host = kantor_of(knowledge, "bkd-kalteng-2024")
    issued = surat_resmi(
        host, "nota-dinas", knowledge, now, tmp_path / "dokumen", Deed("B"), workbook_folder=tmp_path,
        kepala=Surat(nomor="1/2026"),
    )  # fmt: skip
    assert issued.entered is not None
    assert host.snapshot().rows("tblAgenda")[0].text("dari_kepada") == "Kepala Badan"


@pytest.mark.parametrize("path", available(sop_dir()).values(), ids=lambda path: path.stem)
def test_the_letters_that_an_sop_addresses_are_known(path: Path) -> None:
    sop = load_sop(path, check_quotes=False, known=Known(letters=list(kinds())))
    assert "persetujuan" in sop.tujuan
