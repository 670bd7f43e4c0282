"""Whether the screen is locked, as the desktop's screen saver and logind say it."""

import os
from collections.abc import Callable

from ui.desktop.bus import Bus, Target, Values, variant

_SAVERS = (
    Target("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    Target("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    Target("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    Target("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
)
_LOGIND = Target("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_SESSION = "org.freedesktop.login1.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"


class ScreenLock:
    """Listens only, so an idle program sleeps. on_locked: called with each change; locked is what any of them says."""

    def __init__(self, session: Bus | None, system: Bus | None, on_locked: Callable[[bool], None]) -> None:
        self._on_locked = on_locked
        self._said: dict[str, bool] = {}
        self._is_locked = False
        if session is not None:
            for saver in _SAVERS:
                self._follow_saver(session, saver)
        if system is not None:
            self._follow_logind(system)

    def _follow_saver(self, bus: Bus, saver: Target) -> None:
        take = self._taker(saver.service)
        bus.listen(saver, "ActiveChanged", take)
        bus.call(saver, "GetActive", on_reply=take)

    def _follow_logind(self, bus: Bus) -> None:
        def on_session(reply: Values | None) -> None:
            if reply:
                self._follow_session(bus, Target(_LOGIND.service, str(reply[0]), _PROPERTIES))

        session = os.environ.get("XDG_SESSION_ID") or "auto"
        bus.call(_LOGIND, "GetSession", "s", (session,), on_session)

    def _follow_session(self, bus: Bus, session: Target) -> None:
        take = self._taker("logind")

        def on_changed(values: Values) -> None:
            interface, changed = values[0], values[1]
            if interface == _SESSION and isinstance(changed, dict) and "LockedHint" in changed:
                take((changed["LockedHint"],))

        bus.listen(session, "PropertiesChanged", on_changed)
        bus.call(session, "Get", "ss", (_SESSION, "LockedHint"), take)

    def _taker(self, name: str) -> Callable[[Values | None], None]:
        def take(values: Values | None) -> None:
            if values:
                self._said[name] = bool(variant(values[0]))
                self._tell()

        return take

    def _tell(self) -> None:
        is_locked = any(self._said.values())
        if is_locked != self._is_locked:
            self._is_locked = is_locked
            self._on_locked(is_locked)
