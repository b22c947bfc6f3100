"""The program that `make build` makes runs by itself: its commands, its database and its window."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(900),  # the first test waits for the build
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at the Linux build"),
]


class Program:
    """The built program, started as on a branch's PC: no checkout, no .venv, a home of its own."""

    def __init__(self, executable: Path) -> None:
        self.executable = executable
        self.contents = executable.parent / "_internal"

    def run(self, *arguments: str, home: Path, display: bool = False) -> subprocess.CompletedProcess[str]:
        xvfb = [shutil.which("xvfb-run") or "xvfb-run", "-a"] if display else []
        return subprocess.run(  # noqa: S603  # our own program
            [*xvfb, self.executable, *arguments],
            env={
                "PATH": os.defpath,
                "HOME": str(home),
                "LANG": "C.UTF-8",
                "BTG_DATA_DIR": str(home / "data"),
            },
            cwd=home,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=300,
            check=False,
        )

    def processes(self) -> list[psutil.Process]:
        folder = str(self.executable.parent)
        return [p for p in psutil.process_iter(["exe"]) if (p.info["exe"] or "").startswith(folder)]

    def files(self, pattern: str) -> set[str]:
        return {path.relative_to(self.contents).as_posix() for path in self.contents.glob(pattern)}


@pytest.fixture(scope="session")
def program() -> Program:
    built = subprocess.run(  # noqa: S603  # our own script
        [sys.executable, ROOT / "tools" / "build.py"], capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    return Program(Path(built.stdout.strip()))


def colours(picture: Path) -> int:
    image = QImage(str(picture))
    assert not image.isNull(), f"{picture.name} is not a picture"
    return len({image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)})


def scenes(folder: Path, look: str) -> set[str]:
    """The scenes that were pictured in a look, with their numbers."""
    return {picture.stem.removeprefix(f"{look}-") for picture in folder.glob(f"{look}-*.png")}


def test_it_tells_its_version(program: Program, tmp_path: Path) -> None:
    done = program.run("--version", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0." in done.stdout


def test_its_doctor_finds_nothing_wrong_on_a_fresh_pc(program: Program, tmp_path: Path) -> None:
    done = program.run("doctor", "--json", home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)


def test_its_tour_opens_the_real_window_and_pictures_every_step(program: Program, tmp_path: Path) -> None:
    """In both languages and both themes; the program that is not built pictures the other looks too."""
    looks = ["es-light-1366x768", "en-dark-1366x768"]
    chosen = [word for look in looks for word in ("--look", look)]
    done = program.run("tour", str(tmp_path / "tour"), *chosen, home=tmp_path, display=True)
    assert done.returncode == 0, done.stdout + done.stderr
    pictures = sorted((tmp_path / "tour").iterdir())
    spanish, english = (scenes(tmp_path / "tour", look) for look in looks)
    assert spanish == english
    assert len(pictures) == 2 * len(spanish) > 40
    assert [picture.name for picture in pictures if colours(picture) < 16] == []
    assert program.processes() == []


def test_without_a_display_it_plays_its_tour_too_and_leaves_no_process_behind(
    program: Program, tmp_path: Path
) -> None:
    look = "en-light-1920x1080"
    done = program.run("tour", str(tmp_path / "tour"), "--look", look, home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((tmp_path / "tour").iterdir())) == len(scenes(tmp_path / "tour", look)) > 20
    assert program.processes() == []


def test_it_brings_what_a_pc_may_lack(program: Program) -> None:
    assert program.files("libxcb-cursor.so*")
    assert os.access(program.contents / "mongod" / "mongod", os.X_OK)
    assert program.files("PySide6/Qt/translations/*") == {
        "PySide6/Qt/translations/qtbase_en.qm",
        "PySide6/Qt/translations/qtbase_es.qm",
    }


def test_of_the_services_of_aws_it_brings_only_what_it_uses(program: Program) -> None:
    services = {name.split("/")[2] for name in program.files("botocore/data/*/*")}
    assert services == {"sesv2", "sns", "sts", "sso", "sso-oidc"}
