"""The generated module of the Excel add-in: one Sub for each button, which hands over the key of the button."""

from __future__ import annotations

from collections.abc import Iterable

from ppid_xl.addin.vba_module import VbaModule, standard_module
from ppid_xl.buttons import Button, Buttons
from ppid_xl.errors import ConfigError

MODULE = "PpidTombol"
RUNNER = "RunButton"
_HEAD = f"""Attribute VB_Name = "{MODULE}"
Option Explicit

' Made from tombol.toml. What a button does is written there.
"""
_SUB = """
Public Sub {name}(control As IRibbonControl)
    {runner} "{kunci}", "{label}"
End Sub
"""


def procedure_name(button: Button) -> str:
    """Return the name of the Sub of a button: ``terima_usulan`` gives ``PpidTerimaUsulan``."""
    return "Ppid" + "".join(part.capitalize() for part in button.kunci.split("_"))


def callback(button: Button) -> str:
    """Return what a button of the ribbon calls."""
    return f"{MODULE}.{procedure_name(button)}"


def stubs_module(buttons: Buttons, taken: Iterable[str] = ()) -> VbaModule:
    """Return the module of all Subs; ConfigError when two names, or one of ``taken``, are the same to VBA."""
    used = {name.lower() for name in (MODULE, *taken)}
    for button in buttons.buttons:
        name = procedure_name(button)
        if name.lower() in used:
            raise ConfigError("nama-vba-terpakai", tombol=button.kunci, nama=name)
        used.add(name.lower())
    return standard_module(_HEAD + "".join(map(_stub, buttons.buttons)), MODULE)


def _stub(button: Button) -> str:
    label = button.label.replace('"', '""')
    return _SUB.format(name=procedure_name(button), runner=RUNNER, kunci=button.kunci, label=label)
