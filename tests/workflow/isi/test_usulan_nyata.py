"""The 104 real excluded rows after impor and terima-usulan: what remains is substance, not wording."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from ppid_xl.hosts.lists import read_list
from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.impor import impor
from ppid_xl.workflow.isi.usulan import terima_usulan
from ppid_xl.workflow.periksa.periksa import periksa

DATA = Path(__file__).parents[2] / "data"
WORDING = {"usulan.belum_diterima", "usulan.berubah", "R05.disimpulkan"}
MISSING = {  # nobody but the office knows what belongs into the cell
    "R03.dikecualikan": "the unit is not named",
    "R05.tanpa_undang_undang": "no undang-undang is named, only a Peraturan Presiden",
    "R05.tanpa_pasal_17": "another undang-undang is named, Pasal 17 is not",
    "R05.tanpa_huruf": "Pasal 17 without any letter",
    "R06.tanpa_angka": "the letter without which of its items",
    "R07.tanpa_pasal_lain": "huruf j with an undang-undang, but no article of it",
    "R10.kosong": "no consequence is told",
    "R10.terlalu_pendek": "the consequence is a word or two",
    "R11.kosong": "no period is told",
    "R11.tidak_jelas": "'Selama Berlaku' names no length, date or event",
    "R15.mulai_kosong": "a length without the one date it counts from",
    "R25.kosong": "not said which part is closed",
    "kata.wajib": "a cell that the SOP asks for",
}
DOUBTFUL = {  # the words are plain, and what they say is doubtful
    "R02.kutipan_undang_undang": "the title quotes the law instead of naming the informasi",
    "R09": "another letter usually covers this topic",
    "R10.salah_tempat": "a period stands where the consequence belongs",
    "R14": "no limit, though the law opens it with a written consent",
    "R26": "what the law says is never excluded",
    "R27.pengadaan": "what is to be published",
    "R27.setiap_saat": "what is to be available at all times",
    "R28": "two rows alike",
    "R43.baris": "a regulation that another one replaced",
    "R54": "the harm that huruf i asks for is not told",
}
OFFICE = {"ppid-xl.belum-disetujui", "ppid-xl.belum-diuji", "ppid-xl.libur-belum-ada"}


@pytest.fixture
def remaining(knowledge: Knowledge, now: datetime) -> Counter[str]:
    host = MemoryHost(blank_book(knowledge.dictionary, {"KodeSOP": "disperindag-kalbar-2020"}))
    impor(host, [read_list(DATA / "dik_nyata.csv")], knowledge, now)
    assert {f.pesan for f in periksa(host, knowledge, now, write=True).findings} & WORDING
    terima_usulan(host, knowledge, now.date())
    return Counter(f.pesan for f in periksa(host, knowledge, now).findings)


def test_no_finding_of_wording_remains(remaining: Counter[str]) -> None:
    assert not remaining.keys() & WORDING


def test_every_kind_that_remains_is_one_of_substance(remaining: Counter[str]) -> None:
    assert remaining.keys() == MISSING.keys() | DOUBTFUL.keys() | OFFICE


def test_of_the_law_and_the_period_only_what_the_rows_do_not_say_remains(remaining: Counter[str]) -> None:
    law_and_period = {
        kind: n for kind, n in remaining.items() if kind[:3] in ("R05", "R06", "R07", "R11", "R14")
    }
    assert law_and_period == {
        "R05.tanpa_undang_undang": 3, "R05.tanpa_pasal_17": 10, "R05.tanpa_huruf": 5, "R06.tanpa_angka": 25,
        "R07.tanpa_pasal_lain": 1, "R11.kosong": 7, "R11.tidak_jelas": 14, "R14": 4,
    }  # fmt: skip
    assert remaining["R15.mulai_kosong"] == 34
