"""Our text against that of a PDF that came back: what was filled in, and what else differs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.banding_naskah import compare_texts

pytestmark = pytest.mark.lama

KASUS = tomllib.loads((Path(__file__).parent / "kasus" / "banding_srikandi.toml").read_text(encoding="utf-8"))
WORDS = st.lists(
    st.sampled_from(["data", "pegawai", "tidak", "dibuka", "selama", "lima", "tahun", "pasal", "17"]),
    min_size=1,
)


@pytest.mark.parametrize("kasus", KASUS["kasus"], ids=lambda kasus: kasus["nama"])
def test_what_differs_is_told_and_what_is_filled_in_is_not(kasus: dict[str, Any]) -> None:
    found = compare_texts(kasus["kita"], kasus["mereka"], kasus.get("tepi", ()), kasus.get("nilai"))
    assert [[one.kita, one.mereka] for one in found.beda] == kasus.get("beda", [])
    assert {token: list(texts) for token, texts in found.isian.items()} == kasus.get("isian", {})


@given(WORDS)
def test_a_text_never_differs_from_itself(words: list[str]) -> None:
    assert compare_texts(" ".join(words), "\n".join(words)).beda == ()


@given(WORDS, st.data())
def test_any_word_that_is_changed_is_told(words: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words) - 1))
    changed = [*words[:place], "lain", *words[place + 1 :]]
    beda = compare_texts(" ".join(words), " ".join(changed)).beda
    assert "lain" in " ".join(one.mereka for one in beda)


def test_a_long_letter_is_compared_quickly() -> None:
    rows = [f"{n} Kertas kerja audit {n} yang dikecualikan selama {n} tahun" for n in range(2_000)]
    changed = [*rows[:1_500], rows[1_500].replace("tahun", "bulan"), *rows[1_501:]]
    (one,) = compare_texts("\n".join(rows), "\n".join(changed)).beda
    assert (one.kita, one.mereka) == ("tahun", "bulan")
