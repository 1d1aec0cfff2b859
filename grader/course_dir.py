"""Where a course keeps its files: its root, its assignments, what was submitted."""

import glob
import re
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from grader.errors import AuthorError, GraderEnvironmentError
from grader.records import Submission

CONFIG = "nbgrader_config.py"
NAMES_SHOWN = 12  # of a course's students or assignments, in one line


@dataclass(frozen=True)
class CourseDir:
    """The folders of one course; fields and defaults are those of nbgrader's CourseDirectory."""

    root: Path
    directory_structure: str = "{nbgrader_step}/{student_id}/{assignment_id}"
    source_directory: str = "source"
    release_directory: str = "release"
    submitted_directory: str = "submitted"
    autograded_directory: str = "autograded"
    excluded_students: frozenset[str] = frozenset()

    def folder(self, step: str, student: str = ".", assignment: str = ".") -> Path:
        """A folder of the course; "." stands for the parts a step does not have."""
        return self.root / self.directory_structure.format(
            nbgrader_step=step, student_id=student, assignment_id=assignment
        )

    def assignments(self) -> list[str]:
        """What students can have: the names with a notebook in the release or source folder."""
        steps = (self.release_directory, self.source_directory)
        matches = (match for step in steps for match in self._folders(step, student="."))
        return sorted({match["assignment"] for match in matches if notebooks_in(Path(match[0]))})

    def submissions(self) -> list[Submission]:
        """Every submitted folder, by assignment and student, of known assignments or not."""
        matches = self._folders(self.submitted_directory, student="<student>")
        found = (Submission(m["assignment"], m["student"], Path(m[0])) for m in matches)
        return sorted(each for each in found if each.student not in self.excluded_students)

    def _folders(self, step: str, student: str) -> Iterator[re.Match[str]]:
        shape = str(self.folder(step, student, "<assignment>"))
        wildcard, pattern = glob.escape(shape), re.escape(shape)
        for name in ("student", "assignment"):
            wildcard = wildcard.replace(f"<{name}>", "*")
            pattern = pattern.replace(f"<{name}>", f"(?P<{name}>[^/]+)")
        for path in glob.glob(wildcard):  # noqa: PTH207 - the structure may be absolute
            match = re.fullmatch(pattern, path)
            if match and Path(path).is_dir():
                yield match


def find_root(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds nbgrader_config.py."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return folder
    raise GraderEnvironmentError(
        str(start),
        f"no {CONFIG} here or in a folder above",
        "Go to the course directory and try again.",
    )


def select(
    course: CourseDir,
    assignments: Collection[str] | None = None,
    students: Collection[str] | None = None,
) -> list[Submission]:
    """The submissions of these assignments and students; None or nothing means all.

    Raises AuthorError for a name that the course does not know.
    """
    submissions = course.submissions()
    _require_known("assignment", assignments or (), course.assignments())
    _require_known("student", students or (), {each.student for each in submissions})
    return [
        each
        for each in submissions
        if (not assignments or each.assignment in assignments)
        and (not students or each.student in students)
    ]


def require_writable(folder: Path) -> None:
    """Make the folder if need be and write in it: what permissions promise is not enough."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = error.strerror or str(error)
        raise GraderEnvironmentError(
            str(folder), f"cannot write here ({reason})", "Results go there: make it writable."
        ) from error


def notebooks_in(folder: Path) -> list[Path]:
    """The notebooks of an assignment, without hidden files (macOS adds `._ex1.ipynb`)."""
    return sorted(path for path in folder.glob("*.ipynb") if path.name[0] != ".")


def _require_known(kind: str, asked: Iterable[str], known: Collection[str]) -> None:
    for name in asked:
        if name not in known:
            raise AuthorError(f"{kind} {name!r}", f"no such {kind} here", _known(name, known))


def _known(name: str, known: Collection[str]) -> str:
    """Names what could have been meant: the nearest name first, a long list cut."""
    nearest = get_close_matches(name, known, n=1)
    names = nearest + [each for each in sorted(known) if each not in nearest]
    more = f", … {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    return f"Known: {', '.join(names[:NAMES_SHOWN])}{more}." if names else "None is known."
