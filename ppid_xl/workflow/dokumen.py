"""Dokumen: Word documents from the same rows; a row with galat stops the official document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ppid_xl.bawaan import template_path
from ppid_xl.columns import normalise
from ppid_xl.errors import InputError
from ppid_xl.model import Book, Finding, Row
from ppid_xl.rules import Case, Context
from ppid_xl.strict_toml import nearest
from ppid_xl.tables import as_text
from ppid_xl.workflow.knowledge import Knowledge
from ppid_xl.workflow.periksa import judge
from ppid_xl.workflow.tindakan import check_ids

KINDS = {
    "daftar-dikecualikan": "Daftar informasi yang dikecualikan (tabel PerKI 1/2021 Lampiran II)",
    "persetujuan": "Konsep surat persetujuan Atasan PPID dengan lampiran",
}
SIGNERS = {
    "daftar-dikecualikan": ("PPID", "Ketua PPID", "PPID Utama", "PPID Pelaksana"),
    "persetujuan": ("Atasan PPID", "Pimpinan Badan Publik"),
}


@dataclass(frozen=True)
class Made:
    """What became of a document: its path, the rows in it, the rows left out, and the findings that stopped it."""

    path: Path | None
    rows: tuple[str, ...]
    left_out: tuple[str, ...]
    blocking: tuple[Finding, ...]


def surat(book: Book, kind: str, knowledge: Knowledge, now: datetime, folder: Path, *, only_passing: bool = False,
          ids: Sequence[str] = (), workbook_folder: Path | None = None) -> Made:  # fmt: skip
    """Make one document of the Dikecualikan rows, all or nothing.

    With ``only_passing`` rows that have a galat are left out on purpose; without it one of them stops the
    document. Raises InputError for an unknown kind, no rows, or no officer to sign.
    """
    if kind not in KINDS:
        raise InputError("jenis-surat", jenis=kind, terdekat=nearest(kind, KINDS), pilihan=", ".join(KINDS))
    check_ids(book, ids)
    findings, context = judge(book, knowledge, now.date(), folder=workbook_folder, untuk=kind)
    cases = _cases(book, context, ids)
    galat = [f for f in findings if f.tingkat == "galat"]
    blocked = {f.row for f in galat if f.table == "tblRekap"}
    stopped = tuple(f for f in galat if f.table == "tblRekap" and f.row in {c.row.number for c in cases})
    passing = [c for c in cases if c.row.number not in blocked]
    left_out = tuple(c.row.text("id") for c in cases if c.row.number in blocked)
    signer = _signer(book, SIGNERS[kind])
    stopped += tuple(f for f in galat if f.table == "tblPejabat" and f.row == signer.number)
    if (stopped and not only_passing) or any(f.table == "tblPejabat" for f in stopped):
        return Made(None, (), left_out, stopped)
    if not passing:
        raise InputError("tidak-ada-baris-lolos", jenis=kind, jumlah=len(cases))
    target = _free_name(folder, kind)
    _render(book, kind, [_with_end(c) for c in passing], signer, knowledge, now, target, workbook_folder)
    return Made(target, tuple(c.row.text("id") for c in passing), left_out, stopped)


def _free_name(folder: Path, kind: str) -> Path:
    """Return a name that no document has yet; what was made before is evidence and stays."""
    target, number = folder / f"{kind}.docx", 2
    while target.exists():
        target, number = folder / f"{kind}-{number}.docx", number + 1
    return target


def _cases(book: Book, context: Context, ids: Sequence[str]) -> list[Case]:
    table = book.tables["tblRekap"]
    cases = [Case(row, table, context) for row in table.rows]
    closed = [c for c in cases if c.dikecualikan and (not ids or c.row.text("id") in ids)]
    if not closed:
        raise InputError("tidak-ada-baris-dikecualikan", berkas=book.name)
    return closed


def _with_end(case: Case) -> Row:
    return replace(case.row, values={**case.row.values, "akhir_pengecualian": case.akhir})


def _signer(book: Book, roles: Sequence[str]) -> Row:
    wanted = [normalise(role) for role in roles]
    for role in wanted:
        for row in book.rows("tblPejabat"):
            if normalise(row.text("peran")) == role:
                return row
    raise InputError("pejabat-tidak-ada", berkas=book.name, peran=" atau ".join(roles))


def _render(book: Book, kind: str, rows: Sequence[Row], signer: Row, knowledge: Knowledge, now: datetime,
            target: Path, workbook_folder: Path | None) -> None:  # fmt: skip
    from ppid_xl.surat import konteks
    from ppid_xl.surat.render import render_surat

    settings = {
        "nama_pemerintah": book.setting("NamaPemerintah"), "nama_badan": book.setting("NamaBadan"),
        "alamat": book.setting("Alamat"), "kontak": book.setting("Kontak"), "tempat": book.setting("Tempat"),
        "tahun": book.setting("Tahun", str(now.year)), "tanda_naskah": book.setting("TandaNaskah"),
    }  # fmt: skip
    officer = {
        key: as_text(signer[key]) for key in ("nama", "gelar", "nip", "pangkat_gol", "jabatan", "status")
    }
    rekap = konteks.Rekap(book.name, book.digest, now)
    if kind == "daftar-dikecualikan":
        context = konteks.daftar_context(rows, settings, officer, rekap)
    else:
        kode = book.setting("KodeSOP")
        sop = knowledge.sop(kode, workbook_folder) if kode else None
        context = konteks.persetujuan_context(
            rows, settings, officer, rekap, surat=konteks.Surat(),
            nomor_sop=sop.nomor if sop else "", nama_sop=sop.nama if sop else "",
        )  # fmt: skip
    target.parent.mkdir(parents=True, exist_ok=True)
    render_surat(office_template(kind, workbook_folder), context, target, paper=book.setting("Kertas", "F4"))


def office_template(kind: str, workbook_folder: Path | None) -> Path:
    """Return the template of a document: the office's own in ``templates/surat`` beside the workbook wins."""
    own = workbook_folder / "templates" / "surat" / f"{kind}.docx" if workbook_folder else None
    return own if own is not None and own.is_file() else template_path("surat", f"{kind}.docx")
