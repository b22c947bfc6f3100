"""PySide makes the Python type of a Qt class when it is asked for: on the GUI thread, or the process ends."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

WATCHED_PROGRAM = """
import sys, threading

def watch(event, arguments):
    if event == "import" and arguments[0].startswith(("PySide6", "btg_desktop.ui")):
        if threading.get_ident() != threading.main_thread().ident:
            print(arguments[0], "is imported by", threading.current_thread().name, flush=True)

sys.addaudithook(watch)
from btg_desktop.__main__ import main
sys.exit(main())
"""

PAPER_MAKER = """
import sys
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
import btg_desktop.ui.shell.wiring  # all that a window has loaded by then
from btg_desktop.ui.printing.paper import HALF_LETTER, Paper

def types():
    modules = [(name, module) for name, module in sys.modules.items() if name.startswith("PySide6.")]
    return {f"{name}.{each}" for name, module in modules for each in vars(module)}

app = QApplication([])
printer = QPrinter()
printer.setOutputFileName(sys.argv[1])
before = types()
paper = Paper("Paper", ("<h1>One</h1><table><tr><td>cell</td></tr></table>", "<p>two</p>"), HALF_LETTER)
paper.pdf()
paper.print_on(printer)
for made in sorted(types() - before):
    print(made)
"""


def run(program: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603 - our own program


def test_no_other_thread_imports_what_names_them(tmp_path: Path) -> None:
    done = run(WATCHED_PROGRAM, "tour", tmp_path / "tour", "--look", "es-light-1366x768")
    assert (done.returncode, done.stderr) == (0, "")
    assert "is imported by" not in done.stdout


def test_a_paper_written_off_the_gui_thread_makes_none(tmp_path: Path) -> None:
    done = run(PAPER_MAKER, tmp_path / "printed.pdf")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
