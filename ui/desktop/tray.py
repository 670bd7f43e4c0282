"""The tray icon: state of the phone at a glance, and what is wanted most often."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from softphone.app import Softphone
from softphone.basics.words import translate
from softphone.calls.call import CallAction
from softphone.protocol.snapshots import LegState
from ui.calls.call_commands import CallCommands
from ui.style.icons import pixmap
from ui.style.tokens import LIGHT

_SIZES = (16, 22, 32, 48)
A = CallAction


class TrayState(StrEnum):
    """What the icon tells, the most urgent first."""

    RINGING = "ringing"
    IN_CALL = "in_call"
    MISSED = "missed"
    OFFLINE = "offline"
    READY = "ready"


class Tray(QObject):
    """A tray icon with its menu; lives as long as the program."""

    def __init__(
        self,
        softphone: Softphone,
        commands: CallCommands,
        on_open: Callable[[], None],
        on_quit: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._softphone, self._commands, self._on_open = softphone, commands, on_open
        self.state: TrayState | None = None
        self._menu = QMenu()
        self._status = QAction("", self._menu)
        self._status.setEnabled(False)
        self._open = self._menu.addAction(translate("desktop", "&Open Softphone"), on_open)
        self._menu.addAction(self._status)
        self._menu.addSeparator()
        self._answer = self._menu.addAction(
            translate("desktop", "&Answer"), lambda: commands.perform_on_alerting(A.ANSWER)
        )
        self._decline = self._menu.addAction(
            translate("desktop", "&Decline"), lambda: commands.perform_on_alerting(A.DECLINE)
        )
        self._mute = self._menu.addAction("", lambda: commands.perform_on_current(A.MUTE, A.UNMUTE))
        self._hang_up = self._menu.addAction(
            translate("desktop", "&End the call"), lambda: commands.perform_on_current(A.HANG_UP)
        )
        self._menu.addSeparator()
        self._menu.addAction(translate("desktop", "&Quit"), on_quit)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._on_activated)
        softphone.accounts.changed.add(lambda _: self.refresh())
        softphone.accounts.removed.add(lambda _: self.refresh())
        softphone.calls.changed.add(lambda _: self.refresh())
        softphone.calls.removed.add(lambda _: self.refresh())
        softphone.engine.state_changed.add(lambda _: self.refresh())
        softphone.voicemail.changed.add(lambda _: self.refresh())
        self.refresh()
        self.icon.show()

    def refresh(self) -> None:
        """Brings icon, tooltip and menu up to date."""
        state = self._current_state()
        if state is not self.state:
            self.state = state
            self.icon.setIcon(tray_icon(state))
        words = self._words(state)
        self.icon.setToolTip("\n".join(filter(None, ("Softphone", words, self._voicemail_words()))))
        self._status.setText(words)
        self._refresh_menu()

    def _voicemail_words(self) -> str:
        new = self._softphone.voicemail.new
        return translate("desktop", "%n new voice message(s)", "", new) if new else ""

    def words(self) -> str:
        """What the tooltip says about the state."""
        return self._status.text()

    def menu(self) -> QMenu:
        """The menu, for the desktops that show it and for the tests."""
        return self._menu

    def _refresh_menu(self) -> None:
        alerting = self._commands.calls.next_alerting() is not None
        current = self._commands.current()
        actions = current.actions if current is not None else frozenset()
        self._answer.setVisible(alerting)
        self._decline.setVisible(alerting)
        self._hang_up.setVisible(A.HANG_UP in actions)
        self._mute.setVisible(A.MUTE in actions or A.UNMUTE in actions)
        is_muted = A.UNMUTE in actions
        self._mute.setText(
            translate("desktop", "Microphone o&n") if is_muted else translate("desktop", "&Microphone off")
        )

    def _current_state(self) -> TrayState:
        calls = self._softphone.calls.calls()
        if any(call.state == LegState.ALERTING for call in calls):
            return TrayState.RINGING
        if any(not call.is_ended for call in calls):
            return TrayState.IN_CALL
        if any(call.is_missed for call in calls):
            return TrayState.MISSED
        is_ready = any(view.is_registered for view in self._softphone.accounts.views())
        return TrayState.READY if is_ready else TrayState.OFFLINE

    def _words(self, state: TrayState) -> str:
        calls = self._softphone.calls.calls()
        if state is TrayState.MISSED:
            missed = [call for call in calls if call.is_missed]
            if len(missed) == 1:
                return translate("desktop", "Missed call from {name}").format(name=missed[0].name)
            return translate("desktop", "{count} missed calls").format(count=len(missed))
        if state is TrayState.RINGING:
            return translate("desktop", "Incoming call")
        return {
            TrayState.IN_CALL: translate("desktop", "In a call"),
            TrayState.OFFLINE: translate("desktop", "Not connected"),
        }.get(state, translate("desktop", "Ready for calls"))

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self._on_open()


def tray_icon(state: TrayState) -> QIcon:
    """The program's icon with a badge; badges differ in shape as well as in colour."""
    icon = QIcon()
    for size in _SIZES:
        icon.addPixmap(_draw(state, size))
    return icon


def _draw(state: TrayState, size: int) -> QPixmap:
    name = "softphone-off" if state is TrayState.OFFLINE else "softphone"
    base = QPixmap(pixmap(name, LIGHT.accent, size))
    base = base.copy()
    if state in (TrayState.READY, TrayState.OFFLINE):
        return base
    ratio = base.devicePixelRatio()
    painter = QPainter(base)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    badge = size * 0.56
    box = QRectF(size - badge, size - badge, badge, badge)
    painter.setPen(QPen(QColor("#FFFFFF"), max(1.0, size / 16)))
    _draw_badge(painter, state, box)
    painter.end()
    base.setDevicePixelRatio(ratio)
    return base


def _draw_badge(painter: QPainter, state: TrayState, box: QRectF) -> None:
    inner = _shrunk(box, 0.1)
    if state is TrayState.RINGING:  # a disc with a ring: a bell that is heard
        painter.setBrush(QColor("#F2A900"))
        painter.drawEllipse(inner)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(_shrunk(inner, 0.25))
    elif state is TrayState.IN_CALL:  # a square
        painter.setBrush(QColor(LIGHT.positive))
        painter.drawRoundedRect(inner, 1.5, 1.5)
    else:  # a disc: missed
        painter.setBrush(QColor(LIGHT.danger))
        painter.drawEllipse(inner)


def _shrunk(box: QRectF, share: float) -> QRectF:
    by = box.width() * share
    return box.adjusted(by, by, -by, -by)
