"""The act a document is about, and the people in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ppid_xl.surat.konteks.frame import day_values
from ppid_xl.surat.konteks.value import clock
from ppid_xl.surat.signature import DOTTED_LINE


@dataclass(frozen=True, slots=True)
class Orang:
    """A person in a meeting."""

    nama: str
    jabatan: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Langkah:
    """One act of tblLangkah; ``mulai`` and ``selesai`` may carry a time of day."""

    id: str
    kegiatan: str
    keputusan: str = ""
    mulai: date | None = None
    selesai: date | None = None
    tempat: str = ""
    oleh: Orang = Orang("")
    sebagai: str = ""
    catatan: str = ""
    bukti: str = ""
    peserta: tuple[Orang, ...] = ()


def langkah_values(langkah: Langkah | None) -> dict[str, object]:
    """Return an act as a template reads it; what is not known, or the whole act, as dotted lines."""
    one = langkah or Langkah("", DOTTED_LINE)
    day = one.mulai.date() if isinstance(one.mulai, datetime) else one.mulai
    return {
        "ada": langkah is not None,
        "id": one.id,
        "kegiatan": one.kegiatan,
        "keputusan": one.keputusan,
        **day_values(day),
        "pukul_mulai": clock(one.mulai) or DOTTED_LINE,
        "pukul_selesai": clock(one.selesai) or DOTTED_LINE,
        "tempat": one.tempat or DOTTED_LINE,
        "oleh_nama": one.oleh.nama or DOTTED_LINE,
        "oleh_jabatan": one.oleh.jabatan or DOTTED_LINE,
        "sebagai": one.sebagai,
        "catatan": one.catatan,
        "bukti": one.bukti,
        "peserta": people_values(one.peserta),
    }


def people_values(people: Sequence[Orang]) -> list[dict[str, object]]:
    """Return people numbered through."""
    return [
        {"nomor": number, "nama": one.nama, "jabatan": one.jabatan, "unit": one.unit}
        for number, one in enumerate(people, 1)
    ]
