"""The writer: what a version holds, how it is named, and what it refuses."""

from __future__ import annotations

import errno
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from arsip_acts import WIB

from ppid_xl.arsip import durable, ocfl
from ppid_xl.arsip.durable import Source
from ppid_xl.errors import ArsipError, HostError

OBJECT = "rekap-2026"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    ocfl.create_root(tmp_path / "ocfl")
    return tmp_path / "ocfl"


def add(root: Path, files: dict[str, Source], object_id: str = OBJECT) -> ocfl.Version:
    staged = ocfl.stage_version(
        root,
        object_id,
        files,
        message="Disetujui",
        user_name="Siti Rahmah",
        user_address="mailto:siti@contoh.go.id",
        created=datetime(2026, 3, 2, 9, 0, tzinfo=WIB),
    )
    return ocfl.commit(staged)


def inventory(root: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((root / OBJECT / "inventory.json").read_text(encoding="utf-8"))
    return data


def content_files(root: Path) -> list[str]:
    return sorted(p.relative_to(root / OBJECT).as_posix() for p in (root / OBJECT).glob("v*/content/*"))


def test_the_first_version_is_v1(root: Path) -> None:
    assert add(root, {"rekap.xlsx": b"satu"}).name == "v1"


def test_the_state_of_a_version_is_exactly_the_files_given(root: Path) -> None:
    add(root, {"rekap.xlsx": b"satu", "lama.pdf": b"lama"})
    add(root, {"rekap.xlsx": b"dua"})
    assert list(ocfl.read_versions(root, OBJECT)[1].files) == ["rekap.xlsx"]


def test_content_is_stored_once_over_names_and_versions(root: Path) -> None:
    add(root, {"a.txt": b"sama", "b.txt": b"sama"})
    add(root, {"c.txt": b"sama", "d.txt": b"baru"})
    assert content_files(root) == ["v1/content/0001.txt", "v2/content/0001.txt"]


def test_content_names_are_neutral_and_keep_only_a_plain_suffix(root: Path) -> None:
    add(root, {"Nama Orang.XLSX": b"1", "rahasia": b"2", "x.tar.gz": b"3", "é.dök": b"4"})
    assert content_files(root) == [
        "v1/content/0001.xlsx",
        "v1/content/0002",
        "v1/content/0003.gz",
        "v1/content/0004",
    ]


def test_a_file_is_archived_byte_for_byte(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "besar.bin"
    source.write_bytes(os.urandom(3 << 20))
    add(root, {"besar.bin": source})
    assert (root / OBJECT / "v1/content/0001.bin").read_bytes() == source.read_bytes()


def test_a_version_without_any_file_is_allowed(root: Path) -> None:
    assert add(root, {}).files == {}


def test_an_empty_file_is_archived(root: Path) -> None:
    add(root, {"kosong.txt": b""})
    assert (root / OBJECT / "v1/content/0001.txt").read_bytes() == b""


def test_an_unchanged_version_is_allowed_and_stores_nothing(root: Path) -> None:
    add(root, {"a.txt": b"sama"})
    add(root, {"a.txt": b"sama"})
    assert content_files(root) == ["v1/content/0001.txt"]


def test_same_as_head_sees_equal_files(root: Path) -> None:
    add(root, {"a.txt": b"sama"})
    assert ocfl.same_as_head(root, OBJECT, {"a.txt": b"sama"})


@pytest.mark.parametrize("files", [{"a.txt": b"beda"}, {"b.txt": b"sama"}, {}])
def test_same_as_head_sees_a_difference(root: Path, files: dict[str, Source]) -> None:
    add(root, {"a.txt": b"sama"})
    assert not ocfl.same_as_head(root, OBJECT, files)


def test_an_absent_object_is_not_the_same_as_anything(root: Path) -> None:
    assert not ocfl.same_as_head(root, OBJECT, {})


def test_the_moment_is_stored_with_its_offset(root: Path) -> None:
    add(root, {"a.txt": b"1"})
    assert inventory(root)["versions"]["v1"]["created"] == "2026-03-02T09:00:00+07:00"


def test_a_moment_without_offset_is_refused(root: Path) -> None:
    with pytest.raises(ArsipError, match="arsip-waktu-tanpa-zona"):
        ocfl.stage_version(
            root,
            OBJECT,
            {},
            message="",
            user_name="",
            user_address="",
            created=datetime(2026, 3, 2),
        )


def test_every_version_keeps_the_inventory_it_was_made_with(root: Path) -> None:
    first = add(root, {"a.txt": b"1"})
    add(root, {"a.txt": b"2"})
    assert ocfl.version_digest(root / OBJECT / "v1") == first.inventory_digest


@pytest.mark.parametrize(
    "object_id",
    ["Rekap-2026", "rekap", "con", "a/b-1", "../x-1", "rekap-2026 ", "x" * 70, "extensions", "a--b", ""],
)
def test_an_object_id_that_is_not_short_plain_ascii_is_refused(root: Path, object_id: str) -> None:
    with pytest.raises(ArsipError, match="arsip-objek-nama"):
        add(root, {"a.txt": b"1"}, object_id)


@pytest.mark.parametrize(
    "path",
    [
        "../a",
        "a/../b",
        "/a",
        "a//b",
        "a/",
        "",
        ".",
        "a\\b",
        "C:a",
        "CON.pdf",
        "nul .txt",
        "LPT1",
        "com¹.docx",
        "sop/aux/a.toml",
        "a.",
        "a ",
        "a\x00",
        "a\u202eb",
        "\ud800",
        "x" * 121,
    ],
)
def test_a_logical_path_that_some_system_cannot_restore_is_refused(root: Path, path: str) -> None:
    with pytest.raises(ArsipError, match="arsip-nama-berkas"):
        add(root, {path: b"1"})


@pytest.mark.parametrize(
    "paths", [("A.txt", "a.TXT"), ("a", "a/b"), ("A/x", "a"), ("\u00e9", "e\u0301"), ("ß", "SS")]
)
def test_two_paths_that_one_system_takes_for_the_same_are_refused(root: Path, paths: tuple[str, str]) -> None:
    with pytest.raises(ArsipError, match="arsip-nama-kembar"):
        add(root, dict.fromkeys(paths, b"1"))


def test_a_refused_version_leaves_nothing(root: Path) -> None:
    with pytest.raises(HostError, match="arsip-sumber-tidak-terbaca"):
        add(root, {"a.txt": b"1", "b.txt": root / "tidak-ada"})
    assert sorted(entry.name for entry in root.parent.iterdir()) == ["ocfl"]
    assert ocfl.object_ids(root) == []


class RestlessFile(type(Path())):  # type: ignore[misc]
    """A file that another program is still writing: each opening finds it longer."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        with super().open("ab") as file:
            file.write(b"lagi")
        return super().open(*args, **kwargs)


def test_a_source_that_changes_while_it_is_copied_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "rekap.xlsx").write_bytes(b"awal")
    with pytest.raises(ArsipError, match="arsip-sumber-berubah"):
        add(root, {"rekap.xlsx": RestlessFile(tmp_path / "rekap.xlsx")})
    assert ocfl.object_ids(root) == []


def test_a_damaged_old_copy_never_stands_for_a_new_file(root: Path, tmp_path: Path) -> None:
    add(root, {"a.txt": b"penting"})
    (root / OBJECT / "v1/content/0001.txt").write_bytes(b"penyok")
    add(root, {"a.txt": b"penting"})
    assert (root / OBJECT / "v2/content/0001.txt").read_bytes() == b"penting"
    root.rename(tmp_path / "rusak")


def test_a_version_folder_put_there_by_others_is_never_overwritten(root: Path, tmp_path: Path) -> None:
    add(root, {"a.txt": b"1"})
    (root / OBJECT / "v2").mkdir()
    with pytest.raises(ArsipError, match="arsip-nama-terisi"):
        add(root, {"a.txt": b"2"})
    root.rename(tmp_path / "rusak")


def test_a_damaged_head_is_not_built_upon(root: Path, tmp_path: Path) -> None:
    add(root, {"a.txt": b"1"})
    path = root / OBJECT / "inventory.json"
    path.write_bytes(path.read_bytes().replace(b"Disetujui", b"Ditolak.."))
    with pytest.raises(ArsipError, match="arsip-inventaris-berubah"):
        add(root, {"a.txt": b"2"})
    root.rename(tmp_path / "rusak")


class Busy(PermissionError):
    winerror = 32


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    pauses: list[float] = []
    monkeypatch.setattr(durable.time, "sleep", pauses.append)
    return pauses


def test_a_rename_is_tried_again_while_windows_holds_the_file(
    root: Path, monkeypatch: pytest.MonkeyPatch, patient: list[float]
) -> None:
    add(root, {"a.txt": b"1"})
    real, refusals = os.replace, iter([Busy(errno.EACCES, "busy")] * 3)

    def replace(source: Path, target: Path) -> None:
        if refusal := next(refusals, None):
            raise refusal
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    assert add(root, {"a.txt": b"2"}).name == "v2"
    assert len(patient) == 3


def test_a_rename_is_given_up_after_two_and_a_half_seconds(
    root: Path, monkeypatch: pytest.MonkeyPatch, patient: list[float]
) -> None:
    def rename(source: Path, target: Path) -> None:
        raise Busy(errno.EACCES, "busy")

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", rename)
        with pytest.raises(ArsipError, match="arsip-tidak-tertulis"):
            add(root, {"a.txt": b"1"})
    assert sum(patient) == pytest.approx(2.55)
    ocfl.sweep(root, OBJECT)
    assert add(root, {"a.txt": b"1"}).name == "v1"


def test_a_version_that_only_misses_its_head_is_finished(root: Path) -> None:
    add(root, {"a.txt": b"1"})
    old = {name: (root / OBJECT / name).read_bytes() for name in ("inventory.json", "inventory.json.sha512")}
    add(root, {"a.txt": b"2"})
    for name, content in old.items():
        (root / OBJECT / name).write_bytes(content)
    assert ocfl.awaits_head(root, OBJECT)
    ocfl.finish_head(root, OBJECT)
    assert (inventory(root)["head"], ocfl.awaits_head(root, OBJECT)) == ("v2", False)


def test_a_sound_object_awaits_nothing(root: Path) -> None:
    add(root, {"a.txt": b"1"})
    add(root, {"a.txt": b"2"})
    assert not ocfl.awaits_head(root, OBJECT)


def test_what_no_interruption_could_cause_awaits_nothing(root: Path, tmp_path: Path) -> None:
    add(root, {"a.txt": b"1"})
    add(root, {"a.txt": b"2"})
    path = root / OBJECT / "inventory.json"
    path.write_bytes(path.read_bytes().replace(b"Disetujui", b"Ditolak.."))
    assert not ocfl.awaits_head(root, OBJECT)
    root.rename(tmp_path / "rusak")


def test_what_was_never_committed_is_swept(root: Path) -> None:
    add(root, {"a.txt": b"1"})
    (ocfl.staging_of(root) / f"{OBJECT}.v2" / "v2").mkdir(parents=True)
    ocfl.sweep(root, OBJECT)
    assert not ocfl.staging_of(root).exists()
