"""What the desktop shows and hears of the program, wired to the features: notices, badge, global shortcuts."""

from collections.abc import Callable

from PySide6.QtWidgets import QSystemTrayIcon

from softphone.app import Softphone
from softphone.mobility.notice_kind import NoticeKind
from ui.desktop.bus import Bus
from ui.desktop.call_notices import CallNotices
from ui.desktop.global_shortcuts import GlobalShortcuts
from ui.desktop.notices import BusNotices, NoticeBoard, TrayNotices
from ui.main_window import MainWindow
from ui.mobility_windows import MobilityWindows, global_actions


def notice_board(icon: QSystemTrayIcon, session_bus: Bus | None) -> NoticeBoard:
    """The desktop's notices; those of the tray icon where it has none."""
    board: NoticeBoard = TrayNotices(icon)
    return board if session_bus is None else BusNotices(session_bus, board)


def call_notices(softphone: Softphone, main: MainWindow, board: NoticeBoard, session_bus: Bus | None) -> CallNotices:
    """Tells of calls from now on, and counts missed ones on the launcher's icon."""
    status = softphone.own_status
    notices = CallNotices(
        main.commands,
        softphone.settings,
        board,
        main.bring_up,
        lambda: status.is_locked,
        lambda: status.wants_silence,
        lambda number: softphone.allows_notice(NoticeKind.MISSED, number),
    )
    softphone.call_when_free.ready.add(notices.tell_free)
    if session_bus is not None:
        from ui.desktop.launcher_badge import LauncherBadge

        LauncherBadge(softphone.history, session_bus)
    return notices


def global_shortcuts(
    softphone: Softphone, main: MainWindow, mobility: Callable[[], MobilityWindows | None], session_bus: Bus | None
) -> GlobalShortcuts:
    """Follows the shortcuts that work in every program from now on."""

    def show() -> None:
        main.bring_up()
        main.focus_field()

    others = global_actions(mobility)
    return GlobalShortcuts(softphone.settings, main.commands, show, session_bus, others=others)
