"""The regulations that SOPs and rules cite, dated and sourced: what replaced what, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ppid_xl.errors import ConfigError
from ppid_xl.strict_toml import build, check_keys, nearest, read_toml


@dataclass(frozen=True, slots=True)
class Peraturan:
    """One regulation; fields are spelt as in ``data/peraturan.toml``, which explains them."""

    kode: str
    jenis: str
    nomor: int
    tahun: int
    tentang: str
    singkatan: str
    sumber: str
    terverifikasi: bool
    ln: str = ""
    tln: int = 0
    bn: str = ""
    berlaku_sejak: date | None = None
    diubah_oleh: tuple[str, ...] = ()
    diganti_oleh: str = ""
    sejak: date | None = None
    dasar_penggantian: str = ""
    catatan: str = ""

    @property
    def judul(self) -> str:
        """The regulation as it is cited in full."""
        return f"{self.jenis} Nomor {self.nomor} Tahun {self.tahun} tentang {self.tentang}"


def load_peraturan(path: Path) -> dict[str, Peraturan]:
    """Read the table of regulations by code.

    Raises ConfigError for an unknown or missing key, a code used twice, an unknown reference and a circle.
    """
    data = read_toml(path)
    check_keys(data, ("peraturan",), path, "berkas")
    known: dict[str, Peraturan] = {}
    for item in data.get("peraturan", []):
        kode = str(item.get("kode", "?"))
        if kode in known:
            raise ConfigError("peraturan-ganda", berkas=path, kode_peraturan=kode)
        known[kode] = _read(item, path, f"peraturan {kode}")
    for peraturan in known.values():
        _check_references(peraturan, known, path)
    return known


def successor(kode: str, known: Mapping[str, Peraturan], on: date | None = None) -> Peraturan | None:
    """Return the regulation that stands in the place of ``kode``; None while nothing has replaced it.

    With ``on``, a replacement dated after that day has not happened yet; one without a date always has.
    """
    found = None
    while kode in known and known[kode].diganti_oleh:
        sejak = known[kode].sejak
        if on is not None and sejak is not None and sejak > on:
            break
        kode = known[kode].diganti_oleh
        found = known[kode]
    return found


def _read(item: Mapping[str, Any], path: Path, place: str) -> Peraturan:
    for key in ("berlaku_sejak", "sejak"):
        value = item.get(key)
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            raise ConfigError("peraturan-tanggal-salah", berkas=path, tempat=place, kunci=key, isi=value)
    return build(Peraturan, item, path, place)


def _check_references(peraturan: Peraturan, known: Mapping[str, Peraturan], path: Path) -> None:
    for kode in (*peraturan.diubah_oleh, *([peraturan.diganti_oleh] if peraturan.diganti_oleh else [])):
        if kode not in known:
            raise ConfigError(
                "peraturan-tidak-dikenal",
                berkas=path,
                tempat=f"peraturan {peraturan.kode}",
                kode_peraturan=kode,
                terdekat=nearest(kode, sorted(known)),
            )
    seen = [peraturan.kode]
    while following := known[seen[-1]].diganti_oleh:
        if following in seen:
            raise ConfigError("peraturan-melingkar", berkas=path, kode_peraturan=peraturan.kode)
        if following not in known:
            return
        seen.append(following)
