"""Rows of a person's card: a number with its buttons, the e-mail address, a call in the past."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.calls.party_text import clean_text
from softphone.directory.person import PersonNumber
from softphone.history.entry import HistoryEntry
from ui.calls.call_words import clock_text, duration_text
from ui.directory.person_words import kind_words, shown_number
from ui.style.tokens import SPACE_S, Tone
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import ElidedLabel, IconLabel, Label

_KIND_WIDTH = 72
_BUTTON_WIDTH = 88


class NumberRow(QWidget):
    """Kind, number, copy, message, call. dial, message: called with the number; None for no such button."""

    def __init__(
        self,
        number: PersonNumber,
        dial: Callable[[str], None],
        message: Callable[[str], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.number = number
        text = shown_number(number)
        kind = Label(kind_words(number.kind), "muted")
        kind.setMinimumWidth(_KIND_WIDTH)
        copy = _copy_button(translate("directory", "Copy number {number}").format(number=text), number.text.strip())
        self.call = Button(translate("directory", "Call"), "phone", "plain")
        self.call.setAccessibleName(translate("directory", "Call {number}").format(number=text))
        self.call.clicked.connect(lambda: dial(number.text))
        buttons = [copy, self.call]
        if message is not None:
            hint = translate("messaging", "Send a message to {number}").format(number=text)
            self.message = IconButton("message", hint)
            self.message.clicked.connect(lambda: message(number.text))
            buttons.insert(1, self.message)
        _row(self, kind, ElidedLabel(text), *buttons)


class MailRow(QWidget):
    """The e-mail address: copy it, or write with the desktop's mail program."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kind = Label(translate("directory", "E-mail"), "muted")
        kind.setMinimumWidth(_KIND_WIDTH)
        shown = clean_text(address, 200)
        write = Button(translate("directory", "Write"), "mail", "plain")
        write.setAccessibleName(translate("directory", "Write to {address}").format(address=shown))
        write.clicked.connect(lambda: QDesktopServices.openUrl(mail_link(address)))
        _row(self, kind, ElidedLabel(shown), _copy_button(translate("directory", "Copy address"), shown), write)


class PastCallRow(QWidget):
    """One call with this person: direction, when, how long or how it ended."""

    def __init__(self, entry: HistoryEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icon, tone, words = _look(entry)
        when = clock_text(entry.started_s)
        ended = translate("calls", entry.end_text) if entry.end_text else ""
        result = duration_text(entry.duration_s) if entry.duration_s else clean_text(ended, 120)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(IconLabel(icon, tone, 18))
        row.addWidget(ElidedLabel(f"{words} · {result}" if result and result != words else words), 1)
        row.addWidget(Label(when, "muted"))
        self.setAccessibleName(", ".join(filter(None, (words, when, result))))
        if entry.note:
            self.setToolTip(clean_text(entry.note, 300))


def mail_link(address: str) -> QUrl:
    """A mailto: link to this address alone: what stands in the directory adds no copy, subject or body."""
    link = QUrl()
    link.setScheme("mailto")
    link.setPath(clean_text(address, 254))
    return link


def _look(entry: HistoryEntry) -> tuple[str, Tone, str]:
    if entry.is_missed:
        return "phone-missed", Tone.DANGER, translate("directory", "Missed call")
    if entry.is_incoming:
        return "phone-incoming", Tone.NEUTRAL, translate("directory", "Incoming call")
    return "phone-outgoing", Tone.NEUTRAL, translate("directory", "Outgoing call")


def _copy_button(hint: str, text: str) -> IconButton:
    button = IconButton("copy", hint)
    button.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    return button


def _row(line: QWidget, kind: QWidget, text: QWidget, *buttons: QWidget) -> None:
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_S)
    row.addWidget(kind)
    row.addWidget(text, 1)
    for button in buttons:
        if not isinstance(button, IconButton):
            button.setMinimumWidth(_BUTTON_WIDTH)
        row.addWidget(button)
