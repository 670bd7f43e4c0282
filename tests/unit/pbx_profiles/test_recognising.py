"""Which phone system a server is, and what it offers, in words."""

import pytest
from msgspec.structs import replace

from softphone.pbx_profiles.offer_words import Finding, finding
from softphone.pbx_profiles.profile import Feature, Profile
from softphone.pbx_profiles.profile_files import SHIPPED
from softphone.pbx_profiles.profile_words import handoff_words, sure_lines, unsure_lines
from softphone.pbx_profiles.profiles import Profiles
from softphone.pbx_profiles.recognising import recognised
from softphone.protocol.snapshots import EventPackage, RegistrationProblem, ServerOffer, Transport, TriedPackage
from tests.fakes.fake_probe import ASTERISK

ALL = Profiles((SHIPPED,)).all()


def words(offer: ServerOffer) -> dict[str, bool | None]:
    return {line.text: line.is_offered for line in finding(offer, ALL).lines}


def found(offer: ServerOffer) -> Finding:
    return finding(offer, ALL)


@pytest.mark.parametrize(
    ("name", "profile_id"),
    [
        ("Asterisk PBX 22.1.0~dfsg", "asterisk_freepbx"),
        ("FPBX-16.0.40.7(18.20.2)", "asterisk_freepbx"),
        ("FreeSWITCH-mod_sofia/1.10.12-release", "fusionpbx_freeswitch"),
        ("3CXPhoneSystem 20.0.3.884", "3cx"),
        ("Yeastar P550 37.12", "yeastar"),
        ("Cisco-CUCM14.0", "cisco_cucm"),
        ("AVAYA-SM-10.1.0", "avaya"),
        ("IP Office 11.1.3.1.0 build 34", "avaya"),
        ("Lab PBX", "lab"),
        ("kamailio (5.6.3 (x86_64/linux))", None),
        ("", None),
    ],
)
def test_a_server_is_recognised_by_its_name(name: str, profile_id: str | None) -> None:
    profile = recognised(ServerOffer(status_code=200, names=(name,) if name else ()), ALL)
    assert (profile.profile_id if profile else None) == profile_id


def test_the_longest_fit_wins() -> None:
    ours = Profile(profile_id="ours", name="Ours", servers=("^asterisk pbx 22 headquarters",))
    offer = ServerOffer(status_code=200, names=("Asterisk PBX 22 Headquarters",))
    for profiles in ((*ALL, ours), (ours, *ALL)):
        assert recognised(offer, profiles) is ours


def test_what_a_server_offers_is_said() -> None:
    said = words(ASTERISK)
    assert said["Transfer calls"] is True
    assert said["Messages"] is False
    assert said["Hand a call over without a gap"] is True
    assert said["Lamps of colleagues"] is True
    assert said["Own devices that are signed in"] is False
    assert "Asterisk PBX 22.0" in found(ASTERISK).summary.title


def test_what_a_server_does_not_say_is_not_known() -> None:
    said = words(ServerOffer(status_code=200, packages=(TriedPackage(package=EventPackage.DIALOG),)))
    assert set(said.values()) == {None}
    assert words(replace(ASTERISK, packages=(), allow_events=("dialog",)))["Lamps of colleagues"] is True


def test_no_mailbox_is_not_no_voicemail() -> None:
    tried = (TriedPackage(package=EventPackage.MESSAGE_SUMMARY, status_code=404),)
    lines = found(replace(ASTERISK, packages=tried)).lines
    line = next(each for each in lines if each.text.startswith("Messages waiting"))
    assert line.is_offered is False
    assert "for you" in line.hint


def test_servers_of_the_domain_are_told() -> None:
    offer = replace(ASTERISK, service="_sips._tcp.example.com", transports=(Transport.TLS, Transport.UDP))
    assert words(offer)["Servers named by the domain (SRV): TLS, UDP"] is True


def test_a_stranger_is_told_who_it_is_and_what_to_do() -> None:
    answer = found(ServerOffer(server="pbx:5060", status_code=401, names=("FPBX-17",)))
    assert answer.profile is not None
    assert answer.profile.profile_id == "asterisk_freepbx"
    assert answer.lines == ()
    assert "password" in answer.summary.remedy


@pytest.mark.parametrize("problem", [RegistrationProblem.SERVER_NOT_FOUND, RegistrationProblem.NO_ANSWER, None])
def test_silence_is_said_with_what_helps(problem: RegistrationProblem | None) -> None:
    answer = found(ServerOffer(server="pbx:5060", problem=problem))
    assert not answer.is_answered
    assert answer.summary.title
    assert answer.summary.remedy
    assert answer.profile is None


def test_every_code_has_a_line() -> None:
    everything = Profile(profile_id="x", name="X", codes=dict.fromkeys(Feature, "*1{number}"))
    shown = " ".join(line.codes for line in sure_lines(everything))
    assert shown.count("*1[number]") == len(Feature)
    assert unsure_lines(everything) == ()


def test_codes_in_words() -> None:
    by_id = {profile.profile_id: profile for profile in ALL}
    lines = {line.text: line.codes for line in sure_lines(by_id["asterisk_freepbx"])}
    assert lines["Forward all calls"] == "*72[number] · *73"
    assert [line.text for line in unsure_lines(by_id["3cx"])] == ["Voicemail", "Park a call"]
    assert "by code" in handoff_words(by_id["lab"])
