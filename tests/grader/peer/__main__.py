"""nbgrader's own tests of autograding, with its execution (stock) and with ours; both by default.

python -m tests.grader.peer [stock|ours] [-- PYTEST ARGUMENTS]

Exit code 1 if a test ends otherwise than expected, or if its submissions were run otherwise.
"""

import argparse
import sys
from collections.abc import Iterator
from typing import get_args

from .expected import EXCEPTIONS, surprises
from .records import CONFINED, KERNEL, SPLIT, Run, Side
from .suite import run

ROW = "{:5}  {:>6}  {:>7}  {:>6}  {:>9}  {:>6}  {:>8}  {:>7}"
HEAD = ("side", "passed", "skipped", "failed", "in kernel", "by us", "confined", "seconds")


def main() -> int:
    """Run what is asked for and print what came out; returns the exit code."""
    words = sys.argv[1:]
    end = words.index("--") if "--" in words else len(words)
    parser = argparse.ArgumentParser(prog="python -m tests.grader.peer", description=__doc__)
    parser.add_argument("side", nargs="?", choices=get_args(Side))
    side: Side | None = parser.parse_args(words[:end]).side
    sides: tuple[Side, ...] = (side,) if side else get_args(Side)
    runs = [run(each, *words[end + 1 :]) for each in sides]
    found = [f"{each.side}: {sentence}" for each in runs for sentence in surprises(each)]
    print(*_table(runs), *found, sep="\n")
    return 1 if found else 0


def _table(runs: list[Run]) -> Iterator[str]:
    yield ROW.format(*HEAD)
    for each in runs:
        outcomes = [each.count(outcome) for outcome in ("passed", "skipped", "failed")]
        ran = [each.ran(by) for by in (KERNEL, SPLIT, CONFINED)]
        yield ROW.format(each.side, *outcomes, *ran, round(each.seconds))
    yield from (f"{test} is {what}" for test, what in EXCEPTIONS.items())


if __name__ == "__main__":
    sys.exit(main())
