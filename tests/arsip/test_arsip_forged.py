"""An archive rewritten from inventory to log, as one who knows its form could: told in a sentence, never a crash."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from arsip_acts import append_entry, files_of_save, make_act

from ppid_xl.arsip.chain import seal
from ppid_xl.arsip.disposal import finish_disposals
from ppid_xl.arsip.drill import all_versions, restore_drill
from ppid_xl.arsip.inventory_rules import INVENTORY
from ppid_xl.arsip.repair import plan_repair
from ppid_xl.arsip.restore import restore_version
from ppid_xl.arsip.schedule import check_all, check_touched
from ppid_xl.arsip.store import (
    Arsip,
    head_version,
    list_objects,
    list_versions,
    record_act,
    recover_arsip,
    refuse_damaged,
    save_version,
    version_bytes,
)
from ppid_xl.errors import ArsipError, PpidXlError
from ppid_xl.messages import sentence

REKAP = "rekap-2026"
Change = Callable[[dict[str, Any]], object]
DEEP = b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"


def forge(arsip: Arsip, name: str, content: bytes) -> None:
    """Give a version, and the object when it is its newest, another inventory that sidecars and log confirm."""
    folder = arsip.root / REKAP
    old = (folder / name / INVENTORY).read_bytes()
    for place in (folder, folder / name):
        if (place / INVENTORY).read_bytes() == old:
            (place / INVENTORY).write_bytes(content)
            digest = hashlib.sha512(content).hexdigest()
            (place / f"{INVENTORY}.sha512").write_text(f"{digest} {INVENTORY}\n")
    log = arsip.log.read_text(encoding="utf-8")
    swapped = log.replace(hashlib.sha512(old).hexdigest(), hashlib.sha512(content).hexdigest())
    prev, lines = "0" * 64, []
    for line in swapped.splitlines():
        lines.append(seal(json.loads(line) | {"prev": prev}))
        prev = hashlib.sha256(lines[-1]).hexdigest()
    arsip.log.write_bytes(b"".join(line + b"\n" for line in lines))


def altered(arsip: Arsip, name: str, change: Change) -> bytes:
    inventory = json.loads((arsip.root / REKAP / name / INVENTORY).read_bytes())
    change(inventory)
    return json.dumps(inventory).encode()


def every_act(arsip: Arsip, copy: Arsip, into: Path) -> dict[str, Callable[[], object]]:
    act = make_act(30)
    return {
        "refuse": lambda: refuse_damaged(arsip, REKAP),
        "check": lambda: check_all(arsip),
        "touched": lambda: check_touched(arsip, make_act(3).waktu),
        "versions": lambda: list_versions(arsip, REKAP),
        "head": lambda: head_version(arsip, REKAP),
        "bytes": lambda: [
            version_bytes(arsip, one, path) for one in list_versions(arsip, REKAP) for path in one.files
        ],
        "restore": lambda: [
            restore_version(arsip, REKAP, number, into / str(number)) for number in (1, 2, 3)
        ],
        "repair": lambda: plan_repair(arsip, copy),
        "drill": lambda: list(restore_drill(arsip, all_versions(arsip), into)),
        "objects": lambda: list_objects(arsip),
        "recover": lambda: recover_arsip(arsip, act),
        "save": lambda: save_version(arsip, REKAP, files_of_save(9), act),
        "record": lambda: record_act(arsip, "periksa", act),
        "after": lambda: check_all(arsip),
    }


def told(arsip: Arsip, copy: Arsip, into: Path) -> dict[str, str]:
    """Do everything that can be done with an archive, and return which act ended with which sentence."""
    into.mkdir()
    found = {}
    for name, do in every_act(arsip, copy, into).items():
        try:
            do()
        except PpidXlError as reason:
            found[name] = sentence(reason)
    return found


NO_INVENTORY = {"deep": DEEP, "null": b"null", "list": b"[]", "number": b"1", "empty": b"", "twins": b'{"a":1,"a":2}',
                "not text": b"\xff\xfe", "no manifest": b'{"versions":{"v3":{"state":{}}}}'}  # fmt: skip


@pytest.mark.parametrize("name", ["v3", "v1"])
@pytest.mark.parametrize("content", NO_INVENTORY.values(), ids=NO_INVENTORY.keys())
def test_what_is_no_inventory_is_told_whatever_log_and_sidecar_say(
    rusak: Arsip, sound_arsip: Arsip, tmp_path: Path, content: bytes, name: str
) -> None:
    forge(rusak, name, content)
    assert any(found.berkas.startswith(f"ocfl/{REKAP}/") for found in check_all(rusak))
    found = told(rusak, sound_arsip, tmp_path / "hasil")
    assert ("refuse" in found, "save" in found) == (name == "v3", name == "v3")
    assert "restore" in found


def test_a_moment_in_small_letters_is_read(rusak: Arsip, sound_arsip: Arsip, tmp_path: Path) -> None:
    moment = {"created": "2026-03-02t09:03:00z"}
    forge(rusak, "v3", altered(rusak, "v3", lambda one: one["versions"]["v3"].update(moment)))
    assert list_versions(rusak, REKAP)[-1].created.hour == 9
    assert "versions" not in told(rusak, sound_arsip, tmp_path / "hasil")


def test_a_version_whose_inventory_is_another_ones_has_no_bytes(rusak: Arsip) -> None:
    version = head_version(rusak, REKAP)
    for path in (rusak.root / "inf-2026-0001" / "v1").glob(f"{INVENTORY}*"):
        (rusak.root / REKAP / "v3" / path.name).write_bytes(path.read_bytes())
    with pytest.raises(ArsipError, match="arsip-inventaris-diganti"):
        version_bytes(rusak, version, "rekap.xlsx")


EXTRA: dict[str, Change] = {
    "paths that are no list": lambda one: one["manifest"].update(dict.fromkeys(one["manifest"], 1)),
    "paths that are no text": lambda one: one["manifest"].update({key: [1] for key in one["manifest"]}),
    "no path for a digest": lambda one: one["manifest"].update({key: [] for key in one["manifest"]}),
    "a name no disk takes": lambda one: one["manifest"].update({"0" * 128: ["v1/content/" + "y" * 300]}),
    "a name with a zero": lambda one: one["manifest"].update({"0" * 128: ["v1/content/\0"]}),
    "a zero in each name": lambda one: one["manifest"].update(
        {key: ["v1/content/\0"] for key in one["manifest"]}
    ),
    "a long name for each": lambda one: one["manifest"].update(
        {key: [f"v1/content/{place}{'y' * 300}"] for place, key in enumerate(one["manifest"])}
    ),
    "a zero in one name": lambda one: one["manifest"].update({[*one["manifest"]][-1]: ["v1/content/\0"]}),
    "a number for a head": lambda one: one.update(head=1),
    "a table for a head": lambda one: one.update(head={}),
    "versions in a list": lambda one: one.update(versions=[]),
    "a version that is a number": lambda one: one["versions"].update(v1=1),
    "a digest less": lambda one: one["manifest"].popitem(),
}


@pytest.mark.parametrize("name", ["v3", "v2"])
@pytest.mark.parametrize("change", EXTRA.values(), ids=EXTRA.keys())
def test_an_inventory_of_another_shape_is_told(
    rusak: Arsip, sound_arsip: Arsip, tmp_path: Path, name: str, change: Change
) -> None:
    forge(rusak, name, altered(rusak, name, change))
    found = told(rusak, sound_arsip, tmp_path / "hasil")
    assert "restore" in found


def test_an_inventory_of_another_version_in_the_staging_folder_is_no_interrupted_save(rusak: Arsip) -> None:
    staged = rusak.path / "kerja" / f"{REKAP}.v9"
    shutil.copytree(rusak.root / REKAP / "v2", staged / "v9")
    for path in (rusak.root / REKAP).glob(f"{INVENTORY}*"):
        shutil.copy(path, staged)
    refuse_damaged(rusak, REKAP)
    assert recover_arsip(rusak, make_act(30)) == []


@pytest.mark.parametrize(
    "field", ["objek", "versi", "sidik_inventory", "tindakan", "waktu", "berkas", "kunci"]
)
@pytest.mark.parametrize("value", [[], {}, None, 7, ""], ids=repr)
def test_a_line_with_another_kind_of_value_is_told(
    rusak: Arsip, sound_arsip: Arsip, tmp_path: Path, field: str, value: object
) -> None:
    lines, prev = [], "0" * 64
    for line in rusak.log.read_bytes().splitlines():
        lines.append(seal(json.loads(line) | {field: value, "prev": prev}))
        prev = hashlib.sha256(lines[-1]).hexdigest()
    rusak.log.write_bytes(b"".join(line + b"\n" for line in lines))
    assert "after" not in told(rusak, sound_arsip, tmp_path / "hasil")


@pytest.mark.parametrize("outside", ["../../milik-orang", "../laporan", ""])
def test_a_tombstone_for_what_is_no_object_removes_nothing(rusak: Arsip, outside: str) -> None:
    (rusak.path / "laporan").mkdir()
    (rusak.path.parent / "milik-orang").mkdir()
    (rusak.path.parent / "milik-orang" / "surat.txt").write_text("milik orang", encoding="utf-8")
    append_entry(rusak.log, make_act(20).waktu, {"tindakan": "pemusnahan", "objek": outside, "versi": "v0"})
    before = sorted(rusak.path.parent.rglob("*"))
    assert finish_disposals(rusak, make_act(21)) == []
    assert sorted(rusak.path.parent.rglob("*")) == before


@pytest.mark.parametrize("versi", ["", "x", "v99999"])
def test_a_key_of_a_version_that_is_none_is_told(rusak: Arsip, versi: str) -> None:
    digest = head_version(rusak, REKAP).inventory_digest
    told = {
        "tindakan": "simpan",
        "objek": REKAP,
        "versi": versi,
        "sidik_inventory": digest,
        "kunci": "LK-2026-0007",
    }
    append_entry(rusak.log, make_act(20).waktu, told)
    with pytest.raises(ArsipError, match=r"arsip-rusak|arsip-catatan-tanpa-versi"):
        save_version(rusak, REKAP, files_of_save(9), make_act(21), kunci="LK-2026-0007")
