"""A person's click: the mouse finds the button on a real screen, and the workbook is checked."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kantor_calc import Office, Screen
from rekap_bersalah import make_faulty

from ppid_xl.buttons import load_buttons

PLAYER = Path(__file__).with_name("pemain_protokol.py")
pytestmark = pytest.mark.program


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    with Screen(tmp_path_factory.mktemp("layar")) as screen:
        yield screen


@pytest.fixture(scope="module")
def office(calc_profile: Path, world: Any, screen: Screen) -> Iterator[Office]:
    seen = {**world.environment, "DISPLAY": screen.display}
    with Office(calc_profile, environment=seen, headless=False) as office:
        yield office


def centre(office: Office, name: str) -> tuple[int, int]:
    x, y, width, height = office.buttons(names=[name])[name]
    return x + width // 2, y + height // 2


PLACES = """
manager = document.getCurrentController().getFrame().LayoutManager
bars = [bar.ResourceURL for bar in manager.getElements() if "/toolbar/" in bar.ResourceURL]
shown = [bar for bar in bars if manager.isElementVisible(bar) and manager.isElementDocked(bar)]
result = {bar.rpartition("/")[2]: [manager.getElementPos(bar).Y, manager.getElementSize(bar).Width] for bar in shown}
"""


def test_every_button_is_seen_on_a_small_screen_and_no_toolbar_of_calc_gives_way(
    office: Office, rekap: Path
) -> None:
    number = office.open(path=str(rekap), filter_name="Calc MS Excel 2007 XML")
    office.window(document=number, x=0, y=0, width=1366, height=768)
    labels = [button.label for button in load_buttons().buttons]
    seen = office.buttons(names=labels)
    assert [label for label in labels if label not in seen] == []
    assert max(x + width for x, _, width, _ in seen.values()) <= 1366
    bars = office.run(document=number, code=PLACES)
    ours = {row for name, (row, _) in bars.items() if "ppid" in name}
    assert ours.isdisjoint(row for name, (row, _) in bars.items() if "ppid" not in name)
    assert bars["formatobjectbar"][1] > 900
    office.close(document=number)


def test_a_click_on_periksa_takes_what_is_typed_and_writes_the_findings(
    office: Office, world: Any, screen: Screen, rekap: Path, tmp_path: Path
) -> None:
    make_faulty(rekap)
    world.use_ours()
    number = office.open(path=str(rekap), filter_name="Calc MS Excel 2007 XML")
    office.window(document=number, x=0, y=0, width=1366, height=768)
    office.select(document=number, sheet="Rekap", refs=["E5"])
    screen.click(683, 600)
    office.select(document=number, sheet="Rekap", refs=["E5"])
    screen.type("k", "e", "t", "i", "k")
    screen.click(*centre(office, "Periksa"))
    world.wait_for("info: ")
    screen.type_into_box(office, "OK")
    screen.draw(tmp_path / "layar.png")
    screen.type("Return")
    assert "selesai periksa 1 " in world.wait_for("selesai periksa")
    assert office.cells(document=number, sheet="Rekap", ref="E5") == [["ketik"]]
    assert office.cells(document=number, sheet="Rekap", ref="C5") == [["INF-2026-0001"]]
    assert office.cells(document=number, sheet="Temuan", ref="B5:C5") == [["✖ Galat", "Rekap"]]
    assert (tmp_path / "layar.png").stat().st_size > 20_000
    office.close(document=number)


def test_text_secret_and_yes_are_asked_in_windows(
    office: Office, world: Any, screen: Screen, rekap: Path, tmp_path: Path
) -> None:
    told, kept = tmp_path / "minta.json", tmp_path / "jawab.json"
    questions: list[dict[str, str]] = [
        {"minta": "buka"},
        {"minta": "tanya_teks", "kalimat": "Oleh siapa?", "nilai": "KETUA"},
        {"minta": "tanya_rahasia", "kalimat": "Kata sandi?"},
        {"minta": "tanya_teks", "kalimat": "Catatan?", "nilai": "isi"},
        {"minta": "tanya_ya", "kalimat": "Lanjut?"},
        {"minta": "kabari", "kalimat": "\n".join(f"Baris {number}" for number in range(40))},
    ]
    told.write_text(json.dumps(questions), encoding="utf-8")
    world.use([sys.executable, str(PLAYER), str(told), str(kept)])
    world.clear_log()
    number = office.open(path=str(rekap), filter_name="Calc MS Excel 2007 XML")
    office.window(document=number, x=0, y=0, width=1366, height=768)
    screen.click(*centre(office, "Periksa"))
    for shown, button, keys in (
        ("Oleh siapa?", "Batal", ["Return"]),
        ("Kata sandi?", "Batal", ["r", "a", "h", "Return"]),
        ("Catatan?", "Batal", ["Escape"]),
        ("Lanjut?", "Yes", ["alt+y"]),
        ("Baris 39", "OK", ["Return"]),
    ):
        world.wait_for(shown)
        screen.type_into_box(office, button, *keys)
    world.wait_for("selesai periksa 0")
    answers = [answer["jawab"] for answer in json.loads(kept.read_text(encoding="utf-8"))[2:]]
    assert answers == ["KETUA", "rah", None, True, True]
    office.close(document=number)
