"""An act on an archive, and the facts of its line in the log; the kinds of acts are data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import quote

from ppid_xl.arsip.names import timestamp
from ppid_xl.arsip.versions import Version
from ppid_xl.bawaan import data_path
from ppid_xl.errors import ArsipError, ConfigError
from ppid_xl.strict_toml import read_toml

KINDS = "tindakan_arsip.toml"


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something to the archive, when and why; field names as in the log.

    ``alasan_jam`` says why the moment lies before the last entry of the log, when it does.
    """

    pelaku: str
    akun: str
    waktu: datetime
    alasan: str = ""
    atas_nama: str = ""
    nomor: str = ""
    versi_alat: str = ""
    rincian: Mapping[str, str] = field(default_factory=dict)
    alasan_jam: str = ""


@cache
def kinds() -> Mapping[str, str]:
    """Return the kinds of lines a log may have, each with what it means."""
    return read_toml(data_path(KINDS))


def facts_of(act: Act, tindakan: str) -> dict[str, Any]:
    """Return the facts of a line; raise ArsipError for text or a moment that cannot be written.

    Raises ConfigError for a kind that ``data/tindakan_arsip.toml`` does not have.
    """
    if tindakan not in kinds():
        raise ConfigError("arsip-tindakan-asing", tindakan=tindakan, pilihan=", ".join(kinds()))
    timestamp(act.waktu)
    facts: dict[str, Any] = dict(act.rincian) | {
        "objek": "",
        "versi": "",
        "sidik_inventory": "",
        "pelaku": act.pelaku,
        "akun": act.akun,
        "atas_nama": act.atas_nama,
        "tindakan": tindakan,
        "alasan": act.alasan,
        "nomor": act.nomor,
        "versi_alat": act.versi_alat,
    }
    try:
        "".join([*facts.values(), act.alasan_jam]).encode()
    except UnicodeEncodeError as reason:
        raise ArsipError("arsip-teks-rusak", isi=ascii(reason.object)) from reason
    return facts


def reference(version: Version) -> dict[str, Any]:
    """Return the facts by which a line names a version."""
    return {
        "objek": version.object_id,
        "versi": version.name,
        "sidik_inventory": version.inventory_digest,
    }


def address_of(akun: str) -> str:
    """Return the account as the URI that OCFL asks for: an e-mail address, or a name of ours."""
    return f"mailto:{akun}" if "@" in akun else f"urn:ppid:akun:{quote(akun, safe='')}"
