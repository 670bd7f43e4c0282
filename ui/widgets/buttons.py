"""Buttons whose icon follows the theme and whose tooltip tells their shortcut."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from softphone.basics.words import translate
from ui.style.icons import icon
from ui.style.theme import theme
from ui.style.tokens import ICON_SIZE

_FILLED = ("primary", "positive", "danger")


def native_keys(keys: str) -> str:
    """A shortcut, or the first and the last of several with … between them, as this desktop writes it."""
    parts = (QKeySequence(part).toString(QKeySequence.SequenceFormat.NativeText) for part in keys.split(" … "))
    return " … ".join(parts).replace("Return", translate("window", "Return"))  # Qt leaves this key in English


class Button(QPushButton):
    """A push button with an icon from our set.

    kind: ``primary``, ``positive``, ``danger`` (filled), ``danger-quiet``, ``action``, ``quiet``, ``link``, ``plain``.
    The keyboard reaches it by Tab; a click leaves the focus where it was.
    """

    def __init__(self, text: str, icon_name: str = "", kind: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self._kind = kind
        self._icon_size = ICON_SIZE - 2
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self._recolour)
        self._recolour()

    def set_icon_name(self, name: str) -> None:
        """Shows another icon."""
        if name != self._icon_name:
            self._icon_name = name
            self._recolour()

    def set_kind(self, kind: str) -> None:
        """Gives it another weight."""
        if kind != self._kind:
            self._kind = kind
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)
            self._recolour()

    def set_hint(self, hint: str, keys: str = "") -> None:
        """Sets tooltip and, for a button without text, the name that a screen reader says."""
        shown = f"{hint} ({native_keys(keys)})" if keys else hint
        self.setToolTip(shown)
        if not self.text():
            self.setAccessibleName(hint)
        self.setAccessibleDescription(shown)

    def _recolour(self) -> None:
        if not self._icon_name:
            return
        palette = theme.palette
        colour = palette.text
        checked = ""
        if self._kind in _FILLED:
            colour = palette.on_fill
        elif self._kind == "link":
            colour = palette.accent
        elif self._kind == "danger-quiet":
            colour = palette.danger
        elif self._kind == "action":
            checked = palette.accent if self.property("toggles") == "panel" else palette.warning
        self.setIcon(icon(self._icon_name, colour, self._icon_size, palette.faint, checked))
        self.setIconSize(QSize(self._icon_size, self._icon_size))


class IconButton(Button):
    """A square button that is only an icon; its name is in the tooltip and for the screen reader."""

    def __init__(self, icon_name: str, hint: str, keys: str = "", kind: str = "quiet", parent: QWidget | None = None):
        super().__init__("", icon_name, kind, parent)
        self.set_hint(hint, keys)
        self.setFixedSize(QSize(38, 38))
        self.setStyleSheet("padding: 0;")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class ToggleButton(Button):
    """An action that is on or off, e.g. mute. panel: it opens a panel rather than changing the call."""

    def __init__(self, text: str, icon_name: str, is_panel: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, "", "action", parent)
        self.setCheckable(True)
        if is_panel:
            self.setProperty("toggles", "panel")
        self.set_icon_name(icon_name)
