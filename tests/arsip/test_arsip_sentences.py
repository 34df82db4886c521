"""Every refusal and every fault of the archive has a sentence, filled only by the facts it carries."""

from __future__ import annotations

import ast
import re
from string import Formatter

import pytest

from ppid_xl.bawaan import data_path
from ppid_xl.messages import error_sentences

SENTENCES = error_sentences()
MODULES = sorted((data_path().parent / "arsip").glob("*.py"))
TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in MODULES]
KODE = re.compile(r"arsip-[a-z]+(-[a-z]+)*")


def codes() -> list[str]:
    found = {
        node.value
        for tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KODE.fullmatch(node.value)
    }
    return sorted(found)


def calls() -> list[tuple[str, frozenset[str]]]:
    """Return kode and facts of every error raised and every fault made."""
    found = set()
    for node in (node for tree in TREES for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            first, facts = node.args[0], frozenset(word.arg for word in node.keywords if word.arg)
            if isinstance(first, ast.Constant) and first.value in SENTENCES:
                found.add((first.value, facts | ({"berkas"} if node.func.id == "fault" else set())))
    return sorted(found, key=str)


@pytest.mark.parametrize("kode", codes())
def test_every_kode_has_a_sentence_and_an_advice(kode: str) -> None:
    assert set(SENTENCES[kode]) == {"kalimat", "saran"}


@pytest.mark.parametrize(("kode", "facts"), calls())
def test_a_sentence_asks_only_for_facts_that_are_given(kode: str, facts: frozenset[str]) -> None:
    asked = {name for text in SENTENCES[kode].values() for _, name, _, _ in Formatter().parse(text) if name}
    assert asked <= facts


def test_no_sentence_of_the_archive_is_left_unused() -> None:
    assert {kode for kode in SENTENCES if kode.startswith("arsip-")} == set(codes())
