"""The gate as staff meet it: what would hurt is refused in one sentence, soon, in little memory, nothing touched."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from berkas_jahat import (
    DTD,
    LOCKED,
    MAIN,
    XXE,
    Maker,
    body_docx,
    drawing_bomb,
    field_docx,
    forms_in_forms,
    good_docx,
    macro_docx,
    moved_docx,
    overlapping_zip,
    packed_bomb,
    pdf_picture,
    pdf_with,
    pipe,
    png,
    png_head,
    polyglot,
    related_docx,
    rezip,
    sparse,
    vml,
)
from contoh_gambar import tiny_png
from contoh_pdf import plain_pdf
from hostile_files import RELS, SHEET, minimal_parts, pack, sheet_xml, with_lying_size, workbook_with

from ppid_xl.cli import main

pytestmark = pytest.mark.lama

SECONDS, MEGABYTES = 5, 300
CHILD = Path(__file__).with_name("gerbang_anak.py")


def deep() -> str:
    return "".join(f'<a b="{n * 7919 % 99991:x}{n}">' for n in range(50_000)) + "</a>" * 50_000


def bytes_of(content: Callable[[], bytes]) -> Maker:
    return lambda path: path.write_bytes(content())


def sheet_of(rows: Callable[[], str]) -> Maker:
    return lambda path: workbook_with(path, sheet_xml(rows()))


def part_of(name: str, content: Callable[[], str | bytes]) -> Maker:
    def make(path: Path) -> object:
        data = content()
        return pack(path, {**minimal_parts(), name: data.encode() if isinstance(data, str) else data})

    return make


def stacked() -> bytes:
    return overlapping_zip([f"{n}.xml" for n in range(200)], b"0" * 900_000)


def twin(path: Path) -> None:
    """Write one workbook behind another: some programs show the first, others the second."""
    pack(path, minimal_parts())
    path.write_bytes(path.read_bytes() * 2)


def two_ends(path: Path) -> None:
    """Write a workbook whose comment ends as another directory of the same entries."""
    data = pack(path, minimal_parts()).read_bytes()
    end = data.rindex(b"PK\x05\x06")
    directory = data[int.from_bytes(data[end + 16 : end + 20], "little") : end]
    other = directory + data[end : end + 16] + len(data).to_bytes(4, "little") + bytes(2)
    path.write_bytes(data[:-2] + len(other).to_bytes(2, "little") + other)


def crowd(path: Path) -> None:
    sheets = "".join(f'<sheet name="L{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 100_000))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>{sheets}</sheets></workbook>'
    pack(path, {**minimal_parts(), "xl/workbook.xml": book.encode()})


def remark(path: Path) -> None:
    """Write a workbook with an error cell and a comment of a million cells that never end."""
    cells = "".join(f'<c a="{n * 7919 % 99991:x}">' for n in range(900_000))
    error = '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>'
    workbook_with(path, sheet_xml(error, tail=f"<!-- {cells} -->"))


def many_texts(path: Path) -> None:
    texts = "".join(f"<si><t>{n * 7919}</t></si>" for n in range(3_000_000))
    line = f'<Relationship Id="rId3" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    parts = minimal_parts()
    rels = parts["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", line.encode())
    shared = f'<sst xmlns="{MAIN}">{texts}</sst>'.encode()
    pack(path, {**parts, "xl/_rels/workbook.xml.rels": rels, "xl/sharedStrings.xml": shared})


def link_to_nought(path: Path) -> None:
    path.symlink_to("/dev/zero")


# What does no harm is read: nothing in it reaches us.
HARMLESS = {
    "komentar.xlsx",
    "judul.csv",
    "dalam.xlsx",
    "dalam-buku.xlsx",
    "bom.pdf",
    "bom-lipat.pdf",
    "dalam.pdf",
    "terkemas.pdf",
    "luas.pdf",
}
# name of the file → (how it is made, a word of the sentence that refuses it)
LIST_FILES: dict[str, tuple[Maker, str]] = {
    "bom.xlsx": (part_of("xl/media/a.xml", lambda: b" " * (190 << 20)), "mengembang tidak wajar"),
    "bertumpuk.xlsx": (
        bytes_of(stacked),
        "mengembang",
    ),
    "dusta.xlsx": (
        lambda p: with_lying_size(p, sheet_xml().encode() + os.urandom(9000).hex().encode(), 300),
        "mengembang",
    ),
    "banyak.xlsx": (
        lambda p: pack(p, {**minimal_parts(), **{f"xl/{n}.bin": b"" for n in range(6000)}}),
        "mengembang",
    ),
    "dalam.xlsx": (part_of(SHEET, lambda: f'<worksheet xmlns="{MAIN}">{deep()}</worksheet>'), ""),
    "dalam-buku.xlsx": (
        part_of("xl/workbook.xml", lambda: f'<workbook xmlns="{MAIN}">{deep()}</workbook>'),
        "",
    ),
    "tawa.xlsx": (part_of("xl/sharedStrings.xml", lambda: f"{DTD}<sst>&a9;</sst>"), "DTD"),
    "xxe.xlsx": (part_of("docProps/core.xml", lambda: f"{XXE}<a>&b;</a>"), "DTD"),
    "jauh.xlsx": (sheet_of(lambda: '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "XFD1048576"),
    "baris.xlsx": (
        sheet_of(lambda: "".join(f'<row r="{n}" ht="{n % 97}"/>' for n in range(1, 210_000))),
        "baris",
    ),
    "jalur.xlsx": (part_of("../../keluar.xml", lambda: "<a/>"), "jalur"),
    "kembar.xlsx": (twin, "dua berkas"),
    "dua-ujung.xlsx": (two_ends, "dua berkas"),
    "lembar.xlsx": (crowd, "lembar lain"),
    "komentar.xlsx": (remark, ""),
    "untai.xlsx": (many_texts, "memori"),
    "CON.xlsx": (sheet_of(lambda: "<row/>"), "dipakai Windows"),
    "judul.csv": (bytes_of(lambda: b"Judul Informasi;Dasar Hukum\n" * 10_000), ""),
    "html.xlsx": (bytes_of(lambda: b"<html><table></table></html>"), "halaman web"),
    "pdf-dan.xlsx": (bytes_of(lambda: b"PK\x03\x04 %PDF-1.4 " + b"0" * 99), "dua jenis"),
    "terpotong.xlsx": (bytes_of(lambda: b"PK\x03\x04" + b"0" * 99), "rusak"),
    "satu-gb.csv": (lambda p: sparse(p, 1 << 30), "lebih besar"),
    "sebaris.csv": (bytes_of(lambda: b"a" * (49 << 20)), "tidak dapat dibaca"),
    "sekutip.csv": (bytes_of(lambda: b'Judul;Isi\n"' + b"a;\n" * (10 << 20)), "tidak dapat dibaca"),
    "kosong-semua.csv": (bytes_of(lambda: b"\n" * (20 << 20)), "lebih besar"),
    "koma.csv": (bytes_of(lambda: (b"," * 999 + b"\n") * (20 << 10)), "lebih besar"),
    "biner.csv": (bytes_of(lambda: b"Judul\n" + bytes(9999)), "bukan teks"),
    "perangkat.csv": (link_to_nought, "perangkat"),
    "pipa.csv": (pipe, "perangkat atau pipa"),
    "pipa.xlsx": (pipe, "perangkat atau pipa"),
    "folder.csv": (lambda p: p.mkdir(), "folder"),
    "daftar\u202exslx.csv": (bytes_of(lambda: b"Judul\nA\n"), "tidak terlihat"),
    "daftar\udcff.csv": (bytes_of(lambda: b"Judul\nA\n"), "tidak terlihat"),
    "program.exe": (bytes_of(lambda: b"MZ" + bytes(99)), "tidak dapat diimpor"),
}
TEMPLATE_FILES: dict[str, tuple[Maker, str]] = {
    "makro.docx": (macro_docx, "vbaProject.bin"),
    "templat-lepas.docx": (
        lambda p: related_docx(p, "attachedTemplate", "http://contoh.invalid/a.dotm", part="settings"),
        "contoh.invalid",
    ),
    "gambar-jauh.docx": (lambda p: related_docx(p, "image", "https://contoh.invalid/piksel.png"), "piksel.png"),
    "bagian-asing.docx": (lambda p: related_docx(p, "aFChunk", "lain.html", external=False), "berkas atau objek"),
    "ole.docx": (lambda p: related_docx(p, "oleObject", "embeddings/a.bin", external=False), "berkas atau objek"),
    "taut-berkas.docx": (lambda p: related_docx(p, "hyperlink", "file:///c:/rahasia.txt"), "rahasia.txt"),
    "bidang.docx": (lambda p: field_docx(p, 'INCLUDETEXT "c:\\\\a.docx"'), "INCLUDETEXT"),
    "bidang-terpecah.docx": (lambda p: field_docx(p, " DDE", "AUTO cmd"), "DDEAUTO"),
    "bidang-gambar.docx": (lambda p: field_docx(p, " INCLUDEPICTURE http://contoh.invalid"), "INCLUDEPICTURE"),
    "bidang-sederhana.docx": (
        lambda p: body_docx(p, '<w:p><w:fldSimple w:instr="LINK Excel.Sheet a"/></w:p>'), "LINK",
    ),
    "bidang-tautan.docx": (lambda p: field_docx(p, 'HYPERLINK "file:///etc/passwd"'), "passwd"),
    "pindah.docx": (moved_docx, "DDEAUTO"),
    "paket.docx": (
        lambda p: related_docx(p, "attachedTemplate", "http://contoh.invalid/a.dotm", part=""), "a.dotm",
    ),
    "vml.docx": (lambda p: body_docx(p, vml('src="\\\\pc\\berbagi\\a.png"')), "Sisipkan gambarnya"),
    "vml-web.docx": (lambda p: body_docx(p, vml('o:href="http://contoh.invalid/a.png"')), "contoh.invalid"),
    "kurung.docx": (lambda p: good_docx(p, "{{" * 100_000), "tidak ditutup"),
    "spasi.docx": (lambda p: good_docx(p, "{{" + " " * 90_000 + "a" + " " * 90_000 + "}}"), "tidak dikenal"),
    "renggang.docx": (lambda p: good_docx(p, "{ " * 50_000), "dipisah spasi"),
    "dolar.docx": (lambda p: good_docx(p, "${" * 60_000), "SRIKANDI"),
    "perintah.docx": (
        lambda p: good_docx(p, "{{ cycler.__init__.__globals__.os.popen('id') }}"), "template",
    ),
    "ulang.docx": (lambda p: good_docx(p, "{{ 'x' * 100000000 }}"), "template"),
    "dtd.docx": (lambda p: rezip(good_docx(p), {"word/document.xml": f"{DTD}<a>&a9;</a>"}), "DTD"),
    "xxe.docx": (lambda p: rezip(good_docx(p), {"word/settings.xml": f"{XXE}<a>&b;</a>"}), "DTD"),
    "dalam.docx": (lambda p: body_docx(p, deep()), "Word"),
    "bom.docx": (lambda p: rezip(good_docx(p), {"word/media/a.bin": b" " * (150 << 20)}), "mengembang"),
    "bertumpuk.docx": (bytes_of(stacked), "mengembang"),
    "terkunci.docx": (
        bytes_of(lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")), "kata sandi",
    ),
    "lama.docx": (bytes_of(lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), ""),
    "pipa.docx": (pipe, "perangkat atau pipa"),
    "folder.docx": (lambda p: p.mkdir(), "folder"),
    "\u202excod.docx": (good_docx, "tidak terlihat"),
}  # fmt: skip
SCAN_FILES: dict[str, tuple[Maker, str]] = {
    "bom.png": (bytes_of(lambda: png(9_000, 9_000)), "terlalu besar"),
    "bom-luas.png": (bytes_of(lambda: png(40_000, 2_600, 0)), "terlalu besar"),
    "bom.pdf": (bytes_of(lambda: pdf_picture(12_000, 12_000)), ""),
    "bom-lipat.pdf": (bytes_of(lambda: pdf_picture(12_000, 12_000, 2)), ""),
    "luncur.pdf": (bytes_of(lambda: pdf_with("/OpenAction<</S/Launch/F(calc.exe)>>")), "menjalankan program"),
    "luncur-samar.pdf": (bytes_of(lambda: pdf_with("/OpenAction<</S/#4Caunch/F(calc.exe)>>")), "menjalankan program"),
    "terkunci.pdf": (bytes_of(lambda: LOCKED), "kata sandi"),
    "terkunci-samar.pdf": (bytes_of(lambda: LOCKED.replace(b"/Encrypt", b"/Encr#79pt")), "kata sandi"),
    "terkemas.pdf": (bytes_of(lambda: packed_bomb()), ""),
    "gambar-bom.pdf": (bytes_of(lambda: drawing_bomb()), "memori"),
    "bentuk.pdf": (bytes_of(lambda: forms_in_forms()), "memori"),
    "luas.pdf": (bytes_of(lambda: pdf_with("").replace(b"[0 0 200 200]", b"[0 0 2000000 2000000]")), ""),
    "pipih.pdf": (bytes_of(lambda: pdf_with("").replace(b"[0 0 200 200]", b"[0 0 200000000 1]")), ""),
    "lima-puluh-ribu.png": (bytes_of(lambda: png_head(50_000, 50_000)), "terlalu besar"),
    "dua.pdf": (bytes_of(lambda: polyglot(plain_pdf(1))), "dua jenis"),
    "zip-dulu.pdf": (bytes_of(lambda: b"PK\x03\x04" + plain_pdf(1)), "dua jenis"),
    "gambar-dulu.pdf": (bytes_of(lambda: b"\xff\xd8\xff" + plain_pdf(1)), "dua jenis"),
    "dua.png": (bytes_of(lambda: polyglot(tiny_png())), "dua jenis"),
    "aliran.pdf": (bytes_of(lambda: b"%PDF-1.4\n" + b"stream\n" * 3_000_000), "halaman"),
    "dalam.pdf": (bytes_of(lambda: pdf_with("/A " + "[" * 50_000 + "]" * 50_000)), ""),
    "siku.pdf": (bytes_of(lambda: b"%PDF-1.4\n" + b"<<" * 2_000_000), "halaman"),
    "putar.pdf": (
        bytes_of(lambda: plain_pdf(1).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")), "",
    ),
    "kosong.pdf": (bytes_of(lambda: b""), "kosong"),
    "besar.pdf": (lambda p: sparse(p, 3 << 30), "lebih besar"),
    "pipa.pdf": (pipe, "perangkat atau pipa"),
    "folder.pdf": (lambda p: p.mkdir(), "folder"),
    "naskah\u202efdp.png": (bytes_of(lambda: tiny_png()), "tidak terlihat"),
    "perangkat.pdf": (link_to_nought, "perangkat"),
}  # fmt: skip


def made(folder: Path, files: dict[str, tuple[Maker, str]]) -> dict[str, Path]:
    folder.mkdir()
    for name, (make, _) in files.items():
        make(folder / name)
    return {name: folder / name for name in files}


def run_all(commands: list[list[str]]) -> list[dict[str, object]]:
    environment = {**os.environ, "PYTHONPATH": str(CHILD.parents[1]), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, str(CHILD)],
        input=json.dumps(commands),
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, object]] = json.loads(done.stdout)
    return answers


def digests(folder: Path) -> dict[str, str]:
    """Return what lies in a folder and below, by name: a digest, or what it is."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file() and path.stat().st_size < 1 << 28
        else str(path.lstat().st_mode)
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rekap") / "rekap.xlsx"
    assert main(["buat", str(path), "--sop", "disperindag-kalbar-2020", "--tanggal", "2026-11-21"]) == 0
    return path


def judge(
    files: dict[str, tuple[Maker, str]],
    answers: list[dict[str, object]],
    codes: tuple[int, ...],
    most: float = MEGABYTES,
) -> None:
    """Hold every answer against what is asked of a refusal."""
    wrong = []
    for (name, (_, word)), answer in zip(files.items(), answers, strict=True):
        said = f"{answer['out']}{answer['err']}"
        if (
            answer["code"] not in (codes if name not in HARMLESS else (0, *codes))
            or "Traceback" in said
            or word not in said
            or not said.strip()
            or float(str(answer["seconds"])) > SECONDS
            or float(str(answer["child"])) > most
            or float(str(answer["own"])) > most
        ):
            wrong.append((name, answer))
    assert not wrong


def test_every_hostile_list_is_refused_soon_and_nothing_is_touched(tmp_path: Path, book: Path) -> None:
    paths = made(tmp_path / "masuk", LIST_FILES)
    before, rekap = digests(tmp_path), digests(book.parent)
    answers = run_all([["impor", str(book), str(path)] for path in paths.values()])
    judge(LIST_FILES, answers, (2,))
    assert (digests(tmp_path), digests(book.parent)) == (before, rekap)


def test_every_hostile_template_is_refused_soon_and_nothing_is_touched(tmp_path: Path) -> None:
    paths = made(tmp_path / "masuk", TEMPLATE_FILES)
    before = digests(tmp_path)
    answers = run_all([["template", "periksa", str(path)] for path in paths.values()])
    judge(TEMPLATE_FILES, answers, (4,))
    assert digests(tmp_path) == before


def test_every_hostile_scan_is_refused_soon_and_nothing_is_touched(tmp_path: Path) -> None:
    paths = made(tmp_path / "masuk", SCAN_FILES)
    before = digests(tmp_path)
    answers = run_all([["lihat", str(path)] for path in paths.values()])
    judge(SCAN_FILES, answers, (2, 6))
    assert digests(tmp_path) == before
