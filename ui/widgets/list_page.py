"""What the pages share that show a list: something in its place while it is empty, and one dialog at a time."""

from PySide6.QtWidgets import QDialog, QStackedLayout, QWidget

from ui.widgets.placeholder import Placeholder


class ListPage(QWidget):
    """Attributes:
    view: the list.
    placeholder: shown in its place.
    dialog: what the user is asked now; None for nothing.
    """

    view: QWidget
    placeholder: Placeholder

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dialog: QDialog | None = None

    def _stacked(self) -> QStackedLayout:
        """The list and what stands in its place, for the page's layout."""
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.placeholder)
        return self._stack

    def _show_list(self, has_rows: bool) -> None:
        self._stack.setCurrentWidget(self.view if has_rows else self.placeholder)

    def _open(self, dialog: QDialog) -> QDialog:
        """Asks; afterwards the list has the keyboard."""
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: self._on_closed(dialog))
        dialog.open()
        return dialog

    def _on_closed(self, dialog: QDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        self.view.setFocus()
