"""Every text an SOP file gives as printed, looked up in the SOP's own source text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ppid_xl.errors import ConfigError
from ppid_xl.sop.model import Sop

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


class Printed(NamedTuple):
    """A text that must stand in the source, and the place in the SOP file that claims so."""

    tempat: str
    teks: str


def plain(text: str) -> str:
    """Return the text without HTML tags and ``**`` marks, all white space collapsed."""
    from html import unescape  # judging an SOP file needs it, checking a rekap does not

    return " ".join(unescape(_TAG.sub("", text)).replace("**", "").split())


def printed_texts(sop: Sop) -> Iterator[Printed]:
    """Yield every filled text that the SOP file gives as printed: identity, lists, kegiatan, kutipan."""
    for tempat, teks in _claims(sop):
        if teks.strip():
            yield Printed(tempat, teks)


def missing_texts(sop: Sop, source: str) -> list[Printed]:
    """Return the printed texts that are not in the source text, in the order of the file."""
    page = plain(source)
    return [claim for claim in printed_texts(sop) if plain(claim.teks) not in page]


def unproved_rules(sop: Sop) -> frozenset[str]:
    """Return the codes of rules whose quotation the source does not hold; all of them without a readable source."""
    try:
        page = plain(sop.source_path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        page = ""
    return frozenset(rule.kode for rule in sop.aturan if rule.kutipan and plain(rule.kutipan) not in page)


def check_against_source(sop: Sop) -> None:
    """Raise ConfigError when the source is missing or lacks a text that the SOP file gives as printed."""
    path = sop.source_path
    if not path.is_file():
        raise ConfigError("sop-sumber-tidak-ada", berkas=sop.path, sumber=path)
    try:
        source = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError("sop-sumber-bukan-teks", berkas=sop.path, sumber=path) from None
    for claim in missing_texts(sop, source):
        raise ConfigError(
            "sop-teks-tidak-ditemukan", berkas=sop.path, tempat=claim.tempat, isi=claim.teks, sumber=path
        )


def _claims(sop: Sop) -> Iterator[tuple[str, str]]:
    for key in (
        "nomor", "nama", "instansi", "unit", "tanggal_pembuatan", "tanggal_revisi", "tanggal_efektif",
        "tanggal_pengesahan", "disahkan_oleh",
    ):  # fmt: skip
        yield f"sop, {key}", getattr(sop, key)
    for law in sop.dasar_hukum:
        yield "sop, dasar_hukum", law.teks
    for key in (
        "kualifikasi_pelaksana", "keterkaitan", "peralatan", "peringatan", "pencatatan", "pelaksana", "badan_lain",
    ):  # fmt: skip
        for teks in getattr(sop, key):
            yield f"sop, {key}", teks
    for step in sop.kegiatan:
        for key in ("uraian", "kelengkapan", "waktu", "output", "keterangan", "percabangan"):
            yield f"kegiatan {step.nomor}, {key}", getattr(step, key)
    for rule in sop.aturan:
        yield f"aturan {rule.kode}, kutipan", rule.kutipan
    for level in sop.persetujuan:
        yield f"persetujuan {level.peran}, kutipan", level.kutipan
    if sop.pembukaan:
        yield "pembukaan, kutipan", sop.pembukaan.kutipan
    if sop.penyimpanan:
        yield "penyimpanan, kutipan", sop.penyimpanan.kutipan
    yield "keadaan, kutipan", sop.keadaan.kutipan
