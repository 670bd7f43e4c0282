"""Base of every command."""

from __future__ import annotations

from softphone.protocol.snapshots import Value


class Command(Value, frozen=True, kw_only=True, tag=True):
    """Base of every command."""
