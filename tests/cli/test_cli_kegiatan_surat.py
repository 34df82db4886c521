"""Commands of letters do a kegiatan too, where an office's SOP names them: agenda, terima-ttd, tandatangani."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from contoh_pdf import letter_pdf
from kantor import ONE, good_rows
from pki_uji import SANDI, shared_officer

from ppid_xl.bawaan import sop_dir
from ppid_xl.cli import main
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, Row, SetName, Value
from ppid_xl.workflow.agenda.naskah import digest_of
from ppid_xl.workflow.ground.knowledge import Knowledge

Capture = pytest.CaptureFixture[str]
KODE, DAY, BY = "kantor-surat", ("--tanggal", "2026-11-21"), ("--oleh", "K")
SHIPPED = ("ppid impor", "ppid terima-usulan", "ppid buka", "ppid berkas masuk", "ppid terbit")
MASUK = (
    "--masuk",
    "--jenis",
    "usulan",
    "--nomor",
    "1",
    "--tanggal-surat",
    "2026-11-20",
    "--dari",
    "X",
    "--perihal",
    "Y",
)
KELUAR = ("--keluar", "--jenis", "undangan", "--nomor", "2", "--perihal", "Rapat")


class Desk:
    """A workbook whose SOP names these commands for its kegiatan 1, 2, …; each has one hour."""

    def __init__(self, rekap: Path, knowledge: Knowledge, commands: tuple[str, ...]) -> None:
        self.path, self.knowledge = rekap, knowledge
        text = (sop_dir() / "disperindag-kalbar-2020.toml").read_text(encoding="utf-8")
        for old, new in zip(SHIPPED, commands, strict=False):
            text = text.replace(f'perintah = "{old}"', f'perintah = "{new}"')
        lines = ('waktu = "1 Jam"' if one.startswith("waktu = ") else one for one in text.splitlines())
        (rekap.parent / "sop").mkdir()
        (rekap.parent / "sop" / f"{KODE}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        officer = {"kode": "K", "nama": "Contoh Dua", "jabatan": "Sekretaris", "peran": "Ketua PPID"}
        self.host.apply(
            [
                SetName("KodeSOP", KODE),
                AppendRows("tblRekap", good_rows(2)),
                AppendRows("tblPejabat", [officer]),
            ]
        )

    @property
    def host(self) -> FileHost:
        return FileHost(self.path, self.knowledge.dictionary)

    def run(self, command: str, *words: str | Path) -> int:
        return main([command, str(self.path), *map(str, words), *DAY])

    def done(self) -> list[Row]:
        """Return the acts that are a kegiatan of the SOP."""
        acts = self.host.snapshot().rows("tblLangkah")
        return [act for act in acts if act.text("kegiatan")[:1].isdigit()]

    def waiting_letter(self, number: int = 1) -> Path:
        path = self.path.parent / f"surat{number}.pdf"
        path.write_bytes(letter_pdf("Contoh Dua", text=f"Nomor: {number}/2026"))
        identity = f"SR-2026-{number:04}"
        row: dict[str, Value] = {
            "id_surat": identity, "arah": "Keluar", "jenis": "nota-dinas", "nomor": f"{number}/2026",
            "keadaan_tanda_tangan": "Dicetak", "berkas": path.name, "sidik": digest_of(path.read_bytes())[:16],
            "id_langkah": f"LK-2026-{number:04}",
        }  # fmt: skip
        act: dict[str, Value] = {
            "id_langkah": f"LK-2026-{number:04}",
            "kegiatan": "Surat",
            "id_informasi": ONE,
        }
        self.host.apply([AppendRows("tblAgenda", [row]), AppendRows("tblLangkah", [act])])
        return path


@pytest.mark.parametrize(
    ("perintah", "words", "nomor"),
    [
        ("ppid agenda", MASUK, "1."),
        ("ppid agenda", KELUAR, "1."),
        ("ppid agenda --masuk", MASUK, "1."),
        ("ppid agenda --keluar", MASUK, ""),
        ("ppid agenda --kirim", KELUAR, ""),
        ("ppid impor", MASUK, ""),
    ],
)
def test_a_letter_entered_is_the_kegiatan_that_the_sop_names_it_for(
    rekap: Path, knowledge: Knowledge, capsys: Capture, perintah: str, words: tuple[str, ...], nomor: str
) -> None:
    desk = Desk(rekap, knowledge, (perintah,))
    assert desk.run("agenda", *words, *BY, "--id", ONE) == 0
    assert [act.text("kegiatan")[:2] for act in desk.done()] == ([nomor] if nomor else [])
    said = capsys.readouterr().out
    assert ("kegiatan 1 menurut SOP tercatat" in said) is bool(nomor)
    assert "tidak dicatat" not in said


def test_the_kegiatan_names_the_letter_its_informasi_and_its_deadline(
    rekap: Path, knowledge: Knowledge
) -> None:
    desk = Desk(rekap, knowledge, ("ppid agenda",))
    desk.run("agenda", *KELUAR, *BY, "--id", ONE)
    (act,) = desk.done()
    told = [act.text(key) for key in ("id_informasi", "oleh", "bukti", "keputusan")]
    assert told == [ONE, "K", "SR-2026-0001", "Dicatat"]
    assert act["tenggat"] is not None


def test_a_letter_entered_by_nobody_says_which_kegiatan_is_missing(
    rekap: Path, knowledge: Knowledge, capsys: Capture
) -> None:
    desk = Desk(rekap, knowledge, ("ppid agenda",))
    assert desk.run("agenda", *MASUK) == 0
    assert "Belum tercatat sebagai kegiatan 1; sebut --oleh KODE." in capsys.readouterr().out
    assert not desk.done()


def test_a_signed_letter_that_comes_back_does_its_kegiatan(rekap: Path, knowledge: Knowledge) -> None:
    desk = Desk(rekap, knowledge, ("ppid impor", "ppid terima-ttd"))
    desk.waiting_letter()
    scan = rekap.parent / "pindaian.pdf"
    scan.write_bytes(letter_pdf("Contoh Dua", text="Nomor: 1/2026 diteken"))
    assert desk.run("terima-ttd", scan, "--surat", "SR-2026-0001", "--cara", "basah", "--ya", *BY) == 0
    (act,) = desk.done()
    assert (act.text("kegiatan")[:2], act.text("id_informasi"), act.text("bukti")) == (
        "2.",
        ONE,
        "SR-2026-0001",
    )


def test_a_folder_of_signed_letters_is_one_kegiatan(rekap: Path, knowledge: Knowledge) -> None:
    desk = Desk(rekap, knowledge, ("ppid terima-ttd",))
    box = rekap.parent / "kotak"
    box.mkdir()
    for number in (1, 2):
        desk.waiting_letter(number)
        (box / f"{number}.pdf").write_bytes(letter_pdf("Contoh Dua", text=f"Nomor: {number}/2026 diteken"))
    assert desk.run("terima-ttd", box, "--cara", "basah", "--ya", *BY) == 0
    assert [act.text("bukti") for act in desk.done()] == ["SR-2026-0001; SR-2026-0002"]


def test_what_could_not_be_filed_is_no_kegiatan(rekap: Path, knowledge: Knowledge) -> None:
    desk = Desk(rekap, knowledge, ("ppid terima-ttd",))
    box = rekap.parent / "kotak"
    box.mkdir()
    (box / "a.pdf").write_bytes(letter_pdf("Contoh Dua"))
    assert desk.run("terima-ttd", box, "--cara", "basah", *BY) != 0
    assert not desk.done()


def test_an_electronic_signature_does_its_kegiatan(rekap: Path, knowledge: Knowledge) -> None:
    desk = Desk(rekap, knowledge, ("ppid impor", "ppid tandatangani"))
    letter, key = desk.waiting_letter(), rekap.parent / "k.p12"
    key.write_bytes(shared_officer("Contoh Dua").p12())
    reader, writer = os.pipe()
    os.write(writer, SANDI.encode())
    os.close(writer)
    assert desk.run("tandatangani", letter, "--p12", key, "--sandi-fd", str(reader), *BY) == 0
    (act,) = desk.done()
    assert (act.text("kegiatan")[:2], act.text("oleh"), act.text("bukti")) == ("2.", "K", "SR-2026-0001")


def test_a_signature_that_failed_is_told_though_the_workbook_went_away_meanwhile(
    rekap: Path, knowledge: Knowledge, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(rekap, knowledge, ("ppid tandatangani",))
    letter, key = desk.waiting_letter(), rekap.parent / "k.p12"
    key.write_bytes(b"bukan kunci")

    def asked(*_: object) -> str:
        rekap.unlink()
        return SANDI

    monkeypatch.setattr("ppid_xl.cli.ttd.ask_passphrase", asked)
    assert desk.run("tandatangani", letter, "--p12", key, *BY) == 6


@pytest.mark.parametrize(
    "words",
    [
        ("agenda", *MASUK, *BY), ("agenda", *KELUAR, *BY), ("agenda", "--paraf", "SR-2026-0001", *BY),
        ("agenda", "--batal", "SR-2026-0001", *BY), ("terima-ttd", "surat1.pdf", "--cara", "basah", "--ya", *BY),
    ],
    ids=["masuk", "keluar", "paraf", "batal", "terima-ttd"],
)  # fmt: skip
def test_without_the_sop_that_the_workbook_names_no_letter_is_touched(
    rekap: Path, knowledge: Knowledge, capsys: Capture, words: tuple[str, ...]
) -> None:
    desk = Desk(rekap, knowledge, ("ppid agenda",))
    letter = desk.waiting_letter()
    (rekap.parent / "sop" / f"{KODE}.toml").unlink()
    before = rekap.read_bytes()
    command, *rest = words
    assert desk.run(command, *(letter if word == letter.name else word for word in rest)) == 3
    assert f'SOP "{KODE}" tidak' in capsys.readouterr().err
    assert rekap.read_bytes() == before
    assert not (rekap.parent / "arsip").exists()
