"""What a feature may ask of the window's pages and of its search, without knowing either."""

from typing import Protocol


class Pages(Protocol):
    """Which page is in front: the client's, or the branch's over it."""

    def show_branch_page(self, *, shown: bool) -> None: ...

    def is_branch_shown(self) -> bool: ...


class Choosing(Protocol):
    """The search: whom the clerk is about to choose."""

    def is_choosing(self) -> bool:
        """Whether Enter was pressed and the client it will open is still being looked for."""

    def names_another(self) -> bool:
        """Whether what is typed or highlighted is not, or not known to be, whose page is open."""

    def focus_search(self) -> None: ...
