"""The settings page of calls: sound formats in order of preference."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.calls.codecs import CodecPreference
from ui.style.tokens import SPACE_M, SPACE_S
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Label

_NAMES = {
    "opus": "Opus",
    "G722": "G.722",
    "PCMA": "G.711 A-law",
    "PCMU": "G.711 µ-law",
    "G729": "G.729",
    "GSM": "GSM",
    "speex": "Speex",
}


class CallsPage(QWidget):
    """Ticked formats are offered in the order of the list."""

    def __init__(self, codecs: CodecPreference, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codecs = codecs
        self.list = QListWidget()
        self.list.setAccessibleName(translate("calls", "Sound formats in order of preference"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.up = IconButton("chevron-up", translate("calls", "Prefer more"), "Ctrl+Up")
        self.down = IconButton("chevron-down", translate("calls", "Prefer less"), "Ctrl+Down")
        self.problem = Label("", "problem", wraps=True)
        self.problem.hide()
        self._build()
        self._fill()
        self._connect()

    def _build(self) -> None:
        buttons = QVBoxLayout()
        buttons.addWidget(self.up)
        buttons.addWidget(self.down)
        buttons.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.list, 1)
        row.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(Label(translate("calls", "Sound formats"), "section"))
        column.addWidget(
            Label(
                translate(
                    "calls", "The first format that the other side can use is taken. Only ticked ones are offered."
                ),
                "muted",
                wraps=True,
            )
        )
        column.addLayout(row)
        column.addWidget(self.problem)

    def _connect(self) -> None:
        self.list.itemChanged.connect(lambda _: self._save())
        self.list.model().rowsMoved.connect(lambda *_: self._save())
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.up.setShortcut("Ctrl+Up")
        self.down.setShortcut("Ctrl+Down")

    def _fill(self) -> None:
        chosen = self._codecs.codecs
        others = tuple(name for name in self._codecs.available if name not in chosen)
        for name in (*chosen, *others):
            item = QListWidgetItem(_NAMES.get(name, name))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(46 * min(7, self.list.count()) + 12)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentRow(row + by)
            self._save()

    def _save(self) -> None:
        ticked = tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in (self.list.item(row) for row in range(self.list.count()))
            if item.checkState() is Qt.CheckState.Checked
        )
        try:
            self._codecs.set_codecs(ticked)
        except UserFacingError:
            self.problem.setText(translate("calls", "Leave at least one format ticked; otherwise no call has sound."))
            self.problem.show()
        else:
            self.problem.hide()
