"""Periksa: judge every row by law and SOP, and write the findings home into the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ppid_xl.errors import ArsipError, HostError
from ppid_xl.hosts import Host
from ppid_xl.messages import as_json
from ppid_xl.model import Book, Finding
from ppid_xl.rules import (
    Context,
    check,
    count_levels,
    count_rules,
    tell_absent_columns_once,
    without_dismissed,
)
from ppid_xl.workflow.berkas.berkas_bukti import file_findings
from ppid_xl.workflow.ground.answers import staff_answers
from ppid_xl.workflow.ground.archived_counters import arsip_folder
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.periksa.nomor_id import issue_ids, lost_numbers, shared_ids
from ppid_xl.workflow.periksa.temuan_bukti import evidence_findings
from ppid_xl.workflow.periksa.temuan_daftar import daftar_findings
from ppid_xl.workflow.periksa.temuan_pengaturan import libur_findings, setting_findings
from ppid_xl.workflow.periksa.temuan_peraturan import replaced_findings
from ppid_xl.workflow.periksa.temuan_sop import sop_findings
from ppid_xl.workflow.periksa.temuan_tabel import absent_tables, lost_meetings, lost_rows
from ppid_xl.workflow.periksa.temuan_uji import old_uji_findings
from ppid_xl.workflow.periksa.usul_perubahan import disputed_findings

WITHOUT_SOP = "ppid-xl/tanpa-sop"


@dataclass(frozen=True)
class Report:
    """The outcome of Periksa: all findings, those that count, and the book they were found in."""

    book: Book
    findings: tuple[Finding, ...]
    counted: tuple[Finding, ...]
    rows: int
    written: bool = False

    @property
    def has_galat(self) -> bool:
        """Whether something blocks official documents."""
        return any(f.tingkat == "galat" for f in self.findings)

    def as_json(self) -> dict[str, object]:
        """Return the JSON contract: all findings and a summary of those that count."""
        return {"temuan": [as_json(f) for f in self.findings], "ringkasan": self.summary()}

    def summary(self) -> dict[str, object]:
        """Count rows, levels, and findings per unit and per rule."""
        return {
            "baris": self.rows,
            **{str(level): number for level, number in count_levels(self.counted).items()},
            "diabaikan": len(self.findings) - len(self.counted),
            "per_unit": _tally(f.unit or "(tanpa unit)" for f in self.counted if f.table == "tblRekap"),
            "per_aturan": count_rules(self.counted),
        }


def _tally(names: object) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:  # type: ignore[attr-defined]
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def judge(book: Book, knowledge: Knowledge, today: date, *, folder: Path | None = None, sop: str = "",
          untuk: str = "") -> tuple[list[Finding], Context]:  # fmt: skip
    """Return the findings of a book under its own SOP, or under ``sop`` when given, and the context used."""
    kode = sop or book.setting("KodeSOP")
    rules = knowledge.rules(kode, folder)
    context = knowledge.context(book, today)
    notes = [f for f in book.findings if not (sop and f.aturan == WITHOUT_SOP)] + shared_ids(book)
    notes += absent_tables(book, knowledge.dictionary)
    notes += lost_rows(book, context.evidence, knowledge.dictionary)
    notes += lost_meetings(book, context.evidence, knowledge.dictionary)
    used = knowledge.sop(kode, folder) if kode else None
    notes += evidence_findings(book, context.evidence, knowledge.dictionary, used)
    notes += sop_findings(book, used, knowledge.peraturan, knowledge.dictionary, today)
    notes += disputed_findings(book) + replaced_findings(book, context)
    notes += setting_findings(book, knowledge.dictionary) + lost_numbers(book, knowledge.dictionary, today)
    notes += old_uji_findings(book, context) + libur_findings(book, context)
    notes += daftar_findings(book, context, used)
    return check(replace(book, findings=tuple(notes)), rules, context, untuk=untuk), context


def periksa(host: Host, knowledge: Knowledge, now: datetime, *, write: bool = False, folder: Path | None = None,
            sop: str = "") -> Report:  # fmt: skip
    """Check the workbook of a host; with ``write`` also mark rows, issue IDs and replace table tblTemuan.

    In a workbook that is not ours only a sheet ``Temuan`` is added or replaced.
    """
    book = host.snapshot()
    issued: Mapping[int, str] = {}
    if write and book.ours:
        book, issued = issue_ids(book, now.date())
    outside = archive_findings(book, folder, knowledge)
    outside += file_findings(book, folder, knowledge.dictionary) if folder else []
    book = replace(book, findings=(*book.findings, *outside))
    findings, context = judge(book, knowledge, now.date(), folder=folder, sop=sop)
    findings = tell_absent_columns_once(findings, book, knowledge.dictionary)
    counted = without_dismissed(findings, _dismissed(book))
    report = Report(book, tuple(findings), tuple(counted), len(book.rows("tblRekap")))
    if not write:
        return report
    from ppid_xl.workflow.periksa.tulis import foreign_actions, register_actions  # only writing needs it

    kode = sop or book.setting("KodeSOP")
    used = knowledge.sop(kode, folder) if kode else None
    actions = (
        register_actions(book, report.findings, report.counted, context, issued, now, used)
        if book.ours
        else foreign_actions(report.findings)
    )
    return replace(report, written=host.apply(actions))


def archive_findings(book: Book, folder: Path | None, knowledge: Knowledge) -> list[Finding]:
    """Return what the archive of a workbook of ours shows and the workbook does not; a broken archive tells nothing."""
    if folder is None or not book.ours:
        return []
    workbook = folder / book.name
    arsip = arsip_folder(book, workbook)
    if not (arsip / "log.jsonl").is_file():
        return []
    from ppid_xl.workflow.periksa.bukti_arsip import (  # without an archive nothing of it is read
        lost_evidence,
        lost_findings,
    )

    try:
        lost = lost_evidence(book, workbook, arsip, knowledge.dictionary)
    except (ArsipError, HostError, OSError):
        return []
    return lost_findings(book, lost, knowledge.dictionary)


def _dismissed(book: Book) -> dict[tuple[str, str, str, str], str]:
    answers = staff_answers(book)
    return {
        key: reason for key, (action, reason) in answers.items() if action.casefold() == "abaikan" and reason
    }


def blocking(findings: Sequence[Finding], ids: Sequence[str]) -> list[Finding]:
    """Return the galat of the named rows."""
    wanted = set(ids)
    return [f for f in findings if f.tingkat == "galat" and f.id in wanted]
