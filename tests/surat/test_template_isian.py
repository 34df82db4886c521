"""A thousand hostile values through each template: every one stands in the document as it was, and it opens."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Collection, Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from ppid_xl.bawaan import template_path
from ppid_xl.surat.lint.shape import known_context
from ppid_xl.surat.pdf import SofficeConverter
from ppid_xl.surat.render import fill_template
from ppid_xl.surat.text import clean_text

pytestmark = pytest.mark.lama

KINDS = sorted(path.stem for path in template_path("surat").glob("*.docx"))
WANTED, LONG = 1000, 5000
OUTER, INNER = 30, 2  # how long the lists of the context are made, and those in them
TOKEN = "${nomor_naskah}"
MARK = re.compile("\ue000([0-9]+)\ue001")
SIGNS = (
    "&<>\"'{}%$#_\\/]=;|`~^ \n\t\r\x00\x07\x0b\x0c\x1f\x7f\x85\u00a0\u00ad\u200b\u2028\u202e\ufeff\ufffe"
    "é文😀\U0001ffff\ud800ab1"
)
WHOLE = (
    "{{ 7*7 }}", "{% if x %}", "{%tr endfor %}", "{# a #}", "{_{ a }_}", "{_% a %_}", "${nomor_naskah}", "&amp;&#123;",
    "</w:t></w:r></w:p>", "<w:br/>", "]]>", "<!--", "\\u0026", "=cmd|'/c calc'!A0", "\r\n", "\n\n", "\t\t", "  ", "%}",
)  # fmt: skip


def hostile(number: int) -> str:
    """Return a value of letters, signs, control characters and whole tags; one in a hundred has 5,000 of them."""
    chance = Random(number)
    length = LONG if number % 100 == 7 else chance.randint(1, 40)
    parts = [f"x{number}"]
    size = 0
    while size < length:
        parts.append(chance.choice(WHOLE) if chance.random() < 0.1 else chance.choice(SIGNS))
        size += len(parts[-1])
    return "".join(parts)[: max(length, 8)]


def replaced(value: Any, name: Callable[[], str], items: int = OUTER) -> Any:
    """Return a context in which every text is another and every list longer; bools, numbers, properties stay."""
    if isinstance(value, dict):
        kept = {"properti": value["properti"]} if "properti" in value else {}
        return {key: replaced(inner, name, items) for key, inner in value.items()} | kept
    if isinstance(value, list):
        return [replaced(one, name, INNER) for one in islice(cycle(value), max(items, len(value)))]
    return name() if isinstance(value, str) else value


def marked(value: Any, start: int) -> Any:
    """Return a context in which every text is a mark with a number of its own."""
    count = iter(range(start, 10**9))
    return replaced(value, lambda: f"\ue000{next(count)}\ue001")


def unmarked(value: Any, printed: Collection[int]) -> Any:
    """Return a marked context with the hostile values of those marks that a template prints."""
    if isinstance(value, dict):
        return {key: unmarked(inner, printed) for key, inner in value.items()}
    if isinstance(value, list):
        return [unmarked(inner, printed) for inner in value]
    found = MARK.fullmatch(value) if isinstance(value, str) else None
    return hostile(int(found[1])) if found and int(found[1]) in printed else value


def paragraphs(path: Path) -> Iterator[str]:
    document = docx.Document(str(path))
    parts = [
        one.target_part for one in document.part.rels.values() if one.reltype.endswith(("header", "footer"))
    ]
    for root in (document.element.body, *(part.element for part in parts)):
        for element in root.iter(qn("w:p")):
            yield Paragraph(element, document).text


def fill(kind: str, context: dict[str, Any], target: Path) -> list[str]:
    template = template_path("surat", f"{kind}.docx")
    target.write_bytes(fill_template(template, {**context, "logo": ""}))
    return list(paragraphs(target))


def numbers_in(texts: list[str]) -> set[int]:
    return {int(number) for text in texts for number in MARK.findall(text)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_thousand_hostile_values_stand_in_the_document_as_they_were(kind: str, tmp_path: Path) -> None:
    printed = 0
    while printed < WANTED:
        context = marked(dict(known_context(kind)), printed * 1_000_000)
        names = fill(kind, context, tmp_path / "nomor.docx")
        numbers = numbers_in(names)
        found = fill(kind, unmarked(context, numbers), tmp_path / "isi.docx")
        assert found == [MARK.sub(lambda mark: clean_text(hostile(int(mark[1]))), text) for text in names]
        assert numbers, f"{kind} prints nothing"
        printed += len(numbers)


@pytest.mark.parametrize("kind", KINDS)
def test_a_token_of_srikandi_stays_byte_for_byte_in_one_run(kind: str, tmp_path: Path) -> None:
    printed = fill(kind, replaced(dict(known_context(kind)), lambda: TOKEN), tmp_path / "isi.docx")
    with zipfile.ZipFile(tmp_path / "isi.docx") as package:
        names = [name for name in package.namelist() if re.match(r"word/(document|header|footer)", name)]
        texts = [text for name in names for text in re.findall(r"<w:t[ >][^<]*", package.read(name).decode())]
    assert sum(text.count(TOKEN) for text in texts) >= "".join(printed).count(TOKEN) > 0


def test_the_values_are_hostile() -> None:
    drawn = [hostile(number) for number in range(2000)]
    assert len(set(drawn)) == 2000
    assert max(map(len, drawn)) == LONG
    assert all(any(sign in value for value in drawn) for sign in (*"&<>\"'{}$\n\x00\x0b\ud800", *WHOLE))


@pytest.mark.program
def test_twenty_documents_of_hostile_values_open_in_libreoffice(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice (soffice) is needed for this test"
    for number, kind in enumerate(KINDS[:20]):
        count = iter(range(number * 100_000, 10**9))
        context = replaced(dict(known_context(kind)), lambda count=count: hostile(next(count))[:60], INNER)
        fill(kind, context, tmp_path / f"{kind}.docx")
    (tmp_path / "pdf").mkdir()
    paths = sorted(tmp_path.glob("*.docx"))
    results = SofficeConverter(Path(soffice), workers=2).convert(paths, tmp_path / "pdf")
    assert len(results) == 20
    assert [one.problem for one in results if one.problem] == []
