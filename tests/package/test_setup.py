"""tools/setup.sh decides rightly on machines unlike this one, which a PATH of stand-ins plays."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHELL_TOOLS = [
    "bash",
    "env",
    "dirname",
    "awk",
    "sed",
    "tr",
    "grep",
    "sort",
    "mktemp",
    "cat",
    "cp",
    "rm",
    "mkdir",
]

PYTHON = r"""#!/usr/bin/env bash
echo "python $*" >>"$CALLS"
case "$1 $2" in
    "-c import sysconfig"*) echo site-packages ;;
    "-c import sys;"*) echo /opt/python ;;
    "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
    "- requirements"*) cat >/dev/null; cat "$2" ;;
esac
"""


class Machine:
    """A checkout with nothing but the set-up script, and a PATH that holds only what a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "checkout"
        self._bin = folder / "bin"
        self._calls = folder / "calls"
        for name in ("tools", "requirements"):
            (self.checkout / name).mkdir(parents=True)
        shutil.copy(ROOT / "tools" / "setup.sh", self.checkout / "tools")
        for mode in ("run", "dev"):
            (self.checkout / "requirements" / f"{mode}.lock").write_text(f"{mode}==1\n")
        self._bin.mkdir()
        for tool in SHELL_TOOLS:
            (self._bin / tool).symlink_to(shutil.which(tool) or tool)
        self.has("id", "echo 1000")

    def has(self, program: str, script: str) -> None:
        path = self._bin / program
        path.write_text(script if script.startswith("#!") else f"#!/usr/bin/env bash\n{script}\n")
        path.chmod(0o755)

    def is_debian(self, installed: Iterable[str], apt_get: str = 'echo "apt-get $*" >>"$CALLS"') -> None:
        lines = "\n".join(f"installed,{name}" for name in installed)
        self.has("dpkg-query", f"cat <<'END'\n{lines}\nEND")
        self.has("apt-cache", '[[ $2 == "python3.12-venv" ]]')
        self.has("apt-get", apt_get)

    def set_up(self, mode: str = "run") -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603  # our own script
            [self.checkout / "tools" / "setup.sh", mode],
            env={"PATH": str(self._bin), "CALLS": str(self._calls)},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    def calls(self, words: str) -> int:
        lines = self._calls.read_text().splitlines() if self._calls.exists() else []
        return sum(words in line for line in lines)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def packages_of_script() -> list[str]:
    text = (ROOT / "tools" / "setup.sh").read_text()
    lists = [
        part.split("(", 1)[1].split(")", 1)[0] for part in text.split("readonly ") if "_PACKAGES=(" in part
    ]
    return " ".join(lists).split()


def test_without_apt_a_missing_python_is_named(machine: Machine) -> None:
    done = machine.set_up()
    assert done.returncode == 1
    assert "no Python 3.11 or newer" in done.stderr
    assert "make setup PYTHON=" in done.stderr


def test_without_apt_a_missing_library_is_named(machine: Machine) -> None:
    machine.has("python3", PYTHON)
    machine.has("ldd", 'echo "  libxcb-cursor.so.0 => not found"; echo "  libc.so.6 => /lib/libc.so.6"')
    done = machine.set_up()
    assert done.returncode == 1
    assert "libxcb-cursor.so.0" in done.stderr
    assert "libc.so.6" not in done.stderr


def test_a_program_that_only_calls_itself_python_is_passed_over(machine: Machine) -> None:
    machine.has("python3.13", "echo 'python3.13: command not found' >&2; exit 127")
    machine.has("python3.11", PYTHON)
    assert machine.set_up().returncode == 0


def test_without_root_the_exact_command_is_told(machine: Machine) -> None:
    machine.has("python3", PYTHON)
    machine.is_debian(set(packages_of_script()) - {"libxcb-cursor0", "libegl1"})
    done = machine.set_up()
    assert done.returncode == 1
    assert (
        "apt-get update && apt-get install -y --no-install-recommends libegl1 libxcb-cursor0\n" in done.stderr
    )
    assert machine.calls("apt-get") == 0


def test_a_renamed_package_counts_as_the_one_it_provides(machine: Machine) -> None:
    machine.has("python3", PYTHON)
    renamed = {
        "libcurl4": "libcurl4t64,libcurl4 (= 8.5.0-2), libcurl4-nss (= 8)",
        "libssl3": "libssl3t64,libssl3 (= 3)",
    }
    machine.is_debian([renamed.get(name, f"{name},") for name in packages_of_script()])
    assert machine.set_up().returncode == 0
    assert machine.calls("apt-get") == 0


def test_sudo_installs_what_is_missing_and_python_where_it_is_too_old(machine: Machine) -> None:
    machine.has("python3", "exit 1")
    machine.has("true", "")
    machine.has("sudo", '[[ $1 == -n ]] && shift; exec "$@"')
    machine.has("packaged-python", PYTHON)
    machine.is_debian(
        packages_of_script(),
        apt_get="""
            echo "apt-get $*" >>"$CALLS"
            [[ $1 == update ]] || cp "${0%/*}/packaged-python" "${0%/*}/python3.12"
        """,
    )
    done = machine.set_up("dev")
    assert (done.returncode, done.stderr) == (0, "")
    assert machine.calls("apt-get update") == 1
    assert machine.calls("python3.12-venv libpython3.12") == 1


def test_an_apt_that_fails_twice_shows_its_words(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has("python3", PYTHON)
    machine.is_debian([], apt_get='echo "apt-get $*" >>"$CALLS"; echo "E: Unable to locate"; exit 100')
    done = machine.set_up()
    assert done.returncode == 1
    assert "E: Unable to locate" in done.stderr
    assert machine.calls("apt-get update") == 2


def test_a_second_run_installs_nothing_until_the_lock_changes(machine: Machine) -> None:
    machine.has("python3", PYTHON)
    assert machine.set_up().returncode == 0
    assert machine.calls("--require-hashes -r requirements/run.lock") == 1
    assert machine.set_up().stdout == ""
    assert machine.calls("-m pip") == 2  # the lock, and the program itself
    (machine.checkout / "requirements" / "run.lock").write_text("run==2\n")
    assert machine.set_up().returncode == 0
    assert machine.calls("--require-hashes -r requirements/run.lock") == 2


def test_what_was_set_up_for_development_also_runs(machine: Machine) -> None:
    machine.has("python3", PYTHON)
    assert machine.set_up("dev").returncode == 0
    assert machine.set_up("run").returncode == 0
    assert machine.calls("requirements/run.lock") == 2  # its fingerprint is taken; nothing is installed
    assert machine.calls("-m pip") == 2


def test_translations_are_released_on_every_run(machine: Machine) -> None:
    machine.has("python3", PYTHON)
    machine.set_up()
    machine.set_up()
    assert machine.calls("tools/translations.py release") == 2


def test_another_word_is_bad_usage(machine: Machine) -> None:
    assert machine.set_up("prod").returncode == 2
