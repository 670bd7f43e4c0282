"""A slider for how loud something is."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSlider, QWidget


class VolumeSlider(QSlider):
    """From 0 to 100; the sound itself is told as 0.0 to 1.0.

    Signals:
        chosen: the user has set it, by mouse, once it is let go, or by keys.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, 100)
        self.setMinimumHeight(32)
        self.setPageStep(10)
        self.sliderReleased.connect(self.chosen)
        self.actionTriggered.connect(lambda _: self._on_action())

    def volume(self) -> float:
        """0.0 to 1.0."""
        return self.value() / 100

    def set_volume(self, volume: float) -> None:
        """Shows it, 0.0 to 1.0."""
        self.setValue(round(volume * 100))

    def _on_action(self) -> None:
        if not self.isSliderDown():  # Qt tells of the action before the value is another
            QTimer.singleShot(0, self, self.chosen.emit)
