"""An assignment as it is graded: its notebooks, what runs where, the files that lie beside them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from grader.cells import SourceNotebook
from grader.config import CourseConfig
from grader.environments import lacking
from grader.errors import AuthorError
from grader.execution.job import Mode
from grader.intake.source import load_source
from grader.packages import own_files
from grader.planning.plan import Imports, NotebookPlan, plan

NOTEBOOK = ".ipynb"


@dataclass(frozen=True)
class Assignment:
    """What the instructor prepared.

    `fingerprint` stands for all of it, with the course's own modules that the notebooks import.

    `lacks` names the package that this machine lacks, by the notebooks that cannot run without.
    """

    name: str
    sources: tuple[SourceNotebook, ...]
    plans: Mapping[str, NotebookPlan]
    side_files: Mapping[str, bytes]
    lacks: Mapping[str, str]
    fingerprint: bytes

    @property
    def imports(self) -> list[Imports]:
        """The modules that each of its notebooks imports, but for those that cannot run here."""
        return [plan.imports for name, plan in self.plans.items() if name not in self.lacks]


def load_assignment(config: CourseConfig, name: str, mode: Mode) -> Assignment:
    """Read an assignment from the source folder. Raises AuthorError if it cannot be used."""
    course = config.course
    folder = course.folder(course.source_directory, assignment=name)
    released = course.folder(course.release_directory, assignment=name)
    paths = sorted(p for p in folder.glob(f"*{NOTEBOOK}") if fnmatch(p.stem, config.notebook))
    if not paths:
        raise AuthorError(str(folder), "no notebook here", "Is the assignment in source/?")
    sources = tuple(
        load_source(path, _if_file(released / path.name), config.markers) for path in paths
    )
    files = side_files(folder, config.ignore)
    plans = {source.name: plan(source, mode) for source in sources}
    lacks = {
        each: package
        for each in plans
        if (package := lacking(plans[each].imports, config.optional))
    }
    modules = own_files(name for each in plans.values() for name in each.imports.all)
    prepared = [*paths, *(released / path.name for path in paths), *modules]
    fingerprint = _fingerprint(prepared, files, mode)
    return Assignment(name, sources, plans, files, lacks, fingerprint)


def side_files(folder: Path, ignored: Iterable[str]) -> dict[str, bytes]:
    """What lies beside the notebooks and is handed out with them, by its path in the folder."""
    ignored = tuple(ignored)
    found = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        skipped = any(fnmatch(part, pattern) for part in inside.parts for pattern in ignored)
        if path.is_file() and path.suffix != NOTEBOOK and not skipped:
            found[str(inside)] = path.read_bytes()
    return found


def _if_file(path: Path) -> Path | None:
    return path if path.is_file() else None


def _fingerprint(paths: Iterable[Path], files: Mapping[str, bytes], mode: Mode) -> bytes:
    digest = hashlib.sha256(mode.encode())
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes() if path.is_file() else b"").digest())
    for name, data in files.items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return digest.digest()
