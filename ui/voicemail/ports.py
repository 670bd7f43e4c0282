"""What the voicemail page needs of the feature."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Protocol

from softphone.basics.errors import UserFacingError
from softphone.basics.listeners import Listeners
from softphone.voicemail.entry import Entry, MailState
from softphone.voicemail.message_player import PlayerView


class Messages(Protocol):
    """The messages; nothing here blocks."""

    changed: Listeners[None]
    problems: Listeners[UserFacingError]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Newest first."""

    @property
    def state(self) -> MailState: ...

    @property
    def problem(self) -> UserFacingError | None:
        """Why the mailbox is not followed."""

    @property
    def deletable_back(self) -> int:
        """How many `undo` would bring back."""

    def refresh(self) -> None: ...

    def set_heard(self, uids: Collection[int], is_heard: bool) -> None: ...

    def delete(self, uids: Iterable[int]) -> None: ...

    def undo(self) -> None: ...

    def save_sound(
        self, uid: int, path: Path, on_done: Callable[[], None], on_error: Callable[[UserFacingError], None]
    ) -> None: ...


class Player(Protocol):
    """What plays them."""

    changed: Listeners[PlayerView]
    problems: Listeners[UserFacingError]
    view: PlayerView

    def play(self, uid: int) -> None: ...

    def toggle(self, uid: int) -> None: ...

    def pause(self) -> None: ...

    def move(self, position_s: float) -> None: ...

    def set_speed(self, speed: float) -> None: ...

    def stop(self) -> None: ...
