"""The folder that staff upload from: what we wrote there is replaced, what anyone else wrote is left alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ppid_xl.errors import InputError
from ppid_xl.patience import replace_patiently
from ppid_xl.terbit.berkas import digest, to_json

RECORD = "terbitan.json"  # not for uploading: which files we wrote, from which version


def write_terbitan(folder: Path, files: Mapping[str, bytes], facts: Mapping[str, object]) -> list[Path]:
    """Write a publication over the earlier one of ours and return its files.

    Raises InputError before the first byte when a file of such a name is not as we wrote it.
    """
    before = _digests(_read(folder))
    for name in {*files, *before}:
        _refuse_foreign(folder / name, {before.get(name, ""), digest(files.get(name, b""))})
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        _put(folder / name, data)
    for name in before.keys() - files.keys():
        (folder / name).unlink(missing_ok=True)
    record = {**facts, "berkas": {name: digest(data) for name, data in files.items()}}
    _put(folder / RECORD, to_json(record))
    return [folder / name for name in files]


def read_terbitan(folder: Path) -> dict[str, Any]:
    """Return what was published last from a folder; raise InputError when nothing was, or a file changed since."""
    record = _read(folder)
    digests = _digests(record)
    if not digests:
        raise InputError("belum-terbit", folder=folder)
    for name, expected in digests.items():
        if not (folder / name).is_file() or digest((folder / name).read_bytes()) != expected:
            raise InputError("terbitan-berubah", berkas=folder / name)
    return record


def _read(folder: Path) -> dict[str, Any]:
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _digests(record: Mapping[str, Any]) -> dict[str, str]:
    found = record.get("berkas")
    pairs = found.items() if isinstance(found, dict) else ()
    return {name: str(value) for name, value in pairs if name and Path(name).name == name}


def _refuse_foreign(path: Path, ours: set[str]) -> None:
    if path.exists() and (not path.is_file() or digest(path.read_bytes()) not in ours):
        raise InputError("terbitan-berubah", berkas=path)


def _put(path: Path, data: bytes) -> None:
    """Write a file that appears whole or not at all."""
    draft = path.with_name(f".{path.name}.sementara")
    try:
        draft.write_bytes(data)
        replace_patiently(draft, path)
    finally:
        draft.unlink(missing_ok=True)
