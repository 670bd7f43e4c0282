"""Pictures of quiet hours in each state: ``python tests/window/quiet_pictures.py OUT_DIR``."""

import sys
from datetime import date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.basics.explanation import Explanation
from softphone.mobility.forwarding import ForwardKind
from softphone.settings.quiet_settings import (
    EMERGENCY_CONTACTS,
    HOLIDAY_PLACE,
    ON_CALL_DUTIES,
    QUIET_HOURS,
    QUIET_NUMBER,
    QUIET_TARGET,
    WORK_EXCEPTIONS,
    WORKING_WEEK,
    OnCallDuty,
    WorkException,
    WorkingWeek,
)
from tests.unit.mobility.quiet_stage import QuietStage
from tests.window.taking_pictures import LONG_NAME, Scene, run
from ui.mobility.quiet_hours_box import QuietHoursBox
from ui.mobility.work_day_dialog import WorkDayDialog

LEAVE = WorkException(from_day=date(2026, 12, 21), to_day=date(2027, 1, 3), note=LONG_NAME)
WORKS = WorkException(from_day=date(2026, 12, 28), to_day=date(2026, 12, 28), spans=("10:00-12:00",))
DUTY = OnCallDuty(begins=datetime(2026, 11, 27, 18), ends=datetime(2026, 11, 30, 8))


def box_of(stage: QuietStage, width: int = 420) -> tuple[QWidget, QuietHoursBox]:
    frame = QWidget()
    frame.setObjectName("page")
    box = QuietHoursBox(stage.quiet, stage.routing, stage.settings, stage.runtime.wall_time_s)
    column = QVBoxLayout(frame)
    column.addWidget(box)
    column.addStretch(1)
    frame.resize(width, 560)
    frame.show()
    return frame, box


def states() -> Scene:
    stage = QuietStage("2026-11-23 19:00")
    stage.settings.set(QUIET_HOURS, False)
    frame, _ = box_of(stage)
    yield "off", frame
    stage.settings.set(QUIET_HOURS, True)
    yield "night", frame
    stage.settings.set(QUIET_TARGET, "number")
    yield "no-number", frame
    stage.settings.set(QUIET_NUMBER, "1003")
    stage.settings.set(EMERGENCY_CONTACTS, ("1002", "+49 170 1234567", "+49 89 12345678", "+44 20 7946 0000"))
    stage.quiet.work_until(stage.runtime.wall_time_s() + 3600)
    yield "working-late", frame
    stage.quiet.follow_week()
    stage.routing.problem = Explanation("It is not known how calls are sent to voicemail.", "Enter its number.")
    stage.routing.changed.announce(None)
    stage.settings.set(WORKING_WEEK, WorkingWeek(monday=("06:00-14:00",), tuesday=(), friday=("08:00-12:00",)))
    yield "problem", frame


def cannot() -> Scene:
    stage = QuietStage("2026-11-23 19:00")
    stage.mobiles.is_offered = False
    stage.forwards.offer()
    frame, _ = box_of(stage)
    yield "busy", frame
    stage.forwards.offer(ForwardKind.ALWAYS)
    stage.settings.set(EMERGENCY_CONTACTS, ("1002",))
    yield "busy-but-contacts", frame


def dialogs() -> Scene:
    stage = QuietStage("2026-11-23 19:00")
    stage.settings.set(HOLIDAY_PLACE, "DE-BY")
    stage.settings.set(WORK_EXCEPTIONS, (LEAVE, WORKS))
    stage.settings.set(ON_CALL_DUTIES, (DUTY,))
    frame, box = box_of(stage)
    dialog = box.open_times()
    stage.advance()
    yield "times", dialog
    for name, entry in (("leave", LEAVE), ("works", WORKS), ("duty", DUTY)):
        day = WorkDayDialog(entry, frame)
        day.show()
        yield name, day


if __name__ == "__main__":
    sys.exit(run(__file__, (states, cannot, dialogs)))
