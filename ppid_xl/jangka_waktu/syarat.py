"""Conditions in a Jangka Waktu cell: an event, a consent, another law, a need, no end, or nothing clear."""

from __future__ import annotations

import re
from typing import Literal

from ppid_xl.plain_text import any_of
from ppid_xl.tanggal import parse_tanggal

Syarat = Literal["peristiwa", "persetujuan", "selama_dibutuhkan", "uu_lain", "tanpa_batas", "tidak_jelas"]

_FLAGS = re.IGNORECASE | re.ASCII
_OPENING = (
    any_of(
        "jangka waktu|pengecualian|pengecualiannya|informasi|ini|adalah|dikecualikan|ditetapkan|ditentukan"
        "|berlaku|sampai batas waktu yang|sampai waktu yang|sampai dengan waktu yang|waktu yang|bersifat"
    )
    + r"\s*:?\s+"
)
_LIMIT = (
    any_of("batas|terbatas|batasan|batasnya")
    + rf"(?:\s+{any_of('waktu|waktunya|jangka waktu|jangka waktunya')})?"
)
_ENDLESS = re.compile(
    rf"(?:{_OPENING})*(?:{any_of('tidak|tak|tanpa|tidak ada')}\s+{_LIMIT}"
    rf"|{any_of('permanen|selamanya|selama-lamanya|seterusnya')})(?!\s+pada\b)\s*(?P<syarat>.*)",
    _FLAGS,
)
_AS_NEEDED = re.compile(
    rf"(?:{_OPENING})*selama\s+(?:{any_of('jangka waktu|waktu')}\s+)?(?:yang\s+)?(?:masih\s+)?"
    rf"{any_of('dibutuhkan|diperlukan')}\s*(?P<syarat>.*)",
    _FLAGS,
)
_ACCORDING = any_of("sesuai|mengikuti|berdasarkan|menurut|mengacu|merujuk|sebagaimana|berpedoman|diatur")
_LAW = (
    r"\b(?:undang|uu\b|peraturan|perundang|ketentuan|retensi|jra\b|hukum|pp\b|perpres|perki\b|permen|pasal\b)"
)
_OTHER_UU = re.compile(
    rf"(?:(?:{_OPENING})*{_ACCORDING}.*{_LAW}|selama\b.*\b{any_of('ditentukan|ditetapkan|diatur')}.*{_LAW}"
    r"|jadwal\s+retensi|jra\b|undang\s*-?\s*undang|uu\s+(?:no|[0-9])|peraturan\s|pasal\s+[0-9]).*",
    _FLAGS,
)
_OPENED = (
    rf"(?:{any_of('informasi|informasi ini')}\s+)?(?:hanya\s+)?(?:{any_of('dapat|bisa|boleh|akan')}\s+)?"
    + any_of("dibuka|diberikan|diakses|diumumkan|dipublikasikan|disampaikan|diketahui|terbuka")
    + r"\s+(?:untuk\s+umum\s+)?"
)
_CLOSED = (
    rf"(?:informasi\s+)?(?:ini\s+)?{any_of('dikecualikan|ditutup|dirahasiakan|berlaku|tertutup|selama')}\s+"
)
_AFTER = any_of(
    "setelah|sesudah|pasca|ketika|pada saat|saat|pada|jika|apabila|bila|bilamana|manakala|menunggu"
)
_PROCESS = (
    r"(?:proses|masa|tahap\w*|pelaksanaan|perjanjian|kontrak|pe[nm][a-z]+an|seleksi|yang\s+bersangkutan)\b"
)
_CONDITION = re.compile(
    rf"(?:(?:{_CLOSED})?(?:{any_of('sampai dengan|sampai|hingga')}|s\s?[./]?\s?d\b\.?)"
    rf"|(?:{_OPENED})?(?:{_AFTER}|(?:atas|dengan)(?=.*{any_of('persetujuan|izin|ijin')})"
    rf"|atas(?=\s+{any_of('permintaan|perintah|putusan')}))"
    rf"|(?:{_CLOSED})?selama(?=\s+{_PROCESS}))\s+(?P<condition>.*)",
    _FLAGS,
)
_OBTAINED = any_of(
    "telah|sudah|ada|adanya|terdapat|memperoleh|mendapat|mendapatkan|diperoleh|diperolehnya|diberi"
    "|diberikan|atas|dengan"
)
_CONSENT = re.compile(
    rf"(?:{_OBTAINED}\s+)*{any_of('persetujuan|izin|ijin|disetujui|diizinkan|seizin|seijin')}\s*"
    r"(?:(?:dari|oleh)\s+(?=\S))?(?P<pemberi>.*)",
    _FLAGS,
)
_CONSENTING = re.compile(
    rf".+\b{any_of('menyetujui|memberi persetujuan|memberikan persetujuan|memberi izin|memberikan izin')}.*",
    _FLAGS,
)
_OTHER_EVENT = re.compile(
    r"(?:\b(?:dan|serta)\b|[,;/]).*\b"
    + any_of(
        "selesai|berakhir|berakhirnya|habis|dilantik|pengumuman|diumumkan|dilakukan|dilaksanakan|terbit"
        "|diterbitkan|inkracht|putusan|keputusan|penetapan|pensiun"
    ),
    _FLAGS,
)
_VAGUE = re.compile(
    r"selesai|(?:(?:akhir|awal)\s+)?tahun(?:\s+\w+)?|(?:masa\s+)?berlaku|\W*[0-9\W]*"
    rf"|(?:(?:batas|jangka)\s+)?waktu\s+(?:yang\s+)?{any_of('tertentu|tidak|belum|ditentukan|ditetapkan')}.*"
    r"|(?:tidak|belum)\s+(?:di)?(?:tentukan|batasi|tahu\w*)",
    _FLAGS,
)


def read_syarat(text: str) -> tuple[Syarat, str]:
    """Return the kind of condition and its words; "tidak_jelas" with no words when it is none we can name.

    Only words of consent or permission make a persetujuan; a decision (keputusan) is a peristiwa, and so is a
    consent that comes together with another event.
    """
    if endless := _ENDLESS.fullmatch(text):
        return "tanpa_batas", tidy(endless["syarat"])
    if needed := _AS_NEEDED.fullmatch(text):
        return "selama_dibutuhkan", tidy(needed["syarat"])
    if _OTHER_UU.fullmatch(text):
        return "uu_lain", tidy(text)
    found = _CONDITION.fullmatch(text)
    condition = tidy(found["condition"]) if found else ""
    if consent := _read_consent(condition or text):
        return consent
    if not condition or _is_vague(condition):
        return "tidak_jelas", ""
    return "peristiwa", condition


def tidy(words: str) -> str:
    """Return words without the punctuation around them; brackets only when they enclose everything."""
    words = words.strip(" \n.,;:/-")
    if words.startswith("(") and words.endswith(")") and words.count("(") == 1:
        return tidy(words[1:-1])
    return (
        words.rstrip(")").rstrip() if words.count(")") > words.count("(") and words.endswith(")") else words
    )


def _read_consent(condition: str) -> tuple[Syarat, str] | None:
    if found := _CONSENT.fullmatch(condition):
        if _OTHER_EVENT.search(found["pemberi"]):
            return "peristiwa", condition
        return "persetujuan", tidy(found["pemberi"])
    if _CONSENTING.fullmatch(condition) and not _OTHER_EVENT.search(condition):
        return "persetujuan", condition
    return None


def _is_vague(condition: str) -> bool:
    if _VAGUE.fullmatch(condition) or not re.search(r"[^\W\d_]{3}", condition):
        return True
    return parse_tanggal(condition).jenis != "bukan-tanggal"
