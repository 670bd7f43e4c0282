"""The user's private mobile number: shown masked, revealed on purpose, tried by a call, forgotten."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from softphone.basics.errors import DialError, UserFacingError
from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.calls.call_guard import OWN_MOBILE
from softphone.mobility.mobile_numbers import MobileNumbers
from ui.style.tokens import SPACE_S, Tone
from ui.widgets.buttons import Button
from ui.widgets.forms import ROW_HEIGHT, line_edit, mark_invalid
from ui.widgets.labels import ElidedLabel, Label

if TYPE_CHECKING:
    from ui.widgets.confirm_dialog import ConfirmDialog

_REVEALED_MS = 15_000


class MobileNumberBox(QWidget):
    """One account's number.

    Signals:
        call_wanted: with what to dial to try it. It may be the private number: only for `Calls.dial`.
    """

    call_wanted = Signal(str)

    def __init__(
        self,
        numbers: MobileNumbers,
        account_id: AccountId,
        parent: QWidget | None = None,
        *,
        is_published: Callable[[str], bool] = lambda number: False,
    ) -> None:
        """is_published: the company's directory shows this number to everybody."""
        super().__init__(parent)
        self._numbers, self._account_id, self._is_published = numbers, account_id, is_published
        self._is_editing = self._is_revealed = False
        self._problem: UserFacingError | None = None
        self.number = ElidedLabel("", "name")
        self.number.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field = line_edit("", translate("mobility", "For example: +49 170 1234567"), 40)
        # No input method learns it.
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.field.setAccessibleName(translate("mobility", "Your private mobile number"))
        self.field.setMinimumHeight(ROW_HEIGHT)
        self.reveal_button = Button("", "", "quiet")
        self.save_button = Button(translate("mobility", "Sa&ve"), "", "primary")
        self.cancel_button = Button(translate("mobility", "Cancel"), "", "quiet")
        self.call_button = Button(translate("mobility", "Try with a &call"), "phone")
        self.change_button = Button(translate("mobility", "Chan&ge"), "edit", "quiet")
        self.forget_button = Button(translate("mobility", "&Forget"), "remove", "quiet")
        self.again_button = Button(translate("mobility", "Try again"), "refresh")
        self.words = Label("", "muted", wraps=True)
        self.published = Label("", "", wraps=True)
        self.published.set_tone(Tone.WARNING)
        self.problem = Label("", "problem", wraps=True)
        self._hiding = QTimer(self)
        self._hiding.setSingleShot(True)
        self._hiding.timeout.connect(lambda: self._set_revealed(False))
        self._build()
        self._connect()
        forget = numbers.changed.add(self._on_changed)
        self.destroyed.connect(lambda _=None: forget())
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        self._set_revealed(False)
        super().hideEvent(event)

    def ask_to_forget(self) -> "ConfirmDialog":
        """Nobody but the user has the number: it cannot be brought back."""
        from ui.widgets.confirm_dialog import ConfirmDialog

        title = translate("mobility", "Forget your private mobile number?")
        text = translate(
            "mobility",
            "Calls cannot go on on the mobile until the number is entered again. Calls that the phone system sends "
            "there go on ringing there.",
        )
        question = ConfirmDialog(title, text, translate("mobility", "&Forget"), self._forget, self)
        question.finished.connect(question.deleteLater)
        question.open()
        return question

    # ------------------------------------------------------------------ inside

    def _forget(self) -> None:
        self._numbers.forget(self._account_id)

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE_S)
        for widget, stretch in (
            (self.number, 1), (self.field, 1), (self.reveal_button, 0), (self.save_button, 0), (self.cancel_button, 0)
        ):  # fmt: skip
            first.addWidget(widget, stretch)
        second = QHBoxLayout()
        second.setSpacing(SPACE_S)
        for button in (self.again_button, self.call_button, self.change_button, self.forget_button):
            second.addWidget(button)
        second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(Label(translate("mobility", "Your private mobile number"), "section"))
        column.addWidget(self.words)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.published)
        column.addWidget(self.problem)

    def _connect(self) -> None:
        self.reveal_button.clicked.connect(lambda: self._set_revealed(not self._is_revealed))
        self.save_button.clicked.connect(self._save)
        self.field.returnPressed.connect(self._save)
        self.field.textEdited.connect(lambda _: self._clear_problem())
        self.cancel_button.clicked.connect(lambda: self._set_editing(False))
        self.change_button.clicked.connect(lambda: self._set_editing(True))
        self.forget_button.clicked.connect(self.ask_to_forget)
        self.again_button.clicked.connect(lambda: self._numbers.fetch(self._account_id))
        self.call_button.clicked.connect(self._call)

    def _show(self) -> None:
        view = self._numbers.view(self._account_id)
        had_keyboard = any(widget.hasFocus() for widget in (self.number, *self.findChildren(Button), self.field))
        has_number = bool(view.masked)
        is_waiting = view.is_busy and not has_number
        is_edited = self._is_editing or not (has_number or is_waiting)
        number = self._numbers.of(self._account_id)
        is_revealed = self._is_revealed and number is not None
        shown = number.reveal() if is_revealed and number is not None else view.masked
        spoken = translate("mobility", "A number that ends with {digits}").format(digits=view.masked[-2:])
        self.number.set_full_text(translate("mobility", "Asking the password store…") if is_waiting else shown)
        if has_number and not is_revealed:
            self.number.setAccessibleName(spoken)
        self.number.setVisible(not is_edited)
        for widget in (self.field, self.save_button):
            widget.setVisible(is_edited)
        self.cancel_button.setVisible(self._is_editing)
        self.reveal_button.setText(translate("mobility", "&Hide") if is_revealed else translate("mobility", "Sho&w"))
        for widget in (self.reveal_button, self.call_button, self.change_button, self.forget_button):
            widget.setVisible(has_number and not is_edited)
        self.again_button.setVisible(view.is_kept and not has_number and not view.is_busy)
        self.words.setText(_words(has_number, view.is_kept and view.problem is None))
        is_published = number is not None and self._is_published(number.reveal())
        self.published.setText(_published() if is_published else "")
        self.published.setVisible(is_published)
        problem = str(self._problem or view.problem or "")
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        mark_invalid(self.field, self._problem is not None and is_edited)
        if had_keyboard:
            self._keep_keyboard(self.field if is_edited else self.change_button if has_number else self.number)

    def _keep_keyboard(self, instead: QWidget) -> None:
        """Else whatever comes next on the page has it when its holder goes, and the next key press switches that."""
        holder = QApplication.focusWidget()
        if holder is None or holder.isHidden() or not self.isAncestorOf(holder):
            instead.setFocus()

    def _set_editing(self, is_editing: bool) -> None:
        self._is_editing, self._is_revealed, self._problem = is_editing, False, None
        self.field.clear()
        self._show()
        (self.field if is_editing else self.change_button).setFocus()

    def _set_revealed(self, is_revealed: bool) -> None:
        if is_revealed == self._is_revealed:
            return
        self._is_revealed = is_revealed
        if is_revealed:
            self._hiding.start(_REVEALED_MS)
        else:
            self._hiding.stop()
        self._show()

    def _save(self) -> None:
        self._problem = None
        self._numbers.set(self._account_id, self.field.text(), self._on_saved)

    def _on_saved(self, problem: UserFacingError | None) -> None:
        if isinstance(problem, DialError):  # else it is used, and the view says what is wrong
            self._problem = problem
            self._show()
            self.field.setFocus()
            self.field.selectAll()
            return
        self._show()

    def _clear_problem(self) -> None:
        if self._problem is not None:
            self._problem = None
            self._show()

    def _call(self) -> None:
        number = self._numbers.of(self._account_id)
        if number is not None:
            is_only = all(other == number for _, other in self._numbers.all())
            self.call_wanted.emit(OWN_MOBILE if is_only else number.reveal())

    def _on_changed(self, account_id: AccountId) -> None:
        if account_id == self._account_id:
            self._is_editing, self._problem = False, None
            self.field.clear()
            self._show()


def _words(has_number: bool, is_kept: bool) -> str:
    if has_number and is_kept:
        return translate(
            "mobility", "It is in this computer's password store, encrypted. It appears in no log and no history."
        )
    if has_number:
        return translate("mobility", "It is known until the program ends. It appears in no log and no history.")
    return translate(
        "mobility",
        "Calls can go on there, and the others still see your work number. The number of the mobile is kept in this "
        "computer's password store, encrypted. Only your phone system learns it, when it calls your mobile.",
    )


def _published() -> str:
    return translate(
        "mobility",
        "Your company's directory shows this number to all colleagues. If it is to be private, have your administrator "
        "take it out.",
    )
