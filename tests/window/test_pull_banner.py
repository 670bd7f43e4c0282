"""Calls on the mobile and other devices in the window: seen, taken by click, key and choice, and what went wrong."""

from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.basics.explanation import Explanation
from softphone.calls.call import Call
from softphone.mobility.pull_offers import PullPlace
from softphone.protocol.snapshots import EndKind, EventPackage
from tests.unit.presence.documents import DIALOG_INFO, dialogs
from tests.window.pull_stage import ScriptedPulls, offer
from tests.window.waiting import wait_until
from tests.window.window_stage import ALICE, WindowStage
from ui.mobility.pull_banner import PullBanner
from ui.style.tokens import Tone

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
FAILED = Explanation("The call could not be taken here.", "It is still on your mobile. Try again.")


def banner(*offers: object) -> tuple[ScriptedPulls, PullBanner]:
    pulls = ScriptedPulls(*offers)  # type: ignore[arg-type]
    return pulls, PullBanner(pulls, lambda each: "Erin Maier" if each.party_number == "1007" else "", lambda: 125.0)


def lamp(stage: WindowStage, user: str, *states: str, version: int) -> None:
    subscription = stage.engine.events.find(user, EventPackage.DIALOG)
    stage.engine.events.notify(subscription, dialogs(*states, version=version, user=user), DIALOG_INFO)
    stage.advance(0.5)


def live(stage: WindowStage) -> list[Call]:
    return [call for call in stage.calls() if not call.is_ended]


def pull_banner_of(stage: WindowStage) -> PullBanner | None:
    assert stage.windows.mobility is not None
    return stage.windows.mobility.pull_banner


def at_the_lab(stage: WindowStage) -> None:
    """Alice's phone system has a code and a lamp for calls on the mobile."""
    stage.sign_in(replace(ALICE, pbx_profile="lab"))


def test_who_where_and_since_when_is_told_to_eyes_and_ears(qapp: QApplication) -> None:
    _, shown = banner(offer(), offer("", "", since_s=65.0), offer("Bob", "1002", PullPlace.DEVICE))
    assert [row.words() for row in shown.rows()] == [
        ("Call with Erin Maier", "On your mobile · 2:05", ""),
        ("A call of yours", "On your mobile · 1:00", ""),
        ("Call with Bob", "On your other device · 2:05", ""),
    ]
    assert shown.rows()[0].accessibleName() == "Call with Erin Maier, On your mobile"
    assert shown.rows()[2].take.accessibleName() == "Take it here: Call with Bob"


def test_a_click_takes_it_a_second_leaves_it_there_and_a_failure_is_said(qapp: QApplication) -> None:
    pulls, shown = banner(offer(), offer("Bob", "1002", PullPlace.DEVICE))
    row, other = shown.rows()
    row.take.click()
    assert pulls.taken == [pulls.offers[0].offer_id]
    assert (row.words()[1], row.take.isHidden(), row.cancel.isHidden()) == ("Taking it here…", True, False)
    assert not other.take.isEnabled()
    row.cancel.click()
    assert pulls.cancelled == 1
    assert other.take.isEnabled()
    pulls.fail(pulls.offers[0].offer_id, FAILED)
    assert row.words()[2] == str(FAILED)
    assert str(FAILED) in row.accessibleName()


def test_the_mobiles_call_is_offered_in_the_window_and_taken_by_the_key(stage: WindowStage) -> None:
    at_the_lab(stage)
    assert pull_banner_of(stage) is None
    leg_id = stage.incoming("1007", "Erin")
    stage.engine.far_hangs_up(leg_id, EndKind.ANSWERED_ELSEWHERE)
    lamp(stage, "*741001", "confirmed", version=1)
    shown = pull_banner_of(stage)
    assert shown is not None
    assert shown.isVisible()
    assert [call.end_text.title for call in stage.calls() if call.end_text] == ["Answered on your mobile"]
    QTest.keyClick(stage.main, Qt.Key.Key_T, CTRL_SHIFT)
    stage.advance(2)
    assert [(call.name, call.taken_from) for call in live(stage)] == [("Erin", "mobile")]
    assert not shown.isVisible()


def test_of_several_calls_the_key_asks_which(stage: WindowStage) -> None:
    at_the_lab(stage)
    lamp(stage, "*741001", "confirmed", version=1)
    subscription = stage.engine.events.find("1001", EventPackage.DIALOG)
    body = dialogs("initiator:confirmed", version=1, user="1001", call_id="abc")
    stage.engine.events.notify(subscription, body, DIALOG_INFO)
    stage.advance(1)
    shown = pull_banner_of(stage)
    assert shown is not None
    assert len(shown.rows()) == 2
    menu = shown.menu()
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Take the call from your mobile", "Take the call with Erin from your other device"]
    menu.actions()[1].trigger()
    stage.advance(2)
    assert [call.taken_from for call in live(stage)] == ["device"]
    assert not stage.windows.pages.elsewhere.isVisible(), "what can be taken is told once"


def test_a_call_that_can_be_taken_is_in_view_however_much_stands_above_it(stage: WindowStage) -> None:
    at_the_lab(stage)
    for number in ("1003", "1004"):
        leg_id = stage.incoming(number, "Erin")
        stage.engine.far_hangs_up(leg_id, EndKind.MISSED)
        stage.advance(0.2)
    stage.main.notice.show_message(Tone.ACCENT, "A note", "of several lines\n" * 5)
    lamp(stage, "*741001", "confirmed", version=1)
    shown = pull_banner_of(stage)
    assert shown is not None
    wait_until(lambda: shown.visibleRegion().boundingRect() == shown.rect(), "all of it in view")
    place = QRect(shown.mapTo(stage.main, QPoint(0, 0)), shown.size())
    assert stage.main.rect().contains(place)
    lamp(stage, "*741001", version=2)
    assert shown.isHidden()
    assert not stage.main.body.notes_area.isVisible(), "it leaves no room behind"
