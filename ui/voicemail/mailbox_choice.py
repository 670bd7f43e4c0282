"""Chooses among several mailboxes; not seen where there is one."""

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from softphone.basics.ids import MailServerId
from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.voicemail.mailboxes import MailboxChoice
from ui.widgets.forms import ChoiceBox


class Boxes(Protocol):
    """The part of `Mailboxes` that is chosen from."""

    changed: Listeners[None]

    @property
    def choices(self) -> tuple[MailboxChoice, ...]: ...

    @property
    def chosen_id(self) -> MailServerId | None: ...

    def choose(self, server_id: MailServerId) -> None: ...


class MailboxChoiceBox(ChoiceBox):
    """Signals:
    chosen_another: the user looks at another mailbox.
    """

    chosen_another = Signal()

    def __init__(self, boxes: Boxes, parent: QWidget | None = None) -> None:
        super().__init__((), parent)
        self._boxes = boxes
        self._shown: tuple[MailboxChoice, ...] = ()
        self.setAccessibleName(translate("voicemail", "Mailbox"))
        self.activated.connect(lambda _: self._on_chosen())
        self.destroyed.connect(boxes.changed.add(lambda _: self._follow()))
        self._follow()

    def _follow(self) -> None:
        choices = self._boxes.choices
        self.setVisible(len(choices) > 1)
        if choices != self._shown:
            self._shown = choices
            self.clear()
            for choice in choices:
                self.addItem(_words(choice), choice.server_id)
        if self._boxes.chosen_id is not None:
            self.choose(self._boxes.chosen_id)

    def _on_chosen(self) -> None:
        chosen = MailServerId(str(self.chosen()))
        if chosen != self._boxes.chosen_id:
            self._boxes.choose(chosen)
            self.chosen_another.emit()


def _words(choice: MailboxChoice) -> str:
    if not choice.unheard:
        return choice.name
    new = translate("voicemail", "%n new", "", choice.unheard)
    return f"{choice.name} ({new})"
