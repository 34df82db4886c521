"""The extension in a real LibreOffice, answering a player: what it reads, what it writes, and one step to undo it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from kantor_calc import Office

from ppid_xl.columns import Dictionary
from ppid_xl.hosts.file import FileHost
from ppid_xl.ooxml.address import join_ref
from ppid_xl.ooxml.package import open_package
from ppid_xl.workflow.ground.knowledge import Knowledge

pytestmark = pytest.mark.program

PLAYER = Path(__file__).with_name("pemain_protokol.py")
BUTTON = "service:id.ppid.xl.Button?periksa"
Say = Callable[..., list[Any]]


@pytest.fixture(scope="module")
def rekap_file(tmp_path_factory: pytest.TempPathFactory, blank_rekap: bytes) -> Path:
    path = tmp_path_factory.mktemp("terbuka") / "rekap.xlsx"
    path.write_bytes(blank_rekap)
    return path


@pytest.fixture(scope="module")
def one_workbook(office: Office, rekap_file: Path) -> Iterator[int]:
    number = office.open(path=str(rekap_file), filter_name="Calc MS Excel 2007 XML")
    yield number
    office.close(document=number)


@pytest.fixture
def opened(office: Office, one_workbook: int) -> Iterator[int]:
    """Return the number of an open blank rekap; what a test does to it is undone."""
    yield one_workbook
    while office.undo_titles(document=one_workbook):
        office.undo(document=one_workbook)


@pytest.fixture
def say(office: Office, world: Any, opened: int, tmp_path: Path) -> Say:
    """Return a function that plays requests to the extension and returns its answers."""
    world.clear_log()

    def play(*requests: dict[str, Any]) -> list[Any]:
        told, kept = tmp_path / "minta.json", tmp_path / "jawab.json"
        told.write_text(json.dumps(requests), encoding="utf-8")
        kept.unlink(missing_ok=True)
        world.use([sys.executable, str(PLAYER), str(told), str(kept)])
        office.dispatch(document=opened, url=BUTTON)
        assert kept.is_file(), world.log()
        return json.loads(kept.read_text(encoding="utf-8"))[1:]

    return play


def writing(*changes: dict[str, Any]) -> dict[str, Any]:
    return {"minta": "tulis", "langkah": "PPID: Periksa", "isi": list(changes)}


def cells(sheet: str, top: int, left: int, *rows: list[Any]) -> dict[str, Any]:
    return {"sel": {"lembar": sheet, "top": top, "left": left, "rows": list(rows)}}


LOOK = {"minta": "buka"}


def test_tables_of_the_file_are_read_with_their_names_and_headings(say: Say, rekap_file: Path) -> None:
    (answer,) = say(LOOK)
    tables = open_package(rekap_file).all_tables
    found = answer["jawab"]["tabel"]
    assert found.keys() == tables.keys()
    assert found["tblRekap"] == {"lembar": "Rekap", "ref": "A4:AF5"}
    assert answer["jawab"]["lembar"]["Rekap"]["rows"][3][:3] == ["No", "Cek", "ID"]


def test_names_are_read_as_excel_writes_them(say: Say, rekap_file: Path) -> None:
    (answer,) = say(LOOK)
    names = open_package(rekap_file).defined_names()
    found = answer["jawab"]["nama_sel"]
    assert found["KodeSOP"] == "Pengaturan!$C$5"
    to_cells = {name: place for name, place in names.items() if re.fullmatch(r"[^\[(]+!\$[A-Z]+\$\d+", place)}
    assert len(to_cells) > 80
    assert to_cells.items() <= found.items()


def test_the_workbook_is_told_with_its_place(say: Say, rekap_file: Path) -> None:
    (answer,) = say(LOOK)
    told = answer["jawab"]
    assert (told["versi"], told["nama"], told["path"]) == (1, "rekap.xlsx", str(rekap_file))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-01-02", {"d": "2026-01-02"}),
        ("=1/0", {"e": "#DIV/0!"}),
        ("=NA()", {"e": "#N/A"}),
        ("=TRUE()", True),
        ('=""', None),
        ("12", 12),
        ("1.5", 1.5),
        ("'0123", "0123"),
        ("=1+1", 2),
    ],
)
def test_a_cell_is_read_for_what_it_is(office: Office, opened: int, say: Say, typed: str, read: Any) -> None:
    date = isinstance(read, dict) and "d" in read  # column R is formatted as a date, the others not at all
    column = 17 if date else 34 + len(typed) + 10 * typed.count("=")
    for row in (5, 6):
        office.formula(document=opened, sheet="Rekap", ref=join_ref(row, column + 1), text=typed)
    office.formula(document=opened, sheet="Rekap", ref="CA6", text="akhir")
    (answer,) = say(LOOK)
    assert [row[column] for row in answer["jawab"]["lembar"]["Rekap"]["rows"][4:6]] == [read, read]


def test_dates_among_numbers_of_one_column_are_told_apart(office: Office, opened: int, say: Say) -> None:
    say(
        writing(
            cells("Rekap", 5, 34, [{"d": "2026-01-02"}], [7], [{"d": "2026-01-02T09:30:00"}], [True], [8.5])
        )
    )
    (answer,) = say(LOOK)
    rows = answer["jawab"]["lembar"]["Rekap"]["rows"][4:9]
    assert [row[33] for row in rows] == [{"d": "2026-01-02"}, 7, {"d": "2026-01-02T09:30:00"}, True, 8.5]


@pytest.mark.parametrize(
    "text", ["=1+1", "0012", "2-1-2026", "'x", "TRUE", "a\nb", "✖ 1e5", "+62", "=A1", "100%"]
)
def test_text_stays_text(office: Office, opened: int, say: Say, text: str) -> None:
    say(writing(cells("Rekap", 5, 4, [text, "isi"])))
    (answer,) = say(LOOK)
    assert answer["jawab"]["lembar"]["Rekap"]["rows"][4][3:5] == [text, "isi"]
    say(writing(cells("Rekap", 5, 4, ["lain", text])))
    (answer,) = say(LOOK)
    assert answer["jawab"]["lembar"]["Rekap"]["rows"][4][3:5] == ["lain", text]


def test_one_step_undoes_everything(office: Office, opened: int, say: Say) -> None:
    (before,) = say(LOOK)
    heights = "result=[document.Sheets.getByName(n).Rows.getByIndex(5).Height for n in ('Temuan', 'Beranda')]"
    high = office.run(document=opened, code=heights)
    say(
        writing(
            {"tabel": {"nama": "tblTemuan", "ref": "A4:M8"}},
            cells(
                "Temuan", 5, 1, *([i, "✖ Galat", "Rekap", "D5", None, "Judul", "isi " * 90] for i in range(4))
            ),
            {"tautan": {"lembar": "Temuan", "isi": {"D5": "'Rekap'!D5", "D6": "'Uji Konsekuensi'!D5"}}},
            cells("Beranda", 6, 2, [4, 1, 9]),
            cells("Beranda", 2, 2, ["Dinas Contoh"]),
            {
                "lembar": {
                    "nama": "Tambahan",
                    "rows": [["No"], [1]],
                    "tautan": {},
                    "pemilik": "_ppid_xl_lembar_1",
                }
            },
        )
    )
    (after,) = say(LOOK)
    assert office.undo_titles(document=opened) == ["PPID: Periksa"]
    assert after["jawab"]["tabel"]["tblTemuan"]["ref"] == "A4:M8"
    assert after["jawab"]["lembar"]["Beranda"]["rows"][1][0] == "Dinas Contoh"
    assert after["jawab"]["nama_sel"]["_ppid_xl_lembar_1"] == "Tambahan!$A$1"
    office.undo(document=opened)
    (again,) = say(LOOK)
    for part in before["jawab"].keys() - {"pilihan"}:
        assert (part, again["jawab"][part]) == (part, before["jawab"][part])
    assert office.run(document=opened, code=heights) == high
    assert office.undo_titles(document=opened) == []


def test_a_large_block_can_be_undone_and_done_again(office: Office, opened: int, say: Say) -> None:
    old = [["lama", None, 5, {"d": "2026-01-02"}, "=x"], [None, 1, "dua", None, None]] * 10
    new = [[None, "baru", None, 7, {"d": "2026-03-04"}], ["x", None, 2, "tiga", None]] * 10
    shown = []
    for rows in (old, new):
        say(writing(cells("Uji Konsekuensi", 6, 2, *rows)))
        shown.append(say(LOOK)[0]["jawab"]["lembar"])
    assert [row[1:6] for row in shown[1]["Uji Konsekuensi"]["rows"][5:25]] == new
    office.undo(document=opened)
    assert say(LOOK)[0]["jawab"]["lembar"] == shown[0]
    office.run(document=opened, code="document.getUndoManager().redo()")
    assert say(LOOK)[0]["jawab"]["lembar"] == shown[1]


def test_a_note_of_staff_outlives_writing(office: Office, opened: int, say: Say) -> None:
    note = """
sheet = document.Sheets.getByName("Uji Konsekuensi")
sheet.getAnnotations().insertNew(sheet.getCellRangeByName("C7").getCellAddress(), "jangan hilang")
"""
    notes = "result = [n.getString() for n in document.Sheets.getByName('Uji Konsekuensi').getAnnotations()]"
    office.run(document=opened, code=note)
    say(writing(cells("Uji Konsekuensi", 6, 2, *([["a", 1, None, "b", "c"]] * 10))))
    assert office.run(document=opened, code=notes) == ["jangan hilang"]


def test_when_one_change_fails_none_stays(office: Office, opened: int, say: Say) -> None:
    (before,) = say(LOOK)
    answers = say(
        writing(cells("Temuan", 5, 1, [1, "x"]), {"tabel": {"nama": "tblTidakAda", "ref": "A1:B2"}}), LOOK
    )
    assert "galat" in answers[0]
    assert answers[1]["jawab"]["lembar"] == before["jawab"]["lembar"]
    assert office.undo_titles(document=opened) == []


def test_rows_that_a_table_takes_in_look_like_its_last_row(office: Office, opened: int, say: Say) -> None:
    say(writing({"tabel": {"nama": "tblUji", "ref": "A4:M9"}}))
    same = """
s = document.Sheets.getByName("Uji Konsekuensi")
names = ("NumberFormat", "CellBackColor", "IsTextWrapped", "VertJustify", "CharFontName", "CharHeight")
result = [s.getCellByPosition(c, 4).getPropertyValues(names) == s.getCellByPosition(c, 8).getPropertyValues(names)
          for c in range(13)]
"""
    assert office.run(document=opened, code=same) == [True] * 13


def test_a_table_never_grows_over_merged_cells(office: Office, opened: int, say: Say) -> None:
    merge = "document.Sheets.getByName('Uji Konsekuensi').getCellRangeByName('C8:D9').merge(True)"
    office.run(document=opened, code=merge)
    grown = {"tabel": {"nama": "tblUji", "ref": "A4:M7"}}
    too_far = {"tabel": {"nama": "tblUji", "ref": "A4:M8"}}
    answers = say(writing(grown), writing(cells("Temuan", 5, 1, [1]), too_far), LOOK)
    assert answers[0] == {"jawab": True}
    assert "digabung" in answers[1]["galat"]
    shown = answers[2]["jawab"]
    assert (shown["tabel"]["tblUji"]["ref"], shown["lembar"]["Temuan"]["rows"][-1][0]) == ("A4:M7", "No")


def test_a_height_given_by_staff_stays_and_a_hidden_row_stays_hidden(
    office: Office, opened: int, say: Say
) -> None:
    rows = "rows = document.Sheets.getByName('Rekap').Rows\n"
    office.run(
        document=opened, code=f"{rows}rows.getByIndex(5).Height = 2345\nrows.getByIndex(6).IsVisible = False"
    )
    say(writing(cells("Rekap", 5, 4, *(["panjang " * 50] for _ in range(4)))))
    code = (
        f"{rows}result = [rows.getByIndex(5).Height, rows.getByIndex(6).IsVisible, rows.getByIndex(4).Height]"
    )
    height, shown, fitted = office.run(document=opened, code=code)
    assert (height, shown) == (pytest.approx(2345, abs=10), False)
    assert fitted > 2000


def test_a_link_leads_there_in_calc_and_in_the_saved_file(
    office: Office, opened: int, say: Say, tmp_path: Path
) -> None:
    target = tmp_path / "salinan.xlsx"
    cell = cells("Temuan", 5, 4, ["R22"], ["R23"])
    links = {"D5": "'Uji Konsekuensi'!D5", "D6": "'Rekap'!D5"}
    say(
        writing(cell, {"tautan": {"lembar": "Temuan", "isi": links}}), {"minta": "salin", "path": str(target)}
    )
    part = open_package(target).read(open_package(target).sheet_parts["Temuan"]).decode()
    assert 'location="&apos;Uji Konsekuensi&apos;!D5"' in part
    say(writing({"tautan": {"lembar": "Temuan", "isi": {"D5": ""}}}), {"minta": "salin", "path": str(target)})
    part = open_package(target).read(open_package(target).sheet_parts["Temuan"]).decode()
    assert 'ref="D5"' not in part
    assert 'ref="D6"' in part


def test_the_selection_is_told_without_rows_that_a_filter_hides(
    office: Office, opened: int, say: Say
) -> None:
    office.run(
        document=opened, code="document.Sheets.getByName('Rekap').Rows.getByIndex(6).IsVisible = False"
    )
    office.select(document=opened, sheet="Rekap", refs=["C5:D9", "C12"])
    (answer,) = say(LOOK)
    assert answer["jawab"]["pilihan"]["lembar"] == "Rekap"
    assert sorted(answer["jawab"]["pilihan"]["area"]) == [[5, 3, 6, 4], [8, 3, 9, 4], [12, 3, 12, 3]]


def test_saving_and_copying_leave_files_that_our_reader_reads(
    office: Office, opened: int, say: Say, rekap_file: Path, tmp_path: Path, knowledge: Knowledge
) -> None:
    target = tmp_path / "salinan.xlsx"
    block = cells("Rekap", 5, 4, ["Laporan", None, None, None, None, None, None, "Dikecualikan"])
    day = cells("Rekap", 5, 18, [{"d": "2026-01-02"}])
    say(writing(block, day), {"minta": "salin", "path": str(target)}, {"minta": "simpan"})
    for path in (target, rekap_file):
        (row,) = read(path, knowledge.dictionary)
        assert (row["judul_informasi"], row["klasifikasi"]) == ("Laporan", "Dikecualikan")
        assert str(row["terhitung_mulai"]) == "2026-01-02"
    assert office.run(document=opened, code="result = document.isModified()") is False


def read(path: Path, dictionary: Dictionary) -> list[Any]:
    return [row.values for row in FileHost(path, dictionary).snapshot().rows("tblRekap")]


def test_questions_are_answered_from_the_prepared_file(say: Say, world: Any) -> None:
    world.answer({"siapa": "KETUA", "Lanjut": True, "berkas": ["bukti.pdf"]})
    answers = say(
        LOOK,
        {"minta": "tanya_teks", "kalimat": "Oleh siapa?", "nilai": ""},
        {"minta": "tanya_ya", "kalimat": "Lanjut?"},
        {"minta": "tanya_berkas", "kalimat": "Pilih berkas.", "jenis": "berkas"},
        {"minta": "tanya_rahasia", "kalimat": "Kata sandi?"},
        {"minta": "kabari", "kalimat": "Selesai.", "jenis": "info"},
        {"minta": "kemajuan", "teks": "PPID: bekerja"},
        {"minta": "kemajuan", "teks": ""},
    )
    assert [answer["jawab"] for answer in answers[1:]] == [
        "KETUA",
        True,
        ["bukti.pdf"],
        "",
        True,
        True,
        True,
    ]
    assert "info: Selesai." in world.log()


def test_a_program_that_breaks_off_is_told_and_the_office_lives_on(
    office: Office, opened: int, say: Say, world: Any, tmp_path: Path
) -> None:
    (tmp_path / "rusak.json").write_text('{"mode": "mati"}', encoding="utf-8")
    world.use([sys.executable, str(PLAYER), str(tmp_path / "rusak.json"), "-"])
    office.dispatch(document=opened, url=BUTTON)
    assert "galat: Program PPID tidak dapat dijalankan: kode 3, Traceback: ada yang rusak" in world.log()
    assert "jawab" in say(LOOK)[0]


def test_a_workbook_opened_for_reading_only_is_refused_in_words(
    office: Office, world: Any, rekap_file: Path, tmp_path: Path
) -> None:
    told = tmp_path / "minta.json"
    put = {"sel": {"lembar": "Rekap", "top": 5, "left": 5, "rows": [["baru"]]}}
    told.write_text(json.dumps([LOOK, {"minta": "tulis", "langkah": "Uji", "isi": [put]}]), encoding="utf-8")
    kept = tmp_path / "jawab.json"
    world.use([sys.executable, str(PLAYER), str(told), str(kept)])
    number = office.open(path=str(rekap_file), filter_name="Calc MS Excel 2007 XML", read_only=True)
    office.dispatch(document=number, url=BUTTON)
    refusal = json.loads(kept.read_text(encoding="utf-8"))[2]["galat"]
    assert refusal.startswith("buku ini terbuka hanya untuk dibaca")
    assert office.cells(document=number, sheet="Rekap", ref="E5") == [[""]]
    office.close(document=number)
