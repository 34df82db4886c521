"""What a proof and diagnosa say of the brankas: whether it is on, and where the softcopies of one informasi lie."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.errors import ArsipError
from ppid_xl.messages import sentence
from ppid_xl.model import Row
from ppid_xl.workflow.berkas.berkas import read_softcopies
from ppid_xl.workflow.berkas.brankas_place import parse_place
from ppid_xl.workflow.brankas.amplop import has_envelope
from ppid_xl.workflow.brankas.penerima import Brankas, read_brankas, state_words
from ppid_xl.workflow.brankas.simpan_brankas import copies_outside
from ppid_xl.workflow.ground.tindakan import is_excluded

if TYPE_CHECKING:
    from ppid_xl.workflow.mesin.diagnosa import Check

NAME = "Brankas"
ONLY_PLACE = "softcopy yang dikecualikan tercatat tempatnya saja"


def brankas_words(row: Row, workbook: Path, folder: Path) -> str:
    """Return how the softcopies of an excluded row are kept, in one line."""
    places = [copy.lokasi for copy in read_softcopies(row.text("softcopy"))]
    sealed = [found for place in places if (found := parse_place(place))]
    gone = [name for informasi, name in sealed if not has_envelope(folder, workbook, informasi, name)]
    told = []
    if sealed:
        told.append(f"{len(sealed)} softcopy terkunci di arsip")
    if gone:
        told.append(f"amplop {', '.join(gone)} TIDAK ADA di arsip")
    if len(places) > len(sealed):
        told.append(f"{len(places) - len(sealed)} softcopy tercatat tempatnya saja")
    brankas = _read(folder)
    if isinstance(brankas, str):
        told.append(brankas)
    elif not brankas.is_on:
        told.append(f"brankas {state_words(brankas)}; {ONLY_PLACE}")
    return "; ".join(told) or "belum ada softcopy yang tercatat"


def check_of_brankas(folder: Path | None, now: datetime, rows: Iterable[Row] = ()) -> Check:
    """Return the check of a workbook's brankas; ``folder`` is its archive, None when no workbook was named.

    ``rows`` are its informasi: copies of excluded ones that lie in no envelope are counted.
    """
    from ppid_xl.workflow.mesin.diagnosa import Check  # a proof looks at no add-in and no PDF program

    if folder is None:
        return Check(NAME, "tidak-ada", "sebut bukunya untuk melihat keadaannya: ppid diagnosa BUKU.xlsx")
    brankas = _read(folder)
    if isinstance(brankas, str):
        return Check(NAME, "gagal", brankas, "pulihkan arsip dari salinan kedua")
    if not brankas.is_on:
        state = f"{state_words(brankas)}; {ONLY_PLACE}"
        return Check(NAME, "tidak-ada", state, "jalankan: ppid brankas siapkan, oleh kedua pemegang kunci")
    if stale := brankas.stale_roles(now):
        told = f"kunci {', '.join(stale)} lebih dari setahun tidak dicoba"
        return Check(NAME, "gagal", told, "jalankan: ppid brankas uji-pulih")
    if outside := sum(1 for row in rows if is_excluded(row) for _ in copies_outside(row)):
        told = f"{state_words(brankas)}; {outside} {ONLY_PLACE}"
        return Check(NAME, "gagal", told, "jalankan: ppid brankas simpan BUKU.xlsx")
    if brankas.usulan:
        return Check(
            NAME, "siap", f"{state_words(brankas)}; penggantian kunci {brankas.usulan.peran} belum selesai"
        )
    return Check(NAME, "siap", state_words(brankas))


def _read(folder: Path) -> Brankas | str:
    try:
        return read_brankas(folder)
    except ArsipError as reason:
        return sentence(reason)
