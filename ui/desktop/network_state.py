"""Sleep and captive portals, as logind and NetworkManager tell of them. It only listens, so an idle program sleeps."""

from collections.abc import Callable

from ui.desktop.bus import Bus, Target, Values, variant

_LOGIND = Target("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_PROPERTIES = "org.freedesktop.DBus.Properties"
_MANAGER = "org.freedesktop.NetworkManager"
_MANAGER_PROPERTIES = Target(_MANAGER, "/org/freedesktop/NetworkManager", _PROPERTIES)
_PORTAL = 2  # NMConnectivityState: somebody answers in place of the internet and wants a browser


class NetworkState:
    """on_hint: the network may be another: the computer woke up, or a portal was passed.
    on_portal: gets the address that leads to the portal's page ("" for unknown) while there is one, None else.
    on_sleep: told when the computer is about to sleep, and when it woke."""

    def __init__(
        self,
        system: Bus,
        on_hint: Callable[[], None],
        on_portal: Callable[[str | None], None],
        on_sleep: Callable[[bool], None] = lambda _: None,
    ) -> None:
        self._system = system
        self._on_hint = on_hint
        self._on_portal = on_portal
        self._on_sleep = on_sleep
        self._has_portal = False
        system.listen(_LOGIND, "PrepareForSleep", self._slept)
        system.listen(_MANAGER_PROPERTIES, "PropertiesChanged", self._changed)
        system.call(_MANAGER_PROPERTIES, "Get", "ss", (_MANAGER, "Connectivity"), self._told)

    def _slept(self, values: Values) -> None:
        if not values:
            return
        self._on_sleep(bool(values[0]))
        if not values[0]:
            self._on_hint()

    def _changed(self, values: Values) -> None:
        interface, changed = values[0], values[1]
        if interface == _MANAGER and isinstance(changed, dict) and "Connectivity" in changed:
            self._told((changed["Connectivity"],))

    def _told(self, values: Values | None) -> None:
        has_portal = values is not None and variant(values[0]) == _PORTAL
        if has_portal == self._has_portal:
            return
        self._has_portal = has_portal
        if has_portal:
            self._system.call(_MANAGER_PROPERTIES, "Get", "ss", (_MANAGER, "ConnectivityCheckUri"), self._page_told)
        else:
            self._on_portal(None)
            self._on_hint()

    def _page_told(self, values: Values | None) -> None:
        if self._has_portal:
            page = str(variant(values[0])) if values else ""
            self._on_portal(page if page.startswith(("http://", "https://")) else "")
