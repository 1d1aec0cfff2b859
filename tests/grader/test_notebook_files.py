import json
from pathlib import Path

import pytest

from grader.notebook_files import (
    failure_message,
    locked_tests,
    one_line,
    printable,
    why_not_gradable,
)

EXPECTED = {"ex1": {"double", "why"}}


def cell(grade_id: str, *, grade: bool = False, solution: bool = False, source: str = "") -> dict:
    keys = {"grade_id": grade_id, "grade": grade, "solution": solution}
    return {"cell_type": "code", "metadata": {"nbgrader": keys}, "source": [source]}


def submitted(folder: Path, text: str | list, name: str = "ex1.ipynb") -> Path:
    text = text if isinstance(text, str) else json.dumps({"cells": text})
    (folder / name).write_text(text)
    return folder


def executed(*outputs: dict) -> dict:
    return {"cell_type": "code", "metadata": {}, "outputs": list(outputs)}


def error(ename: str, evalue: str) -> dict:
    return {"output_type": "error", "ename": ename, "evalue": evalue}


def test_a_notebook_with_its_cells_can_be_graded(tmp_path: Path):
    answer = cell("why", grade=True, solution=True)
    assert why_not_gradable(submitted(tmp_path, [cell("double"), answer]), EXPECTED) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"cells": [1,', "ex1.ipynb is damaged: no valid JSON"),
        ("", "ex1.ipynb is damaged: no valid JSON"),
        ("[" * 100_000, "ex1.ipynb is damaged: no valid JSON"),
        ("[]", "ex1.ipynb has no list of cells"),
        ('{"worksheets": []}', "ex1.ipynb has no list of cells"),
        ('{"cells": [null]}', "ex1.ipynb has no list of cells"),
        ([], "ex1.ipynb has lost its cell metadata"),
        ([{"metadata": None}, {"metadata": {"nbgrader": []}}], "has lost its cell metadata"),
        ([cell("why", grade=True, solution=True)] * 2, "holds the answer 'why' twice"),
    ],
)
def test_a_notebook_that_cannot_be_graded_fairly_says_why(tmp_path: Path, text, reason):
    assert reason in why_not_gradable(submitted(tmp_path, text), EXPECTED)


def test_a_repeated_test_is_no_reason_to_stop(tmp_path: Path):
    cells = [cell("double"), cell("test", grade=True), cell("test", grade=True)]
    assert why_not_gradable(submitted(tmp_path, cells), EXPECTED) is None


def test_a_notebook_under_another_name_is_missing_and_what_is_there_is_named(tmp_path: Path):
    submitted(tmp_path, [cell("double")], name="ex1 (1).ipynb")
    reason = why_not_gradable(tmp_path, EXPECTED)
    assert reason == "ex1.ipynb is missing; the folder holds ex1 (1).ipynb"


def test_an_empty_folder_says_so(tmp_path: Path):
    assert why_not_gradable(tmp_path, EXPECTED) == "ex1.ipynb is missing; the folder is empty"


def test_a_file_name_cannot_break_the_line(tmp_path: Path):
    submitted(tmp_path, "", name="a\n\x1b[2Jb.txt")
    assert why_not_gradable(tmp_path, EXPECTED).endswith("holds a b.txt")


def test_a_folder_in_the_place_of_a_notebook_is_a_reason(tmp_path: Path):
    (tmp_path / "ex1.ipynb").mkdir()
    assert "cannot be opened" in why_not_gradable(tmp_path, EXPECTED)


def test_a_notebook_without_graded_cells_has_nothing_to_lose(tmp_path: Path):
    assert why_not_gradable(submitted(tmp_path, []), {"ex1": set()}) is None


def test_a_failed_assertion_speaks_for_itself_other_errors_are_named():
    assert failure_message(executed(error("AssertionError", "is 4"))) == "is 4"
    assert failure_message(executed(error("ValueError", "no\nidea"))) == "ValueError: no\nidea"
    assert failure_message(executed(error("AssertionError", ""))) == "AssertionError"


def test_an_interrupted_cell_tells_the_limit_not_the_interrupt():
    outputs = [error("KeyboardInterrupt", ""), error("CellTimeoutError", "longer than 3 s")]
    assert failure_message(executed(*outputs)) == "longer than 3 s"


def test_output_on_stderr_is_said_to_be_the_failure():
    warning = {"output_type": "stream", "name": "stderr", "text": ["UserWarning: slow\n", "  x\n"]}
    said = failure_message(executed(warning))
    assert said == "Output on stderr counts as a failure: UserWarning: slow\nx"


def test_a_cell_that_said_nothing_has_no_message():
    assert failure_message(executed()) == ""
    assert failure_message({"cell_type": "markdown"}) == ""


def test_a_message_cannot_drive_the_terminal():
    assert printable("\x1b[31mred\x1b[0m \x1b]0;title\x07and\x08 \x9bdone") == "red and done"


def test_a_message_keeps_its_first_lines_and_is_capped():
    assert printable("\n a\n\nb\nc\nd") == "a\nb\nc"
    assert one_line(" a\nb ") == "a b"
    assert len(printable("x" * 1000)) == 300


def test_the_tests_of_a_source_notebook_are_those_that_are_run(tmp_path: Path):
    cells = [
        cell("double", solution=True, source="def double"),
        cell("visible", grade=True, source="assert double(2) == 4"),
        cell("made", grade=True, source="### AUTOTEST double(3)"),
        cell("why", grade=True, solution=True, source="because"),
    ]
    path = submitted(tmp_path, cells) / "ex1.ipynb"
    assert locked_tests(path) == {"visible": "assert double(2) == 4"}
