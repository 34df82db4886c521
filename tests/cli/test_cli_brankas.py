"""The brankas from the terminal: passphrases by a descriptor, keys outside of the office, the guide's own samples."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import re
import shlex
import shutil
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from kantor_brankas import CANARY, CANARY_NAME, ONE, Kantor, key_file, open_office

from ppid_xl.brankas.keys import new_key
from ppid_xl.cli import main
from ppid_xl.cli.brankas import BRANKAS_ACTS

pytestmark = pytest.mark.lama

PANDUAN = Path(__file__).parents[2] / "PANDUAN.md"
PASSPHRASE, OTHER = "kuda hijau makan kertas", "batu biru minum teh"
DAY = date(2026, 11, 21)
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def kantor(tmp_path: Path, blank_rekap: bytes, monkeypatch: pytest.MonkeyPatch) -> Kantor:
    made = open_office(tmp_path, blank_rekap)
    renamed = made.buku.rename(made.buku.with_name("rekap-2026.xlsx"))
    monkeypatch.chdir(renamed.parent)
    return Kantor(Path(renamed.name), Path("arsip"), made.usb, made.ppid, made.atasan)


def run(capsys: Capture, *words: object, secrets: tuple[str, ...] = ()) -> tuple[int, str]:
    capsys.readouterr()
    typed = [str(word) for word in words]
    if secrets:
        reader, writer = os.pipe()
        os.write(writer, "".join(f"{one}\n" for one in secrets).encode())
        os.close(writer)
        typed += ["--sandi-fd", str(reader)]
    code = main([*typed, "--tanggal", DAY.isoformat()])
    told = capsys.readouterr()
    return code, told.out + told.err


def set_up(kantor: Kantor, capsys: Capture) -> None:
    for peran, key in (("ppid", kantor.ppid), ("atasan", kantor.atasan)):
        public, secret = kantor.usb / f"{peran}.pub", key_file(key, kantor.usb / f"{peran}.txt")
        public.write_text(f"{key.public}\n")
        words = ("rekap-2026.xlsx", "--oleh", peran.upper())
        assert run(capsys, "brankas", "siapkan", *words, "--peran", peran, "--publik", public)[0] == 0
        assert run(capsys, "brankas", "uji-pulih", *words, "--kunci", secret)[0] == 0


def samples() -> Iterator[tuple[str, list[str]]]:
    """Yield each command of the chapter with the lines shown under it."""
    chapter = PANDUAN.read_text(encoding="utf-8").split("#### Brankas")[1].split("\n### ")[0]
    for block in re.findall(r"^```text\n(.*?)^```", chapter, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ppid ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip("\n").split("\n")
            yield command, shown


def test_the_chapter_of_the_guide_happens_as_shown(kantor: Kantor, capsys: Capture) -> None:
    new = new_key()
    for name, key in (("atasan", kantor.atasan), ("baru", new)):
        key_file(key, kantor.usb / f"{name}.txt")
        (kantor.usb / f"{name}.pub").write_text(f"{key.public}\n")
    copy = Path("kka-2025.pdf")
    copy.write_bytes(bytes(52_110))
    assert (
        run(capsys, "berkas", "masuk", "rekap-2026.xlsx", copy, "--id", ONE, "--dari", "X", "--oleh", "PPID")[
            0
        ]
        == 0
    )
    for command, shown in samples():
        words = [word.replace("E:/", f"{kantor.usb}/") for word in shlex.split(command)]
        words = [new.sidik if word == "SIDIK DARI KERTAS" else word for word in words]
        secrets = (PASSPHRASE,) if "E:/ppid.age" in command else ()
        code, told = run(capsys, *words, secrets=secrets)
        assert code == 0, told
        left = iter(told.replace(f"{kantor.usb}/", "E:/").splitlines())
        for line in shown:
            wanted = re.compile(".*".join(map(re.escape, line.rstrip().split("…"))))
            assert any(wanted.fullmatch(one.rstrip()) for one in left), f"{line}\n{told}"


def test_the_guide_explains_every_act() -> None:
    text = PANDUAN.read_text(encoding="utf-8")
    assert not [act for act in BRANKAS_ACTS if f"ppid brankas {act}" not in text]


def test_a_key_made_here_opens_with_its_passphrase_and_leaves_it_nowhere(
    kantor: Kantor, capsys: Capture
) -> None:
    path = kantor.usb / "ppid.age"
    words = ("brankas", "siapkan", kantor.buku, "--peran", "ppid", "--kunci", path, "--oleh", "PPID")
    code, told = run(capsys, *words, secrets=(PASSPHRASE,))
    assert code == 0, told
    sheet = (kantor.usb / "ppid.age.lembar.txt").read_text()
    assert path.read_text() in sheet
    assert "hilang untuk selamanya" in sheet
    assert [one.stat().st_mode & 0o077 for one in kantor.usb.iterdir()] == [0, 0]
    drill = ("brankas", "uji-pulih", kantor.buku, "--kunci", path, "--oleh", "PPID")
    wrong, complaint = run(capsys, *drill, secrets=(OTHER,))
    assert (wrong, "Kata sandi ppid.age salah" in complaint) == (2, True)
    assert run(capsys, *drill, secrets=(PASSPHRASE,))[0] == 0
    left = [
        told,
        complaint,
        sheet,
        *(one.read_bytes().decode("latin-1") for one in Path().rglob("*") if one.is_file()),
    ]
    assert not [one for one in left if PASSPHRASE in one or OTHER in one or "AGE-SECRET" in one]
    assert not [one for one in Path().rglob("*") if one.is_file() and b"AGE ENCRYPTED" in one.read_bytes()]


@pytest.mark.parametrize("place", ["ppid.age", "arsip/ppid.age", "../OneDrive/ppid.age"])
def test_a_secret_key_is_never_written_where_others_see_it(
    kantor: Kantor, capsys: Capture, place: str
) -> None:
    words = ("brankas", "siapkan", kantor.buku, "--peran", "ppid", "--kunci", place, "--oleh", "PPID")
    code, told = run(capsys, *words, secrets=(PASSPHRASE,))
    assert (code, "dapat dilihat orang lain" in told, Path(place).exists()) == (2, True, False)


def test_a_key_file_that_is_there_is_never_overwritten(kantor: Kantor, capsys: Capture) -> None:
    path = kantor.usb / "ppid.age"
    path.write_text("kunci lama")
    words = ("brankas", "siapkan", kantor.buku, "--peran", "ppid", "--kunci", path, "--oleh", "PPID")
    assert run(capsys, *words, secrets=(PASSPHRASE,))[0] == 2
    assert (path.read_text(), kantor.arsip.exists()) == ("kunci lama", False)
    assert [one.name for one in kantor.usb.iterdir()] == ["ppid.age"]


def test_without_a_terminal_or_descriptor_nothing_is_made(kantor: Kantor, capsys: Capture) -> None:
    path = kantor.usb / "ppid.age"
    words = ("brankas", "siapkan", kantor.buku, "--peran", "ppid", "--kunci", path, "--oleh", "PPID")
    code, told = run(capsys, *words)
    assert (code, "--sandi-fd" in told, path.exists()) == (2, True, False)


def test_who_ends_the_input_at_a_question_stops_as_with_ctrl_c(
    kantor: Kantor, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(_: str) -> str:
        raise EOFError

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(getpass, "getpass", end)
    path = kantor.usb / "ppid.age"
    words = ("brankas", "siapkan", kantor.buku, "--peran", "ppid", "--kunci", path, "--oleh", "PPID")
    code, told = run(capsys, *words)
    assert (code, told.splitlines()[-1], path.exists()) == (130, "Dihentikan.", False)


def test_a_secret_key_given_as_a_public_one_is_refused(kantor: Kantor, capsys: Capture) -> None:
    path = key_file(kantor.ppid, kantor.usb / "salah.txt")
    words = ("brankas", "siapkan", kantor.buku, "--peran", "ppid", "--publik", path, "--oleh", "PPID")
    code, told = run(capsys, *words)
    assert (code, "AGE-SECRET" in told) == (2, False)


def test_a_missing_key_file_and_an_unknown_officer_are_told(kantor: Kantor, capsys: Capture) -> None:
    words = ("brankas", "uji-pulih", kantor.buku, "--kunci", kantor.usb / "tiada")
    assert "tiada" in run(capsys, *words, "--oleh", "PPID")[1]
    assert run(capsys, *words, "--oleh", "SIAPA")[0] == 2


def test_an_excluded_copy_goes_straight_in_and_its_receipt_stays_out_of_the_archive(
    kantor: Kantor, capsys: Capture
) -> None:
    set_up(kantor, capsys)
    copy = Path("kka-2025.pdf")
    copy.write_bytes(b"isi" * 1000)
    told = run(
        capsys, "berkas", "masuk", kantor.buku, copy, "--id", ONE, "--dari", "Bidang", "--oleh", "PPID"
    )[1]
    assert f"kka-2025.pdf → brankas {ONE}/0001.age" in told
    assert kantor.ppid.sidik in told
    receipt = Path("dokumen/rahasia/tanda-terima.docx")
    with zipfile.ZipFile(receipt) as package:
        assert b"kka-2025.pdf" in package.read("word/document.xml")
    assert run(capsys, "arsip", "simpan", kantor.buku)[0] == 0
    assert not list(Path("arsip").rglob("*.docx"))
    assert run(capsys, "berkas", "periksa", kantor.buku)[0] == 0
    proof = json.loads(run(capsys, "bukti", kantor.buku, ONE, "--json")[1])
    assert proof["brankas"] == "1 softcopy terkunci di arsip"
    assert f"brankas {ONE}/0001.age" in str(proof["isi"])


def test_neither_content_nor_name_of_a_copy_is_in_anything_that_is_made_of_the_workbook(
    kantor: Kantor, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "sementara"
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    set_up(kantor, capsys)
    copy = Path(CANARY_NAME)
    copy.write_bytes(CANARY * 900)
    sidik = hashlib.sha256(copy.read_bytes()).hexdigest()
    take = ("berkas", "masuk", kantor.buku, copy, "--id", ONE, "--dari", "Bidang", "--oleh", "PPID")
    assert run(capsys, *take)[0] == 0
    copy.unlink()
    shutil.rmtree("dokumen/rahasia")  # the receipt, which staff print and delete
    made = [
        run(capsys, *words)
        for words in (
            ("periksa", kantor.buku, "--tulis"), ("arsip", "simpan", kantor.buku), ("arsip", "indeks", kantor.buku),
            ("terbit", kantor.buku), ("kirim", kantor.buku, "--oleh", "PPID"), ("bukti", kantor.buku, ONE),
            ("surat", kantor.buku, "daftar-dikecualikan"), ("berkas", "periksa", kantor.buku),
            ("arsip", "ekspor", kantor.buku, "--keluar", "ekspor", "--oleh", "PPID"),
            ("brankas", "ganti-kunci", kantor.buku, "--kunci", kantor.usb / "ppid.txt", "--bocor", "--oleh", "PPID"),
        )
    ]  # fmt: skip
    assert [made[number][0] for number in (1, 2, 3, -2, -1)] == [0] * 5, made
    wanted = [CANARY, CANARY_NAME.encode(), b"kenari-nama", sidik.encode(), sidik[:16].encode()]
    found = [(str(place), content) for place in (Path(), aside) for path in place.rglob("*") if path.is_file()
             for place, content in contents(path)]  # fmt: skip
    found += [(str(number), told.encode()) for number, (_, told) in enumerate(made)]
    assert len(found) > 60
    assert not [place for place, content in found if any(one in content for one in wanted)]
    assert not list(aside.iterdir())


def contents(path: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield a file, and each part of one that is a zip."""
    content = path.read_bytes()
    yield path, content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(path) as package:
            yield from ((path / name, package.read(name)) for name in package.namelist())


def test_a_copy_that_finds_no_room_is_not_left_half_written(kantor: Kantor, capsys: Capture) -> None:
    import resource
    import signal
    import subprocess
    import sys

    def small_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    set_up(kantor, capsys)
    copy = Path("kka-2025.pdf")
    copy.write_bytes(bytes(900_000))
    assert (
        run(capsys, "berkas", "masuk", kantor.buku, copy, "--id", ONE, "--dari", "X", "--oleh", "PPID")[0]
        == 0
    )
    words = [
        "brankas",
        "baca",
        kantor.buku,
        "--id",
        ONE,
        "--kunci",
        kantor.usb / "ppid.txt",
        "--oleh",
        "PPID",
    ]
    words += ["--keluar", kantor.usb / "baca", "--catatan", "x"]
    done = subprocess.run(
        [sys.executable, "-m", "ppid_xl", *map(str, words)],
        capture_output=True,
        text=True,
        preexec_fn=small_disk,
    )
    assert (done.returncode, "tidak dapat ditulis" in done.stderr) == (5, True), done.stderr
    assert list((kantor.usb / "baca").iterdir()) == []


def test_the_state_is_told_as_json_and_by_bukti_before_there_is_any(kantor: Kantor, capsys: Capture) -> None:
    told = json.loads(run(capsys, "brankas", "keadaan", kantor.buku, "--json")[1])
    assert (told["siap"], told["amplop"], told["penerima"]) == (False, 0, [])
    assert not kantor.arsip.exists()
    assert "brankas belum siap" in run(capsys, "bukti", kantor.buku, ONE)[1]


def test_diagnosa_tells_the_state_of_a_workbooks_brankas(kantor: Kantor, capsys: Capture) -> None:
    def state() -> str:
        capsys.readouterr()
        main(["diagnosa", str(kantor.buku), "--json"])
        return next(
            one["keterangan"] for one in json.loads(capsys.readouterr().out) if one["nama"] == "Brankas"
        )

    assert "tempatnya saja" in state()
    set_up(kantor, capsys)
    assert state().startswith("siap; penerima PPID")


def test_a_holders_day_in_the_log_is_that_of_the_command(kantor: Kantor, capsys: Capture) -> None:
    set_up(kantor, capsys)
    lines = [json.loads(line) for line in (kantor.arsip / "log.jsonl").read_text().splitlines()]
    drills = [one for one in lines if one["tindakan"] == "uji-pulih"]
    assert [(one["pelaku"], datetime.fromisoformat(one["waktu"]).date()) for one in drills] == [
        ("PPID", DAY),
        ("ATASAN", DAY),
    ]


def test_no_key_lies_among_the_files_of_the_project() -> None:
    root = Path(__file__).parents[2]
    shipped = [
        path
        for folder in ("ppid_xl", "tests", "workbooks", "templates", "macros", "docs")
        for path in (root / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    secret = re.compile(rb"AGE-SECRET-KEY-1[0-9A-Z]{50,}|BEGIN AGE ENCRYPTED FILE-----\n[A-Za-z0-9+/]{40}")
    assert not [path for path in shipped if secret.search(path.read_bytes())]
