"""The figures behind the charts of sheet Beranda, as of the last Periksa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ppid_xl.buku.names import (
    CHART_AKHIR_ROWS,
    CHART_KLASIFIKASI,
    CHART_UNIT_FIELDS,
    CHART_UNIT_ROWS,
    UNCLEAR,
    akhir_name,
    unit_name,
)
from ppid_xl.model import Value
from ppid_xl.rules import Case, Context
from ppid_xl.workflow.ground.pantau import REVIEWED

OTHER_UNITS, WITHOUT_UNIT = "Unit lain", "(tanpa unit)"
LONGEST_LABEL = 22
_YEARS = CHART_AKHIR_ROWS - 4  # besides what is over, what comes later, events, and what has no end


def chart_figures(cases: Sequence[Case], context: Context) -> dict[str, Value]:
    """Return the value of every cell behind the charts by its defined name."""
    classes = Counter(case.klasifikasi or UNCLEAR for case in cases)
    values: dict[str, Value] = {name: classes[label] for label, name in CHART_KLASIFIKASI.items()}
    for number, line in enumerate(_per_unit(cases), 1):
        values.update({unit_name(number, f): v for f, v in zip(CHART_UNIT_FIELDS, line, strict=True)})
    for number, (label, count) in enumerate(_per_end(cases, context), 1):
        values.update({akhir_name(number, "Label"): label, akhir_name(number, "Jumlah"): count})
    return values


def _per_unit(cases: Sequence[Case]) -> list[tuple[Value, ...]]:
    """Return name, public, closed and unclear of the largest units, the rest together as the last."""
    units: dict[str, Counter[str]] = {}
    for case in cases:
        kind = "closed" if case.dikecualikan else "public" if case.publik else "unclear"
        units.setdefault(case.row.text("unit_penguasa") or WITHOUT_UNIT, Counter())[kind] += 1
    ranked = sorted(units.items(), key=lambda item: (-item[1].total(), item[0]))
    if len(ranked) > CHART_UNIT_ROWS:
        rest = sum((count for _, count in ranked[CHART_UNIT_ROWS - 1 :]), Counter[str]())
        ranked = [*ranked[: CHART_UNIT_ROWS - 1], (OTHER_UNITS, rest)]
    lines: list[tuple[Value, ...]] = [
        (_short(name), count["public"], count["closed"], count["unclear"]) for name, count in ranked
    ]
    return lines + [(None, 0, 0, 0)] * (CHART_UNIT_ROWS - len(lines))


def _per_end(cases: Sequence[Case], context: Context) -> list[tuple[str, int]]:
    """Return label and count of exclusions: over, per year, later, by an event, without a known end."""
    first = context.today.year
    later, beyond = first + _YEARS, f"≥ {first + _YEARS}"
    counts = Counter[str]()
    for case in cases:
        if case.dikecualikan and case.akhir is not None:
            over = case.akhir < context.today
            counts["Lewat" if over else beyond if case.akhir.year >= later else str(case.akhir.year)] += 1
        elif case.dikecualikan:
            counts["Peristiwa" if case.jangka_waktu.jenis in REVIEWED else UNCLEAR] += 1
    labels = ("Lewat", *(str(first + n) for n in range(_YEARS)), beyond, "Peristiwa", UNCLEAR)
    return [(label, counts[label]) for label in labels]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1].rstrip()}…"
