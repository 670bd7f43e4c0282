"""Who the far party is and becomes, message by message: names that follow, REFER in a dialog, INVITE with Replaces."""

from collections.abc import Iterator

import pytest

from softphone.basics.ids import AccountId, new_leg_id
from softphone.protocol.commands import Answer, Dial, Hold
from softphone.protocol.events import CallLegChanged
from softphone.protocol.snapshots import (
    AccountConfig,
    CallLegSnapshot,
    DialogToReplace,
    EndKind,
    HoldState,
    LegState,
)
from tests.harness.engine_process import EngineProcess
from tests.harness.scripted_dialog import ScriptedDialog
from tests.harness.scripted_registrar import ScriptedRegistrar, sdp

ACCOUNT = AccountId("a")
CAROL = 'P-Asserted-Identity: "Carol" <sip:1003@pbx.test>\r\n'


class Scene:
    """A phone that is registered at a scripted registrar."""

    def __init__(self, engine: EngineProcess, registrar: ScriptedRegistrar) -> None:
        self.engine, self.registrar = engine, registrar
        self.server = f"127.0.0.1:{registrar.port}"

    def talk(self, extra: str = "") -> tuple[CallLegSnapshot, ScriptedDialog]:
        """Somebody calls and is answered."""
        call_id = self.registrar.invite(extra)
        leg = self.engine.wait_incoming()
        self.engine.do(Answer(leg_id=leg.leg_id))
        dialog = ScriptedDialog.of_answered(self.registrar, call_id)
        return self.engine.wait_leg(leg.leg_id, LegState.ESTABLISHED), dialog

    def replacing(self, old: CallLegSnapshot) -> CallLegSnapshot:
        return self.engine.wait(CallLegChanged, lambda event: event.leg.replaces == old.leg_id).leg

    def end_kind(self, leg: CallLegSnapshot) -> EndKind:
        end = self.engine.wait_leg(leg.leg_id, LegState.ENDED).end
        assert end is not None
        return end.kind


@pytest.fixture
def scene() -> Iterator[Scene]:
    with ScriptedRegistrar() as registrar, EngineProcess() as engine:
        address = f"sip:alice@127.0.0.1:{registrar.port}"
        engine.register(AccountConfig(account_id=ACCOUNT, address_of_record=address), "right")
        yield Scene(engine, registrar)


def replaces(dialog: ScriptedDialog, more: str = "") -> str:
    """The header fields that take the dialog's place. The phone is its far end."""
    value = f"{dialog.call_id};to-tag={dialog.remote_tag};from-tag={dialog.local_tag}{more}"
    return f"Replaces: {value}\r\nRequire: replaces\r\n"


# ------------------------------------------------------------------------- names


@pytest.mark.parametrize("method", ["UPDATE", "INVITE"])
def test_the_name_follows_what_the_server_asserts_in_a_call(scene: Scene, method: str) -> None:
    leg, dialog = scene.talk()
    assert dialog.ask(method, CAROL, sdp() if method == "INVITE" else "").status == 200
    now = scene.engine.wait_leg(leg.leg_id, lambda each: each.remote.number == "1003")
    assert (now.remote.name, now.remote.is_asserted, now.state) == ("Carol", True, LegState.ESTABLISHED)
    dialog.reinvite()  # says nothing of it, so nothing changes
    dialog.send("BYE")
    assert scene.engine.wait_leg(leg.leg_id, LegState.ENDED).remote == now.remote


def test_the_name_follows_a_changed_from(scene: Scene) -> None:
    leg, dialog = scene.talk()
    dialog.local = f'"Dave" <sip:1004@pbx.test>;tag={dialog.local_tag}'
    assert dialog.reinvite().status == 200
    now = scene.engine.wait_leg(leg.leg_id, lambda each: each.remote.number == "1004")
    assert (now.remote.name, now.remote.is_asserted) == ("Dave", False)


def test_who_answers_is_named_by_the_answers_to_a_call(scene: Scene) -> None:
    leg_id = scene.engine.dial(ACCOUNT, f"sip:600@{scene.server}")
    invite = scene.registrar.wait(lambda m: m.method == "INVITE")
    dialog = ScriptedDialog.of_invite(scene.registrar, invite)
    dialog.answer(invite, 180, CAROL)
    assert scene.engine.wait_leg(leg_id, lambda leg: leg.remote.name == "Carol").state in (
        LegState.CALLING,
        LegState.RINGBACK,
    )
    dialog.answer(invite, 200, 'P-Asserted-Identity: "Dave" <sip:1004@pbx.test>\r\n', sdp())
    now = scene.engine.wait_leg(leg_id, lambda leg: leg.state == LegState.ESTABLISHED and leg.remote.name == "Dave")
    assert now.remote.number == "1004"


# ------------------------------------------------------------------------- REFER


def test_a_refer_in_a_call_is_followed_and_reported(scene: Scene) -> None:
    leg, dialog = scene.talk()
    since = len(scene.registrar.messages)
    referred_by = "Referred-By: <sip:9000@127.0.0.1>\r\n"
    assert dialog.ask("REFER", f"Refer-To: <sip:600@{scene.server}>\r\n{referred_by}").status == 202
    first = dialog.wait("NOTIFY", "100 Trying")
    dialog.answer(first, 200)
    new = scene.replacing(leg)
    invite = scene.registrar.wait(lambda m: m.method == "INVITE", since)
    assert f"sip:600@{scene.server}" in invite.first_line
    assert invite.header("Referred-By") == "<sip:9000@127.0.0.1>"
    target = ScriptedDialog.of_invite(scene.registrar, invite)
    target.answer(invite, 180)
    dialog.answer(dialog.wait("NOTIFY", "180 "), 200)
    target.answer(invite, 200, body=sdp())
    last = dialog.wait("NOTIFY", "200 ")
    assert last.header("Subscription-State").startswith("terminated")
    dialog.answer(last, 200)
    scene.engine.wait_leg(new.leg_id, LegState.ESTABLISHED)
    assert scene.end_kind(leg) == EndKind.REPLACED
    dialog.wait("BYE")


def test_a_refer_without_an_address_is_refused(scene: Scene) -> None:
    _, dialog = scene.talk()
    for value in ("", "Refer-To: <mailto:somebody@example.com>\r\n", "Refer-To: <>\r\n"):
        assert dialog.ask("REFER", value).status >= 400


# ---------------------------------------------------------------------- Replaces


def test_a_call_is_taken_over_without_a_second_answer(scene: Scene) -> None:
    leg, dialog = scene.talk()
    call_id = scene.registrar.invite(f"{replaces(dialog)}{CAROL}")
    ScriptedDialog.of_answered(scene.registrar, call_id)
    new = scene.replacing(leg)
    assert (new.remote.name, new.state) == ("Carol", LegState.ANSWERING)
    scene.engine.wait_leg(new.leg_id, LegState.ESTABLISHED)
    assert scene.end_kind(leg) == EndKind.REPLACED
    dialog.wait("BYE")


def test_a_held_call_that_is_taken_over_stays_held(scene: Scene) -> None:
    leg, dialog = scene.talk()
    scene.engine.do(Hold(leg_id=leg.leg_id))
    offer = dialog.wait("INVITE", "a=sendonly")
    dialog.answer(offer, 200, body=sdp("m=audio 4000 RTP/AVP 8\r\na=recvonly\r\n"))
    scene.engine.wait_leg(leg.leg_id, lambda each: each.hold == HoldState.LOCAL)
    new_dialog = ScriptedDialog.of_answered(scene.registrar, scene.registrar.invite(replaces(dialog)))
    new = scene.replacing(leg)
    offer = new_dialog.wait("INVITE", "a=sendonly")
    new_dialog.answer(offer, 200, body=sdp("m=audio 4000 RTP/AVP 8\r\na=recvonly\r\n"))
    scene.engine.wait_leg(new.leg_id, lambda each: each.hold == HoldState.LOCAL)


def test_a_dialled_call_that_still_rings_is_picked_up_by_somebody_else(scene: Scene) -> None:
    leg_id = scene.engine.dial(ACCOUNT, f"sip:600@{scene.server}")
    invite = scene.registrar.wait(lambda m: m.method == "INVITE")
    dialog = ScriptedDialog.of_invite(scene.registrar, invite)
    dialog.answer(invite, 180)
    leg = scene.engine.wait_leg(leg_id, LegState.RINGBACK)
    ScriptedDialog.of_answered(scene.registrar, scene.registrar.invite(f"{replaces(dialog, ';early-only')}{CAROL}"))
    new = scene.replacing(leg)
    assert scene.engine.wait_leg(new.leg_id, LegState.ESTABLISHED).remote.name == "Carol"
    assert scene.end_kind(leg) == EndKind.REPLACED
    dialog.wait("CANCEL")


def test_a_call_that_rings_here_is_not_taken_over(scene: Scene) -> None:
    """RFC 3891 section 3: only whoever has called may be given to somebody else before the answer."""
    call_id = scene.registrar.invite()
    leg = scene.engine.wait_incoming()
    dialog = ScriptedDialog.of_answered(scene.registrar, call_id, 180)
    second = scene.registrar.invite(replaces(dialog, ";early-only"))
    assert scene.registrar.wait(lambda m: m.header("Call-ID") == second and m.status >= 180).status == 481
    assert scene.engine.leg(leg.leg_id).state == LegState.ALERTING


def test_what_takes_over_ringing_calls_only_leaves_an_answered_one_alone(scene: Scene) -> None:
    leg, dialog = scene.talk()
    call_id = scene.registrar.invite(replaces(dialog, ";early-only"))
    assert scene.registrar.wait(lambda m: m.header("Call-ID") == call_id and m.status >= 200).status == 486
    assert scene.engine.leg(leg.leg_id).state == LegState.ESTABLISHED


def test_a_dialog_that_nobody_has_is_not_taken_over(scene: Scene) -> None:
    leg, dialog = scene.talk()
    dialog.call_id = "another"
    call_id = scene.registrar.invite(replaces(dialog))
    assert scene.registrar.wait(lambda m: m.header("Call-ID") == call_id and m.status >= 200).status == 481
    assert scene.engine.leg(leg.leg_id).state == LegState.ESTABLISHED


def test_a_call_that_takes_over_a_dialog_says_which(scene: Scene) -> None:
    dialog = DialogToReplace(call_id="x@pbx.test", to_tag="their", from_tag="other", is_early_only=True)
    scene.engine.do(Dial(leg_id=new_leg_id(), account_id=ACCOUNT, target=f"sip:1002@{scene.server}", replaces=dialog))
    invite = scene.registrar.wait(lambda m: m.method == "INVITE")
    assert invite.header("Replaces") == "x@pbx.test;to-tag=their;from-tag=other;early-only"
    assert "replaces" in invite.header("Require")
