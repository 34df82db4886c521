"""All commands, in the order that help shows them: each group of commands brings its own words."""

from __future__ import annotations

from ppid_xl.cli.command import Command
from ppid_xl.cli.groups import GROUPS, load_group

COMMANDS: tuple[Command, ...] = tuple(command for group in GROUPS for command in load_group(group))
