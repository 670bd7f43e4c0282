"""Where an account's calls go, as far as this program set it; kept as an entry of a settings table."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from softphone.basics.ids import AccountId
from softphone.basics.words import mark
from softphone.settings.quiet_settings import WorkingWeek
from softphone.settings.setting import SettingTable

Target = Annotated[str, Meta(max_length=200)]
Name = Annotated[str, Meta(max_length=40)]


class SwitchWish(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the phone system has yet to be told.

    Attributes:
        value: what it is to be set to; empty for off.
        was: how it was at the phone system when this was wished; empty where that was not known.
    """

    value: Target = ""
    was: Literal["", "on", "off"] = ""


class Routing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One account. The private number of a mobile never stands here: the word for it does.

    Attributes:
        set_here: what the phone system took from this program last, by the name of the switch; empty for off.
        wishes: what it has not taken yet.
        twin_mode: when the mobile rings too.
        twin_applied: what the mode wanted last, so that only a change of it is told to the phone system.
        rings_when_closed: the mobile goes on ringing while this program is not running.
        twin_week: when the mobile rings too, by schedule.
    """

    account_id: AccountId
    set_here: dict[Name, Target] = {}
    wishes: dict[Name, SwitchWish] = {}
    twin_mode: Literal["off", "always", "when_away", "schedule"] = "off"
    twin_applied: Literal["", "on", "off"] = ""
    rings_when_closed: bool = True
    twin_week: WorkingWeek = WorkingWeek()


ROUTING = SettingTable(
    "routing",
    Routing,
    "account_id",
    mark("settings", "Where calls go, as this program set it at the phone system."),
    False,
)
