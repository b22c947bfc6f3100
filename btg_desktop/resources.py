"""Where the program's icons, translations, styles and message templates lie."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "resources"
_CHECKOUT_OR_BUNDLE = _PACKAGE.parent / "resources"

RESOURCES = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT_OR_BUNDLE
"""The resources folder: inside an installed wheel, else beside the package (checkout, bundle)."""
