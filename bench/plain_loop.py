"""Some rules of the law as one would write them by hand for one office: one function, one loop, no engine.

It returns bare (row, rule, column): less than the engine, whose findings carry facts, sources and cell addresses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from ppid_xl.columns import normalise
from ppid_xl.dasar_hukum import parse_dasar_hukum
from ppid_xl.jangka_waktu import parse_jangka_waktu
from ppid_xl.model import BadCell, Row, Value
from ppid_xl.rules import usulan_text
from ppid_xl.tanggal import parse_tanggal

RULES = (
    "R01.kosong", "R01.tidak_dikenal", "R02.kosong", "R03.publik", "R03.dikecualikan", "R04", "R05.kosong",
    "R05.tanpa_undang_undang", "R10.kosong", "R10.sama", "R10.terlalu_pendek", "R11.kosong", "R11.tidak_jelas",
    "R12.lebih_lama", "R13", "R15.akhir_berbeda", "R15.mulai_kosong", "R15.mulai_berbeda", "R17", "R25.kosong",
    "R28",
)  # fmt: skip
PUBLIC = {"berkala", "serta merta", "setiap saat", "tersedia setiap saat"}
PUBLIC |= {f"informasi {name}" for name in ("berkala", "serta merta", "setiap saat")}
EXCLUDED = {"dikecualikan", "informasi dikecualikan", "informasi yang dikecualikan"}
PUBLIC_LIST = ("ringkasan_isi", "penanggung_jawab", "waktu_dan_tempat_pembuatan", "bentuk", "retensi")
HARM = ("konsekuensi_bila_dibuka", "manfaat_bila_ditutup")
NEEDED = (
    ("R03.dikecualikan", "unit_penguasa"),
    ("R05.kosong", "dasar_hukum"),
    ("R10.kosong", HARM[0]),
    ("R10.kosong", HARM[1]),
    ("R11.kosong", "jangka_waktu"),
    ("R25.kosong", "bagian_yang_ditutup"),
)
YEARS = {"tahun": 1.0, "bulan": 12.0, "minggu": 52.1775, "hari": 365.2425, "hari kerja": 240.0}

Found = list[tuple[int, str, str]]


def check_by_hand(rows: Sequence[Row], today: date) -> Found:
    """Judge every row by the rules listed above."""
    found: Found = []
    same = defaultdict(list)
    for row in rows:
        cells, number = row.values, row.number
        named = normalise(_text(cells.get("klasifikasi")))
        excluded, public = named in EXCLUDED, named in PUBLIC
        title = normalise(_text(cells.get("judul_informasi")))
        if title:
            unit = normalise(_text(cells.get("unit_penguasa")))
            same[title, unit, excluded].append(number)
        if _empty(cells.get("klasifikasi")):
            found.append((number, "R01.kosong", "klasifikasi"))
        elif not excluded and not public:
            found.append((number, "R01.tidak_dikenal", "klasifikasi"))
        if _empty(cells.get("judul_informasi")):
            found.append((number, "R02.kosong", "judul_informasi"))
        if public:
            if _empty(cells.get("unit_penguasa")):
                found.append((number, "R03.publik", "unit_penguasa"))
            for key in PUBLIC_LIST:
                if _empty(cells.get(key)):
                    found.append((number, "R04", key))
        if not excluded:
            continue

        for rule, key in NEEDED:
            if _empty(cells.get(key)):
                found.append((number, rule, key))
        harms = [_text(cells.get(key)) for key in HARM]
        if harms[0] and normalise(harms[0]) and normalise(harms[0]) == normalise(harms[1]):
            found.append((number, "R10.sama", HARM[1]))
        for key, text in zip(HARM, harms, strict=True):
            if 0 < len(text.split()) < 5:
                found.append((number, "R10.terlalu_pendek", key))

        law_text, period_text = _text(cells.get("dasar_hukum")), _text(cells.get("jangka_waktu"))
        start = _date(cells.get("terhitung_mulai"))
        law, period = parse_dasar_hukum(law_text), parse_jangka_waktu(period_text, start)
        if law_text and not law.undang_undang:
            found.append((number, "R05.tanpa_undang_undang", "dasar_hukum"))
        if period_text and period.jenis == "tidak_jelas":
            found.append((number, "R11.tidak_jelas", "jangka_waktu"))
        letters = law.huruf
        if letters and not all(one.pasti for one in law.pasal_17):
            reading = usulan_text(law, parse_jangka_waktu(period_text))
            accepted = _text(cells.get("terima")).casefold() == "ya"
            if not accepted or _text(cells.get("usulan")).split() != reading.split():
                letters = frozenset(one.huruf for one in law.pasal_17 if one.pasti) & letters
        if "a" in letters and period.jenis == "durasi":
            length = (period.jumlah or 0) / YEARS.get(period.satuan or "", 1.0)
            if length > 30:
                found.append((number, "R12.lebih_lama", "jangka_waktu"))
        if period.jenis == "tanpa_batas" and letters & {"a", "b", "c", "d", "e", "f"}:
            found.append((number, "R13", "jangka_waktu"))
        end, written = period.akhir, period.akhir_tertulis
        if end and written and end != written:
            found.append((number, "R15.akhir_berbeda", "jangka_waktu"))
        if (
            period.jenis == "durasi"
            and period.mulai is None
            and end is None
            and cells.get("terhitung_mulai") is None
        ):
            found.append((number, "R15.mulai_kosong", "terhitung_mulai"))
        if period.mulai and start and period.mulai != start:
            found.append((number, "R15.mulai_berbeda", "terhitung_mulai"))
        if end and end < today:
            found.append((number, "R17", "jangka_waktu"))
    for numbers in same.values():
        if len(numbers) > 1:
            found.extend((number, "R28", "judul_informasi") for number in numbers)
    return found


def _text(value: Value) -> str:
    return value.strip() if isinstance(value, str) else ""


def _empty(value: Value) -> bool:
    return value is None or isinstance(value, BadCell) or (isinstance(value, str) and not value.strip())


def _date(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return parse_tanggal(value).tanggal if isinstance(value, str) and value.strip() else None
