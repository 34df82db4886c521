"""The other side of the protocol of Calc, played over real pipes: it holds a workbook and does what it is asked."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from isi_buku import DAY_ZERO, Galat, IsiBuku, Lembar, bounds

from ppid_xl.ooxml.address import split_ref


class PemainCalc:
    """A thread that answers requests until ``selesai`` or the end of the stream."""

    def __init__(self, content: IsiBuku) -> None:
        self.content = content
        self.place = str(content.origin)
        self.version = 1
        self.requests: list[dict[str, Any]] = []
        self.steps: list[str] = []
        self.answers: list[Any] = []
        self.refuse = ""
        self.silent = False
        self.selected: dict[str, Any] = {"lembar": "", "area": []}
        self._pipes = os.pipe(), os.pipe()
        (self._read_end, requests_end), (answers_end, self._write_end) = self._pipes
        self.requests_to: IO[bytes] = os.fdopen(requests_end, "wb")
        self.answers_from: IO[bytes] = os.fdopen(answers_end, "rb")
        self._thread = threading.Thread(target=self._play, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the connection from the program's side and wait until the player has seen it."""
        with suppress(BrokenPipeError):
            self.requests_to.close()
        self._thread.join(timeout=10)
        self.answers_from.close()

    def _play(self) -> None:
        with os.fdopen(self._read_end, "rb") as requests, os.fdopen(self._write_end, "wb") as answers:
            for line in requests:
                request = json.loads(line)
                self.requests.append(request)
                if request["minta"] == "selesai" or self.silent:
                    return
                answers.write(json.dumps(self._answer(request)).encode() + b"\n")
                answers.flush()

    def _answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        wanted = request["minta"]
        if self.refuse == wanted:
            return {"galat": "Calc tidak mau."}
        before = self.content.copy()
        try:
            return {"jawab": getattr(self, f"_{wanted}")(request)}
        except (KeyError, ValueError) as reason:
            self.content = before
            return {"galat": f"tidak dapat: {reason}"}

    def _buka(self, request: Mapping[str, Any]) -> dict[str, Any]:
        assert request["versi"] == 1
        web = "://" in self.place
        return {
            "versi": self.version,
            "nama": self.place.rpartition("/")[2],
            "url": self.place if web else (f"file://{self.place}" if self.place.startswith("/") else ""),
            "path": "" if web else self.place if self.place.startswith("/") else "",
            "lembar": {name: _sheet(sheet) for name, sheet in self.content.sheets.items()},
            "tabel": {name: {"lembar": t.sheet, "ref": t.ref} for name, t in self.content.tables.items()},
            "nama_sel": self.content.names,
            "pilihan": self.selected,
        }

    def _tulis(self, request: Mapping[str, Any]) -> bool:
        for item in request["isi"]:
            ((kind, facts),) = item.items()
            getattr(self, f"_put_{kind}")(facts)
        self.steps.append(request["langkah"])
        return True

    def _put_sel(self, facts: Mapping[str, Any]) -> None:
        sheet = self.content.sheets[facts["lembar"]]
        for row, cells in enumerate(facts["rows"], facts["top"]):
            for column, cell in enumerate(cells, facts["left"]):
                sheet.formulas.pop((row, column), None)
                sheet.cells[row, column] = _kept(cell)

    def _put_tabel(self, facts: Mapping[str, Any]) -> None:
        bounds(facts["ref"])
        self.content.tables[facts["nama"]].ref = facts["ref"]

    def _put_tautan(self, facts: Mapping[str, Any]) -> None:
        links = self.content.sheets[facts["lembar"]].links
        for ref, place in facts["isi"].items():
            links.pop(split_ref(ref), None)
            if place:
                links[split_ref(ref)] = place

    def _put_lembar(self, facts: Mapping[str, Any]) -> None:
        self.content.sheets[facts["nama"]] = Lembar(facts["nama"])
        if facts["pemilik"]:
            quoted = facts["nama"].replace("'", "''")
            self.content.names[facts["pemilik"]] = f"'{quoted}'!$A$1"
        self._put_sel({"lembar": facts["nama"], "top": 1, "left": 1, "rows": facts["rows"]})
        self._put_tautan({"lembar": facts["nama"], "isi": facts["tautan"]})

    def _simpan(self, request: Mapping[str, Any]) -> bool:
        self.content.save(Path(self.place))
        return True

    def _salin(self, request: Mapping[str, Any]) -> bool:
        self.content.save(Path(request["path"]))
        return True

    def _kabari(self, request: Mapping[str, Any]) -> bool:
        assert request["jenis"] in ("info", "galat")
        return True

    def _kemajuan(self, request: Mapping[str, Any]) -> bool:
        return True

    def _prepared(self, request: Mapping[str, Any]) -> Any:
        return self.answers.pop(0)

    _tanya_ya = _tanya_teks = _tanya_berkas = _tanya_rahasia = _prepared


def _sheet(sheet: Lembar) -> dict[str, Any]:
    top, left, bottom, right = sheet.used()
    rows = [
        [_cell(sheet.cells.get((row, column))) for column in range(left, right + 1)]
        for row in range(top, bottom + 1)
    ]
    return {"top": top, "left": left, "rows": rows}


def _cell(value: Any) -> Any:
    if isinstance(value, Galat):
        return {"e": value.text}
    if isinstance(value, datetime):
        midnight = value.time() == DAY_ZERO.time()
        return {"d": value.date().isoformat() if midnight else value.isoformat()}
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value


def _kept(cell: Any) -> Any:
    if isinstance(cell, dict):
        return datetime.fromisoformat(cell["d"])
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell
