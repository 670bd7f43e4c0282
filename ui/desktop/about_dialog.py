"""The about box: name, version, licence."""

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from softphone import __version__
from softphone.basics.words import translate
from ui.style.icons import pixmap
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_XL, SPACE_XS
from ui.widgets.buttons import Button
from ui.widgets.forms import button_row
from ui.widgets.labels import IconLabel, Label


class AboutDialog(QDialog):
    """What a help desk asks for first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("desktop", "About Softphone"))
        badge = IconLabel("softphone", size=56)
        badge.setPixmap(pixmap("softphone", "", 56))
        top = QHBoxLayout()
        top.setSpacing(SPACE_L)
        top.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(_words(), 1)
        close = Button(translate("desktop", "&Close"), "", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_L)
        column.addLayout(top)
        column.addLayout(button_row(right=(close,)))
        self.setFixedWidth(480)


def _words() -> QVBoxLayout:
    what = translate("desktop", "One enterprise identity on the laptop, the desk phone and the mobile.")
    licence = translate(
        "desktop",
        "Free software under the GNU General Public License, version 3 or later. There is no warranty, as far as the "
        "law permits.",
    )
    words = QVBoxLayout()
    words.setSpacing(SPACE_XS)
    words.addWidget(Label(translate("desktop", "Softphone"), "title"))
    words.addWidget(Label(what, wraps=True))
    words.addWidget(_details())
    words.addSpacing(SPACE_M)
    words.addWidget(Label(licence, "small", wraps=True))
    return words


def _details() -> Label:
    """The versions; to be copied into a mail."""
    version = translate("desktop", "Version {version}").format(version=__version__)
    system = f"Qt {qVersion()}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    details = Label(f"{version}\n{system}", "muted", wraps=True)
    details.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    details.setAccessibleName(details.text())
    return details
