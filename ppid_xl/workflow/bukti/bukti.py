"""Bukti: the two-minute proof of one line: law, consequences, test, approval, period, versions, today's verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from ppid_xl.arsip.store import list_objects, list_versions, open_arsip
from ppid_xl.columns import normalise
from ppid_xl.dasar_hukum import format_rujukan
from ppid_xl.errors import InputError
from ppid_xl.evidence import DIBUKA, DIPERPANJANG, DISETUJUI, Act, Evidence, Uji, read_evidence, sidik_of
from ppid_xl.messages import explain
from ppid_xl.model import Book, Finding, Table
from ppid_xl.rules import Case
from ppid_xl.rules.usulan import read_tanggal
from ppid_xl.sop import Keadaan, Sop
from ppid_xl.tables import as_text
from ppid_xl.workflow.berkas.berkas_bukti import faulty_files, words_of_fault
from ppid_xl.workflow.bukti.berkas_di_arsip import evidence_words, lost_versions
from ppid_xl.workflow.bukti.brankas_bukti import brankas_words
from ppid_xl.workflow.bukti.bunyi_pasal import Kutipan, quotes
from ppid_xl.workflow.bukti.pejabat_bukti import doubtful_officers, officer_name
from ppid_xl.workflow.ground.archived_counters import object_id
from ppid_xl.workflow.ground.catatan import SEMULA, ids_of, read_fact_lines
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.pantau import watch
from ppid_xl.workflow.ground.status import standing_decision
from ppid_xl.workflow.ground.tindakan import act_number, sop_of
from ppid_xl.workflow.periksa.bukti_arsip import Lost, lost_evidence, words_of
from ppid_xl.workflow.periksa.periksa import judge
from ppid_xl.workflow.periksa.temuan_bukti import SHORT, decided_sidik
from ppid_xl.workflow.periksa.temuan_daftar import is_pimpinan
from ppid_xl.workflow.periksa.temuan_uji import STALE
from ppid_xl.workflow.proses.kurang_persetujuan import lacking_approval
from ppid_xl.workflow.proses.syarat_putusan import is_undecided

PEMBUKAAN = "PerKI 1/2021 Pasal 10 ayat (2) huruf e"
PUBLIK, PUBLIK_DIBUKA = "informasi publik", "informasi publik, semula dikecualikan lalu dibuka"
SHOWN = (
    "judul_informasi", "unit_penguasa", "klasifikasi", "dasar_hukum", "bagian_yang_ditutup", "konsekuensi_bila_dibuka",
    "manfaat_bila_ditutup", "jangka_waktu", "terhitung_mulai", "lokasi_fisik", "softcopy", "diverifikasi_oleh",
)  # fmt: skip


@dataclass(frozen=True)
class Pembukaan:
    """The act that opened an informasi, the approval before it, and the test it rests on; None where unrecorded."""

    tindakan: Act
    persetujuan: Act | None = None
    uji: Uji | None = None


@dataclass(frozen=True)
class Proof:
    """What can be shown for one informasi today; what is missing is said in ``kurang``, never left out.

    ``kutipan`` is what the law says at each of ``rujukan``; ``sementara`` marks days counted over a year whose
    holidays tblLibur does not know. ``brankas`` says how softcopies of what is excluded are kept, ``berkas_bukti``
    whether the archive keeps the files that its acts name; ``sop`` is the one it was judged by.
    """

    id: str
    tanggal: date
    isi: dict[str, str]
    rujukan: tuple[str, ...]
    kutipan: tuple[Kutipan, ...]
    uji: tuple[dict[str, object], ...]
    tindakan: tuple[dict[str, object], ...]
    surat: tuple[dict[str, object], ...]
    versi: tuple[str, ...]
    akhir: date | None
    batas_ubah: date | None
    sementara: bool
    pembukaan: Pembukaan | None
    keadaan: str
    kurang: tuple[str, ...]
    galat: tuple[str, ...]
    brankas: str = ""
    berkas_bukti: tuple[str, ...] = ()
    sop: str = ""

    @property
    def holds(self) -> bool:
        """Whether what the row claims today stands: nothing missing, no galat."""
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
    lost = [one for one in lost_evidence(book, workbook, arsip, knowledge.dictionary) if one.id == informasi]
    if row is None and lost:
        raise InputError("id-hanya-di-arsip", id=informasi, berkas=book.name, versi=lost[0].version.name)
    if row is None:
        raise InputError("id-tidak-ada", id=informasi, berkas=book.name)
    findings, context = judge(book, knowledge, now.date(), folder=workbook.parent)
    case, evidence = Case(row, table, context), read_evidence(book)
    spec, sop = knowledge.dictionary.tabel["tblRekap"], sop_of(book, knowledge, workbook.parent)
    tests, acts = evidence.uji.get(informasi, ()), evidence.acts.get(informasi, ())
    opened = _opening(acts, tests)
    decided = decided_sidik(informasi, evidence)
    fits = len(decided) >= SHORT and sidik_of(row, spec).startswith(decided)
    watched = watch(case, context)
    shown = {act.id_langkah for act in acts} | {one.id_surat for one in evidence.letters.get(informasi, ())}
    faults = [one for one in faulty_files(book, workbook.parent) if one.id in shown]
    galat = [f for f in findings if f.tingkat == "galat" and f.table == "tblRekap" and f.row == row.number]
    old = [explain(f).masalah for f in findings if f.aturan in STALE and f.id == informasi]
    return Proof(
        id=informasi,
        tanggal=now.date(),
        isi={spec.heading(key): as_text(row[key]) for key in SHOWN},
        rujukan=tuple(format_rujukan(one) for one in case.dasar_hukum.rujukan),
        kutipan=tuple(quotes(case.dasar_hukum.rujukan)),
        uji=tuple(_dated(test, acts, book) for test in tests),
        tindakan=tuple({**asdict(act), "nama": officer_name(book, act)} for act in acts),
        surat=tuple(asdict(letter) for letter in evidence.letters.get(informasi, ())),
        versi=tuple(archived_versions(workbook, arsip)),
        akhir=watched.akhir,
        batas_ubah=watched.batas_ubah,
        sementara=watched.sementara,
        pembukaan=opened,
        keadaan=watched.keadaan if case.dikecualikan else PUBLIK_DIBUKA if opened else PUBLIK,
        kurang=tuple(
            [
                *_missing(case, evidence, sop, fits=fits),
                *_contradiction(evidence, informasi, opened),
                *old,
            ]
            if case.dikecualikan
            else _unopened(evidence, informasi, opened, sop)
        )
        + tuple(_copied(table, informasi))
        + tuple(doubtful_officers(book, _deciding(case, evidence, sop, opened)))
        + tuple(_yet_to_come(evidence, informasi, now.date()))
        + tuple(lost_versions(acts, arsip))
        + tuple(_stood_once(one) for one in lost)
        + tuple(words_of_fault(one) for one in faults),
        galat=tuple(_sentence(finding) for finding in galat),
        brankas=brankas_words(row, workbook, arsip) if case.dikecualikan else "",
        berkas_bukti=tuple(evidence_words(book, acts, workbook, arsip)),
        sop=sop.kode if sop else "",
    )


def _dated(test: Uji, acts: Sequence[Act], book: Book) -> dict[str, object]:
    """Return a test with the day of its meeting and who led it."""
    act = next((one for one in acts if one.id_langkah == test.id_langkah), None)
    told = {
        "tanggal": act.mulai if act else None,
        "oleh": act.oleh if act else "",
        "sebagai": act.sebagai if act else "",
        "nama": officer_name(book, act) if act else "",
    }
    return {**asdict(test), **told}


def _opening(acts: Sequence[Act], tests: Sequence[Uji]) -> Pembukaan | None:
    """Return the latest opening of an informasi; None when none is later than its latest test to keep it closed."""
    opened = [act for act in acts if act.keputusan == DIBUKA]
    if not opened:
        return None
    number = act_number(opened[-1].id_langkah)
    before = [test for test in tests if act_number(test.id_langkah) < number]
    if len(before) < len(tests):
        return None
    test = next((one for one in reversed(before) if normalise(one.hasil) == "dibuka"), None)
    since = act_number(test.id_langkah) if test else 0
    approved = [
        act for act in acts if act.keputusan == DISETUJUI and since < act_number(act.id_langkah) < number
    ]
    return Pembukaan(opened[-1], approved[-1] if approved and test else None, test)


def _unopened(evidence: Evidence, informasi: str, opened: Pembukaan | None, sop: Sop | None) -> list[str]:
    """Return what a public row lacks that was excluded once: its opening, or what the opening rests on."""
    if opened is not None:
        return [] if _by_law(opened.tindakan, informasi) else _unfounded(evidence, informasi, opened, sop)
    if not decided_sidik(informasi, evidence):
        return []
    return ["tindakan Dibuka; pernah diuji atau disetujui sebagai dikecualikan (PP 61/2010 Pasal 11)"]


def _by_law(act: Act, informasi: str) -> bool:
    """Say whether the exclusion had ended when the opening was recorded (PP 61/2010 Pasal 11 ayat (3))."""
    told = [one for one in read_fact_lines(act.catatan, SEMULA) if informasi in ids_of(one)]
    end = read_tanggal(told[-1].get("akhir_pengecualian")) if told else None
    return end is not None and act.mulai is not None and end < act.mulai


def _unfounded(evidence: Evidence, informasi: str, opened: Pembukaan, sop: Sop | None) -> list[str]:
    missing = []
    if opened.uji is None:
        missing.append(f"uji konsekuensi dengan hasil Dibuka ({PEMBUKAAN})")
    approval = opened.persetujuan or (opened.tindakan if is_pimpinan(opened.tindakan.sebagai, sop) else None)
    if evidence.proves(opened.tindakan.bukti) or (approval and evidence.proves(approval.bukti)):
        return missing
    if approval is None:
        return [*missing, f"persetujuan atas pembukaannya ({PEMBUKAAN})"]
    signed = evidence.is_signed(informasi, (sop.keadaan if sop else Keadaan()).surat)
    return missing if signed else [*missing, "surat bertanda tangan atas pembukaannya"]


def _copied(table: Table, informasi: str) -> list[str]:
    number = sum(row.text("id") == informasi for row in table.rows)
    words = (
        f"satu baris untuk {informasi}; ID itu ada pada {number} baris {table.sheet}, entah mana yang diuji"
    )
    return [words] if number > 1 else []


def _deciding(case: Case, evidence: Evidence, sop: Sop | None, opened: Pembukaan | None) -> list[Act]:
    """Return the acts on whose officers a row rests: the latest test and the decision, or the opening and its own."""
    informasi = case.row.text("id")
    if not case.dikecualikan:
        acts = [opened.persetujuan, opened.tindakan] if opened else []
    else:
        test, decision = evidence.latest_uji(informasi), standing_decision(informasi, evidence, sop)
        decides = decision is not None and decision.keputusan in (DISETUJUI, DIPERPANJANG)
        acts = [evidence.meeting_of(test) if test else None, decision if decides else None]
    return [act for act in acts if act is not None]


def _yet_to_come(evidence: Evidence, informasi: str, today: date) -> list[str]:
    """Return the acts and signed letters of an informasi dated after the day of the proof."""
    acts = [(act.id_langkah, act.mulai) for act in evidence.acts.get(informasi, ())]
    letters = [(one.id_surat, one.tanggal) for one in evidence.letters.get(informasi, ()) if one.signed]
    return [
        f"{name}; tanggalnya ({day:%d/%m/%Y}) belum tiba"
        for name, day in acts + letters
        if day and day > today
    ]


def _stood_once(lost: Lost) -> str:
    version = f"{lost.version.name} di arsip, {lost.version.created:%d/%m/%Y}"
    if lost.bukti:
        return f"bukti yang tetap seperti di arsip ({version}): {words_of(lost)}"
    other = f", sebagai {lost.other}" if lost.other else ""
    return f"tindakan Dibuka; pernah dikecualikan ({version}{other})"


def _contradiction(evidence: Evidence, informasi: str, opened: Pembukaan | None) -> list[str]:
    if opened is None or not evidence.is_opened(informasi):
        return []
    return [f"klasifikasi publik; sudah dibuka dengan {opened.tindakan.id_langkah}"]


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


def _missing(case: Case, evidence: Evidence, sop: Sop | None, *, fits: bool) -> list[str]:
    informasi, missing = case.row.text("id"), []
    tests = evidence.uji.get(informasi, ())
    if not case.dasar_hukum.undang_undang:
        missing.append("undang-undang yang menjadi dasar")
    if not tests:
        missing.append("uji konsekuensi (UU 14/2008 Pasal 19)")
    elif not fits:
        missing.append("uji atas isi yang sekarang; barisnya berubah sesudah diuji")
    if tests and is_undecided(tests[-1]):
        missing.append(f"hasil uji {tests[-1].id_uji}; rapatnya belum memutuskan (UU 14/2008 Pasal 19)")
    if tests and evidence.meeting_of(tests[-1]) is None:
        named = tests[-1].id_langkah
        gone = f"{named} tidak ada di lembar Langkah SOP" if named else "ID Langkah-nya kosong"
        missing.append(f"rapat uji {tests[-1].id_uji}; {gone}")
    missing += lacking_approval(informasi, evidence, sop)
    if case.akhir is None and case.jangka_waktu.jenis in ("durasi", "tidak_jelas"):
        missing.append("tanggal berakhir yang dapat dihitung")
    return missing


def _sentence(finding: Finding) -> str:
    return f"{finding.lembar}!{finding.sel} {explain(finding).masalah} ({finding.aturan})"
