"""Why a message waits or has failed, where the program itself says it: codes, stored as they are.

A channel's own words stand in the same place; they are shown as they came.
"""

from typing import Final

NOT_A_MOBILE: Final = "destino_no_es_celular"
NOT_AN_EMAIL: Final = "destino_no_es_correo"
UNREADABLE: Final = "ilegible"
"""Followed by the field and what is wrong with it: `ilegible: valor: no_es_un_monto`."""

NO_MOVEMENT: Final = "sin_movimiento"
NO_CLIENT: Final = "sin_cliente"
NO_FUND: Final = "sin_fondo"
NO_ADDRESS: Final = "sin_direccion"
"""The client has no address for the channel of the message."""

CONTRADICTION: Final = "no_coincide"
"""Followed by what differs in the message and the documents that it is about: `no_coincide: usuario`."""

UNSAFE_TEXT: Final = "texto_no_admitido"
"""Followed by the field that holds a web address or other signs: `texto_no_admitido: nombre`."""

HOURLY_LIMIT: Final = "limite_por_hora"
"""The address got as many messages as it may get in one hour: the message waits and is sent later."""
