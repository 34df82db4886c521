"""Dokumen: Word documents from the same rows; a row with galat stops the official document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path

from ppid_xl.bawaan import data_path
from ppid_xl.errors import InputError
from ppid_xl.evidence import Evidence, read_evidence
from ppid_xl.identitas import collapse_ids
from ppid_xl.model import Book, Finding, Row
from ppid_xl.rules import Case
from ppid_xl.sop import Sop
from ppid_xl.strict_toml import nearest
from ppid_xl.surat.jenis import Jenis, load_jenis
from ppid_xl.surat.konteks import Bahan, Berkas, Bukti, Langkah, Rekap, Surat
from ppid_xl.surat.logo import find_logo
from ppid_xl.workflow.arsip.saksi_arsip import WITNESSED, witness_values
from ppid_xl.workflow.bukti.bahan_bukti import proof_values
from ppid_xl.workflow.bukti.bukti import bukti
from ppid_xl.workflow.ground.archived_counters import arsip_folder
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import check_ids
from ppid_xl.workflow.periksa.periksa import judge
from ppid_xl.workflow.periksa.temuan_bukti import changed_rows
from ppid_xl.workflow.surat import bahan_surat
from ppid_xl.workflow.surat.cetak import print_document
from ppid_xl.workflow.surat.galat_surat import sift
from ppid_xl.workflow.surat.penanda_tangan import (
    Chosen,
    choose_giver,
    choose_signer,
    second_roles,
    signing_roles,
)
from ppid_xl.workflow.surat.pokok_surat import (
    Rapat,
    act_values,
    choose_cases,
    find_act,
    planned_values,
    unapproved,
)
from ppid_xl.workflow.surat.template import usable_template

SETTINGS = {
    "nama_pemerintah": "NamaPemerintah", "nama_badan": "NamaBadan", "alamat": "Alamat", "kontak": "Kontak",
    "tempat": "Tempat", "tahun": "Tahun", "tanda_naskah": "TandaNaskah", "zona_waktu": "ZonaWaktu",
    "judul_penetapan": "JudulPenetapan",
}  # fmt: skip
ASKED_SETTINGS = ("NamaPemerintah", "Tempat")
MAY_BE_EMPTY = ("semua", "tanpa")


@dataclass(frozen=True)
class Made:
    """What became of a document: its path, the rows in it and left out, what stopped it, what to know of it.

    ``data`` is what an official letter was filled with, in the form whose digest its QR carries.
    """

    path: Path | None
    rows: tuple[str, ...]
    left_out: tuple[str, ...]
    blocking: tuple[Finding, ...]
    notes: tuple[str, ...] = ()
    data: bytes = b""


@dataclass(frozen=True)
class _Desk:
    """What one document is made from: the workbook and where it lies, what the office did, its SOP, the moment."""

    book: Book
    folder: Path | None
    knowledge: Knowledge
    now: datetime
    evidence: Evidence
    sop: Sop | None

    @property
    def workbook(self) -> Path:
        return (self.folder or Path()) / self.book.name

    @property
    def arsip(self) -> Path:
        return arsip_folder(self.book, self.workbook, None)

    @cached_property
    def changed(self) -> Mapping[str, str]:
        """Since when an informasi is not as it was tested or decided, for those that changed."""
        found = changed_rows(self.book, self.evidence, self.knowledge.dictionary)
        return {row.text("id"): since for row, since in found}


@cache
def kinds() -> Mapping[str, Jenis]:
    """Return the kinds of document by code, as ``data/surat.toml`` has them."""
    return load_jenis(data_path("surat.toml"))


def kind_of(kode: str) -> Jenis:
    """Return a kind of document; raise InputError with the nearest code."""
    known = kinds()
    if kode not in known:
        raise InputError("jenis-surat", jenis=kode, terdekat=nearest(kode, known), pilihan=", ".join(known))
    return known[kode]


def surat(
    book: Book, kind: str, knowledge: Knowledge, now: datetime, folder: Path, *, only_passing: bool = False,
    ids: Sequence[str] = (), workbook_folder: Path | None = None, kepala: Surat | None = None,
    konsep: bool = True, langkah: str = "", berkas: Sequence[Berkas] | None = None, rapat: Rapat | None = None,
) -> Made:  # fmt: skip
    """Make one document of the rows of its kind, all or nothing, under a name that no document has yet.

    ``kepala`` is what is known of its head (number, date, addressee, who signs); ``konsep`` False makes the
    official one, without KONSEP, for which a kind with ``perlu_disetujui`` needs every row approved;
    ``langkah`` names the act it is about (blank: the latest of its kind); ``berkas`` the copies handed over
    (None: those the rows name); ``rapat`` the meeting to come that a kind with ``rencana`` is about.
    With ``only_passing`` rows that have a galat are left out on purpose; without it one of them stops a
    document whose kind has ``galat_menghentikan``.
    A missing officer or setting leaves a dotted line and a note. Raises InputError for an unknown kind, act
    or informasi, for no rows, and for rows not approved; TemplateError and HostError as render_surat does.
    """
    jenis, kepala = kind_of(kind), kepala or Surat()
    if rapat and not jenis.rencana:
        planned = ", ".join(kode for kode, one in kinds().items() if one.rencana)
        raise InputError("surat-tanpa-rapat", jenis=kind, pilihan=planned)
    template, marred = usable_template(kind, workbook_folder)
    check_ids(book, ids)
    findings, context = judge(book, knowledge, now.date(), folder=workbook_folder, untuk=kind)
    kode = book.setting("KodeSOP")
    sop = knowledge.sop(kode, workbook_folder) if kode else None
    kepala = addressed(kepala, kind, sop)
    desk = _Desk(book, workbook_folder, knowledge, now, read_evidence(book), sop)
    act = find_act(book, jenis, langkah, ids)
    if act is None and jenis.perlu_tindakan:
        raise InputError("dokumen-tanpa-tindakan", jenis=kind, berkas=book.name)
    table = book.tables["tblRekap"]
    rows = [Case(row, table, context) for row in table.rows]
    cases, notes = choose_cases(rows, jenis, ids, act, bool(langkah), desk.evidence)
    _refuse_wrong_number(book, kind, jenis, cases)
    signers = _signers(desk, kind, kepala, act, berkas)
    found = sift(
        cases, findings, desk.evidence, jenis, konsep=konsep, signers=[signer.row for signer in signers]
    )
    if found.officers or (found.stopped and not only_passing):
        return Made(None, (), found.left_out, found.stopped + found.officers)
    if cases and not found.passing:
        raise InputError("tidak-ada-baris-lolos", jenis=kind, jumlah=len(cases))
    covered = tuple(case.row.text("id") for case in found.passing)
    if not konsep:
        refuse_unapproved(kind, covered, desk.evidence, sop)
    about = act_values(act, book.rows("tblPejabat")) if act is not None else None
    subject = planned_values(rapat, book.rows("tblPejabat")) if rapat else about
    bahan = _gather(desk, kind, found.passing, kepala, konsep, subject, signers, berkas)
    target = _free_name(folder, kind)
    data = print_document(bahan, target, template, book.setting("Kertas", "F4"))
    notes += [note for signer in signers for note in signer.notes]
    notes += _notes(desk, jenis, about, named=bool(langkah)) + _archive_notes(jenis, bahan)
    notes += _change_notes(desk, jenis, found.passing)
    if found.unfinished and jenis.galat_menghentikan:
        notes.append(
            f"Uji belum lengkap, jadi surat resminya akan tertahan: {collapse_ids(found.unfinished)}."
        )
    return Made(target, covered, found.left_out, found.stopped, (*notes, *marred), data)


def addressed(kepala: Surat, kind: str, sop: Sop | None) -> Surat:
    """Return the head of a letter with its addressee: as staff name it, else the roles of the SOP, else usual."""
    roles = sop.tujuan.get(kind, ()) if sop else ()
    return replace(kepala, tujuan=kepala.tujuan or " dan ".join(roles) or kind_of(kind).tujuan)


def refuse_unapproved(kind: str, ids: Sequence[str], evidence: Evidence, sop: Sop | None) -> None:
    """Raise InputError when an official document of this kind would list an informasi not yet approved."""
    waiting = unapproved(ids, evidence, sop) if kind_of(kind).perlu_disetujui else []
    if waiting:
        oleh = sop.persetujuan[-1].peran if sop and sop.persetujuan else "pimpinan"
        raise InputError(
            "belum-disetujui", jenis=kind, id=collapse_ids(waiting), jumlah=len(waiting), oleh=oleh
        )


def _refuse_wrong_number(book: Book, kind: str, jenis: Jenis, cases: Sequence[Case]) -> None:
    if not cases and jenis.baris not in MAY_BE_EMPTY:
        raise InputError("tidak-ada-baris", berkas=book.name, jenis=kind, baris=jenis.baris)
    if kind == "bukti" and len(cases) != 1:
        raise InputError("bukti-satu-id", jumlah=len(cases))


def _signers(
    desk: _Desk, kind: str, kepala: Surat, act: Row | None, berkas: Sequence[Berkas] | None
) -> tuple[Chosen, Chosen]:
    """Return who signs, and who signs beside: of copies the one who handed them over, else by role."""
    book, jenis, day = desk.book, kind_of(kind), kepala.day(desk.now.date())
    roles = signing_roles(book, kind, jenis, desk.sop)
    first = choose_signer(book, roles, day, kode=kepala.oleh, tanda=kepala.tanda)
    giver = bahan_surat.giver_of(book, act, berkas) if jenis.langkah == "berkas" else ""
    return first, choose_giver(book, giver, day) if giver else choose_signer(
        book, second_roles(jenis, desk.sop), day
    )


def _gather(
    desk: _Desk, kind: str, cases: Sequence[Case], kepala: Surat, konsep: bool, about: Langkah | None,
    signers: tuple[Chosen, Chosen], berkas: Sequence[Berkas] | None,
) -> Bahan:  # fmt: skip
    book, jenis, sop = desk.book, kind_of(kind), desk.sop
    spec = desk.knowledge.dictionary.tabel["tblRekap"]
    archived = bahan_surat.archived_rows(desk.workbook, desk.arsip) if jenis.banding else None
    changed = desk.changed if jenis.galat_menghentikan else {}
    source = bahan_surat.Source(book, desk.evidence, sop, spec, archived, jenis.banding, changed)
    rows = [case.row for case in cases]
    if berkas is None:
        berkas = (
            bahan_surat.gather_berkas(book, desk.workbook.parent, rows, about)
            if jenis.langkah == "berkas"
            else ()
        )
    return Bahan(
        kode=kind,
        jenis=jenis,
        pengaturan=_settings(book, desk.now),
        rekap=Rekap(book.name, book.digest, desk.now),
        surat=kepala,
        konsep=konsep,
        logo=find_logo(desk.folder),
        sop={key: str(getattr(sop, key)) for key in ("kode", "nomor", "nama", "instansi")} if sop else {},
        kolom=spec.kolom,
        baris=[bahan_surat.gather_row(case, source) for case in cases],
        units=[row.text("unit") for row in book.rows("tblUnit")] if jenis.semua_unit else (),
        langkah=about,
        penanda_tangan=signers[0].signer,
        penanda_tangan_kedua=signers[1].signer,
        tim=bahan_surat.gather_tim(book, about, kepala.day(desk.now.date())),
        berkas=berkas,
        bukti=_proof(desk, rows) if kind == "bukti" else Bukti(),
        ada_versi=archived is not None,
        saksi=witness_values(desk.arsip) if kind in WITNESSED else {},
        dihapus=len(set(archived) - {row.text("id") for row in book.rows("tblRekap")}) if archived else 0,
    )


def _proof(desk: _Desk, rows: Sequence[Row]) -> Bukti:
    proof = bukti(
        desk.book, rows[0].text("id"), desk.knowledge, desk.now, workbook=desk.workbook, arsip=desk.arsip
    )
    return proof_values(proof)


def _settings(book: Book, now: datetime) -> dict[str, str]:
    values = {key: book.setting(name) for key, name in SETTINGS.items()}
    return {**values, "tahun": values["tahun"] or str(now.year)}


def _notes(desk: _Desk, jenis: Jenis, about: Langkah | None, *, named: bool) -> list[str]:
    blank = [name for name in ASKED_SETTINGS if not (said := desk.book.setting(name)) or "…" in said]
    notes = [
        f"Pengaturan “{desk.knowledge.dictionary.setting_heading(name)}” belum diisi; di suratnya dibiarkan kosong."
        for name in blank
    ]
    if about is not None and not named:
        notes.append(f"Dokumen ini memakai tindakan {about.id}; untuk tindakan lain sebut --langkah.")
    elif about is None and jenis.langkah:
        notes.append("Belum ada tindakan yang tercatat untuk dokumen ini; hari dan tempatnya bertitik-titik.")
    return notes


def _archive_notes(jenis: Jenis, bahan: Bahan) -> list[str]:
    if not jenis.banding or bahan.ada_versi:
        return []
    return ["Belum ada versi di arsip, jadi isi sebelumnya tidak diketahui."]


def _change_notes(desk: _Desk, jenis: Jenis, cases: Sequence[Case]) -> list[str]:
    """Return what is no longer as it was tested or decided; the document says so at the row, too."""
    if not jenis.galat_menghentikan:
        return []
    ids = [case.row.text("id") for case in cases]
    since: dict[str, list[str]] = {}
    for informasi in ids:
        if informasi in desk.changed:
            since.setdefault(desk.changed[informasi], []).append(informasi)
    return [f"Berubah sesudah {word}: {collapse_ids(found)}. Uji lagi." for word, found in since.items()]


def _free_name(folder: Path, kind: str) -> Path:
    """Return a name that no document has yet; what was made before is evidence and stays."""
    target, number = folder / f"{kind}.docx", 2
    while target.exists():
        target, number = folder / f"{kind}-{number}.docx", number + 1
    return target
