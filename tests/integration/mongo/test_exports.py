"""Exported files hold exactly the filtered rows, start no formula, and appear whole or not at all."""

import csv
import os
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid5
from xml.etree import ElementTree

import psutil
import pytest
from pymongo.database import Database
from pymongo.write_concern import WriteConcern

from btg_desktop.adapters.exports.csv_file import CsvFiles
from btg_desktop.adapters.exports.xlsx_file import XlsxFiles
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.documents import write_transaction
from btg_desktop.adapters.mongo.history import MongoHistory
from btg_desktop.domain.errors import ExportFailed, ExportInterrupted
from btg_desktop.domain.history import Filter, Sort, SortKey
from btg_desktop.domain.models import (
    Channel,
    Client,
    Desk,
    NotificationState,
    Transaction,
    TransactionKind,
)
from btg_desktop.services.exports import Exports
from btg_desktop.services.history import History
from btg_desktop.services.ports import ExportWords

BRANCH = "Medellín Centro"
WORDS = ExportWords(
    "Movimientos",
    ("N.º", "Fecha", "Cliente", "Documento", "Movimiento", "Fondo", "Valor", "Saldo después", "Notificación"),
    {TransactionKind.SUBSCRIPTION: "Apertura", TransactionKind.CANCELLATION: "Cancelación"},
    {(channel, state): f"{channel} {state}" for channel in Channel for state in NotificationState},
)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def movement(number: int, client_id: str, fund: str = "DEUDAPRIVADA", operator: str = "laura") -> Transaction:
    return Transaction(
        id=uuid5(UUID(int=0), str(number)),
        client_id=client_id,
        sequence=number,
        kind=TransactionKind.CANCELLATION if number % 3 == 0 else TransactionKind.SUBSCRIPTION,
        fund_id=1 + number % 2,
        fund_name=fund,
        amount=Decimal("75000.50") + number,
        balance_after=Decimal(425_000) - number,
        at=datetime(2026, 11, 24, 15, 38, tzinfo=UTC) + timedelta(minutes=number),
        desk=Desk(operator, BRANCH, "pc-1"),
    )


@pytest.fixture
def exports(database: Database[Document]) -> Exports:
    history = History(MongoHistory(database), BRANCH)
    return Exports(history, {".csv": CsvFiles(), ".xlsx": XlsxFiles()})


@pytest.fixture
def history(database: Database[Document]) -> History:
    return History(MongoHistory(database), BRANCH)


def store(database: Database[Document], movements: list[Transaction]) -> None:
    database["transacciones"].insert_many([write_transaction(each) for each in movements])


def csv_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def xlsx_cells(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Each row of the sheet: the cells' types and texts."""
    with zipfile.ZipFile(path) as archive, archive.open("xl/worksheets/sheet1.xml") as sheet:
        for _, row in ElementTree.iterparse(sheet):  # noqa: S314 (our own file)
            if row.tag == f"{MAIN}row":
                assert row.find(f".//{MAIN}f") is None  # no formula anywhere
                yield [
                    (cell.get("t", "n"), "".join(cell.itertext()).strip()) for cell in row.iter(f"{MAIN}c")
                ]


def test_a_csv_file_holds_the_filtered_rows_for_people_and_for_programs(
    database: Database[Document], exports: Exports, history: History, julian: Client, tmp_path: Path
) -> None:
    store(database, [movement(number, julian.id) for number in range(1, 1201)])
    listing = history.listing(
        julian.id,
        Filter(fund_id=1, kind=TransactionKind.CANCELLATION),
        Sort(SortKey.AMOUNT, descending=False),
    )
    path = tmp_path / "m.csv"
    assert exports.write(listing, path, WORDS) == 200
    heading, *rows = csv_rows(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert heading[:2] == ["N.º", "Fecha"]
    assert heading[9:14] == ["fecha_utc", "tipo_transaccion", "id_fondo", "valor", "saldo_despues"]
    numbers = [n for n in range(1, 1201) if n % 3 == 0 and n % 2 == 0]
    assert [int(row[0]) for row in rows] == numbers
    assert rows[0] == [
        "6",
        "24/11/2026 10:44",
        "Julián Montoya",
        "CC 1214727927",
        "Cancelación",
        "DEUDAPRIVADA",
        "$ 75.006,50",
        "$ 424.994",
        "",
        "2026-11-24T15:44:00.000Z",
        "cancelacion",
        "1",
        "75006.50",
        "424994",
        "laura",
        BRANCH,
        "pc-1",
        str(uuid5(UUID(int=0), "6")),
    ]


def test_an_excel_file_holds_the_same_with_moments_and_amounts_as_numbers(
    database: Database[Document], exports: Exports, history: History, julian: Client, tmp_path: Path
) -> None:
    store(database, [movement(number, julian.id) for number in range(1, 31)])
    path = tmp_path / "m.xlsx"
    assert exports.write(history.listing(julian.id), path, WORDS) == 30
    heading, *rows = list(xlsx_cells(path))
    assert heading[0] == ("inlineStr", "N.º")
    assert [row[0] for row in rows] == [("n", str(number)) for number in range(30, 0, -1)]
    first = rows[-1]
    assert first[6] == ("n", "75001.5")
    assert first[7] == ("n", "424999")
    assert first[9] == ("inlineStr", "2026-11-24T15:39:00.000Z")
    days = datetime(2026, 11, 24, 10, 39, tzinfo=UTC) - datetime(1899, 12, 30, tzinfo=UTC)
    assert float(first[1][1]) == pytest.approx(days.total_seconds() / 86_400)
    with zipfile.ZipFile(path) as archive:
        assert "$-240A" in archive.read("xl/styles.xml").decode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_becomes_a_formula(
    database: Database[Document],
    exports: Exports,
    history: History,
    julian: Client,
    tmp_path: Path,
    start: str,
) -> None:
    evil = f'{start}HYPERLINK("http://x";"y")'
    store(database, [movement(1, julian.id, evil, evil)])
    exports.write(history.listing(julian.id), tmp_path / "m.csv", WORDS)
    (row,) = csv_rows(tmp_path / "m.csv")[1:]
    assert row[5] == row[14] == f"'{evil}"
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    exports.write(history.listing(julian.id), tmp_path / "m.xlsx", WORDS)
    _, cells = list(xlsx_cells(tmp_path / "m.xlsx"))
    assert cells[5][0] == "inlineStr"
    with zipfile.ZipFile(tmp_path / "m.xlsx") as archive:
        assert not [name for name in archive.namelist() if "_rels/sheet" in name]  # and no link


@pytest.mark.parametrize("name", ["m.csv", "m.xlsx"])
def test_a_cancelled_export_leaves_what_was_there_and_nothing_else(
    database: Database[Document],
    exports: Exports,
    history: History,
    julian: Client,
    tmp_path: Path,
    name: str,
) -> None:
    store(database, [movement(number, julian.id) for number in range(1, 1201)])
    path = tmp_path / name
    path.write_text("before")
    told: list[int] = []
    with pytest.raises(ExportInterrupted):
        exports.write(
            history.listing(julian.id),
            path,
            WORDS,
            lambda done, _total: told.append(done),
            lambda: bool(told) and told[-1] >= 500,
        )
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["m.csv", "m.xlsx"])
def test_a_folder_that_is_not_there_is_said_with_what_to_do(
    exports: Exports, history: History, julian: Client, tmp_path: Path, name: str
) -> None:
    with pytest.raises(ExportFailed, match=re.escape(f"No se pudo escribir {name}")) as failure:
        exports.write(history.listing(julian.id), tmp_path / "none" / name, WORDS)
    assert failure.value.remedy


@pytest.mark.parametrize("name", ["m.csv", "m.xlsx"])
def test_a_disk_that_refuses_leaves_nothing(
    database: Database[Document],
    exports: Exports,
    history: History,
    julian: Client,
    tmp_path: Path,
    name: str,
) -> None:
    resource = pytest.importorskip("resource")
    store(database, [movement(number, julian.id) for number in range(1, 1201)])
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(ExportFailed):
            exports.write(history.listing(julian.id), tmp_path / name, WORDS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert os.listdir(tmp_path) == []  # noqa: PTH208 (hidden ones count)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_thirty_thousand_rows_take_no_more_memory_than_a_few_pages(
    database: Database[Document], exports: Exports, history: History, julian: Client, tmp_path: Path
) -> None:
    quick = database["transacciones"].with_options(write_concern=WriteConcern(1))
    for first in range(1, 30_001, 5_000):
        page = [movement(number, julian.id) for number in range(first, first + 5_000)]
        quick.insert_many([write_transaction(each) for each in page], ordered=False)
    listing, process = history.listing(julian.id), psutil.Process()
    for name in ("m.csv", "m.xlsx"):
        grown: list[int] = []

        def measure(done: int, _total: int, grown: list[int] = grown) -> None:
            if done in (5_000, 30_000):
                grown.append(process.memory_info().rss)

        assert exports.write(listing, tmp_path / name, WORDS, measure) == 30_000
        assert grown[1] - grown[0] < 8 * 1024 * 1024
