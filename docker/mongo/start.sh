#!/usr/bin/env bash
# Starts mongod as a replica set member with authentication. The key that members share, and which turns
# authentication on, is made at the first start and kept in its volume.
set -euo pipefail

key=/data/configdb/keyfile
if [[ ! -s $key ]]; then
    (umask 077 && head -c 512 /dev/urandom | base64 -w 0 >"$key.new")
    mv "$key.new" "$key"
fi
chmod 400 "$key"

# The image's own entry point hands the folders to its user and drops root.
exec docker-entrypoint.sh mongod --replSet btg --keyFile "$key" --bind_ip_all --port "$MONGO_PORT"
