"""Galat surat: which rows go into a document, and which galat keeps the others out of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ppid_xl.evidence import Evidence
from ppid_xl.model import Finding
from ppid_xl.rules import Case
from ppid_xl.surat.jenis import Jenis

Galat = defaultdict[tuple[str, int], list[Finding]]
"""Table and row → the galat of that line."""


@dataclass(frozen=True)
class Sifted:
    """Rows that pass, IDs of those left out with the galat that ``stopped`` them, galat of who signs.

    ``unfinished`` are IDs that pass only while the document is a draft: the lines of their uji have a galat.
    """

    passing: tuple[Case, ...]
    left_out: tuple[str, ...]
    stopped: tuple[Finding, ...]
    officers: tuple[Finding, ...]
    unfinished: tuple[str, ...]


def sift(
    cases: Sequence[Case], findings: Sequence[Finding], evidence: Evidence, jenis: Jenis, *, konsep: bool,
    signers: Collection[int],
) -> Sifted:  # fmt: skip
    """Sort the rows of a document; ``signers`` are the lines of tblPejabat that sign it.

    A kind without ``galat_menghentikan`` takes every row; only an official document minds the lines of the uji.
    """
    galat = _by_line(findings)
    uji = {case.row.number: _galat_of_uji(case, galat, evidence) for case in cases}
    stopping: dict[int, list[Finding]] = {case.row.number: [] for case in cases}
    if jenis.galat_menghentikan:
        for number, found in stopping.items():
            found += [*galat["tblRekap", number], *(() if konsep else uji[number])]
    stopped = {(one.lembar, one.sel, one.aturan): one for found in stopping.values() for one in found}
    passing = tuple(case for case in cases if not stopping[case.row.number])
    return Sifted(
        passing=passing,
        left_out=tuple(case.row.text("id") for case in cases if stopping[case.row.number]),
        stopped=tuple(stopped.values()),
        officers=tuple(one for row in signers for one in galat["tblPejabat", row]),
        unfinished=tuple(case.row.text("id") for case in passing if uji[case.row.number]),
    )


def _by_line(findings: Sequence[Finding]) -> Galat:
    found: Galat = defaultdict(list)
    for finding in findings:
        if finding.tingkat == "galat":
            found[finding.table, finding.row].append(finding)
    return found


def _galat_of_uji(case: Case, galat: Galat, evidence: Evidence) -> list[Finding]:
    """Return the galat in the lines that record the latest uji of an informasi: its own, and that of the meeting."""
    informasi = case.row.text("id")
    test = evidence.latest_uji(informasi)
    if test is None:
        return []
    meetings = [a.row for a in evidence.acts.get(informasi, ()) if a.id_langkah == test.id_langkah]
    places = [("tblUji", test.row), *(("tblLangkah", row) for row in meetings)]
    return [one for place in places for one in galat[place]]
