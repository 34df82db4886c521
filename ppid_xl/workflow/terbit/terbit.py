"""Terbit: build the public lists from the last archived version, and record where they were put on show.

Nothing is uploaded. A row past its end, in both lists, public without having been opened, without evidence that an
earlier version had, or holding what belongs to a person stops everything.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.store import open_arsip
from ppid_xl.bawaan import template_path
from ppid_xl.errors import InputError
from ppid_xl.evidence import Evidence, read_evidence
from ppid_xl.hosts import Host
from ppid_xl.hosts.file import FileHost
from ppid_xl.identitas import collapse_ids, expand_ids
from ppid_xl.messages import sentence
from ppid_xl.model import Book, Finding, Row
from ppid_xl.rules import Case, check
from ppid_xl.rules.uji import closed_by
from ppid_xl.terbit.berkas import as_records, digest, to_csv, to_json
from ppid_xl.terbit.daftar import DIKECUALIKAN, INFORMASI_PUBLIK, Daftar, make_daftar
from ppid_xl.terbit.folder import read_terbitan, write_terbitan
from ppid_xl.terbit.halaman import PageHead, is_web_address, load_situs, make_page
from ppid_xl.workflow.arsip.buku_lain import refuse_other_book
from ppid_xl.workflow.ground.kegiatan_perintah import named_and_due
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.layar import shown_file
from ppid_xl.workflow.ground.tindakan import Deed, find_pejabat, sop_of, write_act
from ppid_xl.workflow.ground.versi_terakhir import Archived, last_version
from ppid_xl.workflow.periksa.bukti_arsip import lost_evidence, lost_findings
from ppid_xl.workflow.periksa.rahasia import private_findings
from ppid_xl.workflow.surat.pdf import PdfWish, print_documents
from ppid_xl.workflow.surat.pokok_surat import unapproved

# past its end; public and excluded at once; public without the act that opened it
STOPPING = (("R17", ""), ("R24", ""), ("R50", "dibuka"))
LISTS = (INFORMASI_PUBLIK, DIKECUALIKAN)
KEGIATAN = "Publikasi daftar informasi"
PAGE, DATA = "daftar.html", "daftar.json"


@dataclass(frozen=True)
class Terbitan:
    """What was built, from which version, and what staff should know; nothing was when ``blocking`` is not empty."""

    folder: Path
    files: tuple[Path, ...]
    version: int
    counts: Mapping[str, int]
    notes: tuple[str, ...] = ()
    blocking: tuple[Finding, ...] = ()


def terbit(
    workbook: Path,
    knowledge: Knowledge,
    now: datetime,
    *,
    arsip: Path,
    folder: Path,
    host: Host | None = None,
    pdf: PdfWish | None = None,
) -> Terbitan:
    """Build page, CSV, JSON and, where it may be made, the Word list; all of it or nothing.

    ``host`` shows the workbook; without it the file is compared with the version. Raises ArsipError as
    ``last_version`` does and for the archive of another body, InputError when a file in the folder is not ours.
    """
    archived = last_version(workbook, arsip, knowledge)
    book, number = archived.book, archived.version.number
    if changed := _changed(workbook, book, arsip, host):
        shown = (host or FileHost(workbook, knowledge.dictionary)).snapshot()
        refuse_other_book(shown, workbook, open_arsip(arsip), knowledge)
    cases = cases_of(book, knowledge, now)
    spec = knowledge.dictionary.tabel["tblRekap"]
    lists = [make_daftar(kode, cases, spec) for kode in LISTS]
    stopped = stopping_findings(book, knowledge, now, lists)
    stopped += missing_findings(archived, workbook, arsip, knowledge, stopped)
    counts = {daftar.kode: len(daftar.items) for daftar in lists}
    if stopped:
        return Terbitan(folder, (), number, counts, (), tuple(stopped))
    files, notes = _build(archived, knowledge, now, lists, workbook.parent)
    if pdf and host:
        pages, problems = printed_lists(host, files, pdf)
        files, notes = {**files, **pages}, [*notes, *problems]
    ids = [item.text("id") for daftar in lists for item in daftar.items]
    facts = {"versi": number, "tanggal": now.date().isoformat(), "informasi": collapse_ids(ids)}
    notes = [*_notes(workbook, archived, cases, knowledge, changed), *notes]
    return Terbitan(folder, tuple(write_terbitan(folder, files, facts)), number, counts, tuple(notes))


def cases_of(book: Book, knowledge: Knowledge, now: datetime) -> list[Case]:
    """Return the rows of the rekap as the rules see them on a day."""
    table = book.tables["tblRekap"]
    context = knowledge.context(book, now.date())
    return [Case(row, table, context) for row in table.rows]


def stopping_findings(
    book: Book, knowledge: Knowledge, now: datetime, lists: Sequence[Daftar]
) -> list[Finding]:
    """Return what keeps rows from the public: an end that passed, both lists, not opened, private values."""
    rules = [rule for rule in knowledge.law if (rule.kode, rule.varian) in STOPPING]
    context = knowledge.context(book, now.date())
    judged = check(replace(book, findings=()), rules, context)
    table = book.tables["tblRekap"]
    return [*judged, *(one for daftar in lists for one in private_findings(daftar, table))]


def missing_findings(
    archived: Archived, workbook: Path, arsip: Path, knowledge: Knowledge, stopped: Sequence[Finding]
) -> list[Finding]:
    """Return as galat what earlier versions showed and the last one does not; a class that R50 stopped is told once."""
    told = {f.id.upper() for f in stopped if f.pesan == "R50.dibuka"}
    dictionary = knowledge.dictionary
    lost = lost_evidence(archived.book, workbook, arsip, dictionary, before=archived.version.number)
    wanted = [one for one in lost if one.bukti or one.id not in told]
    return lost_findings(archived.book, wanted, dictionary, "galat")


def printed_lists(host: Host, files: Mapping[str, bytes], pdf: PdfWish) -> tuple[dict[str, bytes], list[str]]:
    """Return the PDFs of the Word lists by file name, and why others were not made."""
    with tempfile.TemporaryDirectory(prefix="ppid-", ignore_cleanup_errors=True) as place:
        paths = [Path(place) / name for name in files if name.endswith(".docx")]
        for path in paths:
            path.write_bytes(files[path.name])
        printed = print_documents(host, paths, Path(place) / "pdf", pdf) if paths else []
        pages = {f"{one.source.stem}.pdf": one.path.read_bytes() for one in printed if one.path}
    failed = [one for one in printed if one.problem]
    return pages, [
        f"{one.source.stem}.pdf tidak dibuat: {sentence(one.problem)}" for one in failed if one.problem
    ]


def _build(
    archived: Archived, knowledge: Knowledge, now: datetime, lists: Sequence[Daftar], office: Path
) -> tuple[dict[str, bytes], list[str]]:
    from ppid_xl.workflow.terbit.daftar_word import word_lists

    book, version = archived.book, archived.version
    badan = book.setting("NamaBadan")
    data = to_json({
        "judul": "Daftar Informasi Publik dan Informasi yang Dikecualikan",
        "badan_publik": badan,
        "versi": version.number,
        "tanggal": now.date().isoformat(),
        **{daftar.kode: as_records(daftar) for daftar in lists},
    })  # fmt: skip
    pemerintah = book.setting("NamaPemerintah")
    head = PageHead(
        badan, "" if "…" in pemerintah else pemerintah, version.number, version.created.date(), now.date(), digest(data)
    )  # fmt: skip
    page = make_page(head, lists, load_situs(template_path("situs")))
    files = {PAGE: page.encode(), **{f"{daftar.kode}.csv": to_csv(daftar) for daftar in lists}, DATA: data}
    letters, notes = word_lists(archived, knowledge, now, lists, office)
    return {**files, **letters}, notes


def _changed(workbook: Path, archived: Book, arsip: Path, host: Host | None) -> bool:
    """Tell whether a workbook shows something else than its archived version."""
    if host is None or isinstance(host, FileHost):
        return workbook.is_file() and digest(workbook.read_bytes()) != archived.digest
    with shown_file(host, workbook, arsip) as shown:
        return digest(shown.read_bytes()) != archived.digest


def _notes(
    workbook: Path, archived: Archived, cases: Sequence[Case], knowledge: Knowledge, changed: bool
) -> list[str]:
    book, number, notes = archived.book, archived.version.number, []
    if changed:
        notes.append(f"Buku {workbook.name} berubah sejak versi {number} diarsipkan; yang terbit versi itu.")
    unknown = [case.row.text("id") or f"baris {case.row.number}" for case in cases if not case.klasifikasi]
    if unknown:
        notes.append(
            f"Tidak ikut terbit karena klasifikasinya kosong atau tidak dikenal: {', '.join(unknown)}."
        )
    sop = sop_of(book, knowledge, workbook.parent)
    excluded = [case.row.text("id") for case in cases if case.dikecualikan]
    evidence = read_evidence(book)
    if opened := [one for one in excluded if evidence.is_opened(one)]:
        notes.append(
            f"Sudah diputuskan dibuka, tetapi masih terbit sebagai dikecualikan: {collapse_ids(opened)}."
        )
    if waiting := unapproved(excluded, evidence, sop):
        notes.append(f"Ikut terbit, tetapi persetujuannya belum tercatat: {collapse_ids(waiting)}.")
    return [*notes, *_gone(cases, evidence)]


def _gone(cases: Sequence[Case], evidence: Evidence) -> list[str]:
    """Name what a test or an approval closed and no row of the rekap bears any more."""
    known = {case.row.text("id").upper() for case in cases}
    ids = sorted({*evidence.uji, *evidence.acts} - known)
    if not (gone := [informasi for informasi in ids if informasi and closed_by(evidence, informasi)]):
        return []
    return [
        f"Sudah ditutup, tetapi barisnya tidak ada lagi di Rekap: {collapse_ids(gone) or '; '.join(gone)}."
        " Pastikan ID-nya tidak berubah dan isinya tidak ikut terbit."
    ]


def record_terbit(
    host: Host, knowledge: Knowledge, now: datetime, url: str, deed: Deed, *, folder: Path, office: Path | None = None
) -> tuple[str, tuple[str, ...]]:  # fmt: skip
    """Record that what was built in a folder is on show at an address; return the act's ID and notes.

    Raises InputError for what is no web address, and when the files are not those that were built.
    """
    if not is_web_address(url):
        raise InputError("bukan-alamat-web", alamat=url)
    record = read_terbitan(folder)
    book = host.snapshot()
    officer = find_pejabat(book, deed.oleh) if deed.oleh else Row("tblPejabat", 0, {})
    moment, sop = deed.mulai or now, sop_of(book, knowledge, office)
    words, tenggat = named_and_due(book, sop, "ppid terbit", KEGIATAN, officer, moment)
    sidik = record["berkas"].get(PAGE, "")
    deed = replace(
        deed, ids=listed_ids(record), mulai=moment, selesai=deed.selesai or now,
        bukti=f"{url} · versi arsip {record.get('versi')} · sidik {PAGE} {sidik}",
    )  # fmt: skip
    id_langkah, actions = write_act(book, now, officer, deed, words, tenggat=tenggat)
    host.apply(actions)
    notes = [] if deed.oleh else ["Siapa yang mengunggah belum dicatat; sebut dengan --oleh."]
    notes.append(
        "Tautan Publikasi diisi petugas: tempel alamat ini pada baris informasi publik yang bersangkutan."
    )
    return id_langkah, tuple(notes)


def listed_ids(record: Mapping[str, object]) -> tuple[str, ...]:
    """Return the informasi that a built list shows, in the words of its record."""
    return expand_ids([str(record.get("informasi", ""))])
