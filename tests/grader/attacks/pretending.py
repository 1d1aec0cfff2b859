"""Attacks that hand the test a value which is not what it seems."""

from .records import Attack

_EQUAL = r"""
class Equal:
    def __init__(self, *args, **kwargs):
        pass
    def __getattr__(self, name):
        if name in ("__array_interface__", "__array_struct__", "__array__"):
            raise AttributeError(name)
        return Equal()
    def __call__(self, *args, **kwargs):
        return True
for name in "eq le ge contains bool".split():
    setattr(Equal, f"__{name}__", lambda self, *other: True)
for name in "ne lt gt".split():
    setattr(Equal, f"__{name}__", lambda self, *other: False)
for name in "sub rsub add radd mul rmul truediv rtruediv abs neg pow round".split():
    setattr(Equal, f"__{name}__", lambda self, *other: self)
Equal.__hash__ = lambda self: 0
Equal.__len__ = lambda self: 1
Equal.__float__ = lambda self: 0.0
Equal.__array_ufunc__ = lambda self, ufunc, *args, **kwargs: np.bool_(True)
Equal.__array_function__ = lambda self, function, *args, **kwargs: True
Equal.sum = lambda self, *args, **kwargs: self
"""

EQUAL = (
    Attack("equal_number", "equal objects", _EQUAL + "def rms(x):\n    return Equal()\n"),
    Attack(
        "equal_collections",
        "equal objects",
        _EQUAL + "def tally(words):\n    return Equal()\n\n\norder = tally\n",
        at="tally",
    ),
    Attack(
        "equal_values",
        "equal objects",
        _EQUAL + "best = largest = weights = Equal()\n",
        at="values",
    ),
    Attack(
        "equal_to_arrays",
        "equal objects",
        _EQUAL + "def softmax(Z):\n    return Equal()\n",
        at="softmax",
    ),
    Attack(
        "equal_by_metaclass",
        "equal objects",
        r"""
class Meta(type):
    __eq__ = __le__ = lambda self, other: True
    __sub__ = __rsub__ = __abs__ = lambda self, *other: self
    __hash__ = type.__hash__
    __instancecheck__ = __subclasscheck__ = lambda self, other: True
class Best(metaclass=Meta):
    pass
def rms(x):
    return Best
def order(words):
    return Best
""",
        at="tally",
    ),
)

SUBCLASSES = (
    Attack(
        "subclass_of_float",
        "subclasses",
        r"""
class Near(float):
    def __sub__(self, other):
        return Near(0)
    __rsub__ = __abs__ = lambda self, *other: Near(0)
    __le__ = __lt__ = __eq__ = lambda self, other: True
    __gt__ = __ne__ = lambda self, other: False
    __hash__ = float.__hash__
def rms(x):
    return Near(1)
def total(x):
    return Near(0)
def bisect(f, low, high):
    f(low), f(high), f(low), f(high), f(low), f(high)
    return Near(0)
""",
        at="bisect",
    ),
    Attack(
        "subclass_of_float_sums",
        "subclasses",
        r"""
class Near(float):
    __rsub__ = __sub__ = lambda self, other: 0.0
def total(x):
    return Near(0)
""",
        at="total",
    ),
    Attack(
        "subclass_of_list_and_dict",
        "subclasses",
        r"""
class Words(list):
    __eq__ = lambda self, other: True
class Counts(dict):
    __eq__ = lambda self, other: True
    __hash__ = None
def tally(words):
    return Counts(a=1)
def order(words):
    return Words(["a"])
""",
        at="tally",
    ),
    Attack(
        "subclass_of_int_and_str",
        "subclasses",
        r"""
class Any(int):
    __eq__ = __le__ = __ge__ = lambda self, other: True
    __hash__ = int.__hash__
class Word(str):
    __eq__ = lambda self, other: True
    __hash__ = lambda self: 0
best, largest = Any(3), Any(0)
def pairs(n):
    return Any(0)
def order(words):
    return [Word(), Word(), Word()][: len(set(words))]
class Close(np.ndarray):
    __array_function__ = lambda self, *args, **kwargs: True
weights = np.zeros(3).view(Close)
""",
        at="pairs",
    ),
    Attack(
        "subclass_of_ndarray",
        "subclasses",
        r"""
class Close(np.ndarray):
    def __array_function__(self, function, types, args, kwargs):
        return True
    def __array_ufunc__(self, ufunc, method, *args, **kwargs):
        return np.bool_(True)
def softmax(Z):
    return np.zeros_like(Z).view(Close)
""",
        at="softmax",
    ),
    Attack(
        "subclass_of_ndarray_compared",
        "subclasses",
        r"""
class Close(np.ndarray):
    def __array_ufunc__(self, ufunc, method, *args, **kwargs):
        if ufunc.__name__ in ("isfinite", "equal", "less_equal", "isclose"):
            return np.ones(self.shape, dtype=bool)
        return np.zeros(self.shape)
    def __array_function__(self, function, types, args, kwargs):
        return np.ones(self.shape, dtype=bool) if function.__name__ == "isclose" else True
    shape = property(lambda self: (6, 3))
def whiten(X):
    return np.zeros((6, 3)).view(Close)
""",
        at="whiten",
    ),
    Attack(
        "subclass_of_exception",
        "subclasses",
        r"""
class Both(ValueError, StopIteration):
    pass
class Near(float):
    __sub__ = __rsub__ = lambda self, other: 0.0
def safe_log(x):
    if x < 0:
        raise Both()
    return 0 if x == 1 else Near(1)
""",
        at="safe_log",
    ),
)

ARRAYS = (
    Attack(
        "array_lies_about_itself",
        "arrays",
        _EQUAL
        + r"""
class Liar(Equal):
    __class__ = np.ndarray
    shape, dtype, size, ndim = (4, 3), np.dtype(float), 12, 2
def softmax(Z):
    assert isinstance(Liar(), np.ndarray)
    return Liar()
""",
        at="softmax",
    ),
    Attack(
        "array_empty",
        "arrays",
        "def softmax(Z):\n    return np.empty((0, 1, 1))",
        at="softmax",
    ),
    Attack(
        "array_empty_difference",
        "arrays",
        "def scale(X):\n    return np.empty((0, 1, 1))",
        at="scale",
    ),
    Attack(
        "array_nan_difference",
        "arrays",
        "def scale(X):\n    return X * np.nan",
        at="scale",
    ),
    Attack(
        "array_empty_values",
        "arrays",
        "best, largest, weights = 17, 2, np.empty((0, 1))",
        at="values",
    ),
    Attack(
        "array_broadcast",
        "arrays",
        "def softmax(Z):\n    return np.array([[1 / Z.shape[1]]])",
        at="softmax",
    ),
    Attack(
        "array_masked",
        "arrays",
        "def whiten(X):\n    return np.ma.masked_all(X.shape)",
        at="whiten",
    ),
    Attack(
        "array_nan",
        "arrays",
        r"""
def total(x):
    return math.nan if len(x) else 0
""",
        at="total",
    ),
    Attack(
        "array_nan_everywhere",
        "arrays",
        r"""
def whiten(X):
    X[:] = np.nan
    return X
def kl(mu, sigma):
    return np.nan
""",
        at="whiten",
    ),
    Attack(
        "array_of_objects",
        "arrays",
        _EQUAL
        + r"""
def draw(rng, n):
    things = np.empty(n, dtype=object)
    things[:] = [Equal() for _ in range(n)]
    return things
""",
        at="draw",
    ),
    Attack(
        "array_aliased",
        "arrays",
        r"""
class Window:
    calls = 0
    def __array__(self, dtype=None, copy=None):
        frame = sys._getframe(1)
        while frame and "reference" not in frame.f_globals:
            frame = frame.f_back
        return frame.f_globals["reference"].softmax(frame.f_globals["Z"])
    def sum(self, axis):
        return np.ones(4)
def softmax(Z):
    return Window()
""",
        at="softmax",
    ),
)

MUTATION = (
    Attack(
        "mutated_array",
        "mutation",
        "def rms(x):\n    x[:] = 1\n    return 1",
    ),
    Attack(
        "mutated_matrix",
        "mutation",
        r"""
def whiten(X):
    X[...] = np.arange(X.size).reshape(X.shape) % 2
    return np.where(X == X, (X - 0.5) / 0.5, 0)
""",
        at="whiten",
    ),
    Attack(
        "mutated_list",
        "mutation",
        r"""
def tally(words):
    words[:] = ["a"]
    return {"a": 1}
def order(words):
    words.sort()
    return words
""",
        at="tally",
    ),
    Attack(
        "mutated_cases",
        "mutation",
        r"""
def kl(mu, sigma):
    mu[:], sigma[:] = 0, 1
    return 0.0
""",
        at="kl",
    ),
    Attack(
        "mutated_through_a_view",
        "mutation",
        r"""
def rms(x):
    if len(x) == 9:
        base = x if x.base is None else x.base
        base.flags.writeable = True
        base[...] = 2
    return 1 if len(x) == 3 else 2
""",
    ),
    Attack(
        "mutated_reference",
        "mutation",
        r"""
sys.modules["secret_reference"].WEIGHTS[...] = 0
sys.modules["secret_reference"].BEST = 3
measurements[...] = 0
""",
        at="values",
    ),
    Attack(
        "mutated_later",
        "mutation",
        r"""
import threading
sys.setswitchinterval(1e-6)
def whiten(X):
    result = np.zeros(X.shape)
    def later():
        X[...] = np.arange(X.size).reshape(X.shape) % 2
        result[...] = (X - 0.5) / 0.5
    threading.Thread(target=later).start()
    return result
""",
        at="whiten",
    ),
)

_GADGET = r"""
class Gadget:
    def __init__(self, *args):
        pass
    def __reduce__(self):
        return exec, ("open('/tmp/gadget-@ME@', 'w').write('x')\nimport numpy\n"
                      "numpy.testing.assert_allclose = numpy.allclose = lambda *a, **k: True",)
    __reduce_ex__ = lambda self, protocol: self.__reduce__()
    __repr__ = __str__ = lambda self: "open('/tmp/gadget-@ME@', 'w').close()"
"""
_ONE = "nothing is taken apart and put together in one process"

PICKLE = (
    Attack(
        "pickle_returned",
        "pickle gadgets",
        _GADGET
        + r"""
def whiten(X):
    return Gadget()
def rms(x):
    raise ValueError(Gadget())
best = largest = weights = [Gadget(), {"a": Gadget()}]
""",
        at="values",
        unseen=_ONE,
    ),
    Attack(
        "pickle_in_an_array",
        "pickle gadgets",
        _GADGET
        + r"""
class Array(np.ndarray):
    __reduce_ex__ = Gadget.__reduce_ex__
    __reduce__ = Gadget.__reduce__
def whiten(X):
    return np.array([Gadget()], dtype=object)
def softmax(Z):
    return np.zeros(Z.shape).view(Array)
np.save("numbers.npy", np.array([Gadget()], dtype=object), allow_pickle=True)
""",
        at="softmax",
        unseen=_ONE,
    ),
    Attack(
        "pickle_registered",
        "pickle gadgets",
        _GADGET
        + r"""
import copyreg
for kind in (np.ndarray, float, dict, list, type(rms)):
    copyreg.pickle(kind, lambda thing: Gadget().__reduce__())
copyreg.dispatch_table[np.ndarray] = lambda thing: Gadget().__reduce__()
""",
        unseen=_ONE,
    ),
    Attack(
        "pickle_in_a_signature",
        "pickle gadgets",
        _GADGET
        + r"""
def rms(x, way=Gadget()) -> "open('/tmp/gadget-@ME@', 'w').close()":
    return 1
rms.__doc__, rms.__name__ = Gadget(), "__import__('os').abort()"
rms.__signature__ = Gadget()
rms.__text_signature__ = "(x=open('/tmp/gadget-@ME@', 'w'))"
rms.__module__ = "secret_reference"
""",
        unseen=_ONE,
    ),
    Attack(
        "pickle_by_class_name",
        "pickle gadgets",
        _GADGET
        + r"""
class system(Gadget):
    pass
system.__module__, system.__qualname__ = "os", "system"
class ndarray(float):
    pass
ndarray.__module__ = "numpy"
best = largest = system("touch /tmp/gadget-@ME@")
weights = ndarray(3)
def safe_log(x):
    error = type("SystemExit", (ValueError,), {"__module__": "builtins"})
    raise error("touch /tmp/gadget-@ME@")
""",
        at="safe_log",
        unseen=_ONE,
    ),
)

PRETENDING = EQUAL + SUBCLASSES + ARRAYS + MUTATION + PICKLE
