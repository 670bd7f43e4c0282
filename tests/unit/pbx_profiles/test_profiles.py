"""The files of phone systems: those shipped, IT's own, and what is said of one that is wrong."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from softphone.basics.ids import AccountId
from softphone.pbx_profiles.profile import Feature, HandoffStep, Lamp, StatusWay
from softphone.pbx_profiles.profile_files import SHIPPED
from softphone.pbx_profiles.profiles import Profiles
from softphone.protocol.snapshots import AccountConfig

ALICE = AccountConfig(account_id=AccountId("a"), address_of_record="sip:1001@pbx.example.com")
SYSTEMS = ("generic", "3cx", "asterisk_freepbx", "avaya", "cisco_cucm", "fusionpbx_freeswitch", "lab", "yeastar")
GOOD = """name = "Ours"
handoff = ["consult"]

[codes]
voicemail = "*97"
"""


@pytest.fixture
def shipped() -> Profiles:
    return Profiles((SHIPPED,))


def of_site(folder: Path, text: str, name: str = "ours") -> Profiles:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return Profiles((SHIPPED, folder))


def told(profiles: Profiles) -> str:
    return "\n".join(str(problem) for problem in profiles.problems)


# ---------------------------------------------------------------------- what is shipped


def test_every_shipped_file_is_valid(shipped: Profiles) -> None:
    assert {profile.profile_id for profile in shipped.all()} == set(SYSTEMS)
    assert shipped.problems == ()
    assert shipped.all()[0].profile_id == "generic"


@pytest.mark.parametrize("profile_id", SYSTEMS)
def test_a_shipped_file_gives_no_code_two_meanings(shipped: Profiles, profile_id: str) -> None:
    profile = shipped.get(profile_id)
    codes = [*profile.codes.values(), *profile.unsure.values()]
    assert len(codes) == len(set(codes))
    assert profile.handoff


@pytest.mark.parametrize("profile_id", SYSTEMS)
def test_what_is_unsure_is_never_dialled(shipped: Profiles, profile_id: str) -> None:
    profile = shipped.get(profile_id)
    for feature in profile.unsure:
        assert profile.code(feature, "1002") == ""
    completed = shipped.completed(replace(ALICE, pbx_profile=profile_id))
    unsure = set(profile.unsure.values())
    assert not unsure & {completed.voicemail_number, completed.dnd_on_code, completed.dnd_off_code} - {""}


@pytest.mark.parametrize("profile_id", SYSTEMS)
def test_what_can_be_switched_on_can_be_switched_off(shipped: Profiles, profile_id: str) -> None:
    codes = shipped.get(profile_id).codes
    for feature in codes:
        if feature.endswith("_on"):
            assert Feature(feature.removesuffix("_on") + "_off") in codes


def test_an_unknown_system_has_no_codes(shipped: Profiles) -> None:
    for profile_id in ("", "nobody", "../../etc/passwd", "GENERIC"):
        assert shipped.get(profile_id).profile_id == "generic"
    assert shipped.get("generic").codes == {}


def test_the_lab_is_known_with_its_codes(shipped: Profiles) -> None:
    lab = shipped.get("lab")
    assert lab.code(Feature.FORWARD_ALWAYS_ON, "+15550301000") == "*72+15550301000"
    assert lab.lamp(Lamp.TWINNING, "1001") == "*301001"
    assert lab.code(Feature.VOICEMAIL_GREETING) == ""
    assert lab.handoff[0] == HandoffStep.CODE


# ---------------------------------------------------------------------- the account's own


def test_what_the_account_says_itself_wins(shipped: Profiles) -> None:
    own = replace(ALICE, pbx_profile="lab", voicemail_number="555", dnd_on_code="*1", dnd_off_code="*2")
    profile = shipped.of(own)
    assert profile.code(Feature.VOICEMAIL) == "555"
    assert (profile.code(Feature.DND_ON), profile.code(Feature.DND_OFF)) == ("*1", "*2")
    assert profile.code(Feature.PARK) == "700"


def test_one_of_two_codes_is_none(shipped: Profiles) -> None:
    """Do not disturb that could not be switched off again would stay for ever."""
    assert shipped.of(replace(ALICE, dnd_on_code="*1")).code(Feature.DND_ON) == ""


def test_an_account_is_completed_by_its_system(shipped: Profiles) -> None:
    completed = shipped.completed(replace(ALICE, pbx_profile="asterisk_freepbx"))
    assert (completed.voicemail_number, completed.dnd_on_code, completed.dnd_off_code) == ("*97", "*78", "*79")
    assert not completed.publishes_presence
    assert shipped.completed(
        replace(ALICE, pbx_profile="asterisk_freepbx", presence_domain="p.example.com")
    ).publishes_presence
    assert shipped.completed(ALICE) == ALICE


def test_the_own_number_goes_into_the_voicemail_code(tmp_path: Path) -> None:
    profiles = of_site(tmp_path, GOOD.replace('"*97"', '"*97{number}"'))
    assert profiles.completed(replace(ALICE, pbx_profile="ours")).voicemail_number == "*971001"


# ---------------------------------------------------------------------- IT's own files


def test_a_file_of_the_site_is_taken_by_name(tmp_path: Path) -> None:
    profiles = of_site(tmp_path, GOOD, "lab")
    assert profiles.get("lab").name == "Ours"
    assert profiles.get("lab").codes == {Feature.VOICEMAIL: "*97"}
    assert len(profiles.all()) == len(SYSTEMS)
    assert profiles.problems == ()


def test_a_site_may_say_what_holds_for_every_account(tmp_path: Path) -> None:
    assert of_site(tmp_path, GOOD, "generic").completed(ALICE).voicemail_number == "*97"


def test_all_that_can_be_said(tmp_path: Path) -> None:
    profile = of_site(
        tmp_path,
        GOOD.replace("handoff", "rings_before_voicemail_s = 18\nhides_mobile = true\nsms = true\nhandoff")
        + 'pick_up = "*8{number}"\n[unsure]\npush = "*75"\n[lamps]\nmobile = "*33{extension}"\n',
    ).get("ours")
    assert (profile.rings_before_voicemail_s, profile.hides_mobile, profile.sms) == (18.0, True, True)
    assert profile.status == StatusWay.PUBLISH
    assert profile.unsure == {Feature.PUSH: "*75"}
    assert profile.lamps == {Lamp.MOBILE: "*33{extension}"}


@pytest.mark.parametrize(
    ("line", "key", "remedy"),
    [
        ("voicemial = '*98'", "codes.voicemial", "take it out, or write one of: voicemail,"),
        ("dnd_on = '*7a'", "codes.dnd_on", "digits"),
        ("dnd_on = 78", "codes.dnd_on", "quotation marks"),
        ("dnd_on = ''", "codes.dnd_on", "digits"),
        ("dnd_on = '*78{number}'", "codes.dnd_on", "take {number} out"),
        ("pick_up = '*8'", "codes.pick_up", "{number} has to stand"),
        ("pick_up = '{number}'", "codes.pick_up", "a number alone is no code"),
        ("forward_always_on = '*72{number}{number}'", "codes.forward_always_on", "{number} has to stand"),
        ("forward_always_on = '*72+{number}'", "codes.forward_always_on", "digits"),
        ("park = '*97'", "codes.voicemail", "park has the same code"),
        ("pull = '*74'\n[unsure]\npull = '*75'", "unsure.pull", "it stands under [codes] already"),
        ("[lamps]\ndnd = '*78'", "lamps.dnd", "{extension} has to stand"),
        ("[lamps]\ndnd = 5", "lamps.dnd", "quotation marks"),
        ("[lamps]\nnight = '*5{extension}'", "lamps.night", "one of: forward_always"),
        ("[numbers]\na = 1", "numbers", "one of: name, handoff"),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_holds(tmp_path: Path, line: str, key: str, remedy: str) -> None:
    profiles = of_site(tmp_path, f"{GOOD}group_pick_up = '*9'\n{line}\n")
    (problem,) = profiles.problems
    assert f"“{key}”" in problem.title
    assert str(tmp_path / "ours.toml") in problem.title
    number = re.search(r"line (\d+)", problem.title)
    wanted = "voicemail" if "codes.voicemail”" in problem.title else line.split("=")[0].strip().splitlines()[-1]
    lines = (tmp_path / "ours.toml").read_text(encoding="utf-8").splitlines()
    assert number is not None
    assert wanted.split()[0].strip("[]'") in lines[int(number[1]) - 1] or key == "numbers"
    assert remedy in problem.remedy
    assert profiles.get("ours").code(Feature.GROUP_PICK_UP) == "*9"
    assert profiles.get("lab").codes


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("handoff = ['walk']", "code, own_devices, consult, blind"),
        ("handoff = 'consult'", "a list"),
        ("status = 'shout'", "publish, codes, none"),
        ("hides_mobile = 1", "true or false"),
        ("rings_before_voicemail_s = -1", "seconds"),
        ("rings_before_voicemail_s = true", "seconds"),
        ("servers = ['^Aster(']", "is not a regular expression"),
        ("servers = 'Asterisk'", "a list of regular expressions"),
        ("park_slots = 701", "quotation marks"),
        ("park_slots = '7xx'", "701-720"),
        ("codes = 5", "[codes]"),
        ("name = ''", "name"),
        ("colour = 'red'", "take it out"),
    ],
)
def test_a_wrong_line_at_the_top_is_named(tmp_path: Path, line: str, remedy: str) -> None:
    profiles = of_site(tmp_path, f"{'' if line.startswith('name') else 'name = ' + repr('Ours')}\n{line}\n")
    (problem,) = profiles.problems
    assert "line 2" in problem.title
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    "content",
    [b"name = ", b"\xff\xfe", b"[codes]\nvoicemail = '*97'\nvoicemail = '*98'", b"#" * 100_001, b"a = " + b"[" * 5000],
)
def test_a_file_that_cannot_be_read_leaves_no_code_behind(tmp_path: Path, content: bytes) -> None:
    """What it stands for could be another system's by now: a wrong code is worse than none."""
    (tmp_path / "lab.toml").write_bytes(content)
    profiles = Profiles((SHIPPED, tmp_path))
    (problem,) = profiles.problems
    assert str(tmp_path / "lab.toml") in problem.title
    assert profiles.get("lab").codes == {}
    assert profiles.get("asterisk_freepbx").codes


def test_a_name_is_needed(tmp_path: Path) -> None:
    profiles = of_site(tmp_path, "handoff = ['consult']")
    assert "“name”" in told(profiles)
    assert profiles.get("ours").name == "ours"


def test_files_of_other_names_and_missing_folders_are_passed_over(tmp_path: Path) -> None:
    for name in ("README.md", "Bad Name.toml", ".hidden.toml", "-x.toml"):
        (tmp_path / name).write_text("nonsense", encoding="utf-8")
    profiles = Profiles((SHIPPED, tmp_path / "nowhere", tmp_path))
    assert {profile.profile_id for profile in profiles.all()} == set(SYSTEMS)
    assert profiles.problems == ()


def test_a_file_is_read_once(tmp_path: Path) -> None:
    profiles = of_site(tmp_path, GOOD)
    assert profiles.get("ours").name == "Ours"
    (tmp_path / "ours.toml").unlink()
    assert profiles.get("ours").name == "Ours"
