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
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from btg_desktop.domain.branches import Branch
from btg_desktop.domain.errors import InvalidBranches

_Text = Annotated[str, Field(min_length=1, max_length=60)]


class _Branch(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, strict=True)

    id: _Text
    name: _Text
    city: _Text
    funds: Annotated[list[int], Field(min_length=1)] | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    branches: Annotated[list[_Branch], Field(min_length=1)]


def read_branch_file(path: Path) -> list[Branch]:
    """Read the branches of `path`. Raises InvalidBranches with the place and the reason."""
    try:
        found = _File.model_validate(_parse(path))
    except OSError as error:
        raise _invalid(path, "FILE", error.strerror or str(error)) from error
    except (UnicodeDecodeError, json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise _invalid(path, "FILE", str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise _invalid(path, ".".join(map(str, first["loc"])), first["msg"]) from error
    return [
        Branch(each.id, each.name, each.city, None if each.funds is None else frozenset(each.funds))
        for each in found.branches
    ]


def _parse(path: Path) -> Any:
    text = path.read_text(encoding="utf-8-sig")  # some editors put a mark before the first letter
    return json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)


def _invalid(path: Path, key: str, reason: str) -> InvalidBranches:
    return InvalidBranches(where=str(path), key=key, reason=reason)
