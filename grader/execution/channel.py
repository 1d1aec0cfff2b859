"""Messages over a socket: lengths, header, buffers; owns the socket's framing and its deadline."""

import socket
import struct
import time
from typing import Any

from grader.execution import wire

_LENGTHS = struct.Struct("<II")
MAX_BUFFERS = 4096


class Channel:
    """One end of a conversation; `refer` and `resolve` see what is not plain data."""

    def __init__(self, end: socket.socket, refer: wire.Refer, resolve: wire.Resolve) -> None:
        self._socket = end
        self._refer, self._resolve = refer, resolve
        self.deadline: float | None = None  # of time.monotonic(); None waits for ever

    def send(self, message: Any) -> None:
        """Send one message; raises TimeoutError, or OSError if nobody listens."""
        header, buffers = wire.pack(message, self._refer)
        sizes = [memoryview(buffer).nbytes for buffer in buffers]
        if len(sizes) > MAX_BUFFERS:
            raise wire.WireError(f"a message of more than {MAX_BUFFERS} arrays")
        lengths = _LENGTHS.pack(len(header), len(sizes)) + struct.pack(f"<{len(sizes)}Q", *sizes)
        self._set_timeout()
        self._socket.sendall(lengths + header)
        for buffer in buffers:
            self._socket.sendall(buffer)

    def receive(self) -> Any:
        """The next message; raises EOFError at the end, TimeoutError, WireError."""
        header_length, count = _LENGTHS.unpack(self._read(_LENGTHS.size))
        if count > MAX_BUFFERS or header_length > wire.MAX_HEADER_BYTES:
            raise wire.WireError("a message that is too large")
        sizes = struct.unpack(f"<{count}Q", self._read(8 * count))
        if header_length + sum(sizes) > wire.MAX_BYTES:
            raise wire.WireError("a message that is too large")
        header = self._read(header_length)
        return wire.unpack(header, [self._read(size) for size in sizes], self._resolve)

    def close(self) -> None:
        """End the conversation."""
        self._socket.close()

    def _read(self, size: int) -> bytearray:
        data = bytearray(size)
        view = memoryview(data)
        while view:
            self._set_timeout()
            count = self._socket.recv_into(view)
            if not count:
                raise EOFError
            view = view[count:]
        return data

    def _set_timeout(self) -> None:
        """Let the next call wait until the deadline at most."""
        if self.deadline is None:
            self._socket.settimeout(None)
            return
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left)
