"""An assignment as it is graded: its notebooks, what runs where, the files that lie beside them."""

import hashlib
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Self

from grader.cells import SourceNotebook
from grader.config import CourseConfig
from grader.course_dir import notebooks_in
from grader.environments import lacking
from grader.errors import AuthorError
from grader.execution.job import Mode, Trait
from grader.intake.source import load_source
from grader.packages import own_files
from grader.planning.plan import Imports, NotebookPlan, plan


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

    def in_mode(self, mode: Mode, notebooks: Collection[str]) -> Self:
        """The same, with these notebooks graded in this mode."""
        plans = {
            name: plan(made.source, mode) if name in notebooks and made.mode != mode else made
            for name, made in self.plans.items()
        }
        return replace(self, plans=plans)

    def with_traits(self, traits: Mapping[str, Mapping[str, tuple[Trait, ...]]]) -> Self:
        """The same, with what the tests of these notebooks have shown."""
        plans = {
            name: replace(made, traits=traits.get(name, {})) for name, made in self.plans.items()
        }
        return replace(self, plans=plans)

    @property
    def imports(self) -> list[Imports]:
        """The modules that each of its notebooks imports, but for those that cannot run here."""
        return [plan.imports for name, plan in self.plans.items() if name not in self.lacks]


def load_assignment(config: CourseConfig, name: str, mode: Mode = "split") -> Assignment:
    """Read an assignment from the source folder. Raises AuthorError if it cannot be used."""
    course = config.course
    folder = course.folder(course.source_directory, assignment=name)
    released = course.folder(course.release_directory, assignment=name)
    paths = notebooks_in(folder)
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
    modules = own_files((n for each in plans.values() for n in each.imports.all), course.root)
    prepared = fingerprint([*paths, *(released / path.name for path in paths), *modules])
    hashes = {file: hashlib.sha256(data).hexdigest() for file, data in files.items()}
    stands_for_all = hashlib.sha256(prepared + repr(hashes).encode())
    return Assignment(name, sources, plans, files, lacks, stands_for_all.digest())


def side_files(folder: Path, ignored: Iterable[str]) -> dict[str, bytes]:
    """What lies beside the notebooks and is handed out with them, by its path in the folder."""
    ignored = tuple(ignored)
    found = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        skipped = any(fnmatch(part, pattern) for part in inside.parts for pattern in ignored)
        if path.is_file() and path.suffix != ".ipynb" and not skipped:
            found[str(inside)] = _read(path)
    return found


def _read(path: Path) -> bytes:
    """A file that is handed out. Raises AuthorError if it cannot be."""
    try:
        str(path).encode()
        return path.read_bytes()
    except UnicodeEncodeError as error:
        shown = str(path).encode(errors="replace").decode()
        raise AuthorError(shown, "its name is not UTF-8", "Rename it.") from error
    except OSError as error:
        raise AuthorError(
            str(path), f"cannot be read ({error.strerror})", "Make it readable, or ignore it."
        ) from error


@contextmanager
def folder_with(files: Mapping[str, bytes]) -> Iterator[str]:
    """Where a judge starts: what was handed out, apart from the source folder."""
    with tempfile.TemporaryDirectory() as scratch:
        for name, data in files.items():
            path = Path(scratch, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield scratch


def _if_file(path: Path) -> Path | None:
    return path if path.is_file() else None


def fingerprint(paths: Iterable[Path]) -> bytes:
    """Stands for what these files hold; one that is not there is empty."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes() if path.is_file() else b"").digest())
    return digest.digest()
