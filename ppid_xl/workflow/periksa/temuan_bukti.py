"""Findings about evidence: rows that changed after they were decided, approvals without proof, and missing tests.

None of them is a gate: an SOP without a test or an approval stays as it is, and the law's demand is told once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ppid_xl.columns import Dictionary, normalise
from ppid_xl.evidence import DIPERPANJANG, DISETUJUI, Act, Evidence, sidik_of
from ppid_xl.identitas import collapse_ids, expand_ids
from ppid_xl.model import Book, Finding, Row, Table
from ppid_xl.rules.case import KLASIFIKASI
from ppid_xl.sop import Keadaan, Sop
from ppid_xl.workflow.ground.catatan import ids_of, read_fact_lines, write_fact_line
from ppid_xl.workflow.ground.status import BY_KEGIATAN, is_claimed, reached_states, standing_decision
from ppid_xl.workflow.ground.tindakan import act_number

SIDIK = "sidik"
SHORT = 8


def evidence_findings(
    book: Book, evidence: Evidence, dictionary: Dictionary, sop: Sop | None = None
) -> list[Finding]:
    """Return what the evidence of a workbook of ours lacks or contradicts, all of level peringatan."""
    table = book.tables.get("tblRekap")
    if table is None or not book.ours:
        return []
    changed = changed_rows(book, evidence, dictionary)
    rows = [_changed(table, row, since, dictionary) for row, since in changed]
    return [*rows, *_unproved(book, evidence, dictionary, sop), *_demands(table, evidence, dictionary, sop)]


def changed_rows(book: Book, evidence: Evidence, dictionary: Dictionary) -> list[tuple[Row, str]]:
    """Return each excluded row that is not as it was tested or decided, and since when: diuji, disetujui, …"""
    spec = dictionary.tabel["tblRekap"]
    found = []
    for row in book.rows("tblRekap"):
        informasi = row.text("id")
        if evidence.is_opened(informasi) or not (sidik := decided_sidik(informasi, evidence)):
            continue
        if not sidik_of(row, spec).startswith(sidik):
            found.append((row, _since(informasi, evidence)))
    return found


def decided_sidik(informasi: str, evidence: Evidence) -> str:
    """Return the digest of an informasi as ``decided_by`` has it."""
    return decided_by(informasi, evidence)[1]


def decided_by(informasi: str, evidence: Evidence) -> tuple[str, str]:
    """Return the ID and the digest by which an informasi was last tested, extended after that, or approved untested.

    Both are empty when it was none of these; the digest alone when nobody kept it, or somebody took it away.
    """
    test, acts = evidence.latest_uji(informasi), evidence.acts.get(informasi, ())
    if test is None:
        approvals = [act for act in acts if act.keputusan == DISETUJUI]
        return (approvals[-1].id_langkah, told_sidik(informasi, approvals[-1])) if approvals else ("", "")
    tested = act_number(test.id_langkah)
    longer = [a for a in acts if a.keputusan == DIPERPANJANG and act_number(a.id_langkah) > tested]
    if longer and (sidik := told_sidik(informasi, longer[-1])):
        return longer[-1].id_langkah, sidik
    return test.id_uji or test.id_langkah, test.sidik


def told_sidik(informasi: str, act: Act) -> str:
    """Return the digest of an informasi that an act keeps in its Catatan; empty when it keeps none."""
    for line in read_fact_lines(act.catatan, SIDIK):
        decided = dict(zip(ids_of(line), line.get(SIDIK, "").split(), strict=False))
        if informasi in decided:
            return decided[informasi]
    return ""


def sidik_line(rows: Sequence[Row], dictionary: Dictionary) -> str:
    """Return the line of facts by which an approval without a test keeps what its rows said."""
    by_id = {row.text("id"): sidik_of(row, dictionary.tabel["tblRekap"])[:SHORT] for row in rows}
    ids = collapse_ids(by_id)
    digests = " ".join(by_id[informasi] for informasi in expand_ids([ids]))
    return write_fact_line(SIDIK, {"id": ids, SIDIK: digests})


def _since(informasi: str, evidence: Evidence) -> str:
    if evidence.is_signed(informasi):
        return "ditetapkan"
    decision = evidence.latest_decision(informasi)
    return "disetujui" if decision is not None and decision.keputusan == DISETUJUI else "diuji"


def _changed(table: Table, row: Row, since: str, dictionary: Dictionary) -> Finding:
    return Finding(
        tingkat="peringatan", aturan="ppid-xl/berubah-sesudah-uji", pesan="ppid-xl.berubah-sesudah-uji",
        lembar=table.sheet, sel=table.address("status", row.number),
        kolom=dictionary.tabel["tblRekap"].heading("status"), id=row.text("id"), isi=row.text("status"),
        fakta={"sesudah": since}, sumber="UU 14/2008 Pasal 19", unit=row.text("unit_penguasa"), table=table.name,
        row=row.number,
    )  # fmt: skip


def _unproved(book: Book, evidence: Evidence, dictionary: Dictionary, sop: Sop | None) -> Iterator[Finding]:
    table = book.tables.get("tblLangkah")
    if table is None:
        return
    kinds = sop.keadaan.surat if sop else Keadaan().surat
    pending: dict[int, tuple[Act, list[str]]] = {}
    for informasi in evidence.acts:
        decision = standing_decision(informasi, evidence, sop)
        if decision is None or decision.keputusan != DISETUJUI or evidence.proves(decision.bukti):
            continue
        if not evidence.is_signed(informasi, kinds):
            pending.setdefault(decision.row, (decision, []))[1].append(informasi)
    for number, (act, ids) in sorted(pending.items()):
        yield Finding(
            tingkat="peringatan", aturan="ppid-xl/bukti-menyusul", pesan="ppid-xl.bukti-menyusul",
            lembar=table.sheet, sel=table.address("bukti", number),
            kolom=dictionary.tabel["tblLangkah"].heading("bukti"), id=act.id_langkah,
            fakta={"ids": collapse_ids(ids)}, sumber="PP 61/2010 Pasal 3 ayat (2)", table=table.name, row=number,
        )  # fmt: skip


def _demands(table: Table, evidence: Evidence, dictionary: Dictionary, sop: Sop | None) -> Iterator[Finding]:
    """Yield what the law asks of rows that are past it already, one finding for all rows of the table."""
    rows = [row for row in table.rows if _is_closed(row) and row.text("id")]
    past = {row.text("id"): _stage(row.text("id"), evidence, sop) for row in rows}
    tested = [i for i, stage in past.items() if stage >= 1 and not evidence.uji.get(i)]
    approved = [i for i, stage in past.items() if stage >= 2 and not _has_approval(i, evidence)]
    told: Sequence[tuple[str, list[str], str]] = (
        ("belum-diuji", tested, "UU 14/2008 Pasal 19"),
        ("belum-disetujui", approved, "PP 61/2010 Pasal 3 ayat (2)"),
    )
    for kode, ids, source in told:
        if ids:
            yield Finding(
                tingkat="peringatan", aturan=f"ppid-xl/{kode}", pesan=f"ppid-xl.{kode}", lembar=table.sheet,
                sel=table.heading_cell(), kolom=dictionary.tabel["tblRekap"].heading("status"),
                fakta=_facts(ids, sop), sumber=source, table=table.name, row=table.header_row,
            )  # fmt: skip


def _facts(ids: Sequence[str], sop: Sop | None) -> Mapping[str, str]:
    return {"jumlah": str(len(ids)), "ids": collapse_ids(ids), "sop": sop.kode if sop else "(belum dipilih)"}


def _is_closed(row: Row) -> bool:
    return KLASIFIKASI.get(normalise(row.text("klasifikasi"))) == "Dikecualikan"


def _stage(informasi: str, evidence: Evidence, sop: Sop | None) -> int:
    """Return how far a row came: 2 at its end or on the word of its unit, 1 when approved or submitted, else 0."""
    keadaan = sop.keadaan if sop else Keadaan()
    ended = keadaan.akhir in BY_KEGIATAN and keadaan.akhir in reached_states(informasi, evidence, sop)
    if ended or is_claimed(keadaan) or evidence.is_signed(informasi, keadaan.surat):
        return 2
    decision = evidence.latest_decision(informasi)
    return 1 if decision is not None and decision.keputusan == DISETUJUI else 0


def _has_approval(informasi: str, evidence: Evidence) -> bool:
    return any(act.keputusan == DISETUJUI for act in evidence.acts.get(informasi, ()))
