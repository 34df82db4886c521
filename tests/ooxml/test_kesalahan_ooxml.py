"""Every code that the spreadsheet package raises has its sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ppid_xl import ooxml
from ppid_xl.messages import error_sentences

SOURCES = sorted(Path(ooxml.__file__).parent.glob("*.py"))
CODE = re.compile(
    r'"((?:berkas|zip|xml|bagian|lembar|tabel|buku-kerja|paket|format)-[a-z0-9-]+)"|(?:Input|Host)Error\(\s*"([a-z0-9-]+)"'
)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_code_has_a_sentence(path: Path) -> None:
    known = error_sentences()
    raised = {first or second for first, second in CODE.findall(path.read_text(encoding="utf-8"))}
    assert raised <= known.keys()
