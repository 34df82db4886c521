"""The title of a penetapan as the office sets it, and how its own text then speaks of itself."""

from __future__ import annotations

from collections.abc import Mapping

from ppid_xl.columns import normalise

# PerKI 1/2021 Lampiran III; its Pasal 33 and 34 say "surat keputusan pengecualian informasi" of the same document.
FORM = "Penetapan Pejabat Pengelola Informasi dan Dokumentasi"
SHORT_FORM = "Penetapan PPID"
KINDS = ("Surat Keputusan", "Keputusan", "Penetapan")
GAPS = ("…", "...")


def penetapan_values(pengaturan: Mapping[str, str]) -> dict[str, object]:
    """Return ``judul`` (its lines, capitals), ``sebutan`` (whole), ``singkat`` and ``jenis`` (``… ini``).

    A blank setting ``judul_penetapan`` gives the title of the form; a gap in it is the name of the office.
    """
    office = pengaturan.get("nama_badan", "").strip()
    title = " ".join(pengaturan.get("judul_penetapan", "").split())
    for gap in GAPS:
        title = title.replace(gap, office or gap)
    if not title:
        lines = [*FORM.split(" ", 1), office]
        return {"judul": _capitals(lines), "sebutan": FORM, "singkat": SHORT_FORM, "jenis": KINDS[-1]}
    named = office and normalise(office) in normalise(title)
    kind = next((kind for kind in KINDS if normalise(title).startswith(normalise(kind))), KINDS[-1])
    lines = [title] if named else [title, office]
    return {"judul": _capitals(lines), "sebutan": title, "singkat": title, "jenis": kind}


def _capitals(lines: list[str]) -> list[str]:
    return [line.upper() for line in lines if line.strip()]
