"""No item of the source material is lost, and no grade cell stands for nothing."""

from course.answers import read_notebook
from course.items import covered, items
from course.outline import OUTLINE


def graded(layout) -> dict[str, list[str]]:
    """The grade_ids with points of each assignment."""
    found: dict[str, list[str]] = {}
    for assignment in OUTLINE:
        for notebook in layout.notebooks(assignment.name):
            for cell in read_notebook(layout.source_notebook(assignment.name, notebook)).cells:
                keys = cell.metadata.get("nbgrader", {})
                if "points" in keys:
                    found.setdefault(assignment.name, []).append(keys["grade_id"])
    return found


def test_every_item_has_a_grade_cell(layout):
    assert [item for item, cells in covered(graded(layout)).items() if not cells] == []


def test_every_grade_cell_stands_for_an_item(layout):
    of_items = {cell for cells in covered(graded(layout)).values() for cell in cells}
    every = {cell for cells in graded(layout).values() for cell in cells}
    assert every - of_items == set()


def test_items_are_named_once():
    names = [item for item, _, _ in items()]
    assert len(names) == len(set(names))
    assert "" not in [assignment for _, assignment, _ in items()]
