"""What is proved of incoming calls, in words."""

import re

from softphone.basics.ids import AccountId
from softphone.protocol.commands import CheckReachability
from softphone.protocol.snapshots import ReachabilityState
from tests.unit.app.phone import ALICE, Phone


def test_reachable_is_told_with_the_time_of_the_proof() -> None:
    phone = Phone.signed_in()
    changed: list[AccountId] = []
    phone.app.reachability.changed.add(changed.append)
    phone.app.reachability.check(ALICE.account_id)
    phone.advance(1)
    view = phone.app.reachability.of(ALICE.account_id)
    assert view.state == ReachabilityState.REACHABLE
    assert view.explanation is not None
    assert re.fullmatch(r"Reachable, checked \d\d:\d\d", view.explanation.title)
    assert "request" in view.explanation.remedy
    assert changed == [ALICE.account_id]
    assert phone.told(CheckReachability)


def test_unreachable_says_what_helps() -> None:
    phone = Phone.signed_in()
    phone.engine.line.tell(ALICE.account_id, ReachabilityState.UNREACHABLE)
    phone.advance(1)
    explanation = phone.app.reachability.of(ALICE.account_id).explanation
    assert explanation is not None
    assert explanation.remedy


def test_proof_of_an_engine_that_is_gone_is_none() -> None:
    phone = Phone.signed_in()
    phone.app.reachability.check(ALICE.account_id)
    phone.advance(1)
    phone.engine.crash("killed")
    phone.advance(0.1)
    assert phone.app.reachability.of(ALICE.account_id).state == ReachabilityState.NOT_CHECKED


def test_nothing_is_said_of_an_account_that_was_removed() -> None:
    phone = Phone.signed_in()
    phone.app.reachability.check(ALICE.account_id)
    phone.advance(1)
    phone.accounts.remove(ALICE.account_id)
    assert phone.app.reachability.of(ALICE.account_id).explanation is None
