"""nbgrader's own autograding with our execution: `SplitExecute` in the place of `Execute`.

    c.Autograde.autograde_preprocessors = [
        "grader.nbgrader_seam.SplitExecute",
        "nbgrader.preprocessors.IgnorePattern",
        …
    ]

What `nbgrader autograde` and formgrader do before and after stays theirs: which submissions are
graded, late penalties, the gradebook. Tests are those that the gradebook has.
"""

import atexit
import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar, Literal, get_args

from nbformat import from_dict
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, ClearSolutions, Execute
from nbgrader.utils import compute_checksum, is_grade
from traitlets import Bool, Enum

from grader import modes
from grader.assignments import fingerprint, folder_with, side_files
from grader.autograded.notebook import autograded_notebook
from grader.cells import Rebuilt, RebuiltCell, SourceNotebook
from grader.config import OwnOptions, own_options
from grader.course_dir import CONFIG
from grader.environments import environments, lacking
from grader.errors import AuthorError, GraderEnvironmentError
from grader.execution.job import Executor, Job, Level, Mode, Outcome
from grader.execution.pool import LocalPool
from grader.gradebook.records import TriedMode
from grader.intake.folder import TIMESTAMP
from grader.intake.rebuild import rebuild_file
from grader.intake.source import as_gradebook_has_it, load_source
from grader.markers import Markers, Region
from grader.packages import own_files
from grader.planning.plan import Imports, NotebookPlan, job, plan, reference
from grader.sandbox import require
from grader.scoring import cell_results, unclear

NO_MARKER = "\0"  # tests made at release are in the gradebook, whatever the source says
NO_LIMIT_S = 7 * 24 * 3600.0  # what `c.Execute.timeout = None` becomes

SOLUTION = "source"  # who hands in the instructor's solution
OPEN_POOLS = 4  # formgrader lives as long as JupyterLab

OpenExecutor = Callable[[Imports, Level, Path], Executor]

_plans: dict[Path, tuple[str, NotebookPlan]] = {}  # of a notebook, as it was at last
_pools: dict[tuple[Imports, Level, Path, bytes], LocalPool] = {}
_open_pools = ExitStack()
atexit.register(_open_pools.close)


def local_executor(imports: Imports, level: Level, root: Path) -> Executor:
    """A pool on this machine that stays open: nbgrader hands over one notebook at a time.

    Another one is opened when a module of the course's own has changed that the old one holds.
    """
    key = (imports, level, root, fingerprint(own_files(imports.all, root)))
    if key not in _pools:
        if len(_pools) == OPEN_POOLS:
            _close_pools()
        pool = LocalPool(environments([imports]), require(level), 1, root)
        _pools[key] = _open_pools.enter_context(pool)
    return _pools[key]


def _close_pools() -> None:
    _open_pools.close()
    _pools.clear()


class SplitExecute(Execute):  # type: ignore[misc]  # nbgrader has no types
    """Runs a submission in the sandbox, its tests in a process of their own.

    Hears `c.Execute.timeout` and `--no-execute`, as Execute does, and `c.Grader`.
    """

    mode = Enum(
        ["auto", *get_args(Mode)],
        None,
        allow_none=True,
        help="Where tests run: apart from the student's code (split), with it (shared), or apart "
        "wherever they can (auto). By default as in c.Grader, or auto.",
    ).tag(config=True)
    isolation = Enum(
        get_args(Level),
        None,
        allow_none=True,
        help="What must confine students' code. By default as in c.Grader, or full.",
    ).tag(config=True)
    keep_hidden_tests = Bool(
        False,
        help="Whether autograded notebooks show hidden tests, as nbgrader's do. Its feedback "
        "pages then show them to students.",
    ).tag(config=True)

    open_executor: ClassVar[OpenExecutor] = staticmethod(local_executor)

    def preprocess(self, nb: Any, resources: Any, km: object = None) -> tuple[Any, Any]:
        """Run the submission that `resources` names; returns it as it ran, with its outputs."""
        _require_python(nb)
        names, folder = resources["nbgrader"], Path(resources["metadata"]["path"])
        made = self._plan(names)
        if package := lacking(made.imports, self._ours.optional):
            reason = f"needs {package}, which is not installed here"
            raise GraderEnvironmentError(names["notebook"], reason, "Nothing was graded.")
        rebuilt = self._rebuilt(made.source, names, nb)
        files = side_files(folder, self._coursedir.ignore)
        with folder_with(self._source_files(names["assignment"])) as judge_folder:
            work = self._job(made, rebuilt, names, files, judge_folder)
            outcome = self._run(made, work)
        if outcome.problem:
            _close_pools()
            raise GraderEnvironmentError(work.key, outcome.problem, "Nothing was graded.")
        _write(folder, {n: data for n, data in outcome.files.items() if n != TIMESTAMP})
        results = cell_results(rebuilt, outcome)
        if strange := unclear(results):  # nbgrader would read full points there
            raise AuthorError(work.key, strange.rstrip("."), "A human must look.")
        room = self._ours.limits.output_bytes
        ran = from_dict(
            autograded_notebook(made.source, rebuilt, outcome.steps, results, cap_bytes=room)
        )
        if self.keep_hidden_tests:
            _put_back_hidden_tests(ran, made.source)
        return ran, resources

    # --- what nbgrader knows ---

    @property
    def _ours(self) -> OwnOptions:
        """The section c.Grader of the configuration, with nbgrader's own limit for a cell."""
        timeout = float(self.timeout) if self.timeout and self.timeout > 0 else NO_LIMIT_S
        return own_options(self.config, Path(self._coursedir.root, CONFIG), timeout)

    @property
    def _coursedir(self) -> Any:
        return self.parent.parent.coursedir  # of the converter that owns the exporter

    def _folder(self, step: str, student: str, assignment: str) -> Path:
        course = self._coursedir
        directory = getattr(course, f"{step}_directory")
        return Path(course.format_path(directory, student, assignment))

    def _source_files(self, assignment: str) -> dict[str, bytes]:
        return side_files(self._folder("source", ".", assignment), self._coursedir.ignore)

    def _plan(self, names: Mapping[str, str]) -> NotebookPlan:
        assignment, notebook = names["assignment"], names["notebook"]
        path = self._folder("source", ".", assignment) / f"{notebook}.ipynb"
        released = self._folder("release", ".", assignment) / path.name
        with Gradebook(names["db_url"]) as gradebook:
            cells = gradebook.find_notebook(notebook, assignment).source_cells
            known = {cell.name: cell.source for cell in cells}
        mode = self.mode or self._ours.mode or "auto"
        markers = self._markers()
        digest = _digest(path, released, known, f"{mode} {markers}")
        if path not in _plans or _plans[path][0] != digest:
            source = load_source(path, released if released.is_file() else None, markers)
            source = as_gradebook_has_it(source, known, markers.hidden_tests)
            _plans[path] = digest, self._in_mode(source, mode, assignment)
        return _plans[path][1]

    def _in_mode(
        self, source: SourceNotebook, mode: Mode | Literal["auto"], assignment: str
    ) -> NotebookPlan:
        """The plan in the mode asked for, or in the one that its own solution needs."""
        if mode != "auto":
            return plan(source, mode)
        split = plan(source)
        if lacking(split.imports, self._ours.optional):
            return split
        tried = self._tried(split, assignment)
        split = replace(split, traits=tried.traits)
        if not tried.lost:
            return split
        shared = plan(source, "shared")
        together = {source.name: self._tried(shared, assignment)}
        tried = modes.settled({source.name: tried}, together)[source.name]
        self.log.warning("%s.ipynb: %s", source.name, modes.why(tried))
        return shared if tried.mode == "shared" else split

    def _tried(self, made: NotebookPlan, assignment: str) -> TriedMode:
        files = self._source_files(assignment)
        names = {"assignment": assignment, "student": SOLUTION, "notebook": made.source.name}
        with folder_with(files) as judge_folder:
            work = self._job(made, reference(made.source), names, files, judge_folder)
            return modes.trial(made, self._run(made, work))

    def _markers(self) -> Markers:
        solutions = ClearSolutions(config=self.config)
        tests, scheme = ClearHiddenTests(config=self.config), ClearMarkScheme(config=self.config)
        return Markers(
            Region(solutions.begin_solution_delimeter, solutions.end_solution_delimeter),
            Region(tests.begin_test_delimeter, tests.end_test_delimeter),
            Region(scheme.begin_mark_scheme_delimeter, scheme.end_mark_scheme_delimeter),
            autotest=NO_MARKER,
            text_stub=solutions.text_stub,
            code_stub=dict(solutions.code_stub),
        )

    def _rebuilt(self, source: SourceNotebook, names: Mapping[str, str], nb: Any) -> Rebuilt:
        """From the file as it was handed in: nbgrader has already dropped what was there twice."""
        if not nb.cells:
            return _unanswered(source)
        folder = self._folder("submitted", names["student"], names["assignment"])
        path = folder / f"{names['notebook']}.ipynb"
        data = path.read_bytes() if path.is_file() else json.dumps(nb).encode()
        rebuilt = rebuild_file(source, data)
        reason = rebuilt.reason or _of_another_assignment(nb, source)
        if reason:
            raise AuthorError(str(path), reason, "A human must look.")
        for repair in rebuilt.repairs:
            self.log.warning("%s: %s", path, repair)
        return rebuilt

    # --- running ---

    def _job(
        self,
        made: NotebookPlan,
        rebuilt: Rebuilt,
        names: Mapping[str, str],
        files: Mapping[str, bytes],
        judge_folder: str,
    ) -> Job:
        work = job(
            made,
            rebuilt,
            key="/".join(names[part] for part in ("assignment", "student", "notebook")),
            limits=self._ours.limits,
            files=files,
            judge_folder=judge_folder,
        )
        return replace(work, collect_files=True)

    def _run(self, made: NotebookPlan, work: Job) -> Outcome:
        root = Path(self._coursedir.root)
        level = self.isolation or self._ours.isolation
        executor = type(self).open_executor(made.imports, level, root)
        try:
            (outcome,) = executor.run([work])
        except GraderEnvironmentError:  # a formgrader lives long: the next submission starts anew
            _close_pools()
            raise
        return outcome


def _require_python(nb: Any) -> None:
    """What has another language cannot be run, as without its kernel."""
    kernel = nb.metadata.get("kernelspec", {})
    language = str(kernel.get("language") or kernel.get("name") or "python")
    if "python" not in language.lower():
        raise AuthorError("the notebook", f"its language is {language}", "Only Python is graded.")


def _unanswered(source: SourceNotebook) -> Rebuilt:
    """A notebook without cells is graded as nbgrader does: as if nothing had been answered."""
    cells = [RebuiltCell(c.name, c.kind, c.cell_type, c.released, c, False) for c in source.cells]
    return Rebuilt(source.name, tuple(cells), ("the notebook has no cells",))


def _of_another_assignment(nb: Any, source: SourceNotebook) -> str:
    """Why this is no submission, if all that has points in it is unknown."""
    names = [cell.metadata.nbgrader.grade_id for cell in nb.cells if is_grade(cell)]
    if not names or {cell.name for cell in source.cells}.intersection(names):
        return ""
    return f"its tests ({', '.join(names)}) are not those of this assignment"


def _put_back_hidden_tests(nb: Any, source: SourceNotebook) -> None:
    texts = {cell.name: cell.source for cell in source.cells if cell.kind == "tests"}
    for cell in nb.cells:
        keys = cell.metadata.get("nbgrader", {})
        if keys.get("grade_id") in texts:
            cell.source = texts[keys.grade_id]
            keys.checksum = compute_checksum(cell)


def _digest(path: Path, released: Path, known: Mapping[str, str], mode: str) -> str:
    data = [p.read_bytes() if p.is_file() else b"" for p in (path, released)]
    parts = [str(path), mode, repr(sorted(known.items())), *map(repr, data)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Add files to a folder; never outside of it, and none in the place of another."""
    for name, data in files.items():
        inside = PurePosixPath(name)
        path = folder / inside
        if inside.is_absolute() or ".." in inside.parts or path.exists() or path.is_symlink():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
