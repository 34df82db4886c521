"""Existing lists in the shapes offices keep them: every filled line is data or named as something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppid_xl.bawaan import workbook_path
from ppid_xl.errors import InputError
from ppid_xl.hosts.lists import read_list
from ppid_xl.model import Value
from ppid_xl.tables import Grid
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.sumber import Source, read_source


def read(path: Path, knowledge: Knowledge) -> Source:
    return read_source(read_list(path), knowledge.dictionary.tabel["tblRekap"])


DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize(("name", "rows"), [("dik_nyata.csv", 104), ("dip_nyata.csv", 151)])
def test_every_real_row_is_taken_as_data(knowledge: Knowledge, name: str, rows: int) -> None:
    source = read(DATA / name, knowledge)
    assert (len(source.rows), [line.kind for line in source.not_data]) == (rows, ["judul kolom"])


@pytest.mark.parametrize(
    ("name", "rows", "kinds"),
    [
        ("poltekkes-jakarta-iii.csv", 35, {"judul kolom"}),
        (
            "upbu-tardamu.xlsx",
            61,
            {"kop", "judul kolom", "nomor kolom", "jumlah", "judul kelompok", "tanda tangan"},
        ),
        ("poliban.xlsx", 16, {"kop", "judul kolom"}),
        ("lldikti-xi.txt", 7, {"judul kolom"}),
    ],
)
def test_kop_headings_groups_and_totals_are_named(
    knowledge: Knowledge, name: str, rows: int, kinds: set[str]
) -> None:
    source = read(workbook_path("contoh", name), knowledge)
    assert len(source.rows) == rows
    assert {line.kind for line in source.not_data} == kinds
    assert source.filled == rows + len(source.not_data)


def test_a_list_with_legal_columns_is_a_list_of_exclusions(knowledge: Knowledge) -> None:
    source = read(workbook_path("contoh", "poliban.xlsx"), knowledge)
    assert source.assumed == "Dikecualikan"
    assert {row.values["klasifikasi"] for row in source.rows} == {"Dikecualikan"}


def test_the_period_of_a_public_list_is_its_retention(knowledge: Knowledge) -> None:
    source = read(DATA / "dip_nyata.csv", knowledge)
    assert any(row.values.get("retensi") == "1 tahun" for row in source.rows)
    assert not any("jangka_waktu" in row.values for row in source.rows)


def test_columns_that_do_not_come_along_are_named(knowledge: Knowledge) -> None:
    assert "sumber_url" in read(DATA / "dik_nyata.csv", knowledge).unknown


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_csv_is_read_in_any_usual_encoding_and_delimiter(
    knowledge: Knowledge, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = tmp_path / "daftar.csv"
    lines = [
        ["No", "Judul Informasi", "Dasar Hukum"],
        ["1", "Data – pegawai “rahasia”", "Pasal 17 huruf h"],
        ["2", "b", "c"],
    ]
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    assert [row.values["judul_informasi"] for row in read(path, knowledge).rows] == [
        "Data – pegawai “rahasia”",
        "b",
    ]


def test_a_merged_label_counts_for_each_of_its_lines(knowledge: Knowledge) -> None:
    cells: list[list[Value]] = [
        ["Unit", "Judul Informasi", "Dasar Hukum"],
        ["Bidang A", "satu", "Pasal 17 huruf h"],
        [None, "dua", "Pasal 17 huruf i"],
    ]
    from ppid_xl.hosts.lists import ListFile

    file = ListFile("x.xlsx", "0" * 64, (Grid("S", cells, 1, 1, ((2, 1, 3, 1),)),))
    source = read_source(file, knowledge.dictionary.tabel["tblRekap"])
    assert [row.values["unit_penguasa"] for row in source.rows] == ["Bidang A", "Bidang A"]


@pytest.mark.parametrize(
    ("name", "content", "kode"),
    [
        ("gambar.png", b"\x89PNG", "jenis-berkas"),
        ("biner.csv", b"a,b\n\x00\x01", "bukan-teks"),
        ("palsu.xlsx", b"<html>", "berkas-html"),
        ("folder", None, "berkas-folder"),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes | None, kode: str
) -> None:
    path = tmp_path / name
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(InputError) as refusal:
        read_list(path)
    assert refusal.value.kode == kode
