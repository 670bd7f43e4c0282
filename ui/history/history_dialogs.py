"""Dialogs that the history opens: where to save calls, and whether to remove some."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from softphone.basics.words import translate
from ui.history.runs import Run
from ui.widgets.confirm_dialog import ConfirmDialog


def export_dialog(on_chosen: Callable[[Path], object], parent: QWidget) -> QFileDialog:
    """Asks for a file to write a table to."""
    title, kinds = translate("history", "Save calls as a table"), translate("history", "Tables (*.csv)")
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    dialog.selectFile(translate("history", "calls.csv"))
    dialog.fileSelected.connect(lambda name: on_chosen(Path(name)))
    return dialog


def removal_dialog(run: Run, on_confirmed: Callable[[], object], parent: QWidget) -> ConfirmDialog:
    """Asks before the calls of this run are removed."""
    if run.count > 1:
        title = translate("history", "Remove {count} calls with {name}?").format(count=run.count, name=run.first.name)
    else:
        title = translate("history", "Remove this call with {name}?").format(name=run.first.name)
    text = translate("history", "It is gone from the history for good, with its note.")
    return ConfirmDialog(title, text, translate("history", "&Remove"), on_confirmed, parent)
