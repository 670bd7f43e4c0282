"""What the history says about a call."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QDateTime, QLocale

from softphone.basics.words import translate
from softphone.calls.call_guard import OWN_MOBILE
from softphone.calls.party_text import own_mobile_name
from softphone.history.entry import CallQuality, HistoryEntry, HistoryLeg
from ui.calls.call_words import duration_text
from ui.style.tokens import Tone


def day_of(wall_s: float) -> int:
    """The local day as a number that grows by one each day."""
    return datetime.fromtimestamp(wall_s).toordinal()


def day_words(day: int, today: int) -> str:
    """Today, Yesterday, or the date; with the year when it is another one."""
    if day == today:
        return translate("history", "Today")
    if day == today - 1:
        return translate("history", "Yesterday")
    at = date.fromordinal(day)
    shown = QDate(at.year, at.month, at.day)
    if timedelta(0) <= date.fromordinal(today) - at < timedelta(days=7):
        return QLocale().standaloneDayName(shown.dayOfWeek())
    return QLocale().toString(shown, QLocale.FormatType.LongFormat)


def time_words(wall_s: float) -> str:
    """The time of day as this country writes it."""
    moment = QDateTime.fromSecsSinceEpoch(int(wall_s))
    return QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)


def moment_words(wall_s: float) -> str:
    """Date and time."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(wall_s)), QLocale.FormatType.ShortFormat)


def icon_of(entry: HistoryEntry) -> tuple[str, Tone]:
    """Icon and tone; the words beside them say the same."""
    if entry.is_missed:
        return "phone-missed", Tone.DANGER
    if entry.is_under_way:
        return "phone", Tone.POSITIVE
    return "phone-incoming" if entry.is_incoming else "phone-outgoing", Tone.NEUTRAL


def outcome_words(entry: HistoryEntry) -> str:
    """Direction and how it went, in a few words."""
    if entry.is_missed:
        return translate("history", "Missed call")
    if entry.is_under_way:
        return translate("history", "Going on now")
    direction = translate("history", "Incoming") if entry.is_incoming else translate("history", "Outgoing")
    if entry.taken_from:
        is_mobile = entry.taken_from == "mobile"
        direction = (
            translate("history", "Taken from your mobile")
            if is_mobile
            else translate("history", "Taken from another device")
        )
    if entry.answered_s is not None:
        return f"{direction}, {duration_text(entry.duration_s)}"
    return f"{direction}: {ended_words(entry) or translate('history', 'not answered')}"


def ended_words(entry: HistoryEntry) -> str:
    """How it ended; what was written in English comes in the user's language."""
    return translate("calls", entry.end_text).rstrip(".") if entry.end_text else ""


def callable_number(entry: HistoryEntry) -> str:
    """What to dial to call the far party; empty when it is not known."""
    if entry.is_anonymous:
        return ""
    if entry.presented_number:
        return entry.presented_number
    return entry.presented_uri or entry.dialled_text


def number_words(entry: HistoryEntry) -> str:
    """The number beside the name; empty when it is the name, or when there is none."""
    number = entry.presented_number or entry.dialled_text
    return "" if number in (entry.name, OWN_MOBILE) or entry.is_anonymous else number


def notes_words(entry: HistoryEntry) -> str:
    """Note and tags as one line; empty when there are none."""
    tags = " ".join(f"#{tag}" for tag in entry.tags)
    return " ".join(filter(None, (" ".join(entry.note.split()), tags)))


def details(entry: HistoryEntry, account_name: Callable[[str], str] = lambda _: "") -> list[tuple[str, str]]:
    """Everything that is known of a call, as (what, value)."""
    lines = [
        (translate("history", "When"), moment_words(entry.started_s)),
        (translate("history", "What"), outcome_words(entry)),
        (translate("history", "Number"), number_words(entry)),
        (
            translate("history", "Dialled as"),
            entry.dialled_text if entry.dialled_text != entry.presented_number else "",
        ),
        (translate("history", "Ended"), ended_words(entry)),
        (translate("history", "Account"), account_name(entry.account_id) or entry.work_identity),
        (translate("history", "Sound"), ", ".join(filter(None, (entry.codec, entry.device)))),
        (translate("history", "Quality"), quality_words(entry.quality)),
        (translate("history", "Recording"), entry.recording),
    ]
    lines += [_whereto(leg) for leg in entry.legs if leg.transfer_target]
    return [(name, value) for name, value in lines if value]


def _whereto(leg: HistoryLeg) -> tuple[str, str]:
    """Where the far party was sent, and what for."""
    match leg.transfer_kind:
        case "parked":
            return translate("history", "Parked in slot"), leg.transfer_target
        case "mobile":
            return translate("history", "Continued on"), own_mobile_name()
        case _:
            return translate("history", "Transferred to"), leg.transfer_target


def quality_words(quality: CallQuality | None) -> str:
    """How the sound was, with the figures behind it; empty when it was not measured."""
    if quality is None:
        return ""
    rating = {
        "good": translate("history", "good"),
        "fair": translate("history", "fair"),
    }.get(quality.rating, translate("history", "poor"))
    figures = translate("history", "{rating} (loss {loss} %, jitter {jitter} ms)")
    loss = QLocale().toString(quality.rx_loss_percent, "f", 1)
    return figures.format(rating=rating, loss=loss, jitter=round(quality.rx_jitter_ms))
