"""The whole core together: start, an engine given from outside, end."""

from pathlib import Path

from softphone.app import Softphone
from softphone.basics.secret import Secret
from softphone.engine_client.state import EngineState
from softphone.settings.declared import MICROPHONE, THEME
from softphone.settings.toml_store import TomlSettingsStore
from tests.fakes.fake_engine import FakeEngine, FakeEngines
from tests.fakes.virtual_runtime import VirtualRuntime
from tests.unit.app.phone import ALICE, FailingCredentials, Phone


def test_an_engine_that_was_started_before_is_the_first_life_only(virtual_runtime: VirtualRuntime) -> None:
    first = FakeEngine(virtual_runtime)
    later = FakeEngines(virtual_runtime)
    app = Softphone(virtual_runtime, engine_link=first, new_link=later.new_link, credentials=FailingCredentials())
    app.start()
    virtual_runtime.advance(1)
    assert app.engine.state == EngineState.READY
    assert later.lives == 0
    first.crash()
    virtual_runtime.advance(10)
    assert app.engine.state == EngineState.READY
    assert later.lives == 1


def test_the_end_hangs_up_unregisters_and_saves(tmp_path: Path) -> None:
    phone = Phone(settings_store=TomlSettingsStore(tmp_path / "settings.toml"))
    phone.app.start()
    phone.accounts.add(ALICE, Secret("right"))
    phone.advance(1)
    phone.talk_to("1002")
    done: list[bool] = []
    phone.app.settings.set(MICROPHONE, "Headset")
    phone.app.close(lambda: done.append(True))
    phone.advance(5)
    assert done == [True]
    assert phone.engines.pbx.registered == set()
    assert "Headset" in (tmp_path / "settings.toml").read_text()


def test_a_second_start_finds_everything_again(tmp_path: Path) -> None:
    first = Phone(settings_store=TomlSettingsStore(tmp_path / "settings.toml"))
    first.app.start()
    first.accounts.add(ALICE, Secret("right"))
    first.app.settings.set(THEME, "dark")
    first.advance(1)
    again = Phone(None, TomlSettingsStore(tmp_path / "settings.toml"), first.credentials)
    again.app.start()
    again.advance(1)
    assert again.view().is_registered
    assert again.app.settings.get(THEME) == "dark"
    assert "right" not in (tmp_path / "settings.toml").read_text()


def test_the_settings_are_where_the_environment_says(own_folders: Path, virtual_runtime: VirtualRuntime) -> None:
    app = Softphone(virtual_runtime, new_link=FakeEngines(virtual_runtime).new_link)
    app.start()
    app.settings.set(MICROPHONE, "Headset")
    virtual_runtime.advance(1)
    assert "Headset" in (own_folders / "config" / "settings.toml").read_text()


def test_a_damaged_settings_file_is_said_and_does_not_keep_the_program_from_starting(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("[accounts")
    phone = Phone(settings_store=TomlSettingsStore(file))
    phone.app.start()
    phone.advance(1)
    assert phone.app.engine.state == EngineState.READY
    (problem,) = phone.app.settings.past_problems
    assert "damaged" in problem.title
