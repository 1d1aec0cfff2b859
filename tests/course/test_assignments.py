"""Every assignment proves itself: the reference, the starter, the mistakes, other right answers."""

import re
from functools import cache
from typing import Any

import pytest

from course.answers import Answer, check_targets, read_answers, read_notebook, solutions
from course.files import Layout
from course.outline import OUTLINE
from grader.audit import AssignmentAudit, audit
from grader.sandbox import strongest

from .conftest import CHECKOUT

LAYOUT = Layout(CHECKOUT)
NAMES = [assignment.name for assignment in OUTLINE]
SEEDS = range(2)  # all eleven: grader audit --seed 0 … --seed 10
# Training takes minutes here: one seed.
TRAIN_FOR_MINUTES = (
    "challenge1_svd_to_vae",
    "challenge3_tiny_diffusion",
)


@cache
def sources(name: str) -> tuple[Any, ...]:
    notebooks = LAYOUT.notebooks(name)
    return tuple(read_notebook(LAYOUT.source_notebook(name, each)) for each in notebooks)


def cells(name: str) -> list[Any]:
    return [cell for source in sources(name) for cell in source.cells]


def points(notebook: Any) -> float:
    keys = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    return sum(each.points for each in keys if "points" in each)


@cache
def answers(name: str, which: str) -> list[Answer]:
    return read_answers(LAYOUT, name, which)


@cache
def audited(name: str) -> AssignmentAudit:
    """By the engine that grades students: all answers with two seeds, mutants with the first."""
    seeds = SEEDS[:1] if name in TRAIN_FOR_MINUTES else SEEDS
    (found,) = audit(CHECKOUT, [name], seeds=seeds, isolation=strongest()).assignments
    return found


def code_items(name: str) -> list[str]:
    texts = solutions(*sources(name))
    return [cell for cell, text in texts.items() if re.search(r"^(def|class) ", text, re.MULTILINE)]


@pytest.mark.parametrize("name", NAMES)
def test_reference_starter_and_every_answer_get_what_they_must_with_two_seeds(name):
    assert [str(problem) for problem in audited(name).problems] == []
    assert audited(name).wrong_answers == len(answers(name, "wrong"))
    assert audited(name).right_answers == len(answers(name, "right"))


@pytest.mark.parametrize("name", NAMES)
def test_every_mutant_of_a_solution_is_noticed_or_reviewed(name):
    assert [s.diff for s in audited(name).survivors if not s.reason] == []
    assert audited(name).killed >= 0.9 * audited(name).mutants


@pytest.mark.parametrize("name", NAMES)
def test_every_test_can_run_apart_from_the_students_code(name):
    assert audited(name).shared == ()


@pytest.mark.parametrize("name", NAMES)
def test_the_answers_name_cells_that_exist(name):
    both = answers(name, "wrong") + answers(name, "right")
    assert check_targets(LAYOUT, both, *sources(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_grade_cell_is_lost_by_some_wrong_answer(name):
    keys = [cell.metadata.get("nbgrader", {}) for cell in cells(name)]
    graded = {k["grade_id"] for k in keys if k.get("grade") and not k.get("solution")}
    assert graded == {cell for answer in answers(name, "wrong") for cell in answer.loses}


@pytest.mark.parametrize("name", NAMES)
def test_every_function_has_three_mistakes_and_two_other_solutions(name):
    for item in code_items(name):
        assert sum(a.solution == item for a in answers(name, "wrong")) >= 3, item
        assert sum(a.solution == item for a in answers(name, "right")) >= 2, item


@pytest.mark.parametrize("assignment", OUTLINE, ids=NAMES)
def test_the_heads_state_the_points_the_minutes_and_what_the_outline_says(assignment):
    heads = [notebook.cells[0].source for notebook in sources(assignment.name)]
    for notebook, head in zip(sources(assignment.name), heads, strict=True):
        assert re.search(rf"\b{points(notebook):g} points", head)
    minutes = [int(re.search(r"About (\d+) minutes", head).group(1)) for head in heads]
    assert sum(minutes) == assignment.minutes
    assert set(re.findall(r"· needs ([\w-]+)\*\*", " ".join(heads))) == set(assignment.extras)
    assert before(heads[0]) == {re.match(r"[a-z]+\d*", name)[0] for name in assignment.after}


def before(head: str) -> set[str]:
    """What a head says must come before, as the first part of the names of assignments."""
    kinds = {"exercise": "ex{:02}", "problem set": "ps{}", "challenge": "challenge{}"}
    text = head.split("before it: ")[1].split("**")[0]
    found = re.findall(r"(exercise|problem set|challenge)s? (\d+(?:(?:, | and )\d+)*)", text)
    numbered = {kinds[kind].format(int(n)) for kind, ns in found for n in re.findall(r"\d+", ns)}
    return numbered | ({"theory"} if "theory lab" in text else set())


@pytest.mark.parametrize("name", NAMES)
def test_a_released_notebook_holds_no_solution_key_or_hidden_test(name):
    paths = [LAYOUT.release_notebook(name, each) for each in LAYOUT.notebooks(name)]
    released = "".join(path.read_text("utf-8") for path in paths)
    for mark in ("BEGIN", "checks.", "oracles", "SOLUTION", "MARK SCHEME", "import course"):
        assert mark not in released
    for cell in cells(name):
        for hidden in re.findall(
            r"### BEGIN (?:SOLUTION|HIDDEN TESTS|MARK SCHEME)\n(.*?)### END", cell.source, re.DOTALL
        ):
            secret = max(hidden.splitlines(), key=len).strip()
            assert len(secret) < 12 or secret not in released.replace('\\"', '"'), secret


@pytest.mark.parametrize("name", NAMES)
def test_every_function_is_documented_and_has_three_hints_above_it(name):
    every = cells(name)
    for item in code_items(name):
        at = next(i for i, cell in enumerate(every) if cell.id == item)
        prose = [c.source for c in every[:at] if "<summary>Hint 1" in c.source]
        assert prose, item
        assert "<summary>Hint 2" in prose[-1]
        assert "<summary>Hint 3" in prose[-1]
        assert '"""' in every[at].source
