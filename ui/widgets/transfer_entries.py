"""Entries of a menu that send the current call to somebody: for lists of people and of calls."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QMenu

from softphone.basics.words import translate


class TransferDeeds(Protocol):
    """What can be done with the current call."""

    def can_transfer(self) -> bool:
        """Whether there is a call that can go to somebody else."""

    def transfer_to(self, text: str, *, asks_first: bool) -> None:
        """Transfers the current call to this number or address."""


def add_transfer_entries(menu: QMenu, deeds: TransferDeeds | None, targets: Sequence[tuple[str, str]]) -> None:
    """Adds them while there is a call to be transferred. targets: each number with how it is shown; of several the
    user chooses one in a menu below."""
    if deeds is None or not targets or not deeds.can_transfer():
        return
    for words, asks_first in (
        (translate("presence", "&Transfer the call here"), False),
        (translate("presence", "&Ask here before transferring"), True),
    ):
        if len(targets) == 1:
            _add(menu, words, deeds, targets[0][0], asks_first)
            continue
        below = menu.addMenu(words)
        for number, shown in targets:
            _add(below, shown.replace("&", "&&"), deeds, number, asks_first)


def _add(menu: QMenu, words: str, deeds: TransferDeeds, number: str, asks_first: bool) -> None:
    menu.addAction(words).triggered.connect(lambda: deeds.transfer_to(number, asks_first=asks_first))
