"""The lab's PBX as a client sees it: accounts, sound, digits, numbers that fail, faulty certificates."""

import socket
import ssl
import time
from collections.abc import Callable, Iterator

import pytest
from softphone_lab import Fault, Lab, LabFacts, Part
from softphone_lab.tones import share_of_tone

from tests.lab_self.raw_phone import RawPhone
from tests.lab_self.ulaw import FRAME, SILENCE, frames, key_frames

pytestmark = pytest.mark.lab
QUIET = SILENCE * FRAME
MILLIWATT_HZ = 1004


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    lab = Lab(parts=[Part.PBX])
    lab.up()
    yield lab
    lab.down()


@pytest.fixture(scope="module")
def facts(lab: Lab) -> LabFacts:
    return lab.facts


@pytest.fixture
def phone(facts: LabFacts) -> Iterator[Callable[[str], RawPhone]]:
    """Makes the phone of an account."""
    opened: list[RawPhone] = []

    def make(user: str) -> RawPhone:
        opened.append(RawPhone(facts.user(user), facts.host, facts.sip_udp))
        return opened[-1]

    yield make
    for one in opened:
        one.__exit__()


Phones = Callable[[str], RawPhone]


def eventually(what: Callable[[], bool], within_s: float = 5.0) -> bool:
    deadline = time.monotonic() + within_s
    while not what():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_an_account_registers_and_its_contact_is_seen(lab: Lab, phone: Phones) -> None:
    alice = phone("1001")
    assert alice.register() == 200
    assert [contact.uri for contact in lab.contacts("1001")] == [alice.contact.strip("<>")]
    assert alice.register(expires=0) == 200
    assert lab.contacts("1001") == ()


def test_sha_256_is_the_only_algorithm_erin_is_offered(phone: Phones) -> None:
    erin = phone("1007")
    assert erin.register() == 200
    assert ["SHA-256" in challenge for challenge in erin.challenges] == [True]


def test_an_echo_call_carries_sound_both_ways(phone: Phones) -> None:
    alice = phone("1001")
    answer, dialog = alice.call("*43")
    assert answer.status == 200
    heard = alice.talk(frames(1.0, 440))
    assert share_of_tone(heard[-4000:], 440, 8000) > 0.8
    alice.hang_up(dialog)


def test_the_milliwatt_number_gives_its_tone(phone: Phones) -> None:
    alice = phone("1001")
    answer, dialog = alice.call("*45")
    assert answer.status == 200
    assert share_of_tone(alice.talk([QUIET] * 50)[-4000:], MILLIWATT_HZ, 8000) > 0.8
    alice.hang_up(dialog)


def test_early_media_sounds_before_busy(phone: Phones) -> None:
    alice, heard = phone("1001"), []

    def listen(_: object) -> None:
        if alice.progress[-1] == 183:
            heard.extend(alice.talk([QUIET] * 50))

    answer, _ = alice.call("183", listen)
    assert 183 in alice.progress
    assert share_of_tone(heard[-4000:], 440, 8000) > 0.8
    assert answer.status == 486


@pytest.mark.parametrize(("number", "status"), [("486", 486), ("603", 603), ("404", 404), ("480", 480), ("503", 503),
                                                ("1999", 404)])  # fmt: skip
def test_a_fault_number_refuses_with_its_status(phone: Phones, number: str, status: int) -> None:
    answer, _ = phone("1001").call(number)
    assert answer.status == status


def test_digits_by_telephone_event_are_noted(lab: Lab, phone: Phones) -> None:
    alice = phone("1001")
    _, dialog = alice.call("*46")
    alice.press("159*#")
    assert eventually(lambda: lab.received_dtmf("1001") == "159*#")
    alice.hang_up(dialog)


def test_digits_by_info_are_noted(lab: Lab, phone: Phones) -> None:
    grace = phone("1009")
    _, dialog = grace.call("*46")
    for digit in "20#":
        assert grace.info(dialog, digit) == 200
        grace.talk([QUIET] * 15)
    assert eventually(lambda: lab.received_dtmf("1009") == "20#")
    grace.hang_up(dialog)


def test_digits_as_tones_are_noted(lab: Lab, phone: Phones) -> None:
    heidi = phone("1010")
    _, dialog = heidi.call("*46")
    heidi.talk([*key_frames("4*7"), *[QUIET] * 10])
    assert eventually(lambda: lab.received_dtmf("1010") == "4*7")
    heidi.hang_up(dialog)


def test_the_lab_calls_a_registered_phone(lab: Lab, phone: Phones) -> None:
    bob = phone("1002")
    assert bob.register() == 200
    lab.call_out("1002", "Milliwatt")
    invite = bob.await_request("INVITE")
    assert "*43" in invite.get("From")
    assert share_of_tone(bob.talk([QUIET] * 50)[-4000:], MILLIWATT_HZ, 8000) > 0.8
    lab.hang_up("1002")
    assert bob.await_request("BYE").start.startswith("BYE")
    assert eventually(lambda: not lab.channels())


@pytest.mark.parametrize("fault", list(Fault))
def test_a_faulty_certificate_is_refused(lab: Lab, facts: LabFacts, fault: Fault) -> None:
    trusting = ssl.create_default_context(cafile=str(facts.ca))
    with socket.create_connection((facts.host, lab.tls_fault(fault))) as plain, pytest.raises(ssl.SSLError):
        trusting.wrap_socket(plain, server_hostname="pbx.lab.test")


def test_the_pbx_answers_behind_a_faulty_certificate(lab: Lab, facts: LabFacts) -> None:
    careless = ssl.create_default_context()
    careless.check_hostname, careless.verify_mode = False, ssl.CERT_NONE
    options = (
        "OPTIONS sip:lab.test SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@lab.test>;tag=1\r\n"
        "To: <sip:lab.test>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 9\r\nContent-Length: 0\r\n\r\n"
    )
    with (
        socket.create_connection((facts.host, lab.tls_fault("expired"))) as plain,
        careless.wrap_socket(plain, server_hostname="pbx.lab.test") as secured,
    ):
        secured.sendall(options.encode())
        assert secured.recv(4096).startswith(b"SIP/2.0 ")


def test_the_good_certificate_is_accepted(facts: LabFacts) -> None:
    trusting = ssl.create_default_context(cafile=str(facts.ca))
    with (
        socket.create_connection((facts.host, facts.sip_tls)) as plain,
        trusting.wrap_socket(plain, server_hostname="pbx.lab.test") as secured,
    ):
        assert secured.version() in ("TLSv1.2", "TLSv1.3")


def test_a_restarted_pbx_is_on_the_same_ports_and_has_forgotten_registrations(lab: Lab, phone: Phones) -> None:
    alice = phone("1001")
    assert alice.register() == 200
    lab.kill(Part.PBX)
    assert not lab.is_running(Part.PBX)
    lab.start(Part.PBX)
    assert lab.contacts("1001") == ()
    assert alice.register() == 200
