"""Seeded faults: the clean workbook with one cell changed gives the expected finding, and no other galat."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from buku_uji import (
    HARI_INI,
    KASUS,
    TESTS,
    Workbook,
    clean_workbook,
    dictionary,
    judge,
    law,
    read_cells,
    read_value,
)

from ppid_xl.messages import explain
from ppid_xl.model import Finding

Kasus = Mapping[str, Any]
KEYS = {
    "nama", "aturan", "varian", "tingkat", "untuk", "tabel", "baris", "awal", "kolom", "isi", "temuan", "hari_ini",
    "nyata", "berkas",
}  # fmt: skip


def load_kasus() -> list[Kasus]:
    """Return every case of the folder with the name of its file."""
    found: list[Kasus] = []
    for path in sorted(KASUS.glob("*.toml")):
        for kasus in tomllib.loads(path.read_text(encoding="utf-8")).get("kasus", []):
            found.append({**kasus, "berkas": path.stem})
    return found


KASUS_HUKUM = load_kasus()
every_kasus = pytest.mark.parametrize(
    "kasus", KASUS_HUKUM, ids=[f"{k['berkas']}: {k['nama']}" for k in KASUS_HUKUM]
)


def before(kasus: Kasus) -> Workbook:
    """Return the clean workbook the case starts from."""
    table, row = kasus.get("tabel", "tblRekap"), kasus["baris"]
    return clean_workbook().put(table, row, read_cells(kasus.get("awal", {}))).settled()


def after(kasus: Kasus) -> Workbook:
    """Return it with the one cell changed."""
    table, row = kasus.get("tabel", "tblRekap"), kasus["baris"]
    return before(kasus).put(table, row, {kasus["kolom"]: read_value(kasus["isi"])})


def findings(of: Workbook, kasus: Kasus) -> list[Finding]:
    today: date = kasus.get("hari_ini", HARI_INI)
    return judge(of.book(), today, untuk=kasus.get("untuk", ""))


def is_expected(finding: Finding, kasus: Kasus) -> bool:
    """Tell whether a finding is the one the case waits for."""
    table = kasus.get("tabel", "tblRekap")
    code = kasus["aturan"].split("/")[1]
    heading = dictionary().tabel[table].heading(kasus.get("temuan", kasus["kolom"]))
    message = f"{code}.{kasus['varian']}" if "varian" in kasus else code
    return (finding.aturan, finding.pesan, finding.kolom, finding.table) == (
        kasus["aturan"],
        message,
        heading,
        table,
    )


@every_kasus
def test_a_changed_cell_gives_the_expected_finding(kasus: Kasus) -> None:
    expected = [f for f in findings(after(kasus), kasus) if is_expected(f, kasus)]
    assert [f.tingkat for f in expected] == [kasus["tingkat"]] * len(expected)
    assert expected


@every_kasus
def test_no_galat_of_another_rule_appears(kasus: Kasus) -> None:
    code = kasus["aturan"].split("/")[1]
    others = [
        f for f in findings(after(kasus), kasus) if f.tingkat == "galat" and f.aturan.split("/")[1] != code
    ]
    assert others == []


@every_kasus
def test_the_twin_before_the_change_has_no_galat_and_not_this_finding(kasus: Kasus) -> None:
    found = findings(before(kasus), kasus)
    assert [f for f in found if f.tingkat == "galat" or is_expected(f, kasus)] == []


@every_kasus
def test_the_finding_can_be_explained_in_full(kasus: Kasus) -> None:
    for finding in findings(after(kasus), kasus):
        words = explain(finding)
        assert words.masalah
        assert words.saran


def test_the_clean_workbook_has_no_finding_at_all() -> None:
    assert judge(clean_workbook().book()) == []


def test_every_rule_of_the_law_has_a_seeded_fault() -> None:
    covered = {(k["aturan"], k.get("varian", "")) for k in KASUS_HUKUM}
    assert {(rule.aturan, rule.varian) for rule in law()} == covered


def test_every_level_of_every_rule_has_a_seeded_fault() -> None:
    wanted = {(rule.aturan, rule.varian, rule.tingkat) for rule in law()}
    seen = {(k["aturan"], k.get("varian", ""), k["tingkat"]) for k in KASUS_HUKUM}
    assert wanted <= seen


def test_a_case_knows_no_other_keys() -> None:
    assert [set(kasus) - KEYS for kasus in KASUS_HUKUM if set(kasus) - KEYS] == []


@pytest.mark.parametrize("kasus", [k for k in KASUS_HUKUM if "nyata" in k], ids=lambda k: k["nama"])
def test_a_real_cell_stands_word_for_word_in_its_source(kasus: Kasus) -> None:
    with (TESTS / "data" / kasus["nyata"]).open(encoding="utf-8", newline="") as file:
        cells = {cell for row in csv.reader(file) for cell in row}
    assert kasus["isi"] in cells
