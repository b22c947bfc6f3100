#!/usr/bin/env bash
# Installs the REST API into a virtual environment of its own, for docker/api/Dockerfile:
#
#   docker/api/install.sh packages TARGET    what it needs: requirements/api.lock, each file by its hash
#   docker/api/install.sh program TARGET     this checkout, through a wheel
#
# The environment gets no pip: nothing is installed into a running container.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
target=$2

pip() { python3 -m pip --disable-pip-version-check --no-input --python "$target/bin/python" "$@"; }

case $1 in
    packages)
        python3 -m venv --without-pip "$target"
        pip install --require-hashes --requirement requirements/api.lock
        ;;
    program)
        wheels=$(mktemp --directory)
        # The build backend is one of the locked packages; an isolated build would fetch another, unchecked.
        pip wheel --no-deps --no-build-isolation --wheel-dir "$wheels" .
        # The window's libraries are among the program's dependencies, but not in the API's lock.
        pip install --no-deps --no-index "$wheels"/*.whl
        rm -r "$wheels"
        ;;
    *)
        echo "usage: docker/api/install.sh packages|program TARGET" >&2
        exit 2
        ;;
esac
