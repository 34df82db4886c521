"""Verifikasi: what is true of a signed PDF, for anyone; with the office's workbook near also against its agenda."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.bounded import MEMORY, Bounds, run_bounded
from ppid_xl.errors import SigningError
from ppid_xl.evidence import SIDIK_LENGTH, Letter, read_letter
from ppid_xl.model import Book
from ppid_xl.scan import read_content
from ppid_xl.surat.signature import bare_name
from ppid_xl.ttd.baca_qr import Page, read_pages
from ppid_xl.ttd.certificate import Trust
from ppid_xl.ttd.kode import Code
from ppid_xl.ttd.page_words import words_below
from ppid_xl.ttd.sign import places_of
from ppid_xl.ttd.signature_boxes import signature_boxes
from ppid_xl.ttd.trust_der import Der, from_der, to_der
from ppid_xl.ttd.verify import Signature, Verdict, verify_pdf, with_printed_code
from ppid_xl.workflow.agenda.naskah import digest_of

SIGNED = Bounds(120, MEMORY, SigningError)
COCOK, BERBEDA, TIDAK_ADA = "cocok", "berbeda", "tidak ada"


@dataclass(frozen=True)
class Verified:
    """The verdict on a file, and what its pages and an agenda say: each ``cocok``, ``berbeda`` or ``tidak ada``.

    ``qr`` is the code printed on the pages against the signed one, ``nama`` the names printed below the stamps
    against those of the certificates, ``agenda`` the digest that the workbook keeps of the file.
    """

    path: Path
    verdict: Verdict
    sidik: str
    qr: str
    nama: str
    agenda: str
    letter: Letter | None = None

    @property
    def sah(self) -> bool:
        """Whether everything that can be looked at holds."""
        return self.verdict.sah and BERBEDA not in (self.qr, self.nama, self.agenda)


def verifikasi(path: Path, trust: Trust, now: datetime, book: Book | None = None) -> Verified:
    """Return what is true of a signed PDF; raise InputError or SigningError for what cannot be looked at."""
    content = read_content(path)
    verdict, qr, names = run_bounded(path.name, SIGNED, _judge, content, to_der(trust), now, path.name)
    letter = _registered(book, content, verdict) if book else None
    sidik = digest_of(content)
    return Verified(path, verdict, sidik, qr, names, _agenda(letter, sidik), letter)


def _judge(content: bytes, trust: Der, now: datetime, name: str) -> tuple[Verdict, str, str]:
    verdict = verify_pdf(content, from_der(trust), now, name)
    codes = {code for page in _pages(content, name, verdict) for code in page.codes if code.kind == "h"}
    verdict = with_printed_code(content, verdict, codes)
    return verdict, _qr(codes, verdict), _names(content, verdict)


def _pages(content: bytes, name: str, verdict: Verdict) -> tuple[Page, ...]:
    """Return what the pages show: all of a letter of ours, else those with a signature, as far as they can be read."""
    if verdict.kode is not None:
        return read_pages(content, name)
    try:
        return read_pages(content, name, {page for page, _ in signature_boxes(content)})
    except SigningError:
        return ()


def _qr(codes: Collection[Code], verdict: Verdict) -> str:
    """Compare the codes printed on the pages with the one that was signed; a letter of others has none."""
    if verdict.kode is None or not codes:
        return TIDAK_ADA
    return COCOK if codes == {verdict.kode} else BERBEDA


def _names(content: bytes, verdict: Verdict) -> str:
    if verdict.kode is None:
        return TIDAK_ADA
    below = {f"TTD{one.number}": words_below(content, one.page, one.box) for one in places_of(content)}
    found = [_is_printed(one, below) for one in verdict.signatures if one.tempat in below]
    return TIDAK_ADA if not found else COCOK if all(found) else BERBEDA


def _is_printed(signature: Signature, below: Mapping[str, str]) -> bool:
    words, holder = below[signature.tempat], signature.pemilik
    digits = "".join(char for char in words if char.isdigit())
    return bare_name(holder.nama) in words.casefold() or bool(holder.nip and holder.nip in digits)


def _registered(book: Book, content: bytes, verdict: Verdict) -> Letter | None:
    """Return the letter of an agenda that a file claims to be: of its digest, else of the ID and number of its code."""
    sidik = digest_of(content)[:SIDIK_LENGTH]
    letters = [read_letter(row) for row in book.rows("tblAgenda")]
    by_digest = next((one for one in letters if one.sidik == sidik), None)
    if by_digest or verdict.kode is None:
        return by_digest
    named = (verdict.kode.id_surat, verdict.kode.nomor)
    return next((one for one in letters if (one.id_surat, one.nomor) == named), None)


def _agenda(letter: Letter | None, sidik: str) -> str:
    if letter is None or not letter.berkas.lower().endswith(".pdf"):
        return TIDAK_ADA
    return COCOK if letter.sidik == sidik[:SIDIK_LENGTH] and not letter.cancelled else BERBEDA


def as_json(found: Verified) -> dict[str, object]:
    """Return what was found as plain values for JSON."""
    verdict, kode = found.verdict, found.verdict.kode
    return {
        "berkas": str(found.path), "sidik": found.sidik, "sah": found.sah, "utuh": verdict.utuh,
        "dipercaya": verdict.dipercaya, "tempat_kosong": list(verdict.kosong),
        "kode": {"surat": kode.id_surat, "nomor": kode.nomor, "sidik": kode.sidik32} if kode else None,
        "asli": {None: TIDAK_ADA, True: COCOK, False: BERBEDA}[verdict.cocok],
        "qr": found.qr, "nama_tercetak": found.nama, "agenda": found.agenda,
        "surat": found.letter.id_surat if found.letter else None,
        "tanda_tangan": [_signature_json(one) for one in verdict.signatures],
    }  # fmt: skip


def _signature_json(one: Signature) -> dict[str, object]:
    return {
        "tempat": one.tempat, "nama": one.pemilik.nama, "penerbit": one.pemilik.penerbit,
        "waktu": one.waktu.isoformat() if one.waktu else None, "waktu_terbukti": one.waktu_terbukti,
        "tingkat": one.tingkat, "utuh": one.utuh, "dipercaya": one.dipercaya, "sah": one.sah,
        "perubahan": one.perubahan,
    }  # fmt: skip
