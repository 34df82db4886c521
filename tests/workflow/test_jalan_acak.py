"""Random walks over the acts: no state without its evidence, no ID or number twice, no history lost."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from buku_besar import (
    APPROVED,
    EXTENDED,
    FIRM_UJI,
    LETTER,
    OPENED,
    RETURNED,
    SUBMITTED,
    TESTED,
    Account,
    Entry,
    end_of,
    firm,
    spread,
)  # fmt: skip
from contoh_pdf import plain_pdf
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from kantor import GOOD, office

from ppid_xl.errors import InputError
from ppid_xl.hosts import Host
from ppid_xl.hosts.file import FileHost
from ppid_xl.hosts.lists import ListFile
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import AppendRows, ReplaceRows, Row, SetColumn, SetName
from ppid_xl.sop import Sop
from ppid_xl.tables import Grid
from ppid_xl.workflow.agenda.agenda import cancel, register_in, register_out
from ppid_xl.workflow.ground.knowledge import load_knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.isi.buat import buat
from ppid_xl.workflow.isi.impor import impor
from ppid_xl.workflow.masa.buka import buka
from ppid_xl.workflow.masa.perpanjang import Extension, perpanjang
from ppid_xl.workflow.periksa.periksa import periksa
from ppid_xl.workflow.proses.persetujuan import decide
from ppid_xl.workflow.proses.uji import Answers, uji
from ppid_xl.workflow.tanda_tangan.terima_ttd import Signed, terima_ttd

pytestmark = pytest.mark.lama

T = TypeVar("T")
KNOWLEDGE = load_knowledge()
SOPS = (
    "bkd-kalteng-2024", "bkd-kalteng-2025", "diskominfo-kaltara-2017", "disperindag-kalbar-2020", "kesra-kalbar-2021",
)  # fmt: skip
NUMBERS = {
    "ModeNomorSurat": "penetapan=otomatis; daftar-dikecualikan=otomatis",
    "PolaNomorSurat": "800/{urut}/X/{tahun}",
}
GONE, MANY = 7, 5
PLACE = st.integers(0, GONE)
PLACES = st.lists(PLACE, min_size=1, max_size=3)
KIND = st.sampled_from(["penetapan", "daftar-dikecualikan", "nota-dinas"])
WORDS = st.sampled_from(["Lampiran", "Seluruh dokumen"])
QUIET_STATES = ("Usulan", "Menunggu uji", "Mendekati akhir", "Sah (menurut unit)", "Terbuka demi hukum")
BUKTI = st.sampled_from(["", "surat.pdf"])


def roles_of(sop: Sop) -> dict[str, str]:
    """Return officers of every level of an SOP, and one who has none."""
    peran = [level.peran for level in sop.persetujuan] + ([sop.pembukaan.peran] if sop.pembukaan else [])
    return {f"P{n}": role for n, role in enumerate([*dict.fromkeys(peran), "Petugas"])}


class Office(RuleBasedStateMachine):
    """People at one workbook, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.scan = self.folder / "pindai.pdf"
        self.scan.write_bytes(plain_pdf(1))
        self.account, self.now, self.serial = Account(), datetime(2026, 3, 2, 8), 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def open_host(self, kode: str, roles: dict[str, str]) -> Host:
        """Return a workbook with two rows under an SOP."""
        return office(KNOWLEDGE, kode, roles, rows=2, **NUMBERS)

    @initialize(kode=st.sampled_from(SOPS))
    def begin(self, kode: str) -> None:
        self.sop = KNOWLEDGE.sop(kode, None)
        self.roles = roles_of(self.sop)
        self.host = self.open_host(kode, self.roles)
        self.host.apply([SetName("UrutINF", 2)])

    # ---- what the walk needs

    def rows(self, table: str = "tblRekap") -> tuple[Row, ...]:
        return self.host.snapshot().rows(table)

    def pick(self, places: Sequence[int], table: str = "tblRekap") -> tuple[str, ...]:
        """Return IDs of rows; the last place stands for an ID that may be gone."""
        ever, present = (sorted(ids[table]) for ids in (self.account.ever, self.account.present))
        known = ever if places[0] == GONE else present or ever
        return (
            tuple(dict.fromkeys(known[place % len(known)] for place in places))
            if known
            else ("SR-2026-0001",)
        )

    def officer(self, place: int) -> str:
        return list(self.roles)[place % len(self.roles)]

    def attempt(self, doing: Callable[[], T]) -> T | None:
        """Return what a command did; None when it was refused, and then nothing changed."""
        before = self.host.snapshot()
        try:
            done = doing()
        except InputError:
            done = None
        if done is None or getattr(done, "blocking", ()):
            assert self.host.snapshot() == before
            return None
        return done

    def acknowledge(self, id_langkah: str, entry: Entry) -> None:
        """Write an act into the account after looking whether it stands in the workbook as it was told."""
        (row,) = [row for row in self.rows("tblLangkah") if row.text("id_langkah") == id_langkah]
        assert id_langkah not in self.account.ever["tblLangkah"]
        assert set(spread(row.text("id_informasi"))) == set(entry.ids)
        self.account.acts[id_langkah] = firm(row)
        self.account.entries.append(entry)

    # ---- what people do in Excel

    def good_row(self, years: int) -> dict[str, object]:
        self.serial += 1
        row = {k: v for k, v in GOOD.items() if k != "id"}
        return {
            **row,
            "judul_informasi": f"Kertas kerja nomor {self.serial + 10}",
            "jangka_waktu": f"{years} tahun",
        }

    @precondition(lambda self: len(self.rows()) < MANY)
    @rule(years=st.integers(2, 5))
    def type_row(self, years: int) -> None:
        self.host.apply([AppendRows("tblRekap", [self.good_row(years)])])

    @rule(place=PLACE, words=WORDS)
    def change_cell(self, place: int, words: str) -> None:
        if rows := self.rows():
            number = rows[place % len(rows)].number
            self.host.apply([SetColumn("tblRekap", "bagian_yang_ditutup", {number: words})])

    @rule(place=PLACE, table=st.sampled_from(["tblRekap", "tblAgenda"]))
    def delete_row(self, place: int, table: str) -> None:
        if rows := self.rows(table):
            gone = rows[place % len(rows)]
            self.host.apply([ReplaceRows(table, [row.values for row in rows if row is not gone])])
            self.account.gone.add(gone.text("id_surat"))

    @precondition(lambda self: len(self.rows()) < MANY)
    @rule(place=PLACE, above=st.booleans())
    def copy_row(self, place: int, above: bool) -> None:
        if rows := self.rows():
            copy = rows[place % len(rows)].values
            values = [row.values for row in rows]
            values.insert(0 if above else len(values), copy)
            self.host.apply([ReplaceRows("tblRekap", values)])

    @rule(table=st.sampled_from(["tblRekap", "tblLangkah", "tblUji", "tblAgenda"]))
    def sort_backwards(self, table: str) -> None:
        self.host.apply([ReplaceRows(table, [row.values for row in reversed(self.rows(table))])])

    @rule(days=st.sampled_from([1, 30, 300, 800]))
    def wait(self, days: int) -> None:
        self.now += timedelta(days)

    # ---- commands

    @precondition(lambda self: len(self.rows()) < MANY)
    @rule(count=st.integers(1, 2), again=st.booleans())
    def import_list(self, count: int, again: bool) -> None:
        if not again or not self.serial:
            self.serial += count
        titles = [f"Daftar {self.serial - n}" for n in range(count)]
        heading = ["Unit Penguasa", "Judul Informasi", "Klasifikasi", "Jangka Waktu", "Terhitung Mulai"]
        lines = [["Inspektorat", title, "Dikecualikan", "2 tahun", date(2026, 1, 5)] for title in titles]
        file = ListFile("daftar.csv", f"{self.serial:064}", (Grid("daftar", [heading, *lines]),))
        self.attempt(lambda: impor(self.host, [file], KNOWLEDGE, self.now))

    @rule()
    def check(self) -> None:
        before = [row.text("id") for row in self.rows()]
        periksa(self.host, KNOWLEDGE, self.now, write=True)
        after = [row.text("id") for row in self.rows()]
        kept = dict.fromkeys(filter(None, before))
        assert list(dict.fromkeys(i for i in after if i in kept)) == list(kept)
        assert all(after)
        assert len(set(after)) == len(after)

    @rule(places=PLACES, who=PLACE, hasil=st.sampled_from(["Ditutup", "Dibuka"]))
    def test(self, places: list[int], who: int, hasil: str) -> None:
        deed = Deed(self.officer(who), self.now, ids=self.pick(places), tempat="Ruang Rapat", peserta="P0")
        answers = Answers("sebelum", hasil, "Kepentingan umum")
        words = {row.text("id"): row["bagian_yang_ditutup"] for row in self.rows()}
        done = self.attempt(lambda: uji(self.host, KNOWLEDGE, self.now, deed, answers))
        if done:
            assert len(done.id_uji) == len(deed.ids)
            assert not self.account.ever["tblUji"] & set(done.id_uji)
            for row in self.rows("tblUji"):
                if row.text("id_uji") in done.id_uji:
                    self.account.tests[row.text("id_uji")] = {key: row[key] for key in FIRM_UJI}
            self.account.tested_words |= {i: words[i] for i in deed.ids}
            self.acknowledge(done.id_langkah, Entry(TESTED, deed.ids))

    @rule(
        places=PLACES,
        who=PLACE,
        bukti=BUKTI,
        keputusan=st.sampled_from([SUBMITTED, APPROVED, APPROVED, RETURNED]),
    )
    def decide(self, places: list[int], who: int, bukti: str, keputusan: str) -> None:
        kode = self.officer(who)
        deed = Deed(kode, ids=self.pick(places), catatan="Sebut bagiannya", bukti=bukti)
        words = {row.text("id"): row["bagian_yang_ditutup"] for row in self.rows()}
        done = self.attempt(lambda: decide(self.host, KNOWLEDGE, self.now, keputusan, deed))
        if done:
            tested = {i: self.account.tested_words.get(i, words[i]) for i in deed.ids}
            assert keputusan == RETURNED or tested == {i: words[i] for i in deed.ids}
            self.look_at_approval(self.roles[kode], deed.ids if keputusan == APPROVED else ())
            self.acknowledge(done.id_langkah, Entry(keputusan, deed.ids, self.roles[kode], bukti))

    def look_at_approval(self, peran: str, ids: Sequence[str]) -> None:
        """Where the SOP's words put the test first, nothing excluded was approved without it."""
        excluded = {row.text("id") for row in self.rows() if row.text("klasifikasi") == "Dikecualikan"}
        if any(level.sesudah_uji and level.peran == peran for level in self.sop.persetujuan):
            assert all(self.account.round_of(informasi)[1] for informasi in excluded.intersection(ids))

    def look_at_opening(self, peran: str, ids: Sequence[str], bukti: str) -> None:
        """Where the SOP's words ask for somebody's approval before the end, it is there."""
        asked = self.sop.pembukaan.peran if self.sop.pembukaan else peran
        ahead = [row.text("id") for row in self.rows() if end_of(row) >= self.now.date()]
        for informasi in set(ahead).intersection(ids) if asked != peran and not bukti else ():
            assert asked in [entry.peran for entry in self.account.since_round(informasi, APPROVED)]

    @rule(places=PLACES, who=PLACE, bukti=BUKTI)
    def open(self, places: list[int], who: int, bukti: str) -> None:
        kode = self.officer(who)
        deed = Deed(kode, ids=self.pick(places), bukti=bukti)
        done = self.attempt(lambda: buka(self.host, KNOWLEDGE, self.now, deed))
        if done:
            assert {row.text("klasifikasi") for row in self.rows() if row.text("id") in deed.ids} == {
                "Setiap Saat"
            }
            self.look_at_opening(self.roles[kode], deed.ids, bukti)
            self.acknowledge(done.id_langkah, Entry(OPENED, deed.ids, self.roles[kode], bukti))

    @rule(places=PLACES, who=PLACE, years=st.integers(1, 2), bukti=BUKTI)
    def extend(self, places: list[int], who: int, years: int, bukti: str) -> None:
        deed = Deed(self.officer(who), ids=self.pick(places), bukti=bukti)
        ends = {row.text("id"): end_of(row) for row in self.rows()}
        longer = Extension(f"{years} tahun")
        done = self.attempt(lambda: perpanjang(self.host, KNOWLEDGE, self.now, deed, longer))
        if done:
            for informasi in deed.ids:
                last = [
                    e.word
                    for e in self.account.entries
                    if informasi in e.ids and e.word in (TESTED, EXTENDED)
                ]
                assert last[-1] == TESTED
                assert self.now.date() <= ends[informasi] < done.ends[informasi]
            self.acknowledge(done.id_langkah, Entry(EXTENDED, deed.ids))

    @rule(places=PLACES, bukti=BUKTI, kind=st.none() | KIND)
    def settle(self, places: list[int], bukti: str, kind: str | None) -> None:
        """Do in a row what leads to the end: test, approval of every level, a signed letter."""
        self.check()
        self.test(places, 0, "Ditutup")
        for level in range(len(self.sop.persetujuan) or 1):
            self.decide(places, level, bukti, APPROVED)
        if kind:
            self.send(places, kind, 1)
            letters = sorted(
                self.account.ever["tblAgenda"] | {row.text("id_surat") for row in self.rows("tblAgenda")}
            )
            self.sign(letters[-1] if letters else "SR-2026-0001")

    @rule(places=PLACES, kind=KIND, number=st.integers(1, 3))
    def send(self, places: list[int], kind: str, number: int) -> None:
        deed, day = Deed("P0", ids=self.pick(places)), self.now.date()
        typed = f"{number}/ND" if kind == "nota-dinas" else ""
        taken = self.numbers(kind)
        done = self.attempt(
            lambda: register_out(self.host, self.now, deed, jenis=kind, tanggal=day, nomor=typed)
        )
        if done:
            key = (kind, day.year, done.nomor)
            assert (day.year, done.nomor) not in taken
            assert typed or key not in self.account.counted
            self.account.counted.add(key)
            self.acknowledge(done.id_langkah, Entry(LETTER, deed.ids, surat=done.id_surat, kind=kind))

    def numbers(self, kind: str) -> list[tuple[int, str]]:
        """Return year and number of each letter out of a kind that stands in the agenda."""
        ours = [
            row
            for row in self.rows("tblAgenda")
            if row.text("arah") == "Keluar" and row.text("jenis") == kind
        ]
        return [(day.year, row.text("nomor")) for row in ours if isinstance(day := row["tanggal"], date)]

    @rule(places=PLACES, number=st.integers(1, 2), dari=st.sampled_from(["Biro A", "Biro B"]))
    def receive(self, places: list[int], number: int, dari: str) -> None:
        more = {"jenis": "permintaan", "tanggal": self.now.date(), "dari": dari, "nomor": str(number)}
        deed = Deed("", ids=self.pick(places))
        done = self.attempt(lambda: register_in(self.host, self.now, deed, **more))  # type: ignore[arg-type]
        if done:
            self.acknowledge(done.id_langkah, Entry(LETTER, deed.ids, surat=done.id_surat, kind="permintaan"))

    @rule(place=PLACE)
    def cancel_letter(self, place: int) -> None:
        (surat,) = self.pick([place], "tblAgenda")
        done = self.attempt(lambda: cancel(self.host, self.now, surat, Deed("P0", catatan="Salah alamat")))
        if done:
            assert surat not in self.account.signed | self.account.gone
            self.account.gone.add(surat)
            self.acknowledge(done, Entry("Dibatalkan", self.ids_of(surat)))

    @rule(place=PLACE)
    def sign_letter(self, place: int) -> None:
        (surat,) = self.pick([place], "tblAgenda")
        self.sign(surat)

    def sign(self, surat: str) -> None:
        told, deed = Signed("basah"), Deed("P0")
        done = self.attempt(
            lambda: terima_ttd(self.host, self.now, self.scan, surat, told, deed, folder=self.folder)
        )
        if done:
            assert surat not in self.account.signed | self.account.gone
            assert done.path.read_bytes() == self.scan.read_bytes()
            self.account.signed.add(surat)
            self.acknowledge(done.id_langkah, Entry("Ditandatangani", self.ids_of(surat)))

    def ids_of(self, surat: str) -> tuple[str, ...]:
        (made,) = [entry for entry in self.account.entries if entry.surat == surat]
        return made.ids

    # ---- what always holds

    @invariant()
    def nothing_is_lost_and_nothing_comes_twice(self) -> None:
        if hasattr(self, "host"):
            self.account.look(self.host.snapshot())

    @invariant()
    def every_state_has_its_evidence(self) -> None:
        if not hasattr(self, "host"):
            return
        shown = MemoryHost(self.host.snapshot())
        periksa(shown, KNOWLEDGE, self.now, write=True)
        for row in shown.book.rows("tblRekap"):
            self.look_at_state(row, row.text("id"), row.text("status"))

    def look_at_state(self, row: Row, informasi: str, status: str) -> None:
        account, excluded = self.account, row.text("klasifikasi") == "Dikecualikan"
        decision = account.last_decision(informasi)
        was_opened = decision is not None and decision.word == OPENED
        assert (status == "Dibuka") == was_opened
        if not excluded or was_opened:
            return
        assert (status == "Terbuka demi hukum") == (end_of(row) < self.now.date())
        approved = account.since_round(informasi, APPROVED)
        highest = self.sop.persetujuan[-1].peran if self.sop.persetujuan else None
        final = [entry for entry in approved if highest in (None, entry.peran)]
        signed = account.has_signed(informasi, self.sop.keadaan.surat)
        if status == "Diuji":
            assert account.round_of(informasi)[1]
        elif status == "Diajukan":
            assert approved or account.since_round(informasi, SUBMITTED)
        elif status in ("Disetujui", "Menunggu tanda tangan"):
            assert final
            assert status != "Disetujui" or final[-1].bukti
        elif status == "Sah":
            assert final
            assert signed
        elif status == "Dikembalikan":
            assert decision is not None
            assert decision.word == RETURNED
        elif status == "Diperpanjang":
            assert account.since_round(informasi, EXTENDED)
        else:
            assert status in QUIET_STATES


class OfficeOnDisk(Office):
    """The same people at a real workbook."""

    def open_host(self, kode: str, roles: dict[str, str]) -> Host:
        path = self.folder / "rekap.xlsx"
        buat(path, kode, KNOWLEDGE, self.now)
        host = FileHost(path, KNOWLEDGE.dictionary)
        memory = super().open_host(kode, roles).snapshot()
        names = [SetName(name, value) for name, value in NUMBERS.items()]
        host.apply(
            [*names, *(AppendRows(t, [r.values for r in memory.rows(t)]) for t in ("tblRekap", "tblPejabat"))]
        )
        return host


WALK = (Phase.explicit, Phase.reuse, Phase.generate)
QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
TestOffice = Office.TestCase
TestOffice.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=QUIET, phases=WALK
)
TestOfficeOnDisk = OfficeOnDisk.TestCase
TestOfficeOnDisk.settings = settings(
    max_examples=4, stateful_step_count=12, deadline=None, suppress_health_check=QUIET, phases=WALK
)
