"""The canonical data of a letter: the order of keys means nothing, every visible change means another digest."""

from __future__ import annotations

import copy
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from contoh_konteks import make_konteks
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.surat.konteks.sidik import canonical_data, data_sidik

CONTEXT = {**make_konteks(3), "logo": ""}
Place = tuple[str | int, ...]


def sidik(context: dict[str, Any]) -> str:
    return data_sidik(canonical_data(context))


def places(value: Any, place: Place = ()) -> list[Place]:
    """Return where every text, number and bool of a context stands."""
    if isinstance(value, dict):
        return [found for key, one in value.items() for found in places(one, (*place, key))]
    if isinstance(value, list):
        return [found for number, one in enumerate(value) for found in places(one, (*place, number))]
    return [place]


VISIBLE = [place for place in places(CONTEXT) if place[0] != "properti"]


def reversed_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: reversed_keys(value[key]) for key in reversed(value)}
    return [reversed_keys(one) for one in value] if isinstance(value, list) else value


def test_the_order_of_keys_means_nothing() -> None:
    assert canonical_data(reversed_keys(CONTEXT)) == canonical_data(CONTEXT)


@given(st.sampled_from(VISIBLE), st.sampled_from("axz019 .,;:/()ÄéŠ漢"))
def test_any_visible_change_changes_the_digest(place: Place, letter: str) -> None:
    changed = copy.deepcopy(CONTEXT)
    parent: Any = changed
    for key in place[:-1]:
        parent = parent[key]
    old = parent[place[-1]]
    parent[place[-1]] = (
        not old if isinstance(old, bool) else old + 1 if isinstance(old, int) else old + letter
    )
    assert sidik(changed) != sidik(CONTEXT)


def test_the_properties_of_the_file_change_nothing() -> None:
    other = {**CONTEXT, "properti": {"judul": "x", "penyusun": "y", "waktu": datetime(2030, 1, 1)}}
    assert sidik(other) == sidik(CONTEXT)


@given(st.text(st.characters(categories=["Cc", "Cs"], exclude_characters="\n\t\r"), max_size=5))
def test_what_no_page_shows_changes_nothing(hidden: str) -> None:
    assert sidik({**CONTEXT, "tempat": f"Kota{hidden}"}) == sidik({**CONTEXT, "tempat": "Kota"})


@pytest.mark.parametrize("value", [None, 1.5, datetime(2026, 1, 1), Path("logo.png"), b"x"])
def test_what_no_template_can_show_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_data({"isi": value})
