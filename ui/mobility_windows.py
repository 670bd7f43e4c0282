"""The work number on every device in the main window: each part is made when there is something for it to show."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from softphone.app import Softphone
from softphone.basics.errors import UserFacingError
from softphone.basics.explanation import Explanation
from softphone.settings.shortcut_settings import GLOBAL_PULL, GLOBAL_PUSH
from ui.main_window import MainWindow
from ui.shortcuts import Keys

if TYPE_CHECKING:
    from softphone.mobility.pull_offers import PullOffer
    from ui.mobility.pull_banner import PullBanner
    from ui.presence.elsewhere import ElsewhereLine


class MobilityWindows(QObject):
    """elsewhere: the line about calls on other devices; it is silent about those that can be taken.

    Attributes:
        pull_banner: None before the first call that could be taken.
    """

    def __init__(
        self, main: MainWindow, softphone: Softphone, elsewhere: "ElsewhereLine", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._main, self._softphone, self._elsewhere = main, softphone, elsewhere
        self.pull_banner: PullBanner | None = None
        pulls = softphone.pulls
        elsewhere.covered = lambda: len(pulls.offers)
        pulls.changed.add(lambda _: self._on_offers())
        pulls.failed.add(self._on_problem)
        self._on_offers()

    def pull(self) -> None:
        """Takes the call from the other device; of several one is chosen."""
        if self.pull_banner is not None:
            self.pull_banner.take()

    def pull_from_anywhere(self) -> None:
        """The same from another program: the window comes up only to ask which call."""
        if len(self._softphone.pulls.offers) > 1:
            self._main.bring_up()
        self.pull()

    def push_from_anywhere(self) -> None:
        """Sends the call to the mobile; the window comes up when that needs to be read about."""
        main = self._main
        call, handoffs = main.commands.current(), main.commands.control.handoffs
        if main.deeds.push() and call is not None and handoffs is not None and handoffs.of(call.call_id) is None:
            main.bring_up()

    def _on_offers(self) -> None:
        if self.pull_banner is None and self._softphone.pulls.offers:
            from ui.mobility.pull_banner import PullBanner

            softphone = self._softphone
            self.pull_banner = PullBanner(softphone.pulls, self._name, softphone.runtime.wall_time_s, self._main.body)
            self._main.body.add_note(self.pull_banner)
            QShortcut(QKeySequence(Keys.PULL), self._main).activated.connect(self.pull)
        self._elsewhere.refresh()

    def _name(self, offer: "PullOffer") -> str:
        from softphone.directory.naming import name_of

        number = offer.party_number
        return name_of(self._softphone.directory.people_for(number), offer.party_name) if number else ""

    def _on_problem(self, problem: Explanation) -> None:
        self._main.show_notice(UserFacingError(problem.title, problem.remedy))


def global_actions(windows: Callable[[], MobilityWindows | None]) -> dict[str, Callable[[], object]]:
    """What the shortcuts of these features do that work in every program, by the names of their settings."""

    def pull() -> None:
        made = windows()
        if made is not None:
            made.pull_from_anywhere()

    def push() -> None:
        made = windows()
        if made is not None:
            made.push_from_anywhere()

    return {GLOBAL_PULL.key: pull, GLOBAL_PUSH.key: push}
