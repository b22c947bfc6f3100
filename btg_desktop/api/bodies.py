"""JSON in and out, with exact numbers: a float never touches an amount."""

from collections.abc import Callable, Coroutine, Mapping
from decimal import Decimal
from typing import Any, Final, NoReturn

import msgspec
from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel

MAX_BODY_BYTES: Final = 64 * 1024
"""Far more than a client's registration takes."""

_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")
_DECODER: Final = msgspec.json.Decoder(float_hook=Decimal)


class JsonAnswer(Response):
    """An answer whose Decimals are written digit by digit."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return _ENCODER.encode(content)


def answer(
    content: BaseModel | list[BaseModel], status: int = 200, headers: Mapping[str, str] | None = None
) -> JsonAnswer:
    """Answer with a document, or a plain list of them."""
    listed = [
        each.model_dump(by_alias=True) for each in (content if isinstance(content, list) else [content])
    ]
    return JsonAnswer(listed if isinstance(content, list) else listed[0], status, headers)


class _ExactRequest(Request):
    async def body(self) -> bytes:
        """All of it, unless it is too long: then the rest is not even read."""
        if not hasattr(self, "_body"):
            taken = bytearray()
            async for chunk in self.stream():
                taken += chunk
                if len(taken) > MAX_BODY_BYTES:
                    raise HTTPException(413, f"El cuerpo pasa de {MAX_BODY_BYTES} bytes")
            self._body = bytes(taken)
        return self._body

    async def json(self) -> Any:
        try:
            return _DECODER.decode(await self.body())
        except (msgspec.DecodeError, RecursionError) as error:
            _refuse(error)


def _refuse(error: Exception) -> NoReturn:
    """What is no JSON is the caller's mistake, not a field that is wrong."""
    raise HTTPException(400, "El cuerpo no es JSON válido") from error


class ExactRoute(APIRoute):
    """A route that reads its body exactly."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_exactly(request: Request) -> Response:
            return await handle(_ExactRequest(request.scope, request.receive))

        return handle_exactly
