"""Publications: entity tags, refreshes, refusals, and the latest state wins (RFC 3903)."""

from collections.abc import Callable

import pytest

from softphone.basics.ids import AccountId, CommandId
from softphone.engine.publication import NOT_SENT, Publication, PublishAnswer, PublishRequest
from softphone.protocol.commands import Publish
from softphone.protocol.snapshots import PublicationSnapshot, PublicationState
from tests.fakes.virtual_runtime import VirtualRuntime

P = PublicationState
OnAnswer = Callable[[PublishAnswer], None]


class SideSpy:
    """Keeps what is sent; the test answers."""

    def __init__(self, address_of_record: str = "sip:a@pbx") -> None:
        self.is_wanted = self.is_usable = self.can_send = True
        self.address_of_record = address_of_record
        self.place, self.problem = "here", ""
        self.sent: list[PublishRequest] = []
        self._pending: list[OnAnswer] = []

    def send(self, request: PublishRequest, on_answer: OnAnswer) -> None:
        self.sent.append(request)
        self._pending.append(on_answer)

    @property
    def is_waiting(self) -> bool:
        return bool(self._pending)

    def answer(self, code: int = 200, etag: str = "", **fields: float) -> None:
        self._pending.pop(0)(PublishAnswer(code, etag=etag, **fields))  # type: ignore[arg-type]


class Stand:
    """One publication and what it told."""

    def __init__(self, runtime: VirtualRuntime, *, previous_etag: str = "", is_usable: bool = True) -> None:
        self.runtime = runtime
        self.side = SideSpy()
        self.side.is_usable = is_usable
        self.told: list[tuple[PublicationSnapshot, CommandId | None]] = []
        self.over: list[Publication] = []
        self.publication = Publication(
            state("one", previous_etag), CommandId(1), self.side, runtime,
            lambda snapshot, cause: self.told.append((snapshot, cause)), self.over.append,
        )  # fmt: skip

    @property
    def last(self) -> PublicationSnapshot:
        return self.told[-1][0]

    def put(self, text: str, cause: int = 2) -> None:
        self.publication.put(state(text), CommandId(cause))


def state(text: str, previous_etag: str = "") -> Publish:
    return Publish(account_id=AccountId("a"), body=text.encode(), expires_s=600, previous_etag=previous_etag)


@pytest.fixture
def stand(virtual_runtime: VirtualRuntime) -> Stand:
    return Stand(virtual_runtime)


def bodies(side: SideSpy) -> list[tuple[str, str]]:
    return [(request.etag, request.body.decode()) for request in side.sent]


def test_publishes_refreshes_and_changes(stand: Stand) -> None:
    stand.side.answer(200, "e1", expires_s=300)
    assert (stand.last.state, stand.last.expires_s, stand.last.etag) == (P.PUBLISHED, 300, "e1")
    stand.runtime.advance(271.0)
    assert stand.side.sent[1:] == [PublishRequest("e1", 600)]
    stand.side.answer(200, "e2", expires_s=300)
    stand.put("two")
    stand.side.answer(200, "e3")
    assert bodies(stand.side) == [("", "one"), ("e1", ""), ("e2", "two")]
    assert stand.told[-1][1] == 2


def test_latest_state_wins_while_one_is_under_way(stand: Stand) -> None:
    stand.put("two", 2)
    stand.put("three", 3)
    assert len(stand.side.sent) == 1
    stand.side.answer(200, "e1")
    stand.side.answer(200, "e2")
    assert bodies(stand.side) == [("", "one"), ("e1", "three")]
    assert stand.last.state == P.PUBLISHED
    assert stand.told[-1][1] == 3


def test_same_state_again_is_not_sent(stand: Stand) -> None:
    stand.side.answer(200, "e1")
    stand.put("one")
    assert len(stand.side.sent) == 1
    assert stand.last.state == P.PUBLISHED


def test_forgetful_server_is_told_everything_again(stand: Stand) -> None:
    stand.side.answer(200, "e1", expires_s=100)
    stand.runtime.advance(95.0)
    stand.side.answer(412)
    assert stand.side.sent[-1] == PublishRequest("", 600, "application/pidf+xml", b"one")
    stand.side.answer(200, "e2")
    assert stand.last.etag == "e2"


def test_412_to_an_initial_publication_is_no_endless_loop(stand: Stand) -> None:
    stand.side.answer(412)
    assert len(stand.side.sent) == 1
    assert stand.last.state == P.RETRYING


@pytest.mark.parametrize("code", [412, 500])
def test_what_the_last_engine_left_is_replaced_or_forgotten(virtual_runtime: VirtualRuntime, code: int) -> None:
    stand = Stand(virtual_runtime, previous_etag="old")
    assert bodies(stand.side) == [("old", "one")]
    stand.side.answer(code)
    assert bodies(stand.side)[1:] == [("", "one")]


def test_interval_too_brief(stand: Stand) -> None:
    stand.side.answer(423, min_expires_s=1200)
    assert stand.side.sent[-1].expires_s == 1200
    stand.side.answer(200, "e1")
    stand.put("two")
    assert stand.side.sent[-1].expires_s == 1200


@pytest.mark.parametrize("code", [489, 403, 405, 404, 501, 423, 603])
def test_refusal_is_the_end(stand: Stand, code: int) -> None:
    stand.side.answer(code)
    assert (stand.last.state, stand.last.status_code) == (P.ENDED, code)
    assert stand.over == [stand.publication]
    stand.runtime.advance(10_000.0)
    assert len(stand.side.sent) == 1


@pytest.mark.parametrize("code", [408, 503, 480, NOT_SENT])
def test_failure_is_tried_again_later(stand: Stand, code: int) -> None:
    stand.side.answer(code, retry_after_s=30.0)
    assert (stand.last.state, stand.last.status_code) == (P.RETRYING, code if code > 0 else None)
    assert stand.last.retry_in_s
    assert stand.last.retry_in_s >= 30.0
    stand.put("two")
    stand.runtime.advance(29.0)
    assert len(stand.side.sent) == 1
    stand.runtime.advance(10.0)
    assert bodies(stand.side) == [("", "one"), ("", "two")]
    stand.side.answer(200, "e1")
    assert stand.last.state == P.PUBLISHED


def test_wrong_password_is_tried_once(stand: Stand) -> None:
    stand.side.answer(401)
    assert (stand.last.state, stand.last.retry_in_s) == (P.RETRYING, None)
    stand.put("two")
    stand.publication.side_changed()
    stand.runtime.advance(10_000.0)
    assert len(stand.side.sent) == 1
    other = SideSpy()
    stand.publication.move(other)
    assert bodies(other) == [("", "two")]


def test_waits_for_the_registration(virtual_runtime: VirtualRuntime) -> None:
    stand = Stand(virtual_runtime, is_usable=False)
    assert not stand.side.sent
    stand.side.is_usable = True
    stand.publication.side_changed()
    assert bodies(stand.side) == [("", "one")]


def test_server_whose_name_is_unknown_is_told(virtual_runtime: VirtualRuntime) -> None:
    stand = Stand(virtual_runtime, is_usable=False)
    stand.side.problem = "no such name"
    stand.publication.side_changed()
    assert (stand.last.state, stand.last.detail) == (P.RETRYING, "no such name")


def test_registration_that_comes_back_does_not_wait(stand: Stand) -> None:
    stand.side.answer(503, retry_after_s=300.0)
    for is_usable in (False, True):
        stand.side.is_usable = is_usable
        stand.publication.side_changed()
    assert len(stand.side.sent) == 2


def test_server_that_may_have_forgotten_is_asked(stand: Stand) -> None:
    stand.side.answer(200, "e1")
    stand.side.place = "there"
    stand.publication.side_changed()
    assert bodies(stand.side)[1:] == [("e1", "")]
    stand.publication.side_changed()
    stand.publication.check()
    assert len(stand.side.sent) == 2
    stand.side.answer(412)
    assert bodies(stand.side)[2:] == [("", "one")]


def test_refresh_that_cannot_be_sent_is_told_and_made_up_for(stand: Stand) -> None:
    stand.side.answer(200, "e1", expires_s=60)
    stand.side.is_usable = False
    stand.publication.side_changed()
    stand.runtime.advance(60.0)
    assert stand.last.state == P.RETRYING
    stand.side.is_usable = True
    stand.publication.side_changed()
    assert bodies(stand.side)[-1] == ("e1", "one")


def test_withdraws(stand: Stand) -> None:
    stand.side.answer(200, "e1")
    stand.publication.withdraw(CommandId(5))
    assert stand.side.sent[-1] == PublishRequest("e1", 0)
    assert not stand.over
    stand.side.answer(200)
    assert (stand.last.state, stand.told[-1][1], stand.over) == (P.ENDED, 5, [stand.publication])


def test_withdraws_what_is_just_being_published(stand: Stand) -> None:
    stand.publication.withdraw(None)
    assert len(stand.side.sent) == 1
    stand.side.answer(200, "e1")
    assert stand.side.sent[-1] == PublishRequest("e1", 0)


def test_nothing_to_withdraw(virtual_runtime: VirtualRuntime) -> None:
    stand = Stand(virtual_runtime, is_usable=False)
    stand.publication.withdraw(None)
    assert stand.over
    assert not stand.side.sent


def test_account_that_was_replaced_keeps_its_publication(stand: Stand) -> None:
    stand.side.answer(200, "e1")
    other = SideSpy()
    stand.publication.move(other)
    assert len(stand.side.sent) == 1
    assert bodies(other) == [("e1", "one")]


def test_other_address_is_published_for_and_the_old_one_withdrawn(stand: Stand) -> None:
    stand.side.answer(200, "e1")
    stand.put("two")
    other = SideSpy("sip:b@pbx")
    stand.publication.move(other)
    assert stand.side.sent[-1] == PublishRequest("e1", 0)
    assert bodies(other) == [("", "two")]
    stand.side.answer(200, "of the old one")
    other.answer(200, "e9")
    assert stand.last.etag == "e9"


def test_account_that_is_switched_off_takes_its_state_back(stand: Stand) -> None:
    stand.side.answer(200, "e1")
    stand.side.is_wanted = stand.side.is_usable = False
    stand.publication.side_changed()
    assert stand.side.sent[-1] == PublishRequest("e1", 0)
    assert stand.last.state == P.RETRYING
    stand.side.answer(200)
    stand.side.is_wanted = stand.side.is_usable = True
    stand.publication.side_changed()
    assert bodies(stand.side)[-1] == ("", "one")


def test_server_that_gives_no_tag_is_told_everything_each_time(stand: Stand) -> None:
    stand.side.answer(200, "", expires_s=60)
    stand.runtime.advance(60.0)
    assert bodies(stand.side) == [("", "one"), ("", "one")]
