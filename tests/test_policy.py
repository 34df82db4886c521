"""The house rules: layers, names, messages, sizes, and what may be blocked."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from ppid_xl.messages import error_sentences

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ppid_xl"
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_layers_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("arguments", [["check"], ["format", "--check"]])
def test_the_code_is_tidy(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, "ppid_xl", "tests", "templates", "docs", "bench"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_types_are_strict() -> None:
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_is_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
    assert not [p for p in MODULES if p.stem in empty]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_public_functions_and_classes_say_what_they_are_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")
    ]
    private = _private_classes(tree)
    nested = {
        inner
        for n in ast.walk(tree)
        if isinstance(n, ast.FunctionDef) or n in private
        for inner in ast.walk(n)
        if inner is not n
    }
    silent = [n.name for n in public if not ast.get_docstring(n) and n not in nested and not _is_stub(n)]
    assert not silent


def _private_classes(tree: ast.AST) -> set[ast.AST]:
    return {n for n in ast.walk(tree) if isinstance(n, ast.ClassDef) and n.name.startswith("_")}


def _is_stub(node: ast.AST) -> bool:
    body = getattr(node, "body", [])
    return len(body) == 1 and isinstance(body[0], ast.Expr) and getattr(body[0].value, "value", None) is ...


ERRORS = {
    "PpidXlError",
    "InputError",
    "ConfigError",
    "TemplateError",
    "HostError",
    "SigningError",
    "ArsipError",
}


# The patcher adds the sheet and cell to what goes wrong in one cell (``SheetXml.set_row``).
ADDED_LATER = {"cell_xml.py": {"lembar", "sel"}, "sheet_xml.py": {"lembar", "sel"}}


def raised_codes() -> Iterator[tuple[str, set[str], str]]:
    """Yield (code, names of facts, place) for every exception made with a literal code."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in ERRORS or not node.args:
                continue
            if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                if any(keyword.arg is None for keyword in node.keywords):
                    continue
                yield node.args[0].value, {k.arg or "" for k in node.keywords}, f"{path.name}:{node.lineno}"


def test_every_error_has_a_sentence_filled_by_its_facts() -> None:
    sentences = error_sentences()
    wrong = []
    for code, facts, place in raised_codes():
        entry = sentences.get(code)
        blanks = (
            set(re.findall(r"{(\w+)}", f"{entry['kalimat']} {entry['saran']}")) if entry else {"(tidak ada)"}
        )
        if not blanks <= facts | ADDED_LATER.get(place.split(":")[0], set()):
            wrong.append((code, place, blanks - facts))
    assert not wrong


def test_an_error_has_its_sentence_in_one_file_only() -> None:
    files = (PACKAGE / "data" / "kesalahan").glob("*.toml")
    codes = [code for path in files for code in tomllib.loads(path.read_text(encoding="utf-8"))]
    assert sorted(codes) == sorted(set(codes))


def test_every_sentence_for_an_error_is_used() -> None:
    sentences = error_sentences()
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    assert not [key for key in sentences if f'"{key}"' not in code]


def test_no_clock_or_environment_below_the_workflow() -> None:
    allowed = {"cli", "ribbon", "workflow"}
    forbidden = re.compile(r"\b(datetime\.now|date\.today|time\.time|os\.environ|getenv|datetime\.utcnow)\b")
    found = [
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if path.relative_to(PACKAGE).parts[0] not in allowed
        and forbidden.search(path.read_text(encoding="utf-8"))
    ]
    assert not found


def identifiers(path: Path) -> Iterator[str]:
    """Yield the parts of every name that a module defines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.arg):
            names.append(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.append(node.id)
        for name in names:
            for part in re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).split("_"):
                yield part.lower()
    yield from path.stem.lower().split("_")


def english_words() -> set[str]:
    text = (ROOT / "tests" / "data" / "kata_inggris.txt").read_text(encoding="utf-8")
    return {line for line in text.splitlines() if line and not line.startswith("#")}


def glossary() -> set[str]:
    text = (ROOT / "GLOSARIUM.md").read_text(encoding="utf-8")
    terms = re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)
    return {part for term in terms for part in re.split(r"[,_ ]+", term.lower()) if part}


def test_every_word_in_a_name_is_english_or_in_the_glossary() -> None:
    known = english_words() | glossary()
    unknown = {
        part
        for path in MODULES
        for part in identifiers(path)
        if len(part) > 2 and not part.isdigit() and part not in known
    }
    assert not sorted(unknown)


def test_verbs_of_functions_are_english() -> None:
    verbs = {
        "muat",
        "cetak",
        "buat",
        "tulis",
        "baca",
        "hitung",
        "ambil",
        "simpan",
        "hapus",
        "cari",
        "tampilkan",
        "kirim",
    }
    buttons = {
        "buat",
        "simpan",
        "impor",
        "periksa",
        "pulihkan",
        "terima_usulan",
        "contoh",
        "riwayat",
        "surat",
        "kirim",
    }
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.FunctionDef)
                and node.name not in buttons
                and node.name.strip("_").split("_")[0] in verbs
            ):
                found.append((path.name, node.name))
    assert not [name for name in found if not name[1].startswith("_")]


def test_comments_are_few() -> None:
    comments = lines = 0
    for path in MODULES:
        with path.open("rb") as stream:
            said = (t.string for t in tokenize.tokenize(stream.readline) if t.type == tokenize.COMMENT)
            comments += sum(not re.search("fmt:|type:|noqa", text) for text in said)
        lines += len(path.read_text(encoding="utf-8").splitlines())
    assert comments / lines < 0.06


def test_nothing_names_a_path_of_somebodys_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    texts = [
        ROOT / name
        for name in listed
        if Path(name).suffix in {".py", ".toml", ".md", ".txt", ".sh", ".cmd", ".bas", ".xml"}
    ]
    found = [
        p.name
        for p in texts
        if p.is_file()
        and re.search(r"(^|[^\w.])/(home|root|work)/", p.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []
