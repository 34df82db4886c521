"""The free (BSD) part of xlwings, loaded late and light: never ``xlwings.pro``, never pandas for a click."""

from __future__ import annotations

import sys
from typing import Any

from ppid_xl.errors import HostError

OTHER_LICENCE = "xlwings.pro"  # PolyForm Noncommercial or paid: not for every office that may use this tool
HEAVY = ("pandas", "numpy", "polars", "matplotlib", "PIL")  # xlwings loads them when it finds them
ATTEMPTS = 200  # xlwings asks a busy Excel for ever unless told otherwise


def load_xlwings() -> Any:
    """Return the module xlwings; raise HostError when it is not installed."""
    modules: dict[str, Any] = sys.modules
    modules.setdefault(OTHER_LICENCE, None)
    hidden = [name for name in HEAVY if name not in modules]
    modules.update(dict.fromkeys(hidden))
    try:
        import xlwings
    except ImportError:
        raise HostError("xlwings-tidak-ada") from None
    finally:
        for name in hidden:
            del modules[name]
    windows = modules.get("xlwings._xlwindows")
    if windows is not None:
        windows.N_COM_ATTEMPTS = ATTEMPTS
    return xlwings


def find_book(xlwings: Any, name: str, hwnd: int = 0) -> Any:
    """Return the open workbook of that name, of the Excel with that window when several have one.

    Raises HostError when there is no Excel, no such workbook, or more than one that could be meant.
    """
    if xlwings.engines.active is None:
        raise HostError("excel-tidak-ada")
    found = [
        (app, book) for app in xlwings.apps for book in app.books if book.name.casefold() == name.casefold()
    ]
    meant = [(app, book) for app, book in found if app.hwnd == hwnd] or found
    if not meant:
        raise HostError("buku-tidak-terbuka", berkas=name)
    if len({app.pid for app, _ in meant}) > 1:
        raise HostError("buku-terbuka-ganda", berkas=name)
    return meant[0][1]
