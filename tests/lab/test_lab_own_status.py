"""One's own status at real servers: published at Kamailio, switched by code at Asterisk."""

import os
import signal
from collections.abc import Callable, Iterator

import pytest
from softphone_lab import Lab, Part

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import AccountId, new_subscription_id
from softphone.basics.secret import Secret
from softphone.engine_client.state import EngineState
from softphone.headless import HeadlessPhone
from softphone.presence.pidf import PresenceDocument, read_pidf
from softphone.presence.publisher import ONLY_DND, UNSEEN
from softphone.presence.state import PresenceState
from softphone.protocol.commands import Subscribe
from softphone.protocol.events import EventFrame, Notified
from softphone.protocol.snapshots import AccountConfig, EventPackage
from softphone.runtime import PlainRuntime
from softphone.settings.declared import DND_SWITCHED_ON
from softphone.settings.store import MemorySettingsStore
from tests.harness.lab_accounts import lab_config

pytestmark = pytest.mark.lab
PATIENCE_S = 20.0
S = PresenceState


@pytest.fixture(scope="module")
def presence_lab() -> Iterator[Lab]:
    """A PBX and a presence server of these tests' own."""
    with_presence = Lab(parts=(Part.PBX, Part.PRESENCE))
    with_presence.up()
    yield with_presence
    with_presence.down()


class Person:
    """Somebody's program, and what it is told of others."""

    def __init__(self, runtime: PlainRuntime, config: AccountConfig, password: str) -> None:
        self.config = config
        self.phone = HeadlessPhone(runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore())
        app = self.phone.app
        self.status = app.own_status
        self.bodies: list[bytes] = []
        self._is_closed = False
        self._watched = new_subscription_id()
        app.engine.events.add(self._on_event)
        self.phone.start()
        assert self.phone.sign_in(config, Secret(password)).is_registered

    def _on_event(self, frame: EventFrame) -> None:
        if isinstance(frame.event, Notified) and frame.event.subscription_id == self._watched:
            self.bodies.append(frame.event.body)

    def close(self) -> None:
        if not self._is_closed:
            self._is_closed = True
            assert self.phone.close()

    def watch(self, uri: str) -> None:
        command = Subscribe(
            subscription_id=self._watched,
            account_id=self.config.account_id,
            package=EventPackage.PRESENCE,
            target=uri,
            at_presence_server=True,
        )
        self.phone.app.engine.send(command)

    def sees(self, is_it: Callable[[PresenceDocument | None], bool], what: str) -> PresenceDocument | None:
        """Waits until the last document that came is as wanted; None: the server has nothing."""

        def last() -> PresenceDocument | None:
            return read_pidf(self.bodies[-1]) if self.bodies[-1] else None

        self.phone.wait_for(lambda: bool(self.bodies) and is_it(last()), PATIENCE_S, f"not seen: {what}")
        return last()

    def sees_state(self, state: PresenceState) -> PresenceDocument:
        document = self.sees(lambda d: d is not None and d.state == state, state)
        assert document is not None
        return document


@pytest.fixture
def people() -> Iterator[Callable[[AccountConfig], Person]]:
    """Makes programs that share one loop."""
    runtime = PlainRuntime()
    made: list[Person] = []

    def make(config: AccountConfig) -> Person:
        user = config.address_of_record.removeprefix("sip:").partition("@")[0]
        made.append(Person(runtime, config, f"secret-{user}"))
        return made[-1]

    yield make
    for person in made:
        person.close()
    runtime.close()


Make = Callable[[AccountConfig], Person]


def at_kamailio(lab: Lab, user: str) -> AccountConfig:
    kamailio = lab.facts.kamailio
    assert kamailio is not None
    return AccountConfig(
        account_id=AccountId(f"account-{user}"),
        address_of_record=f"sip:{user}@{kamailio.domain}",
        outbound_proxy=f"{lab.facts.host}:{kamailio.sip}",
    )


def at_both(lab: Lab, user: str) -> AccountConfig:
    """Calls by Asterisk, presence by Kamailio."""
    kamailio = lab.facts.kamailio
    assert kamailio is not None
    return lab_config(
        lab.facts, user, presence_domain=kamailio.domain, presence_proxy=f"{lab.facts.host}:{kamailio.sip}"
    )


@pytest.mark.parametrize("account", [at_kamailio, at_both])
def test_a_colleague_sees_what_is_published_until_the_end(
    presence_lab: Lab, people: Make, account: Callable[[Lab, str], AccountConfig]
) -> None:
    watcher, me = people(at_kamailio(presence_lab, "1002")), people(account(presence_lab, "1001"))
    watcher.watch("sip:1001@lab.test")
    watcher.sees_state(S.AVAILABLE)
    until_s = me.phone.runtime.wall_time_s() + 3600
    me.status.choose(S.DO_NOT_DISTURB, "Prüfung <geheim> & still", until_s)
    seen = watcher.sees_state(S.DO_NOT_DISTURB)
    assert (seen.address, seen.deciding.note) == ("1001@lab.test", "Prüfung <geheim> & still")
    assert seen.deciding.until_s == int(until_s)
    me.status.clear_choice()
    me.status.set_calls(1, 0)
    watcher.sees_state(S.ON_THE_PHONE)
    assert me.status.view.notice is None
    me.close()
    watcher.sees(lambda d: d is None or not d.is_open, "nothing is published any more")


def test_invisible_looks_as_if_the_program_had_ended(presence_lab: Lab, people: Make) -> None:
    watcher, me = people(at_kamailio(presence_lab, "1004")), people(at_kamailio(presence_lab, "1003"))
    watcher.watch("sip:1003@lab.test")
    watcher.sees_state(S.AVAILABLE)
    me.status.choose(S.INVISIBLE)
    watcher.sees(lambda d: d is None or not d.is_open, "invisible")
    invisible = watcher.bodies[-1]
    me.status.clear_choice()
    watcher.sees_state(S.AVAILABLE)
    me.status.withdraw()
    watcher.sees(lambda d: d is None or not d.is_open, "ended")
    assert watcher.bodies[-1] == invisible


def test_an_engine_that_was_killed_publishes_again_in_place_of_the_old(presence_lab: Lab, people: Make) -> None:
    watcher, me = people(at_kamailio(presence_lab, "1002")), people(at_kamailio(presence_lab, "1001"))
    watcher.watch("sip:1001@lab.test")
    me.status.choose(S.AWAY, "lunch")
    watcher.sees_state(S.AWAY)
    pid = me.phone.engine_pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    engine = me.phone.app.engine
    me.phone.wait_for(lambda: engine.state != EngineState.READY, PATIENCE_S, "the end was not seen")
    me.phone.wait_for(lambda: engine.state == EngineState.READY, PATIENCE_S, "no new engine")
    me.status.choose(S.BUSY)  # nothing of the dead engine's may stay beside it
    seen = watcher.sees_state(S.BUSY)
    assert len(seen.tuples) == 1


def test_asterisk_takes_no_publish_and_the_user_is_told(presence_lab: Lab, people: Make) -> None:
    me = people(lab_config(presence_lab.facts, "1003"))
    me.phone.wait_for(lambda: me.status.view.notice is not None, PATIENCE_S, "no notice")
    assert me.status.view.notice == UNSEEN


def test_do_not_disturb_is_switched_at_asterisk_by_code(presence_lab: Lab, people: Make) -> None:
    me = people(lab_config(presence_lab.facts, "1001", dnd_on_code="*78", dnd_off_code="*79"))
    settings, seen = me.phone.app.settings, list[object]()
    me.phone.app.calls.changed.add(seen.append)
    me.status.choose(S.DO_NOT_DISTURB)
    me.phone.wait_for(lambda: bool(settings.get(DND_SWITCHED_ON)), PATIENCE_S, "not switched on")
    assert "Value: 1" in presence_lab.cli("database get DND 1001")
    assert me.status.view.notice == ONLY_DND
    me.status.clear_choice()
    me.phone.wait_for(lambda: not settings.get(DND_SWITCHED_ON), PATIENCE_S, "not switched off")
    assert "Value" not in presence_lab.cli("database get DND 1001")
    assert seen == []
    me.phone.wait_for_silence()
