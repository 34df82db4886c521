from __future__ import annotations

from datetime import date, datetime

import pytest
from contoh_surat import (
    ATASAN,
    PENGATURAN,
    REKAP,
    SOP,
    SURAT,
    make_daftar,
    make_persetujuan,
    make_row,
    make_rows,
)

from ppid_xl.model import BadCell
from ppid_xl.surat.konteks import (
    NO_UNIT,
    Putusan,
    Surat,
    closed_list,
    counted,
    group_rows,
    persetujuan_context,
    row_values,
    value_text,
)
from ppid_xl.surat.signature import DOTTED_LINE, full_name, jabatan_lines, signature_block

TOKEN = "${nomor_naskah}"


def ids(rows) -> list[str]:
    return [row.text("id") for row in rows]


def test_units_stand_in_the_order_they_first_appear():
    rows = [make_row(1, unit_penguasa="B"), make_row(2, unit_penguasa="A"), make_row(3, unit_penguasa="B")]
    assert [unit for unit, _ in group_rows(rows)] == ["B", "A"]


def test_units_that_differ_in_case_and_blanks_are_one():
    rows = [make_row(1, unit_penguasa="Bidang  Mutasi"), make_row(2, unit_penguasa=" bidang mutasi ")]
    assert [unit for unit, _ in group_rows(rows)] == ["Bidang Mutasi"]


def test_a_row_without_unit_is_grouped_under_words_that_say_so():
    assert group_rows([make_row(1, unit_penguasa=None)])[0][0] == NO_UNIT


def test_within_a_unit_the_nearest_end_comes_first_and_no_end_last():
    ends = [None, date(2031, 1, 1), date(2027, 1, 1), None]
    rows = [make_row(n, unit_penguasa="A", akhir_pengecualian=end) for n, end in enumerate(ends, 1)]
    assert ids(group_rows(rows)[0][1]) == ["INF-2026-0003", "INF-2026-0002", "INF-2026-0001", "INF-2026-0004"]


def test_rows_with_the_same_end_keep_their_order():
    same = date(2030, 5, 1)
    rows = [make_row(n, unit_penguasa="A", akhir_pengecualian=same) for n in (4, 2, 9)]
    assert ids(group_rows(rows)[0][1]) == ["INF-2026-0004", "INF-2026-0002", "INF-2026-0009"]


def test_a_date_and_a_moment_of_the_same_kind_sort_together():
    rows = [
        make_row(1, unit_penguasa="A", akhir_pengecualian=datetime(2031, 1, 1, 8)),
        make_row(2, unit_penguasa="A", akhir_pengecualian=date(2030, 1, 1)),
    ]
    assert ids(group_rows(rows)[0][1]) == ["INF-2026-0002", "INF-2026-0001"]


def test_rows_are_numbered_through_all_units():
    context = make_daftar(make_rows(5))
    assert [row["nomor"] for group in context["daftar"] for row in group["baris"]] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("  teks ", "teks"),
        (5, "5"),
        (5.0, "5"),
        (2.5, "2.5"),
        (True, "Ya"),
        (date(2026, 8, 1), "1 Agustus 2026"),
        (datetime(2026, 8, 1, 7, 30), "1 Agustus 2026"),
        (BadCell("#REF!"), "#REF!"),
    ],
)
def test_a_cell_reads_as_in_a_document(value, text):
    assert value_text(value) == text


def test_a_blank_required_column_is_a_dash_and_a_blank_optional_one_is_nothing():
    values = row_values(make_row(1, dasar_hukum=None, bagian_yang_ditutup=None))
    assert (values["dasar_hukum"], values["bagian_yang_ditutup"]) == ("-", "")


def test_counts_are_given_in_figures_and_words():
    assert counted(80) == "80 (delapan puluh)"


def test_the_letter_counts_what_was_never_tested():
    context = make_persetujuan(make_rows(8))
    assert context["jumlah_belum_diuji"] == "2 (dua)"
    assert context["jumlah_diuji"] == "6 (enam)"
    assert context["ada_belum_diuji"] is True


def test_a_test_number_without_a_date_does_not_count_as_tested():
    context = make_persetujuan(make_rows(1), putusan={"INF-2026-0001": Putusan(uji_nomor="UJI-2026-0001")})
    assert context["daftar"][0]["uji_nomor"] == "belum diuji"
    assert context["jumlah_belum_diuji"] == "1 (satu)"


def test_without_decisions_each_row_offers_both_answers():
    context = make_persetujuan(make_rows(3), putusan={})
    assert {row["disetujui"] for row in context["daftar"]} == {"Ya/Tidak *)"}
    assert context["ada_belum_diputus"] is True


def test_approved_and_rejected_rows_are_counted_apart():
    context = make_persetujuan(make_rows(14))
    assert (context["jumlah_disetujui"], context["jumlah_tidak_disetujui"]) == ("12 (dua belas)", "2 (dua)")


def test_a_letter_without_number_and_date_gets_dotted_lines():
    context = make_persetujuan(make_rows(1), surat=Surat())
    assert context["surat"]["nomor"] == DOTTED_LINE
    assert context["surat"]["tanggal"] == f"{DOTTED_LINE} 2026"


def test_a_token_in_place_of_number_and_date_is_kept():
    surat = Surat(nomor=TOKEN, tanggal="${tanggal_naskah}")
    head = make_persetujuan(make_rows(1), surat=surat)["surat"]
    assert (head["nomor"], head["tanggal"]) == (TOKEN, "${tanggal_naskah}")


def test_the_digest_in_the_footer_is_short():
    assert make_daftar(make_rows(1))["rekap"]["sidik"] == "5f2c9ab01d7e"


def test_the_list_of_copies_closes_with_a_full_stop():
    assert closed_list(["Gubernur", "Sekretaris Daerah;", "", "Arsip."]) == [
        "Gubernur;",
        "Sekretaris Daerah;",
        "Arsip.",
    ]


@pytest.mark.parametrize(
    ("gelar", "name"),
    [
        ("", "Contoh"),
        ("S.Sos.", "Contoh, S.Sos."),
        (", S.Sos.", "Contoh, S.Sos."),
        ("Ir., M.Si.", "Ir. Contoh, M.Si."),
        ("Dr. Drs., S.H., M.H.", "Dr. Drs. Contoh, S.H., M.H."),
    ],
)
def test_titles_stand_before_and_behind_the_name(gelar, name):
    assert full_name("Contoh", gelar) == name


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        ({"jabatan": "Kepala Badan\nProvinsi Contoh"}, ["KEPALA BADAN", "PROVINSI CONTOH,"]),
        (
            {"jabatan": "Sekretaris Daerah", "atas_nama": "Gubernur Contoh"},
            ["a.n. GUBERNUR CONTOH", "SEKRETARIS DAERAH,"],
        ),
        (
            {"jabatan": "Asisten Administrasi", "atas_nama": "Bupati", "between": "Sekretaris Daerah"},
            ["a.n. BUPATI", "SEKRETARIS DAERAH", "u.b.", "ASISTEN ADMINISTRASI,"],
        ),
        ({"jabatan": "Kepala Dinas", "status": "Plt."}, ["Plt. KEPALA DINAS,"]),
        (
            {"jabatan": "Kepala Bagian", "status": "Plh.", "own_jabatan": "Kepala Subbagian"},
            ["Plh. KEPALA BAGIAN", "KEPALA SUBBAGIAN,"],
        ),
        ({"jabatan": "Kepala Dinas", "status": "Definitif"}, ["KEPALA DINAS,"]),
        ({"jabatan": ""}, []),
    ],
)
def test_the_post_is_written_in_its_form(options, lines):
    assert jabatan_lines(**options) == lines


def test_the_nip_is_printed_in_groups():
    assert signature_block(ATASAN)["nip"] == "NIP. 19750101 200001 2 999"


def test_an_acting_head_of_region_has_no_title_rank_or_nip():
    block = signature_block({**ATASAN, "status": "Pj.", "jabatan": "Bupati Contoh"})
    assert (block["nama"], block["pangkat"], block["nip"]) == ("Contoh Utami", "", "")


def test_a_decree_leaves_the_titles_out():
    assert signature_block(ATASAN, with_gelar=False)["nama"] == "Contoh Utami"


def test_an_unknown_signer_gets_dotted_lines():
    block = signature_block({})
    assert (block["nama"], block["jabatan"], block["nip"]) == (DOTTED_LINE, [f"{DOTTED_LINE},"], "")


def test_the_context_of_the_same_rows_is_the_same():
    rows = make_rows(4)
    first = persetujuan_context(rows, PENGATURAN, ATASAN, REKAP, surat=SURAT, **SOP)
    assert persetujuan_context(rows, PENGATURAN, ATASAN, REKAP, surat=SURAT, **SOP) == first
