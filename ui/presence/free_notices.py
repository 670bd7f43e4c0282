"""Tells the user that somebody whom they waited for is free again."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from softphone.basics.words import translate
from softphone.presence.favourites import Favourites
from softphone.presence.state import Presentity
from ui.presence.ports import Lamps


class FreeNotices(QObject):
    """show: puts a title and a text on the desktop (the tray icon's message)."""

    def __init__(
        self, lamps: Lamps, favourites: Favourites, show: Callable[[str, str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lamps, self._favourites, self._show = lamps, favourites, show
        self._forget = lamps.became_free.add(self._on_free)
        self.destroyed.connect(self._forget)

    def _on_free(self, presentity: Presentity) -> None:
        name = presentity.name or presentity.address.partition("@")[0]
        for favourite in self._favourites.all():
            if presentity.address in (favourite.address, self._lamps.address_of(favourite.number)):
                name = favourite.name
        self._show(
            translate("presence", "{name} is free").format(name=name), translate("presence", "You wanted to be told.")
        )
