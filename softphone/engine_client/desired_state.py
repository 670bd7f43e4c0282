"""What the engine shall be like: kept here, told again to every new engine. Holds passwords, in memory only."""

from collections.abc import Hashable

from msgspec.structs import replace

from softphone.basics.ids import AccountId, CommandId
from softphone.protocol.commands import (
    AnyCommand,
    CommandFrame,
    PutAccount,
    Register,
    RemoveAccount,
    SelectAudio,
    SetAudioProcessing,
    SetCodecs,
    SetMeasuring,
    SetRingtone,
    Unregister,
)

_WHOLE_ENGINE = (SelectAudio, SetAudioProcessing, SetRingtone, SetCodecs, SetMeasuring)
_ACCOUNT = (PutAccount, RemoveAccount, Register, Unregister)


class DesiredState:
    """The latest desired-state commands, each under the id that it was first given."""

    def __init__(self) -> None:
        self._frames: dict[Hashable, CommandFrame] = {}
        self._contacts: dict[AccountId, str] = {}

    @staticmethod
    def covers(command: AnyCommand) -> bool:
        """True for commands that say how the engine shall be, not what it shall do once."""
        return isinstance(command, _WHOLE_ENGINE + _ACCOUNT)

    def remember(self, frame: CommandFrame) -> None:
        """Takes the command in; it replaces what it makes void."""
        command = frame.command
        if isinstance(command, _WHOLE_ENGINE):
            self._frames[type(command)] = frame
        elif isinstance(command, PutAccount):
            account_id = command.account.account_id
            self._frames[PutAccount, account_id] = frame
            self._frames.pop((Register, account_id), None)
        elif isinstance(command, RemoveAccount):
            self._frames.pop((PutAccount, command.account_id), None)
            self._frames.pop((Register, command.account_id), None)
        elif isinstance(command, Register | Unregister):
            self._frames.pop((Register, command.account_id), None)
            if self._differs_from_account(command):
                self._frames[Register, command.account_id] = frame

    def note_contact(self, account_id: AccountId, contact_uri: str) -> None:
        """Remembers what the registrar was told, so that the next engine can take it over if this one dies."""
        self._contacts[account_id] = contact_uri

    def frames(self) -> list[CommandFrame]:
        """The commands that bring a new engine into the desired state, in the order of their ids."""
        return [self._with_contact(f) for f in sorted(self._frames.values(), key=lambda frame: frame.command_id)]

    def has(self, command_id: CommandId) -> bool:
        """True when the next engine will be told this command."""
        return any(frame.command_id == command_id for frame in self._frames.values())

    def _with_contact(self, frame: CommandFrame) -> CommandFrame:
        command = frame.command
        previous = self._contacts.get(command.account.account_id) if isinstance(command, PutAccount) else None
        if not previous:
            return frame
        return replace(frame, command=replace(command, previous_contact_uri=previous))

    def _differs_from_account(self, command: Register | Unregister) -> bool:
        # An enabled account registers by itself when it is put, so only the contrary needs telling.
        put = self._frames.get((PutAccount, command.account_id))
        if put is None or not isinstance(put.command, PutAccount):
            return False
        return put.command.account.is_enabled != isinstance(command, Register)
