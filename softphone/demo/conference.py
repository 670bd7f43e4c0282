"""The part of the demo that is about a conference: Alice talks with two at once, who hear each other."""

from softphone.basics.ids import CallId
from softphone.demo.parties import BOB, CAROL, PATIENCE_S, Parties, talk
from softphone.demo.sound import LISTEN_S, Sound, weakest_of
from softphone.demo.steps import Detail, StepFailed
from softphone.headless import HeadlessPhone
from softphone.protocol.snapshots import LegState

_FIRST_S, _EACH_S = 0.3, 1.8  # one speaks after the other, so that each can be told apart
_LISTEN_S = _FIRST_S + 3 * _EACH_S + 1.2


class ConferenceSteps:
    """Carol has her telephone for the length of the step."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._alice = parties.alice

    def conference_three(self, detail: Detail) -> None:
        """Everybody hears both others; one leaves, and the other two go on."""
        with self._parties.carol() as carol:
            self._run(detail, carol)

    def _run(self, detail: Detail, carol: HeadlessPhone) -> None:
        bob = self._parties.bob
        (to_bob, _), (to_carol, _) = talk(self._alice, bob, BOB), talk(self._alice, carol, CAROL)
        conference = self._alice.app.conference
        conference.join((to_bob, to_carol))
        self._alice.wait_for(
            lambda: all(self._is_mixed(each) for each in (to_bob, to_carol)), PATIENCE_S, "The calls were not mixed."
        )
        phones = {"Alice": self._alice, "Bob": bob, "Carol": carol}
        sounds = tuple(
            Sound.use(
                phone, self._parties.folder, f"conference-{name}", 30 + n, name=name, lead_s=_FIRST_S + n * _EACH_S
            )
            for n, (name, phone) in enumerate(phones.items())
        )
        self._alice.pause(_LISTEN_S)
        conference.drop(to_bob)
        self._alice.wait_for(lambda: conference.view is None, PATIENCE_S, "The conference did not end.")
        left = self._alice.app.calls.get(to_carol)
        if left is None or left.state != LegState.ESTABLISHED or not left.is_active:
            raise StepFailed("the call with Carol did not go on by itself")
        two = tuple(
            Sound.use(phones[name], self._parties.folder, f"after-conference-{name}", 35 + n, name=name)
            for n, name in enumerate(("Alice", "Carol"))
        )
        self._alice.pause(LISTEN_S)
        self._alice.hang_up(to_carol)
        for phone in phones.values():
            phone.wait_for_silence()
        detail.update(parties=len(sounds), weakest_correlation=weakest_of(sounds), when_one_left=weakest_of(two))

    def _is_mixed(self, call_id: CallId) -> bool:
        call = self._alice.app.calls.get(call_id)
        return call is not None and call.leg.is_mixed and not call.is_held
