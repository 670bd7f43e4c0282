"""Plays messages on the chosen speaker by the engine; a call pauses them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from softphone.basics.errors import EngineUnavailable, UserFacingError
from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.calls.calls import Calls
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import (
    AnyCommand,
    MovePlaying,
    PausePlaying,
    PlayFile,
    SetPlayingSpeed,
    StopPlaying,
)
from softphone.protocol.events import Accepted, EventFrame, PlayingChanged, PlayingState, RejectCode, Rejected
from softphone.runtime import Runtime
from softphone.voicemail.message import Sound

if TYPE_CHECKING:
    from pathlib import Path

SPEEDS = (0.75, 1.0, 1.25, 1.5, 2.0)


class PlayerState(StrEnum):
    """Of the message in the player. LOADING: its sound is on the way."""

    EMPTY = "empty"
    LOADING = "loading"
    PLAYING = "playing"
    PAUSED = "paused"


class Sounds(Protocol):
    """Where the player gets messages from."""

    def sound(
        self, uid: int, on_done: Callable[[Sound], None], on_error: Callable[[UserFacingError], None]
    ) -> None: ...

    def set_heard(self, uids: Collection[int], is_heard: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class PlayerView:
    """What is in the player. uid: of the message, None for none. Seconds are of its sound, whatever the speed."""

    state: PlayerState = PlayerState.EMPTY
    uid: int | None = None
    position_s: float = 0.0
    length_s: float = 0.0
    speed: float = 1.0


class MessagePlayer:
    """Attributes:
    view: what is in it.
    changed: announces that this is another.
    problems: announces why a message could not be played.
    """

    def __init__(self, runtime: Runtime, gateway: EngineGateway, calls: Calls, voicemail: "Sounds") -> None:
        self.view = PlayerView()
        self.changed: Listeners[PlayerView] = Listeners()
        self.problems: Listeners[UserFacingError] = Listeners()
        self._runtime, self._gateway, self._calls, self._voicemail = runtime, gateway, calls, voicemail
        self._turn = 0
        self._playing_id = ""
        self._is_to_be_heard = False
        self._give_back: Callable[[], None] = lambda: None
        gateway.events.add(self._on_event)
        gateway.state_changed.add(self._on_engine_state)
        calls.changed.add(lambda _: self._make_way())

    def play(self, uid: int) -> None:
        """Plays this message from its beginning, or goes on with it; it counts as heard once it plays."""
        if self._is_in_call:
            self._tell_of_call()
            return
        if self.view.uid == uid and self.view.state is PlayerState.PAUSED and self._playing_id:
            self._send(PausePlaying(is_paused=False))
            return
        self.stop()
        self._turn += 1
        turn = self._turn
        self._show(PlayerView(PlayerState.LOADING, uid, speed=self.view.speed))

        def failed(error: UserFacingError) -> None:
            if turn == self._turn:
                self._show(PlayerView(speed=self.view.speed))
                self.problems.announce(error)

        self._voicemail.sound(uid, lambda sound: self._lend(turn, uid, sound, failed), failed)

    def pause(self) -> None:
        """Holds the place."""
        if self.view.state is PlayerState.PLAYING:
            self._send(PausePlaying(is_paused=True))

    def toggle(self, uid: int) -> None:
        """Pauses the message when it plays, else plays it."""
        if self.view.uid == uid and self.view.state is PlayerState.PLAYING:
            self.pause()
        else:
            self.play(uid)

    def move(self, position_s: float) -> None:
        """Goes to this second."""
        if self._playing_id:
            self._send(MovePlaying(position_s=max(0.0, min(position_s, self.view.length_s))))

    def set_speed(self, speed: float) -> None:
        """Plays this and all others faster or slower: 0.5 to 2.0."""
        self._show(replace(self.view, speed=speed))
        if self._playing_id:
            self._send(SetPlayingSpeed(speed=speed))

    def stop(self) -> None:
        """Takes the message out."""
        self._turn += 1
        if self._playing_id:
            self._send(StopPlaying())
        self._forget()

    # ------------------------------------------------------------------ inside

    @property
    def _is_in_call(self) -> bool:
        return any(not call.is_ended for call in self._calls.calls())

    def _lend(self, turn: int, uid: int, sound: Sound, failed: Callable[[UserFacingError], None]) -> None:
        from softphone.voicemail.sound_files import lend_sound, take_back

        if turn != self._turn:
            return

        def lent(made: "Path") -> None:
            def give_back() -> None:
                self._give_back = lambda: None
                self._runtime.run_in_background(lambda: take_back(made), lambda _: None, lambda _: None)

            if turn != self._turn or self._is_in_call:
                give_back()
                if turn == self._turn:
                    self._forget()
                    self._tell_of_call()
                return
            self._give_back = give_back
            self._playing_id = f"message-{turn}"
            self._is_to_be_heard = True
            command = PlayFile(playing_id=self._playing_id, path=str(made), speed=self.view.speed)
            self._send(command)

        self._runtime.run_in_background(lambda: lend_sound(sound), lent, lambda _: failed(_cannot_play()))

    def _send(self, command: AnyCommand) -> None:
        turn = self._turn

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected) and turn == self._turn:
                if isinstance(command, PlayFile):
                    self._forget()
                if reply.code == RejectCode.WRONG_STATE:
                    self._tell_of_call()
                elif isinstance(command, PlayFile):
                    self.problems.announce(_cannot_play())

        try:
            self._gateway.send(command, replied)
        except EngineUnavailable as problem:
            self._forget()
            self.problems.announce(problem)

    def _on_event(self, frame: EventFrame) -> None:
        event = frame.event
        if not isinstance(event, PlayingChanged) or event.playing_id != self._playing_id:
            return
        self._give_back()
        if event.state == PlayingState.FAILED:
            self._forget()
            self.problems.announce(_cannot_play())
        elif event.state == PlayingState.ENDED:
            self._forget()
        else:
            is_playing = event.state == PlayingState.PLAYING
            if is_playing and self._is_to_be_heard and self.view.uid is not None:
                self._is_to_be_heard = False
                self._voicemail.set_heard([self.view.uid], True)
            self._show(
                PlayerView(
                    PlayerState.PLAYING if is_playing else PlayerState.PAUSED,
                    self.view.uid,
                    event.position_s,
                    event.length_s,
                    event.speed,
                )
            )

    def _on_engine_state(self, state: EngineState) -> None:
        if state != EngineState.READY and self.view.state is not PlayerState.EMPTY:
            self._forget()

    def _make_way(self) -> None:
        """Who rings or is called is to be heard."""
        if self.view.state is PlayerState.PLAYING and self._is_in_call:
            self.pause()

    def _forget(self) -> None:
        self._give_back()
        self._playing_id = ""
        if self.view.state is not PlayerState.EMPTY:
            self._show(PlayerView(speed=self.view.speed))

    def _show(self, view: PlayerView) -> None:
        if view != self.view:
            self.view = view
            self.changed.announce(view)

    def _tell_of_call(self) -> None:
        self.problems.announce(
            UserFacingError(
                translate("voicemail", "A message cannot be played during a call."),
                translate("voicemail", "End the call, then play it."),
            )
        )


def _cannot_play() -> UserFacingError:
    return UserFacingError(
        translate("voicemail", "This message cannot be played."),
        translate("voicemail", "Save it and open it with another program, or call your mailbox."),
    )
