"""The door of the terminal: words, exit codes, one sentence per refusal, and nothing half-written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ppid_xl.cli import main
from ppid_xl.cli.groups import all_commands

SOP = "disperindag-kalbar-2020"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "rekap.xlsx"
    assert main(["buat", str(path), "--sop", SOP, "--instansi", "Dinas Uji", "--tanggal", "2026-11-21"]) == 0
    return path


@pytest.fixture
def filled(workbook: Path, tmp_path: Path) -> Path:
    path = tmp_path / "daftar.csv"
    path.write_text(
        "Judul Informasi;Dasar Hukum;Jangka Waktu\nData gaji;Pasal 17 huruf h UU 14/2008;1 tahun\n",
        encoding="utf-8",
    )
    assert main(["impor", str(workbook), str(path)]) == 0
    return workbook


def refusal(capsys: Capture, *words: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main(list(words))
    out = capsys.readouterr()
    assert "Traceback" not in out.err
    return code, out.err.strip()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "  Tidak ada baris yang diambil: berkas ini tidak berisi apa pun."),
        ("a;b\n1;2\n", "di atas kolom yang memuat nama informasinya"),
        ("Judul Informasi;Dasar Hukum\n", "di bawah judul kolomnya tidak ada isi"),
    ],
)
def test_a_list_of_which_nothing_came_in_says_what_to_do(
    workbook: Path, tmp_path: Path, capsys: Capture, text: str, said: str
) -> None:
    (tmp_path / "d.csv").write_text(text, encoding="utf-8")
    assert main(["impor", str(workbook), str(tmp_path / "d.csv")]) == 0
    assert said in capsys.readouterr().out


def test_periksa_prints_exactly_one_json_document(filled: Path, capsys: Capture) -> None:
    capsys.readouterr()
    code = main(["periksa", str(filled), "--json", "--tulis"])
    document = json.loads(capsys.readouterr().out)
    assert code == 1
    assert set(document) == {"temuan", "ringkasan"}


def test_a_workbook_without_galat_leaves_with_zero(workbook: Path) -> None:
    assert main(["periksa", str(workbook)]) == 0


def test_sop_tells_every_kegiatan_as_json(capsys: Capture) -> None:
    assert main(["sop", "--json"]) == 0
    sops = json.loads(capsys.readouterr().out)
    assert {sop["kode"]: len(sop["kegiatan"]) for sop in sops} == {
        "bkd-kalteng-2024": 5, "bkd-kalteng-2025": 3, "diskominfo-kaltara-2017": 8, "disperindag-kalbar-2020": 5,
        "kesra-kalbar-2021": 3,
    }  # fmt: skip
    assert set(sops[0]["kegiatan"][0]) == {"nomor", "uraian", "perintah", "cara", "bukti"}


def test_one_galat_stops_the_letter_and_names_the_cells(
    filled: Path, tmp_path: Path, capsys: Capture
) -> None:
    _add_officers(filled)
    capsys.readouterr()
    assert main(["surat", str(filled), "persetujuan", "--keluar", str(tmp_path / "d")]) == 1
    assert "Rekap!O5" in capsys.readouterr().out
    assert not (tmp_path / "d").exists()


def _add_officers(path: Path) -> None:
    from ppid_xl.hosts.file import FileHost
    from ppid_xl.model import AppendRows
    from ppid_xl.workflow.ground.knowledge import load_knowledge

    rows = [{"kode": "A", "nama": "Contoh Satu", "gelar": ", S.Sos.", "nip": "19680101 199303 1 001",
             "pangkat_gol": "Pembina Utama Muda, IV/c", "jabatan": "Kepala Dinas", "peran": "Atasan PPID"},
            {"kode": "B", "nama": "Contoh Dua", "gelar": ", S.E.", "nip": "19790817 200501 2 002",
             "pangkat_gol": "Pembina, IV/a", "jabatan": "Sekretaris", "peran": "PPID"}]  # fmt: skip
    FileHost(path, load_knowledge().dictionary).apply([AppendRows("tblPejabat", rows)])


def test_the_archive_keeps_lists_restores_and_checks(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["arsip", "simpan", str(filled), "--catatan", "awal"]) == 0
    assert main(["arsip", "riwayat", str(filled)]) == 0
    assert "buku-rekap v1" in capsys.readouterr().out
    assert main(["arsip", "pulihkan", str(filled), "--keluar", str(tmp_path / "kembali")]) == 0
    assert (tmp_path / "kembali" / "buku" / "rekap.xlsx").read_bytes() == filled.read_bytes()
    assert main(["arsip", "periksa", str(tmp_path / "arsip")]) == 0


def test_a_changed_archive_leaves_with_seven_and_names_the_file(
    filled: Path, tmp_path: Path, capsys: Capture
) -> None:
    main(["arsip", "simpan", str(filled)])
    victim = next((tmp_path / "arsip" / "ocfl").rglob("*.xlsx"))
    victim.chmod(0o644)
    victim.write_bytes(victim.read_bytes()[:-1] + b"x")
    capsys.readouterr()
    assert main(["arsip", "periksa", str(filled)]) == 7
    assert victim.name in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["--help"], *[[command.name, "--help"] for command in all_commands()]])
def test_help_is_indonesian(words: list[str], capsys: Capture) -> None:
    try:
        code: object = main(words)
    except SystemExit as leaving:
        code = leaving.code
    text = capsys.readouterr().out
    assert code == 0
    assert "Pemakaian:" in text
    assert not [word for word in ("usage", "optional", "positional", "show this") if word in text]


@pytest.mark.parametrize(
    "words",
    [
        ["periksa"],
        ["tidak-ada"],
        ["periksa", "x.xlsx", "--salah"],
        ["periksa", "x.xlsx", "--tanggal", "31-02-2026"],
    ],
)
def test_wrong_words_leave_with_two_and_a_hint(words: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(words)
    assert leaving.value.code == 2
    message = capsys.readouterr().err
    assert "Lihat: ppid" in message
    assert not [
        word
        for word in ("error", "argument", "invalid", "required")
        if word in message.lower().split("lihat")[0]
    ]


def _spoil(path: Path, kind: str) -> None:
    data = path.read_bytes()
    spoilt = {
        "kosong": b"", "terpotong": data[: len(data) // 2], "html": b"<html><table>", "acak": os.urandom(2000),
        "terkunci": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "csv": b"Judul;Dasar\na;b\n",
    }  # fmt: skip
    path.write_bytes(spoilt[kind])


@pytest.mark.parametrize("kind", ["kosong", "terpotong", "html", "acak", "terkunci", "csv"])
@pytest.mark.parametrize(
    "command", [["periksa"], ["periksa", "--tulis"], ["terima-usulan"], ["surat", "persetujuan"]]
)
def test_a_damaged_workbook_gets_one_sentence_and_stays_as_it_is(
    kind: str, command: list[str], workbook: Path, capsys: Capture
) -> None:
    _spoil(workbook, kind)
    before = workbook.read_bytes()
    code, message = refusal(capsys, command[0], str(workbook), *command[1:])
    assert code == 2
    assert workbook.name in message
    assert len(message.splitlines()) == 1
    assert workbook.read_bytes() == before


def test_a_missing_file_is_named(tmp_path: Path, capsys: Capture) -> None:
    code, message = refusal(capsys, "periksa", str(tmp_path / "hilang.xlsx"))
    assert (code, "hilang.xlsx" in message) == (2, True)


def test_an_unknown_sop_names_the_nearest(tmp_path: Path, capsys: Capture) -> None:
    code, message = refusal(capsys, "buat", str(tmp_path / "r.xlsx"), "--sop", "disperindag-kalbar-2021")
    assert (code, SOP in message) == (3, True)
    assert not (tmp_path / "r.xlsx").exists()


def test_an_existing_workbook_is_never_overwritten(workbook: Path, capsys: Capture) -> None:
    before = workbook.read_bytes()
    code, _ = refusal(capsys, "buat", str(workbook), "--sop", SOP)
    assert (code, workbook.read_bytes()) == (2, before)


@pytest.mark.parametrize("lock", ["~$rekap.xlsx", ".~lock.rekap.xlsx#"])
def test_an_open_workbook_is_read_but_not_written(filled: Path, lock: str, capsys: Capture) -> None:
    (filled.parent / lock).write_bytes(b"\x04Sari" + bytes(60))
    before = filled.read_bytes()
    assert main(["periksa", str(filled)]) == 1
    code, message = refusal(capsys, "periksa", str(filled), "--tulis")
    assert (code, filled.read_bytes()) == (5, before)
    assert "dibuka" in message


def test_an_unknown_kind_of_letter_names_the_nearest(workbook: Path, capsys: Capture) -> None:
    code, message = refusal(capsys, "surat", str(workbook), "persetujan")
    assert (code, "persetujuan" in message) == (2, True)


def test_a_workbook_of_others_is_checked_and_gets_one_sheet(tmp_path: Path, capsys: Capture) -> None:
    from openpyxl import Workbook

    path = tmp_path / "punya-kantor.xlsx"
    book = Workbook()
    book.active.append(["No", "Nama Informasi", "Dasar Hukum Pengecualian", "Klasifikasi"])
    book.active.append([1, "Data gaji", "Pasal 17 huruf h", "dikecualikan"])
    book.save(path)
    with zipfile.ZipFile(path) as before:
        sheet = before.read("xl/worksheets/sheet1.xml")
    assert main(["periksa", str(path), "--tulis"]) == 1
    assert "ppid impor" in capsys.readouterr().out
    with zipfile.ZipFile(path) as after:
        assert after.read("xl/worksheets/sheet1.xml") == sheet
    once = path.read_bytes()
    main(["periksa", str(path), "--tulis"])
    assert path.read_bytes() == once


def test_periksa_stays_import_light(filled: Path) -> None:
    script = (
        "import sys; from ppid_xl.cli import main; main(['periksa', sys.argv[1], '--json'])\n"
        "heavy = {'pandas', 'numpy', 'openpyxl', 'docxtpl', 'docx', 'lxml', 'xlwings', 'holidays'} & set(sys.modules)\n"
        "print(heavy, file=sys.stderr); sys.exit(len(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(filled)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_full_disk_leaves_the_workbook_whole(
    filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    before, names = filled.read_bytes(), {p.name for p in filled.parent.iterdir()}

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device", str(filled))

    monkeypatch.setattr("os.fsync", no_space)
    code, message = refusal(capsys, "periksa", str(filled), "--tulis")
    assert (code, filled.read_bytes(), {p.name for p in filled.parent.iterdir()}) == (5, before, names)
    assert "penuh" in message


def test_one_version_is_restored_into_an_empty_folder(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["arsip", "simpan", str(filled)]) == 0
    out = tmp_path / "pulih"
    assert main(["arsip", "pulihkan", str(filled), "--versi", "1", "--keluar", str(out)]) == 0
    assert (out / "buku" / filled.name).read_bytes() == filled.read_bytes()
    assert refusal(capsys, "arsip", "pulihkan", str(filled), "--keluar", str(out))[0] == 2


@pytest.mark.parametrize("number", ["0", "-1", "x"])
def test_a_version_that_cannot_be_is_refused(filled: Path, tmp_path: Path, number: str) -> None:
    with pytest.raises(SystemExit) as left:
        main(["arsip", "pulihkan", str(filled), f"--versi={number}", "--keluar", str(tmp_path / "pulih")])
    assert left.value.code == 2


@pytest.mark.parametrize("words", [";", "", " , "])
def test_an_empty_choice_is_not_everything(filled: Path, capsys: Capture, words: str) -> None:
    before = filled.read_bytes()
    assert refusal(capsys, "terima-usulan", str(filled), "--id", words)[0] == 2
    assert filled.read_bytes() == before


@pytest.mark.parametrize("command", [["terima-usulan"], ["surat", "persetujuan"]])
def test_an_id_that_no_row_has_is_refused(filled: Path, capsys: Capture, command: list[str]) -> None:
    name, *rest = command
    code, text = refusal(capsys, name, str(filled), *rest, "--id", "INF-2026-0999")
    assert code == 2
    assert "INF-2026-0999" in text


def test_an_officer_unknown_to_the_workbook_cannot_archive(filled: Path, capsys: Capture) -> None:
    code, text = refusal(capsys, "arsip", "simpan", str(filled), "--oleh", "TIDAK-ADA")
    assert code == 2
    assert "TIDAK-ADA" in text


def test_a_command_option_takes_only_a_whole_date(filled: Path) -> None:
    with pytest.raises(SystemExit) as left:
        main(["periksa", str(filled), "--tanggal", "20261121"])
    assert left.value.code == 2
