"""The VBA project as olevba and olefile read it back: sources whole, no cache, nothing hidden or protected."""

from __future__ import annotations

import struct

import pytest
from oletools.olevba import decompress_stream
from vba_text import open_project, read_modules

from ppid_xl.addin.vba_module import VbaModule, standard_module
from ppid_xl.addin.vba_project import PROJECT_ID, encrypt, name_map_stream
from ppid_xl.addin.vba_stubs import stubs_module
from ppid_xl.addin.xlam import pack, package_parts
from ppid_xl.buttons import Buttons
from ppid_xl.errors import ConfigError
from ppid_xl.messages import sentence

HEAD = 'Attribute VB_Name = "Contoh"\n'


def decrypt(text: str) -> bytes:
    """Return what CMG, DPB or GC hold, by the reader's half of the specification (MS-OVBA 2.4.3.3)."""
    data = bytes.fromhex(text)
    seed, version, key = data[0], data[0] ^ data[1], data[0] ^ data[2]
    assert version == 2
    assert key == sum(PROJECT_ID.encode()) % 256
    ignored, plain, older, newer, out = (seed & 6) // 2, key, data[1], data[2], bytearray()
    for byte in data[3:]:
        plain = byte ^ (older + plain) % 256
        older, newer = newer, byte
        out.append(plain)
    (length,) = struct.unpack_from("<I", out, ignored)
    assert len(out) == ignored + 4 + length
    return bytes(out[ignored + 4 :])


def test_every_source_is_read_back_letter_by_letter(
    xlam: bytes, buttons: Buttons, macro_sources: list[VbaModule]
) -> None:
    read = read_modules(xlam)
    for module in [stubs_module(buttons), *macro_sources]:
        assert read.pop(module.name) == module.text
    assert sorted(read) == ["Sheet1", "ThisWorkbook"]


def test_the_container_has_no_defect_and_just_these_streams(xlam: bytes) -> None:
    with open_project(xlam) as project:
        assert not project.parsing_issues
        streams = {"/".join(path) for path in project.listdir()}
    modules = {"ThisWorkbook", "Sheet1", "PpidTombol", "PpidLari"}
    assert streams == {"PROJECT", "PROJECTwm", "VBA/dir", "VBA/_VBA_PROJECT", *(f"VBA/{m}" for m in modules)}


def test_there_is_no_cache_so_that_excel_compiles_what_is_written(xlam: bytes) -> None:
    with open_project(xlam) as project:
        assert project.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("cc61ffff000100")
        assert not [path for path in project.listdir() if path[-1].startswith("__SRP_")]
        listing = bytes(decompress_stream(bytearray(project.openstream("VBA/dir").read())))
    assert listing.count(struct.pack("<HII", 0x31, 4, 0)) == 4  # MODULEOFFSET of each module


def test_the_map_of_names_is_not_compressed(xlam: bytes) -> None:
    with open_project(xlam) as project:
        stored = project.openstream("PROJECTwm").read()
    names = ["ThisWorkbook", "Sheet1", "PpidTombol", "PpidLari"]
    assert stored == name_map_stream([VbaModule(name, "") for name in names])
    assert stored.startswith(b"ThisWorkbook\0T\0h\0i\0s\0")


def test_the_project_is_neither_locked_nor_hidden(xlam: bytes) -> None:
    with open_project(xlam) as project:
        lines = project.openstream("PROJECT").read().decode("cp1252").split("\r\n")
    facts = dict(line.split("=", 1) for line in lines if "=" in line)
    assert decrypt(facts["CMG"].strip('"')) == bytes(4)
    assert decrypt(facts["DPB"].strip('"')) == b"\0"
    assert decrypt(facts["GC"].strip('"')) == b"\xff"
    assert lines[1:5] == [
        "Document=ThisWorkbook/&H00000000", "Document=Sheet1/&H00000000", "Module=PpidTombol", "Module=PpidLari",
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"\0", b"\xff", bytes(4), bytes(range(40))])
def test_what_is_encrypted_can_be_read_by_the_specification(data: bytes) -> None:
    assert decrypt(encrypt(data)) == data


def test_a_letter_of_windows_1252_comes_back(buttons: Buttons) -> None:
    text = HEAD + "' “kutipan” – é ÿþ €\nPublic Sub RunButton(key, label)\nEnd Sub\n"
    made = pack(package_parts(buttons, [standard_module(text, "contoh.bas")]))
    with open_project(made) as project:
        stored = bytes(decompress_stream(bytearray(project.openstream("VBA/Contoh").read())))
    assert stored.decode("cp1252") == text.replace("\n", "\r\n")


def test_a_letter_vba_cannot_hold_is_refused_with_its_place() -> None:
    module = standard_module(HEAD + "\n' tanda ✓\n", "contoh.bas")
    with pytest.raises(ConfigError) as refused:
        _ = module.stored
    assert sentence(refused.value).startswith(
        'Modul VBA Contoh, baris 3: huruf "✓" tidak dapat disimpan di VBA'
    )


@pytest.mark.parametrize("name", ["", "1a", "a b", "x" * 32])
def test_a_source_that_does_not_tell_its_name_is_refused(name: str) -> None:
    with pytest.raises(ConfigError) as refused:
        standard_module(f'Attribute VB_Name = "{name}"\nOption Explicit\n', "contoh.bas")
    assert "contoh.bas" in sentence(refused.value)


def test_a_source_that_begins_otherwise_is_refused() -> None:
    with pytest.raises(ConfigError) as refused:
        standard_module("Option Explicit\n", "contoh.bas")
    assert "contoh.bas" in sentence(refused.value)
