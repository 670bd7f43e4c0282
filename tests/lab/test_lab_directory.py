"""The company directory on a real slapd: secure or not at all, searched, mirrored, and honest about what is wrong."""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from softphone_lab import Fault, Lab, Part

from softphone.basics.ids import DirectoryServerId
from softphone.basics.secret import Secret
from softphone.directory.index_sqlite import DirectoryIndex
from softphone.directory.ldap_problem import DirectoryError, DirectoryProblem
from softphone.directory.ldap_source import LdapSource
from softphone.directory.ldap_trial import TrialProgress, TrialStep, try_server
from softphone.directory.mirror_child import MirrorChild
from softphone.directory.mirror_messages import MirrorEnded, MirrorOrder, MirrorProgressed, MirrorSaid
from softphone.directory.numbers import NumberPlan
from softphone.directory.person import LDAP
from softphone.protocol.snapshots import StepOutcome
from softphone.runtime import PlainRuntime
from softphone.settings.directory_server import DirectoryKind, DirectorySecurity, DirectoryServer

pytestmark = pytest.mark.lab
PEOPLE = 1200
P = DirectoryProblem
ADMIN = ("cn=admin,dc=lab,dc=test", "admin-secret")


@pytest.fixture(scope="module")
def office() -> Iterator[Lab]:
    lab = Lab(parts=[Part.DIRECTORY], people=PEOPLE)
    lab.up()
    yield lab
    lab.down()


@pytest.fixture
def server(office: Lab) -> DirectoryServer:
    """StartTLS with the lab's authority."""
    facts = office.facts.directory
    assert facts
    return DirectoryServer(
        server_id=DirectoryServerId("directory-lab"),
        host=office.facts.host,
        port=facts.ldap,
        base=facts.base,
        bind_dn=facts.bind_dn,
        trusted_ca_files=(str(office.facts.ca),),
    )


@pytest.fixture
def password(office: Lab) -> Secret:
    facts = office.facts.directory
    assert facts
    return Secret(facts.bind_password)


def changed(server: DirectoryServer, **fields: Any) -> DirectoryServer:
    return msgspec.structs.replace(server, **fields)


def problem_of(server: DirectoryServer, password: Secret | None) -> DirectoryProblem:
    with pytest.raises(DirectoryError) as told:
        LdapSource(server, password).search("alice", 5)
    assert told.value.title
    assert told.value.remedy
    return told.value.problem


# ---------------------------------------------------------------------- secure


def test_start_tls_ldaps_and_on_demand_none_find_alice(office: Lab, server: DirectoryServer, password: Secret) -> None:
    assert office.facts.directory
    ldaps = changed(server, security=DirectorySecurity.LDAPS, port=office.facts.directory.ldaps)
    for way in (server, ldaps, changed(server, security=DirectorySecurity.NONE, trusted_ca_files=())):
        source = LdapSource(way, password)
        with contextlib.closing(source):
            (alice,) = source.search("archer ALICE", 5)
        assert alice.name == "Alice Archer"
        assert [(n.kind, n.text) for n in alice.numbers] == [("work", "+15550201001")]


@pytest.mark.parametrize("security", [DirectorySecurity.START_TLS, DirectorySecurity.LDAPS])
def test_an_unknown_authority_is_refused_before_the_password_is_sent(
    office: Lab, server: DirectoryServer, password: Secret, security: DirectorySecurity
) -> None:
    assert office.facts.directory
    port = office.facts.directory.ldaps if security is DirectorySecurity.LDAPS else server.port
    assert problem_of(changed(server, security=security, port=port, trusted_ca_files=()), password) is (
        P.CERTIFICATE_UNTRUSTED
    )


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault.EXPIRED, P.CERTIFICATE_EXPIRED),
        (Fault.WRONG_NAME, P.CERTIFICATE_WRONG_NAME),
        (Fault.SELF_SIGNED, P.CERTIFICATE_UNTRUSTED),
        (Fault.OTHER_CA, P.CERTIFICATE_UNTRUSTED),
    ],
)
def test_faulty_certificates_are_refused_in_words(
    office: Lab, server: DirectoryServer, password: Secret, fault: Fault, expected: DirectoryProblem
) -> None:
    port = office.tls_fault(fault, Part.DIRECTORY)
    assert problem_of(changed(server, security=DirectorySecurity.LDAPS, port=port), password) is expected


def test_an_own_authority_is_taken(office: Lab, server: DirectoryServer, password: Secret) -> None:
    port = office.tls_fault(Fault.OTHER_CA, Part.DIRECTORY)
    own = str(office.facts.ca.with_name("another_authority.pem"))
    way = changed(server, security=DirectorySecurity.LDAPS, port=port, trusted_ca_files=(own,))
    with contextlib.closing(LdapSource(way, password)) as source:
        assert source.search("alice archer", 5)


# ---------------------------------------------------------------------- wrong settings


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"host": "ldap.invalid"}, P.SERVER_NOT_FOUND),
        ({"port": 1}, P.REFUSED),
        ({"base": "dc=elsewhere"}, P.BASE_UNKNOWN),
        ({"filter": "(cn=)(x)"}, P.BAD_FILTER),
        ({"bind_dn": "cn=nobody,dc=lab,dc=test"}, P.WRONG_PASSWORD),
        ({"bind_dn": ""}, P.SIGN_IN_NEEDED),
        ({"trusted_ca_files": ("/nowhere/ca.pem",)}, P.CA_FILE),
    ],
)
def test_wrong_settings_are_explained(
    server: DirectoryServer, password: Secret, changes: dict[str, Any], expected: DirectoryProblem
) -> None:
    assert problem_of(changed(server, **changes), password) is expected


def test_plain_ldap_on_the_tls_port_is_explained(office: Lab, server: DirectoryServer, password: Secret) -> None:
    assert office.facts.directory
    wrong = changed(server, security=DirectorySecurity.LDAPS)
    assert problem_of(wrong, password) is P.TLS_FAILED


def test_a_wrong_password_is_tried_once(server: DirectoryServer) -> None:
    source = LdapSource(server, Secret("wrong"))
    for _ in range(3):
        with pytest.raises(DirectoryError) as told:
            source.search("alice", 5)
        assert told.value.problem is P.WRONG_PASSWORD
    assert source._live is None


def test_a_missing_password_is_never_an_anonymous_sign_in(server: DirectoryServer) -> None:
    assert problem_of(server, None) is P.PASSWORD_MISSING
    assert problem_of(server, Secret("")) is P.PASSWORD_MISSING


# ---------------------------------------------------------------------- searching


@pytest.mark.parametrize("text", ["*", "*)(uid=*", "a*b", ")(cn=*", "\\2a", "(|(cn=*))", "\0"])
def test_hostile_words_find_nobody_and_break_nothing(server: DirectoryServer, password: Secret, text: str) -> None:
    with contextlib.closing(LdapSource(server, password)) as source:
        assert source.search(text, 50) == ()
        assert len(source.search("a", 7)) == 7, "no more than wanted"


def test_numbers_are_found_however_they_are_typed(server: DirectoryServer, password: Secret) -> None:
    with contextlib.closing(LdapSource(server, password)) as source:
        for text in ("+1 555-020-1002", "0201002", "(555) 0201002"):
            assert [person.name for person in source.search(text, 5)] == ["Bob Baker"]


def test_a_picture_is_fetched_on_demand(office: Lab, server: DirectoryServer, password: Secret) -> None:
    edit(office, "uid=1003,ou=people,dc=lab,dc=test", "jpegPhoto", b"\xff\xd8 picture")
    with contextlib.closing(LdapSource(server, password)) as source:
        (reception,) = source.search("reception desk", 2)
        assert source.photo(reception.person_id) == b"\xff\xd8 picture"
        (alice,) = source.search("alice archer", 2)
        assert source.photo(alice.person_id) is None


def test_a_search_goes_on_after_the_server_was_restarted(
    office: Lab, server: DirectoryServer, password: Secret
) -> None:
    with contextlib.closing(LdapSource(server, password)) as source:
        assert source.search("alice archer", 5)
        office.restart(Part.DIRECTORY)
        assert source.search("alice archer", 5)


def test_everybody_comes_page_by_page(server: DirectoryServer, password: Secret) -> None:
    sizes = [len(page) for page in LdapSource(changed(server, page_size=500), password).pages()]
    assert sizes == [500, 500, 200]


# ---------------------------------------------------------------------- step by step


def tried(server: DirectoryServer, password: Secret | None) -> dict[TrialStep, TrialProgress]:
    last: dict[TrialStep, TrialProgress] = {}

    def take(progress: TrialProgress) -> None:
        last[progress.step] = progress

    try_server(server, password, take)
    return last


def test_a_trial_tells_each_step(server: DirectoryServer, password: Secret) -> None:
    steps = tried(server, password)
    assert {step: progress.outcome for step, progress in steps.items()} == dict.fromkeys(TrialStep, StepOutcome.PASSED)
    assert steps[TrialStep.SEARCH].found
    plain = tried(changed(server, security=DirectorySecurity.NONE), password)
    assert plain[TrialStep.SECURE].outcome is StepOutcome.NOT_NEEDED


@pytest.mark.parametrize(
    ("changes", "secret", "step", "expected"),
    [
        ({"host": "ldap.invalid"}, "reader-secret", TrialStep.RESOLVE, P.SERVER_NOT_FOUND),
        ({"port": 1}, "reader-secret", TrialStep.CONNECT, P.REFUSED),
        ({"trusted_ca_files": ()}, "reader-secret", TrialStep.SECURE, P.CERTIFICATE_UNTRUSTED),
        ({}, "wrong", TrialStep.SIGN_IN, P.WRONG_PASSWORD),
        ({}, None, TrialStep.SIGN_IN, P.PASSWORD_MISSING),
        ({"base": "dc=elsewhere"}, "reader-secret", TrialStep.SEARCH, P.BASE_UNKNOWN),
    ],
)
def test_a_trial_ends_with_the_step_that_fails(
    server: DirectoryServer, changes: dict[str, Any], secret: str | None, step: TrialStep, expected: DirectoryProblem
) -> None:
    steps = tried(changed(server, **changes), None if secret is None else Secret(secret))
    assert (steps[step].outcome, steps[step].problem) == (StepOutcome.FAILED, expected)
    reached = list(TrialStep)[: list(TrialStep).index(step)]
    assert all(steps[before].outcome is StepOutcome.PASSED for before in reached)
    assert set(steps) == {*reached, step}


def test_a_server_that_hangs_is_given_up(office: Lab, server: DirectoryServer, password: Secret) -> None:
    with contextlib.closing(LdapSource(server, password, answer_timeout_s=0.5)) as kept:
        kept.search("alice", 1)
        office.suspend(Part.DIRECTORY)
        try:
            for source in (kept, LdapSource(server, password, answer_timeout_s=0.5)):
                with pytest.raises(DirectoryError) as told:
                    source.search("alice", 1)
                assert told.value.problem is P.NO_ANSWER
        finally:
            office.suspend(Part.DIRECTORY, False)
        kept._timeout_s = 20
        assert kept.search("alice archer", 1)


# ---------------------------------------------------------------------- the mirror


def edit(office: Lab, dn: str, attribute: str = "", value: bytes | str = "") -> None:
    """Changes an attribute as an administrator; deletes the entry without one."""
    from ldap3 import MODIFY_REPLACE, NONE, Connection, Server

    facts = office.facts.directory
    assert facts
    there = Server(office.facts.host, port=facts.ldap, get_info=NONE)
    connection: Any = Connection(there, *ADMIN, check_names=False)
    with connection as admin:
        done = admin.modify(dn, {attribute: [(MODIFY_REPLACE, [value])]}) if attribute else admin.delete(dn)
        assert done, admin.result["description"]


class Copy:
    """The mirror's process at work on an index of its own."""

    def __init__(self, file: Path, server: DirectoryServer | None, password: Secret) -> None:
        self.index = DirectoryIndex(file)
        self.index.open()
        self._file = file
        self._server = server
        self._password = password.reveal()
        self.runtime = PlainRuntime()
        self.said: list[MirrorSaid] = []
        self.child: MirrorChild | None = None

    def start(self, *, compares: bool = False) -> None:
        self.said.clear()
        order = MirrorOrder(self._server, self._password, str(self._file), NumberPlan(), compares)
        self.child = MirrorChild(self.runtime, order, self.said.append)

    def wait(self, is_done: Callable[[], bool]) -> None:
        assert self.runtime.run_until(is_done, 60), "the mirror did not get so far"

    def run(self, *, compares: bool = False) -> MirrorEnded:
        self.start(compares=compares)
        self.wait(lambda: bool(self.said) and isinstance(self.said[-1], MirrorEnded))
        last = self.said[-1]
        assert isinstance(last, MirrorEnded)
        return last

    def names(self, text: str) -> list[str]:
        return [hit.person.name for hit in self.index.search(text)]


@pytest.fixture
def copy(tmp_path: Path, server: DirectoryServer, password: Secret) -> Iterator[Copy]:
    made = Copy(tmp_path / "directory.sqlite", server, password)
    yield made
    if made.child is not None:
        made.child.stop()
    made.index.close()
    made.runtime.close()


def test_the_mirror_follows_the_directory(office: Lab, copy: Copy) -> None:
    assert copy.run() == MirrorEnded(None, PEOPLE, PEOPLE)
    assert isinstance(copy.said[0], MirrorProgressed)
    assert copy.names("alice archer")[0] == "Alice Archer"
    assert [person.name for person in copy.index.people_for("+15550201002")] == ["Bob Baker"]
    edit(office, "uid=1900,ou=people,dc=lab,dc=test", "displayName", "Wilhelmine Zwackelmann")
    edit(office, "uid=1901,ou=people,dc=lab,dc=test")
    ended = copy.run(compares=True)
    assert (ended.problem, ended.total, ended.changed) == (None, PEOPLE - 1, 2)
    assert copy.names("zwackelmann") == ["Wilhelmine Zwackelmann"]


def test_a_mirror_that_was_killed_goes_on_where_it_was(copy: Copy, server: DirectoryServer, password: Secret) -> None:
    copy._server = changed(server, page_size=10)
    copy.start()
    copy.wait(lambda: bool(copy.said))
    assert copy.child is not None
    copy.child.stop()
    there = copy.index.count(LDAP)
    ended = copy.run()
    assert ended.problem is None
    assert ended.total == copy.index.count(LDAP)
    assert ended.changed <= ended.total - there, "what was there already was not written again"


def test_the_mirrors_process_ends_with_its_parent(copy: Copy, office: Lab) -> None:
    office.suspend(Part.DIRECTORY)
    try:
        copy.start()
        assert copy.child is not None
        child = copy.child
        deadline = time.monotonic() + 20
        while child._process is None and time.monotonic() < deadline:
            time.sleep(0.01)
        process = child._process
        assert process is not None
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(20) == 0
    finally:
        office.suspend(Part.DIRECTORY, False)
    copy.wait(lambda: copy.said == [MirrorEnded(P.STOPPED)])


def test_what_stops_the_mirror_is_said(copy: Copy, server: DirectoryServer) -> None:
    copy._password = "wrong"
    assert copy.run().problem is P.WRONG_PASSWORD
    copy._password = "reader-secret"
    copy._server = changed(server, port=1)
    assert copy.run().problem is P.REFUSED
    copy._server = changed(server, filter="(cn=Nobody at all)")
    assert copy.run().problem is P.NOBODY_FOUND


def test_a_directory_that_was_removed_leaves_nobody(copy: Copy, server: DirectoryServer) -> None:
    copy._server = changed(server, filter="(uid=100*)")
    assert copy.run().total == 9
    copy._server = None
    assert copy.run() == MirrorEnded()
    assert copy.index.count(LDAP) == 0


def test_one_reads_while_the_mirror_writes(copy: Copy) -> None:
    """The window searches all the time: every answer is whole, and none waits for the mirror."""
    failures: list[Exception] = []
    is_over = threading.Event()

    def search() -> None:
        while not is_over.is_set():
            try:
                for hit in copy.index.search("a", 20):
                    assert hit.person.name
            except Exception as error:
                failures.append(error)

    thread = threading.Thread(target=search)
    thread.start()
    try:
        assert copy.run().problem is None
    finally:
        is_over.set()
        thread.join()
    assert failures == []


def test_active_directory_names_on_another_server_find_nobody(server: DirectoryServer, password: Secret) -> None:
    """The wrong kind is a mistake that the trial tells: the server answers, and shows nobody."""
    steps = tried(changed(server, kind=DirectoryKind.ACTIVE_DIRECTORY), password)
    assert steps[TrialStep.SEARCH].outcome is StepOutcome.PASSED
    assert not steps[TrialStep.SEARCH].found


def test_nothing_of_people_or_passwords_is_logged(
    server: DirectoryServer, password: Secret, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with contextlib.closing(LdapSource(server, password)) as source:
        source.search("Alice", 5)
        source.search("0201002", 5)
    problem_of(server, Secret("pass-word-wrong"))
    for told in ("Alice", "0201002", "1555", "reader-secret", "pass-word-wrong"):
        assert told not in caplog.text
