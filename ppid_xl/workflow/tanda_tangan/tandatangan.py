"""Tanda tangan elektronik: approved letters signed with a key, read back, and only then kept in the agenda."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.errors import InputError, SigningError
from ppid_xl.evidence import SIDIK_LENGTH, Letter, read_letter
from ppid_xl.hosts import Host
from ppid_xl.keadaan_surat import (
    DICETAK,
    DITANDATANGANI,
    TERSERTIFIKASI,
    TIDAK_TERSERTIFIKASI,
    electronic,
    write_state,
)
from ppid_xl.model import Book, Row, Value
from ppid_xl.nip import format_nip, parse_nip
from ppid_xl.scan import read_content
from ppid_xl.surat.signature import bare_name, full_name
from ppid_xl.ttd.certificate import Holder, level_of, refuse_out_of_date
from ppid_xl.ttd.kode import Code, write_code
from ppid_xl.ttd.page_words import words_below
from ppid_xl.ttd.sign import Extra, Place, places_left, places_of, sign_pdf
from ppid_xl.ttd.stamp import Stamp
from ppid_xl.ttd.verify import Verdict, short_digest, verify_pdf
from ppid_xl.workflow.agenda.agenda import find_letter
from ppid_xl.workflow.agenda.naskah import digest_of
from ppid_xl.workflow.agenda.naskah_terdaftar import printed_digests
from ppid_xl.workflow.ground.tindakan import DICATAT, Deed, find_pejabat, holds_office, refuse_future
from ppid_xl.workflow.tanda_tangan.surat_kembali import Kept, keep_letter

if TYPE_CHECKING:
    from ppid_xl.ttd.keys import Key

_DOTTED = re.compile(r"\.{10,}")


@dataclass(frozen=True)
class Ready:
    """A letter that may be signed: its file, its line, the place that is next (which of how many), who signs there."""

    path: Path
    content: bytes
    letter: Letter
    place: Place
    urutan: int
    places: int
    officer: Row


@dataclass(frozen=True)
class SignedLetter:
    """A letter that was signed and kept; ``sisa`` is how many signatures it still lacks."""

    letter: Letter
    kept: Kept
    tingkat: str
    pemilik: Holder
    nomor: int
    sisa: int
    notes: tuple[str, ...] = field(default=())


def ready_letters(book: Book, now: datetime, paths: Sequence[Path], oleh: str) -> list[Ready]:
    """Return each PDF with its line of the agenda; raise for the first that this officer may not sign now.

    Raises InputError for an officer out of office, a letter without number, signed or cancelled already; SigningError
    for a PDF that is empty or too large, is not the one registered, has no place left, or whose next place bears
    another name.
    """
    officer = find_pejabat(book, oleh)
    if not holds_office(officer, now.date()):
        raise InputError("pejabat-tidak-menjabat", pejabat=oleh, tanggal=f"{now:%d/%m/%Y}")
    return [_ready(book, now, path, officer) for path in dict.fromkeys(path.resolve() for path in paths)]


def _ready(book: Book, now: datetime, path: Path, officer: Row) -> Ready:
    content = read_content(path)
    if b"%PDF-" not in content[:1024]:
        raise SigningError("pdf-bukan", berkas=path.name)
    letter = registered_pdf(book, content, path.name)
    if letter.signed:
        raise InputError("surat-sudah-sah", surat=letter.id_surat)
    if letter.lacks_number:
        raise InputError("nomor-surat-menyusul", surat=letter.id_surat)
    if letter.tanggal:
        refuse_future(letter.tanggal, now)
    places = places_of(content, path.name)
    left = places_left(places)
    if not left:
        raise SigningError("ttd-sudah-penuh", surat=letter.id_surat)
    _refuse_other_name(content, left[0], officer)
    return Ready(path, content, letter, left[0], places.index(left[0]) + 1, len(places), officer)


def registered_pdf(book: Book, content: bytes, name: str) -> Letter:
    """Return the letter whose recorded PDF this is; raise SigningError for a PDF that nobody recorded."""
    sidik = digest_of(content)[:SIDIK_LENGTH]
    printed = printed_digests(book)
    for row in book.rows("tblAgenda"):
        id_surat = row.text("id_surat")
        known = sidik in printed.get(id_surat, ()) and (not _is_pdf(row) or read_letter(row).signed)
        if known or sidik == row.text("sidik"):
            return find_letter(book, id_surat)
    raise SigningError("ttd-bukan-yang-disetujui", berkas=name)


def _is_pdf(row: Row) -> bool:
    return row.text("berkas").lower().endswith(".pdf")


def _refuse_other_name(content: bytes, place: Place, officer: Row) -> None:
    below = words_below(content, place.page, place.box)
    name = bare_name(officer.text("nama"))
    if (name and name in below.casefold()) or _DOTTED.search(below):
        return
    raise SigningError("ttd-bukan-giliran", pejabat=officer.text("kode"), nomor=place.number, tertulis=below)


def is_holder(holder: Holder, officer: Row) -> bool:
    """Say whether a certificate is of an officer: by NIP where both have one, else by name without titles."""
    nip = parse_nip(officer.text("nip")).angka
    if holder.nip and nip:
        return holder.nip == nip
    return bare_name(holder.nama) == bare_name(officer.text("nama"))


def _refuse_wrong_holder(holder: Holder, officer: Row) -> None:
    if not is_holder(holder, officer):
        raise SigningError("sertifikat-bukan-pejabat", nama=holder.nama, pejabat=officer.text("kode"))


def sign_letter(
    host: Host, now: datetime, ready: Ready, key: Key, deed: Deed, extra: Extra, *, folder: Path
) -> SignedLetter:  # fmt: skip
    """Sign a letter, read it back, and keep it with its act; what does not pass is not kept and changes nothing.

    The certificate is judged at the moment itself, whatever day ``now`` says. Raises SigningError as sign_pdf does.
    """
    moment = datetime.now(UTC)
    holder = key.holder
    refuse_out_of_date(holder, moment)
    _refuse_wrong_holder(holder, ready.officer)
    tingkat = level_of(key.certificate, key.chain, extra.trust, moment)
    stamp = stamp_of(ready, tingkat)
    content = sign_pdf(ready.content, ready.place, key, stamp, extra)
    verdict = read_back(content, ready.content, stamp.kode, key, extra)
    left = ready.places - sum(1 for one in places_of(content) if one.filled)
    complete = not left
    kept = keep_letter(
        host, host.snapshot(), now, ready.officer, ready.letter, content, ".pdf",
        replace(deed, catatan=f"{_statement(ready, holder, tingkat, extra)}\n{deed.catatan}".strip()),
        words=f"Tanda tangan elektronik: {ready.letter.jenis}",
        keputusan=DITANDATANGANI if complete else DICATAT, cells=_state(verdict, ready.places), folder=folder,
    )  # fmt: skip
    return SignedLetter(ready.letter, kept, tingkat, holder, ready.place.number, left)


def read_back(content: bytes, before: bytes, kode: str, key: Key, extra: Extra) -> Verdict:
    """Return the verdict on what was just signed; raise SigningError when anything about it is not as it must be."""
    verdict = verify_pdf(content, extra.trust, datetime.now(UTC))
    last = verdict.signatures[-1]
    wanted = key.certificate.sha256.hex()
    if not (
        content.startswith(before) and verdict.utuh and verdict.cocok and last.kode == kode
        and last.sertifikat == wanted and (last.cap_waktu or not extra.tsa)
    ):  # fmt: skip
        raise SigningError("ttd-tidak-lolos", nama=last.pemilik.nama)
    return verdict


def stamp_of(ready: Ready, tingkat: str) -> Stamp:
    """Return the stamp of a letter, with the code of the file that the first officer signed."""
    officer, letter = ready.officer, ready.letter
    sidik = short_digest(ready.content)
    if any(one.filled for one in places_of(ready.content)):
        code = verify_pdf(ready.content, Extra().trust, datetime.now(UTC)).kode
        if code is None:
            raise SigningError("ttd-bukan-yang-disetujui", berkas=ready.path.name)
        sidik = code.sidik32
    kode = write_code(Code(letter.id_surat, letter.nomor, "h", sidik))
    name = full_name(officer.text("nama"), officer.text("gelar"))
    jabatan = " ".join(f"{_acting(officer)} {officer.text('jabatan')}".split())
    return Stamp(kode, name, format_nip(officer.text("nip")), jabatan, tingkat)


def _acting(officer: Row) -> str:
    status = officer.text("status")
    return status if status.casefold() in ("plt.", "plh.", "pj.", "pjs.") else ""


def _state(verdict: Verdict, places: int) -> dict[str, Value]:
    done = len(verdict.signatures)
    if done < places:
        return {"keadaan_tanda_tangan": write_state(DICETAK, f"{done} dari {places} tanda tangan elektronik")}
    every = all(one.tingkat == TERSERTIFIKASI for one in verdict.signatures)
    tingkat = TERSERTIFIKASI if every else TIDAK_TERSERTIFIKASI
    return {"keadaan_tanda_tangan": write_state(DITANDATANGANI, electronic(tingkat))}


def _statement(ready: Ready, holder: Holder, tingkat: str, extra: Extra) -> str:
    bentuk = "PAdES B-LT" if extra.ltv else "PAdES B-T" if extra.tsa else "PAdES B-B"
    return (
        f"Tanda tangan elektronik {tingkat} ({ready.urutan} dari {ready.places}), {bentuk}, sertifikat "
        f"atas nama {holder.nama} terbitan {holder.penerbit}, berlaku sampai {holder.akhir:%d/%m/%Y}."
    )
