"""Ganti kunci: one key takes the place of another; its new holder proposes it, the other holder agrees and seals anew.

The staying key opens each envelope and seals it for the new pair, object by object; what was interrupted goes on
where it stopped. Only when every envelope was sealed anew does the new key take its place. After a leak they go into
objects of their own, so that those which the old key opens can be destroyed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ppid_xl.arsip.store import (
    Arsip,
    list_versions,
    needs_recovery,
    open_arsip,
    record_act,
    recover_arsip,
    refuse_damaged,
    save_version,
)
from ppid_xl.brankas.envelope import look_into, reseal
from ppid_xl.brankas.keys import OpenKey, fingerprint, same_fingerprint
from ppid_xl.errors import ArsipError, InputError
from ppid_xl.model import Book
from ppid_xl.workflow.arsip.simpan import Person
from ppid_xl.workflow.brankas.amplop import current_objects, envelope_objects, envelopes, made_for, successor
from ppid_xl.workflow.brankas.lembar_kunci import made_key
from ppid_xl.workflow.brankas.penerima import (
    KUNCI,
    OBJECT,
    PERAN,
    Brankas,
    Penerima,
    act_of,
    check_brankas,
    read_brankas,
    set_of,
    write_brankas,
)
from ppid_xl.workflow.brankas.shared_place import refuse_shared
from ppid_xl.workflow.brankas.siapkan import refuse_same_holder, refuse_same_key
from ppid_xl.workflow.brankas.uji_pulih import try_key
from ppid_xl.workflow.ground.tindakan import find_pejabat

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Changed:
    """How many envelopes were sealed anew, and the key that took its place; None when some were merely behind.

    ``lama`` are the objects of which others have taken the place: older keys open them until they are destroyed.
    """

    amplop: int
    penerima: Penerima | None
    lama: tuple[str, ...] = ()


def propose_new(
    book: Book, workbook: Path, folder: Path, peran: str, path: Path, passphrase: str, person: Person,
    now: datetime, alasan: str,
) -> Penerima:  # fmt: skip
    """Make the key of a new holder, prove its file, and propose it; the files are gone when that fails.

    Raises InputError for a shared place, and as made_key and propose_public do.
    """
    officer = find_pejabat(book, person.oleh)
    refuse_shared(path, workbook, folder)
    refuse_same_holder(check_brankas(folder), peran, person.oleh)
    with made_key(path, passphrase, peran, officer, now) as key:
        proposed = propose_public(book, folder, peran, key.public, person, now, alasan)
        try_key(open_arsip(folder), read_brankas(folder), key, person, now, 0)
    return proposed


def propose_public(
    book: Book, folder: Path, peran: str, public: str, person: Person, now: datetime, alasan: str
) -> Penerima:
    """Propose a public key in the place of a role's key; a later proposal takes the place of an earlier one.

    Raises InputError while the brankas is not on, and when one person or one key would stand for both roles.
    """
    find_pejabat(book, person.oleh)
    brankas, role = check_brankas(folder), PERAN[peran]
    refuse_same_holder(brankas, peran, person.oleh)
    refuse_same_key(brankas, peran, public, renewed=True)
    arsip = open_arsip(folder)
    if brankas.usulan and brankas.usulan.kunci != public and _is_begun(arsip, brankas):
        raise InputError("ganti-kunci-berjalan", peran=brankas.usulan.peran, sidik=brankas.usulan.sidik)
    one = Penerima(role, public, fingerprint(public), person.oleh, now.date().isoformat())
    words = f"Kunci baru {role} diusulkan: {alasan}"
    act = act_of(person, now, words, peran=role, sidik_kunci=one.sidik)
    write_brankas(arsip, replace(brankas, usulan=one), act)
    record_act(arsip, KUNCI, act)
    return one


def _is_begun(arsip: Arsip, brankas: Brankas) -> bool:
    marks, wanted = made_for(arsip), set_of(brankas.with_usulan().keys)
    return any(marks.get(name, [])[-1:] == [wanted] for name in current_objects(arsip))


def carry_out(
    book: Book, folder: Path, key: OpenKey, sidik: str, person: Person, now: datetime,
    progress: Progress, *, leaked: bool = False,
) -> Changed:  # fmt: skip
    """Seal every envelope anew with the staying key, then let the proposed key take its place.

    ``sidik`` is its fingerprint as its holder handed it over. Without a proposal only envelopes that are behind are
    sealed anew; with ``leaked`` also those of which a version was made for others, into objects of their own. Raises
    InputError for a proposal nobody proved, another fingerprint, or a holder who agrees to his
    own key; ArsipError for a damaged envelope: then all keys stay as they were.
    """
    find_pejabat(book, person.oleh)
    brankas, arsip = check_brankas(folder), open_arsip(folder)
    new = brankas.usulan
    peran = brankas.role_of(key)
    if new is not None:
        _refuse_unagreed(brankas, new, peran, sidik, person)
        facts = {"peran": new.peran, "sidik_kunci": new.sidik}
        record_act(arsip, KUNCI, act_of(person, now, f"Kunci baru {new.peran} disetujui {peran}", **facts))
    if needs_recovery(arsip):
        recover_arsip(arsip, act_of(person, now, "Sebelum kunci diganti"))
    count = _seal_all(arsip, brankas.with_usulan().keys, key, person, now, progress, leaked)
    lama = tuple(name for name in envelope_objects(arsip) if name not in current_objects(arsip))
    if new is None:
        return Changed(count, None, lama)
    refuse_damaged(arsip, OBJECT)
    facts = {"peran": new.peran, "sidik_kunci": new.sidik, "amplop": str(count)}
    act = act_of(person, now, f"Kunci {new.peran} diganti", **facts)
    write_brankas(arsip, brankas.with_usulan(), act)
    record_act(arsip, KUNCI, act)
    return Changed(count, new, lama)


def _refuse_unagreed(brankas: Brankas, new: Penerima, peran: str, sidik: str, person: Person) -> None:
    if peran == new.peran:
        raise InputError("ganti-kunci-peran", peran=peran, lain=_other(peran))
    if new.sidik not in brankas.dicoba:
        raise InputError("ganti-kunci-belum-dicoba", peran=new.peran, pejabat=new.pemegang)
    if person.oleh.casefold() == new.pemegang.casefold():
        raise InputError("kunci-satu-orang", pejabat=person.oleh, peran=new.peran)
    if not same_fingerprint(sidik, new.sidik):
        raise InputError(
            "ganti-kunci-sidik", sidik=sidik or "(kosong)", usulan=new.sidik, pejabat=new.pemegang
        )


def _other(peran: str) -> str:
    return next(role for role in PERAN.values() if role != peran)


def _seal_all(
    arsip: Arsip,
    keys: tuple[str, ...],
    key: OpenKey,
    person: Person,
    now: datetime,
    progress: Progress,
    leaked: bool,
) -> int:
    """Seal anew what was not made for these keys, until nothing is left; return how many envelopes that were."""
    count = 0
    while left := _behind(arsip, set_of(keys), leaked):
        for number, name in enumerate(left, 1):
            progress(number, len(left), "Mengunci ulang")
            count += _seal_object(arsip, name, keys, key, person, now, leaked)
    return count


def _behind(arsip: Arsip, wanted: str, leaked: bool) -> list[str]:
    """Return the objects whose newest version, or after a leak any, was made for other recipients."""
    marks, since = made_for(arsip), 0 if leaked else -1
    return [name for name in current_objects(arsip) if {*marks.get(name, [""])[since:]} != {wanted}]


def _seal_object(
    arsip: Arsip, name: str, keys: tuple[str, ...], key: OpenKey, person: Person, now: datetime, leaked: bool
) -> int:
    refuse_damaged(arsip, name)
    number, found = 0 if leaked else len(list_versions(arsip, name)), envelopes(arsip, name)
    with tempfile.TemporaryDirectory(prefix="ppid-amplop-", ignore_cleanup_errors=True) as aside:
        renewed = {}
        for at, (path, envelope) in enumerate(sorted(found.items())):
            target = renewed[path] = Path(aside) / f"{at}.age"
            before = reseal(envelope, key, keys, target)
            if look_into(target, key) != before:
                raise ArsipError("amplop-rusak", berkas=envelope)
        act = act_of(person, now, f"{len(found)} amplop dikunci ulang", penerima=set_of(keys))
        save_version(arsip, successor(name) if leaked else name, renewed, act, expected=number)
    return len(found)
