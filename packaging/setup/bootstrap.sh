#!/bin/sh
# Finds a Python that can run the set-up (installing Debian's when there is none) and hands over to setup.py.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
fits='import sys; sys.exit(not sys.version_info >= (3, 11))'

find_python() {
    for python in python3 /usr/bin/python3 python3.13 python3.12 python3.11; do
        if command -v "$python" >/dev/null 2>&1 && "$python" -I -S -c "$fits" 2>/dev/null; then return 0; fi
    done
    return 1
}

give_up() {
    printf '\n%s\n\nWhat to do: %s\n' "$1" "$2" >&2
    exit 1
}

install_python() {
    by_hand='as root, run: apt-get update && apt-get install --no-install-recommends python3 python3-venv python3-dev'
    command -v apt-get >/dev/null 2>&1 ||
        give_up 'Python 3.11 or later is missing, and this system has no apt to install it with.' \
            'install Python 3.11, 3.12 or 3.13 with its venv module and C headers, then try again.'
    become_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || give_up 'Python 3.11 or later is missing, and there is no sudo.' "$by_hand"
        become_root=sudo
        if [ ! -t 0 ]; then become_root='sudo -n'; fi
    fi
    echo '  ..  Python: installing it to begin with'
    $become_root sh "$here/install_packages.sh" update python3 python3-venv python3-dev >/dev/null ||
        give_up 'Python 3.11 or later is missing and could not be installed.' "$by_hand"
}

find_python || install_python
find_python || give_up 'The Python of this system is older than 3.11.' \
    'use Debian 12 or later, or put a python3 of version 3.11, 3.12 or 3.13 on the PATH.'
exec "$python" -B "$here/setup.py" "$@"
