"""The five shipped SOPs say what their source prints."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from ppid_xl.bawaan import data_path, sop_dir
from ppid_xl.columns import load_columns
from ppid_xl.peraturan import load_peraturan
from ppid_xl.sop import (
    Aturan,
    Known,
    Sop,
    available,
    describe,
    find_sop,
    load_sop,
    missing_texts,
    parse_waktu,
    plain,
)

CODES = (
    "bkd-kalteng-2024",
    "bkd-kalteng-2025",
    "diskominfo-kaltara-2017",
    "disperindag-kalbar-2020",
    "kesra-kalbar-2021",
)
SOPS = tuple(load_sop(sop_dir() / f"{kode}.toml", check_quotes=False) for kode in CODES)
QUOTED = [(sop, rule) for sop in SOPS for rule in sop.aturan if rule.kutipan]
WORDS = ("wajib", "pilihan", "urutan", "tenggat_sebelum_akhir")
NIP = re.compile(r"\d{8}\s?\d{6}\s?\d\s?\d{3}")

each_sop = pytest.mark.parametrize("sop", SOPS, ids=CODES)


def source(sop: Sop) -> str:
    return sop.source_path.read_text(encoding="utf-8")


def test_the_five_sops_are_shipped() -> None:
    assert tuple(sorted(available(sop_dir()))) == CODES


@each_sop
def test_the_shipped_sop_loads_with_every_check_on(sop: Sop) -> None:
    columns = [column.kunci for column in load_columns(data_path("kolom.toml")).tabel["tblRekap"].kolom]
    assert load_sop(sop.path, known=Known(words=WORDS, columns=columns)) == sop


@each_sop
def test_every_printed_text_is_in_the_source(sop: Sop) -> None:
    assert missing_texts(sop, source(sop)) == []


@each_sop
def test_each_row_of_the_flow_table_is_printed_in_one_piece(sop: Sop) -> None:
    page = plain(source(sop))
    for step in sop.kegiatan:
        cells = (str(step.nomor), step.uraian, step.percabangan, step.kelengkapan, step.waktu, step.output)
        assert " ".join(cell for cell in cells if cell) in page


@each_sop
def test_each_row_of_the_flow_table_is_there_and_numbered(sop: Sop) -> None:
    printed = re.findall(r"(?m)^(\d+)\t(?=\S)", source(sop))
    assert [step.nomor for step in sop.kegiatan] == [int(number) for number in printed]


def test_there_are_twenty_four_kegiatan() -> None:
    counts = {sop.kode: len(sop.kegiatan) for sop in SOPS}
    assert counts == dict(zip(CODES, (5, 3, 8, 5, 3), strict=True))


@pytest.mark.parametrize(("sop", "rule"), QUOTED, ids=[f"{s.kode}/{r.kode}" for s, r in QUOTED])
def test_changing_one_word_of_a_kutipan_fails_exactly_that_kutipan(sop: Sop, rule: Aturan) -> None:
    words = rule.kutipan.split()
    changed = replace(rule, kutipan=" ".join([*words[:-1], words[-1] + "kah"]))
    altered = replace(sop, aturan=tuple(changed if other is rule else other for other in sop.aturan))
    assert [claim.tempat for claim in missing_texts(altered, source(sop))] == [f"aturan {rule.kode}, kutipan"]


def test_silently_correcting_a_slip_of_the_source_is_noticed() -> None:
    sop = find_sop("disperindag-kalbar-2020", [sop_dir()])
    first = replace(sop.kegiatan[0], output="Daftar informasi publik")
    corrected = replace(sop, kegiatan=(first, *sop.kegiatan[1:]))
    assert [claim.tempat for claim in missing_texts(corrected, source(sop))] == ["kegiatan 1, output"]


def signer_words(sop: Sop) -> set[str]:
    """Return the longer words of the signer's name, as the source prints it before the NIP."""
    block = re.search(re.escape(sop.disahkan_oleh) + rf"(.{{3,90}}?){NIP.pattern}", plain(source(sop)))
    return set(re.findall(r"[A-Za-z]{5,}", block[1])) - {"Pembina", "Utama"} if block else set()


def test_the_names_to_look_for_are_found_wherever_a_nip_is_printed() -> None:
    assert all(bool(signer_words(sop)) == bool(NIP.search(source(sop))) for sop in SOPS)


@each_sop
def test_no_name_or_nip_of_a_signer_is_in_the_toml(sop: Sop) -> None:
    text = sop.path.read_text(encoding="utf-8")
    assert not NIP.search(text)
    assert "NIP" not in text
    assert [word for word in signer_words(sop) if word.casefold() in text.casefold()] == []


@each_sop
def test_the_approver_is_an_office(sop: Sop) -> None:
    assert re.fullmatch(r"(?i)kepala [a-z ]+", sop.disahkan_oleh)


@each_sop
def test_who_performs_a_kegiatan_is_marked_as_a_reading(sop: Sop) -> None:
    assert all(step.tafsir and step.pelaksana for step in sop.kegiatan)


@each_sop
def test_nobody_has_signed_the_reading_yet(sop: Sop) -> None:
    assert sop.ditinjau == ""


@each_sop
def test_a_statement_is_recorded_by_langkah_and_a_command_by_another(sop: Sop) -> None:
    for step in sop.kegiatan:
        assert step.perintah.startswith("ppid ")
        assert (step.cara == "pernyataan") == (step.perintah == "ppid langkah")
        assert step.bukti.endswith(".")


@each_sop
def test_every_cited_regulation_is_in_the_table(sop: Sop) -> None:
    known = load_peraturan(data_path("peraturan.toml"))
    for law in sop.dasar_hukum:
        if law.peraturan:
            peraturan = known[law.peraturan]
            assert re.search(rf"\b{peraturan.nomor}\b.*\b{peraturan.tahun}\b", law.teks)


@each_sop
def test_each_sop_has_a_few_rules(sop: Sop) -> None:
    assert 2 <= len(sop.aturan) <= 5


def test_a_date_is_given_only_when_the_source_prints_the_day_it_takes_effect() -> None:
    berlaku = {sop.kode: sop.berlaku and sop.berlaku.isoformat() for sop in SOPS}
    assert berlaku == dict(zip(CODES, ("2024-08-01", "2025-01-20", None, "2020-05-14", None), strict=True))


def test_the_documentation_of_bkd_has_two_hari_kerja() -> None:
    step = find_sop("bkd-kalteng-2025", [sop_dir()]).kegiatan[2]
    waktu = parse_waktu(step.waktu)
    assert (waktu.jumlah, waktu.satuan) == (2, "hari_kerja")


def test_describe_gives_the_keys_of_the_contract() -> None:
    described = describe(SOPS)
    assert [item["kode"] for item in described] == list(CODES)
    for item in described:
        assert list(item) == ["kode", "nama", "kegiatan"]
        kegiatan = item["kegiatan"]
        assert isinstance(kegiatan, list)
        assert {tuple(step) for step in kegiatan} == {("nomor", "uraian", "perintah", "cara", "bukti")}


def test_a_rule_goes_to_the_engine_as_its_table_with_its_source() -> None:
    sop = find_sop("disperindag-kalbar-2020", [sop_dir()])
    table = next(table for table in sop.rule_tables() if table["kode"] == "buka-30-hari")
    assert table == {
        "kode": "buka-30-hari",
        "kegiatan": 3,
        "kata": "tenggat_sebelum_akhir",
        "kolom": ("batas_ubah",),
        "tingkat": "peringatan",
        "bila": {"klasifikasi": ("Dikecualikan",)},
        "hari_kerja": 30,
        "kutipan": "30 (tiga puluh) hari kerja sebelum berakhirnya jangka waktu",
        "sumber": "SOP 065 / 453 / DPP-A kegiatan 3",
    }


def test_identifying_coordinating_and_preparing_are_statements_of_people() -> None:
    """Kaltara 1 to 3 are done away from the PC, so no command may claim them."""
    (kaltara,) = (sop for sop in SOPS if sop.kode == "diskominfo-kaltara-2017")
    ways = [(step.cara, step.perintah) for step in kaltara.kegiatan[:3]]
    assert ways == [("pernyataan", "ppid langkah")] * 3
