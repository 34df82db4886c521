"""ppid sop says of each SOP who does what: its kegiatan, who approves at which of them, and who signs."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppid_xl.bawaan import sop_dir
from ppid_xl.cli import main

Capture = pytest.CaptureFixture[str]


def shown(capsys: Capture, kode: str) -> list[str]:
    """Return the lines of one SOP."""
    assert main(["sop"]) == 0
    lines = capsys.readouterr().out.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(f"{kode}: "))
    own = lines[start + 1 :]
    end = next((place for place, line in enumerate(own) if not line.startswith(" ")), len(own))
    return [line.strip() for line in own[:end]]


@pytest.mark.parametrize(
    ("kode", "told"),
    [
        ("diskominfo-kaltara-2017", "Menyetujui: PPID Utama (kegiatan 6), lalu Atasan PPID (kegiatan 7)"),
        ("bkd-kalteng-2025", "Menyetujui: Atasan PPID (kegiatan 2), sesudah uji konsekuensi"),
        ("kesra-kalbar-2021", "Menyetujui: tidak disebut di SOP ini"),
    ],
)
def test_who_approves_is_told_level_by_level(capsys: Capture, kode: str, told: str) -> None:
    assert told in shown(capsys, kode)


def test_whose_approval_an_opening_needs_is_told(capsys: Capture) -> None:
    assert any(line.startswith("Menyetujui pembukaan: ") for line in shown(capsys, "disperindag-kalbar-2020"))
    assert not any("pembukaan:" in line for line in shown(capsys, "kesra-kalbar-2021"))


def test_who_signs_the_letters_that_make_an_exclusion_valid_is_told(capsys: Capture) -> None:
    signing = [line for line in shown(capsys, "bkd-kalteng-2025") if line.startswith("Menandatangani")]
    assert [line.partition(": ")[0].removeprefix("Menandatangani ") for line in signing] == [
        "penetapan", "persetujuan", "daftar-dikecualikan",
    ]  # fmt: skip
    assert signing[1].endswith(
        ": Atasan PPID, Pimpinan Badan Publik atau Kepala Badan (yang pertama menjabat)"
    )


def test_the_roles_of_an_offices_own_sop_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    text = (sop_dir() / "disperindag-kalbar-2020.toml").read_text(encoding="utf-8")
    (tmp_path / "sop").mkdir()
    own = '\n[penanda_tangan]\nnota-dinas = "Ketua PPID"\n\n[setara]\n"Atasan PPID" = "Petugas PPID"\n'
    (tmp_path / "sop" / "kantor.toml").write_text(text + own, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    lines = shown(capsys, "kantor")
    assert "Menandatangani nota-dinas: Ketua PPID" in lines
    assert any(line.startswith("Menandatangani persetujuan: Atasan PPID, Petugas PPID, ") for line in lines)


def test_a_letter_that_no_sop_can_sign_is_told_and_the_other_sops_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    text = (sop_dir() / "disperindag-kalbar-2020.toml").read_text(encoding="utf-8")
    (tmp_path / "sop").mkdir()
    own = '\n[penanda_tangan]\nnota-dinass = "Ketua PPID"\n'
    (tmp_path / "sop" / "a-kantor.toml").write_text(text + own, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "Menandatangani nota-dinass: jenis surat ini tidak dikenal" in shown(capsys, "a-kantor")
    assert shown(capsys, "kesra-kalbar-2021")
