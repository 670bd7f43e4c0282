"""A message as a file for the clipboard and for dragging, so that it can be sent on by mail or chat."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.voicemail.entry import Entry
from ui.voicemail.ports import Messages

if TYPE_CHECKING:
    from softphone.voicemail.shared_sounds import SharedSounds

_FILE_MANAGERS = "x-special/gnome-copied-files"  # what GNOME's and others' file managers insert


class MessageSharing:
    """Writes the sound to a file for other programs, then puts it into the clipboard or under the pointer."""

    def __init__(self, messages: Messages, on_problem: Callable[[UserFacingError], None]) -> None:
        self._messages, self._on_problem = messages, on_problem
        self._shared: SharedSounds | None = None

    def copy(self, entry: Entry, name: str, on_copied: Callable[[], None]) -> None:
        """name: whom the message is from."""

        def written(path: Path) -> None:
            QGuiApplication.clipboard().setMimeData(mime_of(path))
            on_copied()

        self._write(entry, name, written)

    def drag(self, entry: Entry, name: str, source: QWidget) -> None:
        """Begins to drag, unless the button was let go meanwhile."""

        def written(path: Path) -> None:
            if QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
                drag_of(path, source).exec(Qt.DropAction.CopyAction)

        self._write(entry, name, written)

    def _write(self, entry: Entry, name: str, on_written: Callable[[Path], None]) -> None:
        from softphone.voicemail.shared_sounds import SharedSounds

        self._shared = self._shared or SharedSounds()
        try:
            path = self._shared.place(file_name(entry, name))
        except OSError:
            self._on_problem(
                UserFacingError(
                    translate("voicemail", "The message could not be made a file."),
                    translate("voicemail", "Check that there is room on the disk, then try again."),
                )
            )
            return
        self._messages.save_sound(entry.uid, path, lambda: on_written(path), self._on_problem)


def file_name(entry: Entry, name: str) -> str:
    """Without its ending: whom it is from, and when it came."""
    when = datetime.fromtimestamp(entry.message.received_s).strftime("%Y-%m-%d %H.%M")
    return f"{translate('voicemail', 'Message from {name}').format(name=name)} {when}"


def mime_of(path: Path) -> QMimeData:
    """The file as a copy of it is inserted elsewhere."""
    url = QUrl.fromLocalFile(str(path))
    data = QMimeData()
    data.setUrls([url])
    data.setData(_FILE_MANAGERS, b"copy\n" + url.toEncoded().data())
    return data


def drag_of(path: Path, source: QWidget) -> QDrag:
    """The file under the pointer."""
    drag = QDrag(source)
    drag.setMimeData(mime_of(path))
    return drag
