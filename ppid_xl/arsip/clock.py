"""A clock that went backwards: recorded with why, refused without."""

from __future__ import annotations

from datetime import timedelta

from ppid_xl.arsip.act import Act
from ppid_xl.arsip.chain import Chain, latest_moment
from ppid_xl.errors import ArsipError

# what the clocks of two computers that write to one archive may differ
TOLERATED = timedelta(minutes=2)
REASON = "alasan_jam"
BETWEEN = "selisih jam antarkomputer"
UNTOLD = "tanpa alasan; tindakannya sudah terjadi"


def clock_facts(chain: Chain, act: Act, *, happened: bool = False) -> dict[str, str]:
    """Return the reason that a line needs when its moment lies before the last entry; nothing when it does not.

    Raises ArsipError without a reason, unless the difference is one of computers or the act has happened.
    """
    latest = latest_moment(chain)
    if latest is None or act.waktu >= latest:
        return {}
    if act.alasan_jam.strip():
        return {REASON: act.alasan_jam.strip()}
    if latest - act.waktu <= TOLERATED:
        return {REASON: BETWEEN}
    if happened:
        return {REASON: UNTOLD}
    raise ArsipError(
        "arsip-jam-mundur", waktu=f"{act.waktu:%d/%m/%Y %H.%M}", terakhir=f"{latest:%d/%m/%Y %H.%M}"
    )
