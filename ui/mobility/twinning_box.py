"""Twinning of one account: when the mobile rings too, how late, and what keeps its own voicemail from taking calls."""

from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.mobility.routing_words import mode_words, twin_state
from softphone.mobility.twin_view import TwinError, TwinMode, TwinView
from softphone.mobility.twinning import Twinning
from ui.mobility.deliberate_choice import DeliberateChoice
from ui.mobility.label_width import same_width
from ui.mobility.quiet_words import week_text
from ui.style.tokens import SPACE_S, SPACE_XS, Tone
from ui.widgets.buttons import Button
from ui.widgets.forms import add_row, new_form
from ui.widgets.labels import IconLabel, Label

_ICON = 16
_DELAYS_S = (0, 3, 5, 8, 10, 15, 20, 30)


class TwinningBox(QWidget):
    """Each change is told to the phone system at once."""

    def __init__(self, twinning: Twinning, account_id: AccountId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._twinning, self._account_id = twinning, account_id
        self._asked: TwinMode | None = None
        self.dialog: QDialog | None = None
        self.mode = DeliberateChoice()
        for mode in TwinMode:
            self.mode.addItem(mode_words(mode), mode)
        self.times = Button(translate("mobility", "T&imes…"), "edit")
        self.week = Label("", "muted", wraps=True)
        self.state = Label("", "small", wraps=True)
        self.problem = Label("", "problem", wraps=True)
        self.anyway = Button(translate("mobility", "Set anyway"), "", "primary")
        self.leave = Button(translate("mobility", "Cancel"), "", "quiet")
        self.delay = DeliberateChoice()
        for seconds in _DELAYS_S:
            self.delay.addItem(_delay_words(seconds), seconds)
        self.guard = QCheckBox(translate("mobility", "Only when 1 is &pressed there does it get the call"))
        self.closed = QCheckBox(translate("mobility", "&Keep ringing it when this program is closed"))
        self.guard_words = Label("", "small", wraps=True)
        self.missing = Label(
            translate("mobility", "This phone system does not offer to ring the mobile too."), "muted", wraps=True
        )
        self._icon = IconLabel("info", Tone.NEUTRAL, _ICON)
        self._question, self._details, self._by_time = QWidget(), QWidget(), QWidget()
        self._form = new_form()
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Shows how it is now."""
        view = self._twinning.view(self._account_id)
        is_signed_in = self._twinning.is_signed_in(self._account_id)
        self._details.setVisible(view.is_offered)
        self.missing.setVisible(not view.is_offered)
        self.state.setText(self._state(view, is_signed_in))
        if self._asked is None:
            self.mode.choose(view.mode)
            self._show_problem(str(view.problem) if view.problem is not None else "")
        self.mode.setEnabled(not view.needs_mobile or view.mode is not TwinMode.OFF)
        icon = "warning" if view.problem else "refresh" if view.is_pending else "check" if view.is_read_back else "info"
        tone = Tone.WARNING if view.problem else Tone.POSITIVE if view.is_on and icon == "check" else Tone.NEUTRAL
        self._icon.set_icon(icon, tone)
        self._by_time.setVisible(view.mode is TwinMode.SCHEDULE)
        self.week.setText(week_text(view.week))
        self._show_delay(view)
        self.guard.setVisible(view.has_guard)
        self.guard.setChecked(bool(view.is_guarded))
        self.guard_words.setText(_guard_words(view))
        self.guard_words.setVisible(bool(self.guard_words.text()))
        self.closed.setChecked(view.rings_when_closed)
        self.closed.setVisible(view.mode is not TwinMode.OFF)

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        add_row(self._form, translate("mobility", "My mobile &rings too"), self.mode)
        below = QHBoxLayout()
        below.setSpacing(SPACE_XS)
        below.addWidget(self._icon)
        below.addWidget(self.state, 1)
        question = QHBoxLayout(self._question)
        times = QHBoxLayout(self._by_time)
        for row in (question, times):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(SPACE_S)
        question.addWidget(self.anyway)
        question.addWidget(self.leave)
        question.addStretch(1)
        times.addWidget(self.week, 1)
        times.addWidget(self.times)
        delay_form = self._delay_form = new_form()
        add_row(delay_form, translate("mobility", "It &begins to ring"), self.delay)
        details = QVBoxLayout(self._details)
        column = QVBoxLayout(self)
        for layout in (details, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(SPACE_S)
        details.addLayout(self._form)
        details.addLayout(below)
        for widget in (self.problem, self._question, self._by_time):
            details.addWidget(widget)
        details.addLayout(delay_form)
        for widget in (self.guard, self.guard_words, self.closed):
            details.addWidget(widget)
        same_width(*(form.labelForField(field) for form, field in ((self._form, self.mode), (delay_form, self.delay))))
        column.addWidget(Label(translate("mobility", "Mobile"), "section"))
        column.addWidget(self._details)
        column.addWidget(self.missing)
        self.problem.hide()
        self._question.hide()

    def _connect(self) -> None:
        twinning, account_id = self._twinning, self._account_id
        self.mode.activated.connect(lambda _: self._on_mode())
        self.delay.activated.connect(lambda _: twinning.set_delay(account_id, int(str(self.delay.chosen()))))
        self.guard.clicked.connect(lambda checked: twinning.set_guarded(account_id, checked))
        self.closed.clicked.connect(lambda checked: twinning.set_rings_when_closed(account_id, checked))
        self.times.clicked.connect(self.open_times)
        self.anyway.clicked.connect(self._on_anyway)
        self.leave.clicked.connect(self._end_question)
        forget = twinning.changed.add(lambda changed: self.refresh() if changed == account_id else None)
        self.destroyed.connect(lambda _=None: forget())

    def _show_delay(self, view: TwinView) -> None:
        _set_rows_visible(self._delay_form, view.delay_s is not None)
        if view.delay_s is None:
            return
        if self.delay.findData(view.delay_s) < 0:
            self.delay.addItem(_delay_words(view.delay_s), view.delay_s)
        self.delay.choose(view.delay_s)

    def _state(self, view: TwinView, is_signed_in: bool) -> str:
        if view.needs_mobile and view.mode is TwinMode.OFF:
            return translate("mobility", "Enter the number of your mobile first.")
        return twin_state(view, is_signed_in)

    # ------------------------------------------------------------------ changing

    def _on_mode(self) -> None:
        mode = TwinMode(str(self.mode.chosen()))
        before = self._twinning.view(self._account_id).mode
        warning = self._twinning.warning(self._account_id) if before is TwinMode.OFF is not mode else None
        if warning is None:
            self._set(mode)
            return
        self._asked = mode
        self._show_problem(str(warning))
        self._question.show()
        self.anyway.setFocus()

    def _on_anyway(self) -> None:
        mode = self._asked
        self._end_question()
        if mode is not None:
            self._set(mode)

    def _set(self, mode: TwinMode) -> None:
        try:
            self._twinning.set_mode(self._account_id, mode)
        except TwinError as error:
            self.refresh()
            self._show_problem(str(error))

    def _end_question(self) -> None:
        self._asked = None
        self._question.hide()
        self.refresh()
        self.mode.setFocus()

    def open_times(self) -> QDialog:
        """Opens the dialog for the week."""
        from ui.mobility.twin_times_dialog import TwinTimesDialog

        if self.dialog is None:
            week = self._twinning.view(self._account_id).week
            dialog = TwinTimesDialog(week, lambda week: self._twinning.set_week(self._account_id, week), self.window())
            dialog.finished.connect(dialog.deleteLater)
            dialog.finished.connect(lambda _: setattr(self, "dialog", None))
            self.dialog = dialog
        self.dialog.open()
        return self.dialog

    def _show_problem(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.mode.setAccessibleDescription(f"{self.state.text()} {text}".strip())


def _delay_words(seconds: int) -> str:
    if seconds == 0:
        return translate("mobility", "At once, with the desk")
    return translate("mobility", "%n second(s) later than the desk", "", seconds)


def _guard_words(view: TwinView) -> str:
    """Why it should be guarded, and what the phone system does."""
    words = [translate("mobility", "So your mobile's own voicemail never takes a call.")] if view.has_guard else []
    if view.mobile_rings_s is not None:
        seconds = round(view.mobile_rings_s)
        words.append(translate("mobility", "Your mobile's voicemail answers after about %n second(s).", "", seconds))
    return " ".join(words)


def _set_rows_visible(form: QFormLayout, is_visible: bool) -> None:
    for row in range(form.rowCount()):
        form.setRowVisible(row, is_visible)
