"""The page in a real browser: it opens from disk, searches, fits a phone and prints."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from ppid_xl.bawaan import data_path, template_path
from ppid_xl.columns import load_columns
from ppid_xl.terbit.daftar import DIKECUALIKAN, INFORMASI_PUBLIK, Daftar, Item, public_columns
from ppid_xl.terbit.halaman import PageHead, load_situs, make_page

pytestmark = pytest.mark.program
SPEC = load_columns(data_path("kolom.toml")).tabel["tblRekap"]
HEAD = PageHead("DINAS CONTOH", "PEMERINTAH CONTOH", 3, date(2026, 11, 20), date(2026, 11, 21), "ab" * 32)
TITLES = {"Rencana kerja": "Berkala", "Hasil AUDIT yang dibuka": "Setiap Saat", "Siaga banjir": "Serta Merta"}
PUBLIC = [
    {
        "id": f"INF-2026-{n:04}",
        "judul_informasi": judul,
        "klasifikasi": golongan,
        "unit_penguasa": "Sekretariat",
    }
    for n, (judul, golongan) in enumerate(TITLES.items(), 1)
]
CLOSED = [
    {"id": "INF-2026-0011", "judul_informasi": "Kertas kerja áudit", "unit_penguasa": "Inspektorat"},
    {"id": "INF-2026-0012", "judul_informasi": "Data <b>gaji</b>", "unit_penguasa": "Sekretariat"},
]


def daftar(kode: str, rows: list[dict[str, str]]) -> Daftar:
    items = tuple(Item(dict(values), 5) for values in rows)
    return Daftar(kode, public_columns(SPEC, kode), items)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("situs") / "daftar.html"
    lists = [daftar(INFORMASI_PUBLIK, PUBLIC), daftar(DIKECUALIKAN, CLOSED)]
    path.write_text(make_page(HEAD, lists, load_situs(template_path("situs"))), encoding="utf-8")
    return path


def chromium(page: Path, *options: str, fragment: str = "") -> str:
    """Open the page without a window and return what the browser writes, its complaints too."""
    profile = page.parent / "profil"
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--enable-logging=stderr")
    command = ["chromium", *quiet, f"--user-data-dir={profile}", *options, page.as_uri() + fragment]
    environment = {**os.environ, "HOME": str(page.parent)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True, env=environment)
    assert "Content Security Policy" not in done.stderr
    assert "Uncaught" not in done.stderr
    return done.stdout


def shown_rows(dom: str) -> list[str]:
    return [
        match[1]
        for row in re.findall(r"<tr [^>]*>", dom)
        if (match := re.search(r'id="(INF-[0-9-]+)"', row)) and " hidden" not in row
    ]


def test_without_a_search_every_row_is_shown(page: Path) -> None:
    assert len(shown_rows(chromium(page, "--dump-dom"))) == 5


def test_a_search_in_the_address_narrows_both_lists_whatever_capitals_and_accents(page: Path) -> None:
    dom = chromium(page, "--dump-dom", fragment="#cari=audit")
    assert shown_rows(dom) == ["INF-2026-0002", "INF-2026-0011"]
    assert "Daftar Informasi Publik: 1 dari 3; Daftar Informasi yang Dikecualikan: 1 dari 2." in dom


def test_unit_and_class_narrow_together(page: Path) -> None:
    dom = chromium(page, "--dump-dom", fragment="#unit=Sekretariat&golongan=Serta+Merta")
    assert shown_rows(dom) == ["INF-2026-0003"]


def test_a_search_that_finds_nothing_says_so(page: Path) -> None:
    dom = chromium(page, "--dump-dom", fragment="#cari=tidakada")
    assert shown_rows(dom) == []
    assert re.findall(r'<p class="kosong nihil"( hidden="")?>', dom) == ["", ""]


def test_an_address_of_one_informasi_hides_nothing(page: Path) -> None:
    assert len(shown_rows(chromium(page, "--dump-dom", fragment="#INF-2026-0012"))) == 5


def test_text_of_a_row_stays_text_in_the_browser(page: Path) -> None:
    assert "Data &lt;b&gt;gaji&lt;/b&gt;" in chromium(page, "--dump-dom")


@pytest.mark.parametrize(("width", "height"), [(1440, 1000), (500, 1000)])
def test_it_can_be_drawn_for_a_desk_and_a_phone(page: Path, tmp_path: Path, width: int, height: int) -> None:
    picture = tmp_path / "halaman.png"
    chromium(page, f"--window-size={width},{height}", f"--screenshot={picture}")
    data = picture.read_bytes()
    assert (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (width, height)
    assert len(data) > 10_000


def test_it_prints_as_tables_with_every_row(page: Path, tmp_path: Path) -> None:
    paper = tmp_path / "halaman.pdf"
    chromium(page, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    done = subprocess.run(
        ["pdftotext", "-layout", str(paper), "-"], capture_output=True, text=True, check=True
    )
    for row in (*PUBLIC, *CLOSED):
        assert row["id"] in done.stdout
    assert "Hapus saringan" not in done.stdout
    assert "Konsekuensi Bila" in done.stdout
