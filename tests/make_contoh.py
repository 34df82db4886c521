"""Make the lists of ``workbooks/contoh`` from the real rows in ``tests/data``, laid out as offices lay them out.

Run by hand when the example is to change: ``python tests/make_contoh.py``. The wording of the rows is untouched;
kop, headings, group, total and signature lines are set around them.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
TARGET = HERE.parent / "workbooks" / "contoh"
POLTEKKES = "Poltekkes Kemenkes Jakarta III"
TARDAMU = "Kementerian Perhubungan - Kantor UPBU Tardamu"
POLIBAN = "Politeknik Negeri Banjarmasin"
LLDIKTI = "LLDikti Wilayah XI (Kalimantan)"


def real_rows(name: str, body: str) -> list[dict[str, str]]:
    """Return the real rows of one public body."""
    with (HERE / "data" / name).open(encoding="utf-8-sig", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["badan_publik"] == body]


def write_poltekkes() -> None:
    """A semicolon csv in Windows-1252, as Excel with Indonesian settings saves it."""
    rows = real_rows("dik_nyata.csv", POLTEKKES)
    with (TARGET / "poltekkes-jakarta-iii.csv").open("w", encoding="cp1252", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(
            ["No", "Informasi", "Dasar Hukum Pengecualian Informasi", "Dibuka", "Ditutup", "Jangka Waktu"]
        )
        for number, row in enumerate(rows, 1):
            writer.writerow([number, row["nama_informasi"], row["dasar_hukum_pengecualian"], row["konsekuensi_dibuka"],
                             row["konsekuensi_ditutup_manfaat"], row["jangka_waktu"]])  # fmt: skip


def write_tardamu() -> None:
    """A workbook with kop, merged headings, a row of column numbers, a total and a signature; and the DIP."""
    rows = [r for r in real_rows("dik_nyata.csv", TARDAMU) if "diketik ulang" not in r["catatan"]]
    book = Workbook()
    sheet = book.active
    sheet.title = "DIK 2025"
    kop(
        sheet,
        ["KEMENTERIAN PERHUBUNGAN", "KANTOR UPBU TARDAMU", "DAFTAR INFORMASI YANG DIKECUALIKAN TAHUN 2025"],
        6,
    )
    sheet.append([])
    sheet.append(
        [
            "No.",
            "Informasi",
            "Dasar Hukum Pengecualian Informasi",
            "Konsekuensi/Pertimbangan Bagi Publik",
            None,
            "Jangka Waktu",
        ]
    )
    sheet.append([None, None, None, "Dibuka", "Ditutup", None])
    for cells in ("A5:A6", "B5:B6", "C5:C6", "D5:E5", "F5:F6"):
        sheet.merge_cells(cells)
    sheet.append([1, 2, 3, 4, 5, 6])
    for number, row in enumerate(rows, 1):
        sheet.append([number, row["nama_informasi"], row["dasar_hukum_pengecualian"], row["konsekuensi_dibuka"],
                      row["konsekuensi_ditutup_manfaat"], row["jangka_waktu"]])  # fmt: skip
    sheet.append(["Jumlah", f"{len(rows)} informasi"])
    sheet.append([])
    sheet.append([None, None, None, "Ditetapkan di Sabu Raijua"])
    sheet.append([None, None, None, "PPID Pelaksana UPT"])
    finish(sheet, (6, 40, 40, 36, 36, 16), 5)
    write_dip(book)
    save(book, "upbu-tardamu.xlsx")


def write_dip(book: Workbook) -> None:
    rows = real_rows("dip_nyata.csv", TARDAMU)
    sheet = book.create_sheet("DIP")
    kop(sheet, ["KANTOR UPBU TARDAMU", "DAFTAR INFORMASI PUBLIK"], 9)
    sheet.append([])
    sheet.append(
        [
            "No",
            "Nama Informasi",
            "Ringkasan Isi Informasi",
            "Pejabat/Unit/Satker yang Menguasai Informasi",
            "Penanggungjawab pembuatan atau penerbitan informasi",
            "Waktu dan tempat pembuatan informasi",
            "Bentuk informasi yang tersedia",
            "Jangka Waktu Penyimpanan atau Retensi Arsip",
            "Kategori",
        ]
    )
    for kind in ("berkala", "serta merta", "setiap saat"):
        group = [r for r in rows if r["klasifikasi"] == kind]
        if group:
            sheet.append([None, f"INFORMASI {kind.upper()}"])
        for number, row in enumerate(group, 1):
            sheet.append([number, row["nama_informasi"], row["ringkasan"], row["unit"], row["penanggung_jawab"],
                          row["waktu_tempat"], row["format"], row["jangka_waktu"], row["klasifikasi"]])  # fmt: skip
    finish(sheet, (5, 36, 40, 30, 26, 20, 14, 16, 14), 4)


def write_poliban() -> None:
    """A workbook whose table starts in column B, with the headings that office really uses."""
    rows = real_rows("dik_nyata.csv", POLIBAN)
    book = Workbook()
    sheet = book.active
    sheet.title = "Lampiran SK"
    kop(sheet, ["POLITEKNIK NEGERI BANJARMASIN", "LAMPIRAN KEPUTUSAN DIREKTUR"], 5)
    sheet.append([])
    sheet.append(
        [None, "NO", "JENIS KLASIFIKASI INFORMASI YANG DIKECUALIKAN", "ALASAN PENGECUALIAN", "JANGKA WAKTU"]
    )
    for number, row in enumerate(rows, 1):
        sheet.append(
            [None, number, row["nama_informasi"], row["dasar_hukum_pengecualian"], row["jangka_waktu"]]
        )
    finish(sheet, (3, 6, 46, 60, 30), 4)
    save(book, "poliban.xlsx")


def write_lldikti() -> None:
    """A tab-separated list in UTF-16, as Excel's "Teks Unicode" saves it."""
    rows = real_rows("dik_nyata.csv", LLDIKTI)
    with (TARGET / "lldikti-xi.txt").open("w", encoding="utf-16", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t")
        writer.writerow(["Nomor", "Judul Informasi", "Landasan Hukum", "Batas Waktu Pengecualian"])
        for number, row in enumerate(rows, 1):
            writer.writerow(
                [number, row["nama_informasi"], row["dasar_hukum_pengecualian"], row["jangka_waktu"]]
            )


def kop(sheet: Worksheet, lines: Sequence[str], width: int) -> None:
    for line in lines:
        sheet.append([line])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=width)
        sheet.cell(sheet.max_row, 1).font = Font(bold=True, size=12)
        sheet.cell(sheet.max_row, 1).alignment = Alignment(horizontal="center")


def finish(sheet: Worksheet, widths: Sequence[float], header_row: int) -> None:
    thin = Side(style="thin")
    for number, (column, width) in enumerate(
        zip(sheet.iter_cols(max_col=len(widths)), widths, strict=True), 1
    ):
        sheet.column_dimensions[get_column_letter(number)].width = width
        for cell in column[header_row - 1 :]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(thin, thin, thin, thin)
        column[header_row - 1].font = Font(bold=True)


def save(book: Workbook, name: str) -> None:
    book.properties.created = book.properties.modified = datetime(2026, 1, 2)
    book.save(TARGET / name)


if __name__ == "__main__":
    write_poltekkes()
    write_tardamu()
    write_poliban()
    write_lldikti()
