"""SOPs as data: the loader, the check of quotations, and the time of a kegiatan."""

from ppid_xl.sop.checks import Known
from ppid_xl.sop.loader import available, describe, find_sop, load_sop
from ppid_xl.sop.model import (
    Aturan,
    DasarHukumSop,
    Keadaan,
    Kegiatan,
    Pembukaan,
    Penyimpanan,
    Persetujuan,
    Sop,
)
from ppid_xl.sop.quotes import check_against_source, missing_texts, plain
from ppid_xl.sop.verdict import verdict_notes
from ppid_xl.sop.waktu import Waktu, parse_waktu

__all__ = [
    "Aturan",
    "DasarHukumSop",
    "Keadaan",
    "Kegiatan",
    "Known",
    "Pembukaan",
    "Penyimpanan",
    "Persetujuan",
    "Sop",
    "Waktu",
    "available",
    "check_against_source",
    "describe",
    "find_sop",
    "load_sop",
    "missing_texts",
    "parse_waktu",
    "plain",
    "verdict_notes",
]
