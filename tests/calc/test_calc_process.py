"""How the extension finds, starts, hears and ends our Python: the module that runs inside LibreOffice, without it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from ppid_xl.bawaan import macros_dir

pytestmark = pytest.mark.lama

PLAYER = Path(__file__).with_name("pemain_protokol.py")
RUN = ["-I", "-m", "ppid_xl.ribbon", "calc"]


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(macros_dir("calc") / "pythonpath"))
    import ppid_calc_process

    return ppid_calc_process


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the person's own configuration is looked for."""
    (tmp_path / "ppid_xl").mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("APPDATA", raising=False)
    monkeypatch.delenv("PPID_XL_PYTHON", raising=False)
    return tmp_path / "ppid_xl" / "host.json"


def play(config: Path, requests: object) -> Path:
    """Let the player be our Python; return where it keeps the answers."""
    told, kept = config.with_name("minta.json"), config.with_name("jawab.json")
    told.write_text(json.dumps(requests), encoding="utf-8")
    command = [sys.executable, str(PLAYER), str(told), str(kept)]
    config.write_text(json.dumps({"command": command}), encoding="utf-8")
    return kept


def test_the_environment_names_a_python_first(process: ModuleType, config: Path) -> None:
    config.write_text('{"command": ["/lain/python"]}', encoding="utf-8")
    assert process.find_command({"PPID_XL_PYTHON": "/satu/python"}) == ["/satu/python", *RUN]


def test_then_the_configuration_of_the_person(process: ModuleType, config: Path) -> None:
    config.write_text('{"command": ["/satu/python", "-I"]}', encoding="utf-8")
    assert process.find_command(dict(os.environ)) == ["/satu/python", "-I"]


@pytest.mark.parametrize(
    "content", ["", "{}", '{"command": []}', '{"command": "/satu/python"}', '{"command": ["python"]}', "[1]"]
)
def test_without_one_the_person_is_told_to_install(process: ModuleType, config: Path, content: str) -> None:
    config.write_text(content, encoding="utf-8")
    with pytest.raises(process.Stopped, match="ppid pasang"):
        process.find_command(dict(os.environ))


def test_a_configuration_in_the_current_folder_counts_for_nothing(
    process: ModuleType, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "buku"
    (folder / "ppid_xl").mkdir(parents=True)
    (folder / "ppid_xl" / "host.json").write_text('{"command": ["/jahat/python"]}', encoding="utf-8")
    (folder / "host.json").write_text('{"command": ["/jahat/python"]}', encoding="utf-8")
    monkeypatch.chdir(folder)
    with pytest.raises(process.Stopped, match="ppid pasang"):
        process.find_command(dict(os.environ))


def test_what_libreoffice_set_for_its_own_python_is_left_out(process: ModuleType) -> None:
    made = process.clean_environment(
        {"PATH": "/bin", "PYTHONHOME": "x", "PYTHONPATH": "x", "LD_LIBRARY_PATH": "x"}
    )
    assert made == {"PATH": "/bin", "PYTHONUTF8": "1"}


def test_requests_are_heard_and_answers_arrive(process: ModuleType, config: Path) -> None:
    kept = play(config, [{"minta": "buka"}, {"minta": "tanya_teks", "kalimat": "Siapa? ✖"}])
    talk = process.Conversation("periksa", lambda: False)
    try:
        assert talk.listen() == {"versi": 1, "minta": "buka"}
        talk.say({"jawab": {"nama": "rekap ✖.xlsx"}})
        assert talk.listen()["kalimat"] == "Siapa? ✖"
        talk.say({"jawab": None})
        assert talk.listen() == {"minta": "selesai", "kode": 0}
    finally:
        talk.end()
    answers = json.loads(kept.read_text(encoding="utf-8"))
    assert answers == ["periksa", {"jawab": {"nama": "rekap ✖.xlsx"}}, {"jawab": None}]
    assert talk.process.returncode == 0


def test_a_program_that_dies_is_named_with_its_last_words(process: ModuleType, config: Path) -> None:
    play(config, {"mode": "mati"})
    talk = process.Conversation("periksa", lambda: False)
    with pytest.raises(process.Stopped, match=r"kode 3(.|\n)*ada yang rusak"):
        talk.listen()
    talk.end()


def test_a_program_that_never_began_is_to_be_installed_again(process: ModuleType, config: Path) -> None:
    play(config, {"mode": "mati"})
    talk = process.Conversation("periksa", lambda: False)
    with pytest.raises(process.Stopped, match=r"tidak dapat dijalankan(.|\n)*ppid pasang"):
        talk.listen()
    talk.end()


def test_after_a_program_that_broke_off_the_person_is_told_how_to_go_back(
    process: ModuleType, config: Path
) -> None:
    play(config, [{"minta": "buka"}])
    talk = process.Conversation("periksa", lambda: False)
    talk.listen()
    talk.process.kill()
    with pytest.raises(process.Stopped, match=r"Ctrl\+Z"):
        talk.listen()
    talk.end()


def test_another_version_is_refused(process: ModuleType, config: Path) -> None:
    play(config, {"mode": "lama"})
    talk = process.Conversation("periksa", lambda: False)
    with pytest.raises(process.Stopped, match="tidak cocok"):
        talk.listen()
    talk.end()


def test_a_silent_program_is_waited_for_only_while_the_person_wants_and_then_ended(
    process: ModuleType, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(config, {"mode": "diam"})
    monkeypatch.setattr(process, "START_SECONDS", 0.2)
    monkeypatch.setattr(process, "END_SECONDS", 0.2)
    wishes = [True, False]
    talk = process.Conversation("periksa", lambda: wishes.pop(0))
    with pytest.raises(process.Stopped, match="tidak menjawab"):
        talk.listen()
    talk.end()
    assert wishes == []
    assert talk.process.returncode not in (None, 0)


def test_a_program_that_is_not_there_is_told_in_a_sentence(process: ModuleType, config: Path) -> None:
    config.write_text('{"command": ["/tidak/ada/python"]}', encoding="utf-8")
    with pytest.raises(process.Stopped, match="tidak dapat dijalankan"):
        process.Conversation("periksa", lambda: False)
