"""The window for a secret: where none can open, a sentence says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import ppid_xl

ASK = """
import sys
{before}
from ppid_xl.errors import HostError
from ppid_xl.hosts.asking_window import ask_line
try:
    ask_line("PPID", "Kata sandi", masked=True)
except HostError as error:
    print(error.kode, error.fakta["alasan"])
"""


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("sys.modules['tkinter'] = None", "jendela-tidak-ada Python ini dipasang tanpa tkinter"),
        ("import os; os.environ.pop('DISPLAY', None)", "jendela-tidak-ada "),
    ],
)
def test_without_windows_a_sentence_says_so(before: str, wanted: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(before=before)], capture_output=True, text=True, check=False,
        cwd=Path(ppid_xl.__file__).parents[1],
    )  # fmt: skip
    assert done.stdout.startswith(wanted), done.stderr
