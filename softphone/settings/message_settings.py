"""The settings of messages; part of the list in `declared`.

That somebody has read a message or is typing tells when and how people work, so it is told and shown only where it was
decided so; an administrator can fix each of these.
"""

from typing import Literal

from softphone.basics.words import mark
from softphone.settings.setting import Setting

DeliveryNotices = Literal["never", "known", "always"]

DELIVERY_NOTICES: Setting[DeliveryNotices] = Setting(
    "messages.delivery_notices",
    DeliveryNotices,
    "known",
    mark(
        "settings",
        "Ask the other side's program to say when a message has arrived: never, known where it is known to understand "
        "that, always with every colleague.",
    ),
)
READ_NOTICES: Setting[bool] = Setting(
    "messages.read_notices",
    bool,
    False,
    mark("settings", "Tell others when you have read their messages, and see when they have read yours."),
)
TYPING: Setting[bool] = Setting(
    "messages.typing",
    bool,
    False,
    mark("settings", "Tell others that you are typing, and see when they are."),
)

MESSAGE_SETTINGS = (DELIVERY_NOTICES, READ_NOTICES, TYPING)
