"""Who owns a name, statement by statement, decided from the instructor's notebook alone.

The student's process runs what students write and every locked and plain cell, so that all names
are there. The judge repeats of the locked and plain cells what executes no student code. A name
that the student's process alone has bound is the student's; every other one is the judge's.
"""

import ast
import builtins
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from grader.ipython_text import SHELL
from grader.planning import libraries
from grader.planning.names import Statement, imports_in, statement
from grader.planning.randomness import RANDOM, SEED, random_names
from grader.planning.scope_bindings import BareCall, Chain

Where = Literal["student", "both", "judge"]
Part = Literal["student", "locked", "plain", "tests"]
ONLY_STUDENTS = (SHELL.removesuffix("()"), "In", "Out")  # IPython is there alone
_SHOWS = frozenset({"display", "help", "input", "len", "print", "repr", "str", "type"})


@dataclass(frozen=True)
class Binding:
    """What is known of a name at one place of the notebook.

    `makers` are the statements that give the judge its value, by their position in the reading.
    `reach` are names that what it holds may look up when it is called, `sets` those it may bind.
    `module` is the dotted name of an import. `graded_in` is the grade cell that bound it: the
    student's process lacks it. `helper_of` is the locked cell whose code makes it although the
    student's process runs it; `drawn`: it does since another process would draw other numbers.
    """

    owner: Literal["student", "judge"]
    makers: tuple[int, ...] = ()
    reach: frozenset[str] = frozenset()
    sets: frozenset[str] = frozenset()
    module: str = ""
    draws: bool = False
    definition: ast.stmt | None = None
    graded_in: str = ""
    helper_of: str = ""
    drawn: bool = False

    @property
    def is_value(self) -> bool:
        """Whether it is neither a module or its member, nor a function or class."""
        return not self.module and self.definition is None


Bindings = Mapping[str, Binding]


@dataclass(frozen=True)
class Placed:
    """A statement of the code cell number `cell`, with who runs it.

    `before` is what the names are when it starts, `needs` what the judge must have run before,
    `fetch` what the judge takes from the student for it. `always`: the judge runs it although no
    name of it is needed.
    """

    cell: int
    statement: Statement
    where: Where
    before: Bindings
    needs: frozenset[int] = frozenset()
    fetch: frozenset[str] = frozenset()
    always: bool = False


@dataclass
class Reading:
    """All statements of a notebook, placed.

    `unknown` are names that no cell binds: only students can, whose solution the source lacks.
    """

    placed: list[Placed] = field(default_factory=list)
    unknown: frozenset[str] = frozenset()

    def kept(self) -> frozenset[int]:
        """The statements that the judge runs, by position: what is needed, and what that needs."""
        kept: set[int] = set()
        waiting = [n for n, one in enumerate(self.placed) if one.where == "judge" or one.always]
        while waiting:
            n = waiting.pop()
            if n not in kept:
                kept.add(n)
                waiting += self.placed[n].needs
        return frozenset(kept)


def read_notebook(cells: Iterable[tuple[str, Part, Iterable[Statement]]]) -> Reading:
    """Place the statements of code cells, in their order."""
    listed = [(name, part, tuple(own)) for name, part, own in cells]
    reader = _Reader(_unknown([one for _, _, own in listed for one in own]))
    for n, (name, part, own) in enumerate(listed):
        for one in own:
            reader.place(n, name, part, one)
    return reader.reading


def resolve(whole: Chain, names: Bindings) -> str:
    """The dotted name of a chain that starts at an import, as `numpy.random.seed`; or ""."""
    binding = names.get(whole[0])
    return ".".join([binding.module, *whole[1:]]) if binding and binding.module else ""


def reached(names: Iterable[str], bindings: Bindings) -> frozenset[str]:
    """These names, what the judge's functions among them look up, and so on."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += bindings[name].reach if name in bindings else ()
    return frozenset(found)


def students(names: Iterable[str], bindings: Bindings) -> frozenset[str]:
    """Those that the student's process owns."""
    known = (name for name in names if name in bindings)
    return frozenset(name for name in known if bindings[name].owner == "student")


def _unknown(every: Sequence[Statement]) -> frozenset[str]:
    """Names that are read and bound nowhere; none if a `from … import *` may bind them."""
    if any(one.bound.stars for one in every):
        return frozenset()
    read = {n for one in every for n in one.read.now | one.read.later | one.read.mentions}
    bound = {n for one in every for n in one.binds | one.read.globals_bound}
    names = read - bound - _SHOWS - {*dir(builtins), *ONLY_STUDENTS}
    return frozenset(name for name in names if not re.fullmatch(r"__\w+__", name))


def _makers(names: Iterable[str], bindings: Bindings) -> frozenset[int]:
    return frozenset(n for name in names if name in bindings for n in bindings[name].makers)


class _Reader:
    """Walks through a notebook once; the names are what is bound so far."""

    def __init__(self, unknown: frozenset[str]) -> None:
        self.reading = Reading(unknown=unknown)
        self._names = {name: Binding("student") for name in (*ONLY_STUDENTS, *unknown)}
        self._seeded_in = -1  # the cell that seeded, as long as both processes draw alike

    def place(self, cell: int, name: str, part: Part, one: Statement) -> None:
        """Decide who runs the next statement, and whose its names are then."""
        if part == "tests":
            self._test(cell, name, one)
        elif part == "student":
            self._leave(cell, one)
        elif theirs := students(one.read.now, self._names):
            drawn = all(self._names[each].drawn for each in theirs)
            self._leave(cell, one, helper_of=name if one.is_definition else "", drawn=drawn)
        elif students(reached(self._run(one), self._names), self._names):
            self._leave(cell, one, helper_of=name)
        elif self._draws_apart(cell, one):
            self._leave(cell, one, drawn=True)
        else:
            self._share(cell, one, is_locked=part == "locked")

    def _test(self, cell: int, name: str, one: Statement) -> None:
        now, later = self._reads(one)
        up = reached(now | later, self._names)
        needs, fetch = _makers(up, self._names), students(up, self._names)
        self._add(Placed(cell, one, "judge", dict(self._names), needs, fetch))
        for bound in one.binds:
            old, new = self._names.get(bound), self._new(bound, one)
            if old is None or not new.module or old.module != new.module:
                self._names[bound] = replace(new, graded_in=name)

    def _draws_apart(self, cell: int, one: Statement) -> bool:
        """Whether two processes would draw different numbers.

        Even if they were seeded alike before, a student's cell may have drawn since.
        """
        now, _ = self._reads(one)
        up = reached(now, self._names)
        return RANDOM in up and SEED not in up and self._seeded_in != cell

    def _leave(self, cell: int, one: Statement, helper_of: str = "", drawn: bool = False) -> None:
        """To the student's process alone, but for its imports: modules never come from there."""
        self._seeded_in = -1
        imports = list(imports_in(one.node))
        owned = self._changed(one, receivers_only=not drawn) | one.read.globals_bound
        owned |= one.binds - one.bound.imports.keys()
        if one.node not in imports:
            self._add(Placed(cell, one, "student", dict(self._names)))
        definition = one.node if one.is_definition else None
        for name in owned - {RANDOM}:
            sets = frozenset(one.read.globals_bound)
            self._names[name] = Binding(
                "student", sets=sets, definition=definition, helper_of=helper_of, drawn=drawn
            )
        for node in imports:
            self._share(cell, statement(node), is_locked=False)

    def _share(self, cell: int, one: Statement, is_locked: bool) -> None:
        before, n = dict(self._names), len(self.reading.placed)
        up = reached(self._reads(one)[0], before)
        if SEED in up:
            self._seeded_in = cell
        needs, fetch = _makers(up, before), students(one.read.mentions, before)
        changed = self._changed(one) | (up & {RANDOM})
        self._bind(n, one)
        for name in changed - one.binds:
            old = self._names.get(name, Binding("judge"))
            if old.owner == "judge":
                reach = old.reach | self._reach(one)
                self._names[name] = replace(old, makers=(*old.makers, n), reach=reach)
        for name in one.bound.deletes:
            self._names.pop(name, None)
        always = self._acts(one) or (is_locked and not self._draws(one))
        self._add(Placed(cell, one, "both", before, needs, fetch, always))

    def _add(self, placed: Placed) -> None:
        self.reading.placed.append(placed)

    def _bind(self, n: int, one: Statement) -> None:
        """The names are the judge's; a branch that may not run leaves the student's theirs."""
        figures = self._figures(one)
        for name in one.binds:
            old = self._names.get(name)
            if old and old.owner == "student" and one.is_branch:
                continue
            earlier = old.makers if old and (one.is_branch or one.is_block) else ()
            new = self._new(name, one)
            draws = new.draws or name in figures
            self._names[name] = replace(new, makers=(*earlier, n), draws=draws)

    def _new(self, name: str, one: Statement) -> Binding:
        module = one.bound.imports.get(name, "")
        if module:
            return Binding("judge", module=module, draws=libraries.draws(module))
        sets = frozenset(one.read.globals_bound)
        definition = one.node if one.is_definition else None
        return Binding("judge", reach=self._reach(one), sets=sets, definition=definition)

    def _figures(self, one: Statement) -> set[str]:
        """The names that it binds to figures and their parts."""
        figures: set[str] = set()
        for names, whole in one.bound.values:
            if whole[0] in figures or self._is_figure(whole):
                figures |= names
        return figures

    def _run(self, one: Statement) -> set[str]:
        """What it may execute; in a block, an alias may be called that is bound there."""
        return one.read.now if one.is_block else one.read.called

    def _reads(self, one: Statement) -> tuple[set[str], set[str]]:
        """What it reads when it runs, and what its functions read later."""
        now, later = random_names(one, lambda whole: resolve(whole, self._names))
        return one.read.now | one.read.mentions | now, one.read.later | later

    def _reach(self, one: Statement) -> frozenset[str]:
        now, later = self._reads(one)
        handed_on = (self._names[name].reach for name in now if name in self._names)
        return frozenset(later).union(*handed_on)

    # --- what a statement does besides binding ---

    def _changed(self, one: Statement, receivers_only: bool = False) -> set[str]:
        """Names whose object it changes in place, or that a function it calls binds.

        A call whose value is dropped may change what it is called on; what it is handed, only
        where too many do no harm.
        """
        dropped = [call for call in one.bound.bare_calls if not call.looks]
        changed = one.bound.altered | {call.chain[0] for call in dropped if call.is_method}
        if not receivers_only:
            handed = [call for call in dropped if not self._is_drawing(call)]
            changed |= {name for call in handed for name in call.arguments}
        changed = {n for n in changed if n in self._names and self._names[n].is_value}
        called = reached(one.read.called, self._names)
        return changed.union(*(self._names[n].sets for n in called if n in self._names))

    def _is_drawing(self, call: BareCall) -> bool:
        """Whether it calls a library's figure, which leaves data as they are; helpers may not."""
        binding = self._names.get(call.chain[0])
        return bool(binding and binding.draws and binding.definition is None)

    def _acts(self, one: Statement) -> bool:
        """Whether it changes something that has no name here: the state of a module, a file."""
        if one.bound.stars or "__future__" in {m.split(".")[0] for m in one.bound.imports.values()}:
            return True
        altered = (self._names[n] for n in one.bound.altered if n in self._names)
        if any(binding.module and not binding.draws for binding in altered):
            return True
        return any(map(self._call_acts, one.bound.bare_calls))

    def _call_acts(self, call: BareCall) -> bool:
        binding = self._names.get(call.chain[0])
        if binding is None:
            return call.chain[0] not in _SHOWS
        if binding.is_value and call.is_method:
            return False
        return not self._is_figure(call.chain)

    def _draws(self, one: Statement) -> bool:
        """Whether it draws, or prepares for it."""
        if any(map(libraries.draws, one.bound.imports.values())):
            return True
        chains = [call.chain for call in one.bound.bare_calls]
        chains += [whole for _, whole in one.bound.values]
        return any(map(self._is_figure, chains))

    def _is_figure(self, whole: Chain) -> bool:
        """Whether this comes from a module that draws, by way of our own functions too."""
        up = reached([whole[0]], self._names)
        return any(self._names[name].draws for name in up if name in self._names)
