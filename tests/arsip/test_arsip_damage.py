"""Before each save: nothing is built on a damaged archive, and nothing is written when it is refused."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from arsip_acts import append_entry, files_of_save, make_act

from ppid_xl.arsip import chain, inventory
from ppid_xl.arsip.chain import seal
from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.durable import writing
from ppid_xl.arsip.names import check_path_length
from ppid_xl.arsip.store import (
    SEALED,
    Arsip,
    Packet,
    list_entries,
    list_objects,
    list_versions,
    record_act,
    refuse_damaged,
    restore_version,
    save_version,
    save_versions,
)
from ppid_xl.errors import ArsipError, ConfigError
from ppid_xl.messages import sentence

REKAP = "rekap-2026"


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def refused(arsip: Arsip) -> str:
    """Return the sentence of the refusal, after proving that nothing was written."""
    before = tree(arsip.path)
    with pytest.raises(ArsipError) as caught:
        save_version(arsip, REKAP, files_of_save(9), make_act(9))
    assert tree(arsip.path) == before
    assert caught.value.kode == "arsip-rusak"
    with pytest.raises(ArsipError, match="arsip-rusak"):
        refuse_damaged(arsip, REKAP)
    return sentence(caught.value)


def alter_line(arsip: Arsip) -> None:
    arsip.log.write_bytes(arsip.log.read_bytes().replace(b"putaran 2", b"putaran 8"))


def remove_line(arsip: Arsip) -> None:
    lines = arsip.log.read_bytes().splitlines(keepends=True)
    arsip.log.write_bytes(b"".join(lines[:2] + lines[3:]))


def overwrite(name: str, content: bytes) -> Callable[[Arsip], None]:
    return lambda arsip: (arsip.root / REKAP / name).write_bytes(content) and None


def remove(name: str) -> Callable[[Arsip], None]:
    return lambda arsip: (arsip.root / REKAP / name).unlink()


DAMAGE: dict[str, tuple[Callable[[Arsip], None], str]] = {
    "log line altered": (alter_line, "baris 3"),
    "log line removed": (remove_line, "baris 3"),
    "object removed": (lambda arsip: shutil.rmtree(arsip.root / REKAP), "v1"),
    "root removed": (lambda arsip: shutil.rmtree(arsip.root), "0=ocfl_1.1"),
    "middle version removed": (lambda arsip: shutil.rmtree(arsip.root / REKAP / "v2"), "v2"),
    "last version removed": (lambda arsip: shutil.rmtree(arsip.root / REKAP / "v3"), "v3"),
    "content of the head altered": (overwrite("v3/content/0001.xlsx", b"palsu"), "v3/content/0001.xlsx"),
    "content of the head missing": (remove("v3/content/0002.json"), "v3/content/0002.json"),
    "content kept from v1 altered": (overwrite("v1/content/0002.toml", b"palsu"), "sop/sop.toml"),
    "content of an old version missing": (remove("v2/content/0001.xlsx"), "v2/content/0001.xlsx"),
    "head inventory altered": (overwrite("inventory.json", b"{}"), f"{REKAP}/inventory.json"),
    "head inventory missing": (remove("inventory.json"), f"{REKAP}/inventory.json"),
    "head sidecar altered": (overwrite("inventory.json.sha512", b"0"), "inventory.json.sha512"),
    "old sidecar altered": (overwrite("v1/inventory.json.sha512", b"0"), "v1/inventory.json.sha512"),
    "newest inventory altered": (overwrite("v3/inventory.json", b"{}"), "v3/inventory.json"),
    "old inventory missing": (remove("v1/inventory.json"), "v1/inventory.json"),
    "declaration missing": (remove("0=ocfl_object_1.1"), "0=ocfl_object_1.1"),
    "version slipped in": (lambda arsip: (arsip.root / REKAP / "v4").mkdir(), "v4"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_nothing_is_saved_on_a_damaged_archive_and_the_first_fault_is_named(rusak: Arsip, name: str) -> None:
    damage, named = DAMAGE[name]
    damage(rusak)
    assert named in refused(rusak)


def test_an_older_inventory_is_left_to_the_full_check_so_that_a_save_costs_the_same_after_many(
    rusak: Arsip, tmp_path: Path
) -> None:
    overwrite("v1/inventory.json", b"{}")(rusak)
    assert save_version(rusak, REKAP, files_of_save(9), make_act(9)).version.number == 4
    assert f"ocfl/{REKAP}/v1/inventory.json" in {found.berkas for found in check_arsip(rusak)}
    with pytest.raises(ArsipError):
        restore_version(rusak, REKAP, 1, tmp_path / "keluar")


@pytest.mark.parametrize("name", DAMAGE)
def test_what_forbids_a_save_is_a_fault_of_the_full_check_too(rusak: Arsip, name: str) -> None:
    DAMAGE[name][0](rusak)
    assert check_arsip(rusak)


def test_a_sound_archive_and_a_new_object_are_not_refused(sound_arsip: Arsip) -> None:
    for object_id in (REKAP, "inf-2026-0001", "buku-baru"):
        refuse_damaged(sound_arsip, object_id)


def test_the_damage_of_another_object_forbids_no_save(rusak: Arsip) -> None:
    (rusak.root / "inf-2026-0001/v1/content/0001.json").write_bytes(b"palsu")
    assert save_version(rusak, REKAP, files_of_save(9), make_act(9)).version.number == 4


def test_a_torn_last_line_forbids_no_save(rusak: Arsip) -> None:
    append_entry(rusak.log, make_act(6).waktu, {"tindakan": "langkah"})
    rusak.log.write_bytes(rusak.log.read_bytes()[:-20])
    assert save_version(rusak, REKAP, files_of_save(9), make_act(9)).version.number == 4
    assert check_arsip(rusak) == []


def replace_first_version(arsip: Arsip) -> None:
    """Do what an older program did: a removed object is saved anew, as v1 again."""
    shutil.rmtree(arsip.root / "inf-2026-0001")
    lines = arsip.log.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if b"inf-2026-0001" not in line]
    arsip.log.write_bytes(b"".join(kept))
    save_version(arsip, "inf-2026-0001", {"a.txt": b"pengganti"}, make_act(9))
    facts = json.loads(arsip.log.read_bytes().splitlines()[-1])
    arsip.log.write_bytes(b"".join(lines))
    append_entry(arsip.log, make_act(9).waktu, facts)


def test_a_version_saved_twice_is_found_by_every_line_of_the_log(rusak: Arsip) -> None:
    replace_first_version(rusak)
    found = {(one.kode, one.fakta["versi"], one.fakta["baris"]) for one in check_arsip(rusak)}
    assert found == {
        ("arsip-catatan-kembar", "v1", "7"),
        ("arsip-inventaris-diganti", "v1", "5"),
        ("arsip-catatan-tanpa-versi", "v2", "6"),
    }


def test_a_replacement_is_not_restored_as_if_it_were_the_first(rusak: Arsip, tmp_path: Path) -> None:
    replace_first_version(rusak)
    with pytest.raises(ArsipError, match="arsip-inventaris-diganti"):
        restore_version(rusak, "inf-2026-0001", 1, tmp_path / "hasil")


def test_a_line_of_a_recovery_that_tells_another_digest_is_found(rusak: Arsip) -> None:
    facts = {"objek": REKAP, "versi": "v2", "sidik_inventory": "0" * 128, "tindakan": "pemulihan"}
    append_entry(rusak.log, make_act(9).waktu, facts)
    (found,) = check_arsip(rusak)
    assert (found.kode, found.fakta["baris"]) == ("arsip-inventaris-diganti", "7")


def test_a_changed_version_is_one_fault_however_many_lines_tell_of_it(rusak: Arsip) -> None:
    record_act(rusak, "keluar", make_act(9), list_versions(rusak, REKAP)[0])
    inventory = rusak.root / REKAP / "v1/inventory.json"
    inventory.write_bytes(inventory.read_bytes() + b" ")
    kinds = [found.kode for found in check_arsip(rusak)]
    assert kinds.count("arsip-inventaris-diganti") == 1


def test_a_line_about_a_version_that_never_was_is_found(rusak: Arsip) -> None:
    facts = {"objek": REKAP, "versi": "v9", "sidik_inventory": "0" * 128, "tindakan": "pemulihan"}
    append_entry(rusak.log, make_act(9).waktu, facts)
    assert [found.kode for found in check_arsip(rusak)] == ["arsip-catatan-tanpa-versi"]


def test_an_object_that_was_removed_is_not_called_unknown(rusak: Arsip) -> None:
    shutil.rmtree(rusak.root / REKAP)
    with pytest.raises(ArsipError, match="arsip-catatan-tanpa-versi"):
        list_versions(rusak, REKAP)


def test_a_version_that_was_removed_is_not_called_unknown(rusak: Arsip, tmp_path: Path) -> None:
    shutil.rmtree(rusak.root / REKAP / "v2")
    with pytest.raises(ArsipError, match="arsip-catatan-tanpa-versi"):
        restore_version(rusak, REKAP, 2, tmp_path / "hasil")


def test_missing_content_stops_a_restore_in_indonesian(rusak: Arsip, tmp_path: Path) -> None:
    (rusak.root / REKAP / "v3/content/0001.xlsx").unlink()
    with pytest.raises(ArsipError) as caught:
        restore_version(rusak, REKAP, 3, tmp_path / "hasil")
    assert "rekap.xlsx" in sentence(caught.value)
    assert "hilang" in sentence(caught.value)
    assert tree(tmp_path / "hasil") == {}


def test_a_folder_that_is_read_only_is_named_in_indonesian(tmp_path: Path) -> None:
    with pytest.raises(ArsipError) as caught, writing(tmp_path):
        raise OSError(errno.EROFS, "Read-only file system", str(tmp_path))
    assert "hanya dapat dibaca" in sentence(caught.value)
    assert "Read-only" not in sentence(caught.value)


def test_a_clock_that_went_back_is_refused_without_a_reason_and_nothing_is_written(arsip: Arsip) -> None:
    save_version(arsip, REKAP, files_of_save(1), make_act(9))
    before = tree(arsip.path)
    with pytest.raises(ArsipError, match="arsip-jam-mundur"):
        save_version(arsip, REKAP, files_of_save(2), make_act(1))
    with pytest.raises(ArsipError, match="arsip-jam-mundur"):
        record_act(arsip, "ekspor", make_act(1))
    assert tree(arsip.path) == before


def test_a_clock_that_went_back_is_recorded_with_its_reason(arsip: Arsip) -> None:
    assert not save_version(arsip, REKAP, files_of_save(1), make_act(9)).clock_back
    assert save_version(
        arsip, REKAP, files_of_save(2), make_act(1, alasan_jam="Jam PC diperbaiki")
    ).clock_back
    last = list_entries(arsip)[-1]
    assert (last["jam_mundur"], last["alasan_jam"]) == (True, "Jam PC diperbaiki")
    assert check_arsip(arsip) == []


def test_two_computers_whose_clocks_differ_by_a_minute_are_not_stopped(arsip: Arsip) -> None:
    save_version(arsip, REKAP, files_of_save(1), make_act(9))
    save_version(arsip, REKAP, files_of_save(2), make_act(8))
    assert list_entries(arsip)[-1]["alasan_jam"] == "selisih jam antarkomputer"


def test_what_has_happened_is_recorded_even_when_the_clock_went_back(arsip: Arsip) -> None:
    save_version(arsip, REKAP, files_of_save(1), make_act(9))
    record_act(arsip, "langkah", make_act(1), happened=True)
    assert list_entries(arsip)[-1]["jam_mundur"] is True


def test_a_kind_of_act_that_the_data_does_not_know_is_refused(arsip: Arsip) -> None:
    with pytest.raises(ConfigError, match="arsip-tindakan-asing"):
        record_act(arsip, "dihapus", make_act(1))


def test_a_head_that_moved_since_it_was_read_is_refused(arsip: Arsip) -> None:
    save_version(arsip, REKAP, files_of_save(1), make_act(1), expected=0)
    with pytest.raises(ArsipError, match="arsip-kepala-berubah"):
        save_version(arsip, REKAP, files_of_save(2), make_act(2), expected=0)
    assert save_version(arsip, REKAP, files_of_save(2), make_act(2), expected=1).version.number == 2


def test_an_approval_submitted_twice_is_one_version(arsip: Arsip) -> None:
    first = save_version(arsip, REKAP, files_of_save(1), make_act(1), kunci="LK-2026-0001")
    again = save_version(arsip, REKAP, files_of_save(1), make_act(2), kunci="LK-2026-0001")
    assert (again.version, again.head, again.again) == (first.version, first.head, True)
    assert [version.number for version in list_versions(arsip, REKAP)] == [1]
    other = save_version(arsip, REKAP, files_of_save(2), make_act(3), kunci="LK-2026-0002")
    assert other.version.number == 2


def test_a_key_that_comes_back_with_other_files_is_refused(arsip: Arsip) -> None:
    save_version(arsip, REKAP, files_of_save(1), make_act(1), kunci="LK-2026-0001")
    with pytest.raises(ArsipError, match="arsip-kunci-terpakai"):
        save_version(arsip, REKAP, files_of_save(2), make_act(2), kunci="LK-2026-0001")
    assert [version.number for version in list_versions(arsip, REKAP)] == [1]


def test_a_disk_without_room_is_refused_before_the_first_byte(
    arsip: Arsip, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(arsip.path)
    free = shutil._ntuple_diskusage(1 << 40, 0, 40 << 20)  # type: ignore[attr-defined]
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: free)
    with pytest.raises(ArsipError) as caught:
        save_version(arsip, REKAP, files_of_save(1), make_act(1))
    assert caught.value.kode == "arsip-ruang-kurang"
    assert "tersisa 40 MB" in sentence(caught.value)
    assert tree(arsip.path) == before


def test_a_folder_too_deep_for_windows_is_refused_there() -> None:
    longest = "kerja/informasi-INF-2026-0001.v1/v1/inventory.json.sha512"
    check_path_length(Path("D:/" + "x" * 190), longest, limit=259)
    with pytest.raises(ArsipError) as caught:
        check_path_length(Path("D:/" + "x" * 203), longest, limit=259)
    assert caught.value.fakta["lebih"] == "5"


def test_no_name_inside_an_archive_is_longer_than_the_budget(sound_arsip: Arsip) -> None:
    names = [str(path.relative_to(sound_arsip.path)) for path in sound_arsip.path.rglob("*")]
    assert max(map(len, names)) < 100


@pytest.mark.parametrize("object_id", ["informasi-INF-2026-0001", "surat-SR-2026-0001", "buku-rekap"])
def test_an_object_can_be_named_after_an_id(arsip: Arsip, object_id: str) -> None:
    save_version(arsip, object_id, {"a.txt": b"1"}, make_act(1))
    save_version(arsip, object_id, {"a.txt": b"2"}, make_act(2))
    assert [version.name for version in list_versions(arsip, object_id)] == ["v1", "v2"]
    assert check_arsip(arsip) == []


def test_two_objects_that_windows_takes_for_one_are_refused(arsip: Arsip) -> None:
    save_version(arsip, "surat-SR-2026-0001", {"a.txt": b"1"}, make_act(1))
    with pytest.raises(ArsipError, match="arsip-nama-kembar"):
        save_version(arsip, "surat-sr-2026-0001", {"a.txt": b"1"}, make_act(2))


def test_two_such_objects_in_one_act_are_refused(arsip: Arsip) -> None:
    packets = [
        Packet(name, {"a.txt": b"1"}, make_act(1)) for name in ("surat-SR-2026-0001", "surat-sr-2026-0001")
    ]
    with pytest.raises(ArsipError, match="arsip-nama-kembar"):
        save_versions(arsip, packets)
    assert list_objects(arsip) == []


def test_a_save_parses_the_lines_of_its_own_object_alone(
    arsip: Arsip, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 6):
        save_version(arsip, f"surat-SR-2026-000{number}", {"a.txt": b"1"}, make_act(number))
    parsed: list[bytes] = []

    def parse(content: bytes) -> object:
        parsed.append(content)
        return inventory.parse_json(content)

    monkeypatch.setattr(chain, "parse_json", parse)
    save_version(arsip, "surat-SR-2026-0003", {"a.txt": b"2"}, make_act(6))
    told = [next(n for n in range(1, 8) if f'"seq":{n},'.encode() in line) for line in parsed]
    assert told == [6, 4]


def test_an_archive_made_with_other_companions_is_whole(rusak: Arsip) -> None:
    import hashlib

    for name in ("pulihkan.py", "BACA-SAYA.txt"):
        (rusak.path / name).write_bytes(b"seperti dahulu\n")
    digests = {name: hashlib.sha256((rusak.path / name).read_bytes()).hexdigest() for name in SEALED}
    entries = [json.loads(line) for line in rusak.log.read_bytes().splitlines()]
    entries[0]["berkas"] = digests
    rusak.log.write_bytes(b"")
    prev = "0" * 64
    for entry in entries:
        line = seal(entry | {"prev": prev})
        prev = hashlib.sha256(line).hexdigest()
        rusak.log.write_bytes(rusak.log.read_bytes() + line + b"\n")
    assert check_arsip(rusak) == []
    save_version(rusak, REKAP, files_of_save(9), make_act(9))
    assert (rusak.path / "pulihkan.py").read_bytes() == b"seperti dahulu\n"


@pytest.mark.parametrize(
    "words", [("tidak-ada", "v1", "hasil"), (REKAP, "v9", "hasil"), (REKAP, "3", "hasil"), (REKAP,)]
)
def test_the_script_answers_wrong_words_with_one_sentence(
    sound_arsip: Arsip, tmp_path: Path, words: tuple[str, ...]
) -> None:
    command = [sys.executable, "-I", "-S", str(sound_arsip.path / "pulihkan.py"), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "objek dan versi" in done.stderr
    assert not (tmp_path / "hasil").exists()


@pytest.mark.parametrize("damaged", ["v3/content/0001.xlsx", "v3/inventory.json"])
def test_the_script_tells_what_is_missing_or_broken_and_writes_nothing(
    rusak: Arsip, tmp_path: Path, damaged: str
) -> None:
    (rusak.root / REKAP / damaged).write_bytes(b"{")
    command = [
        sys.executable,
        "-I",
        "-S",
        str(rusak.path / "pulihkan.py"),
        REKAP,
        "v3",
        str(tmp_path / "hasil"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "hasil").exists()


def test_the_example_in_the_letter_to_the_successor_names_an_object_as_we_name_them(arsip: Arsip) -> None:
    letter = (arsip.path / "BACA-SAYA.txt").read_text(encoding="utf-8")
    assert "python pulihkan.py buku-rekap v3" in letter
    assert "rekap-2026" not in letter
