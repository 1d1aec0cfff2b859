"""Other processes of the instructor's: one serves on three sockets, and nobody should call.

Each caller is greeted with a secret and written down. The other has a secret in its environment.
"""

import contextlib
import os
import selectors
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ABSTRACT = "instructors-service"


@dataclass(frozen=True)
class Bystander:
    """The processes, and the file where the server writes down who called."""

    pids: tuple[int, int]
    tcp_port: int
    unix_path: Path
    calls: int

    def called(self) -> list[str]:
        """Who called so far."""
        return os.pread(self.calls, 1 << 16, 0).decode().splitlines()


def start(folder: Path, secrets: Mapping[str, str]) -> Bystander:
    tcp, udp = socket.create_server(("127.0.0.1", 0)), socket.socket(type=socket.SOCK_DGRAM)
    udp.bind(tcp.getsockname())
    unix, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
    unix.bind(str(folder / "service.sock"))
    abstract.bind("\0" + ABSTRACT)
    calls = os.memfd_create("calls")
    pid = os.fork()
    if pid == 0:
        os.setsid()
        lines = {tcp: secrets["tcp"], unix: secrets["unix"], abstract: secrets["abstract"]}
        try:
            _serve(lines, udp, calls)
        finally:
            os._exit(1)
    program = os.posix_spawnp("sleep", ["sleep", "86400"], {"TOKEN": secrets["program"]})
    port = tcp.getsockname()[1]
    for each in (tcp, udp, unix, abstract):
        each.close()
    return Bystander((pid, program), port, folder / "service.sock", calls)


def _serve(lines: Mapping[socket.socket, str], udp: socket.socket, calls: int) -> None:
    ready = selectors.DefaultSelector()
    for line in lines:
        line.listen()
        ready.register(line, selectors.EVENT_READ)
    ready.register(udp, selectors.EVENT_READ)
    while True:
        for key, _ in ready.select():
            if key.fileobj is udp:
                os.write(calls, b"udp: " + udp.recv(100) + b"\n")
                continue
            line = next(each for each in lines if each is key.fileobj)
            caller, _ = line.accept()
            os.write(calls, f"{lines[line].split('-')[1]}: someone called\n".encode())
            with caller, contextlib.suppress(OSError):
                caller.sendall(lines[line].encode())
