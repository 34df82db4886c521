"""Kirim: the package of public rows for Pusat Data, its sending and its receipt; it never sends anything itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ppid_xl.arsip.store import open_arsip
from ppid_xl.errors import InputError
from ppid_xl.evidence import Act, acts_in_order, read_evidence
from ppid_xl.hosts import Host
from ppid_xl.identitas import collapse_ids
from ppid_xl.messages import explain
from ppid_xl.model import Book, Finding, Row
from ppid_xl.rules import Case
from ppid_xl.terbit.berkas import as_records, digest, to_csv, to_json
from ppid_xl.terbit.daftar import INFORMASI_PUBLIK, Daftar, make_daftar
from ppid_xl.workflow.arsip.buku_lain import refuse_other_book
from ppid_xl.workflow.ground.kegiatan_perintah import kegiatan_for, named_and_due
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.langkah import performer_notes
from ppid_xl.workflow.ground.tindakan import (
    Deed,
    check_ids,
    find_pejabat,
    office_notes,
    sop_of,
    write_act,
)
from ppid_xl.workflow.ground.versi_terakhir import Archived, last_version
from ppid_xl.workflow.periksa.periksa import judge
from ppid_xl.workflow.surat.pokok_surat import unapproved
from ppid_xl.workflow.terbit.terbit import cases_of, missing_findings, stopping_findings

KEGIATAN = "Pengiriman informasi publik ke Pusat Data"
RECEIVED = "Penerimaan informasi publik oleh Pusat Data"
NO_LISENSI = "Belum ditetapkan"
UNSUR = "PerKI 1/2021 Pasal 21 ayat (2)"
SHOWN = 10


@dataclass(frozen=True)
class Kiriman:
    """What was packed, from which version, and the act that says so; nothing was when ``blocking`` is not empty."""

    id_langkah: str
    files: tuple[Path, ...]
    version: int
    count: int
    notes: tuple[str, ...] = ()
    blocking: tuple[Finding, ...] = ()


def kirim(
    host: Host, workbook: Path, knowledge: Knowledge, now: datetime, deed: Deed, *, arsip: Path,
    folder: Path | None = None, lisensi: str = "",
) -> Kiriman:  # fmt: skip
    """Pack the public rows of the last archived version and record the sending.

    All public rows go unless ``deed.ids`` names some. A galat in one of them stops the package. Raises InputError
    for a row that is not public, for none at all, and when the folder already holds a package; ArsipError for the
    archive of another body.
    """
    officer = find_pejabat(host.snapshot(), deed.oleh)
    archived = last_version(workbook, arsip, knowledge)
    refuse_other_book(host.snapshot(), workbook, open_arsip(arsip), knowledge)
    number = archived.version.number
    daftar = make_daftar(
        INFORMASI_PUBLIK, _chosen(archived.book, knowledge, now, deed.ids), knowledge.dictionary.tabel["tblRekap"]
    )  # fmt: skip
    if not daftar.items:
        raise InputError("tidak-ada-informasi-publik", berkas=workbook, versi=number)
    stopped, remarks = _judged(archived, knowledge, now, daftar, workbook, arsip)
    if stopped:
        return Kiriman("", (), number, 0, (), stopped)
    files = _package(archived, now.date(), daftar, lisensi or NO_LISENSI, now)
    ids = [item.text("id") for item in daftar.items]
    bukti = f"versi arsip {number} · sidik dip.json {digest(files['dip.json'])}"
    moment = deed.mulai or now
    deed = replace(deed, ids=ids, mulai=moment, selesai=deed.selesai or now, bukti=bukti)
    book = host.snapshot()
    words, tenggat = _sending(book, knowledge, moment, workbook.parent)
    id_langkah, actions = write_act(book, now, officer, deed, words, tenggat=tenggat)
    with _written(folder or workbook.parent / "kiriman" / id_langkah, files) as paths:
        host.apply(actions)
    remarks += tuple(_order_notes(archived, knowledge, workbook, officer, ids))
    remarks += tuple(office_notes(officer, moment.date()))
    if not lisensi:
        remarks += ("Lisensi belum ditetapkan; sebut dengan --lisensi.",)
    return Kiriman(id_langkah, tuple(paths), number, len(daftar.items), remarks)


def record_receipt(
    host: Host, knowledge: Knowledge, now: datetime, deed: Deed, *, office: Path | None = None
) -> tuple[str, str]:
    """Record that Pusat Data received the last package; return the new act's ID and that of the sending.

    Raises InputError without proof of the receipt, and when nothing was sent since the last one.
    """
    if not deed.bukti.strip():
        raise InputError("terima-tanpa-bukti")
    book = host.snapshot()
    officer = find_pejabat(book, deed.oleh)
    sent = _last_sent(book, _sending(book, knowledge, now, office)[0])
    if sent is None:
        raise InputError("belum-dikirim", berkas=book.name)
    about = sent.id_langkah
    catatan = f"Atas kiriman {about}. {deed.catatan}".strip()
    deed = replace(
        deed, ids=deed.ids or sent.ids, catatan=catatan,
        mulai=deed.mulai or now, selesai=deed.selesai or now,
    )  # fmt: skip
    check_ids(book, deed.ids)
    id_langkah, actions = write_act(book, now, officer, deed, RECEIVED)
    host.apply(actions)
    return id_langkah, about


def _sending(
    book: Book, knowledge: Knowledge, mulai: datetime, office: Path | None
) -> tuple[str, datetime | None]:
    """Return how tblLangkah names the sending, whoever does it: a receipt finds it by these words; and its tenggat."""
    return named_and_due(book, sop_of(book, knowledge, office), "ppid kirim", KEGIATAN, None, mulai)


def _last_sent(book: Book, words: str) -> Act | None:
    """Return the last sending that has no receipt after it."""
    waiting: Act | None = None
    for act in acts_in_order(book):
        if act.kegiatan == words:
            waiting = act
        elif act.kegiatan == RECEIVED:
            waiting = None
    return waiting


def _chosen(book: Book, knowledge: Knowledge, now: datetime, ids: Sequence[str]) -> list[Case]:
    cases = cases_of(book, knowledge, now)
    if not ids:
        return cases
    check_ids(book, ids)
    named = [case for case in cases if case.row.text("id") in set(ids)]
    for case in named:
        if not case.publik:
            raise InputError("bukan-informasi-publik", id=case.row.text("id"))
    return named


def _judged(
    archived: Archived, knowledge: Knowledge, now: datetime, daftar: Daftar, workbook: Path, arsip: Path
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return what stops the package and what is only told: elements of the list that are blank (R04), duties."""
    book, rows = archived.book, {item.row for item in daftar.items}
    findings, _ = judge(book, knowledge, now.date(), folder=workbook.parent, untuk="kirim")
    about = [f for f in findings if f.table == "tblRekap" and f.row in rows]
    held = stopping_findings(book, knowledge, now, [daftar])
    held += missing_findings(archived, workbook, arsip, knowledge, held)
    private = [f for f in held if f.row in rows]
    galat = dict.fromkeys(_key(f) for f in about if f.tingkat == "galat")
    stopped = [f for f in about if f.tingkat == "galat"] + [f for f in private if _key(f) not in galat]
    blank = [f for f in about if f.aturan.endswith("/R04")]
    told = [f"{f.id}: {explain(f).masalah}" for f in blank[:SHOWN]]
    if len(blank) > SHOWN:
        told.append(f"… dan {len(blank) - SHOWN} unsur kosong lain; lihat ppid periksa.")
    if told:
        told.insert(0, f"{len(blank)} unsur Daftar Informasi Publik kosong ({UNSUR}):")
    return tuple(stopped), tuple(told)


def _order_notes(
    archived: Archived, knowledge: Knowledge, workbook: Path, officer: Row, ids: Sequence[str]
) -> Iterator[str]:
    """Say what the SOP puts before the sending and whom it gives it to; nothing where it knows no sending."""
    sop = sop_of(archived.book, knowledge, workbook.parent)
    kegiatan = kegiatan_for(sop, "ppid kirim", officer)
    if sop is None or kegiatan is None:
        return
    waiting = unapproved(ids, read_evidence(archived.book), sop) if sop.persetujuan else []
    if waiting:
        yield f"Ikut dikirim, tetapi belum disetujui {sop.persetujuan[-1].peran}: {collapse_ids(waiting)}."
    yield from performer_notes(kegiatan, officer)


def _key(finding: Finding) -> tuple[str, int, str]:
    return finding.aturan, finding.row, finding.kolom


def _package(archived: Archived, day: date, daftar: Daftar, lisensi: str, now: datetime) -> dict[str, bytes]:
    from ppid_xl.buku.plain_list import build_list

    badan = archived.book.setting("NamaBadan")
    judul = f"{daftar.judul} {badan}".strip()
    rows = [[item.values.get(column.kunci, "") for column in daftar.kolom] for item in daftar.items]
    table = build_list("DIP", judul, daftar.kolom, rows, created=now)
    files = {"dip.csv": to_csv(daftar), "dip.xlsx": table}
    classes = Counter(item.text("klasifikasi") for item in daftar.items)
    counted = ", ".join(f"{name.lower()} {number}" for name, number in sorted(classes.items()))
    metadata: dict[str, object] = {
        "judul": judul,
        "deskripsi": f"{len(daftar.items)} informasi publik ({counted}) dari rekap versi {archived.version.number}; "
        f"unsur menurut {UNSUR}.",
        "penerbit": badan,
        "tanggal": day.isoformat(),
        "lisensi": lisensi,
        "berkas": [_described(name, data) for name, data in files.items()],
        "versi": archived.version.number,
        "informasi": as_records(daftar),
    }
    return {**files, "dip.json": to_json(metadata)}


def _described(name: str, data: bytes) -> dict[str, object]:
    return {"nama": name, "format": name.rpartition(".")[2], "ukuran": len(data), "sidik": digest(data)}


@contextmanager
def _written(folder: Path, files: Mapping[str, bytes]) -> Iterator[list[Path]]:
    """Write files into a folder; when they cannot all be written or what follows fails, nothing of it is left."""
    paths = [folder / name for name in files]
    for path in paths:
        if path.exists():
            raise InputError("berkas-sudah-ada", berkas=path)
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, data in zip(paths, files.values(), strict=True):
            path.write_bytes(data)
        yield paths
    except BaseException:
        for path in paths:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        for place in made:
            with suppress(OSError):
                place.rmdir()
        raise
