"""Findings about the SOP itself: regulations it cites that were replaced, and other bodies its pages name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ppid_xl.columns import Dictionary
from ppid_xl.model import Book, Finding
from ppid_xl.ooxml.address import split_ref
from ppid_xl.peraturan import Peraturan, successor
from ppid_xl.sop import Sop
from ppid_xl.sop.quotes import printed_texts

SETTING = "KodeSOP"
BADAN_LAIN = "sop, badan_lain"


def sop_findings(
    book: Book, sop: Sop | None, peraturan: Mapping[str, Peraturan], dictionary: Dictionary, today: date
) -> list[Finding]:
    """Return what is out of date or another body's in the SOP of a workbook of ours with rows, told at its code."""
    if sop is None or not book.ours or not book.rows("tblRekap"):
        return []
    sheet, cell = book.setting_cell(SETTING)
    place = Finding(
        tingkat="peringatan", aturan="", pesan="", lembar=sheet, sel=cell,
        kolom=dictionary.setting_heading(SETTING), isi=sop.kode, row=split_ref(cell)[0],
    )  # fmt: skip
    return [*_replaced(place, sop, peraturan, today), *_other_bodies(place, sop)]


def _replaced(place: Finding, sop: Sop, peraturan: Mapping[str, Peraturan], today: date) -> Iterator[Finding]:
    """Yield R43: one finding for all regulations that the same regulation replaced."""
    by_new: dict[str, list[Peraturan]] = {}
    for law in sop.dasar_hukum:
        new = successor(law.peraturan, peraturan, today)
        if new is not None:
            by_new.setdefault(new.kode, []).append(peraturan[law.peraturan])
    for kode, old in by_new.items():
        days = sorted({one.sejak for one in old if one.sejak})
        facts = {
            "sop": sop.kode,
            "lama": ", ".join(dict.fromkeys(one.singkatan for one in old)),
            "baru": peraturan[kode].singkatan,
            "judul_baru": peraturan[kode].judul,
            "sejak": f" sejak {days[0]:%d/%m/%Y}" if days else "",
        }
        sources = dict.fromkeys(_source(one) for one in old)
        yield place._replace(aturan=f"{kode}/R43", pesan="R43", fakta=facts, sumber="; ".join(sources))


def _source(old: Peraturan) -> str:
    return old.dasar_penggantian + ("" if old.terverifikasi else " (belum diverifikasi)")


def _other_bodies(place: Finding, sop: Sop) -> Iterator[Finding]:
    if not sop.badan_lain:
        return
    texts = [one for one in printed_texts(sop) if one.tempat != BADAN_LAIN]
    where = [one.tempat for one in texts if any(name in one.teks for name in sop.badan_lain)]
    facts = {
        "sop": sop.kode,
        "badan": ", ".join(sop.badan_lain),
        "tempat": "; ".join(dict.fromkeys(name.removeprefix("sop, ") for name in where)),
    }
    yield place._replace(
        tingkat="catatan", aturan="ppid-xl/sop-badan-lain", pesan="ppid-xl.sop-badan-lain", fakta=facts
    )
