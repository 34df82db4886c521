"""The open workbook of Calc, over real pipes with a player of the extension at the other end."""

from __future__ import annotations

from pathlib import Path

import pytest
from isi_buku import Galat, load
from pemain_calc import PemainCalc

from ppid_xl import cli
from ppid_xl.errors import HostError
from ppid_xl.hosts.calc import CalcProgram, open_calc
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.live import OpenWorkbook
from ppid_xl.model import AppendRows, BadCell, PutSheet, ReplaceRows, SetName, Value
from ppid_xl.workflow.ground.knowledge import Knowledge

DAY = ["--tanggal", "2026-11-21"]
ROWS: list[dict[str, Value]] = [
    {"judul_informasi": f"Kertas kerja {n}", "klasifikasi": "Dikecualikan", "dasar_hukum": "rahasia"}
    for n in (1, 2, 3)
]


def test_periksa_in_calc_writes_what_it_writes_into_the_file(rekap: Path, knowledge: Knowledge) -> None:
    FileHost(rekap, knowledge.dictionary).apply([AppendRows("tblRekap", ROWS)])
    player = PemainCalc(load(rekap))
    host = open_calc(knowledge.dictionary, answers=player.answers_from, requests=player.requests_to)
    assert cli.main(["periksa", str(rekap), "--tulis", *DAY], host=host) == 1
    assert cli.main(["periksa", str(rekap), "--tulis", *DAY]) == 1
    live, closed = host.snapshot(), FileHost(rekap, knowledge.dictionary).snapshot()
    player.close()
    assert (live.tables, live.settings) == (closed.tables, closed.settings)
    assert player.content.sheets["Temuan"].links == load(rekap).sheets["Temuan"].links
    assert [request["minta"] for request in player.requests] == ["buka", "tulis", "buka"]


def test_one_click_is_one_step_that_can_be_undone(calc: OpenWorkbook, pemain: PemainCalc) -> None:
    calc.step = "Periksa"
    calc.apply([SetName("UrutINF", 7), AppendRows("tblRekap", ROWS), ReplaceRows("tblTemuan", [{"no": 1}])])
    assert pemain.steps == ["Periksa"]


def test_a_refusal_of_calc_is_said_and_nothing_changed(calc: OpenWorkbook, pemain: PemainCalc) -> None:
    before = calc.snapshot()
    pemain.refuse = "tulis"
    with pytest.raises(HostError, match="calc-menolak"):
        calc.apply([AppendRows("tblRekap", ROWS)])
    assert calc.snapshot().tables == before.tables


def test_a_lost_connection_is_said(calc: OpenWorkbook, pemain: PemainCalc) -> None:
    pemain.silent = True
    for _ in range(2):
        with pytest.raises(HostError, match="calc-terputus"):
            calc.ask("Lanjut?")


def test_another_version_of_the_extension_is_refused(pemain: PemainCalc, knowledge: Knowledge) -> None:
    pemain.version = 2
    with pytest.raises(HostError, match="calc-lain-versi"):
        open_calc(knowledge.dictionary, answers=pemain.answers_from, requests=pemain.requests_to)


@pytest.mark.parametrize("place", ["Tanpa Judul 1", "https://awan.go.id/rekap.xlsx"])
def test_a_workbook_without_a_place_is_refused(pemain: PemainCalc, knowledge: Knowledge, place: str) -> None:
    pemain.place = place
    with pytest.raises(HostError, match="buku-belum-disimpan"):
        open_calc(knowledge.dictionary, answers=pemain.answers_from, requests=pemain.requests_to)


def test_the_extension_asks_and_tells(calc: OpenWorkbook, pemain: PemainCalc) -> None:
    pemain.answers = [True, "PPID-01", None, ["/a.pdf", "/b.pdf"], None, "rahasia", None]
    assert calc.ask("Lanjut?")
    assert (calc.ask_text("Kode pejabat", "PPID"), calc.ask_text("Catatan")) == ("PPID-01", None)
    assert calc.ask_file("Surat", "berkas_banyak") == (Path("/a.pdf"), Path("/b.pdf"))
    assert calc.ask_file("Surat", "folder") is None
    assert (calc.ask_secret("Kata sandi"), calc.ask_secret("Kata sandi")) == ("rahasia", None)
    calc.notify("Selesai.")
    calc.progress(1, 4, "Membuat surat")
    calc.progress(0, 0, "")
    facts = [
        {key: value for key, value in request.items() if key != "minta"} for request in pemain.requests[2:]
    ]
    assert facts[0] == {"kalimat": "Kode pejabat", "nilai": "PPID"}
    assert facts[2] == {"kalimat": "Surat", "jenis": "berkas_banyak"}
    assert facts[-3:] == [
        {"kalimat": "Selesai.", "jenis": "info"}, {"teks": "PPID: Membuat surat 1/4"}, {"teks": ""},
    ]  # fmt: skip


def test_the_selection_comes_with_the_workbook(calc: OpenWorkbook, pemain: PemainCalc) -> None:
    rows: list[dict[str, Value]] = [{"id": f"INF-2026-{n:04}", "judul_informasi": "x"} for n in (1, 2, 3)]
    calc.apply([AppendRows("tblRekap", rows)])
    pemain.selected = {"lembar": "Rekap", "area": [[7, 2, 9, 2], [5, 1, 5, 1]]}
    assert calc.selected_ids() == ("INF-2026-0001", "INF-2026-0003")


def test_errors_of_cells_are_told_from_text(
    calc: OpenWorkbook, pemain: PemainCalc, knowledge: Knowledge
) -> None:
    calc.apply([AppendRows("tblRekap", [{"judul_informasi": "x", "jangka_waktu": "#REF! bukan galat"}])])
    assert calc.snapshot().rows("tblRekap")[0]["jangka_waktu"] == "#REF! bukan galat"
    pemain.content.sheets["Rekap"].cells[5, 17] = Galat("#REF!")
    calc = OpenWorkbook(calc.program, knowledge.dictionary)
    assert calc.snapshot().rows("tblRekap")[0]["jangka_waktu"] == BadCell("#REF!")


def test_a_new_sheet_is_marked_as_ours(calc: OpenWorkbook, pemain: PemainCalc) -> None:
    calc.apply([PutSheet("Pak'De", ("No", "Sel"), [[1, "D5"]], ["'Rekap'!D5"], 1)])
    assert pemain.content.names["_ppid_xl_lembar_1"] == "'Pak''De'!$A$1"
    assert pemain.content.sheets["Pak'De"].links == {(2, 2): "'Rekap'!D5"}


def test_the_end_is_told_without_waiting_for_an_answer(pemain: PemainCalc) -> None:
    CalcProgram(pemain.answers_from, pemain.requests_to).finish(1)
    pemain.close()
    assert pemain.requests[-1] == {"minta": "selesai", "kode": 1}


def test_saving_is_left_to_calc(
    calc: OpenWorkbook, pemain: PemainCalc, knowledge: Knowledge, tmp_path: Path
) -> None:
    calc.apply([AppendRows("tblRekap", ROWS)])
    calc.save_copy(tmp_path / "salinan.xlsx")
    assert len(FileHost(tmp_path / "salinan.xlsx", knowledge.dictionary).snapshot().rows("tblRekap")) == 3
    assert not FileHost(calc.path, knowledge.dictionary).snapshot().rows("tblRekap")
    calc.save()
    assert len(FileHost(calc.path, knowledge.dictionary).snapshot().rows("tblRekap")) == 3
