"""What a PDF does besides being shown: programs that it would start, scripts, files within or elsewhere, reports."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from ppid_xl.scan import hides_objects, objects_of, spelt_out
from ppid_xl.ttd.quiet import quiet

LAUNCH, SCRIPT, ATTACHED, SENDING, MEDIA, ELSEWHERE, FORM, UNREAD = (
    "perintah menjalankan program", "skrip (JavaScript)", "berkas lampiran", "pengiriman isian ke luar",
    "media tertanam", "tautan ke berkas di komputer atau jaringan", "formulir XFA",
    "bagian yang tidak dapat diperiksa",
)  # fmt: skip
# Action types (ISO 32000-1, 12.6.4) and keys that hold such things.
_ACTIONS = {
    "/Launch": LAUNCH, "/JavaScript": SCRIPT, "/GoToE": ATTACHED, "/ImportData": SENDING, "/SubmitForm": SENDING,
    "/Rendition": MEDIA, "/Movie": MEDIA, "/Sound": MEDIA, "/RichMediaExecute": MEDIA,
    "/GoToR": ELSEWHERE, "/Thread": ELSEWHERE,
}  # fmt: skip
_KEYS = {"/JS": SCRIPT, "/EmbeddedFiles": ATTACHED, "/EF": ATTACHED, "/RichMediaContent": MEDIA, "/XFA": FORM}
_LOCAL = re.compile(r"\s*(?:file:|\\\\|[A-Za-z]:[\\/])", re.IGNORECASE)
_LOCAL_LINK = re.compile(rb"/URI\s*\(\s*(?:file:|\\\\|[A-Za-z]:[\\/])", re.IGNORECASE)
MOST_OBJECTS = 200_000


def find_active(content: bytes) -> tuple[str, ...]:
    """Return the kinds of what a PDF would do, each once: by its objects, and by its bytes where they are damaged.

    UNREAD is one of them where packed objects could not all be looked at.
    """
    kinds = dict.fromkeys(_by_bytes(content))
    try:
        with quiet():
            kinds |= dict.fromkeys(_by_objects(content))
    except MemoryError:
        raise
    except Exception:  # a file of a stranger breaks a reader in ways that nobody can list
        kinds |= dict.fromkeys([UNREAD] if hides_objects(content) else [])
    return tuple(kinds)


def _by_bytes(content: bytes) -> Iterator[str]:
    plain = spelt_out(objects_of(content))
    for name, kind in _ACTIONS.items():
        if re.search(rb"/S\s*" + name.encode() + rb"\b", plain):
            yield kind
    for name, kind in _KEYS.items():
        if re.search(name.encode() + rb"\s*[(<\[]|" + name.encode() + rb"\s+[0-9]+\s+[0-9]+\s+R\b", plain):
            yield kind
    if _LOCAL_LINK.search(plain):
        yield ELSEWHERE


def _by_objects(content: bytes) -> Iterator[str]:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(content), strict=False)
    waiting: list[Any] = [reader.trailer_view]
    seen: set[tuple[int, int]] = set()
    for _ in range(MOST_OBJECTS):
        if not waiting:
            return
        one = waiting.pop()
        if isinstance(one, generic.IndirectObject):
            place = (one.idnum, one.generation)
            if place in seen:
                continue
            seen.add(place)
            one = one.get_object()
        if isinstance(one, generic.DictionaryObject):
            yield from _of_dictionary(one)
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, generic.ArrayObject):
            waiting += [one.raw_get(index) for index in range(len(one))]
    yield UNREAD


def _of_dictionary(one: Any) -> Iterator[str]:
    action = one.raw_get("/S") if "/S" in one else None
    if action is not None and str(action) in _ACTIONS:
        yield _ACTIONS[str(action)]
    for key in one:
        if str(key) in _KEYS:
            yield _KEYS[str(key)]
    if "/URI" in one and _LOCAL.match(str(one.raw_get("/URI"))):
        yield ELSEWHERE
