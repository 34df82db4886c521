"""The extension for Calc as a file: complete, well-formed, the same bytes each time."""

from __future__ import annotations

import ast
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ppid_xl.addin.calc_toolbar import toolbar_rows
from ppid_xl.addin.oxt import build_oxt, oxt_parts
from ppid_xl.bawaan import macros_dir
from ppid_xl.buttons import Buttons, Group, load_buttons

OOR = "{http://openoffice.org/2001/registry}"
MANIFEST = "{http://openoffice.org/2001/manifest}"
SCRIPTS = sorted(macros_dir("calc").rglob("*.py"))


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(build_oxt(load_buttons()))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def urls(part: bytes) -> list[str]:
    root = ElementTree.fromstring(part)
    return [prop.findtext("value", "") for prop in root.iter("prop") if prop.get(f"{OOR}name") == "URL"]


def test_two_builds_give_the_same_bytes() -> None:
    assert build_oxt(load_buttons()) == build_oxt(load_buttons())


def test_no_file_in_it_tells_when_it_was_built() -> None:
    with zipfile.ZipFile(io.BytesIO(build_oxt(load_buttons()))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_xml_part_is_well_formed(parts: dict[str, bytes]) -> None:
    markup = [name for name in parts if name.endswith((".xml", ".xcu", ".components"))]
    assert len(markup) == 5
    for name in markup:
        ElementTree.fromstring(parts[name])


def test_the_manifest_comes_first_and_names_parts_that_are_there(parts: dict[str, bytes]) -> None:
    assert next(iter(parts)) == "META-INF/manifest.xml"
    root = ElementTree.fromstring(parts["META-INF/manifest.xml"])
    named = {entry.get(f"{MANIFEST}full-path") for entry in root}
    assert named == {"Addons.xcu", "CalcWindowState.xcu", "ppid.components"}
    assert named <= parts.keys()


def test_the_component_is_registered_passively(parts: dict[str, bytes]) -> None:
    assert b"uno-component;type=Python" not in parts["META-INF/manifest.xml"]
    (component,) = ElementTree.fromstring(parts["ppid.components"])
    assert component.get("uri") in parts


def test_toolbars_and_menu_hold_every_button_in_order(parts: dict[str, bytes]) -> None:
    wanted = [f"service:id.ppid.xl.Button?{button.kunci}" for button in load_buttons().buttons]
    assert urls(parts["Addons.xcu"]) == wanted + wanted


def test_each_group_is_a_toolbar_that_has_its_place(parts: dict[str, bytes]) -> None:
    bars = ElementTree.fromstring(parts["Addons.xcu"]).find("node/node")
    names = [node.get(f"{OOR}name") for node in bars] if bars is not None else []
    assert names == [f"id.ppid.xl.toolbar.{group.kunci}" for group in load_buttons().groups]
    places = {
        str(state.get(f"{OOR}name")): value.text
        for state in ElementTree.fromstring(parts["CalcWindowState.xcu"]).iter("node")
        for prop in state.findall("prop")
        for value in prop
        if prop.get(f"{OOR}name") == "DockPos"
    }
    assert list(places) == [f"private:resource/toolbar/addon_{name}" for name in names]
    assert len(set(places.values())) == len(names)


def test_whole_groups_share_two_rows_evenly() -> None:
    def shared(*counts: int) -> list[int]:
        groups = tuple(Group(f"g{place}", "") for place in range(len(counts)))
        button = load_buttons().buttons[0]
        pressed = [
            replace(button, grup=g.kunci)
            for g, count in zip(groups, counts, strict=True)
            for _ in range(count)
        ]
        return [len(row) for row in toolbar_rows(Buttons(groups, tuple(pressed)))]

    assert shared(3, 5, 8, 2, 5, 3) == [3, 3]
    assert shared(9, 1, 1) == [1, 2]
    assert sorted(shared(4)) == [0, 1]


def test_names_of_entries_sort_as_they_are_shown(parts: dict[str, bytes]) -> None:
    for part in ElementTree.fromstring(parts["Addons.xcu"]).iter("node"):
        names = [str(node.get(f"{OOR}name")) for node in part.findall("node")]
        if names and all(re.fullmatch(r"[BG]\d.*", name) for name in names):
            assert names == sorted(names)


def test_the_sources_are_in_it_as_they_are(parts: dict[str, bytes]) -> None:
    for path in SCRIPTS:
        name = f"python/{path.relative_to(macros_dir('calc')).as_posix()}"
        assert parts[name].decode() == path.read_text(encoding="utf-8")
    assert sum(name.endswith(".py") for name in oxt_parts(load_buttons())) == len(SCRIPTS) == 6


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_what_runs_inside_libreoffice_needs_nothing_but_it(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))
    known = {
        "__future__", "com", "datetime", "json", "os", "queue", "re", "signal", "subprocess", "threading", "time",
        "traceback", "typing", "uno", "unohelper",
    } | {script.stem for script in SCRIPTS}  # fmt: skip
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= known
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300
