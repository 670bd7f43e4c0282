"""Quiet hours on the page of where calls go: on or off, where to, who rings all the same, and until when today."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from softphone.basics.errors import SettingsError
from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.mobility.quiet_hours import QuietHours
from softphone.mobility.quiet_routing import QuietRouting
from softphone.mobility.working_times import Cause, Phase
from softphone.settings.quiet_settings import (
    EMERGENCY_CONTACTS,
    QUIET_HOURS,
    QUIET_NUMBER,
    QUIET_SETTINGS,
    QUIET_TARGET,
    QUIET_ZONE,
    WORKING_WEEK,
    QuietTarget,
)
from softphone.settings.settings import Settings
from ui.directory.ports import People
from ui.mobility.numbers_field import NumbersField
from ui.mobility.quiet_words import busy_text, headline, mobile_text, week_text, when_text
from ui.presence.end_times import end_of_day
from ui.settings.locks import apply_lock
from ui.style.tokens import SPACE_S
from ui.widgets.buttons import Button
from ui.widgets.forms import ChoiceBox, add_row, new_form, plain
from ui.widgets.labels import Label

_KEYS = frozenset(setting.key for setting in QUIET_SETTINGS)
_TARGETS: tuple[QuietTarget, ...] = ("voicemail", "number", "silent")
_LATER_HOURS = (1, 2, 3)


class QuietHoursBox(QWidget):
    """Each change takes effect at once. now_s: epoch seconds. people, name_of: who has which number. account_name: of
    an account, where there are several."""

    def __init__(
        self,
        quiet: QuietHours,
        routing: QuietRouting,
        settings: Settings,
        now_s: Callable[[], float],
        people: People | None = None,
        name_of: Callable[[str], str] = lambda number: "",
        account_name: Callable[[AccountId], str] = str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._quiet, self._routing, self._settings, self._now_s = quiet, routing, settings, now_s
        self._account_name = account_name
        self.dialog: QDialog | None = None
        self.switch = QCheckBox(translate("mobility", "Outside my &working times, calls go elsewhere"))
        self.state = Label("", "name", wraps=True)
        self.week = Label("", "muted", wraps=True)
        self.hint = Label("", "muted", wraps=True)
        self.times = Button(translate("mobility", "Working &times…"), "edit")
        self.today = Button("")
        self.back = Button(translate("mobility", "As &usual again"), "refresh")
        self.target = ChoiceBox(
            [
                ("voicemail", translate("mobility", "Voicemail")),
                ("number", translate("mobility", "A colleague or the reception")),
                ("silent", translate("mobility", "They come here without a sound")),
            ]
        )
        example = translate("mobility", "For example: 1003, +49 170 1234567")
        self.number = NumbersField(translate("mobility", "For example: 1003"), people, name_of, is_single=True)
        self.contacts = NumbersField(example, people, name_of)
        self.problem = Label("", "problem", wraps=True)
        self._details = QWidget()
        self._build()
        self._connect()
        self._show()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        for button in (self.times, self.today, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        form = self._form = new_form()
        add_row(form, translate("mobility", "Calls &go to"), self.target)
        add_row(form, translate("mobility", "Its &number"), self.number)
        hint = translate("mobility", "They ring here while this program runs.")
        add_row(form, translate("mobility", "&Emergency contacts"), self.contacts, hint)
        details = QVBoxLayout(self._details)
        details.setContentsMargins(0, 0, 0, 0)
        details.setSpacing(SPACE_S)
        for label in (self.state, self.week):
            details.addWidget(label)
        details.addLayout(buttons)
        details.addLayout(form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(Label(translate("mobility", "Quiet hours"), "section"))
        column.addWidget(self.switch)
        column.addWidget(self.hint)
        column.addWidget(self._details)
        column.addWidget(self.problem)

    def _connect(self) -> None:
        self.switch.clicked.connect(self._on_switch)
        self.target.activated.connect(lambda _: self._on_target())
        self.number.changed.connect(self._on_number)
        self.contacts.changed.connect(self._on_contacts)
        self.times.clicked.connect(self.open_times)
        self.today.clicked.connect(self._open_today)
        self.back.clicked.connect(self._quiet.follow_week)
        apply_lock(self.switch, self._settings, QUIET_HOURS)
        apply_lock(self.target, self._settings, QUIET_TARGET)
        apply_lock(self.number, self._settings, QUIET_NUMBER)
        apply_lock(self.contacts, self._settings, EMERGENCY_CONTACTS)
        forgets = (
            self._quiet.changed.add(lambda _: self._show()),
            self._routing.changed.add(lambda _: self._show()),
            self._settings.changed.add(lambda key: self._show() if key in _KEYS else None),
        )
        self.destroyed.connect(lambda _=None: [forget() for forget in forgets])

    # ------------------------------------------------------------------ showing

    def _show(self) -> None:
        get, view = self._settings.get, self._quiet.view
        self.switch.setChecked(get(QUIET_HOURS))
        self._details.setVisible(get(QUIET_HOURS))
        self.state.setText(headline(view, self._now_s()))
        self.week.setText(week_text(get(WORKING_WEEK), get(QUIET_ZONE)))
        self.target.choose(get(QUIET_TARGET))
        self._form.setRowVisible(self.number, get(QUIET_TARGET) == "number")
        number = get(QUIET_NUMBER)
        self.number.show_numbers((number,) if number else ())
        self.number.set_invalid(get(QUIET_TARGET) == "number" and not number)
        self.contacts.show_numbers(get(EMERGENCY_CONTACTS))
        is_set = view.moment.cause is Cause.OVERRIDE
        self.back.setVisible(is_set)
        self.today.setVisible(not is_set)
        works = view.moment.phase is Phase.WORKING
        self.today.setText(
            translate("mobility", "Work &longer or less today…")
            if works
            else translate("mobility", "&Back at work for a while…")
        )
        self.hint.setText(self._hint_text())
        self.problem.setText(self._problem_text() if get(QUIET_HOURS) else "")
        self.problem.setVisible(bool(self.problem.text()))

    def _hint_text(self) -> str:
        """Nothing is promised that this phone system cannot do."""
        mobile, accounts = mobile_text(self._routing, self._account_name), self._routing.accounts()
        if accounts and accounts == self._routing.mobile_accounts() == self._routing.busy_accounts():
            return f"{translate('mobility', 'Then you are told of nothing until work begins.')} {mobile}"
        text = translate(
            "mobility",
            "Then your mobile does not ring, and you are told of nothing until work begins. After that all is "
            "as you had set it before. The phone system is told when work ends, or when this program is closed "
            "within the hour before.",
        )
        return f"{text} {mobile}" if mobile else text

    def _problem_text(self) -> str:
        if self._settings.get(QUIET_TARGET) == "number" and not self._settings.get(QUIET_NUMBER):
            return translate("mobility", "Enter the number that is to take your calls.")
        if self._routing.problem is None:
            return busy_text(self._routing, self._account_name)
        turned_away = translate("mobility", "Until then callers hear that you are busy, while this program is running.")
        return f"{self._routing.problem} {turned_away}"

    # ------------------------------------------------------------------ changing

    def _on_switch(self) -> None:
        self._settings.set(QUIET_HOURS, self.switch.isChecked())

    def _on_target(self) -> None:
        chosen: QuietTarget = next((each for each in _TARGETS if each == self.target.chosen()), "voicemail")
        self._settings.set(QUIET_TARGET, chosen)
        if chosen == "number" and not self._settings.get(QUIET_NUMBER):
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_number(self, numbers: tuple[str, ...]) -> None:
        self._settings.set(QUIET_NUMBER, next(iter(numbers), ""))

    def _on_contacts(self, numbers: tuple[str, ...]) -> None:
        try:
            self._settings.set(EMERGENCY_CONTACTS, numbers)
        except SettingsError as error:
            self.problem.setText(str(error))
            self.problem.show()

    def open_times(self) -> QDialog:
        """Opens the dialog for week, holidays, leave and duties."""
        from ui.mobility.working_times_dialog import WorkingTimesDialog

        if self.dialog is None:
            dialog = WorkingTimesDialog(self._settings, self._quiet.schedule, self.window())
            dialog.finished.connect(dialog.deleteLater)
            dialog.finished.connect(lambda _: setattr(self, "dialog", None))
            self.dialog = dialog
        self.dialog.open()
        return self.dialog

    # --------------------------------------------------------------------- today

    def build_today_menu(self) -> QMenu:
        """To work until an hour, or to be off; deletes itself when it closes."""
        now_s = self._now_s()
        menu = QMenu(self)
        view = self._quiet.view
        ends_s = view.until_s if view.moment.phase is Phase.WORKING and view.until_s is not None else now_s
        hour = self._quiet.local(ends_s).replace(minute=0, second=0, microsecond=0)
        for hours in _LATER_HOURS:
            self._offer(menu, (hour + timedelta(hours=hours)).timestamp())
        midnight_s = end_of_day(self._quiet.local(now_s)).timestamp()
        menu.addAction(
            translate("mobility", "Work until the &end of the day"), lambda: self._quiet.work_until(midnight_s)
        )
        menu.addSeparator()
        menu.addAction(translate("mobility", "&Off until work begins again"), lambda: self._quiet.rest_until())
        menu.setTitle(plain(self.today.text()))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open_today(self) -> None:
        self.build_today_menu().popup(self.today.mapToGlobal(self.today.rect().bottomLeft()))

    def _offer(self, menu: QMenu, at_s: float) -> None:
        words = translate("mobility", "Work until {time}").format(time=when_text(at_s, self._now_s()))
        menu.addAction(words, lambda: self._quiet.work_until(at_s))
