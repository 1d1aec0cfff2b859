"""What this machine lacks for a stronger level, and the line that would give it.

Only explains: whether a level holds, the canary finds out.
"""

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox import linux, seccomp
from grader.sandbox.container import INSTALL, MISSING, bubblewrap
from grader.sandbox.users import UNPRIVILEGED

SYS_ADMIN = 1 << 21
# As the user who will do it; the exit code is 0 if a new user namespace may be made.
TRY_NAMESPACE = (
    "import ctypes, os; os.getuid() or os.setuid({user});"
    f"os._exit(ctypes.CDLL(None).unshare({linux.NEW_USER}) != 0)"
)


@dataclass(frozen=True)
class Lack:
    """Something missing, and what to do about it."""

    what: str
    remedy: str


@dataclass(frozen=True)
class Machine:
    """The facts that decide; a setting is "" where the kernel does not have it."""

    linux: bool = True
    processor: str = "x86_64"
    bubblewrap: bool = True
    landlock: bool = True
    seccomp: bool = True
    user_namespaces: bool = True
    root_may_mount: bool = True  # or it is not root
    in_container: bool = False  # somebody else's filter holds for us already
    unprivileged_userns_clone: str = ""
    max_user_namespaces: str = ""
    apparmor_restricts: str = ""


def look() -> Machine:
    """This machine's facts; starts a small process, since a namespace is best tried."""
    if sys.platform != "linux":
        return Machine(linux=False)
    status = _status()
    return Machine(
        processor=platform.machine(),
        bubblewrap=bubblewrap() is not None,
        landlock=linux.landlock_abi() > 0,
        seccomp=linux.has_seccomp(),
        user_namespaces=_can_make_namespace(),
        root_may_mount=os.getuid() != 0 or bool(int(status["CapEff"], 16) & SYS_ADMIN),
        in_container=status.get("Seccomp", "0") != "0",
        unprivileged_userns_clone=_setting("kernel/unprivileged_userns_clone"),
        max_user_namespaces=_setting("user/max_user_namespaces"),
        apparmor_restricts=_setting("kernel/apparmor_restrict_unprivileged_userns"),
    )


def lacks(machine: Machine) -> list[Lack]:
    """All that stands in the way of the level "full", the first to be solved first."""
    if not machine.linux:
        return [Lack("this is not Linux", "Grade on Linux, in a virtual machine for example.")]
    found = []
    if not machine.bubblewrap:
        found.append(Lack(MISSING, INSTALL))
    if not machine.user_namespaces or not machine.root_may_mount:
        found.append(next(_no_namespaces(machine)))
    if not machine.landlock:
        found.append(
            Lack(
                "Landlock is missing",
                'Linux 5.13 or newer with "landlock" in the boot parameter lsm=…',
            )
        )
    if not machine.seccomp:
        found.append(Lack("seccomp is missing", "a Linux kernel with CONFIG_SECCOMP_FILTER"))
    elif not seccomp.supported(machine.processor):
        known = " or ".join(seccomp.MACHINES)
        found.append(Lack(f"no seccomp filter for {machine.processor}", f"grade on {known}"))
    return found


def _no_namespaces(machine: Machine) -> Iterator[Lack]:
    """The reasons, the most certain first."""
    what = "user namespaces are switched off"
    if machine.unprivileged_userns_clone == "0":
        yield Lack(what, "sysctl kernel.unprivileged_userns_clone=1")
    if machine.max_user_namespaces == "0":
        yield Lack(what, "sysctl user.max_user_namespaces=15000")
    if machine.apparmor_restricts == "1":
        yield Lack(
            "AppArmor restricts user namespaces",
            "sysctl kernel.apparmor_restrict_unprivileged_userns=0",
        )
    if machine.in_container or not machine.root_may_mount:
        yield Lack(
            "this container may not make namespaces",
            "docker run --cap-add SYS_ADMIN --security-opt seccomp=unconfined "
            "--security-opt apparmor=unconfined --security-opt systempaths=unconfined …",
        )
    yield Lack("user namespaces are missing", "a Linux kernel with CONFIG_USER_NS")


def _can_make_namespace() -> bool:
    code = TRY_NAMESPACE.format(user=UNPRIVILEGED)
    return subprocess.run([sys.executable, "-I", "-S", "-c", code], check=False).returncode == 0


def _status() -> dict[str, str]:
    lines = Path("/proc/self/status").read_text().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _setting(name: str) -> str:
    try:
        return Path("/proc/sys", name).read_text().strip()
    except OSError:
        return ""
