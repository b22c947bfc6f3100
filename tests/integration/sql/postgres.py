"""A PostgreSQL of our own for the tests: Debian's server, in a new folder, on a Unix socket alone."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg

SECONDS: Final = 60
_SUPERUSER: Final = "btg"
_QUICK: Final = {
    "listen_addresses": "",  # no network
    "fsync": "off",  # what is here may be lost
    "autovacuum": "off",  # no process but the server and its connections
    "max_parallel_workers": "0",
}


def postgres_programs() -> Path:
    """The folder of the newest server that is installed. Raises FileNotFoundError."""
    found = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return max(found, key=lambda program: int(program.parts[-3])).parent
    on_path = shutil.which("initdb")
    if on_path is None:
        raise FileNotFoundError("PostgreSQL's server is missing: make setup installs it")
    return Path(on_path).resolve().parent


@contextmanager
def running_postgres() -> Iterator[psycopg.Connection[Any]]:
    """Start an empty server and connect to it; both end, and its folder goes, at the end."""
    programs = postgres_programs()
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="btg-pg-"))
    if account:
        shutil.chown(folder, **account)
    try:
        data = folder / "data"
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", f"--username={_SUPERUSER}"]
        subprocess.run(  # noqa: S603 (PostgreSQL's own program)
            [programs / "initdb", *options, f"--pgdata={data}"],
            check=True,
            capture_output=True,
            timeout=SECONDS,
            cwd=folder,
            **account,
        )
        with _serving(programs, folder, account), _connected(folder) as connection:
            yield connection
    finally:
        shutil.rmtree(folder)


def _account() -> dict[str, Any]:
    """As whom to run: PostgreSQL refuses root."""
    return {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}


@contextmanager
def _serving(programs: Path, folder: Path, account: dict[str, Any]) -> Iterator[None]:
    settings = [f"--{name}={value}" for name, value in _QUICK.items()]
    control = [programs / "pg_ctl", f"--pgdata={folder / 'data'}", f"--timeout={SECONDS}"]
    settings.append(f"--unix_socket_directories={folder}")
    start = [*control, "--wait", f"--log={folder / 'log'}", f"--options={' '.join(settings)}", "start"]
    try:
        subprocess.run(  # noqa: S603
            start, check=True, stdout=subprocess.DEVNULL, timeout=2 * SECONDS, cwd=folder, **account
        )
        yield
    finally:
        subprocess.run(  # noqa: S603
            [*control, "--mode=immediate", "stop"],
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=2 * SECONDS,
            cwd=folder,
            **account,
        )


@contextmanager
def _connected(folder: Path) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(host=str(folder), user=_SUPERUSER, dbname="postgres", autocommit=True) as opened:
        yield opened
