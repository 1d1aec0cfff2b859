"""Where imported modules lie, and which are the course's own: neither Python's nor from an index.

The course's own are those outside the interpreter, those that were installed from a folder of this
machine, and loose files in site-packages.
"""

import ast
import importlib.util
import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from grader.planning.imports import imported, with_parents


def top_level(name: str) -> str:
    """The top-level module of a dotted name."""
    return name.partition(".")[0]


def places(top: str) -> list[Path]:
    """Where a top-level module lies; nothing for a builtin or an unknown one."""
    try:
        spec = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        return []
    if spec is None:
        return []
    if spec.submodule_search_locations is not None:
        return [Path(folder) for folder in spec.submodule_search_locations]
    return [Path(spec.origin)] if spec.origin and spec.has_location else []


def in_interpreter(path: Path) -> bool:
    """Whether it lies in Python's own folders, where students may read."""
    prefixes = {Path(p).resolve() for p in (sys.prefix, sys.base_prefix)}
    return any(path.resolve().is_relative_to(prefix) for prefix in prefixes)


def is_own(path: Path) -> bool:
    """Whether a top-level module is the course's own."""
    return not in_interpreter(path) or _is_local(path)


def own_files(names: Iterable[str], root: Path | None = None) -> list[Path]:
    """The files of the course's own modules among these, and of all that they import.

    Tests find what lies in the course's `root` first. Only import statements are followed.
    """
    folders = [root] if root else []
    found: set[Path] = set()
    waiting, seen = with_parents(set(names)), set[str]()
    own = cache(lambda top: [*(f / top for f in folders), *filter(is_own, places(top))])
    while waiting:
        name = waiting.pop()
        seen.add(name)
        top, *rest = name.split(".")
        for path in _files(place.joinpath(*rest) for place in own(top)):
            found.add(path)
            package = name if path.stem == "__init__" else name.rpartition(".")[0]
            waiting |= _imported(path.read_bytes(), package) - seen
    return sorted(found)


def _files(modules: Iterable[Path]) -> Iterator[Path]:
    for module in modules:
        candidates = module / "__init__.py", module.with_suffix(".py")
        yield from (path for path in candidates if path.is_file())


@lru_cache(maxsize=1000)
def _imported(source: bytes, package: str) -> frozenset[str]:
    try:
        return frozenset(imported(ast.parse(source), package))
    except (SyntaxError, ValueError):
        return frozenset()


def _is_local(path: Path) -> bool:
    """Whether an installed module came from a folder, or belongs to no distribution at all.

    Reads the few files that say so: asking importlib.metadata takes a tenth of a second.
    """
    site = path.parent
    origins = (info.parent for info in site.glob("*.dist-info/direct_url.json") if _is_folder(info))
    if any(_owns(info, path) for info in origins):
        return True
    if any(site.glob(f"{path.stem}-*.dist-info")):
        return False
    return site.name == "site-packages" and not any(
        _owns(info, path) for info in site.glob("*.dist-info")
    )


def _is_folder(direct_url: Path) -> bool:
    return "dir_info" in json.loads(direct_url.read_text("utf-8"))


def _owns(info: Path, path: Path) -> bool:
    record = info / "RECORD"
    lines = record.read_text("utf-8").splitlines() if record.is_file() else []
    return any(line.startswith((f"{path.name}/", f"{path.name},")) for line in lines)
