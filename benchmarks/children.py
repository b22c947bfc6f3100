"""Runs a benchmark's other half as a whole process, so that nothing of this one is shared with it."""

import json
import os
import subprocess
import sys
from typing import Any


def run_child(module: str, *arguments: str, seconds: int = 300) -> dict[str, Any]:
    """Run `python -m module arguments`; return the JSON object that it prints last.

    What it says on stderr (the offscreen platform talks much) is passed on only where it fails.
    """
    finished = subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-m", module, *arguments],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},  # an installed program is compiled once
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )
    if finished.returncode != 0:
        sys.stderr.write(finished.stderr)
        finished.check_returncode()
    answer: dict[str, Any] = json.loads(finished.stdout.splitlines()[-1])
    return answer
