"""The part of the demo about voicemail: left, shown, played; and the lamp goes out when it was heard."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from softphone_lab import Lab

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import MailServerId
from softphone.calls.call import Call
from softphone.demo.signal import RATE_HZ, find_probe, make_probe, read_wav, write_wav
from softphone.demo.steps import Detail, StepFailed
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.protocol.snapshots import LegState
from softphone.settings.mail_server import MailServer
from softphone.voicemail.message_player import PlayerState
from softphone.voicemail.message_summary import MessageSummary

USER = "1004"
_PATIENCE_S = 15.0
_LEAST_CORRELATION = 0.5
_GREETING_S = 3.5
_SEED = 71


class VoicemailSteps:
    """Bob calls the help desk, which does not answer; Alice's program has the help desk's mailbox."""

    def __init__(self, lab: Lab, alice: HeadlessPhone, bob: HeadlessPhone, folder: Path) -> None:
        self._lab = lab
        self._alice = alice
        self._bob = bob
        self._folder = folder

    def voicemail_left_and_seen(self, detail: Detail) -> None:
        """A message is left; the lamp counts it, and the list has it."""
        self._set_up()
        parts = self._alice.app.voicemail
        before = self._new()
        left_s = self._leave()
        self._wait(lambda: self._new() == before + 1, "The lamp does not count the message.")
        detail["lamp_after_s"] = round(time.monotonic() - left_s, 2)
        self._wait(lambda: len(parts.mail.entries) == 1, "The message is not in the list.")
        detail["listed_after_s"] = round(time.monotonic() - left_s, 2)
        message = parts.mail.entries[0].message
        if message.number != "1002" or parts.mail.entries[0].is_heard:
            raise StepFailed("the list shows another caller, or that it was heard")
        detail.update(caller=message.number, seconds=message.duration_s or 0)

    def voicemail_played(self, detail: Detail) -> None:
        """The message is heard on the speaker as it was spoken."""
        said, heard = self._folder / "mail-silence.wav", self._folder / "mail-heard.wav"
        write_wav(said, np.zeros(RATE_HZ))
        self._alice.use_files(str(said), str(heard))
        self._alice.wait_for_silence()
        parts = self._alice.app.voicemail
        problems: list[UserFacingError] = []
        forget = parts.player.problems.add(problems.append)
        parts.player.play(parts.mail.entries[0].uid)
        self._wait(lambda: parts.player.view.state is PlayerState.PLAYING or bool(problems), "It does not play.")
        if problems:
            raise StepFailed(str(problems[0]))
        self._wait(lambda: parts.player.view.state is not PlayerState.PLAYING, "It does not end.")
        forget()
        view = parts.player.view
        parts.player.stop()
        self._alice.pause(0.5)  # the recorder closes its file
        correlation = find_probe(read_wav(heard), make_probe(_SEED)).correlation
        detail.update(seconds=round(view.length_s, 1), correlation=round(correlation, 2))
        if correlation < _LEAST_CORRELATION:
            raise StepFailed(f"what was played is not what Bob said (correlation {correlation:.2f})")

    def voicemail_heard_clears_lamp(self, detail: Detail) -> None:
        """The PBX knows that it was heard: its lamps, the desk phone's too, go out."""
        began_s = time.monotonic()

        def counted() -> tuple[int, int]:
            summary = self._lamp()
            counts = None if summary is None else summary.counts
            return (-1, -1) if counts is None else (counts.new, counts.old)

        self._wait(lambda: counted() == (0, 1), "The lamp does not go out, or forgets the message.")
        detail.update(seconds=round(time.monotonic() - began_s, 2), old=counted()[1])
        self._alice.app.voicemail.mail_account.remove()
        self._alice.app.accounts.remove(lab_account(self._lab.facts, USER)[0].account_id)

    # ------------------------------------------------------------------ inside

    def _set_up(self) -> None:
        facts = self._lab.facts
        mail = facts.mail
        if mail is None:
            raise StepFailed("the lab has no mail server")
        config, password = lab_account(facts, USER)
        if not self._alice.sign_in(config, password).is_registered:
            raise StepFailed("the help desk is not signed in")
        self._alice.app.voicemail.mail_account.save(
            MailServer(
                server_id=MailServerId("lab"),
                host=facts.host,
                port=mail.imaps,
                user=USER,
                trusted_ca_files=(str(facts.ca),),
            ),
            password,
        )
        self._wait(lambda: self._lamp() is not None, "The PBX tells of no mailbox.")

    def _leave(self) -> float:
        """Bob calls, is turned away, speaks after the tone and hangs up. Returns when that was."""
        microphone = self._folder / "mail-spoken.wav"
        write_wav(microphone, np.concatenate((np.zeros(int(_GREETING_S * RATE_HZ)), make_probe(_SEED))))
        self._bob.use_files(str(microphone), str(self._folder / "mail-greeting.wav"))
        rung: list[Call] = []
        forget = self._alice.app.calls.incoming.add(rung.append)
        dialled = self._bob.app.calls.dial(USER)
        self._wait(lambda: bool(rung), "The call did not arrive.")
        forget()
        self._alice.app.calls.reject(rung[0].call_id)
        self._bob.wait_for_call(dialled, LegState.ESTABLISHED)
        self._bob.pause(_GREETING_S + 2.5)
        hung_up_s = time.monotonic()
        self._bob.hang_up(dialled)
        return hung_up_s

    def _lamp(self) -> MessageSummary | None:
        lamps = self._alice.app.voicemail.lamps.lamps
        return next((lamp.summary for lamp in lamps if lamp.account_id == f"lab-{USER}"), None)

    def _new(self) -> int:
        summary = self._lamp()
        return 0 if summary is None else summary.new

    def _wait(self, is_so: Callable[[], bool], title: str) -> None:
        self._alice.wait_for(is_so, _PATIENCE_S, title)
