"""The words and lines of ``--pdf``: which documents, how many pages, by which program, and why one has no PDF."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import now_of, open_host
from ppid_xl.cli.deed import log_acts, refuse_unknown_officer
from ppid_xl.cli.parser import say
from ppid_xl.errors import EXIT_FINE, InputError
from ppid_xl.messages import sentence

if TYPE_CHECKING:
    from ppid_xl.workflow.surat.pdf import PdfWish, Printed


def with_pdf(parser: ArgumentParser) -> None:
    """Add the options that ask for a PDF beside the Word document."""
    parser.add_argument(
        "--pdf",
        action="store_true",
        help="buat juga PDF-nya; tanpa JENIS: dari semua dokumen di folder hasil yang belum ber-PDF",
    )
    parser.add_argument("--pdf-arsip", action="store_true", help="seperti --pdf, berupa PDF/A untuk arsip")


def pdf_wish(options: Namespace) -> PdfWish | None:
    """Return what the options ask for, with the converter of this machine; None when they do not."""
    if not (options.pdf or options.pdf_arsip):
        return None
    from ppid_xl.workflow.surat.pdf import PdfWish, find_converter

    return PdfWish(find_converter(), options.pdf_arsip)


def print_waiting(options: Namespace, folder: Path, wish: PdfWish) -> int:
    """Make the PDFs of every document in a folder that has none; those of letters in the agenda are recorded there.

    Raises InputError where there is no document, and HostError for a workbook that cannot be written.
    """
    from ppid_xl.workflow.ground.tindakan import Deed
    from ppid_xl.workflow.surat.late_pdf import record_printed
    from ppid_xl.workflow.surat.pdf import documents_without_pdf, print_documents

    host = open_host(options)
    host.snapshot()
    refuse_unknown_officer(options, host)
    if not any(folder.glob("*.docx")):
        raise InputError("tanpa-dokumen", folder=folder)
    waiting = documents_without_pdf(folder)
    if not waiting:
        say(f"Semua dokumen di {folder} sudah mempunyai PDF.")
        return EXIT_FINE
    printed = print_documents(host, waiting, folder, wish)
    recorded = record_printed(host, now_of(options), Deed(options.oleh), printed)
    code = show_printed([one for one in printed if one.path is None or one.path.is_file()])
    for one in recorded.acts:
        say(f"{one.id_surat}: PDF-nya tercatat ({one.id_langkah}), jadi dapat ditandatangani.")
    for id_surat in recorded.changed:
        say(f"{id_surat}: dokumennya berubah sesudah dicatat, jadi PDF-nya tidak dapat ditandatangani.")
    log_acts(options, options.buku, [one.id_langkah for one in recorded.acts])
    if recorded.problem is not None:
        raise recorded.problem
    return code


def show_printed(printed: Sequence[Printed]) -> int:
    """Print each PDF with its pages, or on the error stream why there is none; return the exit code."""
    problems: dict[str, int] = {}
    for one in printed:
        if one.problem is not None:
            problems[sentence(one.problem)] = one.problem.exit_code
        else:
            say(f"{one.path} ({one.halaman} halaman, {one.program})")
    for words in problems:
        print(words, file=sys.stderr)
    return max(problems.values(), default=EXIT_FINE)
