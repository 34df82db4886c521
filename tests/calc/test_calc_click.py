"""A person's click: the mouse finds the button on a real screen, and the workbook is checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kantor_calc import Office, Screen
from rekap_bersalah import make_faulty

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
    screen.draw(tmp_path / "layar.png")
    screen.type("Return")
    assert "selesai periksa 1 " in world.wait_for("selesai periksa")
    assert office.cells(document=number, sheet="Rekap", ref="E5") == [["ketik"]]
    assert office.cells(document=number, sheet="Rekap", ref="C5") == [["INF-2026-0001"]]
    assert office.cells(document=number, sheet="Temuan", ref="B5:C5") == [["✖ Galat", "Rekap"]]
    assert (tmp_path / "layar.png").stat().st_size > 20_000
