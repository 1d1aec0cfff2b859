"""What an audit finds, as frozen records; imports nothing of ours."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """Something that is wrong: where, what, and what to do about it."""

    where: str
    what: str
    to_do: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.to_do}"


@dataclass(frozen=True)
class Survivor:
    """A mutant of a solution that no test kills; `reason` says why none can, if that is known.

    `where` is the notebook, the solution cell and the line in it, `diff` the changed lines.
    """

    where: str
    kind: str
    diff: str
    reason: str = ""


@dataclass(frozen=True)
class Item:
    """One solution cell: how many mutants of it were tried, and which survived."""

    solution: str
    mutants: int
    survivors: tuple[Survivor, ...] = ()

    @property
    def killed(self) -> int:
        """How many mutants lost a point."""
        return self.mutants - len(self.survivors)


@dataclass(frozen=True)
class AssignmentAudit:
    """One assignment: its solution cells, what was tried on its tests, and what is wrong.

    `shared` names the tests that must run beside the student's code, or look as if they must;
    `left_out` the notebooks that were not tried, with the reason.
    """

    name: str
    items: tuple[Item, ...]
    problems: tuple[Problem, ...]
    grade_cells: int
    wrong_answers: int
    right_answers: int
    shared: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def mutants(self) -> int:
        """How many mutants were tried."""
        return sum(item.mutants for item in self.items)

    @property
    def killed(self) -> int:
        """How many of them lost a point."""
        return sum(item.killed for item in self.items)

    @property
    def survivors(self) -> Iterator[Survivor]:
        """All mutants that lost nothing."""
        return (survivor for item in self.items for survivor in item.survivors)


@dataclass(frozen=True)
class AuditReport:
    """One audit; `level` is the isolation it ran in, `seconds` its wall time."""

    assignments: tuple[AssignmentAudit, ...]
    seeds: tuple[int, ...]
    level: str
    seconds: float

    @property
    def mutants(self) -> int:
        """How many mutants were tried."""
        return sum(assignment.mutants for assignment in self.assignments)

    @property
    def killed(self) -> int:
        """How many of them lost a point."""
        return sum(assignment.killed for assignment in self.assignments)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in all assignments, survivors apart."""
        return tuple(problem for each in self.assignments for problem in each.problems)

    @property
    def survivors(self) -> tuple[Survivor, ...]:
        """All mutants that lost nothing, explained or not."""
        return tuple(survivor for each in self.assignments for survivor in each.survivors)

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong and every survivor is explained."""
        return not self.problems and all(survivor.reason for survivor in self.survivors)

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts and lists, for JSON."""
        assignments = [_plain(each) for each in self.assignments]
        return asdict(self) | {"assignments": assignments, "seeds": list(self.seeds)}


def _plain(assignment: AssignmentAudit) -> dict[str, Any]:
    items = [
        asdict(item) | {"survivors": [asdict(s) for s in item.survivors]}
        for item in assignment.items
    ]
    problems = [asdict(problem) for problem in assignment.problems]
    return asdict(assignment) | {
        "items": items,
        "problems": problems,
        "shared": list(assignment.shared),
        "left_out": list(assignment.left_out),
    }
