"""The buttons of LibreOffice Calc: a toolbar for each group and one menu, as configuration of an extension."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from ppid_xl.buttons import Button, Buttons, Group

SERVICE = "id.ppid.xl.Button"
TOOLBAR, MENU = "id.ppid.xl.toolbar", "id.ppid.xl.menu"
TITLE = "PPID"
CALC = "com.sun.star.sheet.SpreadsheetDocument"
# org.openoffice.Office.UI.WindowState: DockPos is "x,row", the toolbar of formats has row 2; Style
ROWS, TEXT_ONLY = (3, 4), 1
_MARGIN = 2  # letters that the space around a label is as wide as
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
    """Return a toolbar for each group, and the menu with one submenu a group."""
    bars = [_node(toolbar(group), _entries(buttons, group)) for group in buttons.groups]
    menu = [
        _node(
            f"G{number}",
            [_context(), _label("Title", group.label), _node("Submenu", _entries(buttons, group), new=False)],
        )
        for number, group in enumerate(buttons.groups)
    ]
    parts = [
        _node("OfficeToolBar", bars, new=False),
        _node(
            "OfficeMenuBar",
            [_node(MENU, [_label("Title", TITLE), _context(), _node("Submenu", menu, new=False)])],
            new=False,
        ),
    ]
    head = _HEAD.format(name="Addons", package="org.openoffice.Office")
    return f"{head}{_node('AddonUI', parts, new=False)}{_FOOT}"


def calc_window_state_xcu(buttons: Buttons) -> str:
    """Return where the toolbars stand: docked side by side in two rows, their buttons with their labels."""
    states = [
        _state(group, f"{place},{row}")
        for row, groups in zip(ROWS, toolbar_rows(buttons), strict=True)
        for place, group in enumerate(groups)
    ]
    head = _HEAD.format(name="CalcWindowState", package="org.openoffice.Office.UI")
    return f"{head}{_node('UIElements', [_node('States', states, new=False)], new=False)}{_FOOT}"


def toolbar(group: Group) -> str:
    """Return the name of the toolbar of a group."""
    return f"{TOOLBAR}.{group.kunci}"


def toolbar_rows(buttons: Buttons) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """Return the groups of the upper and of the lower row, as near in length as whole groups allow."""
    widths = [sum(len(b.label) + _MARGIN for b in buttons.of(group.kunci)) for group in buttons.groups]
    cut = min(range(len(widths) + 1), key=lambda at: max(sum(widths[:at]), sum(widths[at:])))
    return buttons.groups[:cut], buttons.groups[cut:]


def _state(group: Group, place: str) -> str:
    return _node(
        f"private:resource/toolbar/addon_{toolbar(group)}",
        [
            _label("UIName", f"{TITLE} {group.label}"),
            _prop("ContextSensitive", "false", "boolean"),
            _prop("Visible", "true", "boolean"),
            _prop("Docked", "true", "boolean"),
            _prop("DockingArea", "0", "int"),
            _prop("DockPos", place),
            _prop("Style", str(TEXT_ONLY), "int"),
        ],
    )


def _entries(buttons: Buttons, group: Group) -> list[str]:
    return [_entry(f"B{place:02}", button) for place, button in enumerate(buttons.of(group.kunci))]


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
