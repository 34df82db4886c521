"""The shipped buttons and the add-in built from them."""

from __future__ import annotations

import pytest

from ppid_xl.addin.vba_module import VbaModule, read_module
from ppid_xl.addin.xlam import build_xlam
from ppid_xl.bawaan import macros_dir
from ppid_xl.buttons import Buttons, load_buttons


@pytest.fixture(scope="session")
def buttons() -> Buttons:
    return load_buttons()


@pytest.fixture(scope="session")
def macro_sources() -> list[VbaModule]:
    return [read_module(path) for path in sorted(macros_dir("excel").glob("*.bas"))]


@pytest.fixture(scope="session")
def xlam(buttons: Buttons) -> bytes:
    return build_xlam(buttons, sorted(macros_dir("excel").glob("*.bas")))
