"""What the window remembers, in one small JSON file that is replaced as a whole."""

import json
import logging
from pathlib import Path
from typing import Any

from btg_desktop.domain.errors import SettingsError
from btg_desktop.durable import replace_file
from btg_desktop.services.memory import Remembered

logger = logging.getLogger(__name__)


class MemoryFile:
    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Remembered:
        """A file that is missing or damaged is worth a line in the log, not a window that does not open."""
        try:
            return _from_json(json.loads(self._path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return Remembered()
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            logger.warning("%s cannot be read: %s", self._path.name, type(error).__name__)
            return Remembered()

    def save(self, remembered: Remembered) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, json.dumps(_to_json(remembered)).encode(), private=True)
        except OSError as error:
            raise SettingsError(where=str(self._path), key="windows", reason=str(error)) from error


def _to_json(remembered: Remembered) -> dict[str, Any]:
    return {
        "geometry": remembered.geometry,
        "widths": {table: dict(columns) for table, columns in remembered.widths.items()},
        "recents": list(remembered.recents),
    }


def _from_json(stored: dict[str, Any]) -> Remembered:
    return Remembered(
        geometry=str(stored["geometry"]),
        widths={
            str(table): {int(column): int(width) for column, width in columns.items()}
            for table, columns in stored["widths"].items()
        },
        recents=tuple(str(client_id) for client_id in stored["recents"]),
    )
