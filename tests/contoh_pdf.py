"""Small PDF files for the tests, written by hand as ISO 32000-1 has them."""

from __future__ import annotations

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


def packed_pdf(pages: int) -> bytes:
    """Return a PDF whose page tree stands in a compressed object stream, two levels deep."""
    kids = " ".join(f"{n + 4} 0 R" for n in range(pages))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
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
