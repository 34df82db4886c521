"""The kinds of document an office makes, read from ``data/surat.toml``: each is one table there and one template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.errors import ConfigError
from ppid_xl.strict_toml import build, check_keys, read_toml

BARIS = ("dikecualikan", "publik", "semua", "dibuka", "diubah", "ditolak", "tanpa")
LANGKAH = ("", "uji", "berkas", "pengembalian")


@dataclass(frozen=True, slots=True)
class Jenis:
    """One kind of document; fields are spelt as in ``surat.toml``, which explains them."""

    judul: str
    hal: str
    baris: str
    penanda_tangan: tuple[str, ...]
    sumber: str
    tujuan: str = ""
    lampiran: str = ""
    langkah: str = ""
    penanda_tangan_kedua: tuple[str, ...] = ()
    penanda_tangan_kepala: tuple[str, ...] = ()
    surat_dinas: bool = False
    galat_menghentikan: bool = True
    perlu_disetujui: bool = False
    perlu_tindakan: bool = False
    banding: bool = False
    semua_unit: bool = False
    rencana: bool = False


def load_jenis(path: Path) -> Mapping[str, Jenis]:
    """Read the kinds by code, in the order of the file; raise ConfigError for an unknown key, word or type."""
    data = read_toml(path)
    check_keys(data, ("jenis",), path, "berkas")
    kinds = {}
    for kode, table in data.get("jenis", {}).items():
        place = f"jenis {kode}"
        kinds[kode] = build(Jenis, table, path, place)
        _check(kinds[kode], path, place)
    return kinds


def _check(jenis: Jenis, path: Path, place: str) -> None:
    for key, words in (("baris", BARIS), ("langkah", LANGKAH)):
        if getattr(jenis, key) not in words:
            raise ConfigError(
                "isi-tidak-dikenal", berkas=path, tempat=place, kunci=key,
                isi=getattr(jenis, key), pilihan=", ".join(word for word in words if word),
            )  # fmt: skip
    for key, kind in Jenis.__annotations__.items():
        wanted = {"str": str, "bool": bool}.get(kind, tuple)
        if not isinstance(getattr(jenis, key), wanted):
            raise ConfigError(
                "isi-tidak-dikenal", berkas=path, tempat=place, kunci=key, isi=getattr(jenis, key),
                pilihan={str: "teks", bool: "true, false", tuple: "daftar teks"}[wanted],
            )  # fmt: skip
