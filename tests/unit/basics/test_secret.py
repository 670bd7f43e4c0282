"""A secret does not show itself by accident."""

import copy
import logging
import pickle

import pytest

from softphone.basics.secret import Secret


def test_does_not_show_itself(caplog: pytest.LogCaptureFixture) -> None:
    secret = Secret("hunter2")
    with caplog.at_level(logging.INFO):
        logging.getLogger("test").info("%s %r %s", secret, secret, [secret])
    shown = f"{secret} {secret!r} {secret:>20} {[secret]} {vars(Secret)} {caplog.text}"
    assert "hunter2" not in shown
    assert secret.reveal() == "hunter2"


def test_is_not_pickled_or_copied() -> None:
    for take in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            take(Secret("hunter2"))


def test_equality_and_truth() -> None:
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert len({Secret("a"), Secret("a")}) == 1
    assert Secret("a") != "a"
    assert not Secret("")
