"""The player below the list: play and pause, the place, the speed, and what can be done with the message."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.voicemail.entry import Entry
from softphone.voicemail.message_player import SPEEDS, PlayerState, PlayerView
from ui.style.tokens import SPACE_S
from ui.voicemail.voicemail_words import length_words
from ui.widgets.buttons import IconButton
from ui.widgets.forms import ChoiceBox
from ui.widgets.labels import ElidedLabel, Label

_PER_S = 10


class PlayerRow(QFrame):
    """Signals:
    toggled, moved (to a second), speed_chosen.
    call_wanted, save_wanted, remove_wanted: what the user does with the message.
    """

    toggled = Signal()
    moved = Signal(float)
    speed_chosen = Signal(float)
    call_wanted = Signal()
    save_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel("")
        self.text = Label("", "muted", wraps=True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.play_button = IconButton("play", translate("voicemail", "Play"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(translate("voicemail", "Place in the message"))
        self.slider.setPageStep(5 * _PER_S)
        self.slider.setSingleStep(_PER_S)
        self.time = Label("0:00", "small")
        self.speed = ChoiceBox([(speed, f"{speed:g}×") for speed in SPEEDS])
        self.speed.setAccessibleName(translate("voicemail", "Speed"))
        self.speed.setToolTip(translate("voicemail", "Speed"))
        self.speed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.speed.setMaximumWidth(96)
        self.speed.choose(1.0)
        self.call_button = IconButton("phone", translate("voicemail", "Call back"))
        self.save_button = IconButton("export", translate("voicemail", "Save as a file…"))
        self.remove_button = IconButton("remove", translate("voicemail", "Delete"))
        self._build()
        self.play_button.clicked.connect(self.toggled)
        self.slider.sliderReleased.connect(self._on_slider)
        self.slider.actionTriggered.connect(self._on_action)
        self.speed.activated.connect(lambda _: self.speed_chosen.emit(float(str(self.speed.chosen()))))
        self.call_button.clicked.connect(self.call_wanted)
        self.save_button.clicked.connect(self.save_wanted)
        self.remove_button.clicked.connect(self.remove_wanted)

    def show_message(self, entry: Entry | None, name: str) -> None:
        """What the row is about; None hides it."""
        self.setVisible(entry is not None)
        if entry is None:
            return
        self.title.set_full_text(name)
        self.text.setText(entry.message.text)
        self.text.setVisible(bool(entry.message.text))
        self.call_button.setEnabled(bool(entry.message.number))

    def show_player(self, view: PlayerView, length_s: float | None) -> None:
        """How far it is. length_s: what the message says of itself, for as long as it was not opened."""
        is_playing = view.state is PlayerState.PLAYING
        self.play_button.set_icon_name("pause" if is_playing else "play")
        self.play_button.set_hint(translate("voicemail", "Pause") if is_playing else translate("voicemail", "Play"))
        self.play_button.setEnabled(view.state is not PlayerState.LOADING)
        length = view.length_s or length_s or 0.0
        self.slider.setEnabled(view.length_s > 0)
        self.slider.setRange(0, max(1, round(length * _PER_S)))
        if not self.slider.isSliderDown():
            self.slider.setValue(round(view.position_s * _PER_S))
        shown = length_words(length) if length else "–"
        self.time.setText(f"{length_words(view.position_s)} / {shown}")
        self.speed.choose(view.speed)

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE_S)
        first.addWidget(self.title, 1)
        for button in (self.call_button, self.save_button, self.remove_button):
            first.addWidget(button)
        second = QHBoxLayout()
        second.setSpacing(SPACE_S)
        second.addWidget(self.play_button)
        second.addWidget(self.slider, 1)
        second.addWidget(self.time)
        second.addWidget(self.speed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_S, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(first)
        column.addWidget(self.text)
        column.addLayout(second)

    def _on_slider(self) -> None:
        self.moved.emit(self.slider.value() / _PER_S)

    def _on_action(self, action: int) -> None:
        """Keys and clicks beside the handle; dragging tells its end by itself."""
        if not self.slider.isSliderDown() and action != QSlider.SliderAction.SliderMove.value:
            self.moved.emit(self.slider.sliderPosition() / _PER_S)
