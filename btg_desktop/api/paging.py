"""Plain lists a page at a time: `limit`, an opaque `after`, and a Link header to the next page (RFC 8288)."""

import base64
import binascii
from collections.abc import Mapping
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import Query

from btg_desktop.api.problems import Kind, Refusal
from btg_desktop.api.texts import Words
from btg_desktop.services.paging import MAX_PAGE_SIZE

DEFAULT_PAGE: Final = 100

Limit = Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE, description="Cuántos, como máximo, en una página.")]
After = Annotated[
    str | None, Query(max_length=400, description="De dónde sigue la página: viene en el encabezado Link.")
]

ANSWERED: Final = {"Link": 'La página siguiente, si la hay: `<…>; rel="next"`.'}
"""The header of the answers, for the OpenAPI document."""

_BAD_PLACE: Final = Kind(422, "pagina-invalida", Words("Página inválida", "Invalid page"))


def place(listing: str, value: str) -> str:
    """A place in `listing`, in a form that promises its readers nothing."""
    return base64.urlsafe_b64encode(f"{listing}\n{value}".encode()).decode().rstrip("=")


def value_of(listing: str, after: str) -> str:
    """What `place` was made of. Raises Refusal for anything else."""
    try:
        padded = after + "=" * (-len(after) % 4)
        written, _, value = base64.b64decode(padded, b"-_", validate=True).decode().partition("\n")
    except (binascii.Error, ValueError) as error:
        raise bad_place() from error
    if written != listing:
        raise bad_place()
    return value


def bad_place() -> Refusal:
    es = "after no es de esta lista: tómelo del encabezado Link"
    en = "after is not of this list: take it from the Link header"
    return Refusal(_BAD_PLACE, Words(es, en))


def next_link(query: Mapping[str, str | int]) -> dict[str, str]:
    """The header that names the next page, relative to this one: a proxy may have put it elsewhere."""
    return {"Link": f'<?{urlencode(query)}>; rel="next"'}
