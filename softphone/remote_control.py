"""What another process of the user may have the running program do: `softphone answer`, `dial` and so on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from softphone.accounts.registration_text import registration_text
from softphone.app import Softphone
from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.calls.call import Call, CallAction
from softphone.calls.state_text import state_text
from softphone.instance import CommandReply
from softphone.protocol.snapshots import RejectReason

if TYPE_CHECKING:
    from softphone.routing_remote import RoutingRemote

A = CallAction


class RemoteControl:
    """Carries out commands as the user would by hand; what is not possible now is said in words."""

    def __init__(self, softphone: Softphone) -> None:
        self._softphone = softphone
        self._calls = softphone.calls
        self._commands: dict[str, Callable[[str], str]] = {
            "answer": lambda _: self._answer(),
            "decline": lambda _: self._decline(),
            "hangup": lambda _: self._hang_up(),
            "mute": self._mute,
            "hold": lambda _: self._hold(),
            "resume": lambda _: self._resume(),
            "dial": self._dial,
            "dtmf": self._dtmf,
            "transfer": self._transfer,
            "handoff": self._hand_off,
            "pull": self._pull,
            "forward": lambda text: self._routing.forward(text),
            "twin": lambda text: self._routing.twin(text),
            "message": self._message,
            "status": lambda _: self._status(),
        }

    def carry_out(self, words: tuple[str, ...]) -> CommandReply:
        """words: the command's name and what it is given, if anything."""
        run = self._commands.get(words[0] if words else "")
        if run is None:
            return CommandReply(False, translate("command_line", "The running program does not know this command."))
        try:
            return CommandReply(True, run(" ".join(words[1:])))
        except UserFacingError as problem:
            return CommandReply(False, str(problem))

    @property
    def _routing(self) -> "RoutingRemote":
        from softphone.routing_remote import RoutingRemote

        return RoutingRemote(self._softphone)

    def _answer(self) -> str:
        call = self._calls.next_alerting()
        if call is None:
            raise _impossible(translate("command_line", "Nobody is calling."))
        self._calls.answer(call.call_id)
        return translate("command_line", "Answered the call from {name}.").format(name=call.name)

    def _decline(self) -> str:
        call = self._calls.next_alerting()
        if call is None:
            raise _impossible(translate("command_line", "Nobody is calling."))
        self._calls.reject(call.call_id, RejectReason.DECLINE)
        return translate("command_line", "Declined the call from {name}.").format(name=call.name)

    def _hang_up(self) -> str:
        call = self._current(A.HANG_UP)
        self._calls.hang_up(call.call_id)
        return translate("command_line", "Ended the call with {name}.").format(name=call.name)

    def _mute(self, wish: str) -> str:
        call = self._current(A.MUTE, A.UNMUTE)
        is_muted = {"on": True, "off": False}.get(wish, not call.leg.is_muted)
        self._calls.set_muted(call.call_id, is_muted)
        if is_muted:
            return translate("command_line", "The microphone is off.")
        return translate("command_line", "The microphone is on.")

    def _hold(self) -> str:
        call = self._current(A.HOLD)
        self._calls.hold(call.call_id)
        return translate("command_line", "{name} is on hold.").format(name=call.name)

    def _resume(self) -> str:
        call = self._calls.last_held()
        if call is None:
            raise _impossible(translate("command_line", "No call is on hold."))
        self._calls.resume(call.call_id)
        return translate("command_line", "Back to {name}.").format(name=call.name)

    def _dial(self, text: str) -> str:
        call = self._calls.get(self._calls.dial(text))
        return translate("command_line", "Calling {name}.").format(name=call.name if call is not None else text)

    def _message(self, peer_and_text: str) -> str:
        peer, _, text = peer_and_text.partition(" ")
        account = self._softphone.accounts.default()
        if account is None:
            raise _impossible(translate("command_line", "No account is set up."))
        talk = self._softphone.messaging.find(account.account_id, peer)
        self._softphone.messaging.write(talk.conversation_id, text)
        return translate("command_line", "The message to {name} is on its way.").format(name=talk.peer_name)

    def _dtmf(self, digits: str) -> str:
        self._calls.send_dtmf(self._current(A.DTMF).call_id, digits)
        return translate("command_line", "Sent the keys.")

    def _transfer(self, text: str) -> str:
        call = self._current(A.TRANSFER)
        self._softphone.transfers.blind(call.call_id, text)
        return translate("command_line", "Transferring {name} to {target}.").format(name=call.name, target=text)

    def _hand_off(self, wish: str) -> str:
        """wish: ``back`` while the mobile is being called."""
        handoffs = self._softphone.handoffs
        if wish == "back":
            views = ((call, handoffs.of(call.call_id)) for call in self._calls.calls())
            under_way = [call for call, view in views if view is not None and view.can_cancel]
            if not under_way:
                raise _impossible(translate("command_line", "No call is on its way to your mobile."))
            handoffs.cancel(under_way[0].call_id)
            return translate("command_line", "The call with {name} stays here.").format(name=under_way[0].name)
        call = self._current(A.PUSH)
        handoffs.push(call.call_id)
        return translate("command_line", "Calling your mobile for {name}.").format(name=call.name)

    def _pull(self, wish: str) -> str:
        """wish: part of the far party's name or number, where there are several calls."""
        pulls = self._softphone.pulls
        offers = [
            offer for offer in pulls.offers if wish.casefold() in f"{offer.party_name} {offer.party_number}".casefold()
        ]
        if not offers:
            raise _impossible(translate("command_line", "There is no call to take on your mobile or other devices."))
        if len(offers) > 1:
            raise _impossible(translate("command_line", "It is not clear which call is meant."))
        pulls.take(offers[0].offer_id)
        name = offers[0].party_name or offers[0].party_number
        if not name:
            return translate("command_line", "Taking the call here.")
        return translate("command_line", "Taking the call with {name} here.").format(name=name)

    def _status(self) -> str:
        lines = []
        for view in self._softphone.accounts.views():
            why = view.explanation.title if view.explanation else ""
            state = " · ".join(filter(None, (registration_text(view), why)))
            lines.append(f"{view.config.label or view.config.address_of_record}: {state}")
        lines += [f"{call.name}: {state_text(call)}" for call in self._calls.calls()]
        return "\n".join(lines) or translate("command_line", "There is no account yet.")

    def _current(self, *actions: CallAction) -> Call:
        """The call that is meant: the active one, else the only one that can do it. Raises UserFacingError."""
        live = [call for call in self._calls.calls() if call.actions.intersection(actions)]
        active = self._calls.active()
        if active is not None and active in live:
            return active
        if len(live) == 1:
            return live[0]
        if live:
            raise _impossible(translate("command_line", "It is not clear which call is meant."))
        raise _impossible(translate("command_line", "There is no call for this."))


def _impossible(title: str) -> UserFacingError:
    return UserFacingError(title, translate("command_line", "Look at the window of the program."))
