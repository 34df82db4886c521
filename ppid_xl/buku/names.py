"""The defined names on sheet Beranda: what Periksa writes there. Imports nothing heavy."""

from __future__ import annotations

from typing import Final

# defined name → label, caption, sheet it leads to; every value is a whole number
BERANDA_COUNTS: Final[dict[str, tuple[str, str, str]]] = {
    "BerandaJumlahInformasi": ("Informasi", "tercatat di Rekap", "Rekap"),
    "BerandaDikecualikan": ("Dikecualikan", "di antaranya", "Rekap"),
    "BerandaGalat": ("✖ Galat", "harus diperbaiki", "Temuan"),
    "BerandaPeringatan": ("▲ Peringatan", "perlu dilihat", "Temuan"),
    "BerandaCatatan": ("• Catatan", "untuk diketahui", "Temuan"),
    "BerandaBelumTerima": ("Usulan", "menunggu Terima", "Rekap"),
    "BerandaLewat": ("Lewat tenggat", "sudah berakhir", "Rekap"),
    "BerandaSegera": ("Segera berakhir", "batas ubah tiba", "Rekap"),
}

# defined name → label; counts of exclusions by how they end, on one line
BERANDA_ENDS: Final[dict[str, str]] = {
    "BerandaDalam90Hari": "Berakhir dalam 90 hari:",
    "BerandaPeristiwa": "Akhirnya menurut peristiwa, tanpa tanggal:",
}

# defined name → what stands there before the first Periksa; every value is text
BERANDA_TEXTS: Final[dict[str, str]] = {
    "BerandaNamaBadan": "",
    "BerandaSOP": "",
    "BerandaPemeriksaan": "belum pernah; klik Periksa",
}

TENGGAT_ROWS: Final = 10

# field → heading; the cell of row n is named Tenggat<n>_<field>. Akhir takes a date, Sisa a whole number.
TENGGAT_FIELDS: Final[dict[str, str]] = {
    "ID": "ID",
    "Judul": "Judul Informasi",
    "Akhir": "Akhir",
    "Sisa": "Sisa hari kerja",
    "Keadaan": "Keadaan",
}


def tenggat_name(number: int, field: str) -> str:
    """Return the defined name of a cell in the list of nearest deadlines; rows count from 1."""
    return f"Tenggat{number}_{field}"


BERANDA_NAMES: Final[tuple[str, ...]] = (
    *BERANDA_TEXTS,
    *BERANDA_COUNTS,
    *BERANDA_ENDS,
    *(tenggat_name(n, field) for n in range(1, TENGGAT_ROWS + 1) for field in TENGGAT_FIELDS),
)
