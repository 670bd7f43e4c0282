"""``softphone account probe`` and ``systems``: what a phone server offers, and which phone systems are known here."""

from collections.abc import Callable

from softphone.accounts.view import AccountView
from softphone.basics.ids import new_account_id
from softphone.basics.words import translate
from softphone.folders import config_dir
from softphone.headless import HeadlessError, HeadlessPhone
from softphone.pbx_profiles.offer_words import Finding, OfferLine, finding
from softphone.pbx_profiles.profile import Profile
from softphone.pbx_profiles.profile_files import FOLDER, SHIPPED, SITE
from softphone.pbx_profiles.profile_words import handoff_words, shown_name, sure_lines, unsure_lines
from softphone.pbx_profiles.profiles import Profiles
from softphone.protocol.snapshots import AccountConfig, ServerOffer
from softphone.runtime import PlainRuntime

_PATIENCE_S = 40.0
Say = Callable[[str], None]


def probe_account(wanted: str, say: Say) -> int:
    """Asks the server of an account, by its label or address, or of any address; 0 when it answered.

    Raises UserFacingError.
    """
    phone = HeadlessPhone(PlainRuntime())
    phone.start()
    try:
        config = _config(phone, wanted)
        offers: list[ServerOffer] = []
        phone.app.server_probes.start(config, None, offers.append)
        phone.wait_for(lambda: bool(offers), _PATIENCE_S, translate("command_line", "The server gave no answer."))
        answer = finding(offers[0], phone.app.profiles.all())
    finally:
        phone.close()
    _tell(answer, say)
    return 0 if answer.is_answered else 1


def tell_systems(say: Say) -> int:
    """Prints each phone system with what is dialled there, then what is wrong in the files; 1 when something is."""
    profiles = Profiles((SHIPPED, SITE, config_dir() / FOLDER))
    for profile in profiles.all():
        _tell_system(profile, say)
    for problem in profiles.problems:
        say(str(problem))
    return 1 if profiles.problems else 0


def _config(phone: HeadlessPhone, wanted: str) -> AccountConfig:
    view = phone.app.accounts.default() if not wanted else _named(phone.app.accounts.views(), wanted)
    if view is not None:
        phone.wait_until_settled(view.account_id)  # by then its password is known
        return view.config
    if "@" in wanted:
        return AccountConfig(account_id=new_account_id(), address_of_record=wanted)
    raise HeadlessError(
        translate("command_line", "There is no such account."),
        translate("command_line", "Give its label or its address, or that of another server: 1001@pbx.example.com."),
    )


def _named(views: tuple[AccountView, ...], wanted: str) -> AccountView | None:
    names = [(view.config.label, view.config.address_of_record.partition(":")[2], view) for view in views]
    address = wanted.removeprefix("sip:")
    return next((view for label, known, view in names if wanted == label or address == known), None)


def _tell(answer: Finding, say: Say) -> None:
    say(str(answer.summary))
    for line in answer.lines:
        say(f"  {line.text}: {_yes_or_no(line)}" + (f" ({line.detail})" if line.detail else ""))
    if answer.profile is not None:
        words = translate("command_line", 'It seems to be {name}: pbx_profile = "{profile_id}"')
        say(words.format(name=shown_name(answer.profile), profile_id=answer.profile.profile_id))
    elif answer.is_answered:
        say(translate("command_line", "No phone system is known by that name."))


def _yes_or_no(line: OfferLine) -> str:
    if line.is_offered is None:
        return translate("command_line", "not said")
    return translate("command_line", "yes") if line.is_offered else translate("command_line", "no")


def _tell_system(profile: Profile, say: Say) -> None:
    say(f"{profile.profile_id}: {shown_name(profile)}")
    for line in sure_lines(profile):
        say(f"  {line.text}: {line.codes}")
    for line in unsure_lines(profile):
        say(
            "  "
            + translate("command_line", "not sure, so off: {text}: {codes}").format(text=line.text, codes=line.codes)
        )
    say("  " + translate("command_line", "to the mobile: {ways}").format(ways=handoff_words(profile)))
