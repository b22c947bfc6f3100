"""What a client holds, by category and fund, in as many parts as can be named beside the chart."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

MOST_LINES: Final = 6
"""What fits beside the rings, the line of the available balance apart."""
MOST_GROUPS: Final = 3


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held (COP) in one fund."""

    fund: str
    category: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """One fund of a group, or several that share a name such as "Otros 2 fondos"."""

    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Group:
    """A category with its subtotal (COP); the parts are all of it."""

    name: str
    amount: Decimal
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class GroupNames:
    """How that is called which takes together what has no line of its own."""

    other_categories: Callable[[int], str]
    other_funds: Callable[[int], str]
    funds: Callable[[int], str]


def group_holdings(holdings: Sequence[Holding], names: GroupNames) -> list[Group]:
    """The categories, the largest first, each with its largest funds; small ones share a line.

    The larger a category, the more of its funds are named; each has at least one line.
    """
    short = short_names([holding.fund for holding in holdings])
    by_category = _by_category(holdings, names)
    free = MOST_LINES - 2 * len(by_category)
    groups = []
    for category, held in by_category:
        lines = min(len(held), 1 + max(free, 0))
        free -= lines - 1
        amount = sum((each.amount for each in held), Decimal(0))
        groups.append(Group(category, amount, _parts(held, lines, short, names)))
    return groups


def percent_of(part: Decimal, whole: Decimal) -> int:
    """Whole percents; 0 and 100 only for nothing and for all."""
    if not part:
        return 0
    if part == whole:
        return 100
    return min(max(round(part / whole * 100), 1), 99)


def short_names(names: Sequence[str]) -> dict[str, str]:
    """The last word of names such as FPV_BTG_PACTUAL_ECOPETROL, where it tells them apart."""
    last = {name: name.rpartition("_")[2] or name for name in names}
    uses = Counter(last.values())
    return {name: word if uses[word] == 1 else name for name, word in last.items()}


def _by_category(holdings: Sequence[Holding], names: GroupNames) -> list[tuple[str, list[Holding]]]:
    found: dict[str, list[Holding]] = {}
    for holding in sorted(holdings, key=lambda each: each.amount, reverse=True):
        found.setdefault(holding.category, []).append(holding)
    ordered = sorted(found.items(), key=lambda group: sum(each.amount for each in group[1]), reverse=True)
    if len(ordered) <= MOST_GROUPS:
        return ordered
    shown, rest = ordered[: MOST_GROUPS - 1], ordered[MOST_GROUPS - 1 :]
    together = [holding for _, held in rest for holding in held]
    together.sort(key=lambda each: each.amount, reverse=True)
    return [*shown, (names.other_categories(len(rest)), together)]


def _parts(held: Sequence[Holding], lines: int, short: dict[str, str], names: GroupNames) -> tuple[Part, ...]:
    if len(held) <= lines:
        return tuple(Part(short[each.fund], each.amount) for each in held)
    shown, rest = held[: lines - 1], held[lines - 1 :]
    name = names.other_funds(len(rest)) if shown else names.funds(len(rest))
    together = Part(name, sum((each.amount for each in rest), Decimal(0)))
    return (*(Part(short[each.fund], each.amount) for each in shown), together)
