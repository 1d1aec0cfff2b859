"""A thousand spoilt notebooks: every one is right, or says what is not, or needs a human."""

import time
from dataclasses import replace

import pytest

from grader.intake.rebuild import rebuild_file
from tests.grader.intake.correct import NAMES, correct, to_bytes
from tests.grader.intake.corruptions import EXAMPLES, RIGHT, judged, outcomes, points
from tests.grader.intake.spoil import CORRUPTIONS, spoilt


def test_no_corruption_loses_an_answer_without_a_word():
    start = time.process_time()
    counts = outcomes()
    assert counts.total() >= EXAMPLES
    assert sum(counts[outcome] for outcome in RIGHT) > 0.75 * EXAMPLES
    assert counts["needs a human, with the reason"] < 0.15 * EXAMPLES
    assert time.process_time() - start < 60


@pytest.mark.parametrize("name", NAMES)
def test_a_correct_notebook_gets_full_marks_without_repairs(name: str):
    submission = correct(name)
    rebuilt = rebuild_file(submission.source, to_bytes(submission.copy()))
    assert rebuilt.repairs == ()
    assert judged(submission, [], rebuilt) == "full marks"


@pytest.mark.parametrize("corruption", CORRUPTIONS)
def test_each_corruption_changes_the_file(corruption: str):
    submission = correct("ex10_diagnostics")
    sound = to_bytes(submission.copy())
    assert any(spoilt(submission, [(corruption, seed)]) != sound for seed in range(30))


def test_the_judgement_fails_for_an_answer_that_is_lost_without_a_word():
    submission = correct("tiny")
    rebuilt = rebuild_file(submission.source, to_bytes(submission.copy()))
    assert points(rebuilt) == 4.0
    first = replace(rebuilt.cells[0], text="def double(x):\n    return x")
    wrong = replace(rebuilt, cells=(first, *rebuilt.cells[1:]))
    assert points(wrong) < 4.0
    with pytest.raises(AssertionError, match="lost without a word"):
        judged(submission, [], wrong)


@pytest.mark.parametrize("place", [0, 1])
def test_the_judgement_fails_for_cells_that_are_missing_or_out_of_order(place: int):
    submission = correct("tiny")
    rebuilt = rebuild_file(submission.source, to_bytes(submission.copy()))
    cells = (*rebuilt.cells[1:], *rebuilt.cells[: place * 1])
    with pytest.raises(AssertionError):
        judged(submission, [], replace(rebuilt, cells=cells))
