"""Tanda tangan lewat BSrE: approved letters sent to the agency's eSign service, read back, and only then kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.errors import SigningError
from ppid_xl.hosts import Host
from ppid_xl.keadaan_surat import DICETAK, DITANDATANGANI, TERSERTIFIKASI, electronic, write_state
from ppid_xl.model import Value
from ppid_xl.ttd.bsre import Account, Returned, Wish
from ppid_xl.ttd.bsre import sign_letter as sign_there
from ppid_xl.ttd.certificate import Holder, Trust, refuse_out_of_date
from ppid_xl.ttd.sign import has_own_fields, places_of
from ppid_xl.ttd.verify import Verdict, verify_pdf
from ppid_xl.workflow.ground.tindakan import DICATAT, Deed
from ppid_xl.workflow.tanda_tangan.surat_kembali import keep_letter
from ppid_xl.workflow.tanda_tangan.tandatangan import Ready, SignedLetter, is_holder, stamp_of

if TYPE_CHECKING:
    from ppid_xl.ttd.bsre_http import Service
    from ppid_xl.ttd.bsre_settings import Settings

LEWAT = "lewat BSrE"
BELUM_PASTI = "belum dapat dipastikan"
_NOTE = "Tingkatnya belum dapat dipastikan: sertifikat akar PSrE Indonesia belum ada di folder sertifikat komputer ini."


def refuse_unfit(ready: Ready, settings: Settings) -> None:
    """Raise SigningError for a letter that the service would spoil: what it adds then breaks another signature."""
    if has_own_fields(ready.content):
        raise SigningError("bsre-sesudah-sertifikat", surat=ready.letter.id_surat)
    if ready.places > 1 and (settings.versi == "v1" or settings.menulis_ulang):
        raise SigningError("bsre-satu-tanda-tangan", surat=ready.letter.id_surat, jumlah=ready.places)


def sign_letter_bsre(
    host: Host, now: datetime, ready: Ready, service: Service, account: Account, deed: Deed, trust: Trust, *,
    folder: Path,
) -> SignedLetter:  # fmt: skip
    """Let the service sign a letter, read it back, and keep it with its act; what does not pass changes nothing.

    Raises SigningError as ``ppid_xl.ttd.bsre.sign_letter`` does, for a certificate that is out of date or not of the
    officer, and for a signature that does not hold.
    """
    stamp = stamp_of(ready, LEWAT)
    done = sign_there(service, account, Wish(ready.content, ready.place.page, ready.place.box, stamp))
    verdict = _read_back(done.content, trust, ready)
    holder = verdict.signatures[-1].pemilik
    tingkat = _level([verdict.signatures[-1].tingkat])
    left = ready.places - sum(1 for one in places_of(done.content) if one.filled)
    kept = keep_letter(
        host, host.snapshot(), now, ready.officer, ready.letter, done.content, ".pdf",
        replace(deed, catatan=f"{_statement(ready, holder, tingkat, done)}\n{deed.catatan}".strip()),
        words=f"Tanda tangan elektronik lewat BSrE: {ready.letter.jenis}",
        keputusan=DICATAT if left else DITANDATANGANI, cells=_state(verdict, ready.places, left), folder=folder,
    )  # fmt: skip
    notes = () if tingkat == TERSERTIFIKASI else (_NOTE,)
    return SignedLetter(ready.letter, kept, tingkat, holder, ready.place.number, left, notes)


def _read_back(content: bytes, trust: Trust, ready: Ready) -> Verdict:
    """Return the verdict on what came back; version 1 and a file written anew hold no code, so none is asked."""
    moment = datetime.now(UTC)
    verdict = verify_pdf(content, trust, moment)
    holder = verdict.signatures[-1].pemilik
    if not verdict.utuh:
        raise SigningError("ttd-tidak-lolos", nama=holder.nama)
    refuse_out_of_date(holder, moment)
    if not is_holder(holder, ready.officer):
        raise SigningError("sertifikat-bukan-pejabat", nama=holder.nama, pejabat=ready.officer.text("kode"))
    return verdict


def _level(levels: list[str]) -> str:
    return TERSERTIFIKASI if all(one == TERSERTIFIKASI for one in levels) else BELUM_PASTI


def _state(verdict: Verdict, places: int, left: int) -> dict[str, Value]:
    if left:
        words = f"{places - left} dari {places} tanda tangan elektronik"
        return {"keadaan_tanda_tangan": write_state(DICETAK, words)}
    level = _level([one.tingkat for one in verdict.signatures])
    return {"keadaan_tanda_tangan": write_state(DITANDATANGANI, electronic(level))}


def _statement(ready: Ready, holder: Holder, tingkat: str, done: Returned) -> str:
    named = f", dokumen BSrE {done.id_dokumen}" if done.id_dokumen else ""
    way = "ditambahkan di belakang berkas asal" if done.ditambahkan else "berkas ditulis ulang oleh layanan"
    return (
        f"Tanda tangan elektronik lewat BSrE, tingkat {tingkat} ({ready.urutan} dari {ready.places}), sertifikat "
        f"atas nama {holder.nama} terbitan {holder.penerbit}, berlaku sampai {holder.akhir:%d/%m/%Y}; {way}; sidik "
        f"sebelum {done.sidik_sebelum}, sesudah {done.sidik_sesudah}{named}."
    )
