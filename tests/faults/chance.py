"""Chance that can be repeated."""

import random


def seeded(seed: object) -> random.Random:
    """The same seed, the same campaign."""
    return random.Random(str(seed))  # noqa: S311 - to be repeated, not to be secret
