"""The head of the archive's chain stands on the berita acara, and what is printed there is found again."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from pathlib import Path

from kantor_arsip import archive

from ppid_xl.arsip.store import open_arsip
from ppid_xl.arsip.witness import latest_witness
from ppid_xl.ttd.gambar_qr import draw_qr
from ppid_xl.workflow.arsip.saksi_arsip import hear_witness, signature_note, witness_values
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.surat.dokumen import surat


def berita_acara(rekap: Path, knowledge: Knowledge, now: datetime, host: object) -> zipfile.ZipFile:
    book = host.snapshot()  # type: ignore[attr-defined]
    made = surat(
        book, "berita-acara-uji", knowledge, now, rekap.parent / "dokumen", workbook_folder=rekap.parent,
        konsep=False,
    )  # fmt: skip
    assert made.path is not None, made.blocking
    return zipfile.ZipFile(made.path)


def test_the_official_berita_acara_bears_the_head_of_the_chain_in_sixteen_groups_and_as_a_qr(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    host = archive(rekap, knowledge, now)
    baris, sidik = latest_witness(open_arsip(rekap.parent / "arsip"))
    with berita_acara(rekap, knowledge, now, host) as parts:
        words = re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())
        pictures = {parts.read(name) for name in parts.namelist() if name.startswith("word/media/")}
    printed = re.search(r"\(baris ([0-9]+)\): ((?:[0-9a-f]{4} ?){16})", words)
    assert printed is not None
    assert (int(printed[1]), printed[2].replace(" ", "")) == (baris, sidik)
    assert draw_qr(f"PPIDA1|{baris}|{sidik}").png in pictures
    told = hear_witness(rekap.parent / "arsip", printed[2])
    assert (told.baris, told.tindakan, told.tentang, told.sesudahnya) == (baris, "simpan", "buku-rekap v1", 0)


def test_without_an_archive_the_berita_acara_bears_no_code(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    host = archive(rekap, knowledge, now)
    (rekap.parent / "arsip").rename(rekap.parent / "arsip-lain")
    with berita_acara(rekap, knowledge, now, host) as parts:
        assert "Sidik rantai" not in parts.read("word/document.xml").decode()
    assert witness_values(rekap.parent / "arsip") == {}


def test_a_head_without_a_signature_is_said_so(rekap: Path, knowledge: Knowledge, now: datetime) -> None:
    archive(rekap, knowledge, now)
    assert "tidak bertanda tangan" in signature_note(rekap.parent / "arsip")
