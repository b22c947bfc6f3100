"""What a mutant is: a way to break the program on purpose, applied inside a desk's process by its name.

The program itself has no hook for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Mutant:
    """`broken` says what is wrong with it, in the words of the report."""

    broken: str
    apply: Callable[[], None]


class Mutants(dict[str, Mutant]):
    """Mutants by the name of the function that makes each."""

    def that(self, broken: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
        """Add what the decorated function does to the program."""

        def add(apply: Callable[[], None]) -> Callable[[], None]:
            self[apply.__name__] = Mutant(broken, apply)
            return apply

        return add


def swap(owner: Any, name: str, value: Any) -> None:
    """Put `value` in the place of a part of the program."""
    setattr(owner, name, value)
