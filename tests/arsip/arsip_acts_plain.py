"""Acts and files for processes that are to start quickly: no test library."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ppid_xl.arsip.store import Act

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
