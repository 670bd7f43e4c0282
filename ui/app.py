"""The program with its window: wires Qt, the features and the desktop together."""

import base64
import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from softphone.app import Softphone
from softphone.basics.redaction import mask_stderr
from softphone.engine_client.link import EngineLink
from softphone.folders import state_dir
from softphone.handed_over import is_file, is_link
from softphone.settings.declared import GEOMETRY, LANGUAGE, THEME
from ui.desktop.log_file import start_log
from ui.devices.ringtones import default_ringtone
from ui.first_paint import after_first_paint
from ui.garbage import GarbageCollector
from ui.language import use_language
from ui.qt_runtime import QtRuntime
from ui.style.icons import app_icon
from ui.style.theme import Appearance, theme
from ui.windows import Windows

if TYPE_CHECKING:
    from softphone.instance import CommandReply, InstanceLock, RaiseRequest
    from ui.desktop.idle import SessionWatch
    from ui.desktop.network_state import NetworkState

CLOSE_TIMEOUT_MS = 6000
FIRST_RUN_AFTER_MS = 600  # the window first, and the telephone
PEOPLE_AFTER_MS = 250  # registering comes first, and needs the processor too
SESSION_WATCH_AFTER_MS = 1500  # nobody is away yet, and the start has enough to do
_log = logging.getLogger("softphone.ui")


def main(argv: Sequence[str], engine_link: EngineLink | None = None, instance: "InstanceLock | None" = None) -> int:
    """Runs the window until the user quits; returns the exit code.

    Args:
        argv: the command line without the program's name: ``--lab`` signs in at a lab PBX when there is no account,
            ``--hidden`` starts in the tray, a ``tel:`` or ``sip:`` link is called, a file of contacts or accounts
            opened.
        engine_link: an engine that was started already.
        instance: the lock of this first instance, which is told of further starts.
    """
    start_log(state_dir() / "log")
    mask_stderr()
    application = new_application()
    program = Program(application, engine_link)
    program.start(argv)
    if instance is not None:
        instance.listen(program.runtime.post, program.on_raise, program.on_command)
    code = application.exec()
    program.finish()
    return code


def new_application() -> QApplication:
    """The QApplication with the program's name and icon."""
    application = QApplication(sys.argv[:1] or ["softphone"])
    application.setApplicationName("softphone")
    application.setApplicationDisplayName("Softphone")
    application.setDesktopFileName("softphone")
    application.setQuitOnLastWindowClosed(False)
    return application


class Program(QObject):
    """Everything that lives as long as the program."""

    def __init__(self, application: QApplication, engine_link: EngineLink | None = None) -> None:
        super().__init__()
        self._application = application
        self._is_closing = False
        self._session_watch: SessionWatch | None = None
        self._network_state: NetworkState | None = None
        self._garbage = GarbageCollector()
        self.runtime = QtRuntime()
        use_language(application)  # what goes wrong with the settings is told in the system's language
        self.softphone = Softphone(self.runtime, engine_link=engine_link, default_ringtone=default_ringtone())
        self.windows: Windows
        self._signals = _Signals(self.quit)

    def start(self, argv: Sequence[str] = ()) -> None:
        """Starts the telephone first, which works in other threads and processes while the window is built."""
        self.softphone.start_telephone()
        settings = self.softphone.settings
        use_language(self._application, settings.get(LANGUAGE))
        theme.install(self._application, Appearance(settings.get(THEME)))
        self.windows = Windows(self.softphone, self.quit)
        self._restore_geometry()
        self.windows.main.account_banner.set_loaded()
        for problem in settings.past_problems:
            self.windows.main.show_notice(problem)
        if "--hidden" in argv:
            QTimer.singleShot(0, self, self._after_paint)
        else:
            after_first_paint(self.windows.main, self._after_paint)
            self.windows.main.show()
        QTimer.singleShot(0, self, lambda: self._after_show(argv))

    def on_raise(self, request: "RaiseRequest") -> None:
        """The program was started again."""
        self.windows.main.bring_up()
        self._take_links(request.arguments)

    def on_command(self, words: tuple[str, ...]) -> "CommandReply":
        """Another process of the user asks for something, such as `softphone answer`."""
        from softphone.remote_control import RemoteControl

        return RemoteControl(self.softphone).carry_out(words)

    def quit(self) -> None:
        """Hangs up, signs out, saves, and ends the program."""
        if self._is_closing:
            return
        self._is_closing = True
        self.keep_geometry()
        self.windows.main.hide()
        if self.windows.tray is not None:
            self.windows.tray.icon.hide()
        QTimer.singleShot(CLOSE_TIMEOUT_MS, self._application.quit)
        self.softphone.close(self._application.quit)

    def finish(self) -> None:
        """After the event loop."""
        self._signals.close()
        if self._session_watch is not None:
            self._session_watch.close()
        self.runtime.close()
        self._garbage.stop()

    def _after_show(self, argv: Sequence[str]) -> None:
        self._take_links(argv)
        if "--lab" in argv and not self.softphone.accounts.views():
            from ui.lab_session import LabSession

            self._lab_session = LabSession(self.softphone, self.windows.main)
            self._application.aboutToQuit.connect(self._lab_session.end)
            self._lab_session.begin()
        elif not self.softphone.accounts.views() and "--hidden" not in argv:
            self._begin_first_run()

    def _begin_first_run(self) -> None:
        """Once by itself; later the banner leads there."""
        from ui.first_run.progress import is_first

        if is_first(self.softphone.settings):
            QTimer.singleShot(FIRST_RUN_AFTER_MS, self.windows.main, self._show_first_run)

    def _show_first_run(self) -> None:
        if not self._is_closing and not self.softphone.accounts.views():
            self.windows.accounts.show_first_run()

    def _after_paint(self) -> None:
        self._application.setWindowIcon(app_icon())
        self.windows.start_tray()
        QTimer.singleShot(PEOPLE_AFTER_MS, self.windows.main, lambda: self._run_slowly(self._rest_of_start()))
        QTimer.singleShot(SESSION_WATCH_AFTER_MS, self, self._watch_session)

    def _rest_of_start(self) -> Iterator[Callable[[], object]]:
        """All that is about people, in pieces between which the window and the telephone get their turns."""
        softphone, windows = self.softphone, self.windows
        yield lambda: softphone.own_devices
        yield lambda: softphone.history
        yield lambda: softphone.directory
        yield lambda: windows.people
        yield windows.complete
        yield from softphone.people_starts()
        yield windows.look_for_messages
        yield self._watch_for_free
        yield softphone.start_headset
        yield self._watch_plugs

    def _run_slowly(self, pieces: Iterator[Callable[[], object]]) -> None:
        piece = None if self._is_closing else next(pieces, None)
        if piece is not None:
            piece()
            QTimer.singleShot(0, self.windows.main, lambda: self._run_slowly(pieces))

    def _watch_for_free(self) -> None:
        from ui.presence.free_notices import FreeNotices

        softphone, tell = self.softphone, self.windows.tell
        self._free_notices = FreeNotices(softphone.colleagues, softphone.favourites, tell, self)

    def _watch_plugs(self) -> None:
        from ui.devices.plug_watch import PlugWatch

        PlugWatch(self.softphone.devices.refresh, self)

    def _watch_session(self) -> None:
        from ui.desktop.autostart import Autostart
        from ui.desktop.idle import SessionWatch

        if not self._is_closing:
            self._session_watch = SessionWatch(self.runtime, self.softphone.own_status)
            self.windows.start_notices(self._session_watch.session_bus)
            self.windows.start_shortcuts(self._session_watch.session_bus)
            Autostart(self.softphone.settings)
            self._watch_network(self._session_watch)

    def _watch_network(self, session: "SessionWatch") -> None:
        from ui.desktop.network_state import NetworkState

        if session.system_bus is not None:
            look, banner = self.softphone.reachability.look_at_network, self.windows.main.account_banner
            sleep = self.softphone.sleep_changed
            self._network_state = NetworkState(session.system_bus, look, banner.set_portal, sleep)

    def _take_links(self, arguments: Sequence[str]) -> None:
        for argument in arguments:
            if is_link(argument):
                self.windows.main.propose(argument)
            elif is_file(argument):
                from ui.opened_files import open_file

                open_file(Path(argument), self.softphone, self.windows)

    def _restore_geometry(self) -> None:
        kept = self.softphone.settings.get(GEOMETRY)
        if kept:
            self.windows.main.restoreGeometry(QByteArray(base64.b64decode(kept, validate=False)))

    def keep_geometry(self) -> None:
        """Remembers where the window is, to open it there again."""
        geometry = base64.b64encode(self.windows.main.saveGeometry().data()).decode()
        self.softphone.settings.set(GEOMETRY, geometry)


class _Signals(QObject):
    """SIGTERM, SIGINT and SIGHUP end the program in good order."""

    def __init__(self, on_signal: Callable[[], None]) -> None:
        super().__init__()
        self._on_signal = on_signal
        self._read, self._write = socket.socketpair()
        self._write.setblocking(False)
        self._read.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)
        self._wakeup = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        names = ("SIGTERM", "SIGINT", "SIGHUP")
        self._before = {
            number: signal.signal(number, lambda *_: None)
            for number in (getattr(signal, name, None) for name in names)
            if number is not None
        }

    def close(self) -> None:
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._read.close()
        self._write.close()

    def _on_readable(self) -> None:
        received = self._read.recv(64)
        if any(number in self._before for number in received):
            _log.info("ending: signal %s", list(received))
            self._on_signal()
