"""Start: reads the command line, runs what it asks for, and returns the exit code.

0 is fine, 1 a problem found, 2 bad usage.
"""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from btg_desktop import __version__, config
from btg_desktop.config import Configuration
from btg_desktop.domain.errors import BtgError, SettingsError
from btg_desktop.domain.tokens import Scope

if TYPE_CHECKING:
    from btg_desktop.ui.tour.looks import Look

_OWNER_ONLY: Final = 0o077
"""Clients, amounts and who asked for what are in intents, exports and logs: for their user's eyes only."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; messages for people go to stderr, answers to stdout."""
    options = _parser().parse_args(arguments)
    if options.command != "tour":  # its pictures are of nobody, and to be shown
        os.umask(_OWNER_ONLY)
    try:
        flags = {} if options.data_dir is None else {"data_dir": options.data_dir}
        configuration = config.load(flags, options.config)
        for unknown in configuration.unknown:
            _say(f"aviso: {unknown}")
        return _run(options, configuration)
    except SettingsError as error:
        if options.command is None:
            _tell_without_a_terminal(error)
        return _complain(error, 2)
    except BtgError as error:
        return _complain(error, 1)


def _run(options: argparse.Namespace, configuration: Configuration) -> int:  # noqa: PLR0911 - one a command
    match options.command:
        case "doctor" | "verify" as command:
            from btg_desktop.commands import doctor, verify

            return {"doctor": doctor.run, "verify": verify.run}[command](configuration, as_json=options.json)
        case "backup":
            from btg_desktop.commands.backup import run as run_backup

            return run_backup(configuration, options.file, force=options.force)
        case "restore":
            from btg_desktop.commands.restore import run as run_restore

            return run_restore(configuration, options.file, replace=options.replace)
        case "schema":
            from btg_desktop.commands.schema import run as run_schema

            return run_schema(configuration)
        case "branches":
            from btg_desktop.commands.branches import run as run_branches

            return run_branches(configuration, options.file, as_json=options.json)
        case "report":
            from btg_desktop.commands.report import run as run_report

            return run_report(configuration, options.report, as_json=options.json)
        case "import":
            from btg_desktop.commands.import_documents import run as run_import

            return run_import(
                configuration,
                options.source,
                options.database,
                as_json=options.json,
                rehearse=options.dry_run,
            )
        case "serve" | "tokens" as command:
            from btg_desktop.commands import serve, tokens

            return {"serve": serve.run, "tokens": tokens.run}[command](configuration, options)
        case "tour":
            from btg_desktop.commands.tour import run as run_tour

            return run_tour(configuration, options.folder, options.looks)
        case _:
            from btg_desktop.commands.window import run as run_window

            return run_window(configuration, new_window=options.new_window)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="btg-desktop", description="BTG Desktop: clientes, fondos y movimientos de una sucursal."
    )
    parser.add_argument("--version", action="version", version=f"btg-desktop {__version__}")
    parser.add_argument("--config", type=Path, metavar="FILE", help="archivo de configuración del usuario")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="carpeta de datos")
    parser.add_argument(
        "--new-window", action="store_true", help="abre otra ventana aunque ya haya una con los mismos datos"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    doctor = commands.add_parser("doctor", help="revisa la instalación y dice cómo arreglarla")
    verify = commands.add_parser("verify", help="comprueba que las cuentas de todos los clientes cuadren")
    for command in (doctor, verify):
        command.add_argument("--json", action="store_true", help="responde en JSON")
    backup = commands.add_parser("backup", help="copia la base de datos de este equipo a un archivo")
    backup.add_argument("file", type=Path, metavar="FILE", help="el archivo que se crea")
    backup.add_argument("--force", action="store_true", help="reemplaza el archivo si ya existe")
    restore = commands.add_parser("restore", help="devuelve la base de datos de este equipo a una copia")
    restore.add_argument("file", type=Path, metavar="FILE", help="una copia hecha con backup")
    restore.add_argument(
        "--replace", action="store_true", help="reemplaza los datos que haya; antes guarda una copia de ellos"
    )
    commands.add_parser("schema", help="prepara la base de datos del banco para esta versión del programa")
    branches = commands.add_parser("branches", help="define las sucursales y los fondos que ofrecen")
    branches.add_argument("file", type=Path, metavar="FILE", help="un archivo TOML o JSON")
    branches.add_argument("--json", action="store_true", help="responde en JSON")
    report = commands.add_parser("report", help="responde una pregunta sobre todos los clientes")
    report.add_argument(
        "report",
        choices=("only-visited-branches", "some-visited-branch"),
        help="clientes con un fondo que se ofrece solo en las sucursales que visitan, o en alguna de ellas",
    )
    report.add_argument("--json", action="store_true", help="responde en JSON")
    imports = commands.add_parser("import", help="trae los fondos y clientes de un programa anterior")
    imports.add_argument("source", metavar="SOURCE", help="archivo JSON, carpeta de mongodump o mongodb://…")
    imports.add_argument("--database", metavar="NAME", help="la base de datos de una dirección mongodb://")
    imports.add_argument("--json", action="store_true", help="responde en JSON")
    imports.add_argument("--dry-run", action="store_true", help="solo dice qué haría; no escribe nada")
    _add_api_commands(commands)
    _add_tour(commands)
    return parser


def _add_tour(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    tour = commands.add_parser("tour", help="recorre la aplicación y guarda una imagen de cada paso")
    tour.add_argument("folder", type=Path, metavar="DIR", help="dónde guardar las imágenes")
    tour.add_argument(
        "--look",
        action="append",
        type=_look,
        dest="looks",
        metavar="LOOK",
        help="solo con ese aspecto, como es-light-1366x768; se puede repetir",
    )


def _add_api_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = commands.add_parser("serve", help="atiende la API REST (con el extra api)")
    serve.add_argument("--host", default="127.0.0.1", help="dónde escuchar; predeterminado: 127.0.0.1")
    serve.add_argument("--port", type=int, default=8000, help="predeterminado: 8000")
    serve.add_argument("--tls-cert", type=Path, metavar="FILE", help="el certificado, en PEM")
    serve.add_argument("--tls-key", type=Path, metavar="FILE", help="su clave privada, en PEM")
    serve.add_argument(
        "--behind-proxy", action="store_true", help="un proxy pone el TLS, y solo él llega a este puerto"
    )
    serve.add_argument("--rate", metavar="N/minute", help="cuánto puede pedir cada credencial")
    tokens = commands.add_parser("tokens", help="las credenciales de la API")
    actions = tokens.add_subparsers(dest="action", metavar="ACTION", required=True)
    create = actions.add_parser("create", help="crea una y la muestra, una sola vez")
    create.add_argument("name", type=_token_name, metavar="NAME", help="quién la usa; firma sus operaciones")
    create.add_argument(
        "--scope", action="append", required=True, choices=tuple(Scope), dest="scopes", help="qué permite"
    )
    create.add_argument("--days", type=_days, metavar="N", help="cuánto dura; si falta, no vence")
    listing = actions.add_parser("list", help="las que hay y las que hubo")
    listing.add_argument("--json", action="store_true", help="responde en JSON")
    revoke = actions.add_parser("revoke", help="termina una para siempre")
    revoke.add_argument("name", metavar="NAME")


def _look(text: str) -> "Look":
    from btg_desktop.ui.tour.looks import LOOKS  # with Qt, so only for who asks

    by_name = {look.name: look for look in LOOKS}
    if text not in by_name:
        raise argparse.ArgumentTypeError(f"elija entre {', '.join(by_name)}")
    return by_name[text]


def _token_name(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}", text):
        raise argparse.ArgumentTypeError("solo letras, dígitos, puntos y guiones: máximo 60")
    return text


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 3660:
        raise argparse.ArgumentTypeError("un número de días entre 1 y 3660")
    return int(text)


def _tell_without_a_terminal(error: SettingsError) -> None:
    from btg_desktop.commands import window

    if window.is_from_an_icon():
        window.tell_settings_error(error)


def _complain(error: BtgError, exit_code: int) -> int:
    _say(f"{error}\n{error.remedy}".strip())
    return exit_code


def _say(text: str) -> None:
    if sys.stderr is not None:  # as in a windowed program
        sys.stderr.write(f"btg-desktop: {text}\n")


if __name__ == "__main__":
    sys.exit(main())
