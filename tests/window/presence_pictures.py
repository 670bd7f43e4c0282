"""Pictures of favourites, own status and history in each state, to be looked at:
``python tests/window/presence_pictures.py OUT_DIR``."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.presence.favourites import Favourites
from softphone.presence.state import PresenceState, Presentity, RemoteCall, RemoteCallState
from softphone.protocol.snapshots import Direction, EndKind
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from tests.fakes.fake_lamps import FakeLamps
from tests.fakes.virtual_runtime import VirtualRuntime
from tests.window.taking_pictures import LONG_NAME, Scene, run
from tests.window.window_stage import WindowStage
from ui.history.history_page import HistoryPage
from ui.presence.favourites_page import FavouritesPage
from ui.presence.lamp_delegate import Density

NOON_S = datetime(2026, 11, 20, 12, 0).timestamp()
NAMES = (
    "Anna Meyer",
    "Bernd Müller-Lüdenscheidt",
    "Freifrau Annegret-Charlotte von Hohenlohe-Waldenburg-Schillingsfürst",
    "Lager Nord",
    "Zoë Ångström",
)


def _framed(page: QWidget, width: int, height: int) -> QWidget:
    frame = QWidget()
    frame.setObjectName("page")
    column = QVBoxLayout(frame)
    column.addWidget(page)
    frame.resize(width, height)
    frame.show()
    return frame


def _favourites(count: int) -> tuple[Favourites, FakeLamps]:
    favourites, lamps = Favourites(Settings(VirtualRuntime(), MemorySettingsStore())), FakeLamps()
    groups = ("Vertrieb Süddeutschland", "Support", "")
    for number in range(count):
        group = groups[min(2, number * 3 // max(1, count))]
        favourites.add(NAMES[number % 5], str(1000 + number), group=group)
    return favourites, lamps


def _all_states(lamps: FakeLamps, count: int) -> None:
    states = list(PresenceState)
    calls = (
        RemoteCall("1", Direction.INCOMING, RemoteCallState.EARLY, "Maria Huber", "sip:2000@x"),
        RemoteCall("2", Direction.OUTGOING, RemoteCallState.CONFIRMED, "", "sip:+49895550199@x"),
    )
    for number in range(count):
        state = states[number % len(states)]
        one = Presentity(lamps.address_of(str(1000 + number)), state, since_s=NOON_S - 60 * number)
        if state is PresenceState.RINGING:
            one = replace(one, calls=calls[:1])
        elif state is PresenceState.ON_THE_PHONE:
            one = replace(one, calls=calls if number % 2 else calls[1:])
        elif state is PresenceState.OUT_OF_OFFICE:
            one = replace(one, note="Bis Montag im Werk Oberpfaffenhofen, Vertretung Lager Nord", until_s=NOON_S)
        elif state is PresenceState.BUSY:
            one = replace(one, stale_since_s=NOON_S)
        lamps.set(one)


def lamps_scene() -> Scene:
    favourites, lamps = _favourites(0)
    yield "lamps_empty", _framed(FavouritesPage(favourites, lamps), 420, 480)
    favourites, lamps = _favourites(13)
    page = FavouritesPage(favourites, lamps)
    _all_states(lamps, 13)
    frame = _framed(page, 420, 640)
    page.view.setFocus()
    yield "lamps_states", frame
    favourites, lamps = _favourites(200)
    page = FavouritesPage(favourites, lamps)
    _all_states(lamps, 200)
    yield "lamps_full", _framed(page, 900, 640)
    page = FavouritesPage(favourites, lamps, Density.SMALL)
    yield "lamps_full_small", _framed(page, 420, 560)
    page.filter.setText("nobody")
    yield "lamps_no_match", page.window()


def own_status_scene() -> Scene:
    stage = WindowStage()
    stage.show()
    stage.sign_in()
    status = stage.softphone.own_status
    button = stage.windows.pages.status
    yield "status_available", stage.main
    status.set_locked(True)
    yield "status_away", stage.main
    status.choose(PresenceState.DO_NOT_DISTURB, "Bilanzbesprechung im Sitzungssaal", stage.runtime.wall_time_s() + 3600)
    stage.settle()
    yield "status_do_not_disturb", stage.main
    yield "status_menu", button.build_menu()
    yield "status_dialog", button.open_dialog()


def history_scene() -> Scene:
    stage = WindowStage()
    history = stage.softphone.history
    stage.show()
    stage.sign_in()
    stage.main.show_page("history")
    yield "history_empty", stage.main
    stage.advance(2)
    yield "history_empty_loaded", stage.main
    for number, name in (("1002", "Bob Baker"), ("+49 711 9876543", LONG_NAME), ("1017", "Lager Nord")):
        leg = stage.incoming(number, name)
        stage.softphone.calls.answer(stage.call_id(leg))
        stage.advance(125)
        stage.engine.far_hangs_up(leg)
        stage.advance(30)
        missed = stage.incoming(number, name)
        stage.engine.far_hangs_up(missed, EndKind.MISSED)
        stage.advance(1)
    for _ in range(3):
        stage.type_and_call("1003")
        stage.advance(40)
        stage.softphone.calls.hang_up(stage.calls()[-1].call_id)
        stage.advance(2)
    withheld = stage.incoming("", "")
    stage.engine.far_hangs_up(withheld, EndKind.MISSED)
    stage.advance(1)
    page = stage.main.pages.page("history")
    assert isinstance(page, HistoryPage)
    for call in stage.calls():
        stage.softphone.calls.dismiss(call.call_id)
    history.set_note(4, "Möchte bis Freitag ein Angebot über 200 Telefone")
    history.set_tags(4, ("Angebot", "dringend"))
    stage.advance(1)
    page.model.reload()
    stage.advance(1)
    stage.main.resize(420, 760)
    stage.settle()
    page.view.setFocus()
    yield "history", stage.main
    entry = page.model.call_at(page.model.index(4))
    assert entry is not None
    yield "history_entry", page.open_entry(entry.entry)
    page.show_problem(UserFacingError("The history cannot be read.", "Free some space on the disk and try again."))
    yield "history_error", stage.main
    page.banner.hide()
    page.search.setText("nobody")
    page._apply()
    stage.advance(1)
    yield "history_no_match", stage.main


SCENES: tuple[Callable[[], Scene], ...] = (lamps_scene, own_status_scene, history_scene)


if __name__ == "__main__":
    sys.exit(run(__file__, SCENES))
