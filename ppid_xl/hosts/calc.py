"""LibreOffice Calc as a spreadsheet program: our extension there answers requests, one line of JSON each."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from ppid_xl.columns import Dictionary
from ppid_xl.errors import HostError
from ppid_xl.hosts import FileKind
from ppid_xl.hosts.live import LiveFloors, OpenWorkbook
from ppid_xl.hosts.program import (
    Cells,
    Change,
    OpenBook,
    OpenTable,
    PutCells,
    PutHeights,
    PutLinks,
    PutPage,
    ResizeTable,
    Selection,
    as_day,
    saved_path,
)
from ppid_xl.model import BadCell, Value

VERSION = 1


def open_calc(
    dictionary: Dictionary,
    *,
    floors: LiveFloors | None = None,
    answers: IO[bytes] | None = None,
    requests: IO[bytes] | None = None,
) -> OpenWorkbook:
    """Return the workbook in which a button of Calc was clicked; the extension is at our two ends.

    Raises HostError when it does not answer, speaks another version, or the workbook was never saved.
    """
    program = CalcProgram(answers or sys.stdin.buffer, requests or sys.stdout.buffer)
    return OpenWorkbook(program, dictionary, floors)


class CalcProgram:
    """One open workbook of Calc behind two streams."""

    def __init__(self, answers: IO[bytes], requests: IO[bytes]) -> None:
        """Ask for the workbook at once: the first request names our version of the protocol."""
        self._answers, self._requests = answers, requests
        self._first: Any = self._ask("buka")
        self.name = str(self._first["nama"])
        self.path = saved_path(_place(self._first), self.name)

    def _ask(self, wanted: str, **facts: object) -> Any:
        """Return the answer to one request; raise HostError for a refusal or a lost connection."""
        self._send(wanted, facts)
        line = self._answers.readline()
        if not line:
            raise HostError("calc-terputus")
        try:
            answer = json.loads(line)
        except ValueError:
            raise HostError("calc-tidak-dimengerti", jawaban=line[:80].decode(errors="replace")) from None
        if "galat" in answer:
            raise HostError("calc-menolak", alasan=str(answer["galat"]).rstrip("."))
        found = answer.get("jawab")
        if wanted == "buka" and (not isinstance(found, dict) or found.get("versi") != VERSION):
            raise HostError("calc-lain-versi", versi=VERSION)
        return found

    def _send(self, wanted: str, facts: Mapping[str, object]) -> None:
        head = {"versi": VERSION} if wanted == "buka" else {}
        try:
            self._requests.write(json.dumps({**head, "minta": wanted, **facts}).encode() + b"\n")
            self._requests.flush()
        except (OSError, ValueError):
            raise HostError("calc-terputus") from None

    def read(self) -> OpenBook:
        """Return the workbook as it stands; what the first request brought is used once."""
        found, self._first = self._first or self._ask("buka"), None
        return OpenBook(
            self.name,
            {name: _cells(sheet) for name, sheet in found["lembar"].items()},
            {name: OpenTable(table["lembar"], table["ref"]) for name, table in found["tabel"].items()},
            dict(found["nama_sel"]),
            _selection(found.get("pilihan") or {}),
        )

    def write(self, step: str, changes: Sequence[Change]) -> None:
        """Hand over all changes in one request, which the extension makes one step that can be undone."""
        self._first = None
        items = [item for change in changes for item in _items(change)]
        self._ask("tulis", langkah=step, isi=items)

    def save(self) -> None:
        """Save the workbook under its own name."""
        self._ask("simpan")

    def save_copy(self, target: Path) -> None:
        """Write what is on the screen to another file."""
        self._ask("salin", path=str(target))

    def ask_yes(self, question: str) -> bool:
        """Ask yes or no."""
        return bool(self._ask("tanya_ya", kalimat=question))

    def ask_text(self, question: str, default: str) -> str | None:
        """Ask for one line of text; None when cancelled."""
        answer = self._ask("tanya_teks", kalimat=question, nilai=default)
        return None if answer is None else str(answer)

    def ask_secret(self, question: str) -> str | None:
        """Ask for a secret in the masked box of the extension; None when cancelled."""
        answer = self._ask("tanya_rahasia", kalimat=question)
        return None if answer is None else str(answer)

    def ask_file(self, question: str, kind: FileKind) -> tuple[Path, ...] | None:
        """Ask for files or a folder; None when cancelled."""
        answer = self._ask("tanya_berkas", kalimat=question, jenis=kind)
        return tuple(Path(place) for place in answer) if answer else None

    def tell(self, text: str) -> None:
        """Say something and wait until it is read."""
        self._ask("kabari", kalimat=text, jenis="info")

    def show_progress(self, text: str) -> None:
        """Show a line in the status bar; an empty one gives it back to Calc."""
        self._ask("kemajuan", teks=text)

    def finish(self, code: int) -> None:
        """Tell the extension that the button is done; it answers nothing any more."""
        self._send("selesai", {"kode": code})


def _place(found: Mapping[str, Any]) -> str:
    return "" if str(found.get("url", "")).startswith("http") else str(found.get("path") or "")


def _selection(found: Mapping[str, Any]) -> Selection:
    areas = tuple((int(a[0]), int(a[1]), int(a[2]), int(a[3])) for a in found.get("area", ()))
    return Selection(str(found.get("lembar", "")), areas)


def _cells(sheet: Mapping[str, Any]) -> Cells:
    rows = [[_from_json(cell) for cell in row] for row in sheet["rows"]]
    return Cells(int(sheet["top"]), int(sheet["left"]), rows)


def _from_json(cell: Any) -> Value:
    if cell is None or cell == "":
        return None
    if isinstance(cell, str | bool):
        return cell
    if isinstance(cell, int | float):
        return float(cell)
    return as_day(datetime.fromisoformat(cell["d"])) if "d" in cell else BadCell(str(cell["e"]))


def _to_json(value: Value) -> Any:
    if isinstance(value, datetime):
        return {"d": value.replace(tzinfo=None).isoformat(timespec="seconds")}
    return {"d": value.isoformat()} if isinstance(value, date) else value


def _items(change: Change) -> list[dict[str, Any]]:
    """Return a change as the extension takes it; Calc fits the height of rows by itself."""
    if isinstance(change, PutHeights):
        return []
    if isinstance(change, PutLinks):
        return [{"tautan": {"lembar": change.sheet, "isi": dict(change.links)}}]
    if isinstance(change, ResizeTable):
        return [{"tabel": {"nama": change.name, "ref": change.ref}}]
    rows = [[_to_json(value) for value in row] for row in change.rows]
    if isinstance(change, PutCells):
        return [{"sel": {"lembar": change.sheet, "top": change.top, "left": change.left, "rows": rows}}]
    assert isinstance(change, PutPage)
    page = {"nama": change.sheet, "rows": rows, "tautan": dict(change.links), "pemilik": change.owner}
    return [{"lembar": page}]
