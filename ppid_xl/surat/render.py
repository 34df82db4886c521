"""Fill a Word template with one context and write the document; the only door to docxtpl."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ppid_xl.bounded import Bounds, run_bounded
from ppid_xl.errors import TemplateError
from ppid_xl.strict_toml import nearest
from ppid_xl.surat.empty_tables import drop_empty_tables
from ppid_xl.surat.last_rows import hold_last_rows
from ppid_xl.surat.package import settle, write_whole
from ppid_xl.surat.paper import page_size, set_paper

if TYPE_CHECKING:
    from docxtpl import DocxTemplate
    from jinja2 import TemplateSyntaxError

    from ppid_xl.surat.kaki_kode import FootCode

LOGO_CM = 2.0


def render_surat(
    template: Path,
    context: Mapping[str, object],
    target: Path,
    *,
    paper: str = "F4",
    kode: FootCode | None = None,
    bounds: Bounds | None = None,
) -> None:
    """Write ``template`` filled with ``context`` to ``target``, whole or not at all, its code at the foot if any.

    With ``bounds`` a process of its own fills it, as becomes a template from outside.

    ``context["properti"]`` holds ``judul``, ``penyusun`` and ``waktu`` (datetime) for the document
    properties; a value that is a Path is a picture. Equal input gives equal bytes.
    Raises TemplateError for a template that is broken, forbidden or asks for an unknown key; ConfigError for
    an unknown paper; HostError or InputError when the target cannot be written.
    """
    page_size(paper)
    if bounds is None:
        content = fill_template(template, context, paper=paper)
    else:
        content = run_bounded(template.name, bounds, fill_template, template, context, paper=paper)
    if kode is not None:
        from ppid_xl.surat.kaki_kode import put_code

        content = put_code(content, kode)
    write_whole(target, settle(content, traces=False))


def fill_template(template: Path, context: Mapping[str, object], *, paper: str = "F4") -> bytes:
    """Return ``template`` filled with ``context`` as render_surat writes it, without writing anything."""
    document = _open(template)
    properties = _document_properties(template, context)
    _fill(document, template, context)
    _set_properties(document, properties)
    drop_empty_tables(document.docx)
    set_paper(document.docx, paper)
    hold_last_rows(document.docx)
    buffer = io.BytesIO()
    document.docx.save(buffer)
    return buffer.getvalue()


def placeholders(template: Path) -> set[str]:
    """Return the placeholders of a template as written in it, such as ``nomor`` and ``baris.dasar_hukum``.

    Loop variables and ``loop`` are left out. Raises TemplateError as render_surat does.
    """
    from jinja2 import TemplateSyntaxError

    document = _open(template)
    try:
        return set(_names(document))
    except TemplateSyntaxError as reason:
        raise _broken(document, template, reason) from None


def _open(template: Path) -> DocxTemplate:
    from ppid_xl.surat.word import WordTemplate

    if not template.is_file():
        raise TemplateError("template-tidak-ada", template=template)
    document = WordTemplate(str(template))
    try:
        document.init_docx()
    except Exception as reason:  # python-docx answers a damaged package with errors of every class
        raise TemplateError("template-bukan-docx", template=template) from reason
    return document


def _fill(document: DocxTemplate, template: Path, context: Mapping[str, object]) -> None:
    from jinja2 import TemplateSyntaxError

    from ppid_xl.surat.environment import Refused, sandbox

    values = _with_pictures(document, context)
    try:
        document.render(values, sandbox(), autoescape=True)
    except TemplateSyntaxError as reason:
        raise _broken(document, template, reason) from None
    except Refused as refusal:
        raise _refused(template, refusal, context) from None
    except (TypeError, SyntaxError) as reason:
        raise TemplateError("template-tak-terisi", template=template.name, alasan=reason) from reason


def _with_pictures(document: DocxTemplate, context: Mapping[str, object]) -> dict[str, object]:
    from docx.shared import Cm
    from docxtpl import InlineImage

    return {
        key: InlineImage(document, str(value), width=Cm(LOGO_CM)) if isinstance(value, Path) else value
        for key, value in context.items()
        if key != "properti"
    }


def _refused(template: Path, refusal: Any, context: Mapping[str, object]) -> TemplateError:
    if refusal.kode != "template-isian-tak-dikenal":
        return TemplateError(refusal.kode, template=template.name, isian=refusal.isian)
    written = sorted(name for name in placeholders(template) if name.split(".")[-1] == refusal.isian)
    return TemplateError(
        refusal.kode,
        template=template.name,
        isian=written[0] if written else refusal.isian,
        terdekat=nearest(refusal.isian, refusal.known or context),
    )


def _broken(document: DocxTemplate, template: Path, reason: TemplateSyntaxError) -> TemplateError:
    if "end of template" in (reason.message or ""):
        paragraf = _unclosed(document)
    else:
        paragraf = _text_at(reason, getattr(reason, "docx_context", ()))
    return TemplateError("template-tanda-rusak", template=template.name, paragraf=paragraf.strip())


def _text_at(reason: TemplateSyntaxError, lines: Any) -> str:
    """Return the paragraph of the error: docxtpl keeps seven lines, three of them before it."""
    nearby = list(lines)
    position = min(reason.lineno - 1, 3)
    return nearby[position] if position < len(nearby) else reason.name or ""


def _unclosed(document: DocxTemplate) -> str:
    """Return the text of the innermost ``if`` or ``for`` that no tag closes."""
    opened: list[str] = []
    for source in _sources(document):
        for paragraph in re.split(r"(?=<w:p[ >])", source):
            for word in re.findall(r"{%-?\s*(\w+)", paragraph):
                if word in ("if", "for"):
                    opened.append(re.sub(r"<[^>]+>", "", paragraph))
                elif word in ("endif", "endfor") and opened:
                    opened.pop()
    return opened[-1] if opened else ""


def _sources(document: DocxTemplate) -> Iterator[str]:
    """Give the template text of body, headers and footers as jinja reads it."""
    yield document.patch_xml(document.get_xml())
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _, part in document.get_headers_footers(uri):
            yield document.patch_xml(document.get_part_xml(part))


def _names(document: DocxTemplate) -> Iterator[str]:
    from ppid_xl.surat.environment import sandbox
    from ppid_xl.surat.placeholder import dotted_names

    environment = sandbox()
    for source in _sources(document):
        yield from dotted_names(environment.parse(source))


def _document_properties(template: Path, context: Mapping[str, object]) -> tuple[str, str, datetime]:
    found = context.get("properti")
    values = found if isinstance(found, Mapping) else {}
    for key, kind in (("judul", str), ("penyusun", str), ("waktu", datetime)):
        if not isinstance(values.get(key), kind):
            raise TemplateError(
                "template-isian-tak-dikenal",
                template=template.name,
                isian=f"properti.{key}",
                terdekat=nearest(key, values),
            )
    return values["judul"], values["penyusun"], values["waktu"]


def _set_properties(document: DocxTemplate, properties: tuple[str, str, datetime]) -> None:
    core = document.docx.core_properties
    core.title, core.author, moment = properties
    core.last_modified_by = core.author
    core.created = core.modified = moment.astimezone(UTC) if moment.tzinfo else moment
    core.revision = 1
    core.comments = core.keywords = core.subject = ""
