"""A person's picture in a circle, or the initials where there is none."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPaintEvent, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from ui.style.theme import theme
from ui.style.tokens import TYPE_DISPLAY

SIZE = 72


class Avatar(QWidget):
    """It repeats what the name beside it says, so a screen reader passes over it."""

    def __init__(self, size: int = SIZE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._initials = ""
        self._photo: QPixmap | None = None
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)

    def show_initials(self, text: str) -> None:
        """Until there is a photo."""
        self._initials, self._photo = text, None
        self.update()

    def show_photo(self, image: QImage | None) -> None:
        """The square picture; None for the initials."""
        self._photo = QPixmap.fromImage(image) if image is not None else None
        self.update()

    def has_photo(self) -> bool:
        """Whether a picture is shown."""
        return self._photo is not None

    def pixels(self) -> int:
        """How many pixels wide a picture should be."""
        return round(self._size * self.devicePixelRatioF())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        circle = QRectF(0, 0, self._size, self._size)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._photo is not None:
            brush = QBrush(self._photo)
            scale = self._size / self._photo.width()
            brush.setTransform(QTransform.fromScale(scale, scale))
            painter.setBrush(brush)
            painter.drawEllipse(circle)
        else:
            painter.setBrush(QColor(theme.palette.accent_soft))
            painter.drawEllipse(circle)
            font = QFont(self.font())
            font.setPointSizeF(self.font().pointSizeF() * TYPE_DISPLAY * self._size / SIZE)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(theme.palette.accent))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self._initials)
        painter.end()
