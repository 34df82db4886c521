"""Tingkat: what the electronic signatures in a PDF that came back say of its level, beside what an officer states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ppid_xl.bounded import run_bounded
from ppid_xl.errors import SigningError
from ppid_xl.keadaan_surat import BELUM_DIVERIFIKASI, TERSERTIFIKASI, TIDAK_TERSERTIFIKASI
from ppid_xl.surat.signature import bare_name
from ppid_xl.ttd.certificate import Trust
from ppid_xl.ttd.trust_der import Der, from_der, to_der
from ppid_xl.ttd.verify import Verdict, verify_pdf
from ppid_xl.workflow.tanda_tangan.verifikasi import SIGNED

_WITHOUT = "PDF ini tidak memuat tanda tangan elektronik; tingkatnya hanya menurut pernyataan."
_UNREADABLE = "Tanda tangan elektronik di PDF ini tidak dapat diperiksa; tingkatnya hanya menurut pernyataan."
_NO_ROOT = "Tingkatnya belum diverifikasi: sertifikat akar PSrE Indonesia belum ada di folder sertifikat komputer ini."


@dataclass(frozen=True)
class Seen:
    """The level of the signatures in a file, what the act says of them, and what staff should know."""

    tingkat: str = BELUM_DIVERIFIKASI
    words: str = ""
    notes: tuple[str, ...] = ()


def read_signatures(content: bytes, name: str, text: str, trust: Trust, now: datetime, reason: str) -> Seen:
    """Return what the signatures in a PDF say; only a file that ``verifikasi`` calls valid is tersertifikasi.

    Without a signature that can be read, or a root of an Indonesian provider, nothing is claimed either way. Raises
    SigningError for a file whose signatures no longer hold, or whose ``text`` names nobody who signed, unless staff
    give a ``reason``.
    """
    try:
        verdict = run_bounded(name, SIGNED, judge_apart, content, to_der(trust), now, name)
    except SigningError as problem:
        return Seen(notes=(_WITHOUT if problem.kode == "pdf-tanpa-tanda-tangan" else _UNREADABLE,))
    words = _words(verdict)
    if not verdict.utuh:
        if not reason.strip():
            raise SigningError("ttd-naskah-rusak", berkas=name, nama=_names(verdict))
        return Seen(words=words, notes=(words,))
    if not (reason.strip() or _is_named(verdict, text)):
        raise SigningError("ttd-naskah-orang-lain", berkas=name, nama=_names(verdict))
    if not trust.psre:
        return Seen(words=words, notes=(_NO_ROOT,))
    proven = verdict.sah and all(one.tingkat == TERSERTIFIKASI for one in verdict.signatures)
    return Seen(TERSERTIFIKASI if proven else TIDAK_TERSERTIFIKASI, words)


def judge_apart(content: bytes, trust: Der, now: datetime, name: str) -> Verdict:
    """Return what verify_pdf does, for a process of its own."""
    return verify_pdf(content, from_der(trust), now, name)


def _is_named(verdict: Verdict, text: str) -> bool:
    """Say whether a text names one of those who signed; a scan without words names everybody."""
    words, digits = " ".join(text.casefold().split()), "".join(char for char in text if char.isdigit())
    holders = [one.pemilik for one in verdict.signatures]
    return not words or any(
        bare_name(one.nama) in words or (one.nip and one.nip in digits) for one in holders
    )


def _names(verdict: Verdict) -> str:
    return ", ".join(one.pemilik.nama for one in verdict.signatures)


def _words(verdict: Verdict) -> str:
    signers = ", ".join(f"{one.pemilik.nama} (terbitan {one.pemilik.penerbit})" for one in verdict.signatures)
    return f"Tanda tangan elektronik di PDF: {signers}; {'utuh' if verdict.utuh else 'TIDAK utuh'}."
