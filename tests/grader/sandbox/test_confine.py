"""What a student's process can reach: nothing; each attack stands beside an honest program."""

import os
import platform
import signal
from textwrap import dedent

import pytest

from grader.sandbox import syscalls
from tests.grader.sandbox.conftest import CANARY, every

TABLES = (syscalls.DENIED, syscalls.PROGRAMS, syscalls.REACHES_OTHERS, syscalls.CONDITIONAL)
NUMBERS = {
    name: number
    for table in TABLES
    for name, number in syscalls.numbers(table, platform.machine()).items()
}
TOOLS = f"""
import ctypes, fcntl, os, signal, socket, subprocess, time
NUMBERS = {NUMBERS!r}
libc = ctypes.CDLL(None, use_errno=True)
def checked(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
def call(name, *arguments):
    return checked(libc.syscall(NUMBERS[name], *arguments))
def read(path):
    return open(path, "rb").read().decode(errors="replace")
def first(paths):
    "The text of the first that has the canary."
    for path in paths:
        try:
            text = read(path)
        except OSError:
            continue
        if "{CANARY}"[:6] in text:
            return text
def processes():
    return [name for name in os.listdir("/proc") if name.isdigit()]
"""
# What works without a sandbox: there, these get the canary, or do it.
REACHING_OUT = {
    "read a file": "got = read(f'{FOLDER}/secret')",
    "read a hidden file below a readable folder": "got = read(f'{FOLDER}/course/key.txt')",
    "read in a hidden folder": "got = read(f'{FOLDER}/course/answers/one.txt')",
    "read through a symbolic link": "os.symlink(FOLDER, 'in'); got = read('in/secret')",
    "read through its own root": "got = read(f'/proc/self/root/..{FOLDER}/secret')",
    "read through the root of others": (
        "got = first(f'/proc/{pid}/root{FOLDER}/secret' for pid in processes())"
    ),
    "read the environment of others": "got = first(f'/proc/{pid}/environ' for pid in processes())",
    "write a file": "open(f'{FOLDER}/written', 'w'); got = 'written'",
    "see other processes": "got = [p for p in processes() if int(p) != os.getpid()] or None",
    "signal a process": "os.kill(VICTIM, 0); got = 'signalled'",
    "signal the supervisor": "pid = os.getppid(); pid and os.kill(pid, 0); got = pid or None",
    "connect to a port": "socket.create_connection(('127.0.0.1', PORT)); got = 'connected'",
    "connect to a socket without a file": (
        "socket.socket(socket.AF_UNIX).connect('\\0' + NAME); got = 'connected'"
    ),
    "listen": "socket.create_server(('127.0.0.1', 0)); got = 'listening'",
    "bind a socket without a file": ("socket.socketpair()[0].bind('\\0mine'); got = 'bound'"),
    "watch a process end": "call('pidfd_open', VICTIM, 0); got = 'open'",
    "change the limits of the supervisor": (
        "import resource\npid = os.getppid() or VICTIM\n"
        "limit = resource.prlimit(pid, resource.RLIMIT_CORE)\n"
        "resource.prlimit(pid, resource.RLIMIT_CORE, limit); got = 'changed'"
    ),
    "have the kernel send a signal": (
        "end, other = socket.socketpair()\nfcntl.fcntl(end, fcntl.F_SETOWN, VICTIM); got = 'owner'"
    ),
    "make files without a name": "call('memfd_create', b'x', 0); got = 'made'",
    "share memory by key": "call('shmget', 0, ctypes.c_size_t(4096), 0o1600); got = 'made'",
    "use the kernel's keyrings": "call('add_key', b'user', b'x', b'y', 1, -3); got = 'added'",
    "outlive the supervisor": "checked(libc.prctl(1, 0, 0, 0, 0)); got = 'outlives'",
    "talk to others with datagrams": (
        "socket.socketpair(type=socket.SOCK_DGRAM); got = 'datagrams'"
    ),
    "use io_uring": ("call('io_uring_setup', 1, ctypes.create_string_buffer(200)); got = 'ring'"),
}
# What would harm the machine where it worked, or does not work everywhere.
HARMFUL = {
    "read through the root of process 1": "got = read(f'/proc/1/root{FOLDER}/secret')",
    "mount over its folder": "checked(libc.mount(b'x', b'.', b'tmpfs', 0, None)); got = 'mounted'",
    "bind the root": "checked(libc.mount(b'/', b'.', None, 4096, None)); got = 'bound'",
    "mount a /proc": "os.mkdir('p'); checked(libc.mount(b'p', b'p', b'proc', 0, None)); got = 1",
    "unmount its folder": "checked(libc.umount2(b'/student', 2)); got = 'gone'",
    "unmount /proc": "checked(libc.umount2(b'/proc', 2)); got = 'gone'",
    "mount with the new calls": "call('fsopen', b'tmpfs', 0); got = 'opened'",
    "clone a mount tree": "call('open_tree', -100, b'/', 1); got = 'cloned'",
    "become root of a user namespace": "checked(libc.unshare(0x10000000)); got = 'root'",
    "clone into a user namespace": "call('clone', 0x10000011, 0, 0, 0, 0); got = 'root'",
    "clone3 into a user namespace": (
        "arguments = (ctypes.c_uint64 * 8)(0x10000000, 0, 0, 0, 17)\n"
        "if call('clone3', arguments, 64) == 0: os._exit(0)\ngot = 'root'"
    ),
    "enter the namespace of others": "call('setns', os.open('/proc/1/ns/mnt', 0), 0); got = 'in'",
    "chroot": "os.mkdir('r'); os.chroot('r'); os.chroot('../../../..'); got = read(FOLDER)",
    "pivot the root": "os.mkdir('r'); call('pivot_root', b'.', b'r'); got = 'pivoted'",
    "open by handle": (
        "handle = (ctypes.c_uint32 * 34)(128)\n"
        "call('name_to_handle_at', -100, b'/', handle, ctypes.byref(ctypes.c_int()), 0)\n"
        "got = read(f'/proc/self/fd/{call(\"open_by_handle_at\", 3, handle, 0)}')"
    ),
    "trace process 1": "call('ptrace', 0x4206, 1, 0, 0); got = 'traced'",
    "trace a process": "call('ptrace', 0x4206, VICTIM, 0, 0); got = 'traced'",
    "read the memory of the supervisor": (
        "pid = os.getppid() or 1\nopen(f'/proc/{pid}/mem', 'rb').close()\n"
        "got = pid if pid != os.getpid() else None"
    ),
    "read memory of a process": (
        "pair = (ctypes.c_void_p * 2)(id(libc), 8)\n"
        "call('process_vm_readv', VICTIM, pair, 1, pair, 1, 0); got = 'read'"
    ),
    "take a descriptor of a process": "call('pidfd_getfd', 3, 0, 0); got = 'taken'",
    "signal by thread": "call('tkill', VICTIM, 0); got = 'signalled'",
    "load a program into the kernel": "call('bpf', 0, None, 0); got = 'loaded'",
    "handle page faults": "call('userfaultfd', 1); got = 'handled'",
    "count the machine's events": "call('perf_event_open', None, 0, -1, -1, 0); got = 'counted'",
    "become root": "os.setuid(0); got = 'root'",
    "become another user": "os.setresuid(1, 1, 1); got = 'daemon'",
    "raise its limits": (
        "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (9999, 9999)); got = 'raised'"
    ),
    "write where Python lies": (
        "import sys\nopen(os.path.join(sys.prefix, 'x'), 'w'); got = 'written'"
    ),
    "write into /usr": "open('/usr/x', 'w'); got = 'written'",
    "write into /": "open('/x', 'w'); got = 'written'",
    "write into /dev": "open('/dev/x', 'w'); got = 'written'",
    "make a device": "os.mknod('sda', 0o60600, os.makedev(8, 0)); got = 'made'",
    "link to a file outside": "os.link(f'{FOLDER}/secret', 'mine'); got = read('mine')",
    "write to the kernel": "open('/proc/sys/kernel/core_pattern', 'w').write('|/x'); got = 'set'",
    "restart the machine": "open('/proc/sysrq-trigger', 'w').write('h'); got = 'asked'",
    "call the kernel by unknown numbers": "checked(libc.syscall(463, 0, 0)); got = 'called'",
}


@pytest.mark.parametrize("attack", [*REACHING_OUT, *HARMFUL])
@pytest.mark.parametrize("warm", every("full", "landlock"), indirect=True)
def test_nothing_outside_can_be_reached(warm, outside, attack):
    ran = warm.run(TOOLS + outside.names() + {**REACHING_OUT, **HARMFUL}[attack])
    assert ran.got == "None", ran
    assert ran.honest == ""
    assert ran.ended == "exit:0"


@pytest.mark.parametrize("attack", REACHING_OUT)
@pytest.mark.parametrize("warm", every("none")[:1], indirect=True)
def test_without_a_sandbox_the_attacks_work(warm, outside, attack):
    ran = warm.run(TOOLS + outside.names() + REACHING_OUT[attack])
    assert ran.got != "None", ran


@pytest.mark.parametrize("warm", every("full", "landlock"), indirect=True)
def test_killing_everybody_kills_nobody_else(warm, outside):
    ran = warm.run(TOOLS + "os.kill(-1, signal.SIGKILL)")  # no error: it may have found nobody
    assert (ran.honest, ran.ended) == ("", "exit:0")
    assert os.waitid(os.P_PID, outside.victim, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None


@pytest.mark.parametrize("warm", every("full", "landlock"), indirect=True)
def test_killing_its_process_group_does_not_reach_the_supervisor(warm, outside):
    ran = warm.run(TOOLS + "signal.signal(15, signal.SIG_IGN); os.kill(0, 15); os.killpg(0, 15)")
    assert (ran.error, ran.honest, ran.ended) == ("", "", "exit:0")


@pytest.mark.parametrize("warm", every("full", "landlock", "limits"), indirect=True)
def test_no_descriptor_of_the_warm_process_is_inherited(warm):
    code = """
    import os
    got = []
    for descriptor in range(256):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        got.append(descriptor)
    got.remove(answer.fileno())
    """
    assert warm.run(dedent(code)).got == "[0, 1, 2]"


@pytest.mark.parametrize("warm", every("full", "landlock"), indirect=True)
def test_standard_streams_lead_nowhere(warm):
    ran = warm.run("import os; os.write(1, b'seen'); os.write(2, b'seen'); got = os.read(0, 1)")
    assert ran.got == "b''"
    assert b"seen" not in warm.log.read_bytes()


@pytest.mark.parametrize("warm", every("full", "landlock"), indirect=True)
def test_a_readable_folder_can_be_read_but_for_what_is_hidden(warm, outside):
    ran = warm.run(outside.names() + "got = open(f'{FOLDER}/course/public.txt').read()")
    assert ran.got == "'for students'"


@pytest.mark.parametrize("warm", every("full"), indirect=True)
def test_a_program_can_be_started_and_is_confined_as_well(warm, outside):
    code = "got = subprocess.getoutput(f'id -u; cat {FOLDER}/secret; cat /proc/1/comm; ls')"
    number, refused, name = eval(warm.run(TOOLS + outside.names() + code).got).splitlines()
    assert number == "1000"
    assert refused.endswith("No such file or directory")
    assert name == "python"


@pytest.mark.parametrize("warm", every("landlock", "limits"), indirect=True)
def test_without_a_container_no_program_can_be_started(warm):
    assert warm.run(TOOLS + "subprocess.run(['/bin/true'])").error.startswith("PermissionError")


@pytest.mark.parametrize("warm", every("full", "landlock", "limits", "none"), indirect=True)
def test_a_submission_finds_nothing_of_the_one_before(warm):
    code = "import os, tempfile; got = os.listdir(); open('left', 'w'); tempfile.mkdtemp()"
    assert [warm.run(code).got for _ in range(2)] == ["[]", "[]"]


@pytest.mark.parametrize("warm", every("full", "landlock"), indirect=True)
def test_imports_after_the_fork_work(warm):
    assert warm.run("import scipy.special, sqlite3, ssl, asyncio").error == ""


@pytest.mark.parametrize("warm", every("full", "landlock"), indirect=True)
def test_asyncio_and_callbacks_from_c_work(warm):
    code = """
    import asyncio, ctypes
    async def two():
        await asyncio.sleep(0)
        return 2
    double = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda x: 2 * x)
    got = (asyncio.run(two()), double(2))
    """
    assert warm.run(dedent(code)).got == "(2, 4)"


@pytest.mark.parametrize("warm", every("full"), indirect=True)
def test_processes_of_its_own_work(warm):
    code = """
    import multiprocessing
    with multiprocessing.get_context("fork").Pool(2) as pool:
        got = pool.map(abs, [-1, -2])
    """
    assert warm.run(dedent(code)).got == "[1, 2]"


@pytest.mark.skipif(platform.machine() != "x86_64", reason="32-bit calls of x86")
@pytest.mark.parametrize("warm", every("full", "landlock"), indirect=True)
def test_calls_through_the_32_bit_door_kill(warm):
    code = """
    import ctypes, mmap
    page = mmap.mmap(-1, 4096, prot=7)
    page.write(b"\\xb8\\x14\\x00\\x00\\x00\\xcd\\x80\\xc3")  # mov eax, 20; int 0x80; ret
    got = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
    """
    assert warm.run(dedent(code)).ended == f"signal:{signal.SIGSYS:d}"


@pytest.mark.parametrize("warm", every("full", "landlock"), indirect=True)
def test_all_that_a_submission_starts_stays_in_one_session(warm):
    code = """
import os, subprocess
reader, writer = os.pipe()
if os.fork() == 0:
    os.setsid()
    os.write(writer, str(os.getsid(0)).encode())
    os._exit(0)
got = (int(os.read(reader, 20)) == os.getsid(0), os.getsid(0) != 0)
"""
    assert warm.run(code).got == "(True, True)"
