"""As much of MongoDB's wire protocol as a proxy needs: whole messages, and which command one carries."""

import asyncio
import struct
from typing import Any, Final

import bson

_HEADER: Final = struct.Struct("<iiii")
_OP_MSG: Final = 2013
_BODY: Final = _HEADER.size + 5  # after the flags and the kind of the first section


async def read_message(reader: asyncio.StreamReader) -> bytes:
    """The next whole message. Raises IncompleteReadError at the end."""
    header = await reader.readexactly(_HEADER.size)
    return header + await reader.readexactly(_HEADER.unpack(header)[0] - _HEADER.size)


def command_name(message: bytes) -> str:
    """The command that `message` carries: the first key of its body; empty if it is of another kind."""
    if _HEADER.unpack_from(message)[3] != _OP_MSG:
        return ""
    start = _BODY + 5  # the document's length, and the type of its first value
    return message[start : message.index(b"\0", start)].decode()


def body(message: bytes) -> dict[str, Any]:
    (length,) = struct.unpack_from("<i", message, _BODY)
    return bson.decode(message[_BODY : _BODY + length])


def answer_to(message: bytes, document: dict[str, Any]) -> bytes:
    """What a server would have sent in answer to `message`."""
    request_id = _HEADER.unpack_from(message)[1]
    content = b"\0\0\0\0\0" + bson.encode(document)
    return _HEADER.pack(_HEADER.size + len(content), request_id, request_id, _OP_MSG) + content


def replace_body(message: bytes, document: dict[str, Any]) -> bytes:
    """`message` with another document in it, and the same header otherwise."""
    _, request_id, response_to, operation = _HEADER.unpack_from(message)
    content = message[_HEADER.size : _BODY] + bson.encode(document)
    return _HEADER.pack(_HEADER.size + len(content), request_id, response_to, operation) + content
