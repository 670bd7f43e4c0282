"""What the views of calls need of call control, so that each view can be shown with any source behind it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from softphone.basics.ids import CallId
from softphone.basics.listeners import Listeners

if TYPE_CHECKING:
    from softphone.calls.parking import Slot
    from softphone.calls.transfer import TransferView
    from softphone.mobility.handoff_view import HandoffView


class TransferPort(Protocol):
    """Transfers as the window sees them. Every command takes either call of a pair; all raise UserFacingError."""

    @property
    def changed(self) -> "Listeners[TransferView]":
        """Announces each new view."""

    def of(self, call_id: CallId) -> "TransferView | None":
        """The transfer that this call is part of."""

    def blind(self, call_id: CallId, text: str) -> None:
        """Connects the far party with a number, unasked."""

    def consult(self, call_id: CallId, text: str) -> CallId:
        """Holds the call and calls the number, to ask first."""

    def connect(self, one: CallId, other: CallId) -> None:
        """Connects the far parties of two calls and leaves them."""

    def complete(self, call_id: CallId) -> None:
        """Connects both far parties and leaves."""

    def cancel(self, call_id: CallId) -> None:
        """Back to the caller, at every step."""

    def swap(self, call_id: CallId) -> None:
        """Speaks with the other of the pair."""

    def introduce(self, call_id: CallId) -> None:
        """All three speak with each other."""


class MemberPort(Protocol):
    """One far party of the conference."""

    @property
    def call_id(self) -> CallId:
        """Whose call it is."""

    @property
    def is_far_muted(self) -> bool:
        """The others do not hear them."""

    @property
    def is_speaking(self) -> bool:
        """They are heard now."""


class ConferenceViewPort(Protocol):
    """The conference as it is now."""

    @property
    def members(self) -> Sequence[MemberPort]:
        """The far parties."""


class ConferencePort(Protocol):
    """The conference as the window sees it."""

    @property
    def changed(self) -> Listeners[None]:
        """Announced when members, or who speaks, changed."""

    @property
    def view(self) -> ConferenceViewPort | None:
        """The conference now; None while there is none."""

    @property
    def can_join(self) -> bool:
        """Whether there are calls that could be made one conference."""

    @property
    def can_leave_joined(self) -> bool:
        """Whether there are just two others, who can be left with each other."""

    def join(self, call_ids: Iterable[CallId]) -> None:
        """Makes one conference of these calls."""

    def add(self, call_id: CallId) -> None:
        """Takes one more call into it."""

    def drop(self, call_id: CallId) -> None:
        """Hangs up on one member."""

    def split(self, call_id: CallId) -> None:
        """Takes a member out for a talk in private; the others are held."""

    def set_far_muted(self, call_id: CallId, is_muted: bool) -> None:
        """Whether the others hear this member."""

    def leave_joined(self) -> None:
        """Leaves the two others with each other."""

    def end(self) -> None:
        """Hangs up on all."""


class RecordingPort(Protocol):
    """Recordings as the window sees them. Each deed raises UserFacingError where it may not or cannot be."""

    def start(self, call_id: CallId) -> None:
        """Begins."""

    def pause(self, call_id: CallId) -> None:
        """Leaves out what is said from now on."""

    def resume(self, call_id: CallId) -> None:
        """Goes on in the same file."""

    def stop(self, call_id: CallId) -> None:
        """Ends it."""


class ParkingPort(Protocol):
    """The PBX's slots for parked calls as the window sees them."""

    @property
    def changed(self) -> Listeners[None]:
        """Announced when a slot was taken or became free, or the slots are others."""

    @property
    def can_park(self) -> bool:
        """Whether a way to park is set."""

    @property
    def can_choose(self) -> bool:
        """Whether the user may choose the slot."""

    def slots(self) -> "tuple[Slot, ...]":
        """Every slot as it is now, in order."""

    def slot_of(self, call_id: CallId) -> str:
        """The slot in which this ended call waits; empty when that is not known, or not so now."""

    def park(self, call_id: CallId, slot: str | None = None) -> None:
        """Parks the call there; None for whichever is free. Raises UserFacingError."""

    def retrieve(self, slot: str) -> object:
        """Takes who is parked there. Raises UserFacingError."""


class PickupPort(Protocol):
    """Taking calls that ring elsewhere."""

    @property
    def has_group(self) -> bool:
        """Whether a code for the group is set."""

    def pick_up_group(self) -> object:
        """Takes any call that rings in the group. Raises UserFacingError."""


class WhenFreePort(Protocol):
    """Waiting for somebody who was busy."""

    @property
    def changed(self) -> Listeners[None]:
        """Announced when somebody is waited for, or not any more."""

    def offer(self, call_id: CallId) -> str:
        """The number to wait for when this call ended because it was busy; else empty."""

    def watched(self) -> tuple[str, ...]:
        """The numbers that are waited for."""

    def watch(self, number: str, name: str = "") -> None:
        """Tells when the number is free."""

    def stop(self, number: str) -> None:
        """Waits no more."""


class AutoAnswerPort(Protocol):
    """Which calls were answered without the user."""

    def answered(self, call_id: CallId) -> bool:
        """True when the call was answered by itself."""

    def is_hinted(self, call_id: CallId) -> bool:
        """True when it asks for that and the user is to be told, once, where it is switched on."""


class HandoffPort(Protocol):
    """Handing calls over to the mobile as the window sees it. Every command raises UserFacingError."""

    def can_push(self, call_id: CallId) -> bool:
        """Whether the call could go there now."""

    def of(self, call_id: CallId) -> "HandoffView | None":
        """How far it has come; None when nobody wanted it to go."""

    def sees(self, call_id: CallId) -> str:
        """What the other side sees once it is there; empty when nobody wanted it to go."""

    def push(self, call_id: CallId) -> None:
        """Sends it."""

    def cancel(self, call_id: CallId) -> None:
        """It stays here."""

    def dismiss(self, call_id: CallId) -> None:
        """The user knows why it is still here."""


class RedirectPort(Protocol):
    """The user's word on where the other side sends a call."""

    def answer(self, call_id: CallId, *, is_followed: bool) -> None:
        """Goes there, or ends the call."""


@dataclass
class CallControl:
    """The features of call control; None for one that is not there (yet), whose buttons are not shown then.

    open_routing: shows where the mobile's number is entered; None while there is no such place.
    open_auto_answer: shows where calls that answer themselves are switched on; None while that cannot be shown.
    write_message: writes to a number or address; None where that cannot be done.
    may_record: whether the button for recording is of any use, as the settings are.
    """

    transfers: TransferPort | None = None
    conference: ConferencePort | None = None
    recordings: RecordingPort | None = None
    parking: ParkingPort | None = None
    pickup: PickupPort | None = None
    when_free: WhenFreePort | None = None
    auto_answer: AutoAnswerPort | None = None
    redirects: RedirectPort | None = None
    handoffs: HandoffPort | None = None
    open_routing: Callable[[], object] | None = None
    open_auto_answer: Callable[[], object] | None = None
    write_message: Callable[[str], object] | None = None
    may_record: Callable[[], bool] = lambda: True
