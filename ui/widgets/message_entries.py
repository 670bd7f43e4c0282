"""Entries of a menu that write a message to somebody: for lists of people, lamps and calls."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu

from softphone.basics.words import translate

Write = Callable[[str], object]  # with a number or address


def add_message_entry(menu: QMenu, write: Write | None, targets: Sequence[tuple[str, str]]) -> None:
    """Adds it where messages can be written. targets: each number or address with how it is shown; of several the user
    chooses one in a menu below."""
    if write is None or not targets:
        return
    words = translate("messaging", "&Send a message")
    if len(targets) == 1:
        _add(menu, words, write, targets[0][0])
        return
    below = menu.addMenu(words)
    for number, shown in targets:
        _add(below, shown.replace("&", "&&"), write, number)


def _add(menu: QMenu, words: str, write: Write, number: str) -> None:
    menu.addAction(words).triggered.connect(lambda: write(number))
