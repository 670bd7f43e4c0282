"""Quiet hours as the user sets them."""

from datetime import date, datetime

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.basics.ids import AccountId
from softphone.mobility.forwarding import ForwardKind
from softphone.settings.quiet_settings import (
    EMERGENCY_CONTACTS,
    HOLIDAY_PLACE,
    ON_CALL_DUTIES,
    QUIET_HOURS,
    QUIET_NUMBER,
    QUIET_TARGET,
    QUIET_ZONE,
    WORK_EXCEPTIONS,
    WORKING_WEEK,
    OnCallDuty,
    WorkException,
    WorkingWeek,
)
from tests.unit.mobility.quiet_stage import ALICE as ALICE_AT_NIGHT
from tests.unit.mobility.quiet_stage import QuietStage
from tests.window.people_stage import PeopleStage
from tests.window.window_stage import ALICE, WindowStage
from ui.mobility.quiet_hours_box import QuietHoursBox
from ui.mobility.quiet_words import headline, strip_text, week_text
from ui.mobility.work_day_dialog import WorkDayDialog
from ui.mobility.working_times_dialog import WorkingTimesDialog


@pytest.fixture
def stage() -> QuietStage:
    return QuietStage("2026-11-23 19:00")


@pytest.fixture
def box(stage: QuietStage, qtbot: QtBot) -> QuietHoursBox:
    box = QuietHoursBox(stage.quiet, stage.routing, stage.settings, stage.runtime.wall_time_s)
    qtbot.addWidget(box)
    box.show()
    return box


def clock(at_s: float, now_s: float) -> str:
    return "8"


def test_switched_off_it_shows_only_the_switch(stage: QuietStage, box: QuietHoursBox) -> None:
    assert box.target.isVisible()

    box.switch.click()

    assert not stage.settings.get(QUIET_HOURS)
    assert not box.target.isVisible()
    assert not stage.quiet.is_quiet()


def test_a_colleague_needs_a_number(stage: QuietStage, box: QuietHoursBox) -> None:
    box.target.choose("number")
    box.target.activated.emit(1)

    assert stage.settings.get(QUIET_TARGET) == "number"
    assert box.number.isVisible()
    assert box.problem.isVisible()

    box.number.field.setText("1003")
    box.number.field.editingFinished.emit()
    assert stage.settings.get(QUIET_NUMBER) == "1003"
    assert not box.problem.isVisible()


def test_emergency_contacts_stand_between_commas(stage: QuietStage, box: QuietHoursBox) -> None:
    box.contacts.field.setText(" 1002, +49 170 1234567,, 1002 ")
    box.contacts.field.editingFinished.emit()

    assert stage.settings.get(EMERGENCY_CONTACTS) == ("1002", "+49 170 1234567")


def test_an_emergency_contact_is_chosen_by_name(stage: QuietStage, qtbot: QtBot) -> None:
    people = PeopleStage()
    names = {"1003": "Anna Archer"}
    box = QuietHoursBox(
        stage.quiet,
        stage.routing,
        stage.settings,
        stage.runtime.wall_time_s,
        people.sources().people,
        lambda number: names.get(number, ""),
    )
    qtbot.addWidget(box)
    box.show()
    box.contacts.choose.click()
    target = box.contacts.target
    assert target is not None
    target.field.setText("1003")
    target.set_button.click()

    assert stage.settings.get(EMERGENCY_CONTACTS) == ("1003",)
    assert box.contacts.names.full_text() == "Anna Archer"
    assert not target.isVisible()


def test_a_number_that_is_too_long_is_refused_in_words(stage: QuietStage, box: QuietHoursBox) -> None:
    box.contacts.field.setText("1" * 100)
    box.contacts.field.editingFinished.emit()

    assert not stage.settings.get(EMERGENCY_CONTACTS)
    assert box.problem.isVisible()


def test_working_longer_today_and_back(stage: QuietStage, box: QuietHoursBox) -> None:
    menu = box.build_today_menu()
    menu.actions()[0].trigger()

    assert not stage.quiet.is_quiet()
    assert stage.quiet.view.until_s == datetime(2026, 11, 23, 20, tzinfo=stage.zone).timestamp()
    assert not box.today.isVisible()

    box.back.click()
    assert stage.quiet.is_quiet()
    menu.deleteLater()


def test_the_dialog_changes_nothing_before_save_and_all_at_save(stage: QuietStage, box: QuietHoursBox) -> None:
    dialog = box.open_times()
    assert isinstance(dialog, WorkingTimesDialog)
    dialog.days[0].setText("22 - 6")
    dialog.days[5].setText("8-12, 13:30–17")
    dialog.days[4].clear()
    dialog.zone.setText("Australia/Lord_Howe")
    dialog.country.choose("DE")
    dialog.country.activated.emit(0)
    stage.advance()
    assert dialog.region.findData("BY") > 0
    dialog.region.choose("BY")
    day = dialog._edit(None)
    day.from_day.setDate(QDate(2026, 12, 21))
    day.to_day.setDate(QDate(2027, 1, 3))
    day.note.setText("Urlaub")
    day.take.click()
    assert dialog.list.count() == 1
    assert stage.settings.get(WORKING_WEEK) == WorkingWeek()

    dialog.save.click()

    assert stage.settings.get(WORKING_WEEK) == WorkingWeek(
        monday=("22:00-06:00",), friday=(), saturday=("08:00-12:00", "13:30-17:00")
    )
    assert stage.settings.get(QUIET_ZONE) == "Australia/Lord_Howe"
    assert stage.settings.get(HOLIDAY_PLACE) == "DE-BY"
    leave = WorkException(from_day=date(2026, 12, 21), to_day=date(2027, 1, 3), note="Urlaub")
    assert stage.settings.get(WORK_EXCEPTIONS) == (leave,)


def test_what_is_no_time_is_refused_and_marked(stage: QuietStage, box: QuietHoursBox) -> None:
    dialog = box.open_times()
    assert isinstance(dialog, WorkingTimesDialog)
    dialog.days[2].setText("in the morning")
    dialog.save.click()
    assert dialog.isVisible()
    assert dialog.days[2].property("invalid")

    dialog.days[2].setText("9–12")
    dialog.zone.setText("Europe/Nowhere")
    dialog.save.click()
    assert dialog.isVisible()
    assert dialog.problem.text().startswith("This time zone")


def test_the_dialog_shows_what_is_set_and_removes_it(stage: QuietStage, box: QuietHoursBox) -> None:
    duty = OnCallDuty(begins=datetime(2026, 11, 27, 18), ends=datetime(2026, 11, 30, 8))
    works = WorkException(from_day=date(2026, 12, 28), to_day=date(2026, 12, 28), spans=("10:00-12:00",))
    stage.settings.set(ON_CALL_DUTIES, (duty,))
    stage.settings.set(WORK_EXCEPTIONS, (works,))
    dialog = box.open_times()
    assert isinstance(dialog, WorkingTimesDialog)
    assert [dialog.list.item(row).text()[-7:] for row in range(2)] == ["on call", "0–12:00"]

    dialog.list.setCurrentRow(0)
    dialog.remove.click()
    dialog.save.click()

    assert stage.settings.get(ON_CALL_DUTIES) == ()
    assert stage.settings.get(WORK_EXCEPTIONS) == (works,)


@pytest.mark.parametrize(
    "entry",
    [
        WorkException(from_day=date(2026, 12, 21), to_day=date(2027, 1, 3), note="Urlaub"),
        WorkException(from_day=date(2026, 12, 28), to_day=date(2026, 12, 28), spans=("10:00-12:00", "22:00-06:00")),
        OnCallDuty(begins=datetime(2026, 11, 27, 18, 30), ends=datetime(2026, 11, 30, 8)),
    ],
)
def test_a_day_comes_out_of_its_dialog_as_it_went_in(qtbot: QtBot, entry: WorkException | OnCallDuty) -> None:
    dialog = WorkDayDialog(entry)
    qtbot.addWidget(dialog)

    assert dialog.entry() == entry


def test_a_duty_that_ends_before_it_begins_cannot_be_entered(qtbot: QtBot) -> None:
    dialog = WorkDayDialog(OnCallDuty(begins=datetime(2026, 11, 27, 18), ends=datetime(2026, 11, 27, 19)))
    qtbot.addWidget(dialog)
    dialog.begins.setDateTime(dialog.begins.dateTime().addDays(2))
    dialog.take.click()

    assert dialog.problem.text()
    assert dialog.result() == 0


def test_words_of_the_line_in_the_main_window(stage: QuietStage) -> None:
    QApplication.processEvents()
    assert strip_text(stage.quiet.view, 0, "", clock) == "Off work until 8"
    assert strip_text(stage.quiet.view, 0, "Busy.", clock) == "Off work until 8 · Busy."
    assert week_text(WorkingWeek(monday=(), friday=("08:00-12:00",))) == "Tue – Thu 08:00–17:00; Fri 08:00–12:00"
    stage.advance_to("2026-11-24 09:00")
    assert strip_text(stage.quiet.view, 0, "Busy.", clock) == ""
    assert headline(stage.quiet.view, 0, clock) == "At work until 8"


def test_times_of_another_zone_say_so(stage: QuietStage, box: QuietHoursBox) -> None:
    """Until when is told in the time of this computer, which may be another."""
    stage.settings.set(QUIET_ZONE, "")
    assert box.week.text() == "Mon – Fri 08:00–17:00"
    stage.settings.set(QUIET_ZONE, "Europe/Berlin")
    assert box.week.text() == "Mon – Fri 08:00–17:00 (Europe/Berlin)"


BUSY = "Callers hear that you are busy: your phone system has no code for forwarding."


def test_where_nothing_can_be_sent_on_the_box_says_what_callers_hear(stage: QuietStage, qtbot: QtBot) -> None:
    other = AccountId("other")
    stage.accounts = (ALICE_AT_NIGHT, other)
    box = QuietHoursBox(
        stage.quiet, stage.routing, stage.settings, stage.runtime.wall_time_s, account_name=lambda _: "Branch"
    )
    qtbot.addWidget(box)
    box.show()
    assert box.problem.text() == f"Branch: {BUSY}"
    assert box.hint.text().startswith("Then your mobile does not ring")

    stage.accounts = (other,)
    stage.routing.accounts_changed()
    assert box.problem.text() == BUSY
    assert box.hint.text().startswith("Then you are told of nothing until work begins. Should your phone system")

    stage.settings.set(QUIET_TARGET, "silent")
    assert not box.problem.isVisible()


def test_with_emergency_contacts_it_is_said_when_the_others_cannot_be_sent_on(
    stage: QuietStage, box: QuietHoursBox
) -> None:
    stage.forwards.offer(ForwardKind.ALWAYS)
    assert not box.problem.isVisible()
    stage.settings.set(EMERGENCY_CONTACTS, ("1002",))
    assert box.problem.text().startswith("With emergency contacts, callers hear that you are busy")


@pytest.mark.parametrize(("profile", "is_said"), [("generic", True), ("lab", False)])
def test_the_main_window_says_what_callers_hear(qapp: QApplication, profile: str, is_said: bool) -> None:
    stage = WindowStage()
    stage.show()
    stage.sign_in(replace(ALICE, pbx_profile=profile))
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    stage.softphone.settings.set(WORKING_WEEK, WorkingWeek(**dict.fromkeys(days, ())))
    stage.softphone.settings.set(QUIET_HOURS, True)
    stage.advance(1)

    strip = stage.windows.routing.strip
    assert strip is not None
    assert strip.words().startswith("Off work")
    assert (BUSY in strip.words()) is is_said


def test_the_main_window_says_so_and_loads_nothing_before(qapp: QApplication) -> None:
    stage = WindowStage()
    stage.show()
    stage.sign_in(replace(ALICE, pbx_profile="lab"))
    stage.advance(1)
    assert stage.windows.routing.strip is not None
    assert "quiet_hours" not in stage.softphone.__dict__

    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    stage.softphone.settings.set(WORKING_WEEK, WorkingWeek(**dict.fromkeys(days, ())))
    stage.softphone.settings.set(QUIET_HOURS, True)
    stage.advance(1)
    assert stage.softphone.own_status.view.why == "You are off work."
    assert stage.windows.routing.strip.isVisible()

    stage.softphone.settings.set(QUIET_HOURS, False)
    stage.advance(60)
    assert stage.softphone.own_status.view.why == ""
