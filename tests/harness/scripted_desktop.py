"""A private D-Bus and a scripted desktop on it: idle times, screen lock and logind as a test wants them."""

import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir={folder}</listen>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy>
</busconfig>
"""
MUTTER = "org.gnome.Mutter.IdleMonitor"
SAVER = "org.freedesktop.ScreenSaver"
LOGIND = "org.freedesktop.login1"
SESSION_PATH = "/org/freedesktop/login1/session/_32"

Answer = tuple[str, tuple[object, ...]]  # signature, values


class PrivateBus:
    """A bus of its own, for the block; `address` is what clients connect to."""

    def __init__(self, folder: Path) -> None:
        daemon = shutil.which("dbus-daemon")
        assert daemon is not None, "dbus-daemon is missing: run `make setup`"
        config = folder / "bus.conf"
        config.write_text(_CONFIG.format(folder=folder))
        self._process = subprocess.Popen(
            [daemon, f"--config-file={config}", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()

    def __enter__(self) -> "PrivateBus":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.communicate()


class ScriptedDesktop:
    """Owns service names and answers their methods; a method that has no answer gets an error.

    Attributes:
        answers: by method name; a function is called for each question.
        asked: the methods that were called, in order.
        last_arguments, last_sender: what the call that is being answered was given, and by whom.
    """

    def __init__(self, bus: PrivateBus, *names: str) -> None:
        self.answers: dict[str, Callable[[], Answer]] = {}
        self.asked: list[str] = []
        self.last_arguments: tuple[object, ...] = ()
        self.last_sender = ""
        self._sending = threading.RLock()  # no signal overtakes an answer that a test knows of
        self._connection: DBusConnection = open_dbus_connection(bus.address)
        for name in names:
            self._connection.send_and_get_reply(message_bus.RequestName(name))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def count(self, method: str) -> int:
        """How often it was asked."""
        return self.asked.count(method)

    def emit(self, path: str, interface: str, signal: str, signature: str, *values: object) -> None:
        """Sends a signal."""
        emitter = DBusAddress(path, interface=interface)
        with self._sending:
            self._connection.send(new_signal(emitter, signal, signature, values))

    def close(self) -> None:
        """Leaves the bus."""
        self._connection.sock.shutdown(2)
        self._thread.join(10)
        self._connection.close()

    def _serve(self) -> None:
        while True:
            try:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    with self._sending:
                        self._connection.send(self._reply(message))
            except (OSError, EOFError):
                return

    def _reply(self, message: Message) -> Message:
        method = message.header.fields[HeaderFields.member]
        if method not in self.answers:
            self.asked.append(method)
            return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
        self.last_arguments = message.body
        self.last_sender = str(message.header.fields.get(HeaderFields.sender, ""))
        signature, values = self.answers[method]()
        self.asked.append(method)
        return new_method_return(message, signature, values)
