"""One AWS service, asked once per message: no retries below us, bounded in time."""

from collections.abc import Callable
from typing import Any

from btg_desktop.adapters.channels.answers import (
    ServiceName,
    read_answer,
    reason_of,
    without_personal_data,
)
from btg_desktop.services.ports import Delivery, DeliveryKind


class AwsService:
    """Puts exactly one request on the wire per call and says what came of it.

    Endpoint, region and credentials follow boto3's own rules. Used from one thread.
    """

    def __init__(self, name: ServiceName, connect_timeout: float, read_timeout: float) -> None:
        self._name: ServiceName = name
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._client: object | None = None

    def call(self, operation: str, **parameters: object) -> Delivery:
        from botocore.exceptions import BotoCoreError, ClientError
        from botocore.parsers import ResponseParserError

        try:
            request = self._request(operation)
        except BotoCoreError as error:
            return Delivery(DeliveryKind.HOLD, reason_of(error))  # a setting; nothing was sent
        except ValueError as error:
            return Delivery(DeliveryKind.HOLD, without_personal_data(str(error)))  # a bad endpoint
        try:
            request(**parameters)
        except (BotoCoreError, ClientError, ResponseParserError) as error:
            delivery = read_answer(self._name, error)
            if delivery.kind is DeliveryKind.HOLD:
                # A client keeps the credentials it was made with; the next one sees mended ones.
                self._client = None
            return delivery
        return Delivery(DeliveryKind.SENT)

    def _request(self, operation: str) -> Callable[..., Any]:
        if self._client is None:
            self._client = self._connect()
        request: Callable[..., Any] = getattr(self._client, operation)
        return request

    def _connect(self) -> object:
        # Here, because boto3 takes a second to import and the window must not wait for it.
        from boto3.session import Session
        from botocore.config import Config

        config = Config(
            connect_timeout=self._connect_timeout,
            read_timeout=self._read_timeout,
            retries={"mode": "standard", "total_max_attempts": 1},
        )
        # A session of its own: the default one caches the credentials it first found.
        return Session().client(self._name, config=config)
