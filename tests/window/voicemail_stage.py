"""Messages and a player as a test says, behind the ports of the voicemail page."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path

from softphone.basics.errors import UserFacingError
from softphone.basics.listeners import Listeners
from softphone.voicemail.entry import Entry, MailState
from softphone.voicemail.message import Message
from softphone.voicemail.message_player import PlayerState, PlayerView


def entry(uid: int, name: str = "Bob Baker", number: str = "1002", *, is_heard: bool = False, **facts: object) -> Entry:
    """A message of twelve seconds."""
    message = Message(uid=uid, received_s=1_700_000_000.0 + uid * 3600, number=number, name=name, duration_s=12.0)
    return Entry(replace_message(message, **facts), is_heard)


def replace_message(message: Message, **facts: object) -> Message:
    from msgspec.structs import replace as replaced

    return replaced(message, **facts)


class ScriptedMessages:
    """Does at once what it is asked."""

    def __init__(self, *entries: Entry) -> None:
        self.changed: Listeners[None] = Listeners()
        self.problems: Listeners[UserFacingError] = Listeners()
        self.entries: tuple[Entry, ...] = entries
        self.state = MailState.ONLINE
        self.problem: UserFacingError | None = None
        self.asked: list[str] = []
        self._gone: tuple[Entry, ...] = ()

    @property
    def deletable_back(self) -> int:
        return len(self._gone)

    def set(self, *entries: Entry, state: MailState = MailState.ONLINE, problem: UserFacingError | None = None) -> None:
        self.entries, self.state, self.problem = entries, state, problem
        self.changed.announce(None)

    def refresh(self) -> None:
        self.asked.append("refresh")

    def set_heard(self, uids: Collection[int], is_heard: bool) -> None:
        self.set(*(replace(each, is_heard=is_heard) if each.uid in uids else each for each in self.entries))

    def delete(self, uids: Iterable[int]) -> None:
        wanted = set(uids)
        self._gone = tuple(each for each in self.entries if each.uid in wanted)
        self.set(*(each for each in self.entries if each.uid not in wanted))

    def undo(self) -> None:
        gone, self._gone = self._gone, ()
        self.set(*sorted((*self.entries, *gone), key=lambda each: -each.uid))

    def save_sound(
        self, uid: int, path: Path, on_done: Callable[[], None], on_error: Callable[[UserFacingError], None]
    ) -> None:
        self.asked.append(f"save {uid} {path.name}")
        on_done()


class ScriptedPlayer:
    """Shows what it is asked to do."""

    def __init__(self) -> None:
        self.changed: Listeners[PlayerView] = Listeners()
        self.problems: Listeners[UserFacingError] = Listeners()
        self.view = PlayerView()

    def show(self, view: PlayerView) -> None:
        self.view = view
        self.changed.announce(view)

    def play(self, uid: int) -> None:
        self.show(PlayerView(PlayerState.PLAYING, uid, 3.0, 12.0, self.view.speed))

    def toggle(self, uid: int) -> None:
        if self.view.uid == uid and self.view.state is PlayerState.PLAYING:
            self.pause()
        else:
            self.play(uid)

    def pause(self) -> None:
        self.show(replace(self.view, state=PlayerState.PAUSED))

    def move(self, position_s: float) -> None:
        self.show(replace(self.view, position_s=max(0.0, min(position_s, self.view.length_s))))

    def set_speed(self, speed: float) -> None:
        self.show(replace(self.view, speed=speed))

    def stop(self) -> None:
        self.show(PlayerView(speed=self.view.speed))
