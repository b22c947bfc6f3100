"""What the system refuses, a folder or a library, is told with what to do about it.

No command ends in a traceback.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 120
SOMEBODY_ELSE = 65_534
RULED_BY_MODES = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
"""For root no folder is closed; without these two capabilities it is one user among others."""
Run = Callable[..., "subprocess.CompletedProcess[str]"]

FOLDERS = ("", "logs", "intents", "intents/private-btg", "backups", "windows", "mongod", "messages")
COMMANDS = (
    ("doctor",),
    ("doctor", "--json"),
    ("verify",),
    ("schema",),
    ("backup", "copy.btgcopia"),
    ("report", "only-visited-branches"),
    ("tokens", "list"),
)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the program as a user for whom modes count."""
    prefix: tuple[str, ...] = ()
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root may enter every folder, and setpriv is not here to change that")
        prefix = RULED_BY_MODES

    def run_it(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BTG_")}
        kept = {name: value for name, value in kept.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        done = subprocess.run(  # noqa: S603 - our own program
            [*prefix, sys.executable, "-m", "btg_desktop", *arguments],
            env={
                **kept,
                "HOME": str(tmp_path),
                "XDG_CONFIG_HOME": str(tmp_path / "config"),
                "PYTHONPATH": str(ROOT),
                **environment,
            },
            capture_output=True,
            text=True,
            cwd=tmp_path,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        assert "Traceback" not in done.stdout + done.stderr
        return done

    return run_it


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """A data folder whose folders are there, and may be closed by the test."""
    made = tmp_path / "data"
    for name in FOLDERS:
        (made / name).mkdir(parents=True, exist_ok=True)
    yield made
    for name in FOLDERS:
        (made / name).chmod(0o700)


def close(folder: Path) -> None:
    """Nobody but another user may enter the folder."""
    if os.geteuid() == 0:
        os.chown(folder, SOMEBODY_ELSE, SOMEBODY_ELSE)
        folder.chmod(0o700)
    else:
        folder.chmod(0)


def refused_by(command: tuple[str, ...]) -> int:
    """The exit code of a command that cannot do its work; what was not verified may be sound or not."""
    return 3 if command == ("verify",) else 1


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_data_folder_of_somebody_else_is_named_by_every_command(
    run: Run, data_dir: Path, command: tuple[str, ...]
) -> None:
    close(data_dir)
    done = run("--data-dir", str(data_dir), *command)
    assert done.returncode == refused_by(command)
    assert str(data_dir) in done.stdout + done.stderr
    assert "--data-dir" in done.stdout + done.stderr


@pytest.mark.parametrize("name", FOLDERS)
def test_doctor_names_each_folder_that_it_may_not_use_and_claims_nothing_about_it(
    run: Run, data_dir: Path, name: str
) -> None:
    close(data_dir / name)
    done = run("--data-dir", str(data_dir), "doctor", "--json")
    assert done.returncode == 1
    checks = {check["name"]: check for check in json.loads(done.stdout)["checks"]}
    assert checks["carpeta de datos"]["detail"].endswith(str(data_dir / name))
    assert checks["carpeta de datos"]["remedy"]
    assert not checks.keys() & {"operaciones sin respuesta", "copia de seguridad"}


@pytest.mark.parametrize("command", [("doctor",), ("verify",), ("tokens", "list")], ids=" ".join)
def test_a_file_where_the_data_folder_should_be_is_named(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "data").write_text("no folder")
    done = run("--data-dir", str(tmp_path / "data"), *command)
    assert done.returncode == refused_by(command)
    assert str(tmp_path / "data") in done.stdout + done.stderr


def test_a_tour_into_a_folder_of_somebody_else_is_refused(run: Run, data_dir: Path) -> None:
    close(data_dir)
    done = run("tour", str(data_dir / "pictures"))
    assert done.returncode == 1
    assert f"No se puede escribir en la carpeta {data_dir / 'pictures'}" in done.stderr


# Libraries of the system


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str], str]:
    """Put a damaged library before the system's own; return where, for LD_LIBRARY_PATH."""

    def break_it(library: str) -> str:
        folder = tmp_path / "libraries"
        folder.mkdir()
        (folder / library).touch()
        return str(folder)

    return break_it


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries of Linux")
@pytest.mark.parametrize(
    "command",
    [("tour", "pictures"), ("tour", "pictures", "--look", "es-light-1366x768"), ("doctor",), ()],
    ids=lambda command: " ".join(command) or "window",
)
def test_a_library_that_qt_needs_is_named_with_its_package(
    run: Run, broken: Callable[[str], str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    folder = broken("libGL.so.1")
    data = str(tmp_path / "data")
    done = run("--data-dir", data, *command, LD_LIBRARY_PATH=folder, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 1
    assert "libGL.so.1 y no se pudo cargar (paquete libgl1)" in done.stdout + done.stderr
    assert "sudo apt install" in done.stdout + done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries of Linux")
def test_a_library_that_is_not_there_at_all_is_named(run: Run, tmp_path: Path) -> None:
    """One that Qt loads asks for it: libfontconfig as it is here, but for the name of what it needs."""
    needed = subprocess.run(
        [sys.executable, "-c", "import PySide6.QtGui; print(open('/proc/self/maps').read())"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    (original,) = {Path(line.split()[-1]) for line in needed.splitlines() if "/libfontconfig.so" in line}
    changed = original.read_bytes().replace(b"\0libexpat.so.1\0", b"\0libexpax.so.1\0")
    assert changed != original.read_bytes()
    (tmp_path / "libfontconfig.so.1").write_bytes(changed)
    done = run("tour", "pictures", LD_LIBRARY_PATH=str(tmp_path))
    assert done.returncode == 1
    assert "la biblioteca libexpax.so.1 y no se pudo cargar (paquete libexpax1)" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries of Linux")
@pytest.mark.parametrize("chosen", [{"DISPLAY": ":1"}, {"QT_QPA_PLATFORM": "xcb"}], ids=str)
def test_a_library_without_which_qt_would_abort_on_x11_is_named(
    run: Run, broken: Callable[[str], str], tmp_path: Path, chosen: dict[str, str]
) -> None:
    environment = {"QT_QPA_PLATFORM": "", **chosen, "LD_LIBRARY_PATH": broken("libxcb-cursor.so.0")}
    done = run("--data-dir", str(tmp_path / "data"), **environment)
    assert done.returncode == 1
    assert "libxcb-cursor.so.0 y no se pudo cargar (paquete libxcb-cursor0)" in done.stderr
