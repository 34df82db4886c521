"""An office with a brankas for the tests: two holders, their keys without a passphrase, made outside of the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ppid_xl.brankas.keys import OpenKey, new_key
from ppid_xl.hosts.file import FileHost
from ppid_xl.model import AppendRows, SetName, Value
from ppid_xl.workflow.arsip.simpan import Person
from ppid_xl.workflow.brankas.siapkan import register_public
from ppid_xl.workflow.brankas.uji_pulih import uji_pulih
from ppid_xl.workflow.ground.knowledge import load_knowledge

ONE, TWO, OPEN = "INF-2026-0001", "INF-2026-0002", "INF-2026-0003"
PPID, ATASAN, BARU = Person("akun", "PPID"), Person("akun", "ATASAN"), Person("akun", "BARU")
CANARY = b"KENARI-isi-rahasia-7f3a"
CANARY_NAME = "kenari-nama-rahasia-91c4.pdf"


@dataclass(frozen=True)
class Kantor:
    """Where the office's things are, and the keys of its holders, which lie outside of its folder."""

    buku: Path
    arsip: Path
    usb: Path
    ppid: OpenKey
    atasan: OpenKey

    def host(self) -> FileHost:
        """Return the workbook."""
        return FileHost(self.buku, load_knowledge().dictionary)

    def softcopy(self, name: str = CANARY_NAME, content: bytes = CANARY * 9000) -> Path:
        """Write a softcopy beside the workbook."""
        path = self.buku.parent / "berkas" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return path

    def cell(self, informasi: str = ONE) -> str:
        """Return column Softcopy of an informasi."""
        rows = self.host().snapshot().rows("tblRekap")
        return next(row.text("softcopy") for row in rows if row.text("id") == informasi)


def key_file(key: OpenKey, path: Path) -> Path:
    """Write a key without a passphrase, as age-keygen does."""
    path.write_text(f"# public key: {key.public}\n{key.identity}\n")
    return path


def open_office(folder: Path, blank: bytes) -> Kantor:
    """Make an office with two excluded rows, a public one and three officers."""
    kantor = folder / "kantor"
    kantor.mkdir()
    (folder / "usb").mkdir()
    buku = kantor / "rekap.xlsx"
    buku.write_bytes(blank)
    rows: list[dict[str, Value]] = [
        {"id": name, "judul_informasi": f"Kertas kerja {name[-1]}", "unit_penguasa": "Inspektorat",
         "klasifikasi": "Berkala" if name == OPEN else "Dikecualikan"}
        for name in (ONE, TWO, OPEN)
    ]  # fmt: skip
    people: list[dict[str, Value]] = [
        {"kode": kode, "nama": f"Contoh {kode.title()}", "jabatan": "Pejabat", "peran": peran}
        for kode, peran in (("PPID", "Ketua PPID"), ("ATASAN", "Atasan PPID"), ("BARU", "Sekretaris"))
    ]
    host = FileHost(buku, load_knowledge().dictionary)
    host.apply(
        [AppendRows("tblRekap", rows), AppendRows("tblPejabat", people), SetName("Tempat", "Pontianak")]
    )
    return Kantor(buku, kantor / "arsip", folder / "usb", new_key(), new_key())


def register_both(kantor: Kantor, now: datetime) -> None:
    """Register the public keys of both holders; neither was tried yet."""
    book = kantor.host().snapshot()
    register_public(book, kantor.arsip, "ppid", kantor.ppid.public, PPID, now)
    register_public(book, kantor.arsip, "atasan", kantor.atasan.public, ATASAN, now)


def try_both(kantor: Kantor, now: datetime) -> None:
    """Let both keys open a test envelope."""
    book = kantor.host().snapshot()
    uji_pulih(book, kantor.arsip, kantor.ppid, PPID, now)
    uji_pulih(book, kantor.arsip, kantor.atasan, ATASAN, now)
