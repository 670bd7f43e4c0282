"""The lab's presence server, mailbox and directory, each asked as a client would."""

import email
import imaplib
import re
import ssl
import subprocess
import time
from collections.abc import Iterator

import pytest
from softphone_lab import Lab, LabFacts, Part

from tests.lab_self.raw_phone import RawPhone
from tests.lab_self.sip_text import Headers
from tests.lab_self.ulaw import FRAME, SILENCE

pytestmark = pytest.mark.lab
PIDF = (
    '<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:1002@lab.test">'
    '<tuple id="t1"><status><basic>open</basic></status><note>At lunch</note></tuple></presence>'
)


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    lab = Lab(parts=[Part.PRESENCE, Part.MAIL, Part.DIRECTORY], ring_seconds=1, people=1200)
    lab.up()
    yield lab
    lab.down()


@pytest.fixture(scope="module")
def facts(lab: Lab) -> LabFacts:
    return lab.facts


def test_published_presence_reaches_a_watcher(facts: LabFacts) -> None:
    assert facts.kamailio
    server = (facts.host, facts.kamailio.sip, facts.kamailio.domain)
    with RawPhone(facts.user("1001"), *server) as alice, RawPhone(facts.user("1002"), *server) as bob:
        watching: Headers = [("Event", "presence"), ("Expires", "60"), ("Accept", "application/pidf+xml")]
        assert alice.request("SUBSCRIBE", "1002", watching).status in (200, 202)
        alice.await_request("NOTIFY")
        told: Headers = [("Event", "presence"), ("Expires", "60"), ("Content-Type", "application/pidf+xml")]
        assert bob.request("PUBLISH", "1002", told, PIDF).status == 200
        assert "At lunch" in alice.await_request("NOTIFY").body


def mailbox(facts: LabFacts, user: str) -> imaplib.IMAP4:
    assert facts.mail
    box = imaplib.IMAP4(facts.host, facts.mail.imap)
    box.starttls(ssl.create_default_context(cafile=str(facts.ca)))
    box.login(user, f"secret-{user}")
    box.select()
    return box


def test_a_voicemail_comes_as_mail_and_reading_it_clears_the_lamp(lab: Lab, facts: LabFacts) -> None:
    with RawPhone(facts.user("1001"), facts.host, facts.sip_udp) as alice:
        answer, dialog = alice.call("1002")  # nobody is registered there
        assert answer.status == 200
        alice.talk([SILENCE * FRAME] * 150)  # one second of greeting, two of message
        alice.hang_up(dialog)
    box = mailbox(facts, "1002")
    found = until(lambda: box.noop() and box.search(None, "ALL")[1][0].split())
    assert len(found) == 1
    message = email.message_from_bytes(box.fetch(found[0].decode(), "(RFC822)")[1][0][1])  # type: ignore[index, arg-type]
    assert message["X-Voicemail-Caller"] == "1001"
    assert any(part.get_content_type().startswith("audio/") for part in message.walk())
    assert until(lambda: "INBOX 0" in waiting(lab))
    box.store(found[0].decode(), "+FLAGS", "\\Deleted")
    box.expunge()
    assert until(lambda: "Old 0" in waiting(lab))
    box.logout()


def waiting(lab: Lab) -> str:
    """How many messages Bob has in each folder of the PBX."""
    spool = lab.facts.folder / "pbx/spool/voicemail/default/1002"
    return " ".join(f"{name} {len(list((spool / name).glob('msg*.txt')))}" for name in ("INBOX", "Old"))


def until(what: object, within_s: float = 8.0) -> list[bytes]:
    """What the question gives as soon as it is true."""
    assert callable(what)
    deadline = time.monotonic() + within_s
    while not (found := what()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found  # type: ignore[no-any-return]


def search(facts: LabFacts, options: list[str], query: str) -> str:
    assert facts.directory
    done = subprocess.run(
        ["ldapsearch", "-x", "-LLL", "-o", "ldif-wrap=no", "-D", facts.directory.bind_dn, "-w",
         facts.directory.bind_password, "-b", facts.directory.base, *options, query, "cn", "telephoneNumber"],
        capture_output=True, text=True, check=False, env={"LDAPTLS_CACERT": str(facts.ca), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    return done.stdout + done.stderr


def test_the_directory_finds_a_person_over_start_tls_and_tls(facts: LabFacts) -> None:
    assert facts.directory
    for options in (["-ZZ", "-H", f"ldap://{facts.host}:{facts.directory.ldap}"],
                    ["-H", f"ldaps://{facts.host}:{facts.directory.ldaps}"]):  # fmt: skip
        found = search(facts, options, "(uid=1001)")
        assert "cn: Alice Archer" in found
        assert "telephoneNumber: +15550201001" in found


def test_the_directory_gives_all_people_only_page_by_page(facts: LabFacts) -> None:
    assert facts.directory
    server = ["-ZZ", "-H", f"ldap://{facts.host}:{facts.directory.ldap}"]
    assert "Size limit exceeded" in search(facts, server, "(objectClass=person)")
    paged = search(facts, [*server, "-E", "pr=200/noprompt"], "(objectClass=person)")
    assert len(re.findall("^dn: ", paged, re.MULTILINE)) == 1200


@pytest.mark.parametrize("part", [Part.PRESENCE, Part.DIRECTORY])
def test_a_killed_server_comes_back_on_its_ports(lab: Lab, facts: LabFacts, part: Part) -> None:
    lab.kill(part)
    assert not lab.is_running(part)
    lab.start(part)
    assert lab.is_running(part)
    assert facts == lab.facts
