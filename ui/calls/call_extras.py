"""The part of a call card that most calls do not need: notes with their questions, and the sign of a recording."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.explanation import Explanation
from softphone.calls.call import Call
from softphone.protocol.snapshots import RecordingState
from ui.calls import note_words as keys
from ui.calls.call_commands import CallCommands
from ui.style.tokens import SPACE_S

if TYPE_CHECKING:
    from ui.calls.call_notes import NoteButton, NoteRows
    from ui.calls.recording_sign import RecordingSign

_ON_AIR = (RecordingState.RUNNING, RecordingState.PAUSED)


class CallExtras(QWidget):
    """Hidden, and its parts not made, while there is nothing to show."""

    def __init__(self, commands: CallCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._call: Call | None = None
        self._refusal: Explanation | None = None
        self._remedies: tuple[NoteButton, ...] = ()
        self.notes: NoteRows | None = None
        self.sign: RecordingSign | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)
        self.hide()

    def show_call(self, call: Call, now_s: float) -> None:
        """Shows what is out of the ordinary with this call."""
        self._call = call
        has_sign = self._show_sign(call, now_s)
        has_notes = self._show_notes(call)
        self.setVisible(has_sign or has_notes)

    def tick(self, now_s: float) -> None:
        """Brings times up to date."""
        if self.sign is not None and not self.sign.isHidden():
            self.sign.tick(now_s)

    def texts(self) -> tuple[str, ...]:
        """The notes that are shown."""
        return self.notes.texts() if self.notes is not None else ()

    def toggle_recording(self) -> None:
        """Begins or ends the recording; says here why it cannot be."""
        recordings, call = self._commands.control.recordings, self._call
        if recordings is None or call is None:
            return
        if call.leg.recording is not None and call.leg.recording.state in _ON_AIR:
            self._try_here(lambda: recordings.stop(call.call_id))
        else:
            self._try_here(lambda: recordings.start(call.call_id))

    def push(self) -> None:
        """Sends the call to the mobile; says here why it cannot be, and where the mobile's number is entered."""
        handoffs, call = self._commands.control.handoffs, self._call
        if handoffs is None or call is None:
            return
        self._try_here(lambda: handoffs.push(call.call_id))

    def _show_sign(self, call: Call, now_s: float) -> bool:
        recording = call.leg.recording
        is_on_air = recording is not None and recording.state in _ON_AIR and not call.is_ended
        if recording is not None and is_on_air:
            if self.sign is None:
                self.sign = self._new_sign()
            self.sign.show_recording(recording, now_s)
            self.sign.tick(now_s)
        if self.sign is not None:
            self.sign.setVisible(is_on_air)
        return is_on_air

    def _new_sign(self) -> "RecordingSign":
        from ui.calls.recording_sign import RecordingSign

        sign = RecordingSign()
        sign.pause_toggled.connect(self._pause)
        sign.stop_wanted.connect(self.toggle_recording)
        self._column.insertWidget(0, sign)
        return sign

    def _pause(self, is_paused: bool) -> None:
        recordings, call = self._commands.control.recordings, self._call
        if recordings is not None and call is not None:
            run = recordings.pause if is_paused else recordings.resume
            self._try_here(lambda: run(call.call_id))

    def _try_here(self, run: Callable[[], object]) -> None:
        """Why it cannot be done is told in this card."""
        self._refusal, self._remedies = None, ()
        try:
            run()
        except UserFacingError as problem:
            self._refusal = Explanation(problem.title, problem.remedy)
            self._remedies = self._remedies_for(problem)
        self._again()

    def _remedies_for(self, problem: UserFacingError) -> "tuple[NoteButton, ...]":
        if self._commands.control.open_routing is None:
            return ()
        from softphone.mobility.handoff import NumberMissing
        from ui.calls.handoff_notes import number_button

        return (number_button(),) if isinstance(problem, NumberMissing) else ()

    def _show_notes(self, call: Call) -> bool:
        failed = self._commands.news.failed(call.call_id)
        notes = keys.notes_of(call, self._commands.control, failed, self._refusal, self._remedies)
        if notes and self.notes is None:
            from ui.calls.call_notes import NoteRows

            self.notes = NoteRows()
            self.notes.chosen.connect(self._on_chosen)
            self._column.addWidget(self.notes)
        if self.notes is not None:
            self.notes.set_notes(notes)
        return bool(notes)

    def _on_chosen(self, key: str) -> None:
        if key == keys.CLOSE_REFUSAL:
            self._refusal = None
        elif key == keys.DISMISS and self._call is not None:
            self._commands.news.dismiss(self._call.call_id)
        elif self._call is not None and key in (deeds := self._deeds(self._call)):
            self._commands.attempt(deeds[key])
        self._again()

    def _deeds(self, call: Call) -> dict[str, Callable[[], object]]:
        control, call_id = self._commands.control, call.call_id
        deeds: dict[str, Callable[[], object]] = {}
        if control.redirects is not None:
            answer = control.redirects.answer
            deeds[keys.FOLLOW] = lambda: answer(call_id, is_followed=True)
            deeds[keys.REFUSE] = lambda: answer(call_id, is_followed=False)
        if control.handoffs is not None:
            from ui.calls import handoff_notes as pushed

            stay, dismiss = control.handoffs.cancel, control.handoffs.dismiss
            deeds |= {pushed.STAY: lambda: stay(call_id), pushed.CLOSE: lambda: dismiss(call_id)}
            if control.open_routing is not None:
                deeds[pushed.ROUTING] = control.open_routing
        if control.transfers is not None:
            cancel = control.transfers.cancel
            deeds[keys.BACK] = lambda: cancel(call_id)
        if control.open_auto_answer is not None:
            deeds[keys.AUTO_ANSWER] = control.open_auto_answer
        if control.when_free is not None:
            watch, stop, number = control.when_free.watch, control.when_free.stop, control.when_free.offer(call_id)
            deeds |= {keys.WATCH: lambda: watch(number, call.name), keys.UNWATCH: lambda: stop(number)}
        return deeds

    def _again(self) -> None:
        if self._call is not None:
            has_notes = self._show_notes(self._call)
            has_sign = self.sign is not None and not self.sign.isHidden()
            self.setVisible(has_notes or has_sign)
