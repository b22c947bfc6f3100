#!/usr/bin/env bash
# Resolves pyproject.toml into requirements/run.lock and requirements/dev.lock: every package of every
# system pinned by hash, without download addresses. dev.lock keeps to the versions of run.lock.
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
        --output-file "requirements/$name.lock" --extra local-server "$@" pyproject.toml - >/dev/null
}

compile run "$@"
compile dev --extra dev --constraint requirements/run.lock "$@"
