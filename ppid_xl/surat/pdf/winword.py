"""Word itself as converter, over COM on Windows: an instance of our own, never the one that staff write in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ppid_xl.errors import HostError
from ppid_xl.surat.pdf.converter import PdfResult, Progress, broken_document, finished

# Word object model: wdExportFormatPDF, wdDoNotSaveChanges, wdAlertsNone, msoAutomationSecurityForceDisable.
_PDF, _UNSAVED, _NO_ALERTS, _NO_MACROS = 17, 0, 0, 3


def _own_word() -> Any:
    import pythoncom
    import win32com.client

    pythoncom.CoInitialize()
    return win32com.client.DispatchEx("Word.Application")


@dataclass(frozen=True)
class WordConverter:
    """Microsoft Word; ``open_word`` starts one that nobody else uses and gives its Application object."""

    open_word: Callable[[], Any] = _own_word

    def convert(
        self, paths: Sequence[Path], folder: Path, *, arsip: bool = False, progress: Progress | None = None
    ) -> list[PdfResult]:
        """Make the PDFs as the port says, one after the other; Word is left whatever happens.

        PDF/A is what Word calls ISO 19005-1. A Word that hangs cannot be ended from here.
        """
        results: list[PdfResult] = []
        with (
            TemporaryDirectory(prefix="ppid-pdf-", ignore_cleanup_errors=True) as place,
            self._word() as word,
        ):
            name = f"Microsoft Word {word.Version}"
            for number, path in enumerate(paths):
                draft = Path(place) / f"{number:06}.pdf"
                results.append(_print(word, path, draft, folder, name, arsip=arsip))
                if progress and len(paths) > 1:
                    progress(number + 1, len(paths))
        return results

    @contextmanager
    def _word(self) -> Iterator[Any]:
        try:
            word = self.open_word()
        except Exception as reason:  # COM answers with errors of its own class
            raise HostError("word-tidak-jalan", alasan=reason) from reason
        try:
            word.Visible = False
            word.DisplayAlerts = _NO_ALERTS
            word.AutomationSecurity = _NO_MACROS
            yield word
        finally:
            word.Quit(SaveChanges=_UNSAVED)


def _print(word: Any, path: Path, draft: Path, folder: Path, name: str, *, arsip: bool) -> PdfResult:
    if problem := broken_document(path):
        return PdfResult(path, program=name, problem=problem)
    try:
        document = word.Documents.Open(
            FileName=str(path.resolve()), ConfirmConversions=False, ReadOnly=True, AddToRecentFiles=False
        )
        try:
            document.ExportAsFixedFormat(
                OutputFileName=str(draft), ExportFormat=_PDF, OpenAfterExport=False, UseISO19005_1=arsip
            )
        finally:
            document.Close(SaveChanges=_UNSAVED)
    except Exception:  # COM answers with errors of its own class
        return PdfResult(
            path, program=name, problem=HostError("pdf-tidak-jadi", berkas=path.name, program=name)
        )
    return finished(path, draft, folder, name, arsip=arsip)
