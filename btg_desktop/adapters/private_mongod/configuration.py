"""mongod.conf: how the private server runs. It also remembers the port from one start to the next."""

import json
import logging
import sys
from typing import Any, Final

from btg_desktop.adapters.private_mongod.folder import Folder
from btg_desktop.durable import replace_file

logger = logging.getLogger(__name__)

REPLICA_SET: Final = "btg"
_NEVER_SLOW_MS: Final = 2**31 - 1


def write_configuration(folder: Folder, port: int) -> None:
    """Write the whole file. It is JSON, which mongod reads as the YAML that it is."""
    net: dict[str, Any] = {"bindIp": "127.0.0.1", "port": port}
    if sys.platform != "win32":
        net["unixDomainSocket"] = {"enabled": False}
    configuration = {
        "net": net,
        "storage": {
            "dbPath": str(folder.database),
            "wiredTiger": {"engineConfig": {"cacheSizeGB": 0.25}},
        },
        "replication": {"replSetName": REPLICA_SET, "oplogSizeMB": 128},
        "security": {"authorization": "enabled", "keyFile": str(folder.keyfile)},
        "systemLog": {"destination": "file", "path": str(folder.log), "logAppend": True, "quiet": True},
        # A slow operation is logged with its query, and queries hold clients' names and documents.
        "operationProfiling": {"mode": "off", "slowOpThresholdMs": _NEVER_SLOW_MS},
        "setParameter": {"diagnosticDataCollectionEnabled": False, "enableLocalhostAuthBypass": False},
    }
    text = json.dumps(configuration, ensure_ascii=False, indent=2)
    replace_file(folder.configuration, text.encode(), private=True)


def stored_port(folder: Folder) -> int | None:
    """The port of the last start; None at the first, or where the file was damaged."""
    try:
        port = json.loads(folder.configuration.read_text(encoding="utf-8"))["net"]["port"]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        logger.warning("%s is damaged and will be written anew", folder.configuration)
        return None
    return port if isinstance(port, int) else None
