"""Names of regulations as staff write them: kind, number and year, in one spelling such as "PP 61/2010"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

UU_KIP = "UU 14/2008"


class NamaPeraturan(NamedTuple):
    """One regulation named.

    ``pasti`` is false when its number is known from a short name (UU KIP), or its year stands without a word.
    """

    nama: str
    jenis: str
    nomor: str = ""
    tahun: int | None = None
    pasti: bool = True

    @property
    def lengkap(self) -> bool:
        """Tell whether the name fits one regulation only: number and year, a free number, or a code."""
        if not self.nomor or self.tahun is not None:
            return True
        return "/" in self.nomor and (self.jenis in _FREELY_NUMBERED or self.jenis.startswith("Permen"))


NAMED_UU = {
    "keterbukaan informasi publik": ("14", 2008),
    "kip": ("14", 2008),
    "kearsipan": ("43", 2009),
    "informasi dan transaksi elektronik": ("11", 2008),
    "ite": ("11", 2008),
    "pelindungan data pribadi": ("27", 2022),
    "perlindungan data pribadi": ("27", 2022),
    "pdp": ("27", 2022),
    "pelayanan publik": ("25", 2009),
}
KEMENTERIAN = {
    "riset teknologi dan pendidikan tinggi": "ristekdikti",
    "pendidikan kebudayaan riset dan teknologi": "dikbudristek",
    "pendidikan tinggi sains dan teknologi": "diktisaintek",
    "pendidikan dan kebudayaan": "dikbud",
    "dalam negeri": "dagri",
    "luar negeri": "lu",
    "kesehatan": "kes",
    "perhubungan": "hub",
    "pertahanan": "han",
    "perdagangan": "dag",
    "perindustrian": "perin",
    "pertanian": "tan",
    "sosial": "sos",
    "hukum dan hak asasi manusia": "kumham",
    "komunikasi dan informatika": "kominfo",
    "komunikasi dan digital": "komdigi",
    "ketenagakerjaan": "aker",
    "pemuda dan olahraga": "pora",
    "pendayagunaan aparatur negara dan reformasi birokrasi": "panrb",
}
_SINGKATAN = frozenset(
    {"anri", "bkn", "bpk", "bpkp", "bps", "bssn", "diy", "dki", "kpk", "kpu", "lkpp", "ojk", "ppid"}
)

_FLAGS = re.IGNORECASE | re.ASCII
_UU = r"(?:undang\s*-?\s*undang|uu)"
_RI = r"(?:\s+(?:republik\s+indonesia|r\.?i)\b\.?)?"
_STOP = (
    r"(?!(?:pasal|huruf|ayat|angka|butir|peraturan|keputusan|undang|perundang|uu|pp|perpres|permen\w*|perki"
    r"|tentang|nomor|nomer|no|tahun|yaitu|yang|berdasarkan|sesuai|jo)\b)"
)
_WORD = rf"(?:\s+{_STOP}[a-z][a-z'&/-]*[.,]?)"
_JENIS_PATTERNS = {
    "Perpu": rf"peraturan\s+pemerintah\s+pengganti\s+{_UU}|perpp?u",
    "UU": _UU,
    "PP": r"peraturan\s+pemerintah|pp",
    "Perpres": r"peraturan\s+presiden|perpres",
    "Keppres": r"keputusan\s+presiden|keppres",
    "Inpres": r"instruksi\s+presiden|inpres",
    "Perki": r"peraturan\s+komisi\s+informasi(?:\s+pusat)?|perki",
    "PMK": r"peraturan\s+menteri\s+keuangan|permenkeu|pmk",
    "PMA": r"peraturan\s+menteri\s+agama|permenag|pma",
    "Permen": (
        rf"(?:peraturan\s+menteri|permen){_WORD}{{1,12}}?|(?:peraturan\s+men|permen)[a-z]{{2,20}}(?:-rb)?"
    ),
    "Perda": rf"(?:peraturan\s+daerah|perda){_WORD}{{0,6}}?",
    "Pergub": rf"(?:peraturan\s+gubernur|pergub){_WORD}{{0,6}}?",
    "Perbup": rf"(?:peraturan\s+bupati|perbup){_WORD}{{0,6}}?",
    "Perwali": rf"(?:peraturan\s+wali\s?kota|perwali|perwal|perwako){_WORD}{{0,6}}?",
    "Peraturan": rf"(?:peraturan|perka){_WORD}{{1,12}}?",
    "SK": rf"(?:surat\s+keputusan|keputusan|sk){_WORD}{{0,12}}?",
    "SE": rf"(?:surat\s+edaran|se){_WORD}{{0,12}}?",
}
_NAMED_BY_OFFICE = frozenset({"Perda", "Pergub", "Perbup", "Perwali", "Peraturan", "SK", "SE"})
_FREELY_NUMBERED = _NAMED_BY_OFFICE | {"Permen", "PMK", "PMA"}
_PREFIX = re.compile(
    r"^(?:(?:surat )?keputusan|surat edaran|peraturan(?: (?:daerah|gubernur|bupati|wali ?kota))?"
    r"|per(?:da|gub|bup|wali|wal|wako)|sk|se)(?![a-z])"
)
_KITAB = {
    "KUHPerdata": rf"kuh\s*perdata|kitab\s+{_UU}\s+hukum\s+perdata",
    "KUHAP": rf"kuhap|kitab\s+{_UU}\s+hukum\s+acara\s+pidana",
    "KUHP": rf"kuhp|kitab\s+{_UU}\s+hukum\s+pidana",
}
_NAMA_UU = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in NAMED_UU)
_NOMOR_WORD = r"(?:nomor|nomer|nmr|no)\b\s*[.:]*\s*"
_TAHUN_WORD = r"(?:ta+h?u+n|thn|th)\b\s*\.?\s*"
_NOMOR = (
    r"(?!17\s*\(?[a-j](?![a-z0-9]))"  # an article: "UU KIP 17h"
    rf"(?P<kunci>{_NOMOR_WORD}(?P<kode>[a-z]{{1,8}}\s?[.-]?\s?(?=[0-9]))?)?"
    r"(?P<nomor>[0-9]{1,9}(?:\.[0-9]{1,9})*)(?![0-9])"
    r"(?:\s?/\s?(?P<miring>[0-9]{4})(?![0-9a-z]|\s?/\s?[0-9a-z])"
    r"|(?:\s+|\s?[-,]\s?)(?P<sela>(?:19[4-9]|20[0-4])[0-9])(?![0-9a-z]|\s?/|\.[0-9])"
    r"|(?P<ekor>(?:\s?/\s?(?!tahun\b|pasal\b|dan\b)[a-z0-9][a-z0-9.-]*)*)"
    rf"(?:\s*,?\s*{_TAHUN_WORD}(?P<tahun>[0-9]{{4}})(?![0-9]))?)"
)
PERATURAN_PATTERN = (
    r"(?<![a-z0-9])(?:"
    + "|".join(rf"(?P<{nama}>{pattern})(?![a-z0-9])" for nama, pattern in _KITAB.items())
    + rf"|(?P<UUD>(?:uud|{_UU}\s+dasar)\b(?:\s+negara\b)?{_RI}\s*"
    rf"(?:{_TAHUN_WORD})?(?P<tahun_uud>19[0-9]{{2}}\b)?)"
    rf"|(?P<kata_jenis>{'|'.join(_JENIS_PATTERNS.values())})(?![a-z0-9]){_RI}"
    rf"(?:\s+\(?(?:{_NAMA_UU})(?![a-z0-9])\)?)?\s*,?\s*{_NOMOR}"
    rf"|{_UU}\s+(?:tentang\s+)?\(?(?P<nama_uu>{_NAMA_UU})(?![a-z0-9])\)?"
    rf"|(?:{_UU}|peraturan|pp|perpres|permen[a-z]*|perda|pergub|perbup|perwali|keputusan|sk)(?![a-z0-9]))"
)


def read_nama_peraturan(found: re.Match[str]) -> NamaPeraturan | None:
    """Return the regulation that ``PERATURAN_PATTERN`` matched; None when its number or name is missing."""
    for nama in _KITAB:
        if found[nama]:
            return NamaPeraturan(nama, "UU")
    if found["UUD"]:
        tahun = found["tahun_uud"]
        return NamaPeraturan(f"UUD {tahun}" if tahun else "UUD", "UUD", "", int(tahun) if tahun else None)
    if found["nama_uu"]:
        nomor, year = NAMED_UU[" ".join(found["nama_uu"].casefold().split())]
        return NamaPeraturan(f"UU {nomor}/{year}", "UU", nomor, year, pasti=False)
    return _read_numbered(found) if found["kata_jenis"] else None


def _read_numbered(found: re.Match[str]) -> NamaPeraturan | None:
    jenis = _kind(found["kata_jenis"])
    tahun = found["miring"] or found["tahun"] or found["sela"]
    if jenis in _FREELY_NUMBERED and not found["kunci"] and not tahun:
        return None
    if " ".join(found["kata_jenis"].casefold().split()) == "peraturan menteri":
        return None
    free = jenis in _FREELY_NUMBERED
    nomor = "".join(((found["kode"] or "") + found["nomor"] + (found["ekor"] or "")).split()).rstrip(".-")
    jenis, nama = _spell_kind(jenis, found["kata_jenis"])
    if "/" in nomor or nomor[0].isalpha():
        nama = f"{nama} Nomor {nomor}" + (f" Tahun {tahun}" if tahun else "")
    elif tahun:
        nama = f"{nama} {nomor}/{tahun}"
    else:
        nama = f"{nama} Nomor {nomor}" if free else f"{nama} {nomor}"
    return NamaPeraturan(nama, jenis, nomor, int(tahun) if tahun else None, pasti=not found["sela"])


@lru_cache(maxsize=1024)
def _kind(written: str) -> str:
    return next(jenis for jenis, pattern in _JENIS_PATTERNS.items() if re.fullmatch(pattern, written, _FLAGS))


def _spell_kind(jenis: str, written: str) -> tuple[str, str]:
    """Return the kind and how it is printed: a ministry in its short form, a region or office by its name."""
    words = " ".join(re.sub(r"[.,]", " ", written).casefold().split())
    words = re.sub(r"^perka(?= )", "peraturan kepala", words)
    if jenis == "Permen":
        return _spell_ministry(words)
    if jenis not in _NAMED_BY_OFFICE:
        return jenis, jenis
    return jenis, f"{jenis} {_title(_PREFIX.sub('', words))}".strip()


def _spell_ministry(words: str) -> tuple[str, str]:
    nama = re.sub(r"^(?:peraturan menteri|permen)(?: |$)", "", words)
    if nama == words:
        jenis = "Permen" + re.sub(r"^(?:peraturan men|permen)|-", "", words)
        return jenis, jenis
    nama = re.sub(r" (?:republik indonesia|ri)$", "", nama)
    if short := nama if nama in KEMENTERIAN.values() else KEMENTERIAN.get(nama):
        return f"Permen{short}", f"Permen{short}"
    return "Permen", f"Permen {_title(nama)}"


def _title(words: str) -> str:
    plain = re.sub(r" (?:republik indonesia|ri)$", "", words)
    return re.sub(r"[a-z]+", lambda found: _capitalise(found[0]), plain.strip())


def _capitalise(word: str) -> str:
    if word in _SINGKATAN:
        return word.upper()
    return word if word == "dan" else word.capitalize()
