"""Asking a server what it offers: the answer comes once, whatever happens."""

import pytest
from msgspec.structs import replace

from softphone.accounts.config import AccountError
from softphone.basics.secret import Secret
from softphone.protocol.commands import ProbeServer
from softphone.protocol.snapshots import RegistrationProblem, ServerOffer
from tests.unit.app.phone import ALICE, Phone


def test_the_known_password_is_used_and_an_entered_one_wins() -> None:
    phone = Phone.signed_in()
    offers: list[ServerOffer] = []
    phone.app.server_probes.start(ALICE, None, offers.append)
    phone.app.server_probes.start(ALICE, Secret("wrong one"), offers.append)
    phone.advance()
    assert [offer.wants_password for offer in offers] == [False, True]


def test_without_a_password_the_server_is_asked_all_the_same() -> None:
    phone = Phone.signed_in()
    offers: list[ServerOffer] = []
    phone.app.server_probes.start(replace(ALICE, account_id="new"), None, offers.append)
    phone.advance()
    assert offers[0].wants_password
    assert not [told for told in phone.told(ProbeServer) if isinstance(told, ProbeServer) and told.password.reveal()]


def test_what_cannot_be_used_is_told_at_once() -> None:
    with pytest.raises(AccountError):
        Phone.signed_in().app.server_probes.start(replace(ALICE, address_of_record=""), None, print)


def test_a_cancelled_question_stays_unanswered() -> None:
    phone = Phone.signed_in()
    offers: list[ServerOffer] = []
    phone.app.server_probes.cancel(phone.app.server_probes.start(ALICE, None, offers.append))
    phone.advance(10)
    assert offers == []


def test_an_engine_that_is_lost_answers_once() -> None:
    phone = Phone.signed_in()
    offers: list[ServerOffer] = []
    phone.app.server_probes.start(ALICE, None, offers.append)
    phone.engine.crash()
    phone.advance(10)
    assert [offer.problem for offer in offers] == [RegistrationProblem.NO_ANSWER]
