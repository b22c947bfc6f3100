"""The program that `make build` makes runs by itself: its commands, its database and its window."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
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


def png_size(picture: Path) -> str:
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    return f"{int.from_bytes(head[16:20])}x{int.from_bytes(head[20:24])}"


def scenes(pictures: Iterable[Path]) -> dict[str, set[str]]:
    """By look, the scenes that were pictured in it."""
    found: dict[str, set[str]] = {}
    for picture in pictures:
        language, theme, size, scene = picture.stem.split("-", 3)
        found.setdefault(f"{language}-{theme}-{size}", set()).add(scene)
    return found


def test_it_tells_its_version(program: Program, tmp_path: Path) -> None:
    done = program.run("--version", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0." in done.stdout


def test_its_doctor_finds_nothing_wrong_on_a_fresh_pc(program: Program, tmp_path: Path) -> None:
    done = program.run("doctor", "--json", home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)


def test_its_tour_opens_the_real_window_and_pictures_every_step(program: Program, tmp_path: Path) -> None:
    look = "en-dark-1366x768"
    done = program.run("tour", str(tmp_path / "tour"), "--look", look, home=tmp_path, display=True)
    assert done.returncode == 0, done.stdout + done.stderr
    pictures = list((tmp_path / "tour").iterdir())
    assert scenes(pictures).keys() == {look}
    assert len(pictures) > 20
    assert [picture.name for picture in pictures if colours(picture) < 16] == []
    assert program.processes() == []


def test_without_a_display_it_pictures_each_scene_in_every_look_without_a_word_of_noise(
    program: Program, tmp_path: Path
) -> None:
    done = program.run("tour", str(tmp_path / "tour"), home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    pictures = [Path(line) for line in done.stdout.splitlines()]
    assert sorted(pictures) == sorted((tmp_path / "tour").iterdir())
    pictured = scenes(pictures)
    assert pictured.keys() == {
        f"{language}-{theme}-{size}"
        for language in ("es", "en")
        for theme in ("light", "dark")
        for size in ("1366x768", "1920x1080")
    }
    (every_scene,) = {frozenset(names) for names in pictured.values()}
    assert len(every_scene) > 20
    assert [picture.name for picture in pictures if png_size(picture) not in picture.name] == []
    assert [picture.name for picture in pictures if colours(picture) < 16] == []
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


def test_it_brings_the_guide_that_f1_opens_with_its_pictures(program: Program) -> None:
    guide = (program.contents / "docs" / "guia-de-caja.md").read_text(encoding="utf-8")
    pictures = {f"docs/{name}" for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", guide)}
    assert pictures
    assert pictures <= program.files("docs/pictures/*.png")


def test_every_package_that_it_brings_is_listed_with_its_licence(program: Program) -> None:
    licences = (program.contents / "resources" / "licences" / "third-party.txt").read_text(encoding="utf-8")
    listed = set(re.findall(r"^ {4}([\w.-]+)  +\S", licences, re.MULTILINE))
    brought = {re.sub(r"[-_.]+", "-", name.split("-")[0]).lower() for name in program.files("*.dist-info")}
    assert brought - {"btg-desktop"} - listed == set()


def test_it_brings_nothing_under_the_gpl_alone(program: Program) -> None:
    assert program.files("libreadline*") == set()
