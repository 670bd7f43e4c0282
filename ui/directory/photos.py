"""Pictures of people decoded with limits: they come from other people's servers and files and may be hostile."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

MAX_BYTES = 4 * 1024 * 1024
MAX_SIDE = 6000
MAX_PIXELS = 24_000_000
ALLOCATION_LIMIT_MB = 100
# Only formats that directories and vCards really have; an SVG or a PDF is no photo.
_MAGIC = ((b"\xff\xd8\xff", b"jpg"), (b"\x89PNG\r\n\x1a\n", b"png"), (b"GIF8", b"gif"))


def decoded(data: bytes, side: int) -> QImage | None:
    """The middle square of the picture, `side` pixels wide; None for what is no picture or too large to be one.

    For any thread: a large picture takes tens of milliseconds.
    """
    kind = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    if kind is None or len(data) > MAX_BYTES:
        return None
    QImageReader.setAllocationLimit(ALLOCATION_LIMIT_MB)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > MAX_SIDE or size.width() * size.height() > MAX_PIXELS:
        return None
    reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        return None
    return image.copy((image.width() - side) // 2, (image.height() - side) // 2, side, side)
