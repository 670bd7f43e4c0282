"""Days on which the working week does not count: leave, other times, or on-call duty."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtWidgets import QDateEdit, QDateTimeEdit, QDialog, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.mobility.span_text import read_spans, shown_spans
from softphone.settings.quiet_settings import OnCallDuty, WorkException
from ui.style.tokens import SPACE_L, SPACE_M
from ui.widgets.buttons import Button
from ui.widgets.forms import ChoiceBox, add_row, button_row, line_edit, mark_invalid, new_form
from ui.widgets.labels import Label

WIDTH = 440
_OFF, _WORKS, _DUTY = "off", "works", "duty"
_DUTY_BEGINS, _DUTY_LASTS = 18, timedelta(hours=14)


class WorkDayDialog(QDialog):
    """`entry` is what was entered, once it was accepted. today: where a new entry begins."""

    def __init__(
        self, entry: WorkException | OnCallDuty | None, parent: QWidget | None = None, today: date | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("mobility", "Other days than usual"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(WIDTH)
        self.kind = ChoiceBox(
            [
                (_OFF, translate("mobility", "Off: leave, or a day off")),
                (_WORKS, translate("mobility", "Work at other times")),
                (_DUTY, translate("mobility", "On call: everything comes through")),
            ]
        )
        self.from_day, self.to_day = QDateEdit(), QDateEdit()
        self.begins, self.ends = QDateTimeEdit(), QDateTimeEdit()
        for field in (self.from_day, self.to_day, self.begins, self.ends):
            field.setCalendarPopup(True)
        self.times = line_edit("", translate("mobility", "For example: 10–14"), 120)
        self.note = line_edit("", translate("mobility", "For example: summer leave"), 200)
        self.problem = Label("", "problem", wraps=True)
        self.problem.hide()
        self.take = Button(translate("mobility", "&Take"), "", "primary")
        self.take.setDefault(True)
        self._build()
        self._fill(entry, today or date.today())
        self.kind.currentIndexChanged.connect(lambda _: self._show_fields())
        self.from_day.dateChanged.connect(self.to_day.setMinimumDate)
        self.begins.dateTimeChanged.connect(self.ends.setMinimumDateTime)
        self.take.clicked.connect(self._on_take)
        self._show_fields()

    def entry(self) -> WorkException | OnCallDuty:
        """What is in the fields. Raises ValueError when the times are none."""
        if self.kind.chosen() == _DUTY:
            return OnCallDuty(begins=_moment(self.begins), ends=_moment(self.ends))
        spans = read_spans(self.times.text()) if self.kind.chosen() == _WORKS else ()
        note = self.note.text().strip()
        return WorkException(from_day=_day(self.from_day), to_day=_day(self.to_day), spans=spans, note=note)

    # ------------------------------------------------------------------ inside

    def _build(self) -> None:
        form = self._form = new_form()
        add_row(form, translate("mobility", "&Kind"), self.kind)
        add_row(form, translate("mobility", "&First day"), self.from_day)
        add_row(form, translate("mobility", "&Last day"), self.to_day)
        add_row(form, translate("mobility", "&Begins"), self.begins)
        add_row(form, translate("mobility", "&Ends"), self.ends)
        add_row(form, translate("mobility", "Ti&mes"), self.times)
        add_row(form, translate("mobility", "&Note"), self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(form)
        column.addWidget(self.problem)
        cancel = Button(translate("mobility", "Cancel"))
        cancel.clicked.connect(self.reject)
        column.addLayout(button_row(right=(cancel, self.take)))

    def _fill(self, entry: WorkException | OnCallDuty | None, today: date) -> None:
        begins = datetime.combine(today, datetime.min.time()) + timedelta(hours=_DUTY_BEGINS)
        duty = entry if isinstance(entry, OnCallDuty) else OnCallDuty(begins=begins, ends=begins + _DUTY_LASTS)
        other = entry if isinstance(entry, WorkException) else WorkException(from_day=today, to_day=today)
        self.kind.choose(_DUTY if isinstance(entry, OnCallDuty) else _WORKS if other.spans else _OFF)
        self.from_day.setDate(QDate(other.from_day.year, other.from_day.month, other.from_day.day))
        self.to_day.setMinimumDate(self.from_day.date())
        self.to_day.setDate(QDate(other.to_day.year, other.to_day.month, other.to_day.day))
        self.begins.setDateTime(_qt(duty.begins))
        self.ends.setMinimumDateTime(self.begins.dateTime())
        self.ends.setDateTime(_qt(duty.ends))
        self.times.setText(shown_spans(other.spans))
        self.note.setText(other.note)

    def _show_fields(self) -> None:
        kind = self.kind.chosen()
        for field in (self.from_day, self.to_day, self.note):
            self._form.setRowVisible(field, kind != _DUTY)
        for moment in (self.begins, self.ends):
            self._form.setRowVisible(moment, kind == _DUTY)
        self._form.setRowVisible(self.times, kind == _WORKS)

    def _on_take(self) -> None:
        try:
            entry = self.entry()
        except ValueError:
            self._refuse(translate("mobility", "These are no times. Enter them such as 8–12, 13–17."))
            return
        if self.kind.chosen() == _WORKS and isinstance(entry, WorkException) and not entry.spans:
            self._refuse(translate("mobility", "Enter when you work on these days."))
            return
        if isinstance(entry, OnCallDuty) and entry.ends <= entry.begins:
            self._refuse(translate("mobility", "The duty ends before it begins. Choose a later end."))
            return
        self.accept()

    def _refuse(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()
        mark_invalid(self.times, self.kind.chosen() == _WORKS)


def _day(field: QDateEdit) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())


def _moment(field: QDateTimeEdit) -> datetime:
    day, at = field.dateTime().date(), field.dateTime().time()
    return datetime(day.year(), day.month(), day.day(), at.hour(), at.minute())


def _qt(at: datetime) -> QDateTime:
    return QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute))
