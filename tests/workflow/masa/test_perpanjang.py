"""Perpanjang: no longer period without a new test, none past the end, and a digest that still fits the row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from kantor import ANSWERS, ONE, good_rows, office

from ppid_xl.errors import InputError
from ppid_xl.evidence import DISETUJUI, read_evidence, sidik_of
from ppid_xl.hosts import Host
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import AppendRows, Row, SetColumn
from ppid_xl.workflow.bukti.bukti import bukti
from ppid_xl.workflow.ground.catatan import former_values
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.isi.usulan import terima_usulan
from ppid_xl.workflow.masa.perpanjang import Extended, Extension, perpanjang
from ppid_xl.workflow.periksa.periksa import periksa
from ppid_xl.workflow.periksa.temuan_bukti import decided_sidik
from ppid_xl.workflow.proses.persetujuan import decide, is_final
from ppid_xl.workflow.proses.uji import uji

KODE = "bkd-kalteng-2025"
LATER = Extension("2 tahun")


@pytest.fixture
def bkd(knowledge: Knowledge) -> MemoryHost:
    return office(knowledge, KODE, {"A": "Atasan PPID", "T": "TIM PPID Pembantu"}, rows=2)


@pytest.fixture
def meet(knowledge: Knowledge, now: datetime) -> Callable[..., None]:
    def hold(host: Host, *ids: str, hasil: str = "Ditutup") -> None:
        uji(
            host,
            knowledge,
            now,
            Deed("T", now, ids=ids or (ONE,), tempat="Ruang Rapat"),
            replace(ANSWERS, hasil=hasil),
        )

    return hold


@pytest.fixture
def approve(knowledge: Knowledge, now: datetime) -> Callable[..., None]:
    def say_yes(host: Host, *ids: str) -> None:
        decide(host, knowledge, now, DISETUJUI, Deed("A", now, ids=ids or (ONE,), bukti="surat.pdf"))

    return say_yes


@pytest.fixture
def extend(knowledge: Knowledge, now: datetime) -> Callable[..., Extended]:
    def longer(
        host: Host, extension: Extension = LATER, bukti: str = "penetapan.pdf", **more: object
    ) -> Extended:
        moment = more.get("at", now)
        assert isinstance(moment, datetime)
        return perpanjang(host, knowledge, moment, Deed("A", ids=[ONE], bukti=bukti), extension)

    return longer


def first(host: Host) -> Row:
    return host.snapshot().rows("tblRekap")[0]


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(InputError) as refusal:
        act()
    return refusal.value.kode


def test_without_any_test_nothing_is_extended(bkd: MemoryHost, extend: Callable[..., Extended]) -> None:
    assert refused(lambda: extend(bkd)) == "perpanjang-tanpa-uji"
    assert not bkd.snapshot().rows("tblLangkah")


def test_the_test_behind_the_present_period_is_no_new_one(
    bkd: MemoryHost, extend: Callable[..., Extended], meet: Callable[..., None], approve: Callable[..., None]
) -> None:
    meet(bkd)
    approve(bkd)
    before = bkd.snapshot()
    assert refused(lambda: extend(bkd)) == "perpanjang-tanpa-uji"
    assert bkd.snapshot() == before


@pytest.mark.parametrize("approved", [False, True])
def test_a_new_test_lets_it_be_extended_before_or_after_its_approval(
    bkd: MemoryHost, extend: Callable[..., Extended], meet: Callable[..., None],
    approve: Callable[..., None], approved: bool,
) -> None:  # fmt: skip
    meet(bkd)
    approve(bkd)
    meet(bkd)
    if approved:
        approve(bkd)
    assert extend(bkd).ends == {ONE: date(2033, 1, 2)}
    row = first(bkd)
    assert (row.text("jangka_waktu"), row["terhitung_mulai"]) == ("2 tahun", date(2031, 1, 2))


def test_each_extension_needs_its_own_test(
    bkd: MemoryHost, extend: Callable[..., Extended], meet: Callable[..., None]
) -> None:
    meet(bkd)
    extend(bkd)
    assert refused(lambda: extend(bkd)) == "perpanjang-tanpa-uji"
    meet(bkd)
    assert extend(bkd).ends == {ONE: date(2035, 1, 2)}


def test_without_a_letter_the_approval_must_be_on_record(
    bkd: MemoryHost, extend: Callable[..., Extended], meet: Callable[..., None], approve: Callable[..., None]
) -> None:
    meet(bkd)
    approve(bkd)
    meet(bkd)
    assert refused(lambda: extend(bkd, bukti="")) == "perpanjang-tanpa-persetujuan"
    approve(bkd)
    assert any("Bukti menyusul" in note for note in extend(bkd, bukti="").notes)


def test_after_the_end_it_is_open_by_law(
    bkd: MemoryHost, extend: Callable[..., Extended], meet: Callable[..., None], now: datetime
) -> None:
    meet(bkd)
    last_day = now.replace(year=2031, month=1, day=2)
    assert refused(lambda: extend(bkd, at=last_day.replace(day=3))) == "perpanjang-sudah-terbuka"
    done = extend(bkd, at=last_day)
    assert any("sesudah batas ubah" in note for note in done.notes)


def test_in_time_nothing_is_said_about_the_limit(
    bkd: MemoryHost, extend: Callable[..., Extended], meet: Callable[..., None]
) -> None:
    meet(bkd)
    assert extend(bkd).notes == ()


def test_past_the_limit_the_test_and_its_approval_are_still_possible(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    late = now.replace(year=2030, month=12, day=20)
    assert not uji(bkd, knowledge, late, Deed("T", late, ids=[ONE], tempat="Ruang Rapat"), ANSWERS).blocking
    assert not decide(bkd, knowledge, late, DISETUJUI, Deed("A", late, ids=[ONE], bukti="x.pdf")).blocking


@pytest.mark.parametrize(
    ("extension", "kode"),
    [
        (Extension("sampai 2 Januari 2031"), "perpanjang-tidak-lebih-lama"),
        (Extension("1 tahun", date(2027, 1, 1)), "perpanjang-tidak-lebih-lama"),
        (Extension("2 tahun", date(2031, 1, 4)), "perpanjang-berjeda"),
        (Extension("2 tahun sejak 1 Maret 2031"), "perpanjang-berjeda"),
        (Extension("permanen"), "perpanjang-tidak-terhitung"),
        (Extension("sampai seleksi selesai"), "perpanjang-tidak-terhitung"),
    ],
)
def test_a_period_that_does_not_prolong_is_refused(
    bkd: MemoryHost,
    extend: Callable[..., Extended],
    meet: Callable[..., None],
    extension: Extension,
    kode: str,
) -> None:
    meet(bkd)
    before = bkd.snapshot()
    assert refused(lambda: extend(bkd, extension)) == kode
    assert bkd.snapshot() == before


@pytest.mark.parametrize(
    ("extension", "end"),
    [
        (Extension("sampai 31 Desember 2032"), date(2032, 12, 31)),
        (Extension("2 tahun", date(2031, 1, 3)), date(2033, 1, 3)),
        (Extension("3 tahun sejak 1 Januari 2030"), date(2033, 1, 1)),
    ],
)
def test_an_end_by_date_and_a_start_of_ones_own_are_taken(
    bkd: MemoryHost,
    extend: Callable[..., Extended],
    meet: Callable[..., None],
    extension: Extension,
    end: date,
) -> None:
    meet(bkd)
    assert extend(bkd, extension).ends == {ONE: end}


def test_a_row_without_an_end_has_nothing_to_prolong(
    bkd: MemoryHost, extend: Callable[..., Extended], meet: Callable[..., None]
) -> None:
    bkd.apply([SetColumn("tblRekap", "jangka_waktu", {first(bkd).number: "sampai seleksi selesai"})])
    meet(bkd)
    assert refused(lambda: extend(bkd)) == "perpanjang-tanpa-akhir"


def test_a_test_that_decided_to_open_does_not_carry_an_extension(
    bkd: MemoryHost, extend: Callable[..., Extended], meet: Callable[..., None]
) -> None:
    meet(bkd, hasil="Dibuka")
    assert refused(lambda: extend(bkd)) == "perpanjang-uji-membuka"


def test_a_test_whose_result_is_blank_carries_no_extension_until_it_is_filled_in(
    bkd: MemoryHost, extend: Callable[..., Extended], meet: Callable[..., None], approve: Callable[..., None]
) -> None:
    meet(bkd)
    approve(bkd)
    meet(bkd, hasil="")
    assert refused(lambda: extend(bkd)) == "perpanjang-uji-tanpa-hasil"
    number = bkd.snapshot().rows("tblUji")[-1].number
    bkd.apply([SetColumn("tblUji", "hasil", {number: "Ditutup"})])
    assert extend(bkd).id_langkah


def test_the_period_decided_by_the_test_is_the_one_that_counts(
    bkd: MemoryHost, extend: Callable[..., Extended], meet: Callable[..., None]
) -> None:
    meet(bkd)
    number = bkd.snapshot().rows("tblUji")[0].number
    bkd.apply([SetColumn("tblUji", "jangka_waktu_diputuskan", {number: "1 tahun"})])
    assert refused(lambda: extend(bkd)) == "perpanjang-beda-uji"
    assert extend(bkd, Extension("1 tahun")).id_langkah


def test_a_row_changed_after_its_test_is_not_extended(
    bkd: MemoryHost, extend: Callable[..., Extended], meet: Callable[..., None]
) -> None:
    meet(bkd)
    bkd.apply([SetColumn("tblRekap", "dasar_hukum", {first(bkd).number: "Pasal 17 huruf h UU 14/2008"})])
    assert refused(lambda: extend(bkd)) == "berubah-sesudah-uji"


def test_all_periods_under_huruf_a_together_stay_within_thirty_years(
    bkd: MemoryHost, extend: Callable[..., Extended], meet: Callable[..., None]
) -> None:
    bkd.apply(
        [SetColumn("tblRekap", "dasar_hukum", {first(bkd).number: "Pasal 17 huruf a angka 1 UU 14/2008"})]
    )
    meet(bkd)
    extend(bkd, Extension("20 tahun"))
    meet(bkd)
    assert refused(lambda: extend(bkd, Extension("6 tahun"))) == "perpanjang-30-tahun"
    assert extend(bkd, Extension("5 tahun")).ends == {ONE: date(2056, 1, 2)}


def test_a_period_that_the_law_forbids_is_stopped_and_named(
    bkd: MemoryHost, extend: Callable[..., Extended], meet: Callable[..., None]
) -> None:
    number = first(bkd).number
    bkd.apply(
        [
            SetColumn("tblRekap", "dasar_hukum", {number: "Pasal 17 huruf a angka 1 UU 14/2008"}),
            SetColumn("tblRekap", "jangka_waktu", {number: "sampai 31 Desember 2031"}),
            SetColumn("tblRekap", "terhitung_mulai", {number: None}),
        ]
    )
    meet(bkd)
    done = extend(bkd, Extension("31 tahun"))
    assert {finding.id for finding in done.blocking} == {ONE}
    assert len(bkd.snapshot().rows("tblLangkah")) == 1


def test_the_test_stays_as_held_and_the_act_fits_the_row_after_a_proper_extension(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, extend: Callable[..., Extended],
    meet: Callable[..., None], approve: Callable[..., None], tmp_path: Path,
) -> None:  # fmt: skip
    meet(bkd)
    (held,) = bkd.snapshot().rows("tblUji")
    done = extend(bkd)
    (test,) = bkd.snapshot().rows("tblUji")
    assert test.values == {**held.values, "id_keputusan": done.id_langkah}
    sidik = sidik_of(first(bkd), knowledge.dictionary.tabel["tblRekap"])
    assert sidik.startswith(decided_sidik(ONE, read_evidence(bkd.snapshot())))
    assert sidik != test.text("sidik")
    proof = bukti(
        bkd.snapshot(), ONE, knowledge, now, workbook=tmp_path / "rekap.xlsx", arsip=tmp_path / "arsip"
    )
    assert not [words for words in proof.kurang if "berubah" in words]
    findings = periksa(bkd, knowledge, now).findings
    assert not [f for f in findings if "sidik" in f.pesan or "berubah" in f.pesan]
    approve(bkd)


def test_the_former_period_and_digest_can_be_read_back(
    bkd: MemoryHost, extend: Callable[..., Extended], meet: Callable[..., None]
) -> None:
    words = 'sampai 2 Januari 2031;\nlihat "nota" \\ 2025'
    bkd.apply([SetColumn("tblRekap", "jangka_waktu", {first(bkd).number: words})])
    meet(bkd)
    sidik = bkd.snapshot().rows("tblUji")[0].text("sidik")
    extend(bkd)
    assert former_values(read_evidence(bkd.snapshot()), ONE) == [
        {"id": ONE, "jangka_waktu": words, "terhitung_mulai": "02/01/2026", "akhir_pengecualian": "02/01/2031",
         "uji": "UJI-2026-0001", "sidik": sidik}
    ]  # fmt: skip


def test_an_accepted_reading_follows_the_new_period(
    bkd: MemoryHost,
    knowledge: Knowledge,
    now: datetime,
    extend: Callable[..., Extended],
    meet: Callable[..., None],
) -> None:
    terima_usulan(bkd, knowledge, now.date())
    periksa(bkd, knowledge, now, write=True)
    meet(bkd)
    extend(bkd)
    periksa(bkd, knowledge, now, write=True)
    row = first(bkd)
    assert "2 tahun" in row.text("usulan")
    assert (row.text("terima"), row["akhir_pengecualian"]) == ("Ya", date(2033, 1, 2))
    findings = [f for f in periksa(bkd, knowledge, now).findings if f.id == ONE]
    assert not [f for f in findings if f.kolom in ("Usulan", "Akhir Pengecualian", "Jangka Waktu")]


def test_an_extended_row_says_so_and_counts_as_decided(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, extend: Callable[..., Extended],
    meet: Callable[..., None], approve: Callable[..., None],
) -> None:  # fmt: skip
    meet(bkd)
    approve(bkd)
    meet(bkd)
    extend(bkd)
    periksa(bkd, knowledge, now, write=True)
    assert first(bkd).text("status") == "Diperpanjang"
    assert is_final(knowledge.sop(KODE, None), read_evidence(bkd.snapshot()), ONE)


def test_periksa_finds_no_fault_in_an_extension_done_step_by_step(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime
) -> None:
    for day in (2, 4):  # tested and approved, then tested and approved again for the extension
        moment = now.replace(day=day)
        uji(bkd, knowledge, moment, Deed("T", moment, ids=[ONE], tempat="Ruang Rapat"), ANSWERS)
        moment = now.replace(day=day + 1)
        decide(bkd, knowledge, moment, DISETUJUI, Deed("A", moment, ids=[ONE], bukti="surat.pdf"))
    perpanjang(bkd, knowledge, now, Deed("A", ids=[ONE], bukti="penetapan.pdf"), LATER)
    periksa(bkd, knowledge, now, write=True)
    assert not [f for f in periksa(bkd, knowledge, now).findings if f.aturan.endswith("/R50")]


def test_a_workbook_on_disk_reads_the_same_digest_back(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    officers = [{"kode": "A", "nama": "Contoh", "jabatan": "Kepala", "peran": "Ketua PPID"}]
    host.apply([AppendRows("tblRekap", good_rows(2)), AppendRows("tblPejabat", officers)])
    uji(host, knowledge, now, Deed("A", now, ids=[ONE]), ANSWERS)
    perpanjang(host, knowledge, now, Deed("A", ids=[ONE], bukti="x.pdf"), LATER)
    fresh = FileHost(host.path, knowledge.dictionary)
    sidik = sidik_of(first(fresh), knowledge.dictionary.tabel["tblRekap"])
    assert sidik.startswith(decided_sidik(ONE, read_evidence(fresh.snapshot())))
    assert former_values(read_evidence(fresh.snapshot()), ONE)[0]["jangka_waktu"] == "5 tahun"


def test_a_row_changed_after_its_extension_is_found(
    bkd: MemoryHost, knowledge: Knowledge, now: datetime, extend: Callable[..., Extended],
    meet: Callable[..., None],
) -> None:  # fmt: skip
    meet(bkd)
    extend(bkd)
    assert not _changed(bkd, knowledge, now)
    bkd.apply([SetColumn("tblRekap", "jangka_waktu", {first(bkd).number: "20 tahun"})])
    assert _changed(bkd, knowledge, now) == [ONE]


def _changed(host: MemoryHost, knowledge: Knowledge, now: datetime) -> list[str]:
    findings = periksa(host, knowledge, now).findings
    return [one.id for one in findings if one.aturan == "ppid-xl/berubah-sesudah-uji"]
