"""Numbers of letters: typed, counted on without a gap, or left to SRIKANDI, each kind as the office set it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ppid_xl.columns import normalise
from ppid_xl.errors import ConfigError, InputError
from ppid_xl.model import Book, Row, Value
from ppid_xl.nomor import Pola, compile_pola, is_unfilled
from ppid_xl.rules.agenda import register_of
from ppid_xl.rules.usulan import read_tanggal
from ppid_xl.strict_toml import nearest
from ppid_xl.tables import as_text, whole_number
from ppid_xl.tanggal import bulan_romawi

KETIK, OTOMATIS, SRIKANDI = MODES = ("ketik", "otomatis", "srikandi")
# variables that SRIKANDI fills
NOMOR_NASKAH, TANGGAL_NASKAH, TTD_PENGIRIM = "${nomor_naskah}", "${tanggal_naskah}", "${ttd_pengirim}"
COUNTER = "UrutNomorSurat"
# for an office that set no pattern yet: nothing in them is known only to the office, but their fixed words are its own
EXAMPLES = ("{urut}/PPID/{bulan_romawi}/{tahun}", "800/{urut:3}/SEKRE/{tahun}")


@dataclass(frozen=True, slots=True)
class Nomor:
    """The number of a letter: as the agenda keeps it, as the document prints it, and its place in the count."""

    agenda: str
    tercetak: str
    tanggal: date | str
    urut: int = 0


def mode_of(book: Book, jenis: str) -> str:
    """Return how letters of a kind get their number, from setting ModeNomorSurat.

    Its words are ``otomatis`` for all kinds, ``penetapan=otomatis; nota-dinas=srikandi``, or both together.
    Raises ConfigError for a word that is no mode.
    """
    chosen = KETIK
    for piece in filter(None, (part.strip() for part in book.setting("ModeNomorSurat", KETIK).split(";"))):
        kind, _, mode = piece.rpartition("=")
        mode = mode.strip().casefold()
        if mode not in MODES:
            near = nearest(mode, MODES)
            raise ConfigError("mode-nomor-tidak-dikenal", isi=piece, terdekat=near, pilihan=", ".join(MODES))
        if not kind.strip():
            chosen = mode
        elif normalise(kind) == normalise(jenis):
            return mode
    return chosen


def choose_number(book: Book, jenis: str, tanggal: date, nomor: str = "") -> Nomor:
    """Return the number of the next letter out of a kind; ``nomor`` is what staff gave, if anything.

    Raises InputError when the mode asks for one and none was given, when it is taken, or when it would leave a gap.
    """
    mode = mode_of(book, jenis)
    if mode == SRIKANDI and not nomor:
        return Nomor("", NOMOR_NASKAH, TANGGAL_NASKAH)
    if mode == OTOMATIS:
        return _counted(book, jenis, tanggal, nomor)
    if not nomor.strip() or is_unfilled(nomor):
        raise InputError("nomor-surat-belum-disebut", jenis=jenis)
    refuse_taken(book, {"arah": "Keluar", "jenis": jenis, "tanggal": tanggal}, nomor)
    return Nomor(nomor.strip(), nomor.strip(), tanggal)


def refuse_taken(book: Book, values: Mapping[str, Value], nomor: str, but: str = "") -> None:
    """Raise InputError naming the letter that has a number already; the letter ``but`` does not count."""
    wanted = register_of(Row("tblAgenda", 0, values), nomor)
    for row in book.rows("tblAgenda"):
        number = as_text(row["nomor"]).strip()
        if number and row.text("id_surat") != but and register_of(row, number) == wanted:
            raise InputError(
                "nomor-surat-terpakai", nomor=nomor, surat=row.text("id_surat"), jenis=row.text("jenis")
            )


def _counted(book: Book, jenis: str, tanggal: date, nomor: str) -> Nomor:
    pola = _pola(book, jenis, tanggal)
    before = _matched(book, jenis, tanggal.year, pola)
    last = max([int(parts["urut"]) for parts in before] + [_counter(book).get(_key(jenis, tanggal.year), 0)])
    if nomor:
        given = pola.match(nomor)
        if given is None or not given["urut"]:
            raise InputError("nomor-surat-tidak-berpola", nomor=nomor, pola=pola.pola)
        urut, text = int(given["urut"]), nomor.strip()
        if last and urut != last + 1:
            raise InputError("nomor-surat-berlubang", nomor=nomor, jenis=jenis, berikut=last + 1)
    else:
        urut = last + 1
        text = pola.format(**_parts(book, pola, jenis, tanggal, urut))
    refuse_taken(book, {"arah": "Keluar", "jenis": jenis, "tanggal": tanggal}, text)
    return Nomor(text, text, tanggal, urut)


def _pola(book: Book, jenis: str, tanggal: date) -> Pola:
    setting = book.setting("PolaNomorSurat")
    if not setting:
        first, second = (_shown(pola, tanggal) for pola in EXAMPLES)
        raise ConfigError("pola-nomor-kosong", jenis=jenis, contoh=first, lain=second)
    pola = compile_pola(setting)
    if "urut" not in pola.tokens:
        raise ConfigError("pola-tanpa-urut", pola=setting)
    return pola


def _shown(text: str, tanggal: date) -> str:
    """Return a pattern with the first number that it would give."""
    pola, known = compile_pola(text), _known(1, tanggal)
    return f"{text} (menjadi {pola.format(**{token: known[token] for token in pola.tokens})})"


def _known(urut: int, tanggal: date) -> dict[str, str | int]:
    """Return the parts of a number that need no office to know."""
    return {"urut": urut, "tahun": tanggal.year, "bulan_romawi": bulan_romawi(tanggal.month)}


def _matched(book: Book, jenis: str, year: int | None, pola: Pola) -> list[dict[str, str]]:
    """Return the parts of the numbers of a kind, cancelled ones too, in the order of the sheet."""
    found = []
    for row in book.rows("tblAgenda"):
        day = read_tanggal(row["tanggal"])
        ours = normalise(row.text("arah")) != "masuk" and normalise(row.text("jenis")) == normalise(jenis)
        parts = pola.match(as_text(row["nomor"])) if ours else None
        if parts and parts["urut"] and (year is None or (day and day.year == year)):
            found.append(parts)
    return found


def _parts(book: Book, pola: Pola, jenis: str, tanggal: date, urut: int) -> dict[str, str | int]:
    """Return every part of the next number; what only the office knows is as in the last number of the kind."""
    known = _known(urut, tanggal)
    last = next(reversed(_matched(book, jenis, None, pola)), {})
    parts: dict[str, str | int] = {token: known.get(token, last.get(token, "")) for token in pola.tokens}
    for token, part in parts.items():
        if part == "":
            raise InputError("nomor-bagian-belum-diketahui", pola=pola.pola, bagian=token, jenis=jenis)
    return parts


def _key(jenis: str, year: int) -> tuple[int, str]:
    return year, normalise(jenis)


def _counter(book: Book) -> dict[tuple[int, str], int]:
    """Read the highest number given out by year and kind, as ``2026 penetapan 3; 2026 nota dinas 7``."""
    counts: dict[tuple[int, str], int] = {}
    for piece in book.setting(COUNTER).split(";"):
        year, _, rest = piece.strip().partition(" ")
        kind, _, number = rest.rpartition(" ")
        if whole_number(year) and whole_number(number):
            counts[whole_number(year), kind] = whole_number(number)
    return counts


def counted_on(book: Book, entered: Iterable[tuple[str, date, int]]) -> str:
    """Return the new text of the counter after letters (kind, date, place in the count) were entered."""
    counts = _counter(book)
    for jenis, tanggal, urut in entered:
        key = _key(jenis, tanggal.year)
        counts[key] = max(counts.get(key, 0), urut)
    return "; ".join(f"{year} {kind} {number}" for (year, kind), number in sorted(counts.items()) if number)
