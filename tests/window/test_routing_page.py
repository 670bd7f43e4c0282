"""Where my calls go, worked by mouse and keyboard; and the line that keeps nobody from forgetting it."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.mobility.forward_target import VOICEMAIL, ForwardTarget
from softphone.mobility.forwarding import ForwardKind
from softphone.mobility.twin_view import TwinMode
from softphone.settings.identity_settings import PRIVATE_NUMBER
from softphone.settings.quiet_settings import QUIET_HOURS, WORKING_WEEK, WorkingWeek
from tests.fakes.fake_pbx import BUSY
from tests.window.routing_stage import AT_LAB, RoutingStage
from ui.mobility.forward_row import ForwardRow
from ui.mobility.forwarding_box import ForwardingBox
from ui.mobility.mobile_number_box import MobileNumberBox
from ui.mobility.quiet_hours_box import QuietHoursBox
from ui.mobility.routing_page import RoutingDialog
from ui.mobility.routing_strip import RoutingStrip
from ui.mobility.twinning_box import TwinningBox

ME = AT_LAB.account_id


@pytest.fixture
def stage(qapp: QApplication) -> RoutingStage:
    return RoutingStage()


def row_of(dialog: RoutingDialog, kind: ForwardKind = ForwardKind.ALWAYS) -> ForwardRow:
    return next(row for row in dialog.page.findChildren(ForwardRow) if row.kind is kind)


def box_of(dialog: RoutingDialog) -> TwinningBox:
    return dialog.page.findChildren(TwinningBox)[0]


def strip_of(stage: RoutingStage) -> RoutingStrip:
    strip = stage.windows.routing.strip
    assert strip is not None
    return strip


def test_what_is_chosen_is_set_at_the_phone_system_and_shown_as_it_says(stage: RoutingStage) -> None:
    row = row_of(stage.open_page())
    assert (row.choice.currentText(), row.state.text()) == ("Off", "Off, as the phone system says.")
    stage.choose(row, "voicemail")
    assert row.state.text() == "The phone system is being told…"
    stage.advance(10)
    assert (row.choice.currentText(), row.state.text()) == ("To voicemail", "On, as the phone system says.")
    assert stage.switched.on["*72"] == "*551001"
    stage.choose(row, "")
    stage.advance(10)
    assert (row.choice.currentText(), stage.switched.on) == ("Off", {})


def test_a_colleague_is_found_by_name_and_chosen_with_the_keyboard(stage: RoutingStage) -> None:
    dialog = stage.open_page()
    row = row_of(dialog)
    stage.choose(row, "other")
    assert row.target.field.hasFocus()
    QTest.keyClicks(row.target.field, "ben")
    stage.advance(1)
    assert row.target.found.isVisible()
    QTest.keyClick(row.target.field, Qt.Key.Key_Down)
    assert row.target.found.hasFocus()
    QTest.keyClick(row.target.found, Qt.Key.Key_Return)
    stage.advance(10)
    assert stage.switched.on["*72"] == "1003"
    assert row.choice.currentText().endswith("1003")
    assert not row.target.isVisible()
    assert row.choice.hasFocus()


def test_the_own_number_is_explained_and_esc_leaves_all_as_it_was(stage: RoutingStage) -> None:
    row = row_of(stage.open_page())
    stage.choose(row, "other")
    QTest.keyClicks(row.target.field, "1001")
    QTest.keyClick(row.target.field, Qt.Key.Key_Return)
    assert "own number" in row.target.problem.text()
    assert row.target.field.isVisible()
    QTest.keyClick(row.target.field, Qt.Key.Key_Escape)
    assert (row.choice.currentText(), row.target.isVisible()) == ("Off", False)
    stage.advance(10)
    assert stage.switched.on == {}


def test_what_was_set_elsewhere_is_shown_as_that(stage: RoutingStage) -> None:
    row = row_of(stage.open_page())
    stage.switched.switch("*72", True)
    stage.advance(1)
    assert row.choice.currentText() == "On, set elsewhere"
    assert "does not tell where to" in row.state.text()
    stage.choose(row, "")
    stage.advance(10)
    assert row.choice.currentText() == "Off"


def test_a_refusal_is_told_in_the_row(stage: RoutingStage) -> None:
    stage.engines.pbx.scripts["*721003"] = BUSY
    row = row_of(stage.open_page())
    stage.softphone.forwarding.set(ME, ForwardKind.ALWAYS, ForwardTarget("1003"))
    stage.advance(10)
    assert "did not take" in row.problem.text()
    assert row.choice.currentText() == "Off"


def test_neither_the_wheel_nor_an_arrow_key_sends_calls_elsewhere(stage: RoutingStage) -> None:
    row = row_of(stage.open_page())
    row.choice.setFocus()
    nowhere, down = QPoint(), QPoint(0, -120)
    here = QPointF(row.choice.rect().center())
    wheel = QWheelEvent(here, QPointF(row.choice.mapToGlobal(here.toPoint())), nowhere, down, Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(row.choice, wheel)
    QTest.keyClick(row.choice, Qt.Key.Key_Down)
    stage.advance(10)
    assert stage.switched.on == {}
    assert row.choice.view().isVisible()
    row.choice.hidePopup()


def test_the_mobile_is_warned_about_before_its_number_may_be_seen(stage: RoutingStage) -> None:
    row = row_of(stage.open_page())
    assert row.choice.findData("mobile") < 0
    stage.softphone.mobile_numbers.set(ME, "+49 170 5550123", lambda _: None)
    stage.advance(1)
    warning = stage.softphone.forwarding.warning(ME, ForwardTarget.of("mobile") or VOICEMAIL)
    stage.choose(row, "mobile")
    if warning is not None:
        assert str(warning) == row.problem.text()
        assert stage.switched.on == {}
        row.anyway.click()
    stage.advance(10)
    assert stage.switched.on["*72"] == "+491705550123"
    assert row.choice.currentText() == "To your mobile"
    assert "5550123" not in "".join(label.text() for label in (row.state, row.problem))


def test_where_the_policy_forbids_it_the_mobile_is_refused(stage: RoutingStage) -> None:
    row = row_of(stage.open_page())
    stage.softphone.mobile_numbers.set(ME, "+49 170 5550123", lambda _: None)
    stage.softphone.settings.set(PRIVATE_NUMBER, "block")
    stage.softphone.profiles.of(AT_LAB)
    stage.advance(1)
    is_seen = stage.softphone.forwarding.warning(ME, ForwardTarget.of("mobile") or VOICEMAIL) is not None
    stage.choose(row, "mobile")
    if row.anyway.isVisible():
        row.anyway.click()
    stage.advance(10)
    assert ("*72" in stage.switched.on) is not is_seen
    assert bool(row.problem.text()) is is_seen


def test_the_mobile_rings_too_by_mode_delay_and_guard(stage: RoutingStage) -> None:
    box = box_of(stage.open_page())
    box.mode.choose(TwinMode.ALWAYS)
    box.mode.activated.emit(box.mode.currentIndex())
    if box.anyway.isVisible():
        box.anyway.click()
    stage.advance(10)
    assert box.state.text() == "It rings now, as the phone system says."
    box.guard.click()
    box.delay.choose(5)
    box.delay.activated.emit(box.delay.currentIndex())
    stage.advance(20)
    view = stage.softphone.twinning.view(ME)
    assert (view.is_guarded, view.delay_s, view.is_pending) == (True, 5, False)
    box.closed.click()
    assert not stage.softphone.twinning.view(ME).rings_when_closed


def test_the_times_of_the_schedule_are_typed(stage: RoutingStage) -> None:
    box = box_of(stage.open_page())
    stage.softphone.twinning.set_mode(ME, TwinMode.SCHEDULE)
    stage.advance(1)
    box.open_times()
    dialog = box.dialog
    assert dialog is not None
    dialog.days[0].setText("never ever")  # type: ignore[attr-defined]
    dialog.save.click()  # type: ignore[attr-defined]
    assert dialog.isVisible()
    dialog.days[0].setText("8-12, 13-17")  # type: ignore[attr-defined]
    dialog.save.click()  # type: ignore[attr-defined]
    assert stage.softphone.twinning.view(ME).week.monday == ("08:00-12:00", "13:00-17:00")


def test_the_strip_tells_where_calls_go_and_switches_it_off(stage: RoutingStage) -> None:
    assert strip_of(stage).words() == ""
    stage.softphone.forwarding.set(ME, ForwardKind.ALWAYS, VOICEMAIL)
    stage.advance(10)
    strip = strip_of(stage)
    assert strip.words() == "All calls go to voicemail"
    strip.off.click()
    stage.advance(10)
    assert (strip.words(), stage.switched.on) == ("", {})
    stage.softphone.twinning.set_mode(ME, TwinMode.ALWAYS)
    stage.advance(10)
    assert strip.words() == "Your mobile rings too"
    stage.switched.switch("*52", True)
    stage.advance(1)
    assert strip.words() == "Calls that nobody answers go elsewhere · 1 more"
    strip.more.click()
    assert stage.windows.dialog("routing") is not None


def test_the_strip_tells_of_quiet_hours(stage: RoutingStage) -> None:
    days = WorkingWeek.__struct_fields__
    stage.softphone.settings.set(WORKING_WEEK, WorkingWeek(**dict.fromkeys(days, ())))
    stage.softphone.settings.set(QUIET_HOURS, True)
    stage.advance(10)
    assert strip_of(stage).words().startswith("Off work")
    assert strip_of(stage).words().endswith(" · All calls go to voicemail")


def test_the_page_opens_by_its_key_and_by_the_menu(stage: RoutingStage) -> None:
    QTest.keyClick(stage.main, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = stage.windows.dialog("routing")
    assert isinstance(dialog, RoutingDialog)
    dialog.reject()
    stage.settle()
    menu = stage.windows.build_menu()
    next(action for action in menu.actions() if "my calls go" in action.text()).trigger()
    assert stage.windows.dialog("routing") is not None


def test_a_phone_system_without_codes_says_what_it_does_not_offer(qapp: QApplication) -> None:
    stage = RoutingStage(profile="generic")
    dialog = stage.open_page()
    assert not any(row.isVisible() for row in dialog.page.findChildren(ForwardRow))
    assert box_of(dialog).missing.isVisible()


def test_without_a_known_phone_system_the_page_says_what_to_do(qapp: QApplication) -> None:
    stage = RoutingStage(profile="")
    assert stage.windows.routing.strip is None
    dialog = stage.open_page()
    assert dialog.page.empty.isVisible()
    assert not dialog.page.findChildren(ForwardRow)
    # Continuing on the mobile needs its number, not the phone system's codes.
    assert QTest.qWaitForWindowActive(dialog)
    assert dialog.page.findChildren(MobileNumberBox)[0].field.hasFocus()
    # Nobody would send the calls to voicemail.
    assert not dialog.page.findChildren(QuietHoursBox)
    dialog.page.empty.button.click()
    assert stage.windows.dialog("settings") is not None
    # Who has them all the same can see what they do, and switch them off.
    stage.softphone.settings.set(QUIET_HOURS, True)
    dialog.page._show_account(AT_LAB.account_id)
    assert len(dialog.page.findChildren(QuietHoursBox)) == 1


def test_codes_that_nobody_has_checked_are_told_apart_from_those_that_there_are_not(qapp: QApplication) -> None:
    dialog = RoutingStage(profile="avaya").open_page()
    missing = dialog.page.findChildren(ForwardingBox)[0].missing.text().splitlines()
    assert missing == [
        "This phone system does not offer: While no phone is signed in",
        "Not before your administrator has checked the codes: All calls, While you are busy, When nobody answers",
    ]


def test_where_the_phone_system_cannot_be_asked_it_is_as_it_was_set_here(qapp: QApplication) -> None:
    stage = RoutingStage(profile="fusionpbx_freeswitch")
    row = row_of(stage.open_page())
    assert (row.choice.currentText(), row.state.text()) == ("Not known", "Not known; the phone system does not tell.")
    stage.softphone.forwarding.set(ME, ForwardKind.ALWAYS, ForwardTarget("1003"))
    stage.advance(10)
    assert row.state.text() == "As it was set here; this phone system cannot be asked."
    assert row.choice.currentText().endswith("1003")
    assert strip_of(stage).words() == "All calls go to 1003"
