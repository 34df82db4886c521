"""The Excel add-in as a file: a hidden workbook of one empty sheet, the VBA project and the ribbon."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from ppid_xl.addin.ribbon_xml import ribbon_xml
from ppid_xl.addin.vba_module import (
    SHEET_BASE,
    WORKBOOK_BASE,
    VbaModule,
    document_module,
    read_module,
)
from ppid_xl.addin.vba_project import PROJECT_NAME, build_project
from ppid_xl.addin.vba_stubs import RUNNER, stubs_module
from ppid_xl.buttons import Buttons
from ppid_xl.errors import ConfigError

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WORKBOOK, _SHEET = "ThisWorkbook", "Sheet1"

_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "bin": "application/vnd.ms-office.vbaProject",
}
_OVERRIDES = {
    "/xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
    "/xl/worksheets/sheet1.xml": f"{_SHEET_TYPES}.worksheet+xml",
    "/xl/styles.xml": f"{_SHEET_TYPES}.styles+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_PACKAGE_RELATIONS = {
    "xl/workbook.xml": f"{_OFFICE}/officeDocument",
    "docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties",
    "customUI/customUI14.xml": f"{_MICROSOFT}/2007/relationships/ui/extensibility",
}
_WORKBOOK_RELATIONS = {
    "worksheets/sheet1.xml": f"{_OFFICE}/worksheet",
    "styles.xml": f"{_OFFICE}/styles",
    "vbaProject.bin": f"{_MICROSOFT}/2006/relationships/vbaProject",
}
_WORKBOOK_XML = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr codeName="{_WORKBOOK}"/>'
    '<bookViews><workbookView visibility="hidden"/></bookViews>'
    '<sheets><sheet name="PPID" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_SHEET_XML = f'<worksheet xmlns="{_MAIN}"><sheetPr codeName="{_SHEET}"/><sheetData/></worksheet>'
_STYLES_XML = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_CORE_XML = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>PPID</dc:title><dc:description>Tombol PPID di pita Excel</dc:description></cp:coreProperties>"
)


def build_xlam(buttons: Buttons, sources: Sequence[Path]) -> bytes:
    """Return ``ppid.xlam``: the ribbon of some buttons, their Subs, and the modules of some ``.bas`` files.

    Equal input gives equal bytes. Raises ConfigError when a source cannot be stored in a VBA project.
    """
    return pack(package_parts(buttons, [read_module(path) for path in sources]))


def package_parts(buttons: Buttons, modules: Sequence[VbaModule]) -> dict[str, bytes]:
    """Return the parts of the add-in by name, in the order of the package; one module must run the buttons."""
    if not any(f"\nPublic Sub {RUNNER}(" in module.text for module in modules):
        raise ConfigError("sumber-vba-kurang", prosedur=RUNNER)
    taken = (PROJECT_NAME, _WORKBOOK, _SHEET, *(module.name for module in modules))
    project = [
        document_module(_WORKBOOK, WORKBOOK_BASE),
        document_module(_SHEET, SHEET_BASE),
        stubs_module(buttons, taken),
        *modules,
    ]
    return {
        "[Content_Types].xml": _xml(_content_types()),
        "_rels/.rels": _xml(_relations(_PACKAGE_RELATIONS)),
        "docProps/core.xml": _xml(_CORE_XML),
        "xl/workbook.xml": _xml(_WORKBOOK_XML),
        "xl/_rels/workbook.xml.rels": _xml(_relations(_WORKBOOK_RELATIONS)),
        "xl/worksheets/sheet1.xml": _xml(_SHEET_XML),
        "xl/styles.xml": _xml(_STYLES_XML),
        "xl/vbaProject.bin": build_project(project),
        "customUI/customUI14.xml": ribbon_xml(buttons),
    }


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as a zip whose bytes depend on the parts alone: stored, for compressors differ by version."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 0
            archive.writestr(entry, data)
    return out.getvalue()


def _xml(text: str) -> bytes:
    return (_HEAD + text).encode()


def _content_types() -> str:
    defaults = (f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in _DEFAULTS.items())
    overrides = (f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in _OVERRIDES.items())
    return f'<Types xmlns="{_PACKAGE}/content-types">{"".join(defaults)}{"".join(overrides)}</Types>'


def _relations(targets: Mapping[str, str]) -> str:
    lines = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'
