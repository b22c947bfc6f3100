"""A wrong address of the database, told with the place that it was read from."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from btg_desktop.adapters.mongo.connection import connect
from btg_desktop.bootstrap import database_facts, open_import, open_services
from btg_desktop.commands.doctor import examine
from btg_desktop.config import Configuration, Settings
from btg_desktop.domain.errors import BadAddress, BadSource, DatabaseUnavailable, SettingsError

EXAMPLE = Path(__file__).parents[2] / "docs" / "import" / "example.json"
WRONG = [
    "mongodb://",
    "mongodb://h:no",
    "mongodb://h/?ssl=perhaps",
    "mongodb://h/?unknown=1",
    "mongodb://[::1",
]


@pytest.mark.parametrize("uri", WRONG)
def test_a_wrong_address_is_told_with_its_file(uri: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    wrong = Configuration(Settings(mongodb_uri=uri, data_dir=tmp_path), {"mongodb_uri": str(file)}, {}, file)
    uses: list[AbstractContextManager[Any]] = [
        open_services(wrong),
        open_import(wrong, str(EXAMPLE), None, rehearse=True),
    ]
    for use in uses:
        with pytest.raises(SettingsError) as refused, use:
            pass
        assert str(refused.value).startswith(f"{file}: mongodb_uri: ")
    with pytest.raises(SettingsError, match=str(file)):
        database_facts(wrong)


@pytest.mark.parametrize(
    "option",
    ["tlsCertificateKeyFilePassword", "authMechanism=x&authMechanismProperties=a,AWS_SESSION_TOKEN:"],
)
def test_what_the_driver_says_of_an_address_does_not_repeat_its_secrets(option: str) -> None:
    with pytest.raises(BadAddress, match="MongoDB no entiende la dirección") as refused:
        connect(f"mongodb://u:SECRETO@h/?tls=perhaps&{option}=SECRETO", "btg")
    assert "SECRETO" not in str(refused.value)


INSECURE = ["mongodb://db.invalid/", "mongodb+srv://db.invalid/?tlsAllowInvalidCertificates=true"]


@pytest.mark.parametrize("uri", INSECURE)
def test_no_connection_that_others_can_read_is_opened(uri: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    insecure = Configuration(
        Settings(mongodb_uri=uri, data_dir=tmp_path), {"mongodb_uri": str(file)}, {}, file
    )
    uses: list[AbstractContextManager[Any]] = [
        open_services(insecure),
        open_import(insecure, str(EXAMPLE), None, rehearse=True),
    ]
    for use in uses:
        with pytest.raises(SettingsError, match="allow_insecure_mongodb") as refused, use:
            pass
        assert str(refused.value).startswith(f"{file}: mongodb_uri: ")
    (check,) = [check for check in examine(insecure) if check.name == "base de datos"]
    assert not check.ok
    assert "allow_insecure_mongodb" in check.detail


@pytest.mark.parametrize("uri", INSECURE)
def test_no_import_is_taken_from_a_connection_that_others_can_read(uri: str, tmp_path: Path) -> None:
    here = Configuration(Settings(data_dir=tmp_path / "data"), {}, {}, tmp_path / "settings.toml")
    with (
        pytest.raises(BadSource, match="allow_insecure_mongodb"),
        open_import(here, uri, "btg", rehearse=True),
    ):
        pass
    assert not (tmp_path / "data").exists()


def test_what_the_machine_file_allows_is_tried(tmp_path: Path) -> None:
    allowed = Settings(
        mongodb_uri="mongodb://db.invalid/?serverSelectionTimeoutMS=50",
        allow_insecure_mongodb=True,
        data_dir=tmp_path,
    )
    with pytest.raises(DatabaseUnavailable):
        database_facts(Configuration(allowed, {}, {}, tmp_path / "settings.toml"))
