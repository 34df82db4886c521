"""What the office did, read from its own tables: acts, consequence tests, and what they prove of one informasi."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ppid_xl.columns import TableSpec, normalise
from ppid_xl.errors import InputError
from ppid_xl.identitas import expand_ids, highest
from ppid_xl.keadaan_surat import DIBATALKAN, DIKIRIM, DITANDATANGANI, NOMOR_MENYUSUL, read_state
from ppid_xl.model import Book, Row, Value
from ppid_xl.tables import as_text, whole_number

DISETUJUI, DIKEMBALIKAN, DIAJUKAN = "Disetujui", "Dikembalikan", "Diajukan"
DIBUKA, DIPERPANJANG = "Dibuka", "Diperpanjang"
DITUNDA = "Ditunda"
SIDIK_LENGTH = 16
_DECISIONS = (DIAJUKAN, DISETUJUI, DIKEMBALIKAN, DIPERPANJANG)
_WORDS = {normalise(word): word for word in (*_DECISIONS, DIBUKA)}
_KEGIATAN = re.compile(r"(?:Kegiatan )?([0-9]{1,3})(?![0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Act:
    """One line of tblLangkah; ``ids`` are the informasi it covers, ``row`` its line on the sheet."""

    id_langkah: str
    kegiatan: str
    ids: tuple[str, ...]
    putaran: int
    mulai: date | None
    selesai: date | None
    oleh: str
    sebagai: str
    keputusan: str
    catatan: str
    tempat: str
    peserta: str
    id_surat: str
    bukti: str
    row: int

    @property
    def nomor_kegiatan(self) -> int:
        """The number of the kegiatan that the act names first; 0 when it names none."""
        found = _KEGIATAN.match(self.kegiatan)
        return int(found[1]) if found else 0


@dataclass(frozen=True, slots=True)
class Uji:
    """One line of tblUji: the test of one informasi in one putaran."""

    id_uji: str
    id_informasi: str
    putaran: int
    id_langkah: str
    saat_uji: str
    pertimbangan: str
    hasil: str
    sidik: str
    id_keputusan: str
    row: int


@dataclass(frozen=True, slots=True)
class Letter:
    """One line of tblAgenda; ``putaran`` is the round it was made in, ``sidik`` the digest of its file."""

    id_surat: str
    arah: str
    jenis: str
    nomor: str
    tanggal: date | None
    perihal: str
    dari_kepada: str
    keadaan: str
    berkas: str
    sidik: str
    putaran: int
    row: int

    @property
    def signed(self) -> bool:
        """Whether an officer stated that it bears its signature."""
        return read_state(self.keadaan)[0] in (DITANDATANGANI, DIKIRIM)

    @property
    def filed(self) -> bool:
        """Whether it is signed and its file was filed with its digest, as terima-ttd and tandatangani do."""
        return self.signed and bool(self.sidik)

    @property
    def cancelled(self) -> bool:
        """Whether its number stays in the agenda without a letter."""
        return read_state(self.keadaan)[0] == DIBATALKAN

    @property
    def lacks_number(self) -> bool:
        """Whether its number is still to come."""
        return not self.nomor and read_state(self.keadaan)[1] == NOMOR_MENYUSUL


@dataclass(frozen=True)
class Evidence:
    """Everything on record, by informasi, oldest first."""

    acts: Mapping[str, tuple[Act, ...]]
    uji: Mapping[str, tuple[Uji, ...]]
    letters: Mapping[str, tuple[Letter, ...]] = field(default_factory=dict)
    agenda: Mapping[str, Letter] = field(default_factory=dict)

    def proves(self, bukti: str) -> bool:
        """Say whether what is named as evidence proves: a letter of ours only when signed, a cancelled one never."""
        letter = self.agenda.get(bukti.strip().upper())
        if letter is None:
            return bool(bukti.strip())
        return not letter.cancelled and (letter.signed or normalise(letter.arah) == "masuk")

    def putaran(self, informasi: str) -> int:
        """Return the round an informasi is in: a return or another test opens the next one."""
        returned = [act.putaran for act in self.acts.get(informasi, ()) if act.keputusan == DIKEMBALIKAN]
        tested = [test.putaran for test in self.uji.get(informasi, ())]
        return max(max(returned, default=0) + 1, max(tested, default=1))

    def is_tested(self, informasi: str) -> bool:
        """Say whether an informasi was tested in its present round."""
        return any(test.putaran == self.putaran(informasi) for test in self.uji.get(informasi, ()))

    def next_uji(self, informasi: str) -> int:
        """Return the round that another test of an informasi belongs to."""
        return self.putaran(informasi) + self.is_tested(informasi)

    def present_uji(self, informasi: str) -> Uji | None:
        """Return the latest test of an informasi in its present round; None when that round has none."""
        return self.latest_uji(informasi) if self.is_tested(informasi) else None

    def latest_uji(self, informasi: str) -> Uji | None:
        """Return the latest test of an informasi, whatever its round."""
        tests = self.uji.get(informasi, ())
        return tests[-1] if tests else None

    def tested_on(self, test: Uji) -> date | None:
        """Return the day of the meeting that a test belongs to; None when no act with a day is named."""
        meeting = self.meeting_of(test)
        return meeting.mulai if meeting else None

    def meeting_of(self, test: Uji) -> Act | None:
        """Return the act in which a test was made; None when there is none that covers its informasi."""
        acts = self.acts.get(test.id_informasi, ())
        return next((act for act in acts if act.id_langkah == test.id_langkah), None)

    def precedes(self, decision: Act, test: Uji) -> bool:
        """Say whether a decision is of a day before the test that it is to approve."""
        day = self.tested_on(test)
        return day is not None and decision.mulai is not None and decision.mulai < day

    def latest_decision(self, informasi: str, levels: Sequence[str] = ()) -> Act | None:
        """Return the latest act that submitted, approved, returned or extended an informasi.

        ``levels`` are the roles that approve, from below: an approval lower than the one that stands is no later
        decision.
        """
        latest: Act | None = None
        for act in self.acts.get(informasi, ()):
            if act.keputusan in _DECISIONS and not (latest and _is_below(act, latest, levels)):
                latest = act
        return latest

    def is_opened(self, informasi: str) -> bool:
        """Say whether the latest thing decided about an informasi is that it is open."""
        words = (*_DECISIONS, DIBUKA)
        decided = [act for act in self.acts.get(informasi, ()) if act.keputusan in words]
        return bool(decided) and decided[-1].keputusan == DIBUKA

    def current_letters(self, informasi: str, kinds: Collection[str] = ()) -> list[Letter]:
        """Return the letters of an informasi in its present round that were not cancelled, of these kinds if any."""
        wanted, putaran = {normalise(kind) for kind in kinds}, self.putaran(informasi)
        return [
            letter
            for letter in self.letters.get(informasi, ())
            if not letter.cancelled
            and letter.putaran >= putaran
            and (not wanted or normalise(letter.jenis) in wanted)
        ]

    def is_signed(self, informasi: str, kinds: Collection[str] = ()) -> bool:
        """Say whether a signed letter of these kinds covers an informasi in its present round."""
        return any(letter.signed for letter in self.current_letters(informasi, kinds))


def _is_below(act: Act, standing: Act, levels: Sequence[str]) -> bool:
    if not act.keputusan == standing.keputusan == DISETUJUI or act.putaran != standing.putaran:
        return False
    places = {normalise(role): place for place, role in enumerate(levels, 1)}
    return places.get(normalise(act.sebagai), 0) < places.get(normalise(standing.sebagai), 0)


def read_evidence(book: Book) -> Evidence:
    """Return what tblLangkah and tblUji say; an ID that cannot be read covers nothing and raises nothing.

    Each act has the round that the informasi was in: an act on several names the highest of theirs.
    """
    acts: dict[str, list[Act]] = defaultdict(list)
    for act in acts_in_order(book):
        for informasi in act.ids:
            acts[informasi].append(act)
    tests: dict[str, list[Uji]] = defaultdict(list)
    for row in book.rows("tblUji"):
        uji = _read_uji(row)
        tests[uji.id_informasi].append(uji)
    ordered = {key: tuple(sorted(found, key=_uji_place)) for key, found in tests.items()}
    own = {key: _own_rounds(found, ordered.get(key, ())) for key, found in acts.items()}
    agenda = {letter.id_surat: letter for letter in map(read_letter, book.rows("tblAgenda"))}
    return Evidence(own, ordered, _read_letters(book, own), agenda)


def read_acts(book: Book) -> list[Act]:
    """Return every act of tblLangkah, in the order of the sheet."""
    return [_read_act(row) for row in book.rows("tblLangkah")]


def acts_in_order(book: Book) -> list[Act]:
    """Return every act of tblLangkah, oldest first, however the sheet is sorted."""
    return _in_order(read_acts(book))


def _in_order(acts: Sequence[Act]) -> list[Act]:
    """Return acts oldest first, however the sheet is sorted; a line without an ID stays with the one above."""
    places, number = [], 0
    for act in acts:
        number = highest([act.id_langkah], "LK") or number
        places.append(number)
    return [acts[i] for i in sorted(range(len(acts)), key=places.__getitem__)]


def _uji_place(test: Uji) -> tuple[int, int]:
    return test.putaran, highest([test.id_uji], "UJI")


def _own_rounds(acts: Sequence[Act], tests: Sequence[Uji]) -> tuple[Act, ...]:
    tested = {test.id_langkah: test.putaran for test in tests if test.id_langkah}
    present, found = 1, []
    for act in acts:
        own = act.putaran
        if len(act.ids) > 1 and own:
            own = min(own, max(present, tested.get(act.id_langkah, 0)))
        found.append(act if own == act.putaran else replace(act, putaran=own))
        present = max(present, own + (act.keputusan == DIKEMBALIKAN))
    return tuple(found)


def _read_letters(book: Book, acts: Mapping[str, Sequence[Act]]) -> dict[str, tuple[Letter, ...]]:
    """Return the letters of each informasi, those its acts name or whose line names one of its acts.

    A letter belongs to the round in which it was made: what is done with it later, signing too, is about that.
    """
    made_in: dict[str, dict[str, int]] = defaultdict(dict)
    for informasi, found in acts.items():
        for act in found:
            for key in filter(None, (act.id_surat, act.id_langkah)):
                made_in[key].setdefault(informasi, act.putaran)
    letters: dict[str, list[Letter]] = defaultdict(list)
    for row in book.rows("tblAgenda"):
        letter = read_letter(row)
        about = {**made_in.get(row.text("id_surat"), {}), **made_in.get(row.text("id_langkah"), {})}
        for informasi, putaran in about.items():
            letters[informasi].append(replace(letter, putaran=putaran))
    return {key: tuple(found) for key, found in letters.items()}


def read_letter(row: Row) -> Letter:
    """Return a line of tblAgenda as a letter."""
    texts = ("id_surat", "arah", "jenis", "nomor", "perihal", "dari_kepada", "berkas", "sidik")
    return Letter(
        tanggal=_day(row["tanggal"]),
        keadaan=row.text("keadaan_tanda_tangan"),
        putaran=0,
        row=row.number,
        **{key: row.text(key) for key in texts},
    )


def _read_act(row: Row) -> Act:
    try:
        ids = expand_ids([row.text("id_informasi")])
    except InputError:
        ids = ()
    texts = ("kegiatan", "oleh", "sebagai", "catatan", "tempat", "peserta", "id_surat", "bukti")
    keputusan = row.text("keputusan")
    return Act(
        id_langkah=row.text("id_langkah"),
        ids=ids,
        putaran=whole_number(row["putaran"]),
        mulai=_day(row["mulai"]),
        selesai=_day(row["selesai"]),
        keputusan=_WORDS.get(normalise(keputusan), keputusan),
        row=row.number,
        **{key: row.text(key) for key in texts},
    )


def _read_uji(row: Row) -> Uji:
    return Uji(
        id_uji=row.text("id_uji"),
        id_informasi=row.text("id_informasi"),
        putaran=whole_number(row["putaran"]),
        id_langkah=row.text("id_langkah"),
        saat_uji=row.text("saat_uji"),
        pertimbangan=row.text("pertimbangan_kepentingan_umum"),
        hasil=row.text("hasil"),
        sidik=row.text("sidik"),
        id_keputusan=row.text("id_keputusan"),
        row=row.number,
    )


def _day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def sidik_of(row: Row, spec: TableSpec) -> str:
    """Return the digest of the cells that decide an exclusion, blind to blanks and capitals nobody means."""
    return _digest(row, [c.kunci for c in spec.kolom if c.penentu])


def content_digest(row: Row, spec: TableSpec) -> str:
    """Return the digest of every cell of a row that people fill in, blind to blanks and capitals."""
    return _digest(row, [c.kunci for c in spec.kolom if c.pengisi != "alat"])


def _digest(row: Row, keys: Sequence[str]) -> str:
    told = {key: normalise(as_text(row[key])) for key in keys}
    canonical = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:SIDIK_LENGTH]
