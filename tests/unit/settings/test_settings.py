"""Settings in memory: typed, changed at once, saved soon after, problems said."""

from collections.abc import Collection, Mapping
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softphone.basics.errors import SettingsError, UserFacingError
from softphone.basics.ids import AccountId
from softphone.protocol.snapshots import AccountConfig, SrtpKeying, SrtpMode, Transport
from softphone.settings.declared import ACCOUNTS, CODECS, MICROPHONE, RINGER_VOLUME, SETTINGS, SPEAKER, TABLES, THEME
from softphone.settings.setting import Setting
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore, Path, StoredSettings
from softphone.settings.toml_store import TomlSettingsStore
from tests.fakes.virtual_runtime import VirtualRuntime

ALICE = AccountConfig(account_id=AccountId("account-1"), address_of_record="sip:1001@pbx.example.com")


class CountingStore(MemorySettingsStore):
    """Counts saves, and refuses while it is told to."""

    def __init__(self, values: dict[str, object] | None = None) -> None:
        super().__init__(values)
        self.saves: list[set[Path]] = []
        self.refusal: Exception | None = None

    def save(
        self, values: Mapping[Path, object], changed: Collection[Path], known: Mapping[Path, frozenset[str]]
    ) -> SettingsError | None:
        if self.refusal is not None:
            raise self.refusal
        self.saves.append(set(changed))
        return super().save(values, changed, known)


def loaded(values: dict[str, object] | None = None) -> tuple[Settings, CountingStore, VirtualRuntime]:
    runtime, store = VirtualRuntime(), CountingStore(values)
    made = Settings(runtime, store)
    made.load()
    return made, store, runtime


def test_without_a_file_everything_is_at_its_default() -> None:
    made, _, _ = loaded()
    assert all(made.get(setting) == setting.default for setting in SETTINGS)
    assert made.entries(ACCOUNTS) == ()


def test_a_change_shows_at_once_and_is_saved_soon() -> None:
    made, store, runtime = loaded()
    changed: list[str] = []
    made.changed.add(changed.append)
    made.set(MICROPHONE, "Headset")
    assert made.get(MICROPHONE) == "Headset"
    assert changed == ["audio.microphone"]
    assert store.saves == []
    runtime.advance(1)
    assert store.values == {"audio": {"microphone": "Headset"}}


def test_several_changes_are_saved_together() -> None:
    made, store, runtime = loaded()
    made.set(MICROPHONE, "Headset")
    made.set(SPEAKER, "Headset")
    runtime.advance(1)
    assert store.saves == [{MICROPHONE.path, SPEAKER.path}]


def test_the_same_value_again_is_no_change() -> None:
    made, store, runtime = loaded({"audio": {"microphone": "Headset"}})
    changed: list[str] = []
    made.changed.add(changed.append)
    made.set(MICROPHONE, "Headset")
    runtime.advance(1)
    assert changed == []
    assert store.saves == []


def test_back_at_the_default_nothing_is_kept() -> None:
    made, store, runtime = loaded({"audio": {"microphone": "Headset"}})
    made.reset(MICROPHONE)
    runtime.advance(1)
    assert store.values == {"audio": {}}


def test_a_value_that_does_not_fit_is_refused_in_words() -> None:
    made, _, _ = loaded()
    for volume in (1.5, -0.1, float("nan"), float("inf")):
        with pytest.raises(SettingsError) as refusal:
            made.set(RINGER_VOLUME, volume)
        assert refusal.value.remedy == RINGER_VOLUME.help
    with pytest.raises(SettingsError):
        made.set(CODECS, ())
    assert made.get(RINGER_VOLUME) == RINGER_VOLUME.default


@pytest.mark.parametrize("volume", ["loud", 3, float("nan"), True, [1], {"a": 1}])
def test_a_stored_value_that_does_not_fit_is_said_and_left_alone(volume: object) -> None:
    made, store, runtime = loaded({"audio": {"ringer_volume": volume, "microphone": "Headset"}})
    assert made.get(RINGER_VOLUME) == RINGER_VOLUME.default
    assert made.get(MICROPHONE) == "Headset"
    (problem,) = made.past_problems
    assert "audio.ringer_volume" in problem.title
    made.set(SPEAKER, "Room")
    runtime.advance(1)
    assert store.saves == [{SPEAKER.path}]


def test_sections_that_are_no_sections_do_no_harm() -> None:
    made, _, _ = loaded({"audio": 3, "accounts": [1, 2], "calls": {"codecs": "opus"}})
    assert made.get(MICROPHONE) == ""
    assert made.entries(ACCOUNTS) == ()
    assert len(made.past_problems) == 2


def test_an_account_that_does_not_fit_is_said_and_the_others_are_there() -> None:
    made, _, _ = loaded(
        {
            "accounts": {
                "a": {"address_of_record": 7},
                "b": {"address_of_record": "sip:b@x", "colour": "red"},
                "c": {},
                "d": 5,
            }
        }
    )
    assert [account.account_id for account in made.entries(ACCOUNTS)] == ["b"]
    assert len(made.past_problems) == 3


def test_accounts_are_kept_without_what_is_at_its_default() -> None:
    made, store, runtime = loaded()
    made.put_entry(ACCOUNTS, ALICE)
    runtime.advance(1)
    assert store.values == {"accounts": {"account-1": {"address_of_record": "sip:1001@pbx.example.com"}}}
    made.remove_entry(ACCOUNTS, "account-1")
    runtime.advance(1)
    assert store.values == {"accounts": {}}


def test_a_failed_save_is_said_kept_in_memory_and_tried_again() -> None:
    made, store, runtime = loaded()
    problems: list[UserFacingError] = []
    made.problems.add(problems.append)
    store.refusal = SettingsError("The disk is full.", "Free some space.")
    made.set(MICROPHONE, "Headset")
    runtime.advance(1)
    assert problems == [store.refusal]
    assert made.get(MICROPHONE) == "Headset"
    store.refusal = None
    made.set(SPEAKER, "Room")
    runtime.advance(1)
    assert store.values == {"audio": {"microphone": "Headset", "speaker": "Room"}}


@pytest.mark.logs_errors
def test_a_defect_while_saving_is_said_in_words_too(caplog: pytest.LogCaptureFixture) -> None:
    made, store, runtime = loaded()
    store.refusal = RuntimeError("inner workings")
    made.set(MICROPHONE, "Headset")
    runtime.advance(1)
    assert "inner workings" not in made.past_problems[0].title
    assert "saving settings failed" in caplog.text


def test_flush_saves_at_once_and_calls_back_also_when_saving_fails() -> None:
    made, store, runtime = loaded()
    done: list[str] = []
    made.flush(lambda: done.append("nothing to save"))
    made.set(MICROPHONE, "Headset")
    made.flush(lambda: done.append("saved"))
    runtime.run_posted()
    assert store.values == {"audio": {"microphone": "Headset"}}
    store.refusal = SettingsError("The disk is full.")
    made.set(MICROPHONE, "Other")
    made.flush(lambda: done.append("failed"))
    runtime.run_posted()
    assert done == ["nothing to save", "saved", "failed"]


def test_a_change_during_a_save_is_saved_next() -> None:
    made, store, runtime = loaded()
    made.set(MICROPHONE, "Headset")
    done: list[int] = []
    made.flush(lambda: done.append(1))
    made.set(SPEAKER, "Room")  # the save of the first is under way
    runtime.run_posted()
    assert store.saves == [{MICROPHONE.path}, {SPEAKER.path}]
    assert done == [1]


def test_a_problem_of_the_store_is_said() -> None:
    class Damaged(MemorySettingsStore):
        def load(self) -> StoredSettings:
            return StoredSettings(problem=SettingsError("Your settings file is damaged."))

    made = Settings(VirtualRuntime(), Damaged())
    said: list[UserFacingError] = []
    made.problems.add(said.append)
    made.load()
    assert said == list(made.past_problems)
    assert said[0].title == "Your settings file is damaged."


def test_every_setting_has_its_own_key_a_fitting_default_and_help() -> None:
    declared: tuple[Any, ...] = (*SETTINGS, *TABLES)
    keys = [setting.key for setting in declared]
    assert len(set(keys)) == len(keys)
    for setting in SETTINGS:
        assert setting.read(setting.write(setting.default)) == setting.default
        assert setting.help.endswith(".")
        assert len(setting.path) == 2


texts = st.text(max_size=40)
accounts = st.builds(
    AccountConfig,
    account_id=st.from_regex(r"account-[0-9a-f]{8}", fullmatch=True).map(AccountId),
    address_of_record=texts,
    display_name=texts,
    label=texts,
    server=texts,
    transport=st.sampled_from(Transport),
    srtp=st.sampled_from(SrtpMode),
    srtp_keying=st.sampled_from(SrtpKeying),
    expires_s=st.integers(1, 100_000),
    trusted_ca_files=st.lists(texts, max_size=3).map(tuple),
    is_enabled=st.booleans(),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    microphone=texts,
    volume=st.floats(0, 1),
    codecs=st.lists(texts, min_size=1, max_size=5).map(tuple),
    config=accounts,
    second=accounts,
)
def test_what_is_saved_to_the_real_file_comes_back_the_same(
    tmp_path: FilePath,
    microphone: str,
    volume: float,
    codecs: tuple[str, ...],
    config: AccountConfig,
    second: AccountConfig,
) -> None:
    file = tmp_path / "settings.toml"
    file.unlink(missing_ok=True)
    runtime = VirtualRuntime()
    made = Settings(runtime, TomlSettingsStore(file))
    made.load()
    changes: list[tuple[Setting[Any], Any]] = [
        (MICROPHONE, microphone),
        (RINGER_VOLUME, volume),
        (CODECS, codecs),
        (THEME, "dark"),
    ]
    for setting, value in changes:
        made.set(setting, value)
    for entry in (config, second):
        made.put_entry(ACCOUNTS, entry)
        runtime.advance(1)
    again = Settings(runtime, TomlSettingsStore(file))
    again.load()
    assert again.past_problems == ()
    assert [again.get(setting) for setting, _ in changes] == [value for _, value in changes]
    assert again.entries(ACCOUNTS) == made.entries(ACCOUNTS)
