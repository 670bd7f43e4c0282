"""What can be done with a voice message, as a menu."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from softphone.basics.words import translate
from softphone.voicemail.entry import Entry


@dataclass(frozen=True, slots=True)
class MessageDeeds:
    """What the menu's entries do. call: calls this number. set_heard: marks as heard (True), or as new."""

    play: Callable[[Entry], object]
    call: Callable[[str], object]
    set_heard: Callable[[Entry, bool], object]
    save: Callable[[Entry], object]
    copy: Callable[[Entry], object]
    delete: Callable[[Entry], object]


def message_menu(entry: Entry, name: str, deeds: MessageDeeds, parent: QWidget) -> QMenu:
    """The menu of a message; deletes itself when it closes. name: whom it is from."""
    menu, number = QMenu(parent), entry.message.number
    menu.setDefaultAction(menu.addAction(translate("voicemail", "&Play"), lambda: deeds.play(entry)))
    if number:
        call = translate("voicemail", "&Call {name}").format(name=name.replace("&", "&&"))
        menu.addAction(call, lambda: deeds.call(number))
    words = translate("voicemail", "Mark as &new") if entry.is_heard else translate("voicemail", "Mark as &heard")
    menu.addAction(words, lambda: deeds.set_heard(entry, not entry.is_heard))
    menu.addSeparator()
    menu.addAction(translate("voicemail", "&Save as a file…"), lambda: deeds.save(entry))
    copy = menu.addAction(translate("voicemail", "Copy as a &file"), lambda: deeds.copy(entry))
    copy.setShortcut(QKeySequence.StandardKey.Copy)
    copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # the list has the key itself
    if number:
        copy_number = translate("voicemail", "C&opy the number")
        menu.addAction(copy_number, lambda: QGuiApplication.clipboard().setText(number))
    menu.addSeparator()
    menu.addAction(translate("voicemail", "&Delete"), lambda: deeds.delete(entry))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
