"""Findings as staff work through them: sorted, counted, and without those dismissed with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ppid_xl.columns import Dictionary
from ppid_xl.model import TINGKAT, Finding, Tingkat


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


def with_level(finding: Finding, tingkat: Tingkat) -> Finding:
    """Return the finding at another level."""
    return replace(finding, tingkat=tingkat)
