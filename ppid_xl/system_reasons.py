"""Why the system refused a file, in the words of staff instead of the English of the system."""

from __future__ import annotations

import errno

_NETWORK = "sambungan ke jaringan terputus"
_IN_USE = "sedang dipakai program lain"
_NO_RIGHT = "akun ini tidak berhak di sana"
_BY_NAME = {
    "EROFS": "tempat itu hanya dapat dibaca",
    "EACCES": _NO_RIGHT,
    "EPERM": _NO_RIGHT,
    "ENOSPC": "tempat penyimpanan penuh",
    "EDQUOT": "jatah tempat penyimpanan habis",
    "ENOENT": "berkas atau foldernya tidak ada",
    "EEXIST": "nama itu sudah ada",
    "ENOTEMPTY": "foldernya masih berisi",
    "ENOTDIR": "sebagian alamatnya bukan folder",
    "EISDIR": "itu folder, bukan berkas",
    "ENAMETOOLONG": "nama atau alamatnya terlalu panjang",
    "EFBIG": "berkasnya terlalu besar untuk tempat itu",
    "EINVAL": "nama atau alamatnya tidak dapat dipakai di sana",
    "EIO": "perangkat penyimpanan gagal membaca atau menulis",
    "ENODEV": "perangkat penyimpanannya tidak ada",
    "ENXIO": "perangkat penyimpanannya tidak ada",
    "EBUSY": _IN_USE,
    "ETXTBSY": _IN_USE,
    "EMFILE": "terlalu banyak berkas terbuka",
    "ENFILE": "terlalu banyak berkas terbuka",
    "ELOOP": "tautannya berputar-putar",
    "ESTALE": _NETWORK,
    "ETIMEDOUT": _NETWORK,
    "EHOSTDOWN": _NETWORK,
    "EHOSTUNREACH": _NETWORK,
    "ENETDOWN": _NETWORK,
    "ENETUNREACH": _NETWORK,
    "ECONNRESET": _NETWORK,
    "ECONNABORTED": _NETWORK,
}
_REASONS = {getattr(errno, name): text for name, text in _BY_NAME.items() if hasattr(errno, name)}
# Windows: sharing and lock violation; bad network path, name gone, bad network name, timeout of the network
_ON_WINDOWS = {32: _IN_USE, 33: _IN_USE} | dict.fromkeys((53, 59, 64, 67, 121), _NETWORK)


def reason_of(error: OSError) -> str:
    """Return why the system refused, as the end of a sentence."""
    windows = _ON_WINDOWS.get(getattr(error, "winerror", None) or 0)
    return windows or _REASONS.get(error.errno or 0) or f"sistem menolak dengan kode {error.errno or '?'}"
