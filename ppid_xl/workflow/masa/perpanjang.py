"""Perpanjang: an exclusion holds longer only after a new test, and before its end.

The consequence test and the decision are those of PerKI 1/2021 Pasal 53 and Lampiran IV and V.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from ppid_xl.columns import normalise
from ppid_xl.errors import InputError
from ppid_xl.evidence import DIPERPANJANG, DISETUJUI, DITUNDA, Evidence, Uji, read_evidence
from ppid_xl.hosts import Host
from ppid_xl.hosts.memory import apply_actions
from ppid_xl.identitas import collapse_ids
from ppid_xl.jangka_waktu import parse_jangka_waktu
from ppid_xl.jangka_waktu.lama import Lama, add_lama
from ppid_xl.model import Action, Book, Finding, Row, SetColumn, Value
from ppid_xl.rules import Case, Context
from ppid_xl.rules.usulan import read_tanggal
from ppid_xl.workflow.berkas.rujukan_bukti import later_notes
from ppid_xl.workflow.ground.catatan import former_lines, former_values, with_lines
from ppid_xl.workflow.ground.kegiatan_perintah import named_and_due
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.status import BATAS_UBAH_HARI_KERJA
from ppid_xl.workflow.ground.tindakan import (
    Deed,
    act_number,
    chosen_rows,
    find_pejabat,
    office_notes,
    sop_of,
    write_act,
)
from ppid_xl.workflow.masa.buka import ends_of, refuse_public
from ppid_xl.workflow.periksa.periksa import blocking, judge
from ppid_xl.workflow.periksa.temuan_bukti import sidik_line
from ppid_xl.workflow.proses.sidik_putusan import refuse_unfit
from ppid_xl.workflow.proses.syarat_putusan import is_undecided, opens

FORMER = ("jangka_waktu", "terhitung_mulai")
LONGEST_HURUF_A = Lama(30, "tahun")  # PP 61/2010 Pasal 5 ayat (1)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Extension:
    """The new period in the office's words; without ``mulai`` it starts where the old one ends."""

    jangka: str
    mulai: date | None = None


@dataclass(frozen=True)
class Extended:
    """The act, the new end of each informasi, and notes; when ``blocking`` is not empty nothing was written."""

    id_langkah: str
    ends: Mapping[str, date]
    notes: tuple[str, ...] = ()
    blocking: tuple[Finding, ...] = ()


def perpanjang(
    host: Host, knowledge: Knowledge, now: datetime, deed: Deed, extension: Extension, *,
    folder: Path | None = None,
) -> Extended:  # fmt: skip
    """Record an extension: the row gets the new period, its act the digest of the row as it now reads.

    The test stays as it was held. Raises InputError without a new test (``perpanjang-tanpa-uji``), for one that
    opens, was postponed or has no result, without approval, past the old end, for an end that is not later, and
    for a row that changed after its test or whose test keeps no digest.
    """
    book, today = host.snapshot(), now.date()
    rows = chosen_rows(book, deed.ids)
    officer = find_pejabat(book, deed.oleh)
    refuse_public(rows, book, "diperpanjang")
    evidence = read_evidence(book)
    ends = _running(ends_of(rows, book, knowledge, today), today)
    tests = _tests(rows, evidence, knowledge)
    _refuse_unapproved(tests, evidence, deed)
    _refuse_other_period(book, rows, tests, extension)
    longer = [_extended(row, ends[row.text("id")], extension) for row in rows]
    context = knowledge.context(book, today)
    cases = [Case(row, book.tables["tblRekap"], context) for row in longer]
    new_ends = _later_ends(cases, ends)
    _refuse_thirty_years(rows, cases, new_ends, evidence)
    moment, sop = deed.mulai or now, sop_of(book, knowledge, folder)
    told = replace(deed, mulai=moment, selesai=now, catatan=_told(deed, rows, ends, tests))
    told = replace(told, catatan=with_lines(told.catatan, [sidik_line(longer, knowledge.dictionary)]))
    words, tenggat = named_and_due(book, sop, "ppid perpanjang", "Perpanjangan pengecualian", officer, moment)
    putaran = max(evidence.putaran(informasi) for informasi in deed.ids)
    id_langkah, actions = write_act(
        book, now, officer, told, words, DIPERPANJANG, putaran=putaran, tenggat=tenggat
    )
    actions += [*_row_actions(rows, cases, context), _link_tests(tests, id_langkah)]
    after = apply_actions(book, actions)
    stopped = blocking(judge(after, knowledge, today, folder=folder, untuk="persetujuan")[0], deed.ids)
    if stopped:
        return Extended("", {}, (), tuple(stopped))
    host.apply(actions)
    notes = [
        *_notes(ends, context),
        *later_notes(deed.bukti, evidence, "penetapan perpanjangan"),
        *office_notes(officer, moment.date()),
    ]
    return Extended(id_langkah, new_ends, tuple(notes))


def _running(ends: Mapping[str, date | None], today: date) -> dict[str, date]:
    """Return the ends; raise InputError where there is none to extend or it has passed."""
    endless = [informasi for informasi, end in ends.items() if end is None]
    if endless:
        raise InputError("perpanjang-tanpa-akhir", id=collapse_ids(endless))
    known = {informasi: end for informasi, end in ends.items() if end is not None}
    passed = [informasi for informasi, end in known.items() if end < today]
    if passed:
        raise InputError("perpanjang-sudah-terbuka", id=collapse_ids(passed))
    return known


def _tests(rows: Sequence[Row], evidence: Evidence, knowledge: Knowledge) -> dict[str, Uji]:
    """Return the new test of each row; raise InputError where there is none, it opens, or the row changed."""
    ids = [row.text("id") for row in rows]
    missing = [informasi for informasi in ids if not _has_new_uji(evidence, informasi)]
    if missing:
        raise InputError("perpanjang-tanpa-uji", id=collapse_ids(missing))
    tests = {i: test for i in ids if (test := evidence.latest_uji(i))}
    refusals = (
        (opens, "perpanjang-uji-membuka"),
        (_is_postponed, "perpanjang-uji-ditunda"),
        (is_undecided, "perpanjang-uji-tanpa-hasil"),
    )
    for fits, kode in refusals:
        wrong = [informasi for informasi, test in tests.items() if fits(test)]
        if wrong:
            raise InputError(kode, id=collapse_ids(wrong))
    refuse_unfit(rows, evidence, knowledge.dictionary)
    return tests


def _is_postponed(test: Uji) -> bool:
    return normalise(test.hasil) == normalise(DITUNDA)


def _has_new_uji(evidence: Evidence, informasi: str) -> bool:
    """Say whether the latest test is younger than the decision by which the present period runs.

    An approval after the test may be the one of the extension; it is not when it is the first there is.
    """
    test = evidence.latest_uji(informasi)
    if test is None:
        return False
    tested = act_number(test.id_langkah)
    acts = evidence.acts.get(informasi, ())
    decided = [
        (act_number(a.id_langkah), a.keputusan) for a in acts if a.keputusan in (DISETUJUI, DIPERPANJANG)
    ]
    later = [word for number, word in decided if number > tested]
    return DIPERPANJANG not in later and (not later or len(later) < len(decided))


def _refuse_unapproved(tests: Mapping[str, Uji], evidence: Evidence, deed: Deed) -> None:
    if evidence.proves(deed.bukti):
        return
    missing = [
        informasi
        for informasi, test in tests.items()
        if not any(
            act.keputusan == DISETUJUI and act_number(act.id_langkah) > act_number(test.id_langkah)
            for act in evidence.acts.get(informasi, ())
        )
    ]
    if missing:
        raise InputError("perpanjang-tanpa-persetujuan", id=collapse_ids(missing))


def _refuse_other_period(
    book: Book, rows: Sequence[Row], tests: Mapping[str, Uji], extension: Extension
) -> None:
    """Raise InputError where the test decided another period than the one given."""
    decided = {row.number: row.text("jangka_waktu_diputuskan") for row in book.rows("tblUji")}
    for row in rows:
        words = decided[tests[row.text("id")].row]
        if words and normalise(words) not in (
            normalise(row.text("jangka_waktu")),
            normalise(extension.jangka),
        ):
            raise InputError(
                "perpanjang-beda-uji", id=row.text("id"), uji=tests[row.text("id")].id_uji, diputuskan=words,
                jangka=extension.jangka,
            )  # fmt: skip


def _extended(row: Row, end: date, extension: Extension) -> Row:
    start = extension.mulai or parse_jangka_waktu(extension.jangka).mulai or end
    if start > end + ONE_DAY:
        raise InputError(
            "perpanjang-berjeda", id=row.text("id"), akhir=f"{end:%d/%m/%Y}", mulai=f"{start:%d/%m/%Y}"
        )
    return replace(row, values={**row.values, "jangka_waktu": extension.jangka, "terhitung_mulai": start})


def _told(deed: Deed, rows: Sequence[Row], ends: Mapping[str, date], tests: Mapping[str, Uji]) -> str:
    """Return the note of the act with what each row and its test said before."""
    more = {
        informasi: {
            "akhir_pengecualian": f"{ends[informasi]:%d/%m/%Y}",
            "uji": test.id_uji,
            "sidik": test.sidik,
        }
        for informasi, test in tests.items()
    }
    return with_lines(deed.catatan, former_lines(rows, FORMER, more))


def _later_ends(cases: Sequence[Case], ends: Mapping[str, date]) -> dict[str, date]:
    later: dict[str, date] = {}
    for case in cases:
        informasi, jangka = case.row.text("id"), case.row.text("jangka_waktu")
        if case.akhir is None:
            raise InputError("perpanjang-tidak-terhitung", jangka=jangka)
        if case.akhir <= ends[informasi]:
            old, new = f"{ends[informasi]:%d/%m/%Y}", f"{case.akhir:%d/%m/%Y}"
            raise InputError("perpanjang-tidak-lebih-lama", id=informasi, lama=old, baru=new)
        later[informasi] = case.akhir
    return later


def _refuse_thirty_years(
    rows: Sequence[Row], cases: Sequence[Case], ends: Mapping[str, date], evidence: Evidence
) -> None:
    """Raise InputError where all periods of an exclusion under huruf a together pass 30 years."""
    for row, case in zip(rows, cases, strict=True):
        informasi = row.text("id")
        starts = [
            row["terhitung_mulai"],
            *(f.get("terhitung_mulai") for f in former_values(evidence, informasi)),
        ]
        first = min((day for start in starts if (day := read_tanggal(start))), default=None)
        limit = add_lama(first, LONGEST_HURUF_A) if first and "a" in case.huruf else None
        if limit and ends[informasi] > limit:
            raise InputError("perpanjang-30-tahun", id=informasi, batas=f"{limit:%d/%m/%Y}")


def _row_actions(rows: Sequence[Row], cases: Sequence[Case], context: Context) -> list[Action]:
    columns: dict[str, dict[int, Value]] = {
        key: {} for key in ("jangka_waktu", "terhitung_mulai", "akhir_pengecualian", "batas_ubah", "usulan")
    }
    for row, case in zip(rows, cases, strict=True):
        for key in FORMER:
            columns[key][row.number] = case.row[key]
        if case.akhir:
            columns["akhir_pengecualian"][row.number] = case.akhir
            limit = context.kalender.add_hari_kerja(case.akhir, -BATAS_UBAH_HARI_KERJA)
            columns["batas_ubah"][row.number] = limit
        if row.text("usulan"):  # Terima stays: the new words are the office's own decision
            columns["usulan"][row.number] = case.usulan
    return [SetColumn("tblRekap", key, values) for key, values in columns.items() if values]


def _link_tests(tests: Mapping[str, Uji], id_langkah: str) -> Action:
    return SetColumn("tblUji", "id_keputusan", {test.row: id_langkah for test in tests.values()})


def _notes(ends: Mapping[str, date], context: Context) -> list[str]:
    notes = []
    late = [
        informasi
        for informasi, end in ends.items()
        if context.today > context.kalender.add_hari_kerja(end, -BATAS_UBAH_HARI_KERJA)
    ]
    if late:
        notes.append(
            "Diperpanjang sesudah batas ubah, 30 hari kerja sebelum akhirnya (PP 61/2010 Pasal 11 ayat (2)):"
            f" {collapse_ids(late)}."
        )
    return notes
