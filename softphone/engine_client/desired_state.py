"""What the engine shall be like: kept here, told again to every new engine. Holds passwords, in memory only."""

from collections.abc import Hashable

from msgspec.structs import replace

from softphone.basics.ids import AccountId, CommandId
from softphone.protocol.commands import (
    AnyCommand,
    CommandFrame,
    Publish,
    PutAccount,
    Register,
    RemoveAccount,
    SelectAudio,
    SetAudioProcessing,
    SetCallWaitingTone,
    SetCodecs,
    SetMeasuring,
    SetRingtone,
    Subscribe,
    Unpublish,
    Unregister,
    Unsubscribe,
)
from softphone.protocol.events import EventFrame, PublicationChanged, RegistrationChanged, SubscriptionChanged
from softphone.protocol.snapshots import EventPackage, PublicationState, SubscriptionState

_WHOLE_ENGINE = (SelectAudio, SetAudioProcessing, SetRingtone, SetCallWaitingTone, SetCodecs, SetMeasuring)
_ACCOUNT = (PutAccount, RemoveAccount, Register, Unregister)
_EVENTS = (Subscribe, Unsubscribe, Publish, Unpublish)


class DesiredState:
    """The latest desired-state commands, each under the id that it was first given."""

    def __init__(self) -> None:
        self._frames: dict[Hashable, CommandFrame] = {}
        self._keys: dict[CommandId, Hashable] = {}
        self._contacts: dict[AccountId, str] = {}
        self._etags: dict[tuple[AccountId, EventPackage], str] = {}

    @staticmethod
    def covers(command: AnyCommand) -> bool:
        """True for commands that say how the engine shall be, not what it shall do once."""
        return isinstance(command, _WHOLE_ENGINE + _ACCOUNT + _EVENTS)

    def remember(self, frame: CommandFrame) -> None:
        """Takes the command in; it replaces what it makes void."""
        command = frame.command
        if isinstance(command, _WHOLE_ENGINE):
            self._keep(type(command), frame)
        elif isinstance(command, PutAccount):
            account_id = command.account.account_id
            self._keep((PutAccount, account_id), frame)
            self._drop((Register, account_id))
        elif isinstance(command, RemoveAccount):
            self._forget_account(command.account_id)
        elif isinstance(command, Register | Unregister):
            self._drop((Register, command.account_id))
            if self._differs_from_account(command):
                self._keep((Register, command.account_id), frame)
        elif isinstance(command, _EVENTS):
            self._remember_events(command, frame)

    def take(self, frame: EventFrame) -> None:
        """Remembers what servers were told, so that the next engine can take it over if this one dies, and forgets
        subscriptions and publications that have ended."""
        event = frame.event
        if isinstance(event, RegistrationChanged):
            self.note_contact(event.registration.account_id, event.registration.contact_uri)
        elif isinstance(event, SubscriptionChanged):
            if event.subscription.state == SubscriptionState.ENDED:
                self._drop((Subscribe, event.subscription.subscription_id), frame.cause)
        elif isinstance(event, PublicationChanged):
            publication = event.publication
            key = (publication.account_id, publication.package)
            self._etags[key] = publication.etag
            if publication.state == PublicationState.ENDED:
                self._drop((Publish, *key), frame.cause)

    def note_contact(self, account_id: AccountId, contact_uri: str) -> None:
        """Remembers what the registrar was told."""
        self._contacts[account_id] = contact_uri

    def frames(self) -> list[CommandFrame]:
        """The commands that bring a new engine into the desired state: accounts before what needs them, else in the
        order of their ids."""
        return [self._with_leftovers(frame) for frame in sorted(self._frames.values(), key=_rank)]

    def has(self, command_id: CommandId) -> bool:
        """True when the next engine will be told this command."""
        return command_id in self._keys

    def _keep(self, key: Hashable, frame: CommandFrame) -> None:
        self._drop(key)
        self._frames[key] = frame
        self._keys[frame.command_id] = key

    def _drop(self, key: Hashable, only_of: CommandId | None = None) -> None:
        """Forgets what is kept under the key; only if it is that command, where one is named."""
        frame = self._frames.get(key)
        if frame is not None and only_of in (None, frame.command_id):
            del self._frames[key]
            self._keys.pop(frame.command_id, None)

    def _remember_events(self, command: Subscribe | Unsubscribe | Publish | Unpublish, frame: CommandFrame) -> None:
        if isinstance(command, Unsubscribe):
            self._drop((Subscribe, command.subscription_id))
        elif isinstance(command, Unpublish):
            self._drop((Publish, command.account_id, command.package))
        elif (PutAccount, command.account_id) not in self._frames:
            return  # it will be rejected, and so it would be by every engine to come
        elif isinstance(command, Subscribe):
            self._keep((Subscribe, command.subscription_id), frame)
        else:
            self._keep((Publish, command.account_id, command.package), frame)

    def _forget_account(self, account_id: AccountId) -> None:
        for key, frame in tuple(self._frames.items()):
            command = frame.command
            if isinstance(command, PutAccount):
                of_account = command.account.account_id
            elif isinstance(command, Register | Unregister | Subscribe | Publish):
                of_account = command.account_id
            else:
                continue
            if of_account == account_id:
                self._drop(key)

    def _with_leftovers(self, frame: CommandFrame) -> CommandFrame:
        command = frame.command
        if isinstance(command, PutAccount):
            contact_uri = self._contacts.get(command.account.account_id)
            return replace(frame, command=replace(command, previous_contact_uri=contact_uri)) if contact_uri else frame
        if isinstance(command, Publish):
            etag = self._etags.get((command.account_id, command.package))
            return replace(frame, command=replace(command, previous_etag=etag)) if etag else frame
        return frame

    def _differs_from_account(self, command: Register | Unregister) -> bool:
        # An enabled account registers by itself when it is put, so only the contrary needs telling.
        put = self._frames.get((PutAccount, command.account_id))
        if put is None or not isinstance(put.command, PutAccount):
            return False
        return put.command.account.is_enabled != isinstance(command, Register)


def _rank(frame: CommandFrame) -> tuple[bool, CommandId]:
    return isinstance(frame.command, _EVENTS), frame.command_id
