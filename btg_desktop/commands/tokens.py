"""`btg-desktop tokens create|list|revoke`: who may use the API, and how far."""

import argparse
import json
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

from btg_desktop.bootstrap import open_services, trust_system_certificates
from btg_desktop.config import Configuration
from btg_desktop.domain.tokens import Token
from btg_desktop.log_file import start_logging
from btg_desktop.services.tokens import Tokens


def run(configuration: Configuration, options: argparse.Namespace) -> int:
    """Do what `options.action` says. Raises TokenNameTaken or UnknownToken, or as `open_services`."""
    trust_system_certificates()
    with ExitStack() as stack:
        # it keeps who made and ended which token
        stack.callback(start_logging(configuration.settings.data_dir))
        services = stack.enter_context(open_services(configuration, only_looks=options.action == "list"))
        match options.action:
            case "create":
                _create(services.tokens, options)
            case "revoke":
                token = services.tokens.revoke(options.name)
                sys.stdout.write(f"{_as_line(token)}\n")
            case _:
                _list(services.tokens, as_json=options.json)
    return 0


def _create(tokens: Tokens, options: argparse.Namespace) -> None:
    """Only the secret goes to stdout, so that it can be piped to where it is kept."""
    secret, token = tokens.create(options.name, options.scopes, options.days)
    sys.stderr.write(f"{_as_line(token)}\nGuárdela ahora: no se vuelve a mostrar.\n")
    sys.stdout.write(f"{secret}\n")


def _list(tokens: Tokens, *, as_json: bool) -> None:
    listed = tokens.all()
    if as_json:
        answer = json.dumps([_as_dict(token) for token in listed], ensure_ascii=False, indent=2)
        sys.stdout.write(answer + "\n")
        return
    for token in listed:
        sys.stdout.write(f"{_as_line(token)}\n")


def _as_line(token: Token) -> str:
    return "\t".join((token.name, _state(token), " ".join(sorted(token.scopes))))


def _state(token: Token) -> str:
    if token.revoked_at is not None:
        return f"revocada {token.revoked_at:%Y-%m-%d}"
    if token.expires_at is None:
        return "no vence"
    ended = token.expires_at <= datetime.now(UTC)
    return f"{'venció' if ended else 'vence'} {token.expires_at:%Y-%m-%d}"


def _as_dict(token: Token) -> dict[str, Any]:
    return {
        "name": token.name,
        "scopes": sorted(token.scopes),
        "created_at": token.created_at.isoformat(),
        "created_by": token.created_by,
        "expires_at": token.expires_at and token.expires_at.isoformat(),
        "revoked_at": token.revoked_at and token.revoked_at.isoformat(),
    }
