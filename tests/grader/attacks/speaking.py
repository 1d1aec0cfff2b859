"""Attacks that know the grader: they change its own code in the student's process, and its words.

The process that runs the student's cells holds a part of the grader. Whatever that part says is
under the student's control, and so is every byte that it sends.
"""

from .records import Attack

_ONE = "speaks the words of a grader in two processes"
_SERVER = r"""
from grader.execution import wire
def find_server():
    frame = sys._getframe()
    while frame := frame.f_back:
        if type(frame.f_locals.get("self")).__name__ == "StudentServer":
            return frame.f_locals["self"]
server = find_server()
class Raw:
    def __init__(self, form, *buffers):
        self.form, self.buffers = form, buffers
def as_it_is(encoder, raw):
    first = len(encoder.buffers)
    encoder.buffers.extend(raw.buffers)
    return raw.form(first) if callable(raw.form) else raw.form
wire._ENCODERS[Raw] = as_it_is
NAMES = "rms whiten softmax bisect tally order safe_log walk draw scale total pairs roots guess kl"
NAMES = [*NAMES.split(), "median"]
"""

VALUES = (
    Attack(
        "words_laundered",
        "forged replies",
        r"""
class Near(np.polynomial.Polynomial):
    __sub__ = __rsub__ = lambda self, other: self
    __abs__ = lambda self: 0.0
def bisect(f, low, high):
    return 0.0 if low < 0 else [f(low) for _ in range(9)] and Near([1.0])
def total(x):
    return Near([1.0]) if len(x) else 0.0
""",
        at="bisect",
    ),
    Attack(
        "words_laundered_by_hand",
        "forged replies",
        r"""
from fractions import Fraction
class Near(Fraction):
    __sub__ = __rsub__ = lambda self, other: self
    __abs__ = lambda self: 0.0
    __contains__ = lambda self, other: True
def rms(x):
    return 1 if len(x) == 3 else Near(1)
""",
    ),
    Attack(
        "words_of_false_classes",
        "forged replies",
        _SERVER
        + r"""
names = ["numpy:float64", "numpy.ma:MaskedArray", "numpy:matrix", "secret_reference:agree"]
class Answers:
    shape, dtype, ndim, size = (6, 3), "float64", 2, 18
    sub = lambda self, *others: self
    __sub__ = __rsub__ = __getitem__ = __neg__ = __pos__ = sub
    __abs__ = lambda self: 0.0
    __contains__ = __eq__ = __le__ = lambda self, other: True
    __len__, __float__, __int__ = lambda self: 1, lambda self: 1.0, lambda self: 1
    __iter__ = lambda self: iter(())
    all = max = lambda self, *args: True
def whiten(X):
    number = server._keep(Answers())
    return Raw(["R", ["l", ["object", number, names[n % 4], ["l", names[n % 4 :]]]]])
n = 0
def rms(x):
    global n
    n += 1
    return 1 if len(x) == 3 else whiten(x)
""",
        unseen=_ONE,
    ),
    Attack(
        "words_of_odd_references",
        "forged replies",
        _SERVER
        + r"""
forms = [
    ["R", ["l", ["callback", -1]]], ["R", ["l", ["callback", 10**9]]], ["R", ["l", []]],
    ["R", ["l", ["library", "os", "system"]]], ["R", ["l", ["kept", 1]]], ["R", "callback"],
    ["R", ["l", ["module", "os"]]], ["R", ["l", ["class", 1, "x", ["l", ["os:system"]]]]],
    ["R", ["l", ["class", 1, "x", ["l", ["builtins:SystemExit", "builtins:BaseException"]]]]],
    ["R", ["l", ["state", "__import__", ["d", []]]]], ["X", "torch", ["l", [1, 2, 3, 4]]],
    ["X", "__class__", ["l", []]], ["N", "__class__", ["a", "a"], ["l", []]], ["D", "O"],
    ["a", "|O", [1], 0], ["a", "<f8", [1 << 62, 1 << 62], 0], ["a", "<U1000000000", [0], 0],
    ["g", "<M8[Y]", b"\xff" * 8], ["a", "<U1", [2], 0], ["M", "sNaN"], ["c", "nan", "inf"],
    ["S", ["R", ["l", ["kept", 0]]], 0, 0], ["d", [[["l", []], 1]]], ["l", {}], ["lf", -1], [],
]
def call(function, args, kwargs):
    n = NAMES.index(function.__name__) + (len(NAMES) if "@ME@".endswith("2") else 0)
    return ["ret", Raw(forms[n % len(forms)], b"\xff" * 8), {}]
server._call = call
""",
        copies=2,
        unseen=_ONE,
    ),
    Attack(
        "words_of_their_exceptions",
        "forged replies",
        r"""
class Exhausted(Exception):
    __module__ = "secret_reference"  # where a class of this name is a StopIteration
def order(words):
    if len(words) == 1:
        return words
    raise Exhausted
""",
        at="tally",
        unseen=_ONE,
    ),
    Attack(
        "words_end_a_loop",
        "forged replies",
        _SERVER
        + r"""
from grader.execution import student
kinds = ["builtins:StopIteration", "__main__:StopIteration", "builtins:GeneratorExit",
         "grader.execution.session:StudentEnded", "grader.execution.judge:StopIteration"]
kinds += [f"{name}:StopIteration" for name in sorted(sys.modules)]
def order(words):
    if len(words) == 1:
        return words
    raise StopIteration
student._told = lambda error: ["exc", kinds[int("@ME@"[-1]) - 1 :], "", ""]
""",
        at="tally",
        copies=6,
        unseen=_ONE,
    ),
)

CELLS = (
    Attack(
        "words_of_odd_outputs",
        "forged replies",
        _SERVER
        + r"""
deep = []
for _ in range(40):
    deep = [deep]
odd = [
    {}, {"output_type": 7}, {"output_type": "error"}, {"output_type": "error", "ename": [1]},
    {"output_type": "error", "ename": "E", "evalue": {"a": 1}, "traceback": "text"},
    {"output_type": "stream", "text": {"a": 1}}, {"output_type": "stream", "name": "stderr"},
    {"output_type": "stream", "name": "<script>pwned</script>", "text": ["a", 7, None]},
    {"output_type": "display_data", "data": []}, {"output_type": "display_data", "data": {7: 8}},
    {"output_type": "display_data", "data": {"text/html": 5, "image/png": b"\x00", "x": deep}},
    {"output_type": "display_data", "data": {"text/html": ["<script>", "pwned</script>"]}},
    {"output_type": "execute_result", "data": {"text/plain": "2"}, "execution_count": "x"},
    {"output_type": "update_display_data", "data": {"text/plain": np.zeros(3)}, "metadata": 3},
    {"output_type": "display_data", "data": {"text/plain": float("nan")}, "transient": deep},
    {"output_type": "stream", "name": "stdout", "text": "\x00\x1b[2J"}, {b"\xff": {1, 2}},
]
server.run_cell = lambda source, seconds: (odd * 50, [])
""",
        unseen=_ONE,
    ),
    Attack(
        "words_of_odd_answers",
        "forged replies",
        _SERVER
        + r"""
answers = [None, 7, (), ([], None), ({}, []), ([1, 2], [3]), (["x"], "y"), ([[]], [[], {}]),
           ([{}] * 100_000, []), ([], ["E"] * 100_000), ([], ["\x1b[2J<b>pwned", "\x00" * 99])]
calls = iter(answers * 9)
server.run_cell = lambda source, seconds: next(calls)
""",
        unseen=_ONE,
    ),
    Attack(
        "words_of_odd_files",
        "forged replies",
        _SERVER
        + r"""
from grader.execution import student
names = ["../../../../../tmp/files-@ME@", "/tmp/files-@ME@", "ps.ipynb", "numbers.csv", "", ".",
         "..", "a/../../b", "x" * 300, "a\0b", "nl\n\x1b[2J", "timestamp.txt", "\ud800", "d/e/f"]
files = {name: b"pwned @ME@" for name in names} | {5: b"x", "text": "no bytes", "list": [1]}
files |= {f"file-{n}": bytes(1000) for n in range(20_000)} | {"big": bytes(200 << 20)}
student._WORDS["files"] = lambda server, known: files
""",
        unseen=_ONE,
    ),
    Attack(
        "words_of_odd_extras",
        "forged replies",
        _SERVER
        + r"""
extras = [None, 7, [], {"changed": [1]}, {"changed": {0: 1, "a": 2, -1: [3]}},
          {"warned": [["Warning", "x"], 7]}, {"warned": [["KeyboardInterrupt", "x"]]},
          {"printed": 7}, {"printed": "\x1b[2J" * 10**6}, {"changed": {0: np.ones(9)}}]
def call(function, args, kwargs):
    function(*args, **kwargs)
    return ["ret", None, extras[NAMES.index(function.__name__) % len(extras)]]
server._call = call
""",
        unseen=_ONE,
    ),
    Attack(
        "words_said_twice",
        "forged replies",
        _SERVER
        + r"""
say = server.channel.send
def send(message):
    say(message)
    if message[0] == "ret":
        say(["ret", True, {}])
        say(["cb", 0, [1.0], {}])
        say(message)
server.channel.send = send
""",
        unseen=_ONE,
    ),
)

EXPENSIVE = (
    Attack(
        "words_of_a_fraction",
        "shape bombs",
        _SERVER + 'def rms(x):\n    return Raw(["F", "1e1000000000"])\n',
        unseen=_ONE,
    ),
    Attack(
        "words_repeated",
        "shape bombs",
        _SERVER
        + r"""
def rms(x):  # 100 lists of a million numbers, sent once: 3 GB where it is read
    return Raw(lambda first: ["l", [["lf", first]] * 100], bytes(8 << 20))
""",
        unseen=_ONE,
    ),
    Attack(
        "words_of_equal_hash",
        "shape bombs",
        _SERVER
        + r"""
def tally(words):
    prime = (1 << 61) - 1
    return Raw(["d", [[["I", hex(n * prime + 1)], 0] for n in range(10, 200_000)]])
""",
        at="tally",
        unseen=_ONE,
    ),
    Attack(
        "words_of_many_classes",
        "shape bombs",
        _SERVER
        + r"""
def rms(x):
    fields = [f"f{n}" for n in range(200)]
    one = ["N", "Name", fields, [0] * 200]
    return Raw(["l", [one] * 4000])
""",
        unseen=_ONE,
    ),
    Attack(
        "words_of_white_space",
        "shape bombs",
        r"""
def kl(mu, sigma):
    return 0.5
kl.__name__ = kl.__qualname__ = "kl" + "\n" * 2_000_000 + "kl"
def rms(x):
    raise ValueError("\n" * 10**6 + "\x1b[" * 10**6)
""",
        at="kl",
        unseen="a long name, and nothing more, in one process",
    ),
    Attack(
        "words_without_end",
        "shape bombs",
        _SERVER
        + r"""
say = server.channel.send
def rms(x):
    while True:
        say(["cb", 0, [], {}])
        say(["ret", "x" * 10**6, {"printed": "y" * 10**6}])
def total(x):
    while True:
        server.channel._socket.sendall(bytes(1 << 20))
""",
        at="total",
        unseen=_ONE,
    ),
)

SPEAKING = VALUES + CELLS + EXPENSIVE
