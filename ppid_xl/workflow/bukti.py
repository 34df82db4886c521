"""Bukti: the two-minute proof of one line: law, consequences, test, approval, period, versions, today's verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from ppid_xl.arsip.store import list_objects, list_versions, open_arsip
from ppid_xl.dasar_hukum import format_rujukan
from ppid_xl.errors import InputError
from ppid_xl.evidence import DISETUJUI, Act, Uji, read_evidence, sidik_of
from ppid_xl.messages import explain
from ppid_xl.model import Book, Finding
from ppid_xl.rules import Case
from ppid_xl.sop import Keadaan
from ppid_xl.tables import as_text
from ppid_xl.workflow.archived_counters import object_id
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.pantau import watch
from ppid_xl.workflow.periksa import judge
from ppid_xl.workflow.tindakan import sop_of

SHOWN = (
    "judul_informasi", "unit_penguasa", "klasifikasi", "dasar_hukum", "bagian_yang_ditutup", "konsekuensi_bila_dibuka",
    "manfaat_bila_ditutup", "jangka_waktu", "terhitung_mulai", "lokasi_fisik", "softcopy", "diverifikasi_oleh",
)  # fmt: skip


@dataclass(frozen=True)
class Proof:
    """What can be shown for one informasi today; what is missing is said in ``kurang``, never left out."""

    id: str
    tanggal: date
    isi: dict[str, str]
    rujukan: tuple[str, ...]
    uji: tuple[dict[str, object], ...]
    tindakan: tuple[dict[str, object], ...]
    surat: tuple[dict[str, object], ...]
    versi: tuple[str, ...]
    akhir: date | None
    batas_ubah: date | None
    keadaan: str
    kurang: tuple[str, ...]
    galat: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the exclusion stands today: nothing missing, no galat."""
        return not self.kurang and not self.galat

    def as_json(self) -> dict[str, object]:
        """Return the proof with its verdict."""
        return {**asdict(self), "berlaku": self.holds}


def bukti(
    book: Book, informasi: str, knowledge: Knowledge, now: datetime, *, workbook: Path, arsip: Path
) -> Proof:
    """Return the proof of one informasi; raise InputError when the rekap has no such ID.

    A statement of what people did away from the keyboard (pernyataan) is shown but proves no content.
    """
    table = book.tables["tblRekap"]
    row = next((one for one in table.rows if one.text("id") == informasi), None)
    if row is None:
        raise InputError("id-tidak-ada", id=informasi, berkas=book.name)
    findings, context = judge(book, knowledge, now.date(), folder=workbook.parent)
    case, evidence = Case(row, table, context), read_evidence(book)
    spec, sop = knowledge.dictionary.tabel["tblRekap"], sop_of(book, knowledge, workbook.parent)
    kinds = sop.keadaan.surat if sop else Keadaan().surat
    tests, acts = evidence.uji.get(informasi, ()), evidence.acts.get(informasi, ())
    watched = watch(case, context)
    galat = [f for f in findings if f.tingkat == "galat" and f.table == "tblRekap" and f.row == row.number]
    return Proof(
        id=informasi,
        tanggal=now.date(),
        isi={spec.heading(key): as_text(row[key]) for key in SHOWN},
        rujukan=tuple(format_rujukan(one) for one in case.dasar_hukum.rujukan),
        uji=tuple(asdict(test) for test in tests),
        tindakan=tuple(asdict(act) for act in acts),
        surat=tuple(asdict(letter) for letter in evidence.letters.get(informasi, ())),
        versi=tuple(archived_versions(workbook, arsip)),
        akhir=watched.akhir,
        batas_ubah=watched.batas_ubah,
        keadaan=watched.keadaan if case.dikecualikan else "informasi publik",
        kurang=tuple(
            _missing(case, tests, acts, sidik_of(row, spec), signed=evidence.is_signed(informasi, kinds))
            if case.dikecualikan
            else ()
        ),
        galat=tuple(_sentence(finding) for finding in galat),
    )


def archived_versions(workbook: Path, arsip: Path) -> list[str]:
    """Return the archived versions of a workbook, each as one line; empty without an archive."""
    if not (arsip / "log.jsonl").is_file():
        return []
    store, name = open_arsip(arsip), object_id(workbook)
    if name not in list_objects(store):
        return []
    return [
        f"v{version.number}, {version.created:%d/%m/%Y %H:%M}, {version.user_name}: {version.message}"
        for version in list_versions(store, name)
    ]


def _missing(case: Case, tests: Sequence[Uji], acts: Sequence[Act], sidik: str, *, signed: bool) -> list[str]:
    missing = []
    if not case.dasar_hukum.undang_undang:
        missing.append("undang-undang yang menjadi dasar")
    if not tests:
        missing.append("uji konsekuensi (UU 14/2008 Pasal 19)")
    elif tests[-1].sidik != sidik:
        missing.append("uji atas isi yang sekarang; barisnya berubah sesudah diuji")
    approvals = [act for act in acts if act.keputusan == DISETUJUI]
    if not approvals:
        missing.append("persetujuan pimpinan Badan Publik (PP 61/2010 Pasal 3 ayat (2))")
    elif not approvals[-1].bukti and not signed:
        missing.append("surat bertanda tangan atas persetujuan itu")
    if case.akhir is None and case.jangka_waktu.jenis in ("durasi", "tidak_jelas"):
        missing.append("tanggal berakhir yang dapat dihitung")
    return missing


def _sentence(finding: Finding) -> str:
    return f"{finding.lembar}!{finding.sel} {explain(finding).masalah} ({finding.aturan})"
