"""Data is text, never markup, also where Qt guesses.

Labels of ours are plain by their format. A tool tip has no format: Qt renders what looks like HTML, and would
load the files that a client's name points to. Every tool tip with data in it comes from here.
"""

from html import escape

from PySide6.QtGui import Qt


def tool_tip(text: str) -> str:
    """Return `text` so that a tool tip shows it as it is."""
    if not Qt.mightBeRichText(text):
        return text
    lines = escape(text, quote=False).replace("\n", "<br>")
    return f"<span>{lines}</span>"
