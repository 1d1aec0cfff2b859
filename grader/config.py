"""What a course has configured, read from nbgrader_config.py without nbgrader.

nbgrader takes two seconds to import; traitlets, which reads its configuration, 20 ms. Read are the
machine's own files (`jupyter --paths`) and the course's, which counts most, as nbgrader reads
them. Our own options are in the section `c.Grader`: every field of `Limits`, `isolation`, `mode`,
`optional` and `answers_directory`.
"""

import contextlib
import sys
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

from jupyter_core.paths import jupyter_config_path
from traitlets.config.loader import (
    Config,
    ConfigFileNotFound,
    JSONFileConfigLoader,
    PyFileConfigLoader,
)
from traitlets.utils.importstring import import_item

from grader.course_dir import CONFIG, CourseDir
from grader.errors import AuthorError
from grader.execution.job import Level, Mode
from grader.gradebook.late import METHODS, LatePenalty
from grader.limits import Limits
from grader.markers import CODE_STUB, Markers, Region
from grader.settings import Settings

OUR_OPTIONS = ("isolation", "mode", "optional", "answers_directory")
HOOKS = ("permissions", "pre_convert_hook", "post_convert_hook")
# What would change the grading of nbgrader and does not change ours.
NOT_HEARD = {
    "CourseDirectory": ("assignment_id", "student_id", "notebook_id", "include", "groupshared"),
    "Autograde": ("sanitize_preprocessors", *HOOKS),
    "BaseConverter": HOOKS,
    "ClearSolutions": ("enforce_metadata",),
    "ClearHiddenTests": ("enforce_metadata",),
}
PARTS = ("<step>", "<student>", "<assignment>")
IGNORED = (".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback")


@dataclass(frozen=True)
class CourseConfig:
    """A course's configuration; names and defaults are nbgrader's where it has the option.

    `late_penalty` is the method of the course's late submission plugin, or nbgrader's own.
    Without a `mode` each notebook has the one that its own solution needs.
    `notes` are sentences about options that are set and change nothing here.
    `optional` are packages that a grading machine may lack: notebooks that import one are then left
    out. `answers_directory` is where named right and wrong answers are.
    """

    course: CourseDir
    course_id: str
    db_url: str
    ignore: tuple[str, ...]
    exclude_overwriting: Mapping[str, tuple[str, ...]]
    create_student: bool
    markers: Markers
    late_penalty: LatePenalty
    limits: Limits
    isolation: Level
    mode: Mode | None
    optional: tuple[str, ...]
    answers_directory: Path
    notes: tuple[str, ...] = ()


def load(root: Path) -> CourseConfig:
    """The configuration of the course in `root`; defaults if it has no file.

    The file is the author's code and is executed in `root`, as by nbgrader; what it does to
    the environment stays. Raises AuthorError naming the file, the line and the reason.
    """
    root = root.resolve()
    config = Config()
    folders = [Path(folder) for folder in reversed(jupyter_config_path())]
    with _as_if_in(root):
        for folder in [*folders, root]:
            config.merge(_read(folder))
        settings = Settings(config, root / CONFIG)
        if (other := _root(settings, root)) != root:
            config.merge(_read(other))
    with _as_if_in(other):
        return _course_config(Settings(config, other / CONFIG), other)


def _root(settings: Settings, root: Path) -> Path:
    """The course's folder, which may be another than that of its configuration."""
    text = settings.text("CourseDirectory", "root", ".")
    other = (root / text).resolve()
    if not other.is_dir():
        raise settings.wrong("CourseDirectory", "root", text, "a folder")
    return other


@dataclass(frozen=True)
class OwnOptions:
    """The section c.Grader, but for what belongs to an audit; without a `mode` the caller has one.

    A limit that is not set grows with a longer one that has to fit into it.
    """

    limits: Limits
    isolation: Level
    mode: Mode | None
    optional: tuple[str, ...]


def own_options(config: Config, file: Path, cell_wall_s: float) -> OwnOptions:
    """Ours of a configuration; `cell_wall_s` is the limit of a cell that has none there.

    Raises AuthorError for an option that does not exist and for a wrong value; `file` is named.
    """
    settings = Settings(config, file)
    _require_known_names(settings)
    return OwnOptions(
        limits=_limits(settings, cell_wall_s),
        isolation=settings.one_of("Grader", "isolation", "full", get_args(Level)),
        mode=settings.one_of("Grader", "mode", "", ("", *get_args(Mode))) or None,
        optional=settings.texts("Grader", "optional", ()),
    )


def _read(folder: Path) -> Config:
    """What nbgrader_config.py and .json in the folder say together."""
    config = Config()
    for loader, suffix in ((PyFileConfigLoader, ".py"), (JSONFileConfigLoader, ".json")):
        path = (folder / CONFIG).with_suffix(suffix)
        try:
            config.merge(loader(path.name, str(folder)).load_config())
        except ConfigFileNotFound:
            continue
        except (Exception, SystemExit) as error:  # the file is the author's code: anything
            reason = _place(error, path) + (str(error).split("\n")[0] or type(error).__name__)
            raise AuthorError(str(path), f"cannot be used ({reason})", "Correct it.") from error
    return config


def _place(error: BaseException, path: Path) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(path)]
    return f"line {lines[-1]}: " if lines else ""


@contextlib.contextmanager
def _as_if_in(root: Path) -> Iterator[None]:
    """Run the files where they were written for: in the course, with its modules in reach."""
    path = list(sys.path)
    sys.path.insert(0, str(root))
    try:
        with contextlib.chdir(root):
            yield
    finally:
        sys.path[:] = path


def _course_config(settings: Settings, root: Path) -> CourseConfig:
    cell_wall_s = _execute_timeout(settings) or Limits.cell_wall_s
    own = own_options(settings.config, settings.file, cell_wall_s)
    return CourseConfig(
        course=_course_dir(settings, root),
        course_id=settings.text("CourseDirectory", "course_id", "").strip(),
        db_url=_db_url(settings, root),
        ignore=settings.texts("CourseDirectory", "ignore", IGNORED),
        exclude_overwriting=_exclude_overwriting(settings),
        create_student=settings.flag("Autograde", "create_student", True),
        markers=_markers(settings),
        late_penalty=_late_penalty(settings),
        limits=own.limits,
        isolation=own.isolation,
        mode=own.mode,
        optional=own.optional,
        answers_directory=root / settings.text("Grader", "answers_directory", "answers"),
        notes=_notes(settings),
    )


def _notes(settings: Settings) -> tuple[str, ...]:
    """What is not heard, in one sentence; `*`, which means all, is no choice."""
    unheard = [
        f"c.{section}.{name}"
        for section, names in NOT_HEARD.items()
        for name in names
        if settings.config.get(section, {}).get(name, "*") != "*"
    ]
    return (f"not heard by grader: {', '.join(unheard)}",) if unheard else ()


def _course_dir(settings: Settings, root: Path) -> CourseDir:
    defaults = CourseDir(root)
    structure = settings.text(
        "CourseDirectory", "directory_structure", defaults.directory_structure
    )
    names = ("source", "release", "submitted", "autograded")
    folders = {
        f"{name}_directory": settings.text("CourseDirectory", f"{name}_directory", name)
        for name in names
    }
    excluded = settings.text("CourseDirectory", "student_id_exclude", "").split(",")
    course = CourseDir(root, structure, **folders, excluded_students=frozenset(excluded) - {""})
    says = "a path of {nbgrader_step}, {student_id} and {assignment_id}"
    try:
        parts = str(course.folder(*PARTS))
    except (LookupError, ValueError) as error:
        raise settings.wrong("CourseDirectory", "directory_structure", structure, says) from error
    if not all(part in parts for part in PARTS):
        raise settings.wrong("CourseDirectory", "directory_structure", structure, says)
    return course


def _db_url(settings: Settings, root: Path) -> str:
    """The database; a file's path is relative to the course."""
    url = settings.text("CourseDirectory", "db_url", "") or "sqlite:///gradebook.db"
    scheme, _, rest = url.partition("://")
    if not scheme.startswith("sqlite"):
        return url
    path = rest.removeprefix("/")
    if path in ("", ":memory:"):
        raise settings.wrong("CourseDirectory", "db_url", url, "a database that lasts")
    if path.startswith("file:"):
        return f"{scheme}:///file:{root / path.removeprefix('file:')}"
    return f"{scheme}:///{root / path}"


def _exclude_overwriting(settings: Settings) -> dict[str, tuple[str, ...]]:
    says = "a dictionary of lists of file names"
    files = settings.of_type("Autograde", "exclude_overwriting", {}, Mapping, says)
    if not all(isinstance(names, list | tuple) for names in files.values()):
        raise settings.wrong("Autograde", "exclude_overwriting", files, says)
    return {str(name): tuple(map(str, names)) for name, names in files.items()}


def _markers(settings: Settings) -> Markers:
    default = Markers()
    return Markers(
        _region(settings, "ClearSolutions", "solution", default.solution),
        _region(settings, "ClearHiddenTests", "test", default.hidden_tests),
        _region(settings, "ClearMarkScheme", "mark_scheme", default.mark_scheme),
        text_stub=settings.text("ClearSolutions", "text_stub", default.text_stub),
        code_stub=_code_stub(settings),
    )


def _region(settings: Settings, section: str, word: str, default: Region) -> Region:
    """nbgrader spells a delimiter so."""
    begin = settings.text(section, f"begin_{word}_delimeter", default.begin)
    return Region(begin, settings.text(section, f"end_{word}_delimeter", default.end))


def _code_stub(settings: Settings) -> dict[str, str]:
    says = "a dictionary of texts, by language"
    stub = settings.of_type("ClearSolutions", "code_stub", CODE_STUB, Mapping | str, says)
    return {"python": stub} if isinstance(stub, str) else {str(k): str(v) for k, v in stub.items()}


def _late_penalty(settings: Settings) -> LatePenalty:
    """Of the course's plugin, or nbgrader's own by its name: its import takes two seconds."""
    plugin = settings.of_type("AssignLatePenalties", "plugin_class", "", type | str, "a class")
    name = f"{plugin.__module__}.{plugin.__qualname__}" if isinstance(plugin, type) else plugin
    own = settings.one_of("LateSubmissionPlugin", "penalty_method", "none", tuple(METHODS))
    if not name or (name.startswith("nbgrader.") and name.endswith(".LateSubmissionPlugin")):
        return METHODS[own]
    try:
        kind = import_item(plugin) if isinstance(plugin, str) else plugin
        penalty: LatePenalty = kind(config=settings.config).late_submission_penalty
    except Exception as error:  # the class is the author's: anything
        says = f"a plugin for late submissions ({error})"
        raise settings.wrong("AssignLatePenalties", "plugin_class", name, says) from error
    return penalty


def _limits(settings: Settings, cell_wall_s: float) -> Limits:
    own = {
        field.name: settings.positive("Grader", field.name, 1, whole=field.type is int)
        for field in fields(Limits)
        if field.name in settings.names("Grader")
    }
    cells = Limits(cell_wall_s=own.get("cell_wall_s") or cell_wall_s)
    return replace(cells.fitting(), **own)


def _execute_timeout(settings: Settings) -> float | None:
    """nbgrader's limit for a cell, if there is one; -1 and None are none."""
    timeout = None
    for section in ("NotebookClient", "ExecutePreprocessor", "Execute"):
        kind, says = int | None, "a whole number or None"
        timeout = settings.of_type(section, "timeout", timeout, kind, says)
    return float(timeout) if timeout and timeout > 0 else None


def _require_known_names(settings: Settings) -> None:
    known = [*OUR_OPTIONS, *(field.name for field in fields(Limits))]
    for name in settings.names("Grader"):
        if name not in known:
            near = get_close_matches(name, known, n=1)
            to_do = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(known)}."
            raise AuthorError(str(settings.file), f"c.Grader has no option {name}", to_do)
