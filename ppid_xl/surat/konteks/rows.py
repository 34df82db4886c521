"""The rows of a document: every column by its key, what was read out of it, tested and decided about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ppid_xl.columns import Column, normalise
from ppid_xl.model import Row, Value
from ppid_xl.surat.konteks.value import counted, value_text

NOT_TESTED, NOT_TESTED_AGAIN = "belum diuji", "belum diuji ulang"
NO_UNIT = "Unit penguasa belum diisi"
UNDECIDED = "Ya/Tidak *)"
# A blank cell of these is said with a dash although kolom.toml does not ask for it, and the other way round.
_DASHED, _SILENT = frozenset(("id", "unit_penguasa")), frozenset(("bagian_yang_ditutup",))
SHOWN_DIFFERENCES, SHOWN_LETTERS = 1, 45
BEFORE_KEYS = (
    "jangka_waktu", "dasar_hukum", "akhir_pengecualian", "konsekuensi_bila_dibuka", "manfaat_bila_ditutup",
)  # fmt: skip
POSTPONED = "Ditunda"
HASIL = ("Ditutup", "Ditutup sebagian", "Dibuka", POSTPONED)
NO_HASIL = "Hasil belum diisi"


@dataclass(frozen=True, slots=True)
class Diuji:
    """The latest test of an informasi; ``sekarang`` False when it belongs to an earlier round."""

    id: str
    nomor: str
    tanggal: date | None = None
    saat: str = ""
    hasil: str = ""
    pertimbangan: str = ""
    jangka_waktu: str = ""
    putaran: int = 1
    tempat: str = ""
    peserta: str = ""
    sekarang: bool = True
    oleh: str = ""

    @property
    def selesai(self) -> bool:
        """Whether it is the test of the present round and was not postponed."""
        return self.sekarang and normalise(self.hasil) != normalise(POSTPONED)


@dataclass(frozen=True, slots=True)
class Putusan:
    """What was decided about an informasi; ``disetujui`` None is undecided."""

    disetujui: bool | None = None
    catatan: str = ""
    tanggal: date | None = None
    oleh: str = ""


@dataclass(frozen=True, slots=True)
class Beda:
    """One cell that changed since the last archived version."""

    kolom: str
    sebelum: str
    sesudah: str


@dataclass(frozen=True, slots=True)
class Baris:
    """One row with what the house knows of it.

    ``sebelum`` are former cells, ``perubahan`` the kind of change since the archived version;
    ``berubah_sesudah`` says since when the row is not as it was tested or decided (diuji, disetujui, ditetapkan);
    ``dibuka_pada`` the day it was decided to be open.
    """

    row: Row
    rujukan: str = ""
    undang_undang: str = ""
    akhir: date | None = None
    batas_ubah: date | None = None
    sisa_hari_kerja: int | None = None
    status: str = ""
    sidik: str = ""
    diuji: Diuji | None = None
    putusan: Putusan = field(default_factory=Putusan)
    sebelum: Mapping[str, Value] = field(default_factory=dict)
    perubahan: str = ""
    beda: tuple[Beda, ...] = ()
    berubah_sesudah: str = ""
    dibuka_pada: date | None = None


def group_rows(baris: Sequence[Baris]) -> list[tuple[str, list[Baris]]]:
    """Return rows by unit as units first appear, within it by end of exclusion, those without an end last.

    Rows with the same end keep the order they came in; unit names differing only in case or blanks are one.
    """
    groups: dict[str, tuple[str, list[Baris]]] = {}
    for one in baris:
        unit = " ".join(value_text(one.row["unit_penguasa"]).split())
        groups.setdefault(unit.casefold(), (unit or NO_UNIT, []))[1].append(one)
    return [(unit, sorted(members, key=_end_of_exclusion)) for unit, members in groups.values()]


def rows_by_unit(
    baris: Sequence[Baris], kolom: Sequence[Column], units: Sequence[str] = ()
) -> list[dict[str, object]]:
    """Return the groups of a document, rows numbered through; ``units`` without rows follow, empty."""
    numbers = iter(range(1, len(baris) + 1))
    groups: list[tuple[str, list[Baris]]] = group_rows(baris)
    known = {unit.casefold() for unit, _ in groups}
    groups += [(unit, []) for unit in units if unit.casefold() not in known]
    return [
        {
            "unit": unit,
            "jumlah": counted(len(members)),
            "baris": [{"nomor": next(numbers), **row_values(one, kolom)} for one in members],
        }
        for unit, members in groups
    ]


def row_values(baris: Baris, kolom: Sequence[Column]) -> dict[str, object]:
    """Return one row as a template reads it."""
    return {
        **_cells(baris, kolom),
        "rujukan": baris.rujukan,
        "undang_undang": baris.undang_undang,
        "sisa_hari_kerja": "" if baris.sisa_hari_kerja is None else str(baris.sisa_hari_kerja),
        "sidik": baris.sidik,
        "uji": _uji(baris.diuji),
        "uji_nomor": _uji(baris.diuji)["nomor"],
        "uji_tanggal": _uji(baris.diuji)["tanggal"] if baris.diuji and baris.diuji.selesai else "",
        **_decision(baris.putusan),
        "sebelum": {key: value_text(baris.sebelum.get(key)) for key in BEFORE_KEYS},
        "perubahan": baris.perubahan,
        "berubah_sesudah": baris.berubah_sesudah,
        "dibuka_pada": value_text(baris.dibuka_pada),
        "beda": [
            {
                "kolom": one.kolom,
                "sebelum": _short(one.sebelum) or "-",
                "sesudah": _short(one.sesudah) or "-",
            }
            for one in baris.beda[:SHOWN_DIFFERENCES]
        ],
    }


def count_values(baris: Sequence[Baris], units: int) -> dict[str, object]:
    """Return how many rows there are, tested and decided, in figures and words, and whether there are any."""
    tested = sum(one.diuji is not None and one.diuji.selesai for one in baris)
    changed = sum(bool(one.berubah_sesudah) for one in baris)
    answers = [one.putusan.disetujui for one in baris]
    return {
        "jumlah": counted(len(baris)),
        "jumlah_unit": counted(units),
        "jumlah_diuji": counted(tested),
        "jumlah_belum_diuji": counted(len(baris) - tested),
        "ada_belum_diuji": tested < len(baris),
        "ada_diuji": tested > 0,
        "jumlah_disetujui": counted(answers.count(True)),
        "jumlah_tidak_disetujui": counted(answers.count(False)),
        "ada_disetujui": True in answers,
        "ada_tidak_disetujui": False in answers,
        "ada_belum_diputus": None in answers,
        "jumlah_berubah": counted(changed),
        "ada_berubah": changed > 0,
        **_results(baris),
    }


def _results(baris: Sequence[Baris]) -> dict[str, object]:
    """Return how often each result of a test occurs; ``hasil_uji`` lists those that do, in the order of the law.

    What was postponed has no result yet and is not listed.
    """
    told = [normalise(one.diuji.hasil) for one in baris if one.diuji is not None and one.diuji.sekarang]
    numbers = {hasil: told.count(normalise(hasil)) for hasil in HASIL}
    listed = {**numbers, NO_HASIL: len(told) - sum(numbers.values())}
    return {
        **{f"jumlah_{hasil.lower().replace(' ', '_')}": counted(number) for hasil, number in numbers.items()},
        "hasil_uji": [
            {"hasil": name, "jumlah": counted(n)} for name, n in listed.items() if n and name != POSTPONED
        ],
    }


def _cells(baris: Baris, kolom: Sequence[Column]) -> dict[str, str]:
    computed: dict[str, Value] = {
        "akhir_pengecualian": baris.akhir or baris.row["akhir_pengecualian"],
        "batas_ubah": baris.batas_ubah or baris.row["batas_ubah"],
        "status": baris.status or baris.row["status"],
    }
    closed = normalise(baris.row.text("klasifikasi")) in ("", "dikecualikan")
    asked = ("selalu", "dikecualikan" if closed else "publik")
    values = {}
    for column in kolom:
        key = column.kunci
        if column.tersembunyi:
            continue
        text = value_text(computed.get(key, baris.row[key]))
        dashed = key in _DASHED or (column.wajib in asked and key not in _SILENT)
        values[key] = text or ("-" if dashed else "")
    return values


def _uji(diuji: Diuji | None) -> dict[str, object]:
    if diuji is None or not diuji.sekarang:
        words = NOT_TESTED if diuji is None else NOT_TESTED_AGAIN
        keys = (
            "id",
            "tanggal",
            "saat",
            "hasil",
            "pertimbangan",
            "jangka_waktu",
            "putaran",
            "tempat",
            "peserta",
            "oleh",
        )
        return {"ada": False, "nomor": words, **dict.fromkeys(keys, "")}
    return {
        "ada": True,
        "id": diuji.id,
        "nomor": (diuji.nomor or diuji.id) if diuji.selesai else NOT_TESTED,
        "tanggal": value_text(diuji.tanggal),
        "saat": diuji.saat,
        "hasil": diuji.hasil,
        "pertimbangan": diuji.pertimbangan,
        "jangka_waktu": diuji.jangka_waktu,
        "putaran": str(diuji.putaran),
        "tempat": diuji.tempat,
        "peserta": diuji.peserta,
        "oleh": diuji.oleh,
    }


def _decision(putusan: Putusan) -> dict[str, object]:
    answer = {None: UNDECIDED, True: "Ya", False: "Tidak"}[putusan.disetujui]
    catatan = putusan.catatan.strip()
    full = {
        "jawaban": answer,
        "catatan": catatan,
        "tanggal": value_text(putusan.tanggal),
        "oleh": putusan.oleh,
    }
    return {"putusan": full, "disetujui": answer, "catatan_persetujuan": catatan}


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN_LETTERS else f"{words[:SHOWN_LETTERS].rstrip()}…"


def _end_of_exclusion(baris: Baris) -> tuple[bool, str]:
    end = baris.akhir or baris.row["akhir_pengecualian"]
    return (False, end.isoformat()[:10]) if isinstance(end, date) else (True, "")
