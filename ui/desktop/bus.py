"""D-Bus as the desktop parts use it: calls that never block, and signals as callbacks.

Not by QtDBus: its own thread asks Python objects for their meta object, and waits for the interpreter's lock while Qt's
thread holds that and waits for it; the program hung for good.
"""

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageFlag, MessageType, new_method_call, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QObject, QSocketNotifier, QTimer

_TIMEOUT_MS = 5000
_log = logging.getLogger("softphone.ui.bus")
Values = tuple[object, ...]
OnReply = Callable[[Values | None], None]


@dataclass(frozen=True, slots=True)
class Target:
    """An object on the bus and one of its interfaces; the interface is named like the service unless given."""

    service: str
    path: str
    named_interface: str = ""

    @property
    def interface(self) -> str:
        """The interface's name."""
        return self.named_interface or self.service


class Bus(QObject):
    """One connection; answers and signals come on the Qt thread."""

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        """address: of the bus, or SESSION or SYSTEM. Raises OSError when there is none."""
        super().__init__(parent)
        self._waiting: dict[int, tuple[QTimer, OnReply]] = {}
        self._listening: dict[tuple[str, str, str], Callable[[Values], None]] = {}
        self._connection: DBusConnection | None = _connected(address)
        self._notifier = QSocketNotifier(self._connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    @property
    def unique_name(self) -> str:
        """What the bus calls this connection, such as ``:1.42``; empty once it is lost."""
        return "" if self._connection is None else str(self._connection.unique_name)

    @classmethod
    def of_session(cls, parent: QObject | None = None) -> "Bus | None":
        """The user's session bus; None where there is none (nobody starts one for us)."""
        address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
        usual = Path(os.environ.get("XDG_RUNTIME_DIR", "") or "/nowhere", "bus")
        if not address and usual.exists():
            address = f"unix:path={usual}"
        return cls._if_there(address, parent) if address else None

    @classmethod
    def of_system(cls, parent: QObject | None = None) -> "Bus | None":
        """The system bus; None where there is none."""
        return cls._if_there("SYSTEM", parent)

    @classmethod
    def _if_there(cls, address: str, parent: QObject | None) -> "Bus | None":
        try:
            return cls(address, parent)
        except OSError as error:
            _log.info("no D-Bus: %s", error)
            return None

    def call(
        self,
        target: Target,
        method: str,
        signature: str = "",
        arguments: Sequence[object] = (),
        on_reply: OnReply = lambda reply: None,
    ) -> None:
        """Calls a method; `on_reply` gets its values, or None when nobody answers. No service is started for it."""
        address = DBusAddress(target.path, target.service, target.interface)
        message = new_method_call(address, method, signature or None, tuple(arguments))
        message.header.flags = MessageFlag.no_auto_start
        serial = self._send(message)
        if serial is None:
            on_reply(None)
            return
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: self._answer(serial, None))
        timer.start(_TIMEOUT_MS)
        self._waiting[serial] = (timer, on_reply)

    def send_signal(self, path: str, interface: str, signal: str, signature: str, values: Sequence[object]) -> None:
        """Sends a signal to whoever listens."""
        self._send(new_signal(DBusAddress(path, interface=interface), signal, signature, tuple(values)))

    def listen(self, target: Target, signal: str, on_signal: Callable[[Values], None]) -> None:
        """Calls back with the values of each such signal, as long as the connection lives."""
        rule = MatchRule(
            type="signal", sender=target.service, interface=target.interface, member=signal, path=target.path
        )
        self._listening[target.path, target.interface, signal] = on_signal
        self._send(message_bus.AddMatch(rule))

    def close(self) -> None:
        """Leaves the bus; calls that wait get no answer."""
        self._notifier.setEnabled(False)
        for timer, _ in self._waiting.values():
            timer.stop()
        self._waiting.clear()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _send(self, message: Message) -> int | None:
        if self._connection is None:
            return None
        serial: int = next(self._connection.outgoing_serial)
        try:
            self._connection.send(message, serial)
        except OSError:
            self._lost()
            return None
        return serial

    def _on_readable(self) -> None:
        while self._connection is not None:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except (OSError, ValueError):
                self._lost()
                return
            self._take(message)

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        match message.header.message_type:
            case MessageType.method_return:
                self._answer(fields[HeaderFields.reply_serial], message.body)
            case MessageType.error:
                self._answer(fields[HeaderFields.reply_serial], None)
            case MessageType.signal:
                key = (fields[HeaderFields.path], fields[HeaderFields.interface], fields[HeaderFields.member])
                on_signal = self._listening.get(key)
                if on_signal is not None:
                    on_signal(message.body)

    def _answer(self, serial: int, values: Values | None) -> None:
        timer, on_reply = self._waiting.pop(serial, (None, None))
        if timer is not None and on_reply is not None:
            timer.stop()
            timer.deleteLater()
            on_reply(values)

    def _lost(self) -> None:
        """The bus went away, as at the end of the session."""
        waiting = list(self._waiting)
        if self._connection is not None:
            self._notifier.setEnabled(False)
            self._connection.close()
            self._connection = None
        for serial in waiting:
            self._answer(serial, None)


def variant(value: object) -> object:
    """What is in a D-Bus variant, which arrives as (signature, value)."""
    return value[1] if isinstance(value, tuple) and len(value) == 2 else value


def _connected(address: str) -> DBusConnection:
    try:
        return open_dbus_connection(address)
    except (RuntimeError, ValueError, KeyError) as error:
        raise OSError(f"no usable address: {error}") from None
