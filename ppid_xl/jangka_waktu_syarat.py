"""Conditions in a Jangka Waktu cell: an event, a consent, another law, a need, no end at all, or nothing clear."""

from __future__ import annotations

import re
from typing import Literal

from ppid_xl.tanggal import parse_tanggal

Syarat = Literal["peristiwa", "persetujuan", "selama_dibutuhkan", "uu_lain", "tanpa_batas", "tidak_jelas"]

_BENDERA = re.IGNORECASE | re.ASCII
_PEMBUKA = (
    r"(?:(?:jangka\s+waktu|pengecualian(?:nya)?|informasi|ini|adalah|dikecualikan|ditetapkan|ditentukan|berlaku"
    r"|(?:sampai(?:\s+dengan)?\s+)?(?:batas\s+)?waktu\s+yang)\s*:?\s+)*"
)
_TANPA_BATAS = re.compile(
    rf"{_PEMBUKA}(?:bersifat\s+)?(?:(?:tidak|tak|tanpa)\s+(?:ada\s+)?(?:ter)?batas(?:an|nya)?(?:\s+(?:jangka\s+)?waktu(?:nya)?)?"
    r"|permanen|selamanya|selama\s*-\s*lamanya|seterusnya)(?![a-z])(?!\s+pada\b)\s*(?P<syarat>.*)",
    _BENDERA,
)
_DIBUTUHKAN = re.compile(
    rf"{_PEMBUKA}selama\s+(?:(?:jangka\s+)?waktu\s+)?(?:yang\s+)?(?:masih\s+)?di(?:butuh|perlu)kan\b\s*(?P<syarat>.*)",
    _BENDERA,
)
_SUMBER_HUKUM = r"(?:undang|uu\b|peraturan|perundang|ketentuan|jadwal\s+retensi|retensi|jra\b|hukum|pp\b|perpres|perki\b|permen|pasal\b)"
_UU_LAIN = re.compile(
    rf"(?:{_PEMBUKA}(?:sesuai|mengikuti|berdasarkan|menurut|mengacu|merujuk|sebagaimana|berpedoman|diatur)\b.*{_SUMBER_HUKUM}"
    r"|(?:jadwal\s+retensi|jra\b|undang\s*-?\s*undang|uu\s+(?:no|[0-9])|peraturan\s+|pasal\s+[0-9])"
    rf"|selama\b.*\bdi(?:tentukan|tetapkan|atur)\b.*{_SUMBER_HUKUM}).*",
    _BENDERA,
)
_MEMBUKA = (
    r"(?:(?:informasi\s+)?(?:ini\s+)?(?:hanya\s+)?(?:dapat\s+|bisa\s+|boleh\s+|akan\s+)?"
    r"(?:di(?:buka|berikan|akses|umumkan|publikasikan|sampaikan|ketahui)|terbuka)\s+(?:untuk\s+umum\s+)?)"
)
_MENUTUP = r"(?:(?:informasi\s+)?(?:ini\s+)?(?:dikecualikan|ditutup|dirahasiakan|berlaku|tertutup|selama)\s+)"
_BERPROSES = r"(?=(?:proses|masa|tahap\w*|pelaksanaan|perjanjian|kontrak|pen[a-z]+an|pem[a-z]+an|seleksi|yang\s+bersangkutan)\b)"
_KONDISI = re.compile(
    rf"(?:{_MENUTUP}?(?:sampai(?:\s+dengan)?|hingga|s\s?[./]?\s?d\b\.?)"
    rf"|{_MEMBUKA}?(?:setelah|sesudah|pasca|ketika|pada\s+saat|saat|pada|jika|apabila|bila|bilamana|manakala|menunggu|(?:atas|dengan)(?=.*(?:persetujuan|izin|ijin))|atas(?=\s+(?:permintaan|perintah|putusan)))"
    rf"|(?:{_MENUTUP})?selama\s+{_BERPROSES})\s*(?P<kondisi>.*)",
    _BENDERA,
)
_SETUJU = re.compile(
    r"(?:(?:telah|sudah|ada(?:nya)?|terdapat|memperoleh|mendapat(?:kan)?|diperoleh(?:nya)?|diberi(?:kan)?|atas|dengan)\s+)*"
    r"(?:persetujuan|izin|ijin|disetujui|diizinkan|seizin|seijin)(?![a-z])\s*(?:(?:dari|oleh)\s+(?=\S))?(?P<pemberi>.*)",
    _BENDERA,
)
_MENYETUJUI = re.compile(
    r".+\b(?:menyetujui|memberi(?:kan)?\s+(?:persetujuan|izin|ijin))(?![a-z]).*", _BENDERA
)
_PERISTIWA_LAIN = re.compile(
    r"(?:\b(?:dan|serta)\b|[,;/]).*\b(?:selesai|berakhir\w*|habis|dilantik|pengumuman|diumumkan|dilakukan|dilaksanakan"
    r"|terbit|diterbitkan|inkracht|putusan|keputusan|penetapan|pensiun)\b",
    _BENDERA,
)
_SAMAR = re.compile(
    r"(?:selesai|(?:(?:akhir|awal)\s+)?tahun(?:\s+\w+)?|(?:(?:batas|jangka)\s+)?waktu\s+(?:yang\s+|tertentu|tidak|belum).*|(?:masa\s+)?berlaku"
    r"|(?:dengan\s+)?(?:tidak|belum)\s+(?:di)?(?:tentukan|batasi|tahu\w*)|\W*[0-9\W]*)",
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
