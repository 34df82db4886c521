"""The patched file on disk: what the zip keeps, and refusals that leave the file alone."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
import textwrap
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hostile_files import SHEET, minimal_parts, pack, sheet_xml, workbook_with
from patch_steps import (
    HEADINGS,
    PREFIXED,
    ROWS,
    WORKBOOK_RELS,
    set_and_save,
    with_calc_chain,
)
from sample_books import (
    calamine_cell,
    changed_parts,
    parts_of,
)

from ppid_xl.errors import HostError, InputError
from ppid_xl.ooxml.patcher import Patch


def test_entry_order_dates_and_comment_of_the_zip_stay(book: Path) -> None:
    with zipfile.ZipFile(book, "a") as archive:
        archive.comment = b"arsip kantor"
    with zipfile.ZipFile(book) as archive:
        before = [(info.filename, info.date_time, info.compress_type) for info in archive.infolist()]
    set_and_save(book, {"F5": "x"})
    with zipfile.ZipFile(book) as archive:
        assert [(info.filename, info.date_time, info.compress_type) for info in archive.infolist()] == before
        assert (archive.comment, archive.testzip()) == (b"arsip kantor", None)


def test_a_zip_written_as_a_stream_is_copied_right(tmp_path: Path) -> None:
    class Pipe:
        def __init__(self, path: Path) -> None:
            self.file = path.open("wb")

        def write(self, data: bytes) -> int:
            return self.file.write(data)

        def flush(self) -> None:
            self.file.flush()

    path = tmp_path / "a.xlsx"
    pipe = Pipe(path)
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, data in minimal_parts().items():
            with archive.open(name, "w", force_zip64=True) as entry:
                entry.write(data)
    pipe.file.close()
    before = parts_of(path)
    set_and_save(path, {"B2": "isi"})
    assert changed_parts(before, path) == {SHEET}
    assert calamine_cell(path, "B2") == "isi"


def test_the_file_mode_stays(book: Path) -> None:
    book.chmod(0o640)
    set_and_save(book, {"F5": "x"})
    assert stat.S_IMODE(book.stat().st_mode) == 0o640


def test_a_link_to_the_file_stays_a_link(book: Path, tmp_path: Path) -> None:
    link = tmp_path / "pintasan.xlsx"
    link.symlink_to(book)
    set_and_save(link, {"F5": "lewat pintasan"})
    assert link.is_symlink()
    assert calamine_cell(book, "F5") == "lewat pintasan"


def assert_untouched(path: Path, before: bytes) -> None:
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".ppid_xl-*"))


@pytest.mark.parametrize("lock", ["~$rekap.xlsx", ".~lock.rekap.xlsx#"])
def test_an_open_workbook_is_not_written(book: Path, lock: str) -> None:
    before = book.read_bytes()
    book.with_name(lock).write_bytes(b"\x04Siti,siti")
    with pytest.raises(HostError, match="berkas-sedang-dibuka"):
        set_and_save(book, {"F5": "x"})
    assert_untouched(book, before)


def test_a_file_that_changed_since_it_was_read_is_not_written(book: Path) -> None:
    patch = Patch(book)
    patch.set_cells("Rekap", {"F5": "x"})
    set_and_save(book, {"F6": "dari orang lain"})
    before = book.read_bytes()
    with pytest.raises(HostError, match="berkas-berubah"):
        patch.save()
    assert_untouched(book, before)


def test_a_file_touched_without_a_change_is_written(book: Path) -> None:
    patch = Patch(book)
    patch.set_cells("Rekap", {"F5": "x"})
    os.utime(book, (1, 1))
    assert patch.save().written


def test_a_decision_made_on_another_version_is_refused(book: Path) -> None:
    digest = hashlib.sha256(book.read_bytes()).hexdigest()
    Patch(book, digest)
    set_and_save(book, {"F6": "dari orang lain"})
    with pytest.raises(HostError, match="berkas-berubah"):
        Patch(book, digest)


def test_a_read_only_file_is_not_written(book: Path) -> None:
    before = book.read_bytes()
    book.chmod(0o444)
    with pytest.raises(HostError, match="berkas-hanya-baca"):
        set_and_save(book, {"F5": "x"})
    assert_untouched(book, before)


def test_a_disk_without_room_leaves_the_file_alone(book: Path) -> None:
    before = book.read_bytes()
    code = f"""
        import resource, signal
        from pathlib import Path
        from ppid_xl.ooxml.patcher import Patch
        from ppid_xl.errors import HostError
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        patch = Patch(Path({str(book)!r}))
        patch.set_cells("Rekap", {{"F5": "x"}})
        try:
            patch.save()
        except HostError as error:
            print(error.kode)
    """
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-B", "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
    )
    assert done.stdout.strip() == "cakram-penuh"
    assert_untouched(book, before)


@pytest.mark.parametrize(
    ("name", "kode"),
    [
        ("_xmlsignatures/sig1.xml", "buku-kerja-bertanda-tangan"),
        ("xl/revisions/revisionHeaders.xml", "buku-kerja-bersama"),
    ],
)
def test_signed_and_shared_workbooks_are_refused(tmp_path: Path, name: str, kode: str) -> None:
    path = pack(tmp_path / "a.xlsx", {**minimal_parts(), name: b"<a/>"})
    with pytest.raises(InputError, match=kode):
        Patch(path)


def test_a_workbook_without_styles_is_refused(tmp_path: Path) -> None:
    parts = minimal_parts()
    parts[WORKBOOK_RELS] = parts[WORKBOOK_RELS].replace(b"/styles", b"/lain")
    with pytest.raises(InputError, match="paket-tanpa-gaya"):
        Patch(pack(tmp_path / "a.xlsx", parts))


@pytest.mark.parametrize("kind", [b"chartsheet", b"dialogsheet", b"xlMacrosheet"])
def test_a_sheet_that_is_no_worksheet_takes_no_cells(tmp_path: Path, kind: bytes) -> None:
    parts = minimal_parts()
    parts[WORKBOOK_RELS] = parts[WORKBOOK_RELS].replace(b'/worksheet"', b'/%s"' % kind)
    with pytest.raises(InputError, match="lembar-bukan-lembar-kerja"):
        set_and_save(pack(tmp_path / "a.xlsx", parts), {"A1": 1})


def test_a_workbook_without_relations_is_refused(tmp_path: Path) -> None:
    parts = minimal_parts()
    del parts[WORKBOOK_RELS]
    with pytest.raises(InputError, match="paket-tanpa-gaya"):
        Patch(pack(tmp_path / "a.xlsx", parts))


def test_a_row_with_extensions_is_refused(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><extLst/></row>'
    with pytest.raises(InputError, match="lembar-tidak-lazim"):
        set_and_save(workbook_with(tmp_path / "a.xlsx", sheet_xml(rows)), {"A1": 5})


def test_an_unknown_sheet_is_refused(book: Path) -> None:
    with pytest.raises(InputError, match="lembar-tidak-ada"):
        set_and_save(book, {"A1": 1}, "Tidak Ada")


@pytest.mark.program
def test_libreoffice_opens_what_was_patched(tmp_path: Path, book: Path) -> None:
    patch = Patch(book)
    patch.grow_table("tblRekap", 12)
    patch.set_cells("Rekap", {"C10": "baris <baru> & isi", "D10": date(2026, 6, 7), "A10": 6})
    patch.set_links("Rekap", {"B10": "'Lain'!A1"})
    patch.put_sheet("Temuan", HEADINGS, ROWS, ["'Rekap'!C5", ""])
    patch.save()
    prefixed = workbook_with(tmp_path / "awalan.xlsx", PREFIXED)
    set_and_save(prefixed, {"A1": "teks", "C3": 3})
    chained = with_calc_chain(tmp_path / "rantai.xlsx")
    set_and_save(chained, {"A1": 5})
    out = tmp_path / "keluar"
    profile = (tmp_path / "profil").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(out),
        ]
        + [str(path) for path in (book, prefixed, chained)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    converted = out / "rekap.xlsx"
    assert calamine_cell(converted, "C10") == "baris <baru> & isi"
    assert calamine_cell(converted, "A2", "Temuan") == "R22"
    assert calamine_cell(out / "awalan.xlsx", "A1") == "teks"
    assert calamine_cell(out / "rantai.xlsx", "A1") == 5
