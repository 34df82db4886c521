"""The buttons of LibreOffice Calc: one toolbar and one menu, as configuration of an extension."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from ppid_xl.buttons import Button, Buttons

SERVICE = "id.ppid.xl.Button"
TOOLBAR, MENU = "id.ppid.xl.toolbar", "id.ppid.xl.menu"
TITLE = "PPID"
CALC = "com.sun.star.sheet.SpreadsheetDocument"
ROW_BELOW_FORMATTING, TEXT_ONLY = "0,2", 1  # org.openoffice.Office.UI.WindowState: DockPos, Style
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="{name}" oor:package="{package}">\n'
)
_FOOT = "</oor:component-data>\n"


def button_url(button: Button) -> str:
    """Return what LibreOffice calls for a button; the word after ``?`` reaches the component."""
    return f"service:{SERVICE}?{button.kunci}"


def addons_xcu(buttons: Buttons) -> str:
    """Return the toolbar with every button, groups apart, and the menu with one submenu a group."""
    bar: list[str] = []
    menu: list[str] = []
    for number, group in enumerate(buttons.groups):
        of_group = buttons.of(group.kunci)
        entries = [_entry(f"B{place:02}", button) for place, button in enumerate(of_group)]
        bar += [_entry(f"G{number}B{place:02}", button) for place, button in enumerate(of_group)]
        if number + 1 < len(buttons.groups):
            bar.append(_node(f"G{number}Z", [_prop("URL", "private:separator")]))
        menu.append(
            _node(
                f"G{number}", [_context(), _label("Title", group.label), _node("Submenu", entries, new=False)]
            )
        )
    parts = [
        _node("OfficeToolBar", [_node(TOOLBAR, bar)], new=False),
        _node(
            "OfficeMenuBar",
            [_node(MENU, [_label("Title", TITLE), _context(), _node("Submenu", menu, new=False)])],
            new=False,
        ),
    ]
    head = _HEAD.format(name="Addons", package="org.openoffice.Office")
    return f"{head}{_node('AddonUI', parts, new=False)}{_FOOT}"


def calc_window_state_xcu() -> str:
    """Return where the toolbar stands: docked under the others, its buttons with their labels."""
    state = _node(
        f"private:resource/toolbar/addon_{TOOLBAR}",
        [
            _label("UIName", TITLE),
            _prop("ContextSensitive", "false", "boolean"),
            _prop("Visible", "true", "boolean"),
            _prop("Docked", "true", "boolean"),
            _prop("DockingArea", "0", "int"),
            _prop("DockPos", ROW_BELOW_FORMATTING),
            _prop("Style", str(TEXT_ONLY), "int"),
        ],
    )
    head = _HEAD.format(name="CalcWindowState", package="org.openoffice.Office.UI")
    return f"{head}{_node('UIElements', [_node('States', [state], new=False)], new=False)}{_FOOT}"


def _entry(name: str, button: Button) -> str:
    return _node(
        name,
        [
            _context(),
            _prop("URL", button_url(button)),
            _label("Title", button.label),
            _prop("Target", "_self"),
        ],
    )


def _context() -> str:
    return _prop("Context", CALC)


def _node(name: str, inner: Iterable[str], *, new: bool = True) -> str:
    operation = ' oor:op="replace"' if new else ""
    return f"<node oor:name={quoteattr(name)}{operation}>\n{''.join(inner)}</node>\n"


def _prop(name: str, value: str, kind: str = "string") -> str:
    return f'<prop oor:name="{name}" oor:type="xs:{kind}"><value>{escape(value)}</value></prop>\n'


def _label(name: str, text: str) -> str:
    values = "".join(f'<value xml:lang="{tongue}">{escape(text)}</value>' for tongue in ("en-US", "id"))
    return f'<prop oor:name="{name}" oor:type="xs:string">{values}</prop>\n'
