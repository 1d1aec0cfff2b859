"""The autograded notebook, in itself and to nbgrader's own functions."""

import json
import signal
import subprocess
import sys
import time
import warnings
from dataclasses import replace

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader import scoring
from grader.execution.job import Outcome, StepOutcome
from grader.autograded.notebook import autograded_notebook, to_bytes, write_autograded
from grader.cells import Rebuilt, RebuiltCell, SourceCell, SourceNotebook, checksum
from grader.autograded.outputs import printed
from grader.autograded.whole_folder import write_folder

from . import hostile

CANARY = "assert double(-3) == canary_of_the_hidden_test"
HIDDEN = f"assert callable(double)\n### BEGIN HIDDEN TESTS\n{CANARY}\n### END HIDDEN TESTS"
SCHEME = "Plot.\n### BEGIN MARK SCHEME\n2 for the axes\n### END MARK SCHEME"
SOURCE = SourceNotebook(
    "ex",
    (
        SourceCell("cell 1", "plain", "markdown", "# Title <b>x</b>", "# Title <b>x</b>", 0.0, "t"),
        SourceCell("double", "solution", "code", "solved", "# YOUR CODE", 0.0, "double"),
        SourceCell("visible", "tests", "code", "assert double(2)", "assert double(2)", 1.0, "v"),
        SourceCell("hidden", "tests", "code", HIDDEN, "assert callable(double)", 2.5, "no id!"),
        SourceCell("why", "answer", "markdown", "Because.", "YOUR ANSWER HERE", 3.0, "why"),
        SourceCell("plot", "task", "markdown", SCHEME, "Plot.", 4.0, "plot"),
        SourceCell("note", "readonly", "markdown", "Note.", "Note.", 0.0, "note"),
    ),
    {"kernelspec": {"name": "python3", "display_name": "Python 3"}, "widgets": {}, "title": "x"},
)
ANSWER = "Twice is <script>x + x</script> ![p](attachment:p.png)"
TEXTS = {"double": "def double(x):\n    return abs(2 * x)", "why": ANSWER}
CELLS = tuple(
    RebuiltCell(
        cell.name,
        cell.kind,
        cell.cell_type,
        TEXTS.get(cell.name, cell.released),
        cell,
        cell.name in TEXTS,
        {"p.png": {"image/png": hostile.png()}} if cell.name == "why" else {},
    )
    for cell in SOURCE.cells
)
OWN = RebuiltCell("cell 9", "plain", "code", "print(1)", None)
REBUILT = Rebuilt("ex", (*CELLS, OWN), ("cell 'kl*': there more than once, the last one counts",))
STEPS = (
    StepOutcome("double", "ok", outputs=(printed("defined\n"),)),
    StepOutcome("visible", "ok", outputs=(printed("a warning\n", "stderr"),)),
    StepOutcome("hidden", "error", "what if it is negative?"),
    StepOutcome("cell 9", "stopped", "This took longer than 30 s."),
)


def made(steps=STEPS, rebuilt=REBUILT, **others):
    outcome = Outcome("k", tuple(steps))
    return autograded_notebook(
        SOURCE, rebuilt, steps, scoring.cell_results(rebuilt, outcome), **others
    )


def cell(notebook, name):
    return next(
        each
        for each in notebook["cells"]
        if each["metadata"].get("nbgrader", {}).get("grade_id") == name
    )


@pytest.fixture(scope="module")
def utils():
    """nbgrader's own rules."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader import utils
    return utils


def test_it_is_a_valid_notebook_of_version_4_5_and_the_same_every_time():
    notebook = nbformat.from_dict(made())
    nbformat.validate(notebook, relax_add_props=False)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert to_bytes(made()) == to_bytes(made())
    assert json.loads(to_bytes(notebook)) == notebook


def test_it_has_the_instructors_kernel_and_nothing_else_in_its_metadata():
    assert made()["metadata"] == {"kernelspec": SOURCE.metadata["kernelspec"]}


def test_each_cell_shows_what_its_reader_may_see():
    shown = {each["id"]: each["source"] for each in made()["cells"]}
    assert shown["double"] == TEXTS["double"]
    assert shown["cell-4"] == "assert callable(double)"
    assert shown["plot"] == SCHEME
    assert shown["t"] == "# Title <b>x</b>"
    assert shown["why"] == "Twice is < script>x + x< /script> ![p](attachment:p.png)"


def test_nbgraders_metadata_is_that_of_the_source():
    notebook = made()
    assert cell(notebook, "hidden")["metadata"] == {
        "nbgrader": {
            "schema_version": 3,
            "grade_id": "hidden",
            "grade": True,
            "solution": False,
            "locked": True,
            "task": False,
            "points": 2.5,
            "cell_type": "code",
            "checksum": checksum(SOURCE.cells[3], "assert callable(double)"),
        }
    }
    assert "points" not in cell(notebook, "double")["metadata"]["nbgrader"]
    assert cell(notebook, "plot")["metadata"]["nbgrader"]["points"] == 4
    assert notebook["cells"][1]["metadata"] == {}


def test_checksums_are_nbgraders(utils):
    for each in SOURCE.cells[1:]:
        node = cell(nbformat.from_dict(made()), each.name)
        node.source = "another text, é"
        assert utils.compute_checksum(node) == checksum(each, "another text, é")


def test_nbgrader_knows_an_answer_that_was_left_as_it_was(utils):
    idle = replace(CELLS[4], text=CELLS[4].origin.released, touched=False)
    notebook = nbformat.from_dict(made(rebuilt=Rebuilt("ex", (*CELLS[:4], idle))))
    assert utils.determine_grade(cell(notebook, "why")) == (0, 3.0)
    assert utils.determine_grade(cell(nbformat.from_dict(made()), "why")) == (None, 3.0)


def test_a_failed_test_shows_its_message_as_an_error():
    assert cell(made(), "hidden")["outputs"] == [
        {
            "output_type": "error",
            "ename": "TestFailed",
            "evalue": "what if it is negative?",
            "traceback": ["✗ what if it is negative?"],
        }
    ]


def test_a_cell_that_was_stopped_shows_the_reason():
    (output,) = made()["cells"][-1]["outputs"]
    assert (output["ename"], output["evalue"]) == ("Stopped", "This took longer than 30 s.")


def test_what_ran_is_numbered_and_what_did_not_is_not():
    code = [each for each in made(STEPS[:3])["cells"] if each["cell_type"] == "code"]
    assert [each["execution_count"] for each in code] == [1, 2, 3, None]


def test_a_test_that_never_ran_says_so():
    steps = (*STEPS[:2], StepOutcome("hidden", "not run"))
    (output,) = cell(made(steps), "hidden")["outputs"]
    assert (output["ename"], output["evalue"]) == ("NotRun", "The cell did not run.")
    assert cell(made(STEPS[:2]), "hidden")["outputs"] == [output]


def test_a_students_own_error_is_kept_and_not_told_twice():
    error = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["line 1", "E: v"]}
    steps = (StepOutcome("double", "error", "E: v", outputs=(error,)), *STEPS[1:])
    assert cell(made(steps), "double")["outputs"] == [error]


NO_SCORES = (float("nan"), -1.0, 99.0)


@given(
    ended=st.sampled_from(["ok", "error", "stopped", "not run"]),
    partial=st.none() | st.floats() | st.sampled_from(NO_SCORES),
    outputs=st.lists(
        st.sampled_from(
            [
                printed("text"),
                printed("warning", "stderr"),
                {"output_type": "execute_result", "data": {"text/plain": "99"}, "metadata": {}},
                {"output_type": "execute_result", "data": {"text/html": "x"}, "metadata": {}},
                {"output_type": "error", "ename": "E", "evalue": "v", "traceback": []},
            ]
        )
    ),
)
def test_nbgraders_own_rule_gives_a_test_the_points_that_it_got_unless_a_person_must_look(
    utils, ended, partial, outputs
):
    step = StepOutcome("hidden", ended, "", partial if ended == "ok" else None, tuple(outputs))
    result = scoring.cell_results(REBUILT, Outcome("k", (step,)))[1]
    notebook = nbformat.from_dict(autograded_notebook(SOURCE, REBUILT, [step], [result]))
    nbformat.validate(notebook)
    score = 2.5 if scoring.unclear([result]) else result.score
    assert utils.determine_grade(cell(notebook, "hidden")) == (score, 2.5)


@pytest.mark.parametrize("partial", NO_SCORES)
def test_where_nbgraders_own_rule_would_give_full_points_the_unclear_test_is_named(utils, partial):
    step = StepOutcome("hidden", "ok", "", partial)
    results = scoring.cell_results(REBUILT, Outcome("k", (step,)))
    notebook = nbformat.from_dict(autograded_notebook(SOURCE, REBUILT, [step], results))
    assert utils.determine_grade(cell(notebook, "hidden")) == (2.5, 2.5)
    told = f"hidden: The test gave {partial:g} of 2.5 points. Waits for manual grading."
    assert scoring.unclear(results) == told


def test_a_number_that_is_no_score_is_told_and_left_to_a_person():
    steps = (*STEPS[:2], StepOutcome("hidden", "ok", "", 99.0))
    (output,) = cell(made(steps), "hidden")["outputs"]
    assert output["text"].startswith("The test gave 99 of 2.5 points.")


def test_no_line_of_a_hidden_test_stands_anywhere():
    leaking = (
        StepOutcome("double", "ok", outputs=(printed(f"stolen: {CANARY}\n"),)),
        StepOutcome("visible", "ok", outputs=(printed(f"w.py:3: Warning\n  {CANARY}", "stderr"),)),
        StepOutcome("hidden", "error", f"in {CANARY}"),
    )
    assert b"canary" not in to_bytes(made(leaking))
    assert b"Warning" in to_bytes(made(leaking))


def test_what_was_put_right_is_told_in_a_first_cell_that_nbgrader_does_not_know():
    first = made(notes=["isolation: <script>\n# $x$"])["cells"][0]
    assert (first["cell_type"], first["metadata"]) == ("markdown", {})
    assert first["source"].splitlines()[2:] == [
        "- cell 'kl\\*': there more than once, the last one counts",
        "- isolation: \\<script\\> \\# \\$x\\$",
    ]
    assert made(rebuilt=Rebuilt("ex", CELLS))["cells"][0]["id"] == "t"


def test_ids_are_unique_and_valid():
    twice = tuple(replace(each, origin=CELLS[1].origin) for each in CELLS[1:4])
    notebook = nbformat.from_dict(made(rebuilt=Rebuilt("ex", twice)))
    nbformat.validate(notebook)
    assert [each.id for each in notebook.cells] == ["double", "cell-2", "cell-3"]


def test_half_a_surrogate_pair_does_not_stop_the_writing():
    odd = replace(CELLS[1], text="s = '\ud800'")
    assert json.loads(to_bytes(made(rebuilt=Rebuilt("ex", (odd,)))))["cells"][0]["source"] == (
        "s = '?'"
    )


def test_figures_are_written_in_milliseconds():
    figure = {"output_type": "display_data", "data": {"image/png": hostile.png()}, "metadata": {}}
    notebook = made((StepOutcome("double", "ok", outputs=(figure,)), *STEPS[1:]))
    data = cell(notebook, "double")["outputs"][0]["data"]
    data["image/png"] *= 5_000_000 // len(data["image/png"])
    start = time.process_time()
    assert len(to_bytes(notebook)) > 4_000_000
    assert time.process_time() - start < 0.3


# --- the folder -----------------------------------------------------------------------------------


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_folder_holds_the_notebooks_and_the_files_as_nbgrader_leaves_them(tmp_path):
    folder = tmp_path / "autograded/ada/ex1"
    files = {"data/a.csv": b"1", "timestamp.txt": b"2030-01-01"}
    write_autograded(folder, {"ex": made()}, files)
    assert contents(folder) == files | {"ex.ipynb": to_bytes(made())}
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*.*")} == {0o444}


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_second_writing_replaces_the_folder_and_touches_no_other(
    tmp_path, monkeypatch, can_exchange
):
    if not can_exchange:
        monkeypatch.setattr("grader.autograded.whole_folder._exchange", lambda *_: False)
    write_folder(tmp_path / "ex2", {"other": b"mine"})
    write_folder(tmp_path / "ex1", {"old": b"1", "both": b"1"})
    write_folder(tmp_path / "ex1", {"both": b"2", "in/new": b"2"})
    assert contents(tmp_path / "ex1") == {"both": b"2", "in/new": b"2"}
    assert contents(tmp_path / "ex2") == {"other": b"mine"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ex1", "ex2"]


def test_a_folder_that_a_group_shares_stays_writable_for_the_group(tmp_path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada").chmod(0o2770)
    write_folder(tmp_path / "ada/ex1", {"a": b""})
    assert (tmp_path / "ada/ex1").stat().st_mode & 0o7777 == 0o2770
    assert (tmp_path / "ada/ex1/a").stat().st_mode & 0o777 == 0o664


@pytest.mark.parametrize("name", ["../a", "/etc/a", "a/../../b", ""])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match="no name of a file inside"):
        write_folder(tmp_path / "ex1", {name: b""})
    assert list(tmp_path.iterdir()) == []


DIES = """
import os, pathlib, signal, sys
from grader.autograded import whole_folder
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
write, names = whole_folder._write, iter(range(1, 4))
where = sys.argv[2]
if where == "between two files":
    whole_folder._write = lambda *a: write(*a) if next(names, None) else die()
elif where == "before the swap":
    whole_folder._put = die
elif where == "after the swap":
    whole_folder.shutil.rmtree = die
whole_folder.write_folder(pathlib.Path(sys.argv[1]), {str(n): b"new" for n in range(9)})
"""


@pytest.mark.parametrize(
    ("where", "left"),
    [("between two files", b"old"), ("before the swap", b"old"), ("after the swap", b"new")],
)
def test_a_killed_writing_leaves_a_whole_folder_and_the_next_one_tidies_up(tmp_path, where, left):
    folder = tmp_path / "ex1"
    write_folder(folder, {str(n): b"old" for n in range(9)})
    killed = subprocess.run([sys.executable, "-c", DIES, str(folder), where])
    assert killed.returncode == -signal.SIGKILL
    assert contents(folder) == {str(n): left for n in range(9)}
    assert len(list(tmp_path.iterdir())) == 2
    write_folder(folder, {"a": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["ex1"]
