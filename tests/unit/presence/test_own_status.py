"""One's own status with an engine: what is shown, published, switched by code, kept and withdrawn."""

import msgspec
import pytest

from softphone.basics.secret import Secret
from softphone.presence.own_status import OwnStatus, OwnStatusView
from softphone.presence.pidf import PresenceDocument, read_pidf
from softphone.presence.publisher import DND_FAILED, EXPIRES_S, ONLY_DND, UNSEEN
from softphone.presence.state import PresenceState
from softphone.protocol.commands import Dial, Publish, Unpublish
from softphone.protocol.snapshots import AccountConfig, EventPackage, RegistrationProblem
from softphone.settings.declared import AWAY_AFTER_S, DND_SWITCHED_ON, STATUS_CHOICE
from tests.fakes.fake_pbx import BUSY, SHORT_TALK, FakePbx
from tests.unit.app.phone import ALICE, WORK, Phone

S = PresenceState
WITH_CODES = msgspec.structs.replace(ALICE, publishes_presence=False, dnd_on_code="*78", dnd_off_code="*79")
SILENT = msgspec.structs.replace(ALICE, publishes_presence=False)


class Me:
    """A phone whose own status is looked at."""

    def __init__(self, *configs: AccountConfig, pbx: FakePbx | None = None, after: "Me | None" = None) -> None:
        """after: the program that ran before, whose settings, passwords and time go on."""
        pbx = pbx or FakePbx()
        pbx.scripts.setdefault("*78", SHORT_TALK)
        pbx.scripts.setdefault("*79", SHORT_TALK)
        if after is None:
            self.phone = phone = Phone(pbx)
        else:
            after.status.withdraw()
            after.advance()
            self.phone = phone = Phone(pbx, after.phone.store, after.phone.credentials, after.phone.runtime)
        self.status: OwnStatus = phone.app.own_status
        self.seen: list[OwnStatusView] = []
        self.status.changed.add(self.seen.append)
        phone.app.start()
        for config in configs or (ALICE,):
            if phone.accounts.view(config.account_id) is None:
                phone.accounts.add(config, Secret("right"))
        self.advance(3)

    def advance(self, seconds: float = 3.0) -> None:
        self.phone.advance(seconds)

    @property
    def now_s(self) -> float:
        return self.phone.runtime.wall_time_s()

    @property
    def state(self) -> str:
        return self.status.view.state

    def published(self, config: AccountConfig = ALICE) -> PresenceDocument | None:
        """What the presence server has."""
        command = self.phone.engines.pbx.published.get((config.account_id, EventPackage.PRESENCE))
        return None if command is None else read_pidf(command.body)

    def published_state(self, config: AccountConfig = ALICE) -> PresenceState | None:
        document = self.published(config)
        return None if document is None else document.state

    def dialled(self) -> list[str]:
        return [c.target for c in self.phone.told(Dial) if isinstance(c, Dial)]


# ------------------------------------------------------------------------------ what is shown


def test_calls_idle_time_and_lock_are_seen_and_the_choice_wins() -> None:
    me = Me()
    assert me.status.view == OwnStatusView(is_connected=True)
    me.seen.clear()
    me.status.set_calls(1, 0)
    assert (me.state, me.status.view.why) == (S.ON_THE_PHONE, "You are in a call.")
    me.status.choose(S.BUSY, "writing")
    assert (me.state, me.status.view.chosen, me.status.view.note) == (S.BUSY, S.BUSY, "writing")
    me.status.clear_choice()
    assert (me.state, me.status.view.note) == (S.ON_THE_PHONE, "")
    me.status.set_calls(0, 1)
    assert me.status.view.why == "You are in a call on another device."
    me.status.set_calls(0, 0)
    me.status.set_locked(True)
    assert me.state == S.AWAY
    me.status.set_locked(False)
    assert me.state == S.AVAILABLE
    assert [view.state for view in me.seen] == [
        *(S.ON_THE_PHONE, S.BUSY, S.ON_THE_PHONE, S.ON_THE_PHONE, S.AVAILABLE, S.AWAY, S.AVAILABLE)
    ]


def test_an_unused_computer_is_away_after_its_time_and_back_at_once() -> None:
    me = Me()
    me.phone.app.settings.set(AWAY_AFTER_S, 120)
    idle_since_s = me.now_s
    me.status.set_idle_since(idle_since_s)
    me.advance(119)
    assert me.state == S.AVAILABLE
    me.advance(2)
    assert me.state == S.AWAY
    document = me.published()
    assert document is not None
    assert document.deciding.idle_since_s == int(idle_since_s)
    me.status.set_idle_since(None)
    assert me.state == S.AVAILABLE
    me.advance()
    assert me.published_state() == S.AVAILABLE


def test_a_wavering_clock_of_the_idle_time_publishes_nothing_anew() -> None:
    me = Me()
    since_s = me.now_s - 1000
    me.status.set_idle_since(since_s)
    me.advance()
    count = len(me.phone.told(Publish))
    for waver_s in (0.7, -0.9, 1.1):
        me.status.set_idle_since(since_s + waver_s)
        me.advance(1)
    assert (me.state, len(me.phone.told(Publish))) == (S.AWAY, count)


def test_a_choice_ends_at_its_time_even_when_the_computer_slept() -> None:
    me = Me()
    me.status.choose(S.OUT_OF_OFFICE, "back at two", me.now_s + 3600)
    me.phone.runtime.stall(3500, asleep=True)
    me.advance(90)
    assert me.state == S.OUT_OF_OFFICE
    me.advance(40)
    assert me.status.view == OwnStatusView(is_connected=True)
    assert me.phone.app.settings.get(STATUS_CHOICE) == STATUS_CHOICE.default


def test_a_note_alone_leaves_the_state_to_what_is_seen() -> None:
    me = Me()
    me.status.choose(None, "  working\nfrom home ")
    me.status.set_calls(1, 0)
    assert (me.state, me.status.view.chosen, me.status.view.note) == (S.ON_THE_PHONE, None, "working from home")


@pytest.mark.parametrize("state", [S.RINGING, S.ON_THE_PHONE, S.OFFLINE, S.NOT_REGISTERED, S.UNKNOWN])
def test_what_cannot_be_chosen_is_refused(state: PresenceState) -> None:
    with pytest.raises(ValueError, match="cannot be chosen"):
        Me().status.choose(state)


def test_only_do_not_disturb_wants_silence() -> None:
    me = Me()
    for state in (S.AVAILABLE, S.BUSY, S.AWAY, S.DO_NOT_DISTURB, S.OUT_OF_OFFICE, S.INVISIBLE):
        me.status.choose(state)
        assert me.status.wants_silence is (state == S.DO_NOT_DISTURB)


def test_the_choice_outlasts_the_program_and_ends_while_it_is_off() -> None:
    first = Me()
    until_s = first.now_s + 3600
    first.status.choose(S.DO_NOT_DISTURB, "exam", until_s)
    first.advance()
    second = Me(after=first)
    view = second.status.view
    assert (view.state, view.chosen, view.note, view.until_s) == (S.DO_NOT_DISTURB, S.DO_NOT_DISTURB, "exam", until_s)
    second.status.choose(S.BUSY, until_s=second.now_s - 1)
    assert second.status.view == OwnStatusView(is_connected=True)


# ------------------------------------------------------------------------------ PUBLISH


def test_the_status_is_published_on_every_account_and_again_when_it_changes() -> None:
    me = Me(ALICE, WORK)
    assert me.published_state(ALICE) == me.published_state(WORK) == S.AVAILABLE
    me.status.choose(S.BUSY, "in a meeting", me.now_s + 600)
    me.advance()
    document = me.published(WORK)
    assert document is not None
    assert (document.address, document.state) == ("2001@work.example.com", S.BUSY)
    assert (document.deciding.note, document.deciding.until_s) == ("in a meeting", int(me.now_s + 597))
    assert me.status.view.notice is None
    assert {c.expires_s for c in me.phone.told(Publish) if isinstance(c, Publish)} == {EXPIRES_S}


def test_the_presence_domain_is_named_where_there_is_one() -> None:
    me = Me(msgspec.structs.replace(ALICE, presence_domain="presence.example.com"))
    document = me.published()
    assert document is not None
    assert document.address == "1001@presence.example.com"


def test_the_same_status_is_published_once_and_quick_changes_as_the_last_one() -> None:
    me = Me()
    me.advance(100)
    assert len(me.phone.told(Publish)) == 1
    for _ in range(20):
        me.status.set_calls(1, 0)
        me.status.set_calls(0, 0)
    me.status.set_calls(1, 0)
    me.advance()
    assert me.published_state() == S.ON_THE_PHONE
    assert len(me.phone.told(Publish)) <= 3


def test_who_is_invisible_has_nothing_published() -> None:
    me = Me()
    me.status.choose(S.INVISIBLE)
    me.advance()
    assert me.published() is None
    me.status.set_calls(1, 0)
    me.advance()
    assert me.published() is None
    me.status.clear_choice()
    me.advance()
    assert me.published_state() == S.ON_THE_PHONE


def test_who_starts_invisible_is_never_seen() -> None:
    first = Me()
    first.status.choose(S.INVISIBLE)
    first.advance()
    second = Me(after=first)
    assert not second.phone.told(Publish)


def test_a_new_engine_publishes_again() -> None:
    me = Me()
    me.status.choose(S.AWAY, "lunch")
    me.advance()
    me.phone.engines.pbx.published.clear()
    me.phone.engine.crash()
    me.advance(10)
    document = me.published()
    assert document is not None
    assert (document.state, document.deciding.note) == (S.AWAY, "lunch")


def test_an_account_that_comes_back_is_published_again() -> None:
    me = Me()
    me.phone.accounts.update(msgspec.structs.replace(ALICE, is_enabled=False))
    me.advance()
    assert me.published() is None
    me.phone.accounts.update(ALICE)
    me.advance()
    assert me.published_state() == S.AVAILABLE


def test_what_changes_while_the_server_is_away_is_published_when_it_is_back() -> None:
    me = Me()
    me.phone.engine.fail_registration(ALICE.account_id, RegistrationProblem.NO_ANSWER)
    me.advance(0.5)
    me.status.choose(S.BUSY)
    me.advance(60)
    assert me.published_state() == S.BUSY


def test_a_new_password_publishes_again() -> None:
    me = Me()
    me.phone.engine.fail_registration(ALICE.account_id, RegistrationProblem.WRONG_PASSWORD)
    me.phone.engine.crash()
    me.advance(10)
    me.phone.engines.pbx.published.clear()
    me.phone.accounts.provide_password(ALICE.account_id, Secret("right"), remember=False)
    me.advance()
    assert me.published_state() == S.AVAILABLE


def test_nothing_is_left_at_the_end() -> None:
    me = Me(ALICE, WORK)
    me.status.withdraw()
    me.status.set_calls(1, 0)
    me.advance()
    assert (me.published(ALICE), me.published(WORK)) == (None, None)
    assert len(me.phone.told(Unpublish)) == 2
    assert me.phone.runtime.pending_timers == 0 or me.published() is None


def test_a_server_that_takes_no_publish_is_asked_once_and_said_so() -> None:
    pbx = FakePbx(refuses_publish=489)
    me = Me(pbx=pbx)
    assert me.status.view.notice == UNSEEN
    me.status.choose(S.BUSY)
    me.advance(60)
    assert len(me.phone.told(Publish)) == 1


# ------------------------------------------------------------------------------ feature codes


@pytest.mark.parametrize("config", [WITH_CODES, msgspec.structs.replace(ALICE, pbx_profile="asterisk_freepbx")])
def test_do_not_disturb_is_switched_by_code_where_nothing_else_is_taken(config: AccountConfig) -> None:
    me = Me(config)
    assert me.status.view.notice == ONLY_DND
    me.status.choose(S.BUSY)
    me.advance()
    assert me.dialled() == []
    me.status.choose(S.DO_NOT_DISTURB)
    me.advance(5)
    assert me.dialled() == ["sip:*78@pbx.example.com"]
    assert me.phone.app.settings.get(DND_SWITCHED_ON) == (ALICE.account_id,)
    me.status.clear_choice()
    me.advance(5)
    assert me.dialled() == ["sip:*78@pbx.example.com", "sip:*79@pbx.example.com"]
    assert me.phone.app.settings.get(DND_SWITCHED_ON) == ()


def test_the_call_of_a_code_is_never_shown_and_opens_no_device() -> None:
    me = Me(WITH_CODES)
    me.status.choose(S.DO_NOT_DISTURB)
    for _ in range(60):
        me.advance(0.1)
        assert me.phone.calls.calls() == ()
        assert not me.phone.engine.audio.snapshot().is_open
    assert me.phone.seen == []
    assert me.dialled()


def test_a_pbx_that_does_not_hang_up_is_hung_up_on() -> None:
    pbx = FakePbx()
    pbx.scripts["*78"] = SHORT_TALK[:-1]
    me = Me(WITH_CODES, pbx=pbx)
    me.status.choose(S.DO_NOT_DISTURB)
    me.advance(30)
    assert me.phone.app.settings.get(DND_SWITCHED_ON) == (ALICE.account_id,)
    assert me.phone.engine.audio.snapshot().is_open is False


def test_a_code_that_fails_is_said_and_tried_again() -> None:
    pbx = FakePbx()
    pbx.scripts["*78"] = BUSY
    me = Me(WITH_CODES, pbx=pbx)
    me.status.choose(S.DO_NOT_DISTURB)
    me.advance(5)
    assert me.status.view.notice == DND_FAILED
    assert me.status.wants_silence
    pbx.scripts["*78"] = SHORT_TALK
    me.advance(20)
    assert me.phone.app.settings.get(DND_SWITCHED_ON) == (ALICE.account_id,)
    assert me.status.view.notice == ONLY_DND


def test_a_change_of_mind_during_the_code_is_carried_out_after_it() -> None:
    me = Me(WITH_CODES)
    me.status.choose(S.DO_NOT_DISTURB)
    me.advance(0.1)
    me.status.clear_choice()
    me.advance(10)
    assert me.dialled() == ["sip:*78@pbx.example.com", "sip:*79@pbx.example.com"]
    assert me.phone.app.settings.get(DND_SWITCHED_ON) == ()


def test_what_was_switched_on_is_switched_off_after_its_end_by_the_next_program() -> None:
    first = Me(WITH_CODES)
    first.status.choose(S.DO_NOT_DISTURB, until_s=first.now_s + 100)
    first.advance(10)
    assert first.dialled() == ["sip:*78@pbx.example.com"]  # it stays as the user said
    second = Me(WITH_CODES, after=first)
    assert second.dialled() == []
    second.advance(150)
    assert second.dialled() == ["sip:*79@pbx.example.com"]


def test_an_engine_that_dies_during_the_code_dials_it_again() -> None:
    me = Me(WITH_CODES)
    me.status.choose(S.DO_NOT_DISTURB)
    me.advance(0.1)
    me.phone.engine.crash()
    me.advance(60)
    assert me.dialled() == ["sip:*78@pbx.example.com"]  # of this life
    assert me.phone.app.settings.get(DND_SWITCHED_ON) == (ALICE.account_id,)


def test_after_a_refused_publish_the_codes_are_used() -> None:
    config = msgspec.structs.replace(WITH_CODES, publishes_presence=True)
    me = Me(config, pbx=FakePbx(refuses_publish=489))
    assert me.status.view.notice == ONLY_DND
    me.status.choose(S.DO_NOT_DISTURB)
    me.advance(5)
    assert me.dialled() == ["sip:*78@pbx.example.com"]


def test_where_publish_is_taken_no_code_is_dialled() -> None:
    me = Me(msgspec.structs.replace(WITH_CODES, publishes_presence=True))
    me.status.choose(S.DO_NOT_DISTURB)
    me.advance(5)
    assert (me.dialled(), me.published_state()) == ([], S.DO_NOT_DISTURB)


def test_without_publish_and_codes_the_user_is_told_that_nobody_sees_it() -> None:
    me = Me(SILENT)
    me.status.choose(S.DO_NOT_DISTURB)
    me.advance(5)
    assert (me.status.view.notice, me.dialled(), me.phone.told(Publish)) == (UNSEEN, [], [])


def test_one_account_that_publishes_is_enough_to_be_seen() -> None:
    silent_work = msgspec.structs.replace(WORK, publishes_presence=False)
    assert Me(ALICE, silent_work).status.view.notice is None


# ------------------------------------------------------------------------------ calls of the program


def test_own_calls_are_counted_from_dialling_or_answering_to_their_end() -> None:
    me = Me()
    incoming = me.phone.ring_from("1002")
    assert me.state == S.AVAILABLE
    me.phone.calls.answer(incoming)
    me.advance(0.5)
    assert me.state == S.ON_THE_PHONE
    me.phone.calls.hang_up(incoming)
    me.advance(0.5)
    assert me.state == S.AVAILABLE
    outgoing = me.phone.calls.dial("ringing@pbx.example.com")
    assert me.state == S.ON_THE_PHONE
    me.phone.calls.hang_up(outgoing)
    me.advance(0.5)
    assert me.state == S.AVAILABLE


def test_the_end_of_the_program_withdraws_the_status() -> None:
    me = Me()
    me.phone.app.close(lambda: None)
    me.advance()
    assert me.published() is None
