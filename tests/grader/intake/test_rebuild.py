"""What a student may have done to a notebook, and what is made of it: the cells and the words."""

from collections.abc import Sequence
from typing import Any

import pytest

from grader.cells import CellType, Kind, Rebuilt, SourceCell, SourceNotebook
from grader.intake.read import Cell
from grader.intake.rebuild import rebuild, rebuild_file

STUB = "raise NotImplementedError()"
FLAGS: dict[Kind, dict[str, bool]] = {
    "solution": {"solution": True},
    "answer": {"solution": True, "grade": True},
    "tests": {"grade": True, "locked": True},
    "readonly": {"locked": True},
    "plain": {},
}


def given(
    name: str, kind: Kind, released: str, solution: str = "", cell_type: CellType = "code"
) -> SourceCell:
    points = 2.0 if kind in ("tests", "answer") else 0.0
    return SourceCell(name, kind, cell_type, solution or released, released, points, f"id-{name}")


SOURCE = SourceNotebook(
    "p1",
    (
        given("setup", "readonly", "import numpy as np\nrng = np.random.default_rng(0)"),
        given("kl", "solution", f"def kl(m):\n    {STUB}", "def kl(m):\n    return m**2"),
        given("kl_test", "tests", "assert kl(0) == 0"),
        given("cell 4", "plain", "table = [1, 2, 3]\nprint(table)"),
        given("elbo", "solution", f"def elbo(x):\n    {STUB}", "def elbo(x):\n    return -x"),
        given("elbo_test", "tests", "assert elbo(1) == -1"),
        given("why", "answer", "YOUR ANSWER HERE", "because", "markdown"),
        given("note", "readonly", "Zero is a number, too.", cell_type="markdown"),
    ),
)
ANSWERS = {
    "kl": "def kl(m):\n    return m * m",
    "elbo": "def elbo(x):\n    return 0 - x",
    "why": "A divergence cannot be negative.",
}


def keys(name: str, kind: Kind, points: float) -> dict[str, Any]:
    return {"grade_id": name, "points": points, **FLAGS[kind]} if kind != "plain" else {}


def handed_in(**texts: str) -> list[Cell]:
    """The cells of a submission with these answers, else the right ones."""
    texts = ANSWERS | texts
    return [
        Cell(
            cell.cell_type,
            texts.get(cell.name, cell.released),
            cell.cell_id,
            keys(cell.name, cell.kind, cell.points),
        )
        for cell in SOURCE.cells
    ]


def place(cells: Sequence[Cell], name: str) -> int:
    return next(n for n, cell in enumerate(cells) if cell.cell_id == f"id-{name}")


def change(cells: list[Cell], name: str, **fields: Any) -> list[Cell]:
    """The cells with one of them edited."""
    n = place(cells, name)
    old = {k: getattr(cells[n], k) for k in ("cell_type", "text", "cell_id", "nbgrader")}
    return [*cells[:n], Cell(**old | fields), *cells[n + 1 :]]


def without(cells: list[Cell], *names: str) -> list[Cell]:
    return [cell for cell in cells if cell.cell_id.removeprefix("id-") not in names]


def text(rebuilt: Rebuilt, name: str) -> str:
    return next(cell.text for cell in rebuilt.cells if cell.name == name)


def order(rebuilt: Rebuilt) -> list[str]:
    """Names of cells; the student's own by their text."""
    return [cell.origin.name if cell.origin else cell.text for cell in rebuilt.cells]


OWN = Cell("code", "mine = 1")
NO_IDS: dict[str, Any] = {"cell_id": "", "nbgrader": {}}


def test_a_notebook_as_it_was_handed_out_and_solved_needs_no_repair():
    rebuilt = rebuild(SOURCE, handed_in())
    assert (rebuilt.name, rebuilt.repairs, rebuilt.reason) == ("p1", (), "")
    assert [cell.origin for cell in rebuilt.cells] == list(SOURCE.cells)
    assert {n: text(rebuilt, n) for n in ANSWERS} == ANSWERS
    assert [cell.touched for cell in rebuilt.cells if cell.name in ANSWERS] == [True] * 3


def test_an_untouched_answer_is_not_touched_and_no_repair():
    rebuilt = rebuild(SOURCE, handed_in(kl=f"def kl(m):\n    {STUB}\n\n"))
    assert not rebuilt.cells[1].touched
    assert rebuilt.repairs == ()


def test_a_locked_cell_is_the_instructors_and_a_change_is_told():
    cells = change(handed_in(), "setup", text="import numpy as np\nrng = 3  # mine")
    rebuilt = rebuild(SOURCE, cells)
    assert text(rebuilt, "setup") == SOURCE.cells[0].released
    assert rebuilt.repairs == ("cell 'setup': locked but changed, the instructor's text is used",)


def test_a_locked_cell_that_was_emptied_is_filled_again():
    rebuilt = rebuild(SOURCE, change(handed_in(), "kl_test", text=" \n"))
    assert order(rebuilt) == [cell.name for cell in SOURCE.cells]
    assert rebuilt.repairs == ("cell 'kl_test': locked but changed, the instructor's text is used",)


def test_blanks_at_the_end_of_a_locked_line_are_no_change():
    cells = change(handed_in(), "kl_test", text="assert kl(0) == 0  \n")
    assert rebuild(SOURCE, cells).repairs == ()


def test_own_work_in_the_place_of_a_locked_cell_is_kept_beside_it():
    rebuilt = rebuild(SOURCE, change(handed_in(), "kl_test", text="print('my own try', 7 * 6)"))
    assert order(rebuilt)[1:4] == ["kl", "print('my own try', 7 * 6)", "kl_test"]
    assert rebuilt.repairs == ("cell 'kl_test': missing, put back",)


def test_missing_locked_cells_and_plain_code_are_put_back_and_told():
    rebuilt = rebuild(SOURCE, without(handed_in(), "setup", "kl_test", "cell 4"))
    assert order(rebuilt) == [cell.name for cell in SOURCE.cells]
    assert rebuilt.repairs == ("cells 'setup', 'kl_test', 'cell 4': missing, put back",)


def test_a_missing_answer_is_told_and_the_stub_stands_in():
    rebuilt = rebuild(SOURCE, without(handed_in(), "kl"))
    assert text(rebuilt, "kl") == f"def kl(m):\n    {STUB}"
    assert rebuilt.repairs == ("cell 'kl': missing, graded as not answered",)


def test_an_own_cell_does_not_pass_for_a_missing_answer():
    cells = without(handed_in(), "kl", "why")
    rebuilt = rebuild(SOURCE, [*cells[:1], OWN, *cells[1:]])
    assert "cells 'kl', 'why': missing, graded as not answered" in rebuilt.repairs
    assert "mine = 1" in order(rebuilt)


@pytest.mark.parametrize("name", ["kl", "elbo", "why"])
def test_an_answer_without_its_ids_is_found(name: str):
    rebuilt = rebuild(SOURCE, change(handed_in(), name, **NO_IDS))
    assert text(rebuilt, name) == ANSWERS[name]
    assert len(rebuilt.repairs) == 1
    assert repr(name) in rebuilt.repairs[0]


def test_a_notebook_without_any_ids_is_matched_by_content():
    cells = [Cell(cell.cell_type, cell.text) for cell in handed_in()]
    rebuilt = rebuild(SOURCE, cells)
    assert {n: text(rebuilt, n) for n in ANSWERS} == ANSWERS
    assert any("'why': lost its id, recognised by its place alone" in r for r in rebuilt.repairs)


def test_the_notebook_formats_id_stands_in_for_a_lost_grade_id():
    cells = change(handed_in(why="It is."), "why", nbgrader={})
    rebuilt = rebuild(SOURCE, list(reversed(cells)))
    assert text(rebuilt, "why") == "It is."


def test_exchanged_grade_ids_do_not_exchange_the_answers():
    cells = handed_in()
    kl, elbo = cells[1], cells[4]
    cells = change(cells, "kl", nbgrader=elbo.nbgrader, cell_id="")
    cells = change(cells, "elbo", nbgrader=kl.nbgrader, cell_id="")
    rebuilt = rebuild(SOURCE, cells)
    assert {n: text(rebuilt, n) for n in ANSWERS} == ANSWERS
    assert rebuilt.repairs == ("cells 'kl', 'elbo': lost its id, recognised by its content",)


def test_a_test_that_took_an_answers_grade_id_is_still_a_test():
    cells = change(handed_in(), "kl_test", nbgrader={"grade_id": "kl"}, cell_id="")
    rebuilt = rebuild(SOURCE, cells)
    assert text(rebuilt, "kl") == ANSWERS["kl"]
    assert rebuilt.repairs == ("cell 'kl_test': lost its id, recognised by its content",)


def test_a_copy_with_the_same_text_is_left_out():
    cells = handed_in()
    rebuilt = rebuild(SOURCE, [*cells, Cell("code", cells[1].text, "new", cells[1].nbgrader)])
    assert len(rebuilt.cells) == len(SOURCE.cells)
    assert rebuilt.repairs == ("cell 'kl': there more than once with the same text, one is kept",)


@pytest.mark.parametrize("first", [True, False])
def test_of_an_untouched_copy_and_a_solved_one_the_solved_one_counts(first: bool):
    cells = handed_in()
    copy = Cell("code", SOURCE.cells[1].released, "new", cells[1].nbgrader)
    rebuilt = rebuild(SOURCE, [copy, *cells] if first else [*cells, copy])
    assert text(rebuilt, "kl") == ANSWERS["kl"]
    assert rebuilt.repairs == ("cell 'kl': there more than once, the untouched copy is left out",)


def test_a_solution_written_beside_its_untouched_cell_counts():
    cells = handed_in(kl=SOURCE.cells[1].released)
    rebuilt = rebuild(SOURCE, [*cells, Cell("code", ANSWERS["kl"])])
    assert text(rebuilt, "kl") == ANSWERS["kl"]
    assert "'kl': there more than once" in rebuilt.repairs[0]


def test_two_different_copies_both_run_in_their_order_and_the_last_counts():
    cells = handed_in()
    draft = Cell("code", "def kl(m):\n    return (", "new", cells[1].nbgrader)
    rebuilt = rebuild(SOURCE, [draft, *cells])
    assert order(rebuilt)[:3] == ["setup", draft.text, "kl"]
    assert text(rebuilt, "kl") == ANSWERS["kl"]
    assert rebuilt.repairs[0] == (
        "cell 'kl': there more than once with different texts, all are kept and the last one counts"
    )


def test_two_answers_in_words_become_one_cell_with_both():
    cells = handed_in()
    second = Cell("markdown", "And more.", "new", cells[6].nbgrader)
    rebuilt = rebuild(SOURCE, [*cells, second])
    assert text(rebuilt, "why") == f"{ANSWERS['why']}\n\nAnd more."
    assert "'why': there more than once with different texts" in rebuilt.repairs[0]


def test_a_copy_of_a_test_is_left_out():
    cells = handed_in()
    rebuilt = rebuild(SOURCE, [*cells, cells[2]])
    assert len(rebuilt.cells) == len(SOURCE.cells)
    assert rebuilt.repairs == (
        "cell 'kl_test': there more than once with the same text, one is kept",
    )


@pytest.mark.parametrize("cell_type", ["markdown", "raw"])
def test_code_that_was_turned_into_text_is_code_again(cell_type: str):
    rebuilt = rebuild(SOURCE, change(handed_in(), "kl", cell_type=cell_type))
    assert rebuilt.cells[1].cell_type == "code"
    assert text(rebuilt, "kl") == ANSWERS["kl"]
    assert rebuilt.repairs == ("cell 'kl': turned into another type of cell, turned back",)


def test_changed_points_and_flags_are_the_instructors():
    nbgrader = {"grade_id": "kl_test", "grade": True, "locked": True, "points": 100}
    rebuilt = rebuild(SOURCE, change(handed_in(), "kl_test", nbgrader=nbgrader))
    assert rebuilt.cells[2].origin == SOURCE.cells[2]
    assert rebuilt.repairs == ("cell 'kl_test': points or flags changed, the instructor's count",)


def test_moved_cells_go_back_and_take_the_students_own_along():
    cells = handed_in()
    rebuilt = rebuild(SOURCE, [*cells[:1], *cells[4:6], OWN, *cells[1:4], *cells[6:]])
    names = [cell.name for cell in SOURCE.cells]
    assert order(rebuilt) == [*names[:6], "mine = 1", *names[6:]]
    assert len(rebuilt.repairs) == 1
    assert rebuilt.repairs[0].endswith(": moved, put back in order")


def test_the_students_own_cells_stay_where_they_are_and_have_names_of_their_own():
    cells = handed_in()
    rebuilt = rebuild(SOURCE, [OWN, *cells[:2], OWN, *cells[2:]])
    assert order(rebuilt)[:4] == ["mine = 1", "setup", "kl", "mine = 1"]
    assert len({cell.name for cell in rebuilt.cells}) == len(rebuilt.cells)
    assert rebuilt.repairs == ()


def test_own_cells_come_after_what_is_put_back_for_them_and_before_its_tests():
    cells = without(handed_in(), "setup", "kl_test")
    rebuilt = rebuild(SOURCE, [OWN, *cells[:1], Cell("code", "kl = abs"), *cells[1:]])
    assert order(rebuilt)[:5] == ["setup", "mine = 1", "kl", "kl = abs", "kl_test"]


def test_a_plain_cell_that_was_edited_is_the_students():
    rebuilt = rebuild(SOURCE, change(handed_in(), "cell 4", text="table = []\nprint(table)"))
    assert rebuilt.cells[3].text == "table = []\nprint(table)"
    assert (rebuilt.cells[3].origin, rebuilt.repairs) == (SOURCE.cells[3], ())


def test_a_test_merged_into_an_answer_is_taken_out_again():
    merged = f"{ANSWERS['kl']}\n\nassert kl(0) == 0\n\nmine = 1"
    cells = change(without(handed_in(), "kl_test"), "kl", text=merged)
    rebuilt = rebuild(SOURCE, cells)
    assert text(rebuilt, "kl") == ANSWERS["kl"]
    assert order(rebuilt)[1:4] == ["kl", "kl_test", "mine = 1"]
    assert rebuilt.repairs == ("cell 'kl_test': merged into another cell, separated again",)


def test_an_answer_merged_into_a_locked_cell_is_not_replaced_with_it():
    merged = f"{SOURCE.cells[0].released}\n\n{ANSWERS['kl']}"
    cells = change(without(handed_in(), "kl"), "setup", text=merged)
    rebuilt = rebuild(SOURCE, cells)
    assert text(rebuilt, "kl") == ANSWERS["kl"]


def test_an_answer_merged_into_another_one_runs_there():
    cells = change(without(handed_in(), "elbo"), "kl", text="\n".join(list(ANSWERS.values())[:2]))
    rebuilt = rebuild(SOURCE, cells)
    assert text(rebuilt, "elbo") == "# elbo: see kl"
    assert rebuilt.repairs == (
        "cell 'elbo': missing, but its answer stands in another cell and runs there",
    )


def test_an_answer_merged_into_a_later_one_runs_in_both_places():
    both = "\n".join(list(ANSWERS.values())[:2])
    rebuilt = rebuild(SOURCE, change(without(handed_in(), "kl"), "elbo", text=both))
    assert text(rebuilt, "kl") == text(rebuilt, "elbo") == both


def test_an_answer_that_does_not_name_its_function_is_told():
    rebuilt = rebuild(SOURCE, handed_in(kl="def my_own(m):\n    return m"))
    assert rebuilt.repairs == ("cell 'kl': does not name what it should define",)


def test_a_definition_in_an_own_cell_is_the_students_business_in_a_sound_notebook():
    cells = handed_in()
    again = Cell("code", "def kl(m):\n    return 0")
    assert rebuild(SOURCE, [*cells, again]).repairs == ()
    assert any(
        "'kl': defined in another" in r for r in rebuild(SOURCE, [again, *cells[1:]]).repairs
    )


def test_a_cell_of_another_assignment_is_the_students_own():
    foreign = Cell("code", "z = 3", "x", {"grade_id": "ex9\x1b[2J", "solution": True})
    rebuilt = rebuild(SOURCE, [*handed_in(), foreign])
    assert order(rebuilt)[-1] == "z = 3"
    assert rebuilt.repairs == (
        r"cell 'ex9\x1b[2J': not of this assignment, kept as the student's own",
    )


def test_many_repairs_of_a_kind_are_one_short_sentence():
    source = SourceNotebook("p", tuple(given(f"r{n}", "readonly", f"a{n} = 1") for n in range(20)))
    (repair,) = rebuild(source, [Cell("code", "a0 = 1", "", keys("r0", "readonly", 0))]).repairs
    assert repair.endswith("'r7', 'r8' and 11 more: missing, put back")


def test_stubs_that_are_all_alike_are_told_apart_by_their_ids_and_places():
    stub = "# YOUR CODE HERE\nraise NotImplementedError()"
    cells = tuple(given(name, "solution", stub, f"{name} = 1") for name in "abc")
    tests = tuple(given(f"t{name}", "tests", f"assert {name} == 1") for name in "abc")
    source = SourceNotebook("p", tuple(c for pair in zip(cells, tests, strict=True) for c in pair))
    submitted = [Cell("code", c.released, "", keys(c.name, c.kind, c.points)) for c in source.cells]
    submitted[2] = Cell("code", "b = 2 - 1", "", {})
    rebuilt = rebuild(source, submitted)
    assert [c.text for c in rebuilt.cells[:6:2]] == [stub, "b = 2 - 1", stub]
    assert rebuilt.repairs == ("cell 'b': lost its id, recognised by its content",)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ([], "p1.ipynb has no cells"),
        ([OWN], "p1.ipynb has none of the cells of this assignment: is it another notebook?"),
    ],
)
def test_what_cannot_be_matched_at_all_needs_a_human(cells: list[Cell], reason: str):
    assert rebuild(SOURCE, cells) == Rebuilt("p1", reason=reason)


def test_damage_that_may_have_swallowed_an_answer_needs_a_human():
    cells = without(handed_in(), "why", "note")
    rebuilt = rebuild(SOURCE, cells, damage="damaged after cell 6 (line 9)")
    assert rebuilt.cells == ()
    assert rebuilt.reason == (
        "p1.ipynb is damaged after cell 6 (line 9); the text of cell 'why' may be lost"
    )


def test_damage_beside_the_answers_is_told_and_graded():
    cells = without(handed_in(), "kl_test", "note")
    rebuilt = rebuild(SOURCE, cells, notes=("a note",), damage="damaged after cell 6 (line 9)")
    assert {n: text(rebuilt, n) for n in ANSWERS} == ANSWERS
    assert rebuilt.repairs == (
        "a note",
        "the file is damaged after cell 6 (line 9)",
        "cells 'kl_test', 'note': missing, put back",
    )


def test_an_answer_whose_text_the_damage_took_needs_a_human():
    cells = handed_in(kl="")
    cells[1] = Cell("code", "", "id-kl", cells[1].nbgrader, flaw="lost")
    assert rebuild(SOURCE, cells).reason == "p1.ipynb is damaged; the text of cell 'kl' may be lost"


def test_an_answer_with_damaged_characters_is_graded_and_told():
    cells = handed_in()
    cells[1] = Cell("code", ANSWERS["kl"] + "  # �", "id-kl", cells[1].nbgrader, flaw="altered")
    rebuilt = rebuild(SOURCE, cells)
    assert rebuilt.repairs == ("cell 'kl': damaged in the file, its text may be wrong",)


def test_a_file_that_cannot_be_read_is_a_reason():
    assert rebuild_file(SOURCE, b"").reason == "p1.ipynb is empty"
    assert rebuild_file(SOURCE, b"PK\x03\x04").reason == "p1.ipynb is a zip archive, not a notebook"


def test_attachments_of_an_answer_in_words_are_kept():
    pictures = {"a.png": {"image/png": "abc"}}
    cells = handed_in()
    cells[6] = Cell("markdown", "![](attachment:a.png)", "", cells[6].nbgrader, pictures)
    assert rebuild(SOURCE, cells).cells[6].attachments == pictures
