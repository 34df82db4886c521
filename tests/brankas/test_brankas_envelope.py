"""Envelopes: what goes in comes out with either key, and whatever is changed on the way is refused."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import resource
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppid_xl.brankas.bundle import Asli, BrokenBundle, Packing, Unpacking
from ppid_xl.brankas.envelope import look_into, reseal, seal, unseal
from ppid_xl.brankas.keys import OpenKey, new_key
from ppid_xl.errors import ArsipError, HostError, InputError, PpidXlError

pytestmark = pytest.mark.lama

A, B, C = new_key(), new_key(), new_key()
PAIR = (A.public, B.public)
CHUNK = 65536
here = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
sizes = st.sampled_from([0, 1, 511, 512, 513, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK]) | st.integers(
    0, 200_000
)


def asli_of(content: bytes, name: str = "kertas kerja.pdf") -> Asli:
    return Asli(name, len(content), hashlib.sha256(content).hexdigest(), "2026-11-20", ("INF-2026-0001",))


def sealed(content: bytes, folder: Path, name: str = "satu.age", recipients: tuple[str, ...] = PAIR) -> Path:
    target = folder / name
    target.unlink(missing_ok=True)
    seal(asli_of(content), io.BytesIO(content), recipients, target)
    return target


def opened(envelope: Path, key: OpenKey) -> bytes:
    found = bytearray()
    unseal(envelope, key, found.extend)
    return bytes(found)


@here
@given(size=sizes, name=st.text(max_size=80).filter(lambda text: text.isprintable()))
def test_either_key_gets_back_what_went_in(tmp_path: Path, size: int, name: str) -> None:
    content, target = os.urandom(size), tmp_path / "satu.age"
    target.unlink(missing_ok=True)
    seal(asli_of(content, name), io.BytesIO(content), PAIR, target)
    for key in (A, B):
        found = bytearray()
        assert unseal(target, key, found.extend) == asli_of(content, name)
        assert bytes(found) == content


def test_a_third_key_opens_nothing(tmp_path: Path) -> None:
    envelope = sealed(b"rahasia", tmp_path)
    with pytest.raises(InputError) as told:
        look_into(envelope, C)
    assert told.value.kode == "amplop-kunci-lain"


def refuses(content: bytes, folder: Path, key: OpenKey = A) -> bool:
    (folder / "lain.age").write_bytes(content)
    try:
        look_into(folder / "lain.age", key)
    except PpidXlError:
        return True
    return False


def flipped(whole: bytes, at: int, bit: int) -> bytes:
    content = bytearray(whole)
    content[at] ^= 1 << bit
    return bytes(content)


def test_a_bit_flipped_in_any_byte_of_a_small_envelope_is_refused(tmp_path: Path) -> None:
    whole = sealed(b"rahasia", tmp_path, recipients=(A.public,)).read_bytes()
    assert not refuses(whole, tmp_path)
    places = [*range(400), *range(400, len(whole), 7)]
    assert not [at for at in places if not refuses(flipped(whole, at, at % 8), tmp_path)]


@here
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_bit_flipped_anywhere_in_a_large_envelope_is_refused(
    tmp_path: Path, place: float, bit: int
) -> None:
    whole = sealed(bytes(3 * CHUNK), tmp_path).read_bytes()
    assert refuses(flipped(whole, int(place * len(whole)), bit), tmp_path)


@here
@given(place=st.floats(0, 1, exclude_max=True))
def test_a_truncated_or_lengthened_envelope_is_refused(tmp_path: Path, place: float) -> None:
    whole = sealed(bytes(2 * CHUNK), tmp_path).read_bytes()
    for content in (whole[: int(place * len(whole))], whole + b"\0", whole + whole):
        assert refuses(content, tmp_path)


def test_an_envelope_made_by_a_stranger_of_something_else_is_refused(tmp_path: Path) -> None:
    import pyrage

    recipients = [pyrage.x25519.Recipient.from_str(A.public)]
    liar = Packing(asli_of(b"lain"), io.BytesIO(b"lain"))
    bundle = bytearray(liar.read())
    at = bundle.index(b"lain", 1024)
    bundle[at : at + 4] = b"LAIN"
    for content in (b"", b"bukan tar", bytes(2048), bytes(bundle), bytes(bundle) + bytes(512)):
        (tmp_path / "asing.age").write_bytes(pyrage.encrypt(content, recipients))
        with pytest.raises(ArsipError) as told:
            look_into(tmp_path / "asing.age", A)
        assert told.value.kode == "amplop-rusak"


@here
@given(content=st.binary(max_size=5000))
def test_no_bytes_but_a_bundle_pass_as_one(content: bytes) -> None:
    def unpack() -> None:
        unpacking = Unpacking(len)
        unpacking.write(content)
        unpacking.finish()

    with pytest.raises(BrokenBundle):
        unpack()


@here
@given(size=sizes, steps=st.lists(st.integers(1, 70_000), min_size=1, max_size=40))
def test_a_bundle_is_the_same_in_whatever_pieces_it_is_read(size: int, steps: list[int]) -> None:
    content = os.urandom(size)
    whole = Packing(asli_of(content), io.BytesIO(content)).read()
    packing, found = Packing(asli_of(content), io.BytesIO(content)), bytearray()
    unpacking = Unpacking(found.extend)
    at, got = 0, b""
    while piece := packing.read(steps[at % len(steps)]):
        unpacking.write(piece)
        got, at = got + piece, at + 1
    assert (got, unpacking.finish(), bytes(found)) == (whole, asli_of(content), content)


def test_any_tar_program_reads_a_bundle() -> None:
    whole = Packing(asli_of(b"isi berkas"), io.BytesIO(b"isi berkas")).read()
    with tarfile.open(fileobj=io.BytesIO(whole)) as tar:
        assert tar.getnames() == ["asli.json", "isi"]
        member = tar.extractfile("isi")
        assert member is not None
        assert member.read() == b"isi berkas"


def test_a_file_that_changes_while_it_is_sealed_leaves_no_envelope(tmp_path: Path) -> None:
    target = tmp_path / "satu.age"
    with pytest.raises(HostError) as told:
        seal(asli_of(b"semula"), io.BytesIO(b"berubah"), PAIR, target)
    assert told.value.kode == "amplop-sumber-berubah"
    assert not target.exists()


class _FullDisk(io.RawIOBase):
    def write(self, _: object) -> int:
        raise OSError(errno.ENOSPC, "penuh")


def test_a_full_disk_is_told_as_that(tmp_path: Path) -> None:
    envelope = sealed(bytes(CHUNK), tmp_path)
    with pytest.raises(OSError, match="penuh") as told:
        unseal(envelope, A, _FullDisk().write)
    assert told.value.errno == errno.ENOSPC


def limited(size: int, act: str, *words: Path | str) -> subprocess.CompletedProcess[str]:
    """Run an act in a process that may write no file larger than so many bytes."""

    def limit() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run(
        [sys.executable, "-c", act, *map(str, words)],
        capture_output=True,
        text=True,
        preexec_fn=limit,
        timeout=60,
    )


SEAL = """
import sys
from pathlib import Path
from ppid_xl.brankas.bundle import Asli
from ppid_xl.brankas.envelope import seal
from ppid_xl.hosts.lists import file_digest
source, target, public = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
asli = Asli("x", source.stat().st_size, file_digest(source), "", ())
try:
    seal(asli, source.open("rb"), [public], target)
except OSError as error:
    print(error.errno, target.exists())
"""


def test_an_envelope_that_finds_no_room_is_not_left_half_written(tmp_path: Path) -> None:
    (tmp_path / "besar").write_bytes(bytes(8 * CHUNK))
    done = limited(3 * CHUNK, SEAL, tmp_path / "besar", tmp_path / "satu.age", A.public)
    assert done.stdout.split() == [str(errno.EFBIG), "False"], done.stderr


@pytest.mark.parametrize("size", [0, 1, CHUNK, 300_000])
def test_resealing_changes_who_opens_and_nothing_else(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    envelope, target = sealed(content, tmp_path), tmp_path / "dua.age"
    assert reseal(envelope, B, (C.public, B.public), target) == asli_of(content)
    assert opened(target, C) == opened(target, B) == opened(envelope, A) == content
    with pytest.raises(InputError):
        look_into(target, A)


def damaged(whole: bytes) -> bytes:
    content = bytearray(whole)
    content[-CHUNK] ^= 1
    return bytes(content)


@pytest.mark.parametrize("change", [damaged, lambda whole: whole[:-CHUNK]], ids=["bit", "truncated"])
def test_a_damaged_envelope_is_not_resealed(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    envelope = sealed(os.urandom(40 * CHUNK), tmp_path)
    envelope.write_bytes(change(envelope.read_bytes()))
    with pytest.raises(ArsipError) as told:
        reseal(envelope, A, PAIR, tmp_path / "dua.age")
    assert told.value.kode == "amplop-rusak"
    assert [path.name for path in tmp_path.iterdir()] == ["satu.age"]


RESEAL = """
import sys
from pathlib import Path
from ppid_xl.brankas.envelope import reseal
from ppid_xl.brankas.keys import open_key
source, target = Path(sys.argv[1]), Path(sys.argv[2])
key = open_key(Path(sys.argv[3]).read_bytes(), "", "k")
try:
    reseal(source, key, [key.public], target)
except OSError as error:
    print(error.errno, target.exists())
"""


def test_resealing_without_room_ends_and_leaves_nothing(tmp_path: Path) -> None:
    envelope = sealed(os.urandom(80 * CHUNK), tmp_path)
    (tmp_path / "kunci").write_text(str(A.identity))
    done = limited(2 * CHUNK, RESEAL, envelope, tmp_path / "dua.age", tmp_path / "kunci")
    assert done.stdout.split() == [str(errno.EFBIG), "False"], done.stderr


def test_resealing_leaves_no_thread_behind(tmp_path: Path) -> None:
    before = threading.active_count()
    test_resealing_changes_who_opens_and_nothing_else(tmp_path, 300_000)
    assert threading.active_count() == before


BIG = """
import resource, sys
from pathlib import Path
from ppid_xl.brankas.bundle import Asli
from ppid_xl.brankas.envelope import look_into, reseal, seal
from ppid_xl.brankas.keys import new_key
from ppid_xl.hosts.lists import file_digest
source, one, two = map(Path, sys.argv[1:])
key = new_key()
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
import pyrage
before = peak()
asli = Asli("x", source.stat().st_size, file_digest(source), "", ())
seal(asli, source.open("rb"), [key.public], one)
reseal(one, key, [key.public], two)
assert look_into(two, key) == asli
print((peak() - before) // 1024)
"""


def test_a_large_file_needs_little_memory(tmp_path: Path) -> None:
    with (tmp_path / "besar").open("wb") as file:
        file.truncate(150 << 20)
    words = [sys.executable, "-c", BIG, *(str(tmp_path / name) for name in ("besar", "a", "b"))]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120)
    assert int(done.stdout) <= 30, done.stderr


@pytest.mark.program
def test_the_age_program_of_debian_opens_an_envelope(tmp_path: Path) -> None:
    envelope = sealed(b"isi berkas", tmp_path)
    for key in (A, B):
        (tmp_path / "kunci.txt").write_text(f"{key.identity}\n")
        done = subprocess.run(["age", "-d", "-i", tmp_path / "kunci.txt", envelope], capture_output=True)
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as tar:
            member = tar.extractfile("isi")
            assert member is not None
            assert member.read() == b"isi berkas"
