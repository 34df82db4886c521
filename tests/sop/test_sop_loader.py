"""An SOP of a sixth office is a file, and a mistake in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppid_xl.bawaan import sop_dir
from ppid_xl.cli.groups import GROUPS
from ppid_xl.errors import ConfigError
from ppid_xl.messages import error_sentences, sentence
from ppid_xl.sop import Known, available, describe, find_sop, load_sop, plain
from ppid_xl.sop.model import PERINTAH

NASKAH = """
PEMERINTAH KOTA CONTOH\tNomor SOP\t10/SOP/DISHUB/2026
<b>DINAS   PERHUBUNGAN</b>\tDisahkan Oleh\tKepala Dinas Perhubungan
Nama SOP\tPengujian <i>Konsekuensi</i>
No\tKegiatan\tPetugas\tAtasan
1\tMencatat informasi beserta dasar
hukumnya\tFormulir\t2 Jam\tDaftar
"""
SUMBER = 'sumber = "sumber/dishub-contoh-2026.txt"'
SOP = """
[sop]
nomor = "10/SOP/DISHUB/2026"
nama = "Pengujian Konsekuensi"
instansi = "PEMERINTAH KOTA CONTOH"
unit = "DINAS PERHUBUNGAN"
disahkan_oleh = "Kepala Dinas Perhubungan"
sumber = "sumber/dishub-contoh-2026.txt"
pelaksana = ["Petugas", "Atasan"]
[kolom]
tersembunyi = ["tahap"]
[[kegiatan]]
nomor = 1
uraian = "Mencatat informasi beserta dasar hukumnya"
kelengkapan = "Formulir"
waktu = "2 Jam"
output = "Daftar"
pelaksana = ["Petugas"]
tafsir = true
cara = "perintah"
perintah = "ppid impor"
bukti = "Baris di tblRekap."
[[aturan]]
kode = "dasar"
kegiatan = 1
kata = "wajib"
kolom = "dasar_hukum"
tingkat = "galat"
kutipan = "beserta dasar hukumnya"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder sop/ beside a workbook, holding a sixth SOP."""
    (tmp_path / "sumber").mkdir()
    (tmp_path / "sumber" / "dishub-contoh-2026.txt").write_text(NASKAH, encoding="utf-8")
    (tmp_path / "dishub-contoh-2026.toml").write_text(SOP, encoding="utf-8")
    return tmp_path


def refusal(folder: Path, old: str, new: str, **options: object) -> ConfigError:
    assert old in SOP
    path = folder / "dishub-contoh-2026.toml"
    path.write_text(SOP.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_sop(path, **options)  # type: ignore[arg-type]
    return caught.value


def test_a_sixth_sop_in_a_folder_works_without_code(folder: Path) -> None:
    sop = find_sop("dishub-contoh-2026", [sop_dir(), folder], check_quotes=True)
    assert sop.aturan[0].kolom == ("dasar_hukum",)
    assert len(describe([find_sop(kode, [sop_dir(), folder]) for kode in available(sop_dir(), folder)])) == 6


def test_another_body_must_be_a_list_and_stand_in_the_source(folder: Path) -> None:
    place = 'pelaksana = ["Petugas", "Atasan"]'
    wrong = refusal(folder, place, f'{place}\nbadan_lain = "Dinas Lain"')
    assert wrong.kode == "sop-jenis-isi"
    absent = refusal(folder, place, f'{place}\nbadan_lain = ["Dinas Lain"]')
    assert (absent.kode, absent.fakta["tempat"]) == ("sop-teks-tidak-ditemukan", "sop, badan_lain")


def test_an_sop_beside_the_workbook_beats_the_shipped_one(folder: Path) -> None:
    own = folder / "kesra-kalbar-2021.toml"
    own.write_text(SOP, encoding="utf-8")
    assert available(sop_dir(), folder)["kesra-kalbar-2021"] == own
    assert find_sop("kesra-kalbar-2021", [sop_dir(), folder]).nomor == "10/SOP/DISHUB/2026"


def test_a_folder_that_does_not_exist_is_no_sop(tmp_path: Path) -> None:
    assert available(tmp_path / "sop") == {}


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(ConfigError) as caught:
        find_sop("disperindag-kalbar-2021", [sop_dir()])
    assert (caught.value.kode, caught.value.fakta["terdekat"]) == (
        "sop-tidak-dikenal",
        "disperindag-kalbar-2020",
    )


def test_an_unknown_code_in_capitals_names_the_nearest() -> None:
    with pytest.raises(ConfigError) as caught:
        find_sop("BKD-KALTENG-25", [sop_dir()])
    assert caught.value.fakta["terdekat"] == "bkd-kalteng-2025"


@pytest.mark.parametrize("kode", ["x", "zzz", "sop-kantor", "dinas-kesehatan-aceh-2019", "123"])
def test_a_code_unlike_every_other_is_guessed_to_be_none(kode: str) -> None:
    with pytest.raises(ConfigError) as caught:
        find_sop(kode, [sop_dir()])
    told = sentence(caught.value)
    assert caught.value.kode == "sop-tidak-ada"
    assert "maksudnya" not in told
    assert all(known in told for known in available(sop_dir()))


@pytest.mark.parametrize(
    ("old", "new", "kunci", "terdekat", "tempat"),
    [
        ("instansi =", "instnasi =", "instnasi", "instansi", "sop"),
        ("tersembunyi =", "sembunyi =", "sembunyi", "tersembunyi", "kolom"),
        ("uraian =", "urain =", "urain", "uraian", "kegiatan 1"),
        ("kutipan =", "kutiapn =", "kutiapn", "kutipan", "aturan dasar"),
        ("[[aturan]]", "[[atruan]]", "atruan", "aturan", "berkas"),
        ("[sop]", "[sop]\nkode = \"x\"", "kode", "", "sop"),
    ],
)  # fmt: skip
def test_an_unknown_key_names_file_key_and_nearest(
    folder: Path, old: str, new: str, kunci: str, terdekat: str, tempat: str
) -> None:
    error = refusal(folder, old, new)
    assert (error.kode, error.fakta["kunci"], error.fakta["tempat"]) == ("kunci-tidak-dikenal", kunci, tempat)
    assert error.fakta["berkas"].endswith("dishub-contoh-2026.toml")
    assert not terdekat or error.fakta["terdekat"] == terdekat


@pytest.mark.parametrize(
    ("old", "new", "kode"),
    [
        ('bukti = "Baris di tblRekap."\n', "", "kunci-kurang"),
        ('cara = "perintah"', 'cara = "sendiri"', "isi-tidak-dikenal"),
        ('tingkat = "galat"', 'tingkat = "fatal"', "isi-tidak-dikenal"),
        ('perintah = "ppid impor"', 'perintah = "ppid ipmor"', "isi-tidak-dikenal"),
        ('perintah = "ppid impor"', 'perintah = "rm -rf /"', "isi-tidak-dikenal"),
        ('pelaksana = ["Petugas"]', 'pelaksana = ["Petuga"]', "sop-pelaksana-tidak-dikenal"),
        ('kutipan = "beserta dasar hukumnya"', "", "sop-aturan-tanpa-dasar"),
        ('kutipan = "beserta dasar hukumnya"', 'tafsir = "dibaca begitu"', "sop-galat-tanpa-kutipan"),
        ('tingkat = "galat"', 'tingkat = "galat"\ntafsir = "dibaca begitu"', "sop-galat-tanpa-kutipan"),
        ("kegiatan = 1\nkata", "kegiatan = 2\nkata", "sop-kegiatan-tidak-ada"),
        ('kolom = "dasar_hukum"', 'kolom = ["dasar_hukum", "tahap"]', "sop-kolom-tersembunyi"),
        ("nomor = 1", 'nomor = "1"', "sop-jenis-isi"),
        ("tafsir = true", 'tafsir = "ya"', "sop-jenis-isi"),
        ('nama = "Pengujian Konsekuensi"', "nama = 7", "sop-jenis-isi"),
        ('["Petugas", "Atasan"]', '"Petugas"', "sop-jenis-isi"),
        ('["Petugas", "Atasan"]', '["Petugas", 2]', "sop-jenis-isi"),
        ('kata = "wajib"', 'kata = "wajib"\nbila = { klasifikasi = [1] }', "sop-jenis-isi"),
        ("[[kegiatan]]", "[kegiatan]", "sop-jenis-isi"),
        ("[kolom]", '[tujuan]\npersetujuan = "Ketua"\n[kolom]', "sop-pelaksana-tidak-dikenal"),
        ("[kolom]", "[tujuan]\npersetujuan = 2\n[kolom]", "sop-jenis-isi"),
    ],
)
def test_a_mistake_is_refused_by_its_name(folder: Path, old: str, new: str, kode: str) -> None:
    assert refusal(folder, old, new, check_quotes=False).kode == kode


def test_a_letter_that_there_is_not_is_refused(folder: Path) -> None:
    error = refusal(
        folder, "[kolom]", '[tujuan]\npersetujan = "Atasan"\n[kolom]', known=Known(letters=("persetujuan",))
    )
    assert (error.kode, error.fakta["isi"]) == ("isi-tidak-dikenal", "persetujan")


def test_two_kegiatan_with_one_number_are_refused(folder: Path) -> None:
    step = SOP[SOP.index("[[kegiatan]]") : SOP.index("[[aturan]]")]
    error = refusal(folder, "[[aturan]]", step + "[[aturan]]")
    assert (error.kode, error.fakta["bagian"], error.fakta["kunci"]) == ("sop-ganda", "kegiatan", "1")


def test_two_rules_with_one_code_are_refused(folder: Path) -> None:
    rule = SOP[SOP.index("[[aturan]]") :]
    assert refusal(folder, "[[aturan]]", rule + "[[aturan]]").fakta["bagian"] == "aturan"


def test_an_sop_without_kegiatan_is_refused(folder: Path) -> None:
    error = refusal(folder, SOP[SOP.index("[[kegiatan]]") :], "")
    assert (error.kode, error.fakta["kunci"]) == ("kunci-kurang", "[[kegiatan]]")


def test_an_unknown_rule_word_names_the_nearest(folder: Path) -> None:
    error = refusal(folder, 'kata = "wajib"', 'kata = "wajid"', known=Known(words=("pilihan", "wajib")))
    assert (error.kode, error.fakta["kata"], error.fakta["terdekat"]) == (
        "kata-tidak-dikenal",
        "wajid",
        "wajib",
    )


@pytest.mark.parametrize("old", ['"dasar_hukum"', '"tahap"'])
def test_an_unknown_column_names_the_nearest(folder: Path, old: str) -> None:
    error = refusal(folder, old, old[:-1] + 'x"', known=Known(columns=("tahap", "dasar_hukum")))
    assert (error.kode, f'"{error.fakta["terdekat"]}"') == ("sop-kolom-tidak-dikenal", old)


def test_a_regulation_that_no_table_has_names_the_nearest(folder: Path) -> None:
    new = f'{SUMBER}\ndasar_hukum = [{{ teks = "Nama SOP", peraturan = "uu-14-2009" }}]'
    error = refusal(folder, SUMBER, new, known=Known(peraturan=("perki-1-2021", "uu-14-2008")))
    assert (error.kode, error.fakta["terdekat"]) == ("sop-peraturan-tidak-dikenal", "uu-14-2008")


def test_a_condition_that_no_row_can_meet_names_the_choices(folder: Path) -> None:
    new = 'kata = "wajib"\nbila = { klasifikasi = ["Rahasia"] }'
    error = refusal(
        folder, 'kata = "wajib"', new, known=Known(choices={"klasifikasi": ("Setiap Saat", "Dikecualikan")})
    )
    assert (error.kode, error.fakta["isi"], error.fakta["pilihan"]) == (
        "isi-tidak-dikenal",
        "Rahasia",
        "Setiap Saat, Dikecualikan",
    )


def test_a_kegiatan_without_its_number_is_named_by_its_words(folder: Path) -> None:
    error = refusal(folder, "nomor = 1\n", "")
    assert error.fakta["tempat"] == "kegiatan tanpa nomor (Mencatat informasi beserta dasar hukumny…)"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('nama = "Pengujian', "nama = Pengujian", "baris 4 (nama) tidak terbaca"),
        ('waktu = "2 Jam"', "waktu = 2026-02-31", "baris 16 (waktu) tidak terbaca"),
        ('waktu = "2 Jam"', 'uraian = "x"', "baris 16 (uraian) mengulang kunci yang sudah ada"),
        ('bukti = "Baris di tblRekap."', 'bukti = ["a"', "ada kurung atau tanda kutip yang belum ditutup"),
        ("Kepala Dinas", "K\udce9pala", "bukan teks UTF-8; simpan ulang sebagai UTF-8 di Notepad"),
    ],
)
def test_a_file_that_is_no_toml_is_told_by_its_line(folder: Path, old: str, new: str, said: str) -> None:
    path = folder / "dishub-contoh-2026.toml"
    path.write_bytes(SOP.replace(old, new).encode("utf-8", "surrogateescape"))
    with pytest.raises(ConfigError, match="toml-rusak") as caught:
        load_sop(path)
    assert caught.value.fakta["alasan"] == said


def test_every_command_that_a_kegiatan_may_name_is_a_word_of_the_command_line() -> None:
    words = {word for names in GROUPS.values() for word in names}
    assert {command.split()[1] for command in PERINTAH} <= words


def test_words_and_columns_are_not_judged_until_the_known_ones_are_given(folder: Path) -> None:
    path = folder / "dishub-contoh-2026.toml"
    path.write_text(SOP.replace('"wajib"', '"kelak"').replace('"tahap"', '"kelak"'), encoding="utf-8")
    assert load_sop(path).aturan[0].kata == "kelak"


@pytest.mark.parametrize(
    ("old", "new", "tempat"),
    [
        ('"beserta dasar hukumnya"', '"tanpa dasar hukumnya"', "aturan dasar, kutipan"),
        ('waktu = "2 Jam"', 'waktu = "3 Jam"', "kegiatan 1, waktu"),
        ('nomor = "10/', 'nomor = "11/', "sop, nomor"),
        ('output = "Daftar"', 'output = "Daftar baru"', "kegiatan 1, output"),
        ('["Petugas", "Atasan"]', '["Petugas", "Sekretaris"]', "sop, pelaksana"),
    ],
)
def test_a_text_that_the_source_does_not_print_is_named(
    folder: Path, old: str, new: str, tempat: str
) -> None:
    error = refusal(folder, old, new)
    assert (error.kode, error.fakta["tempat"]) == ("sop-teks-tidak-ditemukan", tempat)


def test_a_missing_source_text_is_refused_only_when_quotations_are_checked(folder: Path) -> None:
    (folder / "sumber" / "dishub-contoh-2026.txt").unlink()
    path = folder / "dishub-contoh-2026.toml"
    assert load_sop(path, check_quotes=False).kode == "dishub-contoh-2026"
    with pytest.raises(ConfigError, match="sop-sumber-tidak-ada"):
        load_sop(path)


def test_a_source_that_is_not_text_is_refused(folder: Path) -> None:
    (folder / "sumber" / "dishub-contoh-2026.txt").write_bytes(b"%PDF-1.7\xff\xfe\x9c")
    with pytest.raises(ConfigError, match="sop-sumber-bukan-teks"):
        load_sop(folder / "dishub-contoh-2026.toml")


def test_tags_and_white_space_do_not_count_but_a_comparison_sign_does() -> None:
    assert (
        plain('<ol style="list-style-type: none">1.  Printer/\n<i>Scanner</i></ol> **tebal**')
        == "1. Printer/ Scanner tebal"
    )
    assert plain("a < 5 dan b > 3 &amp; c") == "a < 5 dan b > 3 & c"


def test_every_refusal_of_the_loader_has_its_sentence() -> None:
    sentences = error_sentences()
    code = "".join(
        (sop_dir() / name).read_text(encoding="utf-8") for name in ("loader.py", "checks.py", "quotes.py")
    )
    raised = {word for word in code.replace('"', " ").replace(",", " ").split() if word.startswith("sop-")}
    assert len(raised) == 16
    assert raised - sentences.keys() == set()
