"""Known traps: what official forms have wrong, and what offices copy from them; the list is ``data/perangkap.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ppid_xl.bawaan import data_path
from ppid_xl.strict_toml import build, check_keys, read_toml
from ppid_xl.surat.lint.fault import PERINGATAN, Fault, Piece, fault_at


@dataclass(frozen=True, slots=True)
class Perangkap:
    """One trap; fields are spelt as in the file, which explains them."""

    salah: str
    seharusnya: str
    sumber: str


@cache
def load_perangkap() -> tuple[Perangkap, ...]:
    """Return the traps; raise ConfigError for an unknown key."""
    path = data_path("perangkap.toml")
    data = read_toml(path)
    check_keys(data, ("perangkap",), path, "berkas")
    return tuple(build(Perangkap, table, path, "perangkap") for table in data["perangkap"])


def check_traps(piece: Piece) -> Iterator[Fault]:
    """Give the traps in the text of a paragraph."""
    text = " ".join(piece.text.split())
    for one in load_perangkap():
        if found := re.search(one.salah, text, re.IGNORECASE):
            yield fault_at(
                piece,
                "template-perangkap",
                found[0],
                PERINGATAN,
                seharusnya=one.seharusnya,
                sumber=one.sumber,
            )
