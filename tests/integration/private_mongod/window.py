"""A window of the program, as far as the private server can tell: `python window.py DATA_DIR [forget]`.

Prints `serving <uri>` or `failed <error>`; closes when its standard input does, or forgets to.
"""

import sys
from pathlib import Path

from btg_desktop.adapters.private_mongod.server import PrivateMongod
from btg_desktop.domain.errors import PrivateServerError


def main() -> None:
    server = PrivateMongod(Path(sys.argv[1]), "btg")
    try:
        uri = server.start()
    except PrivateServerError as error:
        print("failed", type(error).__name__, error, flush=True)  # noqa: T201
        return
    sys.stdout.write("serving " + uri + "\n")
    sys.stdout.flush()
    if sys.argv[2:] != ["forget"]:
        sys.stdin.read()
        server.close()


main()
