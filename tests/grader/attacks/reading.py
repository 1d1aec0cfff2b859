"""Attacks that read what is not theirs: tests, gradebook, neighbours, memory, network."""

from .records import Attack

DISK = (
    Attack(
        "disk_source",
        "disk",
        r"""
import glob
for path in glob.glob("@COURSE@/**/source/**", recursive=True) + glob.glob("../../../source/*/*"):
    search_file(path)
""",
    ),
    Attack(
        "disk_course",
        "disk",
        r"""
here = os.getcwd()
for root in {"@COURSE@", here + "/../../.."}:
    if os.path.realpath(root) == "/":
        continue
    for folder, _, names in os.walk(root):
        for name in names:
            search_file(os.path.join(folder, name))
""",
    ),
    Attack(
        "disk_recent",
        "disk",
        r"""
import time
for root in os.listdir("/"):
    for folder, folders, names in os.walk("/" + root):
        if folder.startswith(("/proc", "/sys", "/usr/share", sys.prefix, sys.base_prefix)):
            folders.clear()
            continue
        for path in (os.path.join(folder, name) for name in names):
            if os.path.isfile(path) and os.stat(path).st_ctime > time.time() - 600:
                search_file(path)
""",
    ),
    Attack(
        "disk_home",
        "disk",
        r"""
for root in ("@HOME@", os.path.expanduser("~"), "/root", "/home", "/mnt", "/srv"):
    for folder, _, names in list(os.walk(root))[:2000]:
        for name in names[:50]:
            if name.endswith(("token", "token.txt", ".json", "_history")):
                search_file(os.path.join(folder, name))
""",
    ),
    Attack(
        "disk_reference",
        "disk",
        r"""
sys.path.insert(0, "@COURSE@/instructor")
import secret_reference
search_file(secret_reference.__file__)
rms = secret_reference.rms
""",
    ),
    Attack(
        "disk_imported_reference",
        "disk",
        r"""
import importlib
from secret_reference import *
search_file(importlib.import_module("secret_reference").__file__)
""",
        at="whiten",
    ),
    Attack(
        "disk_by_descriptor",
        "disk",
        r"""
for fd in range(3, 512):
    try:
        search(os.pread(fd, 1 << 20, 0))
    except OSError:
        pass
    for path in ("@COURSE@/gradebook.db", "../" * 9 + "@COURSE@/gradebook.db"):
        try:
            search(os.read(os.open(path.lstrip("/"), os.O_RDONLY, dir_fd=fd), 1 << 24))
        except OSError:
            pass
""",
    ),
    Attack(
        "disk_chroot",
        "disk",
        r"""
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
os.makedirs("jail", exist_ok=True)
try:
    root = os.open("/", os.O_RDONLY)
    os.chroot("jail")
    os.fchdir(root)
    for _ in range(64):
        os.chdir("..")
    os.chroot(".")
except OSError:
    pass
libc.unshare(0x10000000 | 0x20000)  # user and mount namespace
libc.umount2(b"/tmp", 2), libc.umount2(b"/mnt", 2), libc.umount2(b"@COURSE@", 2)
for folder, _, names in os.walk("@COURSE@"):
    for name in names:
        search_file(os.path.join(folder, name))
""",
    ),
)

GRADEBOOK = (
    Attack("gradebook_read", "gradebook", 'search_file("@COURSE@/gradebook.db")'),
    Attack(
        "gradebook_write",
        "gradebook",
        r"""
import sqlite3
for path in ("@COURSE@/gradebook.db", "../../../gradebook.db"):
    with sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=1) as gradebook:
        gradebook.execute("update grade set manual_score = 99, needs_manual_grade = 0")
        gradebook.execute("update student set last_name = '@ME@'")
""",
    ),
    Attack(
        "gradebook_removed",
        "gradebook",
        r"""
for name in ("gradebook.db", "gradebook.db-journal", "nbgrader_config.py"):
    try:
        os.remove("@COURSE@/" + name)
    except OSError:
        pass
""",
    ),
    Attack(
        "source_rewritten",
        "gradebook",
        r"""
path = "@COURSE@/source/ps/ps.ipynb"
with open(path, "r+") as source:
    text = source.read().replace("assert ", "bool ")
    source.seek(0), source.write(text), source.truncate()
""",
    ),
    Attack(
        "config_rewritten",
        "gradebook",
        r"""
with open("@COURSE@/nbgrader_config.py", "a") as config:
    config.write("\nc.ClearSolutions.enforce_metadata = False  # @ME@\n")
""",
    ),
)

NEIGHBOURS = (
    Attack(
        "neighbour_copied",
        "neighbours",
        r"""
import glob, json
mine = "/@ME@/"
paths = glob.glob("@COURSE@/submitted/*/ps/ps.ipynb") + glob.glob("../../*/ps/*.ipynb")
for path in (path for path in paths if mine not in path):
    search_file(path)
    for cell in json.load(open(path))["cells"]:
        if cell["cell_type"] == "code" and cell["id"] in ("rms", "kl"):
            exec("".join(cell["source"]))
""",
    ),
    Attack(
        "neighbour_graded",
        "neighbours",
        r"""
import glob
for path in glob.glob("@COURSE@/autograded/*/ps/*") + glob.glob("@COURSE@/feedback/*/ps/*"):
    if "/@ME@/" not in path:
        search_file(path)
""",
    ),
    Attack(
        "neighbour_overwritten",
        "neighbours",
        r"""
import glob
for path in glob.glob("@COURSE@/submitted/*-control/ps/ps.ipynb"):
    open(path, "w").write("{}")
""",
    ),
)

ENVIRONMENT = (
    Attack("environment", "environment", "search(repr(os.environ).encode())"),
    Attack(
        "environment_of_ancestors",
        "environment",
        r"""
for name in os.listdir("/proc"):
    search_file(f"/proc/{name}/environ")
    search_file(f"/proc/{name}/cmdline")
""",
    ),
    Attack(
        "environment_in_memory",
        "environment",
        r"""
import ctypes
pointers = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
n = 0
while pointers[n]:
    search(pointers[n])
    n += 1
""",
    ),
)

PROC = (
    Attack(
        "proc_roots",
        "proc",
        r"""
for name in filter(str.isdigit, os.listdir("/proc")):
    for path in ("@COURSE@/gradebook.db", "@HOME@/.config/token"):
        search_file(f"/proc/{name}/root{path}")
    search_file(f"/proc/{name}/cwd/gradebook.db")
""",
    ),
    Attack(
        "proc_descriptors",
        "proc",
        r"""
import stat
for name in filter(str.isdigit, os.listdir("/proc")):
    try:
        paths = [f"/proc/{name}/fd/{fd}" for fd in os.listdir(f"/proc/{name}/fd")]
    except OSError:
        continue
    for path in paths:
        try:
            if stat.S_ISREG(os.stat(path).st_mode):
                search_file(path)
        except OSError:
            pass
""",
    ),
    Attack(
        "proc_others_memory",
        "proc",
        r"""
for name in filter(str.isdigit, os.listdir("/proc")):
    if int(name) != os.getpid():
        search_memory(name)
""",
    ),
    Attack(
        "proc_process_vm_readv",
        "proc",
        r"""
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
class Part(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]
page = ctypes.create_string_buffer(1 << 20)
for name in filter(str.isdigit, os.listdir("/proc")):
    for start, end in regions(name):
        for at in range(start, end, 1 << 20):
            mine = Part(ctypes.addressof(page), min(1 << 20, end - at))
            theirs = Part(at, mine.size)
            got = libc.process_vm_readv(
                int(name), ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0
            )
            search(page.raw[: max(got, 0)])
""",
    ),
)

HISTORY = (
    Attack(
        "history_lists",
        "history",
        r"""
shell = get_ipython()
search(repr([In, Out, _ih, shell.user_ns]).encode())
search(repr(list(shell.history_manager.get_range(raw=True))).encode())
search(globals().get("secret", "").encode())
""",
        at="kl",
    ),
    Attack(
        "history_of_compiled_cells",
        "history",
        r"""
import linecache
search(repr(linecache.cache).encode())
search(repr(vars(get_ipython().compile)).encode())
""",
        at="kl",
    ),
    Attack(
        "history_audited",
        "history",
        r"""
def watch(event, args):
    if event in ("compile", "exec", "import", "open"):
        search(repr(args).encode())
        for arg in args:
            search(repr(getattr(arg, "co_consts", "")).encode())
sys.addaudithook(watch)
""",
    ),
    Attack(
        "history_names_of_tests",
        "history",
        r"""
rms = globals()["reference"].rms
whiten = reference.whiten
""",
        at="whiten",
    ),
)

FRAMES = (
    Attack(
        "frames_of_the_caller",
        "frames",
        r"""
def rms(x):
    if len(x) == 3:
        return 1
    frame = sys._getframe()
    while frame := frame.f_back:
        search(repr([frame.f_code.co_consts, list(frame.f_locals.values())]).encode())
        if "reference" in frame.f_globals:
            return frame.f_globals["reference"].rms(x)
    return 0
""",
    ),
    Attack(
        "frames_inspected",
        "frames",
        r"""
import inspect
def whiten(X):
    for record in inspect.stack(context=9):
        search(repr([record.code_context, record.frame.f_code.co_consts]).encode())
        if "reference" in record.frame.f_globals:
            return record.frame.f_globals["reference"].whiten(X)
    return X
""",
        at="whiten",
    ),
    Attack(
        "frames_of_the_callback",
        "frames",
        r"""
def bisect(f, low, high):
    f(low), f(high), f(1), f(2), f(0), f(1)
    for part in (f, getattr(f, "__func__", None), getattr(f, "__call__", None)):
        names = getattr(part, "__globals__", {})
        search(repr([getattr(part, "__code__", 0) and part.__code__.co_consts, names]).encode())
        if "reference" in names:
            return names["reference"].CUBE ** (1 / 3)
    return 0.0
""",
        at="bisect",
    ),
    Attack(
        "frames_of_a_traceback",
        "frames",
        r"""
def bisect(f, low, high):
    f(low), f(high), f(1), f(2), f(0), f(1)
    try:
        f("not a number")
    except BaseException as error:
        trace = error.__traceback__
        while trace:
            frame = trace.tb_frame
            search(repr([frame.f_code.co_consts, frame.f_locals]).encode())
            if "reference" in frame.f_globals:
                return frame.f_globals["reference"].CUBE ** (1 / 3)
            trace = trace.tb_next
        search(repr(error).encode())
    return 0.0
""",
        at="bisect",
    ),
    Attack(
        "frames_profiled",
        "frames",
        r"""
import threading
def watch(frame, event, arg):
    search(repr(frame.f_code.co_consts).encode())
    return watch
sys.setprofile(watch)
threading.setprofile(watch)
""",
    ),
    Attack(
        "frames_of_operands",
        "frames",
        r"""
class Peek(float):
    def __eq__(self, other):
        frame = sys._getframe(1)
        search(repr([frame.f_code.co_consts, frame.f_locals]).encode())
        return float(other) == float(self)
    __hash__ = None
    def __rsub__(self, other):
        return self.__eq__(other)
    __le__ = __ge__ = __sub__ = __gt__ = __rsub__
best = Peek(3)
""",
        at="values",
    ),
)

GC = (
    Attack(
        "gc_strings",
        "gc",
        r"""
import gc
for thing in gc.get_objects():
    for part in gc.get_referents(thing):
        if isinstance(part, str) and "CANARY" in part:
            search(part.encode())
        if hasattr(part, "co_consts"):
            search(repr(part.co_consts).encode())
""",
        at="kl",
    ),
    Attack(
        "gc_functions",
        "gc",
        r"""
import gc, types
for thing in gc.get_objects():
    if isinstance(thing, types.FunctionType) and thing.__module__ == "secret_reference":
        globals()[thing.__name__] = thing
    if isinstance(thing, types.ModuleType) and "secret_reference" in thing.__name__:
        search_file(thing.__file__)
""",
        at="kl",
    ),
    Attack(
        "gc_called_back",
        "gc",
        r"""
import gc
def rms(x):
    for thing in gc.get_objects():
        if isinstance(thing, dict) and hasattr(thing.get("reference"), "rms"):
            return thing["reference"].rms(x)
    return 1
""",
    ),
)

MEMORY = (
    Attack("memory_of_its_own", "memory", 'search_memory("self")', at="kl"),
    Attack(
        "memory_by_ctypes",
        "memory",
        r"""
import ctypes
for start, end in regions("self"):
    for at in range(start, end, 1 << 22):
        search(ctypes.string_at(at, min(1 << 22, end - at)))
""",
        at="kl",
    ),
    Attack(
        "memory_while_called",
        "memory",
        r"""
def rms(x):
    search_memory("self")
    return 1
""",
    ),
)

NETWORK = (
    Attack(
        "network_tcp",
        "network",
        r"""
import socket
for host in ("127.0.0.1", "::1", "localhost"):
    try:
        with socket.create_connection((host, int("@TCP@")), timeout=1) as line:
            line.sendall(b"hello")
            search(line.recv(1000))
    except OSError:
        pass
""",
    ),
    Attack(
        "network_unix",
        "network",
        r"""
import socket
for address in ("@UNIX@", "\0" + "@ABSTRACT@"):
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            line.connect(address)
            search(line.recv(1000))
    except OSError:
        pass
""",
    ),
    Attack(
        "network_served",
        "network",
        r"""
import socket
server = socket.socket()
server.bind(("0.0.0.0", 47113))
server.listen()
line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
line.sendto(b"CANARY", ("127.0.0.1", int("@TCP@")))
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
    out.connect(("127.0.0.1", int("@TCP@")))
    out.send(b"@ME@ was here")
""",
    ),
)

READING = (
    *(DISK + GRADEBOOK + NEIGHBOURS + ENVIRONMENT + PROC),
    *(HISTORY + FRAMES + GC + MEMORY + NETWORK),
)
