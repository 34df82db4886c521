"""Two copies of one workbook hold the same when only what each saving writes anew differs."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ppid_xl.ooxml.same_parts import same_parts

PARTS = {"xl/workbook.xml": "<workbook/>", "docProps/core.xml": "<saved>2026-11-21</saved>"}


def package(path: Path, parts: dict[str, str], year: int = 2026) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, text in parts.items():
            made.writestr(zipfile.ZipInfo(name, (year, 1, 2, 3, 4, 6)), text)
    return path


@pytest.mark.parametrize(
    ("parts", "same"),
    [
        (PARTS, True),
        ({**PARTS, "docProps/core.xml": "<saved>2026-11-22</saved>"}, True),
        (dict(reversed(PARTS.items())), True),
        ({**PARTS, "xl/workbook.xml": "<workbook />"}, False),
        ({**PARTS, "xl/styles.xml": "<styles/>"}, False),
        ({"docProps/core.xml": ""}, False),
    ],
)
def test_copies_are_compared_part_by_part(parts: dict[str, str], same: bool, tmp_path: Path) -> None:
    one, other = package(tmp_path / "satu.xlsx", PARTS), package(tmp_path / "lain.xlsx", parts, 2025)
    assert same_parts(one, other) is same


def test_what_is_no_package_is_never_the_same(tmp_path: Path) -> None:
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK tidak utuh")
    assert not same_parts(broken, broken)
    assert not same_parts(package(tmp_path / "satu.xlsx", PARTS), tmp_path / "hilang.xlsx")
