"""A cancelled question ends the button before anything happened."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


class Cancelled(Exception):
    """The person at the window cancelled a question."""


def given(answer: T | None) -> T:
    """Return an answer; raise Cancelled for none."""
    if answer is None:
        raise Cancelled
    return answer
