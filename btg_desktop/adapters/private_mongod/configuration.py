"""mongod.conf: how the private server runs. It also remembers the address from one start to the next."""

import json
import logging
from typing import Any, Final

from btg_desktop.adapters.private_mongod.address import Address
from btg_desktop.adapters.private_mongod.folder import Folder
from btg_desktop.durable import replace_file

logger = logging.getLogger(__name__)

REPLICA_SET: Final = "btg"
_NEVER_SLOW_MS: Final = 2**31 - 1


def write_configuration(folder: Folder, address: Address) -> None:
    """Write the whole file. It is JSON, which mongod reads as the YAML that it is."""
    configuration = {
        # Before 6.0.27, 7.0.28, 8.0.17 and 8.2.3, compression gives mongod's memory to every stranger.
        "net": address.net | {"compression": {"compressors": "disabled"}},
        "storage": {
            "dbPath": str(folder.database),
            "wiredTiger": {"engineConfig": {"cacheSizeGB": 0.25}},
        },
        "replication": {"replSetName": REPLICA_SET, "oplogSizeMB": 128},
        "security": {
            "authorization": "enabled",
            "keyFile": str(folder.keyfile),
            "javascriptEnabled": False,
        },
        "systemLog": {"destination": "file", "path": str(folder.log), "logAppend": True, "quiet": True},
        # A slow operation is logged with its query, and queries hold clients' names and documents.
        "operationProfiling": {"mode": "off", "slowOpThresholdMs": _NEVER_SLOW_MS},
        "setParameter": {"diagnosticDataCollectionEnabled": False, "enableLocalhostAuthBypass": False},
    }
    text = json.dumps(configuration, ensure_ascii=False, indent=2)
    replace_file(folder.configuration, text.encode(), private=True)


def stored_net(folder: Folder) -> dict[str, Any] | None:
    """The section `net` of the last start; None at the first, or where the file was damaged."""
    try:
        net = json.loads(folder.configuration.read_text(encoding="utf-8"))["net"]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        net = None
    if not isinstance(net, dict):
        logger.warning("%s is damaged and will be written again", folder.configuration)
        return None
    return net
