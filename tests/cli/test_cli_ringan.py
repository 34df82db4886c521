"""What a click costs before the first row is read: a command loads its own modules and no other's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ppid_xl.cli import main
from ppid_xl.cli.groups import GROUPS, commands_for, load_group
from ppid_xl.hosts import file as file_host

MOST_OF_OURS = 111  # 101 when it was set; a module more costs each click a third of a millisecond or more
ALIEN = (
    "arsip", "surat", "ttd", "buku.build", "terbit", "brankas", "addin", "frames", "ribbon", "workflow.arsip",
    "workflow.berkas.berkas", "workflow.periksa.bukti_arsip", "hosts.lists", "hosts.live",
)  # fmt: skip
SLOW = {
    "asyncio", "concurrent", "csv", "ctypes", "email", "getpass", "html", "http", "logging", "multiprocessing",
    "pickle", "platform", "random", "secrets", "socket", "ssl", "subprocess", "tempfile", "unittest", "uuid", "xml",
    "xmlrpc",
}  # fmt: skip


@pytest.fixture
def rekap(tmp_path: Path) -> Path:
    path = tmp_path / "rekap.xlsx"
    assert main(["buat", str(path), "--sop", "disperindag-kalbar-2020", "--tanggal", "2026-11-21"]) == 0
    (tmp_path / "d.csv").write_text("Judul Informasi;Jangka Waktu\nData gaji;1 tahun\n", encoding="utf-8")
    assert main(["impor", str(path), str(tmp_path / "d.csv")]) == 0
    return path


def modules_of(*words: str) -> set[str]:
    """Return the modules that a process of its own has loaded when the command is done."""
    script = (
        "import sys; from ppid_xl.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    )
    line = [sys.executable, "-c", script, *words]
    return set(subprocess.run(line, check=True, capture_output=True, text=True).stderr.split())


def names_of(commands: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(getattr(command, "name", "") for command in commands)


@pytest.mark.parametrize("group", GROUPS)
def test_the_table_of_groups_names_the_commands_of_each(group: str) -> None:
    assert names_of(load_group(group)) == GROUPS[group]
    for word in GROUPS[group]:
        assert commands_for([word, "buku.xlsx"]) == load_group(group)


@pytest.mark.parametrize("words", [[], ["--help"], ["periksaa"], ["--versi", "periksa"]])
def test_words_of_no_group_see_all_commands(words: list[str]) -> None:
    assert names_of(commands_for(words)) == tuple(name for names in GROUPS.values() for name in names)


@pytest.mark.parametrize(
    ("options", "most", "needed"),
    [((), MOST_OF_OURS, set()), (("--tulis",), MOST_OF_OURS + 30, {"tempfile", "random"})],
)
def test_periksa_loads_nothing_that_it_does_not_use(
    rekap: Path, options: tuple[str, ...], most: int, needed: set[str]
) -> None:
    loaded = modules_of("periksa", str(rekap), *options)
    ours = {name.removeprefix("ppid_xl.") for name in loaded if name.startswith("ppid_xl.")}
    others = {f"cli.{group}" for group in GROUPS} - {"cli.isi"}
    assert not {name for name in ours for alien in ALIEN if f"{name}.".startswith(f"{alien}.")}
    assert not ours & others
    assert loaded & SLOW <= needed
    assert len(ours) <= most


def test_bukti_loads_neither_what_makes_letters_nor_what_looks_at_the_machine(rekap: Path) -> None:
    loaded = modules_of("bukti", str(rekap), "INF-2026-0001")
    assert not loaded & {f"ppid_xl.cli.{group}" for group in GROUPS if group != "pantau"}
    assert not loaded & {"ppid_xl.surat", "ppid_xl.addin", "ppid_xl.ttd", "ppid_xl.workflow.mesin.diagnosa"}
    assert not loaded & {"email", "http", "socket", "ssl", "subprocess", "xml"}


def test_the_version_is_told_without_any_knowledge() -> None:
    loaded = modules_of("--versi")
    assert not loaded & {"dataclasses", "tomllib", "zipfile", "ppid_xl.workflow", "ppid_xl.hosts"}


def test_the_end_of_a_process_searches_for_no_garbage() -> None:
    script = (
        "import atexit, gc, sys; atexit.register(lambda: print(gc.get_freeze_count()))\n"
        "from ppid_xl.cli import main; main(['--versi'])"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert int(done.stdout.split()[-1]) > 1000


def test_a_click_that_writes_reads_the_workbook_once(rekap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digests: list[str] = []
    read_book = file_host.read_book

    def counted(source: object, dictionary: object, digest: str) -> object:
        digests.append(digest)
        return read_book(source, dictionary, digest)  # type: ignore[arg-type]

    monkeypatch.setattr(file_host, "read_book", counted)
    before = rekap.read_bytes()
    main(["periksa", str(rekap), "--tulis", "--tanggal", "2026-11-21"])
    assert rekap.read_bytes() != before
    assert len(digests) == 1
