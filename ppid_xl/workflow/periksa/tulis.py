"""From findings to plain actions: what Periksa writes into the workbook, tool-owned cells only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from ppid_xl.evidence import read_evidence
from ppid_xl.messages import explain
from ppid_xl.model import Action, Book, Finding, PutSheet, ReplaceRows, SetColumn, SetName, Table, Value
from ppid_xl.rules import Case, Context, finding_key
from ppid_xl.sop import Sop
from ppid_xl.workflow.ground.answers import staff_answers
from ppid_xl.workflow.ground.status import status_of
from ppid_xl.workflow.ground.tindakan import last_number
from ppid_xl.workflow.periksa.beranda import beranda_actions
from ppid_xl.workflow.periksa.usul_perubahan import still_open

SYMBOL = {"galat": "✖", "peringatan": "▲", "catatan": "•"}
LETTER = {"galat": "G", "peringatan": "P", "catatan": "C"}
WORD = {"galat": "✖ Galat", "peringatan": "▲ Peringatan", "catatan": "• Catatan"}
FOREIGN_HEADINGS = (
    "No",
    "Tingkat",
    "Lembar",
    "Sel",
    "Kolom",
    "Isi Sekarang",
    "Masalah",
    "Dasar",
    "Saran",
    "Aturan",
)

PASSING = "ppid-xl/di-luar-tabel"  # mended by the very write that would tell it


def register_actions(
    book: Book,
    findings: Sequence[Finding],
    counted: Sequence[Finding],
    context: Context,
    issued: Mapping[int, str],
    now: datetime,
    sop: Sop | None,
) -> list[Action]:
    """Return everything that Periksa writes into a workbook of ours."""
    evidence = read_evidence(book)
    per_row: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    counted = [finding for finding in counted if finding.aturan != PASSING]
    for finding in counted:
        per_row[finding.table, finding.row].append(finding)
    actions: list[Action] = []
    states: dict[int, str] = {}
    for table in book.tables.values():
        spec = context.dictionary.tabel[table.name]
        if any(c.kunci == "tanda" for c in spec.kolom) and table.rows:
            actions += _mark_table(table, per_row, context)
    rekap = book.tables.get("tblRekap")
    if rekap is not None and rekap.rows:
        states = {case.row.number: status_of(case, evidence, sop) for case in context.cases(rekap)}
        actions += [*_tool_columns(rekap, context), SetColumn("tblRekap", "status", dict(states))]
        if issued:
            actions.append(SetColumn("tblRekap", "id", dict(issued)))
    actions.append(SetName("UrutINF", last_number(book, "tblRekap")))
    actions.append(temuan_table(book, findings))
    return actions + beranda_actions(book, counted, context, now, states)


def _mark_table(
    table: Table, per_row: Mapping[tuple[str, int], list[Finding]], context: Context
) -> list[Action]:
    spec = context.dictionary.tabel[table.name]
    texts: dict[int, Value] = {}
    marks: dict[int, Value] = {}
    signs: dict[int, Value] = {}
    for case in context.cases(table):
        number = case.row.number
        found = per_row.get((table.name, number), [])
        texts[number] = "\n".join(f"{SYMBOL[f.tingkat]} {explain(f).masalah}" for f in found) or None
        marks[number] = _mark(found, case if table.name == "tblRekap" else None)
        levels = {f.tingkat for f in found}
        signs[number] = "✖" if "galat" in levels else "▲" if "peringatan" in levels else None
    actions: list[Action] = [SetColumn(table.name, "temuan", texts), SetColumn(table.name, "tanda", marks)]
    if any(c.kunci == "cek" for c in spec.kolom):
        actions.append(SetColumn(table.name, "cek", signs))
    return actions


def _mark(findings: Sequence[Finding], case: Case | None) -> str | None:
    worst: dict[str, str] = {}
    for finding in findings:
        worst.setdefault(finding.kolom, LETTER[finding.tingkat])
    parts = [f"{letter}:{heading}" for heading, letter in worst.items()]
    if case is not None and case.dikecualikan and case.akhir is not None:
        parts.append(f"A:{case.akhir.isoformat()}")
    return f"|{'|'.join(parts)}|" if parts else None


def _tool_columns(table: Table, context: Context) -> list[Action]:
    columns: dict[str, dict[int, Value]] = {
        key: {} for key in ("no", "usulan", "akhir_pengecualian", "batas_ubah")
    }
    for place, case in enumerate(context.cases(table), start=1):
        number = case.row.number
        columns["no"][number] = place
        if not case.reading_changed:
            columns["usulan"][number] = case.usulan if case.dikecualikan else None
        end = case.akhir if case.dikecualikan else None
        columns["batas_ubah"][number] = context.kalender.add_hari_kerja(end, -30) if end else None
        if not case.akhir_typed:
            columns["akhir_pengecualian"][number] = end
    return [SetColumn(table.name, key, values) for key, values in columns.items()]


def temuan_table(book: Book, findings: Sequence[Finding]) -> ReplaceRows:
    """Return the new content of tblTemuan; staff's answers and open proposals of an import stay."""
    answers = staff_answers(book)
    rows: list[dict[str, Value]] = []
    links: list[str] = []
    for finding in findings:
        if finding.aturan == PASSING:
            continue
        action, reason = answers.get(finding_key(finding), ("Belum", ""))
        rows.append(
            {
                **finding_cells(finding),
                "no": len(rows) + 1,
                "tindakan": action,
                "alasan_diabaikan": reason or None,
            }
        )
        links.append(link_to(finding.lembar, finding.sel))
    for row in still_open(book):
        rows.append({**row.values, "no": len(rows) + 1})
        links.append(link_to(row.text("lembar"), row.text("sel")))
    return ReplaceRows("tblTemuan", rows, links, "sel")


def finding_cells(finding: Finding) -> dict[str, Value]:
    """Return the cells of one line of tblTemuan."""
    words = explain(finding)
    return {
        "tingkat": WORD[finding.tingkat], "lembar": finding.lembar, "sel": finding.sel, "id": finding.id or None,
        "kolom": finding.kolom, "isi": finding.isi or None, "masalah": words.masalah, "dasar": words.dasar or None,
        "saran": words.saran, "aturan": finding.aturan,
    }  # fmt: skip


def link_to(sheet: str, cell: str) -> str:
    """Return the location of a cell for a link inside the workbook."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"


def foreign_actions(findings: Sequence[Finding]) -> list[Action]:
    """Return the one sheet that is added to a workbook that is not ours."""
    rows: list[list[Value]] = []
    for place, finding in enumerate(findings, start=1):
        cells = finding_cells(finding)
        rows.append(
            [
                place,
                *(
                    cells[key]
                    for key in (
                        "tingkat",
                        "lembar",
                        "sel",
                        "kolom",
                        "isi",
                        "masalah",
                        "dasar",
                        "saran",
                        "aturan",
                    )
                ),
            ]
        )
    return [PutSheet("Temuan", FOREIGN_HEADINGS, rows, [link_to(f.lembar, f.sel) for f in findings], 3)]
