"""The open workbook of Excel, through the real object model of xlwings on an engine in memory."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from isi_buku import Galat, load
from mesin_excel import Mesin

from ppid_xl import cli
from ppid_xl.errors import HostError, InputError
from ppid_xl.hosts.excel import open_excel
from ppid_xl.hosts.excel_cells import is_read_otherwise
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.live import OpenWorkbook
from ppid_xl.model import Action, AppendRows, BadCell, PutSheet, ReplaceRows, SetColumn, SetName, Value
from ppid_xl.workflow.ground.knowledge import Knowledge

DAY = ["--tanggal", "2026-11-21"]
BAD_ROWS: list[dict[str, Value]] = [
    {"judul_informasi": f"Kertas kerja {n}", "klasifikasi": "Dikecualikan", "dasar_hukum": law,
     "jangka_waktu": term, "terhitung_mulai": date(2026, 1, 2)}
    for n, (law, term) in enumerate(
        [("Pasal 17 huruf i", "5 tahun"), ("rahasia", ""), ("Pasal 17 huruf h UU 14/2008", "30 tahun"), ("", "x")], 1
    )
]  # fmt: skip


@pytest.fixture
def filled(rekap: Path, knowledge: Knowledge) -> Path:
    """The blank workbook with rows that have findings."""
    FileHost(rekap, knowledge.dictionary).apply([AppendRows("tblRekap", BAD_ROWS)])
    return rekap


def opened(path: Path, knowledge: Knowledge) -> tuple[Mesin, OpenWorkbook]:
    """Open a file in the engine."""
    engine = Mesin(load(path))
    engine.activate()
    return engine, open_excel(path.name, knowledge.dictionary)


def again(host: OpenWorkbook) -> OpenWorkbook:
    """Return the host of the next click."""
    return OpenWorkbook(host.program, host.dictionary)


def test_periksa_in_excel_writes_what_it_writes_into_the_file(filled: Path, knowledge: Knowledge) -> None:
    engine, host = opened(filled, knowledge)
    assert cli.main(["periksa", str(filled), "--tulis", *DAY], host=host) == 1
    before = filled.read_bytes()
    assert cli.main(["periksa", str(filled), "--tulis", *DAY]) == 1
    assert filled.read_bytes() != before
    live, closed = host.snapshot(), FileHost(filled, knowledge.dictionary).snapshot()
    assert live.tables == closed.tables
    assert live.settings == closed.settings
    shown, saved = engine.books[0].content, load(filled)
    assert shown.sheets["Temuan"].links == saved.sheets["Temuan"].links
    stamp = saved.names["BerandaPemeriksaan"]
    cells = [
        {place: value for place, value in book.sheets["Beranda"].cells.items() if value is not None}
        for book in (shown, saved)
    ]
    assert stamp == "Beranda!$B$8"
    assert [page.pop((8, 2))[:10] for page in cells] == ["21/11/2026"] * 2
    assert cells[0] == cells[1]


def test_periksa_reads_a_sheet_once_and_writes_few_blocks(filled: Path, knowledge: Knowledge) -> None:
    engine, host = opened(filled, knowledge)
    cli.main(["periksa", str(filled), "--tulis", *DAY], host=host)
    first_write = [what for what, _, _ in engine.log].index("write")
    read = [sheet for what, sheet, _ in engine.log[:first_write] if what == "read"]
    assert sorted(read) == sorted(set(read))
    writes = engine.count("write")
    assert writes["Temuan"] == 1
    assert writes["Rekap"] <= 5  # groups of neighbouring columns that are the tool's
    assert engine.count("resize") == {"Temuan": 1}


def test_a_second_periksa_writes_nothing(filled: Path, knowledge: Knowledge) -> None:
    engine, host = opened(filled, knowledge)
    for _ in range(2):
        engine.log.clear()
        cli.main(["periksa", str(filled), "--tulis", *DAY], host=host)
    assert {what for what, _, _ in engine.log} == {"read"}


def test_what_staff_typed_is_not_written_again(filled: Path, knowledge: Knowledge) -> None:
    engine, host = opened(filled, knowledge)
    sheet = engine.books[0].content.sheets["Rekap"]
    sheet.formulas[6, 4] = "=B2"
    cli.main(["periksa", str(filled), "--tulis", *DAY], host=host)
    assert sheet.formulas == {(6, 4): "=B2"}
    host.apply([SetColumn("tblRekap", "judul_informasi", {5: "Lain", 6: "Kertas kerja 2", 7: "Lain"})])
    assert sheet.formulas == {(6, 4): "=B2"}


def test_nothing_of_the_paid_part_of_xlwings_is_loaded_even_with_a_key() -> None:
    code = (
        "import sys\nfrom ppid_xl.hosts.xlwings_part import load_xlwings\nxlwings = load_xlwings()\n"
        "print(xlwings.__pro__, [n for n, m in sys.modules.items() if n.startswith('xlwings.pro') and m],"
        " len(xlwings.engines), 'pandas' in sys.modules)\n"
        "import pandas\nprint(pandas.DataFrame([1]).size)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=Path(cli.__file__).parents[2],
        env={**os.environ, "XLWINGS_LICENSE_KEY": "noncommercial"},
    )  # fmt: skip
    assert done.stdout.split("\n")[:2] == ["False [] 0 False", "1"], done.stderr


def test_a_refused_write_leaves_everything_as_it_was(filled: Path, knowledge: Knowledge) -> None:
    engine, host = opened(filled, knowledge)
    content = engine.books[0].content
    before = {name: {p: v for p, v in s.cells.items() if v is not None} for name, s in content.sheets.items()}
    tables = {name: table.ref for name, table in content.tables.items()}
    engine.status_bar = "Siap"
    engine.refuse = ("write", "Temuan")
    with pytest.raises(HostError, match="excel-menolak"):
        host.apply([
            SetName("BerandaGalat", 99), AppendRows("tblRekap", BAD_ROWS),
            ReplaceRows("tblTemuan", [{"no": 1, "masalah": "m"}, {"no": 2, "masalah": "n"}]),
        ])  # fmt: skip
    after = {name: {p: v for p, v in s.cells.items() if v is not None} for name, s in content.sheets.items()}
    assert after == before
    assert {name: table.ref for name, table in content.tables.items()} == tables
    assert (engine.screen_updating, engine.status_bar, engine.enable_events) == (True, "Siap", True)
    assert ("screen_updating", False) in engine.shown
    assert content.sheets["Beranda"].protected


def test_a_cell_being_filled_in_is_said_plainly(excel: OpenWorkbook, mesin: Mesin) -> None:
    excel.snapshot()
    mesin.busy = True
    for act in (lambda: excel.apply([SetName("UrutINF", 5)]), excel.save, lambda: excel.progress(1, 2, "x")):
        with pytest.raises(HostError, match="sel-sedang-diisi"):
            act()
    mesin.busy = False
    assert (mesin.screen_updating, mesin.status_bar) == (True, False)


@pytest.mark.parametrize("place", ["Book1", "https://kantor.sharepoint.com/ppid/rekap.xlsx"])
def test_a_workbook_without_a_place_is_refused(mesin: Mesin, knowledge: Knowledge, place: str) -> None:
    mesin.books[0].place = place
    with pytest.raises(HostError, match="buku-belum-disimpan"):
        open_excel(mesin.books[0].name, knowledge.dictionary)


def test_a_workbook_that_is_not_open_is_said_so(mesin: Mesin, knowledge: Knowledge) -> None:
    with pytest.raises(HostError, match="buku-tidak-terbuka"):
        open_excel("lain.xlsx", knowledge.dictionary)


def test_of_two_excels_the_one_of_the_window_is_meant(mesin: Mesin, knowledge: Knowledge) -> None:
    mesin.windows = [(1, 4711), (2, 4712)]
    with pytest.raises(HostError, match="buku-terbuka-ganda"):
        open_excel("rekap.xlsx", knowledge.dictionary)
    assert open_excel("REKAP.xlsx", knowledge.dictionary, hwnd=4712).path.name == "rekap.xlsx"


def test_selected_ids_leave_hidden_rows_out(excel: OpenWorkbook, mesin: Mesin) -> None:
    rows: list[dict[str, Value]] = [{"id": f"INF-2026-{n:04}", "judul_informasi": "x"} for n in range(1, 7)]
    excel.apply([AppendRows("tblRekap", rows)])
    mesin.books[0].content.sheets["Rekap"].hidden = {6}
    cases = {
        ("D5:D7",): (1, 3), ("D8",): (4,), ("C9:D10", "A5"): (1, 5, 6), ("A1:XFD4",): (), ("A5:XFD5",): (1,),
        ("A1:A1048576",): (1, 3, 4, 5, 6),
    }  # fmt: skip
    for refs, wanted in cases.items():
        mesin.selected = ("Rekap", list(refs))
        assert again(excel).selected_ids() == tuple(f"INF-2026-{n:04}" for n in wanted), refs
    mesin.selected = ("Petunjuk", ["A1:A9"])
    assert again(excel).selected_ids() == ()


def test_a_register_of_acts_gives_the_ids_of_the_informasi(excel: OpenWorkbook, mesin: Mesin) -> None:
    excel.apply([AppendRows("tblUji", [{"id_uji": "UJI-2026-0001", "id_informasi": "INF-2026-0003"}])])
    mesin.selected = ("Uji Konsekuensi", ["A5"])
    assert again(excel).selected_ids() == ("INF-2026-0003",)


def test_excel_asks_and_tells_in_its_own_boxes(excel: OpenWorkbook, mesin: Mesin) -> None:
    mesin.answers = ["yes", "no", "PPID-01", False, r"C:\a.pdf", ("C:\\a", "C:\\b"), False, "/arsip", ""]
    assert (excel.ask("Lanjut?"), excel.ask("Yakin?")) == (True, False)
    assert (excel.ask_text("Kode pejabat", "PPID"), excel.ask_text("Catatan")) == ("PPID-01", None)
    assert excel.ask_file("Surat", "berkas") == (Path(r"C:\a.pdf"),)
    assert excel.ask_file("Surat", "berkas_banyak") == (Path("C:\\a"), Path("C:\\b"))
    assert excel.ask_file("Surat", "berkas") is None
    assert (excel.ask_file("Arsip", "folder"), excel.ask_file("Arsip", "folder")) == ((Path("/arsip"),), None)
    excel.notify("Selesai.")
    assert mesin.said[:3] == ["Lanjut?", "Yakin?", "Kode pejabat [PPID]"]
    assert mesin.said[-1] == "Selesai."


def test_progress_stands_in_the_status_bar_until_it_ends(excel: OpenWorkbook, mesin: Mesin) -> None:
    excel.progress(3, 9, "Membuat surat")
    assert mesin.status_bar == "PPID: Membuat surat 3/9"
    excel.progress(0, 0, "")
    assert mesin.status_bar is False


@pytest.mark.parametrize("mac", [False, True])
def test_a_copy_holds_what_is_on_the_screen(
    excel: OpenWorkbook, mesin: Mesin, knowledge: Knowledge, tmp_path: Path, mac: bool
) -> None:
    mesin.mac = mac
    mesin.books[0].content.sheets["Beranda"].protected = False
    excel.apply([AppendRows("tblRekap", BAD_ROWS)])
    excel.save_copy(tmp_path / "salinan.xlsx")
    copy = FileHost(tmp_path / "salinan.xlsx", knowledge.dictionary).snapshot()
    assert [row.text("judul_informasi") for row in copy.rows("tblRekap")] == [
        row["judul_informasi"] for row in BAD_ROWS
    ]
    assert bool(mesin.count("save")) == mac


@pytest.mark.parametrize("mac", [False, True])
def test_links_follow_their_rows(excel: OpenWorkbook, mesin: Mesin, mac: bool) -> None:
    mesin.mac = mac
    links = mesin.books[0].content.sheets["Temuan"].links

    def put(*cells: str) -> None:
        rows = [{"no": n, "sel": cell, "masalah": "m"} for n, cell in enumerate(cells, 1)]
        excel.apply([ReplaceRows("tblTemuan", rows, [f"'Rekap'!{cell}" for cell in cells], "sel")])

    put("D5", "D6", "D7")
    assert links == {(5, 4): "'Rekap'!D5", (6, 4): "'Rekap'!D6", (7, 4): "'Rekap'!D7"}
    mesin.log.clear()
    put("D5", "E6", "D7")
    assert mesin.count("link") == {"Temuan": 1}
    put("D5")
    assert mac or links == {(5, 4): "'Rekap'!D5"}


def test_rows_a_table_takes_in_get_the_formats_of_its_last_row(excel: OpenWorkbook, mesin: Mesin) -> None:
    excel.apply([AppendRows("tblRekap", BAD_ROWS)])
    formats = mesin.books[0].content.sheets["Rekap"].formats
    assert [formats[row, 3] for row in range(5, 9)] == ["@"] * 4
    assert {formats[row, 18] for row in range(5, 9)} == {"dd/mm/yyyy"}
    assert mesin.count("autofill") == {"Rekap": 1}


def test_a_sheet_of_staff_is_never_replaced(excel: OpenWorkbook, mesin: Mesin) -> None:
    with pytest.raises(InputError, match="lembar-bukan-milik-ppid"):
        excel.apply([SetName("UrutINF", 9), PutSheet("petunjuk", ("No",), [])])
    assert "write" not in {what for what, _, _ in mesin.log}


def test_a_new_sheet_does_not_come_to_the_front(excel: OpenWorkbook, mesin: Mesin) -> None:
    shown = mesin.books[0].active
    excel.apply([PutSheet("Hasil", ("No", "Sel"), [[1, "D5"]], ["'Rekap'!D5"], 1)])
    assert (mesin.books[0].active, list(mesin.books[0].content.sheets)[-1]) == (shown, "Hasil")
    assert mesin.books[0].content.sheets["Hasil"].links == {(2, 2): "'Rekap'!D5"}


def test_errors_of_cells_are_told_from_text(excel: OpenWorkbook, mesin: Mesin) -> None:
    excel.apply([AppendRows("tblRekap", [{"judul_informasi": "x", "jangka_waktu": "y"}])])
    mesin.books[0].content.sheets["Rekap"].cells[5, 17] = Galat("#REF!")
    assert excel.snapshot().rows("tblRekap")[0]["jangka_waktu"] == BadCell("#REF!")


def test_a_long_blank_tail_of_a_sheet_is_not_read_to_its_end(excel: OpenWorkbook, mesin: Mesin) -> None:
    excel.apply([AppendRows("tblRekap", BAD_ROWS)])
    mesin.books[0].content.sheets["Rekap"].formats[1_000_000, 1] = "0"
    mesin.log.clear()
    assert len(excel.snapshot().rows("tblRekap")) == len(BAD_ROWS)
    assert mesin.count("read")["Rekap"] == 2


def test_counters_never_fall_below_those_of_the_archive(mesin: Mesin, knowledge: Knowledge) -> None:
    host = open_excel(
        "rekap.xlsx", knowledge.dictionary, floors=lambda book, path: {"UrutINF": len(path.name)}
    )
    assert host.snapshot().setting("UrutINF") == str(len("rekap.xlsx"))


def test_rows_do_not_cover_what_staff_wrote_below_the_table(excel: OpenWorkbook, mesin: Mesin) -> None:
    mesin.books[0].content.sheets["Temuan"].cells[7, 3] = "catatan saya"
    actions: list[Action] = [ReplaceRows("tblTemuan", [{"no": n, "masalah": "m"} for n in range(4)])]
    with pytest.raises(InputError, match=r"bawah-tabel-terisi|tabel-terhalang"):
        excel.apply(actions)
    assert "write" not in {what for what, _, _ in mesin.log}


@pytest.mark.parametrize(
    "text", ["INF-2026-0014", "Pasal 17 huruf h", "5 tahun", "✖ Isi kosong", "R22", "|G:Judul|"]
)
def test_plain_words_get_no_apostrophe(text: str) -> None:
    assert not is_read_otherwise(text)
