"""The part of the demo about the line: it follows the network in a call, and it is proved that calls come in."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from msgspec.structs import replace
from softphone_lab import Lab

from softphone.demo.line_away import NO_NETWORKS
from softphone.demo.signal import find_probe, make_probe, read_wav, write_wav
from softphone.demo.steps import Detail, StepFailed
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.protocol.snapshots import ReachabilityCheck, ReachabilityState

_LEAST_CORRELATION = 0.5
_LISTEN_S = 3.5
_PATIENCE_S = 15.0
_STOPPED_S = 4.0
_SEED = 51
_AWAY_TIMEOUT_S = 60.0


class LineSteps:
    """Alice is 1001; for the proof she has 1007, too."""

    def __init__(self, lab: Lab, alice: HeadlessPhone, folder: Path) -> None:
        self._lab = lab
        self._alice = alice
        self._folder = folder

    def network_change_in_call(self, detail: Detail) -> None:
        """The address changes in a call: registered again, and the echo is heard from the new one."""
        command = [sys.executable, "-m", "softphone.demo.line_away", str(self._folder)]
        if os.getuid() != 0:
            command = ["unshare", "--user", "--map-root-user", "--net", *command]
        try:
            away = subprocess.run(command, capture_output=True, text=True, timeout=_AWAY_TIMEOUT_S, check=False)
            code, said, complaint = away.returncode, away.stdout, away.stderr
        except OSError as error:
            code, said, complaint = NO_NETWORKS, "", str(error)
        if code == 0:
            detail.update(json.loads(said.splitlines()[-1]))
        elif code == NO_NETWORKS or "unshare" in complaint:
            self._sleep_and_wake(detail)
        else:
            raise StepFailed(complaint.strip().splitlines()[-1] if complaint.strip() else f"ended with {code}")
        if not detail["call_goes_on"] or float(detail["correlation"] or 0) < _LEAST_CORRELATION:
            raise StepFailed("the call did not go on")

    def reachable_proved(self, detail: Detail) -> None:
        """A call to the own number goes to the PBX and comes in from there, and rings nowhere."""
        config, password = lab_account(self._lab.facts, "1007")
        config = replace(config, reachability=ReachabilityCheck.CALL)
        rung: list[object] = []
        forget = self._alice.app.calls.incoming.add(rung.append)
        try:
            before = self._calls_at_pbx()
            self._alice.sign_in(config, password)
            reachability = self._alice.app.reachability
            self._alice.wait_for(
                lambda: reachability.of(config.account_id).state == ReachabilityState.REACHABLE,
                _PATIENCE_S,
                "It was not proved that calls come in.",
            )
            words = reachability.of(config.account_id).explanation
            detail.update(words=words.title if words else "", proof=words.remedy if words else "")
            if rung:
                raise StepFailed("the proof has rung")
            if self._calls_at_pbx() <= before:
                raise StepFailed("the phone system has seen no call")
        finally:
            forget()
            self._alice.app.accounts.remove(config.account_id)

    def _calls_at_pbx(self) -> int:
        """How many calls it has had, those that went through it counted."""
        told = re.search(r"(\d+) calls? processed", self._lab.cli("core show calls"))
        if told is None:
            raise StepFailed("the phone system does not tell how many calls it had")
        return int(told[1])

    def _sleep_and_wake(self, detail: Detail) -> None:
        """Where no networks can be made: the engine stands still as in sleep, and comes back with new sockets."""
        said, heard = self._folder / "woken-microphone.wav", self._folder / "woken-speaker.wav"
        write_wav(said, make_probe(_SEED))
        call = self._alice.dial("*43")
        pid = self._alice.engine_pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        time.sleep(_STOPPED_S)
        os.kill(pid, signal.SIGCONT)
        self._alice.pause(1.5)
        self._alice.use_files(str(said), str(heard))
        self._alice.pause(_LISTEN_S)
        now = self._alice.app.calls.get(call.call_id)
        detail.update(
            how="no network of its own may be made here: the engine slept and woke instead",
            call_goes_on=now is not None and not now.is_ended,
        )
        self._alice.hang_up(call.call_id)
        detail["correlation"] = round(find_probe(read_wav(heard), make_probe(_SEED)).correlation, 2)
