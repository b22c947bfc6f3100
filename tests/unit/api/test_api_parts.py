"""The small parts of the API, each by itself."""

import socket
from decimal import Decimal
from uuid import uuid4

import pytest

from btg_desktop.api import limits, texts
from btg_desktop.api.amounts import exact, read_amount
from btg_desktop.api.bodies import JsonAnswer
from btg_desktop.api.idempotency import RequestKey
from btg_desktop.api.limits import MovingWindow, Rate
from btg_desktop.api.problems import KINDS, kind_of
from btg_desktop.api.server import listening
from btg_desktop.api.texts import error_text, preferred
from btg_desktop.domain import errors
from btg_desktop.domain.money import MAX_AMOUNT


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("75000", b"75000"),
        ("7.5E+4", b"75000"),
        ("75000.00", b"75000"),
        ("75000.5", b"75000.50"),
        ("0.01", b"0.01"),
        (str(MAX_AMOUNT), b"999999999999.99"),
        ("9999999999999.99", b"9999999999999.99"),
    ],
)
def test_an_amount_is_written_digit_by_digit(amount: str, written: bytes) -> None:
    assert JsonAnswer(exact(Decimal(amount))).body == written
    assert Decimal(repr(float(written))) == Decimal(amount)  # also for a client that reads doubles


@pytest.mark.parametrize("text", ["", " 1", "1 ", "1.", ".5", "1_000", "$1", "1e3", "Infinity", "1\n"])
def test_what_is_no_json_number_is_no_amount(text: str) -> None:
    with pytest.raises(errors.InvalidAmount):
        read_amount(text)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "es"),
        ("*", "es"),
        ("en", "en"),
        ("en-US,en;q=0.9", "en"),
        ("es-CO,es;q=0.9,en;q=0.8", "es"),
        ("en;q=0.1, es;q=0.2", "es"),
        ("de, en;q=0.5", "en"),
        ("en;q=0", "es"),
        ("en;q=x;;,,=", "es"),
    ],
)
def test_the_language_is_the_preferred_of_the_two(header: str, language: str) -> None:
    assert preferred(header) == language


def test_every_error_has_english_and_fills_it_in() -> None:
    error = errors.InsufficientBalance(fund="DEUDAPRIVADA", missing=Decimal(5))
    assert error_text(error, "es") == "No tiene saldo disponible para vincularse al fondo DEUDAPRIVADA"
    assert error_text(error, "en") != error_text(error, "es")
    assert "DEUDAPRIVADA" in error_text(error, "en")


def test_every_rejection_has_a_status_that_is_the_callers_to_act_on() -> None:
    for error in errors.REJECTIONS.values():
        assert error in KINDS
        assert KINDS[error].status in {404, 409, 422}
    assert kind_of(errors.ServerStopped(reason="x")).status == 500


def test_the_problems_of_two_errors_are_never_taken_for_one_another() -> None:
    assert len({kind.slug for kind in KINDS.values()}) == len(KINDS)


def test_a_uuid_is_the_requests_id_and_other_keys_are_ones_holders_own() -> None:
    key = uuid4()
    assert RequestKey(str(key).upper()).id_for("portal") == key == RequestKey(str(key)).id_for("app")
    assert RequestKey("1").id_for("portal") == RequestKey("1").id_for("portal")
    assert RequestKey("1").id_for("portal") != RequestKey("1").id_for("app")
    assert RequestKey(key.hex).id_for("portal") != key  # only one spelling is a UUID's
    assert RequestKey(None).id_for("portal") != RequestKey(None).id_for("portal")


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_window_moves() -> None:
    clock = Clock()
    window = MovingWindow(Rate.parse("2/minute"), clock)
    assert window.hit("a")[0]
    clock.now += 30
    assert window.hit("a")[0]
    admitted, standing = window.hit("a")
    assert (admitted, standing.remaining, standing.wait) == (False, 0, 30)
    assert window.standing("b").remaining == 2
    clock.now += 30
    assert window.hit("a")[0]
    assert not window.hit("a")[0]


class CountingClock(Clock):
    """How often the time was asked for: once and again for each key that is looked at."""

    asked = 0

    def __call__(self) -> float:
        self.asked += 1
        return self.now


def test_callers_without_number_cost_neither_memory_nor_time() -> None:
    clock = CountingClock()
    window = MovingWindow(Rate.parse("2/minute"), clock)
    for number in range(limits.KEYS + 1000):
        window.hit(str(number))
    assert len(window) == limits.KEYS
    assert window.standing("0").remaining == 2  # who came first was forgotten
    assert window.standing(str(limits.KEYS)).remaining == 1
    clock.asked = 0
    window.hit("another")
    assert clock.asked < 10


def test_who_comes_again_is_not_the_one_who_is_forgotten() -> None:
    window = MovingWindow(Rate.parse("3/minute"), Clock())
    window.hit("guesser")
    for number in range(limits.KEYS - 1):
        window.hit(str(number))
    window.hit("guesser")
    window.hit("another")
    assert window.standing("guesser").remaining == 1
    assert window.standing("0").remaining == 3


def test_who_did_nothing_for_long_is_forgotten() -> None:
    clock = Clock()
    window = MovingWindow(Rate.parse("2/minute"), clock)
    for number in range(10):
        window.hit(str(number))
    clock.now += 59
    window.hit("0")
    clock.now += 1
    assert window.standing("1").remaining == 2
    for number in range(4):
        window.hit(f"new {number}")
    assert len(window) == 1 + 4


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:0DB8:1:2:ffff::1", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("fe80::1%eth0", "fe80::"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::"),
        ("203.0.113.7:51000", "203.0.113.7"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_an_ipv6_caller_is_their_whole_network(address: str, counted: str) -> None:
    assert limits.caller_at(address) == counted


@pytest.mark.parametrize("text", ["", "10", "0/minute", "10/day", "-1/minute", "10 / minute", "1e3/hour"])
def test_a_rate_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="rate"):
        Rate.parse(text)


def test_every_error_that_a_caller_may_see_has_english() -> None:
    for error in (*errors.REJECTIONS.values(), errors.WrongOpening, errors.ClientExists, errors.InvalidPhone):
        assert texts._english().get(error.template), error


def test_no_answer_waits_for_the_callers_acknowledgement() -> None:
    with listening("127.0.0.1", 0) as opened:
        assert opened.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.parametrize("where", [("127.0.0.1", 70_000), ("no.existe.invalid", 0)])
def test_where_nobody_can_listen_is_said(where: tuple[str, int]) -> None:
    with pytest.raises(errors.AddressRefused), listening(*where):
        pass
