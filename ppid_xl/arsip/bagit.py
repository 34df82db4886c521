"""Write a BagIt bag (RFC 8493, version 1.0): files to hand over, each with its SHA-256; nothing to be fetched."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from ppid_xl.arsip.durable import Source, move, write_new, writing
from ppid_xl.arsip.names import check_logical_paths
from ppid_xl.errors import ArsipError

ALGORITHM = "sha256"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
# RFC 8493 2.1.3 wants %25 in manifests, and the most used reader (bagit-python 1.9) does not undo it
_UNSAFE, _SAFE = "%", "_"


def write_bag(folder: Path, payload: Mapping[str, Source], info: Mapping[str, str]) -> dict[str, str]:
    """Make a bag in a folder that does not exist yet, and return path → SHA-256 of its payload.

    The bag appears whole or not at all; a percent sign in a name becomes an underscore. ``info`` becomes
    ``bag-info.txt``; Payload-Oxum is added. Raises ArsipError for a name that some system cannot hold, for two that
    become one, a taken folder or a full disk.
    """
    names = [path.replace(_UNSAFE, _SAFE) for path in payload]
    check_logical_paths(names)
    payload = dict(zip(names, payload.values(), strict=True))
    if os.path.lexists(folder):
        raise ArsipError("arsip-nama-terisi", berkas=folder)
    draft = folder.with_name(f".{folder.name}.{os.getpid()}.baru")
    with writing(folder.parent):
        try:
            digests = _write_payload(draft, payload)
            _write_tags(draft, digests, info)
            move(draft, folder)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    return digests


def _write_payload(draft: Path, payload: Mapping[str, Source]) -> dict[str, str]:
    (draft / "data").mkdir(parents=True)
    digests = {}
    for path, source in sorted(payload.items()):
        target = draft / "data" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        digests[f"data/{path}"] = write_new(target, source, ALGORITHM)
    return digests


def _write_tags(draft: Path, digests: Mapping[str, str], info: Mapping[str, str]) -> None:
    size = sum((draft / path).stat().st_size for path in digests)
    told = [*info.items(), ("Payload-Oxum", f"{size}.{len(digests)}")]
    tags = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": "".join(f"{name}: {_one_line(text)}\n" for name, text in told if text).encode(),
        f"manifest-{ALGORITHM}.txt": _manifest(digests),
    }
    tags[f"tagmanifest-{ALGORITHM}.txt"] = _manifest(
        {name: hashlib.sha256(content).hexdigest() for name, content in sorted(tags.items())}
    )
    for name, content in tags.items():
        write_new(draft / name, content)


def _manifest(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {path}\n" for path, digest in digests.items()).encode()


def _one_line(text: str) -> str:
    return " ".join(text.split())
