"""Make the pictures in ``docs/gambar`` from what ``ppid contoh`` makes of the shipped real rows.

Run from the project folder with the project installed: ``python docs/make_gambar.py``. Needs LibreOffice (soffice),
poppler (pdftoppm) and Chromium (chromium). In the picture of Rekap some columns are hidden so that it can be read.
For the documents of a test, a meeting and its approval are invented on top of the example.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook

from ppid_xl.hosts.file import FileHost
from ppid_xl.surat.konteks import Surat
from ppid_xl.workflow.contoh import contoh
from ppid_xl.workflow.ground.knowledge import load_knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.proses.persetujuan import DISETUJUI, decide
from ppid_xl.workflow.proses.uji import Answers, uji
from ppid_xl.workflow.surat.dokumen import surat

GAMBAR = Path(__file__).parent / "gambar"
NOW = datetime(2026, 11, 21, 8, 15, tzinfo=timezone(timedelta(hours=7)))
PAPER_A3 = 8
SHOWN_IN_REKAP = (
    "No", "Cek", "ID", "Judul Informasi", "Klasifikasi", "Dasar Hukum", "Konsekuensi Bila Dibuka",
    "Manfaat Bila Ditutup", "Jangka Waktu", "Terhitung Mulai", "Usulan", "Terima", "Akhir Pengecualian", "Status",
    "Temuan",
)  # fmt: skip
# sheet → print area, its own where none is named; dots per inch
SHEETS = {
    "Beranda": ("", 100),
    "Petunjuk": ("", 95),
    "Rekap": ("A1:AE14", 110),
    "Temuan": ("A1:K16", 100),
    "Pengaturan": ("A1:K28", 105),
}
# document → page → picture
PAGES = {
    "daftar-dikecualikan": {1: "daftar-dikecualikan"},
    "persetujuan": {1: "persetujuan", 2: "persetujuan-lampiran"},
}
# the same of documents after a test
UJI_PAGES = {
    "lembar-uji": {1: "lembar-uji"},
    "berita-acara-uji": {1: "berita-acara-uji"},
    "penetapan": {1: "penetapan"},
}
TESTED = 3
PESERTA = "Contoh Tiga (Kepala Bidang Contoh Satu); Contoh Empat, S.H. (Kepala Subbagian Hukum)"
WINDOW = "1100,760"


def make_contoh(folder: Path) -> Path:
    """Tell the shipped example in a folder and return it."""
    contoh(folder / "contoh", load_knowledge(), NOW, "gambar", lambda _: None)
    return folder / "contoh"


def make_uji(made: Path) -> list[Path]:
    """Test and approve a few rows of the example, and return the documents of it."""
    knowledge, target = load_knowledge(), made / "uji"
    host = FileHost(made / "rekap-contoh.xlsx", knowledge.dictionary)
    passing = surat(
        host.snapshot(), "persetujuan", knowledge, NOW, target, only_passing=True, workbook_folder=made
    )
    ids = passing.rows[:TESTED]
    deed = Deed("PPID", mulai=NOW, ids=ids, tempat="Ruang Rapat Dinas Contoh", peserta=PESERTA)
    uji(host, knowledge, NOW, deed, Answers(hasil="Ditutup"), folder=made)
    decide(host, knowledge, NOW, DISETUJUI, Deed("ATASAN", ids=ids, bukti="nota dinas"), folder=made)
    head = Surat(nomor="12/PPID/2026", tanggal=NOW.date())
    documents = [
        surat(host.snapshot(), kind, knowledge, NOW, target, ids=ids, kepala=head, workbook_folder=made).path
        for kind in UJI_PAGES
    ]
    return [path for path in documents if path is not None]


def draw_site(page: Path, name: str, folder: Path = GAMBAR) -> None:
    """Draw a published page as a browser shows it."""
    target = folder / f"{name}.png"
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         f"--window-size={WINDOW}", f"--screenshot={target}", page.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip


def to_pdf(files: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Convert files in one run of LibreOffice with a profile of its own; return name → PDF."""
    profile = (folder / "profil").resolve().as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(folder),
         *map(str, files)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return {path.stem: folder / f"{path.stem}.pdf" for path in files}


def frame_sheets(source: Path, target: Path) -> list[str]:
    """Write a copy whose sheets each print on one page, and return its sheet names."""
    book: Any = load_workbook(source, rich_text=True)
    for sheet in book:
        if sheet.title not in SHEETS:
            continue
        sheet.print_area = SHEETS[sheet.title][0] or sheet.print_area
        sheet.print_title_cols = None
        sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = PAPER_A3, 1, 1
        for part in (sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right):
            part.text = None
    for cell in book["Rekap"][4]:
        book["Rekap"].column_dimensions[cell.column_letter].hidden = cell.value not in SHOWN_IN_REKAP
    book.save(target)
    _keep_charts(source, target)
    return list(book.sheetnames)


def _keep_charts(source: Path, target: Path) -> None:
    """Put the charts of a workbook into its copy, where openpyxl wrote less of them."""
    with ZipFile(source) as old, ZipFile(target) as new:
        parts = {n: (old if n.startswith("xl/charts/") else new).read(n) for n in new.namelist()}
    with ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)


def draw(pdf: Path, page: int, dpi: int, name: str, folder: Path = GAMBAR) -> None:
    """Draw one page of a PDF as PNG without its white margins."""
    command = ["pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page)]
    grey = subprocess.run([*command, "-gray", str(pdf)], check=True, capture_output=True).stdout
    x, y, width, height = _content_box(grey)
    crop = ["-x", str(max(0, x - 8)), "-y", str(max(0, y - 8)), "-W", str(width + 16), "-H", str(height + 16)]
    subprocess.run([*command, *crop, "-png", "-singlefile", str(pdf), str(folder / name)], check=True)


def _content_box(pgm: bytes) -> tuple[int, int, int, int]:
    """Return x, y, width, height of what is not white in a grey image of pdftoppm."""
    _, size, _, pixels = pgm.split(b"\n", 3)
    width, height = (int(part) for part in size.split())
    lines = [pixels[y * width : (y + 1) * width] for y in range(height)]
    inked = [y for y, line in enumerate(lines) if line.strip(b"\xff")]
    left = min(width - len(lines[y].lstrip(b"\xff")) for y in inked)
    right = max(len(lines[y].rstrip(b"\xff")) for y in inked)
    return left, inked[0], right - left, inked[-1] - inked[0] + 1


def main() -> None:
    """Draw every picture."""
    GAMBAR.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = make_contoh(folder)
        framed = folder / "lembar.xlsx"
        sheets = frame_sheets(made / "rekap-contoh.xlsx", framed)
        documents = [made / "dokumen" / f"{stem}.docx" for stem in PAGES]
        pdfs = to_pdf([framed, *documents], folder) | to_pdf(make_uji(made), folder)
        for sheet, (_, dpi) in SHEETS.items():
            draw(pdfs["lembar"], sheets.index(sheet) + 1, dpi, sheet.lower())
        for stem, pages in (PAGES | UJI_PAGES).items():
            for page, picture in pages.items():
                draw(pdfs[stem], page, 75, picture)
        draw_site(made / "terbitan" / "daftar.html", "terbitan")


if __name__ == "__main__":
    main()
