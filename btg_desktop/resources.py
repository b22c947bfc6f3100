"""Where the program's icons, translations, styles, message templates and the counter's guide lie."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent

# Inside an installed wheel, else beside the package (checkout, bundle).
_HOME = _PACKAGE if (_PACKAGE / "resources").is_dir() else _PACKAGE.parent

RESOURCES = _HOME / "resources"
GUIDE = _HOME / "docs" / "guia-de-caja.md"
"""The guide for the counter, in Spanish; its pictures are named in it, relative to it."""
