"""Impor of lists that say less than the rekap, or two things of one cell: told, never settled in silence."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from ppid_xl.hosts.lists import read_list
from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.messages import explain
from ppid_xl.model import AppendRows, SetColumn, Value
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.formulir_kembali import impor_forms
from ppid_xl.workflow.isi.impor import Balance
from ppid_xl.workflow.periksa.periksa import periksa
from ppid_xl.workflow.periksa.usul_perubahan import still_open

HEAD = "ID;Judul Informasi;Unit;Retensi;Lokasi Fisik\n"
ONE, TWO = "INF-2026-0001", "INF-2026-0002"
FIVE, NINE = f"{ONE};satu;A;5 tahun;Lemari 1\n", f"{ONE};satu;A;9 tahun;Lemari 1\n"
DISPUTED = "impor/usul-bertentangan"


@pytest.fixture
def rekap_host(knowledge: Knowledge) -> MemoryHost:
    host = MemoryHost(blank_book(knowledge.dictionary))
    rows: list[dict[str, Value]] = [
        {"id": name, "judul_informasi": title, "unit_penguasa": "A", "lokasi_fisik": "Lemari 1"}
        for name, title in ((ONE, "satu"), (TWO, "dua"))
    ]
    host.apply([AppendRows("tblRekap", rows)])
    return host


def listed(folder: Path, *lines: str, name: str = "a.csv", head: str = HEAD) -> Path:
    path = folder / name
    path.write_text(head + "".join(lines), encoding="utf-8")
    return path


def take(
    host: MemoryHost, knowledge: Knowledge, now: datetime, *paths: Path, accept: bool = False
) -> list[tuple[Balance, list[str]]]:
    return impor_forms(host, [read_list(path) for path in paths], knowledge, now, accept=accept)


def retensi(host: MemoryHost) -> list[str]:
    return [row.text("retensi") for row in host.snapshot().rows("tblRekap")]


# ---- what the list leaves blank


@pytest.mark.parametrize("accept", [True, False])
def test_a_cell_that_the_list_leaves_blank_is_told_and_stays(
    rekap_host: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path, accept: bool
) -> None:
    path = listed(tmp_path, f"{ONE};satu;A;;\n", f"{TWO};dua;A;;\n")
    [(balance, notes)] = take(rekap_host, knowledge, now, path, accept=accept)
    assert (len(balance.known), len(balance.changed)) == (2, 0)
    assert notes == ["Kosong di daftar, tetap di Rekap: Lokasi Fisik (INF-2026-0001..0002)."]
    assert [r.text("lokasi_fisik") for r in rekap_host.snapshot().rows("tblRekap")] == ["Lemari 1"] * 2


def test_a_blank_beside_a_change_is_told_too(
    rekap_host: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    [(balance, notes)] = take(rekap_host, knowledge, now, listed(tmp_path, f"{ONE};satu;A;5 tahun;\n"))
    assert len(balance.changed) == 1
    assert notes == ["Kosong di daftar, tetap di Rekap: Lokasi Fisik (INF-2026-0001)."]


def test_a_column_that_the_list_does_not_have_is_not_blank(
    rekap_host: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    path = listed(tmp_path, f"{ONE};satu;A\n", head="ID;Judul Informasi;Unit\n")
    [(_, notes)] = take(rekap_host, knowledge, now, path)
    assert notes == []


def test_what_staff_filled_in_after_an_import_is_not_told_when_it_comes_again(
    rekap_host: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    path = listed(tmp_path, ";tiga;A;;\n")
    take(rekap_host, knowledge, now, path)
    last = rekap_host.snapshot().rows("tblRekap")[-1].number
    rekap_host.apply([SetColumn("tblRekap", "retensi", {last: "2 tahun"})])
    [(balance, notes)] = take(rekap_host, knowledge, now, path)
    assert (len(balance.known), notes) == (1, [])


# ---- two lines about one cell


@pytest.mark.parametrize("apart", [True, False])
def test_two_lines_that_contradict_are_both_listed_and_none_is_applied(
    rekap_host: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path, apart: bool
) -> None:
    two = f"{TWO};dua;A;2 tahun;Lemari 1\n"
    paths = (
        [listed(tmp_path, FIVE, two), listed(tmp_path, NINE, name="b.csv")]
        if apart
        else [listed(tmp_path, FIVE, NINE, two)]
    )
    done = take(rekap_host, knowledge, now, *paths, accept=True)
    assert retensi(rekap_host) == ["", "2 tahun"]
    assert [p.text("masalah") for p in still_open(rekap_host.snapshot())] == [
        "Daftar yang diimpor menulis lain: 5 tahun",
        "Daftar yang diimpor menulis lain: 9 tahun",
    ]
    assert all("--terima" not in p.text("saran") for p in still_open(rekap_host.snapshot()))
    told = [note for _, notes in done for note in notes]
    assert told == [
        "INF-2026-0001: Retensi tetap (kosong); baris-baris daftar bertentangan (5 tahun | 9 tahun), jadi tidak satu"
        " pun diterapkan. Samakan daftarnya, lalu ulangi."
    ]


def test_two_lines_that_agree_are_applied(
    rekap_host: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    [(_, notes)] = take(rekap_host, knowledge, now, listed(tmp_path, FIVE, FIVE), accept=True)
    assert (retensi(rekap_host), notes) == (["5 tahun", ""], [])


def test_a_line_that_repeats_the_rekap_contradicts_one_that_changes_it(
    rekap_host: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    take(rekap_host, knowledge, now, listed(tmp_path, FIVE), accept=True)
    take(
        rekap_host, knowledge, now, listed(tmp_path, FIVE.replace("Lemari 1", "Lemari 2"), NINE), accept=True
    )
    row = rekap_host.snapshot().rows("tblRekap")[0]
    assert (row["retensi"], row["lokasi_fisik"]) == ("5 tahun", "Lemari 1")


def test_the_check_finds_the_contradiction(
    rekap_host: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    take(rekap_host, knowledge, now, listed(tmp_path, FIVE, NINE))
    for _ in range(2):
        found = [f for f in periksa(rekap_host, knowledge, now, write=True).findings if f.aturan == DISPUTED]
        assert [(f.tingkat, f.id, f.kolom) for f in found] == [("peringatan", ONE, "Retensi")]
        assert "5 tahun | 9 tahun" in explain(found[0]).masalah
    number = rekap_host.snapshot().rows("tblRekap")[0].number
    rekap_host.apply([SetColumn("tblRekap", "retensi", {number: "9 tahun"})])
    assert not [f for f in periksa(rekap_host, knowledge, now).findings if f.aturan == DISPUTED]


def test_a_proposal_set_aside_with_a_reason_contradicts_nothing(
    rekap_host: MemoryHost, knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    take(rekap_host, knowledge, now, listed(tmp_path, FIVE, NINE))
    first = rekap_host.snapshot().rows("tblTemuan")[0].number
    rekap_host.apply(
        [
            SetColumn("tblTemuan", "tindakan", {first: "Abaikan"}),
            SetColumn("tblTemuan", "alasan_diabaikan", {first: "salah ketik"}),
        ]
    )
    assert not [f for f in periksa(rekap_host, knowledge, now).findings if f.aturan == DISPUTED]
