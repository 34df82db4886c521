"""Kegiatan of a command: the row it leaves, whose level decides which one, and what is said when there is none."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from kantor import ONE, office

from ppid_xl.bawaan import sop_dir
from ppid_xl.errors import InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, Row, SetColumn
from ppid_xl.sop import Sop, available, load_sop
from ppid_xl.workflow.ground.kegiatan_perintah import kegiatan_for, record_kegiatan
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.proses.persetujuan import DIAJUKAN, decide


def sop(kode: str) -> Sop:
    return load_sop(available(sop_dir())[kode], check_quotes=False)


def person(peran: str) -> Row:
    return Row("tblPejabat", 1, {"kode": "A", "peran": peran})


@pytest.mark.parametrize(
    ("peran", "nomor"),
    [("Petugas PPID", 6), ("", 6), ("PPID Utama", 7), ("Atasan PPID", 7)],
)
def test_the_level_of_who_submits_decides_which_kegiatan_it_is(peran: str, nomor: int) -> None:
    found = kegiatan_for(sop("diskominfo-kaltara-2017"), "ppid ajukan", person(peran))
    assert found is not None
    assert found.nomor == nomor


def test_a_command_is_no_longer_word_than_it_is() -> None:
    assert kegiatan_for(sop("disperindag-kalbar-2020"), "ppid terima") is None
    assert kegiatan_for(sop("disperindag-kalbar-2020"), "ppid terima-usulan") is not None
    assert kegiatan_for(None, "ppid impor") is None


def test_the_act_says_when_until_when_about_what_and_by_what_proof(
    knowledge: Knowledge, now: datetime
) -> None:
    host = office(knowledge, "diskominfo-kaltara-2017", {"P": "Petugas PPID"})
    kept = record_kegiatan(host, knowledge, now, "ppid impor", Deed("P", ids=[ONE], bukti="daftar.csv"))
    (row,) = host.snapshot().rows("tblLangkah")
    assert (kept.id_langkah, kept.nomor) == ("LK-2026-0001", 4)
    assert kept.notes == ("Kegiatan 1, 2, 3 menurut SOP belum tercatat.",)
    assert row.text("kegiatan").startswith("4. Mengumpulkan data")
    assert (row["mulai"], row["selesai"], row["tenggat"]) == (
        datetime(2026, 11, 21, 8, 15), datetime(2026, 11, 21, 8, 15), datetime(2026, 11, 21, 8, 55),
    )  # fmt: skip
    told = [row.text(key) for key in ("id_informasi", "oleh", "sebagai", "keputusan", "bukti")]
    assert told == [ONE, "P", "Petugas PPID", "Dicatat", "daftar.csv"]


def test_a_wrong_role_and_a_term_of_office_that_ended_are_told(knowledge: Knowledge, now: datetime) -> None:
    host = office(knowledge, "diskominfo-kaltara-2017", {"A": "Atasan PPID"})
    number = host.snapshot().rows("tblPejabat")[0].number
    host.apply([SetColumn("tblPejabat", "selesai", {number: date(2020, 12, 31)})])
    kept = record_kegiatan(host, knowledge, now, "ppid impor", Deed("A", ids=[ONE]))
    assert kept.notes == (
        "Kegiatan 1, 2, 3 menurut SOP belum tercatat.",
        "Menurut bacaan SOP, kegiatan ini dilakukan Petugas PPID.",
        "A tidak menjabat pada 21/11/2026 menurut lembar Pejabat.",
    )


def test_without_an_officer_nothing_is_recorded_and_the_note_says_how(
    knowledge: Knowledge, now: datetime
) -> None:
    host = office(knowledge, "diskominfo-kaltara-2017", {"P": "Petugas PPID"})
    kept = record_kegiatan(host, knowledge, now, "ppid impor", Deed("", ids=[ONE]))
    assert kept.notes == ("Belum tercatat sebagai kegiatan 4; sebut --oleh KODE.",)
    assert not host.snapshot().rows("tblLangkah")


def test_how_to_record_is_said_from_the_workbook_as_it_was_read_before(
    knowledge: Knowledge, now: datetime
) -> None:
    host = office(knowledge, "diskominfo-kaltara-2017", {"P": "Petugas PPID"})
    before = office(knowledge, "kesra-kalbar-2021", {"P": "PPID"}).snapshot()
    assert record_kegiatan(host, knowledge, now, "ppid surat", Deed(""), known=before).notes == ()
    kept = record_kegiatan(host, knowledge, now, "ppid impor", Deed("P", ids=[ONE]), known=before)
    assert (kept.id_langkah, kept.nomor) == ("LK-2026-0001", 4)


def test_a_command_without_a_kegiatan_is_silent_unless_an_officer_was_named(
    knowledge: Knowledge, now: datetime
) -> None:
    host = office(knowledge, "kesra-kalbar-2021", {"P": "PPID"})
    assert record_kegiatan(host, knowledge, now, "ppid surat", Deed("")).notes == ()
    (note,) = record_kegiatan(host, knowledge, now, "ppid surat", Deed("P")).notes
    assert "kesra-kalbar-2021 tidak menyebut kegiatan untuk ppid surat" in note
    assert not host.snapshot().rows("tblLangkah")


def test_an_unknown_officer_is_refused(knowledge: Knowledge, now: datetime) -> None:
    host = office(knowledge, "kesra-kalbar-2021", {"P": "PPID"})
    with pytest.raises(InputError, match="kode-pejabat-tidak-ada"):
        record_kegiatan(host, knowledge, now, "ppid periksa", Deed("X"))


def test_an_open_workbook_is_a_note_for_the_work_is_done_already(
    host: FileHost, rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    host.apply([AppendRows("tblPejabat", [{"kode": "P", "nama": "Contoh", "peran": "PPID"}])])
    rekap.with_name(f"~${rekap.name}").write_bytes(b"\x04Sari" + bytes(60))
    kept = record_kegiatan(host, knowledge, now, "ppid impor", Deed("P"))
    assert kept.id_langkah == ""
    assert "Belum tercatat sebagai kegiatan 1: " in kept.notes[0]


def test_a_submission_is_logged_as_its_kegiatan_with_its_deadline(
    knowledge: Knowledge, now: datetime
) -> None:
    host = office(knowledge, "diskominfo-kaltara-2017", {"P": "Petugas PPID", "U": "PPID Utama"})
    decide(host, knowledge, now, DIAJUKAN, Deed("P", ids=[ONE]))
    decide(host, knowledge, now, DIAJUKAN, Deed("U", ids=[ONE]))
    first, second = host.snapshot().rows("tblLangkah")
    assert first.text("kegiatan").startswith("6. Melaporkan kepada PPID Utama")
    assert second.text("kegiatan").startswith("7. Menyampaikan kepada atasan PPID")
    assert first["tenggat"] == datetime(2026, 11, 21, 8, 30)


def test_a_submission_that_the_sop_does_not_know_is_called_what_it_is(
    knowledge: Knowledge, now: datetime
) -> None:
    host = office(knowledge, "bkd-kalteng-2025", {"P": "PPID"})
    decide(host, knowledge, now, DIAJUKAN, Deed("P", ids=[ONE]))
    (act,) = host.snapshot().rows("tblLangkah")
    assert (act.text("kegiatan"), act["tenggat"]) == ("Pengajuan", None)
