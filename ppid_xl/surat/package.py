"""Write a docx the same way every time: fixed zip dates and attributes, so equal contents are equal bytes."""

from __future__ import annotations

import errno
import io
import os
import zipfile
from contextlib import suppress
from pathlib import Path

from ppid_xl.errors import HostError, InputError
from ppid_xl.patience import replace_patiently
from ppid_xl.surat.traces import without_traces

# No room: the disk, the quota of this account, or the size it may give one file.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def settle(package: bytes, *, traces: bool = True) -> bytes:
    """Return the zip with the same entries in the same order, freed of clock and operating system.

    Without ``traces`` also of what Word keeps about accounts and computers.
    """
    settled = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            content = source.read(name)
            copy.writestr(entry, content if traces else without_traces(name, content))
    return settled.getvalue()


def write_whole(target: Path, content: bytes) -> None:
    """Write a file under a temporary name beside the target, then put it in place at once.

    Raises HostError when the target is open in Word or there is no room, InputError when its folder cannot be written.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.sementara")
    try:
        temporary.write_bytes(content)
        replace_patiently(temporary, target)
    except PermissionError as reason:
        _discard(temporary)
        raise HostError("surat-sedang-terbuka", berkas=target) from reason
    except OSError as reason:
        _discard(temporary)
        if reason.errno in _NO_ROOM:
            raise HostError("disk-penuh", berkas=target) from reason
        raise InputError("surat-tak-tertulis", berkas=target) from reason


def _discard(temporary: Path) -> None:
    with suppress(OSError):
        temporary.unlink(missing_ok=True)
