"""What real servers say of themselves, and which phone system they are taken for."""

import socket
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from softphone_lab import Lab, Part

from softphone.basics.secret import Secret
from softphone.pbx_profiles.offer_words import finding
from softphone.pbx_profiles.profile_files import SHIPPED
from softphone.pbx_profiles.profiles import Profiles
from softphone.protocol.commands import ProbeServer
from softphone.protocol.events import RegistrationChanged, ServerProbed
from softphone.protocol.snapshots import AccountConfig, EventPackage, RegistrationProblem, ServerOffer, Transport
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config

pytestmark = pytest.mark.lab
PROFILES = Profiles((SHIPPED,)).all()


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


def probed(engine: EngineProcess, config: AccountConfig, password: str) -> ServerOffer:
    since = len(engine.frames)
    engine.do(ProbeServer(probe_id="p", account=config, password=Secret(password)))
    return engine.wait(ServerProbed, lambda event: event.probe_id == "p", since=since).offer


@pytest.mark.parametrize("transport", list(Transport))
def test_the_practice_phone_system_is_recognised(engine: EngineProcess, lab: Lab, transport: Transport) -> None:
    offer = probed(engine, lab_config(lab.facts, "1001", transport), "secret-1001")
    answer = finding(offer, PROFILES)
    assert answer.profile is not None
    assert answer.profile.profile_id == "lab"
    assert {each.package: each.is_offered for each in offer.packages} == {
        EventPackage.DIALOG: True,
        EventPackage.PRESENCE: True,
        EventPackage.MESSAGE_SUMMARY: True,
        EventPackage.REGISTRATION: False,
    }
    assert lab.contacts("1001") == (), "nobody was signed in"
    assert not [event for event in engine.events if isinstance(event, RegistrationChanged)]


def test_an_asterisk_under_its_own_name_is_taken_for_one(engine: EngineProcess, lab: Lab) -> None:
    offer = probed(engine, lab_config(lab.facts, "1001"), "secret-1001")
    answer = finding(replace(offer, names=("Asterisk PBX 22.0",)), PROFILES)
    assert answer.profile is not None
    assert answer.profile.profile_id == "asterisk_freepbx"


def test_a_presence_server_without_a_name_is_no_known_system(engine: EngineProcess, lab: Lab) -> None:
    lab.start(Part.PRESENCE)
    server = lab.facts.kamailio
    assert server is not None
    config = lab_config(lab.facts, "1001")
    at_server = replace(
        config, address_of_record=f"sip:1001@{server.domain}", server=f"{lab.facts.host}:{server.sip}", uses_srv=False
    )
    offer = probed(engine, at_server, "secret-1001")
    answer = finding(offer, PROFILES)
    assert answer.is_answered
    assert answer.profile is None
    assert {each.package for each in offer.packages if each.is_offered} >= {EventPackage.PRESENCE}


def test_a_wrong_password_is_tried_once(engine: EngineProcess, lab: Lab) -> None:
    offer = probed(engine, lab_config(lab.facts, "1001"), "wrong")
    assert offer.wants_password
    assert offer.names
    assert offer.packages == ()


def test_a_server_that_keeps_silent_is_not_waited_for(engine: EngineProcess, lab: Lab) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf:
        deaf.bind(("127.0.0.1", 0))
        config = replace(lab_config(lab.facts, "1001"), server=f"127.0.0.1:{deaf.getsockname()[1]}")
        offer = probed(engine, config, "secret-1001")
    assert offer.problem == RegistrationProblem.NO_ANSWER
