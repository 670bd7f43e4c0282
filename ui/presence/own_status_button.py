"""The user's own status in the window's header, and the menu that changes it."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.presence.own_status import OwnStatusView
from softphone.presence.state import PresenceState
from ui.presence.status_words import CHOICES, explained, first_line, reason, second_line
from ui.style.tokens import SPACE_S, Tone
from ui.widgets.buttons import native_keys
from ui.widgets.labels import ElidedLabel, IconLabel
from ui.widgets.presence_dot import PresenceDot, dot_pixmap

if TYPE_CHECKING:
    from ui.presence.end_times import EndTime
    from ui.presence.ports import Elsewhere, Status

WIDEST = 150  # beside it the account has to say when it was reached last


class OwnStatusButton(QPushButton):
    """A click opens the menu. now: the local time; keys: the shortcut that does the same as a click; own: what the
    menu tells of other devices."""

    def __init__(
        self,
        status: "Status",
        keys: str = "",
        now: Callable[[], datetime] = datetime.now,
        parent: QWidget | None = None,
        own: "Elsewhere | None" = None,
    ) -> None:
        super().__init__(parent)
        self._status, self._keys, self._now, self._own = status, keys, now, own
        self.dialog: QDialog | None = None
        self.setObjectName("own_status_button")
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._dot = PresenceDot()
        self._word = ElidedLabel("", keeps_width=True)
        self._second = ElidedLabel("", "small", keeps_width=True)
        self._build()
        self.clicked.connect(self.open_menu)
        self._forget = status.changed.add(self._show)
        self.destroyed.connect(self._forget)
        self._show(status.view)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._word)
        words.addWidget(self._second)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S, SPACE_S - 2, SPACE_S - 2, SPACE_S - 2)
        row.setSpacing(SPACE_S - 2)
        row.addWidget(self._dot)
        row.addLayout(words, 1)
        row.addWidget(IconLabel("chevron-down", Tone.NEUTRAL, 16))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._fit_height()

    def set_own(self, own: "Elsewhere") -> None:
        """What the menu tells of other devices from now on."""
        self._own = own

    def words(self) -> str:
        """What it says."""
        return " ".join(filter(None, (self._word.full_text(), self._second.full_text())))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        wanted = layout.sizeHint().width() if layout is not None else WIDEST
        return QSize(min(WIDEST, wanted + SPACE_S), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(72, self.height())

    def _show(self, view: OwnStatusView) -> None:
        first, second = first_line(view), second_line(view)
        self._dot.set_state(view.state if view.is_connected else PresenceState.OFFLINE)
        self._word.set_full_text(first)
        self._second.set_full_text(second)
        self._second.setVisible(bool(second))
        hint = explained(view)
        keys = f"\n{native_keys(self._keys)}" if self._keys else ""
        self.setToolTip(hint + keys)
        self.setAccessibleName(translate("presence", "Your status: {state}").format(state=first))
        self.setAccessibleDescription(hint.replace("\n", ", "))
        self.updateGeometry()

    # ------------------------------------------------------------------ menu

    def open_menu(self) -> None:
        """Opens the menu below the button."""
        menu = self.build_menu()
        corner = self.mapToGlobal(QPoint(self.width(), self.height()))
        menu.popup(QPoint(corner.x() - menu.sizeHint().width(), corner.y()))

    def build_menu(self) -> QMenu:
        """The states, their end, note, and back to what is inferred; deletes itself when it closes."""
        view = self._status.view
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        group = QActionGroup(menu)
        for state in CHOICES:
            action = self._choice(menu, state)
            action.setChecked(view.chosen is state)
            group.addAction(action)
        menu.addSeparator()
        automatic = self._automatic(menu, view)
        group.addAction(automatic)
        menu.addAction(automatic)
        menu.addSeparator()
        menu.addMenu(self._end_menu(menu, view))
        menu.addAction(translate("presence", "&Note and end…"), self.open_dialog)
        notice = str(view.notice) if view.notice is not None else ""
        lines = [line for line in (reason(view), notice, *self._elsewhere()) if line]
        if lines:
            menu.addSeparator()
        for line in lines:
            told = menu.addAction(line.replace("&", "&&"))
            told.setEnabled(False)
        _mark_checked(group)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _elsewhere(self) -> tuple[str, ...]:
        if self._own is None:
            return ()
        from ui.presence.elsewhere import calls_line, devices_line, devices_names, far_name

        own = self._own
        tells_more = any(map(far_name, own.calls)) or bool(devices_names(own.devices))  # than the reason does
        return calls_line(own.calls, own.devices) if tells_more else "", devices_line(own.devices)

    def _choice(self, menu: QMenu, state: PresenceState) -> QAction:
        text = {
            PresenceState.AVAILABLE: translate("presence", "&Available"),
            PresenceState.BUSY: translate("presence", "&Busy"),
            PresenceState.AWAY: translate("presence", "A&way"),
            PresenceState.DO_NOT_DISTURB: translate("presence", "&Do not disturb"),
            PresenceState.OUT_OF_OFFICE: translate("presence", "&Out of office"),
            PresenceState.INVISIBLE: translate("presence", "Appear o&ffline"),
        }[state]
        action = menu.addAction(QIcon(dot_pixmap(state)), text)
        action.setIconVisibleInMenu(True)
        action.setCheckable(True)
        action.triggered.connect(lambda: self._choose(state))
        return action

    def _automatic(self, menu: QMenu, view: OwnStatusView) -> QAction:
        action = QAction(translate("presence", "A&utomatic"), menu)
        action.setToolTip(translate("presence", "From your calls, and from whether the computer is used"))
        action.setCheckable(True)
        action.setChecked(view.chosen is None)
        action.triggered.connect(lambda: self._status.clear_choice())
        return action

    def _end_menu(self, parent: QMenu, view: OwnStatusView) -> QMenu:
        menu = QMenu(translate("presence", "&End of this status"), parent)
        menu.setEnabled(view.chosen is not None)
        group = QActionGroup(menu)
        never = menu.addAction(translate("presence", "&When I change it"), lambda: self._set_end(None))
        never.setCheckable(True)
        never.setChecked(view.until_s is None)
        group.addAction(never)
        from ui.presence.end_times import end_times

        for offer in end_times(self._now()):
            self._add_end(menu, offer)
        menu.addAction(translate("presence", "&Choose…"), self.open_dialog)
        return menu

    def _add_end(self, menu: QMenu, offer: "EndTime") -> None:
        menu.addAction(offer.text, lambda: self._set_end(offer.until_s))

    def _choose(self, state: PresenceState) -> None:
        """Another state begins without the note and end of the one before."""
        view = self._status.view
        if view.chosen is not state:
            self._status.choose(state)

    def _set_end(self, until_s: float | None) -> None:
        view = self._status.view
        if view.chosen is not None:
            self._status.choose(view.chosen, view.note, until_s)

    def open_dialog(self) -> QDialog:
        """Opens the dialog for state, note and end."""
        from ui.presence.status_dialog import StatusDialog

        if self.dialog is None:
            dialog = StatusDialog(self._status, self._now, self.window())
            dialog.finished.connect(dialog.deleteLater)
            dialog.finished.connect(lambda _: setattr(self, "dialog", None))
            self.dialog = dialog
        self.dialog.open()
        return self.dialog

    def _fit_height(self) -> None:
        self.setFixedHeight(self.fontMetrics().height() * 2 + 26)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_height()


def _mark_checked(group: QActionGroup) -> None:
    """A tick at the end of the line: where a style shows an icon it shows no indicator, and only there."""
    for action in group.actions():
        if action.isChecked() and not action.icon().isNull():
            action.setText(f"{action.text()}\t✓")
