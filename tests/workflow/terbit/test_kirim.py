"""Kirim: a package of public rows for Pusat Data; nothing excluded gets in, and its way is on record."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pytest
from kantor_arsip import CLOSED, OPEN, archive, archive_again, become_another_body, change

from ppid_xl.errors import ArsipError, InputError, PpidXlError
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.lists import read_list
from ppid_xl.model import AppendRows, ReplaceRows, SetName, Value
from ppid_xl.terbit.berkas import digest
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.terbit.kirim import NO_LISENSI, RECEIVED, Kiriman, kirim, record_receipt

FORMULA: dict[str, Value] = {**OPEN, "id": "INF-2026-0003", "judul_informasi": "=cmd|' /C calc'!A0"}


@pytest.fixture
def office(rekap: Path, knowledge: Knowledge, now: datetime) -> FileHost:
    return archive(rekap, knowledge, now, [CLOSED, OPEN, FORMULA])


def send(host: FileHost, knowledge: Knowledge, now: datetime, *ids: str, lisensi: str = "") -> Kiriman:
    arsip = host.path.parent / "arsip"
    return kirim(host, host.path, knowledge, now, Deed("PPID", ids=ids), arsip=arsip, lisensi=lisensi)


def packed(done: Kiriman) -> dict[str, Path]:
    return {path.name: path for path in done.files}


def test_the_package_describes_itself(office: FileHost, knowledge: Knowledge, now: datetime) -> None:
    done = send(office, knowledge, now, lisensi="CC BY 4.0")
    files = packed(done)
    about = json.loads(files["dip.json"].read_text(encoding="utf-8"))
    assert list(about)[:6] == ["judul", "deskripsi", "penerbit", "tanggal", "lisensi", "berkas"]
    assert (about["tanggal"], about["lisensi"]) == ("2026-11-21", "CC BY 4.0")
    for item in about["berkas"]:
        assert digest(files[item["nama"]].read_bytes()) == item["sidik"]
    assert [row["id"] for row in about["informasi"]] == ["INF-2026-0002", "INF-2026-0003"]


def test_without_a_licence_the_package_says_so(office: FileHost, knowledge: Knowledge, now: datetime) -> None:
    done = send(office, knowledge, now)
    assert json.loads(packed(done)["dip.json"].read_text(encoding="utf-8"))["lisensi"] == NO_LISENSI
    assert any("--lisensi" in note for note in done.notes)


def test_a_public_row_that_nobody_classified_is_sent_with_a_note(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    FileHost(rekap, knowledge.dictionary).apply([SetName("KodeSOP", "bkd-kalteng-2024")])
    host = archive(rekap, knowledge, now, [OPEN])
    done = send(host, knowledge, now, lisensi="CC BY 4.0")
    assert "Ikut dikirim, tetapi belum disetujui Kepala Badan: INF-2026-0002." in done.notes
    assert "Menurut bacaan SOP, kegiatan ini dilakukan JFU." in done.notes


def test_csv_and_workbook_hold_the_same_public_rows(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    files = packed(send(office, knowledge, now))
    text = files["dip.csv"].read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    (grid,) = read_list(files["dip.xlsx"]).grids
    assert (
        [row[1] for row in rows]
        == [str(cells[1]) for cells in grid.cells]
        == ["ID", "INF-2026-0002", "INF-2026-0003"]
    )
    assert rows[2][2] == "'=cmd|' /C calc'!A0"
    assert grid.cells[2][2] == "=cmd|' /C calc'!A0"


def test_nothing_of_an_excluded_row_is_in_any_file(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    done = send(office, knowledge, now)
    sheets = [
        str(cell) for grid in read_list(packed(done)["dip.xlsx"]).grids for row in grid.cells for cell in row
    ]
    texts = [path.read_text(encoding="utf-8") for path in done.files if path.suffix != ".xlsx"]
    assert "Kertas kerja audit" not in "\n".join([*texts, *sheets])


def test_an_excluded_row_cannot_be_named(office: FileHost, knowledge: Knowledge, now: datetime) -> None:
    with pytest.raises(InputError) as refusal:
        send(office, knowledge, now, "INF-2026-0002", "INF-2026-0001")
    assert refusal.value.kode == "bukan-informasi-publik"
    assert not (office.path.parent / "kiriman").exists()


@pytest.mark.parametrize(
    "spelling", ["DIKECUALIKAN", " dikecualikan ", "di kecualikan", "Terbatas", "Berkala/Dikecualikan"]
)
def test_a_class_that_is_not_public_stays_out_however_it_is_spelt(
    rekap: Path, knowledge: Knowledge, now: datetime, spelling: str
) -> None:
    host = archive(rekap, knowledge, now, [{**CLOSED, "klasifikasi": spelling}, OPEN])
    done = send(host, knowledge, now)
    assert done.count == 1
    assert "Kertas kerja" not in packed(done)["dip.json"].read_text(encoding="utf-8")


def test_one_informasi_in_both_lists_stops_the_package(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    twin = {**OPEN, "judul_informasi": CLOSED["judul_informasi"], "unit_penguasa": CLOSED["unit_penguasa"]}
    done = send(archive(rekap, knowledge, now, [CLOSED, twin]), knowledge, now)
    assert [f.aturan for f in done.blocking] == ["uu-14-2008/R24"]
    assert not (rekap.parent / "kiriman").exists()


def test_a_closed_row_whose_class_was_typed_over_stops_the_package(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    uji: dict[str, Value] = {
        "id_uji": "UJI-2026-0001",
        "id_informasi": "INF-2026-0001",
        "putaran": 1,
        "hasil": "Ditutup",
    }
    office.apply([AppendRows("tblUji", [uji])])
    change(office, "klasifikasi", "Berkala")
    archive_again(office, knowledge, now)
    done = send(office, knowledge, now)
    assert [f.pesan for f in done.blocking] == ["R50.dibuka"]
    assert not (office.path.parent / "kiriman").exists()


def test_a_private_value_stops_the_package(rekap: Path, knowledge: Knowledge, now: datetime) -> None:
    row = {**OPEN, "penanggung_jawab": "Siti, 0812-3456-7890"}
    done = send(archive(rekap, knowledge, now, [row]), knowledge, now)
    assert [f.aturan for f in done.blocking] == ["perki-1-2021/R55"]


def test_a_blank_element_of_the_list_is_told_and_stops_nothing(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    done = send(archive(rekap, knowledge, now, [{**OPEN, "retensi": None}]), knowledge, now)
    assert done.count == 1
    assert any("1 unsur" in note for note in done.notes)


def test_sending_and_receipt_are_acts(office: FileHost, knowledge: Knowledge, now: datetime) -> None:
    done = send(office, knowledge, now)
    with pytest.raises(InputError) as refusal:
        record_receipt(office, knowledge, now, Deed("PPID"))
    assert refusal.value.kode == "terima-tanpa-bukti"
    received, about = record_receipt(office, knowledge, now, Deed("PPID", bukti="tanda-terima.pdf"))
    sent, receipt = office.snapshot().rows("tblLangkah")
    assert about == done.id_langkah == sent.text("id_langkah")
    assert digest(packed(done)["dip.json"].read_bytes()) in sent.text("bukti")
    assert (receipt.text("id_langkah"), receipt.text("kegiatan")) == (received, RECEIVED)
    assert receipt.text("id_informasi") == sent.text("id_informasi") == "INF-2026-0002..0003"
    assert receipt.text("bukti") == "tanda-terima.pdf"


def test_a_package_is_received_once(office: FileHost, knowledge: Knowledge, now: datetime) -> None:
    send(office, knowledge, now)
    record_receipt(office, knowledge, now, Deed("PPID", bukti="x"))
    with pytest.raises(InputError) as refusal:
        record_receipt(office, knowledge, now, Deed("PPID", bukti="x"))
    assert refusal.value.kode == "belum-dikirim"


def test_the_last_sending_is_the_latest_however_the_sheet_is_sorted(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    first, last = send(office, knowledge, now), send(office, knowledge, now, "INF-2026-0002")
    turned = [dict(row.values) for row in reversed(office.snapshot().rows("tblLangkah"))]
    office.apply([ReplaceRows("tblLangkah", turned)])
    _, about = record_receipt(office, knowledge, now, Deed("PPID", bukti="x"))
    assert about == last.id_langkah != first.id_langkah
    receipt = office.snapshot().rows("tblLangkah")[-1]
    assert receipt.text("id_informasi") == "INF-2026-0002"


def test_a_receipt_above_its_sending_on_the_sheet_is_still_its_receipt(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    send(office, knowledge, now)
    record_receipt(office, knowledge, now, Deed("PPID", bukti="x"))
    turned = [dict(row.values) for row in reversed(office.snapshot().rows("tblLangkah"))]
    office.apply([ReplaceRows("tblLangkah", turned)])
    with pytest.raises(InputError) as refusal:
        record_receipt(office, knowledge, now, Deed("PPID", bukti="x"))
    assert refusal.value.kode == "belum-dikirim"


def test_a_package_that_cannot_be_recorded_leaves_nothing(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    (office.path.parent / f"~${office.path.name}").write_bytes(b"\x04Siti")
    with pytest.raises(PpidXlError):
        send(office, knowledge, now)
    assert not (office.path.parent / "kiriman").exists()


def test_a_refused_package_takes_nothing_with_it_that_was_there(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    folder, arsip = office.path.parent / "paket", office.path.parent / "arsip"
    folder.mkdir()
    (office.path.parent / f"~${office.path.name}").write_bytes(b"\x04Siti")
    with pytest.raises(PpidXlError):
        kirim(office, office.path, knowledge, now, Deed("PPID"), arsip=arsip, folder=folder)
    assert list(folder.iterdir()) == []


def test_a_package_that_cannot_be_written_leaves_nothing(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    folder, arsip = office.path.parent / "baru" / "paket", office.path.parent / "arsip"
    (office.path.parent / "baru").write_text("berkas, bukan folder")
    with pytest.raises((FileExistsError, NotADirectoryError)):
        kirim(office, office.path, knowledge, now, Deed("PPID"), arsip=arsip, folder=folder)
    assert not office.snapshot().rows("tblLangkah")


def test_a_package_in_the_folder_is_never_replaced(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    folder, arsip = office.path.parent / "paket", office.path.parent / "arsip"
    kirim(office, office.path, knowledge, now, Deed("PPID"), arsip=arsip, folder=folder)
    with pytest.raises(InputError) as refusal:
        kirim(office, office.path, knowledge, now, Deed("PPID"), arsip=arsip, folder=folder)
    assert refusal.value.kode == "berkas-sudah-ada"
    assert len(office.snapshot().rows("tblLangkah")) == 1


def test_without_a_public_row_there_is_no_package(rekap: Path, knowledge: Knowledge, now: datetime) -> None:
    with pytest.raises(InputError) as refusal:
        send(archive(rekap, knowledge, now, [CLOSED]), knowledge, now)
    assert refusal.value.kode == "tidak-ada-informasi-publik"


def test_the_archive_of_another_body_is_not_sent(
    office: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    become_another_body(office, knowledge, now)
    with pytest.raises(ArsipError, match="buku-lain-di-arsip"):
        send(office, knowledge, now)
    assert not (office.path.parent / "kiriman").exists()
