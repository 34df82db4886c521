"""Lists as offices really build them: later headings, totals, groups and signatures are told from data."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ppid_xl.hosts.lists import ListFile
from ppid_xl.model import Value
from ppid_xl.tables import Grid
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.sumber import Source, read_source

HEAD = ("No", "Judul Informasi", "Dasar Hukum", "Jangka Waktu")
LINE = (1, "Data gaji", "Pasal 17 huruf h", "1 Tahun")
OTHER = (2, "Data mutasi", "Pasal 17 huruf i", "2 Tahun")


def read(
    knowledge: Knowledge, *lines: Sequence[Value], merged: tuple[tuple[int, int, int, int], ...] = ()
) -> Source:
    width = max(map(len, lines))
    cells = [[*line, *[None] * (width - len(line))] for line in lines]
    file = ListFile("x.xlsx", "0" * 64, (Grid("S", cells, 1, 1, merged),))
    return read_source(file, knowledge.dictionary.tabel["tblRekap"])


def titles(source: Source) -> list[object]:
    return [row.values.get("judul_informasi") for row in source.rows]


def kinds(source: Source) -> list[tuple[int, str]]:
    return [(line.number, line.kind) for line in source.not_data]


def test_a_second_heading_in_another_order_moves_the_columns_below_it(knowledge: Knowledge) -> None:
    source = read(
        knowledge,
        HEAD,
        LINE,
        ("DAFTAR KEDUA",),
        ("Jangka Waktu", "Dasar Hukum", "Judul Informasi"),
        ("5 Tahun", "Pasal 17 huruf b", "Data mesin"),
    )
    assert titles(source) == ["Data gaji", "Data mesin"]
    assert source.rows[1].values["jangka_waktu"] == "5 Tahun"
    assert kinds(source) == [(1, "judul kolom"), (3, "judul kelompok"), (4, "judul kolom")]


def test_lettered_groups_in_a_short_list_are_groups_however_many(knowledge: Knowledge) -> None:
    source = read(
        knowledge, HEAD, ("A", "Bidang Umum"), LINE, ("B.", "BIDANG MUTASI"), OTHER, ("II", "Lain"), ("a", "Sub"),
        (3, "Data mesin", "Pasal 17 huruf b", "1 Tahun"),
    )  # fmt: skip
    assert titles(source) == ["Data gaji", "Data mutasi", "Data mesin"]
    assert [kind for _, kind in kinds(source)[1:]] == ["judul kelompok"] * 4


def test_in_a_lettered_list_an_entry_with_a_title_only_is_data(knowledge: Knowledge) -> None:
    lines = [(letter, *LINE[1:]) for letter in "abd"]
    source = read(knowledge, HEAD, lines[0], lines[1], ("c", "Data rapat"), lines[2])
    assert titles(source) == ["Data gaji", "Data gaji", "Data rapat", "Data gaji"]


def test_a_short_list_above_a_wider_one_is_not_taken_for_kop(knowledge: Knowledge) -> None:
    source = read(
        knowledge,
        HEAD[1:],
        LINE[1:],
        ("Judul Informasi", "Unit", "Bentuk", "Dasar Hukum", "Jangka Waktu"),
        ("Data mesin", "Bidang A", "Cetak", "Pasal 17 huruf b", "5 Tahun"),
    )
    assert titles(source) == ["Data gaji", "Data mesin"]
    assert source.rows[1].values["unit_penguasa"] == "Bidang A"


def test_a_line_with_two_cells_named_like_headings_is_data(knowledge: Knowledge) -> None:
    source = read(
        knowledge,
        (
            "Judul Informasi",
            "Ringkasan Isi",
            "Unit",
            "Penanggung Jawab",
            "Tempat",
            "Bentuk",
            "Retensi",
            "Klasifikasi",
        ),
        (
            "LAKIP 2025",
            "ringkasan",
            "Sekretariat",
            "Sekretaris",
            "2026, Pontianak",
            "Softcopy",
            "5 tahun",
            "Berkala",
        ),
    )
    assert titles(source) == ["LAKIP 2025"]
    assert kinds(source) == [(1, "judul kolom")]


def test_a_second_heading_of_two_merged_lines_is_read_whole(knowledge: Knowledge) -> None:
    source = read(
        knowledge,
        HEAD,
        LINE,
        ("Judul Informasi", "Dasar Hukum", "Konsekuensi", None, "Jangka Waktu"),
        (None, None, "Dibuka", "Ditutup", None),
        ("Data mesin", "Pasal 17 huruf b", "rugi", "aman", "5 Tahun"),
    )
    assert (source.rows[1].values["manfaat_bila_ditutup"], source.rows[1].values["jangka_waktu"]) == (
        "aman",
        "5 Tahun",
    )


def test_each_part_of_a_sheet_is_read_as_the_kind_of_list_it_is(knowledge: Knowledge) -> None:
    source = read(
        knowledge,
        HEAD,
        LINE,
        ("No", "Judul Informasi", "Ringkasan Isi", "Penanggung Jawab", "Jangka Waktu"),
        (1, "Profil dinas", "Tugas dan fungsi", "Sekretaris", "3 Tahun"),
    )
    assert source.rows[0].values["klasifikasi"] == "Dikecualikan"
    assert "klasifikasi" not in source.rows[1].values
    assert source.rows[1].values["retensi"] == "3 Tahun"


def test_the_statutory_list_without_titles_has_its_summary_for_title(knowledge: Knowledge) -> None:
    source = read(
        knowledge,
        ("DAFTAR INFORMASI PUBLIK",),
        (
            "No",
            "Ringkasan isi informasi",
            "Pejabat/unit yang menguasai",
            "Penanggung jawab",
            "Waktu dan tempat pembuatan",
            "Bentuk",
            "Jangka waktu penyimpanan/retensi",
        ),
        (1, "Renstra dinas", "Sekretariat", "Sekretaris", "Pontianak, 2025", "Cetak", "5 tahun"),
    )
    (row,) = source.rows
    assert row.values["judul_informasi"] == row.values["ringkasan_isi"] == "Renstra dinas"
    assert (row.values["unit_penguasa"], row.values["retensi"]) == ("Sekretariat", "5 tahun")
    assert source.title_from == "Ringkasan isi informasi"


def test_a_list_with_titles_takes_none_from_its_summary(knowledge: Knowledge) -> None:
    source = read(knowledge, ("Judul Informasi", "Ringkasan Isi", "Bentuk"), (None, "isi", "Cetak"))
    assert titles(source) == [None]
    assert not source.title_from


@pytest.mark.parametrize(
    "line",
    [
        ("Jumlah", "10 informasi"),
        (None, "Total: 12", None, None),
        ("Jumlah seluruhnya", None, 12, 3),
        ("TOTAL INFORMASI DIKECUALIKAN", 7),
        ("Grand Total", 7, 8),
    ],
)
def test_a_total_is_no_data(knowledge: Knowledge, line: Sequence[Value]) -> None:
    assert kinds(read(knowledge, HEAD, LINE, OTHER, line))[-1] == (4, "jumlah")


@pytest.mark.parametrize(
    "line",
    [
        ("Jumlah pegawai menurut golongan", "Pasal 17 huruf h", "1 Tahun"),
        ("Total biaya pengadaan", "Pasal 17 huruf b", "Selama proses"),
    ],
)
def test_a_title_that_begins_like_a_total_is_data(knowledge: Knowledge, line: Sequence[Value]) -> None:
    source = read(knowledge, HEAD[1:], LINE[1:], line)
    assert titles(source) == ["Data gaji", line[0]]


def test_column_numbers_count_only_under_a_heading(knowledge: Knowledge) -> None:
    source = read(knowledge, HEAD, ("(1)", "(2)", "(3)", "(4)"), LINE, (5, 6, 7, 8))
    assert kinds(source) == [(1, "judul kolom"), (2, "nomor kolom")]
    assert titles(source) == ["Data gaji", "6"]


def test_a_numbered_title_of_digits_under_the_heading_is_data(knowledge: Knowledge) -> None:
    assert titles(read(knowledge, ("No", "Judul Informasi"), (1, "2045"), (2, "Data gaji"))) == [
        "2045",
        "Data gaji",
    ]


def test_a_letter_and_a_text_are_a_group_in_a_list_of_many_columns(knowledge: Knowledge) -> None:
    source = read(knowledge, HEAD, ("A", "Sekretariat"), LINE, OTHER)
    assert kinds(source)[-1] == (2, "judul kelompok")


def test_a_lettered_line_is_a_group_also_without_a_number_column(knowledge: Knowledge) -> None:
    source = read(knowledge, HEAD[1:], ("A. Sekretariat",), LINE[1:], OTHER[1:])
    assert kinds(source)[-1] == (2, "judul kelompok")


def test_a_lettered_line_is_data_in_a_list_of_two_columns(knowledge: Knowledge) -> None:
    source = read(knowledge, ("No", "Judul Informasi"), ("A", "Data gaji"), ("B", "Data mutasi"))
    assert titles(source) == ["Data gaji", "Data mutasi"]


def test_a_title_alone_is_data_where_most_lines_are_titles_alone(knowledge: Knowledge) -> None:
    source = read(knowledge, HEAD, (None, "satu"), (None, "dua"), (None, "tiga"), LINE)
    assert titles(source) == ["satu", "dua", "tiga", "Data gaji"]


def test_a_title_alone_is_data_where_nothing_is_numbered(knowledge: Knowledge) -> None:
    rest = (None, *LINE[1:])
    source = read(knowledge, HEAD, rest, rest, (None, "hanya judul"))
    assert titles(source)[-1] == "hanya judul"


def test_a_list_of_one_column_is_taken_in(knowledge: Knowledge) -> None:
    source = read(knowledge, ("DAFTAR INFORMASI",), ("Judul Informasi",), ("Data gaji",), ("Jumlah pegawai",))
    assert titles(source) == ["Data gaji", "Jumlah pegawai"]
    assert kinds(source) == [(1, "kop"), (2, "judul kolom")]


def test_one_known_column_among_foreign_ones_is_enough(knowledge: Knowledge) -> None:
    source = read(knowledge, ("Judul Informasi", "Warna Map"), ("Data gaji", "biru"))
    assert titles(source) == ["Data gaji"]
    assert source.unknown == ("Warna Map",)


def test_a_kop_that_names_the_list_is_no_heading_of_foreign_columns(knowledge: Knowledge) -> None:
    source = read(knowledge, ("INFORMASI PUBLIK",), ("Nama", "Umur"), ("Ani", 3))
    assert not source.rows


def test_sub_lines_under_merged_cells_are_data(knowledge: Knowledge) -> None:
    lines = (HEAD, LINE, (None, "b. Data tunjangan", None, None), OTHER, (3, "c", "d", "e"))
    source = read(knowledge, *lines, merged=((2, 1, 3, 1), (2, 3, 3, 3), (2, 4, 3, 4)))
    assert titles(source) == ["Data gaji", "b. Data tunjangan", "Data mutasi", "c"]
    assert source.rows[1].values["dasar_hukum"] == "Pasal 17 huruf h"


def test_a_text_merged_over_the_list_is_a_group(knowledge: Knowledge) -> None:
    lines = (HEAD[1:], ("INFORMASI BERKALA", None, None), LINE[1:], OTHER[1:])
    assert kinds(read(knowledge, *lines, merged=((2, 1, 2, 3),)))[-1] == (2, "judul kelompok")


def test_part_headings_under_merged_ones_are_headings(knowledge: Knowledge) -> None:
    lines = (
        ("No", "Judul Informasi", "Bentuk", None, "Retensi"),
        (None, None, "Kertas", "Berkas", None),
        (1, "Profil", "v", None, "5 tahun"),
    )
    merged = ((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 2, 5))
    source = read(knowledge, *lines, merged=merged)
    assert kinds(source) == [(1, "judul kolom"), (2, "judul kolom")]
    assert titles(source) == ["Profil"]


def test_signatures_side_by_side_are_no_data(knowledge: Knowledge) -> None:
    source = read(
        knowledge,
        HEAD,
        LINE,
        OTHER,
        (None, "Mengetahui,", None, "Pontianak, 2 Januari 2026"),
        (None, "Kepala Dinas", None, "PPID"),
        (None, "Budi Santoso", None, "Siti Aminah"),
        (None, "NIP. 19650101 199003 1 001", None, "NIP. 19700101 199503 2 001"),
    )
    assert titles(source) == ["Data gaji", "Data mutasi"]
    assert {kind for number, kind in kinds(source) if number > 3} == {"tanda tangan"}


def test_rows_after_a_line_that_looks_signed_stay_data(knowledge: Knowledge) -> None:
    source = read(knowledge, HEAD, LINE, (None, "Ditetapkan di Pontianak"), OTHER)
    assert titles(source) == ["Data gaji", "Data mutasi"]


def test_a_bare_period_is_a_retention_only_in_a_public_list(knowledge: Knowledge) -> None:
    excluded = read(knowledge, ("No", "Judul Informasi", "Jangka Waktu"), (1, "Data gaji", "1 Tahun"))
    assert excluded.rows[0].values["jangka_waktu"] == "1 Tahun"
    public = read(
        knowledge,
        ("Judul Informasi", "Penanggung Jawab", "Jangka Waktu"),
        ("Profil", "Sekretaris", "1 Tahun"),
    )
    assert public.rows[0].values["retensi"] == "1 Tahun"


def test_what_this_tool_works_out_is_not_taken_from_a_list(knowledge: Knowledge) -> None:
    source = read(knowledge, (*HEAD, "Status", "Batas Ubah"), (*LINE, "Aktif", "besok"))
    assert not {"status", "batas_ubah"} & set(source.rows[0].values)
    assert source.unknown == ("Status", "Batas Ubah")


TICKS = (
    ("No", "Judul Informasi", "Bentuk Informasi yang Tersedia", None, None, "Retensi"),
    (None, None, "Cetak", "Rekam", "Online", None),
    (1, "Profil dinas", "v", None, "√", "5 tahun"),
    (2, "Renstra", None, "CD di arsip", None, "5 tahun"),
)


@pytest.mark.parametrize("merged", [(), ((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 5), (1, 6, 2, 6))])
def test_ticks_under_the_parts_of_a_heading_name_those_parts(
    knowledge: Knowledge, merged: tuple[tuple[int, int, int, int], ...]
) -> None:
    source = read(knowledge, *TICKS, merged=merged)
    assert kinds(source) == [(1, "judul kolom"), (2, "judul kolom")]
    assert [row.values["bentuk"] for row in source.rows] == ["Cetak; Online", "Rekam: CD di arsip"]
    assert not source.unknown


def test_ticks_are_read_beside_consequences_in_two_parts(knowledge: Knowledge) -> None:
    source = read(
        knowledge,
        ("No", "Judul Informasi", "Konsekuensi", None, "Bentuk", None, "Jangka Waktu"),
        (None, None, "Dibuka", "Ditutup", "Cetak", "Online", None),
        (1, "Data gaji", "rugi", "aman", None, "v", "5 tahun"),
    )
    (row,) = source.rows
    assert [row.values[key] for key in ("konsekuensi_bila_dibuka", "manfaat_bila_ditutup", "bentuk")] == [
        "rugi",
        "aman",
        "Online",
    ]


def test_a_column_without_heading_that_holds_something_is_told(knowledge: Knowledge) -> None:
    source = read(knowledge, ("No", "Judul Informasi", None, "Unit"), (1, "Data gaji", "penting", "Bidang A"))
    assert source.unknown == ("kolom C tanpa judul",)


def test_a_remark_in_a_heading_does_not_hide_it(knowledge: Knowledge) -> None:
    source = read(
        knowledge,
        ("No.", "Nama Informasi\n(diisi lengkap)", "Klasifikasi *)"),
        (1, "Data gaji", "Dikecualikan"),
    )
    assert titles(source) == ["Data gaji"]


def test_a_card_with_headings_down_its_side_is_no_list(knowledge: Knowledge) -> None:
    assert not read(knowledge, ("Judul Informasi", "Data gaji"), ("Dasar Hukum", "Pasal 17")).rows
