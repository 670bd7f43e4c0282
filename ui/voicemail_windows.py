"""Notices about voice messages in the main window, and what opens the page from them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from softphone.app import Softphone
from softphone.mobility.notice_kind import NoticeKind
from softphone.presence.state import PresenceState
from ui.main_window import MainWindow
from ui.window_pages import VOICEMAIL

if TYPE_CHECKING:
    from softphone.voicemail.arrivals import Arrival
    from ui.desktop.notices import NoticeBoard
    from ui.voicemail.voicemail_notices import VoicemailNotices
    from ui.voicemail.voicemail_page import VoicemailPage


class VoicemailWindows(QObject):
    """Nothing of it is loaded before somebody has voicemail."""

    def __init__(self, main: MainWindow, softphone: Softphone, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._main, self._softphone = main, softphone
        self._board: NoticeBoard | None = None
        self.notices: VoicemailNotices | None = None
        softphone.voicemail.changed.add(lambda _: self._follow())

    def use_board(self, board: "NoticeBoard") -> None:
        """Tells of messages there from now on."""
        self._board = board
        if self.notices is not None:
            self.notices.close()
            self.notices = None
        self._follow()

    def show(self, arrival: "Arrival") -> "VoicemailPage":
        """Shows these messages; the newest of them is chosen."""
        self._main.bring_up()
        parts = self._softphone.voicemail
        if arrival.server_id is not None and arrival.server_id != parts.mailboxes.chosen_id:
            parts.player.stop()
            parts.mailboxes.choose(arrival.server_id)
        self._main.show_page(VOICEMAIL)
        page = self._page
        assert page is not None
        if arrival.entries:
            page.choose(arrival.entries[0].uid)
        return page

    def listen(self, arrival: "Arrival") -> None:
        """Shows the message and plays it."""
        page = self.show(arrival)
        uid = arrival.entries[0].uid
        if page.model.index_of(uid).isValid():  # it may have been deleted since
            self._softphone.voicemail.player.play(uid)

    # ------------------------------------------------------------------ inside

    @property
    def _page(self) -> "VoicemailPage | None":
        page = self._main.pages.page(VOICEMAIL)
        if page is None:
            return None
        from ui.voicemail.voicemail_page import VoicemailPage

        assert isinstance(page, VoicemailPage)
        return page

    def _follow(self) -> None:
        if self.notices is not None:
            self.notices.look()
        elif self._board is not None and self._softphone.voicemail.is_wanted:
            self._start_notices(self._board)

    def _start_notices(self, board: "NoticeBoard") -> None:
        from ui.voicemail.voicemail_notices import Deeds, Discretion, VoicemailNotices

        softphone, status = self._softphone, self._softphone.own_status
        discretion = Discretion(
            is_locked=lambda: status.is_locked,
            # Quiet hours are silent too, but let some through.
            wants_silence=lambda: status.view.state == PresenceState.DO_NOT_DISTURB,
            allows=lambda number: softphone.allows_notice(NoticeKind.VOICEMAIL, number),
            is_looking=self._is_looking,
        )
        deeds = Deeds(self.show, self.listen)
        self.notices = VoicemailNotices(softphone.voicemail.arrivals, board, discretion, self._person, deeds)

    def _is_looking(self) -> bool:
        page = self._page
        return page is not None and page.isVisible() and page.window().isActiveWindow()

    def _person(self, number: str, name: str) -> str:
        from softphone.directory.naming import name_of

        return name_of(self._softphone.directory.people_for(number), name) if number else ""
