"""Every kind of document says in the PDF that LibreOffice makes of it what it says in Word, its code on every page."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ppid_xl.banding_naskah import compare_texts
from ppid_xl.surat.isi_docx import read_docx
from ppid_xl.surat.kaki_kode import FootCode
from ppid_xl.surat.render import render_surat
from ppid_xl.ttd.baca_qr import read_pages
from ppid_xl.ttd.gambar_qr import draw_qr
from ppid_xl.ttd.kode import Code, write_code
from ppid_xl.workflow.surat.pdf import find_converter
from ppid_xl.workflow.surat.template import office_template

sys.path.append(str(Path(__file__).parents[2] / "surat"))
from contoh_surat import KINDS, make_full, make_rows

CODE = Code("SR-2026-0001", "7/2026", "d", "0a" * 16)


@pytest.mark.program
def test_each_kind_says_the_same_as_pdf_and_bears_its_code_on_every_page(tmp_path: Path) -> None:
    picture = draw_qr(write_code(CODE))
    foot = FootCode(picture.png, picture.width_mm, CODE.id_surat, "Kode QR")
    paths = [tmp_path / f"{kind}.docx" for kind in KINDS]
    for path in paths:
        context = {**make_full(path.stem, make_rows(8)), "konsep": False}
        render_surat(office_template(path.stem, None), context, path, kode=foot)
    (tmp_path / "pdf").mkdir()
    for result in find_converter().convert(paths, tmp_path / "pdf"):
        assert result.path is not None, result.problem
        pages, written = read_pages(result.path.read_bytes()), read_docx(result.source)
        assert {page.codes for page in pages} == {(CODE,)}, result.source.stem
        text = "\n".join(page.teks for page in pages)
        assert compare_texts(written.isi, text, written.tepi).beda == (), result.source.stem
