"""One static page with both lists: readable without JavaScript or a server, and it asks nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from ppid_xl.columns import Column, normalise
from ppid_xl.tanggal import format_tanggal
from ppid_xl.terbit.daftar import DIKECUALIKAN, INFORMASI_PUBLIK, Daftar, Item

_MEANING = {
    INFORMASI_PUBLIK: "Informasi yang diumumkan berkala, diumumkan serta merta, atau tersedia setiap saat"
    " (UU 14/2008 Pasal 9, 10, dan 11).",
    DIKECUALIKAN: "Informasi yang ditutup untuk jangka waktu tertentu menurut UU 14/2008 Pasal 17,"
    " dengan dasar hukum dan pertimbangannya.",
}
_IN_TITLE = {INFORMASI_PUBLIK: ("id",), DIKECUALIKAN: ("id", "klasifikasi")}
_ANCHOR = re.compile(r"[A-Z]+-[0-9]{4}-[0-9]+")
_NOTHING = '<span class="tanpa">–</span>'


@dataclass(frozen=True, slots=True)
class Situs:
    """The texts a page is made of: template, style and script, as they stand in ``templates/situs``."""

    page: str
    style: str
    script: str


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the page says of itself: whose lists, from which archived version, as of which day, and their digest."""

    badan: str
    pemerintah: str
    versi: int
    archived: date
    tanggal: date
    sidik: str


def load_situs(folder: Path) -> Situs:
    """Read template, style and script of the page from a folder."""
    names = ("daftar.html", "daftar.css", "daftar.js")
    return Situs(*((folder / name).read_text(encoding="utf-8").strip() for name in names))


def make_page(head: PageHead, lists: Sequence[Daftar], situs: Situs) -> str:
    """Return the page; every value is escaped, and only this style and this script may run (CSP by digest)."""
    badan = escape(head.badan or "Badan Publik")
    versi = (
        f"Disusun dari versi {head.versi} rekap, diarsipkan {format_tanggal(head.archived)};"
        f" keadaan per {format_tanggal(head.tanggal)}."
    )
    return Template(situs.page).substitute(
        judul="Daftar Informasi Publik dan Informasi yang Dikecualikan",
        kebijakan=_policy(situs),
        badan=badan,
        pemerintah=escape(head.pemerintah),
        versi=versi,
        ringkasan="".join(_summary(daftar) for daftar in lists),
        pilihan_unit=_options(item.text("unit_penguasa") for daftar in lists for item in daftar.items),
        pilihan_golongan=_options(item.text("klasifikasi") for daftar in lists for item in daftar.items),
        daftar="\n".join(_section(daftar) for daftar in lists),
        keterangan=f"Sumber: rekap {badan}, versi arsip {head.versi}. Sidik data (SHA-256 dari daftar.json):"
        f" <code>{escape(head.sidik)}</code>.",
        gaya=situs.style,
        skrip=situs.script,
    ) + "\n"  # fmt: skip


def _policy(situs: Situs) -> str:
    style, script = _source(situs.style), _source(situs.script)
    return f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _summary(daftar: Daftar) -> str:
    kind = ' class="ditutup"' if daftar.kode == DIKECUALIKAN else ""
    return f'<li{kind}><a href="#{daftar.kode}"><b>{len(daftar.items)}</b> {escape(daftar.judul)}</a></li>'


def _options(values: Iterable[str]) -> str:
    chosen = sorted({_line(value) for value in values if value}, key=str.casefold)
    return "".join(f'<option value="{escape(value)}">{escape(value)}</option>' for value in chosen)


def _line(text: str) -> str:
    return " ".join(text.split())


def _section(daftar: Daftar) -> str:
    head = (
        f'<section id="{daftar.kode}" data-daftar="{escape(daftar.judul)}" aria-labelledby="j-{daftar.kode}">'
        f'<h2 id="j-{daftar.kode}">{escape(daftar.judul)}</h2><p class="arti">{escape(_MEANING[daftar.kode])}</p>'
    )
    if not daftar.items:
        return f'{head}<p class="kosong">Belum ada informasi dalam daftar ini.</p></section>'
    kolom = [column for column in daftar.kolom if column.kunci not in _IN_TITLE[daftar.kode]]
    headings = "".join(
        f'<th role="columnheader" scope="col" class="k-{column.kunci}">{escape(column.judul)}</th>'
        for column in kolom
    )
    rows = "\n".join(_row(number, item, kolom) for number, item in enumerate(daftar.items, 1))
    return (
        f'{head}<table role="table" class="t-{daftar.kode}"><caption>{escape(daftar.judul)}</caption>'
        '<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col" class="k-no">No</th>'
        f'{headings}</tr></thead>\n<tbody role="rowgroup">\n{rows}\n</tbody></table>'
        '<p class="kosong nihil" hidden>Tidak ada yang cocok di daftar ini.</p></section>'
    )


def _row(number: int, item: Item, kolom: Sequence[Column]) -> str:
    informasi = item.text("id")
    anchor = f' id="{escape(informasi)}"' if _ANCHOR.fullmatch(informasi) else ""
    unit, golongan = _line(item.text("unit_penguasa")), _line(item.text("klasifikasi"))
    cells = "".join(_cell(column, item) for column in kolom)
    return (
        f'<tr role="row"{anchor} data-unit="{escape(unit)}" data-golongan="{escape(golongan)}">'
        f'<td role="cell" class="k-no" data-judul="No">{number}</td>{cells}</tr>'
    )


def _cell(column: Column, item: Item) -> str:
    text = item.text(column.kunci)
    if column.kunci == "judul_informasi":
        number = _number(item.text("id"))
        return f'<th role="rowheader" scope="row" class="k-judul_informasi">{escape(text) or _NOTHING}{number}</th>'
    kind = f"k-{column.kunci}" if text else f"k-{column.kunci} tanpa-isi"
    return f'<td role="cell" class="{kind}" data-judul="{escape(column.judul)}">{_shown(column, item)}</td>'


def _number(informasi: str) -> str:
    if not _ANCHOR.fullmatch(informasi):
        return escape(informasi)
    return f'<a class="nomor" href="#{informasi}">{informasi}</a>'


def _shown(column: Column, item: Item) -> str:
    text = item.text(column.kunci)
    if not text:
        return _NOTHING
    if column.kunci == "klasifikasi":
        kind = normalise(text).replace(" ", "-")
        return f'<span class="golongan golongan-{escape(kind)}">{escape(text)}</span>'
    if column.kunci == "tautan_publikasi" and is_web_address(text):
        name = escape(f"Buka {_line(item.text('judul_informasi'))}")
        return f'<a href="{escape(text)}" rel="noopener noreferrer" aria-label="{name}">Buka</a>'
    return escape(text)


def is_web_address(text: str) -> bool:
    """Say whether a text is one address on the web, which alone becomes a link."""
    try:
        address = urlsplit(text)
    except ValueError:
        return False
    return (
        address.scheme in ("http", "https") and bool(address.hostname) and not any(c.isspace() for c in text)
    )
