"""Siapkan: one of the two keys of the brankas is made on its holder's own place, or its public half taken over."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.store import Act, Arsip, create_arsip, open_arsip, record_act
from ppid_xl.brankas.keys import OpenKey, fingerprint, new_key, open_key, protect_key
from ppid_xl.errors import HostError, InputError
from ppid_xl.model import Book
from ppid_xl.system_reasons import reason_of
from ppid_xl.workflow.amplop import envelope_objects
from ppid_xl.workflow.penerima import KUNCI, PERAN, Brankas, Penerima, act_of, read_brankas, write_brankas
from ppid_xl.workflow.shared_place import open_private, refuse_shared
from ppid_xl.workflow.simpan import Person
from ppid_xl.workflow.tindakan import find_pejabat
from ppid_xl.workflow.uji_pulih import try_key

SHEET = ".lembar.txt"
TEXT = """LEMBAR KUNCI BRANKAS PPID
Simpan lembar ini di amplop tersegel dalam lemari besi. Jangan difoto, dipindai, atau disimpan di komputer bersama.

Peran          : {peran}
Pemegang       : {nama} ({kode})
Dibuat         : {hari}
Sidik kunci    : {sidik}
Kunci publik   : {kunci}

PERHATIAN. Softcopy di brankas hanya dapat dibuka dengan kunci PPID atau kunci Atasan PPID, beserta kata sandinya.
Bila KEDUA kunci hilang, atau kedua kata sandinya terlupa, isinya hilang untuk selamanya. Tidak ada yang dapat
memulihkannya, juga pembuat alat ini.

Kata sandi tidak tercetak di sini. Tulislah dengan tangan pada kertas LAIN, di amplop tersegel yang LAIN:


Membuka tanpa alat ini (program age, https://age-encryption.org; di Debian: apt install age)
  1. Simpan baris di bawah, dari BEGIN sampai END, sebagai kunci.age. Bila diketik ulang, besar kecilnya huruf penting.
  2. age -d -o kunci.txt kunci.age          (kata sandi ditanyakan)
  3. age -d -i kunci.txt 0001.age | tar x   (hasilnya: isi, dan asli.json yang menyebut nama aslinya)
  4. Hapus kunci.txt.

{berkas}"""


@dataclass(frozen=True)
class Registered:
    """A key that is now a recipient's, where its files were written, and the state of the brankas after it."""

    penerima: Penerima
    kunci: Path | None
    lembar: Path | None
    brankas: Brankas


def register_new(
    book: Book, workbook: Path, folder: Path, peran: str, path: Path, passphrase: str, person: Person,
    now: datetime,
) -> Registered:  # fmt: skip
    """Make a key pair, write its secret half under a passphrase, prove that file, and register the public half.

    Raises InputError for a shared place, a name taken, a short passphrase, and as register_public does; then no file
    is left behind.
    """
    officer = find_pejabat(book, person.oleh)
    refuse_shared(path, workbook, folder)
    refuse_unfit(read_brankas(folder), folder, peran, person.oleh)
    key, sheet = new_key(), path.with_name(path.name + SHEET)
    content = secret_file(key, passphrase, peran, officer.text("kode"), now)
    words = TEXT.format(
        peran=PERAN[peran], nama=officer.text("nama"), kode=officer.text("kode"), hari=f"{now:%d/%m/%Y}",
        sidik=key.sidik, kunci=key.public, berkas=content.decode(),
    )  # fmt: skip
    written = write_secrets({path: content, sheet: words.encode()})
    try:
        proven = open_key(path.read_bytes(), passphrase, path.name)
        brankas = _register(folder, peran, proven.public, person, now)
        try_key(open_arsip(folder), brankas, proven, person, now, 0)
    except BaseException:
        for one in written:
            one.unlink(missing_ok=True)
        raise
    done = read_brankas(folder)
    return Registered(done.penerima[PERAN[peran]], path, sheet, done)


def secret_file(key: OpenKey, passphrase: str, peran: str, kode: str, now: datetime) -> bytes:
    """Return the file of a secret key, with what its holder should know of it inside."""
    remarks = [f"brankas ppid, kunci {PERAN[peran]}", f"pemegang: {kode}", f"dibuat: {now.isoformat(timespec='seconds')}"]
    return protect_key(key, passphrase, remarks)


def write_secrets(files: dict[Path, bytes]) -> list[Path]:
    """Write new files that only this user may read, all or none; raise InputError for a name that is taken."""
    written: list[Path] = []
    try:
        for path, content in files.items():
            with os.fdopen(open_private(path), "wb") as file:
                written.append(path)
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
    except FileExistsError:
        _remove(written)
        raise InputError("kunci-berkas-terpakai", berkas=path) from None
    except OSError as reason:
        _remove(written)
        raise HostError("kunci-tidak-tertulis", berkas=path, alasan=reason_of(reason)) from None
    return written


def _remove(paths: list[Path]) -> None:
    for one in paths:
        one.unlink(missing_ok=True)


def register_public(
    book: Book, folder: Path, peran: str, public: str, person: Person, now: datetime
) -> Registered:
    """Register a public key whose secret half was made elsewhere; its holder proves it with uji-pulih.

    Raises InputError when the role has a key in use, or one person or one key would stand for both roles.
    """
    find_pejabat(book, person.oleh)
    brankas = _register(folder, peran, public, person, now)
    return Registered(brankas.penerima[PERAN[peran]], None, None, brankas)


def refuse_unfit(brankas: Brankas, folder: Path, peran: str, oleh: str) -> None:
    """Raise InputError when a role has a key in use, or its holder holds the other one."""
    others = [one for role, one in brankas.penerima.items() if role != PERAN[peran]]
    if PERAN[peran] in brankas.penerima and (brankas.is_on or _has_envelopes(folder)):
        raise InputError("kunci-sudah-ada", peran=PERAN[peran], kode=peran)
    if any(one.pemegang == oleh for one in others):
        raise InputError("kunci-satu-orang", pejabat=oleh, peran=others[0].peran)


def _has_envelopes(folder: Path) -> bool:
    return (folder / "log.jsonl").is_file() and bool(envelope_objects(open_arsip(folder)))


def _register(folder: Path, peran: str, public: str, person: Person, now: datetime) -> Brankas:
    brankas = read_brankas(folder)
    refuse_unfit(brankas, folder, peran, person.oleh)
    refuse_same_key(brankas, public)
    role = PERAN[peran]
    one = Penerima(role, public, fingerprint(public), person.oleh, now.date().isoformat())
    act = act_of(person, now, f"Kunci penerima {role} didaftarkan", peran=role, sidik_kunci=one.sidik)
    arsip = _open_or_begin(folder, act)
    write_brankas(arsip, replace(brankas, penerima={**brankas.penerima, role: one}), act)
    record_act(arsip, KUNCI, act)
    return read_brankas(folder)


def refuse_same_key(brankas: Brankas, public: str) -> None:
    """Raise InputError for a key that a role has already."""
    for one in brankas.penerima.values():
        if one.kunci == public:
            raise InputError("kunci-sama", peran=one.peran, sidik=one.sidik)


def _open_or_begin(folder: Path, act: Act) -> Arsip:
    if (folder / "log.jsonl").is_file() or (folder / "ocfl").is_dir():
        return open_arsip(folder)
    return create_arsip(folder, replace(act, alasan="Dimulai untuk brankas", rincian={}))
