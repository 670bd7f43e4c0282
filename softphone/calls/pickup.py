"""Taking a call that rings at somebody else's phone: theirs by number, or any in the group."""

from softphone.basics.errors import DialError
from softphone.basics.ids import CallId
from softphone.basics.words import translate
from softphone.calls.calls import Calls
from softphone.calls.number_lamps import NumberLamps
from softphone.settings.call_settings import GROUP_PICK_UP_CODE, PICK_UP_CODE
from softphone.settings.settings import Settings


class Pickup:
    """By the PBX's feature code where it has one, else by taking over the ringing dialog (RFC 3891)."""

    def __init__(self, settings: Settings, calls: Calls, lamps: NumberLamps) -> None:
        self._settings = settings
        self._calls = calls
        self._lamps = lamps

    @property
    def has_group(self) -> bool:
        """A code for the group is set."""
        return bool(self._settings.get(GROUP_PICK_UP_CODE))

    def can_pick_up(self, number: str) -> bool:
        """A call that rings at this number could be picked up."""
        return bool(self._settings.get(PICK_UP_CODE)) or self._lamps.get(number).ringing is not None

    def pick_up(self, number: str) -> CallId:
        """Takes the call that rings at the number. Raises DialError, EngineUnavailable."""
        code = self._settings.get(PICK_UP_CODE)
        if code:
            return self._calls.dial(code + number)
        ringing = self._lamps.get(number).ringing
        if ringing is None:
            raise DialError(
                translate("calls", "There is no way to pick up this call."),
                translate("calls", "Enter the pick-up code of your phone server in the settings, under Numbers."),
            )
        return self._calls.dial(number, replaces=ringing)

    def pick_up_group(self) -> CallId:
        """Takes any call that rings in the group. Raises DialError, EngineUnavailable."""
        if not self.has_group:
            raise DialError(
                translate("calls", "There is no code to pick up calls of your group."),
                translate("calls", "Enter the group pick-up code of your phone server in the settings, under Numbers."),
            )
        return self._calls.dial(self._settings.get(GROUP_PICK_UP_CODE))
