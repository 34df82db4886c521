"""The law as data: quotations stand in their sources, and nothing blocks without a ground."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from string import Formatter

import pytest
from buku_uji import dictionary, law, peraturan

from ppid_xl.bawaan import data_path
from ppid_xl.errors import ConfigError
from ppid_xl.rules import WORDS, Rule, load_law_rules, message_key
from ppid_xl.rules.words import required
from ppid_xl.strict_toml import read_toml

PESAN = read_toml(data_path("pesan.toml"))
SUMBER = data_path("sumber")
OWN_ARITHMETIC = {"R15"}
ENDINGS = {("R16", "lewat_batas"), ("R17", "")}
WHOLE_ARTICLES = re.compile(r"^Pasal [0-9]+", re.MULTILINE)


def source_text(kode: str) -> str:
    return " ".join((SUMBER / f"{kode}.txt").read_text(encoding="utf-8").split())


def name(rule: Rule) -> str:
    return f"{rule.kode} {rule.varian}".strip()


every_rule = pytest.mark.parametrize("rule", law(), ids=name)


@pytest.mark.parametrize("rule", [rule for rule in law() if rule.kutipan], ids=name)
def test_a_quotation_stands_word_for_word_in_the_law_it_names(rule: Rule) -> None:
    assert " ".join(rule.kutipan.split()) in source_text(rule.dasar.split("/")[0])


@pytest.mark.parametrize(
    "rule", [r for r in law() if re.fullmatch(r".+/[0-9]+", r.dasar) and r.kutipan], ids=name
)
def test_the_article_it_names_is_in_the_source(rule: Rule) -> None:
    kode, pasal = rule.dasar.split("/")
    assert f"Pasal {pasal} " in source_text(kode)


@pytest.mark.parametrize("rule", [rule for rule in law() if rule.can_block], ids=name)
def test_what_can_block_is_verified_or_plain_arithmetic(rule: Rule) -> None:
    assert rule.terverifikasi or rule.kode in OWN_ARITHMETIC


@pytest.mark.parametrize("rule", [rule for rule in law() if rule.can_block], ids=name)
def test_a_law_that_blocks_is_quoted_or_cited(rule: Rule) -> None:
    assert rule.kutipan or rule.sumber or rule.asal == "ppid-xl"


@pytest.mark.parametrize("rule", [r for r in law() if r.asal != "ppid-xl" and not r.terverifikasi], ids=name)
def test_an_unverified_law_says_so_and_only_warns(rule: Rule) -> None:
    words = " ".join(PESAN[message_key(rule)].values())
    assert "belum diverifikasi" in rule.sumber
    assert "belum diverifikasi" in words
    assert not rule.can_block


@every_rule
def test_a_rule_has_a_message_with_all_four_parts(rule: Rule) -> None:
    parts = PESAN[message_key(rule)]
    assert set(parts) == {"masalah", "mengapa", "saran", "contoh"}
    assert all(text.strip() for text in parts.values())


@pytest.mark.parametrize(
    "word", [w for w in WORDS if getattr(WORDS[w].row, "__module__", "") == required.__module__]
)
def test_a_general_word_has_a_message_for_sops(word: str) -> None:
    assert all(text.strip() for text in PESAN[f"kata.{word}"].values())


@every_rule
def test_a_rule_names_columns_its_table_has(rule: Rule) -> None:
    tables = dictionary().tabel.values() if rule.tabel == "*" else [dictionary().tabel[rule.tabel]]
    for spec in tables:
        assert {*rule.kolom, *rule.bila} <= {column.kunci for column in spec.kolom}


@pytest.mark.parametrize("rule", [r for r in law() if (r.kode, r.varian) in ENDINGS], ids=name)
def test_the_end_of_an_exclusion_stops_no_document_about_its_change(rule: Rule) -> None:
    kinds = read_toml(data_path("surat.toml"))["jenis"]
    changing = {kind for kind, jenis in kinds.items() if jenis["baris"] in ("diubah", "dibuka")}
    assert changing == {kind for kind in changing if rule.tingkat_untuk.get(kind) == "peringatan"}
    assert len(changing) == 4


def test_a_rule_and_its_variant_stand_only_once() -> None:
    names = [(rule.kode, rule.varian) for rule in law()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", [rule for rule in law() if "peraturan" in rule.isi], ids=name)
def test_a_regulation_to_compare_with_is_known(rule: Rule) -> None:
    assert set(rule.isi["peraturan"]) <= set(peraturan())


@pytest.mark.parametrize("path", sorted(SUMBER.glob("*.txt")), ids=lambda path: path.stem)
def test_a_source_says_what_it_is_and_that_it_is_free(path: Path) -> None:
    title, terms, blank = path.read_text(encoding="utf-8").split("\n")[:3]
    assert "Negara" in title
    assert "salinan" in title
    assert "tidak dilindungi hak cipta" in terms
    assert blank == ""


def test_the_sources_hold_no_leftovers_of_the_watermark() -> None:
    text = (SUMBER / "perki-1-2021.txt").read_text(encoding="utf-8")
    assert len(WHOLE_ARTICLES.findall(text)) == 16
    assert [line for line in text.split("\n") if re.fullmatch(r"\W*\w{0,3}\W*", line) and line] == []


def test_every_placeholder_of_a_message_is_a_plain_name() -> None:
    for key, parts in PESAN.items():
        for text in parts.values():
            for _, field, spec, _ in Formatter().parse(text):
                assert field is None or (field.isidentifier() and not spec), key


def write(tmp_path: Path, **keys: str) -> Callable[[], object]:
    lines = {"kode": '"R99"', "kata": '"wajib"', "kolom": '"judul_informasi"', "tingkat": '"galat"', **keys}
    path = tmp_path / "hukum.toml"
    path.write_text("[[aturan]]\n" + "\n".join(f"{k} = {v}" for k, v in lines.items() if v), encoding="utf-8")
    return lambda: load_law_rules(path)


@pytest.mark.parametrize(
    ("keys", "kode"),
    [
        ({}, "galat-tanpa-dasar"),
        ({"kutipan": '"kutipan saja tidak cukup untuk peraturan"'}, "galat-tanpa-dasar"),
        ({"tingkat": '"peringatan"', "tingkat_untuk": '{ penetapan = "galat" }'}, "galat-tanpa-dasar"),
        ({"kata": '"wajip"'}, "kata-tidak-dikenal"),
        ({"tingkat": '"gawat"'}, "isi-tidak-dikenal"),
        ({"tingkat": ""}, "kunci-kurang"),
        ({"pilihan": '["a"]'}, "kunci-tidak-dikenal"),
    ],
)
def test_a_wrong_rule_is_refused_by_name(tmp_path: Path, keys: dict[str, str], kode: str) -> None:
    with pytest.raises(ConfigError) as refused:
        write(tmp_path, **keys)()
    assert refused.value.kode == kode


def test_a_verified_rule_may_block(tmp_path: Path) -> None:
    assert write(tmp_path, terverifikasi="true")()
