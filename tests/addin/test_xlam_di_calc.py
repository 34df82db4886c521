"""LibreOffice, a second reader of VBA, loads the built add-in and runs what is in it; the values are judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from kantor_calc import Office
from vba_text import read_modules

from ppid_xl.addin.vba_module import VbaModule, read_module, standard_module
from ppid_xl.addin.vba_stubs import procedure_name
from ppid_xl.addin.xlam import pack, package_parts
from ppid_xl.buttons import Buttons
from ppid_xl.ribbon.process import main

pytestmark = pytest.mark.program

FILTER = "Calc MS Excel 2007 VBA XML"
ALWAYS = 4  # com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN
RECORDER = """Attribute VB_Name = "Recorder"
Option Explicit
Private heard As String
Public Sub RunButton(ByVal key As String, ByVal label As String)
    heard = heard & key & "=" & label & ";"
End Sub
Public Function PressAll() As String
    heard = ""
{calls}    PressAll = heard
End Function
"""
Run = Callable[[str], object]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with Office(tmp_path_factory.mktemp("kantor") / "profil") as office:
        yield office


def opened(office: Office, xlam: bytes, path: Path) -> int:
    """Load an add-in from its bytes and return the number of the document."""
    path.write_bytes(xlam)
    number: int = office.open(path=str(path), filter_name=FILTER, macros=ALWAYS, hidden=True)
    return number


def script(module: str, function: str) -> str:
    return f"vnd.sun.star.script:Ppid.{module}.{function}?language=Basic&location=document"


@pytest.fixture(scope="module")
def run(
    office: Office, buttons: Buttons, macro_sources: list[VbaModule], tmp_path_factory: pytest.TempPathFactory
) -> Run:
    checks = read_module(Path(__file__).with_name("RunnerChecks.bas"))
    made = pack(package_parts(buttons, [*macro_sources, checks]))
    document = opened(office, made, tmp_path_factory.mktemp("addin") / "ppid.xlam")
    return lambda function: office.script(document=document, url=script("RunnerChecks", function))


def test_the_shipped_add_in_is_loaded_with_all_its_modules(
    office: Office, xlam: bytes, tmp_path: Path
) -> None:
    document = opened(office, xlam, tmp_path / "ppid.xlam")
    loaded = office.modules(document=document, library="Ppid")
    office.close(document=document)
    for name, source in read_modules(xlam).items():
        if name in ("PpidLari", "PpidTombol"):
            assert loaded[name].rstrip("\n").endswith(source.split("\n", 1)[1].rstrip("\n"))


def test_every_sub_hands_over_the_key_and_the_label_of_its_button(
    office: Office, buttons: Buttons, tmp_path: Path
) -> None:
    calls = "".join(f"    {procedure_name(button)} Nothing\n" for button in buttons.buttons)
    recorder = standard_module(RECORDER.format(calls=calls), "Recorder")
    document = opened(office, pack(package_parts(buttons, [recorder])), tmp_path / "ppid.xlam")
    heard = office.script(document=document, url=script("Recorder", "PressAll"))
    office.close(document=document)
    assert heard == "".join(f"{button.kunci}={button.label};" for button in buttons.buttons)


@pytest.mark.parametrize(
    ("function", "value"),
    [
        (
            "CheckCommandLine",
            r'"C:\Data Saya\python.exe" -I -B -m ppid_xl.ribbon excel terima_usulan'
            r' --buku "rekap & laporan (2026).xlsx" --hwnd 65552'
            r' --catatan "C:\Users\petugas\AppData\Local\Temp\ppid-rad1.tmp"',
        ),
        ("CheckConfig", r"C:\Data Saya\python.exe"),
        ("CheckConfigWithout", "[]"),
        ("CheckFullPaths", "yy|--------"),
        ("CheckNames", "y--y"),
        ("CheckUtf16", "y--"),
        ("CheckShortText", "pendek|903|x..."),
        ("CheckMac", "y--"),
    ],
)
def test_the_runner_says_what_it_should(run: Run, function: str, value: str) -> None:
    assert run(function) == value


def test_the_door_understands_the_command_line_and_leaves_its_sentence_where_the_runner_reads_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    log = tmp_path / "ppid-rad1.tmp"
    words = re.findall(r'"([^"]*)"|(\S+)', str(run("CheckCommandLine")))
    python, *options = [quoted or bare for quoted, bare in words]
    assert python == r"C:\Data Saya\python.exe"
    assert options[:4] == ["-I", "-B", "-m", "ppid_xl.ribbon"]
    code = main([*options[4:-1], str(log)])  # there is no Excel here
    assert code != 0
    note = log.read_bytes()
    assert note.startswith(b"\xff\xfe")
    assert note.decode("utf-16").rstrip().endswith(".")


def test_a_button_that_cannot_start_says_so_and_gives_the_status_bar_back(run: Run) -> None:
    said, status = str(run("CheckFailure")).rsplit("|", 1)
    assert said.startswith("Tombol Periksa tidak dapat dijalankan: ")
    assert status == "False"
