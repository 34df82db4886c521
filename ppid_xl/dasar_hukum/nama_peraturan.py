"""Names of regulations as staff write them: kind, number and year, in one spelling such as "PP 61/2010"."""

from __future__ import annotations

import re
from dataclasses import dataclass

UU_KIP = "UU 14/2008"


@dataclass(frozen=True, slots=True)
class NamaPeraturan:
    """One regulation named; ``pasti`` is false when its number is known from a short name (UU KIP)."""

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
        return "/" in self.nomor and (self.jenis in _BERNOMOR_BEBAS or self.jenis.startswith("Permen"))


UU_BERNAMA = {
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

_BENDERA = re.IGNORECASE | re.ASCII
_UU = r"(?:undang\s*-?\s*undang|uu)"
_RI = r"(?:\s+(?:republik\s+indonesia|r\.?i)\b\.?)?"
_HENTI = (
    r"(?!(?:pasal|huruf|ayat|angka|butir|peraturan|keputusan|undang|perundang|uu|pp|perpres|permen\w*|perki"
    r"|tentang|nomor|nomer|no|tahun|yaitu|yang|berdasarkan|sesuai|jo)\b)"
)
_KATA = rf"(?:\s+{_HENTI}[a-z][a-z'&/-]*[.,]?)"
_POLA_JENIS = {
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
        rf"(?:peraturan\s+menteri|permen){_KATA}{{1,12}}?|(?:peraturan\s+men|permen)[a-z]{{2,20}}(?:-rb)?"
    ),
    "Perda": rf"(?:peraturan\s+daerah|perda){_KATA}{{0,6}}?",
    "Pergub": rf"(?:peraturan\s+gubernur|pergub){_KATA}{{0,6}}?",
    "Perbup": rf"(?:peraturan\s+bupati|perbup){_KATA}{{0,6}}?",
    "Perwali": rf"(?:peraturan\s+wali\s?kota|perwali|perwal|perwako){_KATA}{{0,6}}?",
    "Peraturan": rf"(?:peraturan|perka){_KATA}{{1,12}}?",
    "SK": rf"(?:surat\s+keputusan|keputusan|sk){_KATA}{{0,12}}?",
    "SE": rf"(?:surat\s+edaran|se){_KATA}{{0,12}}?",
}
_JENIS = {jenis: re.compile(pola, _BENDERA) for jenis, pola in _POLA_JENIS.items()}
_BERNAMA_SENDIRI = frozenset({"Perda", "Pergub", "Perbup", "Perwali", "Peraturan", "SK", "SE"})
_BERNOMOR_BEBAS = _BERNAMA_SENDIRI | {"Permen", "PMK", "PMA"}
_AWALAN = re.compile(
    r"^(?:(?:surat )?keputusan|surat edaran|peraturan(?: (?:daerah|gubernur|bupati|wali ?kota))?"
    r"|per(?:da|gub|bup|wali|wal|wako)|sk|se)(?![a-z])"
)
_KITAB = {
    "KUHPerdata": rf"kuh\s*perdata|kitab\s+{_UU}\s+hukum\s+perdata",
    "KUHAP": rf"kuhap|kitab\s+{_UU}\s+hukum\s+acara\s+pidana",
    "KUHP": rf"kuhp|kitab\s+{_UU}\s+hukum\s+pidana",
}
_NAMA_UU = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in UU_BERNAMA)
_KATA_NOMOR = r"(?:nomor|nomer|nmr|no)\b\s*[.:]*\s*"
_KATA_TAHUN = r"(?:ta+h?u+n|thn|th)\b\s*\.?\s*"
_NOMOR = (
    rf"(?P<kunci>{_KATA_NOMOR}(?P<kode>[a-z]{{1,8}}\s?[.-]?\s?(?=[0-9]))?)?"
    r"(?P<nomor>[0-9]{1,9}(?:\.[0-9]{1,9})*)(?![0-9])"
    r"(?:\s?/\s?(?P<miring>[0-9]{4})(?![0-9a-z]|\s?/\s?[0-9a-z])"
    r"|(?P<ekor>(?:\s?/\s?(?!tahun\b|pasal\b|dan\b)[a-z0-9][a-z0-9.-]*)*)"
    rf"(?:\s*,?\s*{_KATA_TAHUN}(?P<tahun>[0-9]{{4}})(?![0-9]))?)"
)
POLA_PERATURAN = re.compile(
    r"(?<![a-z0-9])(?:"
    + "|".join(rf"(?P<{nama}>{pola})(?![a-z0-9])" for nama, pola in _KITAB.items())
    + rf"|(?P<UUD>(?:uud|{_UU}\s+dasar)\b(?:\s+negara\b)?{_RI}\s*"
    rf"(?:{_KATA_TAHUN})?(?P<tahun_uud>19[0-9]{{2}}\b)?)"
    rf"|(?P<kata_jenis>{'|'.join(_POLA_JENIS.values())})(?![a-z0-9]){_RI}"
    rf"(?:\s+\(?(?:{_NAMA_UU})(?![a-z0-9])\)?)?\s*,?\s*{_NOMOR}"
    rf"|{_UU}\s+(?:tentang\s+)?\(?(?P<nama_uu>{_NAMA_UU})(?![a-z0-9])\)?"
    rf"|(?:{_UU}|peraturan|pp|perpres|permen[a-z]*|perda|pergub|perbup|perwali|keputusan|sk)(?![a-z0-9]))",
    _BENDERA,
)


def read_nama_peraturan(found: re.Match[str]) -> NamaPeraturan | None:
    """Return the regulation that ``POLA_PERATURAN`` matched; None when its number or name is missing."""
    for nama in _KITAB:
        if found[nama]:
            return NamaPeraturan(nama, "UU")
    if found["UUD"]:
        tahun = found["tahun_uud"]
        return NamaPeraturan(f"UUD {tahun}" if tahun else "UUD", "UUD", "", int(tahun) if tahun else None)
    if found["nama_uu"]:
        nomor, year = UU_BERNAMA[" ".join(found["nama_uu"].casefold().split())]
        return NamaPeraturan(f"UU {nomor}/{year}", "UU", nomor, year, pasti=False)
    return _read_numbered(found) if found["kata_jenis"] else None


def _read_numbered(found: re.Match[str]) -> NamaPeraturan | None:
    jenis = next(jenis for jenis, pola in _JENIS.items() if pola.fullmatch(found["kata_jenis"]))
    tahun = found["miring"] or found["tahun"]
    if jenis in _BERNOMOR_BEBAS and not found["kunci"] and not tahun:
        return None
    if " ".join(found["kata_jenis"].casefold().split()) == "peraturan menteri":
        return None
    free = jenis in _BERNOMOR_BEBAS
    nomor = "".join(((found["kode"] or "") + found["nomor"] + (found["ekor"] or "")).split()).rstrip(".-")
    jenis, nama = _spell_kind(jenis, found["kata_jenis"])
    if "/" in nomor or nomor[0].isalpha():
        nama = f"{nama} Nomor {nomor}" + (f" Tahun {tahun}" if tahun else "")
    elif tahun:
        nama = f"{nama} {nomor}/{tahun}"
    else:
        nama = f"{nama} Nomor {nomor}" if free else f"{nama} {nomor}"
    return NamaPeraturan(nama, jenis, nomor, int(tahun) if tahun else None)


def _spell_kind(jenis: str, kata_jenis: str) -> tuple[str, str]:
    """Return the kind and how it is printed: a ministry in its short form, a region or office by its name."""
    words = " ".join(re.sub(r"[.,]", " ", kata_jenis).casefold().split())
    words = re.sub(r"^perka(?= )", "peraturan kepala", words)
    if jenis == "Permen":
        return _spell_ministry(words)
    if jenis not in _BERNAMA_SENDIRI:
        return jenis, jenis
    return jenis, f"{jenis} {_title(_AWALAN.sub('', words))}".strip()


def _spell_ministry(words: str) -> tuple[str, str]:
    nama = re.sub(r"^(?:peraturan menteri|permen)(?: |$)", "", words)
    if nama == words:
        jenis = "Permen" + re.sub(r"^(?:peraturan men|permen)|-", "", words)
        return jenis, jenis
    nama = re.sub(r" (?:republik indonesia|ri)$", "", nama)
    if singkat := nama if nama in KEMENTERIAN.values() else KEMENTERIAN.get(nama):
        return f"Permen{singkat}", f"Permen{singkat}"
    return "Permen", f"Permen {_title(nama)}"


def _title(words: str) -> str:
    plain = re.sub(r" (?:republik indonesia|ri)$", "", words)
    return re.sub(r"[a-z]+", lambda found: _capitalise(found[0]), plain.strip())


def _capitalise(word: str) -> str:
    if word in _SINGKATAN:
        return word.upper()
    return word if word == "dan" else word.capitalize()
