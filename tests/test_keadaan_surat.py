"""The states of a letter: what follows what, and workbooks written before the states had names."""

from __future__ import annotations

import pytest

from ppid_xl.keadaan_surat import DIKIRIM, FORMER, NEXT, may_become, read_state, state_after, write_state


@pytest.mark.parametrize("state", NEXT)
@pytest.mark.parametrize("detail", ["", "basah", "elektronik, tidak tersertifikasi", "nomor menyusul"])
def test_what_is_written_is_read_back(state: str, detail: str) -> None:
    assert read_state(write_state(state, detail)) == (state, detail)


@pytest.mark.parametrize("former", FORMER)
def test_an_old_workbook_is_still_read(former: str) -> None:
    assert read_state(former)[0] in NEXT


@pytest.mark.parametrize(
    ("cell", "state", "may"),
    [
        ("", "Diparaf", True),
        ("Konsep", "Ditandatangani", True),
        ("Dicetak", "Diparaf", True),
        ("Konsep", "Dikirim", False),
        ("Dicetak (nomor menyusul)", "Dikirim", False),
        ("Menunggu tanda tangan", "Ditandatangani", True),
        ("Ditandatangani (basah)", "Dikirim", True),
        ("Ditandatangani (srikandi)", "Dikirim", True),
        ("Ditandatangani (basah)", "Dibatalkan", False),
        ("Ditandatangani (basah)", "Diparaf", False),
        ("Dibatalkan", "Dicetak", False),
        ("Dikirim (basah)", "Ditandatangani", False),
    ],
)
def test_only_what_can_be_follows(cell: str, state: str, may: bool) -> None:
    assert may_become(cell, state) is may


def test_every_state_that_follows_is_a_state() -> None:
    assert {state for states in NEXT.values() for state in states} < set(NEXT)


def test_what_was_known_of_the_signature_stays_when_the_letter_is_sent() -> None:
    assert state_after("Ditandatangani (elektronik, tersertifikasi)", DIKIRIM) == (
        "Dikirim (elektronik, tersertifikasi)"
    )
