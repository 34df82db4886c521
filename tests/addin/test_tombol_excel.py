"""From the ribbon to Python: each button has its Sub, each Sub its key, and a slip of the pen is noticed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from vba_text import CALL, callback_faults, procedures, read_modules, ribbon

from ppid_xl.addin.ribbon_xml import NAMESPACE
from ppid_xl.addin.vba_module import SHEET_BASE, WORKBOOK_BASE, VbaModule, document_module
from ppid_xl.addin.vba_project import build_project
from ppid_xl.addin.vba_stubs import procedure_name, stubs_module
from ppid_xl.addin.xlam import pack, package_parts
from ppid_xl.buttons import Buttons
from ppid_xl.errors import ConfigError
from ppid_xl.messages import sentence

# What MS-CUSTOMUI2 allows of what we use: element → attributes, with what their values must look like
ALLOWED: Mapping[str, Mapping[str, str]] = {
    "customUI": {},
    "ribbon": {},
    "tabs": {},
    "tab": {"id": r"[A-Za-z_]\w*", "label": r".{1,1024}", "insertAfterMso": r"Tab[A-Z]\w+"},
    "group": {"id": r"[A-Za-z_]\w*", "label": r".{1,1024}"},
    "button": {
        "id": r"[A-Za-z_]\w*",
        "label": r".{1,1024}",
        "size": "large|normal",
        "imageMso": r"[A-Z][A-Za-z0-9]+",
        "screentip": r".{1,1024}",
        "supertip": r".{1,1024}",
        "onAction": r"[A-Za-z]\w*\.[A-Za-z]\w*",
    },
}
PARENTS = {"ribbon": "customUI", "tabs": "ribbon", "tab": "tabs", "group": "tab", "button": "group"}
Parts = dict[str, bytes]


def parts_of(buttons: Buttons, stubs: VbaModule, sources: list[VbaModule]) -> Parts:
    """Return the parts of an add-in whose generated module is another one."""
    documents = [document_module("ThisWorkbook", WORKBOOK_BASE), document_module("Sheet1", SHEET_BASE)]
    return package_parts(buttons, sources) | {
        "xl/vbaProject.bin": build_project([*documents, stubs, *sources])
    }


def test_every_button_reaches_its_sub_and_every_sub_its_key(xlam: bytes, buttons: Buttons) -> None:
    assert callback_faults(xlam, buttons) == []
    assert len(CALL.findall(read_modules(xlam)["PpidTombol"])) == len(buttons.buttons) > 10


def in_ribbon(old: str, new: str) -> Callable[[Parts, Buttons, list[VbaModule]], Parts]:
    """Plant a slip into the ribbon's part."""

    def plant(parts: Parts, buttons: Buttons, sources: list[VbaModule]) -> Parts:
        text = parts["customUI/customUI14.xml"].decode()
        assert old in text
        return parts | {"customUI/customUI14.xml": text.replace(old, new, 1).encode()}

    return plant


def in_stubs(old: str, new: str) -> Callable[[Parts, Buttons, list[VbaModule]], Parts]:
    """Plant a slip into the generated module."""

    def plant(parts: Parts, buttons: Buttons, sources: list[VbaModule]) -> Parts:
        stubs = stubs_module(buttons)
        assert old in stubs.text
        return parts_of(buttons, replace(stubs, text=stubs.text.replace(old, new, 1)), sources)

    return plant


@pytest.mark.parametrize(
    ("plant", "said"),
    [
        (in_ribbon("PpidTombol.PpidPeriksa", "PpidTombol.PpidPeriska"), "PpidPeriska: no such"),
        (in_ribbon("PpidTombol.PpidPeriksa", "Tombol.PpidPeriksa"), "Tombol.PpidPeriksa: no such"),
        (in_stubs("Public Sub PpidPeriksa", "Private Sub PpidPeriksa"), "PpidPeriksa: Private"),
        (in_stubs("PpidPeriksa(control As IRibbonControl)", "PpidPeriksa()"), "PpidPeriksa: takes ()"),
        (
            in_stubs("(control As IRibbonControl)", "(control As IRibbonControl, pressed As Boolean)"),
            "pressed",
        ),
        (in_stubs('RunButton "periksa"', 'RunButton "periska"'), "periska"),
        (in_stubs('RunButton "periksa"', 'RunButton "impor"'), "impor: 2 Subs"),
    ],
    ids=["sub", "module", "private", "none", "two", "key", "other key"],
)
def test_a_planted_slip_is_noticed(
    plant: Callable[[Parts, Buttons, list[VbaModule]], Parts],
    said: str,
    buttons: Buttons,
    macro_sources: list[VbaModule],
) -> None:
    slipped = pack(plant(package_parts(buttons, macro_sources), buttons, macro_sources))
    assert said in " ".join(callback_faults(slipped, buttons))


def test_the_subs_call_the_runner_as_it_is_declared(xlam: bytes) -> None:
    declared = [p for p in procedures(read_modules(xlam)) if p.name == "RunButton"]
    assert [(p.module, p.visibility, len(p.arguments)) for p in declared] == [("PpidLari", "Public", 2)]


def test_the_ribbon_uses_only_what_excel_allows(xlam: bytes) -> None:
    root = ribbon(xlam)
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in root.iter():
        name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
        assert name in ALLOWED
        if element is not root:
            assert parents[element].tag == f"{{{NAMESPACE}}}{PARENTS[name]}"
        assert set(element.attrib) == set(ALLOWED[name])
        for key, value in element.attrib.items():
            assert re.fullmatch(ALLOWED[name][key], value), f"{name} {key}={value}"


def test_no_two_parts_of_the_ribbon_share_an_id(xlam: bytes) -> None:
    ids = [element.get("id") for element in ribbon(xlam).iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_the_ribbon_shows_groups_and_buttons_in_the_order_of_the_list(xlam: bytes, buttons: Buttons) -> None:
    groups = [e for e in ribbon(xlam).iter() if e.tag.endswith("}group")]
    assert [g.get("label") for g in groups] == [g.label for g in buttons.groups]
    for shown, group in zip(groups, buttons.groups, strict=True):
        listed = buttons.of(group.kunci)
        assert [b.get("label") for b in shown] == [b.label for b in listed]
        assert [b.get("supertip") for b in shown] == [b.petunjuk for b in listed]
        assert [b.get("imageMso") for b in shown] == [b.ikon for b in listed]


def test_a_label_with_marks_of_xml_and_vba_stays_a_label(
    buttons: Buttons, macro_sources: list[VbaModule]
) -> None:
    button = replace(buttons.buttons[0], label='Uji <"dan"> & lagi')
    marked = replace(buttons, buttons=(button, *buttons.buttons[1:]))
    made = pack(package_parts(marked, macro_sources))
    assert callback_faults(made, marked) == []
    assert button.label in [e.get("label") for e in ribbon(made).iter()]
    assert 'RunButton "periksa", "Uji <""dan""> & lagi"\n' in read_modules(made)["PpidTombol"]


@pytest.mark.parametrize("kunci", ["tombol", "lari", "peri_ksa"])
def test_a_key_whose_vba_name_is_taken_is_refused(
    kunci: str, buttons: Buttons, macro_sources: list[VbaModule]
) -> None:
    added = replace(buttons, buttons=(*buttons.buttons, replace(buttons.buttons[0], kunci=kunci)))
    with pytest.raises(ConfigError) as refused:
        package_parts(added, macro_sources)
    assert f"Tombol {kunci} memerlukan nama VBA {procedure_name(added.buttons[-1])}" in sentence(
        refused.value
    )


def test_an_add_in_without_its_runner_is_refused(buttons: Buttons) -> None:
    with pytest.raises(ConfigError) as refused:
        package_parts(buttons, [])
    assert "RunButton" in sentence(refused.value)
