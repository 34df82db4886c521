"""The buttons as data: their groups and order, command lines that the real parser takes, typos that are noticed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from ppid_xl.bawaan import data_path
from ppid_xl.buttons import Button, Question, condition, load_buttons, slot
from ppid_xl.cli.groups import all_commands
from ppid_xl.cli.parser import build_parser
from ppid_xl.errors import ConfigError, InputError
from ppid_xl.ribbon.questions import command_words, is_asked
from ppid_xl.workflow.surat.dokumen import kinds

BUTTONS = load_buttons()
TODAY = date(2026, 11, 21)
GROUPS = {
    "Isi": ["Periksa", "Impor", "Terima Usulan"],
    "Proses": ["Uji", "Ajukan", "Setujui", "Kembalikan", "Langkah Lain"],
    "Dokumen": [
        "Daftar",
        "Surat",
        "Buat PDF",
        "Catat Surat",
        "Agenda",
        "Terima TTD",
        "Tanda Tangan",
        "Verifikasi",
        "Template",
        "Bukti",
    ],
    "Terbit": ["Terbitkan", "Kirim Pusat Data"],
    "Arsip": ["Arsipkan", "Riwayat", "Banding", "Pulihkan", "Periksa Arsip"],
    "Pantau": ["Pantau", "Buka", "Perpanjang"],
}
SAMPLES = {
    "teks": "Isi contoh", "tanggal": "2026-11-20", "waktu": "2026-11-20T09:00", "pejabat": "PPID", "berkas": "a.pdf",
    "berkas_banyak": "a.xlsx", "folder": "dokumen", "rahasia": "1234", "kegiatan": "2", "surat_keluar": "SR-2026-0001",
    "surat_berjalan": "SR-2026-0001", "jenis_daftar": "daftar-dikecualikan", "jenis_surat": list(kinds())[-1],
    "versi": "2",
}  # fmt: skip


def sample(question: Question) -> tuple[str, ...]:
    if question.jenis == "ya":
        return (question.nilai,)
    return question.isi[-1:] or (SAMPLES[question.dari or question.jenis],)


LIKE_SAMPLE = " "
Answers = dict[str, tuple[str, ...]]


def walk(button: Button, chosen: Mapping[str, str] | None = None, *, needed_only: bool = False) -> Answers:
    """Answer the questions as they are asked: as chosen, a blank where it may stay blank, the others by sample."""
    chosen = chosen or {}
    given: Answers = {"buku": ("rekap.xlsx",), "id": ("INF-2026-0001..0003; 0009",)}
    if needed_only and button.pilihan not in ("perlu", "satu"):
        given["id"] = ()
    for question in button.tanya:
        if is_asked(question, given):
            picked = chosen.get(question.kunci, LIKE_SAMPLE)
            left = not question.wajib and (needed_only or not picked)
            given[question.kunci] = () if left else (picked,) if picked.strip() else sample(question)
    return given


def every_answer(button: Button) -> Answers:
    return walk(button)


def needed_answers(button: Button) -> Answers:
    return walk(button, needed_only=True)


def ways(button: Button) -> list[Answers]:
    """Return the answers of every way through the questions, each as full as it can be."""
    forks: dict[str, set[str]] = {}
    for name, value in (condition(words) for q in button.tanya for words in (q.bila, q.kecuali) if words):
        forks.setdefault(name, {"", LIKE_SAMPLE}).update({value} - {""})
    return [
        walk(button, dict(zip(forks, picked, strict=True)))
        for picked in product(*map(sorted, forks.values()))
    ]


def test_the_groups_and_their_buttons_stand_in_their_order() -> None:
    assert {group.label: [b.label for b in BUTTONS.of(group.kunci)] for group in BUTTONS.groups} == GROUPS


@pytest.mark.parametrize("button", BUTTONS.buttons, ids=lambda b: b.kunci)
def test_the_parser_takes_the_command_line_of_a_button(button: Button) -> None:
    for answers in (*ways(button), needed_answers(button)):
        options = build_parser(all_commands()).parse_args(command_words(button, answers, TODAY))
        assert options.perintah == button.perintah[0]
        if "{buku}" in button.perintah:
            first = getattr(options, "buku", None) or getattr(options, "tempat", None) or options.berkas[0]
            assert (str(first), options.tanggal) == ("rekap.xlsx", TODAY)


@pytest.mark.parametrize("button", BUTTONS.buttons, ids=lambda b: b.kunci)
def test_every_answer_reaches_the_command(button: Button) -> None:
    for answers in ways(button):
        options = vars(build_parser(all_commands()).parse_args(command_words(button, answers, TODAY)))
        given = repr({name: str(value) for name, value in options.items()})
        for question in button.tanya:
            if not answers.get(question.kunci):
                continue
            if question.jenis not in ("ya", "tanggal", "waktu"):
                assert answers[question.kunci][0] in given, question.kunci
            elif question.jenis == "ya":
                assert options[question.nilai.strip("-").replace("-", "_")] is True
            else:
                assert "2026, 11, 20" in repr(options), question.kunci


def test_every_question_is_asked_on_some_way_through_its_button() -> None:
    for button in BUTTONS.buttons:
        assert {q.kunci for q in button.tanya} <= {name for answers in ways(button) for name in answers}


def test_only_an_invitation_is_asked_for_its_meeting() -> None:
    asked = {"mulai", "tempat", "peserta"}
    for answers in ways(BUTTONS.find("surat")):
        assert asked & answers.keys() == (asked if answers["jenis"] == ("undangan-uji",) else set())


def test_a_question_waits_only_for_a_document_that_there_is() -> None:
    for button in BUTTONS.buttons:
        waited = [condition(q.bila) for q in button.tanya]
        assert {value for name, value in waited if name == "jenis" and value} <= set(kinds())


def test_a_signature_is_by_certificate_or_by_bsre_or_by_token_and_never_by_two() -> None:
    button = BUTTONS.find("tandatangani")
    keys = [[name for name in ("p12", "bsre", "pkcs11") if one.get(name)] for one in ways(button)]
    assert {tuple(one) for one in keys} == {("p12",), ("bsre",), ("pkcs11",)}
    assert all(("token" in one) == ("pkcs11" in one) for one in ways(button))


def test_an_answer_may_name_the_option_and_without_it_the_next_answer_stays_away_too() -> None:
    button = BUTTONS.find("agenda")
    answers = {**every_answer(button), "keadaan": ("kirim",)}
    words = command_words(button, answers, TODAY)
    assert words[:4] == ["agenda", "rekap.xlsx", "--kirim", "SR-2026-0001"]
    assert command_words(button, needed_answers(button), TODAY)[:3] == ["agenda", "rekap.xlsx", "--tanggal"]


def test_a_button_with_selected_rows_hands_them_all_over() -> None:
    words = command_words(BUTTONS.find("ajukan"), every_answer(BUTTONS.find("ajukan")), TODAY)
    assert words[words.index("--id") + 1] == "INF-2026-0001..0003; 0009"


def test_a_blank_answer_takes_its_option_along_and_leaves_the_flag_beside_it() -> None:
    impor = BUTTONS.find("impor")
    answers = {"buku": ("rekap.xlsx",), "sumber": ("a.csv", "b.csv"), "terima": ("--terima",)}
    words = command_words(impor, answers, TODAY)
    assert words == ["impor", "rekap.xlsx", "a.csv", "b.csv", "--terima", "--tanggal", "2026-11-21"]


def test_an_answer_that_begins_with_a_dash_is_no_option() -> None:
    button = BUTTONS.find("ajukan")
    answers = {**needed_answers(button), "catatan": ("--segera",)}
    options = build_parser(all_commands()).parse_args(command_words(button, answers, TODAY))
    assert options.catatan == "--segera"


def test_a_question_with_a_list_offers_what_the_command_takes() -> None:
    for button in BUTTONS.buttons:
        for question in button.tanya:
            for choice in question.isi:
                answers = {**every_answer(button), question.kunci: (choice,)}
                build_parser(all_commands()).parse_args(command_words(button, answers, TODAY))


def test_every_tooltip_is_one_sentence_that_fits() -> None:
    assert not [b.kunci for b in BUTTONS.buttons if not b.petunjuk.endswith(".") or len(b.petunjuk) > 140]


def test_each_group_begins_with_its_large_button() -> None:
    for group in BUTTONS.groups:
        assert [b.ukuran for b in BUTTONS.of(group.kunci)] == ["besar"] + ["kecil"] * (
            len(BUTTONS.of(group.kunci)) - 1
        )


def test_an_unknown_button_names_the_nearest() -> None:
    with pytest.raises(InputError) as refused:
        BUTTONS.find("setuju")
    assert refused.value.fakta["terdekat"] == "setujui"


def test_a_word_with_braces_names_its_answer() -> None:
    assert [slot(word) for word in ("{id}", "--id", "id}", "{}")] == ["id", "", "", ""]


TYPOS = [
    ('ikon = "DataValidation"', 'ikn = "DataValidation"', "kunci-tidak-dikenal", "ikon"),
    ('ikon = "DataValidation"', "", "kunci-kurang", "ikon"),
    ('grup = "isi"', 'grup = "ise"', "isi-tidak-dikenal", "isi, proses"),
    ('ukuran = "besar"', 'ukuran = "raksasa"', "isi-tidak-dikenal", "besar, kecil"),
    ('pilihan = "boleh"', 'pilihan = "bole"', "isi-tidak-dikenal", "boleh"),
    ('jenis = "pejabat"', 'jenis = "pejabatt"', "isi-tidak-dikenal", "pejabat"),
    ('dari = "kegiatan"', 'dari = "kegiatn"', "isi-tidak-dikenal", "kegiatan"),
    ('bila = "resmi"', 'bila = "resmy"', "isi-tidak-dikenal", "resmi"),
    ('"--unit", "{unit}"', '"--unit", "{unti}"', "isi-tidak-dikenal", "unit"),
    ('"--unit", "{unit}", ', "", "isi-tidak-dikenal", "oleh"),
    ('nilai = "sebelum"', 'nilai = "sebelun"', "isi-tidak-dikenal", "sebelum"),
    ('kunci = "periksa"', 'kunci = "impor"', "kunci-kembar", ""),
    ('kunci = "periksa"', 'kunci = "Periksa!"', "isi-tidak-dikenal", "huruf kecil"),
    ('perintah = ["pantau", "{buku}"]', 'perintah = ["pantau", "{buku}", "{id}"]', "isi-tidak-dikenal", "tanpa"),
    ('perintah = ["pantau", "{buku}"]', "perintah = []", "kunci-kurang", ""),
    ('lainnya = "semua baris"', "", "isi-tidak-dikenal", "kata"),
    ('nilai = "--terima"', 'nilai = ""', "kunci-kurang", ""),
    ("\n[sebutan]\n", "\n[sebutn]\n", "kunci-tidak-dikenal", "sebutan"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "code", "named"), TYPOS, ids=[typo[1] or typo[0] for typo in TYPOS]
)
def test_a_planted_typo_is_noticed_and_the_file_named(
    right: str, wrong: str, code: str, named: str, tmp_path: Path
) -> None:
    text = data_path("tombol.toml").read_text(encoding="utf-8")
    assert right in text
    path = tmp_path / "tombol.toml"
    head, _, rest = text.partition(right)
    path.write_text(head + wrong + rest, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load_buttons(path)
    assert refused.value.kode == code
    assert refused.value.fakta["berkas"] == str(path)
    assert named in f"{refused.value.fakta}"


def test_the_file_as_shipped_has_no_typo(tmp_path: Path) -> None:
    path = tmp_path / "tombol.toml"
    path.write_bytes(data_path("tombol.toml").read_bytes())
    assert load_buttons(path) == BUTTONS
