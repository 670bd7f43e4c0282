"""The alert for an incoming call: on top of other windows, without taking the keyboard from them."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.accounts.accounts import Accounts
from softphone.basics.ids import CallId
from softphone.basics.words import translate
from softphone.calls.call import Call, CallAction
from softphone.protocol.snapshots import LegState
from ui.accounts.account_words import account_name
from ui.calls.call_commands import CallCommands
from ui.calls.note_words import party_name
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Tone
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel, IconLabel, Label

WIDTH = 360


class IncomingAlert(QWidget):
    """One incoming call. A click beside the buttons opens the main window (`on_open`)."""

    def __init__(self, call: Call, account: str, commands: CallCommands, on_open: Callable[[], object]) -> None:
        super().__init__(None, _FLAGS)
        self.call_id = call.call_id
        self._commands = commands
        self._on_open = on_open
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeNotification)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWindowTitle(translate("calls", "Incoming call"))
        self.setFixedWidth(WIDTH)
        self._name = Label(call.name, "title", wraps=True)
        self._detail = ElidedLabel(self._detail_text(call, account), "muted")
        self.answer = self._button(translate("calls", "Answer"), "phone", "positive", CallAction.ANSWER)
        self.busy = self._button(translate("calls", "Busy"), "", "action", CallAction.REJECT)
        self.decline = self._button(translate("calls", "Decline"), "phone-end", "danger", CallAction.DECLINE)
        self.busy.set_hint(translate("calls", "Tell the caller that you are busy"))
        self._build()
        self.setAccessibleName(translate("calls", "Incoming call from {name}").format(name=call.name))
        self.setAccessibleDescription(self._detail.full_text())

    def fit(self) -> None:
        """As high as a long name needs."""
        for child in self.findChildren(QWidget):
            child.ensurePolished()
        layout = self.layout()
        if layout is not None:
            self.setFixedHeight(layout.totalHeightForWidth(WIDTH))

    def show_alert(self) -> None:
        """Shows it and has a screen reader say it."""
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _build(self) -> None:
        frame = QFrame()
        frame.setProperty("card", "true")
        frame.setProperty("emphasis", "alerting")
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(self._name)
        words.addWidget(self._detail)
        top = QHBoxLayout()
        top.setSpacing(SPACE_M)
        top.addWidget(IconLabel("phone-incoming", Tone.ACCENT, 32))
        top.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        for button in (self.answer, self.busy, self.decline):
            buttons.addWidget(button, 1)
        column = QVBoxLayout(frame)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(top)
        column.addLayout(buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def _button(self, text: str, icon_name: str, kind: str, action: CallAction) -> Button:
        button = Button(text, icon_name, kind)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._commands.perform(self.call_id, action))
        return button

    def _detail_text(self, call: Call, account: str) -> str:
        to = translate("calls", "to {account}").format(account=account) if account else ""
        by = call.leg.referred_by
        sent = translate("calls", "Transferred by {name}").format(name=party_name(by)) if by is not None else ""
        return "  ·  ".join(filter(None, (call.number or translate("calls", "Incoming call"), sent, to)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._on_open()


_FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
)


class IncomingAlerts:
    """One alert for each call that alerts, stacked at the corner of the screen; gone when it no longer alerts.

    wants_silence: True while the user does not want to be disturbed; a call that comes then has no alert.
    """

    def __init__(
        self,
        commands: CallCommands,
        accounts: Accounts,
        on_open: Callable[[], object],
        wants_silence: Callable[[], bool] = lambda: False,
    ) -> None:
        self._wants_silence = wants_silence
        self._commands = commands
        self._accounts = accounts
        self._on_open = on_open
        self._alerts: dict[CallId, IncomingAlert] = {}
        commands.calls.incoming.add(self._on_incoming)
        commands.calls.changed.add(self._on_changed)
        commands.calls.removed.add(self._close)

    def alerts(self) -> tuple[IncomingAlert, ...]:
        """Those that are shown now, oldest first."""
        return tuple(self._alerts.values())

    def _on_incoming(self, call: Call) -> None:
        if self._wants_silence():
            return
        alert = IncomingAlert(call, self._account_name(call), self._commands, self._on_open)
        self._alerts[call.call_id] = alert
        alert.fit()
        self._place()
        alert.show_alert()

    def _on_changed(self, call: Call) -> None:
        if call.call_id in self._alerts and (call.state != LegState.ALERTING or not call.actions):
            self._close(call.call_id)

    def _close(self, call_id: CallId) -> None:
        alert = self._alerts.pop(call_id, None)
        if alert is not None:
            alert.close()
            self._place()

    def _place(self) -> None:
        screen = QGuiApplication.primaryScreen()
        if screen is None:
            return
        area = screen.availableGeometry()
        top = area.top() + SPACE_L
        for alert in self._alerts.values():
            alert.move(QPoint(area.right() - alert.width() - SPACE_L, top))
            top += alert.height() + SPACE_S

    def _account_name(self, call: Call) -> str:
        view = self._accounts.view(call.account_id)
        return account_name(view.config) if view is not None and len(self._accounts.views()) > 1 else ""
