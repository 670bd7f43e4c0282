"""Notices of the desktop: with buttons where it has them (Desktop Notifications 1.2), else by the tray icon."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QSystemTrayIcon

from ui.desktop.bus import Bus, Target, Values

_SERVICE = Target("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
_URGENCY = {False: 1, True: 2}  # normal, critical
_DEFAULT = "default"  # the action of a click on the notice itself


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """A button of a notice."""

    key: str
    text: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told.

    Attributes:
        on_click: what a click beside the buttons does.
        is_urgent: stays until it is answered or taken away.
        category: of the specification, such as ``call.incoming``.
    """

    title: str
    text: str
    on_click: Callable[[], object]
    actions: tuple[NoticeAction, ...] = ()
    is_urgent: bool = False
    category: str = ""


class NoticeBoard(Protocol):
    """Where notices are put."""

    @property
    def has_actions(self) -> bool:
        """Its notices have buttons."""

    def show(self, notice: Notice) -> Callable[[], None]:
        """Shows the notice; the returned function takes it away."""


class TrayNotices:
    """By the tray icon: no buttons, and only the last one can be clicked."""

    def __init__(self, icon: QSystemTrayIcon) -> None:
        self._icon = icon
        self._on_click: Callable[[], object] = lambda: None
        icon.messageClicked.connect(lambda: self._on_click())

    @property
    def has_actions(self) -> bool:
        return False

    def show(self, notice: Notice) -> Callable[[], None]:
        self._on_click = notice.on_click
        self._icon.showMessage(notice.title, notice.text, self._icon.icon())
        return lambda: None


@dataclass(slots=True)
class _Shown:
    notice: Notice
    number: int | None = None  # the service's, once it has answered
    is_over: bool = False


class BusNotices:
    """By the desktop's notification service. Ask `has_actions` a moment after it was made."""

    def __init__(self, bus: Bus, fallback: NoticeBoard) -> None:
        """fallback: takes the notices where there is no such service."""
        self._bus = bus
        self._fallback = fallback
        self._capabilities: frozenset[str] = frozenset()
        self._is_there = False
        self._shown: dict[int, _Shown] = {}
        bus.listen(_SERVICE, "ActionInvoked", self._on_action)
        bus.listen(_SERVICE, "NotificationClosed", self._on_closed)
        bus.call(_SERVICE, "GetCapabilities", on_reply=self._on_capabilities)

    @property
    def has_actions(self) -> bool:
        return "actions" in self._capabilities

    def show(self, notice: Notice) -> Callable[[], None]:
        if not self._is_there:
            return self._fallback.show(notice)
        shown = _Shown(notice)
        self._bus.call(
            _SERVICE, "Notify", "susssasa{sv}i", self._arguments(notice), lambda reply: self._on_shown(shown, reply)
        )
        return lambda: self._take_away(shown)

    def _arguments(self, notice: Notice) -> tuple[object, ...]:
        buttons = [part for action in notice.actions for part in (action.key, action.text)]
        actions = [_DEFAULT, "", *buttons] if self.has_actions else []
        text = _escaped(notice.text) if "body-markup" in self._capabilities else notice.text
        hints: dict[str, tuple[str, object]] = {
            "urgency": ("y", _URGENCY[notice.is_urgent]),
            "desktop-entry": ("s", "softphone"),
        }
        if notice.category:
            hints["category"] = ("s", notice.category)
        return "Softphone", 0, "softphone", notice.title, text, actions, hints, 0 if notice.is_urgent else -1

    def _on_capabilities(self, reply: Values | None) -> None:
        self._is_there = reply is not None
        names = reply[0] if reply else ()
        self._capabilities = frozenset(names) if isinstance(names, list) else frozenset()

    def _on_shown(self, shown: _Shown, reply: Values | None) -> None:
        if not reply or not isinstance(reply[0], int):
            return
        shown.number = reply[0]
        if shown.is_over:  # it was taken away while the service was still at it
            self._close(shown.number)
        else:
            self._shown[shown.number] = shown

    def _take_away(self, shown: _Shown) -> None:
        shown.is_over = True
        if shown.number is not None and self._shown.pop(shown.number, None) is not None:
            self._close(shown.number)

    def _close(self, number: int) -> None:
        self._bus.call(_SERVICE, "CloseNotification", "u", (number,))

    def _on_action(self, values: Values) -> None:
        shown = self._shown.get(values[0]) if values and isinstance(values[0], int) else None
        if shown is None:
            return
        key = values[1]
        for action in shown.notice.actions:
            if action.key == key:
                action.run()
                return
        shown.notice.on_click()

    def _on_closed(self, values: Values) -> None:
        if values and isinstance(values[0], int):
            self._shown.pop(values[0], None)


def _escaped(text: str) -> str:
    from html import escape  # it brings two thousand names of characters along

    return escape(text, quote=False)
