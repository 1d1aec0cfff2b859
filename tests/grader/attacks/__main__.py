"""What each attack gets where tests and student share one process, and what from our grader.

python -m tests.grader.attacks [--engine] [--root] [--record] [NAME or CLASS ...]
"""

import argparse
import json
import re
from collections.abc import Iterator

from . import guard
from .corpus import ATTACKS, RECORD
from .machine import findings
from .records import Findings, Verdict


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.grader.attacks", description=__doc__)
    parser.add_argument("--engine", action="store_true", help="grade with the engine, as one class")
    parser.add_argument("--root", action="store_true", help="as root; otherwise an ordinary user")
    parser.add_argument("--record", action="store_true", help=f"write down in {RECORD.name}")
    parser.add_argument("names", nargs="*", metavar="NAME", help="attacks or classes; all if none")
    asked = parser.parse_args()
    user: guard.User = "root" if asked.root else "ordinary"
    if reason := guard.why_not(user):
        parser.error(reason)
    found = findings(user, "batch" if asked.engine else "one", *asked.names)
    verdicts = list(_shown(found))
    _summary(verdicts)
    if asked.record:
        first = {verdict.attack: _lasting((*verdict.gains, "")[0]) for verdict in verdicts}
        _record(first)


def _record(first: dict[str, str]) -> None:
    """Write down what was measured now; the rest stays, of attacks that are still there."""
    known = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    names = sorted(attack.name for attack in ATTACKS if not attack.unseen)
    kept = {name: got for name in names if (got := (known | first).get(name)) is not None}
    RECORD.write_text(json.dumps(kept, indent=1) + "\n")


def _lasting(gain: str) -> str:
    """The sentence without what is different in every run."""
    named = re.sub(r"CANARY-([a-z]+)-\w+", r"the secret of \1", gain)
    return re.sub(r"/mnt/tmp\w+/|\('\w+', .*", "", named)


def _shown(batches: Iterator[Findings]) -> Iterator[Verdict]:
    """Each verdict, printed as it comes."""
    for batch in batches:
        for verdict in batch.verdicts:
            more = f" (and {len(verdict.gains) - 1} more)" if len(verdict.gains) > 1 else ""
            got = f"{verdict.gains[0][:70]}{more}" if verdict.gains else "-"
            print(f"{verdict.kind:16} {verdict.attack:32} {got}", flush=True)
            yield verdict
        for each in (*batch.honest, *batch.world):
            print(f"{'':16} {'(not by name)':32} {each[:100]}")
        if len(batch.verdicts) > 1:
            for each in batch.for_a_human:
                print(f"{'':16} {'(left to a human)':32} {each[:100]}")
            print(f"{batch.seconds:.0f} s")


def _summary(verdicts: list[Verdict]) -> None:
    points = [verdict for verdict in verdicts if any("points of" in gain for gain in verdict.gains)]
    lucky = [verdict for verdict in verdicts if verdict.gains]
    left_out = f"; {len(ATTACKS)} attacks in all" if len(verdicts) < len(ATTACKS) else ""
    print(f"{len(lucky)} of {len(verdicts)} get something, {len(points)} hidden points{left_out}.")


if __name__ == "__main__":
    main()
