"""When the mobile rings too, by day of the week."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.mobility.span_text import read_spans, shown_spans
from softphone.settings.quiet_settings import WorkingWeek
from ui.mobility.quiet_words import day_name
from ui.style.tokens import SPACE_L, SPACE_M
from ui.widgets.buttons import Button
from ui.widgets.forms import add_row, button_row, line_edit, mark_invalid, new_form
from ui.widgets.labels import Label
from ui.widgets.scrolled import Scrolled

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST = 120
_WIDTH = 440


class TwinTimesDialog(QDialog):
    """Nothing changes before Save. on_save: takes the week."""

    def __init__(
        self, week: WorkingWeek, on_save: Callable[[WorkingWeek], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._on_save = on_save
        self.setWindowTitle(translate("mobility", "When the mobile rings too"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        never = translate("mobility", "Never")
        self.days = tuple(line_edit(shown_spans(getattr(week, day)), never, _LONGEST) for day in _DAYS)
        self.problem = Label("", "problem", wraps=True)
        self.save = Button(translate("mobility", "&Save"), "", "primary")
        self.save.setDefault(True)
        inside = QWidget()
        form = new_form()
        for index, field in enumerate(self.days):
            add_row(form, day_name(index), field)
            field.textEdited.connect(lambda _, one=field: mark_invalid(one, False))
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(form)
        hint = translate("mobility", "Such as 8–12, 13–17. What ends before it begins ends on the next day: 22–6.")
        column.addWidget(Label(hint, "small", wraps=True))
        column.addWidget(self.problem)
        cancel = Button(translate("mobility", "Cancel"))
        column.addLayout(button_row(right=(cancel, self.save)))
        self.problem.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scrolled(inside))
        room = self.screen().availableSize()
        self.resize(min(_WIDTH, room.width()), min(self.sizeHint().height(), room.height()))
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._try_to_save)

    def _try_to_save(self) -> None:
        spans: dict[str, tuple[str, ...]] = {}
        for name, field in zip(_DAYS, self.days, strict=True):
            try:
                spans[name] = read_spans(field.text())
            except ValueError:
                mark_invalid(field, True)
                field.setFocus()
                self.problem.setText(translate("mobility", "These are no times. Write them like 8–12, 13–17."))
                self.problem.show()
                return
        self._on_save(WorkingWeek(**spans))
        self.accept()
