"""CSV as Excel in Colombia opens it by a double click: UTF-8 with a mark, separated by semicolons.

The comma is the decimal sign there, so it cannot separate. The columns for programs have no comma at all.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from btg_desktop.adapters.exports.columns import (
    MACHINE_HEADINGS,
    amount_texts,
    bogota_text,
    desk_texts,
    kind_code,
    number,
    people_texts,
    safe,
    utc_text,
)
from btg_desktop.adapters.exports.replacing import replacing
from btg_desktop.domain.history import Movement
from btg_desktop.services.ports import ExportWords
from btg_desktop.services.tables import Row


class CsvTables:
    @contextmanager
    def writing(self, path: Path, headings: Sequence[str]) -> Iterator[Callable[[Row], None]]:
        """See the port."""
        with (
            replacing(path) as folder,
            (folder / path.name).open("w", encoding="utf-8-sig", newline="") as file,
        ):
            writer = csv.writer(file, delimiter=";")

            def add(row: Row) -> None:
                writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])

            add(headings)
            yield add


class CsvFiles:
    @contextmanager
    def writing(self, path: Path, words: ExportWords) -> Iterator[Callable[[Movement], None]]:
        """See the port."""
        with CsvTables().writing(path, (*words.headings, *MACHINE_HEADINGS)) as add:
            yield lambda movement: add(_row(movement, words))


def _row(movement: Movement, words: ExportWords) -> Row:
    client, document, kind, fund, message = people_texts(movement, words)
    transaction = movement.transaction
    return [
        number(movement),
        bogota_text(movement),
        client,
        document,
        kind,
        fund,
        *amount_texts(movement),
        message,
        utc_text(movement),
        kind_code(movement),
        transaction.fund_id,
        f"{transaction.amount:f}",
        f"{transaction.balance_after:f}",
        *desk_texts(movement),
    ]
