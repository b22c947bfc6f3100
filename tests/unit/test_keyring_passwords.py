"""Whose password is looked up in the system's keyring."""

import keyring
import pytest
from keyring.backend import KeyringBackend

from btg_desktop.adapters.keyring_passwords import database_password
from btg_desktop.domain.errors import BadAddress, SettingsError


class OneUser(KeyringBackend):
    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return "of ana" if (service, username) == ("btg-desktop", "ana@bank") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError


@pytest.fixture(autouse=True)
def one_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", OneUser())


@pytest.mark.parametrize(
    ("uri", "password"),
    [
        ("mongodb://h/", None),
        ("mongodb://ana%40bank@h/?authSource=admin", "of ana"),
        ("mongodb+srv://ana%40bank@not-looked-up.example/", "of ana"),
        ("mongodb://pedro:his@h/", None),
        ("mongodb://CN=pedro@h/?tls=true&authmechanism=mongodb-x509", None),
    ],
)
def test_a_user_without_a_password_in_the_address_has_it_in_the_keyring(
    uri: str, password: str | None
) -> None:
    assert database_password(uri) == password


def test_who_has_none_there_is_told_how_to_store_it() -> None:
    with pytest.raises(SettingsError, match="keyring set btg-desktop pedro"):
        database_password("mongodb://pedro@h/")


def test_what_is_no_address_has_no_user() -> None:
    with pytest.raises(BadAddress):
        database_password("mongodb://")
