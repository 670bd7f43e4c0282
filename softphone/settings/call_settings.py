"""The settings of what can be done with calls; part of the list in `declared`."""

from typing import Annotated

from msgspec import Meta

from softphone.basics.words import mark
from softphone.settings.dial_rule import DialRule
from softphone.settings.setting import Setting, SettingTable

_Code = Annotated[str, Meta(pattern="^[0-9*#]{0,16}$")]
_Number = Annotated[str, Meta(min_length=1, max_length=64)]

DIAL_RULES = SettingTable(
    "dial_rules",
    DialRule,
    "rule_id",
    mark("settings", "What is dialled instead of numbers that begin in a certain way."),
)
TRANSFER_WAITS_FOR_ANSWER: Setting[bool] = Setting(
    "calls.transfer_waits_for_answer",
    bool,
    True,
    mark(
        "settings",
        "Keep a caller until the one whom he is transferred to has answered, so that he comes back from a number that "
        "is busy or does not answer. Otherwise the phone server sends him on at once, and mostly lets go of him.",
    ),
)
PICK_UP_CODE: Setting[str] = Setting(
    "calls.pick_up_code",
    Annotated[str, Meta(pattern="^[0-9*#]{0,8}$")],
    "",
    mark(
        "settings",
        "What is dialled before a colleague's number to pick up the call that rings there, such as *8; empty for "
        "nothing.",
    ),
)
GROUP_PICK_UP_CODE: Setting[str] = Setting(
    "calls.group_pick_up_code",
    _Code,
    "",
    mark(
        "settings",
        "What is dialled to pick up a call that rings anywhere in your group, such as *8; empty for nothing.",
    ),
)
PARK_NUMBER: Setting[str] = Setting(
    "calls.park_number",
    _Code,
    "",
    mark(
        "settings",
        "Where calls are transferred to park them in a slot of the server's choice, such as 700; empty for nothing.",
    ),
)
PARK_SLOTS: Setting[str] = Setting(
    "calls.park_slots",
    Annotated[str, Meta(pattern=r"^[0-9 ,\-]{0,200}$")],
    "",
    mark("settings", "The numbers of the slots for parked calls, such as 701-720; empty when there are none."),
)
PARK_SLOT_CODE: Setting[str] = Setting(
    "calls.park_slot_code",
    _Code,
    "",
    mark(
        "settings",
        "What stands before a slot's number when a call is transferred to park it there, such as *5; empty when the "
        "server "
        "chooses the slot.",
    ),
)
AUTO_ANSWER: Setting[bool] = Setting(
    "calls.auto_answer",
    bool,
    False,
    mark(
        "settings",
        "Calls that ask for it, such as announcements and intercom, are answered by themselves after a warning tone.",
    ),
)
AUTO_ANSWERED_NUMBERS: Setting[tuple[str, ...]] = Setting(
    "calls.auto_answered_numbers",
    Annotated[tuple[_Number, ...], Meta(max_length=100)],
    (),
    mark("settings", "Callers whose calls are answered by themselves after a warning tone."),
)
AUTO_ANSWERS_MUTED: Setting[bool] = Setting(
    "calls.auto_answers_muted",
    bool,
    False,
    mark("settings", "The microphone stays off when a call was answered by itself, until you switch it on."),
)
AUTO_ANSWER_HINTED: Setting[bool] = Setting(
    "calls.auto_answer_hinted",
    bool,
    False,
    mark("settings", "You were told where calls that are answered by themselves are switched on."),
    False,
)

CALL_SETTINGS = (
    TRANSFER_WAITS_FOR_ANSWER,
    PICK_UP_CODE,
    GROUP_PICK_UP_CODE,
    PARK_NUMBER,
    PARK_SLOTS,
    PARK_SLOT_CODE,
    AUTO_ANSWER,
    AUTO_ANSWERED_NUMBERS,
    AUTO_ANSWERS_MUTED,
    AUTO_ANSWER_HINTED,
)
