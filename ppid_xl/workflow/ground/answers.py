"""What staff answered to findings: the last two columns of tblTemuan."""

from __future__ import annotations

from ppid_xl.model import Book, Row

Answers = dict[tuple[str, str, str, str], tuple[str, str]]


def staff_answers(book: Book) -> Answers:
    """Return what staff wrote in the last two columns of tblTemuan, by finding."""
    answers: Answers = {}
    for row in book.rows("tblTemuan"):
        action, reason = row.text("tindakan"), row.text("alasan_diabaikan")
        if action or reason:
            answers[_row_key(row)] = (action, reason)
    return answers


def _row_key(row: Row) -> tuple[str, str, str, str]:
    number = "".join(ch for ch in row.text("sel") if ch.isdigit())
    return row.text("lembar"), row.text("id") or number, row.text("kolom"), row.text("aturan")
