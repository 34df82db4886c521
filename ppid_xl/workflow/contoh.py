"""Contoh: the whole job once, on real published rows, in a folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.bawaan import workbook_path
from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.lists import read_list
from ppid_xl.model import AppendRows, Value
from ppid_xl.strict_toml import build, read_toml
from ppid_xl.terbit.daftar import DIKECUALIKAN, INFORMASI_PUBLIK
from ppid_xl.workflow.arsip.simpan import Person, periksa_arsip, simpan
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.isi.buat import buat
from ppid_xl.workflow.isi.impor import impor
from ppid_xl.workflow.isi.usulan import terima_usulan
from ppid_xl.workflow.periksa.periksa import Report, judge, periksa
from ppid_xl.workflow.surat.dokumen import Made, surat
from ppid_xl.workflow.terbit.terbit import terbit

DOCUMENTS = ("daftar-dikecualikan", "persetujuan")
Say = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """The script of the example: a fictional office, its officers, the real lists; fields as in ``contoh.toml``."""

    sop: str
    pengaturan: Mapping[str, object]
    pejabat: tuple[Mapping[str, Value], ...]
    daftar: tuple[Mapping[str, str], ...]


def contoh(folder: Path, knowledge: Knowledge, now: datetime, akun: str, say: Say) -> Path:
    """Make the rekap of a fictional office from real lists, check it, write its documents and archive it.

    Returns the workbook; raises InputError when the folder already holds something.
    """
    if folder.exists() and any(folder.iterdir()):
        raise InputError("folder-tidak-kosong", folder=folder)
    source = workbook_path("contoh")
    script = source / "contoh.toml"
    plan = build(Plan, read_toml(script), script, "naskah")
    workbook = folder / "rekap-contoh.xlsx"
    host = FileHost(workbook, knowledge.dictionary)
    _begin(workbook, host, plan, knowledge, now, say)
    _import_lists(host, plan, source, folder, knowledge, now, say)
    first = periksa(host, knowledge, now, write=True, folder=folder)
    say(f"3. Diperiksa: {_levels(first)}. Setiap temuan ada di barisnya dan di lembar Temuan.")
    _correct(host, source, folder, knowledge, now, say)
    report = periksa(host, knowledge, now, write=True, folder=folder)
    say(f"5. Diperiksa lagi: {_levels(report)}.")
    documents = _documents(host, knowledge, now, folder, say)
    _archive(workbook, host, knowledge, now, documents, akun, say)
    _publish(workbook, knowledge, now, say)
    return workbook


def _levels(report: Report) -> str:
    counts = report.summary()
    return f"{counts['galat']} galat, {counts['peringatan']} peringatan, {counts['catatan']} catatan"


def _begin(workbook: Path, host: FileHost, plan: Plan, knowledge: Knowledge, now: datetime, say: Say) -> None:
    buat(workbook, plan.sop, knowledge, now, settings=plan.pengaturan)
    host.apply([AppendRows("tblPejabat", plan.pejabat)])
    say(f"1. Buku rekap {plan.pengaturan['NamaBadan']} (SOP {plan.sop}): {workbook}")


def _import_lists(
    host: FileHost, plan: Plan, source: Path, folder: Path, knowledge: Knowledge, now: datetime, say: Say
) -> None:
    copies = folder / "sumber"
    copies.mkdir()
    say(f"2. Daftar nyata {len(plan.daftar)} kantor masuk ke rekap, kata-katanya tetap:")
    for item in plan.daftar:
        path = Path(shutil.copy(source / item["berkas"], copies))
        for balance in impor(host, [read_list(path)], knowledge, now, unit=item.get("unit", "")):
            say(f"   {balance.line()}")


def _correct(
    host: FileHost, source: Path, folder: Path, knowledge: Knowledge, now: datetime, say: Say
) -> None:
    path = Path(shutil.copy(source / "koreksi.csv", folder / "sumber"))
    (balance,) = impor(host, [read_list(path)], knowledge, now, accept=True)
    cells = sum(len(changes) for _, _, changes in balance.changed)
    ids = [row.text("id") for _, row, _ in balance.changed]
    accepted = terima_usulan(host, knowledge, now.date(), ids=ids)
    say(
        f"4. Koreksi rekaan {path}: {cells} sel di {len(balance.changed)} baris; {len(accepted.ids)} usulan diterima."
    )


def _documents(host: FileHost, knowledge: Knowledge, now: datetime, folder: Path, say: Say) -> list[Path]:
    book = host.snapshot()
    say("6. Dokumen Word dari baris yang lolos (--hanya-lolos):")
    paths = []
    for kind in DOCUMENTS:
        made: Made = surat(
            book, kind, knowledge, now, folder / "dokumen", only_passing=True, workbook_folder=folder
        )
        if made.path is not None:
            paths.append(made.path)
            say(
                f"   {made.path} ({len(made.rows)} informasi; {len(made.left_out)} baris ditinggalkan karena galat)"
            )
    return paths


def _archive(workbook: Path, host: FileHost, knowledge: Knowledge, now: datetime, documents: Sequence[Path], akun: str,
             say: Say) -> None:  # fmt: skip
    book = host.snapshot()
    findings, _ = judge(book, knowledge, now.date(), folder=workbook.parent)
    folder = workbook.parent / "arsip"
    saved, _ = simpan(workbook, book, findings, knowledge, now, folder=folder, person=Person(akun, "PPID"),
                      alasan="Versi pertama rekap contoh", documents=documents)  # fmt: skip
    faults = periksa_arsip(folder)
    state = "utuh" if not faults else f"{len(faults)} cacat"
    if saved is not None:
        say(f"7. Arsip {folder}: versi {saved.version.number}, {state}. Sidik rantai {saved.head[:16]}.")


def _publish(workbook: Path, knowledge: Knowledge, now: datetime, say: Say) -> None:
    folder = workbook.parent / "terbitan"
    made = terbit(workbook, knowledge, now, arsip=workbook.parent / "arsip", folder=folder)
    if made.blocking:
        say(f"8. Daftar publik tidak dibuat: {len(made.blocking)} temuan; lihat ppid terbit {workbook}")
        return
    public, closed = made.counts[INFORMASI_PUBLIK], made.counts[DIKECUALIKAN]
    say(
        f"8. Halaman untuk umum dari versi itu: {made.files[0]} ({public} informasi publik, {closed} dikecualikan)."
    )
    say(f"   Bukti satu baris: ppid bukti {workbook} INF-{now.year}-0002")
