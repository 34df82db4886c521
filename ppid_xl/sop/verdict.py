"""What the verdict on a sound SOP file still tells: readings that its author may not have meant."""

from __future__ import annotations

from collections.abc import Iterator

from ppid_xl.sop.model import Kegiatan, Sop
from ppid_xl.sop.waktu import parse_waktu

UNRECORDED = (
    "ppid agenda --paraf", "ppid agenda --cetak", "ppid agenda --kirim", "ppid agenda --batal", "ppid pantau",
    "ppid rekapitulasi",
)  # fmt: skip


def verdict_notes(sop: Sop) -> list[str]:
    """Return a note on each Waktu with a number that sets no deadline, and each command that records no kegiatan."""
    return [note for step in sop.kegiatan for note in _notes(step)]


def _notes(step: Kegiatan) -> Iterator[str]:
    if parse_waktu(step.waktu).satuan == "terbuka" and any(sign.isdigit() for sign in step.waktu):
        yield (
            f'Kegiatan {step.nomor}: waktu "{step.waktu}" dibaca tanpa tenggat. Yang dihitung: satu angka dengan'
            " menit, jam, hari, atau hari kerja."
        )
    command = next((one for one in UNRECORDED if f"{step.perintah} ".startswith(f"{one} ")), "")
    if command:
        yield (
            f"Kegiatan {step.nomor}: {command} tidak mencatat kegiatannya sendiri; sesudahnya catat dengan"
            f" ppid langkah --kegiatan {step.nomor}."
        )
