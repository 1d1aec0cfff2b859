"""Measures the grading: stock `nbgrader autograde`, ours, and the least that it could cost.

    .venv/bin/python benchmarks/autograde.py [--quick] [--json FILE] [PART…]

    imports     100 submissions of a notebook that imports much
    figures     the same with two figures
    exercises   our ten exercises, right and wrong answers
    torch       a torch module and its training
    gradebook   nbgrader's export and lists, our writing, for classes of 100 to 10,000
    single      one submission from the shell prompt, and in a running pool

Every contender is a program of its own and grades the same submissions, one contender right after
the other in every round, so that a busy machine is busy for all. Stock nbgrader, which takes
seconds for each, grades a sample unless --full is given. Scores are compared as well.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import contenders
import workloads
from gradebooks import gradebooks
from results import Result, Round, contest
from single import single
from workloads import Workload

from grader.sandbox.levels import strongest


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    students: int = 100
    exercises: int = 100
    stock: int = 10
    rounds: int = 3
    repeat: int = 5
    classes: tuple[int, ...] = (100, 1_000, 10_000)
    patience_s: float = 60.0  # for a question to nbgrader's gradebook


QUICK = Size(3, 2, 2, 1, 1, (5, 10))


@dataclass(frozen=True)
class Place:
    """The machine, as far as the parts need to know."""

    level: str
    workers: int
    scratch: Path


def main() -> None:
    """Run the parts that were asked for, print each as it is done."""
    asked = _arguments()
    size = QUICK if asked.quick else Size()
    if asked.full:
        size = replace(size, stock=max(size.students, size.exercises), rounds=1)
    workers = (os.cpu_count() or 1) + 1
    found = {}
    for name in asked.parts or PARTS:
        with tempfile.TemporaryDirectory(prefix="benchmark-") as scratch:
            result = PARTS[name](size, Place(strongest(), workers, Path(scratch)))
        print("\n".join(result.lines), end="\n\n", flush=True)
        found[name] = result.data
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="all, if none is named")
    parser.add_argument("--quick", action="store_true", help="a few submissions, one round")
    parser.add_argument("--full", action="store_true", help="stock grades all, in one round")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return asked


def _imports(size: Size, place: Place) -> Result:
    return _contest(workloads.imports(size.students), size, place)


def _figures(size: Size, place: Place) -> Result:
    return _contest(workloads.figures(size.students), size, place)


def _exercises(size: Size, place: Place) -> Result:
    return _contest(workloads.exercises(size.exercises), size, place)


def _torch(size: Size, place: Place) -> Result:
    workload = workloads.torch(size.students)
    if workload is None:
        return Result(["torch: not available here. pip install -e '.[torch]'"])
    return _contest(workload, size, place)


def _gradebook(size: Size, place: Place) -> Result:
    return gradebooks(size.classes, place.scratch, size.patience_s)


def _single(size: Size, place: Place) -> Result:
    return single(
        [workloads.imports(1), workloads.exercises(1)], place.level, size.repeat, place.scratch
    )


PARTS: dict[str, Callable[[Size, Place], Result]] = {
    "imports": _imports,
    "figures": _figures,
    "exercises": _exercises,
    "torch": _torch,
    "gradebook": _gradebook,
    "single": _single,
}


def _contest(workload: Workload, size: Size, place: Place) -> Result:
    sample = workload.sample(size.stock)
    prepared = contenders.prepared_for_stock(workload, sample, place.scratch)
    rounds: list[Round] = []
    for number in range(size.rounds):
        scratch = place.scratch / f"round{number}"
        scratch.mkdir()
        rounds.append(
            {
                "stock": contenders.stock(prepared, sample, scratch),
                "ours": contenders.ours(
                    workload, workload.submissions, scratch, place.level, place.workers
                ),
                "floor": contenders.floor(workload, workload.submissions, scratch, place.workers),
            }
        )
    title = f"{workload.name}: {workload.about}"
    how = f"{place.workers} workers on {os.cpu_count()} cores, {_rounds(size.rounds)}"
    return contest(title, how, rounds, len(workload.submissions), place.level)


def _rounds(count: int) -> str:
    return "one round" if count == 1 else f"medians of {count} rounds"


if __name__ == "__main__":
    try:
        main()
    except contenders.BenchmarkError as error:
        sys.exit(f"benchmark: {error}")
