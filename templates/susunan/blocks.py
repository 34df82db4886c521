"""The blocks that every naskah dinas shares: kop, head of a letter, signature, tembusan, lampiran."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.shared import Cm, Emu

from susunan.page import text_width, write
from susunan.tables import add_line, add_tag, borderless_table, merge, rule_below
from susunan.xml import element, put_cell

# Twips between the last line of the kop and its rule.
KOP_BOTTOM = 60
SIGNATURE_SPACE = ("{{ ttd.jangkar }}", "", "{{ ttd.tanda }}", "")


def kop(document: Any, section: Any) -> None:
    """Add the kop surat: logo at left and centred lines, or the lines alone; thick and thin rule below."""
    logo_width = Cm(2.6)
    table = borderless_table(document, [logo_width, text_width(section) - logo_width], rows=0)
    rule_below(table)
    add_tag(table, "if logo")
    logo, lines = table.add_row().cells
    logo.vertical_alignment = lines.vertical_alignment = VERTICAL.CENTER
    write(logo.paragraphs[0], "Logo", "{{ logo }}")
    _kop_lines(lines)
    add_tag(table, "else")
    alone = table.add_row().cells
    _kop_lines(merge(alone[0], alone[1]))
    add_tag(table, "endif")
    gap(document)


def _kop_lines(cell: Any) -> None:
    margin = element("tcMar")
    margin.append(element("bottom", w=KOP_BOTTOM, type="dxa"))
    put_cell(cell, margin)
    write(cell.paragraphs[0], "Kop Pemerintah", "{{ nama_pemerintah }}")
    add_line(cell, "{{ nama_badan }}", "Kop Badan")
    add_line(cell, "{{ alamat }}", "Kop Alamat")
    add_line(cell, "{{ kontak }}", "Kop Alamat", condition="kontak")


def gap(document: Any, lines: int = 1) -> None:
    """Add a small vertical space."""
    for _ in range(lines):
        document.add_paragraph(style="Jarak")


def letter_head(document: Any, section: Any) -> None:
    """Add Nomor, Sifat, Lampiran, Hal with place and date at the right of Nomor, then the addressee."""
    fixed = [Cm(2.2), Cm(0.4), Cm(7.2)]
    table = borderless_table(document, [*fixed, text_width(section) - sum(fixed)], rows=4)
    for row, key in zip(table.rows, ("nomor", "sifat", "lampiran", "hal"), strict=True):
        if key != "nomor":
            merge(row.cells[2], row.cells[3])
        for cell, text in zip(row.cells, (key.capitalize(), ":", f"{{{{ surat.{key} }}}}"), strict=False):
            write(cell.paragraphs[0], "Kepala Surat", text)
    write(table.rows[0].cells[3].paragraphs[0], "Tanggal Surat", "{{ tempat }}, {{ surat.tanggal }}")
    gap(document, 2)
    for text in ("Yth. {{ surat.tujuan }}", "di"):
        write(document.add_paragraph(), "Kepala Surat", text)
    write(document.add_paragraph(), "Tempat Tujuan", "{{ surat.tempat_tujuan }}")
    gap(document)


def signature(document: Any, section: Any, *, dated: bool) -> None:
    """Add the signature block at the right: paragraphs that keep together, so no page break splits it."""
    share = 0.62 if section.page_width > section.page_height else 0.5
    lines = ["{{ tempat }}, {{ surat.tanggal }}"] if dated else []
    lines += ["{%p for garis in ttd.jabatan %}", "{{ garis }}", "{%p endfor %}", *SIGNATURE_SPACE]
    lines += ["{{ ttd.nama }}"]
    for key in ("pangkat", "nip"):
        lines += [f"{{%p if ttd.{key} %}}", f"{{{{ ttd.{key} }}}}", "{%p endif %}"]
    for line in lines:
        paragraph = write(document.add_paragraph(), "Tanda Tangan", line)
        paragraph.paragraph_format.left_indent = Emu(int(text_width(section) * share))


def tembusan(document: Any) -> None:
    """Add the numbered list of who gets a copy, when there is one."""
    lines = (
        "{%p if tembusan %}",
        "Tembusan Yth. :",
        "{%p for penerima in tembusan %}",
        "{{ loop.index }}. {{ penerima }}",
        "{%p endfor %}",
        "{%p endif %}",
    )
    gap(document)
    document.paragraphs[-1].paragraph_format.keep_with_next = False
    for line in lines:
        write(document.add_paragraph(), "Tembusan", line)


def lampiran_head(document: Any, section: Any, heading: str) -> None:
    """Add at the right which letter the lampiran belongs to, with its number and date."""
    width = text_width(section)
    share = 0.6 if section.page_width > section.page_height else 0.45
    fixed = [int(width * share), Cm(2.2), Cm(0.4)]
    table = borderless_table(document, [*fixed, width - sum(fixed)], rows=3)
    first = table.rows[0].cells
    write(merge(first[1], first[3]).paragraphs[0], "Kepala Surat", heading)
    for row, key in zip(table.rows[1:], ("nomor", "tanggal"), strict=True):
        texts = ("", key.capitalize(), ":", f"{{{{ surat.{key} }}}}")
        for cell, text in zip(row.cells, texts, strict=True):
            write(cell.paragraphs[0], "Kepala Surat", text)
    gap(document, 2)


def title(document: Any, lines: Sequence[str]) -> None:
    """Add the centred title lines and a space below them."""
    for line in lines:
        write(document.add_paragraph(), "Judul", line)
    gap(document)
