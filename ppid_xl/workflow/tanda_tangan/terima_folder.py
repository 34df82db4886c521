"""Terima folder: many signed letters dropped into one folder, each filed as its own; what cannot be filed stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.errors import HostError, InputError, PpidXlError
from ppid_xl.hosts import Host
from ppid_xl.patience import replace_patiently
from ppid_xl.surat.pdf import PdfConverter
from ppid_xl.ttd.certificate import Trust
from ppid_xl.workflow.ground.new_file import free_name
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.tanda_tangan.berkas_kembali import Signed
from ppid_xl.workflow.tanda_tangan.terima_ttd import Filed, terima_ttd

SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png")
DONE = "diterima"
WORKING = "Membaca naskah"


@dataclass(frozen=True)
class Dropped:
    """What became of one file: filed and moved to ``diterima``, or left where it is with the problem."""

    path: Path
    filed: Filed | None = None
    problem: PpidXlError | None = None


def terima_folder(
    host: Host, now: datetime, source: Path, signed: Signed, deed: Deed, *, folder: Path, yes: bool = False,
    converter: PdfConverter | None = None, trust: Trust | None = None,
) -> list[Dropped]:  # fmt: skip
    """File each PDF, JPEG and PNG of a folder as the letter that its QR or text names, in the order of their names.

    A workbook that cannot be written stops the rest. Raises InputError for a folder without such a file.
    """
    paths = signed_files(source)
    if not paths:
        raise InputError("folder-tanpa-naskah", folder=source)
    found: list[Dropped] = []
    for number, path in enumerate(paths, 1):
        try:
            _refuse_link(path)
            filed = terima_ttd(
                host, now, path, "", signed, deed, folder=folder, yes=yes, converter=converter, trust=trust
            )
        except HostError as problem:
            return [*found, *(Dropped(left, problem=problem) for left in paths[number - 1 :])]
        except PpidXlError as problem:
            found.append(Dropped(path, problem=problem))
        else:
            found.append(Dropped(_put_away(path), filed))
        host.progress(number, len(paths), WORKING)
    return found


def signed_files(source: Path) -> list[Path]:
    """Return the files of a folder that may be signed letters, in the order of their names."""
    found = (path for path in source.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    return sorted(path for path in found if path.suffix.lower() in SUFFIXES)


def _refuse_link(path: Path) -> None:
    """Raise InputError for a link: whoever put it there chose a file that lies elsewhere."""
    if path.is_symlink():
        raise InputError("berkas-tautan", berkas=path.name)


def _put_away(path: Path) -> Path:
    """Move a file that was filed out of the way; where it cannot be moved it stays."""
    folder = path.parent / DONE
    try:
        folder.mkdir(exist_ok=True)
        target = free_name(folder, path.stem, path.suffix)
        replace_patiently(path, target)
        return target
    except OSError:
        return path
