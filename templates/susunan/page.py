"""A blank office document: paper, margins, paragraph styles, header mark and footer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor, Twips

from susunan.tables import borderless_table
from susunan.xml import add_field, element

FONT = "Arial"
# The end of the tag that stands where the stamp of a signature comes.
ANCHOR = ".jangkar }}"
# F4/folio, 215 x 330 mm.
SHORT, LONG = Twips(12189), Twips(18709)
TOP, BOTTOM, LEFT, RIGHT = Cm(2), Cm(2.5), Cm(3), Cm(2)
UNNEEDED = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.NUMBERING,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
PLAIN_STYLES = (
    "Normal",
    "Default Paragraph Font",
    "Normal Table",
    "No List",
    "Table Grid",
    "Header",
    "Footer",
)
BUILT = datetime(2026, 1, 1)


@dataclass(frozen=True)
class Look:
    """A paragraph style: points, weight, alignment, space before and after in points, line spacing."""

    name: str
    size: float
    bold: bool = False
    align: ALIGN = ALIGN.LEFT
    before: float = 0
    after: float = 0
    line: float = 1
    indent_cm: float = 0
    keep_next: bool = False
    italic: bool = False


LOOKS = (
    Look("Logo", 11, after=4),
    Look("Kop Pemerintah", 14, align=ALIGN.CENTER),
    Look("Kop Badan", 18, bold=True, align=ALIGN.CENTER),
    Look("Kop Alamat", 10, align=ALIGN.CENTER),
    Look("Judul", 12, bold=True, align=ALIGN.CENTER, line=1.15, keep_next=True),
    Look("Kepala Surat", 11),
    Look("Tempat Tujuan", 11, indent_cm=1),
    Look("Tanggal Surat", 11, align=ALIGN.RIGHT),
    Look("Isi Surat", 11, align=ALIGN.JUSTIFY, after=6, line=1.15, indent_cm=1.25),
    Look("Isi Sambungan", 11, align=ALIGN.JUSTIFY, after=6, line=1.15),
    Look("Pernyataan", 11, bold=True, align=ALIGN.CENTER, after=6, line=1.15, keep_next=True),
    Look("Tanda Tangan", 11, keep_next=True),
    Look("Tembusan", 10, keep_next=True),
    Look("Kepala Tabel", 9, bold=True, align=ALIGN.CENTER, before=2, after=2),
    Look("Nomor Kolom", 8, align=ALIGN.CENTER),
    Look("Kelompok Tabel", 9, bold=True, before=2, after=2, keep_next=True),
    Look("Sel", 9, before=2, after=2),
    Look("Sel Tengah", 9, align=ALIGN.CENTER, before=2, after=2),
    Look("Keterangan Sel", 8, italic=True, after=2),
    Look("Catatan Tabel", 9, before=4, after=10, keep_next=True),
    Look("Butir", 9, before=1, after=1),
    Look("Kepala Label", 9, bold=True, before=2),
    Look("Judul Label", 11, bold=True, before=3, after=3),
    Look("Isi Label", 9, after=1),
    Look("Jarak", 6, keep_next=True),
    Look("Konsep", 12, bold=True, align=ALIGN.RIGHT),
    Look("Nomor Halaman", 10, align=ALIGN.CENTER),
    Look("Kaki", 8),
    Look("Kaki Kanan", 8, align=ALIGN.RIGHT),
)


def new_document(title: str, *, lying: bool = False) -> Any:
    """Return an empty document with our styles, its first section F4 upright or lying."""
    document = Document()
    _drop_parts(document)
    _keep_plain_styles(document)
    _set_defaults(document)
    _set_native_mode(document)
    _fill_zoom(document)
    for look in LOOKS:
        _add_style(document, look)
    set_page(document.sections[0], lying=lying)
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = title, "PPID", "PPID", ""
    core.created = core.modified = BUILT
    core.revision = 1
    return document


def set_page(section: Any, *, lying: bool) -> None:
    """Give a section F4 paper and the margins of a naskah dinas."""
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if lying else (SHORT, LONG)
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance, section.footer_distance = Cm(0.8), Cm(1.2)


def text_width(section: Any) -> Emu:
    """Return the width between the margins."""
    return Emu(section.page_width - section.left_margin - section.right_margin)


def write(paragraph: Any, style: str, text: str) -> Any:
    """Give a paragraph its style and text, white where a signed PDF is to find its place; return it."""
    paragraph.style = style
    if text:
        run = paragraph.add_run(text)
        if text.endswith(ANCHOR):
            run.font.color.rgb = RGBColor(255, 255, 255)
    return paragraph


def mark_header(header: Any, *, page_number: bool) -> None:
    """Put the office's mark and KONSEP into a header and, for pages after the first, the number as "- 2 -"."""
    header.is_linked_to_previous = False
    office_mark = "{% if tanda_naskah %}{{ tanda_naskah }}   {% endif %}"
    write(header.paragraphs[0], "Konsep", office_mark + "{% if konsep %}KONSEP{% endif %}")
    if page_number:
        number = write(header.add_paragraph(), "Nomor Halaman", "- ")
        add_field(number, "PAGE")
        number.add_run(" -")


def origin_footer(section: Any, *, page_number: bool) -> None:
    """Put the rekap file, its digest and date into the footer, and "Halaman 1 dari 9" at its right."""
    footer = section.footer
    footer.is_linked_to_previous = False
    width = text_width(section)
    left, right = borderless_table(footer, [int(width * 0.75), int(width * 0.25)]).rows[0].cells
    source = "Rekap: {{ rekap.berkas }} | sidik {{ rekap.sidik }} | {{ rekap.tanggal }}"
    write(left.paragraphs[0], "Kaki", source)
    number = write(right.paragraphs[0], "Kaki Kanan", "Halaman " if page_number else "")
    if page_number:
        add_field(number, "PAGE")
        number.add_run(" dari ")
        add_field(number, "NUMPAGES")
    empty = footer.paragraphs[0]
    footer._element.append(empty._p)
    write(empty, "Kaki", "")


def sheet(title: str, *, lying: bool = False) -> tuple[Any, Any]:
    """Return a document of one section with its marks, its origin and its page numbers, and that section."""
    document = new_document(title, lying=lying)
    section = document.sections[0]
    mark_header(section.header, page_number=False)
    origin_footer(section, page_number=True)
    return document, section


def _add_style(document: Any, look: Look) -> None:
    style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
    form = style.paragraph_format
    form.alignment = look.align
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing = look.line
    form.first_line_indent = Cm(look.indent_cm)
    form.keep_with_next = look.keep_next
    form.widow_control = True


def _set_defaults(document: Any) -> None:
    styles = document.styles.element
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(defaults):
        defaults.remove(child)
    defaults.append(element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT))
    defaults.append(element("sz", val=22))
    defaults.append(element("szCs", val=22))
    defaults.append(element("lang", val="id-ID", eastAsia="id-ID", bidi="ar-SA"))
    normal = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1


def _set_native_mode(document: Any) -> None:
    """Ask for the layout of Word 2013 and later, in which a table begins exactly at the margin."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _fill_zoom(document: Any) -> None:
    """Name the percentage that python-docx's own blank document leaves out (ECMA-376 part 1, 17.15.1.94)."""
    document.settings.element.find(qn("w:zoom")).set(qn("w:percent"), "100")


def _drop_parts(document: Any) -> None:
    """Leave out the parts of python-docx's own blank document that no Word since 2010 and no letter needs."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, one in relations.items() if one.reltype in UNNEEDED]:
            del relations[key]


def _keep_plain_styles(document: Any) -> None:
    for style in list(document.styles):
        if style.name not in PLAIN_STYLES:
            style.delete()
    for link in list(document.styles.element.iter(qn("w:link"))):
        link.getparent().remove(link)
