"""Every item of the source material and the grade cells that stand for it: none can be lost.

An item is found by its grade cells' first word: 1.1a is `p11a_…` in problem set 1, T3 is `t3_…` in
the theory lab, C2.4 is `c24_…` in challenge 2, Q7 is `q07_…` in the quiz. A cell without a letter,
`p12_…`, belongs to the problem as a whole. An exercise is one item.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from course.outline import OUTLINE

# chapter → its problems, each with the letters of its parts; "" for one that is code alone
PROBLEMS: Mapping[int, Mapping[int, str]] = {
    1: {1: "abc", 2: "abc", 3: "abc", 4: "abc", 5: "", 6: ""},
    2: {1: "abc", 2: "abc", 3: "abc", 4: "", 5: ""},
    3: {1: "abc", 2: "abc", 3: "abc", 4: ""},
    4: {1: "ab", 2: "abc", 3: "abc", 4: ""},
    5: {1: "abc", 2: "abc", 3: "abc"},
    6: {1: "abc", 2: "abc", 3: "abc", 4: ""},
    7: {1: "abc", 2: "abc", 3: "abc", 4: "", 5: ""},
    8: {1: "abc", 2: "abc", 3: "", 5: ""},
    9: {1: "abc", 2: "abc", 3: "abc", 4: "ab", 5: ""},
}
# What the chapters hold beyond the numbered problems: item → chapter, start of the grade_ids.
MORE = {
    "energy-based models": (8, "p8e_"),
    "adversarial models": (8, "p8g_"),
    "spectral normalisation": (8, "pq7_"),
}
CHALLENGES: Mapping[int, str] = {1: "1234", 2: "123456", 3: "1234567"}  # challenge → its steps
QUESTIONS = 20


def items() -> Iterator[tuple[str, str, str]]:
    """Each item: its name, its assignment, what its grade_ids start with."""
    for n, assignment in enumerate(_called("ex"), start=1):
        yield f"E{n}", assignment, ""
    for n in range(1, 14):
        yield f"T{n}", "theory", f"t{n}_"
    for n in range(1, 5):
        yield f"S{n}", "theory", f"s{n}_"
    yield "family table", "theory", "family_"
    for chapter, problems in PROBLEMS.items():
        for problem, letters in problems.items():
            yield from _problem(chapter, problem, letters)
    for item, (chapter, start) in MORE.items():
        yield item, _named(f"ps{chapter}_"), start
    for challenge, steps in CHALLENGES.items():
        for step in steps:
            yield f"C{challenge}.{step}", _named(f"challenge{challenge}_"), f"c{challenge}{step}_"
    for n in range(1, QUESTIONS + 1):
        yield f"Q{n}", "quiz", f"q{n:02}_"


def covered(grade_ids: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The grade cells of each item; `grade_ids` are those of each assignment."""
    return {
        item: [cell for cell in grade_ids.get(assignment, ()) if cell.startswith(prefix)]
        for item, assignment, prefix in items()
    }


def _problem(chapter: int, problem: int, letters: str) -> Iterator[tuple[str, str, str]]:
    """Its parts, and with the code that follows them the problem as a whole."""
    assignment = _named(f"ps{chapter}_")
    for letter in letters:
        yield f"{chapter}.{problem}{letter}", assignment, f"p{chapter}{problem}{letter}_"
    yield f"{chapter}.{problem}", assignment, f"p{chapter}{problem}"


def _called(start: str) -> list[str]:
    return [each.name for each in OUTLINE if re.match(rf"{start}\d", each.name)]


def _named(start: str) -> str:
    return next((each.name for each in OUTLINE if each.name.startswith(start)), "")
