import json
from pathlib import Path

from grader.records import CellResult, Report, Submission, SubmissionResult

GRADED = SubmissionResult(
    "ex1",
    "ada",
    score=2.0,
    max_score=5.0,
    seconds=0.7,
    state="graded",
    reason="",
    cells=(
        CellResult("test", 2.0, 2.0, "", "nb"),
        CellResult("answer", 3.0, None, "Waits for manual grading.", "nb"),
    ),
    repairs=("the cell test was missing: put back",),
    level="full",
    mode="split",
)
UNREAD = SubmissionResult.for_a_human(Submission("ex1", "bob", Path("bob")), "nb.ipynb is missing")


def test_a_report_survives_the_way_through_json():
    report = Report((GRADED, UNREAD), notes=("ex1: new to the gradebook.",))
    assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report


def test_a_report_is_plain_dicts_and_lists_before_it_is_json():
    plain = Report((GRADED,)).to_dict()
    assert plain == json.loads(json.dumps(plain))


def test_a_submission_for_a_human_has_no_score_rather_than_zero():
    assert UNREAD.score is None
    assert UNREAD.state == "needs a human"
    assert Report((GRADED, UNREAD)).for_a_human == (UNREAD,)


def test_an_answer_without_a_score_is_counted_as_one_to_read():
    assert GRADED.cells_to_read == 1
