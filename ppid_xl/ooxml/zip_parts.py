"""The entries of a zip held in memory: checked before use, inflated once, never beyond their stated size."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from ppid_xl.errors import InputError

MAX_BYTES = 200 << 20
MAX_RATIO, RATIO_FROM = 200, 1 << 20
MAX_ENTRIES = 5000

LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_DRIVE = re.compile(r"[A-Za-z]:")
_END = re.compile(rb"PK\x05\x06(?=.{16}(..))", re.DOTALL)  # the size of the comment ends the record
_LONGEST_END = 22 + 65_535
_PEEK = 64


class ZipParts:
    """Read-only parts of one zip; ``label`` names the file in errors, ``data`` is the whole file."""

    def __init__(self, data: bytes, label: str) -> None:
        """Read the directory; raise InputError when the zip is damaged, locked, two-faced or a bomb."""
        self.data, self.label = data, label
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.infos, self.comment = archive.infolist(), archive.comment
        except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, EOFError, OSError):
            raise InputError("zip-rusak", berkas=label, bagian="daftar isi") from None
        self._check_names()
        self._check_sizes()
        self._check_places()
        self._check_ends()
        self._by_name = {info.filename: info for info in self.infos if not info.is_dir()}
        self._actual_case = {name.lower(): name for name in self._by_name}
        self._cache: dict[str, bytes] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The part names in the order of the zip's directory."""
        return tuple(self._by_name)

    def find(self, name: str) -> str | None:
        """Return the part's name as the zip spells it, ignoring case (ECMA-376 Part 2, 6.2.2.3), or None."""
        return name if name in self._by_name else self._actual_case.get(name.lower())

    def info(self, name: str) -> zipfile.ZipInfo:
        """Return the directory entry of a part; raise InputError when there is none."""
        if name not in self._by_name:
            raise InputError("bagian-tidak-ada", berkas=self.label, bagian=name)
        return self._by_name[name]

    def read(self, name: str) -> bytes:
        """Return a part's bytes, inflated on first use; raise InputError when they are not as stated."""
        if name not in self._cache:
            self._cache[name] = self._inflate(self.info(name))
        return self._cache[name]

    def peek(self, name: str) -> bytes:
        """Return the first 64 bytes of a part without inflating the rest."""
        info = self.info(name)
        raw = self.raw(info)[: _PEEK + 512]
        if info.compress_type == zipfile.ZIP_STORED:
            return raw[:_PEEK]
        try:
            return zlib.decompressobj(-15).decompress(raw, _PEEK)
        except zlib.error:
            raise self._damaged(info) from None

    def raw(self, info: zipfile.ZipInfo) -> bytes:
        """Return the bytes of an entry as stored; raise InputError when its local header disagrees."""
        begin = self._local_fields(info)[2]
        stored = self.data[begin : begin + info.compress_size]
        if len(stored) != info.compress_size:
            raise self._damaged(info)
        return stored

    def local_name(self, info: zipfile.ZipInfo) -> tuple[bytes, bytes]:
        """Return the name and the extra field of an entry's local header, as bytes."""
        return self._local_fields(info)[:2]

    def _local_fields(self, info: zipfile.ZipInfo) -> tuple[bytes, bytes, int]:
        start = info.header_offset + LOCAL_HEADER.size
        if start > len(self.data):
            raise self._damaged(info)
        signature, *_, name_size, extra_size = LOCAL_HEADER.unpack_from(self.data, info.header_offset)
        name = self.data[start : start + name_size]
        begin = start + name_size + extra_size
        if signature != b"PK\x03\x04" or name not in _spellings(info):
            raise self._damaged(info)
        return name, self.data[start + name_size : begin], begin

    def _inflate(self, info: zipfile.ZipInfo) -> bytes:
        raw = self.raw(info)
        whole, data = True, raw
        if info.compress_type != zipfile.ZIP_STORED:
            engine = zlib.decompressobj(-15)
            try:
                data = engine.decompress(raw, info.file_size + 1)
            except zlib.error:
                raise self._damaged(info) from None
            whole = engine.eof and not engine.unused_data
        if len(data) > info.file_size:
            raise InputError("zip-bom", berkas=self.label, bagian=info.filename)
        if not whole or len(data) != info.file_size or zlib.crc32(data) != info.CRC:
            raise self._damaged(info)
        return data

    def _check_names(self) -> None:
        if len(self.infos) > MAX_ENTRIES:
            raise InputError("zip-bom", berkas=self.label, bagian=f"{len(self.infos)} entri")
        seen: set[str] = set()
        for info in self.infos:
            name = info.filename
            if name.lower() in seen:
                raise InputError("zip-bagian-ganda", berkas=self.label, bagian=name)
            seen.add(name.lower())
            steps = re.split(r"[\\/]", name)
            if ".." in steps or not steps[0] or _DRIVE.match(name) or "\0" in info.orig_filename:
                raise InputError("zip-jalur-berbahaya", berkas=self.label, bagian=name)

    def _check_sizes(self) -> None:
        if sum(info.file_size for info in self.infos) > MAX_BYTES:
            raise InputError("zip-bom", berkas=self.label, bagian="seluruh isi")
        for info in self.infos:
            if info.flag_bits & 1:
                raise InputError("zip-terkunci", berkas=self.label)
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self._damaged(info)
            if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(1, info.compress_size):
                raise InputError("zip-bom", berkas=self.label, bagian=info.filename)

    def _check_places(self) -> None:
        """Raise InputError where two entries share bytes: so a small file inflates to a very large one."""
        end = 0
        for info in sorted(self.infos, key=lambda one: one.header_offset):
            if info.header_offset < end:
                raise InputError("zip-bom", berkas=self.label, bagian=info.filename)
            end = info.header_offset + LOCAL_HEADER.size + info.compress_size

    def _check_ends(self) -> None:
        """Raise InputError where another zip stands before this one, or in its comment: programs differ in which."""
        starts = min((info.header_offset for info in self.infos), default=0)
        first = max(0, len(self.data) - _LONGEST_END)
        ends = [
            place.start()
            for place in _END.finditer(self.data, first)
            if place.start() + 22 + int.from_bytes(place[1], "little") == len(self.data)
        ]
        if starts or len(ends) > 1:
            raise InputError("berkas-bermuka-dua", berkas=self.label)

    def _damaged(self, info: zipfile.ZipInfo) -> InputError:
        return InputError("zip-rusak", berkas=self.label, bagian=info.filename)


def _spellings(info: zipfile.ZipInfo) -> tuple[bytes, bytes]:
    name = info.orig_filename
    return name.encode("utf-8"), name.encode("cp437", "replace")
