"""What stands in the judge's namespace for functions and objects of the student's.

A function becomes a function with the same signature. An object becomes a `Handle`: its attributes
and methods answer with data or other handles, but it never takes part in a comparison with the
judge's data, has no truth value and is no array; that is how always-equal objects fail.
"""

import inspect
import itertools
import sys
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from grader.execution.raising import saying
from grader.execution.session import ITERABLE, Session
from grader.execution.wire import NotPlainData, WireError
from grader.execution.wire_libraries import value_classes

# What an honest process sends as plain data; an object that claims to be one of these is none.
VALUE_CLASSES = frozenset(
    {
        *(
            f"builtins:{name}"
            for name in ("bool", "bytes", "complex", "dict", "float", "frozenset")
        ),
        *(f"builtins:{name}" for name in ("int", "list", "set", "str", "tuple")),
        *("numpy:ndarray", "numpy:generic", "fractions:Fraction", "decimal:Decimal"),
        "collections:deque",
    }
)
HEAP_TYPE = 1 << 9  # Py_TPFLAGS_HEAPTYPE
T = TypeVar("T", int, float, bool, str)

# Methods that compare: the object itself would decide whether it is right.
TELLING = frozenset(
    {"allclose", "count", "difference", "endswith", "eq", "equal", "equals", "ge", "gt"}
    | {"identical", "index", "intersection", "isclose", "isdisjoint", "isin", "issubset"}
    | {"issuperset", "le", "lt", "ne", "startswith", "symmetric_difference"}
)
COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
BINARY = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "getitem", "contains")
REFLECTED = ("add", "sub", "mul", "truediv", "matmul")
UNARY = ("neg", "pos", "abs")


def proxy(session: Session, reference: list[Any]) -> Any:
    """What stands for the thing that the student's process names so."""
    kind, number, name, about = (*reference[:4],)
    if not isinstance(number, int):
        raise WireError("a reference without a number")
    if kind == "function":
        return _function(session, number, str(name), str(about), reference[4])
    names = tuple(str(each) for each in about)
    if kind == "class":
        return Handle(session, number, str(name), names)
    if kind != "object":
        raise WireError("a reference of an unknown kind")
    if _is_known(session, names):
        return Handle(session, number, str(name), names)
    if name in ITERABLE and not VALUE_CLASSES & set(names):
        return IteratorHandle(session, number, str(name), names)
    if reference[4:] == [True] and not VALUE_CLASSES & set(names):  # as good as a function
        return _function(session, number, str(name), "", None)
    raise NotPlainData(f"an object of class {str(name)[:60]} where plain data is expected")


def _is_known(session: Session, names: Sequence[str]) -> bool:
    """Classes that the reference solution defines too, and objects of libraries."""
    library = _library_class(names)
    if VALUE_CLASSES & set(names) or (library and issubclass(library, value_classes())):
        return False
    if _is_of_the_reference(session, names):
        return True
    return library is not None and (_is_expected(session, names) or _is_of_torch(library))


def _is_expected(session: Session, names: Sequence[str]) -> bool:
    """Whether it is the library's own class, or a subclass that the solution defines too."""
    module, _, name = (*names, "")[0].partition(":")
    return module != "__main__" or name in session.classes


def _is_of_torch(library: type) -> bool:
    """Networks are subclasses by custom; what they compute comes back as plain data."""
    return library.__module__.partition(".")[0] == "torch"


def _is_of_the_reference(session: Session, names: Sequence[str]) -> bool:
    """Whether the reference solution defines such a class, and no library does."""
    bases = {each.partition(":")[2] for each in names}
    return bool(bases & session.classes) and _library_class(names) is None


def _library_class(names: Sequence[str]) -> type | None:
    """The class of a loaded library that the object is an instance of."""
    for each in names:
        module, _, name = each.partition(":")
        if module in ("builtins", "__main__"):
            continue
        found: Any = sys.modules.get(module)
        for part in name.split("."):
            found = getattr(found, part, None)
        if isinstance(found, type):
            return found
    return None


def _is_pure_python(kind: type) -> bool:
    """Whether instances have no more to them than attributes: code in C may look into others."""
    bases = itertools.takewhile(lambda base: base is not object, kind.__mro__)
    return all(base.__flags__ & HEAP_TYPE and base.__itemsize__ == 0 for base in bases)


def _function(session: Session, number: int, name: str, doc: str, signature: Any) -> Any:
    def function(*args: Any, **kwargs: Any) -> Any:
        value, function.changed_arguments = session.call(function, args, kwargs)  # type: ignore[attr-defined]
        return value

    function.__name__ = function.__qualname__ = name
    function.__doc__ = doc or None
    function._student_number, function._session = number, session  # type: ignore[attr-defined]
    function.changed_arguments = ()  # type: ignore[attr-defined]
    if signature is not None:
        function.__signature__ = _signature(signature)  # type: ignore[attr-defined]
    return function


def _signature(parameters: Any) -> inspect.Signature:
    return inspect.Signature(
        [
            inspect.Parameter(
                str(name),
                inspect._ParameterKind(kind),
                default=default if has_default else inspect.Parameter.empty,
            )
            for name, kind, has_default, default in parameters
        ],
        __validate_parameters__=False,
    )


class Handle:
    """An object that stays in the student's process."""

    __array_ufunc__ = None  # numpy's operators give up instead of asking it

    _session: Session
    _student_number: int
    _name: str
    _classes: tuple[str, ...]
    _mixed: bool  # came of an operation with the judge's data

    def __init__(self, session: Session, number: int, name: str, classes: tuple[str, ...]) -> None:
        self.__dict__.update(
            _session=session,
            _student_number=number,
            _name=name,
            _classes=classes,
            _mixed=False,
        )

    @property  # type: ignore[misc]  # isinstance(model, nn.Module) asks for it
    def __class__(self) -> Any:
        library = _library_class(self._classes)
        return library if library and _is_pure_python(library) else Handle

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        self._require_unmixed()
        found = self._session.request("get", self, name)
        if not _is_of_the_reference(self._session, self._classes):
            self._require_its_own(name, found)
        return found

    def _require_its_own(self, name: str, found: Any) -> None:
        """A library's object has its library's methods, and none that compares."""
        if not callable(found) or _is_handle(found):
            return
        if name in TELLING or not hasattr(_library_class(self._classes), name):
            raise TypeError(f"a {self._name} has no {name} here: take its data first")

    def __setattr__(self, name: str, value: Any) -> None:
        self._session.request("set", self, name, value)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the object there."""
        self._require_unmixed()
        return self._session.call(self, args, kwargs)[0]

    def _require_unmixed(self) -> None:
        """What has met plain values of the judge's may have learnt what is expected."""
        if self._mixed:
            raise NotPlainData(f"a {self._name} that was mixed with plain values tells nothing")

    def __iter__(self) -> Iterator[Any]:
        self._require_unmixed()
        number = self._session.request("iterate", self)
        while batch := self._session.request("next", number, 1):
            yield batch[0]

    def __next__(self) -> Any:
        self._require_unmixed()
        batch = self._session.request("next", self._student_number, 1)
        if not batch:
            raise StopIteration
        return batch[0]

    def __len__(self) -> int:
        return _exactly(int, self._convert("__len__"))

    def __float__(self) -> float:
        return _exactly(float, self._convert("__float__"))

    def __int__(self) -> int:
        return _exactly(int, self._convert("__int__"))

    def _convert(self, method: str) -> Any:
        self._require_unmixed()
        try:
            convert = self._session.request("get", self, method)
        except AttributeError as error:  # what Python raises for an object without it
            raise TypeError(f"a {self._name} has no {method}") from error
        return convert()

    def __instancecheck__(self, value: Any) -> bool:
        return _is_handle(value) and self._session.request("isinstance", value, self) is True

    def __bool__(self) -> bool:
        raise TypeError(f"a {self._name} has no truth value here: compare plain data")

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError(f"a {self._name} is no array of numbers")

    def __hash__(self) -> int:
        return object.__hash__(self)

    def __str__(self) -> str:
        return self._text("__str__")

    def __repr__(self) -> str:
        return self._text("__repr__")

    def __format__(self, how: str) -> str:
        return self._text("__format__", how)

    def _text(self, method: str, *how: str) -> str:
        """What its own class writes, if the solution has such a class: text is plain data."""
        if self._mixed or not _is_of_the_reference(self._session, self._classes):
            return f"<the student's {self._name}>"
        return _exactly(str, self._session.request("get", self, method)(*how))


class IteratorHandle(Handle):
    """Something to go through, such as a generator: it has no attributes, and no operators."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        raise NotPlainData(f"a {self._name} can only be gone through here: make a list of it")

    def __len__(self) -> int:
        raise TypeError(f"a {self._name} has no length here: make a list of it")


def _exactly(kind: type[T], value: Any) -> T:
    if type(value) is not kind or not isinstance(value, kind):
        raise TypeError(f"a {type(value).__name__} where a plain {kind.__name__} is expected")
    return value


def _is_handle(value: Any) -> bool:
    return issubclass(type(value), Handle)  # its __class__ may be another


def _compare(name: str) -> Any:
    def compare(self: Handle, other: Any) -> bool:
        if not _is_handle(other):
            raise NotPlainData(
                f"a {self._name} is compared with a plain value: take its data first"
            )
        return bool(_exactly(bool, self._session.request("op", name, self, other)))

    return compare


def _operate(name: str, reflected: bool = False) -> Any:
    """An operator: for classes of the reference alone, and never a way to a plain number.

    The other side of `object - expected` would learn what is expected, and answer 0.
    """

    def operate(self: Handle, *others: Any) -> Any:
        if not _is_of_the_reference(self._session, self._classes):
            raise NotPlainData(f"a {self._name} takes part in no arithmetic: take its data first")
        values = (*others, self) if reflected else (self, *others)
        try:
            result = self._session.request("op", name, *values)
        except Exception as error:  # its text might tell what is expected
            raise saying(type(error), f"from the operator of {self._name}") from None
        mixed = self._mixed or any(not _is_handle(o) or o._mixed for o in others)
        if not mixed or (name in ("getitem", "contains") and not self._mixed):
            return result
        if not _is_handle(result):
            raise NotPlainData(f"a {self._name} with a plain value must give a {self._name}")
        result.__dict__["_mixed"] = True
        return result

    return operate


for _name in COMPARISONS:
    setattr(Handle, f"__{_name}__", _compare(_name))
for _name in (*BINARY, *UNARY):
    setattr(Handle, f"__{_name}__", _operate(_name))
for _name in REFLECTED:
    setattr(Handle, f"__r{_name}__", _operate(_name, reflected=True))
