"""Two gradings side by side: what differs, what explains it, which explanation is out of date."""

from collections.abc import Mapping
from dataclasses import dataclass

Key = tuple[str, str]  # student and grade cell
Scores = Mapping[Key, float | None]
ALL = "*"


@dataclass(frozen=True)
class Reason:
    """Why nbgrader's scores of one submission are wrong, and in which cells; ALL means each."""

    why: str
    cells: str = ALL


Reasons = Mapping[tuple[str, str], Reason]  # by assignment and student


@dataclass(frozen=True)
class Comparison:
    """One assignment, graded by nbgrader and by ours. A cell without a score is None, or absent."""

    assignment: str
    students: tuple[str, ...]
    stock: Scores
    ours: Scores

    @property
    def cells(self) -> set[Key]:
        """Every grade cell of every student."""
        return {*self.stock, *self.ours}

    @property
    def differing(self) -> set[Key]:
        """The cells whose scores differ, or that one side left without."""
        return {key for key in self.cells if self.stock.get(key) != self.ours.get(key)}

    def explained(self, reasons: Reasons) -> set[Key]:
        """The cells that the reasons speak of, whether these differ or not."""
        return {
            (student, cell)
            for student in self.students
            if (reason := reasons.get((self.assignment, student)))
            for cell in self._named(student, reason)
        }

    def unexplained(self, reasons: Reasons) -> set[Key]:
        """The cells that differ for no known reason."""
        return self.differing - self.explained(reasons)

    def outdated(self, reasons: Reasons) -> set[Key]:
        """The cells that should differ for a known reason, and do not."""
        return self.explained(reasons) - self.differing

    def _named(self, student: str, reason: Reason) -> list[str]:
        if reason.cells == ALL:
            return [cell for who, cell in self.cells if who == student]
        return reason.cells.split()


def points(scores: Scores, student: str) -> float | None:
    """The sum of a student's scores, None if there is not one."""
    found = [score for (who, _), score in scores.items() if who == student and score is not None]
    return sum(found) if found else None
