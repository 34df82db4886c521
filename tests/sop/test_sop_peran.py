"""An office's own names for roles, and what the verdict on an SOP file no longer lets through."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from ppid_xl.bawaan import data_path, sop_dir
from ppid_xl.cli import main
from ppid_xl.errors import ConfigError
from ppid_xl.rules import SOP_WORDS
from ppid_xl.sop import (
    Aturan,
    Keadaan,
    Kegiatan,
    Known,
    Pembukaan,
    Penyimpanan,
    Persetujuan,
    Sop,
    load_sop,
    verdict_notes,
)

SHIPPED = "disperindag-kalbar-2020"
USUAL = ("PPID", "Atasan PPID", "Pimpinan Badan Publik")
LETTERS = ("nota-dinas", "persetujuan", "penetapan", "daftar-dikecualikan")
SETARA = """
[setara]
"Pimpinan Badan Publik" = "Tim Pertimbangan"
PPID = ["Ketua PPID", "Petugas PPID"]

[penanda_tangan]
penetapan = "Tim Pertimbangan"

[tujuan]"""


def load(folder: Path, old: str, new: str, kode: str = SHIPPED) -> Sop:
    text = (sop_dir() / f"{kode}.toml").read_text(encoding="utf-8")
    assert old in text
    path = folder / "kantor-baru.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_sop(
        path, check_quotes=False, known=Known(letters=LETTERS, roles=USUAL, required=("dasar_hukum",))
    )


def test_a_usual_role_is_followed_by_the_offices_own(tmp_path: Path) -> None:
    sop = load(tmp_path, "[tujuan]", SETARA)
    assert sop.own_roles(["PPID", "Kepala Badan"]) == ("PPID", "Ketua PPID", "Petugas PPID", "Kepala Badan")
    assert sop.penanda_tangan["penetapan"] == ("Tim Pertimbangan",)


def test_the_approval_of_an_opening_may_come_from_the_offices_own_role(tmp_path: Path) -> None:
    sop = load(tmp_path, "[tujuan]", SETARA)
    assert sop.pembukaan is not None
    assert sop.pembukaan.names("Tim Pertimbangan")
    assert not sop.pembukaan.names("Petugas PPID")


@pytest.mark.parametrize(
    ("old", "new", "kode", "fact"),
    [
        ("[tujuan]", '[setara]\nPPIT = "Ketua PPID"\n[tujuan]', "isi-tidak-dikenal", "PPIT"),
        ("[tujuan]", '[setara]\nPPID = "Ketua"\n[tujuan]', "sop-pelaksana-tidak-dikenal", "Ketua"),
        ("[tujuan]", '[setara]\nPPID = 3\n[tujuan]', "sop-jenis-isi", "PPID"),
        ("[tujuan]", '[penanda_tangan]\npenetapn = "Ketua PPID"\n[tujuan]', "isi-tidak-dikenal", "penetapn"),
        ("[tujuan]", '[penanda_tangan]\npenetapan = "Bupati"\n[tujuan]', "sop-pelaksana-tidak-dikenal", "Bupati"),
        ("[tujuan]", '[setar]\nPPID = "Ketua PPID"\n[tujuan]', "kunci-tidak-dikenal", "setar"),
        ('peran = "Pimpinan Badan Publik"', 'peran = "Pimpnan"', "sop-pelaksana-tidak-dikenal", "Pimpnan"),
        ('masuk = "sah"', 'masuk = "sah"\nsurat = ["penetapn"]', "isi-tidak-dikenal", "penetapn"),
        ('"ppid impor"', '"ppid surat penetapn"', "isi-tidak-dikenal", "penetapn"),
        ('["tahap", ', '["dasar_hukum", ', "sop-kolom-wajib-tersembunyi", "dasar_hukum"),
        (
            "# ---- persetujuan siapa",
            '[[persetujuan]]\nperan = "Ketua PPID"\nkegiatan = 2\ntafsir = "x"\n# ',
            "sop-ganda",
            "Ketua PPID",
        ),
    ],
)  # fmt: skip
def test_a_slip_is_refused_by_its_name(tmp_path: Path, old: str, new: str, kode: str, fact: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, old, new)
    assert caught.value.kode == kode
    assert fact in caught.value.fakta.values()


def test_days_of_storing_that_the_quotation_does_not_say_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, "hari_kerja = 2", "hari_kerja = 3", "bkd-kalteng-2025")
    assert caught.value.kode == "sop-hari-kerja-tidak-terkutip"


def test_a_number_that_sets_no_deadline_is_told(tmp_path: Path) -> None:
    (note,) = verdict_notes(load(tmp_path, 'waktu = "tentatif"', 'waktu = "2 x 24 jam"'))
    assert '"2 x 24 jam"' in note
    assert note.startswith("Kegiatan 4")


@pytest.mark.parametrize("command", ["ppid pantau", "ppid agenda --kirim"])
def test_a_command_that_records_no_kegiatan_is_told(tmp_path: Path, command: str) -> None:
    (note,) = verdict_notes(load(tmp_path, '"ppid berkas masuk"', f'"{command}"'))
    assert note.startswith(f"Kegiatan 4: {command} tidak")
    assert "ppid langkah --kegiatan 4" in note


@pytest.mark.parametrize(
    "command", ["ppid agenda", "ppid agenda --masuk", "ppid terima-ttd", "ppid tandatangani"]
)
def test_a_command_of_letters_records_its_own(tmp_path: Path, command: str) -> None:
    assert not verdict_notes(load(tmp_path, '"ppid berkas masuk"', f'"{command}"'))


WAJIB = 'kata = "wajib"\nkolom = "unit_penguasa"'


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('kata = "urutan"\nkolom = "unit_penguasa"', '"sesudah" belum ada'),
        ('kata = "paling_lama"\nkolom = "terhitung_mulai"', '"bulan" belum ada'),
        ('kata = "memuat"\nkolom = "unit_penguasa"', '"frasa" belum ada'),
        ('kata = "disetujui_bukan_pimpinan"\nkolom = "unit_penguasa"', "tidak dikenal"),
        ('kata = "bilangan"\nkolom = "unit_penguasa"', "tidak dikenal"),
        ('kata = "wajib"\nbulan = 3\nkolom = "unit_penguasa"', '"bulan" tidak dikenal'),
    ],
)
def test_a_rule_that_periksa_could_not_ask_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str, told: str
) -> None:
    assert judged(tmp_path, words) == 3
    assert told in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "words",
    [
        'kata = "kata_minimal"\nkata_minimal = 4\nkolom = "bagian_yang_ditutup"',
        'kata = "memuat"\nfrasa = ["nomor"]\nkecuali = ["tanpa nomor"]\ndi_awal = true\nkolom = "judul_informasi"',
        'kata = "paling_lama"\nbulan = 12\nkolom = "terhitung_mulai"',
        'kata = "urutan"\nsesudah = "terhitung_mulai"\nkolom = "diverifikasi_pada"',
    ],
)
def test_every_word_with_a_sentence_may_stand_in_an_sop(tmp_path: Path, words: str) -> None:
    assert judged(tmp_path, words) == 0


def test_the_words_of_an_sop_are_those_that_have_a_sentence() -> None:
    sentences = tomllib.loads(data_path("pesan.toml").read_text(encoding="utf-8"))
    assert sorted(f"kata.{word}" for word in SOP_WORDS) == sorted(
        k for k in sentences if k.startswith("kata.")
    )


def judged(folder: Path, words: str) -> int:
    """Give the verdict on an SOP file whose first rule says this instead."""
    text = (sop_dir() / f"{SHIPPED}.toml").read_text(encoding="utf-8")
    assert WAJIB in text
    shown = text.replace(WAJIB, words, 1).replace(
        '"diverifikasi_oleh", "diverifikasi_pada"', '"versi_publik_dari"'
    )
    (folder / "kantor-baru.toml").write_text(shown, encoding="utf-8")
    shutil.copytree(sop_dir() / "sumber", folder / "sumber")
    return main(["sop", "periksa", str(folder / "kantor-baru.toml")])


PARTS = {"sop": Sop, "kegiatan": Kegiatan, "aturan": Aturan, "persetujuan": Persetujuan, "keadaan": Keadaan,
         "pembukaan": Pembukaan, "penyimpanan": Penyimpanan}  # fmt: skip
NOT_WRITTEN = {"kode", "path", "tersembunyi", *PARTS, "tujuan", "setara", "penanda_tangan"}  # made, or parts


@pytest.mark.parametrize("part", PARTS)
def test_the_guide_explains_every_key_of_a_part(part: str) -> None:
    guide = (sop_dir().parents[1] / "PANDUAN.md").read_text(encoding="utf-8")
    section = guide.partition("**SOP keenam.**")[2].partition("**Hari libur tahun depan.**")[0]
    keys = {spec.name for spec in fields(PARTS[part])} - (NOT_WRITTEN if part == "sop" else set())
    assert {key for key in keys if f"`{key}" not in section} == set()


def test_the_guide_explains_every_word_of_a_rule() -> None:
    guide = (sop_dir().parents[1] / "PANDUAN.md").read_text(encoding="utf-8")
    assert [word for word in SOP_WORDS if f"| `{word}` |" not in guide] == []


def test_each_shipped_sop_passes_the_verdict_without_a_note(capsys: pytest.CaptureFixture[str]) -> None:
    for path in sorted(sop_dir().glob("*.toml")):
        assert main(["sop", "periksa", str(path)]) == 0
    assert "Catatan" not in capsys.readouterr().out
