"""docker/api makes an image of the locked packages, without window or secret, that runs without root."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import pytest
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document

ROOT = Path(__file__).resolve().parents[2]
IMAGE = ROOT / "docker" / "api"
DOCKERFILE = (IMAGE / "Dockerfile").read_text()


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run in an environment that leads to nothing of this checkout's."""
    python = Path(sys.base_prefix, "bin")
    return subprocess.run(  # noqa: S603  # our own scripts
        command,
        env={"PATH": f"{python}:/usr/bin:/bin", "HOME": str(cwd)} | environment,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def instructions(dockerfile: str) -> list[tuple[str, str]]:
    """The instructions of the last stage, which becomes the image."""
    lines = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", dockerfile, flags=re.MULTILINE)).splitlines()
    words = [line.split(maxsplit=1) for line in lines if line.strip()]
    last = max(number for number, (name, _) in enumerate(words) if name == "FROM")
    return [(name, rest.strip()) for name, rest in words[last:]]


# --- what goes in ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that Docker gets to see: those that .dockerignore names with an exclamation mark."""
    folder = tmp_path_factory.mktemp("context")
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert next(line for line in lines if not line.startswith("#")) == "*"
    for name in [line[1:] for line in lines if line.startswith("!")]:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return folder


@pytest.fixture(scope="module")
def installed(context: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the RUN lines of the first stage make of the context."""
    target = tmp_path_factory.mktemp("image") / "btg"
    steps = re.findall(r"^RUN bash (docker/api/install\.sh) (\w+) /opt/btg$", DOCKERFILE, re.MULTILINE)
    assert [step for _, step in steps] == ["packages", "program"]
    for script, step in steps:
        done = run("bash", script, step, target, cwd=context, HOME=os.environ["HOME"])
        assert done.returncode == 0, done.stderr
    return target


@pytest.mark.long
@pytest.mark.timeout(300)
def test_the_image_s_files_suffice_to_install_and_start_the_program(installed: Path, tmp_path: Path) -> None:
    address = tmp_path / "address"
    address.write_text("mongodb://localhost/\n")
    path = f"{installed / 'bin'}:/usr/bin:/bin"
    done = run("sh", IMAGE / "start.sh", "--version", cwd=tmp_path, PATH=path, MONGODB_URI_FILE=str(address))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("btg-desktop ")


@pytest.mark.timeout(300)
def test_the_image_diagnoses_itself_without_a_window(
    installed: Path, tmp_path: Path, mongodb_uri: str, database: Database[Document]
) -> None:
    address = tmp_path / "address"
    address.write_text("" + mongodb_uri)  # as text it shows no password
    settings = {"MONGODB_URI_FILE": str(address), "BTG_DATA_DIR": "."}
    path = f"{installed / 'bin'}:/usr/bin:/bin"
    done = run("sh", IMAGE / "start.sh", "doctor", cwd=tmp_path, PATH=path, **settings)
    assert done.stderr == ""
    assert "PySide6-Essentials no instalado" in done.stdout
    assert "✓ base de datos: " in done.stdout


@pytest.mark.timeout(300)
@pytest.mark.skipif(find_spec("btg_desktop.api") is None, reason="this checkout has no REST API")
def test_the_image_serves_is_healthy_and_ends_when_asked(
    installed: Path, tmp_path: Path, mongodb_uri: str, database: Database[Document]
) -> None:
    command = next(json.loads(value) for name, value in instructions(DOCKERFILE) if name == "CMD")
    settings = {"BTG_MONGODB_URI": "" + mongodb_uri, "BTG_DATA_DIR": str(tmp_path), "HOME": str(tmp_path)}
    server = subprocess.Popen(  # noqa: S603
        ["/bin/sh", IMAGE / "start.sh", *(word.replace("8000", "0") for word in command)],
        env=settings | {"PATH": f"{installed / 'bin'}:/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        address = re.fullmatch(r"http://0\.0\.0\.0:(\d+)\n", server.stdout.readline())
        assert address
        assert healthy(int(address[1]), tmp_path)
    finally:
        server.terminate()
        _, errors = server.communicate(timeout=60)
    assert server.returncode == 0, errors


@pytest.mark.timeout(300)
def test_the_image_has_exactly_the_locked_packages_and_the_program(installed: Path) -> None:
    (packages,) = installed.glob("lib/python3*/site-packages")
    found = {folder.name.split("-")[0].replace("_", "-").lower() for folder in packages.glob("*.dist-info")}
    lock = (ROOT / "requirements" / "api.lock").read_text()
    locked = {re.sub(r"[._]", "-", name).lower() for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    assert {name.replace(".", "-") for name in found} - locked == {"btg-desktop"}
    assert not any("pyside6" in name or "shiboken6" in name for name in found)


# --- how it runs -------------------------------------------------------------------------------


def test_the_image_runs_as_a_numbered_user_other_than_root() -> None:
    users = [value for name, value in instructions(DOCKERFILE) if name == "USER"]
    assert users
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", users[-1])


def test_both_stages_start_from_one_pinned_python_image() -> None:
    assert re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE) == ["${PYTHON_IMAGE}"] * 2
    assert re.search(r"^ARG PYTHON_IMAGE=python:3\.11\.\d+-slim-bookworm$", DOCKERFILE, re.MULTILINE)


def test_the_build_takes_no_secret() -> None:
    names = re.findall(r"^(?:ARG|ENV) +(.+)$", re.sub(r"\\\n", " ", DOCKERFILE), re.MULTILINE)
    assert names
    assert re.search(r"password|secret|token|mongodb_uri|aws_", " ".join(names), re.IGNORECASE) is None


# --- its scripts -------------------------------------------------------------------------------


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder with a btg-desktop that says how it was called."""
    script = tmp_path / "bin" / "btg-desktop"
    script.parent.mkdir()
    script.write_text('#!/bin/sh\necho "$BTG_MONGODB_URI" "$@"\n')
    script.chmod(0o755)
    return script.parent


def start(program: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run("sh", IMAGE / "start.sh", "serve", "a b", PATH=f"{program}:/usr/bin:/bin", **environment)


def test_the_address_may_come_as_a_file(program: Path, tmp_path: Path) -> None:
    address = tmp_path / "address"
    address.write_text("mongodb://u:p$x@db/?a=1&b=2\n")
    assert start(program, MONGODB_URI_FILE=str(address)).stdout == "mongodb://u:p$x@db/?a=1&b=2 serve a b\n"


def test_the_address_may_come_in_the_environment(program: Path) -> None:
    assert start(program, BTG_MONGODB_URI="mongodb://db/").stdout == "mongodb://db/ serve a b\n"


@pytest.mark.parametrize("environment", [{}, {"MONGODB_URI_FILE": "/nowhere"}])
def test_without_an_address_nothing_starts(program: Path, environment: dict[str, str]) -> None:
    done = start(program, **environment)
    assert done.returncode != 0
    assert done.stdout == ""
    assert done.stderr


class _Health(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/salud" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), _Health) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def healthy(port: int, tmp_path: Path) -> bool:
    script = tmp_path / "healthy.py"
    text = (IMAGE / "healthy.py").read_text()
    assert "127.0.0.1:8000" in text
    script.write_text(text.replace("127.0.0.1:8000", f"127.0.0.1:{port}"))
    return run(sys.executable, script).returncode == 0


def test_the_health_check_believes_only_a_good_answer(
    server: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert healthy(server.server_port, tmp_path)
    monkeypatch.setattr(_Health, "status", 503)
    assert not healthy(server.server_port, tmp_path)


def test_the_health_check_fails_where_nothing_listens(server: HTTPServer, tmp_path: Path) -> None:
    port = server.server_port
    server.server_close()
    assert not healthy(port, tmp_path)
