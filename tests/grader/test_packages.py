"""Which files a score rests on besides the notebook: the course's own modules."""

from pathlib import Path

import pytest

from grader.packages import own_files

FILES = {
    "mine/__init__.py": "",
    "mine/checks.py": "from . import figures\nfrom .deep.inner import value\nimport numpy.linalg\n",
    "mine/figures.py": "def draw():\n    import mine.late\n",
    "mine/late.py": "from mine import checks\n",
    "mine/deep/__init__.py": "",
    "mine/deep/inner.py": "from ..above import *\nfrom ....too import far\nvalue = 1\n",
    "mine/above.py": "half a line = (\n",
    "mine/unrelated.py": "",
    "alone.py": "",
}


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def names(folder: Path, *imported: str) -> list[str]:
    return [str(path.relative_to(folder)) for path in own_files(imported, Path("/nowhere"))]


def test_a_module_counts_with_its_packages_and_all_that_it_imports(folder):
    assert names(folder, "mine.checks") == sorted(set(FILES) - {"mine/unrelated.py", "alone.py"})


def test_a_name_inside_a_module_stands_for_the_module(folder):
    assert names(folder, "alone.some_function") == ["alone.py"]


def test_what_lies_in_the_course_is_found_as_tests_find_it(tmp_path):
    (tmp_path / "beside.py").write_text("")
    assert own_files(["beside"], tmp_path) == [tmp_path / "beside.py"]


def test_libraries_and_unknown_modules_do_not_count(folder):
    assert names(folder, "numpy.linalg", "json", "sys", "nowhere.at_all") == []
