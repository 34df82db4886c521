"""The log: each line holds the one before it, and a torn line is seen, kept and recorded."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from arsip_acts import WIB, append_entry
from hypothesis import given
from hypothesis import strategies as st

from ppid_xl.arsip.chain import FIRST_PREV, check_chain, create_log, is_linked, read_chain, seal
from ppid_xl.errors import ArsipError

PAGI = datetime(2026, 3, 2, 9, 0, tzinfo=WIB)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.jsonl"
    create_log(path, tmp_path / "draf", PAGI, {"tindakan": "buat"})
    for number in range(1, 5):
        append_entry(path, PAGI + timedelta(minutes=number), {"tindakan": "simpan", "alasan": f"ke-{number}"})
    return path


def verdict(path: Path) -> list[tuple[str, str]]:
    return [(found.kode, found.fakta.get("baris", "")) for found in check_chain(path)]


def rewrite(path: Path, lines: list[bytes]) -> None:
    path.write_bytes(b"".join(line + b"\n" for line in lines))


def test_a_log_nobody_touched_has_no_fault(log: Path) -> None:
    assert check_chain(log) == []


def test_the_first_line_follows_sixty_four_zeros(log: Path) -> None:
    assert read_chain(log).entries[0]["prev"] == FIRST_PREV == "0" * 64


def test_each_line_carries_the_digest_of_the_bytes_before_it(log: Path) -> None:
    lines = log.read_bytes().splitlines()
    assert json.loads(lines[3])["prev"] == hashlib.sha256(lines[2]).hexdigest()


def test_a_line_is_canonical_json(log: Path) -> None:
    for line in log.read_text(encoding="utf-8").splitlines():
        canonical = json.dumps(json.loads(line), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert line == canonical


def test_sequence_numbers_count_from_one(log: Path) -> None:
    assert [entry["seq"] for entry in read_chain(log).entries] == [1, 2, 3, 4, 5]


def test_a_changed_line_is_named(log: Path) -> None:
    log.write_bytes(log.read_bytes().replace(b"ke-2", b"ke-9"))
    assert verdict(log) == [("arsip-log-berubah", "3"), ("arsip-log-putus", "4")]


def test_a_changed_last_line_is_named(log: Path) -> None:
    log.write_bytes(log.read_bytes().replace(b"ke-4", b"ke-9"))
    assert verdict(log) == [("arsip-log-berubah", "5")]


def test_a_changed_and_resealed_line_breaks_the_next_one(log: Path) -> None:
    lines = log.read_bytes().splitlines()
    lines[2] = seal(json.loads(lines[2]) | {"alasan": "palsu"})
    rewrite(log, lines)
    assert verdict(log) == [("arsip-log-putus", "4")]


def test_a_removed_line_is_named_where_it_is_missed(log: Path) -> None:
    lines = log.read_bytes().splitlines()
    rewrite(log, lines[:2] + lines[3:])
    assert verdict(log) == [("arsip-log-putus", "3")]


def test_swapped_lines_are_named(log: Path) -> None:
    lines = log.read_bytes().splitlines()
    rewrite(log, [lines[0], lines[2], lines[1], *lines[3:]])
    assert ("arsip-log-putus", "2") in verdict(log)


def test_a_line_that_is_no_entry_is_named(log: Path) -> None:
    lines = log.read_bytes().splitlines()
    rewrite(log, [*lines[:2], b"bukan catatan", *lines[2:]])
    assert verdict(log) == [("arsip-log-rusak", "3"), ("arsip-log-putus", "4")]


def test_a_wrong_sequence_number_is_named(log: Path) -> None:
    lines = log.read_bytes().splitlines()
    rewrite(log, [*lines[:4], seal(json.loads(lines[4]) | {"seq": 9})])
    assert verdict(log) == [("arsip-log-urutan", "5")]


def test_a_missing_log_is_a_fault(tmp_path: Path) -> None:
    assert verdict(tmp_path / "log.jsonl") == [("arsip-berkas-hilang", "")]


def test_an_empty_log_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_bytes(b"")
    assert verdict(tmp_path / "log.jsonl") == [("arsip-log-kosong", "")]


def test_a_missing_log_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArsipError, match="arsip-log-hilang"):
        read_chain(tmp_path / "log.jsonl")


def test_a_clock_going_backwards_is_recorded(log: Path) -> None:
    append_entry(log, PAGI, {"tindakan": "simpan"})
    append_entry(log, PAGI + timedelta(days=1), {"tindakan": "simpan"})
    assert [entry.get("jam_mundur") for entry in read_chain(log).entries[-3:]] == [None, True, None]
    assert check_chain(log) == []


def test_the_same_moment_in_another_zone_is_not_backwards(log: Path) -> None:
    append_entry(log, (PAGI + timedelta(minutes=4)).astimezone(None), {"tindakan": "simpan"})
    assert "jam_mundur" not in read_chain(log).entries[-1]


@given(cut=st.integers(min_value=1, max_value=200))
def test_a_torn_last_line_is_reported_and_the_next_append_records_it(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    path = tmp_path_factory.mktemp("robek") / "log.jsonl"
    create_log(path, path.with_suffix(".draf"), PAGI, {"tindakan": "buat"})
    append_entry(path, PAGI, {"tindakan": "simpan", "alasan": "terputus"})
    path.write_bytes(path.read_bytes()[:-cut])
    torn = path.read_bytes().split(b"\n")[-1]
    assert ("arsip-log-robek", "2") in verdict(path)
    append_entry(path, PAGI, {"tindakan": "simpan", "alasan": "lagi"})
    assert check_chain(path) == []
    assert read_chain(path).entries[-1]["baris_robek"] == hashlib.sha256(torn).hexdigest()
    assert torn in path.read_bytes()


def test_a_torn_line_that_nobody_recorded_stays_a_fault(log: Path) -> None:
    lines = log.read_bytes().splitlines()
    rewrite(log, [*lines, lines[-1][:40]])
    append_entry(log, PAGI + timedelta(hours=1), {"tindakan": "simpan"})
    assert verdict(log) == [("arsip-log-rusak", "6")]


def test_a_log_nobody_touched_is_linked(log: Path) -> None:
    assert is_linked(read_chain(log))


def test_a_bit_turned_over_in_any_byte_breaks_the_link(log: Path) -> None:
    content = log.read_bytes()
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1 << place % 8
        log.write_bytes(changed)
        assert not is_linked(read_chain(log)), place


@pytest.mark.parametrize(
    "order", [[0, 1, 3, 4], [0, 2, 1, 3, 4], [0, 1, 1, 2, 3, 4], [1, 2, 3, 4], [], [0, 1, 2, 2]]
)
def test_lines_that_are_gone_or_moved_or_doubled_are_not_linked(log: Path, order: list[int]) -> None:
    lines = log.read_bytes().splitlines()
    rewrite(log, [lines[number] for number in order])
    assert not is_linked(read_chain(log))


def test_a_last_line_that_follows_but_counts_wrongly_is_not_linked(log: Path) -> None:
    lines = log.read_bytes().splitlines()
    rewrite(log, [*lines[:4], seal(json.loads(lines[4]) | {"seq": 9})])
    assert not is_linked(read_chain(log))


def test_a_torn_line_that_the_next_one_follows_unrecorded_is_not_linked(log: Path) -> None:
    torn = log.read_bytes().splitlines()[-1][:-40]
    entry = {"prev": hashlib.sha256(torn).hexdigest(), "seq": 5, "waktu": PAGI.isoformat()}
    rewrite(log, [*log.read_bytes().splitlines()[:-1], torn, seal(entry)])
    assert (is_linked(read_chain(log)), verdict(log)) == (False, [("arsip-log-rusak", "5")])


def test_lines_are_told_by_a_field_and_the_others_are_not_parsed(log: Path) -> None:
    chain = read_chain(log)
    assert [line.facts["alasan"] for line in chain.telling("alasan", {"ke-2", "ke-4"})] == ["ke-2", "ke-4"]
    assert [line.number for line in chain.lines if "entry" in vars(line)] == [3, 5]


def test_what_another_field_quotes_does_not_tell(log: Path) -> None:
    append_entry(log, PAGI + timedelta(hours=1), {"alasan": 'kata "objek":"rekap-2026"', "objek": "lain"})
    assert list(read_chain(log).telling("objek", {"rekap-2026"})) == []


def test_a_damaged_line_tells_nothing(log: Path) -> None:
    log.write_bytes(log.read_bytes().replace(b"simpan", b"simpin", 1))
    chain = read_chain(log)
    assert (
        list(chain.telling("tindakan", {"simpin"})),
        len(list(chain.telling("tindakan", {"simpan"}))),
    ) == ([], 3)


@pytest.mark.parametrize(
    "disguise",
    [
        (b'"objek":"rekap-2026"', b'"objek":"rekap\\u002d2026"'),
        (b'"objek":"rekap-2026"', b'"obje\\u006b":"rekap-2026"'),
        (b'"objek":"rekap-2026"', b'"objek" : "rekap-2026"'),
        (b"{", b'{"a":{"objek":"lain"},'),
    ],
    ids=["escaped value", "escaped name", "blanks", "an inner field before it"],
)
def test_a_sealed_line_in_other_letters_tells_the_same(log: Path, disguise: tuple[bytes, bytes]) -> None:
    chain = read_chain(log)
    fields = {"objek": "rekap-2026", "prev": chain.head, "seq": 6}
    bare = json.dumps(fields, separators=(",", ":")).encode().replace(*disguise, 1)
    seal_of = b'{"sidik_baris":"%b",' % hashlib.sha256(bare).hexdigest().encode()
    rewrite(log, [*(line.content for line in chain.lines), seal_of + bare[1:]])
    assert [line.number for line in read_chain(log).telling("objek", {"rekap-2026"})] == [6]


def test_a_field_that_holds_no_text_tells_nothing(log: Path) -> None:
    append_entry(log, PAGI + timedelta(hours=1), {"objek": ["objek"], "alasan": "objek"})
    assert list(read_chain(log).telling("objek", {"rekap-2026"})) == []


def test_only_the_outermost_field_tells(log: Path) -> None:
    append_entry(log, PAGI + timedelta(hours=1), {"a": {"objek": "rekap-2026"}})
    assert list(read_chain(log).telling("objek", {"rekap-2026"})) == []


def test_a_last_line_that_names_the_one_before_it_in_an_inner_field_alone_is_not_linked(log: Path) -> None:
    lines = log.read_bytes().splitlines()
    forged = json.loads(lines[-1])
    forged |= {"akun": {"prev": forged["prev"]}, "prev": "1" * 64}
    rewrite(log, [*lines[:-1], seal(forged)])
    assert not is_linked(read_chain(log))
    assert verdict(log) == [("arsip-log-putus", "5")]
