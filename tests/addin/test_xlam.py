"""The package of the Excel add-in: parts, types, relations, code names, and the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from oletools.olevba import VBA_Parser
from vba_text import package_faults, read_modules

from ppid_xl.addin.vba_module import VbaModule
from ppid_xl.addin.xlam import build_xlam, pack, package_parts
from ppid_xl.bawaan import macros_dir
from ppid_xl.buttons import Buttons
from ppid_xl.errors import ConfigError
from ppid_xl.messages import sentence

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# What olevba calls suspicious and a program that starts another one cannot do without
NEEDED = {"WScript.Shell", "Shell", "Run", "CreateObject", "ExpandEnvironmentStrings", "Write"}
# "Hex Strings" and "Base64 Strings" are class identifiers and ordinary words
SHAPES = {"Hex Strings", "Base64 Strings"}


def relations(xlam: bytes, part: str) -> dict[str, str]:
    """Return the last word of each relation's type → target."""
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(xlam)).read(part))
    return {(e.get("Type") or "").rsplit("/", 1)[-1]: e.get("Target") or "" for e in root.iter(RELATION)}


def test_every_target_is_there_and_every_part_has_its_type(xlam: bytes) -> None:
    assert zipfile.ZipFile(io.BytesIO(xlam)).testzip() is None
    assert package_faults(xlam) == []


@pytest.mark.parametrize("missing", ["xl/styles.xml", "xl/vbaProject.bin", "customUI/customUI14.xml"])
def test_a_missing_part_is_noticed(missing: str, buttons: Buttons, macro_sources: list[VbaModule]) -> None:
    parts = package_parts(buttons, macro_sources)
    del parts[missing]
    assert any(missing in fault for fault in package_faults(pack(parts)))


def test_the_package_points_to_workbook_ribbon_and_project(xlam: bytes) -> None:
    package = relations(xlam, "_rels/.rels")
    assert package["officeDocument"] == "xl/workbook.xml"
    assert package["extensibility"] == "customUI/customUI14.xml"
    assert relations(xlam, "xl/_rels/workbook.xml.rels")["vbaProject"] == "vbaProject.bin"


def test_the_types_are_those_of_an_add_in_with_macros(xlam: bytes) -> None:
    types = zipfile.ZipFile(io.BytesIO(xlam)).read("[Content_Types].xml").decode()
    assert (
        'PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.addin.macroEnabled.main+xml"'
        in types
    )
    assert 'Extension="bin" ContentType="application/vnd.ms-office.vbaProject"' in types


def test_the_code_names_are_those_of_the_document_modules(xlam: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(xlam))
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    names = [book.find(f"{MAIN}workbookPr"), sheet.find(f"{MAIN}sheetPr")]
    assert {node.get("codeName") for node in names if node is not None} <= set(read_modules(xlam))
    assert None not in names


def test_the_workbook_of_the_add_in_is_hidden(xlam: bytes) -> None:
    book = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(xlam)).read("xl/workbook.xml"))
    assert [view.get("visibility") for view in book.iter(f"{MAIN}workbookView")] == ["hidden"]


def test_two_builds_are_the_same_byte_by_byte(xlam: bytes, buttons: Buttons) -> None:
    assert build_xlam(buttons, sorted(macros_dir("excel").glob("*.bas"))) == xlam


def test_nothing_in_the_zip_depends_on_the_machine_that_built_it(xlam: bytes) -> None:
    entries = zipfile.ZipFile(io.BytesIO(xlam)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert {(entry.create_system, entry.external_attr >> 16 & 0o777) for entry in entries} == {(0, 0o600)}


def test_line_ends_of_the_sources_do_not_change_the_add_in(
    xlam: bytes, buttons: Buttons, tmp_path: Path
) -> None:
    for path in macros_dir("excel").glob("*.bas"):
        (tmp_path / path.name).write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert build_xlam(buttons, sorted(tmp_path.glob("*.bas"))) == xlam


def test_a_source_exported_in_another_encoding_is_refused(buttons: Buttons, tmp_path: Path) -> None:
    (tmp_path / "Lama.bas").write_bytes('Attribute VB_Name = "Lama"\r\n\' é\r\n'.encode("cp1252"))
    with pytest.raises(ConfigError) as refused:
        build_xlam(buttons, [tmp_path / "Lama.bas"])
    assert "Lama.bas tidak dapat dibaca sebagai UTF-8" in sentence(refused.value)


def test_the_macros_do_nothing_that_a_virus_scanner_knows_but_start_one_program(xlam: bytes) -> None:
    parser = VBA_Parser("ppid.xlam", data=xlam)
    found = {(kind, word) for kind, word, _ in parser.analyze_macros()}
    parser.close()
    assert {kind for kind, _ in found} <= {"Suspicious", "Hex String", "Base64 String"}
    assert {word.lower() for kind, word in found if kind == "Suspicious"} <= {
        w.lower() for w in NEEDED | SHAPES
    }


def test_the_macros_use_no_library_no_command_shell_and_no_question_of_their_own(xlam: bytes) -> None:
    text = "\n".join(read_modules(xlam).values())
    banned = r"(?i)\b(declare|cmd\.exe|comspec|inputbox|vbproject|auto_open|workbook_open)\b"
    assert re.findall(banned, text) == []


def test_the_macros_take_the_interpreter_from_the_user_alone(xlam: bytes) -> None:
    runner = read_modules(xlam)["PpidLari"]
    assert runner.count("ConfigValue(ReadText(") == 1
    assert r'"%USERPROFILE%") & CONFIG_FILE' in runner
    assert ".Path &" not in runner
    assert "ThisWorkbook" not in runner
