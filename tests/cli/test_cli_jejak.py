"""What is published or sent tells nothing of the account, the machine, or the people in the source's properties."""

from __future__ import annotations

import re
import socket
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from kantor_arsip import CLOSED, OPEN, PPID
from openpyxl import load_workbook
from pypdf import PdfReader

from ppid_xl.cli import main
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetName
from ppid_xl.workflow.ground.knowledge import Knowledge

pytestmark = pytest.mark.lama

DAY = ("--tanggal", "2026-11-21")
CANARY = "kenari7731"  # in everything of ours that nobody outside should learn
UNIT, BADAN = "Inspektorat", "Badan Contoh"
_PROPERTIES = "http://schemas.openxmlformats.org"
CORE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="{_PROPERTIES}/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>{CANARY} pembuat</dc:creator>
<cp:lastModifiedBy>{CANARY} pengubah</cp:lastModifiedBy><dc:description>{CANARY}</dc:description>
<cp:keywords>{CANARY}</cp:keywords></cp:coreProperties>"""
APP = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="{_PROPERTIES}/officeDocument/2006/extended-properties"><Company>{CANARY}</Company>
<Manager>{CANARY}</Manager><HyperlinkBase>C:\\Users\\{CANARY}</HyperlinkBase></Properties>"""


def with_people(path: Path) -> None:
    """Put names into the properties of a workbook, as Excel does."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= {"docProps/core.xml": CORE.encode(), "docProps/app.xml": APP.encode()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.fixture
def book(tmp_path: Path, blank_rekap: bytes, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an archived workbook, in a folder, by an account and on a computer that all bear the canary."""
    for name in ("USER", "LOGNAME", "USERNAME", "LNAME"):
        monkeypatch.setenv(name, f"{CANARY}-akun")
    monkeypatch.setattr(socket, "gethostname", lambda: f"{CANARY}-pc")
    path = tmp_path / f"folder-{CANARY}" / "rekap.xlsx"
    path.parent.mkdir()
    path.write_bytes(blank_rekap)
    with_people(path)
    host = FileHost(path, knowledge.dictionary)
    host.apply([
        AppendRows("tblRekap", [CLOSED, OPEN]), AppendRows("tblPejabat", [PPID]), SetName("NamaBadan", BADAN),
    ])  # fmt: skip
    assert main(["arsip", "simpan", str(path), *DAY]) == 0
    assert CANARY in (path.parent / "arsip/log.jsonl").read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        assert CANARY in archive.read("docProps/core.xml").decode()
    return path


def all_bytes(path: Path) -> Iterator[bytes]:
    """Yield a file, its name, and what is packed in it."""
    content = path.read_bytes()
    yield from (path.name.encode(), content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(path) as archive:
            assert not archive.comment
            for entry in archive.infolist():
                yield from (entry.filename.encode(), entry.comment, entry.extra, archive.read(entry))
    if content.startswith(b"%PDF"):
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
            try:
                yield zlib.decompressobj().decompress(stream)
            except zlib.error:
                continue
        yield repr(PdfReader(path).metadata).encode()


def told(folder: Path) -> list[str]:
    """Return the files of a folder that tell the canary; there must be files at all."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    assert files
    wide = [CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode("utf-16-be")]
    return [
        path.name
        for path in files
        if any(word in content.lower() for content in all_bytes(path) for word in wide)
    ]


LEAVING = {
    "terbit": ["terbit", "BUKU", "--keluar", "KELUAR"],
    "kirim": ["kirim", "BUKU", "--oleh", "PPID", "--keluar", "KELUAR"],
    "rekapitulasi": ["rekapitulasi", "BUKU", "--keluar", "KELUAR"],
    "formulir": ["buat", "BUKU", "--formulir", "--keluar", "KELUAR"],
    "kembalikan": ["kembalikan", "BUKU", "--id", "INF-2026-0002", "--oleh", "PPID", "--catatan", "Lengkapi", "--keluar",
                   "KELUAR"],
    "surat": ["surat", "BUKU", "nota-dinas", "--keluar", "KELUAR"],
    "daftar": ["surat", "BUKU", "daftar-dikecualikan", "--keluar", "KELUAR"],
}  # fmt: skip


def leave(book: Path, words: list[str], folder: Path) -> Path:
    """Let something leave the office into a folder."""
    main([{"BUKU": str(book), "KELUAR": str(folder)}.get(word, word) for word in words] + list(DAY))
    return folder


@pytest.mark.parametrize("name", LEAVING)
def test_what_leaves_tells_of_nobody(book: Path, tmp_path: Path, name: str) -> None:
    assert told(leave(book, LEAVING[name], tmp_path / "keluar")) == []


@pytest.mark.parametrize("name", ["kirim", "rekapitulasi", "formulir", "kembalikan"])
def test_a_workbook_that_leaves_is_by_the_program_and_of_the_day(
    book: Path, tmp_path: Path, name: str
) -> None:
    made = list(leave(book, LEAVING[name], tmp_path / "keluar").rglob("*.xlsx"))
    assert made
    for path in made:
        properties = load_workbook(path).properties
        assert (properties.creator, properties.lastModifiedBy) == ("ppid_xl", None)
        assert f"{properties.created:%Y-%m-%d}" == "2026-11-21"


@pytest.mark.parametrize("name", ["rekapitulasi", "surat", "daftar"])
def test_a_letter_that_leaves_is_by_the_office(book: Path, tmp_path: Path, name: str) -> None:
    (path,) = leave(book, LEAVING[name], tmp_path / "keluar").rglob("*.docx")
    core = docx.Document(str(path)).core_properties
    assert {core.author, core.last_modified_by} == {BADAN}


@pytest.mark.program
def test_a_pdf_that_leaves_tells_of_nobody(book: Path, tmp_path: Path) -> None:
    folder = leave(book, [*LEAVING["surat"], "--pdf"], tmp_path / "keluar")
    assert list(folder.rglob("*.pdf"))
    assert told(folder) == []
