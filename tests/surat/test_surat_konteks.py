from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from contoh_surat import (
    ATASAN,
    KETUA_PPID,
    KOLOM,
    RAPAT,
    make_bahan,
    make_daftar,
    make_full,
    make_persetujuan,
    make_row,
    make_rows,
    make_uji,
)

from ppid_xl.errors import ConfigError
from ppid_xl.model import BadCell
from ppid_xl.surat.jenis import load_jenis
from ppid_xl.surat.konteks import Baris, Beda, Langkah, Orang, Putusan, Surat, build_context
from ppid_xl.surat.konteks.rows import NO_UNIT, group_rows, row_values
from ppid_xl.surat.konteks.value import closed_list, counted, value_text
from ppid_xl.surat.signature import DOTTED_DAY, DOTTED_LINE, Signer, full_name, jabatan_lines, signature_block

TOKEN = "${nomor_naskah}"


def ids(found: list[Baris]) -> list[str]:
    return [one.row.text("id") for one in found]


def groups(rows) -> list[tuple[str, list[Baris]]]:
    return group_rows([Baris(row) for row in rows])


def test_units_stand_in_the_order_they_first_appear():
    rows = [make_row(1, unit_penguasa="B"), make_row(2, unit_penguasa="A"), make_row(3, unit_penguasa="B")]
    assert [unit for unit, _ in groups(rows)] == ["B", "A"]


def test_units_that_differ_in_case_and_blanks_are_one():
    rows = [make_row(1, unit_penguasa="Bidang  Mutasi"), make_row(2, unit_penguasa=" bidang mutasi ")]
    assert [unit for unit, _ in groups(rows)] == ["Bidang Mutasi"]


def test_a_row_without_unit_is_grouped_under_words_that_say_so():
    assert groups([make_row(1, unit_penguasa=None)])[0][0] == NO_UNIT


def test_within_a_unit_the_nearest_end_comes_first_and_no_end_last():
    ends = [None, date(2031, 1, 1), date(2027, 1, 1), None]
    rows = [make_row(n, unit_penguasa="A", akhir_pengecualian=end) for n, end in enumerate(ends, 1)]
    assert ids(groups(rows)[0][1]) == ["INF-2026-0003", "INF-2026-0002", "INF-2026-0001", "INF-2026-0004"]


def test_rows_with_the_same_end_keep_their_order():
    same = date(2030, 5, 1)
    rows = [make_row(n, unit_penguasa="A", akhir_pengecualian=same) for n in (4, 2, 9)]
    assert ids(groups(rows)[0][1]) == ["INF-2026-0004", "INF-2026-0002", "INF-2026-0009"]


def test_a_date_and_a_moment_of_the_same_kind_sort_together():
    rows = [
        make_row(1, unit_penguasa="A", akhir_pengecualian=datetime(2031, 1, 1, 8)),
        make_row(2, unit_penguasa="A", akhir_pengecualian=date(2030, 1, 1)),
    ]
    assert ids(groups(rows)[0][1]) == ["INF-2026-0002", "INF-2026-0001"]


def test_rows_are_numbered_through_all_units():
    context = make_daftar(make_rows(5))
    assert [row["nomor"] for row in context["daftar"]] == [1, 2, 3, 4, 5]
    assert [row["nomor"] for group in context["per_unit"] for row in group["baris"]] == [1, 2, 3, 4, 5]


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
    values = row_values(Baris(make_row(1, dasar_hukum=None, bagian_yang_ditutup=None)), KOLOM)
    assert (values["dasar_hukum"], values["bagian_yang_ditutup"]) == ("-", "")


def test_counts_are_given_in_figures_and_words():
    assert counted(80) == "80 (delapan puluh)"


def test_the_letter_counts_what_was_never_tested():
    context = make_persetujuan(make_rows(8))
    assert context["jumlah_belum_diuji"] == "2 (dua)"
    assert context["jumlah_diuji"] == "6 (enam)"
    assert context["ada_belum_diuji"] is True


def test_an_earlier_round_does_not_count_as_tested():
    tested = replace(make_uji(1), sekarang=False)
    context = make_persetujuan(make_rows(1), putusan={"INF-2026-0001": (tested, Putusan())})
    assert context["daftar"][0]["uji"]["nomor"] == "belum diuji ulang"
    assert context["jumlah_belum_diuji"] == "1 (satu)"


def test_a_postponed_test_is_no_test_yet():
    postponed = replace(make_uji(1), hasil="Ditunda")
    context = make_persetujuan(make_rows(1), putusan={"INF-2026-0001": (postponed, Putusan())})
    assert context["daftar"][0]["uji"]["nomor"] == "belum diuji"
    assert context["daftar"][0]["uji"]["hasil"] == "Ditunda"
    assert (context["ada_diuji"], context["jumlah_belum_diuji"]) == (False, "1 (satu)")
    assert context["hasil_uji"] == []


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
    assert context["surat"]["tanggal"] == f"{DOTTED_DAY} 2026"


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
    assert signature_block(Signer(ATASAN))["nip"] == "NIP. 19750101 200001 2 999"


def test_an_acting_head_of_region_has_no_title_rank_or_nip():
    block = signature_block(Signer({**ATASAN, "status": "Pj.", "jabatan": "Bupati Contoh"}))
    assert (block["nama"], block["pangkat"], block["nip"]) == ("Contoh Utami", "", "")


def test_an_unknown_signer_gets_dotted_lines():
    block = signature_block(Signer())
    assert (block["nama"], block["jabatan"], block["nip"]) == (DOTTED_LINE, [f"{DOTTED_LINE},"], "")


def test_a_mandate_prints_its_giver_and_the_post_between():
    signer = Signer(KETUA_PPID, atas_nama="Gubernur Contoh", between="Sekretaris Daerah")
    assert signature_block(signer)["jabatan"][:3] == ["a.n. GUBERNUR CONTOH", "SEKRETARIS DAERAH", "u.b."]


def test_the_post_on_one_line_keeps_its_acting_form():
    block = signature_block(Signer({**ATASAN, "status": "Plt."}))
    assert block["jabatan_sebaris"] == "Plt. Kepala Badan Kepegawaian Daerah Provinsi Contoh"


def test_the_context_of_the_same_rows_is_the_same():
    assert make_persetujuan(make_rows(4)) == make_persetujuan(make_rows(4))


def blanks(value: object, place: str = "") -> list[str]:
    """Return where a value is that no template may show."""
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in blanks(inner, f"{place}.{key}")]
    if isinstance(value, list):
        return [found for inner in value for found in blanks(inner, f"{place}[]")]
    return [] if isinstance(value, str | bool | int) else [place]


@pytest.mark.parametrize("options", [{}, {"baris": ()}], ids=["rows", "no rows"])
def test_every_value_is_text_even_when_nothing_is_known(options):
    context = build_context(make_bahan("lembar-uji", make_rows(3), **options))
    assert [place for place in blanks(context) if place != ".properti.waktu"] == []


def test_the_shape_does_not_depend_on_the_kind():
    first, *others = [set(make_full(kind, make_rows(2))) for kind in ("bukti", "lembar-uji", "nota-dinas")]
    assert all(first == other for other in others)


def test_a_row_has_every_visible_column():
    row = make_daftar(make_rows(1))["daftar"][0]
    assert {column.kunci for column in KOLOM if not column.tersembunyi} <= set(row)


def test_a_public_row_says_which_of_its_elements_are_blank():
    row = make_row(1, klasifikasi="Berkala", ringkasan_isi=None, dasar_hukum=None)
    values = row_values(Baris(row), KOLOM)
    assert (values["ringkasan_isi"], values["penanggung_jawab"], values["dasar_hukum"]) == ("-", "-", "")


def test_an_act_gives_day_hours_and_people():
    langkah = make_full("berita-acara-uji", make_rows(1))["langkah"]
    assert langkah["terbilang"].startswith("hari ini, Selasa, tanggal sepuluh bulan Februari tahun dua ribu")
    assert (langkah["pukul_mulai"], langkah["pukul_selesai"]) == ("09.00", "12.30")
    assert [one["nomor"] for one in langkah["peserta"]] == [1, 2]


def test_without_an_act_there_are_dotted_lines():
    langkah = build_context(make_bahan("lembar-uji", make_rows(1)))["langkah"]
    assert langkah["ada"] is False
    assert {langkah[key] for key in ("tanggal", "hari", "tempat", "pukul_mulai")} == {DOTTED_LINE}


def test_an_act_without_hours_leaves_them_dotted():
    act = Langkah("LK-2026-0001", "Uji konsekuensi", mulai=datetime(2026, 2, 10), oleh=Orang("Contoh"))
    langkah = build_context(make_bahan("lembar-uji", make_rows(1), langkah=act))["langkah"]
    assert (langkah["tanggal"], langkah["pukul_mulai"]) == ("10 Februari 2026", DOTTED_LINE)


def test_the_reasons_of_a_return_are_those_of_its_act():
    act = replace(RAPAT, catatan="Pasal belum disebut\nJangka waktu belum jelas")
    context = build_context(make_bahan("pengembalian", make_rows(1), langkah=act))
    assert context["alasan"] == ["Pasal belum disebut;", "Jangka waktu belum jelas."]


def test_a_head_takes_what_the_kind_says_when_nothing_is_given():
    head = build_context(make_bahan("nota-dinas", make_rows(1)))["surat"]
    assert (head["hal"], head["tujuan"]) == (
        "Penyampaian Rekapitulasi Informasi untuk Disetujui",
        "Atasan PPID",
    )
    given = Surat(hal="Hal lain", tujuan="Kepala Badan")
    head = build_context(make_bahan("nota-dinas", make_rows(1), surat=given))["surat"]
    assert (head["hal"], head["tujuan"]) == ("Hal lain", "Kepala Badan")


def test_a_place_that_is_not_set_is_dotted():
    assert build_context(make_bahan("bukti", make_rows(1), pengaturan={}))["tempat"] == DOTTED_LINE


def test_public_rows_are_grouped_by_class_and_numbered_through():
    rows = [make_row(n, klasifikasi=name) for n, name in enumerate(("Setiap Saat", "Berkala", "Berkala"), 1)]
    found = build_context(make_bahan("daftar-informasi-publik", rows))["per_klasifikasi"]
    assert [(group["klasifikasi"], [row["nomor"] for row in group["baris"]]) for group in found] == [
        ("Berkala", [1, 2]),
        ("Setiap Saat", [3]),
    ]


def test_units_without_rows_are_named_when_asked():
    rows = [make_row(1, unit_penguasa="Sekretariat")]
    found = build_context(make_bahan("nota-permintaan-data", rows, units=["sekretariat", "Bidang Baru"]))
    assert [(group["unit"], group["jumlah"]) for group in found["per_unit"]] == [
        ("Sekretariat", "1 (satu)"),
        ("Bidang Baru", "0 (nol)"),
    ]


def test_a_summary_shows_a_few_rows_of_each_change_and_counts_the_rest():
    beda = (Beda("Jangka Waktu", "", "5 tahun " * 40),)
    baris = [Baris(row, perubahan="berubah", beda=beda) for row in make_rows(30)]
    found = {
        group["nama"]: group for group in build_context(make_bahan("ringkasan", [], baris=baris))["perubahan"]
    }
    changed = found["Berubah"]
    assert (changed["jumlah"], len(changed["baris"])) == ("30 (tiga puluh)", 8)
    assert changed["lainnya"] == "dan 22 (dua puluh dua) informasi lain"
    assert changed["baris"][0]["beda"][0]["sebelum"] == "-"
    assert len(changed["baris"][0]["beda"][0]["sesudah"]) <= 46
    assert found["Baru"]["ada"] is False


def test_a_summary_shows_what_was_opened_before_what_is_new():
    kinds = ["baru"] * 20 + ["berubah"] * 5 + ["dibuka"] * 4 + ["diperpanjang"]
    baris = [Baris(row, perubahan=kind) for row, kind in zip(make_rows(30), kinds, strict=True)]
    found = build_context(make_bahan("ringkasan", [], baris=baris))["perubahan"]
    assert {group["nama"]: len(group["baris"]) for group in found} == {
        "Baru": 2,
        "Berubah": 2,
        "Dibuka": 3,
        "Diperpanjang": 1,
    }


@pytest.mark.parametrize(
    ("line", "kode", "fact"),
    [
        ("galat_menahan = true", "kunci-tidak-dikenal", ("terdekat", "galat_menghentikan")),
        ('baris = "rahasia"', "isi-tidak-dikenal", ("kunci", "baris")),
        ('surat_dinas = "ya"', "isi-tidak-dikenal", ("kunci", "surat_dinas")),
        ('penanda_tangan = "PPID"', "isi-tidak-dikenal", ("kunci", "penanda_tangan")),
    ],
)
def test_a_kind_with_a_mistake_is_named_with_its_key(tmp_path, line, kode, fact):
    good = {"judul": '"J"', "hal": '"H"', "baris": '"semua"', "penanda_tangan": '["PPID"]', "sumber": '"S"'}
    good.pop(line.split(" ")[0], None)
    path = tmp_path / "surat.toml"
    lines = [*(f"{key} = {value}" for key, value in good.items()), line]
    path.write_text("[jenis.x]\n" + "\n".join(lines), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_jenis(path)
    assert (caught.value.kode, caught.value.fakta[fact[0]]) == (kode, fact[1])


def test_a_kind_without_a_key_it_needs_is_refused(tmp_path):
    path = tmp_path / "surat.toml"
    path.write_text('[jenis.x]\njudul = "J"', encoding="utf-8")
    with pytest.raises(ConfigError, match="kunci-kurang"):
        load_jenis(path)
