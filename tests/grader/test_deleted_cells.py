from hypothesis import given
from hypothesis import strategies as st

from grader.deleted_cells import restore
from grader.notebook_files import grade_id

ORDER = ["imports", "double", "visible", "hidden", "why"]


def cell(name: str | None) -> dict:
    return {"metadata": {"nbgrader": {"grade_id": name}} if name else {}}


def restored(present: list[str | None], order: list[str] = ORDER) -> list[str | None]:
    cells = [cell(name) for name in present]
    restore(cells, order, {name: cell(name) for name in order if name not in present})
    return [grade_id(cell) for cell in cells]


@given(st.sets(st.sampled_from(ORDER)))
def test_whatever_was_deleted_comes_back_in_the_order_of_the_source(deleted: set[str]):
    assert restored([name for name in ORDER if name not in deleted]) == ORDER


@given(st.permutations(ORDER), st.sets(st.sampled_from(ORDER), min_size=1))
def test_a_restored_cell_follows_all_it_may_depend_on(moved: list[str], deleted: set[str]):
    after = restored([name for name in moved if name not in deleted])
    for name in deleted:
        earlier = ORDER[: ORDER.index(name)]
        assert all(after.index(each) < after.index(name) for each in earlier)


def test_the_students_own_cells_stay_where_they_are():
    assert restored([None, "imports", "double", None, "why"]) == [
        None, "imports", "double", "visible", "hidden", None, "why",
    ]  # fmt: skip
