"""What students may import and read, for packages installed in every way."""

import sys
from pathlib import Path

import pytest

from grader import environments
from grader.environments import Environment
from grader.planning.plan import Imports


def environment(visible=(), hidden=(), judged=()) -> Environment:
    return environments.environment(Imports(*map(frozenset, (visible, hidden, judged))))


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site-packages that counts as the interpreter's; returns what installs a package."""
    folder = tmp_path / "lib" / "site-packages"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.syspath_prepend(str(folder))

    def install(name: str, origin: str | None = None):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("")
        info = folder / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "RECORD").write_text(f"{name}/__init__.py,,\n")
        if origin is not None:
            (info / "direct_url.json").write_text(origin)
        return folder / name

    return install


def test_a_package_of_the_index_stays_readable_even_if_only_tests_import_it(site):
    site("indexed")
    assert environment([], ["indexed.part"]).hidden == ()


def test_a_package_installed_from_a_folder_is_hidden_if_only_tests_import_it(site):
    path = site("answers", '{"url": "file:///x", "dir_info": {}}')
    assert environment([], ["answers.part"]).hidden == (path,)
    assert environment(["answers"], ["answers.part"]).hidden == ()


def test_a_module_that_belongs_to_no_distribution_is_hidden_too(site, tmp_path):
    site("other")
    loose = tmp_path / "lib" / "site-packages" / "loose.py"
    loose.write_text("")
    assert environment([], ["loose"]).hidden == (loose,)


def test_a_package_outside_the_interpreter_is_readable_only_if_students_import_it(
    tmp_path, monkeypatch
):
    package = tmp_path / "elsewhere" / "helpers"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(package.parent))
    assert environment(["helpers"], []).readable == (package,)
    assert environment([], ["helpers"]).readable == ()


def test_of_an_own_package_students_see_the_modules_that_visible_cells_come_to(site):
    package = site("ours", '{"url": "file:///x", "dir_info": {}}')
    (package / "plot.py").write_text("from . import colours")
    for name in ("colours.py", "answers.py", "more/answers.py", "__pycache__/answers.pyc"):
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text("")
    hidden = environment(["ours", "ours.plot"], ["ours.answers"]).hidden
    seen = [str(path.relative_to(package)) for path in hidden]
    assert seen == ["answers.py", "more/answers.py", "__pycache__"]


def test_tests_have_all_that_students_have_and_more():
    warm = environment(["json"], ["math"])
    assert (warm.student, warm.judge) == (("json",), ("json", "math"))


def test_the_judge_has_what_draws_only_if_a_test_looks_at_figures():
    drawing = ["matplotlib.pyplot", "numpy"]
    assert environment(drawing).judge == ("numpy",)
    assert environment(drawing, judged=drawing[:1]).judge == ("matplotlib.pyplot", "numpy")


def test_the_judge_knows_the_tables_that_seaborn_brings_students():
    assert environment(["seaborn"]).judge == ("pandas",)


def test_an_unknown_module_is_nobodys_folder():
    warm = environment(["no_such_module_here"], [])
    assert (warm.readable, warm.hidden) == ((), ())


def test_torch_wants_warm_processes_of_its_own():
    heavy, light = (
        Imports(hidden=frozenset({"numpy", "torch.nn"})),
        Imports(frozenset({"torchless"})),
    )
    warm = environments.environments([heavy, light, Imports(frozenset({"numpy"}))])
    assert warm["heavy"].judge == ("numpy", "torch.nn")
    assert warm["light"].student == ("numpy", "torchless")


def test_what_tests_read_is_within_reach_of_students_only_where_they_run_together(site):
    site("answers", '{"url": "file:///x", "dir_info": {}}')
    apart = Imports(hidden=frozenset({"answers"}))
    together = Imports(frozenset({"answers"}), shared=True)
    warm = environments.environments([apart, together])
    assert [path.name for path in warm["light"].hidden] == ["answers"]
    assert warm["light shared"].hidden == ()


def test_the_answers_of_this_course_are_out_of_reach():
    warm = environment(["numpy"], ["course"])
    root = Path(environments.__file__).parents[1]
    assert not [path for path in warm.readable if root / "course" in (path, *path.parents)]
