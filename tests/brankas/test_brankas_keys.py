"""Keys: a passphrase guards the secret half, the public half alone can be registered, and nothing tells a secret."""

from __future__ import annotations

import os
import pickle
import pty
import subprocess
import time
import traceback
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.brankas.keys import (
    OpenKey,
    fingerprint,
    is_protected,
    new_key,
    open_key,
    protect_key,
    read_public,
    same_fingerprint,
)
from ppid_xl.errors import InputError, PpidXlError
from ppid_xl.messages import sentence

pytestmark = pytest.mark.lama

PASSPHRASE = "kuda hijau makan kertas"


@pytest.fixture(scope="module")
def key() -> OpenKey:
    return new_key()


@pytest.fixture(scope="module")
def content(key: OpenKey) -> bytes:
    return protect_key(key, PASSPHRASE, ["pemegang: PPID"])


def kode_of(act: object, *words: object) -> str:
    with pytest.raises(PpidXlError) as told:
        act(*words)  # type: ignore[operator]
    text = sentence(told.value) + "".join(traceback.format_exception(told.value))
    assert "AGE-SECRET-KEY" not in text
    assert PASSPHRASE not in text
    return told.value.kode


def test_a_key_file_opens_with_its_passphrase(key: OpenKey, content: bytes) -> None:
    assert is_protected(content)
    assert b"AGE-SECRET" not in content
    assert open_key(content, PASSPHRASE, "k").public == key.public


def test_line_ends_of_windows_do_not_matter(key: OpenKey, content: bytes) -> None:
    assert open_key(content.replace(b"\n", b"\r\n"), PASSPHRASE, "k").public == key.public


def test_another_passphrase_is_refused(content: bytes) -> None:
    assert kode_of(open_key, content, PASSPHRASE + " ", "k") == "kunci-sandi-salah"


def test_a_damaged_key_file_is_refused(content: bytes) -> None:
    assert kode_of(open_key, content[:200], PASSPHRASE, "k") == "kunci-tidak-terbaca"


def test_a_short_passphrase_makes_no_key(key: OpenKey) -> None:
    assert kode_of(protect_key, key, "sebelas hrf", []) == "kunci-sandi-pendek"


@pytest.mark.parametrize("text", ["", "bukan kunci", "AGE-SECRET-KEY-1QQQQ", "x" * 100_000])
def test_what_is_no_key_is_refused(text: str) -> None:
    assert kode_of(open_key, text.encode(), "", "k") == "kunci-tidak-terbaca"


def test_two_keys_in_one_file_are_refused(key: OpenKey) -> None:
    text = f"{key.identity}\n{new_key().identity}\n"
    assert kode_of(open_key, text.encode(), "", "k") == "kunci-tidak-terbaca"


def test_the_public_half_is_read_from_what_age_keygen_prints(key: OpenKey) -> None:
    assert read_public(f"# dibuat di tempat lain\n{key.public}\n".encode(), "k") == key.public


def test_a_secret_key_is_never_taken_for_a_public_one(key: OpenKey, content: bytes) -> None:
    text = f"# public key:\n{key.public}\n{key.identity}\n"
    assert kode_of(read_public, text.encode(), "k") == "kunci-publik-rahasia"
    assert kode_of(read_public, content, "k") == "kunci-publik-rahasia"


@pytest.mark.parametrize("text", ["", "age1qqqq", "age1\nage1"])
def test_what_is_no_public_key_is_refused(text: str) -> None:
    assert kode_of(read_public, text.encode(), "k") == "kunci-publik-tidak-terbaca"


def test_a_key_shows_itself_by_its_public_half_alone(key: OpenKey) -> None:
    shown = f"{key!r} {key} {vars(key)!r}"
    assert key.public in shown
    assert "SECRET" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(key)


def test_a_fingerprint_is_eight_groups_of_four(key: OpenKey) -> None:
    assert [len(group) for group in fingerprint(key.public).split(" ")] == [4] * 8


@given(st.sampled_from(["", " ", "-", "  "]), st.booleans())
def test_a_fingerprint_typed_in_other_groups_is_the_same(between: str, capital: bool) -> None:
    sidik = fingerprint("age1contoh")
    typed = between.join(sidik.split(" "))
    assert same_fingerprint(typed.upper() if capital else typed, sidik)


@given(st.integers(0, 31))
def test_a_fingerprint_that_differs_or_is_cut_is_another(at: int) -> None:
    sidik = fingerprint("age1contoh")
    digits = sidik.replace(" ", "")
    assert not same_fingerprint(digits[:at], sidik)
    assert not same_fingerprint(digits[:at] + ("0" if digits[at] != "0" else "1") + digits[at + 1 :], sidik)


@pytest.mark.program
def test_the_age_program_of_debian_opens_a_key_file(tmp_path: Path, key: OpenKey, content: bytes) -> None:
    (tmp_path / "kunci.age").write_bytes(content)
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("age", ["age", "-d", "-o", str(tmp_path / "kunci.txt"), str(tmp_path / "kunci.age")])
    shown = b""
    while b"passphrase" not in shown.lower():
        shown += os.read(terminal, 1024)
    time.sleep(0.2)
    os.write(terminal, f"{PASSPHRASE}\n".encode())
    assert os.waitpid(child, 0)[1] == 0
    assert str(key.identity) in (tmp_path / "kunci.txt").read_text()


@pytest.mark.program
def test_a_key_made_by_the_age_program_of_debian_is_a_key_here() -> None:
    made = subprocess.run(["age-keygen"], capture_output=True, text=True, check=True).stdout
    told = subprocess.run(["age-keygen", "-y"], input=made, capture_output=True, text=True, check=True).stdout
    assert open_key(made.encode(), "", "k").public == read_public(told.encode(), "k")


def test_an_input_error_is_what_a_wrong_key_file_is() -> None:
    with pytest.raises(InputError):
        open_key(b"", "", "k")
