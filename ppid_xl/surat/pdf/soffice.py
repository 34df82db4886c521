"""LibreOffice as converter: batches side by side, each worker with a profile of its own that is gone afterwards."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Event

from ppid_xl.errors import HostError, PpidXlError
from ppid_xl.surat.pdf.converter import PdfResult, Progress, broken_document, finished, is_whole
from ppid_xl.surat.pdf.program import PULSE, run_program

MOST_WORKERS, MOST_LETTERS = 4, 100
VERSION_SECONDS = 30
# LibreOffice 7.4 help, "PDF Export Command Line Parameters": 2 is PDF/A-2b.
PDF_A = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
}
# Without it LibreOffice takes what is no .docx for plain text, and prints that.
INPUT_FILTER = "--infilter=MS Word 2007 XML"


@dataclass(frozen=True)
class SofficeConverter:
    """The program ``soffice``, how many run side by side, and how long a start and a letter may take."""

    program: Path
    workers: int = 1
    start_seconds: float = 60
    letter_seconds: float = 15

    @cached_property
    def name(self) -> str:
        """The program with its version, such as ``LibreOffice 7.4.7.2``."""
        with TemporaryDirectory(prefix="ppid-pdf-", ignore_cleanup_errors=True) as place:
            try:
                told = run_program(
                    [self.program, _profile(Path(place)), "--version"], seconds=VERSION_SECONDS
                )
            except HostError:
                return "LibreOffice"
        return " ".join(told.split()[:2]) or "LibreOffice"

    def convert(
        self, paths: Sequence[Path], folder: Path, *, arsip: bool = False, progress: Progress | None = None
    ) -> list[PdfResult]:
        """Make the PDFs as the port says; a batch that fails is done again one by one to name its bad letters.

        Documents are copied under plain numbers into a private folder, so LibreOffice meets neither their names nor
        their folder, and nothing of it stays.
        """
        with TemporaryDirectory(prefix="ppid-pdf-", ignore_cleanup_errors=True) as place:
            desk = _Desk(self, Path(place), arsip, progress if len(paths) > 1 else None, len(paths))
            problems = desk.copy_in(paths)
            healthy = [number for number in range(len(paths)) if number not in problems]
            batches = _batches(healthy, min(self.workers, MOST_WORKERS))
            problems |= desk.run(batches)
            alone = {batch[0] for batch in batches if len(batch) == 1}
            missing = [n for n in healthy if n not in alone and not is_whole(desk.draft(n))]
            problems |= desk.run([[number] for number in missing])
            return [desk.result(n, path, folder, problems.get(n)) for n, path in enumerate(paths)]


@dataclass(frozen=True)
class _Desk:
    """The private folder of one conversion: what goes in, what comes out, a profile for each worker."""

    soffice: SofficeConverter
    place: Path
    arsip: bool
    progress: Progress | None
    total: int

    def source(self, number: int) -> Path:
        return self.place / "masuk" / f"{number:06}.docx"

    def draft(self, number: int) -> Path:
        return self.place / "keluar" / f"{number:06}.pdf"

    def copy_in(self, paths: Sequence[Path]) -> dict[int, PpidXlError]:
        """Copy the documents that are whole; return what is wrong with the others."""
        for name in ("masuk", "keluar"):
            (self.place / name).mkdir()
        problems = {}
        for number, path in enumerate(paths):
            if problem := broken_document(path):
                problems[number] = problem
            else:
                shutil.copyfile(path, self.source(number))
        return problems

    def run(self, batches: Sequence[Sequence[int]]) -> dict[int, PpidXlError]:
        """Convert batches side by side; return the problem of each letter that stood alone in one."""
        waiting: SimpleQueue[Sequence[int]] = SimpleQueue()
        for batch in batches:
            waiting.put(batch)
        stop, problems = Event(), dict[int, PpidXlError]()
        workers = min(self.soffice.workers, MOST_WORKERS, len(batches))
        if not workers:
            return problems
        with ThreadPoolExecutor(workers) as pool:
            try:
                running = [
                    pool.submit(self._work, number, waiting, stop, problems) for number in range(workers)
                ]
                self._tell(running)
            except BaseException:
                stop.set()
                raise
        return problems

    def _work(
        self, worker: int, waiting: SimpleQueue[Sequence[int]], stop: Event, problems: dict[int, PpidXlError]
    ) -> None:
        while not stop.is_set():
            try:
                batch = waiting.get_nowait()
            except Empty:
                return
            profile = self.place / f"profil-{worker}"
            try:
                self._print(batch, profile, stop)
            except HostError as problem:
                shutil.rmtree(profile, ignore_errors=True)  # the lock of an ended soffice stops the next one
                if len(batch) == 1:
                    problems[batch[0]] = problem

    def _print(self, batch: Sequence[int], profile: Path, stop: Event) -> None:
        seconds = self.soffice.start_seconds + self.soffice.letter_seconds * len(batch)
        flags = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", INPUT_FILTER)
        run_program(
            [
                self.soffice.program, _profile(profile), *flags, "--convert-to", _filter(PDF_A if self.arsip else {}),
                "--outdir", self.place / "keluar", *(self.source(number) for number in batch),
            ],
            seconds=seconds, stop=stop, output=self.draft(batch[0]) if len(batch) == 1 else None,
        )  # fmt: skip

    def _tell(self, running: Sequence[Future[None]]) -> None:
        done = 0
        while any(not one.done() for one in running):
            wait(running, PULSE)
            made = sum(1 for _ in (self.place / "keluar").glob("*.pdf"))
            if self.progress and made > done:
                done = made
                self.progress(done, self.total)
        for one in running:
            one.result()

    def result(self, number: int, path: Path, folder: Path, problem: PpidXlError | None) -> PdfResult:
        name = self.soffice.name
        if problem is None:
            return finished(path, self.draft(number), folder, name, arsip=self.arsip)
        if problem.kode in ("dokumen-rusak", "berkas-tidak-ada", "program-tidak-jalan"):
            return PdfResult(path, program=name, problem=problem)
        if problem.kode == "program-terlalu-lama":
            told = HostError("pdf-terlalu-lama", berkas=path.name, program=name, detik=problem.fakta["detik"])
        else:
            told = HostError("pdf-tidak-jadi", berkas=path.name, program=name)
        return PdfResult(path, program=name, problem=told)


def _batches(numbers: Sequence[int], workers: int) -> list[list[int]]:
    """Share letters out evenly, few enough in each batch that one bad letter does not cost many retries."""
    if not numbers:
        return []
    size = min(MOST_LETTERS, math.ceil(len(numbers) / max(1, workers)))
    return [list(numbers[start : start + size]) for start in range(0, len(numbers), size)]


def _profile(folder: Path) -> str:
    return f"-env:UserInstallation={folder.resolve().as_uri()}"


def _filter(options: Mapping[str, object]) -> str:
    words = f":{json.dumps(options, separators=(',', ':'))}" if options else ""
    return f"pdf:writer_pdf_Export{words}"
