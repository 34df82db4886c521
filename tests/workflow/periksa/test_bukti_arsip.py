"""Evidence that an archived version held and the workbook holds no more: nothing is published over it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from contoh_pdf import plain_pdf
from kantor_arsip import CLOSED, OPEN, archive, archive_again, change

from ppid_xl.arsip.store import Act, list_versions, open_arsip, save_version
from ppid_xl.cli import main
from ppid_xl.errors import ArsipError, InputError
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, Finding, ReplaceRows, SetColumn, Value
from ppid_xl.workflow.agenda.agenda import register_out
from ppid_xl.workflow.bukti.bukti import Proof, bukti
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.langkah import langkah
from ppid_xl.workflow.ground.tindakan import Deed, find_pejabat, write_act
from ppid_xl.workflow.masa.buka import buka
from ppid_xl.workflow.periksa.periksa import periksa
from ppid_xl.workflow.proses.persetujuan import DISETUJUI, decide
from ppid_xl.workflow.proses.uji import Answers, uji
from ppid_xl.workflow.tanda_tangan.terima_ttd import Signed, terima_ttd
from ppid_xl.workflow.terbit.kirim import kirim
from ppid_xl.workflow.terbit.terbit import Terbitan, terbit

pytestmark = pytest.mark.lama

ONE, TWO = "INF-2026-0001", "INF-2026-0002"
LOST, ONCE = "ppid-xl.bukti-pernah-ada", "ppid-xl.pernah-dikecualikan"
EVIDENCE = ("tblUji", "tblLangkah", "tblAgenda")


@pytest.fixture
def tested(rekap: Path, knowledge: Knowledge, now: datetime) -> FileHost:
    """Return an archived workbook whose closed row was tested and approved (version 2)."""
    host = archive(rekap, knowledge, now)
    host.apply([AppendRows("tblPejabat", [{"kode": "ATASAN", "nama": "Contoh Dua", "peran": "Atasan PPID"}])])
    uji(
        host,
        knowledge,
        now,
        Deed("PPID", now, ids=[ONE]),
        Answers(hasil="Ditutup", pertimbangan="Cukup ringkasannya"),
    )
    decide(host, knowledge, now, DISETUJUI, Deed("ATASAN", ids=[ONE], bukti="surat.pdf"))
    archive_again(host, knowledge, now)
    return host


def empty(host: FileHost, *tables: str) -> None:
    host.apply([ReplaceRows(table, []) for table in tables])


def publish(host: FileHost, knowledge: Knowledge, now: datetime) -> Terbitan:
    archive_again(host, knowledge, now)
    folder = host.path.parent
    return terbit(host.path, knowledge, now, arsip=folder / "arsip", folder=folder / "terbitan")


def proof(host: FileHost, knowledge: Knowledge, now: datetime, informasi: str = ONE) -> Proof:
    return bukti(
        host.snapshot(), informasi, knowledge, now, workbook=host.path, arsip=host.path.parent / "arsip"
    )


def told(host: FileHost, knowledge: Knowledge, now: datetime) -> list[Finding]:
    found = periksa(host, knowledge, now, folder=host.path.parent).findings
    return [f for f in found if f.pesan in (LOST, ONCE)]


def stops(done: Terbitan) -> list[tuple[str, str]]:
    return [(f.id, f.pesan) for f in done.blocking]


def test_evidence_that_still_stands_stops_nothing(
    tested: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    assert publish(tested, knowledge, now).files
    assert told(tested, knowledge, now) == []
    assert not [words for words in proof(tested, knowledge, now).kurang if "versi" in words]


@pytest.mark.parametrize("tables", [EVIDENCE, ("tblUji",), ("tblLangkah",)], ids=" ".join)
def test_emptied_tables_of_evidence_stop_the_lists(
    tested: FileHost, knowledge: Knowledge, now: datetime, tables: tuple[str, ...]
) -> None:
    empty(tested, *tables)
    done = publish(tested, knowledge, now)
    assert (ONE, LOST) in stops(done)
    assert done.files == ()
    assert not (tested.path.parent / "terbitan").exists()


def test_blanked_evidence_of_a_row_made_public_is_named_with_its_version(
    tested: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    empty(tested, *EVIDENCE)
    change(tested, "klasifikasi", "Berkala")
    done = publish(tested, knowledge, now)
    (found,) = [f for f in done.blocking if f.pesan == LOST]
    assert (found.id, found.fakta["versi"], found.tingkat) == (ONE, "v2", "galat")
    assert "UJI-2026-0001 Ditutup" in found.fakta["bukti"]
    assert "LK-2026-0002 Disetujui" in found.fakta["bukti"]


def test_blanked_evidence_is_missing_in_the_proof_and_a_warning_of_periksa(
    tested: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    empty(tested, *EVIDENCE)
    assert any("v2" in words and "UJI-2026-0001" in words for words in proof(tested, knowledge, now).kurang)
    assert [(f.tingkat, f.id, f.pesan) for f in told(tested, knowledge, now)] == [("peringatan", ONE, LOST)]


def test_however_often_it_is_archived_again_the_evidence_is_missed(
    tested: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    empty(tested, *EVIDENCE)
    archive_again(tested, knowledge, now)
    change(tested, "klasifikasi", "Berkala")
    archive_again(tested, knowledge, now)
    change(tested, "retensi", "5 tahun")
    assert (ONE, LOST) in stops(publish(tested, knowledge, now))


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [("tblUji", "hasil", "Dibuka"), ("tblLangkah", "keputusan", "Dicatat"), ("tblUji", "id_informasi", TWO)],
)
def test_evidence_written_over_is_evidence_gone(
    tested: FileHost, knowledge: Knowledge, now: datetime, table: str, key: str, value: Value
) -> None:
    rows = tested.snapshot().rows(table)
    tested.apply([SetColumn(table, key, {row.number: value for row in rows})])
    assert (ONE, LOST) in stops(publish(tested, knowledge, now))


@pytest.mark.parametrize(
    ("table", "place", "key", "value", "said"),
    [
        ("tblLangkah", 1, "oleh", "PPID", "LK-2026-0002 (21/11/2026, ATASAN, Atasan PPID)"),
        (
            "tblLangkah",
            1,
            "sebagai",
            "Pimpinan Badan Publik",
            "LK-2026-0002 (21/11/2026, ATASAN, Atasan PPID)",
        ),
        ("tblLangkah", 1, "mulai", datetime(2026, 11, 25), "LK-2026-0002 (21/11/2026, ATASAN, Atasan PPID)"),
        ("tblLangkah", 0, "oleh", "ATASAN", "LK-2026-0001 (21/11/2026, PPID, PPID)"),
        ("tblUji", 0, "sidik", "0123456789abcdef", "UJI-2026-0001 (sidik"),
    ],
)
def test_who_when_and_the_digest_of_what_was_tested_stay_as_archived(
    tested: FileHost, knowledge: Knowledge, now: datetime, table: str, place: int, key: str, value: Value, said: str
) -> None:  # fmt: skip
    tested.apply([SetColumn(table, key, {tested.snapshot().rows(table)[place].number: value})])
    assert any(said in words for words in proof(tested, knowledge, now).kurang)
    assert (ONE, LOST) in stops(publish(tested, knowledge, now))


@pytest.mark.parametrize(
    ("key", "value", "said"), [("nomor", "8/2026", "nomor 7/2026"), ("sidik", "0123456789abcdef", "sidik")]
)
def test_a_signed_letter_stays_as_archived(
    tested: FileHost, knowledge: Knowledge, now: datetime, key: str, value: Value, said: str
) -> None:
    scan = tested.path.with_name("pindai.pdf")
    scan.write_bytes(plain_pdf(1))
    register_out(tested, now, Deed("PPID", ids=[ONE]), jenis="penetapan", tanggal=now.date(), nomor="7/2026")
    terima_ttd(tested, now, scan, "SR-2026-0001", Signed("basah"), Deed("PPID"), folder=tested.path.parent)
    archive_again(tested, knowledge, now)
    assert told(tested, knowledge, now) == []
    (letter,) = tested.snapshot().rows("tblAgenda")
    tested.apply([SetColumn("tblAgenda", key, {letter.number: value})])
    (found,) = told(tested, knowledge, now)
    assert f"SR-2026-0001 ({said}" in found.fakta["bukti"]


@pytest.mark.parametrize(
    ("ids", "act"), [(f"{ONE}; INF-2026-0003", "LK-2026-0002"), ("INF-2026-0001..0003", "LK-2026-0002")]
)
def test_an_archived_approval_widened_to_another_informasi_is_told_of_that_one(
    tested: FileHost, knowledge: Knowledge, now: datetime, ids: str, act: str
) -> None:
    tested.apply([AppendRows("tblRekap", [{**CLOSED, "id": "INF-2026-0003", "judul_informasi": "Lain"}])])
    assert told(tested, knowledge, now) == []
    approval = tested.snapshot().rows("tblLangkah")[1]
    tested.apply([SetColumn("tblLangkah", "id_informasi", {approval.number: ids})])
    found = {f.id: f.fakta["bukti"] for f in told(tested, knowledge, now)}
    assert found["INF-2026-0003"] == f"{act} (waktu itu belum menjadi buktinya)"
    assert ONE not in found


def test_a_version_that_an_act_names_and_the_archive_has_no_more_is_missed(
    tested: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    record_version(tested, now, 2)
    assert missed_versions(tested, knowledge, now) == []
    (tested.path.parent / "arsip" / "log.jsonl").rename(tested.path.parent / "log.jsonl")
    assert missed_versions(tested, knowledge, now) == ["versi 2 buku-rekap (LK-2026-0003)"]
    (tested.path.parent / "log.jsonl").rename(tested.path.parent / "arsip" / "log.jsonl")
    record_version(tested, now, 9)
    assert missed_versions(tested, knowledge, now) == ["versi 9 buku-rekap (LK-2026-0004)"]


def missed_versions(host: FileHost, knowledge: Knowledge, now: datetime) -> list[str]:
    words = "; tidak ada lagi di folder arsip"
    return [one.removesuffix(words) for one in proof(host, knowledge, now).kurang if one.endswith(words)]


def record_version(host: FileHost, now: datetime, number: int) -> None:
    """Write the act by which ``ppid arsip simpan`` records a version."""
    deed = Deed("PPID", now, ids=[ONE], bukti=f"arsip buku-rekap v{number}")
    officer = find_pejabat(host.snapshot(), "PPID")
    host.apply(write_act(host.snapshot(), now, officer, deed, "Pengarsipan")[1])


def test_an_archived_act_written_over_as_an_approval_is_told(
    tested: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    langkah(tested, knowledge, now, 4, Deed("PPID", ids=[TWO]))
    decide(tested, knowledge, now, DISETUJUI, Deed("ATASAN", ids=[ONE], bukti="surat.pdf"))
    archive_again(tested, knowledge, now)
    stated = tested.snapshot().rows("tblLangkah")[2]
    tested.apply([SetColumn("tblLangkah", "keputusan", {stated.number: DISETUJUI})])
    found = {f.id: f.fakta["bukti"] for f in told(tested, knowledge, now)}
    assert found == {TWO: "LK-2026-0003 (waktu itu belum menjadi buktinya)"}


def test_more_evidence_takes_nothing_away(tested: FileHost, knowledge: Knowledge, now: datetime) -> None:
    uji(
        tested,
        knowledge,
        now,
        Deed("PPID", now, ids=[ONE]),
        Answers(hasil="Dibuka", pertimbangan="Auditnya selesai"),
    )
    buka(tested, knowledge, now, Deed("ATASAN", ids=[ONE], bukti="sk.pdf"), klasifikasi="Berkala")
    assert publish(tested, knowledge, now).files
    assert told(tested, knowledge, now) == []


def test_a_row_that_was_excluded_and_turned_public_without_an_act_stops_the_lists(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    host = archive(rekap, knowledge, now)
    change(host, "klasifikasi", "Setiap Saat")
    assert [(f.tingkat, f.pesan) for f in told(host, knowledge, now)] == [("peringatan", ONCE)]
    assert any("v1" in words for words in proof(host, knowledge, now).kurang)
    assert stops(publish(host, knowledge, now)) == [(ONE, ONCE)]


def test_the_act_of_opening_lets_the_row_out(rekap: Path, knowledge: Knowledge, now: datetime) -> None:
    host = archive(rekap, knowledge, now)
    buka(host, knowledge, now, Deed("PPID", ids=[ONE], bukti="sk.pdf"), klasifikasi="Berkala")
    assert publish(host, knowledge, now).files


def test_an_approval_as_a_public_row_lets_it_out(rekap: Path, knowledge: Knowledge, now: datetime) -> None:
    host = archive(rekap, knowledge, now)
    change(host, "klasifikasi", "Berkala")
    act: dict[str, Value] = {"id_langkah": "LK-2026-0001", "kegiatan": "Persetujuan", "id_informasi": ONE,
                             "keputusan": "Disetujui", "mulai": now.replace(tzinfo=None), "oleh": "PPID"}  # fmt: skip
    host.apply([AppendRows("tblLangkah", [act])])
    assert publish(host, knowledge, now).files


def test_a_row_gone_with_its_evidence_stops_the_lists(
    tested: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    empty(tested, *EVIDENCE, "tblRekap")
    tested.apply([AppendRows("tblRekap", [OPEN])])
    done = publish(tested, knowledge, now)
    assert stops(done) == [(ONE, LOST)]
    assert done.blocking[0].sel
    with pytest.raises(InputError) as refusal:
        proof(tested, knowledge, now)
    assert refusal.value.kode == "id-hanya-di-arsip"
    assert "v2" in str(refusal.value.fakta["versi"])


def test_an_id_given_to_another_informasi_is_the_id_that_was_excluded(
    tested: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    empty(tested, *EVIDENCE, "tblRekap")
    tested.apply([AppendRows("tblRekap", [{**OPEN, "id": ONE, "judul_informasi": "Agenda pimpinan"}])])
    assert (ONE, LOST) in stops(publish(tested, knowledge, now))


def test_an_excluded_informasi_published_under_another_id_is_known_by_its_words(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    host = archive(rekap, knowledge, now)
    empty(host, "tblRekap")
    renamed = {**OPEN, "id": "INF-2026-0009", "judul_informasi": "KERTAS kerja: audit 2025",
               "unit_penguasa": "inspektorat"}  # fmt: skip
    host.apply([AppendRows("tblRekap", [OPEN, renamed])])
    assert stops(publish(host, knowledge, now)) == [("INF-2026-0009", ONCE)]


def test_the_public_one_of_two_rows_may_stay_when_the_other_is_taken_out(
    rekap: Path, knowledge: Knowledge, now: datetime
) -> None:
    twin = {**OPEN, "judul_informasi": CLOSED["judul_informasi"], "unit_penguasa": CLOSED["unit_penguasa"]}
    host = archive(rekap, knowledge, now, [CLOSED, twin])
    empty(host, "tblRekap")
    host.apply([AppendRows("tblRekap", [twin])])
    assert publish(host, knowledge, now).files


def test_a_redacted_copy_is_not_what_was_excluded(rekap: Path, knowledge: Knowledge, now: datetime) -> None:
    host = archive(rekap, knowledge, now)
    copy = {**OPEN, "id": "INF-2026-0009", "judul_informasi": CLOSED["judul_informasi"],
            "unit_penguasa": CLOSED["unit_penguasa"], "versi_publik_dari": ONE}  # fmt: skip
    host.apply([AppendRows("tblRekap", [copy])])
    assert publish(host, knowledge, now).files


def test_a_workbook_begun_anew_lacks_nothing_of_the_year_before(
    tested: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    empty(tested, *EVIDENCE, "tblRekap")
    tested.apply([AppendRows("tblRekap", [{**OPEN, "id": "INF-2027-0003"}])])
    assert publish(tested, knowledge, now).files
    assert told(tested, knowledge, now) == []


def test_the_package_for_pusat_data_is_stopped_too(
    tested: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    empty(tested, *EVIDENCE)
    change(tested, "klasifikasi", "Berkala")
    archive_again(tested, knowledge, now)
    done = kirim(tested, tested.path, knowledge, now, Deed("PPID"), arsip=tested.path.parent / "arsip")
    assert (ONE, LOST) in [(f.id, f.pesan) for f in done.blocking]
    assert done.files == ()


def test_a_version_archived_before_evidence_was_listed_is_read_from_its_workbook(
    tested: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    other = tested.path.with_name("lama.xlsx")
    other.write_bytes(tested.path.read_bytes())
    act = Act("PPID", "uji@contoh", now, "Untuk diterbitkan")
    save_version(open_arsip(tested.path.parent / "arsip"), "buku-lama", {"buku/lama.xlsx": other}, act)
    host = FileHost(other, knowledge.dictionary)
    empty(host, *EVIDENCE)
    assert [f.fakta["versi"] for f in told(host, knowledge, now)] == ["v1"]


def test_the_list_of_evidence_in_the_archive_is_read_only_as_it_was_written(
    tested: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    version = list_versions(open_arsip(tested.path.parent / "arsip"), "buku-rekap")[-1]
    assert "bukti.json" in version.files
    stored = next(p for p in (tested.path.parent / "arsip").rglob("*.json") if b"UJI-2026-0001" in p.read_bytes()
                  and p.parent.name == "content" and b"dikecualikan" in p.read_bytes())  # fmt: skip
    stored.chmod(0o600)
    stored.write_bytes(b"{}")
    with pytest.raises(ArsipError):
        proof(tested, knowledge, now)
    assert told(tested, knowledge, now) == []


def test_the_button_prints_what_stood_in_the_archive(
    tested: FileHost, knowledge: Knowledge, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    empty(tested, *EVIDENCE)
    archive_again(tested, knowledge, now)
    assert main(["terbit", str(tested.path), "--tanggal", "2026-11-21"]) == 1
    printed = capsys.readouterr().out
    assert "v2" in printed
    assert "UJI-2026-0001" in printed
