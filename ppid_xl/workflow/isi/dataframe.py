"""Dataframe: one table of a workbook for who works on in pandas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import Book
from ppid_xl.strict_toml import nearest
from ppid_xl.workflow.ground.knowledge import load_knowledge

if TYPE_CHECKING:
    from ppid_xl.frames import DataFrame


def to_dataframe(buku: str | Path | Book, table: str = "tblRekap") -> DataFrame:
    """Return one table of a workbook as a pandas frame with its types kept.

    Columns are the keys of ``data/kolom.toml``, all of them; the index ``baris`` is the row on the sheet, because
    an ID may be blank or copied (``.set_index("id")`` where it is not). Text is ``string``, whole numbers
    ``Int64``, dates ``datetime64[us]``; blank cells and error cells are NA. Dates that stand as text, as an imported
    csv leaves them, are read day before month in every spelling that R42 passes ("2 Januari 2026", "02/01/2026",
    "2026-01-02"). A column with a cell of another kind or an unreadable date stays ``object``. Raises
    InputError for an unknown table or a workbook that cannot be read.
    """
    dictionary = load_knowledge().dictionary
    book = buku if isinstance(buku, Book) else FileHost(Path(buku), dictionary).snapshot()
    if table not in book.tables or table not in dictionary.tabel:
        raise InputError(
            "tabel-untuk-dataframe",
            berkas=book.name,
            tabel=table,
            terdekat=nearest(table, book.tables),
            pilihan=", ".join(book.tables),
        )
    from ppid_xl.frames import to_frame  # pandas takes half a second

    return to_frame(book.tables[table], dictionary.tabel[table])
