"""Identifiers do not repeat."""

from softphone.basics.ids import new_account_id, new_leg_id


def test_new_ids_differ() -> None:
    assert len({new_leg_id() for _ in range(1000)}) == 1000
    assert len({new_account_id() for _ in range(100)}) == 100
