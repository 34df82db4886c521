"""What is on record of a letter as it was printed: the digest of its data, the file that holds them, its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ppid_xl.evidence import acts_in_order, read_acts
from ppid_xl.model import Book
from ppid_xl.tables import whole_number
from ppid_xl.workflow.ground.catatan import read_fact_lines, write_fact_line

NASKAH = "naskah"
_PRINTED = re.compile(r"^PDF: .+, [0-9]+ halaman, sidik ([0-9a-f]{16}), ", re.MULTILINE)


class Registered(NamedTuple):
    """One line of facts of the act that entered a letter; blank or 0 where it was not known."""

    id_surat: str
    d: str = ""
    data: str = ""
    halaman: int = 0
    docx: str = ""
    sidik: str = ""
    row: int = 0
    id_langkah: str = ""


def register_line(one: Registered) -> str:
    """Return the line of facts that the act keeps."""
    pages = str(one.halaman) if one.halaman else ""
    facts = {"d": one.d, "data": one.data, "halaman": pages, "docx": one.docx, "sidik": one.sidik}
    return write_fact_line(NASKAH, facts)


def registered(book: Book, id_surat: str) -> Registered:
    """Return what is on record of a letter; without a line, as for one written elsewhere, only its ID."""
    found = [one for one in all_registered(book) if one.id_surat == id_surat]
    return found[-1] if found else Registered(id_surat)


def printed_digests(book: Book) -> dict[str, set[str]]:
    """Return the digests of the PDFs on record of each letter, as its acts name them."""
    found: dict[str, set[str]] = {}
    for act in read_acts(book):
        if act.id_surat:
            found.setdefault(act.id_surat, set()).update(_PRINTED.findall(act.catatan))
    return found


def all_registered(book: Book) -> Iterator[Registered]:
    """Give what is on record of every letter that was printed here, oldest first."""
    for act in acts_in_order(book):
        for facts in read_fact_lines(act.catatan, NASKAH) if act.id_surat else ():
            texts = {key: facts.get(key, "") for key in ("d", "data", "docx", "sidik")}
            yield Registered(
                act.id_surat, halaman=whole_number(facts.get("halaman")), row=act.row,
                id_langkah=act.id_langkah, **texts,
            )  # fmt: skip
