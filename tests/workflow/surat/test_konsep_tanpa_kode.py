"""No draft of any kind bears a QR or the sentence of a signed document; the official one bears its code (R44)."""

from __future__ import annotations

import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from ppid_xl.surat.konteks import Surat
from ppid_xl.workflow.arsip.saksi_arsip import WITNESSED
from ppid_xl.workflow.surat.cetak import print_document
from ppid_xl.workflow.surat.dokumen import kinds
from ppid_xl.workflow.surat.template import office_template

sys.path.append(str(Path(__file__).parents[2] / "surat"))
from contoh_surat import make_bahan, make_rows

SENTENCE = re.compile(
    r"(ditandatangani|diterbitkan) secara elektronik|sertifikat elektronik|BSrE", re.IGNORECASE
)
WITNESS = {"kode": " ".join(["63d2"] * 16), "baris": "12", "qr": "63d2" * 16}


def printed(kind: str, folder: Path, *, konsep: bool) -> tuple[set[str], str, bytes]:
    """Return the pictures of a document, its text, and the data of its code."""
    bahan = replace(
        make_bahan(kind, make_rows(2)),
        konsep=konsep,
        logo=None,
        surat=Surat(nomor="7/2026", id="SR-2026-0001"),
        saksi=WITNESS,
    )
    target = folder / f"{kind}.docx"
    data = print_document(bahan, target, office_template(kind, None), "F4")
    with zipfile.ZipFile(target) as parts:
        names = parts.namelist()
        text = "".join(re.sub(r"<[^>]+>", "", parts.read(n).decode()) for n in names if n.endswith(".xml"))
    return {name for name in names if name.startswith("word/media/")}, text, data


@pytest.mark.parametrize("kind", kinds())
def test_a_draft_bears_no_code_and_no_sentence_of_a_signed_document(kind: str, tmp_path: Path) -> None:
    pictures, text, data = printed(kind, tmp_path, konsep=True)
    assert (pictures, data) == (set(), b"")
    assert WITNESS["kode"] not in text
    assert not SENTENCE.search(text)
    assert "SR-2026-0001" not in text or kind in ("bukti", "label-arsip")


@pytest.mark.parametrize("kind", kinds())
def test_an_official_letter_bears_one_code_and_still_no_such_sentence(kind: str, tmp_path: Path) -> None:
    pictures, text, data = printed(kind, tmp_path, konsep=False)
    assert len(pictures) == 1 + (WITNESS["kode"] in text)
    assert (WITNESS["kode"] in text) == (kind in WITNESSED)
    assert "SR-2026-0001" in text
    assert data
    assert not SENTENCE.search(text)
