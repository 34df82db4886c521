"""Work in a process of its own: what it returns comes back, and what it wastes ends with it."""

from __future__ import annotations

import pickle
import resource
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from ppid_xl.bounded import LISTS, Bounds, run_bounded
from ppid_xl.errors import HostError, InputError, PpidXlError, SigningError, TemplateError
from ppid_xl.model import BadCell
from ppid_xl.tables import Grid

pytestmark = pytest.mark.lama

SHORT = Bounds(2, 200)
HERE = Path(__file__)


def give_back(value: object) -> object:
    return value


def waste_memory() -> int:
    return len(bytearray(1 << 30))


def waste_time() -> None:
    while True:
        pass


def sleep_long() -> None:
    time.sleep(60)


def end_itself() -> None:
    import os

    os.kill(os.getpid(), 11)


def stumble() -> None:
    raise ZeroDivisionError


def recurse(depth: int = 0) -> int:
    return recurse(depth + 1)


def refuse() -> None:
    raise SigningError("berkas-tanda-tangan-kosong", berkas="a.pdf")


def print_much() -> str:
    print("derau" * 100_000)
    sys.stderr.write("derau" * 100_000)
    return "bersih"


class Sly:
    """What a reader that was taken over could answer."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        import os

        return os.getcwd, ()


def answer_slyly() -> object:
    return Sly()


@dataclass(frozen=True)
class Foreign:
    """A dataclass of somebody else."""

    text: str


def answer_foreign() -> object:
    return Foreign("a")


class Text(str):
    """A library's own kind of text."""

    __slots__ = ()


def answer_text() -> object:
    return [Text("é")]


def code_of(work: object, bounds: Bounds = SHORT) -> PpidXlError:
    with pytest.raises(PpidXlError) as refusal:
        run_bounded("a.csv", bounds, work)  # type: ignore[arg-type]
    return refusal.value


@pytest.mark.parametrize(
    "value",
    [None, "é\ud800", [1, 2.5, True, b"\0"], {"a": (date(2026, 1, 2),)}, Grid("x", [["a", BadCell("#N/A"), None]])],
)  # fmt: skip
def test_plain_values_and_our_dataclasses_come_back_as_they_are(value: object) -> None:
    assert run_bounded("a.csv", SHORT, give_back, value) == value


def test_a_librarys_own_text_comes_back_as_text() -> None:
    (text,) = run_bounded("a.csv", SHORT, answer_text)  # type: ignore[misc]
    assert (type(text), text) == (str, "é")


def test_an_error_of_ours_comes_through_with_its_class_and_facts() -> None:
    error = code_of(refuse)
    assert (type(error), error.kode, error.fakta) == (
        SigningError,
        "berkas-tanda-tangan-kosong",
        {"berkas": "a.pdf"},
    )


def test_too_much_memory_is_refused_and_never_used() -> None:
    error = code_of(waste_memory)
    assert (error.kode, error.fakta) == ("berkas-terlalu-berat", {"berkas": "a.csv", "batas": "200"})


@pytest.mark.parametrize("work", [waste_time, sleep_long])
def test_too_much_time_is_refused_soon_after(work: object) -> None:
    start = time.monotonic()
    error = code_of(work, Bounds(1, 200, TemplateError))
    assert (type(error), error.kode, error.fakta["detik"]) == (TemplateError, "berkas-terlalu-lama", "1")
    assert time.monotonic() - start < 4


def test_a_process_that_breaks_is_a_refusal() -> None:
    assert code_of(end_itself).kode == "berkas-terlalu-berat"


@pytest.mark.parametrize(
    ("work", "said"), [(stumble, "ZeroDivisionError di test_bounded.py:"), (recurse, "Recursion")]
)
def test_what_nobody_foresaw_is_a_sentence_with_its_place(work: object, said: str) -> None:
    error = code_of(work)
    assert error.kode == "berkas-tak-terduga"
    assert said in error.fakta["alasan"]


def test_what_a_library_prints_does_not_spoil_the_answer(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_bounded("a.csv", SHORT, print_much) == "bersih"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("work", [answer_slyly, answer_foreign])
def test_an_answer_calls_nothing_but_our_dataclasses(work: object) -> None:
    assert code_of(work).kode == "berkas-tak-terduga"


def test_a_large_file_gives_its_reader_more_room() -> None:
    content = bytes(100 << 20)
    assert len(run_bounded("a.pdf", Bounds(20, 200), give_back, content)) == len(content)  # type: ignore[arg-type]


def test_a_python_that_cannot_start_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(HERE))
    with pytest.raises(HostError, match="program-tidak-jalan"):
        run_bounded("a.csv", SHORT, give_back, 1)


def test_nothing_of_the_child_is_left() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    code_of(waste_time, Bounds(1, 200))
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime > before  # it was waited for


def test_the_bounds_of_lists_refuse_with_the_exit_code_of_input() -> None:
    assert LISTS.refusal is InputError
    assert pickle.loads(pickle.dumps(LISTS)) == LISTS
