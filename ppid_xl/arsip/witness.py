"""The witness: the head of the chain as sixteen groups for paper, and the line that such a code bears witness to.

Only a code outside the computer shows that the end of archive and log was cut off together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ppid_xl.arsip.chain import FIRST_PREV, Line, check_lines, read_chain
from ppid_xl.arsip.folder import LOG, Arsip
from ppid_xl.errors import ArsipError, InputError
from ppid_xl.messages import sentence

GROUPS, SHORTEST = 16, 16
_QR = re.compile(r"PPIDA1\|([0-9]+)\|([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Witness:
    """The line that a code names, and how many came after it."""

    line: Line
    later: int


def witness_code(sidik: str) -> str:
    """Return a digest as it is printed: sixteen groups of four."""
    width = len(sidik) // GROUPS
    return " ".join(sidik[start : start + width] for start in range(0, len(sidik), width))


def witness_qr(baris: int, sidik: str) -> str:
    """Return the text of the QR beside the code: which line, and its digest."""
    return f"PPIDA1|{baris}|{sidik}"


def latest_witness(arsip: Arsip) -> tuple[int, str]:
    """Return number and digest of the newest line; 0 and sixty-four zeros for an empty log."""
    chain = read_chain(arsip.log)
    return (len(chain.lines), chain.head) if chain.lines else (0, FIRST_PREV)


def find_witness(arsip: Arsip, code: str) -> Witness:
    """Return the line that a printed code names, every line up to it recomputed.

    The first sixteen digits are enough, as ``arsip simpan`` prints them. Raises InputError for what is no code,
    ArsipError when the chain has no such line or is broken before it.
    """
    wanted = _digits(code)
    chain = read_chain(arsip.log)
    found = [line for line in chain.lines if line.digest.startswith(wanted)]
    if not found:
        raise ArsipError("arsip-saksi-tidak-cocok", folder=arsip.path, baris=len(chain.lines))
    line = found[0]
    broken = [one for one in check_lines(chain, LOG) if int(one.fakta.get("baris", "0")) <= line.number]
    if broken:
        raise ArsipError("arsip-rusak", folder=arsip.path, cacat=sentence(broken[0]))
    return Witness(line, len(chain.lines) - line.number)


def _digits(code: str) -> str:
    scanned = _QR.fullmatch(code.strip())
    text = scanned[2] if scanned else re.sub(r"[\s.:-]", "", code).lower()
    if not re.fullmatch(rf"[0-9a-f]{{{SHORTEST},64}}", text):
        raise InputError("arsip-saksi-tidak-terbaca", saksi=code)
    return text
