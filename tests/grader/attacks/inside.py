"""What runs in a machine of its own: a batch, or one attack after another, as JSON lines."""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

import grader
from grader import Report
from grader.limits import Limits

from . import in_one_process
from .corpus import ATTACKS
from .harness import SMALL, run
from .records import Attack, Findings
from .victim import ASSIGNMENT


def with_the_engine(course: Path, limits: Limits) -> Report:
    """The grader of this project, with its defaults but for the limits; then feedback pages.

    nbgrader makes those, of the submissions with a script in them: each takes it half a second.
    """
    report = grader.grade(course, [ASSIGNMENT], limits=limits)
    graded = {each.student for each in report.submissions if each.state == "graded"}
    if scripted := {student for student in graded if "script" in student}:
        words = [sys.executable, "-m", "nbgrader", "generate_feedback", ASSIGNMENT]
        subprocess.run(
            [*words, "--student=*script*"], cwd=course, check=True, capture_output=True, timeout=300
        )
        pages = {path.parts[-3] for path in course.glob(f"feedback/*/{ASSIGNMENT}/*.html")}
        if scripted - pages:
            raise RuntimeError(f"no feedback page of {sorted(scripted - pages)}")
    return report


def batch(attacks: list[Attack]) -> Findings:
    """All attacks as one class, graded by the engine."""
    return run(attacks, with_the_engine)


def one_by_one(attacks: Iterable[Attack]) -> Iterable[Findings]:
    """Each attack that one process can show, alone with its controls."""
    brief = replace(SMALL, submission_wall_s=12.0)
    for attack in attacks:
        findings = run(
            [attack],
            in_one_process.autograde,
            limits=brief,
            deadline_s=30.0,
            ours=False,
        )
        yield _all_his(findings)


def _all_his(findings: Findings) -> Findings:
    """What happened to anybody is the doing of the only attacker."""
    [verdict] = findings.verdicts
    gains = (*verdict.gains, *findings.honest, *findings.world)
    return replace(findings, verdicts=(replace(verdict, gains=gains),), honest=(), world=())


def chosen(names: list[str]) -> list[Attack]:
    """The attacks of these names or classes; all if there is none."""
    return [each for each in ATTACKS if not names or each.name in names or each.kind in names]


def main(how: str, *names: str) -> None:
    attacks = chosen(list(names))
    found = [batch(attacks)] if how == "batch" else one_by_one(a for a in attacks if not a.unseen)
    for findings in found:
        print(json.dumps(asdict(findings)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
