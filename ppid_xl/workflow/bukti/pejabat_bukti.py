"""What a proof asks of the officers behind it: each named, and in office with that role on the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ppid_xl.columns import normalise
from ppid_xl.evidence import Act
from ppid_xl.model import Book, Row
from ppid_xl.workflow.ground.tindakan import holds_office


def doubtful_officers(book: Book, acts: Iterable[Act]) -> list[str]:
    """Return what is not known of who did each act and when; empty when sheet Pejabat bears all of it out."""
    told = (_doubt(act, book.rows("tblPejabat")) for act in acts)
    return [words for words in dict.fromkeys(told) if words]


def officer_name(book: Book, act: Act) -> str:
    """Return who bore the code of an act on its day, as sheet Pejabat names that person; empty when nobody did."""
    rows = [row for row in book.rows("tblPejabat") if normalise(row.text("kode")) == normalise(act.oleh)]
    serving = (row.text("nama") for row in rows if act.mulai and holds_office(row, act.mulai))
    return next(serving, "") if act.oleh else ""


def _doubt(act: Act, officers: Iterable[Row]) -> str:
    if not act.oleh:
        return f"siapa yang mengerjakan {act.id_langkah}; kolom Oleh kosong"
    if act.mulai is None:
        return f"tanggal {act.id_langkah}; kolom Mulai kosong"
    rows = [row for row in officers if normalise(row.text("kode")) == normalise(act.oleh)]
    wrong = _wrong(act, rows, [row for row in rows if holds_office(row, act.mulai)])
    return f"pejabat {act.oleh} ({act.id_langkah}); {wrong}" if wrong else ""


def _wrong(act: Act, rows: Sequence[Row], serving: Sequence[Row]) -> str:
    """Say why lines of sheet Pejabat with the code of an act, of which some were in office, name nobody for it."""
    if not rows:
        return "kodenya tidak ada di lembar Pejabat"
    if not serving:
        return f"tidak menjabat pada {act.mulai:%d/%m/%Y} menurut lembar Pejabat"
    fitting = [row for row in serving if normalise(row.text("peran")) == normalise(act.sebagai)]
    if not fitting:
        role = serving[0].text("peran") or "kosong"
        return f"Perannya di lembar Pejabat {role}, bukan {act.sebagai or 'kosong'}"
    names = dict.fromkeys(row.text("nama") for row in fitting)
    return f"kode itu dipakai {' dan '.join(names)} pada hari yang sama" if len(names) > 1 else ""
