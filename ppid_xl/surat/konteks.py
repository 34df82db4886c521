"""Build the context of each Word template from plain rows: every value a text, every date already words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ppid_xl.model import BadCell, Row, Value
from ppid_xl.surat.signature import DOTTED_LINE, signature_block

HEAD_KEYS = ("nama_pemerintah", "nama_badan", "alamat", "kontak", "tempat", "tahun", "tanda_naskah")
REQUIRED_KOLOM = (
    "id",
    "judul_informasi",
    "unit_penguasa",
    "dasar_hukum",
    "konsekuensi_bila_dibuka",
    "manfaat_bila_ditutup",
    "jangka_waktu",
)
OPTIONAL_KOLOM = ("ringkasan_isi", "bagian_yang_ditutup", "terhitung_mulai", "akhir_pengecualian")
NOT_TESTED = "belum diuji"
NO_UNIT = "Unit penguasa belum diisi"
SIDIK_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Rekap:
    """The workbook a document is made from: file name, hexadecimal digest of its content, and the moment."""

    berkas: str
    sidik: str
    waktu: datetime


@dataclass(frozen=True, slots=True)
class Surat:
    """The head of a letter; a blank number or date becomes a dotted line, a token (``${hal}``) stays."""

    nomor: str = ""
    tanggal: date | str | None = None
    sifat: str = "Biasa"
    lampiran: str = "1 (satu) berkas"
    hal: str = "Persetujuan Penetapan Informasi yang Dikecualikan"
    tujuan: str = "Ketua PPID"
    tempat_tujuan: str = "Tempat"


@dataclass(frozen=True, slots=True)
class Putusan:
    """What is known about one informasi when the approval is written; ``disetujui`` None is undecided."""

    uji_nomor: str = ""
    uji_tanggal: date | None = None
    disetujui: bool | None = None
    catatan: str = ""


def daftar_context(
    rows: Sequence[Row],
    pengaturan: Mapping[str, str],
    pejabat: Mapping[str, str],
    rekap: Rekap,
    *,
    tanggal: date | str | None = None,
    konsep: bool = True,
    logo: Path | None = None,
    atas_nama: str = "",
) -> dict[str, object]:
    """Return the context of ``daftar-dikecualikan.docx``: rows grouped by unit, numbered through."""
    groups = group_rows(rows)
    numbers = iter(range(1, len(rows) + 1))
    daftar = [
        {"unit": unit, "baris": [{"nomor": next(numbers), **row_values(row)} for row in members]}
        for unit, members in groups
    ]
    return {
        **_frame(pengaturan, rekap, "Daftar Informasi yang Dikecualikan", konsep=konsep, logo=logo),
        "tanggal": _letter_date(tanggal, pengaturan),
        "daftar": daftar,
        "jumlah": counted(len(rows)),
        "jumlah_unit": counted(len(groups)),
        "ttd": signature_block(pejabat, atas_nama=atas_nama),
    }


def persetujuan_context(
    rows: Sequence[Row],
    pengaturan: Mapping[str, str],
    pejabat: Mapping[str, str],
    rekap: Rekap,
    *,
    surat: Surat,
    nomor_sop: str,
    nama_sop: str,
    putusan: Mapping[str, Putusan] | None = None,
    tembusan: Sequence[str] = (),
    konsep: bool = True,
    logo: Path | None = None,
    atas_nama: str = "",
    between: str = "",
    own_jabatan: str = "",
) -> dict[str, object]:
    """Return the context of ``persetujuan.docx``; an informasi without a dated uji is "belum diuji"."""
    putusan = putusan or {}
    groups = group_rows(rows)
    ordered = [row for _, members in groups for row in members]
    decided = [putusan.get(value_text(row["id"]), Putusan()) for row in ordered]
    baris = [
        {"nomor": number, **row_values(row), **_decision(one)}
        for number, (row, one) in enumerate(zip(ordered, decided, strict=True), 1)
    ]
    block = signature_block(pejabat, atas_nama=atas_nama, between=between, own_jabatan=own_jabatan)
    return {
        **_frame(pengaturan, rekap, surat.hal, konsep=konsep, logo=logo),
        "surat": _head(surat, pengaturan),
        "nomor_sop": nomor_sop.strip() or DOTTED_LINE,
        "nama_sop": nama_sop.strip() or DOTTED_LINE,
        "daftar": baris,
        **_counts(decided, len(groups)),
        "ttd": block,
        "tembusan": closed_list(tembusan),
    }


def group_rows(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Return rows by unit as units first appear, within it by end of exclusion, those without an end last.

    Rows with the same end keep the order they came in; unit names differing only in case or blanks are one.
    """
    groups: dict[str, tuple[str, list[Row]]] = {}
    for row in rows:
        unit = " ".join(value_text(row["unit_penguasa"]).split())
        groups.setdefault(unit.casefold(), (unit or NO_UNIT, []))[1].append(row)
    return [(unit, sorted(members, key=_end_of_exclusion)) for unit, members in groups.values()]


def row_values(row: Row) -> dict[str, str]:
    """Return a row's columns as text: a blank required column as a dash, a blank optional one as nothing."""
    required = {key: value_text(row[key]) or "-" for key in REQUIRED_KOLOM}
    return required | {key: value_text(row[key]) for key in OPTIONAL_KOLOM}


def value_text(value: Value) -> str:
    """Return a cell as it should be read in a document; an error cell shows its error."""
    from ppid_xl.tanggal import format_tanggal

    if value is None:
        return ""
    if isinstance(value, BadCell):
        return value.text
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, date):
        return format_tanggal(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def counted(number: int) -> str:
    """Return a count in figures and words, such as ``80 (delapan puluh)``."""
    from ppid_xl.terbilang import terbilang

    return f"{number} ({terbilang(number)})"


def closed_list(items: Sequence[str]) -> list[str]:
    """Return list items each closed by ``;``, the last by a full stop."""
    bare = [item.strip().rstrip(".;") for item in items if item.strip()]
    return [f"{item};" for item in bare[:-1]] + [f"{item}." for item in bare[-1:]]


def _end_of_exclusion(row: Row) -> tuple[bool, str]:
    end = row["akhir_pengecualian"]
    return (False, end.isoformat()[:10]) if isinstance(end, date) else (True, "")


def _decision(putusan: Putusan) -> dict[str, str]:
    answer = {None: "Ya/Tidak *)", True: "Ya", False: "Tidak"}[putusan.disetujui]
    return {
        "uji_nomor": putusan.uji_nomor.strip() if putusan.uji_tanggal else NOT_TESTED,
        "uji_tanggal": value_text(putusan.uji_tanggal),
        "disetujui": answer,
        "catatan_persetujuan": putusan.catatan.strip(),
    }


def _counts(decided: Sequence[Putusan], units: int) -> dict[str, object]:
    tested = sum(one.uji_tanggal is not None for one in decided)
    answers = [one.disetujui for one in decided]
    return {
        "jumlah": counted(len(decided)),
        "jumlah_unit": counted(units),
        "jumlah_diuji": counted(tested),
        "jumlah_belum_diuji": counted(len(decided) - tested),
        "ada_belum_diuji": tested < len(decided),
        "ada_diuji": tested > 0,
        "jumlah_disetujui": counted(answers.count(True)),
        "jumlah_tidak_disetujui": counted(answers.count(False)),
        "ada_belum_diputus": None in answers,
    }


def _head(surat: Surat, pengaturan: Mapping[str, str]) -> dict[str, str]:
    return {
        "nomor": surat.nomor.strip() or DOTTED_LINE,
        "tanggal": _letter_date(surat.tanggal, pengaturan),
        "sifat": surat.sifat,
        "lampiran": surat.lampiran,
        "hal": surat.hal,
        "tujuan": surat.tujuan,
        "tempat_tujuan": surat.tempat_tujuan,
    }


def _letter_date(tanggal: date | str | None, pengaturan: Mapping[str, str]) -> str:
    return value_text(tanggal) or f"{DOTTED_LINE} {pengaturan.get('tahun', '')}".strip()


def _frame(
    pengaturan: Mapping[str, str], rekap: Rekap, judul: str, *, konsep: bool, logo: Path | None
) -> dict[str, object]:
    from ppid_xl.tanggal import format_tanggal

    head = {key: str(pengaturan.get(key, "")).strip() for key in HEAD_KEYS}
    return {
        **head,
        "nama_pemerintah": head["nama_pemerintah"].upper(),
        "nama_badan": head["nama_badan"].upper(),
        "nama_badan_biasa": head["nama_badan"],
        "logo": logo or "",
        "konsep": konsep,
        "rekap": {
            "berkas": rekap.berkas,
            "sidik": rekap.sidik[:SIDIK_LENGTH],
            "tanggal": format_tanggal(rekap.waktu.date()),
        },
        "properti": {"judul": judul, "penyusun": head["nama_badan"], "waktu": rekap.waktu},
    }
