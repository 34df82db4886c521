"""Musnahkan: refused with nothing changed while anything speaks against it; done whole when nothing does."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from kantor_arsip import CLOSED, OPEN, archive, archive_again

from ppid_xl.arsip.schedule import check_all
from ppid_xl.arsip.store import Act, Arsip, list_objects, save_version
from ppid_xl.errors import ArsipError, InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, Value
from ppid_xl.workflow.arsip.simpan import Person, riwayat, simpan
from ppid_xl.workflow.brankas.musnahkan import LAW, Paper, musnahkan, prepare, read_paper
from ppid_xl.workflow.ground.isi_versi import LARGE, record_file
from ppid_xl.workflow.ground.knowledge import Knowledge

pytestmark = pytest.mark.lama

ENDED = {**CLOSED, "jangka_waktu": "5 bulan", "terhitung_mulai": date(2026, 1, 2), "retensi": "2 tahun"}
OLD = {**OPEN, "retensi": "2 tahun", "waktu_dan_tempat_pembuatan": "Pontianak, 2020"}
LATE = date(2031, 3, 3)
SIGNED: dict[str, Value] = {
    "id_surat": "SR-2026-0001", "arah": "Keluar", "jenis": "berita-acara", "nomor": "7/BA/2026",
    "keadaan_tanda_tangan": "Ditandatangani", "berkas": "naskah/SR-2026-0001.pdf",
}  # fmt: skip
WHO = Person("siti@pc", "PPID")


class Office:
    """A living workbook and, in the same archive, the object of one that is no longer used."""

    def __init__(self, folder: Path, blank: bytes, knowledge: Knowledge, now: datetime) -> None:
        self.folder, self.blank, self.knowledge, self.now = folder, blank, knowledge, now
        self.arsip = folder / "arsip"
        self.paper = folder / "berita-acara.pdf"
        self.paper.write_bytes(b"%PDF berita acara pemusnahan")
        self.host = self.add("rekap.xlsx", OPEN)

    def add(self, name: str, *rows: dict[str, Value]) -> FileHost:
        path = self.folder / name
        path.write_bytes(self.blank)
        self.now += timedelta(minutes=1)
        return archive(path, self.knowledge, self.now, rows)

    def retire(self, *rows: dict[str, Value]) -> None:
        self.add("lama.xlsx", *rows)
        (self.folder / "lama.xlsx").unlink()

    def files(self) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in self.arsip.rglob("*") if path.is_file()}

    def destroy(self, objek: str = "buku-lama", *, today: date = LATE, agree: bool = True) -> object:
        request = prepare(self.arsip, objek, self.knowledge, today)
        moment = self.now.replace(year=2031)
        paper = read_paper(str(self.paper), "9/BA/2031", None, self.folder)
        return musnahkan(self.arsip, request, paper, moment, WHO, lambda: agree)


@pytest.fixture
def office(tmp_path: Path, blank_rekap: bytes, knowledge: Knowledge, now: datetime) -> Office:
    return Office(tmp_path, blank_rekap, knowledge, now)


def test_an_object_whose_rows_are_all_over_is_destroyed_and_the_archive_stays_sound(office: Office) -> None:
    office.retire(ENDED, OLD)
    assert office.destroy() is not None
    assert list_objects(Arsip(office.arsip)) == ["buku-rekap", "musnah-buku-lama"]
    assert check_all(Arsip(office.arsip)) == []
    with pytest.raises(ArsipError, match="objek-dimusnahkan"):
        riwayat(office.arsip, "buku-lama")


REFUSED = {
    "exclusion still running": ([{**ENDED, "jangka_waktu": "30 tahun"}], "musnah-masih-dikecualikan"),
    "exclusion without an end": ([{**ENDED, "jangka_waktu": "sampai seleksi selesai"}], "musnah-masih-dikecualikan"),
    "retention not over": ([{**OLD, "retensi": "20 tahun"}], "musnah-retensi"),
    "retention from the first version": (
        [{**OLD, "retensi": "6 tahun", "waktu_dan_tempat_pembuatan": "Pontianak"}], "musnah-retensi",
    ),
    "kept for ever": ([{**OLD, "retensi": "Permanen"}], "musnah-retensi"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_rows_say_stops_it_and_nothing_changes(office: Office, name: str) -> None:
    rows, kode = REFUSED[name]
    office.retire(*rows)
    before = office.files()
    with pytest.raises(ArsipError, match=kode):
        office.destroy()
    assert office.files() == before


def test_the_archive_of_a_workbook_in_use_is_not_destroyed(office: Office) -> None:
    before = office.files()
    with pytest.raises(ArsipError, match="musnah-masih-dipakai"):
        office.destroy("buku-rekap")
    assert office.files() == before


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("tblLangkah", {"id_langkah": "LK-2026-0001", "bukti": "arsip buku-lama v1"}),
        ("tblAgenda", {"id_surat": "SR-2026-0001", "perihal": "Penyerahan (buku-lama)"}),
    ],
)
def test_an_object_that_another_names_is_not_destroyed(
    office: Office, table: str, row: dict[str, Value]
) -> None:
    office.retire(OLD)
    office.host.apply([AppendRows(table, [row])])
    archive_again(office.host, office.knowledge, office.now + timedelta(minutes=9))
    before = office.files()
    with pytest.raises(ArsipError, match="musnah-masih-dirujuk"):
        office.destroy()
    assert office.files() == before


def test_a_name_in_a_packed_record_is_a_reference_too(office: Office) -> None:
    office.retire(OLD)
    name, content = record_file("rujukan.json", ["arsip buku-lama v1", "x" * LARGE])
    act = Act("PPID", "siti@pc", office.now + timedelta(minutes=8), "Catatan lain")
    save_version(Arsip(office.arsip), "catatan-lain", {name: content}, act)
    assert name.endswith(".gz")
    with pytest.raises(ArsipError, match="musnah-masih-dirujuk"):
        office.destroy()


def test_a_longer_name_is_no_reference(office: Office) -> None:
    office.retire(OLD)
    row = {"id_langkah": "LK-2026-0001", "bukti": "arsip buku-lama-sekali v1"}
    office.host.apply([AppendRows("tblLangkah", [row])])
    archive_again(office.host, office.knowledge, office.now + timedelta(minutes=9))
    assert office.destroy() is not None


def test_who_does_not_agree_destroys_nothing(office: Office) -> None:
    office.retire(OLD)
    before = office.files()
    assert office.destroy(agree=False) is None
    assert office.files() == before


def test_an_unknown_object_is_refused_with_those_there_are(office: Office) -> None:
    with pytest.raises(ArsipError) as refused:
        office.destroy("INF-2026-0001")
    assert refused.value.fakta["pilihan"] == "buku-rekap"


def test_a_damaged_object_is_not_destroyed(office: Office) -> None:
    office.retire(OLD)
    next((office.arsip / "ocfl/buku-lama").rglob("*.xlsx")).write_bytes(b"lain")
    before = office.files()
    with pytest.raises(ArsipError, match="arsip-rusak"):
        office.destroy()
    assert office.files() == before


def test_the_law_and_the_retention_nobody_wrote_are_told_before_anybody_agrees(office: Office) -> None:
    office.retire(ENDED, {**OLD, "retensi": "sesuai jadwal"})
    notes = prepare(office.arsip, "buku-lama", office.knowledge, LATE).notes
    assert notes[0] == LAW
    assert notes[1] == "Retensi 1 baris kosong atau tidak terbaca: INF-2026-0002."


def test_a_new_workbook_of_a_destroyed_name_is_sent_to_another_name(office: Office) -> None:
    office.retire(OLD)
    office.destroy()
    path = office.folder / "lama.xlsx"
    path.write_bytes(office.blank)
    host = FileHost(path, office.knowledge.dictionary)
    with pytest.raises(ArsipError, match="objek-dimusnahkan"):
        simpan(path, host.snapshot(), (), office.knowledge, office.now.replace(year=2032), folder=office.arsip,
               person=WHO, alasan="Baru")  # fmt: skip


# ---- the berita acara


def agenda(office: Office, **facts: Value) -> None:
    office.host.apply([AppendRows("tblAgenda", [{**SIGNED, **facts}])])


def test_a_signed_letter_of_the_agenda_is_a_berita_acara_with_its_number(office: Office) -> None:
    agenda(office)
    kept = office.folder / "naskah/SR-2026-0001.pdf"
    kept.parent.mkdir()
    kept.write_bytes(b"%PDF")
    assert read_paper("sr-2026-0001", "", office.host.snapshot(), office.folder) == Paper(
        "7/BA/2026", kept, "SR-2026-0001"
    )


@pytest.mark.parametrize("facts", [{"keadaan_tanda_tangan": "Menunggu tanda tangan"}, {"berkas": None}, {}])
def test_a_letter_not_signed_or_without_its_file_is_none(office: Office, facts: dict[str, Value]) -> None:
    agenda(office, **facts)
    with pytest.raises(InputError, match="berita-acara-belum-sah"):
        read_paper("SR-2026-0001", "", office.host.snapshot(), office.folder)


@pytest.mark.parametrize(("content", "nomor"), [(b"%PDF", " "), (b"", "9/BA/2031")])
def test_a_file_needs_a_number_and_content(office: Office, content: bytes, nomor: str) -> None:
    office.paper.write_bytes(content)
    with pytest.raises(InputError, match="berita-acara-tanpa-nomor"):
        read_paper(office.paper.name, nomor, None, office.folder)


def test_no_berita_acara_at_all_is_refused(office: Office) -> None:
    with pytest.raises(InputError, match="bukti-tidak-ada"):
        read_paper("SR-2026-0001", "9/BA/2031", None, office.folder)


# ---- objects of one informasi and of one letter


DECIDED = {"id_langkah": "LK-2026-0001", "kegiatan": "8 Penetapan", "id_informasi": "INF-2026-0001", "putaran": 1,
           "oleh": "PPID", "keputusan": "Disetujui"}  # fmt: skip
INFORMASI = "informasi-INF-2026-0001"


def retire_decided(office: Office, row: dict[str, Value]) -> None:
    """Archive a workbook with one decided informasi, which gets an object of its own, and take it out of use."""
    host = office.add("lama.xlsx", row)
    host.apply([AppendRows("tblLangkah", [DECIDED])])
    office.now += timedelta(minutes=5)
    archive_again(host, office.knowledge, office.now)
    (office.folder / "lama.xlsx").unlink()
    assert INFORMASI in list_objects(Arsip(office.arsip))


def test_the_exclusion_of_an_informasi_with_an_object_of_its_own_is_judged_too(office: Office) -> None:
    retire_decided(office, {**ENDED, "jangka_waktu": "30 tahun"})
    before = office.files()
    for name in (INFORMASI, "buku-lama"):
        with pytest.raises(ArsipError, match="musnah-masih-di"):
            office.destroy(name)
    assert office.files() == before


def test_a_workbook_goes_before_the_informasi_that_it_lists(office: Office) -> None:
    retire_decided(office, ENDED)
    with pytest.raises(ArsipError, match="musnah-masih-dirujuk"):
        office.destroy(INFORMASI)
    office.destroy("buku-lama")
    office.now += timedelta(minutes=1)
    office.destroy("INF-2026-0001")
    assert not {INFORMASI, "buku-lama"} & set(list_objects(Arsip(office.arsip)))
    assert check_all(Arsip(office.arsip)) == []


def test_the_same_id_in_a_workbook_of_another_year_is_no_reference(office: Office) -> None:
    retire_decided(office, ENDED)
    office.add("baru.xlsx", CLOSED)
    office.destroy("buku-lama")
    office.now += timedelta(minutes=1)
    assert office.destroy(INFORMASI) is not None
