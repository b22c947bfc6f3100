"""The lock files pin everything by hash, agree with each other and say nothing of where to download."""

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"


def pins(name: str) -> set[str]:
    return set(re.findall(r"^(\S+==\S+)", (REQUIREMENTS / f"{name}.lock").read_text(), re.MULTILINE))


def test_development_uses_exactly_the_versions_that_run() -> None:
    assert pins("run") | pins("api") <= pins("dev")


def test_a_server_needs_no_window() -> None:
    assert [pin for pin in pins("api") if "pyside" in pin or "shiboken" in pin] == []


@pytest.mark.parametrize("name", ["run", "dev", "api"])
def test_every_package_is_pinned_by_hash(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (REQUIREMENTS / f"{name}.lock").read_text().strip())
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", ["run", "dev", "api"])
def test_a_lock_carries_no_address(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.lock").read_text()
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_the_build_backend_is_locked_too() -> None:
    assert any(pin.startswith("hatchling==") for pin in pins("run"))
