"""Copies registered by place before the brankas was on go into it, and are named by their envelopes from then on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ppid_xl.errors import InputError
from ppid_xl.hosts import Host
from ppid_xl.model import Book, Row, SetColumn, Value
from ppid_xl.workflow.berkas.berkas import Softcopy, look_at, merged, read_softcopies, seal_copies
from ppid_xl.workflow.berkas.brankas_place import Keep, parse_place
from ppid_xl.workflow.ground.kegiatan_perintah import named_and_due
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import (
    Deed,
    check_moments,
    chosen_rows,
    find_pejabat,
    is_excluded,
    sop_of,
    write_act,
)

KEGIATAN = "Penyimpanan softcopy di brankas"


@dataclass(frozen=True)
class Kept:
    """The act, the envelopes with the file in each, and the copies that stayed behind, each with why."""

    id_langkah: str
    sealed: Mapping[str, str]
    left: tuple[str, ...]


def keep_registered(
    host: Host, knowledge: Knowledge, now: datetime, deed: Deed, keep: Keep, *, workbook: Path
) -> Kept:
    """Seal the registered softcopies of excluded informasi, of those with the IDs of the deed or of all.

    A file that is gone or changed since it was received stays behind and is told. The files themselves stay where
    they are. Raises InputError when nothing is left to seal.
    """
    book = host.snapshot()
    officer = find_pejabat(book, deed.oleh)
    check_moments(deed, now)
    rows = chosen_rows(book, deed.ids) if deed.ids else book.rows("tblRekap")
    left, ready = list[str](), dict[str, list[tuple[Path, Softcopy]]]()
    for row in filter(is_excluded, rows):
        for copy in copies_outside(row):
            if told := _trouble(copy, book, workbook):
                left.append(told)
            else:
                ready.setdefault(row.text("id"), []).append((workbook.parent / copy.lokasi, copy))
    if not ready:
        raise InputError("brankas-tidak-ada-softcopy", sisa="; ".join(left) or "tidak ada")
    taken = seal_copies(book, ready, keep)
    cells: dict[int, Value] = {
        row.number: merged(row.text("softcopy"), taken.by_id[name], [copy for _, copy in ready[name]])
        for row in rows
        if (name := row.text("id")) in ready
    }
    moment, sop = deed.mulai or now, sop_of(book, knowledge, workbook.parent)
    words, tenggat = named_and_due(book, sop, "ppid brankas simpan", KEGIATAN, officer, moment)
    act = replace(deed, ids=list(ready), mulai=moment, bukti=deed.bukti or "; ".join(taken.sealed))
    id_langkah, actions = write_act(book, now, officer, act, words, tenggat=tenggat)
    host.apply([*actions, SetColumn("tblRekap", "softcopy", cells)])
    return Kept(id_langkah, taken.sealed, tuple(left))


def copies_outside(row: Row) -> Iterator[Softcopy]:
    """Yield the registered copies of a row that lie in no envelope."""
    return (copy for copy in read_softcopies(row.text("softcopy")) if parse_place(copy.lokasi) is None)


def _trouble(copy: Softcopy, book: Book, workbook: Path) -> str:
    path = workbook.parent / copy.lokasi
    if not path.is_file():
        return f"{copy.lokasi} tidak ditemukan"
    if look_at(path, book, workbook.parent).ukuran != copy.ukuran:
        return f"{copy.lokasi} berubah sejak diterima"
    return ""
