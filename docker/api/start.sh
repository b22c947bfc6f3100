#!/bin/sh
# Starts a command of btg-desktop in the container. A database address that holds a password may come as a file
# (MONGODB_URI_FILE), which an orchestrator mounts from memory: unlike the container's environment it is then
# neither kept on disk nor shown by `docker inspect`.
set -eu

if [ -n "${MONGODB_URI_FILE:-}" ]; then
    BTG_MONGODB_URI=$(cat "$MONGODB_URI_FILE")
    export BTG_MONGODB_URI
fi
if [ -z "${BTG_MONGODB_URI:-}" ]; then
    # Without an address the program would look for a private mongod, which this image does not have.
    echo "btg-desktop: set BTG_MONGODB_URI, or MONGODB_URI_FILE to a file that holds it" >&2
    exit 2
fi
exec btg-desktop "$@"
