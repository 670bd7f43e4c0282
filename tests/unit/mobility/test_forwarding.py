"""Forwarding by codes and lamps: set, read back, kept, overtaken, refused, not answered."""

import msgspec
import pytest

from softphone.basics.ids import AccountId
from softphone.mobility.forward_target import VOICEMAIL, ForwardError, ForwardTarget
from softphone.mobility.forwarding import ForwardKind, ForwardState
from softphone.mobility.pbx_switch import LAMP_PATIENCE_S, RETRY_S
from softphone.settings.routing import ROUTING
from tests.fakes.fake_pbx import BUSY, NO_ANSWER, RINGS_FOR_EVER
from tests.unit.app.phone import ALICE, Phone
from tests.unit.mobility.switched_desk import ALWAYS, AT_LAB, Desk

ON, OFF, UNKNOWN = ForwardState.ON, ForwardState.OFF, ForwardState.UNKNOWN


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_all_four_kinds_are_shown_as_the_phone_system_has_them(desk: Desk) -> None:
    desk.switched.switch("*90", True)
    desk.advance()
    rules = desk.phone.app.forwarding.view(AT_LAB.account_id)
    assert [(rule.kind, rule.state, rule.is_read_back) for rule in rules] == [
        (ForwardKind.ALWAYS, OFF, True),
        (ForwardKind.BUSY, ON, True),
        (ForwardKind.NO_ANSWER, OFF, True),
        (ForwardKind.NOT_REGISTERED, OFF, True),
    ]
    assert desk.rule(ForwardKind.BUSY).target == ""  # it was not set here
    assert desk.dialled() == []


@pytest.mark.parametrize(
    ("kind", "code", "off"),
    [
        (ForwardKind.ALWAYS, "*721003", "*73"),
        (ForwardKind.BUSY, "*901003", "*91"),
        (ForwardKind.NO_ANSWER, "*521003", "*53"),
        (ForwardKind.NOT_REGISTERED, "*711003", "*70"),
    ],
)
def test_what_is_set_is_pending_until_the_lamp_shows_it(desk: Desk, kind: ForwardKind, code: str, off: str) -> None:
    desk.set("1003", kind)
    assert (desk.rule(kind).is_pending, desk.rule(kind).wished, desk.rule(kind).state) == (True, "1003", OFF)
    desk.advance(10)
    rule = desk.rule(kind)
    assert (rule.state, rule.target, rule.is_pending, rule.problem, rule.is_read_back) == (
        ON,
        "1003",
        False,
        None,
        True,
    )
    desk.set(None, kind)
    desk.advance(10)
    assert (desk.rule(kind).state, desk.rule(kind).target) == (OFF, "")
    assert desk.dialled() == [code, off]


def test_the_own_voicemail_is_dialled_as_others_reach_it(desk: Desk) -> None:
    desk.set(VOICEMAIL)
    desk.advance(10)
    assert desk.dialled() == ["*72*551001"]
    assert desk.rule().target == "voicemail"


def test_what_was_set_here_is_known_after_a_restart(desk: Desk) -> None:
    desk.set("1003")
    desk.advance(10)
    again = Desk(after=desk)
    assert (again.rule().state, again.rule().target, again.rule().is_pending) == (ON, "1003", False)
    assert again.dialled() == []


def test_what_was_switched_off_elsewhere_meanwhile_is_off(desk: Desk) -> None:
    desk.set("1003")
    desk.advance(10)
    desk.switched.switch("*72", False)
    again = Desk(after=desk)
    assert (again.rule().state, again.rule().target) == (OFF, "")
    again.switched.switch("*72", True)
    again.advance()
    assert (again.rule().state, again.rule().target) == (ON, "")  # where to is not known: it was set elsewhere


def test_a_change_at_the_desk_phone_is_shown_and_not_undone(desk: Desk) -> None:
    desk.set("1003")
    desk.advance(10)
    desk.switched.switch("*72", False)
    desk.advance(400)
    assert (desk.rule().state, desk.rule().problem) == (OFF, None)
    assert desk.dialled() == ["*721003"]


def test_what_the_phone_system_forgot_is_told_apart_from_what_was_switched_off(desk: Desk) -> None:
    desk.set("1003")
    desk.advance(10)
    assert not desk.rule().is_forgotten
    desk.switched.forget()
    desk.advance(10)
    assert (desk.rule().state, desk.rule().target, desk.rule().is_forgotten) == (OFF, "", True)
    assert desk.dialled() == ["*721003"]

    desk.set("1004")
    desk.advance(10)
    assert (desk.rule().state, desk.rule().is_forgotten) == (ON, False)
    desk.switched.switch("*72", False)
    desk.advance(10)
    assert (desk.rule().state, desk.rule().is_forgotten) == (OFF, False)


def test_a_wish_made_offline_is_carried_out_when_the_account_is_signed_in(desk: Desk) -> None:
    desk.sign_out()
    desk.set("1003")
    desk.advance(60)
    assert (desk.rule().is_pending, desk.rule().is_read_back, desk.dialled()) == (True, False, [])
    desk.sign_in()
    assert (desk.rule().state, desk.rule().target, desk.rule().is_pending) == (ON, "1003", False)


def test_a_wish_made_offline_outlasts_the_program(desk: Desk) -> None:
    desk.sign_out()
    desk.set("1003")
    again = Desk(after=desk)
    assert (again.rule().is_pending, again.rule().wished) == (True, "1003")
    again.sign_in()
    assert (again.rule().state, again.rule().target) == (ON, "1003")


@pytest.mark.parametrize("wish", ["1003", None])
def test_a_wish_that_was_overtaken_elsewhere_is_dropped_and_said(desk: Desk, wish: str | None) -> None:
    desk.sign_out()
    desk.set(wish)
    desk.switched.switch("*72", True)
    desk.sign_in()
    rule = desk.rule()
    assert (rule.state, rule.target, rule.is_pending) == (ON, "", False)
    assert rule.problem is not None
    assert "elsewhere" in rule.problem.title
    assert desk.dialled() == []


def test_a_refused_code_is_said_and_not_tried_again(desk: Desk) -> None:
    desk.pbx.scripts["*721003"] = BUSY
    desk.set("1003")
    desk.advance(1000)
    rule = desk.rule()
    assert (rule.state, rule.is_pending, desk.dialled()) == (OFF, False, ["*721003"])
    assert rule.problem is not None
    assert "did not take" in rule.problem.title
    desk.set("1004")
    desk.advance(10)
    assert (desk.rule().target, desk.rule().problem) == ("1004", None)


def test_a_code_that_is_not_answered_is_tried_again_and_can_be_taken_back(desk: Desk) -> None:
    desk.pbx.scripts["*721003"] = NO_ANSWER
    desk.set("1003")
    desk.advance(40 + RETRY_S[0])
    assert desk.dialled() == ["*721003", "*721003"]
    assert desk.rule().is_pending
    assert desk.rule().problem is not None
    desk.set(None)
    desk.advance(1000)
    assert (desk.rule().state, desk.rule().is_pending, desk.rule().problem) == (OFF, False, None)
    assert desk.dialled().count("*721003") == 2


def test_a_code_that_was_taken_without_any_effect_is_said(desk: Desk) -> None:
    desk.switched.ignores.add("*721003")
    desk.set("1003")
    desk.advance(10 + LAMP_PATIENCE_S)
    rule = desk.rule()
    assert (rule.state, rule.target, rule.is_pending) == (OFF, "", False)
    assert rule.problem is not None
    assert "shows it otherwise" in rule.problem.title


def test_the_last_of_several_wishes_in_a_row_is_what_is_set(desk: Desk) -> None:
    desk.set("1003")
    desk.advance(0.3)
    desk.set("1004")
    desk.set(None)
    desk.advance(30)
    assert (desk.rule().state, desk.rule().is_pending, desk.rule().problem) == (OFF, False, None)
    assert desk.dialled() == ["*721003", "*73"]


def test_codes_of_an_account_are_dialled_one_after_the_other(desk: Desk) -> None:
    desk.set("1003", ForwardKind.BUSY)
    desk.set("1004", ForwardKind.NO_ANSWER)
    desk.advance(0.1)
    assert desk.dialled() == ["*901003"]
    desk.advance(20)
    assert desk.dialled() == ["*901003", "*521004"]


def test_without_lamps_it_is_as_it_was_set_here() -> None:
    desk = Desk(has_lamps=False)
    assert (desk.rule().state, desk.rule().is_read_back) == (UNKNOWN, False)
    desk.set("1003")
    desk.advance(30)
    assert (desk.rule().state, desk.rule().target, desk.rule().is_read_back) == (ON, "1003", False)
    again = Desk(after=desk, has_lamps=False)
    assert (again.rule().state, again.rule().target) == (ON, "1003")


def test_a_phone_system_of_which_nothing_is_known_offers_nothing_and_costs_nothing() -> None:
    phone = Phone.signed_in(msgspec.structs.replace(ALICE, pbx_profile="3cx"))
    assert "pbx_switches" not in phone.app.__dict__
    assert phone.app.forwarding.view(ALICE.account_id) == ()
    assert phone.app.forwarding.account_ids() == ()
    with pytest.raises(ForwardError, match="does not offer"):
        phone.app.forwarding.set(ALICE.account_id, ALWAYS, ForwardTarget("1003"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1001", "own number"),
        ("sip:1001@pbx.example.com", "own number"),
        ("*97", "code"),
        ("112", "emergency"),
        ("hello", "only be sent to a number"),
        ("sip:anna@elsewhere.example.com", "only be sent to a number"),
        ("", "only be sent to a number"),
        ("1", "only be sent to a number"),
    ],
)
def test_what_cannot_be_a_target_is_explained(desk: Desk, text: str, why: str) -> None:
    with pytest.raises(ForwardError, match=why):
        desk.set(text)
    desk.advance(30)
    assert (desk.rule().is_pending, desk.dialled()) == (False, [])


def test_the_own_mailbox_may_be_given_as_others_dial_it(desk: Desk) -> None:
    desk.set("*1001")
    desk.advance(10)
    assert (desk.rule().target, desk.dialled()) == ("*1001", ["*72*1001"])


def test_a_number_is_dialled_as_the_site_dials_it(desk: Desk) -> None:
    from softphone.settings.declared import COUNTRY, OUTSIDE_PREFIX

    desk.phone.app.settings.set(COUNTRY, "DE")
    desk.phone.app.settings.set(OUTSIDE_PREFIX, "0")
    desk.set("+49 30 123456")
    desk.advance(10)
    assert desk.dialled() == ["*720030123456"]
    assert desk.rule().target == "+4930123456"


def test_the_own_mobile_is_kept_as_a_word_however_it_was_given(desk: Desk) -> None:
    mobiles = desk.phone.app.mobile_numbers
    mobiles.set(AT_LAB.account_id, "+49 170 5550123", lambda _: None)
    desk.advance()
    desk.set("+491705550123")
    desk.advance(10)
    assert desk.dialled() == ["*72+491705550123"]
    assert desk.rule().target == "mobile"
    desk.close()
    assert "5550123" not in str(desk.phone.store.load().values)
    assert desk.phone.app.settings.entries(ROUTING)


def test_an_account_that_is_removed_leaves_nothing_behind(desk: Desk) -> None:
    desk.set("1003")
    desk.advance(10)
    desk.phone.accounts.remove(AccountId(AT_LAB.account_id))
    desk.advance()
    assert desk.phone.app.settings.entries(ROUTING) == ()
    assert desk.phone.app.forwarding.view(AT_LAB.account_id) == ()
    assert set(desk.switched.lamps.watched.values()) == {0}


def test_a_code_on_its_way_when_the_account_is_switched_off_is_not_tried_again_unseen(desk: Desk) -> None:
    desk.pbx.scripts["*721003"] = NO_ANSWER
    desk.set("1003")
    desk.advance(1)
    desk.phone.accounts.update(msgspec.structs.replace(AT_LAB, is_enabled=False))
    desk.advance(60)
    desk.phone.accounts.update(AT_LAB)
    desk.advance(10)
    desk.set(None)
    desk.advance(30)
    assert (desk.rule().state, desk.rule().is_pending) == (OFF, False)
    del desk.pbx.scripts["*721003"]
    dialled = desk.dialled()
    desk.advance(1000)
    assert (desk.rule().state, desk.dialled()) == (OFF, dialled)


def test_codes_that_wait_are_not_dialled_at_a_phone_system_that_was_left(desk: Desk) -> None:
    desk.pbx.scripts["*901003"] = NO_ANSWER
    desk.set("1003", ForwardKind.BUSY)
    desk.set("1004", ForwardKind.NO_ANSWER)
    desk.advance(1)
    desk.phone.accounts.update(msgspec.structs.replace(AT_LAB, pbx_profile=""))
    desk.advance(100)
    assert desk.dialled() == ["*901003"]


def test_an_engine_that_dies_while_it_dials_is_no_answer_and_the_wish_is_kept(desk: Desk) -> None:
    desk.pbx.scripts["*721003"] = RINGS_FOR_EVER
    desk.set("1003")
    desk.advance(0.5)
    desk.phone.engine.crash()
    desk.advance(0.1)
    assert desk.rule().is_pending
    del desk.pbx.scripts["*721003"]
    desk.advance(60)
    assert (desk.rule().state, desk.rule().target, desk.rule().is_pending) == (ON, "1003", False)


def test_a_code_that_worked_though_its_answer_was_lost_counts_as_taken(desk: Desk) -> None:
    desk.pbx.scripts["*721003"] = RINGS_FOR_EVER
    desk.set("1003")
    desk.advance(1)
    desk.switched.switch("*72", True)
    desk.advance(60)
    rule = desk.rule()
    assert (rule.state, rule.target, rule.is_pending, rule.problem) == (ON, "1003", False, None)
    assert desk.dialled() == ["*721003"]


@pytest.mark.parametrize("waits", [False, True])
def test_a_number_that_turns_out_to_be_the_own_mobile_becomes_the_word_for_it(desk: Desk, waits: bool) -> None:
    if waits:
        desk.sign_out()
    desk.set("+491705550123")
    desk.advance(10)
    desk.phone.app.mobile_numbers.set(AT_LAB.account_id, "+49 170 5550123", lambda _: None)
    desk.advance()
    assert (desk.rule().wished if waits else desk.rule().target) == "mobile"
    if waits:
        desk.sign_in()
        assert (desk.rule().target, desk.rule().state) == ("mobile", ON)
        assert desk.dialled() == ["*72+491705550123"]
    desk.close()
    assert "5550123" not in str(desk.phone.store.load().values)
