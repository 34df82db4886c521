"""The general words, one behaviour each, and the legal words where one cell is not the whole story."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from buku_uji import HARI_INI, accepted, book, clean_workbook, judge

from ppid_xl.model import BadCell, Finding, Value
from ppid_xl.rules import build_rule
from ppid_xl.rules.words import months_before

AKHIR = {"judul_informasi": "A", "klasifikasi": "Dikecualikan", "jangka_waktu": "5 tahun", "id": "INF-1"}


def found(
    kata: str, kolom: Any, cells: Mapping[str, Value], today: date = HARI_INI, **keys: Any
) -> list[Finding]:
    made = {
        "kode": "uji",
        "kata": kata,
        "kolom": kolom,
        "tingkat": "galat",
        "kegiatan": 1,
        "kutipan": "kutipan SOP",
        **keys,
    }
    one = build_rule(made, "sop-uji", Path("sop-uji.toml"))
    return judge(
        book({one.tabel: [{"judul_informasi": "A", **cells} if one.tabel == "tblRekap" else cells]}),
        today,
        rules=[one],
    )


@pytest.mark.parametrize("value", [None, "", "  ", BadCell("#REF!"), BadCell("=")])
def test_wajib_reports_a_cell_without_usable_value(value: Value) -> None:
    cells = {"judul_informasi": "A", "softcopy": value}
    assert [f.kolom for f in found("wajib", "softcopy", cells)] == ["Softcopy"]


@pytest.mark.parametrize("value", ["ada", 0, 5.5, False, date(2026, 1, 1)])
def test_wajib_is_content_with_any_value(value: Value) -> None:
    assert found("wajib", "softcopy", {"softcopy": value}) == []


def test_pilihan_takes_its_choices_from_the_list_of_the_column() -> None:
    assert found("pilihan", "tahap", {"tahap": "sudah dilakukan"}) == []
    one = found("pilihan", "tahap", {"tahap": "Kelak"})
    assert one[0].fakta["pilihan"] == "Sudah dilakukan, Sedang dikerjakan, Direncanakan"


def test_pilihan_may_bring_its_own_choices() -> None:
    assert found("pilihan", "tahap", {"tahap": "kelak"}, pilihan=["Kelak"]) == []


def test_urutan_reports_the_later_date_that_comes_first() -> None:
    cells = {"mulai": datetime(2026, 10, 2, 9), "selesai": date(2026, 10, 1)}
    one = found("urutan", "selesai", cells, tabel="tblLangkah", sesudah="mulai")
    assert one[0].fakta == {"tanggal": "01/10/2026", "pembanding": "02/10/2026", "kolom_pembanding": "Mulai"}


@pytest.mark.parametrize("selesai", [None, "besok", date(2026, 10, 2), "3 Oktober 2026"])
def test_urutan_is_silent_without_two_dates_in_disorder(selesai: Value) -> None:
    cells = {"mulai": date(2026, 10, 2), "selesai": selesai}
    assert found("urutan", "selesai", cells, tabel="tblLangkah", sesudah="mulai") == []


def tenggat(today: date, mulai: date = date(2021, 12, 31), **cells: Value) -> list[Finding]:
    row = {**AKHIR, "terhitung_mulai": mulai, **cells}
    return found("tenggat_sebelum_akhir", "batas_ubah", row, today, hari_kerja=30)


@pytest.mark.parametrize(
    ("today", "tingkat"),
    [
        (date(2026, 11, 17), []),
        (date(2026, 11, 18), ["peringatan"]),
        (date(2026, 11, 19), ["galat"]),
        (date(2026, 12, 31), ["galat"]),
        (date(2027, 1, 1), []),
    ],
)
def test_thirty_working_days_before_31_december_2026_under_both_calendars(
    today: date, tingkat: list[str]
) -> None:
    assert [f.tingkat for f in tenggat(today)] == tingkat


def test_a_deadline_names_both_calendars() -> None:
    facts = tenggat(date(2026, 11, 19))[0].fakta
    assert (facts["akhir"], facts["batas"], facts["batas_lain"]) == ("31/12/2026", "17/11/2026", "18/11/2026")


def test_a_public_row_has_no_end_to_be_late_for() -> None:
    assert tenggat(date(2026, 12, 1), klasifikasi="Setiap Saat") == []


def test_a_decision_to_open_ends_the_reminder() -> None:
    end = {
        "jangka_waktu": "5 tahun",
        "terhitung_mulai": date(2021, 12, 18),
        "akhir_pengecualian": "",
        "tanda": "",
    }
    late = clean_workbook().put("tblRekap", "tertutup", end)
    opened = late.put(
        "tblUji",
        "kedua",
        {"id_informasi": "INF-2026-0001", "putaran": 2, "hasil": "Dibuka", "id_keputusan": "LK-9"},
    )
    undecided = late.put(
        "tblUji", "kedua", {"id_informasi": "INF-2026-0001", "putaran": 2, "hasil": "Dibuka"}
    )
    assert [
        any(f.pesan == "R16.lewat_batas" for f in judge(one.book())) for one in (late, opened, undecided)
    ] == [True, False, True]


def test_paling_lama_counts_months_to_the_day() -> None:
    edge = {"diverifikasi_pada": date(2026, 5, 20)}
    before = {"diverifikasi_pada": date(2026, 5, 19)}
    assert found("paling_lama", "diverifikasi_pada", edge, bulan=6) == []
    assert found("paling_lama", "diverifikasi_pada", before, bulan=6)[0].fakta == {
        "tanggal": "19/05/2026",
        "bulan": "6",
    }


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2028, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 3, 15), 6, date(2025, 9, 15)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
        (date(1, 1, 1), 6, date.min),
    ],
)
def test_months_before_keeps_within_the_month(day: date, months: int, earlier: date) -> None:
    assert months_before(day, months) == earlier


@pytest.mark.parametrize(
    ("text", "frasa"),
    [
        ("Surat Keputusan Kepala Dinas", "surat keputusan"),
        ("surat-keputusan", "surat keputusan"),
        ("Surat keputusannya", ""),
        ("Rancangan Surat Keputusan", ""),
        ("", ""),
    ],
)
def test_memuat_finds_whole_words_and_spares_the_exceptions(text: str, frasa: str) -> None:
    one = found("memuat", "judul_informasi", {"judul_informasi": text or None, "status": "x"},
                frasa=["surat keputusan"], kecuali=["rancangan"])  # fmt: skip
    assert [f.fakta["frasa"] for f in one] == ([frasa] if frasa else [])


def test_memuat_may_look_at_the_first_words_only() -> None:
    assert (
        found(
            "memuat", "judul_informasi", {"judul_informasi": "Nanti dibuka"}, frasa=["dibuka"], di_awal=True
        )
        == []
    )


def test_kata_minimal_counts_words_of_a_filled_cell() -> None:
    one = found(
        "kata_minimal", ["softcopy", "status"], {"softcopy": "dua kata", "status": ""}, kata_minimal=3
    )
    assert [(f.kolom, f.fakta["jumlah"]) for f in one] == [("Softcopy", "2")]


def messages(
    *cells: Mapping[str, Value], today: date = HARI_INI, name: str = "tblRekap"
) -> set[tuple[str, str]]:
    return {(f.sel, f.pesan) for f in judge(book({name: cells}), today)}


CLOSED = {
    "judul_informasi": "Daftar Gaji 2026",
    "unit_penguasa": "Sekretariat",
    "klasifikasi": "Dikecualikan",
    "id": "INF-1",
}
OPEN = {
    "judul_informasi": "DAFTAR GAJI, 2026",
    "unit_penguasa": "sekretariat",
    "klasifikasi": "Setiap Saat",
    "id": "INF-2",
}


def test_public_and_excluded_at_once_is_shown_at_both_rows() -> None:
    assert {("K5", "R24"), ("K6", "R24")} <= messages(CLOSED, OPEN)


@pytest.mark.parametrize(
    ("versi", "bagian", "clash"),
    [
        ("INF-1", "Seluruh dokumen", False),
        ("inf-1", "", False),
        ("INF-9", "kolom nama", False),
        ("INF-9", "Seluruh dokumen", True),
        ("", "kolom nama", True),
    ],
)
def test_a_redacted_copy_is_no_clash(versi: str, bagian: str, clash: bool) -> None:
    found = messages({**CLOSED, "bagian_yang_ditutup": bagian}, {**OPEN, "versi_publik_dari": versi})
    assert (("K5", "R24") in found, ("K6", "R24") in found) == (clash, clash)


def test_the_same_title_in_another_unit_is_no_duplicate() -> None:
    assert not {m for _, m in messages(CLOSED, {**CLOSED, "unit_penguasa": "Bidang Lain"})} & {"R28", "R24"}


def test_a_duplicate_names_the_other_cells_and_not_more_than_five() -> None:
    found = judge(book({"tblRekap": [{**CLOSED, "id": f"INF-{n}"} for n in range(8)]}))
    first = next(f for f in found if f.pesan == "R28")
    assert first.fakta["lain"].startswith("Rekap!D6 (INF-1), Rekap!D7 (INF-2)")
    assert first.fakta["lain"].endswith(", dan lainnya")


def typed_end(end: Value, tanda: str = "", jangka: str = "5 tahun") -> set[str]:
    row = {
        **CLOSED,
        "jangka_waktu": jangka,
        "terhitung_mulai": date(2026, 11, 2),
        "akhir_pengecualian": end,
        "tanda": tanda,
    }
    return {m for _, m in messages(row) if m.startswith("R15")}


def test_a_typed_end_that_is_right_is_fine() -> None:
    assert typed_end(date(2031, 11, 2)) == set()


def test_a_typed_end_that_is_wrong_is_reported() -> None:
    assert typed_end("3 November 2031", "|G:Judul|A:2031-11-02|") == {"R15.akhir_diketik"}


def test_an_end_the_tool_wrote_earlier_is_merely_stale() -> None:
    assert typed_end(date(2030, 11, 2), "|G:Jangka Waktu|A:2030-11-02|") == set()


def test_an_end_that_no_period_leads_to_is_a_warning() -> None:
    assert typed_end(date(2030, 11, 2), jangka="sampai seleksi selesai") == {"R15.akhir_tanpa_dasar"}


def agenda(**second: Value) -> set[str]:
    first = {
        "arah": "Keluar",
        "jenis": "Nota Dinas",
        "nomor": "870/27",
        "tanggal": date(2026, 3, 1),
        "dari_kepada": "A",
    }
    return {m for _, m in messages(first, {**first, **second}, name="tblAgenda")}


@pytest.mark.parametrize(
    ("second", "twice"),
    [
        ({}, True),
        ({"nomor": "870 / 27"}, True),
        ({"tanggal": date(2027, 3, 1)}, False),
        ({"jenis": "Undangan"}, False),
        ({"arah": "Masuk"}, False),
        ({"nomor": "0870/27"}, False),
    ],
)
def test_a_number_is_used_once_in_a_year_and_kind(second: dict[str, Value], twice: bool) -> None:
    assert ("R41.nomor_ganda" in agenda(**second)) is twice


def test_two_senders_may_use_the_same_number() -> None:
    first = {"arah": "Masuk", "jenis": "Surat", "nomor": "1/2026", "tanggal": date(2026, 3, 1)}
    same, other = {**first, "dari_kepada": "Dinas A"}, {**first, "dari_kepada": "Dinas B"}
    assert "R41.nomor_ganda" not in {m for _, m in messages(same, other, name="tblAgenda")}
    assert "R41.nomor_ganda" in {m for _, m in messages(same, same, name="tblAgenda")}


def test_a_number_still_to_be_filled_in_is_not_compared() -> None:
    assert "R41.nomor_ganda" not in agenda(nomor="870/.../BKD") | messages(
        {"nomor": "870/ ... /BKD"}, {"nomor": "870/ ... /BKD"}, name="tblAgenda"
    )


@pytest.mark.parametrize("text", ["IX", "V", "XVII", "Gol. VII", "golongan XI"])
def test_the_golongan_of_pppk_is_left_alone(text: str) -> None:
    assert not {m for _, m in messages({"kode": "A", "nama": "A", "pangkat_gol": text}, name="tblPejabat")}


@pytest.mark.parametrize("name", ["Prof. Siti Aminah", "Siti Aminah, S.Sos.", "Siti Aminah, SE"])
def test_a_degree_in_the_name_is_advised_against(name: str) -> None:
    assert "R40" in {m for _, m in messages({"nama": name}, name="tblPejabat")}


@pytest.mark.parametrize("name", ["Siti Aminah", "H. Abdul Muis", "A. Rahman", "Ni Luh Putu"])
def test_a_name_without_degree_is_fine(name: str) -> None:
    assert "R40" not in {m for _, m in messages({"nama": name}, name="tblPejabat")}


@pytest.mark.parametrize(
    "value", ["26 Oktober 2026 09.00", "26/10/2026 pukul 09:00 WIB", datetime(2026, 10, 26, 9)]
)
def test_a_time_of_day_behind_a_date_does_no_harm(value: Value) -> None:
    assert not {m for _, m in messages({"kegiatan": "1", "mulai": value}, name="tblLangkah")}


def test_huruf_g_or_h_without_limit_is_fine_with_the_condition_of_the_law() -> None:
    row = {**CLOSED, "dasar_hukum": "Pasal 17 huruf h angka 3 UU 14/2008"}
    plain = messages({**row, "jangka_waktu": "Tidak terbatas"})
    condition = messages(
        {**row, "jangka_waktu": "Tidak terbatas, kecuali ada persetujuan tertulis dari yang bersangkutan"}
    )
    assert ("Q5", "R14") in plain
    assert ("Q5", "R14") not in condition


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Pasal 17 huruf h UU 14/2008", False),
        ("Pasal 17 huruf h UU Nomor 14 Tahun 2008 tentang Keterbukaan Infomasi Publik", False),
        ("UU 14 Tahun 2009 tentang Keterbukaan Informasi Publik", True),
        ("UU 14 Tahun 2005 tentang Guru dan Dosen", False),
        ("Pasal 17 huruf h UU 14/2018", True),
        ("Pasal 44 UU 14/2005", False),
        ("PP 60/2010 tentang Pelaksanaan Undang-Undang Nomor 14 Tahun 2008", True),
    ],
)
def test_a_number_is_wrong_only_when_title_or_article_say_so(text: str, wrong: bool) -> None:
    found = {m for _, m in messages({**CLOSED, "dasar_hukum": text})}
    assert ("R08.nomor_salah" in found) is wrong


def test_acceptance_survives_changed_line_ends() -> None:
    row = accepted(
        {**CLOSED, "dasar_hukum": "UU 14/2008 Pasal 17 huruf h angka 3.", "jangka_waktu": "5 tahun"}
    )
    changed = {**row, "usulan": str(row["usulan"]).replace("\n", "\r\n")}
    assert not {m for _, m in messages(changed) if m.startswith("usulan")}
