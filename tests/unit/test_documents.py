"""What the documents say of other files is true: links lead somewhere, and no licence is left out."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from btg_desktop.config import Settings

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").rglob("*.md")],
)
LICENCES = (ROOT / "resources" / "licences" / "third-party.txt").read_text(encoding="utf-8")


def links(document: Path) -> Iterator[tuple[Path, str]]:
    """Each link to a file of ours: the file, and the heading in it, if one is named."""
    for link in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", link):
            path, _, heading = link.partition("#")
            yield (document.parent / path if path else document), heading


def headings(document: Path) -> set[str]:
    """The headings of a document, as a link names them."""
    lines = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def distributions(lock: Path) -> list[str]:
    return re.findall(r"^([\w.-]+)==", lock.read_text(), re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_a_heading_that_there_are(document: Path) -> None:
    astray = [
        f"{path.name}#{heading}"
        for path, heading in links(document)
        if not path.exists() or (heading and heading not in headings(path))
    ]
    assert astray == []


def test_readme_is_short_and_leads_to_every_reader_s_page() -> None:
    readme = ROOT / "README.md"
    assert len(readme.read_text(encoding="utf-8").splitlines()) <= 100
    pages = {path.resolve().relative_to(ROOT).as_posix() for path, _heading in links(readme)}
    assert pages >= {
        "docs/guia-de-caja.md",
        "docs/it.md",
        "docs/api.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "LICENSE",
    }


def test_it_finds_every_setting_in_its_page() -> None:
    page = (ROOT / "docs" / "it.md").read_text(encoding="utf-8")
    assert [key for key in Settings.__struct_fields__ if f"| `{key}` |" not in page] == []


def test_every_distribution_that_runs_is_listed_with_its_licence() -> None:
    listed = set(re.findall(r"^ {4}([\w.-]+)  +\S", LICENCES, re.MULTILINE))
    running = distributions(ROOT / "requirements" / "run.lock")
    assert len(running) > 40
    assert [name for name in running if name not in listed] == []


def test_every_document_that_a_wheel_carries_is_there() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert [path for path in wheel["only-include"] if not (ROOT / path).exists()] == []
