"""The number of missed calls on the program's icon in docks and task bars that can show one (Unity's LauncherEntry,
which Ubuntu's dock, KDE's task bar and others follow)."""

from softphone.history.history import History
from ui.desktop.bus import Bus

_PATH = "/com/canonical/unity/launcherentry/softphone"
_INTERFACE = "com.canonical.Unity.LauncherEntry"
_PROGRAM = "application://softphone.desktop"


class LauncherBadge:
    """Follows the history from now on."""

    def __init__(self, history: History, bus: Bus) -> None:
        self._history = history
        self._bus = bus
        self._shown = 0
        history.changed.add(lambda _: self._show())
        self._show()

    def _show(self) -> None:
        count = self._history.unseen_missed
        if count != self._shown:
            self._shown = count
            properties = {"count": ("x", count), "count-visible": ("b", count > 0)}
            self._bus.send_signal(_PATH, _INTERFACE, "Update", "sa{sv}", (_PROGRAM, properties))
