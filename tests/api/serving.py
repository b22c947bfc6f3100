"""The program as a process of its own, on a machine that has no Qt."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60.0

_WITHOUT_QT = """
import sys
sys.modules["PySide6"] = None
{more}
from btg_desktop.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


class Program:
    """The program's process; `errors` is what it said so far."""

    def __init__(self, data_dir: Path, uri: str, *arguments: str, more: str = "") -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BTG_")}
        for absent in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            kept.pop(absent, None)
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", _WITHOUT_QT.format(more=more), *arguments],
            env={
                **kept,
                "HOME": str(data_dir),
                "XDG_CONFIG_HOME": str(data_dir / "config"),
                "BTG_DATA_DIR": str(data_dir),
                "BTG_MONGODB_URI": uri,
                "BTG_BRANCH": "Medellín Centro",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        self.errors: list[str] = []
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self._output, self._complaints = self.process.stdout, self.process.stderr
        self._reader = Thread(target=lambda: self.errors.extend(self._complaints), name="stderr")
        self._reader.start()

    def first_line(self) -> str:
        return self._output.readline().strip()

    def end(self, number: int | None = None) -> tuple[int, str, str]:
        """Wait until it has ended (after a signal): exit code, the rest of its output, all complaints."""
        if number is not None:
            self.process.send_signal(number)
        try:
            code = self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        output = self._output.read()
        self._reader.join(PATIENCE_SECONDS)
        self._output.close()
        self._complaints.close()
        return code, output, "".join(self.errors)


Start = Callable[..., Program]
