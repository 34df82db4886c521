"""Conditions in a Jangka Waktu cell: an event, a consent, another law, a need, no end, or nothing clear."""

from __future__ import annotations

import re
from typing import Literal

from ppid_xl.plain_text import any_of
from ppid_xl.tanggal import parse_tanggal

Syarat = Literal["peristiwa", "persetujuan", "selama_dibutuhkan", "uu_lain", "tanpa_batas", "tidak_jelas"]

_BENDERA = re.IGNORECASE | re.ASCII
_PEMBUKA = (
    any_of(
        "jangka waktu|pengecualian|pengecualiannya|informasi|ini|adalah|dikecualikan|ditetapkan|ditentukan"
        "|berlaku|sampai batas waktu yang|sampai waktu yang|sampai dengan waktu yang|waktu yang|bersifat"
    )
    + r"\s*:?\s+"
)
_BATAS = (
    any_of("batas|terbatas|batasan|batasnya")
    + rf"(?:\s+{any_of('waktu|waktunya|jangka waktu|jangka waktunya')})?"
)
_TANPA_BATAS = re.compile(
    rf"(?:{_PEMBUKA})*(?:{any_of('tidak|tak|tanpa|tidak ada')}\s+{_BATAS}"
    rf"|{any_of('permanen|selamanya|selama-lamanya|seterusnya')})(?!\s+pada\b)\s*(?P<syarat>.*)",
    _BENDERA,
)
_DIBUTUHKAN = re.compile(
    rf"(?:{_PEMBUKA})*selama\s+(?:{any_of('jangka waktu|waktu')}\s+)?(?:yang\s+)?(?:masih\s+)?"
    rf"{any_of('dibutuhkan|diperlukan')}\s*(?P<syarat>.*)",
    _BENDERA,
)
_MENURUT = any_of("sesuai|mengikuti|berdasarkan|menurut|mengacu|merujuk|sebagaimana|berpedoman|diatur")
_HUKUM = (
    r"\b(?:undang|uu\b|peraturan|perundang|ketentuan|retensi|jra\b|hukum|pp\b|perpres|perki\b|permen|pasal\b)"
)
_UU_LAIN = re.compile(
    rf"(?:(?:{_PEMBUKA})*{_MENURUT}.*{_HUKUM}|selama\b.*\b{any_of('ditentukan|ditetapkan|diatur')}.*{_HUKUM}"
    r"|jadwal\s+retensi|jra\b|undang\s*-?\s*undang|uu\s+(?:no|[0-9])|peraturan\s|pasal\s+[0-9]).*",
    _BENDERA,
)
_MEMBUKA = (
    rf"(?:{any_of('informasi|informasi ini')}\s+)?(?:hanya\s+)?(?:{any_of('dapat|bisa|boleh|akan')}\s+)?"
    + any_of("dibuka|diberikan|diakses|diumumkan|dipublikasikan|disampaikan|diketahui|terbuka")
    + r"\s+(?:untuk\s+umum\s+)?"
)
_MENUTUP = (
    rf"(?:informasi\s+)?(?:ini\s+)?{any_of('dikecualikan|ditutup|dirahasiakan|berlaku|tertutup|selama')}\s+"
)
_SETELAH = any_of(
    "setelah|sesudah|pasca|ketika|pada saat|saat|pada|jika|apabila|bila|bilamana|manakala|menunggu"
)
_BERPROSES = (
    r"(?:proses|masa|tahap\w*|pelaksanaan|perjanjian|kontrak|pe[nm][a-z]+an|seleksi|yang\s+bersangkutan)\b"
)
_KONDISI = re.compile(
    rf"(?:(?:{_MENUTUP})?(?:{any_of('sampai dengan|sampai|hingga')}|s\s?[./]?\s?d\b\.?)"
    rf"|(?:{_MEMBUKA})?(?:{_SETELAH}|(?:atas|dengan)(?=.*{any_of('persetujuan|izin|ijin')})"
    rf"|atas(?=\s+{any_of('permintaan|perintah|putusan')}))"
    rf"|(?:{_MENUTUP})?selama(?=\s+{_BERPROSES}))\s+(?P<kondisi>.*)",
    _BENDERA,
)
_MEMPEROLEH = any_of(
    "telah|sudah|ada|adanya|terdapat|memperoleh|mendapat|mendapatkan|diperoleh|diperolehnya|diberi"
    "|diberikan|atas|dengan"
)
_SETUJU = re.compile(
    rf"(?:{_MEMPEROLEH}\s+)*{any_of('persetujuan|izin|ijin|disetujui|diizinkan|seizin|seijin')}\s*"
    r"(?:(?:dari|oleh)\s+(?=\S))?(?P<pemberi>.*)",
    _BENDERA,
)
_MENYETUJUI = re.compile(
    rf".+\b{any_of('menyetujui|memberi persetujuan|memberikan persetujuan|memberi izin|memberikan izin')}.*",
    _BENDERA,
)
_PERISTIWA_LAIN = re.compile(
    r"(?:\b(?:dan|serta)\b|[,;/]).*\b"
    + any_of(
        "selesai|berakhir|berakhirnya|habis|dilantik|pengumuman|diumumkan|dilakukan|dilaksanakan|terbit"
        "|diterbitkan|inkracht|putusan|keputusan|penetapan|pensiun"
    ),
    _BENDERA,
)
_SAMAR = re.compile(
    r"selesai|(?:(?:akhir|awal)\s+)?tahun(?:\s+\w+)?|(?:masa\s+)?berlaku|\W*[0-9\W]*"
    rf"|(?:(?:batas|jangka)\s+)?waktu\s+(?:yang\s+)?{any_of('tertentu|tidak|belum|ditentukan|ditetapkan')}.*"
    r"|(?:tidak|belum)\s+(?:di)?(?:tentukan|batasi|tahu\w*)",
    _BENDERA,
)


def read_syarat(text: str) -> tuple[Syarat, str]:
    """Return the kind of condition and its words; "tidak_jelas" with no words when it is none we can name.

    Only words of consent or permission make a persetujuan; a decision (keputusan) is a peristiwa, and so is a
    consent that comes together with another event.
    """
    if endless := _TANPA_BATAS.fullmatch(text):
        return "tanpa_batas", tidy(endless["syarat"])
    if needed := _DIBUTUHKAN.fullmatch(text):
        return "selama_dibutuhkan", tidy(needed["syarat"])
    if _UU_LAIN.fullmatch(text):
        return "uu_lain", tidy(text)
    found = _KONDISI.fullmatch(text)
    kondisi = tidy(found["kondisi"]) if found else ""
    if consent := _read_consent(kondisi or text):
        return consent
    if not kondisi or _is_vague(kondisi):
        return "tidak_jelas", ""
    return "peristiwa", kondisi


def tidy(words: str) -> str:
    """Return words without the punctuation around them; brackets only when they enclose everything."""
    words = words.strip(" \n.,;:/-")
    if words.startswith("(") and words.endswith(")") and words.count("(") == 1:
        return tidy(words[1:-1])
    return (
        words.rstrip(")").rstrip() if words.count(")") > words.count("(") and words.endswith(")") else words
    )


def _read_consent(kondisi: str) -> tuple[Syarat, str] | None:
    if found := _SETUJU.fullmatch(kondisi):
        if _PERISTIWA_LAIN.search(found["pemberi"]):
            return "peristiwa", kondisi
        return "persetujuan", tidy(found["pemberi"])
    if _MENYETUJUI.fullmatch(kondisi) and not _PERISTIWA_LAIN.search(kondisi):
        return "persetujuan", kondisi
    return None


def _is_vague(kondisi: str) -> bool:
    if _SAMAR.fullmatch(kondisi) or not re.search(r"[^\W\d_]{3}", kondisi):
        return True
    return parse_tanggal(kondisi).jenis != "bukan-tanggal"
