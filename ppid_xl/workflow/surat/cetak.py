"""Cetak: a document from its context; an official letter bears the code of its data at the foot, a draft never does."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ppid_xl.surat.konteks import Bahan, build_context
from ppid_xl.surat.konteks.sidik import canonical_data, data_sidik
from ppid_xl.workflow.surat.template import bounds_of

if TYPE_CHECKING:
    from ppid_xl.surat.kaki_kode import FootCode

TOKEN = "${"


def print_document(bahan: Bahan, target: Path, template: Path, paper: str) -> bytes:
    """Write a document; return the canonical data of an official letter, nothing for a draft, which bears no code.

    Raises as render_surat does.
    """
    if bahan.konsep:
        bahan = replace(bahan, saksi={})
    with TemporaryDirectory(prefix="ppid-", ignore_cleanup_errors=True) as place:
        return _print(bahan, target, template, paper, _witness_picture(bahan, Path(place)))


def _print(bahan: Bahan, target: Path, template: Path, paper: str, picture: Path | None) -> bytes:
    from ppid_xl.surat.render import render_surat

    context = build_context(bahan)
    official = not bahan.konsep and bool(bahan.surat.id)
    logo = hashlib.sha256(bahan.logo.read_bytes()).hexdigest() if bahan.logo else ""
    data = canonical_data({**context, "logo": logo}) if official else b""
    target.parent.mkdir(parents=True, exist_ok=True)
    if picture:
        context["saksi_qr"] = picture
    kode = _foot_code(bahan, data) if official else None
    render_surat(template, context, target, paper=paper, kode=kode, bounds=bounds_of(template))
    return data


def _witness_picture(bahan: Bahan, folder: Path) -> Path | None:
    """Return the QR of the archive's witness as a file; None where the document bears none."""
    if not bahan.saksi.get("qr"):
        return None
    from ppid_xl.ttd.gambar_qr import draw_qr

    path = folder / "saksi.png"
    path.write_bytes(draw_qr(bahan.saksi["qr"]).png)
    return path


def _foot_code(bahan: Bahan, data: bytes) -> FootCode:
    from ppid_xl.surat.kaki_kode import FootCode
    from ppid_xl.ttd.gambar_qr import draw_qr
    from ppid_xl.ttd.kode import Code, write_code

    nomor = "" if bahan.surat.nomor.startswith(TOKEN) else bahan.surat.nomor.strip()
    picture = draw_qr(write_code(Code(bahan.surat.id, nomor, "d", data_sidik(data))))
    alt = f"Kode QR surat {bahan.surat.id}: untuk menemukan suratnya, bukan tanda tangan."
    return FootCode(picture.png, picture.width_mm, bahan.surat.id, alt)
