"""Every page and dialog of the program, and how it is opened: for the tests that look at all of them."""

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from softphone.basics.explanation import Explanation
from softphone.basics.words import translate
from softphone.directory.person import Hit
from softphone.messaging.message import MessageState
from softphone.mobility.pull_offers import PullPlace
from softphone.protocol.snapshots import Certificate, RegistrationProblem
from softphone.settings.directory_server import DirectoryKind
from softphone.settings.identity_settings import PRIVATE_NUMBER
from softphone.settings.quiet_settings import (
    HOLIDAY_PLACE,
    ON_CALL_DUTIES,
    QUIET_HOURS,
    QUIET_TARGET,
    WORK_EXCEPTIONS,
    OnCallDuty,
    WorkException,
)
from softphone.voicemail.greeting_menu import menu_of
from softphone.voicemail.greeting_way import GreetingWay
from tests.fakes.fake_pbx import RINGS_FOR_EVER
from tests.harness.history_entries import entry
from tests.window.message_stage import ANNA as ANNA_TALK
from tests.window.message_stage import BEN as BEN_TALK
from tests.window.message_stage import ScriptedTalks
from tests.window.message_stage import message as text_message
from tests.window.people_stage import ANNA
from tests.window.pull_stage import ScriptedPulls, offer
from tests.window.voicemail_stage import ScriptedMessages, ScriptedPlayer
from tests.window.voicemail_stage import entry as message
from tests.window.window_stage import ALICE, WindowStage
from ui.accounts.account_dialog import AccountDialog
from ui.accounts.certificate_dialog import CertificateDialog
from ui.history.entry_dialog import EntryDialog
from ui.messaging.messages_page import MessagesPage
from ui.mobility.mobile_number_box import MobileNumberBox
from ui.mobility.pull_banner import PullBanner
from ui.mobility.quiet_hours_box import QuietHoursBox
from ui.mobility.twinning_box import TwinningBox
from ui.mobility.work_day_dialog import WorkDayDialog
from ui.presence.favourite_dialog import FavouriteDialog
from ui.presence.status_dialog import StatusDialog
from ui.settings.directory_form import DirectoryForm
from ui.settings.numbers_page import NumbersPage
from ui.settings.unsaved import UnsavedDialog
from ui.voicemail.greeting_dialog import GreetingDialog
from ui.voicemail.voicemail_page import VoicemailPage
from ui.widgets.scrolled import Scrolled

UNKNOWN = Certificate(
    fingerprint="5e1f" * 16,
    subject="pbx.example.com",
    issuer="pbx.example.com",
    names=("pbx.example.com",),
    valid_from_s=1_750_000_000.0,
    valid_until_s=4_000_000_000.0,
)
DUTY = OnCallDuty(begins=datetime(2026, 11, 27, 18), ends=datetime(2026, 11, 30, 8))

OPENERS: dict[str, Callable[[WindowStage], QWidget | None]] = {
    "main": lambda stage: stage.main,
    "target": lambda stage: _target(stage),
    "transfer": lambda stage: _transfer(stage),
    "conference": lambda stage: _conference(stage),
    "handoff": lambda stage: _handoff(stage),
    "handoff without number": lambda stage: _handoff_without_number(stage),
    "alert": lambda stage: (stage.incoming("1003", "Carol"), stage.windows.alerts.alerts()[0])[1],
    "account": lambda stage: stage.windows.accounts.open(ALICE.account_id),
    "account network": lambda stage: _account_network(stage),
    "phone system": lambda stage: _phone_system(stage),
    "first run": lambda stage: stage.windows.accounts.show_first_run(),
    "password": lambda stage: stage.windows.accounts.ask_password(ALICE.account_id),
    "accounts": lambda stage: stage.windows.open_settings("accounts"),
    "sound": lambda stage: stage.windows.open_settings("sound"),
    "calls": lambda stage: stage.windows.open_settings("calls"),
    "numbers": lambda stage: _numbers(stage),
    "directory": lambda stage: stage.windows.open_settings("directory"),
    "directory settings": lambda stage: _directory(stage),
    "network": lambda stage: stage.windows.open_settings("network"),
    "shortcuts page": lambda stage: stage.windows.open_settings("shortcuts"),
    "program": lambda stage: stage.windows.open_settings("program"),
    "privacy": lambda stage: stage.windows.open_settings("privacy"),
    "favourites": lambda stage: _page(stage, "favourites"),
    "history": lambda stage: _page(stage, "history"),
    "contacts": lambda stage: _page(stage, "contacts"),
    "voicemail": lambda stage: _voicemail(stage),
    "voicemail settings": lambda stage: stage.windows.open_settings("voicemail"),
    "card": lambda stage: _card(stage, stage.main.width()),
    "wide card": lambda stage: _card(stage, 1000),
    "contact": lambda stage: stage.windows.open_contact(None),
    "shortcuts": lambda stage: stage.windows.show_shortcuts(),
    "about": lambda stage: stage.windows.show_about(),
    "routing": lambda stage: _routing(stage, "lab"),
    "routing generic": lambda stage: _routing(stage, "generic"),
    "routing times": lambda stage: _routing_times(stage),
    "forget the mobile": lambda stage: _forget_the_mobile(stage),
    "entry": lambda stage: _shown(EntryDialog(stage.softphone.history, entry(), parent=stage.main)),
    "pull": lambda _: pull_banner(),
    "greeting": lambda stage: _greeting(stage),
    "favourite": lambda stage: _shown(
        FavouriteDialog(stage.softphone.favourites, None, lambda _: "1002@pbx.example.com", stage.main)
    ),
    "status": lambda stage: _shown(StatusDialog(stage.softphone.own_status, parent=stage.main)),
    "certificate": lambda stage: _shown(
        CertificateDialog(UNKNOWN, RegistrationProblem.CERTIFICATE_UNTRUSTED, ALICE, lambda: None, stage.main)
    ),
    "unsaved": lambda stage: _shown(UnsavedDialog("Office", stage.main)),
    "quit": lambda stage: _quit(stage),
    "quiet hours": lambda stage: _scrolled(stage, quiet_hours(stage)),
    "messages": lambda stage: messages(stage),
    "conversation": lambda stage: _conversation(stage),
    "new message": lambda stage: stage.windows.write_message(),
    "working times": lambda stage: quiet_hours(stage).open_times(),
    "work day": lambda stage: _shown(WorkDayDialog(None, stage.main)),
    "duty": lambda stage: _shown(WorkDayDialog(DUTY, stage.main)),
}


def _account_network(stage: WindowStage) -> QWidget | None:
    """With the part about the network."""
    dialog = stage.windows.accounts.open(ALICE.account_id)
    assert isinstance(dialog, AccountDialog)
    dialog.form.set_network_open(True)
    return dialog


def _scrolled(stage: WindowStage, content: QWidget) -> QWidget:
    """As on the page of which it is a part."""
    area = Scrolled(content)
    area.setParent(stage.main, Qt.WindowType.Window)
    area.resize(420, 340)
    area.show()
    area.activateWindow()
    return area


def messages(stage: WindowStage) -> MessagesPage:
    """With conversations, unread ones among them."""
    talks = ScriptedTalks()
    problem = Explanation("Vertretung", "Vertrieb")
    failed = text_message(2, "Bilanzbesprechung", is_own=True, state=MessageState.FAILED, problem=problem)
    talks.add(ANNA_TALK, "Anna Archer", text_message(1, "Montag"), failed)
    talks.add(BEN_TALK, "Ben Muller", text_message(3, "Sitzungssaal", talk=BEN_TALK), unread=2, is_sms=True)
    page = MessagesPage(talks, stage.runtime.wall_time_s)
    page.resize(400, 340)
    page.show()
    page.activateWindow()
    return page


def _conversation(stage: WindowStage) -> MessagesPage:
    page = messages(stage)
    row = page.model.row(page.model.index(0))
    assert row is not None
    page.open(row.conversation)
    return page


def quiet_hours(stage: WindowStage) -> QuietHoursBox:
    """To a colleague who is not named yet, with much that can be taken back."""
    settings = stage.softphone.settings
    settings.set(QUIET_HOURS, True)
    settings.set(QUIET_TARGET, "number")
    settings.set(WORK_EXCEPTIONS, (WorkException(from_day=DUTY.begins.date(), to_day=DUTY.ends.date()),))
    settings.set(ON_CALL_DUTIES, (DUTY,))
    settings.set(HOLIDAY_PLACE, "DE-BY")
    parts = stage.softphone
    box = QuietHoursBox(parts.quiet_hours, parts.quiet_routing, settings, stage.runtime.wall_time_s)
    stage.held.append(box)  # its dialog and its menu go with it
    box.resize(420, 480)
    box.show()
    box.activateWindow()
    return box


def _phone_system(stage: WindowStage) -> QWidget | None:
    """With what one offers that is not sure of all, and with the server's answer."""
    dialog = stage.windows.accounts.open(ALICE.account_id)
    assert isinstance(dialog, AccountDialog)
    field = dialog.form.phone_system
    field.choice.choose("yeastar")
    field.set_details_open(True)
    field.ask_button.click()
    stage.advance(1)
    return dialog


def _routing(stage: WindowStage, profile: str) -> QWidget | None:
    """With a phone system of this kind."""
    stage.softphone.accounts.update(replace(ALICE, pbx_profile=profile))
    stage.advance(1)
    return stage.windows.show_routing()


def _routing_times(stage: WindowStage) -> QWidget | None:
    """When the mobile rings too."""
    dialog = _routing(stage, "lab")
    assert dialog is not None
    return dialog.findChildren(TwinningBox)[0].open_times()


def _voicemail(stage: WindowStage) -> QWidget:
    """With messages, one of which plays."""
    messages = ScriptedMessages(message(2, is_urgent=True), message(1, text="Bilanzbesprechung Montag"))
    player = ScriptedPlayer()
    page = VoicemailPage(messages, player, stage.runtime)
    page.resize(400, 340)
    page.view.setCurrentIndex(page.model.index(1))
    player.play(1)
    page.show()
    page.activateWindow()
    return page


def _greeting(stage: WindowStage) -> QWidget:
    """With the words of a failure."""
    softphone = stage.softphone
    way = GreetingWay(ALICE.account_id, "*97", "sip:*97@pbx.example.com", menu_of("asterisk"))
    dialog = GreetingDialog(softphone.voicemail.greetings, way, stage.runtime.now_s, stage.main)
    dialog.main_button.click()
    return _shown(dialog)


def pull_banner() -> PullBanner:
    """With calls on the mobile and on another device, of which one did not come."""
    pulls = ScriptedPulls(offer(), offer("Bob", "1002", PullPlace.DEVICE))
    pulls.fail(pulls.offers[0].offer_id, Explanation(translate("mobility", "The call could not be taken here.")))
    banner = PullBanner(pulls, lambda _: "", lambda: 65.0)
    banner.resize(400, 150)
    banner.show()
    banner.activateWindow()
    return banner


def _quit(stage: WindowStage) -> QWidget | None:
    stage.windows.request_quit()
    return stage.windows.dialog("quit")


def _shown(dialog: QDialog) -> QDialog:
    """Shown over the main window, as the program does it."""
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog


def _target(stage: WindowStage) -> QWidget:
    """Whom the call goes to is being chosen."""
    stage.main.deeds.transfer()
    return stage.main


def _transfer(stage: WindowStage) -> QWidget:
    """The caller waits while somebody is asked."""
    stage.softphone.transfers.consult(stage.calls()[0].call_id, "1003")
    stage.advance(1)
    return stage.main


def _conference(stage: WindowStage) -> QWidget:
    """Three, on hold so that everything can be pressed."""
    stage.type_and_call("1003")
    stage.advance(1)
    stage.main.deeds.conference()
    stage.advance(1)
    return stage.main


def _handoff(stage: WindowStage) -> QWidget:
    """The mobile rings."""
    stage.softphone.settings.set(PRIVATE_NUMBER, "allow")
    stage.softphone.mobile_numbers.set(ALICE.account_id, "+491701234567")
    stage.engines.pbx.scripts["+491701234567"] = RINGS_FOR_EVER
    stage.advance(0.1)
    return _handoff_without_number(stage)


def _forget_the_mobile(stage: WindowStage) -> QWidget:
    """The question before the number is forgotten."""
    stage.softphone.mobile_numbers.set(ALICE.account_id, "+491701234567")
    stage.advance(0.1)
    box = stage.windows.show_routing().findChild(MobileNumberBox)
    assert box is not None
    return box.ask_to_forget()


def _handoff_without_number(stage: WindowStage) -> QWidget:
    """It is said what is missing."""
    stage.main.deeds.push()
    stage.advance(0.5)
    return stage.main


def _numbers(stage: WindowStage) -> QWidget:
    """With a number that is tried."""
    dialog = stage.windows.open_settings("numbers")
    page = dialog.findChild(NumbersPage)
    assert page is not None
    page.trial.setText("1002")
    return dialog


def _directory(stage: WindowStage) -> QWidget:
    """With everything that can be entered."""
    dialog = stage.windows.open_settings("directory")
    form = dialog.findChild(DirectoryForm)
    assert form is not None
    form.kind.choose(DirectoryKind.CUSTOM)
    form.bind_dn.setText("cn=reader")
    form.bind_dn.textEdited.emit("cn=reader")
    form.set_more_open(True)
    return dialog


def _page(stage: WindowStage, key: str) -> QWidget:
    stage.main.show_page(key)
    return stage.main


def _card(stage: WindowStage, width: int) -> QWidget:
    stage.main.resize(width, 700)
    stage.settle()
    stage.windows.people.show_hit(Hit(ANNA))
    return stage.main


def open_window(stage: WindowStage, name: str) -> QWidget:
    """Opens it beside a call with the keypad, with all that can be unfolded, and returns its window."""
    stage.type_and_call("1002")
    stage.advance(1)
    stage.card().set_keypad_open(True)
    window = OPENERS[name](stage)
    assert window is not None
    stage.held.append(window)
    more = getattr(getattr(window, "form", None), "set_more_open", None)
    if more is not None:
        more(True)
    stage.settle()
    return window
