"""A connection string in its parts, and the folder of the database that it leads to."""

import re
from pathlib import Path

import pytest

from btg_desktop.adapters.mongo.address import has_secret, parse_address, shown_address
from btg_desktop.bootstrap import database_key
from btg_desktop.config import Settings
from btg_desktop.domain.errors import BadAddress

SAME = [
    "mongodb://a.bank.co:27017,b.bank.co:27017/",
    "mongodb://a.bank.co,b.bank.co",
    "mongodb://b.bank.co,a.bank.co/",
    "mongodb://B.Bank.co,a.bank.co:27017/?tls=true&replicaSet=rs0",
    "mongodb://laura@a.bank.co,b.bank.co/?authSource=admin",
    "mongodb://pedro:p%40ss%2F@a.bank.co,b.bank.co/admin?tlsCAFile=/etc/ssl/bank.pem",
]
OTHERS = [
    "",
    "mongodb://a.bank.co/",
    "mongodb://a.bank.co,b.bank.co:27018/",
    "mongodb://a.bank.co,c.bank.co/",
    "mongodb+srv://a.bank.co/",
    "mongodb://%2Ftmp%2Fmongodb-27017.sock",
    "mongodb://%2Ftmp%2FMongodb-27017.sock",
    "mongodb://[::1]:27018/",
    "mongodb://[::1]/",
]


def key(uri: str, database: str = "btg") -> str:
    return database_key(Settings(mongodb_uri=uri, mongodb_database=database, data_dir=Path("data")))


@pytest.mark.parametrize("uri", SAME)
def test_how_one_gets_in_does_not_make_it_another_database(uri: str) -> None:
    assert key(uri) == key(SAME[0])
    assert key(uri).startswith("a.bank.co-27017-b.bank.co-27017-btg-")


def test_another_place_or_name_is_another_database() -> None:
    keys = [key(uri) for uri in [SAME[0], *OTHERS]] + [key(SAME[0], "other"), key("", "other")]
    assert len(set(keys)) == len(keys)


def test_a_folder_is_named_by_signs_that_every_disk_takes_and_not_too_many() -> None:
    many = ",".join(f"computer-{number}.bank.co" for number in range(7))
    name = key(f"mongodb://{many}/")
    assert len(name) < 80
    assert ":" not in key("mongodb://[fe80::1%25eth0]:27018/") + name


@pytest.mark.parametrize(
    ("uri", "reason"),
    [
        ("mongodb://", "mongodb://EQUIPO:PUERTO/"),
        ("mongodb:///btg", "mongodb://EQUIPO:PUERTO/"),
        ("mongodb://laura@", "mongodb://EQUIPO:PUERTO/"),
        ("mongodb://h,,i/", "falta el nombre de un equipo"),
        ("mongodb://:27017/", "falta el nombre de un equipo"),
        ("mongodb://h:no", "el puerto debe ser"),
        ("mongodb://h:0/", "el puerto debe ser"),
        ("mongodb://h:65536/", "el puerto debe ser"),
        ("mongodb://u:SEC/RETO@h/", "%2F"),
        ("mongodb://u:SEC@RETO@h/", "%40"),
        ("mongodb://u:SEC?RETO@h/", "%3F"),
        ("mongodb://h1/?appName=a@b", "%40"),
    ],
)
def test_what_is_no_address_is_refused_without_saying_what_it_holds(uri: str, reason: str) -> None:
    with pytest.raises(BadAddress, match=reason) as refused:
        parse_address(uri)
    assert "SEC" not in str(refused.value)
    assert "RETO" not in str(refused.value)


SECRETS = [
    "mongodb://u:SECRETO@h/",
    "mongodb+srv://u:SECRETO@h/btg",
    "mongodb://h/?tlsCertificateKeyFile=/c.pem&tlsCertificateKeyFilePassword=SECRETO",
    "mongodb://h/?tlsCertificateKeyFilePassword=SECRETO;tls=true",
    "mongodb://h/?TLSCERTIFICATEKEYFILEPASSWORD=SECRETO",
    "mongodb://h/?ssl_pem_passphrase=SECRETO",
    "mongodb://u@h/?authMechanism=MONGODB-AWS&authMechanismProperties=AWS_SESSION_TOKEN:SECRETO",
]
BROKEN = [
    "mongodb://u:SEC/RETO@h",
    "mongodb://u:SEC@RETO@h",
    "mongodb://u:SEC?RETO@h",
    "mongodb://u:SECRETO",
    "mongodb://u:SEC?RETO",
    "mongodb://u:SEC/RETO",
    "mongodb://h:x/?tlsCertificateKeyFilePassword=SECRETO",
]


@pytest.mark.parametrize("uri", SECRETS)
def test_a_secret_is_known_for_one_and_not_shown(uri: str) -> None:
    assert parse_address(uri).secrets == ("SECRETO",)
    assert has_secret(uri)
    assert shown_address(uri) == uri.replace("SECRETO", "•••")
    assert "SECRETO" not in repr(parse_address(uri))


@pytest.mark.parametrize("uri", BROKEN)
def test_of_what_is_no_address_no_part_is_shown_that_may_be_a_secret(uri: str) -> None:
    assert not re.search("SEC|RETO", shown_address(uri))


def test_what_is_no_secret_is_shown_as_it_was_written() -> None:
    for uri in (
        "",
        "mongodb://u@h1:1,H2/btg?tls=true&authMechanismProperties=SERVICE_NAME:x",
        "mongodb://u:@h",
    ):
        assert shown_address(uri) == uri
        assert not has_secret(uri)


@pytest.mark.parametrize(
    "uri",
    [
        "mongodb://localhost/",
        "mongodb://LOCALHOST:27018/?replicaSet=btg",
        "mongodb://127.0.0.1,127.0.0.2:27018/",
        "mongodb://[::1]:27018/",
        "mongodb://%2Frun%2Fuser%2F1000%2Fm.sock/",
        "mongodb://localhost/?tls=true&tlsInsecure=true",
        "mongodb://db.bank.co/?tls=true",
        "mongodb://db.bank.co/?ssl=true&tlsAllowInvalidCertificates=false",
        "mongodb://db.bank.co/?TLS=true",
        "mongodb+srv://db.bank.co/",
        "mongodb+srv://db.bank.co/?tls=true",
    ],
)
def test_an_address_that_nobody_can_listen_to_on_the_way_has_no_weakness(uri: str) -> None:
    assert parse_address(uri).weakness == ""


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("mongodb://db.bank.co/", "sin TLS"),
        ("mongodb://localhost,db.bank.co/", "sin TLS"),
        ("mongodb://10.0.0.7/?replicaSet=btg", "sin TLS"),
        ("mongodb://localhost.bank.co/", "sin TLS"),
        ("mongodb://127.0.0.1.bank.co/", "sin TLS"),
        ("mongodb://[fe80::1]/", "sin TLS"),
        ("mongodb://0.0.0.0/", "sin TLS"),
        ("mongodb://db.bank.co/?tls=false", "sin TLS"),
        ("mongodb://db.bank.co/?ssl=false&tls=true", "sin TLS"),
        ("mongodb://db.bank.co/?tls=perhaps", "sin TLS"),
        ("mongodb+srv://db.bank.co/?tls=false", "sin TLS"),
        ("mongodb+srv://db.bank.co/?ssl=false", "sin TLS"),
        ("mongodb+srv://localhost/?tls=false", "sin TLS"),
        ("mongodb://db.bank.co/?tls=true&tlsAllowInvalidCertificates=true", "tlsallowinvalidcertificates"),
        ("mongodb://db.bank.co/?tls=true&TLSALLOWINVALIDCERTIFICATES=true", "tlsallowinvalidcertificates"),
        ("mongodb://db.bank.co/?tls=true;tlsInsecure=true", "tlsinsecure"),
        ("mongodb+srv://db.bank.co/?tlsAllowInvalidHostnames=%74rue", "tlsallowinvalidhostnames"),
        ("mongodb+srv://db.bank.co/?tlsInsecure=false&tlsInsecure=true", "tlsinsecure"),
    ],
)
def test_an_address_that_somebody_can_listen_to_says_how(uri: str, said: str) -> None:
    assert said in parse_address(uri).weakness
