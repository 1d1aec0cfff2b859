"""Which modules the warm processes hold, and which folders students may read; decides only.

Students may import what is installed. Of what is the course's own, installed from a folder on this
machine or lying in one, only the modules that visible cells come to: others may hold the answers.
"""

import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path

from grader.execution.pool import Environment
from grader.packages import in_interpreter, is_own, own_files, places, top_level
from grader.planning import libraries
from grader.planning.plan import Imports

BRINGS = {"seaborn": ("pandas",)}  # whose values students have although nobody says its name


def environments(imports: Iterable[Imports]) -> dict[str, Environment]:
    """The environments for notebooks that import these, by their kind."""
    united: dict[str, Imports] = {}
    for each in imports:
        united[each.kind] = united.get(each.kind, Imports()) | each
    return {kind: environment(each) for kind, each in united.items()}


def environment(imports: Imports) -> Environment:
    """The environment for notebooks whose cells import these modules."""
    shown, secret = sorted(imports.visible), sorted(imports.hidden)
    open_ones = {top_level(name) for name in shown}
    outside = [p for top in sorted(open_ones) for p in places(top) if not in_interpreter(p)]
    masked = [
        path
        for top in sorted({top_level(name) for name in secret} - open_ones)
        for path in places(top)
        # what lies outside the interpreter is not readable to begin with
        if in_interpreter(path) and is_own(path)
    ]
    unused = _unused([p for top in sorted(open_ones) for p in places(top) if is_own(p)], shown)
    return Environment(tuple(shown), _judges(imports), tuple(outside), (*masked, *unused))


def _unused(packages: Iterable[Path], shown: Iterable[str]) -> Iterator[Path]:
    """What of the course's own packages no visible cell comes to: it may hold what tests know."""
    used = {path.resolve() for path in own_files(shown)}
    for package in packages:
        yield from (p for p in sorted(package.rglob("*.py")) if p.resolve() not in used)
        yield from sorted(package.rglob("__pycache__"))


def lacking(imports: Imports, optional: Iterable[str]) -> str:
    """The first of the optional packages that these notebooks import and this machine lacks."""
    used = {top_level(name) for name in imports.all}
    return next((p for p in optional if p in used and not importlib.util.find_spec(p)), "")


def _judges(imports: Imports) -> tuple[str, ...]:
    """What the judge needs: students draw, but tests seldom look at what they drew.

    All else that students import, since they may return values of these libraries.
    """
    drawn = {name for name in imports.all if libraries.draws(name)} - imports.judged
    brought = {library for name in drawn for library in BRINGS.get(name, ())}
    return tuple(sorted((imports.all - drawn) | brought))
