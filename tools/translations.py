"""Keep the English translation in step with the source: `update` collects, `release` compiles, `check` tells.

Besides the window's own strings, `update` collects the template and the remedy of every BtgError,
under the context `errors`.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "resources" / "translations" / "btg_en.ts"
QTS_SPANISH = ENGLISH.with_name("qt_es.ts")
"""What Qt's own translation lacks; it is written by hand."""
TOOLS = Path(sys.executable).parent

sys.path.insert(0, str(ROOT))

from btg_desktop.domain.errors import BtgError  # noqa: E402 (the checkout's, wherever this runs from)


def error_strings() -> list[str]:
    """Return what errors tell people, in Spanish, each once."""
    texts = (text for error in _family(BtgError) for text in (error.template, error.remedy))
    return sorted({text for text in texts if text})


def _family(error: type[BtgError]) -> Iterator[type[BtgError]]:
    yield error
    for child in error.__subclasses__():
        yield from _family(child)


def update(target: Path = ENGLISH) -> None:
    """Collect all strings into `target`, keeping the translations that are there."""
    sources = sorted(str(path) for path in (ROOT / "btg_desktop" / "ui").rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        errors = Path(folder, "errors.py")
        calls = (f'QCoreApplication.translate("errors", "{text}")\n' for text in error_strings())
        errors.write_text("".join(calls), encoding="utf-8")
        options = [
            "-source-language",
            "es",
            "-target-language",
            "en_US",
            "-locations",
            "none",
            "-no-obsolete",
        ]
        _run("pyside6-lupdate", *options, *sources, str(errors), "-ts", str(target))


def release() -> None:
    """Compile each translation into the .qm beside it, which the window loads."""
    for source in (ENGLISH, QTS_SPANISH):
        _run("pyside6-lrelease", str(source), "-qm", str(source.with_suffix(".qm")))


def check() -> list[str]:
    """Return what is wrong with the stored translation: not in step with the source, or not finished."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, ENGLISH.name)
        shutil.copy(ENGLISH, fresh)
        update(fresh)
        text = fresh.read_text(encoding="utf-8")
    wrong = []
    if text != ENGLISH.read_text(encoding="utf-8"):
        wrong.append("the strings changed: run tools/translations.py update")
    if 'type="unfinished"' in text:
        wrong.append("some strings have no English")
    return wrong


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([str(TOOLS / tool), *arguments], check=True)  # noqa: S603 (our own tools and files)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["update"]:
            update()
        case ["release"]:
            release()
        case ["check"]:
            sys.exit("\n".join(check()) or 0)
        case _:
            sys.exit("usage: translations.py update|release|check")
