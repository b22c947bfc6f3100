"""`btg-desktop serve`: the REST API, until it is told to end."""

import argparse
import importlib.util
import ipaddress
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from btg_desktop.bootstrap import open_services, trust_system_certificates
from btg_desktop.config import Configuration
from btg_desktop.domain.errors import ApiMissing, BtgError, SettingsError
from btg_desktop.log_file import start_logging
from btg_desktop.log_lines import DiscreetFormatter

_PACKAGES: Final = ("fastapi", "pydantic", "uvicorn", "httptools", "fastapi_swagger")
_TALKATIVE: Final = ("btg_desktop", "uvicorn.error")
"""Whose every word is logged; of all others only what they warn of."""

logger = logging.getLogger(__name__)


def run(configuration: Configuration, options: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT. Raises SettingsError, ApiMissing, AddressRefused, or as `open_services`.

    `options` has host, port, tls_cert, tls_key, behind_proxy and rate (None: the default).
    """
    _check(options)
    trust_system_certificates()
    from btg_desktop.api.app import create_app
    from btg_desktop.api.limits import DEFAULT_RATE
    from btg_desktop.api.server import listening, serve, server_for

    with ExitStack() as stack:
        opened = stack.enter_context(listening(options.host, options.port))
        stack.callback(start_logging(configuration.settings.data_dir))
        configuration.log_unknown()
        stack.callback(_log_to_stderr())
        stack.enter_context(_faults_logged())
        services = stack.enter_context(open_services(configuration))
        try:
            app = create_app(services, rate=options.rate or DEFAULT_RATE, behind_proxy=options.behind_proxy)
        except ValueError as error:
            raise SettingsError(where="serve", key="--rate", reason=str(error)) from error
        try:
            server = server_for(app, options.tls_cert, options.tls_key)
        except OSError as error:
            reason = error.strerror or str(error)
            raise SettingsError(where="serve", key="--tls-cert / --tls-key", reason=reason) from error
        scheme = "https" if options.tls_cert else "http"
        host, port = opened.getsockname()[:2]
        address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        sys.stdout.write(f"{scheme}://{address}\n")
        sys.stdout.flush()
        serve(server, opened)
    return 0 if server.started else 1


def _check(options: argparse.Namespace) -> None:
    """Refuse what would send personal data and tokens over a network in the clear."""
    for package in _PACKAGES:
        if importlib.util.find_spec(package) is None:
            raise ApiMissing(package=package)
    if (options.tls_cert is None) != (options.tls_key is None):
        raise SettingsError(where="serve", key="--tls-cert / --tls-key", reason="van los dos, o ninguno")
    if options.tls_cert is None and not options.behind_proxy and not _is_loopback(options.host):
        raise SettingsError(
            where="serve",
            key="--host",
            reason=f"{options.host} no es de este equipo: agregue --tls-cert y --tls-key, o --behind-proxy "
            "si un proxy pone el TLS y solo él llega a este puerto",
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _log_to_stderr() -> Callable[[], None]:
    """Log there too, where a container or a service manager collects it; return what ends it.

    What any library has to say goes through it: left alone, it would reach stderr with its errors' words.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.INFO)
    return lambda: logging.getLogger().removeHandler(handler)


@contextmanager
def _faults_logged() -> Iterator[None]:
    """What nobody caught goes to the log: Python would write it to stderr with the data that it may quote."""
    earlier, threading.excepthook = threading.excepthook, _log_fault
    try:
        yield
    except BtgError:
        raise
    except Exception:
        logger.critical("the service ends by a fault of the program", exc_info=True)
        raise SystemExit(1) from None
    finally:
        threading.excepthook = earlier


def _log_fault(arguments: threading.ExceptHookArgs) -> None:
    logger.critical("a fault of the program ends a thread", exc_info=arguments.exc_value)
