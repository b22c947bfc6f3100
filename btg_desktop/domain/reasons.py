"""Why a message waits or has failed, where the program itself says it: codes, stored as they are.

A channel's own words stand in the same place; they are shown as they came.
"""

from typing import Final

NOT_A_MOBILE: Final = "destino_no_es_celular"
NOT_AN_EMAIL: Final = "destino_no_es_correo"
UNREADABLE: Final = "ilegible"
"""Followed by the field and what is wrong with it: `ilegible: valor: no_es_un_monto`."""
