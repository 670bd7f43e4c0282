"""How far the first run has come: kept, so that it can be left and gone on with. Never the password."""

import msgspec

from softphone.settings.declared import FIRST_RUN
from softphone.settings.settings import Settings

DONE = "done"


class Entered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the user has entered so far."""

    address: str = ""
    name: str = ""
    server: str = ""
    sign_in_name: str = ""


def load(settings: Settings) -> Entered:
    """What was entered when the first run was left; empty at the first time."""
    try:
        return msgspec.json.decode(settings.get(FIRST_RUN) or "{}", type=Entered)
    except msgspec.DecodeError:
        return Entered()


def keep(settings: Settings, entered: Entered) -> None:
    """Remembers it for the next time."""
    text = msgspec.json.encode(entered).decode()
    settings.set(FIRST_RUN, text if len(text) <= 1000 else "{}")


def finish(settings: Settings) -> None:
    """There is nothing to go on with."""
    settings.set(FIRST_RUN, DONE)


def is_first(settings: Settings) -> bool:
    """Nobody has seen the first run yet."""
    return not settings.get(FIRST_RUN)


def is_left(settings: Settings) -> bool:
    """It was begun and not finished."""
    return settings.get(FIRST_RUN) not in ("", DONE)
