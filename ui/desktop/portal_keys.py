"""Keys through the desktop's portal (org.freedesktop.portal.GlobalShortcuts), the only way on Wayland.

The desktop shows the user what is asked for; the user may choose other keys there.
"""

import itertools
import logging
from collections.abc import Callable, Mapping

from ui.desktop.bus import Bus, Target, Values, variant

_PORTAL = Target(
    "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.GlobalShortcuts"
)
_REQUEST = "org.freedesktop.portal.Request"
_SESSION = "org.freedesktop.portal.Session"
_MODIFIERS = {"Ctrl": "CTRL", "Alt": "ALT", "Shift": "SHIFT", "Meta": "LOGO"}
_log = logging.getLogger("softphone.ui.shortcuts")


class PortalKeys:
    """One session of the portal for each set of shortcuts."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._tokens = (f"softphone{number}" for number in itertools.count(1))
        self._session = ""
        self._on_pressed: Callable[[str], None] = lambda name: None
        bus.listen(_PORTAL, "Activated", self._on_activated)

    def bind(self, wanted: Mapping[str, tuple[str, str]], on_pressed: Callable[[str], None]) -> None:
        self.close()
        self._on_pressed = on_pressed
        if wanted:
            options = {"session_handle_token": ("s", next(self._tokens))}
            self._request("CreateSession", "a{sv}", (), options, lambda results: self._on_session(results, wanted))

    def close(self) -> None:
        if self._session:
            self._bus.call(Target(_PORTAL.service, self._session, _SESSION), "Close")
            self._session = ""

    def _on_session(self, results: dict[str, object], wanted: Mapping[str, tuple[str, str]]) -> None:
        self._session = str(variant(results.get("session_handle", "")))
        shortcuts = [
            (name, {"description": ("s", words), "preferred_trigger": ("s", _trigger(keys))})
            for name, (keys, words) in wanted.items()
        ]
        self._request("BindShortcuts", "oa(sa{sv})sa{sv}", (self._session, shortcuts, ""), {}, lambda results: None)

    def _request(
        self,
        method: str,
        signature: str,
        arguments: tuple[object, ...],
        options: Mapping[str, tuple[str, object]],
        on_results: Callable[[dict[str, object]], None],
    ) -> None:
        """A portal's method: its results come as a signal of an object that is named beforehand."""
        token = next(self._tokens)
        sender = self._bus.unique_name.lstrip(":").replace(".", "_")
        request = Target(_PORTAL.service, f"/org/freedesktop/portal/desktop/request/{sender}/{token}", _REQUEST)

        def on_response(values: Values) -> None:
            code, results = values
            if code == 0 and isinstance(results, dict):
                on_results(results)
            else:
                _log.info("the desktop grants no shortcuts (%s: %s)", method, code)

        self._bus.listen(request, "Response", on_response)
        self._bus.call(_PORTAL, method, signature, (*arguments, {"handle_token": ("s", token), **options}))

    def _on_activated(self, values: Values) -> None:
        session, name = values[0], values[1]
        if session == self._session:
            self._on_pressed(str(name))


def _trigger(keys: str) -> str:
    """The keys as the XDG shortcuts specification writes them: ``CTRL+ALT+a``."""
    *modifiers, key = keys.split("+")
    return "+".join([*(_MODIFIERS[modifier] for modifier in modifiers), key.lower() if len(key) == 1 else key])
