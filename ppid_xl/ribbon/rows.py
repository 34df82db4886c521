"""Which rows a button works on: those selected in the workbook, or those whose ID a person types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ppid_xl.buttons import Button
from ppid_xl.errors import InputError
from ppid_xl.identitas import chosen_ids, collapse_ids, expand_ids
from ppid_xl.messages import sentence
from ppid_xl.ribbon.cancel import given

if TYPE_CHECKING:
    from ppid_xl.hosts import LiveHost
    from ppid_xl.model import Book

SHOWN = 120


def ask_rows(button: Button, host: LiveHost, book: Book) -> str:
    """Return the IDs that a button works on, as short as they are written; empty where it works on none or on all.

    Raises Cancelled.
    """
    if button.pilihan == "tanpa":
        return ""
    selected = _selected(host, book)
    if button.pilihan == "boleh":
        asked = f"{button.label}: hanya yang dipilih ({told(selected)})?\n\nTidak: {button.lainnya}."
        return selected if selected and host.ask(asked) else ""
    if selected and (button.pilihan == "perlu" or len(expand_ids([selected])) == 1):
        return selected
    return _typed_rows(button, host, book, selected)


def told(ids: str) -> str:
    """Return how many rows are meant and which; the words themselves when they name a list."""
    try:
        number = len(expand_ids([ids]))
    except InputError:
        return ids
    shown = ids if len(ids) <= SHOWN else f"{ids[: SHOWN - 1].rstrip()}…"
    return f"{number} informasi, {shown}"


def _selected(host: LiveHost, book: Book) -> str:
    """Return the informasi that the selection touches; a row of another list stands for the informasi it is about."""
    known = {row.text("id") for row in book.rows("tblRekap")}
    found: dict[str, None] = {}
    for text in host.selected_ids():
        try:
            found.update(dict.fromkeys(one for one in expand_ids([text]) if one in known))
        except InputError:
            continue
    return collapse_ids(found)


def _typed_rows(button: Button, host: LiveHost, book: Book, typed: str) -> str:
    which = "satu informasi, misalnya INF-2026-0001"
    if button.pilihan != "satu":
        which = "informasi, misalnya INF-2026-0001..0020; 0093"
    asked = f"{button.label}\n\nSebut ID {which}, atau batalkan lalu pilih barisnya di lembar Rekap."
    problem = ""
    while True:
        typed = given(host.ask_text(f"{problem}\n\n{asked}".strip(), typed))
        problem = _wrong_rows(button, typed, book)
        if not problem:
            return typed


def _wrong_rows(button: Button, typed: str, book: Book) -> str:
    from ppid_xl.workflow.ground.tindakan import check_ids
    from ppid_xl.workflow.proses.daftar_uji import names_list

    if button.perintah[0] == "uji" and names_list([typed]):
        return ""
    try:
        ids = chosen_ids([typed])
        check_ids(book, ids)
    except InputError as reason:
        return sentence(reason)
    return "Sebut satu saja." if button.pilihan == "satu" and len(ids) > 1 else ""
