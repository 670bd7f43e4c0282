#!/bin/sh
# Installs Debian packages as root, without questions: install_packages.sh update|keep PACKAGE...
# `update` renews the package lists first. The lab's servers are not installed here but by `softphone lab install`,
# which keeps them from starting as services of the system.
set -eu
lists=$1
shift
export DEBIAN_FRONTEND=noninteractive
unset TMPDIR

apt() {
    apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 \
        -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}

# One source that fails (a third party's, say) must not stop the others: what is really missing shows below.
if [ "$lists" = update ]; then apt update || echo 'some package lists could not be renewed'; fi
apt install -y --no-install-recommends "$@"
