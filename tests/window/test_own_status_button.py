"""The own status in the header: what it says, choosing, note and end, back to what is inferred."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QMenu

from softphone.presence.own_status import OwnStatus
from softphone.presence.own_status_rules import MAX_NOTE
from softphone.presence.state import PresenceState
from softphone.protocol.snapshots import RegistrationProblem
from tests.window.window_stage import ALICE, WindowStage
from ui.presence.end_times import end_of_day, end_times
from ui.presence.own_status_button import OwnStatusButton
from ui.presence.status_dialog import StatusDialog


class Desk:
    """The button over a real own status on the fake engine."""

    def __init__(self, stage: WindowStage) -> None:
        self.stage = stage
        softphone = stage.softphone
        self.status = OwnStatus(stage.runtime, softphone.settings, softphone.accounts, softphone.engine)
        self.status.start()
        self.button = OwnStatusButton(self.status, now=self.now)
        self.button.show()
        stage.advance(0.5)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.stage.runtime.wall_time_s())

    def menu(self) -> QMenu:
        return self.button.build_menu()

    def pick(self, text: str) -> None:
        menu = self.menu()
        for one in (menu, *menu.findChildren(QMenu)):
            for action in one.actions():
                if action.text().replace("&", "") == text:
                    action.trigger()
                    self.stage.advance(0.5)
                    return
        raise AssertionError(f"no entry {text}")

    def checked(self) -> list[str]:
        return [
            action.text().replace("&", "").partition("\t")[0] for action in self.menu().actions() if action.isChecked()
        ]


@pytest.fixture
def desk(phone: WindowStage) -> Iterator[Desk]:
    built = Desk(phone)
    yield built
    built.button.hide()
    built.button.deleteLater()
    QApplication.processEvents()


def test_available_by_itself(desk: Desk) -> None:
    assert desk.button.words().startswith("Available")
    assert desk.button.accessibleName() == "Your status: Available"
    assert desk.checked() == ["Automatic"]


def test_nothing_is_claimed_that_nobody_can_see(desk: Desk) -> None:
    accounts = desk.stage.softphone.accounts
    (account,) = accounts.views()
    accounts.remove(account.account_id)
    desk.stage.advance(0.5)
    assert desk.button.words() == "Not connected"
    assert desk.button.accessibleName() == "Your status: Not connected"
    assert "nobody sees your status" in desk.button.toolTip()
    desk.pick("Do not disturb")
    assert desk.button.words() == "Not connected Do not disturb", "it holds here, and for others later"
    desk.stage.sign_in(ALICE)
    desk.stage.advance(0.5)
    assert desk.button.words() == "Do not disturb"


def test_a_network_that_is_gone_takes_the_status_with_it(desk: Desk) -> None:
    silent = replace(ALICE, publishes_presence=False)
    desk.stage.softphone.accounts.update(silent)
    desk.stage.advance(0.5)
    assert desk.button.words().startswith("Available")
    desk.stage.engine.fail_registration(ALICE.account_id, RegistrationProblem.NO_ANSWER)
    desk.stage.advance(0.1)
    assert desk.button.words() == "Not connected"


def test_choice_is_shown_and_automatic_returns_to_what_is_inferred(desk: Desk) -> None:
    desk.pick("Do not disturb")
    assert desk.status.view.state is PresenceState.DO_NOT_DISTURB
    assert desk.button.words().startswith("Do not disturb")
    assert desk.checked() == ["Do not disturb"]
    desk.pick("Automatic")
    assert desk.status.view.chosen is None
    assert desk.button.words().startswith("Available")


def test_reason_is_told(desk: Desk) -> None:
    desk.status.set_locked(True)
    assert desk.button.words() == "Away The screen is locked"
    assert "The screen is locked." in [action.text() for action in desk.menu().actions()]
    assert "The screen is locked." in desk.button.toolTip()


def test_idle_computer_is_told_with_the_time(desk: Desk) -> None:
    desk.status.set_idle_since(desk.now().timestamp())
    desk.stage.advance(3600)
    assert desk.button.words().startswith("Away No activity since ")
    desk.status.set_idle_since(None)
    assert desk.button.words().startswith("Available")


def test_end_ends_the_choice(desk: Desk) -> None:
    desk.pick("Busy")
    desk.pick("For 30 minutes")
    assert "until" in desk.button.words()
    desk.stage.advance(29 * 60)
    assert desk.status.view.state is PresenceState.BUSY
    desk.stage.advance(2 * 60)
    assert desk.button.words().startswith("Available")


def test_another_state_begins_without_note_and_end(desk: Desk) -> None:
    desk.status.choose(PresenceState.AWAY, "Lunch", desk.now().timestamp() + 600)
    desk.pick("Busy")
    assert (desk.status.view.note, desk.status.view.until_s) == ("", None)


def test_end_is_offered_only_for_a_choice(desk: Desk) -> None:
    def end_entry() -> bool:
        return next(a.isEnabled() for a in desk.menu().actions() if a.text().replace("&", "") == "End of this status")

    assert not end_entry()
    desk.pick("Away")
    assert end_entry()


def test_dialog_sets_state_note_and_end(desk: Desk) -> None:
    dialog = desk.button.open_dialog()
    assert isinstance(dialog, StatusDialog)
    dialog.state.choose(PresenceState.OUT_OF_OFFICE)
    dialog.note.setText("x" * 999)
    assert len(dialog.note.text()) == MAX_NOTE
    dialog.note.setText("Back on Monday")
    dialog.end.choose("at")
    assert dialog.at.isVisibleTo(dialog)
    dialog.save.click()
    view = desk.status.view
    assert (view.state, view.note) == (PresenceState.OUT_OF_OFFICE, "Back on Monday")
    assert view.until_s is not None
    assert abs(view.until_s - (desk.now() + timedelta(hours=2)).timestamp()) < 90
    assert "Back on Monday" in desk.button.words()


def test_dialog_starts_from_what_is_set_and_clears_it(desk: Desk) -> None:
    desk.status.choose(PresenceState.BUSY, "Quarter's end")
    dialog = desk.button.open_dialog()
    assert isinstance(dialog, StatusDialog)
    assert dialog.state.chosen() == PresenceState.BUSY
    assert dialog.note.text() == "Quarter's end"
    dialog.state.choose(None)
    dialog.note.clear()
    dialog.save.click()
    assert desk.status.view.chosen is None
    assert desk.status.view.note == ""


def test_end_times_of_a_day() -> None:
    noon = datetime(2026, 11, 20, 12, 10)
    texts = [offer.text for offer in end_times(noon)]
    assert texts == ["For 30 minutes", "For 1 hour", "Until 14:00", "Until the end of the day"]
    evening = [offer.text for offer in end_times(noon.replace(hour=22))]
    assert evening == ["For 30 minutes", "For 1 hour", "Until the end of the day"]
    assert end_of_day(noon) == datetime(2026, 11, 21)
    assert all(offer.until_s > noon.timestamp() for offer in end_times(noon))
