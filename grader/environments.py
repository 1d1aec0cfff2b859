"""Which modules the warm processes hold, and which folders students may read; decides only.

Students may import what is installed, except what is the course's own and only its tests import:
a package installed from a folder on this machine, or lying in one, would show them the answers.
"""

import importlib.util
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from grader.execution.pool import Environment
from grader.planning import libraries
from grader.planning.plan import Imports

BRINGS = {"seaborn": ("pandas",)}  # whose values students have although nobody says its name


def environments(imports: Iterable[Imports]) -> dict[bool, Environment]:
    """The environments for notebooks that import these, by whether they are heavy."""
    united: dict[bool, Imports] = {}
    for each in imports:
        united[each.is_heavy] = united.get(each.is_heavy, Imports()) | each
    return {heavy: environment(each) for heavy, each in united.items()}


def environment(imports: Imports) -> Environment:
    """The environment for notebooks whose cells import these modules."""
    shown, secret = sorted(imports.visible), sorted(imports.hidden)
    roots = {_root(name) for name in shown}
    outside = [p for root in sorted(roots) for p in _folders(root) if not _in_interpreter(p)]
    masked = [
        path
        for root in sorted({_root(name) for name in secret} - roots)
        for path in _folders(root)
        # what lies outside the interpreter is not readable to begin with
        if _in_interpreter(path) and _is_local(path)
    ]
    return Environment(tuple(shown), _judges(imports), tuple(outside), tuple(masked))


def lacking(imports: Imports, optional: Iterable[str]) -> str:
    """The first of the optional packages that these notebooks import and this machine lacks."""
    used = {_root(name) for name in imports.visible | imports.hidden}
    return next((p for p in optional if p in used and not importlib.util.find_spec(p)), "")


def _judges(imports: Imports) -> tuple[str, ...]:
    """What the judge needs: students draw, but tests seldom look at what they drew.

    All else that students import, since they may return values of these libraries.
    """
    together = imports.visible | imports.hidden
    drawn = {name for name in together if libraries.draws(name)} - imports.judged
    brought = {library for name in drawn for library in BRINGS.get(name, ())}
    return tuple(sorted((together - drawn) | brought))


def _root(name: str) -> str:
    return name.partition(".")[0]


def _folders(root: str) -> list[Path]:
    """Where a top-level module lies; nothing for a builtin or an unknown one."""
    try:
        spec = importlib.util.find_spec(root)
    except (ImportError, ValueError):
        return []
    if spec is None:
        return []
    if spec.submodule_search_locations is not None:
        return [Path(folder) for folder in spec.submodule_search_locations]
    return [Path(spec.origin)] if spec.origin and spec.has_location else []


def _in_interpreter(path: Path) -> bool:
    prefixes = {Path(p).resolve() for p in (sys.prefix, sys.base_prefix)}
    return any(path.resolve().is_relative_to(prefix) for prefix in prefixes)


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
