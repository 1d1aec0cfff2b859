"""Says what marks prove: which test is wrong, which answer is, which mutant nobody noticed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.audit.answers import Answer
from grader.audit.equivalents import Equivalent
from grader.audit.mutants import Mutant, diff
from grader.audit.records import Item, Problem, Survivor
from grader.audit.trials import Marks

SAID = 100  # characters of a message that a line repeats


@dataclass(frozen=True)
class Tried:
    """A mutant of the cell `solution` of a notebook, and whether a test lost a point by it."""

    path: str
    solution: str
    mutant: Mutant
    is_killed: bool

    @property
    def key(self) -> tuple[str, str]:
        """What a reviewed mutant is found by."""
        return self.solution, diff(self.mutant)


def unsplit(split: Marks, shared: Marks) -> dict[str, str]:
    """The grade cells that need the student's process, each with what it says without it.

    Both are marks of the reference: with the tests in a process of their own, and beside it.
    """
    return {
        name: mark.message
        for name, mark in split.items()
        if mark.is_lost and not shared[name].is_lost
    }


def shared_line(path: str, name: str, message: str) -> str:
    """A test that needs the student's process, in a line."""
    return f"{path}, cell {name}: fails apart from it{_said(message)}."


def reference_problems(
    path: str, marks: Marks, seed: str, unsplit: Mapping[str, str]
) -> Iterator[Problem]:
    """The grade cells that the reference solution does not pass."""
    for name, mark in marks.items():
        where, said = f"{path}, cell {name}", _said(mark.message)
        if mark.is_lost and name in unsplit:
            yield Problem(
                where,
                f"this test works beside the student's code only{said}",
                'Let it pass data and call functions, or set c.Grader.mode = "shared".',
            )
        elif mark.is_lost:
            what = f"the reference gets {mark.score:g} of {mark.points:g} points{seed}{said}"
            yield Problem(where, what, "Correct the solution or the test.")


def starter_problems(path: str, marks: Marks, seed: str) -> Iterator[Problem]:
    """The grade cells that give points for what students were given."""
    for name, mark in marks.items():
        if mark.score and mark.points:
            yield Problem(
                f"{path}, cell {name}",
                f"the released starter gets {mark.score:g} of {mark.points:g} points{seed}",
                "Let the test fail as long as nothing is written.",
            )


def answer_problems(answer: Answer, marks: Marks, seed: str) -> Iterator[Problem]:
    """Whether a right answer keeps every point; whether a wrong one loses its cells, and why."""
    lost = {name: mark.message for name, mark in marks.items() if mark.is_lost}
    if answer.is_right:
        for name, message in lost.items():
            yield Problem(
                answer.where,
                f"the right answer {answer.name!r} loses {name}{seed}{_said(message)}",
                "Let the test accept it, or file it as wrong.",
            )
        return
    wrongly = f"the wrong answer {answer.name!r}"
    if kept := set(answer.loses) - set(lost):
        what = f"{wrongly} keeps {_names(kept)}{seed}, which loses= names"
        yield Problem(answer.where, what, "Sharpen the test, or correct loses=.")
    if more := set(lost) - set(answer.loses):
        said = _said(lost[min(more)])
        what = f"{wrongly} loses {_names(more)} as well{seed}{said}"
        yield Problem(answer.where, what, "Name them in loses=, or correct the test.")
    if lost and not any(answer.symptom in message for message in lost.values()):
        said = _said(next(iter(lost.values())))
        what = f"{wrongly}: no message says {answer.symptom!r}{seed}{said}"
        yield Problem(answer.where, what, "Let the test name it, or correct symptom=.")


def target_problems(
    answers: Iterable[Answer], solutions: Iterable[str], graded: Iterable[str]
) -> Iterator[Problem]:
    """The answers that name a cell which the assignment does not have."""
    known = {"solution": set(solutions), "grade": set(graded)}
    for answer in answers:
        targets = [("solution", answer.solution), *(("grade", name) for name in answer.loses)]
        for kind, name in targets:
            if name not in known[kind]:
                what = f"{answer.name!r} names {name!r}, which is no {kind} cell here"
                yield Problem(answer.where, what, "Correct the name.")


def untested_problem(path: str, solution: str) -> Problem:
    """A solution cell that no grade cell can see."""
    what = f"no grade cell uses what the solution {solution} binds"
    return Problem(f"{path}, cell {solution}", what, "Write a test for it.")


def items(tried: Sequence[Tried], reviewed: Iterable[Equivalent]) -> list[Item]:
    """The mutants by solution cell, with the reasons of the reviewed ones."""
    reasons = {entry.key: entry.reason for entry in reviewed}
    return [
        Item(solution, len(of_cell), tuple(_survivors(of_cell, reasons)))
        for solution in dict.fromkeys(each.solution for each in tried)
        for of_cell in [[each for each in tried if each.solution == solution]]
    ]


def stale_problems(tried: Iterable[Tried], reviewed: Iterable[Equivalent]) -> Iterator[Problem]:
    """The reviewed mutants that do not exist any more, or that a test kills now."""
    alive: dict[tuple[str, str], bool] = {}
    for each in tried:
        alive[each.key] = alive.get(each.key, False) or not each.is_killed
    for entry in reviewed:
        if not alive.get(entry.key):
            known = "is killed by a test now" if entry.key in alive else "does not exist"
            what = f"this mutant of {entry.solution} {known}"
            yield Problem(entry.where, what, "Take the entry out.")


def _survivors(
    tried: Iterable[Tried], reasons: Mapping[tuple[str, str], str]
) -> Iterator[Survivor]:
    for each in tried:
        if not each.is_killed:
            where = f"{each.path}, solution {each.solution}, line {each.mutant.line}"
            _, changed = each.key
            yield Survivor(where, each.mutant.kind, changed, reasons.get(each.key, ""))


def _said(message: str) -> str:
    line = " ".join(message.split())
    short = line if len(line) <= SAID else line[: SAID - 1] + "…"
    return f" ({short})" if short else ""


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
