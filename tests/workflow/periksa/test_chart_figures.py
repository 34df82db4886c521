"""The charts of Beranda show what Periksa counted; older workbooks, which lack the cells, are checked all the same."""

from __future__ import annotations

import re
import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from kantor import GOOD
from openpyxl import load_workbook

from ppid_xl.buku.names import BERANDA_NAMES, CHART_KLASIFIKASI, akhir_name, unit_name
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, Value
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.periksa.beranda import NO_ENDS
from ppid_xl.workflow.periksa.periksa import periksa

pytestmark = pytest.mark.lama

PUBLIC: dict[str, Value] = {"judul_informasi": "Laporan kinerja", "klasifikasi": "Berkala"}
PERIODS: list[tuple[str, date | None]] = [
    ("1 tahun", date(2025, 11, 20)),  # ended yesterday
    ("1 tahun", date(2026, 1, 1)),
    ("3 tahun", date(2026, 2, 1)),
    ("9 tahun", date(2026, 2, 1)),
    ("Sampai pejabatnya dilantik", None),
    ("Permanen", None),
]


def shown(path: Path, name: str) -> Value:
    book = load_workbook(path)
    ((sheet, cell),) = book.defined_names[name].destinations
    value: Value = book[sheet][cell.replace("$", "")].value
    return value


def add(host: FileHost, *rows: dict[str, Value]) -> None:
    host.apply([AppendRows("tblRekap", [{"id": f"INF-2026-{n:04}", **row} for n, row in enumerate(rows, 1)])])


def test_the_classes_are_counted_and_what_is_unclear_apart(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    odd: dict[str, Value] = {**PUBLIC, "klasifikasi": "Rahasia sekali"}
    add(host, PUBLIC, {**PUBLIC, "klasifikasi": "Setiap Saat"}, dict(GOOD), odd, PUBLIC)
    periksa(host, knowledge, now, write=True)
    assert {label: shown(host.path, name) for label, name in CHART_KLASIFIKASI.items()} == {
        "Berkala": 2, "Serta Merta": 0, "Setiap Saat": 1, "Dikecualikan": 1, "Belum jelas": 1
    }  # fmt: skip


def test_the_largest_units_come_first_and_the_rest_together(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    units = [name for number, name in enumerate("ABCDEFGH", 1) for _ in range(number)]
    add(host, *({**PUBLIC, "unit_penguasa": f"Bidang {name}"} for name in units), dict(PUBLIC))
    periksa(host, knowledge, now, write=True)
    lines = [tuple(shown(host.path, unit_name(n, f)) for f in ("Nama", "Publik")) for n in range(1, 7)]
    assert lines == [
        ("Bidang H", 8), ("Bidang G", 7), ("Bidang F", 6), ("Bidang E", 5), ("Bidang D", 4), ("Unit lain", 7)
    ]  # fmt: skip


def test_a_long_unit_name_is_shortened_and_lines_left_over_are_blank(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    add(host, {**PUBLIC, "unit_penguasa": "Bidang Pengembangan Kompetensi Aparatur"})
    periksa(host, knowledge, now, write=True)
    assert shown(host.path, unit_name(1, "Nama")) == "Bidang Pengembangan K…"
    assert [shown(host.path, unit_name(2, field)) for field in ("Nama", "Publik")] == [None, 0]


def test_every_exclusion_stands_at_its_end(host: FileHost, knowledge: Knowledge, now: datetime) -> None:
    add(host, *({**GOOD, "jangka_waktu": text, "terhitung_mulai": start} for text, start in PERIODS))
    periksa(host, knowledge, now, write=True)
    ends = [tuple(shown(host.path, akhir_name(n, f)) for f in ("Label", "Jumlah")) for n in range(1, 9)]
    assert ends == [
        ("Lewat", 1), ("2026", 0), ("2027", 1), ("2028", 0), ("2029", 1), ("≥ 2030", 1), ("Peristiwa", 1),
        ("Belum jelas", 1),
    ]  # fmt: skip


def test_an_exclusion_waits_until_it_is_decided(host: FileHost, knowledge: Knowledge, now: datetime) -> None:
    add(host, dict(GOOD), {**GOOD, "jangka_waktu": "1 tahun", "terhitung_mulai": date(2025, 1, 1)})
    periksa(host, knowledge, now, write=True)
    assert (shown(host.path, "BerandaDikecualikan"), shown(host.path, "BerandaMenunggu")) == (2, 1)


def test_without_a_dated_end_the_list_of_deadlines_says_so(
    host: FileHost, knowledge: Knowledge, now: datetime
) -> None:
    add(host, dict(PUBLIC))
    periksa(host, knowledge, now, write=True)
    assert shown(host.path, "Tenggat1_Judul") == NO_ENDS


def test_the_charts_themselves_are_not_touched(host: FileHost, knowledge: Knowledge, now: datetime) -> None:
    def drawn() -> dict[str, bytes]:
        with zipfile.ZipFile(host.path) as package:
            return {n: package.read(n) for n in package.namelist() if "chart" in n or "drawing" in n}

    before = drawn()
    add(host, dict(GOOD))
    periksa(host, knowledge, now, write=True)
    assert len(before) == 5
    assert drawn() == before


@pytest.fixture
def older(rekap: Path) -> Path:
    """Return a workbook as it was built before there were charts: without their names."""
    target = rekap.with_name("lama.xlsx")
    shutil.copy(rekap, target)
    with zipfile.ZipFile(rekap) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/workbook.xml":
                content = re.sub(
                    rb'<definedName name="(?:Grafik|BerandaMenunggu)[^>]*>[^<]*</definedName>', b"", content
                )
            made.writestr(name, content)
    return target


def test_an_older_workbook_without_these_cells_is_checked_and_written(
    older: Path, knowledge: Knowledge, now: datetime
) -> None:
    names = load_workbook(older).defined_names
    assert [name for name in names if name.startswith("Grafik") or name == "BerandaMenunggu"] == []
    host = FileHost(older, knowledge.dictionary)
    add(host, dict(GOOD))
    assert periksa(host, knowledge, now, write=True).written
    assert shown(older, "BerandaJumlahInformasi") == 1
    assert set(BERANDA_NAMES) - set(names) == {"BerandaMenunggu"}
