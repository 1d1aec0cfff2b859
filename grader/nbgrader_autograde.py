"""nbgrader behind the seam: its configuration, its autograder and its gradebook.

The only module that imports nbgrader, and it does so when a course is opened: the import takes
two seconds.
"""

import contextlib
import glob
import math
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader import notebook_files
from grader.course_dir import CONFIG, CourseDir, require_writable
from grader.deleted_cells import restoring
from grader.errors import AuthorError, GraderEnvironmentError
from grader.nbgrader_log import why_it_failed
from grader.notebook_files import Cell
from grader.process_environment import process_environment
from grader.records import CellResult, Submission, SubmissionResult

WAITING = "Waits for manual grading."


@contextlib.contextmanager
def open_course(root: Path, cell_limit_s: float) -> Iterator["NbgraderAutograder"]:
    """An autograder for the course in `root`; cells are interrupted after `cell_limit_s`.

    nbgrader counts whole seconds: a fraction is rounded up.
    """
    with process_environment():
        try:
            import nbgrader  # noqa: F401
        except ImportError as error:
            raise GraderEnvironmentError(
                sys.prefix, f"nbgrader is missing ({error})", "Run: pip install nbgrader"
            ) from error
        with _silence():
            yield NbgraderAutograder(_api(root, math.ceil(cell_limit_s)))


class NbgraderAutograder:
    """Autogrades with nbgrader's own converter, one submission at a time."""

    def __init__(self, api: Any) -> None:
        self._api = api
        self.course = _course_dir(api.coursedir)
        require_writable(self.course.root)
        require_writable(self.course.folder(self.course.autograded_directory))
        with self._gradebook():
            pass  # created now, so that a gradebook we cannot use stops the run before it starts

    def make_known(self, assignment: str) -> str | None:
        """Let the gradebook know the assignment; says so if it did not know it.

        Raises AuthorError if the assignment's source cannot be read.
        """
        with self._gradebook() as gradebook:
            grade_cells = _grade_cells(gradebook, assignment)
            outdated = grade_cells and self._outdated(gradebook, assignment)
        if outdated:
            return (
                f"{assignment}: graded with the tests the gradebook knows; those in "
                f"{outdated} have changed since. `nbgrader generate_assignment` reads them again."
            )
        if grade_cells:
            return None
        self._generate(assignment)
        return f"{assignment}: new to the gradebook, read from the source folder."

    def autograde(self, submission: Submission) -> SubmissionResult:
        """Grade one submission; a failure of nbgrader's becomes a result for a human."""
        started = time.perf_counter()
        with self._gradebook() as gradebook:
            expected = _grade_cells(gradebook, submission.assignment)
        reason = notebook_files.why_not_gradable(submission.folder, expected)
        reason = reason or self._failure(submission)
        with self._gradebook() as gradebook:
            return self._result(gradebook, submission, reason, time.perf_counter() - started)

    def _failure(self, submission: Submission) -> str | None:
        """Run nbgrader; why it failed, or None."""
        if glob.has_magic(str(submission.folder)):  # nbgrader takes paths for patterns
            return "nbgrader finds no folder with [, ? or * in its path: rename it"
        names = (submission.assignment, submission.student)
        outcome = self._api.autograde(*names, force=True, create=True)
        if outcome["success"]:
            return None
        if outcome["error"].rstrip().endswith("KeyboardInterrupt"):
            raise KeyboardInterrupt  # nbgrader catches Ctrl-C too, and would go on
        return why_it_failed(outcome.get("log", ""), outcome["error"])

    def _result(
        self, gradebook: Any, submission: Submission, reason: str | None, seconds: float
    ) -> SubmissionResult:
        names = (submission.assignment, submission.student)
        max_score = gradebook.find_assignment(submission.assignment).max_score
        if reason:
            reason += _earlier_score(gradebook, submission)
            return SubmissionResult.for_a_human(
                submission, reason, max_score=max_score, seconds=seconds
            )
        notebooks = sorted(gradebook.find_submission(*names).notebooks, key=lambda nb: nb.name)
        folder = self.course.folder(self.course.autograded_directory, names[1], names[0])
        cells = [cell for notebook in notebooks for cell in _cell_results(notebook, folder)]
        score = sum(cell.score or 0.0 for cell in cells)
        return SubmissionResult(*names, score, max_score, seconds, "graded", "", tuple(cells))

    def _generate(self, assignment: str) -> None:
        """`nbgrader generate_assignment` into the gradebook only.

        What students received stays as it is: the release goes to a folder that is thrown away.
        """
        coursedir = self._api.coursedir
        release = coursedir.release_directory
        with tempfile.TemporaryDirectory() as scratch:
            coursedir.release_directory = scratch
            try:
                outcome = self._api.generate_assignment(assignment)
            finally:
                coursedir.release_directory = release
        if not outcome["success"]:
            reason = why_it_failed(outcome.get("log", ""), outcome["error"])
            folder = self.course.folder(self.course.source_directory, assignment=assignment)
            raise AuthorError(str(folder), reason, "Its submissions wait until this is mended.")

    def _outdated(self, gradebook: Any, assignment: str) -> Path | None:
        """The first source notebook whose tests are not those of the gradebook, if any."""
        folder = self.course.folder(self.course.source_directory, assignment=assignment)
        for notebook in gradebook.find_assignment(assignment).notebooks:
            path = folder / f"{notebook.name}.ipynb"
            known = {cell.name: cell.source for cell in notebook.source_cells}
            if path.is_file() and notebook_files.locked_tests(path).items() - known.items():
                return path
        return None

    @contextlib.contextmanager
    def _gradebook(self) -> Iterator[Any]:
        from sqlalchemy.exc import DBAPIError

        try:
            with self._api.gradebook as gradebook:
                yield gradebook
        except (DBAPIError, FileNotFoundError) as error:  # the file that may lack is `alembic`
            url = self._api.coursedir.db_url
            raise GraderEnvironmentError(
                url,
                f"cannot use the gradebook ({_in_one_line(error)})",
                "Is it nbgrader's? "
                "After an update of nbgrader, back it up and run: nbgrader db upgrade",
            ) from error


def _api(root: Path, cell_limit_s: int) -> Any:
    """nbgrader configured as its own commands are in `root`, then by us."""
    from nbgrader.apps import NbGrader
    from nbgrader.apps.api import NbGraderAPI

    app = NbGrader()
    app.raise_config_file_errors = True
    ours = _config(cell_limit_s)
    app.update_config(ours)
    try:
        with contextlib.chdir(root):  # configurations are written for the course directory
            app.initialize([], root=str(root))
        ours.Autograde.sanitize_preprocessors = _sanitizers(app)
        app.update_config(ours)
        return NbGraderAPI(app.coursedir, parent=app)
    except (Exception, SystemExit) as error:  # the file is the author's code: anything
        reason = _in_one_line(error.__context__ or error)  # traitlets exits on a wrong value
        raise AuthorError(
            str(root / CONFIG), f"nbgrader cannot use it ({reason})", "Correct it."
        ) from error


def _config(cell_limit_s: int) -> Any:
    import zmq
    from traitlets.config import Config

    too_long = f"The cell took longer than {cell_limit_s} s and was stopped: an endless loop?"
    config = Config()
    # Nothing on the console, above CRITICAL too: failures reach us by the log nbgrader captures.
    config.Application.logging_config = {"handlers": {"console": {"level": 60}}}
    config.Execute.timeout = cell_limit_s
    config.Execute.error_on_timeout = {
        "ename": "CellTimeoutError",
        "evalue": too_long,
        "traceback": [too_long],
    }
    config.OverwriteCells.add_missing_cells = True
    if zmq.has("curve"):  # otherwise each kernel prints on our stderr that others can listen
        config.KernelManager.transport_encryption = "auto"
    return config


def _course_dir(coursedir: Any) -> CourseDir:
    return CourseDir(
        Path(coursedir.root),
        coursedir.directory_structure,
        coursedir.source_directory,
        coursedir.release_directory,
        coursedir.submitted_directory,
        coursedir.autograded_directory,
        frozenset(coursedir.student_id_exclude.split(",")),
    )


def _sanitizers(app: Any) -> list[Any]:
    """The course's own list of preprocessors that sanitize, with our OverwriteCells in it."""
    from nbgrader.converters import Autograde
    from nbgrader.preprocessors import OverwriteCells

    ours = restoring(OverwriteCells)
    steps = Autograde(coursedir=app.coursedir, parent=app).sanitize_preprocessors
    return [ours if step is OverwriteCells else step for step in steps]


def _grade_cells(gradebook: Any, assignment: str) -> dict[str, frozenset[str]]:
    """Each notebook of the assignment, with its named cells; empty if it is not known."""
    from nbgrader.api import MissingEntry

    try:
        notebooks = gradebook.find_assignment(assignment).notebooks
    except MissingEntry:
        return {}
    return {nb.name: frozenset(cell.name for cell in nb.source_cells) for nb in notebooks}


def _cell_results(notebook: Any, folder: Path) -> Iterator[CellResult]:
    """The scores of a submitted notebook, in the order of its cells."""
    cells = notebook_files.read_cells(folder / f"{notebook.name}.ipynb")
    executed = {notebook_files.grade_id(cell): cell for cell in cells}
    places = {name: n for n, name in enumerate(executed)}
    comments = {comment.name: comment.comment for comment in notebook.comments}
    for grade in sorted(notebook.grades, key=lambda grade: places[grade.name]):
        yield _cell_result(grade, executed[grade.name], comments.get(grade.name), notebook.name)


def _cell_result(grade: Any, cell: Cell, comment: str | None, notebook: str) -> CellResult:
    points = grade.max_score
    if grade.auto_score is None and grade.manual_score is None:
        return CellResult(grade.name, points, None, WAITING, notebook)
    message = ""
    if grade.score < points:
        message = notebook_files.failure_message(cell) or comment or ""
    return CellResult(grade.name, points, grade.score, message, notebook)


def _earlier_score(gradebook: Any, submission: Submission) -> str:
    """What the gradebook says of a submission it could not grade now: it is not withdrawn."""
    from nbgrader.api import MissingEntry

    try:
        earlier = gradebook.find_submission(submission.assignment, submission.student)
    except MissingEntry:
        return ""
    grades = [grade for notebook in earlier.notebooks for grade in notebook.grades]
    if all(grade.auto_score is None and grade.manual_score is None for grade in grades):
        return ""
    return f" (the gradebook still holds {earlier.score:g} of {earlier.max_score:g} points)"


def _in_one_line(error: BaseException) -> str:
    return notebook_files.one_line(str(error)) or type(error).__name__


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Drops warnings that nobody here can act on.

    SQLAlchemy's, about the order in which nbgrader links its records; nbformat's, about cells
    without an id in what students submit.
    """
    from nbformat.warnings import DuplicateCellId, MissingIDFieldWarning
    from sqlalchemy.exc import SAWarning

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=SAWarning, module=r"nbgrader\.")
        warnings.simplefilter("ignore", MissingIDFieldWarning)
        warnings.simplefilter("ignore", DuplicateCellId)
        yield
