"""Buka: an excluded informasi becomes public, and what it was stays readable.

Before its end a PPID decides so (PP 61/2010 Pasal 11 ayat (1)); past its end it is public by law (ayat (3)).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ppid_xl.columns import TableSpec
from ppid_xl.errors import InputError
from ppid_xl.evidence import DIBUKA, DISETUJUI, Evidence, Uji, read_evidence
from ppid_xl.hosts import Host
from ppid_xl.identitas import collapse_ids
from ppid_xl.model import Action, Book, Row, SetColumn
from ppid_xl.rules import Case
from ppid_xl.sop import Pembukaan, Sop
from ppid_xl.tables import is_blank
from ppid_xl.workflow.berkas.rujukan_bukti import later_notes
from ppid_xl.workflow.ground.catatan import former_lines, with_lines
from ppid_xl.workflow.ground.kegiatan_perintah import named_and_due
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.status import BATAS_UBAH_HARI_KERJA
from ppid_xl.workflow.ground.tindakan import (
    Deed,
    act_number,
    check_moments,
    chosen_rows,
    find_pejabat,
    is_excluded,
    office_notes,
    sop_of,
    write_act,
)
from ppid_xl.workflow.proses.syarat_putusan import PENGUBAHAN, opens

KLASIFIKASI_PUBLIK = ("Setiap Saat", "Berkala", "Serta Merta")
FORMER = ("klasifikasi", "dasar_hukum", "jangka_waktu", "terhitung_mulai")


@dataclass(frozen=True)
class Opened:
    """The act that was recorded, which informasi were public by law already, and what is to be known."""

    id_langkah: str
    by_law: tuple[str, ...]
    notes: tuple[str, ...]


def buka(
    host: Host, knowledge: Knowledge, now: datetime, deed: Deed, *, klasifikasi: str = KLASIFIKASI_PUBLIK[0],
    folder: Path | None = None,
) -> Opened:  # fmt: skip
    """Record that informasi are opened and give their rows the public class.

    Before its end a row is refused when its latest test does not say Dibuka (``buka-bertentangan-uji``), and
    without the approval that the SOP's own words make part of opening (``buka-tanpa-persetujuan``). Raises
    InputError also for a row that is not excluded.
    """
    book = host.snapshot()
    rows = chosen_rows(book, deed.ids)
    officer = find_pejabat(book, deed.oleh)
    refuse_public(rows, book, "dibuka")
    sop, evidence = sop_of(book, knowledge, folder), read_evidence(book)
    ends = ends_of(rows, book, knowledge, now.date())
    by_law = tuple(i for i, end in ends.items() if end is not None and end < now.date())
    ahead = [informasi for informasi in ends if informasi not in by_law]
    check_moments(deed, now)
    _refuse_contradicted(ahead, evidence)
    _refuse_unapproved(ahead, evidence, sop, deed, officer)
    moment = deed.mulai or now
    former = former_lines(rows, FORMER, {i: _ending(end) for i, end in ends.items()})
    told = replace(
        deed, mulai=moment, selesai=deed.selesai or moment, catatan=with_lines(deed.catatan, former)
    )
    words, tenggat = named_and_due(book, sop, "ppid buka", "Pembukaan informasi", officer, moment)
    putaran = max(evidence.putaran(informasi) for informasi in deed.ids)
    id_langkah, actions = write_act(book, now, officer, told, words, DIBUKA, putaran=putaran, tenggat=tenggat)
    actions.append(SetColumn("tblRekap", "klasifikasi", {row.number: klasifikasi for row in rows}))
    host.apply([*actions, *_link_tests(evidence, deed.ids, id_langkah)])
    notes = [
        *_law_notes(by_law, ahead, ends, knowledge, book, now.date()),
        *_evidence_notes(ahead, evidence, sop, deed),
        *office_notes(officer, moment.date()),
        *_register_note(rows, knowledge.dictionary.tabel["tblRekap"]),
        f"Buat daftarnya: ppid surat {book.name} daftar-dapat-diakses (PP 61/2010, penjelasan Pasal 11 ayat (1)).",
    ]
    return Opened(id_langkah, by_law, tuple(notes))


def refuse_public(rows: Sequence[Row], book: Book, act: str) -> None:
    """Raise InputError naming every row that is not excluded."""
    public = [row.text("id") for row in rows if not is_excluded(row)]
    if public:
        raise InputError("hanya-dikecualikan", id=collapse_ids(public), berkas=book.name, tindakan=act)


def ends_of(rows: Sequence[Row], book: Book, knowledge: Knowledge, today: date) -> dict[str, date | None]:
    """Return the end of each exclusion by ID; None where words and dates give none."""
    context, table = knowledge.context(book, today), book.tables["tblRekap"]
    return {row.text("id"): Case(row, table, context).akhir for row in rows}


def opening_uji(evidence: Evidence, informasi: str) -> Uji | None:
    """Return the latest test of an informasi when it decided to open it: the lembar pertimbangan."""
    test = evidence.latest_uji(informasi)
    return test if test is not None and opens(test) else None


def _refuse_contradicted(ahead: Sequence[str], evidence: Evidence) -> None:
    """Raise InputError where a test decided something else than opening; a row nobody tested is only noted."""
    for informasi in ahead:
        test = evidence.latest_uji(informasi)
        if test is not None and not opens(test):
            raise InputError(
                "buka-bertentangan-uji", id=informasi, uji=test.id_uji, hasil=test.hasil or "(kosong)",
                kutipan=PENGUBAHAN,
            )  # fmt: skip


def _refuse_unapproved(
    ahead: Sequence[str], evidence: Evidence, sop: Sop | None, deed: Deed, officer: Row
) -> None:
    rule = sop.pembukaan if sop else None
    if sop is None or rule is None or evidence.proves(deed.bukti) or rule.names(officer.text("peran")):
        return
    missing = [informasi for informasi in ahead if not _is_approved(evidence, informasi, rule)]
    if missing:
        ids = collapse_ids(missing)
        raise InputError(
            "buka-tanpa-persetujuan", id=ids, sop=sop.kode, kutipan=rule.kutipan, peran=rule.peran
        )


def _is_approved(evidence: Evidence, informasi: str, rule: Pembukaan) -> bool:
    test = opening_uji(evidence, informasi)
    return test is not None and any(
        act.keputusan == DISETUJUI
        and rule.names(act.sebagai)
        and act_number(act.id_langkah) > act_number(test.id_langkah)
        for act in evidence.acts.get(informasi, ())
    )


def _link_tests(evidence: Evidence, ids: Sequence[str], id_langkah: str) -> list[Action]:
    tests = [test for informasi in ids if (test := opening_uji(evidence, informasi))]
    rows = {test.row: id_langkah for test in tests if not test.id_keputusan}
    return [SetColumn("tblUji", "id_keputusan", dict(rows))] if rows else []


def _ending(end: date | None) -> dict[str, str]:
    return {"akhir_pengecualian": f"{end:%d/%m/%Y}"} if end else {}


def _law_notes(
    by_law: Sequence[str], ahead: Sequence[str], ends: dict[str, date | None], knowledge: Knowledge, book: Book,
    today: date,
) -> list[str]:  # fmt: skip
    notes = []
    if by_law:
        notes.append(
            f"Sudah terbuka demi hukum, tidak memerlukan persetujuan (PP 61/2010 Pasal 11 ayat (3)):"
            f" {collapse_ids(by_law)}."
        )
    kalender = knowledge.context(book, today).kalender
    late = [
        informasi
        for informasi in ahead
        if (end := ends[informasi]) and today > kalender.add_hari_kerja(end, -BATAS_UBAH_HARI_KERJA)
    ]
    if late:
        notes.append(
            "Dibuka kurang dari 30 hari kerja sebelum akhirnya (PP 61/2010 Pasal 11 ayat (2)); tetap dicatat:"
            f" {collapse_ids(late)}."
        )
    return notes


def _evidence_notes(ahead: Sequence[str], evidence: Evidence, sop: Sop | None, deed: Deed) -> list[str]:
    notes = later_notes(deed.bukti, evidence, "penetapan atau persetujuan bertanda tangan") if ahead else []
    untested = [informasi for informasi in ahead if opening_uji(evidence, informasi) is None]
    if untested:
        rule = sop.pembukaan if sop else None
        steps = [k.kelengkapan for k in sop.kegiatan if rule and k.nomor == rule.kegiatan] if sop else []
        asked = f'SOP {sop.kode} menyebut "{steps[0]}"' if sop and steps else "PerKI 1/2021 Pasal 10 ayat (2)"
        notes.append(
            f"Belum ada uji dengan hasil Dibuka ({asked}): {collapse_ids(untested)}."
            " Catat dengan ppid uji … --hasil Dibuka."
        )
    return notes


def _register_note(rows: Sequence[Row], spec: TableSpec) -> list[str]:
    wanted = [c for c in spec.kolom if c.wajib == "publik"]
    blank = [c.judul for c in wanted if any(is_blank(row[c.kunci]) for row in rows)]
    return [f"Untuk Daftar Informasi Publik masih perlu diisi: {', '.join(blank)}."] if blank else []
