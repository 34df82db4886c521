"""What is honest passes the gate, and what it carries besides is told; what leaves carries nothing of it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from berkas_jahat import bytes_of_zip, pdf_with, png
from contoh_pdf import letter_pdf, packed_pdf, text_pdf, updated_pdf
from contoh_pindaian import as_jpeg, as_pdf, code_of, printed_page, scanned
from hostile_files import minimal_parts, pack, sheet_xml
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.bawaan import template_path
from ppid_xl.cli import main
from ppid_xl.hosts.lists import read_foreign_list, read_list
from ppid_xl.ooxml.carried import carried_kinds
from ppid_xl.ooxml.package import open_package
from ppid_xl.plain_text import formula_free, guarded_text
from ppid_xl.ttd.pdf_active import find_active
from ppid_xl.workflow.agenda.isi_naskah import look_inside

pytestmark = pytest.mark.lama

ROOT = Path(__file__).parents[1]
REAL_LISTS = [
    *sorted((ROOT / "tests" / "data").glob("*.csv")),
    *sorted((ROOT / "workbooks" / "contoh").glob("*.[cxt][slx][vst]*")),
]
CODE = code_of(nomor="800/12/SEKRE/2026")
WEB = "<</S/URI/URI(https://contoh.invalid)>>"


@pytest.mark.parametrize("path", REAL_LISTS, ids=lambda path: path.name)
def test_a_real_list_is_the_same_through_the_gate(path: Path) -> None:
    assert read_foreign_list(path) == read_list(path)


def test_what_a_workbook_carries_is_told_and_its_cells_are_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "rekap.xlsx"
    assert main(["buat", str(book), "--sop", "disperindag-kalbar-2020", "--tanggal", "2026-11-21"]) == 0
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for n, text in enumerate(("Judul Informasi", "Data gaji"), 1)
    )
    extra = {
        "xl/vbaProject.bin": b"x",
        "xl/externalLinks/externalLink1.xml": b"<a/>",
        "xl/connections.xml": b"<a/>",
    }
    path = pack(tmp_path / "daftar.xlsm", {**minimal_parts(sheet_xml(cells)), **extra})
    capsys.readouterr()
    assert main(["impor", str(book), str(path)]) == 0
    said = capsys.readouterr().out
    assert "1 baru" in said
    assert "daftar.xlsm memuat makro, tautan ke buku lain, sambungan data" in said


def test_a_zip_within_a_workbook_is_left_closed(tmp_path: Path) -> None:
    inner = bytes_of_zip({"a.txt": b"0" * 1_000_000})
    path = pack(tmp_path / "a.xlsx", {**minimal_parts(), "xl/embeddings/dalam.zip": inner})
    assert carried_kinds(open_package(path)) == ("objek tertanam",)
    assert read_foreign_list(path).grids


ASKING = (
    'WEBSERVICE("http://contoh.invalid/"&amp;A1)',
    "cmd|'/c calc'!A0",
    "cmd|&apos;/c calc&apos;!A0",
    'image("x")',
)


@pytest.mark.parametrize("formula", ASKING)
def test_a_formula_that_asks_elsewhere_is_told(tmp_path: Path, formula: str) -> None:
    cell = f'<row r="1"><c r="A1" t="str"><f>{formula}</f><v>dari luar</v></c></row>'
    path = pack(tmp_path / "a.xlsx", minimal_parts(sheet_xml(cell)))
    assert read_foreign_list(path).carried == ("rumus yang mengambil dari luar",)


@pytest.mark.parametrize(
    "formula", ["SUM(A1:A2)", 'A1&amp;"|"&amp;A2', 'HYPERLINK("#Temuan!A1")', "MYIMAGE(1)"]
)
def test_a_formula_that_only_counts_is_not_told(tmp_path: Path, formula: str) -> None:
    cell = f'<row r="1"><c r="A1" t="str"><f>{formula}</f><v>x</v></c></row>'
    assert read_foreign_list(pack(tmp_path / "a.xlsx", minimal_parts(sheet_xml(cell)))).carried == ()


def test_hidden_rows_and_sheets_are_read_and_told(tmp_path: Path) -> None:
    cells = "".join(
        f'<row r="{n}"{" hidden=" + chr(34) + "1" + chr(34) if n > 2 else ""}>'
        f'<c r="A{n}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for n, text in enumerate(("Judul Informasi", "Data gaji", "Data cuti", "Data pensiun"), 1)
    )
    parts = minimal_parts(sheet_xml(cells))
    hidden = parts["xl/workbook.xml"].replace(b'sheetId="1"', b'sheetId="1" state="veryHidden"')
    found = read_foreign_list(pack(tmp_path / "a.xlsx", {**parts, "xl/workbook.xml": hidden}))
    assert found.unseen == ("lembar tersembunyi (Rekap)", "2 baris tersembunyi")
    assert found.grids[0].cells == [["Judul Informasi"], ["Data gaji"], ["Data cuti"], ["Data pensiun"]]


@cache
def scans() -> dict[str, bytes]:
    page, large = printed_page(CODE), printed_page(CODE, dpi=600).convert("RGB")
    stream = io.BytesIO()
    large.save(stream, "PNG")
    return {
        "pindai.jpg": as_jpeg(scanned(page, 1)), "pindai.pdf": as_pdf(scanned(page, 2)), "besar.png": stream.getvalue(),
        "besar.pdf": as_pdf(large, dpi=600), "besar.jpg": as_jpeg(large),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["pindai.jpg", "pindai.pdf", "besar.png", "besar.pdf", "besar.jpg"])
def test_a_scan_is_read_within_the_bounds_even_in_colour_at_600_dpi(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(scans()[name])
    inside = look_inside(path)
    assert (inside.scan.suffix, inside.notes) == (path.suffix, ())
    assert inside.pages[0].codes == (CODE,)


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        (letter_pdf("Siti Aminah", "Budi Santoso", pages=2), 2),
        (text_pdf(["satu", "dua", "tiga"]), 3),
        (packed_pdf(2), 2),
        (updated_pdf(1, 2), 2),
        (pdf_with("/OpenAction[3 0 R/Fit]/Names<</Dests 4 0 R>>", "<</Names[]>>"), 1),
        (pdf_with("", page=f"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A{WEB}>>]"), 1),
    ],
)  # fmt: skip
def test_an_honest_pdf_passes_without_a_word(tmp_path: Path, content: bytes, pages: int) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(content)
    inside = look_inside(path, pages=False)
    assert (inside.scan.halaman, inside.notes) == (pages, ())


@pytest.mark.parametrize(
    ("entries", "objects", "kind"),
    [
        ("/OpenAction<</S/JavaScript/JS(app.alert)>>", (), "skrip (JavaScript)"),
        ("/OpenAction<</S/Java#53cript/J#53(app.alert)>>", (), "skrip (JavaScript)"),
        ("/AA<</WC 4 0 R>>", ("<</S/SubmitForm/F(https://contoh.invalid)>>",), "pengiriman isian ke luar"),
        ("/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>", ("<</Type/Filespec/F(a.exe)/EF<<>>>>",), "berkas lampiran"),
        ("/OpenAction<</S/Launch/F(calc.exe)>>", (), "perintah menjalankan program"),
        ("/AcroForm<</Fields[]/XFA 4 0 R>>", ("<<>>",), "formulir XFA"),
        ("/OpenAction<</S/GoToR/F(\\\\\\\\pc\\\\a.pdf)>>", (), "tautan ke berkas di komputer atau jaringan"),
        ("/OpenAction<</S/URI/URI(file:///c:/a.exe)>>", (), "tautan ke berkas di komputer atau jaringan"),
    ],
)  # fmt: skip
def test_what_a_pdf_would_do_is_told(entries: str, objects: Sequence[str], kind: str) -> None:
    assert find_active(pdf_with(entries, *objects)) == (kind,)


def test_what_a_pdf_would_do_is_found_in_packed_objects_and_without_a_table() -> None:
    hidden = packed_pdf(1, catalog="/OpenAction<</S/Launch/F(calc.exe)>>")
    assert b"Launch" not in hidden
    assert find_active(hidden) == ("perintah menjalankan program",)


def test_packed_objects_that_nobody_could_look_at_are_told() -> None:
    packed = packed_pdf(1).replace(b"stream\nx", b"stream\ny")
    assert find_active(packed) == ("bagian yang tidak dapat diperiksa",)


def test_a_pdf_with_a_script_is_kept_and_staff_are_told(tmp_path: Path) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(pdf_with("/OpenAction<</S/JavaScript/JS(app.alert)>>"))
    inside = look_inside(path)
    assert inside.scan.content == path.read_bytes()
    assert "skrip (JavaScript)" in inside.notes[0]


@given(st.text())
def test_no_text_of_a_csv_begins_as_a_formula(text: str) -> None:
    safe = formula_free(text)
    assert guarded_text(safe) == text
    assert not re.match(r"[\t\r]|\s*[=+\-@＝＋－＠]", safe)


def test_a_picture_with_nothing_in_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(2480, 3508, 0))
    assert look_inside(path).pages[0].codes == ()


def test_the_check_of_the_offices_own_rekap_needs_no_process_and_no_pdf(
    tmp_path: Path, blank_rekap: bytes
) -> None:
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(blank_rekap)
    script = (
        "import sys; from ppid_xl.cli import main; main(['periksa', sys.argv[1], '--ringkas'])\n"
        "heavy = {'ppid_xl.bounded', 'ppid_xl.scan', 'ppid_xl.ooxml.word_gate', 'ppid_xl.ooxml.carried', 'pickle',"
        " 'subprocess', 'pypdfium2', 'PIL', 'pyhanko'} & set(sys.modules)\n"
        "print(heavy, file=sys.stderr); sys.exit(len(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [(b"a = " + b"[" * 90_000 + b"]" * 90_000, 3, "bersarang"), (bytes(99), 3, "TOML"), (None, 2, "pipa")],
)
def test_an_sop_file_that_would_hurt_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, code: int, said: str
) -> None:
    path = tmp_path / "sop.toml"
    if content is None:
        os.mkfifo(path)
    else:
        path.write_bytes(content)
    assert main(["sop", "periksa", str(path)]) == code
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("path", sorted(template_path("situs").glob("*.html")), ids=lambda path: path.stem)
def test_a_page_asks_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search(r"Content-Security-Policy\" content=\"(default-src 'none'|\$\{kebijakan\})", text)
    assert not re.search(r"https?://|src=|url\(|@import", text)
