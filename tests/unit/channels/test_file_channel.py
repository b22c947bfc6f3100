import errno
import os
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from btg_desktop.adapters.channels.file import FileChannel
from btg_desktop.domain.models import Channel, TransactionKind
from btg_desktop.domain.reasons import NOT_A_MOBILE, NOT_AN_EMAIL
from btg_desktop.services.ports import Delivery, DeliveryKind

SENT = Delivery(DeliveryKind.SENT)


@pytest.fixture
def channel(templates, tmp_path: Path) -> FileChannel:
    return FileChannel(templates, tmp_path / "mensajes", "BTG <avisos@btg.example>")


def parse(file: Path) -> EmailMessage:
    email = message_from_bytes(file.read_bytes(), policy=default)
    assert isinstance(email, EmailMessage)
    return email


def test_an_email_is_a_file_that_mail_programs_open(channel, tmp_path, make_message):
    message = make_message(kind=TransactionKind.CANCELLATION)
    assert channel.send(message) == SENT
    email = parse(tmp_path / "mensajes" / f"{message.reference}.eml")
    assert email["From"] == "BTG <avisos@btg.example>"
    assert email["To"] == "julian@gmail.com"
    assert email["Subject"] == "Cancelación confirmada: FPV_BTG_PACTUAL_RECAUDADORA"
    assert email["Date"].datetime == message.transaction.at
    assert email.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in email.iter_parts()] == ["text/plain", "text/html"]
    for part in email.iter_parts():
        assert message.reference in part.get_content()
        assert "Julián Montoya" in part.get_content()


def test_a_text_message_is_a_file_with_its_number_and_text(channel, templates, tmp_path, make_message):
    message = make_message(channel=Channel.SMS)
    assert channel.send(message) == SENT
    text = (tmp_path / "mensajes" / f"{message.reference}.txt").read_text(encoding="utf-8")
    assert text == f"+573005444343\n\n{templates.sms(message)}\n"


@pytest.mark.parametrize("kind", Channel)
def test_sending_again_replaces_the_file(channel, tmp_path, make_message, kind):
    channel.send(make_message(channel=kind, client_name="Nombre Viejo"))
    channel.send(make_message(channel=kind, client_name="Nombre Nuevo"))
    (file,) = (tmp_path / "mensajes").iterdir()
    assert b"Nombre Nuevo" in file.read_bytes()


def test_an_address_in_another_script_is_kept(channel, tmp_path, make_message):
    message = make_message(destination="josé@peña.co")
    assert channel.send(message) == SENT
    assert parse(tmp_path / "mensajes" / f"{message.reference}.eml")["To"] == "josé@xn--pea-8ma.co"


def test_without_a_configured_sender_the_file_still_names_one(templates, tmp_path, make_message):
    message = make_message()
    FileChannel(templates, tmp_path).send(message)
    assert parse(tmp_path / f"{message.reference}.eml")["From"]


@pytest.mark.parametrize("kind", Channel)
@pytest.mark.parametrize(
    "destination",
    [
        "",
        "nadie",
        "a@b@c",
        "a@b.co,c@d.co",
        "a@b.co\r\nBcc: c@d.co",
        "Ana <a@b.co>",
        "a@" + "b" * 70 + ".co",
        "+576045551234",
    ],
)
def test_what_is_no_address_of_the_channel_is_refused_for_ever(
    channel, tmp_path, make_message, kind, destination
):
    delivery = channel.send(make_message(channel=kind, destination=destination))
    assert delivery.kind is DeliveryKind.FINAL
    assert delivery.reason in (NOT_A_MOBILE, NOT_AN_EMAIL)  # a code, which quotes nobody
    assert not (tmp_path / "mensajes").exists()


def test_a_full_disk_is_tried_again_later_and_leaves_nothing(channel, tmp_path, make_message, monkeypatch):
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(tmp_path))

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        assert channel.send(make_message()) == Delivery(DeliveryKind.RETRY, "No space left on device")
    assert list((tmp_path / "mensajes").iterdir()) == []
    assert channel.send(make_message()) == SENT


def test_a_folder_that_cannot_be_made_is_tried_again_later(channel, tmp_path, make_message):
    (tmp_path / "mensajes").write_text("a file in its place", encoding="utf-8")
    delivery = channel.send(make_message())
    assert delivery.kind is DeliveryKind.RETRY
    assert str(tmp_path) not in delivery.reason


@pytest.mark.skipif(os.name == "nt", reason="Windows refuses to replace an open file: tried again later")
def test_a_reader_never_sees_half_a_message(channel, tmp_path, make_message):
    message = make_message()
    channel.send(message)
    file = tmp_path / "mensajes" / f"{message.reference}.eml"
    before = file.read_bytes()
    with file.open("rb") as reader:
        channel.send(make_message(client_name="Nombre Nuevo"))
        assert reader.read() == before


def test_a_crash_while_writing_keeps_the_earlier_message_whole(channel, tmp_path, make_message, monkeypatch):
    message = make_message()
    channel.send(message)
    file = tmp_path / "mensajes" / f"{message.reference}.eml"
    before = file.read_bytes()

    class PowerCut(BaseException): ...

    def cut(_: int) -> None:
        raise PowerCut

    monkeypatch.setattr(os, "fsync", cut)
    with pytest.raises(PowerCut):
        channel.send(make_message(client_name="Nombre Nuevo"))
    assert file.read_bytes() == before
