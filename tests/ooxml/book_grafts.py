"""Parts that XlsxWriter does not write, grafted into a finished workbook as Excel would have put them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from contoh_gambar import tiny_png
from hostile_files import MAIN, PACKAGE_RELS, RELS, SHEET, pack
from sample_books import parts_of

TYPES, WORKBOOK = "[Content_Types].xml", "xl/workbook.xml"
_MS = "http://schemas.microsoft.com/office"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"

Parts = dict[str, bytes]


def graft(
    parts: Parts, owner: str, kind: str, part: str, data: str | bytes, content_type: str, number: int = 90
) -> str:
    """Add a part with its content type and a relation from its owner; return the relation's id."""
    folder, _, name = owner.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels" if owner else "_rels/.rels"
    empty = f'{_HEAD}<Relationships xmlns="{PACKAGE_RELS}"></Relationships>'.encode()
    kind = kind if kind.startswith("http") else f"{RELS}/{kind}"
    link = f'<Relationship Id="rId{number}" Type="{kind}" Target="/{part}"/></Relationships>'
    parts[rels] = parts.get(rels, empty).replace(b"</Relationships>", link.encode())
    parts[TYPES] = parts[TYPES].replace(
        b"</Types>", f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>'.encode()
    )
    parts[part] = data if isinstance(data, bytes) else (_HEAD + data).encode()
    return f"rId{number}"


def _end(parts: Parts, part: str, root: str, element: str) -> None:
    """Put an element at the end of a part."""
    close = f"</{root}>"
    at = parts[part].rindex(close.encode())
    parts[part] = parts[part][:at] + element.encode() + parts[part][at:]


def _extension(parts: Parts, part: str, root: str, uri: str, content: str) -> None:
    _end(parts, part, root, f'<extLst><ext uri="{uri}" xmlns:x14="{_X14}">{content}</ext></extLst>')


def _slicer(parts: Parts) -> None:
    cache = f'<slicerCacheDefinition xmlns="{_X14}" name="Pemotong_Judul" sourceName="Judul"></slicerCacheDefinition>'
    rel = graft(
        parts, WORKBOOK, f"{_MS}/2007/relationships/slicerCache", "xl/slicerCaches/slicerCache1.xml",
        cache, "application/vnd.ms-excel.slicerCache+xml",
    )  # fmt: skip
    content = f'<x14:slicerCaches><x14:slicerCache xmlns:r="{RELS}" r:id="{rel}"/></x14:slicerCaches>'
    _extension(parts, WORKBOOK, "workbook", "{BBE1A952-AA13-448e-AADC-164F8A28A991}", content)
    slicer = (
        f'<slicers xmlns="{_X14}"><slicer name="Judul" cache="Pemotong_Judul" rowHeight="241300"/></slicers>'
    )
    rel = graft(
        parts, SHEET, f"{_MS}/2007/relationships/slicer", "xl/slicers/slicer1.xml",
        slicer, "application/vnd.ms-excel.slicer+xml",
    )  # fmt: skip
    content = f'<x14:slicerList><x14:slicer xmlns:r="{RELS}" r:id="{rel}"/></x14:slicerList>'
    _extension(parts, SHEET, "worksheet", "{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}", content)


def _thread(parts: Parts) -> None:
    space = f"{_MS}/spreadsheetml/2018/threadedcomments"
    siti = '<person displayName="Siti" id="{0-1}" userId="siti" providerId="None"/>'
    person = f'<personList xmlns="{space}">{siti}</personList>'
    graft(
        parts, WORKBOOK, f"{_MS}/2017/10/relationships/person", "xl/persons/person.xml",
        person, "application/vnd.ms-excel.person+xml",
    )  # fmt: skip
    thread = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="B5" personId="{{0-1}}" id="{{0-2}}">'
        "<text>utas</text></threadedComment></ThreadedComments>"
    )
    graft(
        parts, SHEET, f"{_MS}/2017/10/relationships/threadedComment", "xl/threadedComments/threadedComment1.xml",
        thread, "application/vnd.ms-excel.threadedcomments+xml",
    )  # fmt: skip


def _ribbon(parts: Parts) -> None:
    tabs = '<ribbon><tabs><tab id="t" label="PPID"/></tabs></ribbon>'
    ribbon = f'<customUI xmlns="{_MS}/2009/07/customui">{tabs}</customUI>'
    graft(
        parts,
        "",
        f"{_MS}/2007/relationships/ui/extensibility",
        "customUI/customUI14.xml",
        ribbon,
        "application/xml",
    )


def _printer(parts: Parts) -> None:
    part = "xl/printerSettings/printerSettings1.bin"
    rel = graft(parts, SHEET, "printerSettings", part, bytes(range(256)) * 3, f"{_SHEETS}.printerSettings")
    element = f'<pageSetup xmlns:r="{RELS}" orientation="portrait" r:id="{rel}"/><tableParts'
    parts[SHEET] = parts[SHEET].replace(b"<tableParts", element.encode(), 1)


def _connections(parts: Parts) -> None:
    connection = '<connection id="1" name="Pusat Data" type="4" refreshedVersion="6"/>'
    data = f'<connections xmlns="{MAIN}">{connection}</connections>'
    graft(parts, WORKBOOK, "connections", "xl/connections.xml", data, f"{_SHEETS}.connections+xml")


def _query_table(parts: Parts) -> None:
    data = f'<queryTable xmlns="{MAIN}" name="Kueri" connectionId="1" autoFormatId="16"/>'
    graft(
        parts,
        "xl/tables/table1.xml",
        "queryTable",
        "xl/queryTables/queryTable1.xml",
        data,
        f"{_SHEETS}.queryTable+xml",
    )


def _pivot(parts: Parts) -> None:
    source = '<cacheSource type="worksheet"><worksheetSource name="tblRekap"/></cacheSource>'
    fields = '<cacheFields count="1"><cacheField name="Judul" numFmtId="0"><sharedItems/></cacheField></cacheFields>'
    root = f'pivotCacheDefinition xmlns="{MAIN}" refreshOnLoad="1" recordCount="0"'
    cache = f"<{root}>{source}{fields}</pivotCacheDefinition>"
    part = "xl/pivotCache/pivotCacheDefinition1.xml"
    rel = graft(parts, WORKBOOK, "pivotCacheDefinition", part, cache, f"{_SHEETS}.pivotCacheDefinition+xml")
    element = f'<pivotCaches><pivotCache xmlns:r="{RELS}" cacheId="1" r:id="{rel}"/></pivotCaches>'
    _end(parts, WORKBOOK, "workbook", element)
    records = f'<pivotCacheRecords xmlns="{MAIN}" count="0"/>'
    graft(
        parts, part, "pivotCacheRecords", "xl/pivotCache/pivotCacheRecords1.xml", records,
        f"{_SHEETS}.pivotCacheRecords+xml",
    )  # fmt: skip


def _custom_xml(parts: Parts) -> None:
    graft(
        parts, WORKBOOK, "customXml", "customXml/item1.xml", '<ppid xmlns="urn:contoh"/>', "application/xml"
    )


def _external_link(parts: Parts) -> None:
    book = '<externalBook r:id="rId1"><sheetNames><sheetName val="Lain"/></sheetNames></externalBook>'
    data = f'<externalLink xmlns="{MAIN}" xmlns:r="{RELS}">{book}</externalLink>'
    part = "xl/externalLinks/externalLink1.xml"
    rel = graft(parts, WORKBOOK, "externalLink", part, data, f"{_SHEETS}.externalLink+xml")
    link = (
        f'<Relationship Id="rId1" Type="{RELS}/externalLinkPath" Target="lain.xlsx" TargetMode="External"/>'
    )
    rels = f'{_HEAD}<Relationships xmlns="{PACKAGE_RELS}">{link}</Relationships>'
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = rels.encode()
    element = f'</sheets><externalReferences><externalReference xmlns:r="{RELS}" r:id="{rel}"/></externalReferences>'
    parts[WORKBOOK] = parts[WORKBOOK].replace(b"</sheets>", element.encode())


def _ole(parts: Parts) -> None:
    graft(
        parts, SHEET, "oleObject", "xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0" + bytes(512),
        "application/vnd.openxmlformats-officedocument.oleObject",
    )  # fmt: skip


def _control(parts: Parts) -> None:
    data = f'<formControlPr xmlns="{_X14}" objectType="CheckBox" checked="Checked"/>'
    graft(
        parts,
        SHEET,
        "ctrlProp",
        "xl/ctrlProps/ctrlProp1.xml",
        data,
        "application/vnd.ms-excel.controlproperties+xml",
    )


def _thumbnail(parts: Parts) -> None:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
    graft(parts, "", kind, "docProps/thumbnail.png", tiny_png(), "image/png")


def _far_validation(parts: Parts) -> None:
    rule = (
        f'<x14:dataValidations xmlns:xm="{_MS}/excel/2006/main" count="1"><x14:dataValidation type="list">'
        "<x14:formula1><xm:f>Pengaturan!$B$3:$B$4</xm:f></x14:formula1><xm:sqref>B5:B9</xm:sqref>"
        "</x14:dataValidation></x14:dataValidations>"
    )
    _extension(parts, SHEET, "worksheet", "{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}", rule)


def _calc_chain(parts: Parts) -> None:
    cells = "".join(
        f'<c r="{ref}" i="1"/>' for ref in ("H5", "H6", "H7", *(f"F{row}" for row in range(5, 10)))
    )
    data = f'<calcChain xmlns="{MAIN}">{cells}</calcChain>'
    graft(parts, WORKBOOK, "calcChain", "xl/calcChain.xml", data, f"{_SHEETS}.calcChain+xml")


def _custom_views(parts: Parts) -> None:
    view = '<customSheetView guid="{00000000-0000-0000-0000-000000000001}" scale="90"/>'
    view = f"<customSheetViews>{view}</customSheetViews>"
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", b"</sheetData>" + view.encode())
    element = (
        '<customWorkbookViews><customWorkbookView name="Siti" guid="{00000000-0000-0000-0000-000000000001}" '
        'windowWidth="100" windowHeight="100" activeSheetId="1"/></customWorkbookViews>'
    )
    _end(parts, WORKBOOK, "workbook", element)


def _grafted(change: Callable[[Parts], None]) -> Callable[[Path], None]:
    def apply(path: Path) -> None:
        parts = parts_of(path)
        change(parts)
        pack(path, parts)

    return apply


GRAFTS: dict[str, Callable[[Path], None]] = {
    "pemotong": _grafted(_slicer),
    "utas": _grafted(_thread),
    "pita": _grafted(_ribbon),
    "printer": _grafted(_printer),
    "sambungan": _grafted(_connections),
    "kueri": _grafted(_query_table),
    "pivot": _grafted(_pivot),
    "xml-khusus": _grafted(_custom_xml),
    "buku-luar": _grafted(_external_link),
    "objek-ole": _grafted(_ole),
    "kendali": _grafted(_control),
    "gambar-mini": _grafted(_thumbnail),
    "validasi-2010": _grafted(_far_validation),
    "rantai-hitung": _grafted(_calc_chain),
    "tampilan-khusus": _grafted(_custom_views),
}
