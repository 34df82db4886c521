"""All commands, in the order that help shows them: each group of commands brings its own words."""

from __future__ import annotations

from ppid_xl.cli import (
    agenda,
    arsip,
    berkas,
    brankas,
    isi,
    langkah,
    masa,
    pantau,
    pasang,
    proses,
    rekapitulasi,
    template,
    terbit,
    ttd,
)
from ppid_xl.cli.command import Command

COMMANDS: tuple[Command, ...] = (
    *isi.COMMANDS,
    *langkah.COMMANDS,
    *masa.COMMANDS,
    *berkas.COMMANDS,
    *brankas.COMMANDS,
    *pantau.COMMANDS,
    *proses.COMMANDS,
    *arsip.COMMANDS,
    *terbit.COMMANDS,
    *agenda.COMMANDS,
    *ttd.COMMANDS,
    *rekapitulasi.COMMANDS,
    *template.COMMANDS,
    *pasang.COMMANDS,
)
