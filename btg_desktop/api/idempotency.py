"""The Idempotency-Key header: the caller's name for one intent, and the id of its request here.

A UUID is the request's id as it is; one that another token used is refused. Any other key becomes a UUID
(version 5) within its token, so that two callers who both count 1, 2, 3 do not meet.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID, uuid4, uuid5

from fastapi import Header, Request

from btg_desktop.api.envelope import notes_of

HEADER: Final = "Idempotency-Key"
ANSWERED: Final = {HEADER: "La clave con que se repite esta misma petición."}
"""The header of the answers, for the OpenAPI document."""

_NAMESPACE: Final = UUID("5c6a4c0e-2f3b-4d57-9d0c-6f1c5e0b7a11")
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@dataclass(frozen=True, slots=True)
class RequestKey:
    """`text` is None where the caller sent no key: then nothing links a second try to the first."""

    text: str | None

    def id_for(self, token: str) -> UUID:
        """The id of the request that this key names for the holder of `token`."""
        if self.text is None:
            return uuid4()
        if _UUID.fullmatch(self.text):
            return UUID(self.text)
        return uuid5(_NAMESPACE, f"{token}\n{self.text}")


def request_key(
    idempotency_key: Annotated[
        str | None,
        Header(
            alias=HEADER,
            description="Nombre de este intento: un UUID, o cualquier texto que no se repita. Con la misma "
            "clave hay una sola operación y una sola respuesta, para siempre. Sin clave se crea una, que "
            "vuelve en la respuesta.",
            min_length=1,
            max_length=255,
        ),
    ] = None,
) -> RequestKey:
    """What a route that moves something depends on."""
    text = idempotency_key
    if text is not None and len(text) > 2 and text[0] == text[-1] == '"':
        text = text[1:-1]  # the draft's form is a quoted string; most callers send it bare
    return RequestKey(text)


def named(request: Request, key: RequestKey, token: str) -> UUID:
    """The request's id; the answer, whatever it becomes, names the key to repeat it with."""
    request_id = key.id_for(token)
    notes_of(request).headers[HEADER] = key.text or str(request_id)
    return request_id
