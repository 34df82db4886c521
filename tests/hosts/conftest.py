"""The four hosts, each with the same blank workbook in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings
from isi_buku import load
from mesin_excel import Mesin
from pemain_calc import PemainCalc

from ppid_xl.hosts import Host
from ppid_xl.hosts.calc import open_calc
from ppid_xl.hosts.excel import open_excel
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.live import OpenWorkbook
from ppid_xl.hosts.memory import MemoryHost, blank_book
from ppid_xl.workflow.ground.knowledge import Knowledge


@pytest.fixture(autouse=True)
def _engines_as_before() -> Iterator[None]:
    """The engine of a test is gone after it: elsewhere no Excel runs."""
    engines = xlwings.engines
    listed, named, active = engines.engines[:], dict(engines.engines_by_name), engines.active
    yield
    engines.engines[:], engines.active = listed, active
    engines.engines_by_name.clear()
    engines.engines_by_name.update(named)


@pytest.fixture
def mesin(rekap: Path) -> Mesin:
    """Excel with the blank workbook open in it."""
    engine = Mesin(load(rekap))
    engine.activate()
    return engine


@pytest.fixture
def excel(mesin: Mesin, knowledge: Knowledge) -> OpenWorkbook:
    return open_excel("rekap.xlsx", knowledge.dictionary)


@pytest.fixture
def pemain(rekap: Path) -> Iterator[PemainCalc]:
    """Calc with the blank workbook open in it, at the other end of two pipes."""
    player = PemainCalc(load(rekap))
    yield player
    player.close()


@pytest.fixture
def calc(pemain: PemainCalc, knowledge: Knowledge) -> OpenWorkbook:
    return open_calc(knowledge.dictionary, answers=pemain.answers_from, requests=pemain.requests_to)


@pytest.fixture(params=["memory", "file", "calc", "excel"])
def any_host(request: pytest.FixtureRequest, rekap: Path, knowledge: Knowledge) -> Host:
    if request.param == "memory":
        return MemoryHost(blank_book(knowledge.dictionary, {"KodeSOP": "disperindag-kalbar-2020"}))
    if request.param == "file":
        return FileHost(rekap, knowledge.dictionary)
    host: Host = request.getfixturevalue(request.param)
    return host
