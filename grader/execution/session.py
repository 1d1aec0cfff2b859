"""The judge's side of a conversation with one student process: requests, answers, references.

What comes back is plain data or a proxy (`grader.execution.proxies`). A process that dies, hangs
or breaks the rules raises StudentEnded, which no test can catch as an ordinary exception.
"""

import contextlib
import copy
import functools
import itertools
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Never

import numpy as np

from grader.execution import wire, wire_libraries
from grader.execution.channel import Channel
from grader.execution.raising import Exceptions, warn_again
from grader.execution.random_states import RandomStates, bit_generator_state, generator_of

CONTAINERS = ("generator", "map", "zip", "filter", "enumerate", "reversed")
ITERABLE = frozenset(
    {*CONTAINERS, "list_iterator", "list_reverseiterator", "tuple_iterator", "range_iterator"}
    | {"set_iterator", "dict_keyiterator", "dict_valueiterator", "dict_itemiterator"}
    | {"dict_reversekeyiterator", "dict_reversevalueiterator", "dict_reverseitemiterator"}
    | {"str_iterator", "str_ascii_iterator", "bytes_iterator", "callable_iterator"}
)


class StudentEnded(BaseException):
    """The student's process is gone or was stopped; `reason` is a word of `limits.explain`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Writing:
    """Whether changes that a student's function made to its arguments are copied to the test's.

    `at_once` if the function returns None: that is what it is for. Otherwise only while the test
    runs a second time (`repeated`), and undone afterwards.
    """

    at_once: bool = True
    always: bool = False
    kept_back: bool = False  # a change was not copied
    by_returning_none: bool = False  # a function that returned None has changed something
    _undo: list[Callable[[], None]] = field(default_factory=list)

    def begin(self, at_once: bool) -> None:
        """Another test."""
        self.at_once, self.kept_back, self.by_returning_none = at_once, False, False

    @contextlib.contextmanager
    def repeated(self) -> Iterator[None]:
        """Copy all changes, while this lasts."""
        self.always = True
        try:
            yield
        finally:
            self.always = False
            while self._undo:
                self._undo.pop()()

    def record(
        self, value: Any, given: Mapping[Any, Any], changed: Mapping[int | str, Any]
    ) -> None:
        """A function returned the value and changed these of its arguments, by place or name."""
        if not changed:
            return
        self.by_returning_none |= value is None
        if self.always:
            self._undo += _write_back(given, changed)
        elif value is None and self.at_once:
            _write_back(given, changed)
        else:
            self.kept_back = True


Proxies = Callable[["Session", list[Any]], Any]  # makes what stands for something kept there


class Session:
    """A student process, as the judge talks to it."""

    def __init__(
        self,
        channel: Callable[[wire.Refer, wire.Resolve], Channel],
        proxy: Proxies,
        classes: frozenset[str],
    ) -> None:
        self.channel = channel(self._refer, self._resolve)
        self.classes = classes
        self.cells: list[str] = []  # the texts that have run there
        self.writing = Writing()
        self.ended = ""  # why nothing is asked any more
        self._proxy = proxy
        self._callbacks: list[Callable[..., Any]] = []
        self._callback_numbers: dict[int, int] = {}
        self._exceptions = Exceptions()
        self._random = RandomStates()
        self._numbers = itertools.count()
        self._generators: dict[int, tuple[Any, int, Any]] = {}

    def within(self, seconds: float) -> None:
        """Every answer must come within so many seconds from now."""
        self.channel.deadline = time.monotonic() + seconds

    def hello(self) -> None:
        """Wait until the process is ready."""
        self._answer()

    def request(self, *message: Any) -> Any:
        """Ask for something; returns the value, raises what the student's code raised."""
        return self._ask(list(message))[0]

    def call(self, function: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Call a function there; returns its value and what it changed and said on the way."""
        states = self._random.changed()
        if states:
            self._ask(["seed", states])
        value, extra = self._ask(["call", function, list(args), dict(kwargs)])
        if not isinstance(extra, dict):
            self._end("broke")
        if isinstance(printed := extra.get("printed"), str):
            sys.stdout.write(printed)  # a test may capture it
        changed = extra.get("changed") or {}
        self.writing.record(value, dict(enumerate(args)) | dict(kwargs), changed)
        warn_again(extra.get("warned") or [])
        return value, tuple(sorted(p for p in changed if isinstance(p, int)))

    def _ask(self, message: list[Any]) -> tuple[Any, Any]:
        if self.ended:  # a test may have caught it: the next answer would be that of another call
            raise StudentEnded(self.ended)
        self._send(message)
        return self._answer()

    def _send(self, message: list[Any]) -> None:
        try:
            self.channel.send(message)
        except TimeoutError:
            self._end("wall")
        except OSError:
            self._end("died")

    def _answer(self) -> tuple[Any, Any]:
        while True:
            kind, *rest = self._receive()
            if kind == "ret" and len(rest) == 2:
                return rest[0], rest[1]
            if kind == "exc" and len(rest) == 3:
                raise self._exceptions.raised(*rest)
            if kind != "cb" or len(rest) != 3:
                self._end("broke")
            self._call_back(*rest)

    def _receive(self) -> list[Any]:
        try:
            message = self.channel.receive()
        except TimeoutError:
            self._end("wall")
        except (EOFError, OSError):
            self._end("died")
        except (wire.WireError, MemoryError):  # after half a message the next one cannot be read
            self._end("broke")
        if type(message) is not list or not message:
            self._end("broke")
        return list(message)

    def _end(self, reason: str) -> Never:
        self.ended = reason
        raise StudentEnded(reason) from None

    def _call_back(self, number: Any, args: Any, kwargs: Any) -> None:
        """Run a function of ours that the student's code calls, and send what it gives."""
        try:
            answer = ["ret", self._callbacks[number](*args, **kwargs)]
        except StudentEnded:
            raise
        except Exception as error:
            answer = ["exc", type(error).__name__, str(error)[:500]]
        self._send(answer)

    # --- references -------------------------------------------------------------------------------

    def _refer(self, value: Any) -> list[Any]:
        """How something of ours that is no plain data is named to the student's process."""
        if isinstance(value, np.random.Generator):
            return ["generator", *self._generator(value)]
        number = getattr(value, "_student_number", None)
        if isinstance(number, int):
            return ["kept", number]
        library = _library_name(value)
        if library:
            return ["library", *library]
        if callable(value):
            return ["callback", self._callback(value), getattr(value, "__name__", "function")]
        raise wire.WireError(f"a {type(value).__name__} cannot be sent to the student's process")

    def _callback(self, function: Callable[..., Any]) -> int:
        key = id(function)
        if key not in self._callback_numbers:
            self._callbacks.append(function)  # kept: the id stays its own
            self._callback_numbers[key] = len(self._callbacks) - 1
        return self._callback_numbers[key]

    def _generator(self, generator: np.random.Generator) -> tuple[int, Any]:
        """A number for the generator, and its state unless the student's copy may go on from it."""
        state = bit_generator_state(generator)
        _, key, known = self._generators.get(id(generator)) or (None, next(self._numbers), None)
        self._generators[id(generator)] = (generator, key, state)  # kept: the id stays its own
        return key, None if known is not None and _same(known, state) else state

    def _resolve(self, reference: Any) -> Any:
        if type(reference) is not list or not reference:
            raise wire.WireError("a reference of an unknown form")
        kind, *rest = reference
        if kind == "callback":
            return self._callbacks[rest[0]]
        if kind == "state":
            return generator_of(*rest)
        if kind == "module":
            raise wire.NotPlainData("a module where a value is expected")
        if kind == "class" and any(str(n) == "builtins:BaseException" for n in rest[2]):
            return self._exceptions.class_of([str(name) for name in rest[2]])
        return self._proxy(self, reference)


def _same(a: Any, b: Any) -> bool:
    """Whether two states of a generator are equal, arrays and all."""
    return _state_bytes(a) == _state_bytes(b)


def _state_bytes(state: Any) -> bytes:
    header, buffers = wire.pack(state, lambda value: [repr(value)])
    return header + b"".join(bytes(buffer) for buffer in buffers)


def _write_back(
    given: Mapping[Any, Any], changed: Mapping[int | str, Any]
) -> list[Callable[[], None]]:
    """Do to the arguments what a function did there; returns what undoes it."""
    undo: list[Callable[[], None]] = []
    kinds = (np.ndarray, list, dict, set, *wire_libraries.tables())
    for place, value in changed.items():
        if isinstance(mine := given.get(place), kinds):
            undo.append(functools.partial(_change, mine, copy.copy(mine)))
            _change(mine, value)
    return undo


def _change(mine: Any, value: Any) -> None:
    """Make an array, a list, a dictionary, a set or a table another one, in place."""
    if type(mine) is np.ndarray and type(value) is np.ndarray and mine.shape == value.shape:
        mine[...] = value
    elif type(mine) is list and type(value) is list:
        mine[:] = value
    elif type(mine) is type(value) and isinstance(mine, dict | set):
        mine.clear()
        mine.update(value)
    elif type(mine) is type(value) and isinstance(mine, wire_libraries.tables()):
        wire_libraries.change_table(mine, value)


def _library_name(value: Any) -> tuple[str, str] | None:
    """The module and the name of a function or class that the student's process has as well."""
    if isinstance(value, np.ufunc):
        ufunc = str(value.__name__)
        return ("numpy", ufunc) if getattr(np, ufunc, None) is value else None
    module = getattr(value, "__module__", None)
    name = getattr(value, "__qualname__", None)
    if not isinstance(module, str) or not isinstance(name, str):
        return None
    root = module.partition(".")[0]
    if root not in ("builtins", "numpy", "torch", "math", "scipy", "pandas", "operator"):
        return None
    found: Any = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return (module, name) if found is value else None
