"""The code on a letter: every code can be read back, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.ttd.kode import Code, parse_code, write_code

SIDIK = "0123456789abcdef" * 2
CODES = st.builds(
    Code,
    st.builds("SR-{:04}-{:04}".format, st.integers(2000, 2999), st.integers(1, 99999)),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.sampled_from(["d", "h"]),
    st.text("0123456789abcdef", min_size=32, max_size=32),
)
SITES = st.sampled_from(["", "ppid.contoh.go.id", "localhost:8080"])


@given(CODES, SITES)
def test_what_was_written_is_read_back(code: Code, site: str) -> None:
    text = write_code(code, site)
    assert parse_code(text) == code
    assert text.isascii()
    assert text.isprintable()


@given(st.text(max_size=120))
def test_any_other_text_is_no_code_of_ours(text: str) -> None:
    assert parse_code(text) is None


@given(CODES, SITES, st.integers(0, 300), st.characters(exclude_categories=["Cs"]))
def test_a_changed_character_never_reads_as_the_same_code(
    code: Code, site: str, place: int, other: str
) -> None:
    text = write_code(code, site)
    place %= len(text)
    changed = text[:place] + other + text[place + 1 :]
    found = parse_code(changed)
    host = text.split("/v/1?")[0] if site else ""
    assert found is None or changed == text or found != code or (host and place < len(host))


def test_the_line_is_as_the_manual_prints_it() -> None:
    code = Code("SR-2026-0001", "001/PPID/XI/2026", "h", SIDIK)
    assert write_code(code) == f"PPID1|SR-2026-0001|001/PPID/XI/2026|h={SIDIK}"
    assert (
        write_code(code, "ppid.contoh.go.id")
        == f"https://ppid.contoh.go.id/v/1?s=SR-2026-0001&n=001%2FPPID%2FXI%2F2026&h={SIDIK}"
    )


def test_a_bar_in_a_number_does_not_end_it() -> None:
    code = Code("SR-2026-0001", "1|h=2", "d", SIDIK)
    assert write_code(code) == f"PPID1|SR-2026-0001|1%7Ch=2|d={SIDIK}"
    assert parse_code(write_code(code)) == code


@pytest.mark.parametrize(
    "text",
    [
        f"PPID2|SR-2026-0001|1|h={SIDIK}",
        f"PPID1|INF-2026-0001|1|h={SIDIK}",
        f"PPID1|SR-2026-0001|1|x={SIDIK}",
        f"PPID1|SR-2026-0001|1|h={SIDIK.upper()}",
        f"PPID1|SR-2026-0001|1|h={SIDIK[:-1]}",
        f"PPID1|SR-2026-0001|1|h={SIDIK}\n",
        f"PPID1|SR-2026-0001|%31|h={SIDIK}",
        f"http://ppid.contoh.go.id/v/1?s=SR-2026-0001&n=1&h={SIDIK}",
        f"https://a@ppid.contoh.go.id/v/1?s=SR-2026-0001&n=1&h={SIDIK}",
        f"https://ppid.contoh.go.id/v/2?s=SR-2026-0001&n=1&h={SIDIK}",
        f"https://ppid.contoh.go.id/v/1?s=SR-2026-0001&n=1&h={SIDIK}&h={SIDIK}",
    ],
)
def test_what_is_almost_a_code_is_none(text: str) -> None:
    assert parse_code(text) is None


def test_a_code_that_could_not_be_read_back_is_not_written() -> None:
    with pytest.raises(ValueError, match="no code"):
        write_code(Code("SR-2026-0001", "1", "h", "abc"))
