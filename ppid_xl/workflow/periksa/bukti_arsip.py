"""Bukti in the archive: what an earlier version showed of an informasi, and the workbook shows no more.

Evidence only grows: a test, a decision or a signed letter that was archived once and is gone was taken away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ppid_xl.arsip.ocfl import Version
from ppid_xl.arsip.store import Arsip, list_objects, list_versions, open_arsip
from ppid_xl.columns import Dictionary, normalise
from ppid_xl.evidence import DIBUKA, DISETUJUI, Act, Evidence, Letter, read_evidence
from ppid_xl.identitas import highest, is_id
from ppid_xl.keadaan_surat import DITANDATANGANI
from ppid_xl.model import Book, Finding, Row, Tingkat
from ppid_xl.rules.case import KLASIFIKASI
from ppid_xl.workflow.ground.archived_counters import object_id
from ppid_xl.workflow.ground.isi_versi import PACKED, broken_record, read_record
from ppid_xl.workflow.ground.tindakan import DICATAT
from ppid_xl.workflow.ground.versi_terakhir import archived_book
from ppid_xl.workflow.periksa.rahasia import SECRET
from ppid_xl.workflow.periksa.temuan_bukti import told_sidik

EVIDENCE_FILE = "bukti.json"
LOST, ONCE_EXCLUDED = "bukti-pernah-ada", "pernah-dikecualikan"
COVERING, NOT_YET = ("LK", "UJI"), "waktu itu belum menjadi buktinya"
CLOSED, OPEN, OTHER = "dikecualikan", "publik", ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a workbook shows of an informasi: class, title with unit, evidence such as ``UJI-2026-0001 Ditutup``.

    ``golongan`` is CLOSED, OPEN or OTHER; ``judul`` is empty when no row bears the ID.
    """

    golongan: str
    judul: str
    bukti: frozenset[str]


NOTHING = Shown(OTHER, "", frozenset())


@dataclass(frozen=True, slots=True)
class Lost:
    """What is missed of an informasi, and the latest version that had it; no ``bukti`` when only its class changed."""

    id: str
    version: Version
    bukti: tuple[str, ...] = ()
    other: str = ""


def shown_in(book: Book) -> dict[str, Shown]:
    """Return what a workbook shows of each informasi that has a row or evidence."""
    evidence, rows = read_evidence(book), {_key(row.text("id")): row for row in book.rows("tblRekap")}
    ids = {*rows, *map(_key, evidence.acts), *map(_key, evidence.uji)} - {""}
    return {informasi: _shown(informasi, rows.get(informasi), evidence) for informasi in sorted(ids)}


def _key(informasi: str) -> str:
    return informasi.strip().upper()


def _shown(informasi: str, row: Row | None, evidence: Evidence) -> Shown:
    judul, unit = (normalise(row.text(key)) if row else "" for key in ("judul_informasi", "unit_penguasa"))
    bukti = frozenset(_evidence(informasi, evidence))
    return Shown(_golongan(row), f"{judul}|{unit}" if judul else "", bukti)


def _golongan(row: Row | None) -> str:
    known = KLASIFIKASI.get(normalise(row.text("klasifikasi"))) if row else None
    return OTHER if known is None or row is None else CLOSED if known == "Dikecualikan" else OPEN


def _evidence(informasi: str, evidence: Evidence) -> Iterator[str]:
    tests = evidence.uji.get(informasi, ())
    meetings = {test.id_langkah for test in tests}
    for test in tests:
        yield from _told(test.id_uji, test.hasil, _sidik(test.sidik))
    for act in evidence.acts.get(informasi, ()):
        if (decides := _decides(act)) or act.id_langkah in meetings:
            word = act.keputusan if decides else ""
            yield from _told(act.id_langkah, word, _who(act), _sidik(told_sidik(informasi, act)))
    for letter in evidence.letters.get(informasi, ()):
        if letter.signed:
            yield from _told(letter.id_surat, DITANDATANGANI, _number(letter), _sidik(letter.sidik))
        else:
            yield from _told(letter.id_surat, "")


def _who(act: Act) -> str:
    return f"{act.mulai:%d/%m/%Y}, {act.oleh}, {act.sebagai}" if act.mulai and act.oleh else ""


def _number(letter: Letter) -> str:
    return f"nomor {letter.nomor}" if letter.nomor else ""


def _sidik(sidik: str) -> str:
    return f"sidik {sidik}" if sidik else ""


def _decides(act: Act) -> bool:
    return normalise(act.keputusan) not in ("", normalise(DICATAT))


def _told(identity: str, word: str, *facts: str) -> Iterator[str]:
    """Yield an ID, and the ID with what it says and each fact of it: what is filled in later takes nothing away."""
    if identity:
        yield identity
        if said := normalise(word):
            yield f"{identity} {said.capitalize()}"
        yield from (f"{identity} ({fact})" for fact in facts if fact)


def to_record(book: Book) -> dict[str, object]:
    """Return what a workbook shows as plain data for a version in the archive."""
    return {
        informasi: {"golongan": one.golongan, "judul": one.judul, "bukti": sorted(one.bukti)}
        for informasi, one in shown_in(book).items()
    }


def lost_evidence(
    book: Book, workbook: Path, folder: Path, dictionary: Dictionary, *, before: int = 0
) -> list[Lost]:
    """Return what archived versions of a workbook showed and it shows no more; only those under number ``before``.

    A version without one informasi of this workbook is of another year and counts for its titles alone. Raises
    ArsipError when a version cannot be read.
    """
    if not (folder / "log.jsonl").is_file():
        return []
    arsip, name = open_arsip(folder), object_id(workbook)
    if name not in list_objects(arsip):
        return []
    now, found = shown_in(book), dict[str, Lost]()
    copies = {_key(row.text("id")) for row in book.rows("tblRekap") if row.text("versi_publik_dari")}
    for version, then in _versions(arsip, name, dictionary, before):
        for one in _compare(version, then, now, copies):
            found[one.id] = _with_earlier(one, found.get(one.id))
    return [found[informasi] for informasi in sorted(found)]


def _with_earlier(one: Lost, earlier: Lost | None) -> Lost:
    """Return a loss; the version is the latest, the evidence that of all versions."""
    bukti = tuple(sorted({*one.bukti, *(earlier.bukti if earlier else ())}))
    version = one.version if one.bukti or earlier is None or not earlier.bukti else earlier.version
    return Lost(one.id, version, bukti, one.other)


def _versions(
    arsip: Arsip, name: str, dictionary: Dictionary, before: int
) -> Iterator[tuple[Version, Mapping[str, Shown]]]:
    read: dict[str, Mapping[str, Shown]] = {}
    for version in list_versions(arsip, name):
        if before and version.number >= before:
            return
        digest = version.files.get(f"{EVIDENCE_FILE}{PACKED}") or version.files.get(
            EVIDENCE_FILE, version.name
        )
        if digest not in read:
            read[digest] = _read(arsip, version, dictionary)
        yield version, read[digest]


def _read(arsip: Arsip, version: Version, dictionary: Dictionary) -> dict[str, Shown]:
    told = read_record(arsip, version, EVIDENCE_FILE)
    if told is None:
        return shown_in(archived_book(arsip, version, dictionary))
    try:
        return {
            informasi: Shown(one["golongan"], one["judul"], frozenset(one["bukti"]))
            for informasi, one in told.items()
        }
    except (TypeError, KeyError, AttributeError) as reason:
        raise broken_record(version, EVIDENCE_FILE) from reason


def _compare(
    version: Version, then: Mapping[str, Shown], now: Mapping[str, Shown], copies: set[str]
) -> Iterator[Lost]:
    if not then.keys().isdisjoint(now):
        yield from _widened(version, then, now)
        for informasi, old in then.items():
            new = now.get(informasi, NOTHING)
            if gone := old.bukti - new.bukti:
                yield Lost(informasi, version, tuple(sorted(gone)))
            elif old.golongan == CLOSED and new.golongan == OPEN and not _is_decided(old, new):
                yield Lost(informasi, version)
    closed = {one.judul: informasi for informasi, one in then.items() if one.golongan == CLOSED and one.judul}
    fresh = {
        informasi: one for informasi, one in now.items() if informasi not in then and one.golongan == OPEN
    }
    for informasi in fresh.keys() - copies:
        other = closed.get(fresh[informasi].judul)
        if other and _is_gone(then[other], now.get(other, NOTHING)):
            yield Lost(informasi, version, (), other)


def _widened(version: Version, then: Mapping[str, Shown], now: Mapping[str, Shown]) -> Iterator[Lost]:
    """Yield the informasi that acts and tests as old as a version prove since, and did not prove in it."""
    known = {one for shown in then.values() for one in shown.bukti if is_id(one)}
    last = {prefix: highest(known, prefix) for prefix in COVERING}
    for informasi, new in now.items():
        fresh = [one for one in new.bukti - then.get(informasi, NOTHING).bukti if is_id(one)]
        if added := [one for one in fresh if any(0 < highest([one], kind) <= last[kind] for kind in last)]:
            yield Lost(informasi, version, tuple(f"{one} ({NOT_YET})" for one in sorted(added)))


def _is_gone(old: Shown, new: Shown) -> bool:
    """Say whether what was excluded is no longer listed so, without a decision; R24 tells one that still is."""
    return new.golongan != CLOSED and not _is_decided(old, new)


def _is_decided(old: Shown, new: Shown) -> bool:
    """Say whether an informasi was opened, or approved as it became since."""
    opened = any(one.endswith(f" {DIBUKA}") for one in new.bukti if one.startswith("LK-"))
    return opened or any(one.endswith(f" {DISETUJUI}") for one in new.bukti - old.bukti)


def lost_findings(
    book: Book, lost: Sequence[Lost], dictionary: Dictionary, tingkat: Tingkat = "peringatan"
) -> list[Finding]:
    """Return one finding per informasi, at its row or, when that is gone, at the heading of the rekap."""
    table = book.tables.get("tblRekap")
    if table is None:
        return []
    rows = {_key(row.text("id")): row for row in table.rows}
    _, sumber, kutipan = SECRET
    found = []
    for one in lost:
        row, key = rows.get(one.id), "id" if one.bukti else "klasifikasi"
        kode = LOST if one.bukti else ONCE_EXCLUDED
        facts = {"versi": one.version.name, "tanggal": f"{one.version.created:%d/%m/%Y}", "bukti": words_of(one),
                 "id_lain": one.other or one.id}  # fmt: skip
        found.append(Finding(
            tingkat=tingkat, aturan=f"ppid-xl/{kode}", pesan=f"ppid-xl.{kode}", lembar=table.sheet,
            sel=table.address(key, row.number) if row else table.heading_cell(),
            kolom=dictionary.tabel[table.name].heading(key), id=one.id, isi=row.text(key) if row else "",
            fakta=facts, kutipan=kutipan, sumber=sumber, unit=row.text("unit_penguasa") if row else "",
            table=table.name, row=row.number if row else table.header_row,
        ))  # fmt: skip
    return found


def words_of(lost: Lost) -> str:
    """Return the evidence that is gone, each ID once."""
    told = {one.partition(" ")[0]: one for one in lost.bukti}
    return ", ".join(told.values())
