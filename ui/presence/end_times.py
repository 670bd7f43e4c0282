"""Ends that a status may be given: in a while, at the next round hours, at the end of the day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from softphone.basics.words import translate

_NEAREST = timedelta(minutes=90)  # sooner than that, "in a while" says the same
_OFFERED_HOURS = (12, 14, 16, 18)


@dataclass(frozen=True, slots=True)
class EndTime:
    """An end in words and as seconds since the epoch."""

    text: str
    until_s: float


def end_times(now: datetime) -> tuple[EndTime, ...]:
    """What is offered at this local time."""
    offers = [
        EndTime(translate("presence", "For 30 minutes"), (now + timedelta(minutes=30)).timestamp()),
        EndTime(translate("presence", "For 1 hour"), (now + timedelta(hours=1)).timestamp()),
    ]
    for hour in _OFFERED_HOURS:
        at = now.replace(hour=hour, minute=0, second=0, microsecond=0)
        if at - now >= _NEAREST:
            offers.append(EndTime(translate("presence", "Until {time}").format(time=f"{hour}:00"), at.timestamp()))
            break
    offers.append(EndTime(translate("presence", "Until the end of the day"), end_of_day(now).timestamp()))
    return tuple(offers)


def end_of_day(now: datetime) -> datetime:
    """The next midnight; clocks that change in the night are taken care of."""
    return (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
