"""Which codes are dialled: the user's settings win over the phone system of the account."""

from msgspec.structs import replace

from softphone.calls.codes_in_use import CodesInUse
from softphone.protocol.commands import PutAccount
from softphone.settings.call_settings import GROUP_PICK_UP_CODE, PARK_NUMBER, PARK_SLOT_CODE, PARK_SLOTS, PICK_UP_CODE
from tests.unit.app.phone import ALICE, Phone


def at_lab() -> tuple[Phone, CodesInUse]:
    phone = Phone.signed_in()
    codes = phone.app.codes_in_use
    view = phone.app.accounts.views()[0]
    phone.app.accounts.update(replace(view.config, pbx_profile="lab"))
    return phone, codes


def test_without_a_phone_system_and_settings_there_is_nothing() -> None:
    codes = Phone.signed_in().app.codes_in_use
    assert (codes.pick_up("1002"), codes.group_pick_up, codes.park, codes.park_in("701"), codes.park_slots) == ("",) * 5
    assert not codes.has_pick_up


def test_the_phone_system_has_them() -> None:
    _, codes = at_lab()
    assert codes.pick_up("1002") == "*81002"
    assert codes.has_pick_up
    assert (codes.park, codes.park_in("701"), codes.park_slots) == ("700", "*5701", "701-720")


def test_the_users_own_win() -> None:
    phone, codes = at_lab()
    own = {PICK_UP_CODE: "**", GROUP_PICK_UP_CODE: "*9", PARK_NUMBER: "70", PARK_SLOTS: "71", PARK_SLOT_CODE: "*6"}
    for setting, value in own.items():
        phone.app.settings.set(setting, value)
    assert codes.pick_up("1002") == "**1002"
    assert (codes.group_pick_up, codes.park, codes.park_in("71"), codes.park_slots) == ("*9", "70", "*671", "71")


def test_a_change_is_told_once_and_only_when_it_is_one() -> None:
    phone, codes = at_lab()
    told: list[None] = []
    codes.changed.add(told.append)
    view = phone.app.accounts.views()[0]
    phone.app.accounts.update(replace(view.config, label="Office"))
    assert told == []
    phone.app.accounts.update(replace(view.config, pbx_profile=""))
    assert len(told) == 1
    phone.app.settings.set(PARK_NUMBER, "70")
    assert len(told) == 2


def test_the_slots_of_the_phone_system_are_watched() -> None:
    phone, _ = at_lab()
    parking = phone.app.parking
    parking.start()
    assert parking.can_park
    assert parking.can_choose
    assert len(parking.slots()) == 20
    view = phone.app.accounts.views()[0]
    phone.app.accounts.update(replace(view.config, pbx_profile="3cx"))
    assert parking.slots() == ()
    assert phone.app.pickup.has_group


def test_voicemail_is_that_of_the_phone_system() -> None:
    phone, _ = at_lab()
    assert phone.app.voicemail.is_wanted
    assert phone.app.voicemail.number == "*97"


def test_choosing_a_phone_system_signs_nobody_in_again() -> None:
    phone = Phone.signed_in()
    puts = len(phone.told(PutAccount))
    view = phone.app.accounts.view(ALICE.account_id)
    assert view is not None
    phone.app.accounts.update(replace(view.config, pbx_profile="lab"))
    phone.advance()
    assert len(phone.told(PutAccount)) == puts
