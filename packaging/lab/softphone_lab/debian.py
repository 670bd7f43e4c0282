"""The Debian packages of the other parts, installed without ever starting their system services."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .apt import Say
from .errors import FetchError, LabError

PACKAGES = (
    "openssl",
    "dovecot-imapd",
    "slapd",
    "ldap-utils",
    "kamailio",
    "kamailio-presence-modules",
    "kamailio-tls-modules",
    "coturn",
    "dbus-daemon",
    "pipewire",
    "pipewire-pulse",
    "pipewire-alsa",
    "pulseaudio-utils",
    "wireplumber",
)
SERVICES = {
    "dovecot-core": ("dovecot", ("dovecot.service", "dovecot.socket")),
    "slapd": ("slapd", ("slapd.service",)),
    "kamailio": ("kamailio", ("kamailio.service",)),
    "coturn": ("coturn", ("coturn.service",)),
}
USER_UNITS = {
    "pipewire": ("pipewire.service", "pipewire.socket"),
    "pipewire-pulse": ("pipewire-pulse.service", "pipewire-pulse.socket"),
    "wireplumber": ("wireplumber.service",),
}
ALSA_DEFAULT = Path("/etc/alsa/conf.d/99-pipewire-default.conf")
POLICY = Path("/usr/sbin/policy-rc.d")
REFUSE = "#!/bin/sh\n# Put here while the softphone's lab installs packages; it takes it away again.\nexit 101\n"


def missing() -> list[str]:
    """The packages that are not installed."""
    return [name for name in PACKAGES if not _is_installed(name)]


def install(say: Say) -> None:
    """Install what is missing. Needs root or sudo. Raises LabError.

    invoke-rc.d and deb-systemd-invoke ask /usr/sbin/policy-rc.d before they start anything, so
    one that refuses stands there meanwhile; services that come new are then disabled, so that
    they do not start at the next boot either. What was installed before is not touched.
    """
    wanted = missing()
    if not wanted:
        say("lab: all Debian packages are there")
        return
    new = [name for name in (*SERVICES, *USER_UNITS) if not _is_installed(name)]
    had_alsa_default = ALSA_DEFAULT.exists()
    say(f"lab: installing {' '.join(wanted)}")
    with _no_service_starts():
        _root(["apt-get", "-q", "update"], may_fail=True)  # one source that fails must not stop the others
        _root(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", "--no-install-recommends",
               "-o", "DPkg::Lock::Timeout=300",
               "-o", "Dpkg::Options::=--force-confold", "install", *wanted])  # fmt: skip
        for name in new:
            _disable(name)
    if ALSA_DEFAULT.exists() and not had_alsa_default and shutil.which("pulseaudio"):
        # on a PulseAudio desktop the new plug-in must not become everybody's default device
        _root(["rm", "-f", str(ALSA_DEFAULT)])


def _disable(package: str) -> None:
    if package in SERVICES:
        script, units = SERVICES[package]
        _root(["update-rc.d", script, "disable"], may_fail=True)
        for unit in units:
            _root(["systemctl", "disable", unit], may_fail=True)
    for unit in USER_UNITS.get(package, ()):
        _root(["systemctl", "--global", "disable", unit], may_fail=True)


@contextmanager
def _no_service_starts() -> Iterator[None]:
    """Puts a refusing policy-rc.d in place, and the machine's own back afterwards."""
    kept = POLICY.with_name("policy-rc.d.softphone-lab-kept")
    had_own = os.path.lexists(POLICY) and not os.path.lexists(kept)
    if had_own:
        _root(["mv", str(POLICY), str(kept)])
    try:
        _root(["tee", str(POLICY)], text=REFUSE)
        _root(["chmod", "755", str(POLICY)])
        yield
    finally:
        if os.path.lexists(kept):  # ours of now, or left by a set-up that was killed
            _root(["mv", str(kept), str(POLICY)])
        else:
            _root(["rm", "-f", str(POLICY)])


def _is_installed(package: str) -> bool:
    seen = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status}", package], capture_output=True, text=True, check=False
    )
    return seen.stdout == "installed"


def _root(command: Sequence[str], text: str | None = None, may_fail: bool = False) -> None:
    if os.geteuid() != 0:
        if not shutil.which("sudo"):
            raise LabError("the lab's packages must be installed by root: run the set-up as root, or install sudo")
        command = ["sudo", *command]
    elif may_fail and not shutil.which(command[0]):
        return  # a minimal system has no systemctl
    done = subprocess.run(command, input=text, text=True, capture_output=True, check=False)
    if done.returncode and not may_fail:
        said = "; ".join(done.stderr.strip().splitlines()[-3:])
        raise FetchError(f"`{' '.join(command[:4])}` failed: {said}")
