"""Pictures of every window in each state, to be looked at: ``python tests/window/screenshots.py OUT_DIR [SCENE …]``.

How they are taken, and in which language, is in `taking_pictures.py`.
"""

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication, QWidget

from softphone.basics.ids import AccountId, DeviceId
from softphone.basics.words import translate
from softphone.calls.call import CallAction
from softphone.directory.person import Hit
from softphone.presence.state import PresenceState
from softphone.protocol.snapshots import (
    AccountConfig,
    AudioDevice,
    EndKind,
    MediaSnapshot,
    RegistrationProblem,
    Transport,
)
from softphone.settings.declared import COUNTRY, OUTSIDE_PREFIX, OWN_TRUNK
from tests.window.people_stage import ANNA, LONG_ONE, OWN, PeopleStage
from tests.window.taking_pictures import LONG_NAME, Scene, run
from tests.window.window_stage import ALICE, WindowStage
from ui.settings.numbers_page import NumbersPage

LONG_ACCOUNT = AccountConfig(
    account_id=AccountId("account-long"),
    address_of_record="sip:geschaeftsfuehrungssekretariat@telefonanlage.niederlassung-sued.example.de",
    display_name="Geschäftsführungssekretariat Niederlassung Süddeutschland",
    transport=Transport.TLS,
)


def _new() -> WindowStage:
    stage = WindowStage()
    stage.show()
    return stage


def empty() -> Scene:
    stage = _new()
    yield "empty", stage.main
    stage.main.resize(860, 620)
    yield "empty_wide", stage.main


def registered() -> Scene:
    stage = _new()
    stage.sign_in()
    stage.main.dial.field.setText("+49 30 1234567")
    yield "registered", stage.main
    stage.type_and_call("what is this?")
    yield "bad_number", stage.main
    stage.engine.set_devices()
    stage.advance(0.2)
    yield "no_sound_device", stage.main


def registration() -> Scene:
    stage = _new()
    stage.sign_in(password="wrong")
    for dialog in [w for w in QApplication.topLevelWidgets() if w.objectName() == "" and w.isVisible()]:
        if dialog is not stage.main:
            yield "password_prompt", dialog
            dialog.close()
    yield "wrong_password", stage.main
    other = _new()
    other.engines.pbx.problems[ALICE.account_id] = RegistrationProblem.CERTIFICATE_UNTRUSTED
    other.sign_in()
    yield "certificate", other.main
    third = _new()
    third.sign_in()
    third.engine.fail_registration(ALICE.account_id, RegistrationProblem.NO_ANSWER)
    third.advance(0.2)
    yield "no_answer", third.main


def one_call() -> Scene:
    stage = _new()
    stage.sign_in()
    stage.type_and_call("1002")
    stage.advance(0.08)
    yield "calling", stage.main
    stage.advance(65)
    yield "one_call", stage.main
    card = stage.card()
    card.actions_row.button(CallAction.DTMF).click()
    for digit in "1234#":
        card.send_key(digit)
    stage.advance(0.1)
    yield "keypad", stage.main
    card.actions_row.button(CallAction.DTMF).click()
    card.actions_row.button(CallAction.MUTE).click()
    stage.advance(0.1)
    yield "muted", stage.main
    card.actions_row.button(CallAction.HANG_UP).click()
    stage.advance(0.5)
    yield "ended", stage.main


def ringing() -> Scene:
    stage = _new()
    stage.sign_in()
    stage.incoming("+49 89 5550199", "Maria Huber")
    yield "ringing", stage.main
    yield "alert", stage.windows.alerts.alerts()[0]


def five_calls() -> Scene:
    stage = _new()
    stage.sign_in()
    stage.sign_in(LONG_ACCOUNT)
    for number in ("1002", "1003", "+49 711 9876543"):
        stage.type_and_call(number)
        stage.advance(41)
    leg = stage.calls()[2].leg.leg_id
    stage.set_leg(leg, media=MediaSnapshot(codec="G722", clock_rate_hz=16000, is_encrypted=True))
    stage.engine.far_holds(leg)
    stage.engine.far_resumes(leg)
    stage.engine.far_holds(stage.calls()[0].leg.leg_id)
    stage.incoming("1017", "Lager Nord", LONG_ACCOUNT)
    stage.incoming("", "", ALICE)
    stage.advance(3)
    yield "five_calls", stage.main
    stage.main.resize(900, 680)
    stage.settle()
    yield "five_calls_wide", stage.main
    stage.engine.far_hangs_up(stage.calls()[3].leg.leg_id, EndKind.MISSED)
    stage.engine.far_hangs_up(stage.calls()[4].leg.leg_id, EndKind.MISSED)
    stage.advance(0.2)
    yield "missed_wide", stage.main


def long_names() -> Scene:
    stage = _new()
    stage.sign_in(LONG_ACCOUNT)
    stage.type_and_call("nobody")
    stage.advance(0.3)
    stage.incoming("+4989123456789012", LONG_NAME, LONG_ACCOUNT)
    yield "long_names", stage.main
    yield "long_alert", stage.windows.alerts.alerts()[0]
    stage.main.resize(stage.main.minimumSize())
    stage.settle()
    yield "smallest", stage.main


def engine_trouble() -> Scene:
    stage = _new()
    stage.sign_in()
    stage.type_and_call("1002")
    stage.advance(2)
    stage.engine.crash()
    stage.advance(0.05)
    yield "engine_restarting", stage.main
    for _ in range(8):
        stage.engine.crash()
        stage.advance(3)
    yield "engine_stopped", stage.main


def accounts() -> Scene:
    stage = _new()
    dialog = stage.windows.accounts.open(None)
    assert dialog is not None
    stage.settle()
    yield "account_new", dialog
    form = dialog.form  # type: ignore[attr-defined]
    form.address.setText("1001@nowhere.invalid")
    form.password.setText("secret")
    dialog.test_button.click()  # type: ignore[attr-defined]
    stage.advance(2)
    yield "account_test_failed", dialog
    form.address.setText("1001@pbx.example.com")
    form.transport.choose(Transport.TLS)
    dialog.test_button.click()  # type: ignore[attr-defined]
    stage.advance(0.08)
    yield "account_test_running", dialog
    stage.advance(2)
    form.ca_files.add("/etc/ssl/company-root.pem")
    form.set_more_open(True)
    stage.settle()
    yield "account_test_passed", dialog
    form.set_network_open(True)
    form.network.turn.setText("vermittlung.niederlassung-sueddeutschland.telefonanlage.example.de:3478")
    dialog.save_button.click()  # type: ignore[attr-defined]
    stage.settle()
    dialog._scroll.ensureWidgetVisible(form.network.transfers)  # type: ignore[attr-defined]
    yield "account_network", dialog


def _numbers(stage: WindowStage, dialog: QWidget) -> None:
    values = stage.softphone.settings
    values.set(COUNTRY, "DE")
    values.set(OWN_TRUNK, "+49 30 1234")
    values.set(OUTSIDE_PREFIX, "0")
    stage.windows.open_settings("numbers")
    page = dialog.findChild(NumbersPage)
    assert page is not None
    page.trial.setText("+49 172 1234567")
    stage.settle()


def settings() -> Scene:
    stage = _new()
    stage.sign_in()
    stage.sign_in(LONG_ACCOUNT, "wrong")
    dialog = stage.windows.open_settings("accounts")
    stage.settle()
    yield "settings_accounts", dialog
    stage.engine.set_devices(
        AudioDevice(device_id=DeviceId("a"), name="Jabra Evolve2 65 Flex Mono", is_input=True, is_output=True),
        AudioDevice(device_id=DeviceId("b"), name="Eingebautes Audio Analog Stereo", is_input=True, is_output=True),
    )
    stage.advance(0.2)
    page = stage.windows.open_settings("sound")
    page.open_page("sound").test_microphone.click()  # type: ignore[attr-defined]
    stage.advance(0.5)
    yield "settings_sound", dialog
    stage.windows.open_settings("calls")
    stage.settle()
    yield "settings_calls", dialog
    _numbers(stage, dialog)
    yield "settings_numbers", dialog
    stage.windows.open_settings("directory")
    stage.settle()
    yield "settings_directory", dialog
    stage.windows.open_settings("program")
    stage.settle()
    yield "settings_program", dialog
    yield "menu", stage.windows.build_menu()
    yield "accounts_menu", stage.main.status.build_menu()


def others() -> Scene:
    stage = _new()
    stage.sign_in()
    yield "shortcuts", stage.windows.show_shortcuts()
    yield "about", stage.windows.show_about()
    stage.type_and_call("1002")
    stage.advance(2)
    stage.windows.request_quit()
    stage.settle()
    yield "quit_question", stage.windows.dialog("quit") or stage.main


def people() -> Scene:
    stage = PeopleStage()
    field = stage.main.dial.field
    stage.favourites.add("Ben Muller", "1003")
    stage.lamps.set("1002@pbx.example.com", PresenceState.AVAILABLE, "In the office")
    stage.lamps.set("1003@pbx.example.com", PresenceState.ON_THE_PHONE)
    stage.type("mul")
    yield "people_found", stage.main
    stage.main.results.set_note(translate("directory", "Check your network or VPN connection."))
    field.clear()
    stage.type("nobody")
    yield "nobody_found", stage.main
    field.clear()
    stage.type("100")
    yield "number_found", stage.main
    field.clear()
    stage.type("hohen")
    yield "long_person", stage.main
    stage.windows.people.show_hit(Hit(LONG_ONE))
    stage.advance(0.1)
    yield "long_card", stage.main
    stage.main.resize(1000, 680)
    stage.windows.people.show_hit(Hit(ANNA))
    stage.advance(0.1)
    yield "card_wide", stage.main
    stage.type_and_call("1003")
    stage.advance(2)
    yield "call_and_card", stage.main
    yield "contact", stage.windows.open_contact(OWN)


def pages() -> Scene:
    stage = PeopleStage()
    for page in ("favourites", "history", "contacts"):
        stage.main.show_page(page)
        stage.advance(0.2)
        yield f"page_{page}", stage.main


SCENES: tuple[Callable[[], Scene], ...] = (
    empty,
    registered,
    registration,
    one_call,
    ringing,
    five_calls,
    long_names,
    engine_trouble,
    accounts,
    settings,
    others,
    people,
    pages,
)


if __name__ == "__main__":
    sys.exit(run(__file__, SCENES))
