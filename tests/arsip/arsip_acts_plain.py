"""Acts and files for processes that are to start quickly: no test library."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ppid_xl.arsip.store import Act, Packet

WIB = timezone(timedelta(hours=7))


def plain_act(menit: int = 0, **facts: object) -> Act:
    """Return an act at 09:00 WIB plus some minutes."""
    waktu = datetime(2026, 3, 2, 9, 0, tzinfo=WIB) + timedelta(minutes=menit)
    return Act(**({"pelaku": "Siti Rahmah, S.Sos.", "akun": "siti", "waktu": waktu} | facts))  # type: ignore[arg-type]


def files_of_save(number: int) -> dict[str, bytes]:
    """Return the files of the n-th save: one that stays, one that changes, one that is new."""
    return {
        "sop/sop.toml": b"kode = 'contoh'\n",
        "rekap.xlsx": b"PK isi ke-%d" % number,
        f"surat/{number}.docx": b"PK surat %d" % number,
    }


def packets_of_approval(number: int, menit: int | None = None) -> list[Packet]:
    """Return the packets of the n-th approval: its signed letter, once, and two informasi, under one key."""
    act = plain_act(number if menit is None else menit, alasan=f"Disetujui putaran {number}")
    kunci = f"LK-2026-{number:04d}"
    letter = {"berkas/surat.pdf": b"%%PDF surat %d" % number}
    packets = [Packet(f"surat-SR-2026-{number:04d}", letter, act, kunci)]
    for informasi in (1, 2):
        files = {"persetujuan.json": b'{"putusan":%d}' % number, "baris.json": b'{"id":%d}' % informasi}
        packets.append(Packet(f"informasi-INF-2026-{informasi:04d}", files, act, kunci))
    return packets
