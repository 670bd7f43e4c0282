"""The field at the top of the main window: what is typed there is called, looked for, or a target for a call."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from softphone.basics.errors import DialError
from softphone.calls.dial_plan import dialled_text
from ui.calls.call_commands import CallCommands
from ui.calls.control_deeds import ControlDeeds
from ui.calls.dial_panel import DialPanel

if TYPE_CHECKING:
    from ui.directory.result_panel import ResultPanel


class WindowField(QObject):
    """Signals:
    search_wanted: the user begins to type; whoever knows people is to give them to `results`.
    results_made: with the panel of what the search finds, once.
    room_changed: the results want more or less room.
    """

    search_wanted = Signal()
    results_made = Signal(object)
    room_changed = Signal()

    def __init__(
        self, dial: DialPanel, commands: CallCommands, deeds: ControlDeeds, can_dial: Callable[[str], bool]
    ) -> None:
        super().__init__(dial)
        self._dial, self._commands, self._deeds, self._can_dial = dial, commands, deeds, can_dial
        self.made_results: ResultPanel | None = None
        dial.dial_wanted.connect(self._on_dial)
        dial.field.textEdited.connect(self._on_typed)
        dial.field.textChanged.connect(self._on_changed)

    @property
    def results(self) -> "ResultPanel":
        """What the search finds; made when it is first wanted, so that the window is shown without it."""
        if self.made_results is None:
            from ui.directory.result_panel import ResultPanel

            self.made_results = results = ResultPanel(self._can_dial)
            self.results_made.emit(results)
            self._dial.field.set_list(results)
            results.dial_wanted.connect(self._on_found)
            results.room_changed.connect(self.room_changed)
        return self.made_results

    def propose(self, text: str) -> None:
        """Puts a number into the field, of a link only what is dialled; the user decides whether to call it."""
        with suppress(DialError):  # what is wrong with a link is told when it is called
            text = dialled_text(text) or text
        self._dial.field.setText(text)
        self.focus()

    def call_now(self, text: str) -> None:
        """Calls a number that a button of the window offers; while a target is chosen, it is one."""
        if self._deeds.is_choosing:
            self._deeds.choice.propose(text)
        else:
            self._dial.field.setText(text)
            self._on_dial(text)

    def takes_click(self) -> bool:
        """True when a person who is clicked is a target: selected, and not to be shown."""
        if self._deeds.is_choosing:
            self._dial.field.setFocus()
        return self._deeds.is_choosing

    def focus(self) -> None:
        """Where the next number is typed."""
        self._dial.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._dial.field.selectAll()

    def _on_found(self, text: str) -> None:
        """Somebody who was found was chosen."""
        if not (self._deeds.is_choosing and self._deeds.choice.take(text)):
            self.call_now(text)

    def _on_dial(self, text: str) -> None:
        if self._deeds.is_choosing:
            self._deeds.choice.take(text)
        elif self._commands.dial(text, None):
            self._dial.show_dialled(text)

    def _on_typed(self, text: str) -> None:
        if self.made_results is None:
            self.search_wanted.emit()
        self.results.set_text(text)

    def _on_changed(self, text: str) -> None:
        if self.made_results is not None:
            self.made_results.on_text_changed(text)
