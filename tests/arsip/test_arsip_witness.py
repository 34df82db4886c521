"""The head of the chain outside the archive: signed in the keyring's name, and printed as a code on paper."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from arsip_acts import append_entry, files_of_save, make_act
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend

from ppid_xl.arsip import office_key as keys
from ppid_xl.arsip.chain import read_chain, seal
from ppid_xl.arsip.check import check_arsip
from ppid_xl.arsip.signed_head import unsigned_lines
from ppid_xl.arsip.store import Arsip, list_entries, record_act, save_version
from ppid_xl.arsip.witness import find_witness, latest_witness, witness_code, witness_qr
from ppid_xl.errors import ArsipError, InputError

REKAP = "rekap-2026"


class Drawer(KeyringBackend):  # type: ignore[misc]
    """A keyring in memory."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    import keyring

    before, found = keyring.get_keyring(), Drawer()
    keyring.set_keyring(found)
    keys.keyring_backend.cache_clear()
    yield found
    keyring.set_keyring(before)
    keys.keyring_backend.cache_clear()


def saved_twice(arsip: Arsip) -> Arsip:
    for number in (1, 2):
        save_version(arsip, REKAP, files_of_save(number), make_act(number))
    return arsip


def codes(arsip: Arsip) -> set[str]:
    return {found.kode for found in check_arsip(arsip)}


def test_without_a_keyring_the_head_stays_unsigned_and_nothing_is_wrong(arsip: Arsip) -> None:
    saved_twice(arsip)
    assert not arsip.head.exists()
    assert check_arsip(arsip) == []
    assert unsigned_lines(arsip, read_chain(arsip.log)) == 3


def test_with_a_keyring_each_save_signs_the_newest_line(arsip: Arsip, drawer: Drawer) -> None:
    saved_twice(arsip)
    chain = read_chain(arsip.log)
    assert json.loads(arsip.head.read_bytes())["sidik"] == chain.head
    assert unsigned_lines(arsip, chain) == 0
    assert check_arsip(arsip) == []


def test_the_public_key_is_in_the_log_once_and_the_private_one_nowhere(arsip: Arsip, drawer: Drawer) -> None:
    saved_twice(arsip)
    (secret,) = drawer.kept.values()
    assert [one["tindakan"] for one in list_entries(arsip)] == ["buat", "simpan", "kunci", "simpan"]
    assert not any(secret.encode() in path.read_bytes() for path in arsip.path.rglob("*") if path.is_file())


def test_a_keyring_that_refuses_leaves_the_save_alone(
    arsip: Arsip, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*words: str) -> str:
        raise RuntimeError("terkunci")

    monkeypatch.setattr(drawer, "get_password", locked)
    assert save_version(arsip, REKAP, files_of_save(1), make_act(1)).version.number == 1
    assert not arsip.head.exists()


def test_a_log_cut_back_behind_the_signed_line_is_found(arsip: Arsip, drawer: Drawer) -> None:
    saved_twice(arsip)
    record_act(arsip, "terbit", make_act(3))
    arsip.log.write_bytes(b"".join(arsip.log.read_bytes().splitlines(keepends=True)[:-1]))
    assert codes(arsip) == {"arsip-kepala-lain"}


def test_a_line_that_was_replaced_and_sealed_anew_is_found(arsip: Arsip, drawer: Drawer) -> None:
    saved_twice(arsip)
    record_act(arsip, "terbit", make_act(3))
    lines = arsip.log.read_bytes().splitlines()
    lines[-1] = seal(json.loads(lines[-1]) | {"pelaku": "Orang Lain"})
    arsip.log.write_bytes(b"\n".join(lines) + b"\n")
    assert codes(arsip) == {"arsip-kepala-lain"}


@pytest.mark.parametrize("key", ["tanda_tangan", "sidik", "kunci", "baris"])
def test_a_signed_head_that_was_changed_is_found(arsip: Arsip, drawer: Drawer, key: str) -> None:
    saved_twice(arsip)
    told = json.loads(arsip.head.read_bytes())
    told[key] = told[key] - 1 if key == "baris" else told[key][::-1]
    arsip.head.write_text(json.dumps(told))
    assert codes(arsip) == {"arsip-kepala-rusak"}


def test_a_line_added_without_the_key_is_counted_and_no_fault(arsip: Arsip, drawer: Drawer) -> None:
    saved_twice(arsip)
    append_entry(arsip.log, make_act(5).waktu, {"tindakan": "langkah"})
    assert check_arsip(arsip) == []
    assert unsigned_lines(arsip, read_chain(arsip.log)) == 1


@given(st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_code_is_sixteen_groups_of_four_and_says_the_whole_digest(sidik: str) -> None:
    groups = witness_code(sidik).split(" ")
    assert [len(group) for group in groups] == [4] * 16
    assert "".join(groups) == sidik


@pytest.mark.parametrize("written", ["{}", "{upper}", "{short}", "{dashes}", "{qr}"])
def test_a_printed_code_finds_its_line_however_it_is_typed(arsip: Arsip, written: str) -> None:
    saved_twice(arsip)
    number, sidik = latest_witness(arsip)
    record_act(arsip, "terbit", make_act(3))
    code = witness_code(sidik)
    typed = written.format(
        code,
        upper=code.upper(),
        short=sidik[:16],
        dashes=code.replace(" ", "-"),
        qr=witness_qr(number, sidik),
    )
    found = find_witness(arsip, typed)
    assert (found.line.number, found.later) == (number, 1)


def test_a_rollback_of_archive_and_log_is_caught_by_the_printed_code(arsip: Arsip) -> None:
    saved_twice(arsip)
    record_act(arsip, "terbit", make_act(3))
    code = witness_code(latest_witness(arsip)[1])
    arsip.log.write_bytes(b"".join(arsip.log.read_bytes().splitlines(keepends=True)[:-1]))
    assert check_arsip(arsip) == []
    with pytest.raises(ArsipError, match="arsip-saksi-tidak-cocok"):
        find_witness(arsip, code)


def test_a_line_changed_before_the_witness_is_named(arsip: Arsip) -> None:
    saved_twice(arsip)
    lines = arsip.log.read_bytes().splitlines()
    code = latest_witness(arsip)[1]
    arsip.log.write_bytes(b"\n".join([lines[0], lines[1].replace(b"siti", b"sita"), lines[2]]) + b"\n")
    with pytest.raises(ArsipError, match="arsip-rusak"):
        find_witness(arsip, code)


@pytest.mark.parametrize("code", ["", "63d2 636c", "bukan kode", "g" * 64, "a" * 65])
def test_what_is_no_code_is_refused_as_such(arsip: Arsip, code: str) -> None:
    with pytest.raises(InputError, match="arsip-saksi-tidak-terbaca"):
        find_witness(arsip, code)
