"""Make the pictures of the rekap workbook in ``docs/gambar``: beranda, petunjuk, rekap, pengaturan.

Run from the project folder, with the project installed: ``python docs/buat_gambar.py``. Needs LibreOffice
(soffice) and poppler (pdftoppm). Every row, name and number in the pictures is invented. The picture of Rekap
leaves out some columns, as an SOP may do, so that it can be read.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from ppid_xl.bawaan import data_path
from ppid_xl.buku import build_rekap, tenggat_name
from ppid_xl.buku.style import text_height
from ppid_xl.columns import load_columns
from ppid_xl.kalender import load_libur

GAMBAR = Path(__file__).parent / "gambar"
PAPER_A3 = 8
SHOWN_IN_REKAP = (
    "No", "Cek", "ID", "Judul Informasi", "Unit Penguasa", "Klasifikasi", "Dasar Hukum", "Jangka Waktu",
    "Terhitung Mulai", "Usulan", "Terima", "Akhir Pengecualian", "Status", "Temuan",
)  # fmt: skip
# sheet → print area, dots per inch
PICTURES = {
    "Beranda": ("A1:J32", 100),
    "Petunjuk": ("A1:D32", 105),
    "Rekap": ("A1:AE12", 105),
    "Pengaturan": ("A1:K26", 105),
}

SOP: dict[str, Any] = {
    "kode": "contoh",
    "nomor": "000/00/CONTOH",
    "nama": "Pendokumentasian Informasi yang Dikecualikan",
    "instansi": "Badan Contoh Provinsi Teladan",
    "kegiatan": [
        {
            "nomor": 1,
            "uraian": "Mengumpulkan daftar informasi yang dikecualikan dari setiap bidang",
            "pelaksana": ["Petugas PPID", "Bidang"],
            "kelengkapan": "Daftar informasi dari bidang",
            "waktu": "30 menit",
            "output": "Rekap informasi",
        },
        {
            "nomor": 2,
            "uraian": "Menguji konsekuensi dan mengajukan persetujuan",
            "pelaksana": ["PPID", "Atasan PPID"],
            "kelengkapan": "Lembar uji konsekuensi",
            "waktu": "1 jam",
            "output": "Penetapan",
        },
    ],
}
UNITS = ("Sekretariat", "Bidang Mutasi", "Bidang Pengembangan", "Bidang Data dan Informasi")
SETTINGS = {
    "NamaPemerintah": "PEMERINTAH PROVINSI TELADAN",
    "Alamat": "Jalan Misal Nomor 1, Kota Umpama",
    "Kontak": "Telepon (000) 0000000 · ppid.teladan.example",
    "Tempat": "Kota Umpama",
    "Tahun": 2026,
    "PolaNomorSurat": "{kode}/{urut}/{unit}",
    "UrutINF": 8,
    "TerakhirDiperiksa": "21/11/2026 08:15",
    "RingkasanPeriksa": "2 galat, 1 peringatan, 1 catatan",
}


MORE = {
    "usulan": "Usulan",
    "terima": "Terima",
    "akhir": "Akhir Pengecualian",
    "batas": "Batas Ubah",
    "status": "Status",
    "cek": "Cek",
    "tanda": "_tanda",
    "temuan": "Temuan",
}


def _exclusion(
    judul: str, unit: str, dasar: str, jangka: str, mulai: date | str | None = None, **lain: object
) -> dict[str, object]:
    row: dict[str, object] = {
        "Judul Informasi": judul,
        "Unit Penguasa": unit,
        "Klasifikasi": "Dikecualikan",
        "Dasar Hukum": dasar,
        "Bagian yang Ditutup": "Seluruh dokumen",
        "Konsekuensi Bila Dibuka": "Mengungkap penilaian dan data perorangan sehingga merugikan pegawai.",
        "Manfaat Bila Ditutup": "Hak pribadi terlindungi dan penilaian berjalan objektif.",
        "Jangka Waktu": jangka,
        "Terhitung Mulai": mulai,
        "Lokasi Fisik": "R. Arsip / Lemari 2 / Boks 4",
        "Status": "Menunggu uji",
    }
    return row | {MORE[key]: value for key, value in lain.items()}


def _public(judul: str, unit: str, klasifikasi: str, tautan: str = "") -> dict[str, object]:
    return {
        "Judul Informasi": judul,
        "Ringkasan Isi": f"Memuat {judul.lower()} sesuai keadaan terakhir.",
        "Unit Penguasa": unit,
        "Penanggung Jawab": f"Kepala {unit}",
        "Waktu dan Tempat Pembuatan": "Kota Umpama, 2026",
        "Bentuk": "Cetak dan softcopy",
        "Retensi": "5 tahun",
        "Klasifikasi": klasifikasi,
        "Tautan Publikasi": tautan,
        "Status": "Terbit" if tautan else "Belum terbit",
    }


ROWS: tuple[dict[str, object], ...] = (
    _exclusion(
        "Hasil penilaian kinerja perorangan pegawai semester II Tahun 2025", "Bidang Mutasi",
        "Pasal 17 huruf h angka 4 UU 14/2008", "5 tahun", date(2026, 1, 26),
        akhir=date(2031, 1, 26), batas=date(2030, 12, 11),
    ),
    _public("Rencana kerja dan anggaran Tahun 2026", "Sekretariat", "Berkala", "https://contoh.example/rka"),
    _exclusion(
        "Naskah soal seleksi jabatan pimpinan tinggi", "Bidang Pengembangan",
        "UU KIP pasal 17 (i)", "s.d. seleksi selesai",
        usulan="Dasar Hukum: Pasal 17 huruf i UU 14/2008\nJangka Waktu: sampai seleksi selesai",
        cek="▲", tanda="|P:Dasar Hukum|",
        temuan="▲ Dasar Hukum belum dalam bentuk baku. Baca Usulan, lalu isi Terima.",
    ),
    _exclusion(
        "Berkas pemeriksaan disiplin pegawai", "Bidang Mutasi", "Pasal 17 huruf a angka 1 UU 14/2008", "",
        cek="✖", tanda="|G:Jangka Waktu|C:Terhitung Mulai|",
        temuan="✖ Jangka Waktu belum diisi.\n• Terhitung Mulai belum diisi.",
    ),
    _public("Statistik jumlah pegawai menurut golongan", "Bidang Data dan Informasi", "Setiap Saat"),
    _exclusion(
        "Risalah rapat tim penilai jabatan triwulan III Tahun 2024", "Bidang Mutasi",
        "Pasal 17 huruf i UU 14/2008", "2 tahun", date(2024, 12, 2), terima="Ya",
        usulan="Jangka Waktu: 2 tahun sejak 2 Desember 2024",
        akhir=date(2026, 12, 2), batas=date(2026, 10, 21), status="Mendekati akhir",
    ),
    _exclusion(
        "Daftar peserta dan hasil uji kompetensi jabatan", "Bidang Pengembangan",
        "Pasal 17 huruf h angka 4 UU 14/2008", "9 bulan", date(2026, 2, 9),
        akhir=date(2026, 11, 9), batas=date(2026, 9, 28), status="Terbuka demi hukum",
        cek="✖", tanda="|G:Akhir Pengecualian|", temuan="✖ Masa pengecualian sudah berakhir.",
    ),
    _public("Pengumuman gangguan layanan akibat banjir", "Sekretariat", "Serta Merta", "https://contoh.example/1"),
)  # fmt: skip
COUNTS = {
    "BerandaJumlahInformasi": 8,
    "BerandaDikecualikan": 5,
    "BerandaGalat": 2,
    "BerandaPeringatan": 1,
    "BerandaCatatan": 1,
    "BerandaBelumTerima": 1,
    "BerandaLewat": 1,
    "BerandaSegera": 1,
    "BerandaPemeriksaan": "21/11/2026 08:15",
}
TENGGAT = (
    ("INF-2026-0007", ROWS[6], -9),
    ("INF-2026-0006", ROWS[5], 7),
    ("INF-2026-0001", ROWS[0], 1021),
)


def example_workbook(count: int = len(ROWS), shown: Sequence[str] = ()) -> Any:
    """Return a built rekap as an openpyxl workbook, with ``count`` invented rows and a filled Beranda.

    ``shown`` holds headings of tblRekap, all others are hidden; empty shows all.
    """
    dictionary = load_columns(data_path("kolom.toml"))
    columns = dictionary.tabel["tblRekap"].kolom
    hidden = [column.kunci for column in columns if shown and column.judul not in shown]
    libur = [day for day in load_libur(data_path("libur.toml")) if day.tanggal.year == 2026]
    content = build_rekap(
        dictionary, SOP, SETTINGS, libur, UNITS, created=datetime(2026, 11, 21, 8), hidden=hidden
    )
    book = load_workbook(BytesIO(content), rich_text=True)
    rows = [
        {"No": n, "ID": f"INF-2026-{n:04d}"} | ROWS[(n - 1) % len(ROWS)]
        for n in range(1, count + 1)
    ]  # fmt: skip
    fill_table(book["Rekap"], "tblRekap", rows)
    _fill_beranda(book)
    return book


def fill_table(sheet: Any, name: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows (heading → value) into a table from its first data row on, with the looks of that row."""
    table = sheet.tables[name]
    first_column, header_row, last_column, _ = range_boundaries(table.ref)
    first = header_row + 1
    columns = range(first_column, last_column + 1)
    for number, row in enumerate(rows, first):
        needs = []
        for position in columns:
            cell, model = sheet.cell(number, position), sheet.cell(first, position)
            cell._style = copy(model._style)
            cell.value = row.get(sheet.cell(header_row, position).value)
            dimension = sheet.column_dimensions[get_column_letter(position)]
            if isinstance(cell.value, str) and not dimension.hidden:
                needs.append((cell.value, dimension.width))
        sheet.row_dimensions[number].height = max(20, text_height(needs))
    last = f"{get_column_letter(last_column)}{header_row + max(1, len(rows))}"
    table.ref = f"{get_column_letter(first_column)}{header_row}:{last}"
    table.autoFilter.ref = table.ref


def _fill_beranda(book: Any) -> None:
    for name, value in COUNTS.items():
        _set_name(book, name, value)
    for number, (identity, row, left) in enumerate(TENGGAT, 1):
        values = (identity, row["Judul Informasi"], row["Akhir Pengecualian"], left, row["Status"])
        for field, value in zip(("ID", "Judul", "Akhir", "Sisa", "Keadaan"), values, strict=True):
            _set_name(book, tenggat_name(number, field), value)


def _set_name(book: Any, name: str, value: object) -> None:
    ((sheet, address),) = book.defined_names[name].destinations
    book[sheet][address.replace("$", "")].value = value


def to_pdf(workbook: Path, folder: Path) -> Path:
    """Convert a workbook with LibreOffice in its own profile and return the PDF."""
    profile = (folder / "profil").resolve().as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(workbook)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / f"{workbook.stem}.pdf"


def _prepare(book: Any) -> None:
    for sheet in book:
        if sheet.title not in PICTURES:
            continue
        sheet.print_area = PICTURES[sheet.title][0]
        sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = PAPER_A3, 1
        for part in (sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right):
            part.text = None


def _content_box(pgm: bytes) -> tuple[int, int, int, int]:
    """Return x, y, width, height of what is not white in a grey image of pdftoppm."""
    _, size, _, pixels = pgm.split(b"\n", 3)
    width, height = (int(part) for part in size.split())
    lines = [pixels[y * width : (y + 1) * width] for y in range(height)]
    inked = [y for y, line in enumerate(lines) if line.strip(b"\xff")]
    left = min(width - len(lines[y].lstrip(b"\xff")) for y in inked)
    right = max(len(lines[y].rstrip(b"\xff")) for y in inked)
    return left, inked[0], right - left, inked[-1] - inked[0] + 1


def make_picture(pdf: Path, page: int, dpi: int, target: Path) -> None:
    """Draw one page of a PDF as PNG without its white margins."""
    draw = ["pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page)]
    grey = subprocess.run([*draw, "-gray", str(pdf)], check=True, capture_output=True).stdout
    x, y, width, height = _content_box(grey)
    crop = ["-x", str(x - 8), "-y", str(y - 8), "-W", str(width + 16), "-H", str(height + 16)]
    subprocess.run([*draw, *crop, "-png", "-singlefile", str(pdf), str(target.with_suffix(""))], check=True)


def main() -> None:
    """Build the example workbook and draw its pictures."""
    book = example_workbook(shown=SHOWN_IN_REKAP)
    _prepare(book)
    GAMBAR.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contoh.xlsx"
        book.save(path)
        pdf = to_pdf(path, Path(folder))
        for sheet, (_, dpi) in PICTURES.items():
            make_picture(pdf, book.sheetnames.index(sheet) + 1, dpi, GAMBAR / f"{sheet.lower()}.png")


if __name__ == "__main__":
    main()
