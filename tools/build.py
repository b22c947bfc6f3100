"""Builds dist/btg-desktop with PyInstaller, unless the one that stands there has the same sources."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "dist" / "btg-desktop" / ("btg-desktop.exe" if os.name == "nt" else "btg-desktop")
STAMP = ROOT / "build" / "sources.sha256"


def build() -> Path:
    """Return the path of a program built from the sources as they are now."""
    sources = fingerprint()
    if not (PROGRAM.is_file() and STAMP.is_file() and STAMP.read_text() == sources):
        STAMP.unlink(missing_ok=True)
        subprocess.run(
            [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=ERROR", "build.spec"],
            cwd=ROOT,
            check=True,
        )
        STAMP.write_text(sources)
    return PROGRAM


def fingerprint() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(inputs()):
        digest.update(f"\n{path.relative_to(ROOT).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def inputs() -> Iterator[Path]:
    yield ROOT / "build.spec"
    yield ROOT / "requirements" / "dev.lock"
    yield ROOT / "docs" / "guia-de-caja.md"
    for folder in ("btg_desktop", "resources", "docs/pictures"):
        yield from (p for p in (ROOT / folder).rglob("*") if p.is_file() and p.suffix != ".pyc")


if __name__ == "__main__":
    sys.stdout.write(f"{build()}\n")
