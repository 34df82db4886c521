"""The archive folder: what it is made of, what is recorded, and that every version comes back unchanged."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from arsip_acts import MakeAct, files_of_save, is_valid_root, make_act
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.store import (
    Arsip,
    address_of,
    create_arsip,
    has_line,
    list_entries,
    list_objects,
    list_versions,
    open_arsip,
    record_act,
    restore_version,
    same_as_head,
    save_version,
)
from ppid_xl.errors import ArsipError

REKAP = "rekap-2026"


def content_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_an_archive_holds_what_a_successor_needs(arsip: Arsip) -> None:
    assert sorted(entry.name for entry in arsip.path.iterdir()) == [
        "BACA-SAYA.txt",
        "log.jsonl",
        "ocfl",
        "pulihkan.py",
    ]


def test_a_new_archive_is_without_fault(arsip: Arsip) -> None:
    assert check_arsip(arsip) == []


def test_an_archive_is_never_made_twice(arsip: Arsip, act: MakeAct) -> None:
    with pytest.raises(ArsipError, match="arsip-sudah-ada"):
        create_arsip(arsip.path, act())


def test_an_archive_is_not_made_among_other_files(tmp_path: Path, act: MakeAct) -> None:
    (tmp_path / "tugas.docx").write_bytes(b"")
    with pytest.raises(ArsipError, match="arsip-folder-terisi"):
        create_arsip(tmp_path, act())


def test_a_lost_log_is_not_covered_up_by_a_new_one(arsip: Arsip, act: MakeAct) -> None:
    save_version(arsip, REKAP, files_of_save(1), act(1))
    arsip.log.unlink()
    with pytest.raises(ArsipError, match="arsip-log-hilang"):
        create_arsip(arsip.path, act(2))
    with pytest.raises(ArsipError, match="arsip-log-hilang"):
        save_version(open_arsip(arsip.path), REKAP, files_of_save(2), act(3))


def test_a_folder_without_archive_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(ArsipError, match="arsip-tidak-ada"):
        open_arsip(tmp_path)


def test_a_saved_version_is_recorded_with_who_when_and_why(arsip: Arsip, act: MakeAct) -> None:
    facts = {"alasan": "Disetujui Atasan PPID", "atas_nama": "Kepala Dinas", "nomor": "800/12/2026"}
    saved = save_version(arsip, REKAP, files_of_save(1), act(1, versi_alat="0.1.0", **facts))
    entry = list_entries(arsip, REKAP)[-1]
    expected = facts | {
        "objek": REKAP,
        "versi": "v1",
        "sidik_inventory": saved.version.inventory_digest,
        "pelaku": "Siti Rahmah, S.Sos.",
        "akun": "siti",
        "tindakan": "simpan",
        "waktu": "2026-03-02T09:01:00+07:00",
        "versi_alat": "0.1.0",
        "seq": 2,
    }
    assert {name: entry[name] for name in expected} == expected


def test_further_facts_of_an_act_stand_in_its_entry_and_never_displace_ours(
    arsip: Arsip, act: MakeAct
) -> None:
    rincian = {"id_langkah": "LK-2026-0007", "pelaku": "orang lain"}
    save_version(arsip, REKAP, files_of_save(1), act(1, rincian=rincian))
    entry = list_entries(arsip)[-1]
    assert (entry["id_langkah"], entry["pelaku"]) == ("LK-2026-0007", "Siti Rahmah, S.Sos.")


def test_the_head_digest_is_a_witness_of_the_log(arsip: Arsip, act: MakeAct) -> None:
    saved = save_version(arsip, REKAP, files_of_save(1), act(1))
    save_version(arsip, REKAP, files_of_save(2), act(2))
    assert has_line(arsip, saved.head)
    assert not has_line(arsip, "0" * 64)


def test_versions_are_listed_from_the_oldest(arsip: Arsip, act: MakeAct) -> None:
    for number in range(1, 12):
        save_version(arsip, REKAP, files_of_save(number), act(number, alasan=f"ke-{number}"))
    listed = [(version.number, version.message) for version in list_versions(arsip, REKAP)]
    assert listed == [(number, f"ke-{number}") for number in range(1, 12)]


def test_an_unknown_object_has_no_history(arsip: Arsip) -> None:
    with pytest.raises(ArsipError, match="arsip-objek-tidak-ada"):
        list_versions(arsip, "rekap-1999")


def test_objects_are_listed_by_id(arsip: Arsip, act: MakeAct) -> None:
    save_version(arsip, REKAP, files_of_save(1), act(1))
    save_version(arsip, "inf-2026-0001", {"a.json": b"{}"}, act(2))
    assert list_objects(arsip) == ["inf-2026-0001", REKAP]


def test_an_old_version_comes_back_byte_for_byte(arsip: Arsip, act: MakeAct, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        save_version(arsip, REKAP, files_of_save(number), act(number))
    restored = restore_version(arsip, REKAP, 2, tmp_path / "hasil")
    assert content_of(tmp_path / "hasil") == files_of_save(2)
    assert restored == [tmp_path / "hasil" / name for name in sorted(files_of_save(2))]


def test_restoring_overwrites_nothing_and_writes_nothing_then(
    arsip: Arsip, act: MakeAct, tmp_path: Path
) -> None:
    save_version(arsip, REKAP, files_of_save(1), act(1))
    (tmp_path / "surat").mkdir()
    (tmp_path / "surat/1.docx").write_bytes(b"milik staf")
    with pytest.raises(ArsipError, match="arsip-tujuan-terisi"):
        restore_version(arsip, REKAP, 1, tmp_path)
    assert (tmp_path / "surat/1.docx").read_bytes() == b"milik staf"
    assert not (tmp_path / "rekap.xlsx").exists()


def test_a_damaged_file_is_not_restored_nor_anything_with_it(rusak: Arsip, tmp_path: Path) -> None:
    (rusak.root / REKAP / "v3/content/0002.json").write_bytes(b"palsu")
    with pytest.raises(ArsipError, match="arsip-berkas-berubah"):
        restore_version(rusak, REKAP, 3, tmp_path / "hasil")
    assert content_of(tmp_path / "hasil") == {}


def test_a_version_that_is_not_there_cannot_be_restored(arsip: Arsip, act: MakeAct, tmp_path: Path) -> None:
    save_version(arsip, REKAP, files_of_save(1), act(1))
    with pytest.raises(ArsipError, match="arsip-versi-tidak-ada"):
        restore_version(arsip, REKAP, 2, tmp_path / "hasil")


def test_same_as_head_compares_with_the_newest_version(arsip: Arsip, act: MakeAct) -> None:
    save_version(arsip, REKAP, files_of_save(1), act(1))
    save_version(arsip, REKAP, files_of_save(2), act(2))
    assert same_as_head(arsip, REKAP, files_of_save(2))
    assert not same_as_head(arsip, REKAP, files_of_save(1))


def test_an_act_without_version_is_recorded_too(arsip: Arsip, act: MakeAct) -> None:
    digest = record_act(arsip, "terbit", act(1, nomor="DIP-2026"))
    assert has_line(arsip, digest)
    assert list_entries(arsip)[-1]["tindakan"] == "terbit"
    assert check_arsip(arsip) == []


def test_text_that_cannot_be_written_is_refused_before_the_first_byte(arsip: Arsip, act: MakeAct) -> None:
    with pytest.raises(ArsipError, match="arsip-teks-rusak"):
        save_version(arsip, REKAP, files_of_save(1), act(1, alasan="a\ud800"))
    assert list_objects(arsip) == []


@pytest.mark.parametrize(
    ("akun", "address"),
    [
        ("siti@contoh.go.id", "mailto:siti@contoh.go.id"),
        ("DINAS\\siti r", "urn:ppid:akun:DINAS%5Csiti%20r"),
    ],
)
def test_an_account_is_stored_as_a_uri(akun: str, address: str) -> None:
    assert address_of(akun) == address


def run_script(arsip: Arsip, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", str(arsip.path / "pulihkan.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=arsip.path.parent)


def test_the_script_restores_any_version_without_our_software(sound_arsip: Arsip, tmp_path: Path) -> None:
    for object_id in list_objects(sound_arsip):
        for version in list_versions(sound_arsip, object_id):
            ours, theirs = tmp_path / "kita" / version.name, tmp_path / "skrip" / version.name
            restore_version(sound_arsip, object_id, version.number, ours / object_id)
            done = run_script(sound_arsip, object_id, version.name, str(theirs / object_id))
            assert done.returncode == 0, done.stderr
    assert content_of(tmp_path / "kita") == content_of(tmp_path / "skrip") != {}


def test_the_script_lists_what_there_is(sound_arsip: Arsip) -> None:
    listed = [tuple(line.split()) for line in run_script(sound_arsip).stdout.splitlines()]
    assert sorted(listed) == sorted(
        (object_id, version.name)
        for object_id in list_objects(sound_arsip)
        for version in list_versions(sound_arsip, object_id)
    )


def test_the_script_restores_names_that_the_screen_cannot_show(arsip: Arsip, tmp_path: Path) -> None:
    save_version(arsip, REKAP, {"Nota → Kepala.pdf": b"isi"}, make_act(1))
    command = [sys.executable, "-S", str(arsip.path / "pulihkan.py"), REKAP, "v1", str(tmp_path / "hasil")]
    done = subprocess.run(command, capture_output=True, env={"PYTHONIOENCODING": "cp1252"}, check=False)
    assert (done.returncode, (tmp_path / "hasil" / "Nota → Kepala.pdf").read_bytes()) == (0, b"isi")


def test_the_script_overwrites_nothing(sound_arsip: Arsip, tmp_path: Path) -> None:
    (tmp_path / "persetujuan.json").write_bytes(b"milik staf")
    assert run_script(sound_arsip, "inf-2026-0001", "v1", str(tmp_path)).returncode != 0
    assert (tmp_path / "persetujuan.json").read_bytes() == b"milik staf"


def test_the_script_refuses_a_damaged_file(rusak: Arsip, tmp_path: Path) -> None:
    (rusak.root / "inf-2026-0001/v1/content/0001.json").write_bytes(b"palsu")
    done = run_script(rusak, "inf-2026-0001", "v1", str(tmp_path / "hasil"))
    assert done.returncode != 0
    assert "persetujuan.json" in done.stderr


def test_the_script_is_short_and_needs_only_the_standard_library(arsip: Arsip) -> None:
    lines = (arsip.path / "pulihkan.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 20
    assert {line for line in lines if line.startswith(("import", "from"))} == {
        "import hashlib",
        "import json",
        "import sys",
        "from pathlib import Path",
    }


NAMES = st.sampled_from(
    ["rekap.xlsx", "surat/a.docx", "surat/b.docx", "sop.toml", "Dokumen Uji.pdf", "tanpa"]
)
FILES = st.dictionaries(NAMES, st.sampled_from([b"", b"a", b"b", b"c" * 5000]), max_size=4)


@settings(max_examples=25, deadline=None)
@given(versions=st.lists(st.tuples(st.sampled_from([REKAP, "inf-2026-0001"]), FILES), max_size=6))
def test_any_sequence_of_versions_comes_back_exactly(versions: list[tuple[str, dict[str, bytes]]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(os.path.realpath(name))
        arsip = create_arsip(folder / "arsip", make_act())
        saved = [
            (save_version(arsip, object_id, files, make_act(number)).version, files)
            for number, (object_id, files) in enumerate(versions, 1)
        ]
        for version, files in saved:
            into = folder / version.object_id / version.name
            restore_version(arsip, version.object_id, version.number, into)
            assert content_of(into) == files
        assert check_arsip(arsip) == []
        assert is_valid_root(arsip.root)
