"""Notices about voice messages: who spoke, how many, when nothing is said, and what opens the page."""

import pytest
from msgspec.structs import replace

from softphone.basics.ids import MailServerId
from softphone.basics.listeners import Listeners
from softphone.presence.state import PresenceState
from softphone.settings.mail_server import MailServer
from softphone.settings.quiet_settings import EMERGENCY_CONTACTS, QUIET_HOURS, WORKING_WEEK, WorkingWeek
from softphone.voicemail.arrivals import Arrival
from tests.window.notice_board import KeptNotices
from tests.window.test_voicemail_page import tell, with_voicemail
from tests.window.voicemail_stage import ScriptedPlayer, entry
from tests.window.waiting import wait_until
from tests.window.window_stage import ALICE, WindowStage
from ui.voicemail.voicemail_notices import Deeds, Discretion, VoicemailNotices
from ui.voicemail.voicemail_page import VoicemailPage
from ui.window_pages import VOICEMAIL

BOX = MailServerId("box")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Desk:
    """Notices of messages that a test lets come."""

    def __init__(self) -> None:
        self.came: Listeners[Arrival] = Listeners()
        self.heard: set[int] = set()
        self.is_locked = self.wants_silence = self.is_looking = False
        self.refused: set[str] = set()
        self.done: list[str] = []
        self.board = KeptNotices()
        discretion = Discretion(
            lambda: self.is_locked, lambda: self.wants_silence, lambda n: n not in self.refused, lambda: self.is_looking
        )
        deeds = Deeds(lambda a: self.done.append(f"show {a.count}"), lambda a: self.done.append(f"listen {a.count}"))
        self.notices = VoicemailNotices(self, self.board, discretion, self._person, deeds)

    def is_new(self, arrival: Arrival) -> bool:
        return not {each.uid for each in arrival.entries} <= self.heard

    def come(self, *uids_and_numbers: tuple[int, str, str]) -> None:
        entries = tuple(entry(uid, name, number) for uid, name, number in uids_and_numbers)
        self.came.announce(Arrival(len(entries), True, entries, BOX))

    def _person(self, number: str, name: str) -> str:
        return "Anna Acker" if number == "+49301234" else ""


@pytest.fixture
def desk(phone: WindowStage) -> Desk:
    return Desk()


def test_a_message_is_told_with_the_name_that_the_directory_knows(desk: Desk) -> None:
    desk.come((1, "", "+49301234"))
    desk.come((2, "Bob Baker", "1002"))
    assert desk.board.words == [
        ("New voice message from Anna Acker", "+49301234 · 0:12"),
        ("New voice message from Bob Baker", "1002 · 0:12"),
    ]


def test_a_withheld_number_is_said_to_be(desk: Desk) -> None:
    desk.come((1, "", ""))
    assert desk.board.words == [("New voice message", "Number withheld · 0:12")]


def test_several_at_once_are_one_notice(desk: Desk) -> None:
    desk.come((3, "Carol", "1003"), (2, "Bob Baker", "1002"), (1, "Bob Baker", "1002"))
    assert desk.board.words == [("3 new voice messages", "Carol, Bob Baker")]
    assert [action.text for action in desk.board.shown[0].actions] == ["Show"]


def test_a_lamp_alone_says_how_many(desk: Desk) -> None:
    desk.came.announce(Arrival(1, True))
    desk.came.announce(Arrival(2, False))
    assert desk.board.words == [("New voice message", ""), ("2 new voice messages", "")]


def test_a_click_shows_and_the_button_plays(desk: Desk) -> None:
    desk.come((1, "Bob Baker", "1002"))
    (notice,) = desk.board.shown
    notice.on_click()
    assert [action.text for action in notice.actions] == ["Listen"]
    notice.actions[0].run()
    assert desk.done == ["show 1", "listen 1"]


def test_a_locked_screen_names_nobody(desk: Desk) -> None:
    desk.is_locked = True
    desk.come((1, "Bob Baker", "1002"))
    desk.come((3, "Carol", "1003"), (2, "Bob Baker", "1002"))
    hint = "Unlock the screen to see who it is from."
    assert desk.board.words == [("New voice message", hint), ("2 new voice messages", hint)]


def test_nothing_is_told_to_whoever_wants_silence_or_looks_at_the_page(desk: Desk) -> None:
    desk.wants_silence = True
    desk.come((1, "Bob Baker", "1002"))
    desk.wants_silence, desk.is_looking = False, True
    desk.come((2, "Bob Baker", "1002"))
    assert desk.board.words == []


def test_quiet_hours_let_through_only_who_may_disturb(desk: Desk) -> None:
    desk.refused = {"1003", ""}
    desk.come((3, "Carol", "1003"), (2, "Bob Baker", "1002"))
    desk.come((4, "Carol", "1003"))
    desk.came.announce(Arrival(1, True))
    assert desk.board.words == [("New voice message from Bob Baker", "1002 · 0:12")]


def test_the_notice_goes_once_all_of_it_was_heard(desk: Desk) -> None:
    desk.come((3, "Carol", "1003"), (2, "Bob Baker", "1002"))
    desk.heard = {3}
    desk.notices.look()
    assert desk.board.taken_away == []
    desk.heard = {2, 3}
    desk.notices.look()
    desk.notices.look()
    assert desk.board.taken_away == desk.board.shown


# ------------------------------------------------------------------ in the window


@pytest.fixture
def board(phone: WindowStage) -> KeptNotices:
    board = KeptNotices()
    assert phone.windows.voicemail is not None
    phone.windows.voicemail.use_board(board)
    return board


def test_nothing_of_it_is_made_before_somebody_has_voicemail(phone: WindowStage, board: KeptNotices) -> None:
    assert phone.windows.voicemail is not None
    assert phone.windows.voicemail.notices is None
    assert "arrivals" not in phone.softphone.voicemail.__dict__


def test_the_lamp_tells_of_what_comes_and_not_of_what_was_there(phone: WindowStage, board: KeptNotices) -> None:
    with_voicemail(phone)
    tell(phone, "1001", "2/1")
    assert board.words == []
    tell(phone, "1001", "3/1")
    assert board.words == [("New voice message", "")]
    board.shown[0].on_click()
    assert phone.main.pages.current() == VOICEMAIL
    tell(phone, "1001", "0/4")
    assert board.taken_away == board.shown


def test_who_looks_at_the_page_is_not_told(phone: WindowStage, board: KeptNotices) -> None:
    with_voicemail(phone)
    tell(phone, "1001", "0/1")
    phone.main.show_page(VOICEMAIL)
    wait_until(phone.main.isActiveWindow, "the window in front")
    tell(phone, "1001", "1/1")
    assert board.words == []
    phone.main.show_page("history")
    tell(phone, "1001", "2/1")
    assert board.words == [("New voice message", "")]


def test_do_not_disturb_and_quiet_hours_tell_nothing_but_count(phone: WindowStage, board: KeptNotices) -> None:
    with_voicemail(phone)
    tell(phone, "1001", "0/1")
    phone.softphone.own_status.choose(PresenceState.DO_NOT_DISTURB)
    tell(phone, "1001", "1/1")
    phone.softphone.own_status.clear_choice()
    phone.softphone.settings.set(WORKING_WEEK, WorkingWeek(**dict.fromkeys(DAYS, ())))
    phone.softphone.settings.set(QUIET_HOURS, True)
    tell(phone, "1001", "2/1")
    assert board.words == []
    assert phone.main.pages.tab(VOICEMAIL).badge() == 2

    phone.softphone.settings.set(EMERGENCY_CONTACTS, ("1002",))
    arrivals = phone.softphone.voicemail.arrivals
    arrivals.came.announce(Arrival(2, True, (entry(2, "Carol", "1003"), entry(1)), BOX))
    assert board.words == [("New voice message from Bob Baker", "1002 · 0:12")]


def test_listen_chooses_the_mailbox_and_the_message_and_plays_it(
    phone: WindowStage, board: KeptNotices, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.softphone.accounts.update(replace(ALICE, voicemail_number="*97"))
    parts = phone.softphone.voicemail
    for server_id in ("own", "team"):
        server = MailServer(server_id=MailServerId(server_id), host="mail.example.invalid", user="1001")
        parts.mailboxes.account(server.server_id).save(server, None)
    phone.settle()
    player = ScriptedPlayer()
    monkeypatch.setitem(parts.__dict__, "player", player)
    team = next(box for box in parts.mailboxes.listed if not box.is_own)
    messages = (entry(2, "Carol", "1003"), entry(1))
    monkeypatch.setattr(team.messages, "entries", messages)
    parts.arrivals.came.announce(Arrival(1, False, messages[1:], team.server_id))

    phone.main.hide()
    board.shown[0].actions[0].run()

    page = phone.main.pages.page(VOICEMAIL)
    assert isinstance(page, VoicemailPage)
    assert phone.main.isVisible()
    assert parts.mailboxes.chosen_id == "team"
    assert page.model.entry(page.view.currentIndex()) == messages[1]
    assert player.view.uid == 1
