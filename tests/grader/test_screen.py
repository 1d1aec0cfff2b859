from dataclasses import replace
from pathlib import Path

import pytest

from grader.records import CellResult, Report, Submission, SubmissionResult
from grader.screen import HEADINGS, isolation, open_cases, print_report, progress_bar, rows, took

BOB = Submission("ex1", "[bob]", Path("bob"))


def graded(assignment: str, score: float, *cells: CellResult) -> SubmissionResult:
    return SubmissionResult(assignment, "ada", score, 10.0, 1.5, "graded", "", cells)


MISSING = replace(
    SubmissionResult.for_a_human(BOB, "ex1.ipynb is missing", seconds=0.5), max_score=10.0
)


def test_the_mean_is_taken_over_what_has_a_score():
    report = Report((graded("ex1", 7.0), graded("ex1", 8.0), MISSING))
    assert rows(report) == [("ex1", "2", "0", "1", "7.50 of 10", "1.5")]


def test_the_time_of_the_run_is_told_beside_that_of_a_submission():
    assert took(Report((graded("ex1", 7.0), MISSING), seconds=3.25)) == "2 submissions in 3.2 s"
    assert took(Report((MISSING,), seconds=0.04)) == "1 submission in 0.0 s"
    kept = Report((graded("ex1", 7.0), MISSING), seconds=1, unchanged=1)
    assert took(kept) == "2 submissions in 1.0 s, 1 of them unchanged"


def test_without_a_score_there_is_no_mean():
    assert rows(Report((MISSING,))) == [("ex1", "0", "0", "1", "–", "0.5")]


def test_each_submission_that_needs_a_human_has_its_line():
    lines = open_cases(Report((graded("ex1", 7.0), MISSING)))
    assert lines == ["needs a human: ex1 [bob]: ex1.ipynb is missing"]


def test_answers_to_read_are_counted():
    to_read = CellResult("why", 3.0, None, "")
    assert open_cases(Report((graded("ex1", 7.0, to_read),))) == [
        "1 answer waits for manual grading (formgrader)"
    ]
    two = Report((graded("ex1", 7.0, to_read, to_read),))
    assert open_cases(two) == ["2 answers wait for manual grading (formgrader)"]


def test_the_table_is_readable_in_80_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COLUMNS", "80")
    print_report(Report((graded("an_assignment_with_quite_a_long_name_" * 3, 10000.0),)))
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    assert all(heading in out for heading in HEADINGS)


def test_a_long_reason_stays_in_one_line(capsys: pytest.CaptureFixture[str]):
    reason = "word " * 40 + "end"
    print_report(Report((SubmissionResult.for_a_human(BOB, reason),)))
    assert capsys.readouterr().out.splitlines()[-1].endswith("end")


def test_a_repair_is_named_and_counted():
    mended = replace(graded("ex1", 7.0), repairs=("cell 'kl' was there twice",))
    assert rows(Report((mended,)))[0][2] == "1"
    assert open_cases(Report((mended,))) == ["repaired: ex1 ada: cell 'kl' was there twice"]


def test_a_weak_isolation_is_told():
    assert isolation(Report((replace(graded("ex1", 7.0), level="full"),))) == []
    weak = Report((replace(graded("ex1", 7.0), level="landlock", mode="shared"),))
    assert [line.split(":")[0] for line in isolation(weak)] == [
        "isolation was only 'landlock'",
        "mode shared",
    ]
    trusted = Report((replace(graded("ex1", 7.0), level="none"),))
    assert isolation(trusted) == ["nothing was isolated: every submission was trusted"]


def test_the_progress_bar_keeps_off_stdout(capsys: pytest.CaptureFixture[str]):
    with progress_bar(2) as advance:
        advance(MISSING)
    assert capsys.readouterr().out == ""
