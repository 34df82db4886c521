from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from contoh_surat import make_bahan, make_rows

from ppid_xl.surat.konteks import Baris, Diuji, Orang, Surat, build_context
from ppid_xl.surat.konteks.penetapan import penetapan_values
from ppid_xl.surat.signature import DOTTED_LINE

OFFICE = "Dinas Contoh"


@pytest.mark.parametrize(
    ("setting", "lines", "jenis"),
    [
        ("", ["PENETAPAN", "PEJABAT PENGELOLA INFORMASI DAN DOKUMENTASI", "DINAS CONTOH"], "Penetapan"),
        ("Penetapan PPID", ["PENETAPAN PPID", "DINAS CONTOH"], "Penetapan"),
        (
            "Surat Keputusan Pengecualian Informasi",
            ["SURAT KEPUTUSAN PENGECUALIAN INFORMASI", "DINAS CONTOH"],
            "Surat Keputusan",
        ),
        ("Keputusan Kepala … selaku PPID", ["KEPUTUSAN KEPALA DINAS CONTOH SELAKU PPID"], "Keputusan"),
        ("keputusan kepala dinas contoh", ["KEPUTUSAN KEPALA DINAS CONTOH"], "Keputusan"),
    ],
)
def test_the_office_sets_the_title_of_a_penetapan(setting, lines, jenis):
    values = penetapan_values({"nama_badan": OFFICE, "judul_penetapan": setting})
    assert (values["judul"], values["jenis"]) == (lines, jenis)


def test_a_blank_title_is_that_of_the_form_in_the_text_too():
    values = penetapan_values({"nama_badan": OFFICE})
    assert values["sebutan"] == "Penetapan Pejabat Pengelola Informasi dan Dokumentasi"
    assert values["singkat"] == "Penetapan PPID"


def test_a_gap_stays_where_the_office_has_no_name():
    assert penetapan_values({"judul_penetapan": "Keputusan Kepala … selaku PPID"})["judul"] == [
        "KEPUTUSAN KEPALA … SELAKU PPID"
    ]


@pytest.mark.parametrize(
    ("nomor", "tanggal", "printed"),
    [
        ("12", date(2026, 3, 4), "12 TAHUN 2026"),
        ("12/PPID/2026", date(2026, 3, 4), "12/PPID/2026"),
        ("12-2026", None, "12-2026"),
        ("2026", date(2026, 3, 4), "2026 TAHUN 2026"),
        ("12/12026", date(2026, 3, 4), "12/12026 TAHUN 2026"),
        ("7/PPID", date(2027, 1, 5), "7/PPID TAHUN 2027"),
        ("7/PPID/2027", date(2027, 1, 5), "7/PPID/2027"),
        ("12 TAHUN 2026", date(2026, 3, 4), "12 TAHUN 2026"),
        ("", None, f"{DOTTED_LINE} TAHUN 2026"),
        ("${nomor_naskah}", "${tanggal_naskah}", "${nomor_naskah}"),
    ],
)
def test_the_year_of_a_number_is_printed_once(nomor, tanggal, printed):
    bahan = make_bahan("penetapan", make_rows(1), surat=Surat(nomor=nomor, tanggal=tanggal))
    assert build_context(bahan)["surat"]["nomor_tahun"] == printed


def rows_tested(*results: str) -> list[Baris]:
    return [
        Baris(row, diuji=Diuji("U", "", hasil=word))
        for row, word in zip(make_rows(len(results)), results, strict=True)
    ]


def test_each_result_is_counted_and_those_that_occur_are_listed():
    baris = [*rows_tested("Ditutup", "dibuka", "Ditutup", "Ditutup sebagian"), Baris(make_rows(5)[4])]
    context = build_context(make_bahan("berita-acara-uji", [], baris=baris))
    assert [
        context[f"jumlah_{word}"][0] for word in ("ditutup", "ditutup_sebagian", "dibuka", "ditunda")
    ] == [
        "2",
        "1",
        "1",
        "0",
    ]
    assert [one["hasil"] for one in context["hasil_uji"]] == ["Ditutup", "Ditutup sebagian", "Dibuka"]


def test_a_test_without_a_result_is_counted_as_such():
    context = build_context(make_bahan("berita-acara-uji", [], baris=rows_tested("", "Ditutup")))
    assert context["hasil_uji"] == [
        {"hasil": "Ditutup", "jumlah": "1 (satu)"},
        {"hasil": "Hasil belum diisi", "jumlah": "1 (satu)"},
    ]


def test_a_person_of_the_team_has_his_unit():
    context = build_context(make_bahan("lembar-uji", make_rows(1), tim=[Orang("Contoh", "Kabid", "Mutasi")]))
    assert context["tim"] == [{"nomor": 1, "nama": "Contoh", "jabatan": "Kabid", "unit": "Mutasi"}]


def test_changed_rows_are_counted_and_say_since_when():
    baris = [Baris(row, berubah_sesudah=word) for row, word in zip(make_rows(2), ("diuji", ""), strict=True)]
    context = build_context(make_bahan("persetujuan", [], baris=baris))
    assert (context["jumlah_berubah"], context["ada_berubah"]) == ("1 (satu)", True)
    assert sorted(row["berubah_sesudah"] for row in context["daftar"]) == ["", "diuji"]


def test_the_last_two_rows_of_the_whole_list_are_at_its_end():
    daftar = build_context(make_bahan("persetujuan", make_rows(5)))["daftar"]
    assert [row["di_ujung"] for row in daftar] == [False, False, False, True, True]


def test_a_long_row_is_not_kept_whole_with_the_signature():
    rows = make_rows(3)
    long = replace(rows[1], values={**rows[1].values, "konsekuensi_bila_dibuka": "akibat " * 80})
    daftar = build_context(make_bahan("persetujuan", [rows[0], rows[2], long]))["daftar"]
    assert [row["di_ujung"] for row in daftar if "akibat akibat" in row["konsekuensi_bila_dibuka"]] == [False]
