"""Pictures of messages in each state: ``python tests/window/message_pictures.py OUT_DIR``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.explanation import Explanation
from softphone.messaging.message import ConversationId, MessageState
from tests.fakes.virtual_runtime import EPOCH_S
from tests.window.message_stage import ANNA, BEN, ScriptedTalks, message
from tests.window.taking_pictures import LONG_NAME, Scene, run
from tests.window.window_stage import WindowStage
from ui.messaging.messages_page import MessagesPage

DAY_S = 86_400.0
LONG = (
    "Guten Tag, die Rechtsschutzversicherungsgesellschaften haben sich gemeldet: Das Donaudampfschifffahrtsgesell"
    "schaftskapitänsmützenabzeichenaufbewahrungskästchen ist wieder da 🎉👩‍👩‍👧‍👦\n\nViele Grüße"
)
REFUSED = Explanation("Nobody has this number.", "Check the number.")
S = MessageState


def full() -> ScriptedTalks:
    talks = ScriptedTalks()
    talks.add(
        ANNA,
        LONG_NAME,
        message(1, "Guten Morgen! ☕", before_s=3 * DAY_S),
        message(2, "Morgen, Anna", is_own=True, state=S.READ, before_s=3 * DAY_S - 60),
        message(3, LONG, before_s=DAY_S),
        message(4, "👍", is_own=True, state=S.DELIVERED, before_s=DAY_S - 100),
        message(5, LONG, is_own=True, state=S.FAILED, problem=REFUSED, before_s=400),
        message(6, "https://example.com/a/very/long/path/without/any/break?with=arguments&and=more", before_s=300),
        message(7, "Bis gleich", is_own=True, state=S.SENT, before_s=200),
        message(8, "Noch eine", is_own=True, state=S.QUEUED, problem=Explanation("You are offline."), before_s=100),
    )
    talks.add(BEN, "Ben Muller", message(20, "Can you call me back?", talk=BEN, before_s=3600), unread=3)
    for number in range(30):
        talk = ConversationId(f"talk-{number}")
        text = message(100 + number, f"Message {number}", talk=talk, before_s=(number + 1) * DAY_S)
        talks.add(talk, f"Kunde {number}", text, unread=number % 7 * 40, is_sms=number % 3 == 0)
    return talks


def framed(talks: ScriptedTalks, width: int = 420, height: int = 560) -> tuple[QWidget, MessagesPage]:
    page = MessagesPage(talks, lambda: EPOCH_S)
    frame = QWidget()
    frame.setObjectName("page")
    QVBoxLayout(frame).addWidget(page)
    frame.resize(width, height)
    frame.show()
    return frame, page


def states() -> Scene:
    frame, page = framed(ScriptedTalks())
    yield "empty", frame
    talks = full()
    frame, page = framed(talks)
    page.view.setFocus()
    yield "list", frame
    talk = talks.conversation(ANNA)
    assert talk is not None
    page.open(talk)
    yield "talk", frame
    talks.types.add(ANNA)
    talks.typing_changed.announce(ANNA)
    page.panel.field.setPlainText("One line\nand another\nand a third one that is long enough to be wrapped somewhere")
    talks.fails = UserFacingError("This message is too long.", "Send it in several shorter ones.")
    page.panel.send.click()
    yield "error", frame
    page.panel.close_talk()
    page.search.setText("bis")
    page._look()
    yield "search", frame
    sms = talks.conversation(ConversationId("talk-0"))
    assert sms is not None
    page.open(sms)
    page.panel.field.setPlainText("ä" * 200 + "😀")
    yield "sms", frame
    frame, page = framed(talks, 900, 560)
    page.open(talk)
    yield "wide", frame


def window() -> Scene:
    stage = WindowStage()
    stage.show()
    stage.sign_in()
    assert stage.windows.messages is not None
    stage.windows.messages.write_to("1002")
    stage.settle()
    page = stage.windows.messages.page
    assert page is not None
    page.panel.field.setPlainText("Hello Bob")
    page.panel.send.click()
    stage.advance(2)
    yield "window", stage.main
    dialog = stage.windows.messages.write_new()
    assert dialog is not None
    dialog.to.setText("1003")
    stage.advance(1)
    yield "new", dialog


if __name__ == "__main__":
    sys.exit(run(__file__, (states, window)))
