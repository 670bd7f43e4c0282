"""Calls on the own mobile and desk phone at the real PBX: offered, taken, left where they are; answered elsewhere."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from softphone_lab import Lab, Part

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import CallId
from softphone.calls.call import Call
from softphone.headless import HeadlessPhone
from softphone.history.entry import HistoryEntry, HistoryFilter
from softphone.lab_account import lab_account
from softphone.mobility.pull import PullOffer, PullPlace
from softphone.protocol.snapshots import EndKind, LegState
from softphone.runtime import PlainRuntime
from softphone.settings.store import MemorySettingsStore

pytestmark = pytest.mark.lab
PATIENCE_S = 20.0
ALICE, BOB = "1001", "1002"


class People:
    """Alice's laptop, her desk phone and her mobile, and Bob: each a program of its own on one loop."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self._runtime = PlainRuntime()
        self._phones: dict[str, HeadlessPhone] = {}
        self.laptop = self._phone("laptop", ALICE)
        self.bob = self._phone("bob", BOB)
        self.lab.cli(f"database put TWIN {ALICE} 1")

    def _phone(self, name: str, user: str, **settings: object) -> HeadlessPhone:
        if name not in self._phones:
            phone = HeadlessPhone(
                self._runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore()
            )
            phone.start()
            config, password = lab_account(self.lab.facts, user)
            config = replace(config, lamp_lists=(), presence_domain="", publishes_presence=False, pbx_profile="lab")
            assert phone.sign_in(replace(config, **settings), password).is_registered
            self._phones[name] = phone
        return self._phones[name]

    def _at_proxy(self, name: str, user: str) -> HeadlessPhone:
        """Signed in at Kamailio, which tells of dialogs by their names and has no codes."""
        server = self.lab.facts.kamailio
        assert server is not None
        address, proxy = f"sip:{user}@{server.domain}", f"{self.lab.facts.host}:{server.sip}"
        return self._phone(name, user, address_of_record=address, outbound_proxy=proxy, pbx_profile="", label=name)

    @property
    def mobile(self) -> HeadlessPhone:
        return self._phone("mobile", f"mobile{ALICE}", pbx_profile="")

    @property
    def desk(self) -> HeadlessPhone:
        return self._phone("desk", ALICE, pbx_profile="")

    def clear(self) -> None:
        for phone in self._phones.values():
            for call in phone.app.calls.calls():
                phone.app.calls.hang_up(call.call_id)
                phone.app.calls.dismiss(call.call_id)
        self.laptop.wait_for(lambda: not self.lab.channels(), PATIENCE_S, "a call is left at the PBX")
        self.laptop.wait_for(lambda: not self.laptop.app.pulls.offers, PATIENCE_S, "an offer is left")

    def close(self) -> None:
        for phone in self._phones.values():
            assert phone.close()
        self._runtime.close()

    def rings(self, phone: HeadlessPhone) -> Call:
        phone.wait_for(lambda: phone.app.calls.next_alerting() is not None, PATIENCE_S, "nobody calls")
        call = phone.app.calls.next_alerting()
        assert call is not None
        return call

    def answer(self, phone: HeadlessPhone) -> Call:
        call = self.rings(phone)
        phone.app.calls.answer(call.call_id)
        return phone.wait_for_call(call.call_id, LegState.ESTABLISHED)

    def at_the_proxy(self) -> tuple[HeadlessPhone, HeadlessPhone, HeadlessPhone]:
        """Alice's laptop and desk phone, and Bob."""
        return self._at_proxy("laptop-2", ALICE), self._at_proxy("desk-2", ALICE), self._at_proxy("bob-2", BOB)

    def bob_calls_the_mobile(self) -> tuple[Call, Call]:
        """Bob calls Alice, who answers at her mobile; Bob's and the mobile's side."""
        assert self.mobile
        dialled = self.bob.app.calls.dial(ALICE)
        self.rings(self.laptop)
        at_mobile = self.answer(self.mobile)
        return self.bob.wait_for_call(dialled, LegState.ESTABLISHED), at_mobile

    def offer(self, place: PullPlace, laptop: HeadlessPhone | None = None) -> PullOffer:
        pulls = (laptop or self.laptop).app.pulls

        def found() -> PullOffer | None:
            return next((offer for offer in pulls.offers if offer.where == place), None)

        self.laptop.wait_for(lambda: found() is not None, PATIENCE_S, "nothing is offered")
        offer = found()
        assert offer is not None
        return offer

    def take(self, offer: PullOffer, laptop: HeadlessPhone | None = None) -> Call:
        """Takes it, and waits until it is a call here."""
        app = (laptop or self.laptop).app
        calls, before = app.calls, {call.call_id for call in app.calls.calls()}
        app.pulls.take(offer.offer_id)

        def new() -> list[Call]:
            return [call for call in calls.calls() if call.call_id not in before]

        self.laptop.wait_for(lambda: bool(new()), PATIENCE_S, "the call did not come")
        return new()[0]

    def has_ended(self, phone: HeadlessPhone, call_id: CallId) -> bool:
        now = phone.app.calls.get(call_id)
        return now is None or now.is_ended

    def history(self) -> tuple[HistoryEntry, ...]:
        """The laptop's, newest first."""
        pages: list[tuple[HistoryEntry, ...]] = []
        self.laptop.app.history.page(HistoryFilter(), None, 5, lambda page: pages.append(page.entries))
        self.laptop.wait_for(lambda: bool(pages), PATIENCE_S, "no history")
        return pages[0]


@pytest.fixture(scope="module")
def everybody() -> Iterator[People]:
    with_lab = Lab(parts=(Part.PBX, Part.PRESENCE))
    with_lab.up()
    made = People(with_lab)
    try:
        yield made
    finally:
        made.close()
        with_lab.down()


@pytest.fixture
def people(everybody: People) -> Iterator[People]:
    yield everybody
    everybody.clear()


def test_a_call_answered_at_the_mobile_is_not_missed_and_is_taken_back(people: People) -> None:
    bobs, at_mobile = people.bob_calls_the_mobile()
    offer = people.offer(PullPlace.MOBILE)
    assert (offer.party_name, offer.party_number) == ("Bob Baker", BOB)
    people.laptop.wait_for(
        lambda: people.history()[0].end_text == "Answered on your mobile", PATIENCE_S, "the history says otherwise"
    )
    rang = people.history()[0]
    assert rang.end_kind == EndKind.ANSWERED_ELSEWHERE
    assert not rang.is_missed
    assert people.laptop.app.history.unseen_missed == 0
    taken = people.take(offer)
    assert (taken.name, taken.taken_from, taken.is_active) == ("Bob Baker", "mobile", True)
    people.laptop.wait_for(
        lambda: people.has_ended(people.mobile, at_mobile.call_id), PATIENCE_S, "the mobile is not free"
    )
    people.laptop.wait_for(lambda: not people.laptop.app.pulls.offers, PATIENCE_S, "it is still offered")
    assert not people.has_ended(people.bob, bobs.call_id)
    people.laptop.wait_for(lambda: people.history()[0].taken_from == "mobile", PATIENCE_S, "the history says otherwise")
    assert "*" not in people.history()[0].presented_number + people.history()[0].dialled_text


def test_a_call_through_from_the_mobile_is_taken_and_the_other_call_held(people: People) -> None:
    through = people.mobile.app.calls.dial(f"+15550200000**{BOB}")
    bobs = people.answer(people.bob)
    offer = people.offer(PullPlace.MOBILE)
    other = people.laptop.dial("*43")
    taken = people.take(offer)
    people.laptop.wait_for(
        lambda: getattr(people.laptop.app.calls.get(taken.call_id), "name", "") == "Bob Baker", PATIENCE_S, "no name"
    )
    held = people.laptop.app.calls.get(other.call_id)
    assert held is not None
    assert held.is_held
    assert not people.has_ended(people.bob, bobs.call_id)
    people.mobile.wait_for(lambda: people.has_ended(people.mobile, through), PATIENCE_S, "the mobile is not free")


def test_a_call_of_the_desk_phone_is_taken_by_the_code(people: People) -> None:
    dialled = people.desk.app.calls.dial(BOB)
    bobs = people.answer(people.bob)
    taken = people.take(people.offer(PullPlace.DEVICE))
    people.laptop.wait_for(
        lambda: getattr(people.laptop.app.calls.get(taken.call_id), "name", "") == "Bob Baker", PATIENCE_S, "no name"
    )
    people.desk.wait_for(lambda: people.has_ended(people.desk, dialled), PATIENCE_S, "the desk phone is not free")
    assert not people.has_ended(people.bob, bobs.call_id)


def test_a_refused_code_leaves_the_call_at_the_mobile(people: People) -> None:
    bobs, at_mobile = people.bob_calls_the_mobile()
    offer = people.offer(PullPlace.MOBILE)
    people.lab.cli("dialplan remove extension _*74.@features")
    try:
        people.laptop.app.pulls.take(offer.offer_id)
        pulls = people.laptop.app.pulls
        people.laptop.wait_for(lambda: pulls.problem_of(offer.offer_id) is not None, PATIENCE_S, "no problem is told")
    finally:
        people.lab.cli("dialplan reload")
    assert not people.has_ended(people.bob, bobs.call_id)
    assert not people.has_ended(people.mobile, at_mobile.call_id)
    assert all(call.is_ended for call in people.laptop.app.calls.calls())
    assert not people.history()[0].taken_from


def test_a_call_answered_at_the_desk_phone_is_answered_on_another_device(people: People) -> None:
    assert people.desk
    people.bob.app.calls.dial(ALICE)
    people.rings(people.laptop)
    people.answer(people.desk)
    calls = people.laptop.app.calls
    people.laptop.wait_for(lambda: calls.next_alerting() is None, PATIENCE_S, "it rings on")
    people.laptop.wait_for(
        lambda: people.history()[0].end_text == "Answered on another device", PATIENCE_S, "the history says otherwise"
    )
    assert not people.history()[0].is_missed
    assert people.laptop.app.history.unseen_missed == 0


def test_a_call_of_the_desk_phone_is_taken_by_replacing_its_dialog_at_a_proxy(people: People) -> None:
    laptop, desk, bob = people.at_the_proxy()
    bobs = bob.app.calls.dial(ALICE)
    rang = people.rings(laptop)
    at_desk = people.answer(desk)
    laptop.wait_for(lambda: people.has_ended(laptop, rang.call_id), PATIENCE_S, "it rings on")
    ended = laptop.app.calls.get(rang.call_id)
    assert ended is not None
    assert ended.leg.end is not None
    assert (ended.leg.end.kind, ended.is_missed) == (EndKind.ANSWERED_ELSEWHERE, False)
    taken = people.take(people.offer(PullPlace.DEVICE, laptop), laptop)
    assert (taken.number or taken.name, taken.taken_from) == (BOB, "device")
    laptop.wait_for(lambda: people.has_ended(desk, at_desk.call_id), PATIENCE_S, "the desk phone is not free")
    assert not people.has_ended(bob, bobs)
