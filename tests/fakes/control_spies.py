"""Call control that shows the views what a test says, and records what they ask for."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from softphone.basics.errors import DialError, UserFacingError
from softphone.basics.explanation import Explanation
from softphone.basics.ids import CallId
from softphone.basics.listeners import Listeners
from softphone.calls.calls import Calls
from softphone.calls.parking import Slot
from softphone.calls.transfer import TransferAction, TransferStage, TransferView
from ui.calls.ports import CallControl

ALL = frozenset(TransferAction)


@dataclass
class TransfersSpy:
    """`asked` has every deed with its call and text. A text of letters only cannot be dialled."""

    calls: Calls
    changed: Listeners[TransferView] = field(default_factory=Listeners)
    asked: list[tuple[str, ...]] = field(default_factory=list)
    views: dict[CallId, TransferView] = field(default_factory=dict)

    def show(self, view: TransferView) -> None:
        """From now on it stands like this."""
        for call_id in (view.first, view.consult):
            if call_id is not None:
                self.views[call_id] = view
        self.changed.announce(view)

    def step(self, stage: TransferStage, actions: frozenset[TransferAction] = ALL) -> None:
        """The latest transfer is at this stage now."""
        latest = list(self.views.values())[-1]
        self.show(replace(latest, stage=stage, actions=actions))

    def of(self, call_id: CallId) -> TransferView | None:
        return self.views.get(call_id)

    def blind(self, call_id: CallId, text: str) -> None:
        if text == "nowhere!":
            raise DialError("This cannot be called.", "Check the number.")
        self.asked.append(("blind", call_id, text))

    def consult(self, call_id: CallId, text: str) -> CallId:
        self.asked.append(("consult", call_id, text))
        second = self.calls.dial(text)
        stage, actions = TransferStage.CONSULT_RINGING, frozenset({TransferAction.CANCEL})
        self.show(TransferView(stage, call_id, second, text, actions=actions))
        return second

    def connect(self, one: CallId, other: CallId) -> None:
        self.asked.append(("connect", one, other))

    def complete(self, call_id: CallId) -> None:
        self.asked.append(("complete", call_id))

    def cancel(self, call_id: CallId) -> None:
        self.asked.append(("cancel", call_id))

    def swap(self, call_id: CallId) -> None:
        self.asked.append(("swap", call_id))

    def introduce(self, call_id: CallId) -> None:
        self.asked.append(("introduce", call_id))


@dataclass(frozen=True)
class MemberShown:
    """A member of the conference as a test wants it."""

    call_id: CallId
    is_far_muted: bool = False
    is_speaking: bool = False


@dataclass(frozen=True)
class ConferenceShown:
    """The conference as a test wants it."""

    members: tuple[MemberShown, ...]


@dataclass
class ConferenceSpy:
    """`asked` has every deed with its calls."""

    changed: Listeners[None] = field(default_factory=Listeners)
    asked: list[tuple[object, ...]] = field(default_factory=list)
    view: ConferenceShown | None = None
    can_join: bool = True
    can_leave_joined: bool = False

    def show(self, *members: MemberShown) -> None:
        """From now on these are in it."""
        self.view = ConferenceShown(members) if members else None
        self.changed.announce(None)

    def join(self, call_ids: Iterable[CallId]) -> None:
        self.asked.append(("join", *call_ids))

    def add(self, call_id: CallId) -> None:
        self.asked.append(("add", call_id))

    def drop(self, call_id: CallId) -> None:
        self.asked.append(("drop", call_id))

    def split(self, call_id: CallId) -> None:
        self.asked.append(("split", call_id))

    def set_far_muted(self, call_id: CallId, is_muted: bool) -> None:
        self.asked.append(("mute", call_id, is_muted))

    def leave_joined(self) -> None:
        self.asked.append(("leave",))

    def end(self) -> None:
        self.asked.append(("end",))


@dataclass
class RecordingsSpy:
    """refusal: why nothing may be recorded."""

    refusal: Explanation | None = None
    asked: list[tuple[str, CallId]] = field(default_factory=list)

    def start(self, call_id: CallId) -> None:
        if self.refusal is not None:
            raise UserFacingError(self.refusal.title, self.refusal.remedy)
        self.asked.append(("start", call_id))

    def pause(self, call_id: CallId) -> None:
        self.asked.append(("pause", call_id))

    def resume(self, call_id: CallId) -> None:
        self.asked.append(("resume", call_id))

    def stop(self, call_id: CallId) -> None:
        self.asked.append(("stop", call_id))


@dataclass
class ParkingSpy:
    """Slots as a test wants them."""

    shown: tuple[Slot, ...] = (Slot("701"), Slot("702"), Slot("703"))
    can_park: bool = True
    can_choose: bool = True
    changed: Listeners[None] = field(default_factory=Listeners)
    asked: list[tuple[object, ...]] = field(default_factory=list)
    where: dict[CallId, str] = field(default_factory=dict)

    def show(self, *slots: Slot) -> None:
        self.shown = slots
        self.changed.announce(None)

    def slots(self) -> tuple[Slot, ...]:
        return self.shown

    def slot_of(self, call_id: CallId) -> str:
        return self.where.get(call_id, "")

    def park(self, call_id: CallId, slot: str | None = None) -> None:
        self.asked.append(("park", call_id, slot))

    def retrieve(self, slot: str) -> None:
        self.asked.append(("retrieve", slot))


@dataclass
class PickupSpy:
    """Counts."""

    has_group: bool = True
    groups: int = 0

    def pick_up_group(self) -> None:
        self.groups += 1


@dataclass
class AutoAnswerSpy:
    """by_itself: the calls that were answered without the user."""

    by_itself: set[CallId] = field(default_factory=set)
    hinted: set[CallId] = field(default_factory=set)

    def answered(self, call_id: CallId) -> bool:
        return call_id in self.by_itself

    def is_hinted(self, call_id: CallId) -> bool:
        return call_id in self.hinted


@dataclass
class RedirectsSpy:
    """`answers` has what the user said."""

    answers: list[tuple[CallId, bool]] = field(default_factory=list)

    def answer(self, call_id: CallId, *, is_followed: bool) -> None:
        self.answers.append((call_id, is_followed))


class ControlSpies:
    """All of them; `control` is for the window."""

    def __init__(self, calls: Calls) -> None:
        self.transfers = TransfersSpy(calls)
        self.conference = ConferenceSpy()
        self.recordings = RecordingsSpy()
        self.parking = ParkingSpy()
        self.pickup = PickupSpy()
        self.auto_answer = AutoAnswerSpy()
        self.redirects = RedirectsSpy()
        self.control = CallControl(
            self.transfers,
            self.conference,
            self.recordings,
            self.parking,
            self.pickup,
            None,
            self.auto_answer,
            self.redirects,
        )
