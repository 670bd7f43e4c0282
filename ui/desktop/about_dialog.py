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
        details = Label(
            "\n".join(
                (
                    translate("desktop", "Version {version}").format(version=__version__),
                    f"Qt {qVersion()}, Python {platform.python_version()}, {platform.system()} {platform.release()}",
                )
            ),
            "muted",
            wraps=True,
        )
        details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        details.setAccessibleName(details.text())
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(Label(translate("desktop", "Softphone"), "title"))
        what = translate("desktop", "One enterprise identity on the laptop, the desk phone and the mobile.")
        words.addWidget(Label(what, wraps=True))
        words.addWidget(details)
        words.addSpacing(SPACE_M)
        words.addWidget(
            Label(
                translate(
                    "desktop",
                    "Free software under the GNU General Public License, version 3 or later. There is no warranty, "
                    "as far as the law permits.",
                ),
                "small",
                wraps=True,
            )
        )
        top = QHBoxLayout()
        top.setSpacing(SPACE_L)
        top.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        close = Button(translate("desktop", "&Close"), "", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_L)
        column.addLayout(top)
        column.addLayout(button_row(right=(close,)))
        self.setFixedWidth(480)
