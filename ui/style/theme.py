"""The theme in use: light or dark, following the system or chosen; applies the tokens to the application."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.style.stylesheet import stylesheet
from ui.style.tokens import DARK, LIGHT, Palette


class Appearance(StrEnum):
    """The user's choice."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def _system_scheme() -> Qt.ColorScheme:
    return QGuiApplication.styleHints().colorScheme()


class Theme(QObject):
    """The palette in use.

    Signals:
        changed: after the application got other colours; whoever draws or colours icons does so anew.
    """

    changed = Signal()

    def __init__(self, system_scheme: Callable[[], Qt.ColorScheme] = _system_scheme) -> None:
        """system_scheme: what the desktop wants now."""
        super().__init__()
        self._system_scheme = system_scheme
        self.palette: Palette = LIGHT
        self.appearance = Appearance.SYSTEM
        self._application: QApplication | None = None

    def install(self, application: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
        """Takes over the application's style and follows the system from now on."""
        self._application = application
        application.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self.choose(appearance)

    def choose(self, appearance: Appearance) -> None:
        """Follows the user's choice. SYSTEM hands the decision back to the desktop."""
        self.appearance = appearance
        schemes = {Appearance.LIGHT: Qt.ColorScheme.Light, Appearance.DARK: Qt.ColorScheme.Dark}
        hints = QGuiApplication.styleHints()
        hints.setColorScheme(schemes.get(appearance, Qt.ColorScheme.Unknown))
        self._apply()

    def is_dark(self) -> bool:
        """Whether the dark palette should be in use now."""
        if self.appearance is Appearance.SYSTEM:
            return self._system_scheme() is Qt.ColorScheme.Dark
        return self.appearance is Appearance.DARK

    def _on_system_changed(self) -> None:
        if self.palette.is_dark is not self.is_dark():
            self._apply()

    def _apply(self) -> None:
        if self._application is None:
            return
        self.palette = DARK if self.is_dark() else LIGHT
        self._application.setPalette(_qt_palette(self.palette))
        point_size = self._application.font().pointSizeF()
        self._application.setStyleSheet(stylesheet(self.palette, point_size if point_size > 0 else 10.0))
        self.changed.emit()


theme = Theme()
"""The application has one theme, as it has one QApplication."""


def _qt_palette(tokens: Palette) -> QPalette:
    """For what the style sheet does not reach: native menus, selections, links."""
    palette = QPalette()
    role = QPalette.ColorRole
    for target, colour in (
        (role.Window, tokens.window),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.sunken),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.ToolTipBase, tokens.text),
        (role.ToolTipText, tokens.surface),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_fill),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.Accent, tokens.accent),
        (role.Mid, tokens.border),
    ):
        palette.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(tokens.faint))
    return palette
