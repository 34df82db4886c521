"""Findings as staff work through them: sorted, counted, and without those dismissed with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ppid_xl.columns import Dictionary
from ppid_xl.model import TINGKAT, Book, Finding, Table, Tingkat

BROKEN = "ppid-xl/sel-rusak"
ONLY_OURS = ("usulan", "terima")  # steps of our own rekap that no list of others has


def sort_findings(findings: Iterable[Finding], dictionary: Dictionary) -> list[Finding]:
    """Return findings as staff work through them: what blocks first, then sheet, row and column."""
    sheets = {spec.lembar: place for place, spec in enumerate(dictionary.tabel.values())}
    columns = {
        (spec.lembar, column.judul): place
        for spec in dictionary.tabel.values()
        for place, column in enumerate(spec.kolom)
    }
    levels = {level: place for place, level in enumerate(TINGKAT)}

    def order(finding: Finding) -> tuple[int, int, int, int, str]:
        return (
            levels[finding.tingkat],
            sheets.get(finding.lembar, 99),
            finding.row,
            columns.get((finding.lembar, finding.kolom), 99),
            finding.aturan,
        )

    return sorted(findings, key=order)


def without_dismissed(
    findings: Iterable[Finding], dismissed: Mapping[tuple[str, str, str, str], str]
) -> list[Finding]:
    """Leave out what staff dismissed with a reason; a galat stays a galat."""
    return [f for f in findings if f.tingkat == "galat" or not dismissed.get(finding_key(f))]


def finding_key(finding: Finding) -> tuple[str, str, str, str]:
    """Return what makes a finding the same one next time: sheet, identity of the row, column and rule."""
    return finding.lembar, finding.id or str(finding.row), finding.kolom, finding.aturan


def count_levels(findings: Iterable[Finding]) -> dict[Tingkat, int]:
    """Count findings per level."""
    counts: dict[Tingkat, int] = dict.fromkeys(TINGKAT, 0)
    for finding in findings:
        counts[finding.tingkat] += 1
    return counts


def count_rules(findings: Iterable[Finding]) -> dict[str, int]:
    """Count findings per rule, most first; one that tells the gap of several rules counts for each of them."""
    counts: dict[str, int] = {}
    for finding in findings:
        for one in (finding, *finding.juga):
            counts[one.aturan] = counts.get(one.aturan, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def with_level(finding: Finding, tingkat: Tingkat) -> Finding:
    """Return the finding at another level."""
    return finding._replace(tingkat=tingkat)


def tell_broken_cells_once(findings: list[Finding]) -> list[Finding]:
    """Let a broken cell have one finding, that it is broken, as grave as the gravest of the others were.

    ``findings`` come sorted, so the first of a cell is the gravest.
    """
    broken = {(f.lembar, f.sel) for f in findings if f.aturan == BROKEN}
    if not broken:
        return findings
    gravest: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        gravest.setdefault((finding.lembar, finding.sel), finding)
    kept: list[Finding] = []
    for finding in findings:
        place = finding.lembar, finding.sel
        if place not in broken:
            kept.append(finding)
        elif finding.aturan == BROKEN:
            first = gravest[place]
            kept.append(finding._replace(tingkat=first.tingkat, kutipan=first.kutipan, sumber=first.sumber))
    return kept


def tell_absent_columns_once(
    findings: Sequence[Finding], book: Book, dictionary: Dictionary
) -> list[Finding]:
    """Put one finding at the headings in place of all those about cells of a column that the table lacks.

    It weighs as much as the gravest of them and gives its grounds. ``findings`` come sorted.
    """
    absent = {
        (table.name, column.judul): column.kunci
        for table in book.tables.values()
        for column in dictionary.tabel[table.name].kolom
        if column.kunci not in table.letters
    }
    if not absent:
        return list(findings)
    kept: list[Finding] = []
    missing: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        column = finding.table, finding.kolom
        if column not in absent:
            kept.append(finding)
        elif book.ours or absent[column] not in ONLY_OURS:
            missing.setdefault(column, []).append(finding)
    kept += [_absent_column(book.tables[name], found) for (name, _), found in missing.items()]
    return sort_findings(kept, dictionary)


def _absent_column(table: Table, found: Sequence[Finding]) -> Finding:
    gravest, rows = found[0], len({finding.row for finding in found})
    return Finding(
        tingkat=gravest.tingkat, aturan="ppid-xl/kolom-tidak-ada", pesan="ppid-xl.kolom-tidak-ada",
        lembar=table.sheet, sel=table.heading_cell(), kolom=gravest.kolom, fakta={"jumlah": str(rows)},
        kutipan=gravest.kutipan, sumber=gravest.sumber, row=table.header_row,
    )  # fmt: skip
