"""Bukti tersimpan: the file that an act names as its evidence is kept in the archive itself, once, by its digest.

A file that is kept as a letter is named by that letter. A softcopy of what is not public is never copied.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.arsip.chain import Entry
from ppid_xl.evidence import SIDIK_LENGTH, Act, read_acts
from ppid_xl.model import Book
from ppid_xl.workflow.agenda.naskah_sah import SignedLetter
from ppid_xl.workflow.berkas.berkas_bukti import file_sidik, named_file
from ppid_xl.workflow.berkas.softcopy_tertutup import closed_copies, is_closed_copy

KIND, RECORD = "bukti", "berkas-bukti.json"
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the archive keeps a file of evidence: its object, the sha512 of the file, and the act that named it first.

    ``path`` is set while the file is still to be stored; without an ``objek`` it is not kept, ``closed`` when it never
    will be.
    """

    id_langkah: str
    objek: str = ""
    sidik: str = ""
    path: Path | None = None
    closed: bool = False


def kept_files(
    book: Book, folder: Path, letters: Sequence[SignedLetter], entries: Iterable[Entry],
    object_of: Callable[[str, str], str],
) -> dict[str, Kept]:  # fmt: skip
    """Return where each file that an act names is kept or will be, by the digest in column Bukti.

    ``folder`` is the one places are named from, ``object_of`` gives the object of a kind and an identity. What the log
    tells of stands, whatever became of the file since; one that is gone or changed is not taken for it.
    """
    known = _known(entries)
    copies = closed_copies(book)
    found = {}
    for sidik, acts in _by_sidik(book).items():
        objek, first = object_of(KIND, sidik), acts[0][0].id_langkah
        if objek in known:
            found[sidik] = Kept(first, objek, known[objek])
            continue
        paths = [path for _, berkas in acts if _is_unchanged(path := folder / berkas, sidik)]
        letter = _letter(letters, sidik, paths)
        if letter:
            found[sidik] = Kept(first, object_of("surat", letter.letter.id_surat), letter.sidik)
        elif any(is_closed_copy(path, copies, book, folder) for path in paths):
            found[sidik] = Kept(first, closed=True)
        elif paths:
            found[sidik] = Kept(first, objek, _sha512(paths[0]), paths[0])
        else:
            found[sidik] = Kept(first)
    return found


def _known(entries: Iterable[Entry]) -> dict[str, str]:
    """Return object → sha512 of the evidence that the log tells of; the first stands."""
    known: dict[str, str] = {}
    for entry in entries:
        if str(entry.get("objek", "")).startswith(f"{KIND}-") and entry.get("kunci"):
            known.setdefault(str(entry["objek"]), str(entry["kunci"]))
    return known


def _by_sidik(book: Book) -> dict[str, list[tuple[Act, str]]]:
    found: dict[str, list[tuple[Act, str]]] = defaultdict(list)
    for act in read_acts(book):
        if named := named_file(act.bukti):
            found[named[1]].append((act, named[0]))
    return found


def _is_unchanged(path: Path, sidik: str) -> bool:
    try:
        return path.is_file() and file_sidik(path) == sidik
    except (OSError, ValueError):
        return False


def _letter(letters: Iterable[SignedLetter], sidik: str, paths: Sequence[Path]) -> SignedLetter | None:
    """Return the letter whose file this is; of a file that is gone, the one registered with its digest."""
    whole = _sha512(paths[0]) if paths else ""
    for one in letters:
        if one.sidik == whole or (not whole and one.letter.sidik[:SIDIK_LENGTH].lower() == sidik):
            return one
    return None


def _sha512(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha512").hexdigest()


def references(acts: Iterable[Act], kept: Mapping[str, Kept]) -> Iterator[dict[str, str]]:
    """Give by what an informasi names the evidence of its acts: file name, object and digest."""
    for act, berkas, one in kept_of(acts, kept):
        if one.objek:
            yield {
                "id_langkah": act.id_langkah, "berkas": berkas, "objek": one.objek, "sidik_sha512": one.sidik,
            }  # fmt: skip


def kept_of(acts: Iterable[Act], kept: Mapping[str, Kept]) -> Iterator[tuple[Act, str, Kept]]:
    """Give each act that names a file, the name of that file without its folder, and where it is kept."""
    for act in acts:
        if (named := named_file(act.bukti)) and named[1] in kept:
            yield act, named[0].replace("\\", "/").rpartition("/")[2], kept[named[1]]


def neutral_name(path: Path) -> str:
    """Return the name that a file of evidence has in its object."""
    suffix = path.suffix.lower()
    return f"berkas/bukti{suffix if _SUFFIX.fullmatch(suffix) else '.bin'}"
