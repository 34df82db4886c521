"""Time several ways of doing the same, round by round in turn, and show them in one small table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Run = Callable[[], object]


@dataclass(frozen=True)
class Line:
    """One way of doing it; ``limit`` is the target as a multiple of the base, none for information only."""

    name: str
    seconds: Sequence[float]
    limit: float | None = None

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.seconds)


def interleave(runs: Mapping[str, Run], rounds: int, prepare: Run = lambda: None) -> dict[str, list[float]]:
    """Return the seconds of each run in each round, A B A B; ``prepare`` goes before every run, untimed.

    Every run is done once beforehand, unmeasured.
    """
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(rounds + 1):
        for name, run in runs.items():
            prepare()
            start = perf_counter()
            run()
            if turn:
                seconds[name].append(perf_counter() - start)
    return seconds


def show(title: str, lines: Sequence[Line], base: str) -> bool:
    """Print a table with the ratio to the base line; return whether every target in it is met."""
    whole = next(line.middle for line in lines if line.name == base)
    print(f"\n{title}")
    print(f"  {'':44} {'median':>9} {'min':>9} {'max':>9} {'ratio':>8}  target")
    met = True
    for line in lines:
        ratio = line.middle / whole
        verdict = ""
        if line.limit is not None:
            kept = ratio <= line.limit
            met = met and kept
            verdict = f"<= {line.limit:g}: {'met' if kept else 'NOT MET'}"
        figures = " ".join(f"{1000 * value:6.1f} ms" for value in (line.middle, *_ends(line.seconds)))
        print(f"  {line.name:44} {figures} {ratio:7.3f}x  {verdict}".rstrip())
    return met


def _ends(seconds: Sequence[float]) -> tuple[float, float]:
    return min(seconds), max(seconds)
