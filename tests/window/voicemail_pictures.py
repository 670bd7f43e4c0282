"""Pictures of the voicemail page in each state: ``python tests/window/voicemail_pictures.py OUT_DIR``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from msgspec.structs import replace
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import AccountId, MailServerId
from softphone.settings.mail_server import MailServer
from softphone.voicemail.entry import Entry, MailState
from softphone.voicemail.mailbox_lamps import MailboxLamp
from softphone.voicemail.message_summary import MessageCounts, MessageSummary
from tests.fakes.fake_pbx import NOT_FOUND
from tests.fakes.virtual_runtime import VirtualRuntime
from tests.window.taking_pictures import LONG_NAME, Scene, run
from tests.window.voicemail_stage import ScriptedMessages, ScriptedPlayer, entry
from tests.window.window_stage import ALICE, WindowStage
from ui.voicemail.voicemail_page import VoicemailPage

TEXT = "Guten Tag, hier ist die Werkstatt. Ihr Wagen ist fertig, Sie können ihn ab 14 Uhr abholen."


def _entries() -> tuple[Entry, ...]:
    return (
        entry(9, is_urgent=True),
        entry(8, name="", number="+49 30 1234567"),
        entry(7, name=LONG_NAME, number="+4989123456789012"),
        entry(6, name="Werkstatt Meier", is_heard=True, text=TEXT),
        entry(5, name="", number="", is_heard=True),
        *(entry(uid, name=f"Kunde {uid}", is_heard=True) for uid in range(4, 0, -1)),
    )


def _lamp(user: str, counts: MessageCounts, is_own: bool) -> MailboxLamp:
    return MailboxLamp(AccountId("a"), f"sip:{user}@pbx.example.com", is_own, MessageSummary(True, "", counts))


LAMPS = (_lamp("1001", MessageCounts(3, 6, 1, 0), True), _lamp("vertrieb", MessageCounts(2, 0), False))


def _framed(page: QWidget, width: int, height: int) -> QWidget:
    frame = QWidget()
    frame.setObjectName("page")
    QVBoxLayout(frame).addWidget(page)
    frame.resize(width, height)
    frame.show()
    return frame


def states() -> Scene:
    messages, player = ScriptedMessages(*_entries()), ScriptedPlayer()
    page = VoicemailPage(messages, player, VirtualRuntime())
    page.show_lamps(LAMPS, True, True)
    frame = _framed(page, 420, 560)
    page.view.setFocus()
    yield "messages", frame
    page.view.setCurrentIndex(page.model.index(3))
    player.play(6)
    yield "playing", frame
    player.pause()
    page.delete(messages.entries[0])
    yield "deleted", frame
    problem = UserFacingError(
        "The voicemail server mail.niederlassung-sued.example.de does not answer.",
        "Check your network or VPN connection.",
    )
    messages.undo()
    messages.set(*messages.entries, state=MailState.OFFLINE, problem=problem)
    yield "offline", frame
    messages.set(state=MailState.OFFLINE, problem=problem)
    yield "offline_empty", frame
    messages.set(state=MailState.ONLINE)
    yield "empty", frame
    messages.set(state=MailState.NOT_SET_UP)
    yield "not_set_up", frame


def window() -> Scene:
    stage = WindowStage()
    stage.show()
    stage.sign_in(replace(ALICE, voicemail_number="*97"))
    stage.softphone.voicemail.changed.announce(None)
    stage.main.pages.set_badge("voicemail", 3)
    stage.main.show_page("voicemail")
    yield "window", stage.main
    dialog = stage.windows.open_settings("voicemail")
    yield "settings", dialog
    stage.windows.accounts.open(ALICE.account_id)


def several() -> Scene:
    """More than one mailbox: on the page, and in the settings."""
    stage = WindowStage()
    stage.show()
    stage.sign_in(replace(ALICE, voicemail_number="*97"))
    for server_id, label in (("own", ""), ("team", "Vertrieb")):
        server = MailServer(server_id=MailServerId(server_id), host="mail.example.invalid", user="1001", label=label)
        stage.softphone.voicemail.mailboxes.account(server.server_id).save(server, None)
    stage.settle()
    stage.main.show_page("voicemail")
    yield "several_mailboxes", stage.main
    yield "several_settings", stage.windows.open_settings("voicemail")


def greeting() -> Scene:
    """Each step of recording a greeting."""
    stage = WindowStage()
    stage.show()
    stage.sign_in(replace(ALICE, pbx_profile="lab"))
    dialog = stage.windows.pages.open_greeting()
    assert dialog is not None
    yield "greeting", dialog
    dialog.main_button.click()
    stage.advance(8)
    yield "greeting_recording", dialog
    dialog.main_button.click()
    stage.settle()
    yield "greeting_reviewing", dialog
    dialog.main_button.click()
    stage.advance(4)
    yield "greeting_done", dialog
    stage.engines.pbx.scripts["*97"] = NOT_FOUND
    dialog.main_button.click()
    stage.advance(2)
    yield "greeting_failed", dialog


if __name__ == "__main__":
    sys.exit(run(__file__, (states, window, several, greeting)))
