"""PDF: the letters a program prints, how it is watched, and what is said when it fails."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import docx
import pytest
from contoh_pdf import plain_pdf
from contoh_surat import make_persetujuan, make_rows
from docx.oxml.ns import qn

from ppid_xl.bawaan import template_path
from ppid_xl.errors import HostError
from ppid_xl.messages import sentence
from ppid_xl.surat.pdf import NoConverter, PdfResult, SofficeConverter, WordConverter
from ppid_xl.surat.pdf.program import run_program
from ppid_xl.surat.render import render_surat

pytestmark = pytest.mark.lama

NAMES = ("surat biasa", "A & B (2)", "Jum'at 'ke-2'", "naskah é 文 😀", "-daftar", "50% #1; $HOME `x`")
DAMAGED = "rusak"


def make_letter(path: Path, rows: int = 1) -> Path:
    render_surat(template_path("surat", "persetujuan.docx"), make_persetujuan(make_rows(rows)), path)
    return path


def damage(source: Path, target: Path) -> Path:
    """Write a .docx that is a whole zip, but whose text breaks off."""
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as copy:
        for name in package.namelist():
            content = package.read(name)
            copy.writestr(name, content[:900] if name == "word/document.xml" else content)
    return target


def script(path: Path, body: str) -> Path:
    """Write a program in the place of LibreOffice: ``masuk`` are the letters, ``keluar`` is the folder."""
    head = "import pathlib, subprocess, sys, time\nif '--version' in sys.argv: print('Contoh 1.0 x'); sys.exit()\n"
    at = (
        "at = sys.argv.index('--outdir')\nkeluar, masuk = pathlib.Path(sys.argv[at + 1]), sys.argv[at + 2:]\n"
    )
    path.write_text(f"#!{sys.executable}\n{head}{at}{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def outcome(result: PdfResult) -> str:
    return result.problem.kode if result.problem else f"{result.halaman} halaman"


def words_of(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True)
    return done.stdout.split()


def soffice() -> Path:
    found = shutil.which("soffice")
    assert found, "LibreOffice (soffice) is needed for this test"
    return Path(found)


@contextmanager
def own_temp(folder: Path) -> Iterator[Path]:
    """Let temporary folders be made in a place where nobody else makes any."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(folder))
        yield folder


def running_from(folder: Path) -> list[str]:
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if str(folder).encode() in (words := place.read_bytes()):
                found.append(words.replace(b"\0", b" ").decode(errors="replace"))
    return found


# ---- the real program


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("surat dengan spasi & 'tanda'")
    paths = [make_letter(folder / f"{name}.docx", rows) for rows, name in enumerate(NAMES, 1)]
    return [*paths[:2], damage(paths[0], folder / f"{DAMAGED}.docx"), *paths[2:]]


@pytest.fixture(scope="module")
def printed(letters: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[PdfResult]:
    told: list[tuple[int, int]] = []
    place = tmp_path_factory.mktemp("pdf")
    with own_temp(place / "sementara") as temporary:
        results = SofficeConverter(soffice(), workers=2).convert(
            letters, place, progress=lambda done, total: told.append((done, total))
        )
        assert list(temporary.iterdir()) == []
        assert running_from(temporary) == []
    assert {total for _, total in told} == {len(letters)}
    return results


@pytest.mark.program
def test_a_damaged_letter_is_named_and_the_others_are_made(printed: list[PdfResult]) -> None:
    assert [one.source.stem for one in printed if one.problem] == [DAMAGED]
    (bad,) = (one.problem for one in printed if one.problem)
    assert bad.kode == "pdf-tidak-jadi"
    assert "rusak.docx" in sentence(bad)
    assert "LibreOffice" in sentence(bad)


@pytest.mark.program
def test_a_pdf_bears_the_name_of_its_letter_whatever_signs_are_in_it(printed: list[PdfResult]) -> None:
    assert [one.path.name for one in printed if one.path] == [f"{name}.pdf" for name in NAMES]


@pytest.mark.program
def test_a_pdf_has_every_word_of_its_letter_and_its_pages(printed: list[PdfResult]) -> None:
    for one in printed:
        if one.path is None:
            continue
        words = words_of(one.path)
        joined = "".join(words)
        paragraphs = docx.Document(str(one.source)).element.body.iter(qn("w:p"))
        letter = [word for p in paragraphs for word in "".join(p.itertext(qn("w:t"))).split()]
        assert len(letter) > 300
        assert [word for word in letter if word not in words and word not in joined] == []
        told = subprocess.run(["pdfinfo", one.path], check=True, capture_output=True, text=True).stdout
        assert f"Pages:           {one.halaman}\n" in told
        assert re.fullmatch(r"LibreOffice [0-9]+(\.[0-9]+)+", one.program)


@pytest.mark.program
def test_a_soffice_that_is_too_slow_leaves_neither_process_nor_folder(tmp_path: Path) -> None:
    letter = make_letter(tmp_path / "a.docx")
    with own_temp(tmp_path / "sementara") as temporary:
        slow = SofficeConverter(soffice(), start_seconds=0.3, letter_seconds=0)
        assert [outcome(one) for one in slow.convert([letter], tmp_path)] == ["pdf-terlalu-lama"]
        assert list(temporary.iterdir()) == []
        assert running_from(temporary) == []


@pytest.mark.program
def test_a_pdf_for_the_archive_says_that_it_is_pdf_a(tmp_path: Path) -> None:
    (result,) = SofficeConverter(soffice()).convert([make_letter(tmp_path / "a.docx")], tmp_path, arsip=True)
    assert result.path is not None
    assert b"<pdfaid:part>2</pdfaid:part>" in result.path.read_bytes()


@pytest.mark.program
def test_what_is_no_letter_is_never_printed_as_plain_text(tmp_path: Path) -> None:
    letter = make_letter(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "teks.docx", "w") as package:
        package.writestr("word/document.xml", "Bukan surat, hanya teks.")
    results = SofficeConverter(soffice()).convert([letter, tmp_path / "teks.docx"], tmp_path)
    assert [bool(one.path) for one in results] == [True, False]


# ---- what every program is held to, seen with programs that stand in for it


def test_a_letter_that_is_no_docx_is_refused_before_any_program_runs(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"bukan zip")
    (tmp_path / "b.docx").write_bytes(make_letter(tmp_path / "c.docx").read_bytes()[:5000])
    paths = [tmp_path / f"{name}.docx" for name in ("a", "b", "tiada")]
    results = SofficeConverter(tmp_path / "tidak-ada-program").convert(paths, tmp_path)
    assert [outcome(one) for one in results] == ["dokumen-rusak", "dokumen-rusak", "berkas-tidak-ada"]


def test_a_missing_program_is_said_of_each_letter(tmp_path: Path) -> None:
    paths = [make_letter(tmp_path / f"{n}.docx") for n in range(2)]
    results = SofficeConverter(tmp_path / "tidak-ada-program").convert(paths, tmp_path)
    assert [outcome(one) for one in results] == ["program-tidak-jalan"] * 2


def test_without_any_program_the_letter_stays_and_the_advice_says_what_to_install(tmp_path: Path) -> None:
    (result,) = NoConverter().convert([make_letter(tmp_path / "a.docx")], tmp_path)
    assert result.problem is not None
    assert result.problem.exit_code == 5
    assert "Pasang LibreOffice" in sentence(result.problem)
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.parametrize(
    ("body", "kode"),
    [
        ("", "pdf-tidak-jadi"),
        ("sys.exit(77)", "pdf-tidak-jadi"),
        ("for m in masuk: (keluar / (pathlib.Path(m).stem + '.pdf')).write_bytes(b'')", "pdf-tidak-jadi"),
        ("for m in masuk: (keluar / (pathlib.Path(m).stem + '.pdf')).write_text('%PDF-1.4')", "pdf-rusak"),
        (
            "for m in masuk: (keluar / (pathlib.Path(m).stem + '.pdf')).write_text('%PDF-1.4 %%EOF')",
            "pdf-rusak",
        ),
    ],
)
def test_an_output_is_looked_at_whatever_the_exit_code(tmp_path: Path, body: str, kode: str) -> None:
    paths = [make_letter(tmp_path / f"{n}.docx") for n in range(2)]
    results = SofficeConverter(script(tmp_path / "program", body)).convert(paths, tmp_path)
    assert [outcome(one) for one in results] == [kode] * 2
    assert not list(tmp_path.glob("*.pdf"))


def fake_print(condition: str) -> str:
    """Return the body of a program that writes a PDF of two pages, but for letters of which a condition holds."""
    return (
        f"for m in masuk:\n    if {condition}: continue\n"
        f"    (keluar / (pathlib.Path(m).stem + '.pdf')).write_bytes({plain_pdf(2)!r})\n"
    )


def test_a_plain_pdf_is_no_pdf_for_the_archive(tmp_path: Path) -> None:
    program = script(tmp_path / "program", fake_print("False"))
    (result,) = SofficeConverter(program).convert([make_letter(tmp_path / "a.docx")], tmp_path, arsip=True)
    assert outcome(result) == "pdf-bukan-arsip"


def test_a_batch_that_dies_is_done_again_letter_by_letter(tmp_path: Path) -> None:
    body = fake_print("'000002' in m and sys.exit(139)")
    paths = [make_letter(tmp_path / f"{n}.docx") for n in range(5)]
    results = SofficeConverter(script(tmp_path / "program", body)).convert(paths, tmp_path)
    assert [outcome(one) for one in results] == [
        "2 halaman", "2 halaman", "pdf-tidak-jadi", "2 halaman", "2 halaman"
    ]  # fmt: skip


def test_a_letter_that_takes_too_long_is_named_and_the_others_are_made(tmp_path: Path) -> None:
    body = fake_print("'000001' in m and time.sleep(60)")
    paths = [make_letter(tmp_path / f"{n}.docx") for n in range(3)]
    converter = SofficeConverter(
        script(tmp_path / "program", body), workers=2, start_seconds=1.5, letter_seconds=0.1
    )
    results = converter.convert(paths, tmp_path)
    assert [outcome(one) for one in results] == ["2 halaman", "pdf-terlalu-lama", "2 halaman"]


def test_two_workers_run_side_by_side_each_with_its_own_profile(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.mkdir()
    body = (
        "profil = next(w for w in sys.argv if w.startswith('-env:'))\n"
        f"(pathlib.Path({str(log)!r}) / masuk[0][-11:-5]).write_text(profil)\n"
        f"end = time.time() + 20\nwhile len(list(pathlib.Path({str(log)!r}).iterdir())) < 2:\n"
        "    assert time.time() < end\n    time.sleep(0.02)\n" + fake_print("False")
    )
    paths = [make_letter(tmp_path / f"{n}.docx") for n in range(4)]
    results = SofficeConverter(script(tmp_path / "program", body), workers=2).convert(paths, tmp_path)
    assert [outcome(one) for one in results] == ["2 halaman"] * 4
    profiles = {path.read_text() for path in log.iterdir()}
    assert len(profiles) == 2
    assert all(profile.startswith("-env:UserInstallation=file:///") for profile in profiles)


def test_progress_is_told_from_the_second_letter_on(tmp_path: Path) -> None:
    program = script(tmp_path / "program", fake_print("False"))
    told: list[tuple[int, int]] = []
    for count in (1, 3):
        paths = [make_letter(tmp_path / f"{count}-{n}.docx") for n in range(count)]
        SofficeConverter(program).convert(paths, tmp_path, progress=lambda *far: told.append(far))
    assert told[-1] == (3, 3)
    assert {total for _, total in told} == {3}


def test_a_pdf_of_another_letter_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"PDF lama")
    program = script(tmp_path / "program", fake_print("False"))
    (result,) = SofficeConverter(program).convert([make_letter(tmp_path / "a.docx")], tmp_path)
    assert result.path == tmp_path / "a-2.pdf"
    assert (tmp_path / "a.pdf").read_bytes() == b"PDF lama"


def test_letters_of_one_name_from_two_folders_both_become_a_pdf(tmp_path: Path) -> None:
    for name in ("satu", "dua"):
        (tmp_path / name).mkdir()
    program = script(tmp_path / "program", fake_print("False"))
    paths = [make_letter(tmp_path / name / "a.docx") for name in ("satu", "dua")]
    results = SofficeConverter(program).convert(paths, tmp_path)
    assert [one.path for one in results] == [tmp_path / "a.pdf", tmp_path / "a-2.pdf"]


# ---- the one door to an external program


def test_a_program_too_slow_is_ended_with_all_it_started(tmp_path: Path) -> None:
    body = f"sleep 60 & echo $! > {tmp_path}/anak; wait"
    with pytest.raises(HostError) as caught:
        run_program(["sh", "-c", body], seconds=0.7)
    assert (caught.value.kode, caught.value.fakta["program"]) == ("program-terlalu-lama", "sh")
    child = (tmp_path / "anak").read_text().strip()
    for _ in range(50):
        state = Path(f"/proc/{child}/stat")
        if not state.exists() or state.read_text().split()[2] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the child of the program still runs")


def test_a_program_that_leaves_a_child_with_its_streams_does_not_hold_us_up() -> None:
    start = time.monotonic()
    assert run_program(["sh", "-c", "sleep 5 & echo selesai"], seconds=4) == "selesai"
    assert time.monotonic() - start < 3


def test_a_program_that_fails_says_its_last_words() -> None:
    with pytest.raises(HostError) as caught:
        run_program(["sh", "-c", "echo rusak >&2; exit 3"], seconds=5)
    assert caught.value.fakta == {"program": "sh", "akhir": "3", "alasan": "rusak"}


def test_a_program_that_makes_nothing_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(HostError, match="program-tanpa-hasil"):
        run_program(["true"], seconds=5, output=tmp_path / "hasil.pdf")


def test_a_program_gets_no_input_to_wait_for() -> None:
    assert run_program(["cat"], seconds=5) == ""


# ---- Word, by the part of its object model that is used


class Engine:
    """Word as far as a converter uses it: opens a file, exports a PDF, quits."""

    Version = "16.0"

    def __init__(self, *, fails_on: str = "") -> None:
        self.fails_on, self.quits, self.opened, self.Documents = fails_on, 0, list[dict[str, object]](), self

    def Open(self, **given: object) -> Engine:
        self.opened.append(given)
        return self

    def ExportAsFixedFormat(self, *, OutputFileName: str, **given: object) -> None:  # noqa: N803
        if self.fails_on and self.fails_on in str(self.opened[-1]["FileName"]):
            raise RuntimeError("Word found unreadable content")
        content = plain_pdf(3) + (b"pdfaid" if given["UseISO19005_1"] else b"")
        Path(OutputFileName).write_bytes(content)

    def Close(self, **given: object) -> None:
        assert given == {"SaveChanges": 0}

    def Quit(self, **given: object) -> None:
        assert given == {"SaveChanges": 0}
        self.quits += 1


def test_word_opens_read_only_and_names_the_letter_it_cannot_print(tmp_path: Path) -> None:
    word = Engine(fails_on="buruk")
    paths = [make_letter(tmp_path / f"{name}.docx") for name in ("a", "buruk", "c")]
    results = WordConverter(lambda: word).convert(paths, tmp_path, arsip=True)
    assert [outcome(one) for one in results] == ["3 halaman", "pdf-tidak-jadi", "3 halaman"]
    assert results[0].program == "Microsoft Word 16.0"
    assert all(given["ReadOnly"] for given in word.opened)
    assert word.quits == 1


def test_word_quits_even_when_the_work_is_stopped(tmp_path: Path) -> None:
    word = Engine()

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    paths = [make_letter(tmp_path / f"{n}.docx") for n in range(2)]
    with pytest.raises(KeyboardInterrupt):
        WordConverter(lambda: word).convert(paths, tmp_path, progress=stop)
    assert word.quits == 1


def test_a_word_that_does_not_start_is_one_refusal(tmp_path: Path) -> None:
    def absent() -> object:
        raise OSError("Class not registered")

    with pytest.raises(HostError, match="word-tidak-jalan"):
        WordConverter(absent).convert([make_letter(tmp_path / "a.docx")], tmp_path)
