"""What a template must not bring into a letter: macros, what reaches out of it, and traces of who made it."""

from __future__ import annotations

from pathlib import Path

from ppid_xl.errors import InputError, TemplateError
from ppid_xl.ooxml.word_gate import COMMENT, PLACE, Hazard, admit_word, find_hazards
from ppid_xl.plain_file import read_plain
from ppid_xl.surat.lint.fault import GALAT, PERINGATAN, Fault

NO_DOCUMENT = frozenset(
    ("bukan-docx", "zip-rusak", "xml-rusak", "bagian-tidak-ada", "berkas-ole", "berkas-xls-lama")
)
_TRACES = (COMMENT, PLACE)
_SHOWN = 120


def read_template(template: Path) -> tuple[bytes, list[Fault]]:
    """Return a template's bytes and the faults that are hazards: traces mar it, all else spoils it.

    Raises TemplateError for a template that is absent, no docx, or dangerous to open.
    """
    try:
        data = read_plain(template)
        return data, [_fault(one) for one in find_hazards(admit_word(data, template.name))]
    except InputError as reason:
        if reason.kode == "berkas-tidak-ada":
            raise TemplateError("template-tidak-ada", template=template) from None
        if reason.kode in NO_DOCUMENT:
            raise TemplateError("template-bukan-docx", template=template) from None
        raise TemplateError(reason.kode, **reason.fakta) from None


def _fault(one: Hazard) -> Fault:
    level = PERINGATAN if one.kode in _TRACES else GALAT
    return Fault(one.kode, f"bagian {one.bagian}", tingkat=level, fakta={"isi": one.isi[:_SHOWN]})
