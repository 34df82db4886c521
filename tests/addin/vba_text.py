"""What independent readers see in a built add-in: modules, procedures, calls, and the faults between its parts."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

import olefile
from oletools.olevba import VBA_Parser

from ppid_xl.buttons import Buttons
from ppid_xl.errors import InputError

PROCEDURE = re.compile(
    r"^[ \t]*(?:(Public|Private|Friend)\s+)?(?:Static\s+)?(Sub|Function)\s+(\w+)\s*\(([^)]*)\)", re.I | re.M
)
CALL = re.compile(r'^\s*RunButton "([^"]*)", "((?:[^"]|"")*)"$', re.M)
# MS-CUSTOMUI2: what a button's callback takes
BUTTON_ARGUMENTS = ["control As IRibbonControl"]


@dataclass(frozen=True)
class Procedure:
    """A Sub or Function as it is written."""

    module: str
    name: str
    visibility: str
    kind: str
    arguments: tuple[str, ...]


def read_modules(xlam: bytes) -> dict[str, str]:
    """Return name → source, as olevba reads them back, with LF line ends."""
    parser = VBA_Parser("ppid.xlam", data=xlam)
    try:
        return {
            name.rsplit(".", 1)[0]: source.replace("\r\n", "\n")
            for _, _, name, source in parser.extract_macros()
        }
    finally:
        parser.close()


def open_project(xlam: bytes) -> olefile.OleFileIO:
    """Return the VBA project as olefile reads it; anything incorrect is an error."""
    data = zipfile.ZipFile(io.BytesIO(xlam)).read("xl/vbaProject.bin")
    return olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT)


def procedures(modules: Mapping[str, str]) -> Iterator[Procedure]:
    """Yield every procedure of some modules."""
    for module, source in modules.items():
        for found in PROCEDURE.finditer(re.sub(r" _\n\s*", " ", source)):
            arguments = tuple(part.strip() for part in found[4].split(",") if part.strip())
            yield Procedure(module, found[3], found[1] or "Public", found[2], arguments)


def ribbon(xlam: bytes) -> ElementTree.Element:
    """Return the root of the ribbon's part."""
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(xlam)).read("customUI/customUI14.xml"))


def callback_faults(xlam: bytes, buttons: Buttons) -> list[str]:
    """Return what keeps a click from reaching its button: ribbon → Sub → key."""
    modules = read_modules(xlam)
    known = {(p.module, p.name): p for p in procedures(modules)}
    faults = []
    for element in ribbon(xlam).iter():
        action = element.get("onAction")
        if action is None:
            continue
        found = known.get(tuple(action.split(".")))
        if found is None:
            faults.append(f"{action}: no such procedure")
        elif found.visibility != "Public" or found.kind != "Sub":
            faults.append(f"{action}: {found.visibility} {found.kind}")
        elif list(found.arguments) != BUTTON_ARGUMENTS:
            faults.append(f"{action}: takes {found.arguments}")
    return faults + key_faults(modules.get("PpidTombol", ""), buttons)


def key_faults(source: str, buttons: Buttons) -> list[str]:
    """Return which keys handed over by the Subs are unknown, missing or handed over twice."""
    keys = [key for key, _ in CALL.findall(source)]
    faults = []
    for key in keys:
        try:
            buttons.find(key)
        except InputError as error:
            faults.append(str(error))
    faults += [f"{b.kunci}: {keys.count(b.kunci)} Subs" for b in buttons.buttons if keys.count(b.kunci) != 1]
    return faults


def package_faults(xlam: bytes) -> list[str]:
    """Return relationship targets that are missing and parts whose content type is not declared."""
    archive = zipfile.ZipFile(io.BytesIO(xlam))
    names = set(archive.namelist())
    types = ElementTree.fromstring(archive.read("[Content_Types].xml"))
    endings = {e.get("Extension") for e in types if e.tag.endswith("Default")}
    parts = {(e.get("PartName") or "")[1:] for e in types if e.tag.endswith("Override")}
    faults = [f"{part}: declared, not there" for part in parts - names]
    faults += [
        f"{n}: no content type" for n in names if n.rsplit(".", 1)[-1] not in endings and n not in parts
    ]
    for name in names:
        if name.endswith(".rels"):
            base = posixpath.dirname(posixpath.dirname(name))
            for relation in ElementTree.fromstring(archive.read(name)):
                target = posixpath.join(base, relation.get("Target") or "")
                faults += [] if target in names else [f"{name}: {target} is not there"]
    return faults
