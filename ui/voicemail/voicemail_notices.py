"""Notices of the desktop about voice messages: who spoke, else how many; no names on a locked screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.voicemail.arrivals import Arrival
from softphone.voicemail.entry import Entry
from ui.desktop.notices import Notice, NoticeAction, NoticeBoard
from ui.voicemail.voicemail_words import length_words, name_words

_MOST_NAMES = 3


class Arriving(Protocol):
    """The part of `Arrivals` that is told of."""

    came: Listeners[Arrival]

    def is_new(self, arrival: Arrival) -> bool:
        """Any of these is still to be heard."""


@dataclass(frozen=True, slots=True)
class Discretion:
    """What is to be known before something is told.

    Attributes:
        is_locked: the screen is locked. wants_silence: the user does not want to be disturbed.
        allows: quiet hours let the user be told of this number now; an empty one for one that is not known.
        is_looking: the user looks at the page of voicemail.
    """

    is_locked: Callable[[], bool]
    wants_silence: Callable[[], bool]
    allows: Callable[[str], bool]
    is_looking: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Deeds:
    """show: opens the page at these. listen: plays the one as well."""

    show: Callable[[Arrival], object]
    listen: Callable[[Arrival], object]


class VoicemailNotices:
    """person: whom the directory knows under number and name; empty for nobody."""

    def __init__(
        self,
        arrivals: Arriving,
        board: NoticeBoard,
        discretion: Discretion,
        person: Callable[[str, str], str],
        deeds: Deeds,
    ) -> None:
        self._arrivals, self._board, self._discretion = arrivals, board, discretion
        self._person, self._deeds = person, deeds
        self._shown: list[tuple[Arrival, Callable[[], None]]] = []
        self._forget = arrivals.came.add(self._on_came)

    def close(self) -> None:
        """Tells no more."""
        self._forget()

    def look(self) -> None:
        """Takes away what tells of messages that were heard or deleted since, wherever."""
        shown, self._shown = self._shown, []
        for arrival, take_away in shown:
            if self._arrivals.is_new(arrival):
                self._shown.append((arrival, take_away))
            else:
                take_away()

    def _on_came(self, arrival: Arrival) -> None:
        told = self._allowed(arrival)
        if told is None or self._discretion.wants_silence() or self._discretion.is_looking():
            return
        deeds = self._deeds
        show = NoticeAction("show", translate("voicemail", "Show"), lambda: deeds.show(told))
        listen = NoticeAction("listen", translate("voicemail", "Listen"), lambda: deeds.listen(told))
        title, text = self._words(told)
        action = listen if len(told.entries) == 1 else show
        notice = Notice(title, text, lambda: deeds.show(told), (action,))
        self._shown.append((told, self._board.show(notice)))

    def _allowed(self, arrival: Arrival) -> Arrival | None:
        """What quiet hours let through of it."""
        allows = self._discretion.allows
        if not arrival.entries:
            return arrival if allows("") else None
        entries = tuple(entry for entry in arrival.entries if allows(entry.message.number))
        return replace(arrival, entries=entries, count=len(entries)) if entries else None

    def _words(self, arrival: Arrival) -> tuple[str, str]:
        many = translate("voicemail", "%n new voice message(s)", "", arrival.count)
        single = translate("voicemail", "New voice message")
        plain = single if arrival.count == 1 else many
        if not arrival.entries:
            return plain, ""
        if self._discretion.is_locked():
            return plain, translate("voicemail", "Unlock the screen to see who it is from.")
        if len(arrival.entries) > 1:
            return plain, self._names(arrival.entries)
        (entry,) = arrival.entries
        name = self._name(entry)
        if not (entry.message.name or entry.message.number):
            return plain, _facts(entry, name, name)
        return translate("voicemail", "New voice message from {name}").format(name=name), _facts(entry, name)

    def _names(self, entries: tuple[Entry, ...]) -> str:
        """The newest first, each once."""
        names = list(dict.fromkeys(self._name(entry) for entry in entries))
        return ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")

    def _name(self, entry: Entry) -> str:
        return name_words(entry, self._person(entry.message.number, entry.message.name))


def _facts(entry: Entry, name: str, first: str = "") -> str:
    message = entry.message
    urgent = translate("voicemail", "Urgent") if message.is_urgent else ""
    number = message.number if message.number != name else ""
    return " · ".join(filter(None, (first, urgent, number, length_words(message.duration_s))))
