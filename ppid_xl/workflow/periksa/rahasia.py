"""Findings about what a public list may not hold, with the law that says so."""

from __future__ import annotations

from ppid_xl.model import Finding, Table
from ppid_xl.terbit.daftar import DIKECUALIKAN, Daftar, Item
from ppid_xl.terbit.pribadi import Private, find_private

LINKS = "tautan_publikasi"
PERSONAL = (
    "perki-1-2021/R55",
    "PerKI 1/2021 Pasal 13 ayat (2) huruf c",
    "Informasi yang berkaitan dengan hak pribadi",
)
SECRET = (
    "perki-1-2021/R46",
    "PerKI 1/2021 Pasal 50 ayat (4)",
    "PPID wajib menjaga kerahasiaan, mengelola, dan menyimpan dokumen Informasi Publik yang dikecualikan",
)


def private_findings(daftar: Daftar, table: Table) -> list[Finding]:
    """Return one finding per NIK, NIP, NPWP, telephone number or file named in a public column, its value masked.

    Tautan Publikasi may lead to a file; addresses on the web may stand in the public list alone.
    """
    links = daftar.kode == DIKECUALIKAN
    return [
        _finding(found, daftar, item, column.kunci, table)
        for item in daftar.items
        for column in daftar.kolom
        for found in find_private(item.text(column.kunci), files=column.kunci != LINKS, links=links)
    ]


def _finding(found: Private, daftar: Daftar, item: Item, key: str, table: Table) -> Finding:
    aturan, sumber, kutipan = SECRET if found.jenis == "berkas" else PERSONAL
    judul = next(column.judul for column in daftar.kolom if column.kunci == key)
    return Finding(
        tingkat="galat", aturan=aturan, pesan=f"terbit.{found.jenis}", lembar=table.sheet,
        sel=table.address(key, item.row), kolom=judul, id=item.text("id"), isi=found.masked, kutipan=kutipan,
        sumber=sumber, unit=item.text("unit_penguasa"), table=table.name, row=item.row,
    )  # fmt: skip
