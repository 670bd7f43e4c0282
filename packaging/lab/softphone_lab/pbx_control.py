"""Questions to the running PBX and calls placed by it, for tests."""

import re
from dataclasses import dataclass

from .ami import Ami
from .facts import LabFacts


@dataclass(frozen=True)
class LabContact:
    """One registered device. uri: where the PBX reaches it. status: "NonQual" unless qualified."""

    uri: str
    status: str


class PbxControl:
    """The part of Lab that talks to Asterisk. Every method raises NotRunning when the PBX does not answer."""

    @property
    def facts(self) -> LabFacts:
        """The facts of the running lab."""
        raise NotImplementedError

    def ami(self) -> Ami:
        """A new connection to the manager interface; close it."""
        facts = self.facts
        return Ami(facts.host, facts.ami.port, facts.ami.user, facts.ami.secret)

    def cli(self, command: str) -> str:
        """One Asterisk command line, such as "core show channels"; returns what it prints."""
        with self.ami() as ami:
            return ami.command(command)

    def contacts(self, user: str) -> tuple[LabContact, ...]:
        """The devices that are registered for an account."""
        text = self.cli(f"pjsip show aor {user}")
        found = re.findall(rf"^\s*Contact:\s+{re.escape(user)}/(\S+)\s+\S+\s+(\S+)", text, re.MULTILINE)
        return tuple(LabContact(uri, status) for uri, status in found)

    def channels(self) -> tuple[str, ...]:
        """The names of the PBX's channels, such as PJSIP/1001-00000003: one for each call leg."""
        lines = self.cli("core show channels concise").splitlines()
        return tuple(line.split("!")[0] for line in lines if "!" in line)

    def received_dtmf(self, user: str) -> str:
        """The digits that *46 got from that account in its last call there."""
        match = re.search(r"^Value: (.*)$", self.cli(f"database get DTMF {user}"), re.MULTILINE)
        return match[1].strip() if match else ""

    def call_out(
        self, extension: str, application: str = "Echo", data: str = "", *, caller_id: str = '"The Lab" <*43>',
        ring_s: float = 30.0,
    ) -> None:  # fmt: skip
        """Ring an account's devices; whoever answers gets the application. Returns at once.

        application: of Asterisk's dialplan, such as Echo, Milliwatt, MusicOnHold, or Playback with
        a sound as `data`.
        """
        with self.ami() as ami:
            ami.do("Originate", Channel=f"PJSIP/{extension}", Application=application, Data=data,
                   CallerID=caller_id, Timeout=str(round(ring_s * 1000)), Async="true")  # fmt: skip

    def hang_up(self, user: str) -> None:
        """The PBX ends every call leg of that account."""
        for channel in self.channels():
            if channel.startswith(f"PJSIP/{user}-"):
                self.cli(f"channel request hangup {channel}")
