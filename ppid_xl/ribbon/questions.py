"""Ask what a button needs to know before anything happens, and turn the answers into its command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ppid_xl.buttons import BUKU, ID, Button, Question, condition, slot
from ppid_xl.ribbon.cancel import Cancelled, given
from ppid_xl.ribbon.choices import Choice, choices_of, is_numbered
from ppid_xl.ribbon.readers import Reader, reader_of
from ppid_xl.ribbon.rows import ask_rows, told

if TYPE_CHECKING:
    from ppid_xl.hosts import FileKind, LiveHost
    from ppid_xl.model import Book

MOST_LINES = 12
LONGEST_LIST = 640  # letters of choices in one question; an InputBox takes about a thousand in all
Answer = tuple[str, ...]
Show = Callable[[str, str], str | None]


def ask_all(button: Button, host: LiveHost, today: date) -> dict[str, Answer]:
    """Return the answers of a button by key, its workbook and rows among them.

    Raises Cancelled, and InputError when the workbook has nothing that a question could choose from.
    """
    book = host.snapshot()
    ids = ask_rows(button, host, book)
    answers: dict[str, Answer] = {BUKU: (str(host.path),), ID: (ids,) if ids else ()}
    head = f"{button.label}: {told(ids)}" if ids else button.label
    for question in button.tanya:
        if is_asked(question, answers):
            answers[question.kunci] = _ask(question, head, host, book, today)
    return answers


def is_asked(question: Question, answers: Mapping[str, Answer]) -> bool:
    """Tell whether a question is asked after these answers; one that was not asked has no answer, not even a blank."""
    if question.bila:
        name, value = condition(question.bila)
        return answers.get(name) == (value,) if value else bool(answers.get(name))
    return not question.kecuali or answers.get(question.kecuali) == ()


def _ask(question: Question, head: str, host: LiveHost, book: Book, today: date) -> Answer:
    asked = f"{head}\n\n{question.kalimat}"
    if question.jenis == "ya":
        return (question.nilai,) if host.ask(asked) else ()
    if question.jenis in ("berkas", "berkas_banyak", "folder"):
        return _ask_file(question, asked, host)
    if question.jenis == "rahasia":
        return _until_read(question, asked, lambda text, _: host.ask_secret(text), reader_of(question, ()))
    choices = choices_of(question, book, host.path.parent, today)
    shown = f"{asked}\n\n{_listed(question, choices)}" if choices else asked
    return _until_read(question, shown, host.ask_text, reader_of(question, choices))


def _ask_file(question: Question, asked: str, host: LiveHost) -> Answer:
    what = "folder" if question.jenis == "folder" else "berkas"
    if not question.wajib and not host.ask(f"{asked}\n\nPilih sekarang? Tidak: tanpa {what}."):
        return ()
    kind: FileKind = question.jenis  # type: ignore[assignment]
    chosen = given(host.ask_file(question.kalimat, kind))
    if not chosen:
        raise Cancelled
    return tuple(str(path) for path in chosen)


def _until_read(question: Question, asked: str, show: Show, read: Reader) -> Answer:
    """Ask until the answer can be read; what is wrong with the last one stands above the question."""
    typed, problem = question.nilai, ""
    while True:
        typed = given(show(f"{problem}\n\n{asked}".strip(), typed))
        answer, problem = read(typed)
        if not problem:
            return (answer,) if answer else ()


def _listed(question: Question, choices: Sequence[Choice]) -> str:
    """Return the choices, one a line; side by side when that would be too long for a question."""
    numbered = question.jenis == "pilihan" and is_numbered(choices)
    lines = [f"{place} {one.line()}" if numbered else one.line() for place, one in enumerate(choices, 1)]
    text = "\n".join(lines)
    if len(text) <= LONGEST_LIST and len(lines) <= MOST_LINES:
        return text
    names = [f"{place} {one.nilai}" if numbered else one.nilai for place, one in enumerate(choices, 1)]
    text = " · ".join(names)
    return text if len(text) <= LONGEST_LIST else f"{text[:LONGEST_LIST].rsplit(' · ', 1)[0]} · …"


def command_words(button: Button, answers: Mapping[str, Answer], today: date) -> list[str]:
    """Return the command line; a word without answer is left out with the option right before it.

    The day is told where the workbook is: what looks at no workbook looks at no day.
    """
    flags = {question.kunci for question in button.tanya if question.jenis == "ya"}
    words: list[str] = []
    option = ""
    for word in button.perintah:
        found = _words_of(word, answers)
        is_value = bool(option) and not word.startswith("--") and slot(word) not in ("", *flags)
        if is_value and not found:
            words.pop()
        elif is_value and found[0].startswith("-"):
            words[-1] = f"{option}={found[0]}"
        else:
            words += found
        option = found[0] if found and word.startswith("--") else ""
    return [*words, "--tanggal", today.isoformat()] if f"{{{BUKU}}}" in button.perintah else words


def _words_of(word: str, answers: Mapping[str, Answer]) -> Answer:
    """Return what a word of a button's command line becomes: itself, an answer, or the option that an answer names."""
    name = slot(word)
    if not name:
        return (word,)
    prefix = "--" if word.startswith("--") else ""
    return tuple(f"{prefix}{one}" for one in answers.get(name, ()))
