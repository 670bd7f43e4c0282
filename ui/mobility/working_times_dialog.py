"""When the user works: the week, the time zone, public holidays, and the days that are otherwise."""

from datetime import datetime, time
from zoneinfo import available_timezones

from PySide6.QtCore import QCollator, QLocale, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from softphone.basics.words import translate
from softphone.mobility.quiet_schedule import QuietSchedule
from softphone.mobility.span_text import read_spans, shown_spans
from softphone.settings.quiet_settings import (
    HOLIDAY_PLACE,
    ON_CALL_DUTIES,
    QUIET_ZONE,
    WORK_EXCEPTIONS,
    WORKING_WEEK,
    OnCallDuty,
    WorkException,
    WorkingWeek,
)
from softphone.settings.settings import Settings
from ui.mobility.quiet_words import day_name, duty_text, exception_text
from ui.mobility.work_day_dialog import WorkDayDialog
from ui.settings.countries import COUNTRIES
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S
from ui.widgets.buttons import Button
from ui.widgets.forms import ChoiceBox, add_row, button_row, line_edit, mark_invalid, new_form
from ui.widgets.labels import Label
from ui.widgets.scrolled import Scrolled

SIZE = QSize(520, 640)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_VISIBLE_ITEMS = 12
_LIST_HEIGHT = 108
Entry = WorkException | OnCallDuty


class WorkingTimesDialog(QDialog):
    """Nothing changes before Save."""

    def __init__(self, settings: Settings, schedule: QuietSchedule, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._schedule = settings, schedule
        self._is_over = False
        self.setWindowTitle(translate("mobility", "Your working times"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(SIZE.boundedTo(self.screen().availableSize()))
        self.days = tuple(line_edit("", translate("mobility", "Off", "a day without work"), 120) for _ in _DAYS)
        self.zone = line_edit("", translate("mobility", "The time zone of this computer"), 64)
        self.country = ChoiceBox([("", translate("mobility", "No public holidays")), *_countries()])
        self.region = ChoiceBox()
        self.entries: list[Entry] = []
        self.list = QListWidget()
        self.add = Button(translate("mobility", "&Add days…"), "add")
        self.remove = Button(translate("mobility", "&Remove"), "remove")
        self.problem = Label("", "problem", wraps=True)
        self.save = Button(translate("mobility", "&Save"), "", "primary")
        self.save.setDefault(True)
        self._build()
        self._fill()
        self._connect()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(self._week_form())
        hint = translate("mobility", "Such as 8–12, 13–17. What ends before it begins ends on the next day: 22–6.")
        column.addWidget(Label(hint, "small", wraps=True))
        column.addWidget(Label(translate("mobility", "Public holidays"), "section"))
        form = self._place_form = new_form()
        add_row(form, translate("mobility", "&Country"), self.country)
        add_row(form, translate("mobility", "Re&gion"), self.region)
        column.addLayout(form)
        column.addWidget(Label(translate("mobility", "Leave, other days, and on-call duty"), "section"))
        self.list.setAccessibleName(translate("mobility", "Leave, other days, and on-call duty"))
        self.list.setFixedHeight(_LIST_HEIGHT)
        column.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch(1)
        column.addLayout(row)
        zone_form = new_form()
        zone_hint = translate("mobility", "Empty: the times travel with the computer. Else such as Europe/Berlin.")
        add_row(zone_form, translate("mobility", "Time &zone"), self.zone, zone_hint)
        column.addLayout(zone_form)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Scrolled(inside), 1)
        outer.addLayout(self._bottom())

    def _bottom(self) -> QVBoxLayout:
        bottom = QVBoxLayout()
        bottom.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_L)
        bottom.setSpacing(SPACE_S)
        bottom.addWidget(self.problem)
        cancel = Button(translate("mobility", "Cancel"))
        cancel.clicked.connect(self.reject)
        bottom.addLayout(button_row(right=(cancel, self.save)))
        self.problem.hide()
        return bottom

    def _week_form(self) -> QFormLayout:
        form = new_form()
        for index, field in enumerate(self.days):
            add_row(form, day_name(index), field)
        return form

    def _connect(self) -> None:
        self.country.setMaxVisibleItems(_VISIBLE_ITEMS)
        self.country.activated.connect(lambda _: self._show_regions(""))
        self.list.currentRowChanged.connect(lambda row: self.remove.setEnabled(row >= 0))
        self.list.itemActivated.connect(lambda item: self._edit(self.list.row(item)))
        self.add.clicked.connect(lambda: self._edit(None))
        self.remove.clicked.connect(self._on_remove)
        self.save.clicked.connect(self._on_save)
        self.finished.connect(lambda _: setattr(self, "_is_over", True))
        completer = QCompleter(sorted(available_timezones()), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.zone.setCompleter(completer)

    # ------------------------------------------------------------------- filling

    def _fill(self) -> None:
        get = self._settings.get
        week = get(WORKING_WEEK)
        for name, field in zip(_DAYS, self.days, strict=True):
            field.setText(shown_spans(getattr(week, name)))
        self.zone.setText(get(QUIET_ZONE))
        country, _, region = get(HOLIDAY_PLACE).partition("-")
        self.country.choose(country)
        self._show_regions(region)
        self.entries = [*get(WORK_EXCEPTIONS), *get(ON_CALL_DUTIES)]
        self._show_entries()

    def _show_regions(self, region: str) -> None:
        country = str(self.country.chosen() or "")
        self._place_form.setRowVisible(self.region, False)
        self.region.clear()

        def show(regions: dict[str, str]) -> None:
            if self._is_over or str(self.country.chosen() or "") != country or not regions:
                return
            self.region.clear()
            self.region.addItem(translate("mobility", "The whole country"), "")
            for code, name in sorted(regions.items(), key=lambda item: item[1]):
                self.region.addItem(name, code)
            self.region.choose(region)
            self._place_form.setRowVisible(self.region, True)

        if country:
            if region:  # known already, should the others not come
                self.region.addItem(region, region)
            self._schedule.look_for_regions(country, show)

    def _show_entries(self) -> None:
        self.entries.sort(key=_begin)
        self.list.clear()
        for entry in self.entries:
            self.list.addItem(duty_text(entry) if isinstance(entry, OnCallDuty) else exception_text(entry))
        self.remove.setEnabled(False)

    # ------------------------------------------------------------------ changing

    def _edit(self, row: int | None) -> WorkDayDialog:
        dialog = WorkDayDialog(None if row is None else self.entries[row], self)
        dialog.accepted.connect(lambda: self._take(row, dialog.entry()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _take(self, row: int | None, entry: Entry) -> None:
        if row is not None:
            self.entries.pop(row)
        self.entries.append(entry)
        self._show_entries()

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self.entries.pop(row)
            self._show_entries()

    # -------------------------------------------------------------------- saving

    def _on_save(self) -> None:
        week = self._week()
        zone = self.zone.text().strip()
        is_zone = not zone or zone in available_timezones()
        mark_invalid(self.zone, not is_zone)
        if week is None:
            self._say(translate("mobility", "These are no times. Enter them such as 8–12, 13–17."))
        elif not is_zone:
            self._say(translate("mobility", "This time zone is not known. Enter one such as Europe/Berlin."))
            self.zone.setFocus()
        else:
            country, region = str(self.country.chosen() or ""), str(self.region.currentData() or "")
            entries = self.entries
            self._settings.set(WORKING_WEEK, week)
            self._settings.set(QUIET_ZONE, zone)
            self._settings.set(HOLIDAY_PLACE, f"{country}-{region}" if country and region else country)
            exceptions = tuple(each for each in entries if isinstance(each, WorkException))
            self._settings.set(WORK_EXCEPTIONS, exceptions)
            self._settings.set(ON_CALL_DUTIES, tuple(each for each in entries if isinstance(each, OnCallDuty)))
            self.accept()

    def _week(self) -> WorkingWeek | None:
        """None when something in it is no time; that is marked."""
        found: dict[str, tuple[str, ...]] = {}
        wrong: list[QLineEdit] = []
        for name, field in zip(_DAYS, self.days, strict=True):
            try:
                found[name] = read_spans(field.text())
            except ValueError:
                wrong.append(field)
            mark_invalid(field, field in wrong)
        if wrong:
            wrong[0].setFocus()
            return None
        return WorkingWeek(**found)

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self.problem, QAccessible.Event.Alert))


def _begin(entry: Entry) -> datetime:
    if isinstance(entry, OnCallDuty):
        return entry.begins.replace(tzinfo=None)
    return datetime.combine(entry.from_day, time())


def _countries() -> list[tuple[str, str]]:
    names = [(code, translate("countries", name)) for code, name in COUNTRIES.items()]
    order = QCollator(QLocale())
    return sorted(names, key=lambda item: order.sortKey(item[1]))
