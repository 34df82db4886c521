"""Agenda: numbers by kind, taken once, without a gap where the tool counts; what was cancelled stays."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from contoh_pdf import plain_pdf
from hypothesis import given, settings
from hypothesis import strategies as st
from kantor import ONE, office

from ppid_xl.errors import ConfigError, InputError
from ppid_xl.evidence import read_evidence
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.messages import sentence
from ppid_xl.model import ReplaceRows, Value
from ppid_xl.workflow.agenda.agenda import Entered, cancel, listed, register_in, register_out
from ppid_xl.workflow.agenda.nomor_agenda import EXAMPLES, choose_number, mode_of
from ppid_xl.workflow.ground.knowledge import Knowledge, load_knowledge
from ppid_xl.workflow.ground.tindakan import Deed

DAY = date(2026, 11, 21)
COUNTED = {"ModeNomorSurat": "otomatis", "PolaNomorSurat": "800/{urut:2}/SEKRE/{tahun}"}


def desk(knowledge: Knowledge, **settings: Value) -> MemoryHost:
    return office(knowledge, "bkd-kalteng-2025", {"A": "Atasan PPID"}, rows=3, **settings)


def sent(
    host: MemoryHost, now: datetime, jenis: str = "penetapan", nomor: str = "", day: date = DAY
) -> Entered:
    now = now.replace(year=max(now.year, day.year))
    return register_out(host, now, Deed("A", ids=[ONE]), jenis=jenis, tanggal=day, perihal="Hal", nomor=nomor)


def refusal_of(call, *given: object, **more: object) -> InputError | ConfigError:  # type: ignore[no-untyped-def]
    with pytest.raises((InputError, ConfigError)) as refusal:
        call(*given, **more)
    return refusal.value


@pytest.mark.parametrize(
    ("setting", "modes"),
    [
        ("", ("ketik", "ketik")),
        ("otomatis", ("otomatis", "otomatis")),
        ("penetapan=otomatis; nota-dinas=srikandi", ("otomatis", "srikandi")),
        ("srikandi; Nota Dinas = ketik", ("srikandi", "ketik")),
    ],
)
def test_each_kind_has_the_mode_the_office_set(
    knowledge: Knowledge, setting: str, modes: tuple[str, str]
) -> None:
    book = desk(knowledge, ModeNomorSurat=setting).snapshot()
    assert (mode_of(book, "penetapan"), mode_of(book, "nota-dinas")) == modes


def test_a_mode_nobody_knows_is_refused_with_the_nearest(knowledge: Knowledge) -> None:
    book = desk(knowledge, ModeNomorSurat="penetapan=otomatik").snapshot()
    assert refusal_of(mode_of, book, "penetapan").fakta["terdekat"] == "otomatis"


def test_a_letter_is_one_line_one_act_and_two_counters(knowledge: Knowledge, now: datetime) -> None:
    host = desk(knowledge)
    entered = sent(host, now, nomor="800/07/SEKRE/2026")
    (row,) = host.snapshot().rows("tblAgenda")
    (act,) = host.snapshot().rows("tblLangkah")
    assert (row.text("id_surat"), row.text("nomor"), row["tanggal"]) == (
        "SR-2026-0001",
        "800/07/SEKRE/2026",
        DAY,
    )
    assert (act.text("id_langkah"), act.text("id_surat"), act.text("id_informasi")) == (
        entered.id_langkah, "SR-2026-0001", ONE,
    )  # fmt: skip
    assert (host.snapshot().setting("UrutSR"), host.snapshot().setting("UrutLK")) == ("1", "1")
    (letter,) = read_evidence(host.snapshot()).letters[ONE]
    assert (letter.nomor, letter.keadaan) == ("800/07/SEKRE/2026", "Konsep")


def test_a_typed_number_must_be_given_and_free(knowledge: Knowledge, now: datetime) -> None:
    host = desk(knowledge)
    assert refusal_of(sent, host, now).kode == "nomor-surat-belum-disebut"
    sent(host, now, nomor="7/2026")
    taken = refusal_of(sent, host, now, nomor=" 7 / 2026")
    assert (taken.kode, taken.fakta["surat"]) == ("nomor-surat-terpakai", "SR-2026-0001")
    assert sent(host, now, "nota-dinas", "7/2026").id_surat == "SR-2026-0002"
    assert sent(host, now, nomor="7/2026", day=date(2027, 1, 4)).id_surat == "SR-2027-0003"


def test_counted_numbers_run_on_by_year_and_kind(knowledge: Knowledge, now: datetime) -> None:
    host = desk(knowledge, **COUNTED)
    numbers = [sent(host, now, kind).nomor for kind in ("penetapan", "penetapan", "nota-dinas")]
    assert numbers == ["800/01/SEKRE/2026", "800/02/SEKRE/2026", "800/01/SEKRE/2026"]
    assert sent(host, now, day=date(2027, 1, 4)).nomor == "800/01/SEKRE/2027"


def test_a_counted_number_leaves_no_gap(knowledge: Knowledge, now: datetime) -> None:
    host = desk(knowledge, **COUNTED)
    assert sent(host, now, nomor="800/41/SEKRE/2026").nomor == "800/41/SEKRE/2026"
    gap = refusal_of(sent, host, now, nomor="800/43/SEKRE/2026")
    assert (gap.kode, gap.fakta["berikut"]) == ("nomor-surat-berlubang", "42")
    assert refusal_of(sent, host, now, nomor="43").kode == "nomor-surat-tidak-berpola"
    assert sent(host, now).nomor == "800/42/SEKRE/2026"


def test_what_only_the_office_knows_comes_from_its_last_number(knowledge: Knowledge, now: datetime) -> None:
    host = desk(
        knowledge, ModeNomorSurat="otomatis", PolaNomorSurat="{kode}/{urut}/{unit}/{bulan_romawi}/{tahun}"
    )
    assert refusal_of(sent, host, now).fakta["bagian"] == "kode"
    sent(host, now, nomor="800.1/9/SEKRE/X/2026")
    assert sent(host, now).nomor == "800.1/10/SEKRE/XI/2026"


def test_a_pattern_without_a_count_cannot_count(knowledge: Knowledge, now: datetime) -> None:
    host = desk(knowledge, ModeNomorSurat="otomatis", PolaNomorSurat="800/{tahun}")
    assert refusal_of(sent, host, now).kode == "pola-tanpa-urut"


def test_without_a_pattern_two_are_shown_with_the_number_each_would_give(
    knowledge: Knowledge, now: datetime
) -> None:
    refusal = refusal_of(sent, desk(knowledge, ModeNomorSurat="otomatis"), now)
    assert refusal.kode == "pola-nomor-kosong"
    assert "{urut}/PPID/{bulan_romawi}/{tahun} (menjadi 1/PPID/XI/2026)" in sentence(refusal)
    assert "800/{urut:3}/SEKRE/{tahun} (menjadi 800/001/SEKRE/2026)" in sentence(refusal)


def test_a_pattern_that_was_shown_counts_from_the_first_letter(knowledge: Knowledge, now: datetime) -> None:
    for pola, first, second in (
        (EXAMPLES[0], "1/PPID/XI/2026", "2/PPID/XI/2026"),
        (EXAMPLES[1], "800/001/SEKRE/2026", "800/002/SEKRE/2026"),
    ):
        host = desk(knowledge, ModeNomorSurat="otomatis", PolaNomorSurat=pola)
        assert [sent(host, now).nomor, sent(host, now).nomor] == [first, second]


def test_srikandi_gives_its_own_number(knowledge: Knowledge) -> None:
    number = choose_number(desk(knowledge, ModeNomorSurat="srikandi").snapshot(), "nota-dinas", DAY)
    assert (number.agenda, number.tercetak, number.tanggal) == ("", "${nomor_naskah}", "${tanggal_naskah}")


def test_a_cancelled_letter_stays_with_its_number(knowledge: Knowledge, now: datetime) -> None:
    host = desk(knowledge, **COUNTED)
    sent(host, now)
    cancel(host, now, "sr-2026-0001", Deed("A", catatan="salah tujuan"))
    (row,) = host.snapshot().rows("tblAgenda")
    assert (row.text("nomor"), row.text("keadaan_tanda_tangan")) == ("800/01/SEKRE/2026", "Dibatalkan")
    act = host.snapshot().rows("tblLangkah")[-1]
    assert (act.text("keputusan"), act.text("catatan"), act.text("id_informasi")) == (
        "Dibatalkan", "salah tujuan", ONE,
    )  # fmt: skip
    assert sent(host, now).nomor == "800/02/SEKRE/2026"
    assert refusal_of(cancel, host, now, "SR-2026-0001", Deed("A", catatan="lagi")).kode == "surat-dibatalkan"
    assert read_evidence(host.snapshot()).current_letters(ONE)[0].id_surat == "SR-2026-0002"


def test_a_cancellation_needs_a_reason_and_a_letter(knowledge: Knowledge, now: datetime) -> None:
    host = desk(knowledge)
    assert refusal_of(cancel, host, now, "SR-2026-0001", Deed("A")).kode == "batal-tanpa-catatan"
    unknown = refusal_of(cancel, host, now, "SR-2026-0001", Deed("A", catatan="x"))
    assert unknown.kode == "surat-tidak-ada"


def came(host: MemoryHost, now: datetime, dari: str, **more: object) -> Entered:
    return register_in(
        host, now, Deed(""), jenis="permintaan", tanggal=DAY, dari=dari, nomor="12/2026", **more
    )  # type: ignore[arg-type]


def test_each_sender_counts_for_itself(knowledge: Knowledge, now: datetime) -> None:
    host = desk(knowledge)
    came(host, now, "Inspektorat")
    assert came(host, now, "Biro Hukum").id_surat == "SR-2026-0002"
    assert refusal_of(came, host, now, "inspektorat").kode == "nomor-surat-terpakai"


def test_the_file_of_a_letter_that_came_in_is_kept(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host = desk(knowledge)
    scan = tmp_path / "dari WA.pdf"
    scan.write_bytes(plain_pdf(2))
    came(host, now, "Inspektorat", berkas=scan, folder=tmp_path)
    (letter,) = listed(host.snapshot())
    assert (letter.arah, letter.berkas, len(letter.sidik)) == ("Masuk", "naskah/SR-2026-0001.pdf", 16)
    assert (tmp_path / letter.berkas).read_bytes() == scan.read_bytes()


def test_no_copy_stays_when_the_workbook_cannot_be_written(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    host = desk(knowledge)
    host.book = type(host.book)(
        host.book.name, "", {k: v for k, v in host.book.tables.items() if k != "tblAgenda"}
    )
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(plain_pdf(1))
    assert refusal_of(came, host, now, "X", berkas=scan, folder=tmp_path).kode == "tabel-tidak-ada"
    assert not list((tmp_path / "naskah").iterdir())


acts = st.lists(
    st.one_of(
        st.tuples(st.just("surat"), st.sampled_from(["penetapan", "nota-dinas"]), st.sampled_from([2026, 2027])),
        st.tuples(st.just("batal"), st.integers(0, 9)),
        st.tuples(st.just("hapus"), st.integers(0, 9)),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(acts)
def test_no_number_and_no_id_is_ever_given_twice(doings: list[tuple[str, object, object]]) -> None:
    host = desk(load_knowledge(), **COUNTED)
    moment, given_out, ids = datetime(2026, 11, 21, 8), [], []
    for word, *facts in doings:
        rows = host.snapshot().rows("tblAgenda")
        if word == "surat":
            entered = sent(host, moment, str(facts[0]), day=date(int(str(facts[1])), 5, 4))
            given_out.append((facts[0], entered.nomor))
            ids.append(entered.id_surat)
        elif rows:
            row = rows[int(str(facts[0])) % len(rows)]
            if word == "hapus":
                host.apply([ReplaceRows("tblAgenda", [r.values for r in rows if r is not row])])
            elif row.text("keadaan_tanda_tangan") != "Dibatalkan":
                cancel(host, moment, row.text("id_surat"), Deed("A", catatan="x"))
    assert len(set(given_out)) == len(given_out)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("arah", ["masuk", "keluar"])
def test_a_letter_of_a_day_to_come_is_not_entered(knowledge: Knowledge, now: datetime, arah: str) -> None:
    host, tomorrow = desk(knowledge), date(2026, 11, 22)
    if arah == "keluar":
        refused = refusal_of(sent, host, now, nomor="1", day=tomorrow)
    else:
        refused = refusal_of(
            register_in, host, now, Deed("A"), jenis="surat", tanggal=tomorrow, dari="Diskominfo", nomor="1"
        )
    assert (refused.kode, refused.fakta["tanggal"]) == ("tanggal-surat-mendatang", "22/11/2026")
    assert not host.snapshot().rows("tblAgenda")
    assert sent(host, now, nomor="1").id_surat == "SR-2026-0001"
