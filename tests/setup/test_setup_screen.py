"""What the set-up shows: each step in words, and errors with their remedy."""

import io

import pytest
from softphone_setup.errors import CommandError, SetupError, explain
from softphone_setup.progress import Progress


def test_step_shows_what_it_does_and_what_came_out() -> None:
    out = io.StringIO()
    with Progress(out).step("System packages") as step:
        step.say("installing 3 packages")
        step.done("3 installed")
    first, second = out.getvalue().splitlines()
    assert first.endswith("System packages: installing 3 packages")
    assert "System packages: 3 installed  (" in second


def test_failed_step_is_closed_as_failed() -> None:
    out = io.StringIO()
    with pytest.raises(SetupError), Progress(out).step("Python"):
        raise SetupError("No fitting Python.", "Install one.")
    assert "Python: failed" in out.getvalue()


@pytest.mark.parametrize(
    ("printed", "what", "remedy"),
    [
        ("E: Failed to fetch http://host/x.deb  Temporary failure resolving 'host'", "was not reached", "network"),
        ("WARNING: Retrying ... Failed to establish a new connection: [Errno 111]", "was not reached", "proxy"),
        ("dpkg: error: cannot copy extracted data: No space left on device", "disk is full", "Free about"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full", "Free about"),
        ("E: Unable to locate package libxcb-cursor0", "no package libxcb-cursor0", "Debian 12"),
        ("E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by 12", "another program", "Wait"),
        ("ERROR: No matching distribution found for PySide6_Essentials==6.11.3", "PySide6_Essentials", "make lock"),
        ("E: dpkg was interrupted, you must manually run 'dpkg --configure -a'", "interrupted", "dpkg --configure -a"),
        ("error: [Errno 13] Permission denied: '/opt/x'", "may not be written", "chown"),
        ("swig failed (1)", "swig failed (1)", "log"),
    ],
)
def test_errors_say_what_happened_and_what_to_do(printed: str, what: str, remedy: str) -> None:
    error = explain(CommandError("apt-get", 100, printed), "install the packages")
    assert "Could not install the packages" in error.what
    assert what in error.what
    assert remedy in error.remedy
