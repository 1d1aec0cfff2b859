"""Tests that the judge cannot run in a process of its own, named before they are released.

Read from the text, so some of these would work; none of them would be noticed before a class has
lost its points.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.cells import SourceCell
from grader.ipython_text import Magic, PythonText
from grader.planning.names import Statement
from grader.planning.ownership import Binding, Placed, Reading, reached, resolve, students
from grader.planning.plan import HARMLESS, NotebookPlan
from grader.planning.scope_bindings import Chain, chain
from grader.planning.student_code import (
    CONTAINER_METHODS,
    StudentCode,
    calls,
    is_judges_class,
    strings,
)


@dataclass(frozen=True)
class Found:
    """One place: why it is named, and what to write instead."""

    line: int
    why: str
    instead: str


# What only the shell or the frame of the student's process knows.
_OTHER_PROCESS = frozenset({"In", "Out", "_", "__", "___", "get_ipython", "globals", "locals"})
_READ_SOURCE = re.compile(r"inspect\.get(file|sourcefile|closurevars)|dis\..+")
_AWAIT = "Define a function for students that awaits it"
_INSIDE = frozenset({"__code__", "__closure__", "__globals__", "__wrapped__"})
_CAPTURES = re.compile(r"contextlib\.redirect_std(out|err)|IPython\.utils\..*capture_output")
_PATCHES = re.compile(r"(unittest\.)?mock\.patch\b.*")
_CURRENT_FIGURE = re.compile(r"matplotlib\.pyplot\.(gca|gcf|get_fignums)")
# Magics with an effect outside the namespace, which the judge does without.
_NEEDED_MAGICS = frozenset({"cd", "env", "load", "pushd", "pylab", "run", "set_env", "store"})
SHARED = 'or grade this notebook in mode "shared"'


def unsplittable(plan: NotebookPlan) -> list[str]:
    """A sentence for each place where a test needs to be in the student's process.

    Empty for a notebook that is graded in mode "shared".
    """
    if plan.mode == "shared":
        return []
    found = [f"{name}, {_sentence(each)}" for name, each in _cells(plan)]
    return list(dict.fromkeys([*_notebook(plan), *found]))


def _sentence(found: Found) -> str:
    return f"line {found.line}: {found.why}. {found.instead}, {SHARED}."


def _notebook(plan: NotebookPlan) -> Iterator[str]:
    for key in ("kernelspec", "language_info"):
        metadata = plan.source.metadata.get(key)
        field = "language" if key == "kernelspec" else "name"
        language = metadata.get(field) if isinstance(metadata, dict) else None
        if isinstance(language, str) and language.lower() not in ("python", "ipython"):
            yield f"{plan.source.name}: its language is {language}, and only Python can be graded."
            return


def _cells(plan: NotebookPlan) -> Iterator[tuple[str, Found]]:
    theirs = StudentCode(plan.reading.placed, _magics_of_students(plan))
    for place, n in enumerate(plan.code):
        cell = plan.source.cells[n]
        yield from ((cell.name, found) for found in _text(cell, plan.texts[n]))
        if cell.kind == "tests":
            placed = [one for one in plan.reading.placed if one.cell == place]
            test = _Test(plan.reading, theirs, placed)
            yield from ((cell.name, found) for found in test.found())


def _magics_of_students(plan: NotebookPlan) -> list[Magic]:
    cells = [(plan.source.cells[n].kind, text) for n, text in plan.texts.items()]
    return [m for kind, text in cells if kind in ("solution", "answer") for m in text.magics]


def _text(cell: SourceCell, text: PythonText) -> Iterator[Found]:
    if text.tree is None:
        yield Found(text.problem_line, f"Python cannot read it ({text.problem})", "Correct it")
    for magic in text.magics:
        if cell.kind == "tests" and magic.name not in HARMLESS:
            why = f"a test runs without IPython, so that `{magic.text}` is an error"
            yield Found(magic.line, why, "Write it in Python")
        elif cell.kind in ("plain", "readonly") and magic.name in _NEEDED_MAGICS:
            why = f"only the student's process runs `{magic.text}`"
            yield Found(magic.line, why, "Write it in Python")


@dataclass
class _Test:
    """A grade cell; each method is one reason."""

    reading: Reading
    theirs: StudentCode
    placed: list[Placed]

    def found(self) -> Iterator[Found]:
        for placed in self.placed:
            for look in (
                self._needs_the_other_process,
                self._looks_inside,
                self._changes_what_students_read,
                self._changes_the_students_objects,
                self._reads_what_students_functions_set,
                self._hands_over_an_object,
                self._reads_a_file_of_theirs,
            ):
                for why, instead in look(placed.statement, placed):
                    yield Found(placed.statement.line, why, instead)
            for look in (
                self._trusts_a_helper_of_theirs,
                self._reads_what_is_drawn_there,
                self._reads_what_nothing_binds,
            ):
                for why, instead in look(placed.statement, placed):
                    yield Found(placed.statement.line, why, instead)

    # --- every reason is a sentence and what to write instead ---

    def _needs_the_other_process(self, one: Statement, placed: Placed) -> Iterator[tuple[str, str]]:
        read = one.read.now | one.read.later
        for name in sorted(read & _OTHER_PROCESS):
            if name not in placed.before or placed.before[name].owner == "student":
                yield f"`{name}` knows the names of one process only", "Name what you test"
        for call in calls(one.node):
            if chain(call.func) in (("vars",), ("dir",)) and not call.args:
                yield "it lists the names of one process only", "Name what you test"
        if read & {"eval", "exec"} or any("timeit" in c for c in one.read.chains):
            for name in sorted(self._words(one) & students(placed.before, placed.before)):
                yield f"`{name}` stands in a string, where it is not seen", "Write it as code"
        if any(isinstance(inner, ast.Await) for inner in _outside_functions(one.node)):
            yield "it awaits outside of a function", "Use asyncio.run"

    def _looks_inside(self, one: Statement, placed: Placed) -> Iterator[tuple[str, str]]:
        theirs = students(reached(one.read.now | one.read.later, placed.before), placed.before)
        for whole in sorted(one.read.chains | one.read.later_chains):
            dotted = resolve(whole, placed.before)
            if theirs and _READ_SOURCE.fullmatch(dotted):
                yield f"{dotted} reads the text of a function that is elsewhere", "Test its values"
            if whole[0] in theirs and _INSIDE & {*whole}:
                yield f"`{'.'.join(whole)}` stays in the student's process", "Test its values"
            if _CAPTURES.fullmatch(dotted):
                yield "what student code prints goes elsewhere", "Test what a function returns"
            if _PATCHES.fullmatch(dotted):
                yield "it patches the judge, not the student's code", "Hand it over as an argument"
            if _CURRENT_FIGURE.fullmatch(dotted):
                yield "the current figure is in the student's process", "Bind it to a name"

    def _changes_what_students_read(
        self, one: Statement, placed: Placed
    ) -> Iterator[tuple[str, str]]:
        for name in sorted((one.binds | one.read.globals_bound) & self.theirs.read_later):
            old, module = placed.before.get(name), one.bound.imports.get(name)
            if module is None or old is None or old.module != module:
                yield (
                    f"student code reads `{name}`, but not the one of the test",
                    "Use another name",
                )
        for name in sorted(one.bound.altered):
            binding = placed.before.get(name)
            if binding and binding.module and not binding.draws:
                why = f"it changes `{binding.module}` in the judge, not for student code"
                yield why, "Hand the change over as an argument"
        for name in sorted(one.bound.deletes):
            if name not in self._own(placed):
                yield f"it deletes `{name}` in the judge alone", "Leave it"

    def _changes_the_students_objects(
        self, one: Statement, placed: Placed
    ) -> Iterator[tuple[str, str]]:
        calls = (
            c for c in one.bound.bare_calls if c.is_method and c.chain[-1] in CONTAINER_METHODS
        )
        for name in sorted(one.bound.altered | {call.chain[0] for call in calls}):
            if students([name], placed.before):
                yield f"it changes its copy of `{name}`, not the student's", "Work on a copy"

    def _reads_what_students_functions_set(
        self, one: Statement, placed: Placed
    ) -> Iterator[tuple[str, str]]:
        read = one.read.now | one.read.later
        for name in sorted(read & self.theirs.changed - self._own(placed)):
            why = f"student functions change `{name}` while the test runs, and it has a copy"
            yield why, "Let a function return it"

    def _trusts_a_helper_of_theirs(
        self, one: Statement, placed: Placed
    ) -> Iterator[tuple[str, str]]:
        for call in calls(one.node):
            whole = chain(call.func) or ("",)
            binding = placed.before.get(whole[0])
            if binding and binding.helper_of and self._is_helper(whole, binding):
                why = f"`{whole[0]}` of {binding.helper_of} is made by running student code, so it"
                yield f"{why} belongs to the student", "Make it in this test"

    def _hands_over_an_object(self, one: Statement, placed: Placed) -> Iterator[tuple[str, str]]:
        for call in calls(one.node):
            whole = chain(call.func) or ("",)
            if students([whole[0]], placed.before):
                if isinstance(placed.before[whole[0]].definition, ast.AsyncFunctionDef):
                    yield f"what `{whole[0]}` gives can be awaited elsewhere only", _AWAIT
                for name in sorted(self._instances(call, placed)):
                    why = f"an instance of the judge's `{name}` cannot be handed to student code"
                    yield why, f"Define {name} in a cell for students"
        for name in sorted((one.read.now | one.read.later) & self.theirs.read):
            if is_judges_class(placed.before.get(name)):
                why = f"student code has a class `{name}` of its own, which is not the test's"
                yield why, f"Define {name} in a cell for students"

    def _reads_what_is_drawn_there(
        self, one: Statement, placed: Placed
    ) -> Iterator[tuple[str, str]]:
        read = one.read.now | one.read.later
        for name in sorted(reached(read, placed.before) & placed.before.keys()):
            if placed.before[name].drawn:
                why = f"`{name}` is drawn at random, so it is taken from the student"
                yield why, "Seed in the same cell, or draw from np.random.default_rng(1)"

    def _reads_what_nothing_binds(
        self, one: Statement, placed: Placed
    ) -> Iterator[tuple[str, str]]:
        for name in sorted((one.read.now | one.read.later) & self.reading.unknown):
            yield f"no cell binds `{name}`, so it is taken from the student", "Bind it in Python"

    def _reads_a_file_of_theirs(self, one: Statement, placed: Placed) -> Iterator[tuple[str, str]]:
        modules = {f"{module.split('.')[0]}.py" for module in one.bound.imports.values()}
        for name in sorted((strings(one.node) | modules) & self.theirs.files):
            why = f"student code writes {name} into a folder of its own"
            yield why, "Test the value that is written"

    # --- what the notebook says ---

    def _own(self, placed: Placed) -> set[str]:
        """Names that the test has bound before, or binds with this statement."""
        before = (one.statement for one in self.placed if one is not placed)
        return {name for one in (*before, placed.statement) for name in one.binds}

    def _words(self, one: Statement) -> set[str]:
        return {word for text in strings(one.node) for word in re.findall(r"\w+", text)}

    def _is_helper(self, whole: Chain, binding: Binding) -> bool:
        """Whether calling this runs code that decides, and not a method of plain data."""
        is_called = len(whole) == 1 or binding.definition is not None
        return is_called or self.theirs.is_instance(whole[0])

    def _instances(self, call: ast.Call, placed: Placed) -> set[str]:
        """Classes of the judge of which an instance is an argument of the call."""
        made = {
            name: source[0]
            for one in self.placed
            for names, source in one.statement.bound.values
            for name in names
        }
        values = [*call.args, *(keyword.value for keyword in call.keywords)]
        inner = [n for value in values for n in _handed(value)]
        called = [(chain(n.func) or ("",))[0] for n in inner if isinstance(n, ast.Call)]
        named = [made.get(n.id, "") for n in inner if isinstance(n, ast.Name)]
        return {n for n in (*called, *named) if is_judges_class(placed.before.get(n))}


def _handed(value: ast.AST) -> Iterator[ast.AST]:
    """What a call hands over as it is: not what is read or called from it."""
    yield value
    if not isinstance(value, ast.Attribute | ast.Call | ast.Lambda):
        for inner in ast.iter_child_nodes(value):
            yield from _handed(inner)


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        for child in ast.iter_child_nodes(node):
            yield from _outside_functions(child)
