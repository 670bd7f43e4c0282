"""The library's life: ends at any moment without a crash, refuses what it cannot do, keeps silent."""

import subprocess

import pytest

from tests.pjsua2 import child


def test_fifty_shutdowns_in_one_process() -> None:
    seen = child.run("life_scenarios:lives", count=50, timeout_s=100)
    assert seen["lives"] == 50
    early, late = seen["memory_kb"]
    assert late < early + 3_000, "each life leaves something behind"


@pytest.mark.parametrize("how", ["waits", "outlived", "dropped", "forgotten"])
def test_process_ends_cleanly_in_the_middle_of_everything(how: str) -> None:
    assert child.run("life_scenarios:end", how=how) == how


def test_other_threads_are_refused() -> None:
    told = child.run("life_scenarios:foreign_thread")
    assert told == dict.fromkeys(("create", "refresh", "request", "wait"), "called from another thread")


def test_worker_threads_are_refused() -> None:
    assert child.run("life_scenarios:worker_threads") == "needs uaConfig.threadCnt = 0"


def test_error_says_what_went_wrong() -> None:
    assert "library not running" in child.run("life_scenarios:error_text")


def test_library_must_have_been_started() -> None:
    assert child.run("life_scenarios:not_started") == "library not running"


def test_library_prints_nothing() -> None:
    process = child.start("life_scenarios:silence", stderr=subprocess.STDOUT)
    assert process.communicate(timeout=60)[0] == '"said nothing"\n'


def test_settings_are_ours() -> None:
    facts = child.run("life_scenarios:facts")
    assert facts["version"].startswith("2.17")
    assert facts["tls"] == 16 + 32, "TLS 1.2 and 1.3"
    assert {"AEAD_AES_256_GCM", "AES_CM_128_HMAC_SHA1_80"} <= set(facts["suites"])
