"""nbgrader's own commands work on this course, from the source to the student's feedback."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from course.answers import fill_in, read_notebook, solutions

from .conftest import CHECKOUT

NAME = "ex02_vae_kl"
PROGRAM = Path(sys.executable).parent / "nbgrader"
pytestmark = pytest.mark.kernel


class Course:
    """A copy of this course with one assignment, driven by nbgrader's commands alone."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = root / "home"
        shutil.copytree(CHECKOUT / "source" / NAME, root / "source" / NAME)
        shutil.copy(CHECKOUT / "nbgrader_config.py", root)
        (root / "exchange").mkdir(mode=0o777)
        (self.home / ".jupyter").mkdir(parents=True)
        (self.home / ".jupyter" / "nbgrader_config.py").write_text(
            "c.CourseDirectory.course_id = 'genmath'\n"
            f"c.Exchange.root = {str(root / 'exchange')!r}\n"
        )

    def nbgrader(self, *words: str, folder: Path | None = None) -> str:
        """Run a command as a user without the environment activated does."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "VIRT"))}
        path = environment["PATH"].split(os.pathsep)
        environment["PATH"] = os.pathsep.join(p for p in path if p != str(PROGRAM.parent))
        environment |= {"HOME": str(self.home), "USER": "ada", "LOGNAME": "ada"}
        command = [sys.executable, PROGRAM, *words]
        ended = subprocess.run(
            command, cwd=folder or self.root, env=environment, capture_output=True, text=True
        )
        assert ended.returncode == 0, ended.stderr[-3000:]
        return ended.stdout + ended.stderr


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return Course(tmp_path_factory.mktemp("course"))


def write_wrong_answer(path: Path) -> None:
    """What a student hands in who forgot the half and mistyped a letter."""
    notebook = read_notebook(path)
    texts = solutions(read_notebook(CHECKOUT / "source" / NAME / f"{NAME}.ipynb"))
    texts["kl"] = texts["kl"].replace("0.5 *", "1.0 *")
    texts["predict"] = "answer_predict =+* 'c'"
    path.write_text(json.dumps(fill_in(notebook, texts)))


def test_an_assignment_goes_out_comes_back_and_is_graded(course):
    course.nbgrader("generate_assignment", NAME)
    released = (course.root / "release" / NAME / f"{NAME}.ipynb").read_bytes()
    assert released == (CHECKOUT / "release" / NAME / f"{NAME}.ipynb").read_bytes()

    course.nbgrader("release_assignment", NAME)
    course.nbgrader("fetch_assignment", NAME, folder=course.home)
    work = course.home / NAME / f"{NAME}.ipynb"
    assert work.read_bytes() == released
    assert "failed" in course.nbgrader("validate", str(work))
    write_wrong_answer(work)
    course.nbgrader("submit", NAME, folder=course.home)

    course.nbgrader("collect", NAME)
    (student,) = [p.name for p in (course.root / "submitted").iterdir()]
    course.nbgrader("autograde", NAME)
    engine = create_engine(f"sqlite:///{course.root / 'gradebook.db'}")
    with engine.connect() as db:
        scores = db.execute(text("select sum(auto_score), count(*) from grade")).one()
    engine.dispose()
    assert tuple(scores) == (3, 7)

    course.nbgrader("generate_feedback", NAME)
    page = (course.root / "feedback" / student / NAME / f"{NAME}.html").read_text("utf-8")
    assert "exactly twice too large" in page
    assert "answer_predict is not defined. A cell before fails: predict: SyntaxError" in page
    for hidden in ("checks.agree", "oracles", "not symmetric in log", "HIDDEN"):
        assert hidden not in page
    course.nbgrader("release_feedback", NAME)
    course.nbgrader("fetch_feedback", NAME, folder=course.home)
    assert list((course.home / NAME / "feedback").rglob("*.html"))


def test_a_right_answer_validates(course):
    path = course.home / "right.ipynb"
    notebook = read_notebook(CHECKOUT / "release" / NAME / f"{NAME}.ipynb")
    texts = solutions(read_notebook(CHECKOUT / "source" / NAME / f"{NAME}.ipynb"))
    path.write_text(json.dumps(fill_in(notebook, texts)))
    assert "Success" in course.nbgrader("validate", str(path))
