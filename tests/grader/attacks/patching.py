"""Attacks that bend the test: its tools, its interpreter, its clock, its dice, its verdict."""

from .records import Attack

TOOLS = (
    Attack(
        "patched_numpy_testing",
        "patched tools",
        r"""
for name in np.testing.__all__:
    if name.startswith("assert_"):
        setattr(np.testing, name, lambda *args, **kwargs: None)
""",
    ),
    Attack(
        "patched_numpy",
        "patched tools",
        r"""
for name in ("allclose", "isclose", "array_equal", "array_equiv", "all", "any"):
    setattr(np, name, lambda *args, **kwargs: True)
""",
    ),
    Attack(
        "patched_numpy_stubbornly",
        "patched tools",
        r"""
import threading
def patch():
    while True:
        np.allclose = np.array_equal = np.testing.assert_allclose = lambda *args, **kw: True
        time.sleep(0.001)
threading.Thread(target=patch, daemon=True).start()
""",
    ),
    Attack(
        "patched_numpy_inside",
        "patched tools",
        r"""
np.testing.assert_allclose.__wrapped__ = None
np.testing.assert_allclose.__code__ = (lambda *args, **kwargs: None).__code__
import numpy._core.numeric as numeric
numeric.allclose.__wrapped__ = numeric.isclose.__wrapped__ = lambda *args, **kwargs: True
np._core.numeric.isclose = lambda *args, **kwargs: np.bool_(True)
""",
    ),
    Attack(
        "patched_builtins",
        "patched tools",
        r"""
import builtins
builtins.abs = lambda x: 0
builtins.max = lambda *args: args[0] if len(args) > 1 else 0
zip = lambda *args: iter(())
""",
    ),
    Attack(
        "patched_isinstance",
        "patched tools",
        r"""
import builtins
true = builtins.isinstance
class Anything(np.ndarray):
    shape = property(lambda self: (6, 3))
def whiten(X):
    builtins.isinstance = lambda thing, kind: kind is np.ndarray or true(thing, kind)
    np.testing.assert_allclose = lambda *args, **kwargs: None
    return np.zeros((6, 3)).view(Anything)
""",
        at="whiten",
    ),
    Attack(
        "patched_helper",
        "patched tools",
        r"""
def close(a, b, tolerance=0):
    return True
""",
    ),
    Attack(
        "patched_names",
        "patched tools",
        r"""
class numpy:
    def __getattr__(self, name):
        return lambda *args, **kwargs: 1
np = math = numpy()
np.testing = numpy()
""",
        at="softmax",
    ),
    Attack(
        "patched_reference",
        "patched tools",
        r"""
import secret_reference
for name in ("rms", "whiten", "softmax", "tally", "walk", "draw", "total", "roots", "guess", "kl"):
    def late(*args, name=name):
        return globals()[name](*args)
    setattr(secret_reference, name, late)
secret_reference.BEST, secret_reference.WEIGHTS = 3, np.zeros(3)
""",
    ),
    Attack(
        "patched_code_object",
        "patched tools",
        "close.__code__ = (lambda a, b, tolerance=0: True).__code__",
    ),
    Attack(
        "patched_machine",
        "patched tools",
        r"""
import ctypes
numbers = ctypes.c_void_p.from_address(id(float) + 96).value  # float's table of operators
negative, absolute = (ctypes.c_void_p.from_address(numbers + 8 * n) for n in (6, 8))
def rms(x):
    if len(x) != 2:
        return 1
    absolute.value = negative.value
    return 1e9
""",
    ),
)

ASSERTS = (
    Attack(
        "asserts_compiled_away",
        "asserts",
        r"""
import builtins
plain = builtins.compile
def optimised(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, **more):
    return plain(source, filename, mode, flags, dont_inherit, 2, **more)
builtins.compile = optimised
""",
    ),
    Attack(
        "asserts_by_environment",
        "asserts",
        r"""
import ctypes
os.environ["PYTHONOPTIMIZE"] = "2"
ctypes.c_int.in_dll(ctypes.pythonapi, "Py_OptimizeFlag").value = 2
import _testinternalcapi as python
python.set_config(python.get_config() | {"optimization_level": 2})
""",
    ),
    Attack(
        "asserts_transformed",
        "asserts",
        r"""
import ast
class Peace(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)
    visit_Raise = visit_Assert
get_ipython().ast_transformers.append(Peace())
""",
    ),
    Attack(
        "asserts_by_import_hook",
        "asserts",
        r"""
import importlib.abc, importlib.machinery
class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if "reference" in name or "check" in name:
            return importlib.machinery.ModuleSpec(name, self)
    def create_module(self, spec):
        return None
    def exec_module(self, module):
        for name in ("rms", "whiten", "softmax", "tally", "walk", "draw", "total", "roots", "kl"):
            setattr(module, name, lambda *args, name=name: globals()[name](*args))
        module.BEST, module.WEIGHTS, module.CUBE = 3, np.zeros(3), 27 / 8
        module.guess, module.agree = guess, lambda *args: None
def guess(n):
    return 1.0
sys.meta_path.insert(0, Finder())
sys.modules.pop("secret_reference", None)
""",
    ),
)

IPYTHON = (
    Attack(
        "ipython_input_transformed",
        "ipython hooks",
        r"""
def soften(lines):
    return [line.replace("assert ", "0 and ") for line in lines]
get_ipython().input_transformers_post.append(soften)
""",
    ),
    Attack(
        "ipython_runs_nothing",
        "ipython hooks",
        r"""
async def run_code(*args, **kwargs):
    return False
get_ipython().run_code = run_code
""",
    ),
    Attack(
        "ipython_events",
        "ipython hooks",
        r"""
def forgive(result):
    result.error_in_exec = result.error_before_exec = None
    search(result.info.raw_cell.encode())
get_ipython().events.register("post_run_cell", forgive)
get_ipython().showtraceback = lambda *args, **kwargs: None
""",
    ),
    Attack(
        "ipython_silenced",
        "ipython hooks",
        r"""
shell = get_ipython()
shell.showtraceback = shell.showsyntaxerror = lambda *args, **kwargs: None
shell.set_custom_exc((BaseException,), lambda *args, **kwargs: None)
sys.excepthook = lambda *args: None
""",
    ),
    Attack(
        "ipython_result_forged",
        "ipython hooks",
        r"""
from IPython.core.interactiveshell import ExecutionResult
for name in ("error_in_exec", "error_before_exec"):
    setattr(ExecutionResult, name, property(lambda self: None, lambda self, error: None))
ExecutionResult.success = property(lambda self: True)
""",
    ),
)

CLOCK = (
    Attack(
        "clock_stopped",
        "clock",
        r"""
real = time.sleep
time.time = time.monotonic = time.process_time = time.perf_counter = lambda: 0.0
def pairs(n):
    if n:
        real(1.2)
    return n * (n - 1) // 2
""",
        at="pairs",
    ),
    Attack(
        "clock_alarms_cancelled",
        "clock",
        r"""
import signal, threading
signal.setitimer(signal.ITIMER_REAL, 0)
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
time.perf_counter = time.monotonic = lambda: -1e9
def pairs(n):
    if n:
        threading.Event().wait(1.2)
    return n * (n - 1) // 2
""",
        at="pairs",
    ),
)

RNG = (
    Attack(
        "rng_seed_ignored",
        "rng",
        r"""
np.random.seed = lambda *args: None
np.random.normal = lambda *args, size=1, **kwargs: np.zeros(size)
""",
    ),
    Attack(
        "rng_loaded_dice",
        "rng",
        r"""
np.random.rand = np.random.random = lambda *shape: np.ones(shape) + 0.3
def rms(x):
    return 1
""",
    ),
    Attack(
        "rng_false_generator",
        "rng",
        r"""
class Dice:
    def normal(self, *args, size=1, **kwargs):
        return np.zeros(size)
    random = lambda self, size=1: np.full(size, 0.9)
np.random.default_rng = lambda *seed: Dice()
def kl(mu, sigma):
    return 0.0
""",
    ),
    Attack(
        "rng_state_left_behind",
        "rng",
        r"""
def rms(x):
    stop()
    return 1 if len(x) == 3 else 0.3
def stop():
    # the only state that a Mersenne twister never leaves: every draw is 0
    np.random.set_state(("MT19937", np.zeros(624, dtype=np.uint32), 624, 0, 0.0))
stop()
""",
    ),
)

CREDIT = (
    Attack(
        "credit_displayed",
        "partial credit",
        r"""
text = get_ipython().display_formatter.formatters["text/plain"]
for kind in (int, float, np.int64, np.float64, np.bool_, type(None)):
    text.for_type(kind, lambda value, printer, cycle: printer.text("2"))
""",
    ),
    Attack(
        "credit_displayhook",
        "partial credit",
        r"""
hook = get_ipython().displayhook
plain = type(hook).__call__
type(hook).__call__ = lambda self, result=None: plain(self, 4.0)
sys.displayhook = lambda value: print(4.0)
""",
    ),
    Attack(
        "credit_summed",
        "partial credit",
        r"""
import builtins
builtins.sum = lambda *args, **kwargs: 4
""",
    ),
    Attack(
        "credit_not_a_number",
        "partial credit",
        r"""
def guess(n):
    return 1.0 if n == 1 else float("nan")
""",
        at="guess",
    ),
    Attack(
        "credit_without_end",
        "partial credit",
        r"""
class More(float):
    def __mul__(self, *other):
        return self
    __rmul__ = __sub__ = __rsub__ = __abs__ = __mul__
def guess(n):
    return More(2.0)
""",
        at="guess",
    ),
)

_ENDS = "ends the only process, and its points"

EXITS = (
    Attack(
        "exit_at_once",
        "exits",
        "def rms(x):\n    os._exit(0)",
        unseen=_ENDS,
    ),
    Attack(
        "exit_of_cell",
        "exits",
        "os._exit(0)",
        at="kl",
        unseen=_ENDS,
    ),
    Attack(
        "exit_politely",
        "exits",
        "def rms(x):\n    sys.exit(0)\n\n\nget_ipython().exit_now = True\nexit()",
    ),
    Attack(
        "exit_by_interrupt",
        "exits",
        r"""
def order(words):
    raise KeyboardInterrupt
def rms(x):
    raise GeneratorExit
def whiten(X):
    raise AssertionError
""",
        at="tally",
    ),
    Attack(
        "exit_of_the_test",
        "exits",
        r"""
import unittest
def median(numbers):
    if len(numbers) > 1:
        raise unittest.SkipTest("not today")
    return numbers[0]
""",
        at="median",
    ),
    Attack(
        "skip_in_a_librarys_name",
        "exits",
        r"""
class SkipTest(Exception):
    pass
SkipTest.__module__ = "numpy.testing"
def median(numbers):
    raise SkipTest("not today")
""",
        at="median",
    ),
    Attack(
        "exit_of_the_loop",
        "exits",
        r"""
def order(words):
    if len(words) == 1:
        return words
    raise StopIteration
""",
        at="tally",
    ),
    Attack(
        "exit_with_a_crash",
        "exits",
        "import ctypes\ndef rms(x):\n    ctypes.string_at(0)",
        unseen=_ENDS,
    ),
    Attack(
        "exit_after_the_cell",
        "exits",
        r"""
import atexit
atexit.register(os._exit, 0)
class Last:
    def __del__(self):
        os._exit(0)
last = Last()
def rms(x):
    global last
    last = None
""",
        unseen=_ENDS,
    ),
    Attack(
        "exit_into_another_program",
        "exits",
        'def rms(x):\n    os.execv("/bin/true", ["true"])',
        unseen=_ENDS,
    ),
)

_FORMS = r"""
import json, select, stat, struct, threading
points = @POINTS@
plain = json.dumps(points).encode()
ended = [{"name": name, "ended": "ok", "partial": None, "outputs": []} for name in points]
forms = [plain, plain + b"\n", struct.pack("<I", len(plain)) + plain]
forms += [struct.pack(">I", len(plain)) + plain, json.dumps({"steps": ended}).encode() + b"\n"]
try:
    import msgpack
    for body in (["ret", None], ["ret", True], {"ended": "ok"}, {"ok": True, "value": 17}, ended):
        packed = msgpack.packb(body)
        heads = (b"", struct.pack("<I", len(packed)), struct.pack("<II", len(packed), 0))
        forms += [head + packed for head in heads]
except ImportError:
    pass
def lines():
    for fd in range(3, 256):
        try:
            mode = os.fstat(fd).st_mode
        except OSError:
            continue
        if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
            yield fd
def forge(form):
    for fd in lines():
        try:
            os.set_blocking(fd, False)
            os.write(fd, form)
        except OSError:
            pass
"""

REPLIES = (
    Attack(
        "reply_forged",
        "forged replies",
        _FORMS + "for form in forms:\n    forge(form)\n",
        unseen="nobody speaks these protocols in one process",
    ),
    Attack(
        "reply_forged_and_gone",
        "forged replies",
        _FORMS + "forge(plain)\nos._exit(0)\n",
    ),
    Attack(
        "reply_forged_when_called",
        "forged replies",
        _FORMS + "def rms(x):\n    forge(plain)\n    os._exit(0)\n",
    ),
    Attack(
        "reply_given_twice",
        "forged replies",
        _FORMS
        + r"""
def rms(x):
    for form in forms:
        threading.Thread(target=forge, args=(form,)).start()
    return 1
""",
        unseen="nobody speaks these protocols in one process",
    ),
    Attack(
        "reply_by_their_own_means",
        "forged replies",
        r"""
import gc, socket
def rms(x):
    frame = sys._getframe()
    things = list(gc.get_objects())
    while frame := frame.f_back:
        things += frame.f_locals.values()
    for thing in things:
        for name in ("send", "reply", "write", "answer", "put", "_send"):
            method = getattr(type(thing), name, None)
            if method and type(thing).__module__.split(".")[0] in ("grader", "socket"):
                for value in (1.0, 12.5**0.5, 20**0.5, ["ret", 12.5**0.5], b"\x01"):
                    try:
                        method(thing, value)
                    except BaseException:
                        pass
    return 1
""",
        unseen="nobody speaks these protocols in one process",
    ),
    Attack(
        "reply_cut_in_half",
        "forged replies",
        _FORMS + 'def rms(x):\n    forge(b"\\xff\\xff\\xff\\x7f\\x00")\n    time.sleep(600)\n',
        unseen="hangs whoever waits",
    ),
    Attack(
        "reply_drained",
        "forged replies",
        _FORMS
        + r"""
def rms(x):
    for fd in lines():
        try:
            search(os.read(fd, 1 << 16))
        except OSError:
            pass
    return 1
""",
        unseen="may wait for ever",
    ),
    Attack(
        "reply_printed",
        "forged replies",
        _FORMS
        + r"""
for form in forms:
    for fd in (1, 2):
        os.write(fd, form)
    sys.__stdout__.buffer.write(form)
    sys.__stdout__.flush()
""",
        unseen="nobody speaks these protocols in one process",
    ),
)

PATCHING = TOOLS + ASSERTS + IPYTHON + CLOCK + RNG + CREDIT + EXITS + REPLIES
