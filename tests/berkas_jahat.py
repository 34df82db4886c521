"""Files that would hurt: lists, templates and scans as somebody might send them, each made when a test asks."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
from contoh_gambar import chunk
from contoh_pdf import locked_pdf

Maker = Callable[[Path], object]
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
DTD = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]>'
XXE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


def rezip(path: Path, changed: dict[str, str | bytes]) -> Path:
    """Replace or add entries of a zip."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**entries, **changed}.items():
            archive.writestr(name, data)
    return path


def entry_of(path: Path, name: str) -> str:
    """Return an entry of a zip as text."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def overlapping_zip(names: list[str], payload: bytes) -> bytes:
    """Return a zip whose entries all are the same bytes of the file, each under its own name in the directory."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(payload) + packed.flush()
    sizes = struct.pack("<3I", zlib.crc32(payload), len(data), len(payload))
    name = names[0].encode()
    local = (
        struct.pack("<4s5H", b"PK\x03\x04", 20, 0, 8, 0, 0)
        + sizes
        + struct.pack("<2H", len(name), 0)
        + name
        + data
    )
    directory = b"".join(
        struct.pack("<4s6H", b"PK\x01\x02", 20, 20, 0, 8, 0, 0)
        + sizes
        + struct.pack("<5H2I", len(one.encode()), 0, 0, 0, 0, 0, 0)
        + one.encode()
        for one in names
    )
    count = len(names)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(local), 0)
    return local + directory + end


def png(width: int, height: int, colour: int = 2) -> bytes:
    """Return a PNG of nothing but noughts, however large."""
    row = bytes(1 + width * {0: 1, 2: 3, 6: 4}[colour])
    packed = zlib.compressobj(9)
    data = b"".join(packed.compress(row) for _ in range(height)) + packed.flush()
    head = struct.pack(">2I5B", width, height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pdf_with(entries: str, *objects: str, page: str = "") -> bytes:
    """Return a PDF of one page with more in its catalog, and with more objects from number 4 on."""
    body = [
        f"<</Type/Catalog/Pages 2 0 R{entries}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]{page}>>",
        *objects,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(body, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + text.encode("latin-1") + b"\nendobj\n"
    table = f"xref\n0 {len(body) + 1}\n0000000000 65535 f \n" + "".join(
        f"{at:010} 00000 n \n" for at in places
    )
    tail = f"trailer\n<</Root 1 0 R/Size {len(body) + 1}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + table.encode() + tail.encode()


def pdf_picture(width: int, height: int, times: int = 1) -> bytes:
    """Return a PDF whose page is one picture of noughts, packed once or more."""
    packed = zlib.compressobj(9)
    data = b"".join(packed.compress(bytes(width * 3)) for _ in range(height)) + packed.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    filters = "/FlateDecode" * times
    picture = (
        f"<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB/BitsPerComponent 8"
        f"/Filter[{filters}]/Length {len(data)}>>\nstream\n{data.decode('latin-1')}\nendstream"
    )
    draw = "<</Length 27>>\nstream\n200 0 0 200 0 0 cm /G Do   \nendstream"
    return pdf_with("", picture, draw, page="/Resources<</XObject<</G 4 0 R>>>>/Contents 5 0 R")


def stream_of(head: str, data: bytes) -> str:
    """Return a stream object of a PDF as text."""
    return f"<<{head}/Length {len(data)}>>\nstream\n{data.decode('latin-1')}\nendstream"


def packed_bomb() -> bytes:
    """Return a PDF with millions of objects in a small stream."""
    packed = zlib.compress(b"1 0 " + b"<</A 1>>" * 10_000_000, 9)
    return pdf_with("", stream_of("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", packed))


def drawing_bomb() -> bytes:
    """Return a PDF whose page is hundreds of megabytes of lines to draw."""
    packed = zlib.compress(b"q 1 0 0 1 0 0 cm 0 0 100 100 re f Q " * 10_000_000, 9)
    return pdf_with("", stream_of("/Filter/FlateDecode", packed), page="/Contents 4 0 R")


def forms_in_forms() -> bytes:
    """Return a PDF whose page draws ten forms, each of which draws ten, nine deep."""
    box = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    forms = [stream_of(f"{box}/Resources<</XObject<</G {5 + n} 0 R>>>>", b"/G Do " * 10) for n in range(9)]
    page = "/Resources<</XObject<</G 4 0 R>>>>/Contents 4 0 R"
    return pdf_with("", *forms, stream_of(box, b"0 0 9 9 re"), page=page)


def png_head(width: int, height: int) -> bytes:
    """Return a PNG that says to be of a size and has the dots of a small one."""
    small = png(2, 2)
    size, changed = (small[16:29], struct.pack(">2I", width, height) + small[24:29])
    return small.replace(chunk(b"IHDR", size), chunk(b"IHDR", changed))


def good_docx(path: Path, *paragraphs: str) -> Path:
    """Write a template that an office might have made."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Arial"
    for text in paragraphs or ("NOTA DINAS", "Nomor {{ nomor }}"):
        document.add_paragraph(text)
    document.save(str(path))
    return path


def body_docx(path: Path, xml: str) -> Path:
    """Write a template with raw XML at the start of its body."""
    text = entry_of(good_docx(path), "word/document.xml")
    return rezip(path, {"word/document.xml": text.replace("<w:body>", f"<w:body>{xml}", 1)})


def related_docx(
    path: Path, kind: str, target: str, *, external: bool = True, part: str = "document"
) -> Path:
    """Write a template of which one part has one relationship more."""
    good_docx(path)
    name = f"word/_rels/{part}.xml.rels" if part else "_rels/.rels"
    mode = ' TargetMode="External"' if external else ""
    line = f'<Relationship Id="rId99" Type="{R}/{kind}" Target="{target}"{mode}/>'
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    with zipfile.ZipFile(path) as archive:
        there = archive.read(name).decode() if name in archive.namelist() else f"{rels}</Relationships>"
    added = {name: there.replace("</Relationships>", f"{line}</Relationships>")}
    if not external:
        added[f"word/{target}"] = b"isi"
    return rezip(path, added)


def field_docx(path: Path, *pieces: str) -> Path:
    """Write a template with a field whose instruction stands in several runs."""
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return body_docx(path, f"<w:p>{begin}{runs}{end}</w:p>")


def vml(address: str) -> str:
    """Return a paragraph with a picture of old that is fetched from an address."""
    names = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    return f"<w:p><w:r><w:pict><v:shape {names}><v:imagedata {address}/></v:shape></w:pict></w:r></w:p>"


def moved_docx(path: Path) -> Path:
    """Write a template whose parts lie in a folder of another name, with a field that starts a program."""
    body_docx(path, '<w:p><w:fldSimple w:instr="DDEAUTO cmd a"/></w:p>')
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    moved = {
        name.replace("word/", "lain/"): data.replace(b'"/word/', b'"/lain/').replace(b'"word/', b'"lain/')
        for name, data in entries.items()
    }
    path.write_bytes(bytes_of_zip(moved))
    return path


def macro_docx(path: Path) -> Path:
    """Write a template with macros under the name of one without."""
    types = entry_of(good_docx(path), "[Content_Types].xml")
    macro = types.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return rezip(path, {"[Content_Types].xml": macro, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def pipe(path: Path) -> None:
    """Make a pipe that nobody ever writes into."""
    os.mkfifo(path)


def sparse(path: Path, size: int) -> None:
    """Make a file that says to be large and takes no room."""
    with path.open("wb") as stream:
        stream.truncate(size)


def bytes_of_zip(entries: dict[str, bytes]) -> bytes:
    """Return a zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return stream.getvalue()


def polyglot(content: bytes) -> bytes:
    """Return a PDF or picture that is a zip too."""
    return content + bytes_of_zip({"isi.txt": b"lain"})


LOCKED = locked_pdf(pdf_with(""))
