"""The last row of a list stays with the signature below it, so that no page holds a signature alone."""

from __future__ import annotations

from typing import Any


def hold_last_rows(document: Any) -> None:
    """Let the last row of every table go with the paragraph below it, where that one keeps with what follows."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    for table in document.tables:
        below = table._tbl.getnext()
        if below is None or below.tag != qn("w:p") or not _keeps(Paragraph(below, document._body)):
            continue
        for row in table._tbl.tr_lst[-1:]:
            for paragraph in row.iter(qn("w:p")):
                Paragraph(paragraph, document._body).paragraph_format.keep_with_next = True


def _keeps(paragraph: Any) -> bool:
    own = paragraph.paragraph_format.keep_with_next
    return bool(paragraph.style.paragraph_format.keep_with_next if own is None else own)
