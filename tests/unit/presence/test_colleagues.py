"""Colleagues: from NOTIFYs of several servers to one state per person."""

import logging

import pytest
from msgspec.structs import replace

from softphone.accounts.accounts import Accounts
from softphone.basics.secret import Secret
from softphone.presence.colleagues import BATCH_S
from softphone.presence.favourites import Favourites
from softphone.presence.state import LampAction, PresenceState
from softphone.presence.subscriptions import BATCH
from softphone.presence.watches import KEPT_S
from softphone.protocol.commands import Subscribe, Unsubscribe
from softphone.protocol.snapshots import EventPackage, RegistrationProblem
from softphone.settings.declared import WATCHED_SINGLY
from tests.unit.presence.documents import DIALOG_INFO, PIDF, RELATED, dialogs, pidf, resource_list
from tests.unit.presence.office import Office, watch_all

S = PresenceState
DIALOG, PRESENCE = EventPackage.DIALOG, EventPackage.PRESENCE
BOB = "1002@pbx.example.com"
BLF, TEAM = "sip:blf@pbx.example.com:5070", "sip:team@pbx.example.com:5070"


@pytest.fixture
def office() -> Office:
    return Office()


class TestSingly:
    def test_nobody_is_subscribed_to_before_somebody_looks(self, office: Office) -> None:
        office.open()
        assert office.subscribed() == []
        assert office.colleagues.get(BOB).state == S.UNKNOWN

    def test_lamp_and_presence_of_one_who_is_watched(self, office: Office) -> None:
        office.open()
        office.colleagues.watch(BOB)
        office.wait()
        assert office.targets(DIALOG) == office.targets(PRESENCE) == ["sip:1002@pbx.example.com:5070"]

    def test_a_presence_server_is_asked_too(self, office: Office) -> None:
        office.open(presence_domain="lab.test")
        office.colleagues.watch("1002@lab.test")
        office.wait()
        assert office.targets(PRESENCE) == ["sip:1002@lab.test", "sip:1002@pbx.example.com:5070"]
        assert [s.at_presence_server for s in office.subscribed() if "lab.test" in s.target] == [True]

    def test_pbx_and_presence_server_tell_of_one_person(self, office: Office) -> None:
        office.pbx.states["sip:1002@lab.test", PRESENCE] = (PIDF, pidf(activity="away", note="Lunch"))
        office.pbx.states["sip:1002@pbx.example.com:5070", PRESENCE] = (PIDF, pidf())
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs())
        office.open(presence_domain="lab.test")
        office.colleagues.watch("sip:1002@LAB.test")
        office.wait()
        bob = office.colleagues.get(BOB)
        assert (bob.address, bob.state, bob.note) == (BOB, S.AWAY, "Lunch")
        office.notify("sip:1002@pbx.example.com:5070", DIALOG, dialogs("confirmed", version=1), DIALOG_INFO)
        assert office.colleagues.get("1002@lab.test").state == S.ON_THE_PHONE

    def test_an_unregistered_phone_is_told_as_such(self, office: Office) -> None:
        office.pbx.states["1002", PRESENCE] = (PIDF, pidf("closed", note="Unavailable"))
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs())
        office.open()
        office.colleagues.watch(BOB)
        office.wait()
        bob = office.colleagues.get(BOB)
        assert (bob.state, bob.note) == (S.NOT_REGISTERED, "")

    def test_ringing_busy_free(self, office: Office) -> None:
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs())
        office.pbx.states["1002", PRESENCE] = (PIDF, pidf(note="Ready"))
        office.open()
        office.colleagues.watch(BOB)
        office.wait()
        office.told()
        for version, (states, expected) in enumerate(
            [(("early",), S.RINGING), (("confirmed",), S.ON_THE_PHONE), ((), S.AVAILABLE)], 1
        ):
            office.notify("1002", DIALOG, dialogs(*states, version=version), DIALOG_INFO)
            (bob,) = office.told()
            assert bob == office.colleagues.get(BOB)
            assert bob.state == expected
            assert bob.since_s == pytest.approx(office.runtime.wall_time_s() - 0.2, abs=BATCH_S)
            assert (LampAction.PICK_UP in bob.actions) == (expected == S.RINGING)

    def test_partial_documents_add_up_and_a_gap_makes_us_subscribe_anew(self, office: Office) -> None:
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs("confirmed"))
        office.open()
        office.colleagues.watch(BOB)
        office.wait()
        office.engine.commands.clear()
        office.notify("1002", DIALOG, dialogs("terminated", version=1, is_full=False), DIALOG_INFO)
        assert office.colleagues.get(BOB).calls == ()
        assert not any(isinstance(c, Subscribe) for c in office.engine.commands)
        office.notify("1002", DIALOG, dialogs("early", version=5, is_full=False), DIALOG_INFO)
        assert [c.package for c in office.engine.commands if isinstance(c, Subscribe)] == [DIALOG]
        office.wait()
        assert office.colleagues.get(BOB).state == S.ON_THE_PHONE

    def test_somebody_elsewhere_has_presence_only(self, office: Office) -> None:
        office.open()
        office.colleagues.watch("eve@partner.example")
        office.wait()
        assert office.targets(PRESENCE) == ["sip:eve@partner.example"]
        assert office.targets(DIALOG) == []


class TestWatching:
    def test_several_who_look_cost_one_subscription_until_the_last_leaves(self, office: Office) -> None:
        office.open()
        first, second = office.colleagues.watch(BOB), office.colleagues.watch("sip:1002@pbx.example.com:5070")
        office.wait()
        assert len(office.subscribed()) == 2
        first()
        first()
        office.wait(KEPT_S + 1)
        assert len(office.subscribed()) == 2
        second()
        office.wait(KEPT_S - 1)
        assert len(office.subscribed()) == 2
        office.wait(2)
        assert office.subscribed() == []
        assert office.colleagues.get(BOB).state == S.UNKNOWN

    def test_scrolling_back_does_not_subscribe_again(self, office: Office) -> None:
        office.open()
        unwatch = office.colleagues.watch(BOB)
        office.wait()
        office.engine.commands.clear()
        for _ in range(10):
            unwatch()
            office.wait(5)
            unwatch = office.colleagues.watch(BOB)
            office.wait(5)
        assert not any(isinstance(c, Subscribe | Unsubscribe) for c in office.engine.commands)

    def test_those_over_the_budget_wait_favourites_first(self, office: Office) -> None:
        office.open()
        office.settings.set(WATCHED_SINGLY, 3)
        Favourites(office.settings).add("Bob", "1002")
        watch_all(office, ["1002", "1003", "1004", "1005", "1006"])
        office.wait()
        assert [t[4:8] for t in office.targets(DIALOG)] == ["1002", "1005", "1006"]
        office.settings.set(WATCHED_SINGLY, 4)
        office.wait()
        assert [t[4:8] for t in office.targets(DIALOG)] == ["1002", "1004", "1005", "1006"]

    def test_many_are_asked_for_a_few_at_a_time(self, office: Office) -> None:
        office.open()
        watch_all(office, [str(2000 + i) for i in range(150)])
        office.engine.commands.clear()
        office.wait(0.03)
        assert 0 < len([c for c in office.engine.commands if isinstance(c, Subscribe)]) <= BATCH
        office.wait(2)
        assert len(office.targets(DIALOG)) == 150

    def test_addresses_given_before_an_account_is_there_count_once_it_is(self, office: Office) -> None:
        office.colleagues.watch("1002@lab.test")
        office.open(presence_domain="lab.test")
        office.wait()
        assert office.targets(DIALOG) == ["sip:1002@pbx.example.com:5070"]


class TestLists:
    def test_one_subscription_for_everybody_on_a_list(self, office: Office) -> None:
        body = resource_list({"1002": dialogs("confirmed"), "1003": dialogs()})
        office.pbx.states[BLF, DIALOG] = (RELATED, body)
        office.open(lamp_lists=(BLF,))
        watch_all(office, ["1002", "1003"])
        office.wait()
        assert [(s.target, s.is_list) for s in office.subscribed() if s.package == DIALOG] == [(BLF, True)]
        bob = office.colleagues.get(BOB)
        assert (bob.state, bob.name) == (S.ON_THE_PHONE, "User 1002")
        assert [person.address for person in office.told()].count(BOB) >= 1

    def test_partial_notifications_change_only_whom_they_name(self, office: Office) -> None:
        full = resource_list({"1002": dialogs(), "1003": dialogs("confirmed")})
        office.pbx.states[BLF, DIALOG] = (RELATED, full)
        office.open(lamp_lists=(BLF,))
        watch_all(office, ["1002", "1003"])
        office.wait()
        office.told()
        part = resource_list({"1002": dialogs("early", version=1)}, version=1, is_full=False)
        office.notify(BLF, DIALOG, part, RELATED)
        assert [(person.address, person.state) for person in office.told()] == [(BOB, S.RINGING)]
        assert office.colleagues.get("1003@pbx.example.com").state == S.ON_THE_PHONE

    def test_a_lost_notification_makes_us_subscribe_anew_once(self, office: Office) -> None:
        office.pbx.states[BLF, DIALOG] = (RELATED, resource_list({"1002": dialogs()}))
        office.open(lamp_lists=(BLF,))
        watch_all(office, ["1002"])
        office.wait()
        office.engine.commands.clear()
        for version in (7, 15):
            part = resource_list({"1002": dialogs("early", version=1)}, version=version, is_full=False)
            office.notify(BLF, DIALOG, part, RELATED)
        assert len([c for c in office.engine.commands if isinstance(c, Subscribe)]) == 1

    def test_who_is_off_the_list_is_subscribed_to_singly(self, office: Office) -> None:
        office.pbx.states[BLF, DIALOG] = (RELATED, resource_list({"1002": dialogs()}, refused=["1004"]))
        office.open(lamp_lists=(BLF,))
        watch_all(office, ["1002", "1003", "1004"])
        office.wait()
        assert [t.partition("@")[0] for t in office.targets(DIALOG)] == ["sip:1003", "sip:1004", "sip:blf"]
        full = resource_list({"1003": dialogs("confirmed")}, version=1)
        office.notify(BLF, DIALOG, full, RELATED)
        office.wait()
        assert [t.partition("@")[0] for t in office.targets(DIALOG)] == ["sip:1002", "sip:1004", "sip:blf"]
        assert office.colleagues.get("1003@pbx.example.com").state == S.ON_THE_PHONE

    def test_without_the_list_everybody_is_subscribed_to_singly(self, office: Office) -> None:
        office.pbx.refused_events[BLF] = 404
        office.open(lamp_lists=(BLF,))
        watch_all(office, ["1002", "1003"])
        office.wait()
        assert office.targets(DIALOG) == ["sip:1002@pbx.example.com:5070", "sip:1003@pbx.example.com:5070"]

    def test_a_list_that_does_not_answer_is_waited_for_a_moment_only(self, office: Office) -> None:
        office.pbx.refused_events[BLF] = 401  # waits for ever
        office.open(lamp_lists=(BLF,))
        watch_all(office, ["1002"])
        office.wait(5)
        assert "sip:1002@pbx.example.com:5070" in office.targets(DIALOG)

    def test_lists_of_presence_at_either_server(self, office: Office) -> None:
        office.pbx.states[TEAM, PRESENCE] = (
            RELATED, resource_list({"1002": pidf("closed", note="Unavailable")}, content_type=PIDF),
        )  # fmt: skip
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs())
        office.pbx.states["sip:all@lab.test", PRESENCE] = (
            RELATED, resource_list({"1002": pidf()}, content_type=PIDF),
        )  # fmt: skip
        office.open(presence_domain="lab.test", presence_lists=(TEAM, "sip:all@lab.test"))
        watch_all(office, ["1002"])
        office.wait()
        assert office.targets(PRESENCE) == ["sip:all@lab.test", TEAM]
        assert office.colleagues.get(BOB).state == S.NOT_REGISTERED

    def test_an_idle_lamp_does_not_look_free_before_presence_was_told(self, office: Office) -> None:
        office.pbx.states[BLF, DIALOG] = (RELATED, resource_list({"1002": dialogs()}))
        office.pbx.states["1002", PRESENCE] = (PIDF, pidf("closed", note="Unavailable"))
        office.open(lamp_lists=(BLF,))
        watch_all(office, ["1002"])
        office.wait()
        assert S.AVAILABLE not in [person.state for person in office.told()]


class TestRefusals:
    def test_lamps_refused_leave_presence(self, office: Office) -> None:
        office.open()
        office.pbx.states["1002", PRESENCE] = (PIDF, pidf(activity="meeting"))
        office.colleagues.watch(BOB)
        office.wait(0.01)
        office.wait(0.03)
        office.engine.events.end(office.engine.events.find("1002", DIALOG), 489, "Bad Event")
        office.wait()
        assert office.colleagues.get(BOB).state == S.BUSY
        watch_all(office, ["1003"])
        office.wait()
        assert office.targets(DIALOG) == []
        assert len(office.targets(PRESENCE)) == 2

    def test_presence_refused_leaves_the_lamp(self, office: Office) -> None:
        office.open()
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs())
        office.colleagues.watch(BOB)
        office.wait(0.04)
        office.engine.events.end(office.engine.events.find("1002", PRESENCE), 489, "Bad Event")
        office.wait()
        assert office.colleagues.get(BOB).state == S.AVAILABLE

    @pytest.mark.parametrize("status_code", [403, 404])
    def test_who_is_refused_is_asked_for_again_much_later(self, office: Office, status_code: int) -> None:
        office.pbx.refused_events["1002"] = status_code
        office.open()
        office.colleagues.watch(BOB)
        office.wait(5)
        assert office.subscribed() == []
        assert office.colleagues.get(BOB).state == S.UNKNOWN
        del office.pbx.refused_events["1002"]
        office.wait(500)
        assert office.subscribed() == []
        office.wait(200)
        assert len(office.subscribed()) == 2

    def test_one_whom_the_server_ends_keeps_the_last_state_as_stale(self, office: Office) -> None:
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs("confirmed"))
        office.open()
        office.colleagues.watch(BOB)
        office.wait()
        office.engine.events.end(office.engine.events.find("1002", DIALOG), None, "giveup")
        office.wait()
        bob = office.colleagues.get(BOB)
        assert (bob.state, bob.stale_since_s is not None) == (S.ON_THE_PHONE, True)
        office.wait(100)
        assert office.colleagues.get(BOB).stale_since_s is None

    def test_hostile_bodies_are_passed_over_and_logged_in_one_line(
        self, office: Office, caplog: pytest.LogCaptureFixture
    ) -> None:
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs("confirmed"))
        office.open()
        office.colleagues.watch(BOB)
        office.wait()
        bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "1002">]><dialog-info>&a;</dialog-info>'
        with caplog.at_level(logging.INFO, "softphone.presence"):
            for body in (bomb, b"<" * 2_000_000, b"\xff\xfe<\x00"):
                office.notify("1002", DIALOG, body, DIALOG_INFO)
        lines = [record for record in caplog.records if record.levelno == logging.WARNING]
        assert len(lines) == 3
        assert not any("1002" in record.getMessage() for record in lines)
        assert office.colleagues.get(BOB).state == S.ON_THE_PHONE


class TestSilence:
    def test_a_lost_subscription_is_stale_until_it_is_heard_again(self, office: Office) -> None:
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs("confirmed"))
        office.open()
        office.colleagues.watch(BOB)
        office.wait()
        lost_s = office.runtime.wall_time_s()
        office.engine.events.lose(office.engine.events.find("1002", DIALOG), 503, retry_in_s=20)
        office.wait(10)
        bob = office.colleagues.get(BOB)
        assert bob.state == S.ON_THE_PHONE
        assert bob.stale_since_s == pytest.approx(lost_s, abs=0.1)
        office.wait(15)
        assert office.colleagues.get(BOB).stale_since_s is None

    def test_everybody_is_stale_while_the_engine_is_gone(self, office: Office) -> None:
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs("confirmed"))
        office.pbx.states["1003", DIALOG] = (DIALOG_INFO, dialogs())
        office.open()
        watch_all(office, ["1002", "1003"])
        office.wait()
        office.told()
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs())
        office.engine.crash()
        office.wait(0.2)
        assert all(person.stale_since_s for person in office.told())
        assert office.colleagues.get(BOB).state == S.ON_THE_PHONE
        office.wait(10)
        assert office.engines.lives == 2
        bob = office.colleagues.get(BOB)
        assert (bob.state, bob.stale_since_s) == (S.AVAILABLE, None)
        assert len(office.subscribed()) == 4  # told anew once, not twice

    def test_a_pbx_that_is_away_makes_lamps_stale_until_it_notifies_again(self, office: Office) -> None:
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs("confirmed"))
        config = office.open()
        office.colleagues.watch(BOB)
        office.wait()
        office.engine.fail_registration(config.account_id, RegistrationProblem.NO_ANSWER)
        office.wait(0.5)
        assert office.colleagues.get(BOB).stale_since_s is not None
        office.wait(10)
        for package, content_type, body in (
            (DIALOG, DIALOG_INFO, dialogs("confirmed", version=1)),
            (PRESENCE, "", b""),
        ):
            office.notify("1002", package, body, content_type)
        bob = office.colleagues.get(BOB)
        assert (bob.state, bob.stale_since_s) == (S.ON_THE_PHONE, None)


class TestAccounts:
    def test_a_removed_account_takes_its_people_along(self, office: Office) -> None:
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs("confirmed"))
        config = office.open()
        office.colleagues.watch(BOB)
        office.wait()
        office.accounts.remove(config.account_id)
        office.wait()
        assert office.colleagues.get(BOB).state == S.UNKNOWN

    def test_an_account_that_is_switched_off_and_on(self, office: Office) -> None:
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs("confirmed"))
        config = office.open()
        office.colleagues.watch(BOB)
        office.wait()
        office.accounts.update(replace(config, is_enabled=False))
        office.wait()
        assert office.colleagues.get(BOB).state == S.UNKNOWN
        office.accounts.update(config)
        office.wait()
        assert office.colleagues.get(BOB).state == S.ON_THE_PHONE

    def test_other_accounts_mean_other_addresses(self, office: Office) -> None:
        told: list[str] = []
        office.colleagues.addresses_changed.add(lambda _: told.append(office.colleagues.address_of("1002")))
        config = office.open()
        office.accounts.update(replace(config, address_of_record="sip:1001@new.example.com"))
        office.wait()
        office.accounts.remove(config.account_id)
        office.wait()
        assert told == [BOB, "1002@new.example.com", ""]

    def test_lists_that_are_added_to_the_account_take_over(self, office: Office) -> None:
        office.pbx.states[BLF, DIALOG] = (RELATED, resource_list({"1002": dialogs("confirmed")}))
        config = office.open()
        office.colleagues.watch(BOB)
        office.wait()
        assert office.targets(DIALOG) == ["sip:1002@pbx.example.com:5070"]
        office.accounts.update(replace(config, lamp_lists=(BLF,)))
        office.wait(2)
        assert office.targets(DIALOG) == [BLF]
        assert office.colleagues.get(BOB).state == S.ON_THE_PHONE

    def test_each_account_has_its_own_people(self, office: Office) -> None:
        config = office.open()
        other = replace(config, account_id="work", address_of_record="sip:7001@work.example.com")
        accounts: Accounts = office.accounts
        accounts.add(other, Secret("right"))
        office.wait()
        watch_all(office, ["1002", "7002@work.example.com"])
        office.wait()
        assert {(s.account_id, s.target) for s in office.subscribed() if "7001@" not in s.target} == {
            ("alice", "sip:1002@pbx.example.com:5070"),
            ("work", "sip:7002@work.example.com"),
        }


class TestAnnouncing:
    def test_changes_come_in_at_most_twenty_batches_a_second(self, office: Office) -> None:
        users = [str(2000 + i) for i in range(50)]
        office.pbx.states[BLF, DIALOG] = (RELATED, resource_list({user: dialogs() for user in users}))
        office.open(lamp_lists=(BLF,))
        watch_all(office, users)
        office.wait(2)
        office.told()
        for step in range(500):
            user, states = users[step % 50], ("confirmed",) if step % 100 < 50 else ()
            part = resource_list({user: dialogs(*states, version=step)}, version=step + 1, is_full=False)
            office.engine.events.notify(office.engine.events.find(BLF), part, RELATED)
            office.wait(0.002)
        assert 15 <= len(office.changes) <= 21
        assert all(office.colleagues.get(f"{user}@pbx.example.com").state == S.AVAILABLE for user in users)

    def test_a_single_change_is_announced_at_once(self, office: Office) -> None:
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs())
        office.open()
        office.colleagues.watch(BOB)
        office.wait()
        office.told()
        office.engine.events.notify(office.engine.events.find("1002", DIALOG), dialogs("early", version=1), DIALOG_INFO)
        office.wait(0.001)
        assert len(office.told()) == 1

    def test_the_same_state_again_is_not_announced(self, office: Office) -> None:
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs("confirmed"))
        office.open()
        office.colleagues.watch(BOB)
        office.wait()
        office.told()
        office.notify("1002", DIALOG, dialogs("confirmed", version=9), DIALOG_INFO)
        assert office.told() == []


class TestTellWhenFree:
    def test_told_once_when_the_call_is_over(self, office: Office) -> None:
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs("confirmed"))
        office.pbx.states["1002", PRESENCE] = (PIDF, pidf())
        office.open()
        office.colleagues.tell_when_free(BOB)
        office.wait()
        assert (office.free, office.colleagues.is_told_when_free("1002@pbx.example.com:5070")) == ([], True)
        office.notify("1002", DIALOG, dialogs(version=1), DIALOG_INFO)
        office.notify("1002", DIALOG, dialogs("confirmed", version=2), DIALOG_INFO)
        office.notify("1002", DIALOG, dialogs(version=3), DIALOG_INFO)
        assert [person.address for person in office.free] == [BOB]
        assert not office.colleagues.is_told_when_free(BOB)
        office.wait(KEPT_S + 1)
        assert office.subscribed() == []

    def test_taken_back(self, office: Office) -> None:
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs("confirmed"))
        office.open()
        take_back = office.colleagues.tell_when_free(BOB)
        office.wait()
        take_back()
        office.notify("1002", DIALOG, dialogs(version=1), DIALOG_INFO)
        assert office.free == []

    def test_one_whose_state_is_stale_is_not_free(self, office: Office) -> None:
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs("confirmed"))
        office.pbx.states["1002", PRESENCE] = (PIDF, pidf())
        office.open()
        office.colleagues.tell_when_free(BOB)
        office.wait()
        office.engine.crash()
        office.wait(0.1)
        assert office.free == []
        office.pbx.states["1002", DIALOG] = (DIALOG_INFO, dialogs())
        office.wait(10)
        assert [person.address for person in office.free] == [BOB]
