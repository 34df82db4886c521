"""What an SOP asks at the end of a period and of the copies: quoted, checked, and named when it is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ppid_xl.bawaan import sop_dir
from ppid_xl.errors import ConfigError
from ppid_xl.sop import available, load_sop, parse_waktu

DISPERINDAG, BKD = "disperindag-kalbar-2020", "bkd-kalteng-2025"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in (sop_dir() / f"{DISPERINDAG}.toml", sop_dir() / f"{BKD}.toml"):
        shutil.copy(path, tmp_path)
    shutil.copytree(sop_dir() / "sumber", tmp_path / "sumber")
    return tmp_path


def test_only_disperindag_asks_approval_for_opening_and_only_bkd_counts_days_for_copies() -> None:
    sops = [load_sop(path) for path in available(sop_dir()).values()]
    assert [sop.kode for sop in sops if sop.pembukaan] == [DISPERINDAG]
    assert [sop.kode for sop in sops if sop.penyimpanan] == [BKD]


def test_the_days_for_copies_are_those_its_kegiatan_prints() -> None:
    sop = load_sop(sop_dir() / f"{BKD}.toml")
    assert sop.penyimpanan is not None
    waktu = next(k.waktu for k in sop.kegiatan if k.nomor == sop.penyimpanan.kegiatan)
    assert (parse_waktu(waktu).jumlah, sop.penyimpanan.kutipan) == (sop.penyimpanan.hari_kerja, waktu)


@pytest.mark.parametrize(
    ("kode", "old", "new", "expected"),
    [
        (DISPERINDAG, "dengan persetujuan pimpinan", "dengan izin pimpinan", "sop-teks-tidak-ditemukan"),
        (BKD, 'kutipan = "2 (dua) hari', 'kutipan = "3 (tiga) hari', "sop-teks-tidak-ditemukan"),
        (DISPERINDAG, "[pembukaan]\nkegiatan = 3", "[pembukaan]\nkegiatan = 9", "sop-kegiatan-tidak-ada"),
        (
            DISPERINDAG,
            "[pembukaan]\nkegiatan = 3\nperan",
            "[pembukaan]\nkegiatan = 3\nperang",
            "kunci-tidak-dikenal",
        ),
        (BKD, "hari_kerja = 2", 'hari_kerja = "2"', "sop-jenis-isi"),
        (BKD, 'kutipan = "2 (dua) hari Pada hari jam kerja"', 'kutipan = " "', "sop-galat-tanpa-kutipan"),
    ],
)
def test_a_mistake_in_these_parts_is_named(
    folder: Path, kode: str, old: str, new: str, expected: str
) -> None:
    path = folder / f"{kode}.toml"
    text = path.read_text(encoding="utf-8")
    place = text.rindex(old)
    path.write_text(text[:place] + new + text[place + len(old) :], encoding="utf-8")
    with pytest.raises(ConfigError) as refusal:
        load_sop(path)
    assert refusal.value.kode == expected
