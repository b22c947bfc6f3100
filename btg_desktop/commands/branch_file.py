"""The file in which IT says which branches there are and what each offers: TOML, or the same in JSON.

[[branches]]
id = "001"
name = "Medellín Centro"
city = "Medellín"
funds = [1, 3]    # left out: every fund
"""

import json
import tomllib
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from btg_desktop.domain.branches import Branch
from btg_desktop.domain.errors import InvalidBranches

_Text = Annotated[str, Meta(pattern=r"\S", max_length=60)]
_PLACE: Final = " - at `$."


class _Branch(msgspec.Struct, forbid_unknown_fields=True):
    id: _Text
    name: _Text
    city: _Text
    funds: Annotated[list[int], Meta(min_length=1)] | None = None


class _File(msgspec.Struct, forbid_unknown_fields=True):
    branches: Annotated[list[_Branch], Meta(min_length=1)]


def read_branch_file(path: Path) -> list[Branch]:
    """Read the branches of `path`. Raises InvalidBranches with the place and the reason."""
    try:
        found = msgspec.convert(_parse(path), _File)
    except OSError as error:
        raise _invalid(path, "FILE", error.strerror or str(error)) from error
    except (UnicodeDecodeError, json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise _invalid(path, "FILE", str(error)) from error
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(_PLACE)
        raise _invalid(path, place.rstrip("`") or "FILE", reason) from error
    return [
        Branch(
            each.id.strip(),
            each.name.strip(),
            each.city.strip(),
            None if each.funds is None else frozenset(each.funds),
        )
        for each in found.branches
    ]


def _parse(path: Path) -> Any:
    text = path.read_text(encoding="utf-8-sig")  # some editors put a mark before the first letter
    return json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)


def _invalid(path: Path, key: str, reason: str) -> InvalidBranches:
    return InvalidBranches(where=str(path), key=key, reason=reason)
