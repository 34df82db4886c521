"""Pokok surat: which rows a document lists, and which act of tblLangkah it is about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ppid_xl.columns import normalise
from ppid_xl.errors import InputError
from ppid_xl.evidence import DIBUKA, DIKEMBALIKAN, DIPERPANJANG, DISETUJUI, Evidence
from ppid_xl.identitas import collapse_ids, expand_ids
from ppid_xl.model import Book, Row, Value
from ppid_xl.rules import Case
from ppid_xl.rules.usulan import read_tanggal
from ppid_xl.sop import Sop
from ppid_xl.strict_toml import nearest
from ppid_xl.surat.jenis import Jenis
from ppid_xl.surat.konteks import Langkah, Orang
from ppid_xl.workflow.berkas.berkas import BERKAS
from ppid_xl.workflow.ground.catatan import read_fact_lines
from ppid_xl.workflow.ground.status import BATAS_UBAH_HARI_KERJA
from ppid_xl.workflow.proses.persetujuan import is_final, is_superseded
from ppid_xl.workflow.surat.penanda_tangan import person_of

# Of these no other row may come in, whatever --id says: an excluded row in a public list would publish it.
STRICT = {"dikecualikan": "dikecualikan", "publik": "publik", "dibuka": "yang sudah dibuka"}
_COPIES = ("penerimaan berkas", "penerimaan softcopy", "serah terima")


@dataclass(frozen=True)
class Rapat:
    """A meeting that is to come, as staff tell it: ``peserta`` are codes of officers or names, between semicolons."""

    mulai: datetime | None = None
    tempat: str = ""
    peserta: str = ""


def find_act(book: Book, jenis: Jenis, langkah: str, ids: Sequence[str]) -> Row | None:
    """Return the line of tblLangkah a document is about: the one named, else the latest of its kind.

    The latest must cover all ``ids``. A meeting is all that one officer led on one day in one place, however many
    lines it was recorded in. Raises InputError when the one named is not there.
    """
    acts = book.rows("tblLangkah")
    if langkah:
        for row in acts:
            if row.text("id_langkah") == langkah:
                return row
        known = [row.text("id_langkah") for row in acts]
        near = nearest(langkah, known) or "(belum ada)"
        raise InputError("langkah-tidak-ada", langkah=langkah, terdekat=near, berkas=book.name)
    meetings = {row.text("id_langkah") for row in book.rows("tblUji")}
    fits = _KINDS_OF_ACT.get(jenis.langkah)
    found = [row for row in acts if fits and fits(row, meetings)]
    if jenis.baris == "diubah":
        found = [row for row in found if not _is_behind(row, acts)]
    if jenis.langkah == "uji":
        found = _whole_meetings(found)
    found = [row for row in found if set(ids) <= set(ids_of(row))]
    if jenis.langkah == BERKAS:
        found = [row for row in found if read_fact_lines(row.text("catatan"), BERKAS)] or found
    return found[-1] if found else None


def _whole_meetings(acts: Sequence[Row]) -> list[Row]:
    """Return one line for each meeting, the one that went on latest last.

    It is the meeting's first line with the informasi, people and end of those that continue it.
    """
    meetings: dict[tuple[object, ...], list[Row]] = {}
    for place, row in enumerate(acts):
        day = read_tanggal(row["mulai"])
        known = (day, normalise(row.text("oleh")), normalise(row.text("tempat"))) if day else (place,)
        meetings[known] = [*meetings.pop(known, []), row]
    return [parts[0] if len(parts) == 1 else _joined(parts) for parts in meetings.values()]


def _joined(parts: Sequence[Row]) -> Row:
    people = dict.fromkeys(one for row in parts for one in _pieces(row.text("peserta")))
    values: dict[str, Value] = {
        **parts[0].values,
        "id_langkah": collapse_ids(row.text("id_langkah") for row in parts),
        "id_informasi": collapse_ids(informasi for row in parts for informasi in ids_of(row)),
        "selesai": parts[-1]["selesai"],
        "peserta": "; ".join(people),
    }
    return replace(parts[0], values=values)


def ids_of(act: Row) -> tuple[str, ...]:
    """Return the informasi an act covers; none when its cell cannot be read."""
    try:
        return expand_ids([act.text("id_informasi")])
    except InputError:
        return ()


def _is_behind(meeting: Row, acts: Sequence[Row]) -> bool:
    """Say whether a later approval rests on a meeting: what changes that decision needs one of its own."""
    covered = set(ids_of(meeting))
    later = acts[acts.index(meeting) + 1 :]
    return any(row.text("keputusan") == DISETUJUI and covered & set(ids_of(row)) for row in later)


def choose_cases(
    cases: Sequence[Case], jenis: Jenis, ids: Sequence[str], act: Row | None, named: bool, evidence: Evidence
) -> tuple[list[Case], list[str]]:
    """Return the rows of a document, and notes on rows asked for that may not be in it.

    Without ``ids`` they are those of the act when it is named or the document records it, else all of the
    kind; a penetapan is about every row of its kind.
    """
    fits = _ROWS[jenis.baris]
    by_kind = [case for case in cases if fits(case, evidence)]
    if ids:
        asked = [case for case in cases if case.row.text("id") in set(ids)]
        if jenis.baris not in STRICT:
            return asked, []
        return [case for case in asked if case in by_kind], _left_out(asked, by_kind, jenis)
    covered = set(ids_of(act)) if act is not None else set()
    if covered and named:
        pool = by_kind if jenis.baris in STRICT else cases
        return [case for case in pool if case.row.text("id") in covered], []
    if covered and not jenis.perlu_disetujui:
        recorded = [case for case in by_kind if case.row.text("id") in covered]
        return recorded or by_kind, []
    return by_kind, []


def is_opened(case: Case, evidence: Evidence) -> bool:
    """Say whether an informasi is decided to be opened, or open because its period ended."""
    ended = case.dikecualikan and case.akhir is not None and case.context.today > case.akhir
    return ended or case.will_open or evidence.is_opened(case.row.text("id"))  # PP 61/2010 Pasal 11 ayat (3)


def unapproved(ids: Sequence[str], evidence: Evidence, sop: Sop | None) -> list[str]:
    """Return which of the informasi the office's highest level has not approved in their present round.

    Where the SOP names no level (or the workbook no SOP) any approval is enough.
    """
    return [one for one in ids if not _is_approved(one, evidence, sop)]


def act_values(act: Row, officers: Sequence[Row]) -> Langkah:
    """Return an act as a document tells it, with its officer and its participants as people."""
    by_code = _by_code(officers)
    oleh = act.text("oleh")
    return Langkah(
        id=act.text("id_langkah"),
        kegiatan=act.text("kegiatan"),
        keputusan=act.text("keputusan"),
        mulai=_moment(act, "mulai"),
        selesai=_moment(act, "selesai"),
        tempat=act.text("tempat"),
        oleh=by_code.get(normalise(oleh), Orang(oleh)),
        sebagai=act.text("sebagai"),
        catatan=staff_words(act.text("catatan")),
        bukti=act.text("bukti"),
        peserta=_people(act.text("peserta"), by_code),
    )


def planned_values(rapat: Rapat, officers: Sequence[Row]) -> Langkah:
    """Return a meeting that is to come as a document tells it; it is no act yet, so it has no ID."""
    people = _people(rapat.peserta, _by_code(officers))
    return Langkah("", "", mulai=rapat.mulai, tempat=rapat.tempat, peserta=people)


def staff_words(catatan: str) -> str:
    """Return a Catatan without the lines of facts that the tool keeps in it."""
    lines = catatan.replace("\r\n", "\n").split("\n")
    return "\n".join(
        line for line in lines if not any(read_fact_lines(line, line.partition(": ")[0]))
    ).strip()


def _moment(act: Row, key: str) -> datetime | None:
    value = act[key]
    if isinstance(value, datetime):
        return value
    day = read_tanggal(value)
    return datetime(day.year, day.month, day.day) if day else None


def _pieces(peserta: str) -> list[str]:
    """Split a list of people at line breaks and semicolons; at commas only when no title stands behind one."""
    text = peserta.replace("\n", ";")
    sign = ";" if ";" in text or "." in text else ","
    return [piece.strip() for piece in text.split(sign) if piece.strip()]


def _by_code(officers: Sequence[Row]) -> dict[str, Orang]:
    return {normalise(row.text("kode")): person_of(row) for row in officers}


def _people(peserta: str, by_code: Mapping[str, Orang]) -> tuple[Orang, ...]:
    return tuple(by_code.get(normalise(one), _person(one)) for one in _pieces(peserta))


def _person(text: str) -> Orang:
    nama, _, jabatan = text.partition("(")
    return Orang(nama.strip(), jabatan.rstrip(") ").strip())


def _is_approved(informasi: str, evidence: Evidence, sop: Sop | None) -> bool:
    if evidence.is_opened(informasi):
        return True
    if sop is not None and sop.persetujuan:
        return is_final(sop, evidence, informasi)
    decision = evidence.latest_decision(informasi)
    if decision is None or is_superseded(decision, evidence, informasi):
        return False
    return decision.keputusan in (DISETUJUI, DIPERPANJANG)


def _left_out(asked: Sequence[Case], by_kind: Sequence[Case], jenis: Jenis) -> list[str]:
    others = [case.row.text("id") for case in asked if case not in by_kind]
    words = STRICT[jenis.baris]
    return [f"Bukan informasi {words}, jadi tidak dimuat: {collapse_ids(others)}."] if others else []


def _is_changed(case: Case, evidence: Evidence) -> bool:
    acts = evidence.acts.get(case.row.text("id"), ())
    told = any(act.keputusan in (DIBUKA, DIPERPANJANG) for act in acts)
    return told or is_opened(case, evidence) or (case.dikecualikan and _is_due(case))


def _is_due(case: Case) -> bool:
    limits = case.working_days_before_end(BATAS_UBAH_HARI_KERJA)
    return limits is not None and case.context.today >= min(limits)


def _hands_over(act: Row) -> bool:
    told = read_fact_lines(act.text("catatan"), BERKAS)
    return bool(told) or normalise(act.text("kegiatan")).startswith(_COPIES)


def _is_returned(case: Case, evidence: Evidence) -> bool:
    decision = evidence.latest_decision(case.row.text("id"))
    return decision is not None and decision.keputusan == DIKEMBALIKAN


_ROWS: dict[str, Callable[[Case, Evidence], bool]] = {
    "dikecualikan": lambda case, _: case.dikecualikan,
    "publik": lambda case, _: case.publik,
    "semua": lambda _case, _: True,
    "dibuka": is_opened,
    "diubah": _is_changed,
    "ditolak": _is_returned,
    "tanpa": lambda _case, _: False,
}
_KINDS_OF_ACT: dict[str, Callable[[Row, Collection[str]], bool]] = {
    "uji": lambda act, meetings: act.text("id_langkah") in meetings,
    "berkas": lambda act, _: _hands_over(act),
    "pengembalian": lambda act, _: act.text("keputusan") == DIKEMBALIKAN,
}
