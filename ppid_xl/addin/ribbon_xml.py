"""The tab on the ribbon of Excel (MS-CUSTOMUI2), made from the list of buttons."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ppid_xl.addin.vba_stubs import callback
from ppid_xl.buttons import Button, Buttons, Group

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
TAB_LABEL = "PPID"
_AFTER = "TabHome"
_SIZES = {"besar": "large", "kecil": "normal"}


def ribbon_xml(buttons: Buttons) -> bytes:
    """Return the part ``customUI14.xml``: one tab, a group for each group, a button for each button."""
    root = Element("customUI", xmlns=NAMESPACE)
    tabs = SubElement(SubElement(root, "ribbon"), "tabs")
    tab = SubElement(tabs, "tab", id="ppidTab", label=TAB_LABEL, insertAfterMso=_AFTER)
    for group in buttons.groups:
        _add_group(tab, group, buttons.of(group.kunci))
    indent(root)
    body: bytes = tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + body + b"\n"


def _add_group(tab: Element, group: Group, buttons: tuple[Button, ...]) -> None:
    if not buttons:
        return
    shown = SubElement(tab, "group", id=f"ppidGrup_{group.kunci}", label=group.label)
    for button in buttons:
        SubElement(
            shown,
            "button",
            id=f"ppid_{button.kunci}",
            label=button.label,
            size=_SIZES[button.ukuran],
            imageMso=button.ikon,
            screentip=button.label,
            supertip=button.petunjuk,
            onAction=callback(button),
        )
