"""The judgement on windows, on histories written by hand: only an untrue screen is given away."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from bson import Decimal128

from faults.checker_windows import check_windows
from faults.findings import Kind
from faults.history import Record

CLIENT = "a-client"
FUND = {"_id": 3, "nombre": "DEUDAPRIVADA"}
ROW = ["Cliente 0", "Apertura", "DEUDAPRIVADA", "$ 50.000", "10:42", "se está consultando"]
BAND = "Sin respuesta desde las 10:42 · Apertura de $ 50.000 en DEUDAPRIVADA"


class Books:
    """What the judgement asks of a run."""

    clients = (CLIENT,)

    def documents(self, collection: str) -> list[dict[str, Any]]:
        assert collection == "fondos"
        return [FUND]


class Told:
    """A history in the making: each line a tenth of a second after the last, unless time passes."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.now = 0.0

    def add(self, event: str, desk: str = "1-window", **fields: Any) -> None:
        self.now += 0.1
        self.records.append(Record(self.now, desk, event, fields))

    def window(self, desk: str = "1-window") -> None:
        self.add("window", desk, folder="folder")

    def ask(self, request_id: str) -> None:
        asked = {"client": CLIENT, "kind": "subscription", "fund": 3, "amount": "50000"}
        self.add("ask", id=request_id, **asked)
        self.add("saved", id=request_id)
        self.now += 1

    def forget(self, request_id: str) -> None:
        self.add("forget", id=request_id)
        self.add("forgotten", id=request_id)

    def read(self, *rows: list[str], desk: str = "1-window", **other: Any) -> None:
        screen = {"count": len(rows), "client": "", "band": [], "banner": ""}
        self.add("list", desk, rows=list(rows), **{**screen, **other})

    def found(self, *documents: dict[str, Any]) -> list[Kind]:
        transactions = {document["_id"]: document for document in documents}
        return _kinds(check_windows(Books(), self.records, transactions))  # type: ignore[arg-type]


def _kinds(findings: Iterable[Any]) -> list[Kind]:
    return [finding.kind for finding in findings]


def movement(request_id: str) -> dict[str, Any]:
    return {
        "_id": request_id,
        "tipo_transaccion": "apertura",
        "nombre_fondo": FUND["nombre"],
        "valor": Decimal128("50000"),
        "saldo_despues": Decimal128("450000"),
    }


def waiting() -> tuple[Told, str]:
    """A window that confirmed one operation, which has no answer yet and is late."""
    told, request_id = Told(), str(uuid4())
    told.window()
    told.add("confirm", client=CLIENT, is_ticked=False, band=[])
    told.ask(request_id)
    return told, request_id


def test_a_row_from_when_the_answer_is_late_until_it_comes_is_as_promised() -> None:
    told, request_id = waiting()
    told.read()  # the window has not had the time to show it
    told.read(ROW)
    told.read(ROW)
    told.forget(request_id)
    told.read(ROW)  # the answer is on its way to the screen
    told.read()
    told.read()
    told.read(banner="Cliente 0: Apertura de $ 50.000 en DEUDAPRIVADA\nSaldo disponible: $ 450.000")
    assert told.found(movement(request_id)) == []


def test_a_row_that_is_missing_once_the_answer_is_late_is_given_away() -> None:
    told, _ = waiting()
    told.read(ROW)
    told.read(ROW)
    told.read()
    assert told.found() == [Kind.UNLISTED]


def test_a_row_that_stays_after_its_answer_is_given_away() -> None:
    told, request_id = waiting()
    told.forget(request_id)
    for _ in range(3):
        told.read(ROW)
    assert told.found() == [Kind.MISLISTED]


def test_a_row_that_nobody_asked_for_is_given_away() -> None:
    told, _ = waiting()
    for _ in range(3):
        told.read(ROW, ROW)
    assert told.found() == [Kind.MISLISTED]


def test_the_next_window_of_a_folder_has_to_list_what_a_killed_one_left() -> None:
    told, _ = waiting()
    told.window("2-window")
    told.add("adopted", "2-window", ids=[])  # not even the journal needs to say so
    for _ in range(3):
        told.read(desk="2-window")
    assert told.found() == [Kind.UNLISTED]


def test_a_wrong_count_and_a_band_that_hides_a_row_are_given_away() -> None:
    told, _ = waiting()
    told.read(ROW, client="Cliente 0", band=[BAND])
    told.read(ROW, client="Cliente 0", band=[BAND])
    told.read(ROW, client="Cliente 0", band=[], count=0)
    assert told.found() == [Kind.MISLISTED, Kind.MISLISTED]


def test_an_outcome_that_the_books_do_not_say_is_given_away() -> None:
    told, request_id = waiting()
    text = "Apertura de $ 50.000 en DEUDAPRIVADA\nSaldo disponible: $ 400.000"
    told.add("told", ids=[request_id], told="applied", text=text)
    assert told.found(movement(request_id)) == [Kind.MISLISTED]
    assert told.found() == [Kind.LOST, Kind.MISLISTED]


def test_an_outcome_that_was_unknown_and_is_never_told_is_given_away() -> None:
    for banner in ("", "Cliente 0: Apertura de $ 50.000 en DEUDAPRIVADA\nSaldo disponible: $ 450.000"):
        told, request_id = waiting()
        told.add("answer", id=request_id, answer="unknown")
        told.read(ROW)
        told.forget(request_id)
        told.add("answer", id=request_id, answer="applied")
        for _ in range(3):
            told.read(banner=banner)
        assert told.found(movement(request_id)) == ([] if banner else [Kind.MISLISTED])


def test_what_is_told_as_refused_and_moved_is_given_away() -> None:
    told, request_id = waiting()
    told.add("told", ids=[request_id], told="rejected", text="")
    assert told.found(movement(request_id)) == [Kind.REJECTED_APPLIED]
    assert told.found() == []


def test_a_second_operation_beside_the_first_takes_a_ticked_box() -> None:
    for is_ticked in (True, False):
        told, _ = waiting()
        told.add("confirm", client=CLIENT, is_ticked=is_ticked, band=[BAND])
        told.ask(str(uuid4()))
        assert told.found() == ([] if is_ticked else [Kind.BLIND])


def test_a_second_operation_after_the_answer_needs_no_box() -> None:
    told, request_id = waiting()
    told.add("confirm", client=CLIENT, is_ticked=False, band=[BAND])
    told.forget(request_id)
    told.ask(str(uuid4()))
    assert told.found() == []


def test_two_operations_of_one_confirmation_are_given_away() -> None:
    told, _ = waiting()
    told.ask(str(uuid4()))
    assert told.found() == [Kind.BLIND]
