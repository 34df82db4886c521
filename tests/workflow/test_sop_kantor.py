"""An office's own SOP beside its workbook: it works without code, and what its text does not say blocks nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ppid_xl.bawaan import sop_dir
from ppid_xl.workflow.ground.knowledge import Knowledge

QUOTE = "Mengklasifikasi informasi yang dikecualikan berdasarkan jangka waktu pengecualian informasi"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    shutil.copytree(sop_dir() / "sumber", tmp_path / "sop" / "sumber")
    shipped = (sop_dir() / "disperindag-kalbar-2020.toml").read_text(encoding="utf-8")
    (tmp_path / "sop" / "kantor-baru.toml").write_text(shipped, encoding="utf-8")
    return tmp_path


def levels(knowledge: Knowledge, folder: Path) -> dict[str, str]:
    return {rule.kode: rule.tingkat for rule in knowledge.rules("kantor-baru", folder) if rule.kegiatan}


def test_a_quotation_that_stands_in_the_text_may_block(knowledge: Knowledge, office: Path) -> None:
    assert levels(knowledge, office)["jangka-waktu"] == "galat"


def test_an_invented_quotation_only_warns_and_says_so(knowledge: Knowledge, office: Path) -> None:
    path = office / "sop" / "kantor-baru.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(f'kutipan = "{QUOTE}"', 'kutipan = "Karangan saya"')
    )
    (rule,) = [r for r in knowledge.rules("kantor-baru", office) if r.kode == "jangka-waktu"]
    assert (rule.tingkat, rule.kutipan) == ("peringatan", "")
    assert "tidak ditemukan di naskah SOP" in rule.sumber


def test_without_its_text_no_rule_of_the_sop_blocks(knowledge: Knowledge, office: Path) -> None:
    shutil.rmtree(office / "sop" / "sumber")
    assert "galat" not in levels(knowledge, office).values()
