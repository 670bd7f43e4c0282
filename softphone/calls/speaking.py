"""Who speaks: from levels to a sign that neither flickers between two words nor lights up for a cough elsewhere."""

from softphone.basics.ids import LegId

_BEGINS_DBFS, _GOES_ON_DBFS = -40.0, -48.0
_PAUSE_S = 0.8  # between two words


class Speaking:
    """Takes levels as they come; each far party is speaking or not."""

    def __init__(self) -> None:
        self._heard_s: dict[LegId, float] = {}

    def take(self, leg_id: LegId, dbfs: float, now_s: float) -> None:
        """A level that was measured now."""
        is_speaking = self.is_speaking(leg_id, now_s)
        if dbfs >= (_GOES_ON_DBFS if is_speaking else _BEGINS_DBFS):
            self._heard_s[leg_id] = now_s
        elif not is_speaking:
            self._heard_s.pop(leg_id, None)

    def is_speaking(self, leg_id: LegId, now_s: float) -> bool:
        """True from the first loud moment until a pause."""
        heard_s = self._heard_s.get(leg_id)
        return heard_s is not None and now_s - heard_s <= _PAUSE_S

    def forget(self) -> None:
        """Nobody is heard any more."""
        self._heard_s.clear()
