import json
from pathlib import Path

import nbformat
import pytest

from course import build
from course.cells import BEGIN_HIDDEN, BEGIN_SOLUTION
from course.errors import AuthorErrors, EnvironmentProblem

from .conftest import MINI, MINI_TEXT, MiniCourse


def messages(mini: MiniCourse) -> str:
    with pytest.raises(AuthorErrors) as caught:
        build.build(mini.layout, [MINI])
    assert not (mini.layout.root / "source").exists(), "nothing may be written"
    assert not (mini.layout.root / "release").exists()
    return str(caught.value)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_two_builds_give_the_same_bytes(mini):
    build.build(mini.layout, [MINI])
    first = mini.layout.source_notebook("mini").read_bytes()
    mini.layout.source_notebook("mini").unlink()
    build.build(mini.layout, [MINI])
    assert mini.layout.source_notebook("mini").read_bytes() == first


def test_a_second_build_writes_nothing(mini):
    assert len(build.build(mini.layout, [MINI])) == 2
    assert build.build(mini.layout, [MINI]) == []


def test_check_names_what_is_stale_and_writes_nothing(mini):
    assert len(build.stale(mini.layout, [MINI])) == 2
    assert not mini.layout.source_notebook("mini").exists()
    build.build(mini.layout, [MINI])
    assert build.stale(mini.layout, [MINI]) == []
    mini.replace("What is", "What was")
    assert len(build.stale(mini.layout, [MINI])) == 2


def test_students_get_the_docstring_but_neither_solution_nor_hidden_test_nor_answer(mini):
    build.build(mini.layout, [MINI])
    release = mini.layout.release_notebook("mini").read_text("utf-8")
    assert "KL(N(μ, diag σ²)" in release
    for secret in ("expm1", "SECRET", BEGIN_HIDDEN, BEGIN_SOLUTION, "reference", "SOLUTION"):
        assert secret not in release


def test_the_source_notebook_is_valid_and_holds_the_reference_once(mini):
    build.build(mini.layout, [MINI])
    notebook = nbformat.read(mini.layout.source_notebook("mini"), as_version=4)
    nbformat.validate(notebook)
    assert sum(cell.source.count("np.expm1(logvar)") for cell in notebook.cells) == 1
    assert [c.id for c in notebook.cells] == ["text-000", "setup", "kl", "kl_zero", "why"]
    assert all(not cell.get("outputs") for cell in notebook.cells)


def test_an_untouched_stub_raises_what_a_visible_test_can_explain(mini):
    build.build(mini.layout, [MINI])
    cells = nbformat.read(mini.layout.release_notebook("mini"), as_version=4).cells
    namespace: dict[str, object] = {}
    exec("import numpy as np\n" + cells[2].source, namespace)
    with pytest.raises(NotImplementedError, match="kl_to_standard_normal returns nothing yet"):
        namespace["kl_to_standard_normal"](0, 0)


def test_an_unknown_reference_stops_the_build(mini):
    mini.replace("vae.kl_to", "vae.kl_of")
    text = messages(mini)
    assert "course/assignments/mini/mini.py, line 10" in text
    assert "unknown reference 'vae.kl_of_standard_normal'" in text
    assert "course/reference" in text


def test_an_unknown_reference_module_stops_the_build(mini):
    mini.replace("vae.kl", "../vae.kl")
    assert "has no module" in messages(mini)


def test_a_duplicate_grade_id_is_named_with_both_lines(mini):
    mini.replace('answer="why"', 'answer="kl_zero"')
    text = messages(mini)
    assert f"line {line_of(MINI_TEXT, '# %% [markdown] answer')}" in text
    assert f"line {line_of(MINI_TEXT, '# %% points=2')}" in text


def test_points_without_a_kind_stop_the_build(mini):
    mini.replace('points=2 tests="kl_zero"', "points=2")
    assert 'points=2 but no kind. Add tests="…"' in messages(mini)


def test_a_kind_without_points_stops_the_build(mini):
    mini.replace('points=2 tests="kl_zero"', 'tests="kl_zero"')
    assert "tests= without points" in messages(mini)


def test_an_all_hidden_grade_cell_stops_the_build(mini):
    visible = MINI_TEXT[MINI_TEXT.index("with attempt") : MINI_TEXT.index("### BEGIN HIDDEN")]
    mini.replace(visible, "")
    assert "all-hidden grade cell" in messages(mini)


def test_a_hidden_test_under_a_mere_comment_stops_the_build(mini):
    visible = MINI_TEXT[MINI_TEXT.index("with attempt") : MINI_TEXT.index("### BEGIN HIDDEN")]
    mini.replace(visible, "# more tests\n")
    assert "without a visible line" in messages(mini)


def test_hidden_tests_outside_a_grade_cell_stop_the_build(mini):
    mini.replace(' points=2 tests="kl_zero"', "")
    assert "hidden tests outside a grade cell" in messages(mini)


def test_a_marker_without_its_partner_stops_the_build(mini):
    mini.replace("### END HIDDEN TESTS\n", "")
    assert "is never closed" in messages(mini)


def test_a_visible_cell_that_needs_a_name_of_a_solution_stops_the_build(mini):
    mini.replace(
        'reference="vae.kl_to_standard_normal"\n',
        "\nanswer = None\n### BEGIN SOLUTION\nhelper = 2\nanswer = helper\n### END SOLUTION\n\n"
        "# %%\nprint(helper)\n",
    )
    text = messages(mini)
    assert "'helper' is bound only inside the solution of line 10" in text


def test_a_visible_line_that_needs_a_name_of_the_hidden_tests_stops_the_build(mini):
    mini.replace('SECRET = "hidden"', "share = 0.5")
    text = mini.text.read_text().replace("TESTS\n\n", "TESTS\nshare\n\n")
    mini.write(text)
    line = line_of(text, "# %% points=2")
    assert f"'share' is bound only inside the hidden tests of line {line}" in messages(mini)


def test_a_visible_line_may_define_what_hidden_tests_define_for_themselves(mini):
    mini.replace('SECRET = "hidden"', "def share():\n    return 1")
    mini.write(mini.text.read_text() + "\n# %%\ndef share():\n    return 2\n\n\nshare()\n")
    assert len(build.build(mini.layout, [MINI])) == 2


def test_a_visible_import_of_the_course_stops_the_build(mini):
    mini.replace("with attempt", "from course import checks\nwith attempt")
    assert "a visible line imports course" in messages(mini)


def test_an_unknown_key_stops_the_build(mini):
    mini.replace("tests=", "test=")
    assert "unknown key" in messages(mini)


def test_all_errors_of_all_cells_are_named_at_once(mini):
    mini.write(MINI_TEXT.replace("vae.kl", "vae.xl").replace(' tests="kl_zero"', ""))
    assert len(messages(mini).splitlines()) == 2


def test_a_text_that_is_no_utf8_stops_the_build(mini):
    mini.text.write_bytes(b"\xff\xfe# %%\n")
    assert "not UTF-8" in messages(mini)


def test_a_missing_text_stops_the_build(mini):
    mini.text.unlink()
    assert "mini.py, line 1: the file is missing" in messages(mini)


def test_a_text_without_cells_stops_the_build(mini):
    mini.write("just words\n")
    assert "no cell starts here" in messages(mini)


def test_a_folder_that_cannot_be_written_is_named_and_nothing_is_half_written(mini):
    (mini.layout.root / "release").write_text("a file where a folder belongs")
    with pytest.raises(EnvironmentProblem, match=r"cannot write .*release"):
        build.build(mini.layout, [MINI])
    left = [p for p in (mini.layout.root / "source").rglob("*") if p.is_file()]
    assert left == []


def test_an_interrupted_write_leaves_the_old_notebook_whole(mini, monkeypatch):
    build.build(mini.layout, [MINI])
    old = mini.layout.source_notebook("mini").read_bytes()
    mini.replace("What is", "What was")
    written = Path.write_text

    def full_disk(self, *args, **kwargs):
        if "release" in str(self):
            raise OSError(28, "No space left on device", str(self))
        return written(self, *args, **kwargs)

    monkeypatch.setattr(Path, "write_text", full_disk)
    with pytest.raises(EnvironmentProblem, match="No space left"):
        build.build(mini.layout, [MINI])
    assert mini.layout.source_notebook("mini").read_bytes() == old
    assert [p.name for p in mini.layout.source_notebook("mini").parent.iterdir()] == ["mini.ipynb"]


def test_cells_carry_metadata_that_nbgrader_accepts(mini):
    from nbgrader.nbgraderformat import MetadataValidator

    build.build(mini.layout, [MINI])
    notebook = nbformat.from_dict(json.loads(mini.layout.release_notebook("mini").read_text()))
    MetadataValidator().validate_nb(notebook)


def test_an_assignment_may_have_several_notebooks_with_grade_ids_of_their_own(mini):
    second = mini.text.with_stem("mini_torch")
    second.write_text('# %% points=1 tests="kl_more"\nassert True is not False\n')
    build.build(mini.layout, [MINI])
    assert mini.layout.notebooks("mini") == ["mini", "mini_torch"]
    assert "kl_more" in mini.layout.release_notebook("mini", "mini_torch").read_text("utf-8")
    second.write_text('# %% points=1 tests="kl_zero"\nassert True is not False\n')
    told = r"mini_torch.py, line 1: .*already on line \d+ of mini\.py"
    with pytest.raises(AuthorErrors, match=told):
        build.build(mini.layout, [MINI])


def test_setup_and_figures_start_folded_but_not_room_for_the_students_own_code(mini):
    mini.write(MINI_TEXT + "\n# %%\nplt.plot([1, 2])\n\n# %%\n# Room for your figure.\n")
    build.build(mini.layout, [MINI])
    notebook = nbformat.read(mini.layout.release_notebook("mini"), as_version=4)
    folded = [cell.source for cell in notebook.cells if "jupyter" in cell.metadata]
    assert folded == [build.setup_source(), "plt.plot([1, 2])"]
