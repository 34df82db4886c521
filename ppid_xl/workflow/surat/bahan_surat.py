"""Bahan surat: gathers for each row what the house knows of it, as plain values for a document."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ppid_xl.arsip.store import head_version, list_objects, open_arsip, restore_version
from ppid_xl.columns import TableSpec
from ppid_xl.dasar_hukum import format_rujukan
from ppid_xl.evidence import DIBUKA, DIKEMBALIKAN, DIPERPANJANG, DISETUJUI, Evidence, sidik_of
from ppid_xl.model import Book, Row, Value
from ppid_xl.rules import Case
from ppid_xl.sop import Sop
from ppid_xl.surat.konteks import Baris, Beda, Berkas, Diuji, Langkah, Orang, Putusan
from ppid_xl.surat.konteks.rows import BEFORE_KEYS
from ppid_xl.surat.konteks.value import value_text
from ppid_xl.tables import as_text, whole_number
from ppid_xl.tanggal import parse_tanggal
from ppid_xl.workflow.berkas.berkas import handed_over, with_sidik
from ppid_xl.workflow.ground.archived_counters import object_id
from ppid_xl.workflow.ground.catatan import former_values
from ppid_xl.workflow.ground.isi_versi import rows_in
from ppid_xl.workflow.ground.pantau import watch
from ppid_xl.workflow.ground.status import is_highest, standing_decision, status_of
from ppid_xl.workflow.ground.tindakan import holds_office
from ppid_xl.workflow.surat.penanda_tangan import person_of
from ppid_xl.workflow.surat.pokok_surat import is_opened, staff_words

# What an act that changes a period leaves as it is, and so does not note.
REASONS = ("konsekuensi_bila_dibuka", "manfaat_bila_ditutup")
OPENED = ("Terbuka demi hukum", DIBUKA)
Archived = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Source:
    """Where the facts of a row come from.

    ``archived`` are the rows of the last archived version, None without; ``changed`` says since when an
    informasi is not as it was tested or decided.
    """

    book: Book
    evidence: Evidence
    sop: Sop | None
    spec: TableSpec
    archived: Archived | None = None
    compared: bool = False
    changed: Mapping[str, str] = field(default_factory=dict)


def gather_row(case: Case, source: Source) -> Baris:
    """Return one row with its reading, test, decision and, where asked, its former values."""
    row, watched = case.row, watch(case, case.context)
    informasi = row.text("id")
    if case.klasifikasi:
        row = replace(row, values={**row.values, "klasifikasi": _class_today(case)})
    baris = Baris(
        row=row,
        rujukan="; ".join(format_rujukan(one) for one in case.dasar_hukum.rujukan),
        undang_undang="; ".join(dict.fromkeys(one.peraturan for one in case.dasar_hukum.undang_undang)),
        akhir=watched.akhir,
        batas_ubah=watched.batas_ubah,
        sisa_hari_kerja=watched.sisa,
        status=status_of(case, source.evidence, source.sop),
        sidik=sidik_of(case.row, source.spec)[:8],
        diuji=_tested(informasi, source),
        putusan=_decided(informasi, source),
        sebelum=_before(informasi, source),
        berubah_sesudah=source.changed.get(informasi, ""),
        dibuka_pada=_opened_on(informasi, source.evidence),
    )
    return _compared(case, baris, source) if source.compared else baris


def _class_today(case: Case) -> str:
    """Return the class that may be printed: what is past its end is open by law (PP 61/2010 Pasal 11 ayat (3))."""
    ended = case.dikecualikan and case.akhir is not None and case.context.today > case.akhir
    return "Terbuka demi hukum" if ended else case.klasifikasi


def archived_rows(workbook: Path, arsip: Path) -> Archived | None:
    """Return the rows of the last archived version of a workbook by ID; None when none was archived."""
    if not (arsip / "log.jsonl").is_file():
        return None
    store, name = open_arsip(arsip), object_id(workbook)
    if name not in list_objects(store):
        return None
    version = head_version(store, name)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        restore_version(store, name, version.number, Path(folder))
    rows = rows_in(store, version, "baris.json")
    return {row["id"]: row for row in rows if row.get("id")}


def gather_tim(book: Book, langkah: Langkah | None, day: date) -> tuple[Orang, ...]:
    """Return who signs a berita acara: who was there, else the Tim of tblPejabat in office that day."""
    if langkah is not None and langkah.peserta:
        return langkah.peserta
    rows = book.rows("tblPejabat")
    return tuple(
        person_of(row)
        for row in rows
        if row.text("peran").casefold().startswith("tim") and holds_office(row, day)
    )


def giver_of(book: Book, act: Row | None, berkas: Sequence[Berkas] | None) -> str:
    """Return who handed the copies of an act over, in the words of that act; empty when it names nobody."""
    if berkas is not None:
        names = [one.penyerah for one in berkas]
    else:
        names = [one["penyerah"] for one in handed_over(book, act.text("id_langkah"))] if act else []
    return next((name for name in names if name), "")


def gather_berkas(book: Book, folder: Path, rows: Sequence[Row], langkah: Langkah | None) -> list[Berkas]:
    """Return the copies an act handed over with their digests; without one a line for each row, to be filled in."""
    ids = {row.text("id") for row in rows}
    copies = [one for one in handed_over(book, langkah.id) if one["id"] in ids] if langkah else []
    if copies:
        return [_copy(one) for one in with_sidik(copies, {}, book, folder)]
    return [Berkas(row.text("id"), row.text("judul_informasi"), row.text("lokasi_fisik")) for row in rows]


def _copy(facts: Mapping[str, str]) -> Berkas:
    size, moment = facts["ukuran"], parse_tanggal(facts["tanggal"].split(" ")[0])
    texts = {key: facts[key] for key in ("id", "judul_informasi", "lokasi", "sidik", "penyerah", "penerima")}
    return Berkas(**texts, ukuran=f"{size} bita" if size else "", tanggal=moment.tanggal)


def _tested(informasi: str, source: Source) -> Diuji | None:
    uji = source.evidence.latest_uji(informasi)
    if uji is None:
        return None
    acts = {act.id_langkah: act for act in source.evidence.acts.get(informasi, ())}
    act = acts.get(uji.id_langkah)
    letters = {row.text("id_surat"): row.text("nomor") for row in source.book.rows("tblAgenda")}
    return Diuji(
        id=uji.id_uji,
        nomor=letters.get(act.id_surat, "") if act and act.id_surat else "",
        tanggal=act.mulai if act else None,
        saat=uji.saat_uji,
        hasil=uji.hasil,
        pertimbangan=uji.pertimbangan,
        jangka_waktu=_decided_periods(informasi, source.book).get(uji.putaran, ""),
        putaran=uji.putaran,
        tempat=act.tempat if act else "",
        peserta=act.peserta if act else "",
        sekarang=source.evidence.is_tested(informasi),
        oleh=f"{act.oleh} ({act.sebagai})" if act else "",
    )


def _opened_on(informasi: str, evidence: Evidence) -> date | None:
    opened = [act.mulai for act in evidence.acts.get(informasi, ()) if act.keputusan == DIBUKA]
    return opened[-1] if opened and evidence.is_opened(informasi) else None


def _decided_periods(informasi: str, book: Book) -> dict[int, str]:
    rows = [row for row in book.rows("tblUji") if row.text("id_informasi") == informasi]
    return {whole_number(row["putaran"]): row.text("jangka_waktu_diputuskan") for row in rows}


def _decided(informasi: str, source: Source) -> Putusan:
    evidence = source.evidence
    act = standing_decision(informasi, evidence, source.sop)
    if act is None or (act.putaran < evidence.putaran(informasi) and evidence.is_tested(informasi)):
        return Putusan()
    levels = source.sop.persetujuan if source.sop else ()
    approved = act.keputusan in (DISETUJUI, DIPERPANJANG) and is_highest(act, levels)
    if not approved and act.keputusan != DIKEMBALIKAN:
        return Putusan()
    return Putusan(approved, staff_words(act.catatan), act.mulai, act.sebagai or act.oleh)


def _before(informasi: str, source: Source) -> dict[str, Value]:
    """Return former values: those its last change noted, else the archived ones, else an earlier round's period."""
    noted = [facts for facts in former_values(source.evidence, informasi) if facts.keys() & set(BEFORE_KEYS)]
    archived = (source.archived or {}).get(informasi)
    if noted:
        reasons = {key: archived.get(key, "") for key in REASONS} if archived else {}
        return {key: _as_date(text) for key, text in {**reasons, **noted[-1]}.items() if key in BEFORE_KEYS}
    if archived is not None:
        return {key: _as_date(archived.get(key, "")) for key in BEFORE_KEYS}
    periods = _decided_periods(informasi, source.book)
    return {"jangka_waktu": periods[sorted(periods)[-2]]} if len(periods) > 1 else {}


def _compared(case: Case, baris: Baris, source: Source) -> Baris:
    """Return the row with what changed in it since the last archived version."""
    opened = is_opened(case, source.evidence)
    former = (source.archived or {}).get(case.row.text("id"))
    if former is None:
        kind = "dibuka" if opened else "baru"
        return replace(baris, perubahan=kind, beda=(_opening({}, baris),) if opened else _first_told(baris))
    beda = tuple(_differences(case.row, former, source.spec))
    end = _as_date(former.get("akhir_pengecualian", ""))
    if (opened and former.get("status") not in OPENED) or _went_public(case, former):
        kind, beda = "dibuka", beda or (_opening(former, baris),)
    elif beda and isinstance(end, date) and baris.akhir is not None and baris.akhir > end:
        kind = "diperpanjang"
    else:
        kind = "berubah" if beda else ""
    return replace(baris, perubahan=kind, beda=beda)


def _first_told(baris: Baris) -> tuple[Beda, ...]:
    keys = {"klasifikasi": "Klasifikasi", "jangka_waktu": "Jangka Waktu"}
    told = ((judul, value_text(baris.row[key])) for key, judul in keys.items())
    return tuple(Beda(judul, "", text) for judul, text in told if text)


def _opening(former: Mapping[str, str], baris: Baris) -> Beda:
    return Beda("Status", former.get("status") or former.get("klasifikasi") or "Dikecualikan", baris.status)


def _went_public(case: Case, former: Mapping[str, str]) -> bool:
    return case.publik and former.get("klasifikasi", "").casefold() == "dikecualikan"


def _differences(row: Row, former: Mapping[str, str], spec: TableSpec) -> list[Beda]:
    found = []
    for column in spec.kolom:
        if not column.penentu:
            continue
        value = row[column.kunci]
        now = value.isoformat() if isinstance(value, date) else as_text(value)
        then = former.get(column.kunci, "")
        if " ".join(now.split()) != " ".join(then.split()):
            found.append(Beda(column.judul, value_text(_as_date(then)), value_text(_as_date(now))))
    return found


def _as_date(text: str) -> Value:
    """Return a date written as in the archive or in a cell; anything else as it is."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return parse_tanggal(text).tanggal or text
