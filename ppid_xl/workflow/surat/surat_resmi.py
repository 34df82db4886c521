"""Surat resmi: a document without KONSEP, its number and its line in the agenda, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from ppid_xl.errors import InputError
from ppid_xl.evidence import SIDIK_LENGTH, read_evidence
from ppid_xl.hosts import Host
from ppid_xl.keadaan_surat import DICETAK, NOMOR_MENYUSUL, write_state
from ppid_xl.model import Book
from ppid_xl.patience import replace_patiently
from ppid_xl.sop import Sop
from ppid_xl.surat.konteks import Surat
from ppid_xl.surat.konteks.sidik import data_sidik
from ppid_xl.workflow.agenda.agenda import KELUAR, Entered, Entry, enter_letter, next_id
from ppid_xl.workflow.agenda.naskah import FOLDER, digest_of, kept_file, place_of
from ppid_xl.workflow.agenda.naskah_terdaftar import Registered, register_line
from ppid_xl.workflow.agenda.nomor_agenda import TTD_PENGIRIM, Nomor, choose_number
from ppid_xl.workflow.ground.kegiatan_perintah import kegiatan_of_document
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.status import standing_decision
from ppid_xl.workflow.ground.tindakan import Deed, find_pejabat, refuse_future, sop_of
from ppid_xl.workflow.proses.sidik_putusan import refuse_unfit
from ppid_xl.workflow.surat.dokumen import Made, addressed, kind_of, surat
from ppid_xl.workflow.surat.pdf import PdfWish, Printed, print_documents
from ppid_xl.workflow.surat.penanda_tangan import choose_signer, signing_roles
from ppid_xl.workflow.surat.pokok_surat import Rapat


@dataclass(frozen=True)
class Issued:
    """The document and its line in the agenda; without the line nothing was made and ``made`` says what stopped it.

    ``kegiatan`` is the number of the SOP's kegiatan that its act does; 0 when the SOP has none for it.
    """

    made: Made
    entered: Entered | None = None
    printed: Printed | None = None
    kegiatan: int = 0


def surat_resmi(
    host: Host, kind: str, knowledge: Knowledge, now: datetime, folder: Path, deed: Deed, *, workbook_folder: Path,
    kepala: Surat | None = None, ids: Sequence[str] = (), only_passing: bool = False, langkah: str = "",
    pdf: PdfWish | None = None, rapat: Rapat | None = None,
) -> Issued:  # fmt: skip
    """Make an official document in ``folder`` and enter it in the agenda with the digest of its file.

    ``kepala`` gives the number and date that staff named, if any. The document is made aside first and stays only
    when the workbook took its line; so does its PDF, which ``pdf`` asks for and the act names. A PDF that cannot be
    made stops nothing: the letter is the Word document. Raises InputError as ``surat`` and ``choose_number`` do,
    for a date after today or before the approval it is about, without an officer who may sign, and for a row
    as ``refuse_unfit`` does.
    """
    book, kepala = host.snapshot(), kepala or Surat()
    find_pejabat(book, deed.oleh)
    refuse_future(kepala.day(now.date()), now)
    sop = sop_of(book, knowledge, workbook_folder)
    _refuse_unsigned(book, kind, kepala, now, sop)
    number = _number(book, kind, kepala, now)
    kepala = addressed(kepala, kind, sop)
    head = replace(
        kepala,
        nomor=number.tercetak,
        tanggal=number.tanggal,
        id=next_id(book, now),
        tanda=kepala.tanda or ("" if isinstance(number.tanggal, date) else TTD_PENGIRIM),
    )
    done = kegiatan_of_document(sop, kind)
    with TemporaryDirectory(dir=workbook_folder, prefix=".surat-", ignore_cleanup_errors=True) as aside:
        made = surat(
            book, kind, knowledge, now, Path(aside), only_passing=only_passing, ids=ids,
            workbook_folder=workbook_folder, kepala=head, konsep=False, langkah=langkah, rapat=rapat,
        )  # fmt: skip
        if made.path is None:
            return Issued(made)
        _refuse_changed(book, kind, made.rows, knowledge)
        _refuse_early(book, kind, made.rows, kepala.day(now.date()), sop)
        content = made.path.read_bytes()
        document = Path(aside) / f"{head.id}-{kind}.docx"
        replace_patiently(made.path, document)
        printed = _printed(host, document, pdf)
        pages = printed.path.read_bytes() if printed and printed.path else b""
    with ExitStack() as kept:
        target = kept.enter_context(kept_file(folder, f"{head.id}-{kind}", ".docx", content))
        if printed and pages:
            printed = replace(printed, path=kept.enter_context(kept_file(folder, target.stem, ".pdf", pages)))
        data = kept.enter_context(kept_file(workbook_folder / FOLDER, head.id, ".json", made.data))
        entry = _entry(kind, kepala, number, place_of(target, workbook_folder), content)
        line = Registered(
            head.id, data_sidik(made.data), place_of(data, workbook_folder), printed.halaman if printed else 0,
            entry.berkas, entry.sidik,
        )  # fmt: skip
        words = (deed.catatan, printed.words() if printed else "", register_line(line))
        told = "\n".join(filter(None, words))
        entered, actions = enter_letter(book, now, replace(deed, ids=made.rows, catatan=told), entry, done)
        host.apply(actions)
    return Issued(replace(made, path=target), entered, printed, done.nomor if done else 0)


def _printed(host: Host, document: Path, pdf: PdfWish | None) -> Printed | None:
    return print_documents(host, [document], document.parent, pdf)[0] if pdf else None


def _number(book: Book, kind: str, kepala: Surat, now: datetime) -> Nomor:
    """Return the number of a letter; a document that is no letter has none unless staff give it one."""
    day = kepala.day(now.date())
    if kind_of(kind).surat_dinas or kepala.nomor:
        return choose_number(book, kind, day, kepala.nomor)
    return Nomor("", "", day)


def _refuse_unsigned(book: Book, kind: str, kepala: Surat, now: datetime, sop: Sop | None) -> None:
    """Raise InputError where nobody of the roles that sign a kind holds office on the day of the letter."""
    roles, day = signing_roles(book, kind, kind_of(kind), sop), kepala.day(now.date())
    if (roles or kepala.oleh) and not choose_signer(book, roles, day, kode=kepala.oleh).row:
        named = kepala.oleh or " atau ".join(roles)
        raise InputError("surat-tanpa-pejabat", jenis=kind, peran=named, tanggal=f"{day:%d/%m/%Y}")


def _refuse_early(book: Book, kind: str, ids: Sequence[str], day: date, sop: Sop | None) -> None:
    if not kind_of(kind).perlu_disetujui:
        return
    evidence = read_evidence(book)
    for informasi in ids:
        decision = standing_decision(informasi, evidence, sop)
        if decision and decision.mulai and decision.mulai > day:
            raise InputError(
                "surat-mendahului-persetujuan", jenis=kind, id=informasi, tanggal=f"{day:%d/%m/%Y}",
                disetujui=f"{decision.mulai:%d/%m/%Y}, {decision.id_langkah}",
            )  # fmt: skip


def _refuse_changed(book: Book, kind: str, ids: Sequence[str], knowledge: Knowledge) -> None:
    if not kind_of(kind).galat_menghentikan:
        return
    evidence, listed = read_evidence(book), frozenset(ids)
    rows = [row for row in book.rows("tblRekap") if row.text("id") in listed]
    closed = [row for row in rows if not evidence.is_opened(row.text("id"))]
    refuse_unfit(closed, evidence, knowledge.dictionary)


def _entry(kind: str, kepala: Surat, number: Nomor, place: str, content: bytes) -> Entry:
    jenis = kind_of(kind)
    state = write_state(DICETAK, "" if isinstance(number.tanggal, date) else NOMOR_MENYUSUL)
    return Entry(
        KELUAR, kind, number, kepala.hal or jenis.hal, kepala.tujuan, state, place,
        digest_of(content)[:SIDIK_LENGTH],
    )  # fmt: skip
