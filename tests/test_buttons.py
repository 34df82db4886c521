"""The buttons as data: their groups and order, command lines that the real parser takes, typos that are noticed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ppid_xl.bawaan import data_path
from ppid_xl.buttons import Button, Question, load_buttons, slot
from ppid_xl.cli.commands import COMMANDS
from ppid_xl.cli.parser import build_parser
from ppid_xl.errors import ConfigError, InputError
from ppid_xl.ribbon.questions import command_words
from ppid_xl.workflow.dokumen import kinds

BUTTONS = load_buttons()
TODAY = date(2026, 11, 21)
GROUPS = {
    "Isi": ["Periksa", "Impor", "Terima Usulan"],
    "Proses": ["Uji", "Ajukan", "Setujui", "Kembalikan", "Langkah Lain"],
    "Dokumen": ["Daftar", "Surat", "Terima TTD", "Tanda Tangan", "Verifikasi", "Bukti"],
    "Terbit": ["Terbitkan", "Kirim Pusat Data"],
    "Arsip": ["Arsipkan", "Riwayat", "Banding", "Pulihkan", "Periksa Arsip"],
    "Pantau": ["Pantau", "Buka", "Perpanjang"],
}
SAMPLES = {
    "teks": "Isi contoh", "tanggal": "2026-11-20", "waktu": "2026-11-20T09:00", "pejabat": "PPID", "berkas": "a.pdf",
    "berkas_banyak": "a.xlsx", "folder": "dokumen", "rahasia": "1234", "kegiatan": "2", "surat_keluar": "SR-2026-0001",
    "jenis_daftar": "daftar-dikecualikan", "jenis_surat": list(kinds())[-1], "versi": "2",
}  # fmt: skip


def sample(question: Question) -> tuple[str, ...]:
    if question.jenis == "ya":
        return (question.nilai,)
    return question.isi[-1:] or (SAMPLES[question.dari or question.jenis],)


def every_answer(button: Button) -> dict[str, tuple[str, ...]]:
    given = {"buku": ("rekap.xlsx",), "id": ("INF-2026-0001..0003; 0009",)}
    return given | {question.kunci: sample(question) for question in button.tanya}


def needed_answers(button: Button) -> dict[str, tuple[str, ...]]:
    needed = {q.kunci for q in button.tanya if q.wajib and not q.bila} | {"buku"}
    needed |= {"id"} if button.pilihan in ("perlu", "satu") else set()
    return {name: answer for name, answer in every_answer(button).items() if name in needed}


def test_the_groups_and_their_buttons_stand_in_their_order() -> None:
    assert {group.label: [b.label for b in BUTTONS.of(group.kunci)] for group in BUTTONS.groups} == GROUPS


@pytest.mark.parametrize("answers_of", [every_answer, needed_answers])
@pytest.mark.parametrize("button", BUTTONS.buttons, ids=lambda b: b.kunci)
def test_the_parser_takes_the_command_line_of_a_button(button: Button, answers_of: object) -> None:
    words = command_words(button, answers_of(button), TODAY)  # type: ignore[operator]
    options = build_parser(COMMANDS).parse_args(words)
    assert options.perintah == button.perintah[0]
    assert (
        str(getattr(options, "buku", None) or getattr(options, "tempat", None) or options.berkas[0])
        == "rekap.xlsx"
    )
    assert options.tanggal == TODAY


@pytest.mark.parametrize("button", BUTTONS.buttons, ids=lambda b: b.kunci)
def test_every_answer_reaches_the_command(button: Button) -> None:
    answers = every_answer(button)
    options = vars(build_parser(COMMANDS).parse_args(command_words(button, answers, TODAY)))
    given = repr({name: str(value) for name, value in options.items()})
    for question in button.tanya:
        if question.jenis not in ("ya", "tanggal", "waktu"):
            assert answers[question.kunci][0] in given, question.kunci
        elif question.jenis == "ya":
            assert options[question.nilai.strip("-").replace("-", "_")] is True
        else:
            assert "2026, 11, 20" in repr(options), question.kunci


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
    options = build_parser(COMMANDS).parse_args(command_words(button, answers, TODAY))
    assert options.catatan == "--segera"


def test_a_question_with_a_list_offers_what_the_command_takes() -> None:
    for button in BUTTONS.buttons:
        for question in button.tanya:
            for choice in question.isi:
                answers = {**every_answer(button), question.kunci: (choice,)}
                build_parser(COMMANDS).parse_args(command_words(button, answers, TODAY))


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
