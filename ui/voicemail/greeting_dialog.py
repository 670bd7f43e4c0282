"""Records what callers of the mailbox hear: which greeting, speak, listen, use."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.voicemail.greeting import GreetingStage, GreetingView
from softphone.voicemail.greeting_menu import Greeting
from softphone.voicemail.greeting_way import GreetingWay
from ui.calls.call_words import duration_text
from ui.style.tokens import SPACE_L, SPACE_M, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.forms import ChoiceBox, add_row, button_row, new_form, password_edit
from ui.widgets.labels import Label

WIDTH = 460
_TICK_MS = 500
S = GreetingStage


class GreetingPort(Protocol):
    """The part of `GreetingRecorder` that is shown and pressed."""

    view: GreetingView

    @property
    def changed(self) -> Listeners[GreetingView]: ...

    def start(self, way: GreetingWay, greeting: Greeting, pin: str = "") -> None: ...

    def stop(self) -> None: ...

    def listen(self) -> None: ...

    def again(self) -> None: ...

    def accept(self) -> None: ...

    def cancel(self) -> None: ...


class GreetingDialog(QDialog):
    """Where the keys of the mailbox's menu are not known, it only calls the mailbox.

    Signals:
        call_wanted: a number to be called by the user.
    """

    call_wanted = Signal(str)

    def __init__(
        self, recorder: GreetingPort, way: GreetingWay, now_s: Callable[[], float], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._recorder, self._way, self._now_s = recorder, way, now_s
        self.greeting = ChoiceBox(
            (
                (Greeting.UNAVAILABLE, translate("voicemail", "When you do not answer")),
                (Greeting.BUSY, translate("voicemail", "When you are in a call")),
                (Greeting.NAME, translate("voicemail", "Your name, for the standard greeting")),
            )
        )
        self.pin = password_edit(translate("voicemail", "None"))
        self.state = Banner()
        self.main_button = Button("", "", "primary")
        self.listen_button = Button(translate("voicemail", "&Listen"), "play")
        self.again_button = Button(translate("voicemail", "Record &again"), "record")
        self.close_button = Button(translate("voicemail", "Close"))
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self._tick)
        self.setWindowTitle(translate("voicemail", "Record your greeting"))
        self.setMinimumWidth(WIDTH)
        self._build()
        self._connect()
        self._show(recorder.view if recorder.view.is_live else GreetingView())

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(Label(self.windowTitle(), "title", wraps=True))
        column.addWidget(Label(self._introduction(), "muted", wraps=True))
        self._form_part = QWidget()
        form = new_form(self._form_part)
        add_row(form, translate("voicemail", "&Greeting"), self.greeting)
        hint = translate("voicemail", "Only if your mailbox asks for one. It is not kept.")
        add_row(form, translate("voicemail", "&PIN of the mailbox"), self.pin, hint)
        self._form_part.setVisible(self._way.menu is not None)
        column.addWidget(self._form_part)
        column.addWidget(self.state)
        column.addStretch(1)
        column.addLayout(button_row(self.listen_button, self.again_button, right=(self.close_button, self.main_button)))
        self.main_button.setDefault(True)

    def _introduction(self) -> str:
        if self._way.menu is not None:
            return translate(
                "voicemail",
                "Your mailbox is called, and you speak into your headset. What you have recorded counts only when you "
                "use it.",
            )
        return translate(
            "voicemail",
            "Your phone system records greetings by telephone. Call it and do what the voice says; keys are pressed on "
            "the keypad of the call.",
        )

    def _connect(self) -> None:
        recorder = self._recorder
        self.main_button.clicked.connect(self._on_main)
        self.listen_button.clicked.connect(recorder.listen)
        self.again_button.clicked.connect(recorder.again)
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(lambda _: recorder.cancel() if recorder.view.is_live else None)
        self.destroyed.connect(recorder.changed.add(self._show))

    def _on_main(self) -> None:
        recorder = self._recorder
        if self._way.menu is None:
            self.call_wanted.emit(self._way.number)
            self.accept()
            return
        match recorder.view.stage:
            case S.RECORDING:
                recorder.stop()
            case S.REVIEWING:
                recorder.accept()
            case S.CALLING:
                recorder.cancel()
            case S.IDLE | S.FAILED | S.DONE:
                recorder.start(self._way, Greeting(str(self.greeting.chosen())), self.pin.text())

    def _show(self, view: GreetingView) -> None:
        stage = view.stage
        label, icon = self._main_words(stage)
        self.main_button.setText(label)
        self.main_button.set_icon_name(icon)
        self.main_button.setEnabled(stage is not S.SAVING)
        self._form_part.setEnabled(not view.is_live)
        for button in (self.listen_button, self.again_button):
            button.setVisible(stage is S.REVIEWING)
        self._say(view)
        self._make_room()
        if stage is S.RECORDING:
            self._ticker.start()
        else:
            self._ticker.stop()

    def _make_room(self) -> None:
        """What is said may need more of it than what was said before."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            width = max(self.width(), layout.totalMinimumSize().width())
            self.resize(width, max(self.height(), layout.totalHeightForWidth(width)))

    def _main_words(self, stage: GreetingStage) -> tuple[str, str]:
        if self._way.menu is None:
            return translate("voicemail", "&Call"), "phone"
        match stage:
            case S.CALLING:
                return translate("voicemail", "Cancel"), "close"
            case S.RECORDING:
                return translate("voicemail", "&Stop"), "stop"
            case S.REVIEWING | S.SAVING:
                return translate("voicemail", "&Use it"), "check"
            case S.FAILED:
                return translate("voicemail", "&Try again"), "microphone"
        return translate("voicemail", "&Record"), "microphone"

    def _say(self, view: GreetingView) -> None:
        words = {
            S.CALLING: translate("voicemail", "Calling the mailbox…"),
            S.REVIEWING: translate("voicemail", "Recorded. Listen to it, record it again, or use it."),
            S.SAVING: translate("voicemail", "The mailbox saves it…"),
        }
        if view.problem is not None:
            self.state.show_message(Tone.DANGER, view.problem.title, view.problem.remedy)
        elif view.stage is S.DONE:
            self.state.show_message(Tone.POSITIVE, translate("voicemail", "Callers hear your new greeting."))
        elif view.stage is S.RECORDING:
            self._tick()
            QAccessible.updateAccessibility(QAccessibleEvent(self.state, QAccessible.Event.Alert))
        elif view.stage in words:
            self.state.show_message(Tone.NEUTRAL, words[view.stage])
        else:
            self.state.hide()

    def _tick(self) -> None:
        since = duration_text(self._now_s() - self._recorder.view.began_s)
        text = translate("voicemail", "Stop when you have finished. {time}").format(time=since)
        self.state.show_message(Tone.ACCENT, translate("voicemail", "Speak after the tone."), text)
