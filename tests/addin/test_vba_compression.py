"""The compressor of VBA sources, judged by another project's decompressor."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from oletools.olevba import decompress_stream

from ppid_xl.addin.vba_compression import CHUNK, compress

repetitive = st.builds(
    lambda words, picks: b" ".join(words[i % len(words)] for i in picks),
    st.lists(st.binary(min_size=1, max_size=30), min_size=1, max_size=6),
    st.lists(st.integers(0, 5), max_size=900),
)


def decompress(data: bytes) -> bytes:
    return bytes(decompress_stream(bytearray(data)))


def assert_round_trip(data: bytes) -> None:
    """A raw last chunk may be followed by NUL (MS-OVBA 2.4.1.3.10), nothing else may differ."""
    read = decompress(compress(data))
    assert read[: len(data)] == data
    assert read[len(data) :].strip(b"\0") == b""


@given(st.binary(max_size=400))
def test_any_short_bytes_come_back(data: bytes) -> None:
    assert decompress(compress(data)) == data


@given(repetitive)
def test_repetitive_bytes_come_back(data: bytes) -> None:
    assert_round_trip(data)


@given(st.integers(0, 3 * CHUNK), st.integers(0, 2**32))
def test_bytes_of_any_length_that_cannot_shrink_come_back(length: int, seed: int) -> None:
    assert_round_trip(random.Random(seed).randbytes(length))


@given(st.integers(0, 2 * CHUNK), st.binary(min_size=1, max_size=3))
def test_a_run_of_one_pattern_comes_back(length: int, pattern: bytes) -> None:
    data = (pattern * length)[:length]
    assert decompress(compress(data)) == data


def test_the_example_of_the_specification_comes_out_as_short_as_there() -> None:
    # MS-OVBA 3.2.2; which of two equal earlier runs a token points to is free
    data = b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"
    printed = bytes.fromhex(
        "012FB0 002361616162636465 82660070616768696A0138 08616B6C00306D6E6F70"
        "06710270041072737475761077 78797A003C"
    )
    assert decompress(printed) == decompress(compress(data)) == data
    assert len(compress(data)) == len(printed)


def test_the_example_of_greatest_compression_is_compressed_as_there() -> None:
    # MS-OVBA 3.2.3, "Maximum Compression Example"
    assert compress(b"a" * 73) == bytes.fromhex("0103B002614500")


def test_source_text_shrinks() -> None:
    text = b"Public Sub PpidPeriksa(control As IRibbonControl)\r\nEnd Sub\r\n" * 40
    assert len(compress(text)) < len(text) / 5
