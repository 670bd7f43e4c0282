"""Notices of the desktop about calls: who rings, with Answer and Decline, who was missed, and who is free again."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from softphone.basics.ids import CallId
from softphone.basics.words import translate
from softphone.calls.call import Call, CallAction
from softphone.calls.call_when_free import FreeNotice
from softphone.protocol.snapshots import EndKind, LegState
from softphone.settings.declared import INCOMING_ALERT
from softphone.settings.settings import Settings
from ui.calls.call_commands import CallCommands
from ui.desktop.notices import Notice, NoticeAction, NoticeBoard

A = CallAction


class CallNotices:
    """Follows the calls from now on.

    on_open: brings the window up. is_locked: True while the screen is locked; then nobody's name is shown.
    wants_silence: True while the user does not want to be disturbed. tells_missed: whether to tell now that this number
    called in vain.
    """

    def __init__(
        self,
        commands: CallCommands,
        settings: Settings,
        board: NoticeBoard,
        on_open: Callable[[], object],
        is_locked: Callable[[], bool],
        wants_silence: Callable[[], bool],
        tells_missed: Callable[[str], bool] = lambda number: True,
    ) -> None:
        self._commands = commands
        self._settings = settings
        self._board = board
        self._on_open = on_open
        self._is_locked = is_locked
        self._wants_silence, self._tells_missed = wants_silence, tells_missed
        self._ringing: dict[CallId, Callable[[], None]] = {}
        self._missed: set[CallId] = set()
        self._elsewhere: dict[CallId, tuple[str, Callable[[], None]]] = {}
        calls = commands.calls
        self._forget = (
            calls.incoming.add(self._on_incoming),
            calls.changed.add(self._on_changed),
            calls.removed.add(self._on_removed),
        )

    def close(self) -> None:
        """Tells no more, and takes away what is shown."""
        for forget in self._forget:
            forget()
        for call_id in tuple(self._ringing):
            self._stop_ringing(call_id)

    def tell(self, title: str, text: str) -> None:
        """Tells anything else; a click opens the window."""
        self._board.show(Notice(title, text, self._on_open))

    def tell_free(self, notice: FreeNotice) -> None:
        """Somebody who was busy can be called."""
        title = (
            translate("calls", "{name} is free").format(name=notice.name)
            if notice.is_certain
            else translate("calls", "Try {name} again?").format(name=notice.name)
        )
        call = NoticeAction("call", translate("calls", "Call"), lambda: self._commands.dial(notice.number, None))
        self._board.show(Notice(title, translate("calls", "You wanted to be told."), self._on_open, (call,)))

    @property
    def tells_incoming(self) -> bool:
        """Incoming calls are told by notices, so that no window of their own is needed: where that is wished, and on
        Wayland, where no window can put itself into a corner and on top."""
        kind = self._settings.get(INCOMING_ALERT)
        is_better = kind == "automatic" and QGuiApplication.platformName().startswith("wayland")
        return self._board.has_actions and (kind == "notification" or is_better)

    def _on_incoming(self, call: Call) -> None:
        if not self.tells_incoming or self._wants_silence() or call.state != LegState.ALERTING:
            return
        perform = self._commands.perform
        self._ringing[call.call_id] = self._board.show(
            Notice(
                translate("calls", "Incoming call"),
                self._who(call),
                self._on_open,
                (
                    NoticeAction("answer", translate("calls", "Answer"), lambda: perform(call.call_id, A.ANSWER)),
                    NoticeAction("decline", translate("calls", "Decline"), lambda: perform(call.call_id, A.DECLINE)),
                ),
                is_urgent=True,
                category="call.incoming",
            )
        )

    def _on_changed(self, call: Call) -> None:
        if call.call_id in self._ringing and (call.state != LegState.ALERTING or not call.actions):
            self._stop_ringing(call.call_id)
            if is_answered_elsewhere(call):
                self._elsewhere[call.call_id] = ("", lambda: None)
        if call.call_id in self._elsewhere:
            self._tell_elsewhere(call)
        if call.is_missed and call.call_id not in self._missed:
            self._missed.add(call.call_id)
            if self._tells_missed(call.leg.remote.number):
                self._tell_missed(call)

    def _tell_elsewhere(self, call: Call) -> None:
        """The notice said that somebody calls; where he was answered may become known a moment later."""
        title = call.end_text.title if call.end_text is not None else ""
        told, take_away = self._elsewhere[call.call_id]
        if title and title != told:
            take_away()
            notice = Notice(title, self._who(call), self._on_open, category="call.ended")
            self._elsewhere[call.call_id] = (title, self._board.show(notice))

    def _tell_missed(self, call: Call) -> None:
        number = call.leg.remote.number
        back = NoticeAction("call_back", translate("calls", "Call back"), lambda: self._commands.dial(number, None))
        actions = (back,) if number and A.CALL_BACK in call.actions else ()
        title = translate("calls", "Missed call")
        self._board.show(Notice(title, self._who(call), self._on_open, actions, category="call.unanswered"))

    def _on_removed(self, call_id: CallId) -> None:
        self._stop_ringing(call_id)
        self._missed.discard(call_id)
        _, take_away = self._elsewhere.pop(call_id, ("", lambda: None))
        take_away()

    def _stop_ringing(self, call_id: CallId) -> None:
        take_away = self._ringing.pop(call_id, None)
        if take_away is not None:
            take_away()

    def _who(self, call: Call) -> str:
        if self._is_locked():
            return translate("calls", "Unlock the screen to see who it is.")
        return f"{call.name} · {call.number}" if call.number else call.name


def is_answered_elsewhere(call: Call) -> bool:
    """The user answered it on another device (RFC 3326)."""
    return call.leg.end is not None and call.leg.end.kind == EndKind.ANSWERED_ELSEWHERE
