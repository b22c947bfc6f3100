"""Takes the pictures of README and the guide from those of a tour, in few colours: they get much smaller.

Usage: pictures.py TOUR_FOLDER
"""

import sys
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures"
COLOURS = 256
FREQUENT = 200
"""So many are taken because they are frequent; the rest so that a small mark keeps its colour."""
UNLIKE = 24

CHOSEN = {
    "es-light-1366x768-*-cliente.png": "es-client.png",
    "es-light-1366x768-*-apertura-revision.png": "es-subscribe.png",
    "es-light-1366x768-*-sin-saldo.png": "es-refused.png",
    "es-light-1366x768-*-cancelacion.png": "es-cancel.png",
    "es-light-1366x768-*-registrar-con-errores.png": "es-register.png",
    "es-light-1366x768-*-comprobante.png": "es-receipt.png",
    "es-light-1366x768-*-notificaciones.png": "es-messages.png",
    "es-light-1366x768-*-sin-conexion.png": "es-offline.png",
    "en-dark-1366x768-*-sucursal.png": "en-branch-dark.png",
}
"""Which picture of the tour becomes which of docs/pictures."""


def take(tour: Path) -> None:
    """Replace docs/pictures. Raises SystemExit with the one that the tour lacks."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.png"):
        old.unlink()
    for pattern, name in CHOSEN.items():
        found = sorted(tour.glob(pattern))
        if len(found) != 1:
            raise SystemExit(f"{tour} holds {len(found)} pictures like {pattern}")
        in_few_colours(QImage(str(found[0]))).save(str(TARGET / name))


def in_few_colours(image: QImage) -> QImage:
    """The image in few colours; letters have many shades, each of a few pixels."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    counts = Counter(memoryview(image.constBits()).cast("I")).most_common()
    table = [colour for colour, _count in counts[:FREQUENT]]
    for colour, _count in counts[FREQUENT:]:
        if len(table) == COLOURS:
            break
        if all(distance(colour, other) > UNLIKE for other in table):
            table.append(colour)
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.AvoidDither)


def distance(one: int, other: int) -> int:
    """How far two colours are from each other, by their parts."""
    return sum(abs((one >> shift & 255) - (other >> shift & 255)) for shift in (0, 8, 16))


if __name__ == "__main__":
    take(Path(sys.argv[1]))
