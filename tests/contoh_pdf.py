"""Small PDF files for the tests, written by hand as ISO 32000-1 has them."""

from __future__ import annotations

import io
import zlib


def plain_pdf(pages: int, *, trailer: str = "") -> bytes:
    """Return a PDF whose objects stand in the open."""
    kids = " ".join(f"{n + 3} 0 R" for n in range(pages))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type /Pages /Kids [{kids}] /Count {pages}>>",
        *("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</Font<<>>>>>>" for _ in range(pages)),
    ]
    body = "".join(f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer\n<</Root 1 0 R/Size {len(objects) + 1}{trailer}>>\n%%EOF\n".encode()


def packed_pdf(pages: int, catalog: str = "") -> bytes:
    """Return a PDF whose catalog and page tree stand in a compressed object stream, two levels deep."""
    kids = " ".join(f"{n + 4} 0 R" for n in range(pages))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        f"<</Type/Pages/Kids[3 0 R]/Count {pages}>>",
        f"<</Type/Pages/Parent 2 0 R/Kids[{kids}]/Count {pages}>>",
        *("<</Type/Page/Parent 3 0 R/MediaBox[0 0 200 200]>>" for _ in range(pages)),
    ]
    heads, body = "", ""
    for number, text in enumerate(objects, 1):
        heads, body = f"{heads}{number} {len(body)} ", f"{body}{text} "
    stream = zlib.compress(f"{heads}{body}".encode())
    head = f"<</Type/ObjStm/N {len(objects)}/First {len(heads)}/Filter/FlateDecode/Length {len(stream)}>>"
    return f"%PDF-1.5\n9 0 obj\n{head}\nstream\n".encode() + stream + b"\nendstream\nendobj\n%%EOF\n"


def updated_pdf(pages: int, later: int) -> bytes:
    """Return a PDF that was saved again with another number of pages, the old objects still in it."""
    return plain_pdf(pages) + plain_pdf(later).removeprefix(b"%PDF-1.4\n")


def letter_pdf(*signers: str, text: str = "NOTA DINAS", pages: int = 1) -> bytes:
    """Return a letter on F4 whose last page has a place for each signer, side by side, the name below it."""
    words = [f"BT /F1 14 Tf 60 860 Td ({text}) Tj ET"]
    for number, nama in enumerate(signers, 1):
        left = 60 + (number - 1) * 260
        words.append(f"BT 1 1 1 rg /F1 11 Tf {left} 300 Td ([[TTD:{number}]]) Tj ET")
        words.append(f"BT 0 g /F1 11 Tf {left} 240 Td ({nama}) Tj ET")
    plain = f"BT /F1 14 Tf 60 860 Td ({text}) Tj ET"
    streams = [plain] * (pages - 1) + ["\n".join(words)]
    first = 4
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(pages))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for n, stream in enumerate(streams):
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 936]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {first + 2 * n + 1} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream")
    return _with_table(objects)


def _with_table(objects: list[str]) -> bytes:
    body, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end = f"trailer\n<</Root 1 0 R/Size {len(objects) + 1}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + f"{head}{end}".encode()


def locked_pdf(content: bytes, password: str = "rahasia") -> bytes:
    """Return a PDF that asks for a password (AES-256)."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(content)))
    writer.encrypt(owner_pass=password, user_pass=password)
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def text_pdf(pages: list[str]) -> bytes:
    """Return a PDF that bears these texts in Helvetica, a line of it for each line."""
    count = len(pages)
    kids = " ".join(f"{n + 4} 0 R" for n in range(count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type /Pages /Kids [{kids}] /Count {count}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    objects += [
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 900]/Resources<</Font<</F 3 0 R>>>>"
        f"/Contents {n + 4 + count} 0 R>>"
        for n in range(count)
    ]
    objects += [_text_stream(text) for text in pages]
    body = "".join(f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, 1))
    whole = f"%PDF-1.4\n{body}trailer\n<</Root 1 0 R/Size {len(objects) + 1}>>\n%%EOF\n"
    return whole.encode("cp1252", "replace")


def _text_stream(text: str) -> str:
    lines = (line.translate({40: "\\(", 41: "\\)", 92: "\\\\"}) for line in text.splitlines())
    shown = "".join(f"({line}) Tj T*\n" for line in lines)
    drawn = f"BT /F 9 Tf 11 TL 40 880 Td\n{shown}ET"
    return f"<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream"
