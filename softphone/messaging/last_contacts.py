"""What was registered last for each account, over the death of the program.

An engine that begins at the same place gets the answers that were on their way to the last one, so that a message that
was being sent can be repeated as the same request. Holds addresses and ports of this computer, nothing else.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from softphone.basics.ids import AccountId


class LastContacts:
    """A small file, replaced as a whole."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> dict[AccountId, str]:
        """Contact URIs by account; nothing where they cannot be read."""
        try:
            found = json.loads(self._file.read_bytes())
        except (OSError, ValueError):
            return {}
        pairs = found.items() if isinstance(found, dict) else ()
        return {AccountId(key): value for key, value in pairs if isinstance(value, str)}

    def write(self, contacts: Mapping[AccountId, str]) -> None:
        """Replaces them. Raises OSError."""
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = self._file.with_name(f".{self._file.name}.{os.getpid()}")
        try:
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
                json.dump(contacts, stream)
            temporary.replace(self._file)
        finally:
            temporary.unlink(missing_ok=True)
