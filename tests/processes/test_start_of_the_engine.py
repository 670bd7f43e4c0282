"""What an engine that waits for calls has loaded: a library that is not needed yet is memory that all pay for."""

import re
import subprocess
import sys
from pathlib import Path

from softphone.basics.ids import AccountId
from softphone.protocol.snapshots import AccountConfig, RegistrationState
from tests.harness.engine_process import ROOT, EngineProcess
from tests.harness.scripted_registrar import ScriptedRegistrar

NOT_WHILE_IDLE = (
    "asyncio", "bz2", "concurrent", "cryptography", "dns", "email", "html", "http", "lzma", "multiprocessing", "numpy",
    "shutil", "sounddevice", "soundfile", "ssl", "tempfile", "unittest", "urllib.request", "xml",
)  # fmt: skip


def test_what_is_not_needed_yet_is_not_imported() -> None:
    program = "import softphone.engine.engine, sys; print(*sys.modules)"
    names = subprocess.check_output([sys.executable, "-c", program], cwd=ROOT, text=True, timeout=60).split()
    assert sorted(set(names) & set(NOT_WHILE_IDLE)) == []


def test_an_idle_registered_engine_has_no_number_library() -> None:
    with ScriptedRegistrar() as registrar, EngineProcess() as engine:
        config = AccountConfig(account_id=AccountId("a"), address_of_record=f"sip:alice@127.0.0.1:{registrar.port}")
        assert engine.register(config, "right").state == RegistrationState.REGISTERED
        maps = Path(f"/proc/{engine.process.pid}/maps").read_text()
    assert re.findall(r"[^/\n]*(?:numpy|openblas|sndfile)[^/\n]*", maps) == []
