"""The student's process: runs cells and calls functions for the judge; nothing here is trusted.

It shares its interpreter with what the student wrote, who may change any of this: whatever it
answers is data to the judge, never a score. Requests are lists that start with a word; the
answer is ["ret", value, extra] or ["exc", classes, text, line].
"""

import builtins
import contextlib
import inspect
import io
import itertools
import operator
import os
import random
import sys
import traceback
import types
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from grader.execution import wire, wire_libraries
from grader.execution.channel import Channel
from grader.execution.random_states import bit_generator_state, generator_of
from grader.limits import MAX_FILE_BYTES, MAX_FILES

MAX_PRINTED = 1 << 16
MAX_CLASSES = 30
VALUES = (list, dict, set, np.ndarray)  # what a function can change in place


class Callback:
    """A function of the judge's, called from here."""

    def __init__(self, server: "StudentServer", number: int, name: str) -> None:
        self._server, self._number = server, number
        self.__name__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the judge's function."""
        return self._server.call_judge(self._number, args, kwargs)


class StudentServer:
    """Answers the judge's requests until it hangs up."""

    def __init__(
        self,
        namespace: dict[str, Any],
        run_cell: Callable[[str, float], Any],
        channel: Callable[[wire.Refer, wire.Resolve], Channel],
    ) -> None:
        self.namespace, self.run_cell = namespace, run_cell
        self.channel = channel(self._refer, self._resolve)
        self._kept: dict[int, Any] = {}
        self._numbers = itertools.count(1)
        self._generators: dict[int, np.random.Generator] = {}

    def serve(self) -> None:
        """Say hello, then answer until the conversation ends."""
        self.channel.send(["ret", "ready", {}])
        with contextlib.suppress(EOFError, OSError):
            self._until_answered()

    def _until_answered(self) -> list[Any]:
        """Answer requests; returns when the judge answers one of ours instead."""
        while True:
            request = self.channel.receive()
            if request[0] in ("ret", "exc"):
                return list(request)
            self._answer(request)

    def _answer(self, request: list[Any]) -> None:
        try:
            answer = self._do(*request)
        except BaseException as error:  # whatever a student's function raises is an answer
            answer = _told(error)
        try:
            self.channel.send(answer)
        except wire.WireError as error:
            self.channel.send(_told(TypeError(f"the result cannot be taken: {error}")))

    def _do(self, word: str, *arguments: Any) -> list[Any]:
        if word == "call":
            return self._call(*arguments)
        return ["ret", _WORDS[word](self, *arguments), {}]

    def _call(self, function: Any, args: list[Any], kwargs: dict[str, Any]) -> list[Any]:
        given = dict(enumerate(args)) | kwargs
        given |= {k: np.array(v) for k, v in given.items() if type(v) is np.ndarray}  # writable
        before = {place: _frozen(value) for place, value in given.items()}
        printed = io.StringIO()
        with _warnings() as told, contextlib.redirect_stdout(printed):
            result = function(*map(given.get, range(len(args))), **{k: given[k] for k in kwargs})
        changed = {
            place: value
            for place, value in given.items()
            if before[place] is not None and before[place] != _frozen(value)
        }
        extra = {
            "changed": changed,
            "warned": [[kind, text[:500]] for kind, text in told[:20]],
            "printed": printed.getvalue()[:MAX_PRINTED],
        }
        return ["ret", result, extra]

    def call_judge(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Have the judge call a function of its own, and wait for what it gives."""
        self.channel.send(["cb", number, list(args), kwargs])
        answer = self._until_answered()
        if answer[0] == "exc":
            raise self._exception_class(answer[1])(answer[2])
        return answer[1]

    def _exception_class(self, name: str) -> type[BaseException]:
        """The class of this name, of Python's or of a locked cell's, which run here as well."""
        found = getattr(builtins, name, None) or self.namespace.get(name)
        is_one = isinstance(found, type) and issubclass(found, Exception)
        return found if is_one else RuntimeError  # type: ignore[return-value]

    def _run(self, source: str, seconds: float) -> Any:
        return _sendable(self.run_cell(source, seconds))

    def _keep(self, value: Any) -> int:
        number = next(self._numbers)
        self._kept[number] = value
        return number

    def _refer(self, value: Any) -> list[Any]:
        """How something that is no plain data is named to the judge."""
        if isinstance(value, np.random.Generator):
            return ["state", *bit_generator_state(value)]
        if isinstance(value, Callback):
            return ["callback", value._number]
        if isinstance(value, types.ModuleType):
            return ["module", value.__name__]
        number = self._keep(value)
        if isinstance(value, type):
            return ["class", number, value.__qualname__, _classes(value)]
        if inspect.isroutine(value):
            name = getattr(value, "__name__", "function")
            return ["function", number, name, (value.__doc__ or "")[:2000], _signature(value)]
        name, classes = type(value).__qualname__, _classes(type(value))
        return ["object", number, name, classes, callable(value)]

    def _resolve(self, reference: list[Any]) -> Any:
        kind, *rest = reference
        if kind == "callback":
            return Callback(self, *rest)
        if kind == "kept":
            return self._kept[rest[0]]
        if kind == "generator":
            return self._generator(*rest)
        module, name = rest  # "library": the judge is trusted, and names what is installed
        found: Any = __import__(module, fromlist=["_"])
        for part in name.split("."):
            found = getattr(found, part)
        return found

    def _generator(self, key: int, state: Any) -> np.random.Generator:
        """The copy of a judge's generator; it goes on where it was unless a state comes along."""
        if state is not None:
            self._generators[key] = generator_of(*state)
        return self._generators[key]

    def _iterate(self, value: Any) -> int:
        return self._keep(iter(value))

    def _next(self, number: int, count: int) -> list[Any]:
        batch = []
        for _ in range(count):  # not `for … in`: that may begin anew
            try:
                batch.append(next(self._kept[number]))
            except StopIteration:
                break
        return batch

    def _write(self, files: dict[str, bytes]) -> None:
        for name, data in files.items():
            if os.path.dirname(name):  # noqa: PTH120
                os.makedirs(os.path.dirname(name), exist_ok=True)  # noqa: PTH103, PTH120
            with open(name, "wb") as file:  # noqa: PTH123 - pathlib may be patched by now
                file.write(data)

    def _files(self, known: list[str]) -> dict[str, bytes]:
        """What the cells wrote into their folder: a few small files, at its top level."""
        found = {}
        for entry in itertools.islice(os.scandir(), MAX_FILES):
            if entry.name in known or not entry.is_file(follow_symlinks=False):
                continue
            if entry.stat(follow_symlinks=False).st_size <= MAX_FILE_BYTES:
                with open(entry.name, "rb") as file:  # noqa: PTH123
                    found[entry.name] = file.read(MAX_FILE_BYTES)
        return found


_WORDS: dict[str, Callable[..., Any]] = {
    "cell": StudentServer._run,
    "name": lambda server, name: server.namespace[name],
    "names": lambda server, names: [name for name in names if name in server.namespace],
    "get": lambda server, value, name: getattr(value, name),
    "set": lambda server, value, name, to: setattr(value, name, to),
    "op": lambda server, name, *values: getattr(operator, name)(*values),
    "isinstance": lambda server, value, kind: isinstance(value, kind),
    "iterate": StudentServer._iterate,
    "next": StudentServer._next,
    "write": StudentServer._write,
    "files": StudentServer._files,
    "seed": lambda server, states: set_random_states(states),
}


def set_random_states(states: dict[str, Any]) -> None:
    """Put the global generators where the judge's are."""
    if "numpy" in states:
        np.random.set_state(states["numpy"])
    if "random" in states:
        random.setstate(states["random"])
    if "torch" in states and "torch" in sys.modules:
        torch = sys.modules["torch"]
        torch.set_rng_state(torch.frombuffer(bytearray(states["torch"]), dtype=torch.uint8))


@contextlib.contextmanager
def _warnings() -> Iterator[list[tuple[str, str]]]:
    """The class and the text of each warning; the judge warns again on its side."""
    told: list[tuple[str, str]] = []

    def tell(message: Any, category: type[Warning], *rest: Any, **more: Any) -> None:
        told.append((category.__name__, str(message)))

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = tell
        yield told


def _frozen(value: Any) -> Any:
    """Something that differs if the value is changed in place; None for what cannot be."""
    if type(value) is np.ndarray:
        return (value.shape, value.dtype.str, value.tobytes())
    if isinstance(value, (*VALUES, *wire_libraries.tables())):
        try:
            header, buffers = wire.pack(value, lambda inner: [id(inner)])
            return (header, [bytes(buffer) for buffer in buffers])
        except wire.WireError:
            return None
    return None


def _told(error: BaseException) -> list[Any]:
    try:
        text = str(error)[:2000]
    except Exception:  # an exception of a student's whose __str__ raises
        text = ""
    return ["exc", _classes(type(error)), _sendable(text), _student_line(error)]


def _sendable(value: Any) -> Any:
    """The same, with a "?" for each half of a surrogate pair, which cannot be sent."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_sendable(key): _sendable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_sendable(each) for each in value]
    return value


def _student_line(error: BaseException) -> str:
    """ "line 3: return 1/0" of the deepest frame in a cell, if there is one."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "<ipython" in f.filename]
    return f"line {frames[-1].lineno}: {(frames[-1].line or '')[:200]}" if frames else ""


def _classes(kind: type) -> list[str]:
    return [f"{c.__module__}:{c.__qualname__}" for c in kind.__mro__[:MAX_CLASSES]]


def _signature(function: Any) -> list[list[Any]] | None:
    """Name, kind, whether it has a default, and the default if that is a constant."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    return [
        [p.name, int(p.kind), p.default is not p.empty, _constant(p.default)] for p in parameters
    ]


def _constant(value: Any) -> Any:
    return value if type(value) in wire.SCALARS else None
