"""The database password from the system's keyring; never from a file."""

from typing import Final

import keyring
from keyring.backends import fail, null
from keyring.errors import KeyringError

from btg_desktop.adapters.mongo.address import parse_address
from btg_desktop.domain.errors import SettingsError

SERVICE: Final = "btg-desktop"
_PASSWORDLESS: Final = frozenset({"MONGODB-X509", "MONGODB-AWS", "GSSAPI", "MONGODB-OIDC"})


def database_password(uri: str) -> str | None:
    """The password of the user whom `uri` names without one; None if it needs none.

    Raises SettingsError when there is no usable keyring or it has no such password; BadAddress.
    """
    address = parse_address(uri)
    user = address.user
    if not user or address.password or address.mechanism in _PASSWORDLESS:
        return None
    backend = keyring.get_keyring()
    if isinstance(backend, fail.Keyring | null.Keyring) or "plaintext" in type(backend).__module__.lower():
        raise _missing(user, "el sistema no tiene un llavero seguro")
    try:
        password = keyring.get_password(SERVICE, user)
    except KeyringError as error:
        raise _missing(user, str(error)) from error
    if password is None:
        raise _missing(user, f"guárdela con: keyring set {SERVICE} {user}")
    return password


def _missing(user: str, reason: str) -> SettingsError:
    return SettingsError(where="llavero", key=f"clave de {user}", reason=reason)
