"""Started from an icon, with a setting that cannot be used: a dialog says so, and the program ends with 2."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from x_keyboard import ESCAPE, XKeyboard
from x_windows import XWindows

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_SECONDS = 30


def wait(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline


def test_a_wrong_setting_is_shown_in_a_dialog_where_nobody_reads_stderr(display: str, tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('theme = "pink"')
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "btg_desktop", "--config", settings, "--data-dir", tmp_path / "data"],
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    windows, keys = XWindows(display), XKeyboard(display)

    def is_shown() -> bool:
        assert process.poll() is None, "it ended without a word"
        return any(title.startswith("La configuraci") for title in windows.titles())

    def has_ended() -> bool:
        keys.tap(ESCAPE)  # until the dialog has the focus
        try:
            return process.wait(0.1) is not None
        except subprocess.TimeoutExpired:
            return False

    wait(is_shown)
    wait(has_ended)
    assert process.returncode == 2
    assert not (tmp_path / "data").exists()
