"""What the page says of a message."""

from PySide6.QtCore import QDateTime, QLocale

from softphone.basics.words import translate
from softphone.voicemail.entry import Entry
from softphone.voicemail.mailbox_lamps import MailboxLamp


def name_words(entry: Entry, person: str) -> str:
    """Whom it is from; never empty. person: whom the directory found."""
    message = entry.message
    return person or message.name or message.number or translate("voicemail", "Number withheld")


def facts_words(entry: Entry, name: str) -> str:
    """New or heard, how long, the number."""
    message = entry.message
    return " · ".join(
        filter(
            None,
            (
                translate("voicemail", "Urgent") if message.is_urgent else "",
                translate("voicemail", "Heard") if entry.is_heard else translate("voicemail", "New"),
                length_words(message.duration_s),
                message.number if message.number != name else "",
            ),
        )
    )


def length_words(seconds: float | None) -> str:
    """Minutes and seconds; empty when it is not known."""
    if seconds is None:
        return ""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def when_words(wall_s: float, now_s: float) -> str:
    """The time of a message of today, else its day."""
    moment, now = QDateTime.fromSecsSinceEpoch(int(wall_s)), QDateTime.fromSecsSinceEpoch(int(now_s))
    if moment.date() == now.date():
        return QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)
    return QLocale().toString(moment.date(), QLocale.FormatType.ShortFormat)


def spoken(entry: Entry, name: str) -> str:
    """All of it, for a screen reader."""
    moment, locale = QDateTime.fromSecsSinceEpoch(int(entry.message.received_s)), QLocale()
    when = locale.toString(moment.date(), QLocale.FormatType.LongFormat)
    when += f", {locale.toString(moment.time(), QLocale.FormatType.ShortFormat)}"
    return ", ".join(filter(None, (name, facts_words(entry, name), when, entry.message.text)))


def lamps_words(lamps: tuple[MailboxLamp, ...]) -> str:
    """What the telephone system says of each mailbox."""
    said = []
    for lamp in lamps:
        if lamp.summary is None:
            continue
        counts = lamp.summary.counts
        if counts is None:
            words = translate("voicemail", "new messages") if lamp.summary.is_waiting else ""
        else:
            words = translate("voicemail", "%n new", "", counts.new)
            if counts.urgent_new:
                words += translate("voicemail", ", %n urgent", "", counts.urgent_new)
        if words:
            name = lamp.uri.partition(":")[2].partition("@")[0]
            said.append(f"{name}: {words}" if len(lamps) > 1 else words)
    return " · ".join(said)
