#!/usr/bin/env bash
# Prepares this checkout: system libraries, .venv from the locked packages, translations.
#
#   tools/setup.sh run    what the program needs
#   tools/setup.sh dev    that, and what tests, checks and builds need
#
# A second run does nothing that is already done. PYTHON=/path/to/python chooses the interpreter.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly VENV=.venv
readonly STAMP="$VENV/setup.stamp"

# What Qt's xcb, Wayland and offscreen platforms and its print support load, and the window's typeface.
readonly WINDOW_PACKAGES=(
    fonts-inter libcups2 libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libgssapi-krb5-2
    libwayland-client0 libwayland-cursor0 libwayland-egl1 libx11-xcb1
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
    libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1
    libxkbcommon-x11-0 libxkbcommon0
)
# What the mongod from PyPI loads.
readonly DATABASE_PACKAGES=(libcurl4 liblzma5 libssl3)
# A display for window tests and keys for it, what reads PDFs back, the linker tools of PyInstaller, the linter of these scripts,
# and the server that proves docs/sql.
readonly DEVELOPER_PACKAGES=(binutils libxtst6 poppler-utils postgresql shellcheck xauth xvfb)

main() {
    case "${1:-}" in
        run | dev) readonly MODE=$1 ;;
        *) fail "usage: tools/setup.sh run|dev" 2 ;;
    esac
    if is_debian; then
        install_system_packages
    fi
    local python
    python=$(find_python) || fail "$(python_remedy)"
    make_venv "$python"
    install_python_packages
    quietly "$VENV/bin/python" tools/translations.py release
}

say() { printf '%s\n' "$*"; }

fail() {
    printf 'setup: %s\n' "$1" >&2
    exit "${2:-1}"
}

# Runs a command silently; tries once more, since a network may stumble; shows its output if it fails.
quietly() {
    local log
    log=$(mktemp)
    if ! "$@" >"$log" 2>&1 </dev/null && ! "$@" >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        rm -f "$log"
        fail "this command failed, see above: $*"
    fi
    rm -f "$log"
}

# --- system packages ---------------------------------------------------------------------------

is_debian() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

install_system_packages() {
    local missing root install
    mapfile -t missing < <(missing_packages)
    if ((${#missing[@]} == 0)); then
        return
    fi
    root=$(root_prefix) || fail "system packages are missing and this user is neither root nor has sudo. Run as root:
  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
    say "Installing system packages: ${missing[*]}"
    # shellcheck disable=SC2086
    quietly $root apt-get update -o DPkg::Lock::Timeout=300
    mapfile -t missing < <(missing_packages) # fresh lists may hold a newer Python
    install=(apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}")
    # shellcheck disable=SC2086
    quietly $root env DEBIAN_FRONTEND=noninteractive "${install[@]}"
}

missing_packages() {
    local wanted=("${WINDOW_PACKAGES[@]}" "${DATABASE_PACKAGES[@]}") version=""
    if ! find_python >/dev/null; then
        version=$(packaged_python)
        wanted+=("python$version-venv")
    elif [[ $(ask_python sys.base_prefix) == /usr ]]; then
        version=$(ask_python '"%d.%d" % sys.version_info[:2]')
    fi
    if [[ $MODE == dev ]]; then
        # PyInstaller ships libpython, which Debian keeps apart from the interpreter.
        wanted+=("${DEVELOPER_PACKAGES[@]}" ${version:+"libpython$version"})
    fi
    not_installed "${wanted[@]}"
}

# Names of the arguments that no installed package has or provides (libcurl4t64 provides libcurl4).
not_installed() {
    local -A present=()
    local name
    while read -r name; do
        present[$name]=1
    done < <(dpkg-query -W -f='${db:Status-Status},${Package},${Provides}\n' \
        | sed -n 's/^installed,//p' | tr ',' '\n' | sed 's/ *(.*//; s/^ *//' | grep .)
    for name in "$@"; do
        [[ -n ${present[$name]:-} ]] || printf '%s\n' "$name"
    done
}

# Prints nothing for root, so that unquoted it vanishes.
root_prefix() {
    if [[ $(id -u) == 0 ]]; then
        return
    elif command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
        printf 'sudo'
    else
        return 1
    fi
}

# --- Python ------------------------------------------------------------------------------------

suits() {
    "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    local candidate
    for candidate in "${PYTHON:-python3.13}" python3.12 python3.11 python3; do
        if suits "$candidate"; then
            printf '%s' "$candidate"
            return
        elif [[ -n ${PYTHON:-} ]]; then
            break
        fi
    done
    return 1
}

ask_python() { "$(find_python)" -c "import sys; print($1)"; }

# The newest fitting Python that this release of Debian or Ubuntu packages.
packaged_python() {
    local version
    for version in 3.13 3.12 3.11; do
        if apt-cache show "python$version-venv" >/dev/null 2>&1; then
            break
        fi
    done
    printf '%s' "$version"
}

python_remedy() {
    if [[ -n ${PYTHON:-} ]]; then
        printf 'PYTHON=%s is not a Python 3.11 or newer with its venv module.' "$PYTHON"
    else
        printf 'no Python 3.11 or newer with its venv module was found (tried python3.13, python3.12, python3.11 and python3). Install one, or name it: make setup PYTHON=/path/to/python'
    fi
}

make_venv() {
    if suits "$VENV/bin/python"; then
        return
    fi
    rm -rf "$VENV"
    "$1" -m venv "$VENV" || fail "could not create $VENV with $1"
}

# --- Python packages ---------------------------------------------------------------------------

install_python_packages() {
    local state
    state="$MODE $(fingerprint "$MODE")"
    if [[ -f $STAMP ]] && grep -qxF "$state" "$STAMP"; then
        return
    fi
    say "Installing the locked Python packages into $VENV ($MODE)"
    local pip=("$VENV/bin/python" -m pip --disable-pip-version-check install --no-input --quiet)
    quietly "${pip[@]}" --require-hashes -r "requirements/$MODE.lock"
    quietly "${pip[@]}" --no-deps --no-build-isolation --editable .
    check_libraries
    printf '%s\n' "$state" >"$STAMP"
    if [[ $MODE == dev ]]; then
        printf 'run %s\n' "$(fingerprint run)" >>"$STAMP" # dev.lock holds all of run.lock
    fi
}

fingerprint() {
    "$VENV/bin/python" - "requirements/$1.lock" pyproject.toml <<'PYTHON'
import hashlib, pathlib, sys

digest = hashlib.sha256(sys.version.encode())
for name in sys.argv[1:]:
    digest.update(pathlib.Path(name).read_bytes())
print(digest.hexdigest())
PYTHON
}

# On a Linux without apt this names what to install; with apt it proves that the lists above suffice.
check_libraries() {
    if ! command -v ldd >/dev/null; then
        return # not Linux: the wheels bring what they need
    fi
    local packages qt mongod missing
    packages=$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("platlib"))')
    qt="$packages/PySide6/Qt"
    mongod="$packages/fiftyone/db/bin/mongod"
    if [[ ! -x $mongod ]]; then
        mongod=$(command -v mongod) || say "There is no mongod for this kind of machine on PyPI: put one on PATH, name one in the settings, or set BTG_MONGODB_URI."
    fi
    missing=$(ldd "$qt/lib/libQt6Widgets.so.6" "$qt/plugins/platforms/libqxcb.so" ${mongod:+"$mongod"} 2>/dev/null \
        | awk '/not found/ { print $1 }' | sort -u | tr '\n' ' ')
    if [[ -n $missing ]]; then
        fail "these system libraries are missing; install the packages that hold them, then run this again: $missing"
    fi
}

main "$@"
