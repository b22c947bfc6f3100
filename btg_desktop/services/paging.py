"""How long a page of anything may be."""

from typing import Final

MAX_PAGE_SIZE: Final = 500
"""The most entries of one page, whatever is asked for."""


def page_size(limit: int) -> int:
    """Return how many entries a page has if `limit` are asked for: at least 1, at most `MAX_PAGE_SIZE`."""
    return max(1, min(limit, MAX_PAGE_SIZE))
