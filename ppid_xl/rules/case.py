"""A row as the rules see it: what is derived from its words is read once and kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ppid_xl.columns import Dictionary, normalise
from ppid_xl.dasar_hukum import DasarHukum, Rujukan, parse_dasar_hukum
from ppid_xl.evidence import Evidence, read_evidence
from ppid_xl.jangka_waktu import JangkaWaktu, parse_jangka_waktu
from ppid_xl.kalender import Kalender
from ppid_xl.model import Book, Row, Table
from ppid_xl.rules.usulan import is_accepted, read_tanggal, read_usulan

if TYPE_CHECKING:
    from ppid_xl.peraturan import Peraturan

T = TypeVar("T")

KLASIFIKASI = {
    "berkala": "Berkala",
    "serta merta": "Serta Merta",
    "setiap saat": "Setiap Saat",
    "tersedia setiap saat": "Setiap Saat",
    "dikecualikan": "Dikecualikan",
    "informasi dikecualikan": "Dikecualikan",
    "informasi yang dikecualikan": "Dikecualikan",
    "informasi berkala": "Berkala",
    "informasi serta merta": "Serta Merta",
    "informasi setiap saat": "Setiap Saat",
}
BACAAN = ("dasar_hukum", "jangka_waktu", "usulan", "terima")
SELURUHNYA = ("seluruh", "semua", "keseluruhan")
_TANDA_AKHIR = re.compile(r"\|A:([0-9]{4}-[0-9]{2}-[0-9]{2})\|")


@dataclass(frozen=True)
class Context:
    """What the rules need besides the row: today, the working days under both readings, the regulations."""

    today: date
    kalender: Kalender
    dictionary: Dictionary
    book: Book
    peraturan: Mapping[str, Peraturan] = field(default_factory=dict)

    @cached_property
    def kalender_lain(self) -> Kalender:
        """The other reading of cuti bersama (R56: late is galat only when late under both)."""
        return self.kalender.with_cuti_bersama(not self.kalender.cuti_bersama_libur)

    @cached_property
    def will_open(self) -> frozenset[str]:
        """The IDs of informasi whose latest uji decided to open it, with the decision on record."""
        latest: dict[str, tuple[float, bool]] = {}
        for row in self.book.rows("tblUji"):
            number = row["putaran"]
            putaran = float(number) if isinstance(number, int | float) else 0.0
            opened = normalise(row.text("hasil")) == "dibuka" and bool(row.text("id_keputusan"))
            key = row.text("id_informasi")
            latest[key] = max(latest.get(key, (putaran, opened)), (putaran, opened), key=lambda item: item[0])
        return frozenset(key for key, (_, opened) in latest.items() if key and opened)

    @cached_property
    def evidence(self) -> Evidence:
        """What the office did, by informasi."""
        return read_evidence(self.book)

    @cached_property
    def excluded_ids(self) -> frozenset[str]:
        """The IDs of informasi that the rekap excludes."""
        table = self.book.tables.get("tblRekap")
        return frozenset(
            case.text["id"] for case in (self.cases(table) if table else ()) if case.dikecualikan
        )

    def working_days_before(self, day: date, days: int) -> tuple[date, date] | None:
        """Return the working day so many before a day, under both readings; None before the year 1."""
        key = day, days
        if key not in self._before:
            try:
                self._before[key] = (
                    self.kalender.add_hari_kerja(day, -days),
                    self.kalender_lain.add_hari_kerja(day, -days),
                )
            except (ValueError, OverflowError):
                self._before[key] = None
        return self._before[key]

    def cases(self, table: Table) -> Sequence[Case]:
        """Return the rows of a table with what is derived from them, each made once."""
        kept = self._cases.get(table.name)
        if kept is None or kept[0] is not table:
            kept = self._cases[table.name] = (table, tuple([Case(row, table, self) for row in table.rows]))
        return kept[1]

    def kept(self, name: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what several rules need of the whole workbook, made for the first that asks."""
        if name not in self._kept:
            self._kept[name] = make()
        found: T = self._kept[name]
        return found

    @cached_property
    def _kept(self) -> dict[tuple[object, ...], Any]:
        return {}

    @cached_property
    def _cases(self) -> dict[str, tuple[Table, tuple[Case, ...]]]:
        return {}

    @cached_property
    def _before(self) -> dict[tuple[date, int], tuple[date, date] | None]:
        return {}


class _Kept(Generic[T]):
    """A property computed once per row; ``cached_property`` has a lock that costs more than the work."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    def __get__(self, case: Case, owner: type[Case]) -> T:
        found = case.__dict__[self.name] = self.make(case)
        return found


class _Cells(dict[str, T]):
    """What is made of the cells of a row, by column key; made when first asked for."""

    __slots__ = ("make", "source")

    def __init__(self, make: Callable[[Any, str], T], source: Any) -> None:
        self.make = make
        self.source = source

    def __missing__(self, key: str) -> T:
        found = self[key] = self.make(self.source, key)
        return found


def _plain(row: Row, key: str) -> str:
    value = row.values.get(key)
    return normalise(value) if isinstance(value, str) else ""


@lru_cache(maxsize=16384)
def split_words(plain: str) -> frozenset[str]:
    """Return the words of a text already normalised."""
    return frozenset(plain.split())


def _words(plain: Mapping[str, str], key: str) -> frozenset[str]:
    return split_words(plain[key])


class Case:
    """One row of a table with its derived facts.

    ``text`` holds its cells as trimmed text, ``plain`` the same for comparison (no case, punctuation or repeated
    blanks).
    """

    def __init__(self, row: Row, table: Table, context: Context) -> None:
        self.row = row
        self.table = table
        self.context = context
        self.text = _Cells(Row.text, row)
        self.plain = _Cells(_plain, row)
        self.klasifikasi = KLASIFIKASI.get(self.plain["klasifikasi"], "")

    @_Kept
    def words(self) -> Mapping[str, frozenset[str]]:
        """The words of each cell."""
        return _Cells(_words, self.plain)

    @property
    def dikecualikan(self) -> bool:
        """Whether the row claims exclusion."""
        return self.klasifikasi == "Dikecualikan"

    @property
    def publik(self) -> bool:
        """Whether the row claims to be one of the public classes."""
        return self.klasifikasi not in ("", "Dikecualikan")

    @property
    def closes_whole(self) -> bool:
        """Whether the whole document is said to be closed."""
        return self.plain["bagian_yang_ditutup"].startswith(SELURUHNYA)

    @property
    def closes_part(self) -> bool:
        """Whether only a named part of the document is said to be closed."""
        return bool(self.plain["bagian_yang_ditutup"]) and not self.closes_whole

    @_Kept
    def terhitung_mulai(self) -> date | None:
        """The start date, when the cell holds one."""
        return read_tanggal(self.row["terhitung_mulai"])

    @_Kept
    def dasar_hukum(self) -> DasarHukum:
        """The legal references read out of the unit's own words."""
        return parse_dasar_hukum(self.text["dasar_hukum"])

    @_Kept
    def jangka_waktu(self) -> JangkaWaktu:
        """The period read out of the unit's own words."""
        return parse_jangka_waktu(self.text["jangka_waktu"], self.terhitung_mulai)

    @_Kept
    def accepted(self) -> bool:
        """Whether staff accepted what the tool read, and it still reads the same."""
        return is_accepted(self.row, self.usulan)

    @_Kept
    def usulan(self) -> str:
        """What the tool reads out of the words alone, whatever dates are filled in beside them."""
        return read_usulan(self.text["dasar_hukum"], self.text["jangka_waktu"])

    @property
    def reading_changed(self) -> bool:
        """Whether a reading was accepted that the words no longer give."""
        return self.plain["terima"] == "ya" and bool(self.text["usulan"]) and not self.accepted

    @_Kept
    def pasal_17(self) -> tuple[Rujukan, ...]:
        """The references to UU 14/2008 Pasal 17 with a letter that are written out, or accepted."""
        return tuple(one for one in self.dasar_hukum.pasal_17 if one.pasti or self.accepted)

    @_Kept
    def huruf(self) -> frozenset[str]:
        """The letters of UU 14/2008 Pasal 17 that count."""
        return frozenset(one.huruf for one in self.pasal_17) & self.dasar_hukum.huruf

    @_Kept
    def akhir(self) -> date | None:
        """The end of the exclusion, when the words and dates give one; a suggested end only once accepted."""
        period = self.jangka_waktu
        return period.akhir if period.pasti or self.accepted else None

    @_Kept
    def akhir_typed(self) -> date | None:
        """The date in Akhir Pengecualian, when it is not the one the tool wrote there."""
        day = read_tanggal(self.row["akhir_pengecualian"])
        if day is None:
            return None
        remembered = _TANDA_AKHIR.search(self.text["tanda"])
        return None if remembered and remembered[1] == day.isoformat() else day

    @property
    def will_open(self) -> bool:
        """Whether it is already decided that this informasi will be opened."""
        return self.text["id"] in self.context.will_open

    def working_days_before_end(self, days: int) -> tuple[date, date] | None:
        """Return the working day so many before the end, under both readings of cuti bersama."""
        return None if self.akhir is None else self.context.working_days_before(self.akhir, days)
