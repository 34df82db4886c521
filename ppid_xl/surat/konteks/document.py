"""The context of one document, the same shape whatever its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ppid_xl.columns import Column
from ppid_xl.surat.jenis import Jenis
from ppid_xl.surat.konteks.act import Langkah, Orang, langkah_values, people_values
from ppid_xl.surat.konteks.frame import (
    Rekap,
    Surat,
    day_values,
    head_values,
    logo_value,
    office_values,
    rekap_values,
)
from ppid_xl.surat.konteks.penetapan import penetapan_values
from ppid_xl.surat.konteks.rows import Baris, count_values, rows_by_unit
from ppid_xl.surat.konteks.value import closed_list, counted, value_text
from ppid_xl.surat.signature import DOTTED_LINE, Signer, signature_block

PERUBAHAN = ("baru", "berubah", "dibuka", "diperpanjang")
# How many changed rows fit on one page, and which kinds come first when not all do.
SHOWN_CHANGES, FEWEST = 8, 2
PRESSING = ("dibuka", "diperpanjang", "berubah", "baru")
# The last rows of a list, which stay on the page of its sum and signature: only short ones, since a row kept so
# that is longer than a page loses lines in LibreOffice.
AT_END, KEPT_LETTERS = 2, 400
PUBLIK = ("Berkala", "Serta Merta", "Setiap Saat")


@dataclass(frozen=True, slots=True)
class Berkas:
    """A softcopy that was handed over; ``ukuran`` is already text."""

    id: str
    judul_informasi: str
    lokasi: str = ""
    ukuran: str = ""
    tanggal: date | None = None
    sidik: str = ""
    penyerah: str = ""
    penerima: str = ""


@dataclass(frozen=True, slots=True)
class Tindakan:
    """One act in the history of an informasi."""

    id: str
    kegiatan: str
    keputusan: str
    tanggal: date | None
    oleh: str


@dataclass(frozen=True, slots=True)
class Bukti:
    """What ``ppid bukti`` says of one informasi."""

    keadaan: str = ""
    verdict: bool = False
    kurang: tuple[str, ...] = ()
    galat: tuple[str, ...] = ()
    versi: tuple[str, ...] = ()
    tindakan: tuple[Tindakan, ...] = ()
    kutipan: tuple[str, ...] = ()
    pembukaan: tuple[str, ...] = ()
    surat: tuple[str, ...] = ()
    tindakan_lain: str = ""


@dataclass(frozen=True, slots=True)
class Bahan:
    """Everything a document is made of; ``units`` are named even without rows.

    ``saksi`` is the newest line of the archive's chain: ``kode`` in groups, ``baris``, and ``qr`` to be drawn.
    """

    kode: str
    jenis: Jenis
    pengaturan: Mapping[str, str]
    rekap: Rekap
    surat: Surat = field(default_factory=Surat)
    konsep: bool = True
    logo: Path | None = None
    sop: Mapping[str, str] = field(default_factory=dict)
    kolom: Sequence[Column] = ()
    baris: Sequence[Baris] = ()
    units: Sequence[str] = ()
    langkah: Langkah | None = None
    penanda_tangan: Signer = field(default_factory=Signer)
    penanda_tangan_kedua: Signer = field(default_factory=Signer)
    tim: Sequence[Orang] = ()
    berkas: Sequence[Berkas] = ()
    bukti: Bukti = field(default_factory=Bukti)
    ada_versi: bool = False
    dihapus: int = 0
    saksi: Mapping[str, str] = field(default_factory=dict)


def build_context(bahan: Bahan) -> dict[str, object]:
    """Return the context of a document: texts, bools, lists and dicts, with ``properti`` for its properties."""
    office = office_values(bahan.pengaturan)
    groups = rows_by_unit(bahan.baris, bahan.kolom, bahan.units)
    daftar = [row for group in groups for row in _rows(group)]
    _mark_end(daftar)
    registered = bool(bahan.surat.id) and not bahan.konsep and not bahan.surat.tanda
    return {
        **office,
        "logo": logo_value(bahan.logo),
        "konsep": bahan.konsep,
        "kode_jenis": bahan.kode,
        "judul_jenis": bahan.jenis.judul,
        "rekap": rekap_values(bahan.rekap),
        "properti": {
            "judul": bahan.jenis.judul,
            "penyusun": office["nama_badan_biasa"],
            "waktu": bahan.rekap.waktu,
        },
        "surat": head_values(bahan.surat, bahan.jenis, office["tahun"]),
        "sop": {key: bahan.sop.get(key, "") or DOTTED_LINE for key in ("kode", "nomor", "nama", "instansi")},
        "penetapan": penetapan_values(bahan.pengaturan),
        "hari_ini": day_values(bahan.surat.day(bahan.rekap.waktu.date())),
        "daftar": daftar,
        "per_unit": groups,
        "per_klasifikasi": _by_class(daftar),
        **count_values(bahan.baris, len(groups)),
        "perubahan": _changes(daftar),
        "ada_perubahan": any(row["perubahan"] for row in daftar) or bahan.dihapus > 0,
        "ada_versi": bahan.ada_versi,
        "jumlah_dihapus": counted(bahan.dihapus),
        "ada_dihapus": bahan.dihapus > 0,
        "langkah": langkah_values(bahan.langkah),
        "ttd": signature_block(bahan.penanda_tangan, place=1 if registered else 0),
        "ttd_kedua": signature_block(bahan.penanda_tangan_kedua, place=2 if registered else 0),
        "tim": people_values(bahan.tim),
        "tembusan": closed_list(bahan.surat.tembusan),
        "alasan": closed_list(bahan.surat.alasan or _reasons(bahan.langkah)),
        "berkas": [_berkas(number, one) for number, one in enumerate(bahan.berkas, 1)],
        "bukti": _bukti(bahan.bukti),
        "saksi": {key: bahan.saksi.get(key, "") for key in ("kode", "baris", "qr")},
        "saksi_qr": "",
    }


def _rows(group: Mapping[str, object]) -> list[dict[str, object]]:
    found = group["baris"]
    return found if isinstance(found, list) else []


def _mark_end(daftar: Sequence[dict[str, object]]) -> None:
    for place, row in enumerate(daftar, 1):
        longest = max(len(text) for text in row.values() if isinstance(text, str))
        row["di_ujung"] = place > len(daftar) - AT_END and longest <= KEPT_LETTERS


def _by_class(daftar: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """Group the public rows by their class, numbered through, as a daftar informasi publik lists them."""
    numbers = iter(range(1, len(daftar) + 1))
    groups: list[dict[str, object]] = []
    for name in PUBLIK:
        members = [row for row in daftar if str(row.get("klasifikasi", "")).casefold() == name.casefold()]
        if members:
            rows = [{**row, "nomor": next(numbers)} for row in members]
            groups.append(
                {"klasifikasi": name, "judul": name.upper(), "jumlah": counted(len(rows)), "baris": rows}
            )
    _mark_end([row for group in groups for row in _rows(group)])
    return groups


def _changes(daftar: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """Group rows by how they changed, few enough for one page; ``lainnya`` counts the rest of a group."""
    members = {name: [row for row in daftar if row["perubahan"] == name] for name in PERUBAHAN}
    shown = _shares({name: len(rows) for name, rows in members.items()})
    return [
        {
            "nama": name.capitalize(),
            "ada": bool(rows),
            "jumlah": counted(len(rows)),
            "baris": rows[: shown[name]],
            "lainnya": f"dan {counted(len(rows) - shown[name])} informasi lain"
            if len(rows) > shown[name]
            else "",
        }
        for name, rows in members.items()
    ]


def _shares(counts: Mapping[str, int]) -> dict[str, int]:
    """Return how many rows of each kind are shown: the pressing kinds first, a few kept for each other."""
    shares, room = {}, SHOWN_CHANGES
    for place, name in enumerate(PRESSING):
        kept = sum(min(counts[other], FEWEST) for other in PRESSING[place + 1 :])
        shares[name] = min(counts[name], room - kept)
        room -= shares[name]
    return shares


def _reasons(langkah: Langkah | None) -> list[str]:
    return [line for line in (langkah.catatan if langkah else "").splitlines() if line.strip()]


def _berkas(number: int, one: Berkas) -> dict[str, object]:
    texts = ("id", "judul_informasi", "lokasi", "ukuran", "sidik", "penyerah", "penerima")
    return {
        "nomor": number,
        **{key: getattr(one, key) or "-" for key in texts},
        "tanggal": value_text(one.tanggal) or "-",
    }


def _bukti(bukti: Bukti) -> dict[str, object]:
    acts = [
        {
            "id": act.id,
            "kegiatan": act.kegiatan,
            "keputusan": act.keputusan,
            "tanggal": value_text(act.tanggal) or "-",
            "oleh": act.oleh,
        }
        for act in bukti.tindakan
    ]
    return {
        "keadaan": bukti.keadaan,
        "verdict": bukti.verdict,
        "kurang": list(bukti.kurang),
        "galat": list(bukti.galat),
        "versi": list(bukti.versi),
        "tindakan": acts,
        "tindakan_lain": bukti.tindakan_lain,
        "kutipan": list(bukti.kutipan),
        "pembukaan": list(bukti.pembukaan),
        "surat": list(bukti.surat),
    }
