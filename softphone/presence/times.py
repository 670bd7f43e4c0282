"""Times in XML documents (RFC 3339) as seconds since the epoch, both ways."""

from datetime import UTC, datetime

_LONGEST = 40


def read_time(text: str | None) -> float | None:
    """Seconds since the epoch; None when there is no time or none that can be read. A time without a zone is UTC."""
    text = (text or "").strip()
    if not text or len(text) > _LONGEST:
        return None
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return moment.timestamp()
    except (ValueError, OverflowError):
        return None


def written_time(epoch_s: float) -> str:
    """``2026-01-31T13:45:00Z``, whole seconds."""
    return datetime.fromtimestamp(int(epoch_s), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
