"""Good files with bytes changed, lost or doubled: never a traceback, never an exit code that is not ours."""

from __future__ import annotations

import io
import os
import random
import zipfile
from functools import cache
from pathlib import Path

import pytest
from berkas_jahat import bytes_of_zip, pdf_with
from contoh_pdf import letter_pdf, packed_pdf
from contoh_pindaian import as_jpeg, as_pdf, code_of, printed_page
from hypothesis import given
from hypothesis import strategies as st
from test_gerbang import SECONDS, digests, run_all

from ppid_xl.bawaan import template_path
from ppid_xl.cli import main
from ppid_xl.errors import PpidXlError
from ppid_xl.hosts.lists import read_list
from ppid_xl.scan import look_at_content, objects_of
from ppid_xl.surat.lint.hazards import read_template

pytestmark = pytest.mark.lama

ROOT = Path(__file__).parents[1]
CSV = (ROOT / "tests" / "data" / "dik_nyata.csv").read_bytes()[:20_000]
XLSX = (ROOT / "workbooks" / "contoh" / "poliban.xlsx").read_bytes()
DOCX = template_path("surat", "nota-dinas.docx").read_bytes()
COUNT = int(os.environ.get("PPID_ACAK", "40"))


def spoil(data: bytes, dice: random.Random) -> bytes:
    """Return bytes with one to eight changes: a bit, a byte, a piece lost, doubled, or cut off."""
    out = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(max(1, len(out)))
        length = dice.choice((1, 2, 8, 64, 1024))
        act = dice.randrange(5)
        if act == 0 and out:
            out[min(at, len(out) - 1)] ^= 1 << dice.randrange(8)
        elif act == 1:
            out[at : at + length] = dice.randbytes(min(length, 8))
        elif act == 2:
            del out[at : at + length]
        elif act == 3:
            out[at:at] = out[at : at + length]
        elif dice.random() < 0.2:
            del out[at:]
    return bytes(out)


def spoil_zip(data: bytes, dice: random.Random) -> bytes:
    """Return a zip of which the file, or one to three of its entries, are spoilt; then its checksums are right."""
    if dice.random() < 0.3:
        return spoil(data, dice)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    for name in dice.sample(sorted(entries), min(len(entries), dice.randint(1, 3))):
        entries[name] = spoil(entries[name], dice)
    return bytes_of_zip(entries)


@cache
def pdfs() -> tuple[bytes, ...]:
    picture = as_pdf(printed_page(code_of()))
    return letter_pdf("Siti Aminah"), packed_pdf(2), pdf_with("/AA<<>>", "<</A[1 2 3]>>"), picture


def spoilt(kind: str, number: int) -> bytes:
    dice = random.Random(f"{kind} {number}")
    if kind == "pdf":
        return spoil(dice.choice(pdfs()), dice)
    if kind == "jpg":
        return spoil(as_jpeg(printed_page(code_of())), dice)
    return spoil(CSV, dice) if kind == "csv" else spoil_zip(XLSX if kind == "xlsx" else DOCX, dice)


@pytest.mark.parametrize(
    ("kind", "codes"), [("csv", (0, 2)), ("xlsx", (0, 2)), ("docx", (0, 4)), ("pdf", (0, 6)), ("jpg", (0, 6))]
)
def test_a_spoilt_file_is_read_or_refused_in_a_sentence(
    tmp_path: Path, blank_rekap: bytes, kind: str, codes: tuple[int, ...]
) -> None:
    incoming = tmp_path / "masuk"
    incoming.mkdir()
    commands = []
    for number in range(COUNT):
        path = incoming / f"{number}.{kind}"
        path.write_bytes(spoilt(kind, number))
        book = tmp_path / f"rekap-{number}.xlsx"
        if kind in ("csv", "xlsx"):
            book.write_bytes(blank_rekap)
            commands.append(["impor", str(book), str(path)])
        else:
            commands.append(["template", "periksa", str(path)] if kind == "docx" else ["lihat", str(path)])
    before = digests(incoming)
    answers = run_all(commands)
    wrong = [
        (words, answer)
        for words, answer in zip(commands, answers, strict=True)
        if answer["code"] not in codes
        or "Traceback" in str(answer["err"])
        or float(str(answer["seconds"])) > 2 * SECONDS
        or (answer["code"] and not str(answer["err"]).strip() and kind != "docx")
    ]
    assert not wrong
    assert digests(incoming) == before


def test_periksa_of_a_spoilt_rekap_answers_in_its_own_process(tmp_path: Path, blank_rekap: bytes) -> None:
    """The click path has no process of its own around it."""
    path = tmp_path / "rekap.xlsx"
    for number in range(COUNT):
        content = spoil_zip(blank_rekap, random.Random(f"rekap {number}"))
        path.write_bytes(content)
        assert main(["periksa", str(path)]) in (0, 1, 2, 3, 5), number
        assert path.read_bytes() == content


@given(st.builds(random.Random, st.integers(0, 1 << 60)), st.sampled_from(["csv", "xlsx"]))
def test_no_spoilt_list_breaks_its_reader(
    tmp_path_factory: pytest.TempPathFactory, dice: random.Random, kind: str
) -> None:
    path = tmp_path_factory.mktemp("acak") / f"a.{kind}"
    path.write_bytes(spoil(CSV, dice) if kind == "csv" else spoil_zip(XLSX, dice))
    try:
        found = read_list(path).grids
    except PpidXlError as error:
        found = (error.kode,)  # type: ignore[assignment]
    assert found


@given(st.builds(random.Random, st.integers(0, 1 << 60)))
def test_no_spoilt_template_breaks_the_look_for_hazards(
    tmp_path_factory: pytest.TempPathFactory, dice: random.Random
) -> None:
    path = tmp_path_factory.mktemp("acak") / "a.docx"
    path.write_bytes(spoil_zip(DOCX, dice))
    try:
        data, _ = read_template(path)
    except PpidXlError as error:
        data = error.kode.encode()
    assert data


@given(st.builds(random.Random, st.integers(0, 1 << 60)))
def test_no_spoilt_pdf_breaks_the_look_at_its_objects(dice: random.Random) -> None:
    content = spoil(dice.choice(pdfs()), dice)
    try:
        suffix, pages = look_at_content(content)
    except PpidXlError as error:
        suffix, pages = error.kode, 1
    assert suffix
    assert pages > 0
    assert len(objects_of(content)) >= 0
