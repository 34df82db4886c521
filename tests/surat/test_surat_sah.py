"""Word opens every kind of letter, and the template it is made from, without offering to repair it."""

from __future__ import annotations

from pathlib import Path

import pytest
from berkas_sah import faults
from contoh_surat import KINDS, make_bahan, make_full, make_row, make_rows, write_logo

from ppid_xl.bawaan import template_path
from ppid_xl.surat.kaki_kode import FootCode
from ppid_xl.surat.konteks import build_context
from ppid_xl.surat.render import render_surat
from ppid_xl.ttd.gambar_qr import draw_qr

pytestmark = pytest.mark.lama

PICTURE = draw_qr("PPID1|SR-2026-0001||d=" + "0" * 32)
CODE = FootCode(PICTURE.png, PICTURE.width_mm, "SR-2026-0001", "Kode QR surat SR-2026-0001")
TEMPLATES = sorted(template_path("surat").glob("*.docx"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_needs_no_repair(template: Path) -> None:
    assert faults(template.read_bytes()) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_letter_of_which_nothing_is_known_needs_no_repair(tmp_path: Path, kind: str) -> None:
    context = build_context(make_bahan(kind, [], pengaturan={}))
    render_surat(template_path("surat", f"{kind}.docx"), context, tmp_path / "surat.docx")
    assert faults((tmp_path / "surat.docx").read_bytes()) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_letter_with_logo_and_code_needs_no_repair(tmp_path: Path, kind: str) -> None:
    rows = [*make_rows(3), make_row(4, klasifikasi="Berkala")]
    context = make_full(kind, rows, logo=write_logo(tmp_path / "logo.png"))
    render_surat(template_path("surat", f"{kind}.docx"), context, tmp_path / "surat.docx", kode=CODE)
    assert faults((tmp_path / "surat.docx").read_bytes()) == []
