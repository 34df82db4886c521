"""The guide's outputs: each command shown with what it prints is run, in the order of the guide, and prints that.

Between the blocks the staff of the story work at their desk: ``DESK`` says what they do before a block.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from contoh_pdf import plain_pdf, text_pdf
from openpyxl import load_workbook

from ppid_xl.bawaan import sop_dir, template_path, workbook_path
from ppid_xl.cli import main
from ppid_xl.cli.groups import all_commands
from ppid_xl.cli.parser import build_parser
from ppid_xl.errors import EXIT_GALAT
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetColumn, SetName, Value
from ppid_xl.workflow.ground.knowledge import load_knowledge

pytestmark = pytest.mark.lama

PANDUAN = Path(__file__).parents[1] / "PANDUAN.md"
TODAY = "2026-11-21"
BOOK = Path("rekap-2026.xlsx")
ELSEWHERE = (  # shown by the tests of the add-ins and of signatures
    "bangun-addin", "pasang", "diagnosa", "awasi", "tandatangani", "verifikasi",
)  # fmt: skip
VARIES = re.compile(
    r"\b[0-9]{2}:[0-9]{2}(?::[0-9]{2})?\b|\b[0-9a-f]{16}\b|(?<=SHA-256 )[0-9a-f…]+|(?<=sidik )[0-9a-f]{4}…"
)
PEOPLE: list[dict[str, Value]] = [
    {"kode": "PPID", "nama": "Contoh Satu", "jabatan": "Sekretaris", "peran": "Ketua PPID"},
    {"kode": "ATASAN", "nama": "Contoh Dua", "jabatan": "Kepala Dinas", "peran": "Atasan PPID"},
]
HARM = ("Soal ujian bocor sebelum seleksi.", "Peserta seleksi diperlakukan sama di depan penguji.")
PAPERS = (
    "nota-persetujuan",
    "persetujuan-pimpinan",
    "penetapan",
    "lembar-uji",
    "surat",
    "tanda-terima",
    "kka-2025",
)

Sample = tuple[str, list[str]]


def blocks() -> list[list[Sample]]:
    """Return the console blocks of the guide: each command with the lines shown under it."""
    text = PANDUAN.read_text(encoding="utf-8")
    return [
        list(samples(block))
        for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    ]


def samples(block: str) -> Iterator[Sample]:
    """Yield the commands of a block."""
    for part in re.split(r"^\$ ppid ", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.rstrip("\n").split("\n")
        yield command, shown


# ---- the desk


def host() -> FileHost:
    return FileHost(BOOK, load_knowledge().dictionary)


def row_number(informasi: str) -> int:
    return next(row.number for row in host().snapshot().rows("tblRekap") if row.text("id") == informasi)


def name_officers() -> None:
    host().apply([AppendRows("tblPejabat", PEOPLE), SetName("Tempat", "Pontianak")])


def tell_harm(*ids: str) -> None:
    numbers = [row_number(informasi) for informasi in ids]
    keys = zip(("konsekuensi_bila_dibuka", "manfaat_bila_ditutup"), HARM, strict=True)
    host().apply([SetColumn("tblRekap", key, dict.fromkeys(numbers, text)) for key, text in keys])


def dismiss_one_note() -> None:
    tell_harm("INF-2026-0010")
    rows = host().snapshot().rows("tblTemuan")
    number = next(row.number for row in rows if "Catatan" in row.text("tingkat"))
    answers = {"tindakan": "Abaikan", "alasan_diabaikan": "judulnya sudah menyebutnya"}
    host().apply([SetColumn("tblTemuan", key, {number: text}) for key, text in answers.items()])


def mend_the_returned_row() -> None:
    path = next(Path("kembali").iterdir())
    book = load_workbook(path)
    sheet = book["Perbaikan"]
    heading = next(cell for cell in sheet[4] if cell.value == "Konsekuensi Bila Dibuka")
    sheet.cell(5, heading.column).value = "Soal bocor sebelum ujian."
    book.save(path)


def another_desk(name: str, *, fresh: bool = False) -> None:
    """Go on at a copy of the desk, or at a new one with the old list and the officers."""
    target = Path.cwd().parent / name
    if fresh:
        target.mkdir()
        shutil.copy("daftar-lama.xlsx", target)
    else:
        shutil.copytree(Path.cwd(), target)
    os.chdir(target)
    if fresh:
        run(
            next(command for block in BLOCKS for command, _ in block if command.startswith("buat rekap-2026"))
        )
        name_officers()


def back() -> None:
    os.chdir(Path.cwd().parent / "meja")


def eighty_rows() -> None:
    another_desk("rapat", fresh=True)
    ids = [f"INF-2026-{number:04}" for number in range(1, 81)]
    rows: list[dict[str, Value]] = [
        {
            "id": name, "judul_informasi": f"Naskah soal seleksi {name[-2:]}", "unit_penguasa": "Sekretariat",
            "klasifikasi": "Dikecualikan", "dasar_hukum": "Pasal 17 huruf i UU 14/2008", "jangka_waktu": "5 tahun",
            "bagian_yang_ditutup": "Seluruh dokumen", "terhitung_mulai": date(2026, 1, 2),
            "konsekuensi_bila_dibuka": HARM[0], "manfaat_bila_ditutup": HARM[1],
        }
        for name in ids
    ]  # fmt: skip
    host().apply([AppendRows("tblRekap", rows)])
    meeting = (
        "--oleh PPID --tempat Aula --peserta 'PPID; ATASAN' --hasil Ditutup --pertimbangan 'Sudah ditimbang'"
    )
    run(f'uji rekap-2026.xlsx --id "INF-2026-0061..0070; 0075..0078" {meeting}')
    numbers = [row_number(name) for name in ids[60:64]]
    host().apply(
        [
            SetColumn("tblRekap", "jangka_waktu", dict.fromkeys(numbers, "3 tahun")),
            SetColumn("tblRekap", "manfaat_bila_ditutup", {row_number(name): None for name in ids[78:]}),
        ]
    )


def public_rows() -> None:
    another_desk("publik")
    rows: list[dict[str, Value]] = [
        {
            "judul_informasi": f"Laporan kinerja {number}", "ringkasan_isi": "Capaian program setahun.",
            "unit_penguasa": "Sekretariat", "penanggung_jawab": "Sekretaris", "klasifikasi": "Berkala",
            "waktu_dan_tempat_pembuatan": "Pontianak, 2026", "bentuk": "Softcopy", "retensi": "5 tahun",
            "diverifikasi_pada": date(2026, 11, 2),
        }
        for number in range(1, 52)
    ]  # fmt: skip
    host().apply([AppendRows("tblRekap", rows)])
    run("periksa rekap-2026.xlsx --tulis")
    run("arsip simpan rekap-2026.xlsx")


def own_sop() -> None:
    another_desk("kantor")
    shutil.copytree(sop_dir() / "sumber", "sop/sumber", dirs_exist_ok=True)
    text = (sop_dir() / "disperindag-kalbar-2020.toml").read_text(encoding="utf-8")
    Path("sop/kantor-saya.toml").write_text(
        text.replace('kode = "disperindag-kalbar-2020"', 'kode = "kantor-saya"')
    )


def opening_desk() -> None:
    back()
    another_desk("buka")
    tell_harm("INF-2026-0011")


def own_template() -> None:
    from docx import Document

    shutil.copytree(template_path("surat"), "templates/surat")
    document = Document("templates/surat/persetujuan.docx")
    document.add_paragraph("Nomor {{ surat.nomr }}")
    document.add_paragraph("Ditetapkan di Jakarta")
    document.save("templates/surat/persetujuan.docx")


def one_more_version() -> None:
    another_desk("banding")
    host().apply([SetColumn("tblRekap", "lokasi_fisik", {row_number("INF-2026-0010"): "Lemari 2"})])
    run("arsip simpan rekap-2026.xlsx --catatan 'Pindah lemari'")


def signed_scan() -> None:
    Path("scan.pdf").write_bytes(text_pdf(["Surat persetujuan\nSR-2026-0001", "Lampiran\nSR-2026-0001"]))


# words of a block → what is done before it
DESK: dict[str, Callable[[], None]] = {
    "16 baru": name_officers,
    "1 diabaikan": dismiss_one_note,
    "kegiatan 1 menurut SOP": lambda: another_desk("kegiatan", fresh=True),
    "(UJI-2026-0001)": back,
    "LK-2026-0005.xlsx --oleh": mend_the_returned_row,
    "baru (64)": eighty_rows,
    "--hasil Dibuka": opening_desk,
    "daftar-dikecualikan --hanya-lolos": back,
    "terima-ttd": signed_scan,
    "arsip banding": one_more_version,
    "Daftar dari versi 1": back,
    "kirim rekap": public_rows,
    "sop periksa": own_sop,
    "template periksa": own_template,
}


# ---- running


PARSER = build_parser(all_commands())


def run(command: str) -> tuple[int, str]:
    """Type a command, on the day of the story where it takes one; return its exit code and what it prints."""
    words, printed = shlex.split(command), StringIO()
    if "--tanggal" not in words and words[0] not in ("sop", "template"):
        words += ["--tanggal", TODAY]
    with redirect_stdout(printed), redirect_stderr(printed):
        code = main(words)
    return code, printed.getvalue()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[int, int], tuple[int, str]]]:
    """Live the guide from its first block to its last; what each command printed, by block and command."""
    folder = tmp_path_factory.mktemp("panduan") / "meja"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COLUMNS", "100")
        _lay_out()
        yield dict(_live())


def _lay_out() -> None:
    shutil.copy(workbook_path("contoh", "poliban.xlsx"), "daftar-lama.xlsx")
    for name in PAPERS:
        Path(f"{name}.pdf").write_bytes(plain_pdf(1) if name == "surat" else name.encode().ljust(52_110))
    moment = datetime(2026, 11, 20, 9, 30, 15).timestamp()
    os.utime("kka-2025.pdf", (moment, moment))


def _live() -> Iterator[tuple[tuple[int, int], tuple[int, str]]]:
    for place, block in enumerate(BLOCKS):
        for words, prepare in DESK.items():
            if words in text_of(block):
                prepare()
        for number, (command, _) in enumerate(block):
            if command.split()[0] not in ELSEWHERE:
                yield (place, number), run(command)


def text_of(block: Sequence[Sample]) -> str:
    return "\n".join(line for command, shown in block for line in (command, *shown))


BLOCKS = blocks()
SHOWN = [
    (place, number, command, shown)
    for place, block in enumerate(BLOCKS)
    for number, (command, shown) in enumerate(block)
    if shown and command.split()[0] not in ELSEWHERE
]


@pytest.mark.parametrize(
    ("place", "number", "command", "shown"),
    SHOWN,
    ids=[f"{command[:60]} ({place})" for place, _, command, _ in SHOWN],
)
def test_a_command_prints_what_the_guide_shows(
    printed: dict[tuple[int, int], tuple[int, str]], place: int, number: int, command: str, shown: list[str]
) -> None:
    real = VARIES.sub("#", printed[place, number][1]).splitlines()
    left = iter(real)
    for line in shown:
        wanted = re.compile(".*".join(map(re.escape, VARIES.sub("#", line).rstrip().split("…"))))
        assert any(wanted.fullmatch(one.rstrip()) for one in left), f"{line}\n" + "\n".join(real[-14:])


def test_no_command_of_the_guide_is_refused(printed: dict[tuple[int, int], tuple[int, str]]) -> None:
    refused = {key: told for key, (code, told) in printed.items() if code > EXIT_GALAT}
    faulty = {key for key in refused if BLOCKS[key[0]][key[1]][0].startswith("template periksa")}
    assert not refused.keys() - faulty, refused


def test_each_desk_belongs_to_one_block() -> None:
    assert {words: sum(words in text_of(block) for block in BLOCKS) for words in DESK} == dict.fromkeys(
        DESK, 1
    )
