"""Which mode a notebook's tests need: apart from students' code, unless its own solution fails so.

A test that patches the student's globals, say, gives wrong points in a process of its own. Such a
notebook is graded beside the student's code, and a note says so: within reach of cheats, but with
the points that it was written for.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from grader import scoring
from grader.assignments import Assignment
from grader.execution.job import Executor, Job, Outcome
from grader.gradebook.records import TriedMode
from grader.handed_in import ENGINE
from grader.limits import Limits
from grader.planning.plan import NotebookPlan, job, reference

SHOWN = 3  # cells in one sentence
Tried = Mapping[str, TriedMode]  # by notebook


def stamp(assignment: Assignment) -> str:
    """Stands for all that the choice rests on."""
    return f"{ENGINE} {assignment.fingerprint.hex()}"


def to_try(assignment: Assignment) -> set[str]:
    """The notebooks that can run here."""
    return set(assignment.plans) - set(assignment.lacks)


def tried(
    assignments: Iterable[Assignment],
    executor: Executor,
    limits: Limits,
    judge_folders: Mapping[str, str],
) -> dict[str, Tried]:
    """What the solutions show, by assignment, in the modes that their notebooks have now."""
    assignments = list(assignments)
    jobs = [job for a in assignments for job in _jobs(a, limits, judge_folders[a.name])]
    outcomes = {outcome.key: outcome for outcome in executor.run(jobs)}
    return {a.name: _tried(a, outcomes) for a in assignments}


def _jobs(assignment: Assignment, limits: Limits, judge_folder: str) -> list[Job]:
    return [
        job(
            assignment.plans[name],
            reference(assignment.plans[name].source),
            key=f"{assignment.name}/{name}",
            limits=limits,
            files=assignment.side_files,
            judge_folder=judge_folder,
        )
        for name in sorted(to_try(assignment))
    ]


def _tried(assignment: Assignment, outcomes: Mapping[str, Outcome]) -> Tried:
    return {
        name: trial(assignment.plans[name], outcomes[f"{assignment.name}/{name}"])
        for name in sorted(to_try(assignment))
    }


def trial(plan: NotebookPlan, outcome: Outcome) -> TriedMode:
    """The tests that cost a notebook's own solution points, and the traits of the others."""
    if outcome.problem:  # ours, and it says nothing about the tests
        return TriedMode(plan.mode)
    tests = {cell.name for cell in plan.source.cells if cell.kind == "tests"}
    results = scoring.cell_results(reference(plan.source), outcome)
    lost = [r.grade_id for r in results if r.grade_id in tests and r.score != r.points]
    shown = {step.name: step.traits for step in outcome.steps if step.name in tests - {*lost}}
    return TriedMode(plan.mode, tuple(lost), shown)


def shared(known: Tried, apart: Tried) -> frozenset[str]:
    """The notebooks that are graded beside students' code, or are tried so."""
    decided = {name for name, each in known.items() if each.mode == "shared"}
    return frozenset({*decided, *(name for name, each in apart.items() if each.lost)})


def settled(apart: Tried, together: Tried) -> dict[str, TriedMode]:
    """The mode of each notebook: beside students' code if that costs the solution less."""
    return {
        name: replace(each, mode="shared") if _loses_less(together.get(name), each) else each
        for name, each in apart.items()
    }


def _loses_less(together: TriedMode | None, apart: TriedMode) -> bool:
    return together is not None and len(together.lost) < len(apart.lost)


def sentences(assignment: str, tried: Tried) -> list[str]:
    """What an instructor should know of these notebooks."""
    return [
        f"{assignment}/{name}.ipynb: {why(each)} (see grader audit {assignment})"
        for name, each in sorted(tried.items())
        if each.lost
    ]


def why(tried: TriedMode) -> str:
    """What its own solution says of a notebook that does not have all points apart."""
    cells = _listed(tried.lost)
    if tried.mode == "shared":
        return f"graded in mode shared: {cells} would fail apart from students' code"
    return f"its own solution loses points in {cells}"


def _listed(names: Collection[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(list(names)[:SHOWN]) + more
