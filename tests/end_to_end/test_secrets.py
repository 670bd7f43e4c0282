"""A whole program with a real keyring, engine and PBX: what it leaves on disk, on command lines and in logs."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from softphone_lab import Lab

from tests.keyring.session import Session

pytestmark = [pytest.mark.lab, pytest.mark.timeout(240)]
WRONG = "not-the-password-of-anyone"
PRIVATE_NUMBER = "+4930901820"

_START = """
import logging, os, resource, signal
from pathlib import Path
most = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (most, most))  # a system that keeps the memory of what crashes
logging.basicConfig(filename=Path.home() / "program.log", level=logging.DEBUG)
from softphone.headless import HeadlessError, HeadlessPhone
from softphone.protocol.snapshots import AccountConfig
from softphone.runtime import PlainRuntime
server, password = "127.0.0.1:{port}", Secret("{password}")
config = AccountConfig(account_id=alice, address_of_record=f"sip:1001@{{server}}", display_name="Alice Archer")
phone = HeadlessPhone(PlainRuntime())
phone.app.accounts.problems.add(lambda problem: print(problem.title))
phone.start()
phone.runtime.run_until(lambda: all(not v.needs_password for v in phone.app.accounts.views()), 3)
"""
_LIVE = """
phone.app.accounts.add(config, Secret("{wrong}"))
print(phone.wait_until_settled(alice).registration.problem)
phone.app.accounts.test(config, password, lambda step: None)
phone.app.accounts.provide_password(alice, password, remember=True)
phone.wait_for(lambda: phone.app.accounts.view(alice).is_registered, 30, "not registered")
engine = Path(f"/proc/{{phone.engine_pid}}")
told = (engine / "cmdline").read_bytes() + (engine / "environ").read_bytes()
print(password.reveal().encode() in told)
try:
    phone.dial("{number}")
except HeadlessError as error:
    print(error.title)
call = phone.dial("*43")
phone.app.calls.send_dtmf(call.call_id, "7410")
phone.pause(0.5)
os.kill(phone.engine_pid, signal.SIGSEGV)
phone.wait_for(lambda: phone.app.engine.state != "ready", 30, "not lost")
phone.wait_for(lambda: phone.app.accounts.view(alice).is_registered, 30, "not back")
print(phone.close())
"""
_AGAIN = """
view = phone.wait_until_settled(alice)
print(view.is_registered, view.needs_password)
if view.needs_password:
    phone.app.accounts.provide_password(alice, password, remember=True)
    phone.wait_for(lambda: phone.app.accounts.view(alice).is_registered, 30, "not registered")
    phone.pause(1)
    print(phone.app.accounts.view(alice).is_remembered)
print(phone.close())
"""


@pytest.fixture
def session() -> Iterator[Session]:
    # Sockets have short paths: pytest's own folders are too deep.
    with tempfile.TemporaryDirectory(prefix="secrets-", ignore_cleanup_errors=True) as folder:
        yield Session(Path(folder))


def _code(lab: Lab, part: str) -> str:
    names = {"port": lab.facts.sip_udp, "password": lab.facts.user("1001").password}
    return (_START + part).format(**names, wrong=WRONG, number=PRIVATE_NUMBER)


def _kept(folder: Path) -> dict[str, bytes]:
    """Everything that is on disk below the folder."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def _named(kept: dict[str, bytes], *texts: str) -> set[str]:
    return {name for name, data in kept.items() for text in texts if text.encode() in data}


def test_nothing_private_is_left_anywhere(lab: Lab, session: Session) -> None:
    out = session.with_keyring(_code(lab, _LIVE)).splitlines()
    assert out[0] == "wrong_password"
    assert out[1] == "False"
    assert len(out) == 4
    assert out[-1] == "True"
    kept = _kept(session.home)
    assert any(name.endswith("settings.toml") and b"1001" in data for name, data in kept.items()), list(kept)
    assert any(name.endswith("engine.log") and b"Segmentation fault" in data for name, data in kept.items())
    assert any(name.endswith(".keyring") for name in kept)
    assert _named(kept, lab.facts.user("1001").password, WRONG) == set()
    logs = {name: data for name, data in kept.items() if name.endswith(".log")}
    assert _named(logs, PRIVATE_NUMBER, PRIVATE_NUMBER.lstrip("+"), "7410", "Alice Archer") == set()


def test_the_next_start_signs_in_from_the_keyring(lab: Lab, session: Session) -> None:
    session.with_keyring(_code(lab, _LIVE))
    assert session.with_keyring(_code(lab, _AGAIN)).splitlines() == ["True False", "True"]


def test_a_start_without_a_keyring_asks_and_keeps_the_password_in_memory_only(lab: Lab, session: Session) -> None:
    session.with_keyring(_code(lab, _LIVE))
    out = session.without_bus(_code(lab, _AGAIN)).splitlines()
    assert "False True" in out
    assert out[-2:] == ["False", "True"]
    assert any("no password store" in line for line in out)
    assert _named(_kept(session.home), lab.facts.user("1001").password) == set()
