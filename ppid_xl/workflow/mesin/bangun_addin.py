"""The add-ins as files: ``ppid.xlam`` for Excel and ``ppid.oxt`` for LibreOffice Calc, from the list of buttons."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.addin.oxt import build_oxt
from ppid_xl.addin.xlam import build_xlam
from ppid_xl.bawaan import macros_dir
from ppid_xl.buttons import load_buttons
from ppid_xl.workflow.ground.new_file import write_new

EXCEL_NAME, CALC_NAME = "ppid.xlam", "ppid.oxt"


@dataclass(frozen=True, slots=True)
class BuiltAddin:
    """An add-in written to disk; ``sidik`` is its SHA-256, the same on every machine for the same sources."""

    path: Path
    size: int
    sidik: str


def excel_addin() -> bytes:
    """Return the add-in of Excel from the list of buttons and the shipped macros."""
    return build_xlam(load_buttons(), sorted(macros_dir("excel").glob("*.bas")))


def bangun_addin(folder: Path) -> list[BuiltAddin]:
    """Write both add-ins into a folder, in place of those of an earlier build; nothing is written if one fails."""
    contents = {EXCEL_NAME: excel_addin(), CALC_NAME: build_oxt(load_buttons())}
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder / name, content) for name, content in contents.items()]


def _write(path: Path, content: bytes) -> BuiltAddin:
    write_new(path, content)
    return BuiltAddin(path, len(content), hashlib.sha256(content).hexdigest())
