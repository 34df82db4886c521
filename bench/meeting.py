"""`rapat`: the documents of a meeting on 80 informasi, and how much of it docxtpl and python-docx take."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from unittest.mock import patch

from docx.document import Document
from docxtpl import DocxTemplate
from sample import NOW, book_of, mixed_rows, officer_rows
from timing import Line, interleave, show

from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import AppendRows, Book, SetName
from ppid_xl.workflow.ground.knowledge import load_knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.periksa.periksa import periksa
from ppid_xl.workflow.proses.uji import Answers, uji
from ppid_xl.workflow.surat.dokumen import surat

ITEMS, ROUNDS = 80, 5
KINDS = ("undangan-uji", "daftar-hadir", "lembar-uji", "berita-acara-uji")


class Watch:
    """Seconds spent in some functions, each counted once however they call each other."""

    def __init__(self) -> None:
        self.seconds, self._depth = 0.0, 0

    def watched(self, function: Callable[..., object]) -> Callable[..., object]:
        """Return a function that also counts its time."""

        @wraps(function)
        def run(*given: object, **more: object) -> object:
            self._depth += 1
            start = perf_counter()
            try:
                return function(*given, **more)
            finally:
                self._depth -= 1
                if not self._depth:
                    self.seconds += perf_counter() - start

        return run


def run() -> bool:
    """Time each document in turn; there is no target to meet."""
    book, watch = tested_book(), Watch()
    shares: list[float] = []
    with ExitStack() as stack:
        for owner, name in ((DocxTemplate, "init_docx"), (DocxTemplate, "render"), (Document, "save")):
            stack.enter_context(patch.object(owner, name, watch.watched(getattr(owner, name))))
        folder = Path(stack.enter_context(TemporaryDirectory()))

        def meeting() -> None:
            watch.seconds = 0.0
            for kind in KINDS:
                make(book, kind, folder)
            shares.append(watch.seconds)

        runs = {kind: lambda kind=kind: make(book, kind, folder) for kind in KINDS}
        seconds = interleave({"meeting": meeting, **runs}, ROUNDS)
    lines = [
        Line("all four documents", seconds["meeting"]),
        Line("of it in docxtpl and python-docx", shares[1:]),
        *(Line(kind, seconds[kind]) for kind in KINDS),
    ]
    return show(f"rapat: documents of a meeting on {ITEMS} informasi", lines, lines[0].name)


def make(book: Book, kind: str, folder: Path) -> None:
    """Make one document of the meeting; raise RuntimeError when something stopped it."""
    made = surat(book, kind, load_knowledge(), NOW, folder)
    if made.path is None or len(made.rows) not in (0, ITEMS):  # an attendance list names none
        raise RuntimeError(f"{kind} was not made of every informasi")
    made.path.unlink()


def tested_book() -> Book:
    """Return a workbook in which one meeting tested every row."""
    knowledge = load_knowledge()
    host = MemoryHost(book_of([row for row in mixed_rows(2 * ITEMS) if "usulan" in row][:ITEMS]))
    host.apply([SetName("KodeSOP", "disperindag-kalbar-2020"), AppendRows("tblPejabat", officer_rows())])
    periksa(host, knowledge, NOW, write=True)
    ids = [row.text("id") for row in host.snapshot().rows("tblRekap")]
    deed = Deed("KETUA", NOW, NOW, ids, tempat="Ruang Rapat", peserta="KETUA; TIM")
    answers = Answers("sebelum", "Ditutup", "Kepentingan umum terpenuhi dengan mengumumkan hasilnya")
    if len(uji(host, knowledge, NOW, deed, answers).id_uji) != ITEMS:
        raise RuntimeError("a row of the meeting has a galat")
    return host.snapshot()
