"""All commands, in the order that help shows them: each group of commands brings its own words."""

from __future__ import annotations

from ppid_xl.cli import isi, langkah, pantau, proses
from ppid_xl.cli.command import Command

COMMANDS: tuple[Command, ...] = (*isi.COMMANDS, *langkah.COMMANDS, *pantau.COMMANDS, *proses.COMMANDS)
