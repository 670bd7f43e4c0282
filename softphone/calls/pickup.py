"""Taking a call that rings at somebody else's phone: theirs by number, or any in the group."""

from softphone.basics.errors import DialError
from softphone.basics.ids import CallId
from softphone.basics.words import translate
from softphone.calls.calls import Calls
from softphone.calls.codes_in_use import CodesInUse
from softphone.calls.number_lamps import NumberLamps


class Pickup:
    """By the PBX's feature code where it has one, else by taking over the ringing dialog (RFC 3891)."""

    def __init__(self, codes: CodesInUse, calls: Calls, lamps: NumberLamps) -> None:
        self._codes = codes
        self._calls = calls
        self._lamps = lamps

    @property
    def has_group(self) -> bool:
        """There is a code for the group."""
        return bool(self._codes.group_pick_up)

    def can_pick_up(self, number: str) -> bool:
        """A call that rings at this number could be picked up."""
        return self._codes.has_pick_up or self._lamps.get(number).ringing is not None

    def pick_up(self, number: str) -> CallId:
        """Takes the call that rings at the number. Raises DialError, EngineUnavailable."""
        code = self._codes.pick_up(number)
        if code:
            return self._calls.dial(code)
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
        return self._calls.dial(self._codes.group_pick_up)
