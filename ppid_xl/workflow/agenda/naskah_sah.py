"""Naskah sah: the signed and incoming letters of the agenda whose file is there, each with its digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.columns import normalise
from ppid_xl.evidence import Letter, read_letter
from ppid_xl.model import Book


@dataclass(frozen=True, slots=True)
class SignedLetter:
    """A letter of the agenda and the file that is its original; ``sidik`` is the sha512 of the file."""

    letter: Letter
    path: Path
    sidik: str

    def reference(self) -> dict[str, str]:
        """Return by what an informasi or a workbook in the archive names the letter: number and digest."""
        letter = self.letter
        return {
            "id_surat": letter.id_surat, "jenis": letter.jenis, "nomor": letter.nomor,
            "tanggal": letter.tanggal.isoformat() if letter.tanggal else "", "keadaan": letter.keadaan,
            "berkas": self.path.name, "sidik_sha512": self.sidik,
        }  # fmt: skip


def signed_letters(book: Book, office: Path) -> list[SignedLetter]:
    """Return the letters that are signed or came in, were not cancelled, and whose file can be read.

    ``office`` is the folder that the agenda counts from.
    """
    found = []
    for letter in map(read_letter, book.rows("tblAgenda")):
        valid = letter.signed or normalise(letter.arah) == "masuk"
        path = office / letter.berkas.replace("\\", "/") if letter.berkas else office
        if letter.id_surat and valid and not letter.cancelled and path.is_file():
            with path.open("rb") as file:
                found.append(SignedLetter(letter, path, hashlib.file_digest(file, "sha512").hexdigest()))
    return found


def without_letters(documents: Sequence[Path], letters: Iterable[SignedLetter]) -> list[Path]:
    """Return the documents that are not the file of a letter: such a letter has an object of its own."""
    kept: Mapping[Path, SignedLetter] = {one.path.resolve(): one for one in letters}
    return [path for path in documents if path.resolve() not in kept]
