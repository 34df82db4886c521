"""Why Excel refuses, said plainly: a cell being filled in, a locked sheet, anything else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ppid_xl.errors import HostError

# VBA_E_IGNORE, RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER: Excel is busy with a person.
_BUSY = frozenset((-2146777998, -2147418111, -2147417846))
_BUSY_CLASS = "ExcelBusyError"  # of xlwings, after it gave up asking


@contextmanager
def told_plainly(name: str) -> Iterator[None]:
    """Raise HostError instead of the errors of OLE; all other errors pass."""
    try:
        yield
    except Exception as reason:
        codes = _ole_codes(reason)
        if codes & _BUSY or type(reason).__name__ == _BUSY_CLASS:
            raise HostError("sel-sedang-diisi", berkas=name) from reason
        if codes:
            raise HostError("excel-menolak", berkas=name, alasan=_words(reason)) from reason
        raise


def _ole_codes(reason: Exception) -> set[int]:
    """Return the codes of an OLE error (pywintypes.com_error); empty for any other error."""
    code = getattr(reason, "hresult", None)
    if not isinstance(code, int):
        return set()
    details = getattr(reason, "excepinfo", None)
    return {code, details[5]} if details and isinstance(details[5], int) else {code}


def _words(reason: Exception) -> str:
    details = getattr(reason, "excepinfo", None)
    words = (details[2] if details else None) or getattr(reason, "strerror", None) or "tanpa penjelasan"
    return " ".join(str(words).split()).rstrip(".")
