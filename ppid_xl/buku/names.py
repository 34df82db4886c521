"""The defined names that Periksa writes for sheet Beranda, its charts included. Imports nothing heavy."""

from __future__ import annotations

from typing import Final

# defined name → label, caption, sheet it leads to; every value is a whole number
BERANDA_CARDS: Final[dict[str, tuple[str, str, str]]] = {
    "BerandaJumlahInformasi": ("Informasi tercatat", "di lembar Rekap", "Rekap"),
    "BerandaDikecualikan": ("Dikecualikan", "di antaranya", "Rekap"),
    "BerandaMenunggu": ("Menunggu", "uji, putusan, atau tanda tangan", "Uji Konsekuensi"),
    "BerandaDalam90Hari": ("Berakhir ≤ 90 hari", "dibuka atau diperpanjang", "Rekap"),
    "BerandaPeristiwa": ("Menunggu peristiwa", "berakhir tanpa tanggal", "Rekap"),
    "BerandaLewat": ("Lewat tenggat", "masanya sudah berakhir", "Rekap"),
}

# defined name → number format that says what is counted, sheet it leads to; every value is a whole number
BERANDA_COUNTS: Final[dict[str, tuple[str, str]]] = {
    "BerandaGalat": ('"✖ "#,##0" galat"', "Temuan"),
    "BerandaPeringatan": ('"▲ "#,##0" peringatan"', "Temuan"),
    "BerandaCatatan": ('"• "#,##0" catatan"', "Temuan"),
    "BerandaBelumTerima": ('#,##0" usulan menunggu Terima"', "Rekap"),
    "BerandaSegera": ('#,##0" batas ubahnya tiba"', "Rekap"),
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

# The figures of the three charts stand on a hidden sheet: label → its defined name, or rows of named cells.
CHART_SHEET: Final = "_hitung"
UNCLEAR: Final = "Belum jelas"
CHART_KLASIFIKASI: Final[dict[str, str]] = {
    "Berkala": "GrafikBerkala",
    "Serta Merta": "GrafikSertaMerta",
    "Setiap Saat": "GrafikSetiapSaat",
    "Dikecualikan": "GrafikDikecualikan",
    UNCLEAR: "GrafikBelumJelas",
}
CHART_UNIT_ROWS: Final = 6
CHART_UNIT_FIELDS: Final = ("Nama", "Publik", "Dikecualikan", "BelumJelas")
CHART_AKHIR_ROWS: Final = 8
CHART_AKHIR_FIELDS: Final = ("Label", "Jumlah")


def tenggat_name(number: int, field: str) -> str:
    """Return the defined name of a cell in the list of nearest deadlines; rows count from 1."""
    return f"Tenggat{number}_{field}"


def unit_name(number: int, field: str) -> str:
    """Return the defined name of a cell behind the chart per unit; rows count from 1."""
    return f"GrafikUnit{number}_{field}"


def akhir_name(number: int, field: str) -> str:
    """Return the defined name of a cell behind the chart of ends; rows count from 1."""
    return f"GrafikAkhir{number}_{field}"


BERANDA_NAMES: Final[tuple[str, ...]] = (
    *BERANDA_TEXTS,
    *BERANDA_CARDS,
    *BERANDA_COUNTS,
    *(tenggat_name(n, field) for n in range(1, TENGGAT_ROWS + 1) for field in TENGGAT_FIELDS),
)
CHART_NAMES: Final[tuple[str, ...]] = (
    *CHART_KLASIFIKASI.values(),
    *(unit_name(n, field) for n in range(1, CHART_UNIT_ROWS + 1) for field in CHART_UNIT_FIELDS),
    *(akhir_name(n, field) for n in range(1, CHART_AKHIR_ROWS + 1) for field in CHART_AKHIR_FIELDS),
)
