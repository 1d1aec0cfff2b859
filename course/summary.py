"""What a graded class looks like in numbers: pure functions over the grader's JSON report."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Result = Mapping[str, Any]  # an entry of "submissions" in the report of `grader autograde`


@dataclass(frozen=True)
class Row:
    """One assignment of the class; scores in points, the median time of a submission."""

    assignment: str
    submissions: int
    grade_cells: int
    mean: float
    lowest: float
    highest: float
    maximum: float
    seconds_each: float


def rows(results: Sequence[Result]) -> list[Row]:
    """A row per assignment that has graded submissions, in the order of their names."""
    by_assignment: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        if result["state"] == "graded":
            by_assignment[result["assignment"]].append(result)
    return [_row(name, group) for name, group in sorted(by_assignment.items())]


def _row(name: str, group: Sequence[Result]) -> Row:
    scores = [result["score"] for result in group]
    return Row(
        assignment=name,
        submissions=len(group),
        grade_cells=sum(len(result["cells"]) for result in group),
        mean=sum(scores) / len(scores),
        lowest=min(scores),
        highest=max(scores),
        maximum=group[0]["max_score"],
        seconds_each=median(result["seconds"] for result in group),
    )


@dataclass(frozen=True)
class Mistake:
    """A symptom that the tests named, and how many submissions of that assignment show it."""

    assignment: str
    symptom: str
    submissions: int


def common_mistakes(results: Sequence[Result], count: int = 5) -> list[Mistake]:
    """The most common symptoms, counted once per submission; ties in alphabetical order."""
    shown: Counter[tuple[str, str]] = Counter()
    for result in results:
        symptoms = {symptom(cell["message"]) for cell in result["cells"] if cell["message"]}
        shown.update((result["assignment"], text) for text in symptoms if text)
    ranked = sorted(shown.items(), key=lambda item: (-item[1], item[0]))
    return [Mistake(name, text, number) for (name, text), number in ranked[:count]]


def symptom(message: str) -> str:
    """The first line of a failed cell's message, without the error's name and the subject.

    A subject is a function ("kl_to_x for an empty batch: …") or a case ("μ = 1: …"): one mistake
    shows in several cells under several subjects. Empty for what is no named mistake: an answer
    that is missing or waits for a reader.
    """
    line = message.strip().splitlines()[0] if message.strip() else ""
    line = re.sub(r"^(✗|Symptom:?|[A-Za-z]+Error:)\s*", "", line)
    if re.search(r"not written yet|no answer yet|[Ww]aits for manual|returns nothing yet", line):
        return ""
    return re.sub(r"^(\w+_\w+[^:]*|[^:]*=[^:]*): ", "", line)


def not_available(result: Result) -> frozenset[str]:
    """The grade cells that could not run where this was graded."""
    return frozenset(c["grade_id"] for c in result["cells"] if not c.get("available", True))


def lost_cells(result: Result) -> frozenset[str]:
    """The grade cells that gave less than their points; unread answers do not count."""
    return frozenset(
        cell["grade_id"]
        for cell in result["cells"]
        if cell["score"] is not None and cell["score"] < cell["points"]
    )
