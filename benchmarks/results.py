"""Figures of several rounds made into one table of 80 columns, and into JSON."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from statistics import fmean, median, quantiles
from typing import Any

from contenders import Run

WIDTH = 80
FIRST = 34  # columns of the row's name
MIB = 1 << 20

Round = dict[str, Run]  # a run of each contender, one right after the other


@dataclass(frozen=True)
class Result:
    """What a part of the benchmarks found: lines for people, data for programs."""

    lines: list[str]
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Figures:
    """One contender in one round, for a class of `students`."""

    run: Run
    students: int

    @property
    def rate(self) -> float:
        """Submissions per second of wall time, once started."""
        return self.run.submissions / self.run.then_s

    @property
    def class_rate(self) -> float:
        """The same for the whole class, with the start."""
        return self.students / (self.run.start_s + self.students / self.rate)

    @property
    def cpu_s(self) -> float:
        """CPU seconds of a submission, with its share of the start."""
        return self.run.start_cpu_s / self.students + self.run.then_cpu_s / self.run.submissions


def contest(title: str, how: str, rounds: Sequence[Round], students: int, level: str) -> Result:
    """The table of stock, ours and the floor."""
    figures = {
        who: [Figures(each[who], students) for each in rounds] for who in ("stock", "ours", "floor")
    }
    rows: list[tuple[str, Callable[[list[Figures]], str]]] = [
        ("submissions measured", lambda f: f"{f[0].run.submissions}"),
        ("fixed start", _median(lambda f: f.run.start_s, seconds)),
        ("then submissions/s", _median(lambda f: f.rate, number)),
        (f"submissions/s, class of {students}", _median(lambda f: f.class_rate, number)),
        ("CPU s per submission", _median(lambda f: f.cpu_s, number)),
        ("p50 of a submission", lambda f: seconds(percentile(_each(f), 50))),
        ("p95 of a submission", lambda f: seconds(percentile(_each(f), 95))),
        ("peak memory", lambda f: f"{max(r.run.peak_bytes for r in f) / MIB:.0f} MB"),
    ]
    others = fmean(run.others for each in rounds for run in each.values())
    lines = [
        title,
        how,
        f"{rounds[0]['ours'].cpu_by}; others kept {others:.1f} processors busy meanwhile",
        "",
        table_row("", ["stock", f"ours ({level})", "floor"]),
        *(table_row(name, [show(figures[who]) for who in figures]) for name, show in rows),
        "",
        *_ratios(figures),
        same_scores(rounds[-1]),
    ]
    plain = [{who: asdict(run) | {"passed": None} for who, run in r.items()} for r in rounds]
    return Result(lines, {"students": students, "level": level, "rounds": plain})


def _ratios(figures: dict[str, list[Figures]]) -> list[str]:
    def ratio(of: Callable[[Figures], float], above: str, below: str) -> float:
        pairs = zip(figures[above], figures[below], strict=True)
        return median(of(a) / of(b) for a, b in pairs)

    def rate(f: Figures) -> float:
        return f.class_rate

    def cpu_s(f: Figures) -> float:
        return f.cpu_s

    return [
        f"ours / stock: {ratio(rate, 'ours', 'stock'):5.1f} times the submissions/s, "
        f"1/{ratio(cpu_s, 'stock', 'ours'):.1f} of the CPU time",
        f"floor / ours: {ratio(rate, 'floor', 'ours'):5.1f} times the submissions/s, "
        f"1/{ratio(cpu_s, 'ours', 'floor'):.1f} of the CPU time",
    ]


def same_scores(one: Round) -> str:
    """Whether the three found the same: figures of different work could not be compared."""
    differing = []
    for key, passed in one["ours"].passed.items():
        found = {who: one[who].passed.get(key, passed) for who in ("stock", "floor")}
        differing += [
            f"{' '.join(key)} ({who} {other}, ours {passed})"
            for who, other in found.items()
            if other != passed
        ]
    if not differing:
        return f"same scores: yes, {len(one['stock'].passed)} of them compared with stock"
    return f"same scores: NO, {len(differing)} differ: {'; '.join(differing[:5])}"


def table_row(name: str, values: Sequence[str]) -> str:
    """A row of the table: the name on the left, values in columns to the right."""
    width = (WIDTH - FIRST) // max(1, len(values))
    first = WIDTH - width * len(values)
    return (f"{name:{first}}" + "".join(f"{value:>{width}}" for value in values)).rstrip()


def percentile(values: Sequence[float], percent: int) -> float:
    """The value below which so many per cent lie."""
    if len(values) < 2:
        return values[0]
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def seconds(value: float) -> str:
    """A duration in the unit that reads well."""
    return f"{value:.2f} s" if value >= 1 else f"{1000 * value:.0f} ms"


def number(value: float) -> str:
    """Three digits that matter."""
    return f"{value:.3g}"


def _median(
    of: Callable[[Figures], float], show: Callable[[float], str]
) -> Callable[[list[Figures]], str]:
    return lambda figures: show(median(of(each) for each in figures))


def _each(figures: list[Figures]) -> list[float]:
    return [seconds for each in figures for seconds in each.run.each_s]
