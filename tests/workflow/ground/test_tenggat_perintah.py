"""Tenggat: whatever command does a kegiatan with a time limit, its act says until when it had to be done."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from kantor import ANSWERS, ONE, office
from kantor_arsip import archive

from ppid_xl.bawaan import sop_dir
from ppid_xl.hosts import Host
from ppid_xl.hosts.memory import MemoryHost
from ppid_xl.model import SetName
from ppid_xl.workflow.berkas.berkas import Intake, masuk
from ppid_xl.workflow.ground.knowledge import Knowledge
from ppid_xl.workflow.ground.tindakan import Deed
from ppid_xl.workflow.masa.buka import buka
from ppid_xl.workflow.masa.perpanjang import Extension, perpanjang
from ppid_xl.workflow.proses.uji import Answers, uji
from ppid_xl.workflow.terbit.kirim import kirim
from ppid_xl.workflow.terbit.terbit import record_terbit, terbit

KODE = "kantor-berwaktu"
TIMED = ("ppid kirim", "ppid perpanjang", "ppid buka", "ppid berkas masuk", "ppid terbit")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder whose SOP gives one hour to each of the commands, which do its five kegiatan."""
    text = (sop_dir() / "disperindag-kalbar-2020.toml").read_text(encoding="utf-8")
    commands = iter(TIMED)
    lines = []
    for line in text.splitlines():
        if line.startswith("perintah = "):
            line = f'perintah = "{next(commands)}"'
        lines.append('waktu = "1 Jam"' if line.startswith("waktu = ") else line)
    (tmp_path / "sop").mkdir()
    (tmp_path / "sop" / f"{KODE}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def desk(knowledge: Knowledge) -> MemoryHost:
    host = office(knowledge, "disperindag-kalbar-2020", {"A": "Ketua PPID"})
    host.apply([SetName("KodeSOP", KODE)])
    return host


def last(host: Host) -> tuple[str, object]:
    act = host.snapshot().rows("tblLangkah")[-1]
    return act.text("kegiatan")[:2], act["tenggat"]


def hour_after(now: datetime) -> datetime:
    return now.replace(tzinfo=None) + timedelta(hours=1)


def test_an_opening(desk: MemoryHost, knowledge: Knowledge, now: datetime, folder: Path) -> None:
    uji(desk, knowledge, now, Deed("A", now, ids=[ONE]), Answers(hasil="Dibuka"), folder=folder)
    buka(desk, knowledge, now, Deed("A", ids=[ONE], bukti="a.pdf"), folder=folder)
    assert last(desk) == ("3.", hour_after(now))


def test_an_extension(desk: MemoryHost, knowledge: Knowledge, now: datetime, folder: Path) -> None:
    uji(desk, knowledge, now, Deed("A", now, ids=[ONE]), ANSWERS, folder=folder)
    perpanjang(desk, knowledge, now, Deed("A", ids=[ONE], bukti="a.pdf"), Extension("2 tahun"), folder=folder)
    assert last(desk) == ("2.", hour_after(now))


def test_a_hand_over_counts_from_its_own_start(
    desk: MemoryHost, knowledge: Knowledge, now: datetime, folder: Path
) -> None:
    early = now - timedelta(days=2)
    masuk(
        desk,
        knowledge,
        now,
        Deed("A", early, ids=[ONE]),
        Intake(lokasi="Lemari 2"),
        workbook=folder / "r.xlsx",
    )
    assert last(desk) == ("4.", hour_after(early))


def test_a_publication_and_a_sending(rekap: Path, knowledge: Knowledge, now: datetime, folder: Path) -> None:
    host = archive(rekap, knowledge, now)
    host.apply([SetName("KodeSOP", KODE)])
    done = terbit(rekap, knowledge, now, arsip=folder / "arsip", folder=folder / "terbitan")
    url = "https://ppid.contohprov.go.id/daftar.html"
    record_terbit(host, knowledge, now, url, Deed("PPID"), folder=done.folder, office=folder)
    assert last(host) == ("5.", hour_after(now))
    kirim(host, rekap, knowledge, now, Deed("PPID"), arsip=folder / "arsip")
    assert last(host) == ("1.", hour_after(now))


def test_without_a_kegiatan_for_the_command_there_is_none(
    knowledge: Knowledge, now: datetime, tmp_path: Path
) -> None:
    desk = office(knowledge, "bkd-kalteng-2024", {"A": "Ketua PPID"})
    masuk(desk, knowledge, now, Deed("A", ids=[ONE]), Intake(lokasi="Lemari 2"), workbook=tmp_path / "r.xlsx")
    act = desk.snapshot().rows("tblLangkah")[0]
    assert (act.text("kegiatan"), act["tenggat"]) == ("Penerimaan berkas", None)
