"""The proof of one informasi as its page tells it: short enough for one page, and what is left out is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import shorten

from ppid_xl.surat.konteks import Bukti, Tindakan
from ppid_xl.tanggal import format_tanggal
from ppid_xl.workflow.bukti.bukti import Pembukaan, Proof
from ppid_xl.workflow.bukti.bunyi_pasal import Kutipan

ACTS, LETTERS, VERSIONS, QUOTES, LACKS = 6, 3, 3, 2, 6
QUOTED, WORDS = 280, 64


def proof_values(proof: Proof) -> Bukti:
    """Return the proof of one informasi as a document tells it: the latest acts, letters and versions."""
    acts = [_act(one) for one in proof.tindakan[-ACTS:]]
    letters = [_letter(one) for one in proof.surat[-LETTERS:]]
    return Bukti(
        proof.keadaan,
        proof.holds,
        tuple(_first(proof.kurang, "kekurangan")),
        tuple(_first(proof.galat, "galat")),
        tuple(_left_out(len(proof.versi) - VERSIONS, "versi") + list(proof.versi[-VERSIONS:])),
        tuple(acts),
        kutipan=tuple(_quoted(one) for one in proof.kutipan[:QUOTES]),
        pembukaan=tuple(_opening(proof.pembukaan)) if proof.pembukaan else (),
        surat=tuple(_left_out(len(proof.surat) - LETTERS, "surat") + letters),
        tindakan_lain="".join(_left_out(len(proof.tindakan) - ACTS, "tindakan")),
    )


def _act(act: Mapping[str, object]) -> Tindakan:
    mulai = act["mulai"]
    day = mulai if isinstance(mulai, date) else None
    return Tindakan(
        str(act["id_langkah"]),
        shorten(str(act["kegiatan"]), WORDS, placeholder=" …"),
        str(act["keputusan"]),
        day,
        _officer(act["nama"] or act["oleh"], act["sebagai"]),
    )


def _officer(oleh: object, sebagai: object) -> str:
    return f"{oleh} ({sebagai})" if sebagai else str(oleh)


def _letter(letter: Mapping[str, object]) -> str:
    number, day = letter["nomor"] or "(nomor menyusul)", letter["tanggal"]
    dated = f"{day:%d/%m/%Y}" if isinstance(day, date) else "tanpa tanggal"
    state = letter["keadaan"] or letter["arah"]
    sidik = f", sidik {letter['sidik']}" if letter["sidik"] else ""
    return f"{letter['id_surat']} {letter['jenis']} {number}, {dated}: {state}{sidik}"


def _day(day: object) -> str:
    return format_tanggal(day) if isinstance(day, date) else "tanpa tanggal"


def _quoted(one: Kutipan) -> str:
    return f"{one.rujukan}: “{shorten(one.pokok, QUOTED, placeholder=' …')}”"


def _opening(opened: Pembukaan) -> list[str]:
    """Return when and by whom it was opened, who approved it, and the test behind it."""
    act, approval, test = opened.tindakan, opened.persetujuan, opened.uji
    approved = (
        f"{approval.id_langkah}, {_day(approval.mulai)}, {_officer(approval.oleh, approval.sebagai)}"
        if approval
        else act.bukti or "(tidak tercatat)"
    )
    tested = f"{test.id_uji}, hasil {test.hasil}" if test else "(tidak tercatat)"
    return [
        f"Dibuka {_day(act.mulai)} dengan {act.id_langkah} oleh {_officer(act.oleh, act.sebagai)}",
        f"persetujuan: {approved}; uji: {tested}",
    ]


def _first(lines: Sequence[str], what: str) -> list[str]:
    more = len(lines) - LACKS
    return [*lines[:LACKS], *([f"dan {more} {what} lain; lihat ppid bukti"] if more > 0 else [])]


def _left_out(number: int, what: str) -> list[str]:
    return [f"dan {number} {what} sebelumnya"] if number > 0 else []
