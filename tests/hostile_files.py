"""Make small workbook packages by hand, and the hostile or broken files that the gate must stop."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sheet_xml(rows: str = "", head: str = "", tail: str = "") -> str:
    """Return a worksheet part around ready-made rows."""
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{RELS}">{head}<sheetData>{rows}</sheetData>{tail}</worksheet>'


def minimal_parts(sheet: str | bytes = "", name: str = "Rekap") -> dict[str, bytes]:
    """Return the parts of the smallest workbook that Excel, calamine and LibreOffice open."""
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{types}.styles+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{types}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE_RELS}"><Relationship Id="rId1" '
        f'Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><workbookPr/>'
        f'<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE_RELS}">'
        f'<Relationship Id="rId1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/>'
        '</font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
        "</styleSheet>",
        SHEET: sheet or sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'),
    }
    return {name: part.encode() if isinstance(part, str) else part for name, part in parts.items()}


def pack(path: Path, parts: Mapping[str, bytes]) -> Path:
    """Write parts as a deflated zip, in the order given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6)), data, zipfile.ZIP_DEFLATED)
    return path


def workbook_with(path: Path, sheet: str | bytes = "") -> Path:
    """Write the smallest workbook with another sheet part."""
    return pack(path, minimal_parts(sheet))


def with_part(path: Path, name: str, data: bytes) -> Path:
    """Write the smallest workbook with one part added or replaced."""
    return pack(path, {**minimal_parts(), name: data})


def with_duplicate(path: Path, name: str) -> Path:
    """Write a workbook with a second entry of some name."""
    pack(path, minimal_parts())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, sheet_xml('<row r="1"><c r="A1"><v>2</v></c></row>'))
    return path


def with_lying_size(path: Path, real: bytes, stated: int) -> Path:
    """Write a workbook whose sheet inflates to more than its headers state, with a CRC that fits the lie."""
    pack(path, minimal_parts(real))
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo(SHEET)
    crc = zlib.crc32(real[:stated]).to_bytes(4, "little")
    central = data.rindex(SHEET.encode()) - 46
    for crc_at, size_at in ((info.header_offset + 14, info.header_offset + 22), (central + 16, central + 24)):
        data[crc_at : crc_at + 4] = crc
        data[size_at : size_at + 4] = stated.to_bytes(4, "little")
    path.write_bytes(data)
    return path


def with_encrypted_entry(path: Path) -> Path:
    """Write a workbook whose first entry is marked as locked by a zip password."""
    pack(path, minimal_parts())
    data = bytearray(path.read_bytes())
    for signature, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flag] |= 1
    path.write_bytes(data)
    return path


def ole_file(path: Path, stream: str) -> Path:
    """Write an OLE container's header with one stream name in it."""
    path.write_bytes(OLE + bytes(1016) + stream.encode("utf-16-le") + bytes(480))
    return path
