"""The favourites: people in groups, in the user's own order, kept in the settings."""

import secrets
from collections.abc import Iterable

from msgspec.structs import replace

from softphone.basics.errors import UserFacingError
from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.settings.declared import FAVOURITES
from softphone.settings.favourite import Favourite
from softphone.settings.settings import Settings

__all__ = ["Favourite", "FavouriteError", "Favourites"]


class FavouriteError(UserFacingError):
    """A favourite that cannot be kept."""


class Favourites:
    """Every favourite. The order of the groups is that of their first favourites; a group without any is gone.

    Attributes:
        changed: announced once after each change, wherever it came from.
    """

    def __init__(self, settings: Settings) -> None:
        self.changed: Listeners[None] = Listeners()
        self._settings = settings
        self._is_writing = False
        settings.changed.add(self._on_setting)

    def all(self) -> tuple[Favourite, ...]:
        """In order: group by group, as the user arranged them."""
        by_position = sorted(self._settings.entries(FAVOURITES), key=lambda f: (f.position, f.favourite_id))
        rank = {group: i for i, group in enumerate(dict.fromkeys(f.group for f in by_position))}
        return tuple(sorted(by_position, key=lambda f: rank[f.group]))

    def groups(self) -> tuple[str, ...]:
        """Names of the groups in order; the empty name stands for favourites outside of groups."""
        return tuple(dict.fromkeys(favourite.group for favourite in self.all()))

    def get(self, favourite_id: str) -> Favourite | None:
        """The favourite, None when there is none of this id."""
        return next((f for f in self._settings.entries(FAVOURITES) if f.favourite_id == favourite_id), None)

    def find(self, number: str = "", address: str = "") -> Favourite | None:
        """The first favourite of this address or number, None when there is none."""
        for favourite in self.all():
            if (address and favourite.address == address) or (number and favourite.number == number):
                return favourite
        return None

    def add(self, name: str, number: str = "", address: str = "", group: str = "") -> Favourite:
        """Adds a favourite at the end of its group. Raises FavouriteError without number and address, SettingsError.

        One who is in that group already is not added twice: that favourite is returned.
        """
        new = _tidy(
            Favourite(
                favourite_id=f"favourite-{secrets.token_hex(4)}", name=name, number=number, address=address, group=group
            )
        )
        ordered = self.all()
        for known in ordered:
            if (known.group, known.number, known.address) == (new.group, new.number, new.address):
                return known
        last = max((i for i, f in enumerate(ordered) if f.group == new.group), default=len(ordered) - 1)
        self._arrange([*ordered[: last + 1], new, *ordered[last + 1 :]])
        return self.get(new.favourite_id) or new

    def change(self, favourite: Favourite) -> None:
        """Replaces the favourite of the same id; its place stays, or is the end of another group. Raises
        FavouriteError when it has neither number nor address or is gone, SettingsError."""
        known = self._known(favourite.favourite_id)
        favourite = replace(_tidy(favourite), position=known.position)
        if favourite.group == known.group:
            self._put([favourite])
            return
        others = [f for f in self.all() if f.favourite_id != favourite.favourite_id]
        last = max((i for i, f in enumerate(others) if f.group == favourite.group), default=len(others) - 1)
        self._arrange([*others[: last + 1], favourite, *others[last + 1 :]])

    def remove(self, favourite_id: str) -> None:
        """Removes the favourite; does nothing when there is none."""
        self._settings.remove_entry(FAVOURITES, favourite_id)

    def move(self, favourite_id: str, group: str, position: int) -> None:
        """Puts the favourite into the group, before the one that is at this position of it (without the moved one);
        at the end when there is none. Raises FavouriteError when the favourite is gone, SettingsError."""
        moved = replace(self._known(favourite_id), group=group.strip())
        others = [f for f in self.all() if f.favourite_id != favourite_id]
        places = [i for i, f in enumerate(others) if f.group == moved.group]
        if not places:
            place = len(others)
        elif position < len(places):
            place = places[max(0, position)]
        else:
            place = places[-1] + 1
        self._arrange([*others[:place], moved, *others[place:]])

    def _known(self, favourite_id: str) -> Favourite:
        known = self.get(favourite_id)
        if known is None:
            raise FavouriteError(
                translate("presence", "This favourite does not exist any more."), translate("presence", "Add it again.")
            )
        return known

    def _arrange(self, ordered: Iterable[Favourite]) -> None:
        """Numbers the favourites anew and keeps those that differ from what is kept."""
        kept = {f.favourite_id: f for f in self._settings.entries(FAVOURITES)}
        numbered = [f if f.position == i else replace(f, position=i) for i, f in enumerate(ordered)]
        self._put([f for f in numbered if kept.get(f.favourite_id) != f])

    def _put(self, favourites: Iterable[Favourite]) -> None:
        self._is_writing = True
        try:
            for favourite in favourites:
                self._settings.put_entry(FAVOURITES, favourite)
        finally:
            self._is_writing = False
        self.changed.announce(None)

    def _on_setting(self, key: str) -> None:
        if key == FAVOURITES.key and not self._is_writing:
            self.changed.announce(None)


def _tidy(favourite: Favourite) -> Favourite:
    number, address = favourite.number.strip(), favourite.address.strip()
    if not number and not address:
        raise FavouriteError(
            translate("presence", "This favourite has no number."),
            translate("presence", "Enter a number or an address such as 1002@example.com."),
        )
    name = favourite.name.strip() or number or address
    return replace(favourite, name=name, number=number, address=address, group=favourite.group.strip())
