"""The phone systems that are known: those shipped, and IT's own, which win by name."""

from pathlib import Path

from msgspec.structs import replace

from softphone.basics.explanation import Explanation
from softphone.basics.sip_uri import SipUri
from softphone.pbx_profiles.profile import Feature, Profile, StatusWay
from softphone.pbx_profiles.profile_files import ReadProfile, profile_ids, read_profile
from softphone.protocol.snapshots import AccountConfig

GENERIC = "generic"


class Profiles:
    """Each file is read when it is first asked for, and then kept.

    Args:
        folders: where the files lie; a file of a later folder is taken in place of one of the same name before it.
    """

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        self._read: dict[str, ReadProfile] = {}

    def all(self) -> tuple[Profile, ...]:
        """Every phone system by its name, the one that nothing is known of first."""
        found = [self._profile(each) for each in {GENERIC, *profile_ids(self._folders)}]
        return tuple(sorted(found, key=lambda each: (each.profile_id != GENERIC, each.name.casefold())))

    def get(self, profile_id: str) -> Profile:
        """This phone system; the one that nothing is known of when there is none of this name."""
        if not profile_id or (profile_id not in self._read and profile_id not in profile_ids(self._folders)):
            profile_id = GENERIC
        return self._profile(profile_id)

    def of(self, config: AccountConfig) -> Profile:
        """The account's phone system; what the account itself says wins."""
        profile = self.get(config.pbx_profile)
        own: dict[Feature, str] = {}
        if config.voicemail_number:
            own[Feature.VOICEMAIL] = config.voicemail_number
        if config.dnd_on_code and config.dnd_off_code:
            own |= {Feature.DND_ON: config.dnd_on_code, Feature.DND_OFF: config.dnd_off_code}
        if not own:
            return profile
        unsure = {feature: code for feature, code in profile.unsure.items() if feature not in own}
        return replace(profile, codes={**profile.codes, **own}, unsure=unsure)

    def completed(self, config: AccountConfig) -> AccountConfig:
        """The account with what its phone system has for all that the account itself says nothing of.

        A presence server of its own takes PUBLISH whatever the phone system does.
        """
        profile = self.of(config)
        publishes = profile.status == StatusWay.PUBLISH or bool(config.presence_domain)
        return replace(
            config,
            voicemail_number=profile.code(Feature.VOICEMAIL, _extension(config)),
            dnd_on_code=profile.code(Feature.DND_ON),
            dnd_off_code=profile.code(Feature.DND_OFF),
            publishes_presence=config.publishes_presence and publishes,
        )

    @property
    def problems(self) -> tuple[Explanation, ...]:
        """What is wrong in the files, each in words that name file, line and remedy. All else in them holds."""
        self.all()
        return tuple(problem for _, read in sorted(self._read.items()) for problem in read.problems)

    def _profile(self, profile_id: str) -> Profile:
        if profile_id not in self._read:
            self._read[profile_id] = read_profile(self._folders, profile_id)
        return self._read[profile_id].profile


def _extension(config: AccountConfig) -> str:
    try:
        return SipUri.parse(config.address_of_record).user
    except ValueError:
        return ""
