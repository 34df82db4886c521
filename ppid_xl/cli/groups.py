"""Which group of commands knows which word, so that a command loads no module of another."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ppid_xl.cli.command import Command

GROUPS = {
    "isi": ("buat", "impor", "terima-usulan", "periksa"),
    "sop": ("sop",),
    "langkah": ("langkah", "uji", "ajukan", "setujui", "kembalikan"),
    "masa": ("buka", "perpanjang"),
    "berkas": ("berkas",),
    "brankas": ("brankas",),
    "pantau": ("pantau", "bukti"),
    "proses": ("contoh", "surat"),
    "arsip": ("arsip",),
    "terbit": ("terbit", "kirim"),
    "agenda": ("agenda", "terima-ttd"),
    "ttd": ("tandatangani", "verifikasi"),
    "rekapitulasi": ("rekapitulasi",),
    "template": ("template",),
    "pasang": ("bangun-addin", "pasang", "diagnosa", "awasi"),
}


def load_group(group: str) -> tuple[Command, ...]:
    """Import the module of a group and return its commands."""
    commands: tuple[Command, ...] = import_module(f"ppid_xl.cli.{group}").COMMANDS
    return commands


def all_commands() -> tuple[Command, ...]:
    """Return every command, in the order that help shows them."""
    return tuple(command for group in GROUPS for command in load_group(group))


def commands_for(words: Sequence[str]) -> tuple[Command, ...]:
    """Return the commands that these words may name: of one group, none beside ``--versi`` alone, else all."""
    if list(words) == ["--versi"]:
        return ()
    for group, names in GROUPS.items():
        if words and words[0] in names:
            return load_group(group)
    return all_commands()
