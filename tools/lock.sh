#!/usr/bin/env bash
# Resolves pyproject.toml into requirements/*.lock: every package of every system pinned by hash, without
# download addresses. run.lock is the desktop; dev.lock is that, the API and the tools; api.lock is a server
# that shows no window and has its database elsewhere. One package has one version in all of them.
# With arguments for uv, such as --upgrade-package boto3 or --upgrade, newer versions come in.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build_backend() {
    .venv/bin/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"])'
}

compile() {
    local name=$1
    shift
    build_backend | .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
        --output-file "requirements/$name.lock" "$@" pyproject.toml - >/dev/null
}

compile run --extra local-server "$@"
compile dev --extra local-server --extra api --extra dev --constraint requirements/run.lock "$@"
compile api --extra api --constraint requirements/dev.lock \
    --no-emit-package pyside6-essentials --no-emit-package shiboken6 "$@"
