"""IDs and their ranges: what is written is read back, nothing is guessed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.errors import InputError
from ppid_xl.identitas import collapse_ids, expand_ids, highest, new_id

ids = st.builds(
    new_id, st.sampled_from(["INF", "UJI", "LK", "SR"]), st.integers(2000, 2099), st.integers(1, 12_000)
)


@given(st.sets(ids, max_size=60))
def test_what_is_collapsed_expands_to_the_same(chosen: set[str]) -> None:
    assert set(expand_ids([collapse_ids(chosen)])) == chosen


def test_the_range_of_a_meeting_of_eighty_is_short() -> None:
    meeting = [*(new_id("INF", 2026, n) for n in range(1, 81)), "INF-2026-0093"]
    assert collapse_ids(meeting) == "INF-2026-0001..0080; 0093"


def test_a_list_a_range_and_a_short_number_are_read() -> None:
    assert expand_ids(["INF-2026-0001..0003; 0007", "INF-2026-0002"]) == tuple(
        f"INF-2026-000{n}" for n in (1, 2, 3, 7)
    )


def test_an_id_typed_in_small_letters_is_the_same_id() -> None:
    assert expand_ids(["inf-2026-0001..0002; 0007", "Inf-2026-0001"]) == tuple(
        f"INF-2026-000{n}" for n in (1, 2, 7)
    )


@pytest.mark.parametrize("text", ["satu", "INF-2026", "0007", "INF-2026-0009..0003", "INF-2026-0001..x"])
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        expand_ids([text])


@given(st.text())
def test_no_text_raises_anything_but_a_refusal(text: str) -> None:
    with suppress(InputError):
        assert all(one.count("-") == 2 for one in expand_ids([text]))


def test_the_highest_number_counts_only_its_own_prefix() -> None:
    assert highest(["INF-2025-0041", "INF-2026-0007", "UJI-2026-0099", "bukan"], "INF") == 41


@pytest.mark.parametrize("text", ["INF-2026-0001..9999999999", "INF-2026-1..10001", f"INF-2026-{'9' * 5000}"])
def test_a_range_that_nobody_can_mean_is_refused_at_once(text: str) -> None:
    with pytest.raises(InputError) as refusal:
        expand_ids([text])
    assert refusal.value.kode in ("deret-terlalu-panjang", "id-tidak-terbaca")


def test_many_long_ranges_together_are_refused_too() -> None:
    with pytest.raises(InputError) as refusal:
        expand_ids(["; ".join(f"INF-{year}-0001..9999" for year in range(2000, 2100))])
    assert refusal.value.kode == "deret-terlalu-panjang"


def test_a_rekap_longer_than_a_range_is_written_so_that_it_reads_back() -> None:
    everything = [new_id("INF", 2026, number) for number in range(1, 25_001)]
    assert set(expand_ids([collapse_ids(everything)])) == set(everything)
