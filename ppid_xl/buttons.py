"""The buttons of the workbook: groups, labels, questions and the command line each runs, from ``data/tombol.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ppid_xl.bawaan import data_path
from ppid_xl.errors import ConfigError, InputError
from ppid_xl.strict_toml import build, check_keys, nearest, read_toml

JENIS = (
    "teks", "tanggal", "waktu", "pejabat", "pilihan", "ya", "berkas", "berkas_banyak", "folder", "rahasia",
)  # fmt: skip
PILIHAN = ("tanpa", "boleh", "perlu", "satu")
UKURAN = ("besar", "kecil")
DARI = ("kegiatan", "jenis_daftar", "jenis_surat", "surat_keluar", "surat_berjalan", "versi")
BUKU, ID = "buku", "id"
_KUNCI = re.compile(r"[a-z][a-z0-9_]*")
_SLOT = re.compile(r"(?:--)?\{([a-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Question:
    """One question asked before the command runs; fields are spelt as in ``tombol.toml``, which explains them."""

    kunci: str
    kalimat: str
    jenis: str
    wajib: bool = False
    nilai: str = ""
    isi: tuple[str, ...] = ()
    dari: str = ""
    bila: str = ""
    kecuali: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """One button and the command line that it runs in the open workbook."""

    kunci: str
    grup: str
    label: str
    petunjuk: str
    ikon: str
    ukuran: str
    perintah: tuple[str, ...]
    pilihan: str
    lainnya: str = ""
    tanya: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A group of buttons on the ribbon."""

    kunci: str
    label: str


@dataclass(frozen=True, slots=True)
class Buttons:
    """All groups and buttons, in the order of the screen; ``sebutan`` names options of commands for staff."""

    groups: tuple[Group, ...]
    buttons: tuple[Button, ...]
    sebutan: Mapping[str, str] = field(default_factory=dict)

    def of(self, grup: str) -> tuple[Button, ...]:
        """Return the buttons of a group."""
        return tuple(button for button in self.buttons if button.grup == grup)

    def find(self, kunci: str) -> Button:
        """Return a button by key; raise InputError with the nearest key."""
        for button in self.buttons:
            if button.kunci == kunci:
                return button
        raise InputError(
            "tombol-tidak-ada", tombol=kunci, terdekat=nearest(kunci, (b.kunci for b in self.buttons))
        )


def slot(word: str) -> str:
    """Return the name of the answer that makes a word of a command line; empty for a word given as it is."""
    found = _SLOT.fullmatch(word)
    return found[1] if found else ""


def condition(words: str) -> tuple[str, str]:
    """Return which earlier question a ``bila`` looks at, and the answer it must have; blank for any answer."""
    name, _, value = words.partition("=")
    return name, value


def load_buttons(path: Path | None = None) -> Buttons:
    """Read the buttons; raise ConfigError for an unknown key, kind, group or answer, naming file and place."""
    path = path or data_path("tombol.toml")
    data = read_toml(path)
    check_keys(data, ("grup", "tombol", "sebutan"), path, "berkas")
    groups = tuple(build(Group, item, path, f"grup {item.get('kunci')}") for item in data.get("grup", ()))
    buttons = tuple(_button(item, path) for item in data.get("tombol", ()))
    _no_twins([group.kunci for group in groups], path, "grup")
    _no_twins([button.kunci for button in buttons], path, "tombol")
    for button in buttons:
        _check_button(button, [group.kunci for group in groups], path)
    return Buttons(groups, buttons, data.get("sebutan", {}))


def _button(item: dict[str, Any], path: Path) -> Button:
    place = f"tombol {item.get('kunci')}"
    asked = [build(Question, q, path, f"{place}, tanya {q.get('kunci')}") for q in item.get("tanya", ())]
    return build(Button, {**item, "tanya": asked}, path, place)


def _check_button(button: Button, groups: Iterable[str], path: Path) -> None:
    place = f"tombol {button.kunci}"
    _check_word(button.grup, groups, path, place, "grup")
    _check_word(button.ukuran, UKURAN, path, place, "ukuran")
    _check_word(button.pilihan, PILIHAN, path, place, "pilihan")
    if not _KUNCI.fullmatch(button.kunci):
        raise _wrong(path, place, "kunci", button.kunci, "huruf kecil, angka, garis bawah")
    if not button.perintah:
        raise ConfigError("kunci-kurang", berkas=path, tempat=place, kunci="perintah")
    for number, question in enumerate(button.tanya):
        _check_question(question, button.tanya[:number], path, f"{place}, tanya {question.kunci}")
    _check_words(button, [question.kunci for question in button.tanya], path, place)


def _check_words(button: Button, answers: Iterable[str], path: Path, place: str) -> None:
    """Refuse a command line that names an answer nobody gives, and an answer that no word uses."""
    known = [BUKU, ID, *dict.fromkeys(answers)]
    used = set()
    for word in button.perintah:
        if "{" in word or "}" in word:
            _check_word(slot(word) or word, known, path, place, "perintah")
            used.add(slot(word))
    for name in known[2:]:
        if name not in used:
            raise _wrong(path, place, "tanya", name, ", ".join(sorted(used)))
    if (button.pilihan == "boleh") != bool(button.lainnya):
        raise _wrong(
            path, place, "lainnya", button.lainnya, "sebuah kata bila pilihan boleh, selain itu kosong"
        )
    if (button.pilihan == "tanpa") == (ID in used):
        raise _wrong(
            path,
            place,
            "pilihan",
            button.pilihan,
            "tanpa bila perintahnya tidak memuat {id}, selain itu bila memuatnya",
        )


def _check_question(question: Question, earlier: Sequence[Question], path: Path, place: str) -> None:
    _check_word(question.jenis, JENIS, path, place, "jenis")
    if question.kecuali:
        _check_word(question.kecuali, [one.kunci for one in earlier], path, place, "kecuali")
    if question.bila:
        name, value = condition(question.bila)
        _check_word(name, [one.kunci for one in earlier], path, place, "bila")
        choices = next(one for one in earlier if one.kunci == name).isi
        if value and choices:
            _check_word(value, choices, path, place, "bila")
    if question.dari:
        _check_word(question.dari, DARI, path, place, "dari")
    chosen = question.jenis == "pilihan"
    if chosen != bool(question.isi or question.dari) or (question.isi and question.dari):
        raise _wrong(path, place, "isi", "; ".join(question.isi), "isi atau dari, hanya pada jenis pilihan")
    if question.isi and question.nilai:
        _check_word(question.nilai, question.isi, path, place, "nilai")
    if question.jenis == "ya" and not question.nilai:
        raise ConfigError("kunci-kurang", berkas=path, tempat=place, kunci="nilai")


def _check_word(word: str, known: Iterable[str], path: Path, place: str, key: str) -> None:
    known = list(known)
    if word not in known:
        raise _wrong(path, place, key, word, ", ".join(known))


def _wrong(path: Path, place: str, key: str, content: str, choices: str) -> ConfigError:
    return ConfigError(
        "isi-tidak-dikenal", berkas=path, tempat=place, kunci=key, isi=content, pilihan=choices
    )


def _no_twins(names: list[str], path: Path, place: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise ConfigError("kunci-kembar", berkas=path, tempat=place, kunci=name)
