"""Whatever is changed in an archive is found, and the right file is named."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from arsip_acts import flip, make_act
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ocfl.validator import Validator

from ppid_xl.arsip.chain import seal
from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.faults import Fault
from ppid_xl.arsip.fixity import check_object
from ppid_xl.arsip.store import Arsip, has_line, restore_version, save_version
from ppid_xl.errors import ArsipError
from ppid_xl.messages import error_sentences

REKAP = "rekap-2026"
SENTENCES = error_sentences()


def faults_of(arsip: Arsip) -> list[Fault]:
    """Return what the check finds, after proving that each fault can be told to staff."""
    found = check_arsip(arsip)
    for one in found:
        assert SENTENCES[one.kode]["kalimat"].format(**one.fakta)
        assert SENTENCES[one.kode]["saran"].format(**one.fakta)
    return found


def verdict(arsip: Arsip) -> set[tuple[str, str]]:
    return {(found.kode, found.berkas) for found in faults_of(arsip)}


def files_in(arsip: Arsip) -> list[str]:
    return sorted(p.relative_to(arsip.path).as_posix() for p in arsip.path.rglob("*") if p.is_file())


def test_the_sound_archive_has_no_fault(sound_arsip: Arsip) -> None:
    assert check_arsip(sound_arsip) == []


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_flipped_bit_is_found_in_the_right_file(rusak: Arsip, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(files_in(rusak)))
    path = rusak.path / name
    before = path.read_bytes()
    bit = data.draw(st.integers(min_value=0, max_value=len(before) * 8 - 1))
    flip(path, bit)
    found = {one.berkas for one in faults_of(rusak)}
    path.write_bytes(before)
    assert found == {name}


@pytest.mark.parametrize("bit", [0, 5, 13])
def test_a_flipped_bit_in_each_single_file_is_found(rusak: Arsip, bit: int) -> None:
    for name in files_in(rusak):
        flip(rusak.path / name, bit)
        assert {found.berkas for found in faults_of(rusak)} == {name}
        flip(rusak.path / name, bit)
    assert check_arsip(rusak) == []


def test_each_deleted_file_is_named(rusak: Arsip, tmp_path: Path) -> None:
    for name in files_in(rusak):
        (rusak.path / name).rename(tmp_path / "disisihkan")
        assert ("arsip-berkas-hilang", name) in verdict(rusak), name
        (tmp_path / "disisihkan").rename(rusak.path / name)


@pytest.mark.parametrize(
    "name",
    [
        "ocfl/catatan.txt",
        f"ocfl/{REKAP}/catatan.txt",
        f"ocfl/{REKAP}/v2/catatan.txt",
        f"ocfl/{REKAP}/v2/content/0009.xlsx",
        f"ocfl/{REKAP}/v2/inventory.json.md5",
    ],
)
def test_an_added_file_is_named(rusak: Arsip, name: str) -> None:
    (rusak.path / name).write_bytes(b"titipan")
    assert verdict(rusak) == {("arsip-berkas-asing", name)}


@pytest.mark.parametrize("name", [f"ocfl/{REKAP}/logs", f"ocfl/{REKAP}/v1/lain", f"ocfl/{REKAP}/v9x"])
def test_an_added_folder_is_named(rusak: Arsip, name: str) -> None:
    (rusak.path / name).mkdir()
    (rusak.path / name / "a.txt").write_bytes(b"titipan")
    assert verdict(rusak) == {("arsip-berkas-asing", name)}


def test_a_renamed_file_is_missing_and_foreign(rusak: Arsip) -> None:
    folder = f"ocfl/{REKAP}/v1/content"
    (rusak.path / folder / "0001.xlsx").rename(rusak.path / folder / "0001.xls")
    assert verdict(rusak) == {
        ("arsip-berkas-hilang", f"{folder}/0001.xlsx"),
        ("arsip-berkas-asing", f"{folder}/0001.xls"),
    }


def swap(first: Path, second: Path) -> None:
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)


def test_two_swapped_files_are_both_named(rusak: Arsip) -> None:
    names = [f"ocfl/{REKAP}/v{number}/content/0001.xlsx" for number in (1, 2)]
    swap(rusak.path / names[0], rusak.path / names[1])
    assert verdict(rusak) == {("arsip-berkas-berubah", name) for name in names}


def test_a_damaged_file_is_told_by_the_name_people_know(rusak: Arsip) -> None:
    flip(rusak.path / f"ocfl/{REKAP}/v2/content/0001.xlsx", 3)
    assert [found.fakta["nama"] for found in faults_of(rusak)] == ["rekap.xlsx"]


def test_a_damaged_file_is_found_behind_a_damaged_inventory(rusak: Arsip) -> None:
    flip(rusak.path / f"ocfl/{REKAP}/v2/content/0001.xlsx", 3)
    (rusak.root / REKAP / "inventory.json").write_bytes(b"{")
    found = {one.berkas for one in faults_of(rusak)}
    assert {f"ocfl/{REKAP}/inventory.json", f"ocfl/{REKAP}/v2/content/0001.xlsx"} <= found


def test_an_edited_sidecar_is_named_and_not_its_inventory(rusak: Arsip) -> None:
    name = f"ocfl/{REKAP}/v1/inventory.json.sha512"
    (rusak.path / name).write_text("0" * 128 + " inventory.json\n", encoding="ascii")
    assert verdict(rusak) == {("arsip-sidecar-rusak", name)}


def rehash(folder: Path, old: bytes, new: bytes) -> None:
    """Replace bytes in every inventory of an object and renew all sidecars, as a skilled forger would."""
    for path in folder.rglob("inventory.json"):
        path.write_bytes(path.read_bytes().replace(old, new))
        digest = hashlib.sha512(path.read_bytes()).hexdigest()
        path.with_name("inventory.json.sha512").write_text(f"{digest} inventory.json\n", encoding="ascii")


def forge_content(arsip: Arsip) -> None:
    path = arsip.root / REKAP / "v1/content/0001.xlsx"
    old = hashlib.sha512(path.read_bytes()).hexdigest()
    path.write_bytes(b"PK isi palsu")
    rehash(arsip.root / REKAP, old.encode(), hashlib.sha512(path.read_bytes()).hexdigest().encode())


def test_recomputing_all_inventories_passes_ocfl_and_is_caught_by_the_chain(rusak: Arsip) -> None:
    forge_content(rusak)
    assert Validator().validate_object(str(rusak.root / REKAP))
    assert check_object(rusak.root / REKAP, REKAP) == []
    assert verdict(rusak) == {
        ("arsip-inventaris-diganti", f"ocfl/{REKAP}/v{number}/inventory.json") for number in (1, 2, 3)
    }


def test_a_forged_version_is_not_restored(rusak: Arsip, tmp_path: Path) -> None:
    forge_content(rusak)
    with pytest.raises(ArsipError, match="arsip-inventaris-diganti"):
        restore_version(rusak, REKAP, 1, tmp_path / "hasil")


def drop_last_line(arsip: Arsip) -> None:
    arsip.log.write_bytes(b"".join(arsip.log.read_bytes().splitlines(keepends=True)[:-1]))


def roll_back(arsip: Arsip, object_id: str, number: int) -> None:
    """Remove a version and put the inventory before it back in place."""
    folder = arsip.root / object_id
    shutil.rmtree(folder / f"v{number}")
    for name in ("inventory.json", "inventory.json.sha512"):
        shutil.copy(folder / f"v{number - 1}" / name, folder / name)


def test_a_dropped_last_log_line_is_found(rusak: Arsip) -> None:
    drop_last_line(rusak)
    found = faults_of(rusak)
    assert [(one.kode, one.fakta["objek"], one.fakta["versi"]) for one in found] == [
        ("arsip-versi-tanpa-catatan", "inf-2026-0001", "v2")
    ]


def test_a_rolled_back_version_is_found(rusak: Arsip) -> None:
    roll_back(rusak, "inf-2026-0001", 2)
    assert verdict(rusak) == {("arsip-catatan-tanpa-versi", "ocfl/inf-2026-0001/v2")}


def test_a_removed_object_is_found(rusak: Arsip) -> None:
    shutil.rmtree(rusak.root / "inf-2026-0001")
    assert verdict(rusak) == {
        ("arsip-catatan-tanpa-versi", f"ocfl/inf-2026-0001/v{number}") for number in (1, 2)
    }


def test_a_rollback_of_version_and_log_is_seen_by_the_printed_witness_alone(rusak: Arsip) -> None:
    saved = save_version(rusak, REKAP, {"a.txt": b"4"}, make_act(9))
    roll_back(rusak, REKAP, 4)
    drop_last_line(rusak)
    assert check_arsip(rusak) == []
    assert not has_line(rusak, saved.head)


def test_a_log_that_tells_another_story_than_the_version_is_found(rusak: Arsip) -> None:
    lines = rusak.log.read_bytes().splitlines()
    lines[-1] = seal(json.loads(lines[-1]) | {"pelaku": "Orang Lain"})
    rusak.log.write_bytes(b"\n".join(lines) + b"\n")
    assert verdict(rusak) == {("arsip-catatan-berbeda", "log.jsonl")}


def test_a_version_slipped_in_beside_the_log_is_found(rusak: Arsip) -> None:
    from ppid_xl.arsip import ocfl

    facts = {"message": "", "user_name": "x", "user_address": "urn:x:y", "created": make_act().waktu}
    ocfl.commit(ocfl.stage_version(rusak.root, REKAP, {"a.txt": b"titipan"}, **facts))  # type: ignore[arg-type]
    assert verdict(rusak) == {("arsip-versi-tanpa-catatan", "log.jsonl")}


def test_a_planted_staging_folder_hides_nothing(rusak: Arsip) -> None:
    flip(rusak.path / f"ocfl/{REKAP}/v3/content/0001.xlsx", 3)
    (rusak.path / f"kerja/{REKAP}.v3/v3").mkdir(parents=True)
    assert ("arsip-berkas-berubah", f"ocfl/{REKAP}/v3/content/0001.xlsx") in verdict(rusak)


def test_a_link_in_the_place_of_a_file_is_named(rusak: Arsip, tmp_path: Path) -> None:
    path = rusak.path / f"ocfl/{REKAP}/v1/content/0001.xlsx"
    shutil.move(path, tmp_path / "asli.xlsx")
    path.symlink_to(tmp_path / "asli.xlsx")
    assert ("arsip-tautan", f"ocfl/{REKAP}/v1/content/0001.xlsx") in verdict(rusak)


def leave(folder: Path) -> None:
    """Change nothing: both judges must accept."""


def put_file_in_extensions(folder: Path) -> None:
    (folder / "extensions").mkdir()
    (folder / "extensions/x").write_bytes(b"x")


def copy_old_head(folder: Path) -> None:
    for name in ("inventory.json", "inventory.json.sha512"):
        shutil.copy(folder / "v2" / name, folder / name)


def remove_old_inventory(folder: Path) -> None:
    for path in (folder / "v1").glob("inventory.json*"):
        path.unlink()


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return a change of an inventory whose sidecar is renewed."""

    def act(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
        digest = hashlib.sha512((folder / name).read_bytes()).hexdigest()
        (folder / f"{name}.sha512").write_text(f"{digest} inventory.json\n", encoding="ascii")

    return act


def write(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes(content) and None


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


MUTATIONS: dict[str, Callable[[Path], None]] = {
    "untouched": leave,
    "content byte": lambda folder: flip(folder / "v2/content/0001.xlsx", 3),
    "content removed": remove("v2/content/0001.xlsx"),
    "content added": write("v2/content/x", b"x"),
    "content swapped": lambda folder: swap(folder / "v1/content/0001.xlsx", folder / "v2/content/0001.xlsx"),
    "empty folder in content": lambda folder: (folder / "v2/content/x").mkdir(),
    "stray file": write("x", b"x"),
    "stray version": lambda folder: (folder / "v4").mkdir(),
    "stray folder in version": lambda folder: (folder / "v2/lain").mkdir(),
    "file in version": write("v2/x", b"x"),
    "logs": lambda folder: (folder / "logs").mkdir(),
    "file in extensions": put_file_in_extensions,
    "no declaration": remove("0=ocfl_object_1.1"),
    "wrong declaration": write("0=ocfl_object_1.1", b"ocfl_object_1.0\n"),
    "no inventory": remove("inventory.json"),
    "truncated inventory": write("inventory.json", b'{"id": '),
    "no sidecar": remove("inventory.json.sha512"),
    "wrong sidecar": write("inventory.json.sha512", b"0" * 128 + b" inventory.json\n"),
    "sidecar without name": write("v1/inventory.json.sha512", b"0" * 128),
    "version removed": lambda folder: shutil.rmtree(folder / "v2"),
    "head version removed": lambda folder: shutil.rmtree(folder / "v3"),
    "no old inventory": remove_old_inventory,
    "no old sidecar": remove("v1/inventory.json.sha512"),
    "old head": copy_old_head,
    "other id": change("v1/inventory.json", '"id": "rekap-2026"', '"id": "rekap-2027"'),
    "other head in old": change("v1/inventory.json", '"head": "v1"', '"head": "v2"'),
    "other message in old": change("v1/inventory.json", "putaran 1", "putaran 9"),
    "other logical path in old": change("v1/inventory.json", "temuan.json", "temuan.txt"),
    "head differs from its version": change("inventory.json", "putaran 1", "putaran 9"),
    "no zone": change("inventory.json", "+07:00", ""),
    "type": change("inventory.json", "1.1/spec", "9.9/spec"),
    "weak digest": change("inventory.json", '"sha512"', '"md5"'),
    "path out": change("inventory.json", "v1/content/0001.xlsx", "v1/content/../../x"),
    "logical path out": change("inventory.json", "temuan.json", "../temuan.json"),
    "user without name": change("inventory.json", '"name"', '"nama"'),
    "fixity no object": change("inventory.json", '"manifest"', '"fixity": [],"manifest"'),
    "key twice": change("inventory.json", '"head"', '"head": "v3", "head"'),
}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_our_verdict_on_a_changed_object_is_that_of_ocfl_py(rusak: Arsip, mutation: str) -> None:
    folder = rusak.root / REKAP
    MUTATIONS[mutation](folder)
    theirs = Validator(log_errors=True).validate_object(str(folder))
    assert (check_object(folder, REKAP, strict=False) == []) == theirs
