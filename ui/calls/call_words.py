"""What a call card says about its call."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QLocale

from softphone.basics.words import translate
from softphone.calls.call import Call
from softphone.calls.state_text import state_text
from softphone.protocol.snapshots import EndKind, HoldState, LegState, SrtpKeying
from ui.style.tokens import Tone

_CODECS = {"opus": "Opus", "G722": "G.722", "PCMA": "G.711", "PCMU": "G.711", "G729": "G.729"}
_KEYING: dict[SrtpKeying | None, str] = {SrtpKeying.SDES: "SDES", SrtpKeying.DTLS: "DTLS"}
_DAYS_NAMED = 6  # further away, a day of the week could be any
_QUIET_ENDS = (
    EndKind.LOCAL_HANG_UP,
    EndKind.REMOTE_HANG_UP,
    EndKind.CANCELLED,
    EndKind.REJECTED,
    EndKind.ANSWERED_ELSEWHERE,
    EndKind.TRANSFERRED,
    EndKind.REPLACED,
)


@dataclass(frozen=True)
class CallLook:
    """How a call is shown: icon, tone and words that say the same."""

    icon: str
    tone: Tone
    words: str


def look(call: Call) -> CallLook:
    """The look of this call now."""
    icon, tone = _sign(call)
    return CallLook(icon, tone, state_text(call))


def _sign(call: Call) -> tuple[str, Tone]:
    if call.is_ended:
        return _sign_of_end(call)
    if call.state in (LegState.CALLING, LegState.RINGBACK, LegState.EARLY_MEDIA):
        return "phone-outgoing", Tone.ACCENT
    if call.state in (LegState.ALERTING, LegState.ANSWERING):
        return "phone-incoming", Tone.ACCENT
    if call.leg.hold is not HoldState.NONE:
        return "pause", Tone.WARNING
    if call.leg.is_muted:
        return "microphone-off", Tone.WARNING
    return "phone", Tone.POSITIVE


def _sign_of_end(call: Call) -> tuple[str, Tone]:
    if call.is_missed:
        return "phone-missed", Tone.DANGER
    if call.leg.end is not None and call.leg.end.kind is EndKind.TRANSFERRED:
        return "transfer", Tone.POSITIVE
    if call.leg.end is not None and call.leg.end.kind in _QUIET_ENDS:
        return "phone-end", Tone.NEUTRAL
    return "error", Tone.DANGER


def media_words(call: Call) -> str:
    """Sound format and encryption for the tooltip; empty before there is sound."""
    media = call.leg.media
    if media is None or not media.codec:
        return ""
    codec = _CODECS.get(media.codec, media.codec)
    secured = translate("calls", "encrypted") if media.is_encrypted else translate("calls", "not encrypted")
    rate = f"{media.clock_rate_hz // 1000} kHz" if media.clock_rate_hz else ""
    return ", ".join(filter(None, (codec, rate, secured)))


def security_words(call: Call) -> str:
    """What is known of the encryption of the sound itself, whatever signalling does; empty before there is sound."""
    media = call.leg.media
    if media is None or not media.codec:
        return ""
    if not media.is_encrypted:
        return translate("calls", "The sound is not encrypted")
    words = translate("calls", "The sound is encrypted")
    with_what = ", ".join(filter(None, (media.crypto_suite.replace("_", "-"), _KEYING.get(media.keying, ""))))
    return f"{words} ({with_what})" if with_what else words


def duration_text(seconds: float) -> str:
    """``2:05`` or ``1:02:05``."""
    whole = max(0, int(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def clock_text(wall_s: float) -> str:
    """The time of day as this country writes it; with the day of the week in the days to come, else with the date."""
    from PySide6.QtCore import QDateTime

    moment = QDateTime.fromSecsSinceEpoch(int(wall_s))
    locale = QLocale()
    shown = locale.toString(moment.time(), QLocale.FormatType.ShortFormat)
    days = QDateTime.fromSecsSinceEpoch(int(time.time())).date().daysTo(moment.date())
    if 0 < days <= _DAYS_NAMED:
        shown = f"{locale.toString(moment.date(), 'dddd')} {shown}"
    elif days:
        shown = f"{locale.toString(moment.date(), QLocale.FormatType.ShortFormat)} {shown}"
    return shown
