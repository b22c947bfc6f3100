"""Commands that change something leave a trace in the log, and let go of it when they end."""

import argparse
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from btg_desktop.commands import restore, tokens
from btg_desktop.config import Configuration, Settings
from btg_desktop.domain.errors import DatabaseNotEmpty, FolderNotWritable, UnknownToken
from btg_desktop.domain.tokens import Scope, Token
from btg_desktop.services.tokens import Tokens


class Store:
    """Tokens in memory, as far as commands need them."""

    def __init__(self) -> None:
        self.tokens: dict[str, Token] = {}
        self.fingerprints: list[str] = []

    def add(
        self, name: str, fingerprint: str, scopes: frozenset[Scope], created_by: str, _days: int | None
    ) -> Token:
        self.fingerprints.append(fingerprint)
        self.tokens[name] = Token(name, scopes, datetime.now(UTC), created_by)
        return self.tokens[name]

    def all(self) -> list[Token]:
        return list(self.tokens.values())

    def valid(self, fingerprint: str) -> Token | None:
        raise NotImplementedError(fingerprint)

    def revoke(self, name: str) -> Token:
        if name not in self.tokens:
            raise UnknownToken(name=name)
        return self.tokens[name]


@pytest.fixture(autouse=True)
def no_log_left_open() -> Iterator[None]:
    handlers = list(logging.getLogger("btg_desktop").handlers)
    yield
    assert logging.getLogger("btg_desktop").handlers == handlers


@pytest.fixture
def configuration(tmp_path: Path) -> Configuration:
    return Configuration(Settings(data_dir=tmp_path, operator="laura"), {}, {}, tmp_path / "settings.toml")


@pytest.fixture
def log(tmp_path: Path) -> Callable[[], str]:
    return lambda: (tmp_path / "logs" / "btg-desktop.log").read_text(encoding="utf-8")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    made = Store()

    @contextmanager
    def open_services(configuration: Configuration, *, only_looks: bool) -> Iterator[Any]:
        yield SimpleNamespace(tokens=Tokens(made, configuration.settings.operator))

    monkeypatch.setattr(tokens, "open_services", open_services)
    monkeypatch.setattr(tokens, "trust_system_certificates", lambda: None)
    return made


def asked(action: str, name: str) -> argparse.Namespace:
    return argparse.Namespace(action=action, name=name, scopes=["funds:read", "clients:read"], days=None)


def test_who_made_and_ended_a_token_is_in_the_log_and_no_secret(
    configuration: Configuration, store: Store, log: Callable[[], str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert tokens.run(configuration, asked("create", "portal")) == 0
    secret = capsys.readouterr().out.strip()
    assert "token portal was created by laura: clients:read funds:read" in log()
    assert tokens.run(configuration, asked("revoke", "portal")) == 0
    assert "token portal was revoked by laura" in log()
    assert secret.startswith("btg_")
    assert secret not in log()
    assert store.fingerprints[0] not in log()


def test_a_token_that_is_not_there_leaves_no_trace_of_its_end(
    configuration: Configuration, store: Store, log: Callable[[], str]
) -> None:
    with pytest.raises(UnknownToken):
        tokens.run(configuration, asked("revoke", "nadie"))
    assert "revoked" not in log()


def test_no_token_is_made_where_nothing_can_be_logged(
    configuration: Configuration, store: Store, tmp_path: Path
) -> None:
    (tmp_path / "logs").write_text("a file in the way")
    with pytest.raises(FolderNotWritable):
        tokens.run(configuration, asked("create", "portal"))
    assert store.tokens == {}


def test_a_restore_that_is_refused_lets_go_of_its_log(
    configuration: Configuration, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_options: object) -> None:
        raise DatabaseNotEmpty

    @contextmanager
    def open_restoration(*_arguments: object) -> Iterator[Any]:
        yield SimpleNamespace(run=refuse)

    monkeypatch.setattr(restore, "open_restoration", open_restoration)
    copy = tmp_path / "copy.btgcopia"
    copy.touch()
    with pytest.raises(DatabaseNotEmpty):
        restore.run(configuration, copy, replace=False)
