"""Pengembalian: what was returned goes to each unit as a small workbook, and its correction comes on record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from ppid_xl.bawaan import data_path
from ppid_xl.columns import Column, normalise
from ppid_xl.evidence import DIKEMBALIKAN, Act, read_evidence
from ppid_xl.hosts import Host
from ppid_xl.hosts.lists import ListFile
from ppid_xl.messages import explain
from ppid_xl.model import Book, Row
from ppid_xl.tables import as_text
from ppid_xl.workflow.ground.catatan import write_fact_line
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.new_file import file_stem, free_name, write_new
from ppid_xl.workflow.ground.tindakan import Deed, chosen_rows, write_act
from ppid_xl.workflow.isi.formulir import cells_of, hidden_columns, unit_columns
from ppid_xl.workflow.isi.sumber import SourceRow
from ppid_xl.workflow.periksa.periksa import judge
from ppid_xl.workflow.periksa.usul_perubahan import Change

SHEET = "Perbaikan"
FOLDER = "kembali"
WITHOUT_UNIT = "Tanpa unit"
REASON = Column(
    "yang_harus_diperbaiki", "Yang Harus Diperbaiki", "teks", "alat", 40,
    petunjuk="Alasan pengembalian, dan temuan pemeriksaan terakhir pada baris ini.",
)  # fmt: skip
KEGIATAN = "Perbaikan dari unit"
MOST_FACTS = 8_000  # letters of old words that Catatan keeps; the archive has every version


def write_returns(
    book: Book, knowledge: Knowledge, now: datetime, id_langkah: str, deed: Deed, folder: Path, *,
    workbook_folder: Path | None = None,
) -> list[Path]:  # fmt: skip
    """Write a workbook for each unit with its rows of one return, the reason and the findings; return the paths."""
    from ppid_xl.buku.formulir_book import Kop, assemble_form

    units: dict[str, list[Row]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in chosen_rows(book, deed.ids):
        unit = " ".join(row.text("unit_penguasa").split())
        units[normalise(unit)].append(row)
        names.setdefault(normalise(unit), unit)
    problems = _problems(book, knowledge, now, workbook_folder)
    spec = knowledge.dictionary.tabel["tblRekap"]
    hidden = hidden_columns(book, knowledge, workbook_folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for key, rows in units.items():
        kop = Kop("Dikembalikan untuk Diperbaiki", (("Unit", names[key]), ("Pengembalian", id_langkah)))
        columns = [spec.column("id"), REASON, *unit_columns(spec, hidden, rows)]
        cells = [
            cells_of(row, columns) | {REASON.kunci: _reason(deed.catatan, problems[row.number])}
            for row in rows
        ]
        content = assemble_form(
            knowledge.dictionary, SHEET, kop, columns, cells, data_path("petunjuk_perbaikan.toml"), blank_rows=0,
            created=now.replace(tzinfo=None, microsecond=0),
        )  # fmt: skip
        paths.append(free_name(folder, f"{file_stem(names[key] or WITHOUT_UNIT)}-{id_langkah}", ".xlsx"))
        write_new(paths[-1], content)
    return paths


def _problems(book: Book, knowledge: Knowledge, now: datetime, folder: Path | None) -> dict[int, list[str]]:
    """Return what the check says of each row today, notes left out."""
    found: dict[int, list[str]] = defaultdict(list)
    for finding in judge(book, knowledge, now.date(), folder=folder)[0]:
        if finding.table == "tblRekap" and finding.tingkat != "catatan":
            found[finding.row].append(explain(finding).masalah)
    return found


def _reason(catatan: str, problems: Sequence[str]) -> str:
    return "\n".join([catatan.strip(), *(f"• {problem}" for problem in dict.fromkeys(problems))])


def record_correction(
    host: Host, now: datetime, officer: Row | None, id_langkah: str, unit: str,
    changed: Sequence[tuple[SourceRow, Row, list[Change]]], file: ListFile,
) -> list[str]:  # fmt: skip
    """Write the act "Perbaikan dari unit" for what a unit corrected in answer to a return; return notes.

    The act stands in the round that the return opened and keeps the words as they were before, but for what no
    import applies. The same file is recorded once. Nothing is recorded when nothing was corrected or the return is
    not in this workbook.
    """
    book = host.snapshot()
    acts = read_evidence(book).acts
    returned = returned_ids(acts, id_langkah)
    if not returned:
        return [
            f"Pengembalian {id_langkah} tidak ada di buku ini; perbaikannya tidak dicatat sebagai langkah."
        ]
    allowed = ((row, [c for c in changes if not c.stays]) for _, row, changes in changed)
    mine = [(row, changes) for row, changes in allowed if changes and row.text("id") in returned]
    bukti = f"{file.name} | {file.digest[:12]}"
    before = [a for found in acts.values() for a in found if a.kegiatan == KEGIATAN and a.bukti == bukti]
    if before:
        return [f"Perbaikan ini sudah tercatat sebagai {before[0].id_langkah}."]
    if not mine:
        return [f"Tidak ada yang berubah pada baris yang dikembalikan dengan {id_langkah}."]
    ids = [row.text("id") for row, _ in mine]
    putaran = max(read_evidence(book).putaran(name) for name in ids)
    deed = Deed(oleh="", mulai=now, selesai=now, ids=ids, bukti=bukti, catatan=_told(id_langkah, unit, mine))
    person = officer or Row("tblPejabat", 0, {"peran": unit or WITHOUT_UNIT})
    new_id, actions = write_act(book, now, person, deed, KEGIATAN, putaran=putaran)
    host.apply(actions)
    notes = [f"{new_id}: perbaikan {len(ids)} informasi atas {id_langkah} tercatat, putaran {putaran}."]
    newer = {
        act.id_langkah for name in ids if (act := _last_return(acts[name])) and act.id_langkah != id_langkah
    }
    if newer:
        notes.append(f"{id_langkah} bukan pengembalian terakhir; sesudahnya ada {', '.join(sorted(newer))}.")
    return notes


def returned_ids(acts: Mapping[str, Sequence[Act]], id_langkah: str) -> set[str]:
    """Return the informasi that an act returned; none when it returned nothing."""
    return {name for name, found in acts.items() if any(_is_return(act, id_langkah) for act in found)}


def _is_return(act: Act, id_langkah: str) -> bool:
    return act.id_langkah == id_langkah and act.keputusan == DIKEMBALIKAN


def _last_return(acts: Sequence[Act]) -> Act | None:
    returns = [act for act in acts if act.keputusan == DIKEMBALIKAN]
    return returns[-1] if returns else None


def _told(id_langkah: str, unit: str, mine: Sequence[tuple[Row, Sequence[Change]]]) -> str:
    """Return the note of a correction: what it answers, and every cell as it was."""
    lines = [f"Atas {id_langkah}, dari {unit or WITHOUT_UNIT}. Isi sebelum diperbaiki:"]
    room = MOST_FACTS
    for row, changes in mine:
        facts = {"id": row.text("id"), **{c.key: as_text(c.old) or "(kosong)" for c in changes}}
        line = write_fact_line("sebelum", facts)
        room -= len(line)
        if room < 0:
            lines.append("… selebihnya ada di versi arsip sebelum impor ini.")
            break
        lines.append(line)
    return "\n".join(lines)
