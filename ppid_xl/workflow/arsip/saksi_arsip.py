"""Saksi arsip: the head of the chain on a berita acara, outside the computer, and what such a code proves later."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ppid_xl.arsip.chain import read_chain
from ppid_xl.arsip.signed_head import unsigned_lines
from ppid_xl.arsip.store import open_arsip
from ppid_xl.arsip.witness import find_witness, latest_witness, witness_code, witness_qr
from ppid_xl.errors import ArsipError
from ppid_xl.tanggal import format_tanggal

WITNESSED = ("berita-acara-uji",)


@dataclass(frozen=True)
class Testimony:
    """The line a code bears witness to: its number, moment and act, and how many lines came after it."""

    baris: int
    waktu: str
    tindakan: str
    tentang: str
    sesudahnya: int


def witness_values(folder: Path) -> dict[str, str]:
    """Return the newest line of an archive as a document shows it; nothing without an archive that can be read."""
    try:
        baris, sidik = latest_witness(open_arsip(folder))
    except ArsipError:
        return {}
    return {"kode": witness_code(sidik), "baris": str(baris), "qr": witness_qr(baris, sidik)} if baris else {}


def hear_witness(folder: Path, code: str) -> Testimony:
    """Return what a printed code proves; raise ArsipError and InputError as find_witness does."""
    found = find_witness(open_arsip(folder), code)
    entry = found.line.facts
    about = " ".join(str(entry.get(name, "")) for name in ("objek", "versi", "nomor")).strip()
    return Testimony(
        found.line.number, _moment(str(entry.get("waktu", ""))), str(entry.get("tindakan", "")), about, found.later
    )  # fmt: skip


def signature_note(folder: Path) -> str:
    """Return in words whether the head of the chain is signed, and how much of it is not."""
    arsip = open_arsip(folder)
    chain = read_chain(arsip.log)
    if not arsip.head.is_file():
        return (
            "Kepala rantai tidak bertanda tangan: komputer ini tidak mempunyai tempat kunci. Yang membuktikan "
            "keutuhan sampai suatu saat adalah sidik rantai di berita acara."
        )
    left = unsigned_lines(arsip, chain)
    return f"{left} baris terakhir log belum ditandatangani." if left else ""


def _moment(text: str) -> str:
    from datetime import datetime

    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{format_tanggal(moment.date())} {moment:%H.%M}"
