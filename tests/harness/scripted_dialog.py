"""A dialog of the scripted registrar's with a phone, message by message (RFC 3261 section 12)."""

import re
import secrets

from tests.harness.scripted_registrar import Message, ScriptedRegistrar, sdp


class ScriptedDialog:
    """One call. It is the far side of it: called by the phone, or calling it."""

    def __init__(self, registrar: ScriptedRegistrar, call_id: str, local: str, remote: str, target: str) -> None:
        """local, remote: values of From and To in requests to the phone. target: the phone's Contact."""
        self.registrar = registrar
        self.call_id = call_id
        self.local = local
        self.remote = remote
        self._target = target
        self._cseq = 10

    @classmethod
    def of_answered(cls, registrar: ScriptedRegistrar, call_id: str, status: int = 200) -> "ScriptedDialog":
        """The dialog of `registrar.invite` once the phone has sent this status; a 200 is acknowledged."""
        answer = registrar.wait(lambda m: m.header("Call-ID") == call_id and m.status == status)
        dialog = cls(registrar, call_id, answer.header("From"), answer.header("To"), _uri(answer.header("Contact")))
        if status == 200:
            dialog.send("ACK", cseq=1)
        return dialog

    @classmethod
    def of_invite(cls, registrar: ScriptedRegistrar, invite: Message) -> "ScriptedDialog":
        """The dialog of an INVITE that the phone has sent."""
        local = f"{invite.header('To')};tag={secrets.token_hex(4)}"
        return cls(
            registrar, invite.header("Call-ID"), local, invite.header("From"), _uri(invite.header("Contact"))
        )  # fmt: skip

    @property
    def local_tag(self) -> str:
        return _tag(self.local)

    @property
    def remote_tag(self) -> str:
        return _tag(self.remote)

    def send(self, method: str, extra: str = "", body: str = "", cseq: int = 0) -> int:
        """Sends a request in the dialog; returns its CSeq."""
        if not cseq:
            self._cseq += 1
        number = cseq or self._cseq
        port = self.registrar.port
        kind = "Content-Type: application/sdp\r\n" if body else ""
        text = (
            f"{method} {self._target} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP 127.0.0.1:{port};rport;branch=z9hG4bK{secrets.token_hex(8)}\r\n"
            f"From: {self.local}\r\nTo: {self.remote}\r\nCall-ID: {self.call_id}\r\nCSeq: {number} {method}\r\n"
            f"Max-Forwards: 70\r\nContact: <sip:9000@127.0.0.1:{port}>\r\n{extra}{kind}"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        )
        self.registrar.send(text.encode())
        return number

    def ask(self, method: str, extra: str = "", body: str = "") -> Message:
        """Sends a request and returns its final response; an INVITE that is answered is acknowledged."""
        number = self.send(method, extra, body)
        answer = self.registrar.wait(
            lambda m: (
                m.header("Call-ID") == self.call_id and m.header("CSeq").split()[0] == str(number) and m.status >= 200
            )
        )
        if method == "INVITE" and answer.status == 200:
            self.send("ACK", cseq=number)
        return answer

    def reinvite(self, extra: str = "") -> Message:
        """Offers the same sound again."""
        return self.ask("INVITE", extra, sdp())

    def answer(self, to: Message, status: int, extra: str = "", body: str = "") -> None:
        """Answers a request of the phone's."""
        vias = "".join(f"Via: {value}\r\n" for value in re.findall(r"^Via\s*:\s*(.*?)\r?$", to.text, re.I | re.M))
        to_value = to.header("To") if "tag=" in to.header("To") else self.local
        kind = "Content-Type: application/sdp\r\n" if body else ""
        text = (
            f"SIP/2.0 {status} Scripted\r\n{vias}From: {to.header('From')}\r\nTo: {to_value}\r\n"
            f"Call-ID: {self.call_id}\r\nCSeq: {to.header('CSeq')}\r\n"
            f"Contact: <sip:9000@127.0.0.1:{self.registrar.port}>\r\n"
            f"{extra}{kind}Content-Length: {len(body)}\r\n\r\n{body}"
        )
        self.registrar.send(text.encode())

    def wait(self, method: str, has: str = "", since: int = 0) -> Message:
        """The phone's next request of this method in the dialog that has this in it."""
        return self.registrar.wait(
            lambda m: m.header("Call-ID") == self.call_id and m.method == method and has in m.text, since
        )


def _uri(value: str) -> str:
    return value[value.index("<") + 1 : value.index(">")]


def _tag(value: str) -> str:
    match = re.search(r";tag=([^;\s]+)", value)
    return match[1] if match else ""
