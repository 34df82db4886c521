"""The signed head: ``kepala.json`` says which line of the chain was the newest, under a key that the chain names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ppid_xl.arsip import durable
from ppid_xl.arsip.act import Act, facts_of
from ppid_xl.arsip.chain import Chain, extend_log
from ppid_xl.arsip.faults import Fault, fault
from ppid_xl.arsip.folder import HEAD, Arsip
from ppid_xl.arsip.inventory import parse_json
from ppid_xl.arsip.office_key import OfficeKey, is_signed_by, office_key

KEY_CHANGE, PUBLIC = "kunci", "kunci_publik"


def message_of(identity: str, baris: int, sidik: str) -> bytes:
    """Return what is signed: which archive, which line, and its digest."""
    return f"ppid_xl kepala arsip 1\n{identity}\n{baris}\n{sidik}\n".encode()


def sign_head(arsip: Arsip, chain: Chain, act: Act) -> Chain:
    """Sign the newest line, with a line before it for a key that is new; return the chain, as it was without a key.

    The caller holds the lock. Raises ArsipError when the disk does not take it.
    """
    key = office_key(_identity(chain)) if chain.lines else None
    if key is None:
        return chain
    if key.publik not in _known_keys(chain):
        bare = Act(act.pelaku, act.akun, act.waktu, "Kunci penanda kepala rantai mulai dipakai",
                   versi_alat=act.versi_alat, rincian={PUBLIC: key.publik})  # fmt: skip
        told = {"alasan_jam": "bersama tindakan sebelumnya"}
        chain = extend_log(arsip.log, chain, act.waktu, facts_of(bare, KEY_CHANGE) | told)
    _write(arsip.head, chain, key)
    return chain


def _write(path: Path, chain: Chain, key: OfficeKey) -> None:
    baris, sidik = len(chain.lines), chain.head
    signature = key.sign(message_of(_identity(chain), baris, sidik))
    told = {"baris": baris, "sidik": sidik, "kunci": key.publik, "tanda_tangan": signature}
    draft = path.with_name(f"{path.name}.baru")
    with durable.writing(path.parent):
        draft.unlink(missing_ok=True)
        durable.write_new(draft, json.dumps(told, indent=1).encode())
        durable.replace(draft, path)


def head_faults(arsip: Arsip, chain: Chain) -> Iterator[Fault]:
    """Yield what is wrong with the signed head; a head that is only older than the log is no fault."""
    if not arsip.head.is_file():
        return
    told = _read(arsip.head)
    baris, sidik = told.get("baris"), str(told.get("sidik", ""))
    known = str(told.get("kunci", "")) in _known_keys(chain)
    if not isinstance(baris, int) or not known or not _is_true(chain, told, baris, sidik):
        yield fault("arsip-kepala-rusak", HEAD)
    elif not (0 < baris <= len(chain.lines) and chain.lines[baris - 1].digest == sidik):
        yield fault("arsip-kepala-lain", HEAD, baris=baris)


def unsigned_lines(arsip: Arsip, chain: Chain) -> int:
    """Return how many lines came after the signed one; all of them without a signed head."""
    baris = _read(arsip.head).get("baris") if arsip.head.is_file() else 0
    return max(len(chain.lines) - (baris if isinstance(baris, int) else 0), 0)


def _is_true(chain: Chain, told: Mapping[str, Any], baris: int, sidik: str) -> bool:
    message = message_of(_identity(chain), baris, sidik)
    return is_signed_by(str(told.get("kunci", "")), message, str(told.get("tanda_tangan", "")))


def _known_keys(chain: Chain) -> set[str]:
    told = (line.facts for line in chain.telling("tindakan", {KEY_CHANGE}))
    return {str(entry[PUBLIC]) for entry in told if PUBLIC in entry}


def _identity(chain: Chain) -> str:
    return chain.lines[0].digest if chain.lines else ""


def _read(path: Path) -> dict[str, Any]:
    try:
        data = parse_json(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
