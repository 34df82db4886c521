"""Commands for the Word templates that an office changes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.command import Command
from ppid_xl.cli.parser import say
from ppid_xl.errors import EXIT_FINE, TemplateError
from ppid_xl.messages import sentence

if TYPE_CHECKING:
    from ppid_xl.surat.lint import Fault

TEMPLATE_ACTS = {"periksa": "sebut setiap cacat template beserta paragraf dan tandanya"}


def run_template(options: Namespace) -> int:
    """Judge templates; any fault but a mere note leaves with the exit code of a template."""
    from ppid_xl.surat.lint import CATATAN
    from ppid_xl.workflow.surat.template import periksa_template

    judged = [(path, periksa_template(path, options.jenis)) for path in options.berkas]
    for path, faults in judged:
        _show(path, faults)
    faulty = any(fault.tingkat != CATATAN for _, faults in judged for fault in faults)
    return TemplateError.exit_code if faulty else EXIT_FINE


def _show(path: Path, faults: Sequence[Fault]) -> None:
    if not faults:
        say(f"{path}: dapat dipakai; semua isian dikenal dan setiap tanda utuh.")
        return
    say(f"{path}: {len(faults)} temuan")
    for fault in faults:
        quoted = f' "{fault.paragraf}"' if fault.paragraf else ""
        say(f"  {fault.tingkat}: {fault.tempat}{quoted}")
        say(f"    {sentence(fault)}")


def _template_words(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="tindakan", metavar="TINDAKAN", required=True)
    for name, text in TEMPLATE_ACTS.items():
        sub = acts.add_parser(name, help=text, description=text)
        sub.add_argument(
            "berkas", type=Path, nargs="+", metavar="BERKAS.docx", help="template yang diperiksa"
        )
        sub.add_argument(
            "--jenis", default="", metavar="JENIS", help="jenis dokumennya; bawaan: menurut nama berkas"
        )


COMMANDS = (
    Command("template", "periksa template Word yang diubah kantor", _template_words, run_template, ()),
)
