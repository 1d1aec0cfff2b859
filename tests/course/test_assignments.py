"""Every assignment proves itself: the reference, the starter, the mistakes, other right answers."""

import re
from functools import cache
from typing import Any

import pytest

from course.answers import Answer, check_targets, read_answers, read_notebook, solutions
from course.files import Layout
from course.outline import OUTLINE

from .conftest import CHECKOUT
from .trial import Mark, Sheet, touched, trial, trials

LAYOUT = Layout(CHECKOUT)
NAMES = [assignment.name for assignment in OUTLINE]
MINUTES = {assignment.name: assignment.minutes for assignment in OUTLINE}
OTHER_SEEDS = range(1, 11)


@cache
def source(name: str) -> Any:
    return read_notebook(LAYOUT.source_notebook(name))


@cache
def answers(name: str, which: str) -> list[Answer]:
    return read_answers(LAYOUT, name, which)


def every(which: str) -> list[Any]:
    return [
        pytest.param(
            answer,
            id=f"{name}-{answer.name}-{answer.solution}",
            marks=pytest.mark.xdist_group(name),  # one worker, which grades all of them at once
        )
        for name in NAMES
        for answer in answers(name, which)
    ]


def starter(name: str) -> dict[str, str]:
    return solutions(read_notebook(LAYOUT.release_notebook(name)))


@cache
def graded(name: str, which: str) -> dict[str, dict[str, Mark]]:
    """The marks of all wrong or all right answers of an assignment, by the answer's name."""
    reference = solutions(source(name))
    sheets = [Sheet(reference | {a.solution: a.source}) for a in answers(name, which)]
    marks = trials(source(name), sheets, seed=0)
    return {a.name: m for a, m in zip(answers(name, which), marks, strict=True)}


def sheet(answer: Answer) -> Sheet:
    """The grade cells that can change alone: all of them are run once, with the first seed."""
    notebook = source(answer.assignment)
    texts = solutions(notebook) | {answer.solution: answer.source}
    return Sheet(texts, touched(notebook, answer.solution))


def lost(marks: dict[str, Mark]) -> dict[str, str]:
    return {cell: mark.message for cell, mark in marks.items() if mark.score != mark.points}


def code_items(name: str) -> list[str]:
    return [cell for cell, text in solutions(source(name)).items() if "\ndef " in f"\n{text}"]


@pytest.mark.parametrize("name", NAMES)
def test_the_reference_gets_full_marks(name):
    assert lost(trial(source(name), solutions(source(name)))) == {}


@pytest.mark.parametrize("name", NAMES)
def test_an_untouched_starter_gets_nothing(name):
    marks = trial(source(name), starter(name))
    assert {cell: mark.score for cell, mark in marks.items() if mark.score} == {}


@pytest.mark.parametrize("name", NAMES)
def test_the_answers_name_cells_that_exist(name):
    both = answers(name, "wrong") + answers(name, "right")
    assert check_targets(LAYOUT, both, source(name)) == []


@pytest.mark.parametrize("answer", every("wrong"))
def test_a_wrong_answer_loses_exactly_its_cells_and_is_told_why(answer):
    messages = lost(graded(answer.assignment, "wrong")[answer.name])
    assert set(messages) == set(answer.loses), messages
    assert any(answer.symptom in text for text in messages.values()), messages


@pytest.mark.parametrize("answer", every("right"))
def test_another_right_answer_keeps_every_point(answer):
    assert lost(graded(answer.assignment, "right")[answer.name]) == {}


@pytest.mark.parametrize("seed", OTHER_SEEDS)
@pytest.mark.parametrize("name", NAMES)
def test_other_hidden_seeds_give_the_same_marks(name, seed):
    both = answers(name, "right") + answers(name, "wrong")
    sheets = [Sheet(solutions(source(name))), Sheet(starter(name)), *map(sheet, both)]
    reference, untouched, *others = trials(source(name), sheets, seed)
    assert lost(reference) == {}
    assert not any(mark.score for mark in untouched.values())
    for answer, marks in zip(both, others, strict=True):
        assert set(lost(marks)) == set(answer.loses), answer.name


@pytest.mark.parametrize("name", NAMES)
def test_every_grade_cell_is_lost_by_some_wrong_answer(name):
    graded = set(trial(source(name), solutions(source(name))))
    assert graded == {cell for answer in answers(name, "wrong") for cell in answer.loses}


@pytest.mark.parametrize("name", NAMES)
def test_every_function_has_three_mistakes_and_two_other_solutions(name):
    for item in code_items(name):
        assert sum(a.solution == item for a in answers(name, "wrong")) >= 3, item
        assert sum(a.solution == item for a in answers(name, "right")) >= 2, item


@pytest.mark.parametrize("name", NAMES)
def test_the_head_states_the_true_points_and_minutes(name):
    head = source(name).cells[0].source
    points = sum(
        cell.metadata.nbgrader.points
        for cell in source(name).cells
        if "points" in cell.metadata.get("nbgrader", {})
    )
    assert re.search(rf"\b{points:g} points", head), points
    assert re.search(rf"\b{MINUTES[name]} minutes", head)


@pytest.mark.parametrize("name", NAMES)
def test_a_released_notebook_holds_no_solution_key_or_hidden_test(name):
    released = LAYOUT.release_notebook(name).read_text("utf-8")
    for mark in ("BEGIN", "checks.", "oracles", "SOLUTION", "MARK SCHEME", "import course"):
        assert mark not in released
    for cell in source(name).cells:
        for hidden in re.findall(
            r"### BEGIN (?:SOLUTION|HIDDEN TESTS|MARK SCHEME)\n(.*?)### END", cell.source, re.DOTALL
        ):
            secret = max(hidden.splitlines(), key=len).strip()
            assert len(secret) < 12 or secret not in released.replace('\\"', '"'), secret


@pytest.mark.parametrize("name", NAMES)
def test_every_function_is_documented_and_has_three_hints_above_it(name):
    cells = source(name).cells
    for item in code_items(name):
        at = next(i for i, cell in enumerate(cells) if cell.id == item)
        prose = [c.source for c in cells[:at] if "<summary>Hint 1" in c.source]
        assert prose, item
        assert "<summary>Hint 2" in prose[-1]
        assert "<summary>Hint 3" in prose[-1]
        assert '"""' in cells[at].source
