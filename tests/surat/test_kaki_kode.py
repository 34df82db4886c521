"""The code at the foot: on every page of an official letter, whatever its sections, and never in the way."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm

from ppid_xl.surat.isi_docx import read_docx
from ppid_xl.surat.kaki_kode import FootCode, put_code
from ppid_xl.ttd.gambar_qr import draw_qr

PICTURE = draw_qr("PPID1|SR-2026-0001||d=" + "0" * 32)
CODE = FootCode(PICTURE.png, PICTURE.width_mm, "SR-2026-0001", "Kode QR surat SR-2026-0001")


def letter(**settings: Any) -> Any:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Mm(215), Mm(330), Mm(30)
    for name, value in settings.items():
        setattr(section, name, value)
    document.add_paragraph("Isi surat")
    return document


def coded(document: Any) -> Any:
    content = io.BytesIO()
    document.save(content)
    return Document(io.BytesIO(put_code(content.getvalue(), CODE)))


def pictures(footer: Any) -> list[Any]:
    return list(footer._element.iter(qn("wp:anchor"), qn("wp:inline")))


def test_the_first_page_and_the_others_both_bear_it() -> None:
    (section,) = coded(letter(different_first_page_header_footer=True)).sections
    for footer in (section.footer, section.first_page_footer):
        assert len(pictures(footer)) == 1
        assert footer.paragraphs[-1].text == "SR-2026-0001"


def test_no_two_pictures_of_a_letter_have_one_number() -> None:
    document = letter(different_first_page_header_footer=True)
    for _ in range(2):
        document.add_paragraph().add_run().add_picture(io.BytesIO(PICTURE.png))
    done = coded(document)
    section = done.sections[0]
    roots = (done.element, section.footer._element, section.first_page_footer._element)
    numbers = [number for root in roots for number in root.xpath(".//wp:docPr/@id")]
    assert sorted(numbers) == ["1", "2", "3", "4"]


def test_even_pages_bear_it_too() -> None:
    document = letter()
    document.settings.odd_and_even_pages_header_footer = True
    assert len(pictures(coded(document).sections[0].even_page_footer)) == 1


def test_sections_that_share_a_footer_bear_it_once() -> None:
    document = letter()
    document.add_section(WD_SECTION.NEW_PAGE)
    first, second = coded(document).sections
    assert second.footer.is_linked_to_previous
    assert len(pictures(first.footer)) == 1


def test_it_stands_in_the_margin_where_it_moves_nothing() -> None:
    (picture,) = pictures(coded(letter()).sections[0].footer)
    assert picture.tag == qn("wp:anchor")
    left, top = (int(one.text) / 36_000 for one in picture.iter(qn("wp:posOffset")))
    assert left >= 5
    assert left + CODE.width_mm <= 30
    assert 330 - 25 < top + CODE.width_mm <= 330 - 5


@pytest.mark.parametrize("case", ["narrow", "lying"])
def test_where_the_margin_has_no_room_it_takes_a_line_of_the_footer(case: str) -> None:
    document = letter(left_margin=Mm(15)) if case == "narrow" else letter()
    if case == "lying":
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(330), Mm(215)
    (picture,) = pictures(coded(document).sections[0].footer)
    assert picture.tag == qn("wp:inline")


def test_what_stood_in_the_footer_stays() -> None:
    document = letter()
    document.sections[0].footer.paragraphs[0].text = "Jalan Contoh Nomor 1"
    texts = [paragraph.text for paragraph in coded(document).sections[0].footer.paragraphs]
    assert texts == ["Jalan Contoh Nomor 1", "SR-2026-0001"]


def test_who_cannot_see_it_is_told_what_it_is() -> None:
    (picture,) = pictures(coded(letter()).sections[0].footer)
    assert picture.find(qn("wp:docPr")).get("descr") == "Kode QR surat SR-2026-0001"


def test_the_text_of_a_document_leaves_out_what_stands_on_every_page(tmp_path: Path) -> None:
    document = letter()
    document.sections[0].footer.paragraphs[0].text = "Jalan Contoh Nomor 1"
    coded(document).save(tmp_path / "surat.docx")
    written = read_docx(tmp_path / "surat.docx")
    assert written.isi.strip() == "Isi surat"
    assert written.tepi == ("Jalan Contoh Nomor 1", "SR-2026-0001")
