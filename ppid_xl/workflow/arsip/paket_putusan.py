"""Paket putusan: what the archive keeps of each decided informasi, letter and file of evidence, one object for each.

A letter on eighty informasi is stored once; each of them names it by number and digest, and so a file of evidence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.chain import Entry
from ppid_xl.arsip.disposal import DISPOSE
from ppid_xl.arsip.store import Act as ArsipAct
from ppid_xl.arsip.store import Arsip, Packet, list_entries, save_versions
from ppid_xl.evidence import DIBUKA, DIPERPANJANG, DISETUJUI, Act, Evidence, read_evidence
from ppid_xl.messages import as_json
from ppid_xl.model import Book, Finding, Row
from ppid_xl.tables import as_text
from ppid_xl.version import VERSION
from ppid_xl.workflow.agenda.naskah_sah import SignedLetter, signed_letters
from ppid_xl.workflow.arsip.bukti_tersimpan import RECORD, Kept, kept_files, neutral_name, references
from ppid_xl.workflow.ground.archived_counters import object_id
from ppid_xl.workflow.ground.isi_versi import canonical, row_record, rule_files
from ppid_xl.workflow.ground.knowledge import Knowledge

DECISIVE = (DISETUJUI, DIBUKA, DIPERPANJANG)
APPROVAL, LETTER, ROW, FINDINGS = "persetujuan.json", "surat.json", "baris.json", "temuan.json"
LAW = ("hukum.toml", "peraturan.toml")
_KEY_LENGTH = 16


@dataclass(frozen=True)
class Office:
    """Where decisions come from: the workbook as it stands, judged, and who archives it when."""

    workbook: Path
    book: Book
    findings: Sequence[Finding]
    knowledge: Knowledge
    now: datetime
    akun: str
    alasan_jam: str = ""

    @property
    def folder(self) -> Path:
        """Return the folder of the workbook."""
        return self.workbook.parent


def archive_decisions(arsip: Arsip, office: Office) -> int:
    """Archive what was decided or signed and is not in the archive yet; return how many versions that made."""
    return len(save_versions(arsip, decision_packets(office, list_entries(arsip))))


def decision_packets(office: Office, entries: Sequence[Entry]) -> list[Packet]:
    """Return the letters, the evidence, then the informasi that the log does not tell of yet; nothing comes twice."""
    letters = signed_letters(office.book, office.folder)
    kept = kept_evidence(office.book, office.workbook, letters, entries)
    known = {(str(one.get("objek", "")), str(one.get("kunci", ""))) for one in entries}
    owners = _owners(entries)
    packets = [
        *_letters(office, letters, owners),
        *_evidence(office, kept),
        *_informasi(office, letters, kept, owners),
    ]
    gone = {str(one.get("objek", "")) for one in entries if one.get("tindakan") == DISPOSE}
    return [
        packet
        for packet in packets
        if (packet.object_id, packet.kunci) not in known and packet.object_id not in gone
    ]


def _owners(entries: Iterable[Entry]) -> dict[str, str]:
    """Return object → the workbook it was made from."""
    owners: dict[str, str] = {}
    for entry in entries:
        if entry.get("tindakan") == "simpan" and entry.get("buku"):
            owners.setdefault(str(entry["objek"]), str(entry["buku"]))
    return owners


def kept_evidence(
    book: Book, workbook: Path, letters: Sequence[SignedLetter], entries: Sequence[Entry]
) -> dict[str, Kept]:
    """Return where the archive keeps or will keep each file that an act names as evidence, by its digest there."""
    owners = _owners(entries)
    return kept_files(
        book, workbook.parent, letters, entries, lambda kind, one: _object(kind, one, workbook, owners)
    )


def _object(kind: str, identity: str, workbook: Path, owners: Mapping[str, str]) -> str:
    """Return the object of an informasi, a letter or evidence; a second workbook in one archive adds its name."""
    plain, buku = f"{kind}-{identity}", object_id(workbook)
    return (
        plain if owners.get(plain, buku) == buku else f"{plain}-{buku.removeprefix('buku-')}"[:64].rstrip("-")
    )


def _letters(office: Office, letters: Iterable[SignedLetter], owners: Mapping[str, str]) -> Iterator[Packet]:
    for one in letters:
        letter = one.letter
        facts = one.reference() | {
            "arah": letter.arah, "perihal": letter.perihal, "dari_kepada": letter.dari_kepada,
            "buku": object_id(office.workbook),
        }  # fmt: skip
        suffix = one.path.suffix.lower()
        files: dict[str, Path | bytes] = {
            LETTER: canonical(facts), f"berkas/{letter.id_surat}{suffix}": one.path,
        }  # fmt: skip
        told = {"buku": object_id(office.workbook), "id_surat": letter.id_surat}
        act = ArsipAct(
            office.akun, office.akun, office.now, f"{letter.jenis} {letter.nomor}: {letter.keadaan}".strip(),
            nomor=letter.nomor, versi_alat=VERSION, rincian=told, alasan_jam=office.alasan_jam,
        )  # fmt: skip
        name = _object("surat", letter.id_surat, office.workbook, owners)
        yield Packet(name, files, act, f"{letter.id_surat} {_digest(canonical(facts))}")


def _evidence(office: Office, kept: Mapping[str, Kept]) -> Iterator[Packet]:
    buku = object_id(office.workbook)
    for sidik, one in kept.items():
        if one.path:
            files: dict[str, Path | bytes] = {
                RECORD: canonical({"buku": buku, "sidik": sidik, "sidik_sha512": one.sidik}),
                neutral_name(one.path): one.path,
            }
            act = ArsipAct(
                office.akun, office.akun, office.now, f"Berkas bukti {one.id_langkah}".strip(), versi_alat=VERSION,
                rincian={"buku": buku, "id_langkah": one.id_langkah}, alasan_jam=office.alasan_jam,
            )  # fmt: skip
            yield Packet(one.objek, files, act, one.sidik)


def _informasi(
    office: Office, letters: Sequence[SignedLetter], kept: Mapping[str, Kept], owners: Mapping[str, str]
) -> Iterator[Packet]:
    evidence = read_evidence(office.book)
    by_id = {one.letter.id_surat: one for one in letters}
    rules = rule_files(office.book, office.knowledge, office.folder, LAW)
    for row in office.book.rows("tblRekap"):
        acts = evidence.acts.get(row.text("id"), ())
        decided = [act for act in acts if act.keputusan in DECISIVE]
        if decided and decided[-1].id_langkah:
            cited = _Cited(_letters_of(row, evidence, by_id), tuple(references(acts, kept)))
            yield _packet(office, row, decided, cited, rules, owners)


@dataclass(frozen=True, slots=True)
class _Cited:
    """What an informasi names that is an object of its own: its letters, and the evidence of its acts."""

    surat: Sequence[Mapping[str, str]]
    berkas_bukti: Sequence[Mapping[str, str]]


def _letters_of(row: Row, evidence: Evidence, letters: Mapping[str, SignedLetter]) -> list[dict[str, str]]:
    found = evidence.letters.get(row.text("id"), ())
    return [letters[one.id_surat].reference() for one in found if one.id_surat in letters]


def _packet(
    office: Office, row: Row, decided: Sequence[Act], cited: _Cited,
    rules: Mapping[str, Path | bytes], owners: Mapping[str, str],
) -> Packet:  # fmt: skip
    informasi, last = row.text("id"), decided[-1]
    officer = _officer(office.book, last.oleh)
    own = [as_json(one) for one in office.findings if one.id == informasi]
    files = {
        ROW: canonical(row_record(row)),
        FINDINGS: canonical(own),
        APPROVAL: canonical(_approval(office, row, decided, cited)),
        **rules,
    }
    nomor = "; ".join(one["nomor"] for one in cited.surat if one["nomor"])
    told = {
        "buku": object_id(office.workbook), "informasi": informasi, "id_langkah": last.id_langkah,
        "keputusan": last.keputusan,
    }  # fmt: skip
    act = ArsipAct(
        officer.get("nama") or last.oleh or office.akun, office.akun, office.now,
        f"{last.keputusan}: {last.kegiatan}", last.sebagai, nomor, VERSION, told, office.alasan_jam,
    )  # fmt: skip
    named = [
        list(cited.surat),
        [one.id_langkah for one in decided],
        *filter(None, [list(cited.berkas_bukti)]),
    ]
    key = f"{last.id_langkah} {_digest(canonical(named))}"
    return Packet(_object("informasi", informasi, office.workbook, owners), files, act, key)


def _approval(office: Office, row: Row, decided: Sequence[Act], cited: _Cited) -> dict[str, object]:
    """Return who decided, in which role, when and why, under which number, how long it is kept and where it lies."""
    keys = ("retensi", "lokasi_fisik", "klasifikasi", "dasar_hukum", "konsekuensi_bila_dibuka",
            "manfaat_bila_ditutup", "jangka_waktu", "akhir_pengecualian")  # fmt: skip
    cells = row_record(row)
    return {
        "id": row.text("id"),
        "judul_informasi": row.text("judul_informasi"),
        "buku": object_id(office.workbook),
        **{key: cells.get(key, "") for key in keys},
        "putusan": [_decision(office.book, act) for act in decided],
        "surat": list(cited.surat),
        "berkas_bukti": list(cited.berkas_bukti),
    }


def _decision(book: Book, act: Act) -> dict[str, object]:
    row = next((one for one in book.rows("tblLangkah") if one.number == act.row), None)
    cells = row_record(row) if row else {}
    return {
        "id_langkah": act.id_langkah, "keputusan": act.keputusan, "kegiatan": act.kegiatan, "putaran": act.putaran,
        "oleh": _officer(book, act.oleh) or {"kode": act.oleh}, "sebagai": act.sebagai,
        "mulai": cells.get("mulai", ""), "selesai": cells.get("selesai", ""), "alasan": act.catatan,
        "bukti": act.bukti, "id_surat": act.id_surat,
    }  # fmt: skip


def _officer(book: Book, kode: str) -> dict[str, str]:
    keys = ("kode", "nama", "gelar", "nip", "jabatan", "peran", "status")
    for row in book.rows("tblPejabat"):
        if kode and row.text("kode").casefold() == kode.casefold():
            return {key: as_text(row[key]) for key in keys if key in row.values}
    return {}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_KEY_LENGTH]
