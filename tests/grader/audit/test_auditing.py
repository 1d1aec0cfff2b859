import json
import os

import pytest

from grader.audit.auditing import audit_subjects
from grader.audit.equivalents import Equivalent
from grader.testing import ThreadExecutor
from tests.grader.audit.small_notebook import cell, changed, source, subject

PLUS_TWO = "- return factor * x\n+ return factor / x"
WEAK = changed(triple_minus_two="assert triple(-1) == -3")
INSIDE = changed(size_found="assert 'factor' in triple.__code__.co_names and size == 40")
UNSEEN = Equivalent("triple", PLUS_TWO, "1 and -1 are their own inverses", "e.toml:3")


def wrong(source_text, loses, symptom="a negative number"):
    keys = f'wrong="w" solution="triple" loses="{loses}" symptom="{symptom}"'
    return f"# %% {keys}\n{source_text}\n"


def right(source_text):
    return f'# %% right="r" solution="triple"\n{source_text}\n'


def audited(*subjects, **options):
    return audit_subjects(subjects or (subject(),), ThreadExecutor(), **options)


def problems(of=None, **options):
    return [str(problem) for problem in audited(subject(of, **options)).problems]


def test_a_course_without_flaw_is_clean():
    report = audited(
        subject(
            wrong=wrong("def triple(x):\n    return abs(3 * x)", "triple_minus_two"),
            right=right("def triple(x):\n    return x + x + x"),
        )
    )
    assert report.problems == ()
    assert report.survivors == ()
    assert report.is_clean
    (assignment,) = report.assignments
    counts = (assignment.grade_cells, assignment.wrong_answers, assignment.right_answers)
    assert counts == (3, 1, 1)
    assert [item.solution for item in assignment.items] == ["triple", "size"]
    assert report.mutants == report.killed > 5


def test_a_reference_that_loses_points_is_named_and_nothing_else_is_tried():
    (line,) = problems(changed(triple_minus_two='assert triple(2) == 7, "seven"'))
    assert line == (
        "source/ex/small.ipynb, cell triple_minus_two: the reference gets 0 of 2 points (seven). "
        "Correct the solution or the test."
    )


def test_a_test_that_gives_points_for_the_starter_is_named():
    lines = problems(changed(size_found="assert size in (None, 40)"))
    assert lines[0].startswith(
        "source/ex/small.ipynb, cell size_found: the released starter gets 1 of 1 points."
    )


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (
            wrong("def triple(x):\n    return 3 * x", "triple_one"),
            "the wrong answer 'w' keeps triple_one, which loses= names",
        ),
        (
            wrong("def triple(x):\n    return 0", "triple_one", "three times one"),
            "the wrong answer 'w' loses triple_minus_two as well (a negative number)",
        ),
        (
            wrong("def triple(x):\n    return abs(3 * x)", "triple_minus_two", "sign"),
            "the wrong answer 'w': no message says 'sign' (a negative number)",
        ),
        (
            wrong("def triple(x):\n    return abs(3 * x)", "triple_minus_two tripel"),
            "'w' names 'tripel', which is no grade cell here",
        ),
    ],
)
def test_a_wrong_answer_that_fails_otherwise_than_it_says_is_named(answer, says):
    lines = problems(wrong=answer)
    assert f"answers/ex/wrong_answers.py:1: {says}" in "\n".join(lines)


def test_a_right_answer_that_loses_something_is_named():
    (line,) = problems(right=right("def triple(x):\n    return abs(3 * x)"))
    assert line.startswith(
        "answers/ex/right_answers.py:1: the right answer 'r' loses triple_minus_two"
    )


def test_a_solution_that_no_test_sees_is_named_instead_of_its_mutants():
    of = source(cell("unseen", "solution", "unseen = size + 1", "unseen = None"))
    report = audited(subject(of))
    assert [p.where for p in report.problems] == ["source/ex/small.ipynb, cell unseen"]
    assert report.survivors == ()


def test_a_mutant_that_no_test_kills_survives_with_its_place_and_diff():
    report = audited(subject(WEAK))
    (survivor,) = report.survivors
    assert survivor.where == "source/ex/small.ipynb, solution triple, line 4"
    assert survivor.diff == PLUS_TWO
    assert not report.is_clean


def test_a_reviewed_mutant_survives_with_its_reason():
    report = audited(subject(WEAK, reviewed=(UNSEEN,)))
    assert [survivor.reason for survivor in report.survivors] == [UNSEEN.reason]
    assert report.is_clean


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (UNSEEN, "this mutant of triple is killed by a test now"),
        (Equivalent("triple", "- a\n+ b", "r", "e.toml:3"), "this mutant of triple does not exist"),
    ],
)
def test_a_reviewed_mutant_that_is_no_survivor_has_to_go(entry, says):
    assert problems(reviewed=(entry,)) == [f"e.toml:3: {says}. Take the entry out."]


class Seeded(ThreadExecutor):
    """Has the job's environment, as the judge has it."""

    def run(self, jobs):
        for job in jobs:
            os.environ |= job.environment
            yield from super().run([job])


def test_every_seed_is_tried_and_told_if_there_are_several(monkeypatch):
    monkeypatch.setenv("COURSE_SEED", "0")  # put back afterwards
    test = 'import os\nassert triple(-2) == -6 and os.environ["COURSE_SEED"] != "5", "unlucky"'
    report = audit_subjects([subject(changed(triple_minus_two=test))], Seeded(), (0, 5))
    lines = [str(problem) for problem in report.problems]
    assert any("0 of 2 points with COURSE_SEED=5 (unlucky)" in line for line in lines)
    assert not any("COURSE_SEED=0" in line for line in lines)


def test_a_test_that_needs_the_students_process_is_named_as_such():
    report = audited(subject(INSIDE))
    problem = report.problems[0]
    assert problem.what.startswith("this test works beside the student's code only")
    assert "shared" in problem.to_do
    assert any("size_found" in line for line in report.assignments[0].shared)


def test_in_shared_mode_it_is_named_without_being_wrong():
    report = audited(subject(INSIDE, mode="shared"))
    assert report.problems == ()
    assert any("size_found" in line for line in report.assignments[0].shared)


def test_the_report_is_plain_data():
    plain = audited(subject(WEAK)).to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert plain["assignments"][0]["items"][0]["survivors"][0]["diff"] == PLUS_TWO
