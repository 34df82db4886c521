"""A VBA project from sources only (MS-OVBA): no performance cache, so VBA compiles what it reads."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from ppid_xl.addin.cfb import write_compound
from ppid_xl.addin.vba_compression import compress
from ppid_xl.addin.vba_dir import dir_stream
from ppid_xl.addin.vba_module import ENCODING, VbaModule

PROJECT_NAME = "Ppid"
PROJECT_ID = "{6F0D9A52-3C7B-4E1D-9B1A-5E1C0C7A2D14}"
# 2.3.4.1: version 0xFFFF, no cache; the seven bytes of the example in the specification
NO_CACHE = bytes.fromhex("cc61ffff000100")

_ITEM = {"standard": "Module={}", "document": "Document={}/&H00000000"}
_UNPROTECTED, _NO_PASSWORD, _VISIBLE = bytes(4), bytes(1), b"\xff"
_SEED = 0x0C


def build_project(modules: Sequence[VbaModule]) -> bytes:
    """Return ``vbaProject.bin`` of some modules; equal modules give equal bytes."""
    storage = {module.name: compress(module.stored) for module in modules}
    storage["_VBA_PROJECT"] = NO_CACHE
    storage["dir"] = compress(dir_stream(PROJECT_NAME, modules))
    return write_compound(
        {"VBA": storage, "PROJECT": project_stream(modules), "PROJECTwm": name_map_stream(modules)}
    )


def project_stream(modules: Sequence[VbaModule]) -> bytes:
    """Return the stream ``PROJECT`` (2.3.1): what is in the project, and that it is open to be read."""
    lines = [
        f'ID="{PROJECT_ID}"',
        *(_ITEM[module.kind].format(module.name) for module in modules),
        f'Name="{PROJECT_NAME}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{encrypt(_UNPROTECTED)}"',
        f'DPB="{encrypt(_NO_PASSWORD)}"',
        f'GC="{encrypt(_VISIBLE)}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
        "",
    ]
    return "\r\n".join(lines).encode(ENCODING)


def name_map_stream(modules: Sequence[VbaModule]) -> bytes:
    """Return the stream ``PROJECTwm`` (2.3.3), never compressed: each name in the code page and in UTF-16."""
    names = (m.name.encode(ENCODING) + b"\0" + m.name.encode("utf-16-le") + b"\0\0" for m in modules)
    return b"".join(names) + b"\0\0"


def encrypt(data: bytes) -> str:
    """Return data as CMG, DPB and GC hold it (2.4.3.2), with a fixed seed so that builds are equal."""
    key = sum(PROJECT_ID.encode(ENCODING)) & 0xFF
    out = bytearray([_SEED, _SEED ^ 2, _SEED ^ key])
    plain = key
    for byte in bytes((_SEED & 6) // 2) + struct.pack("<I", len(data)) + data:
        out.append(byte ^ (out[-2] + plain & 0xFF))
        plain = byte
    return out.hex().upper()
