"""Who sees which number: of a call, a handoff, a twin, a forward and a pull; what the site wants done about it."""

import pytest
from msgspec.structs import replace

from softphone.accounts.view import AccountView
from softphone.basics.errors import DialError
from softphone.basics.secret import Secret
from softphone.calls.call_guard import OWN_MOBILE
from softphone.directory.numbers import NumberPlan
from softphone.mobility.guarded_calls import AGAIN_S, GuardedCalls
from softphone.mobility.identity_guard import Exposure, IdentityGuard, Purpose
from softphone.mobility.outward_identity import outward_of
from softphone.pbx_profiles.profile import HandoffStep, Profile
from softphone.protocol.commands import Dial
from softphone.protocol.snapshots import RegistrationSnapshot, RegistrationState
from softphone.settings.declared import OWN_TRUNK
from softphone.settings.identity_settings import PRIVATE_NUMBER, WORK_DOMAINS, PrivateNumberRule
from tests.unit.app.phone import ALICE, Phone

PRIVATE = "+491701234542"
ME = replace(ALICE, display_name="Alice Archer", address_of_record="sip:56@pbx.example.com")
PLAN = NumberPlan("DE", "030", "0", "+49 30 1234", (2, 3))
HIDING = Profile(profile_id="hiding", name="Hiding", handoff=(HandoffStep.CODE,), hides_mobile=True)
PLAIN = Profile(profile_id="plain", name="Plain")


class Desk:
    """A phone with a mobile number, at a phone system that hides it or not."""

    def __init__(self, profile: Profile = PLAIN, rule: PrivateNumberRule = "warn", mobile: str = PRIVATE) -> None:
        self.phone = Phone.signed_in(ME)
        app = self.phone.app
        app.settings.set(PRIVATE_NUMBER, rule)
        if mobile:
            app.mobile_numbers.set(ME.account_id, mobile)
            self.phone.advance()
        self.numbers = app.mobile_numbers
        self.guard = IdentityGuard(app.accounts, app.settings, app.mobile_numbers, lambda _: profile, lambda: PLAN)
        self.calls = GuardedCalls(self.guard, app.mobile_numbers, self.phone.runtime.now_s)

    def check(self, purpose: Purpose, target: str = "", step: HandoffStep | None = None) -> Exposure:
        return self.guard.check(ME.account_id, purpose, target, step)


def view(**changes: object) -> AccountView:
    registration = RegistrationSnapshot(account_id=ME.account_id, state=RegistrationState.REGISTERED)
    uris = changes.pop("associated_uris", ())
    return AccountView(replace(ME, **changes), replace(registration, associated_uris=uris))


@pytest.mark.parametrize(
    ("changes", "target", "seen"),
    [
        ({}, "0309876543", "+49 30 1234-56 (Alice Archer)"),
        ({}, "57", "56 (Alice Archer)"),
        ({"display_name": ""}, "0309876543", "+49 30 1234-56"),
        ({"outward_number": "+49 30 1234-0"}, "0309876543", "+49 30 1234-0 (Alice Archer)"),
        ({"outward_number": "+49 30 1234-0"}, "57", "56 (Alice Archer)"),
        ({"associated_uris": ("sip:56@ims", "tel:+4930999;x=y")}, "0309876543", "+4930999 (Alice Archer)"),
        ({"associated_uris": ("sip:+4930998@ims",)}, "0309876543", "+4930998 (Alice Archer)"),
        ({"address_of_record": "sip:alice@pbx.example.com"}, "0309876543", "alice@pbx.example.com (Alice Archer)"),
        ({"address_of_record": "sip:+4930997@pbx.example.com"}, "030123", "+4930997 (Alice Archer)"),
    ],
)
def test_what_others_see_of_an_account(changes: dict[str, object], target: str, seen: str) -> None:
    assert str(outward_of(view(**changes), PLAN, target)) == seen


def test_a_plan_without_a_trunk_says_what_is_known() -> None:
    assert str(outward_of(view(), NumberPlan(), "+4930123456")) == "56 (Alice Archer)"


def test_a_call_shows_the_work_number_and_nothing_private() -> None:
    exposure = Desk(rule="block").check(Purpose.CALL, "0309876543")
    assert exposure == Exposure("+49 30 1234-56 (Alice Archer)")
    assert exposure.words == "They see: +49 30 1234-56 (Alice Archer)"


@pytest.mark.parametrize("target", ["#31#0309876543", "*31#0309876543", "*670309876543"])
def test_a_withheld_number_is_said(target: str) -> None:
    assert Desk().check(Purpose.CALL, target).far_sees == "no number (withheld)"


def test_calling_the_own_mobile_says_what_it_shows() -> None:
    exposure = Desk().check(Purpose.CALL, "0170 1234542")
    assert exposure.mobile_sees == "+49 30 1234-56 (Alice Archer)"
    assert not exposure.exposes_private


@pytest.mark.parametrize("step", [None, HandoffStep.CODE, HandoffStep.CONSULT, HandoffStep.BLIND])
@pytest.mark.parametrize("purpose", [Purpose.HANDOFF, Purpose.TWIN, Purpose.FORWARD])
def test_a_phone_system_that_hides_the_mobile_shows_the_work_number(purpose: Purpose, step: HandoffStep | None) -> None:
    exposure = Desk(HIDING, "block").check(purpose, "", step)
    assert exposure.far_sees == "+49 30 1234-56 (Alice Archer)"
    assert "+49 30 1234-56" in exposure.mobile_sees
    assert (exposure.exposes_private, exposure.warning, exposure.is_blocked) == (False, None, False)


@pytest.mark.parametrize("purpose", [Purpose.HANDOFF, Purpose.TWIN, Purpose.FORWARD])
def test_one_that_does_not_is_warned_of_and_blocked_by_policy(purpose: Purpose) -> None:
    exposure = Desk().check(purpose)
    assert exposure.exposes_private
    assert exposure.warning is not None
    assert "phone system" in exposure.warning.remedy
    assert not exposure.is_blocked
    assert exposure.far_sees == "perhaps your private number •••• 42"
    assert "1234542" not in f"{exposure}{exposure.words}{exposure.warning}"
    assert Desk(rule="block").check(purpose).is_blocked
    allowed = Desk(rule="allow").check(purpose)
    assert allowed.exposes_private
    assert allowed.warning is None
    assert not allowed.is_blocked


def test_own_devices_and_pulling_back_never_show_the_mobile() -> None:
    desk = Desk(rule="block")
    assert not desk.check(Purpose.HANDOFF, "", HandoffStep.OWN_DEVICES).exposes_private
    assert not desk.check(Purpose.PULL).exposes_private


@pytest.mark.parametrize("target", ["57", "0309876543", "voicemail"])
def test_a_forward_to_others_shows_nothing_private(target: str) -> None:
    assert not Desk(rule="block").check(Purpose.FORWARD, target).exposes_private


@pytest.mark.parametrize("target", ["", "mobile", OWN_MOBILE, "0170 1234542", "00491701234542"])
def test_a_forward_to_the_mobile_is_known_as_one(target: str) -> None:
    assert Desk().check(Purpose.FORWARD, target).exposes_private


def test_without_a_number_it_is_said_all_the_same() -> None:
    exposure = Desk(mobile="").check(Purpose.HANDOFF)
    assert exposure.far_sees == "perhaps your private number"
    assert exposure.exposes_private


def test_an_account_that_is_not_for_work_is_told() -> None:
    desk = Desk()
    desk.phone.app.settings.set(WORK_DOMAINS, ("company.example",))
    exposure = desk.check(Purpose.CALL, "0309876543")
    assert exposure.exposes_private
    assert exposure.warning is not None
    assert "not your work identity" in exposure.warning.title
    desk.phone.app.settings.set(WORK_DOMAINS, ("example.com",))
    assert not desk.check(Purpose.CALL, "0309876543").exposes_private


def test_an_account_that_shows_the_private_number_is_told() -> None:
    desk = Desk(HIDING, "block")
    desk.phone.accounts.update(replace(ME, outward_number="0170 123 45 42"))
    assert desk.check(Purpose.CALL, "0309876543").is_blocked
    assert not desk.check(Purpose.CALL, "112").exposes_private  # help comes first


def test_an_account_that_is_gone_shows_nothing() -> None:
    desk = Desk()
    desk.phone.accounts.remove(ME.account_id)
    assert not desk.check(Purpose.CALL, "1").exposes_private


def test_whoever_was_warned_and_does_it_again_means_it() -> None:
    desk = Desk()
    desk.phone.app.settings.set(WORK_DOMAINS, ("company.example",))
    with pytest.raises(DialError, match="once more"):
        desk.calls.number_for("0309876543", ME.account_id)
    with pytest.raises(DialError):
        desk.calls.number_for("0309876544", ME.account_id)
    assert desk.calls.number_for("0309876544", ME.account_id) == "0309876544"
    with pytest.raises(DialError):
        desk.calls.number_for("0309876544", ME.account_id)
    desk.phone.advance(AGAIN_S + 1)
    with pytest.raises(DialError):
        desk.calls.number_for("0309876544", ME.account_id)


def test_what_policy_blocks_stays_blocked() -> None:
    desk = Desk(rule="block")
    desk.phone.app.settings.set(WORK_DOMAINS, ("company.example",))
    for _ in range(2):
        with pytest.raises(DialError, match="does not allow"):
            desk.calls.number_for("0309876543", ME.account_id)
    assert desk.calls.number_for("112", ME.account_id) == "112"


def test_sending_a_caller_to_the_mobile_is_a_handoff() -> None:
    desk = Desk(rule="block")
    with pytest.raises(DialError):
        desk.calls.number_for("0170 1234542", ME.account_id, is_transfer=True)
    assert desk.calls.number_for("57", ME.account_id, is_transfer=True) == "57"
    assert Desk(HIDING, "block").calls.number_for(OWN_MOBILE, ME.account_id, is_transfer=True) == PRIVATE


def test_the_own_mobile_is_called_by_its_word() -> None:
    phone = Phone.signed_in(ME)
    phone.app.settings.set(OWN_TRUNK, "+49 30 1234")
    with pytest.raises(DialError, match="not known"):
        phone.calls.dial(OWN_MOBILE)
    phone.app.mobile_numbers.set(ME.account_id, PRIVATE)
    phone.calls.dial(OWN_MOBILE)
    phone.advance()
    (dial,) = phone.told(Dial)
    assert isinstance(dial, Dial)
    assert dial.target == f"sip:{PRIVATE}@pbx.example.com"
    assert phone.calls.last_dialled == OWN_MOBILE


def test_nothing_is_made_for_a_user_without_a_mobile() -> None:
    phone = Phone.signed_in(ME)
    phone.calls.dial("57")
    assert not {"guard", "guarded_calls", "mobile_numbers"} & set(phone.app.__dict__)


def test_the_number_of_another_account_is_called_where_this_one_has_none() -> None:
    desk = Desk()
    desk.numbers.forget(ME.account_id)
    other = replace(ALICE, account_id="other", address_of_record="sip:58@pbx.example.com").account_id
    desk.numbers.set(other, PRIVATE)
    assert Secret(desk.calls.number_for(OWN_MOBILE, ME.account_id)) == Secret(PRIVATE)
