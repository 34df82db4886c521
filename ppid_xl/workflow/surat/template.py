"""Template: which Word template a document is made from, and what is wrong with one that an office changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.bawaan import data_path, template_path
from ppid_xl.bounded import TEMPLATES, Bounds, run_bounded
from ppid_xl.errors import HostError, InputError, TemplateError
from ppid_xl.messages import sentence
from ppid_xl.strict_toml import nearest
from ppid_xl.surat.jenis import load_jenis
from ppid_xl.surat.pdf.program import run_program

if TYPE_CHECKING:
    from ppid_xl.surat.lint import Fault

PLACE = Path("templates", "surat")
REKAPITULASI = "rekapitulasi"  # has a template, but is made by a command of its own
FONT_SECONDS = 20


def office_template(kind: str, workbook_folder: Path | None) -> Path:
    """Return the template of a document: the office's own in ``templates/surat`` beside the workbook wins."""
    own = workbook_folder / PLACE / f"{kind}.docx" if workbook_folder else None
    return own if own is not None and own.is_file() else template_path("surat", f"{kind}.docx")


def is_office_template(kind: str, workbook_folder: Path | None) -> bool:
    """Say whether the template of a document is the office's own."""
    return office_template(kind, workbook_folder) != template_path("surat", f"{kind}.docx")


def bounds_of(template: Path) -> Bounds | None:
    """Return what the filling of a template may use; None for a shipped one, which needs no bounds."""
    return None if template == template_path("surat", template.name) else TEMPLATES


def usable_template(kind: str, workbook_folder: Path | None) -> tuple[Path, tuple[str, ...]]:
    """Return the template of a document and notes on what mars it without spoiling it.

    Raises TemplateError for an office's own with a galat: it names the place and paragraph of the first.
    """
    template = office_template(kind, workbook_folder)
    if not is_office_template(kind, workbook_folder):
        return template, ()
    from ppid_xl.surat.lint import GALAT, PERINGATAN, lint_template

    faults = run_bounded(template.name, TEMPLATES, lint_template, template, kind)
    broken = [fault for fault in faults if fault.tingkat == GALAT]
    if broken:
        first = broken[0]
        raise TemplateError(
            "template-kantor-cacat", template=template.name, jumlah=len(broken), tempat=first.tempat,
            paragraf=first.paragraf, tag=first.tag, masalah=sentence(first),
        )  # fmt: skip
    marred = [fault for fault in faults if fault.tingkat == PERINGATAN]
    return template, tuple(
        f"Template kantor {template.name}, {one.tempat}: {sentence(one)}" for one in marred
    )


def periksa_template(template: Path, kind: str = "") -> list[Fault]:
    """Return the faults of a template, judged as that kind, or as the kind its name tells.

    Raises InputError for an unknown kind, TemplateError for a file that is absent or no Word document.
    """
    known = (*load_jenis(data_path("surat.toml")), REKAPITULASI)
    if kind and kind not in known:
        raise InputError("jenis-surat", jenis=kind, terdekat=nearest(kind, known), pilihan=", ".join(known))
    from ppid_xl.surat.lint import lint_template

    judged_as = kind or template.stem
    return run_bounded(template.name, TEMPLATES, lint_template, template, judged_as, fonts=installed_fonts())


def unused_templates(workbook_folder: Path | None, kinds: Iterable[str]) -> list[tuple[Path, str]]:
    """Return the office's templates that no kind of document uses, each with the kind it may be meant for."""
    if workbook_folder is None:
        return []
    known = (*kinds, REKAPITULASI)
    found = sorted((workbook_folder / PLACE).glob("*.docx"))
    return [
        (path, nearest(path.stem, known))
        for path in found
        if path.stem not in known and not path.name.startswith(("~$", "."))
    ]


def installed_fonts() -> frozenset[str]:
    """Return the families of fonts on this computer; none where no program can tell."""
    program = shutil.which("fc-list")
    if program is None:
        return frozenset()
    try:
        told = run_program([program, ":", "family"], seconds=FONT_SECONDS)
    except HostError:
        return frozenset()
    return frozenset(name.strip() for line in told.splitlines() for name in line.split(",") if name.strip())
