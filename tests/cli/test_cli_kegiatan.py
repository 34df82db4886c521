"""Commands leave their row of tblLangkah with --oleh, and the archive keeps the account beside the officer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ppid_xl.cli import main
from ppid_xl.cli.command import account
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, Row
from ppid_xl.workflow.ground.knowledge import load_knowledge

Capture = pytest.CaptureFixture[str]
DAY = ("--tanggal", "2026-11-21")
LOCK = b"\x04Sari" + bytes(60)
LISTED = (
    "Unit Penguasa;Judul Informasi;Klasifikasi;Dasar Hukum;Bagian yang Ditutup;Konsekuensi Bila Dibuka;"
    "Manfaat Bila Ditutup;Jangka Waktu;Terhitung Mulai;Lokasi Fisik\n"
    "Sekretariat;Naskah soal seleksi tahun 2026;Dikecualikan;Pasal 17 huruf i UU 14/2008;Seluruh naskah;"
    "Soal diketahui peserta sebelum seleksi;Seleksi berjalan jujur dan adil;5 tahun;2 Januari 2026;Brankas\n"
)


def host_of(path: Path) -> FileHost:
    return FileHost(path, load_knowledge().dictionary)


def acts(path: Path) -> tuple[Row, ...]:
    return host_of(path).snapshot().rows("tblLangkah")


def logged(folder: Path) -> Iterator[dict[str, str]]:
    for line in (folder / "arsip" / "log.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def office(folder: Path, kode: str) -> Path:
    path = folder / "rekap.xlsx"
    assert main(["buat", str(path), "--sop", kode, "--instansi", "Badan Contoh", *DAY]) == 0
    officers = [{"kode": "A", "nama": "Contoh Satu", "jabatan": "Kepala", "peran": "Atasan PPID"},
                {"kode": "P", "nama": "Contoh Dua", "jabatan": "Petugas", "peran": "PPID"}]  # fmt: skip
    host_of(path).apply([AppendRows("tblPejabat", officers)])
    (folder / "daftar.csv").write_text(LISTED, encoding="utf-8")
    return path


@pytest.fixture
def bkd(tmp_path: Path) -> Path:
    path = office(tmp_path, "bkd-kalteng-2025")
    assert main(["impor", str(path), str(tmp_path / "daftar.csv"), *DAY]) == 0
    return path


def test_an_import_without_an_officer_says_how_to_record_it(tmp_path: Path, capsys: Capture) -> None:
    path = office(tmp_path, "bkd-kalteng-2025")
    main(["impor", str(path), str(tmp_path / "daftar.csv"), *DAY])
    assert "Belum tercatat sebagai kegiatan 1; sebut --oleh KODE." in capsys.readouterr().out
    assert not acts(path)


def test_an_import_is_recorded_once_with_its_file_and_digest(tmp_path: Path, capsys: Capture) -> None:
    path = office(tmp_path, "bkd-kalteng-2025")
    words = ["impor", str(path), str(tmp_path / "daftar.csv"), "--oleh", "P", *DAY]
    assert main(words) == 0
    assert "LK-2026-0001: kegiatan 1" in capsys.readouterr().out
    (act,) = acts(path)
    assert act.text("id_informasi") == "INF-2026-0001"
    assert act.text("bukti").startswith("daftar.csv, 1 informasi, sidik ")
    assert main(words) == 0
    assert len(acts(path)) == 1


def test_checking_twice_changes_nothing_the_second_time_without_an_officer(
    tmp_path: Path, capsys: Capture
) -> None:
    path = office(tmp_path, "kesra-kalbar-2021")
    main(["impor", str(path), str(tmp_path / "daftar.csv"), *DAY])
    main(["periksa", str(path), "--tulis", "--oleh", "P", *DAY])
    assert [act.text("kegiatan")[:2] for act in acts(path)] == ["1."]
    assert "lembar Temuan" in acts(path)[0].text("bukti")
    main(["periksa", str(path), "--tulis", *DAY])
    before = path.read_bytes()
    capsys.readouterr()
    main(["periksa", str(path), "--tulis", *DAY])
    assert path.read_bytes() == before
    assert "sudah mutakhir" in capsys.readouterr().out


def test_an_officer_is_of_no_use_to_a_check_that_only_reads(bkd: Path, capsys: Capture) -> None:
    assert main(["periksa", str(bkd), "--oleh", "P"]) == 2
    assert "--tulis" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["periksa", "--tulis"], ["terima-usulan"], ["surat"], ["arsip", "simpan"]])
def test_an_unknown_officer_stops_a_command_before_it_works(bkd: Path, words: list[str]) -> None:
    before = bkd.read_bytes()
    kind = ["daftar-dikecualikan"] if words == ["surat"] else []
    head = [*words, str(bkd)] if words[0] == "arsip" else [words[0], str(bkd), *words[1:]]
    assert main([*head, *kind, "--oleh", "X", *DAY]) == 2
    assert bkd.read_bytes() == before
    assert not (bkd.parent / "arsip").exists()
    assert not (bkd.parent / "dokumen").exists()


def test_the_archived_version_holds_the_act_that_put_it_there(bkd: Path, tmp_path: Path) -> None:
    assert main(["arsip", "simpan", str(bkd), "--oleh", "P", *DAY]) == 0
    (act,) = acts(bkd)
    assert (act.text("kegiatan")[:2], act.text("bukti")) == ("3.", "arsip buku-rekap v1")
    assert main(["arsip", "pulihkan", str(bkd), "--keluar", str(tmp_path / "kembali")]) == 0
    assert (tmp_path / "kembali" / "buku" / "rekap.xlsx").read_bytes() == bkd.read_bytes()


def test_archiving_again_without_a_change_records_nothing(bkd: Path, capsys: Capture) -> None:
    main(["arsip", "simpan", str(bkd), "--oleh", "P", *DAY])
    before = bkd.read_bytes()
    assert main(["arsip", "simpan", str(bkd), "--oleh", "P", *DAY]) == 0
    assert "Tidak ada yang berubah" in capsys.readouterr().out
    assert bkd.read_bytes() == before


def test_an_open_workbook_is_archived_and_its_act_is_said_to_be_missing(bkd: Path, capsys: Capture) -> None:
    (bkd.parent / f"~${bkd.name}").write_bytes(LOCK)
    assert main(["arsip", "simpan", str(bkd), "--oleh", "P", *DAY]) == 0
    said = capsys.readouterr().out
    assert "Versi 1 tersimpan" in said
    assert "Belum tercatat sebagai kegiatan 3" in said


def test_a_version_that_did_not_come_to_be_leaves_no_act(bkd: Path) -> None:
    main(["arsip", "simpan", str(bkd), *DAY])
    main(["terima-usulan", str(bkd), *DAY])
    (bkd.parent / "arsip" / "ocfl" / "buku-rekap" / "inventory.json").write_text("{}", encoding="utf-8")
    before = host_of(bkd).snapshot()
    assert main(["arsip", "simpan", str(bkd), "--oleh", "P", *DAY]) != 0
    after = host_of(bkd).snapshot()
    assert not after.rows("tblLangkah")
    assert after.setting("UrutLK", "0") == before.setting("UrutLK", "0")


def test_the_log_keeps_the_account_apart_from_the_officer(bkd: Path, capsys: Capture) -> None:
    assert main(["ajukan", str(bkd), "--id", "INF-2026-0001", "--oleh", "P", *DAY]) == 0
    main(["arsip", "simpan", str(bkd), "--oleh", "P", *DAY])
    assert main(["kembalikan", str(bkd), "--id", "INF-2026-0001", "--oleh", "A", "--catatan", "x", *DAY]) == 0
    told = [entry for entry in logged(bkd.parent) if entry["tindakan"] == "langkah"]
    assert [(one["nomor"], one["atas_nama"], one["akun"], one["informasi"]) for one in told] == [
        (f"LK-2026-000{number}", officer, account(), "INF-2026-0001") for number, officer in enumerate("PPA", 1)
    ]  # fmt: skip
    capsys.readouterr()
    assert main(["arsip", "periksa", str(bkd)]) == 0
    assert "utuh" in capsys.readouterr().out


def test_the_log_begins_with_the_first_act_and_its_account(bkd: Path, capsys: Capture) -> None:
    assert main(["ajukan", str(bkd), "--id", "INF-2026-0001", "--oleh", "P", *DAY]) == 0
    entries = list(logged(bkd.parent))
    assert [entry["tindakan"] for entry in entries] == ["buat", "langkah"]
    assert (entries[-1]["nomor"], entries[-1]["akun"], entries[-1]["atas_nama"]) == (
        "LK-2026-0001", account(), "P",
    )  # fmt: skip
    assert "Arsip dimulai" in capsys.readouterr().out
    assert main(["arsip", "periksa", str(bkd)]) == 0


def test_an_archive_that_holds_no_version_yet_is_no_archived_workbook(bkd: Path, capsys: Capture) -> None:
    main(["ajukan", str(bkd), "--id", "INF-2026-0001", "--oleh", "P", *DAY])
    capsys.readouterr()
    for words in (
        ["arsip", "riwayat", str(bkd)],
        ["arsip", "pulihkan", str(bkd), "--keluar", str(bkd.parent / "k")],
    ):
        assert main(words) == 7
        assert "ppid arsip simpan" in capsys.readouterr().err
    assert main(["bukti", str(bkd), "INF-2026-0001", *DAY]) == 1
    assert "  Arsip v" not in capsys.readouterr().out
    assert main(["arsip", "simpan", str(bkd), *DAY]) == 0
    assert "Versi 1" in capsys.readouterr().out


def test_a_folder_that_takes_no_archive_loses_no_act(bkd: Path, capsys: Capture) -> None:
    (bkd.parent / "arsip").mkdir()
    (bkd.parent / "arsip" / "foto.jpg").write_bytes(b"x")
    assert main(["ajukan", str(bkd), "--id", "INF-2026-0001", "--oleh", "P", *DAY]) == 0
    assert (
        "PERHATIAN: LK-2026-0001 ada di buku, tetapi akunnya belum tercatat di arsip"
        in capsys.readouterr().out
    )
    assert len(acts(bkd)) == 1
    assert [path.name for path in (bkd.parent / "arsip").iterdir()] == ["foto.jpg"]


def test_a_damaged_log_takes_no_entry_and_loses_no_act(bkd: Path, capsys: Capture) -> None:
    main(["arsip", "simpan", str(bkd), *DAY])
    log = bkd.parent / "arsip" / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"alasan":"', b'"alasan":"lain ', 1))
    damaged = log.read_bytes()
    capsys.readouterr()
    assert main(["ajukan", str(bkd), "--id", "INF-2026-0001", "--oleh", "P", *DAY]) == 0
    assert "PERHATIAN: LK-2026-0001 ada di buku" in capsys.readouterr().out
    assert log.read_bytes() == damaged
    assert len(acts(bkd)) == 1


def test_the_lists_of_a_meeting_are_shown_and_used_by_name(bkd: Path, capsys: Capture) -> None:
    capsys.readouterr()
    assert main(["uji", str(bkd), "--daftar", *DAY]) == 0
    said = capsys.readouterr().out
    assert "baru (1)" in said
    assert '--id "INF-2026-0001"' in said
    assert "0 dari 1 informasi dikecualikan sudah diuji pada putaran ini." in said
    answers = ["--tempat", "Ruang", "--peserta", "A; P", "--hasil", "Ditutup", "--pertimbangan", "Ditimbang"]
    assert main(["uji", str(bkd), "--id", "baru", "--oleh", "P", *answers, *DAY]) == 0
    capsys.readouterr()
    assert main(["uji", str(bkd), "--daftar", *DAY]) == 0
    assert "1 dari 1 informasi dikecualikan sudah diuji" in capsys.readouterr().out
    assert main(["uji", str(bkd), "--id", "baru", "--oleh", "P", *DAY]) == 2


def test_a_meeting_without_an_officer_is_refused(bkd: Path, capsys: Capture) -> None:
    assert main(["uji", str(bkd), "--id", "baru", *DAY]) == 2
    assert "--oleh" in capsys.readouterr().err


def test_the_proof_quotes_the_law_and_dates_the_test(bkd: Path, capsys: Capture) -> None:
    main(["uji", str(bkd), "--id", "baru", "--oleh", "P", "--hasil", "Ditutup", *DAY])
    capsys.readouterr()
    main(["bukti", str(bkd), "INF-2026-0001", *DAY])
    said = capsys.readouterr().out
    assert '"i. memorandum atau surat-surat antar Badan Publik' in said
    assert "Uji UJI-2026-0001 putaran 1, 21/11/2026 oleh P, Contoh Dua (PPID): Ditutup" in said
    assert "Menurut SOP                bkd-kalteng-2025" in said
    assert "sementara" in said
    main(["bukti", str(bkd), "INF-2026-0001", "--json", *DAY])
    (quoted,) = json.loads(capsys.readouterr().out)["kutipan"]
    assert quoted["bunyi"].endswith("pengadilan;")
