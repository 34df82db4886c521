"""One context for every Word template: a placeholder is a column key, every value a text, and never None."""

from ppid_xl.surat.konteks.act import Langkah, Orang
from ppid_xl.surat.konteks.document import Bahan, Berkas, Bukti, Tindakan, build_context
from ppid_xl.surat.konteks.frame import Rekap, Surat
from ppid_xl.surat.konteks.rows import Baris, Beda, Diuji, Putusan

__all__ = [
    "Bahan",
    "Baris",
    "Beda",
    "Berkas",
    "Bukti",
    "Diuji",
    "Langkah",
    "Orang",
    "Putusan",
    "Rekap",
    "Surat",
    "Tindakan",
    "build_context",
]
