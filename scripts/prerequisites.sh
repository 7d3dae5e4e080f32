#!/bin/sh
# Names each missing prerequisite in one line, with the remedy. Prints the Python to use on success.
#   scripts/prerequisites.sh            what make demo needs
#   scripts/prerequisites.sh all        also says which optional tools are missing
set -u
note() { printf 'agentgym: %s\n' "$1" >&2; }
fail=0

command -v make >/dev/null 2>&1 || { note "make is missing; install it with: apt-get install make (macOS: xcode-select --install)"; fail=1; }

python=
for candidate in ${PYTHON:-} python3.13 python3.12 python3.11 python3.14 python3 python; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    note "Python 3.11 or newer is missing; install it with: apt-get install python3 python3-venv (macOS: brew install python@3.13)"
    fail=1
elif ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
    note "$python cannot make virtual environments; install the module with: apt-get install python3-venv"
    fail=1
fi

if [ "${1:-}" = all ]; then
    command -v cc >/dev/null 2>&1 || note "no C compiler: everything here works without one; native kernels need it: apt-get install build-essential"
    command -v node >/dev/null 2>&1 || note "no Node.js: everything here works without it; MCP servers from npm need it: apt-get install nodejs npm"
    command -v docker >/dev/null 2>&1 || note "no Docker: everything here works without it; docker sandboxes need it: apt-get install docker.io"
fi

[ "$fail" -eq 0 ] || exit 2
printf '%s\n' "$python"
