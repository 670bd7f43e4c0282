"""Everything about transfer, conference, parking and recording in the main window, once it is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from softphone.app import Softphone
from softphone.basics.errors import UserFacingError
from softphone.basics.explanation import Explanation
from softphone.basics.words import translate
from softphone.calls.redirects import Redirects
from softphone.settings.recording_settings import RECORDING_ALLOWED
from ui.calls.late_handoffs import LateHandoffs
from ui.calls.muted_hint import MutedHint
from ui.calls.parked_line import ParkedLine
from ui.calls.ports import CallControl
from ui.main_window import MainWindow
from ui.mobility.who_sees import WhoSees

if TYPE_CHECKING:
    from softphone.mobility.handoff_view import HandoffView


class CallWindows(QObject):
    """Gives the main window the features of call control, and tells what goes wrong with them."""

    def __init__(self, main: MainWindow, softphone: Softphone, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._main, settings = main, softphone.settings
        self._recording_problem = ""
        self.control = CallControl(
            transfers=softphone.transfers,
            conference=softphone.conference,
            recordings=softphone.recordings,
            parking=softphone.parking,
            pickup=softphone.pickup,
            when_free=softphone.call_when_free,
            auto_answer=softphone.auto_answer,
            redirects=Redirects(softphone.engine, softphone.calls),
            handoffs=LateHandoffs(
                lambda: softphone.handoffs, main.calls.show_again, lambda view: _seen_after(softphone, view)
            ),
            may_record=lambda: settings.get(RECORDING_ALLOWED) != "off",
        )
        main.commands.set_control(self.control)
        softphone.conference.problem.add(self._on_problem)
        softphone.recordings.problem.add(self._on_recording_problem)
        softphone.recordings.began.add(lambda _: self._on_recording_began())
        settings.changed.add(lambda key: self._show() if key == RECORDING_ALLOWED.key else None)
        softphone.codes_in_use.changed.add(lambda _: self._show())
        softphone.parking.changed.add(lambda _: self._show())  # who was parked from here may have been taken
        self.parked = ParkedLine(softphone.parking, main.commands.attempt, softphone.runtime.wall_time_s, main.body)
        main.body.add_note(self.parked)
        self.who_sees = WhoSees(main.dial, lambda text: _who_sees(softphone, text))
        self.muted = MutedHint(main.commands, softphone.devices.talked_while_muted, softphone.runtime, main.body)
        main.body.add_note(self.muted)

    def _on_problem(self, problem: Explanation) -> None:
        self._main.show_notice(UserFacingError(problem.title, problem.remedy))

    def _on_recording_problem(self, problem: UserFacingError) -> None:
        self._recording_problem = problem.title
        self._main.show_notice(problem)

    def _on_recording_began(self) -> None:
        """What kept the last one from being made is over."""
        if self._recording_problem and self._main.notice.title() == self._recording_problem:
            self._main.notice.hide()

    def _show(self) -> None:
        self._main.commands.set_control(self.control)


def _who_sees(softphone: Softphone, text: str) -> tuple[str, bool]:
    """What the other side sees of a call with the account that it goes out from; whether something private is seen."""
    from softphone.mobility.identity_guard import Purpose

    account = softphone.accounts.default()
    if account is None:
        return translate("mobility", "There is no account to call with."), False
    exposure = softphone.guard.check(account.account_id, Purpose.CALL, text)
    return exposure.words, exposure.exposes_private


def _seen_after(softphone: Softphone, view: "HandoffView") -> str:
    """What the other side sees when the call has gone to the mobile in the way that is tried."""
    from softphone.mobility.identity_guard import Purpose

    call = softphone.calls.get(view.call_id)
    if call is None:
        return ""
    exposure = softphone.guard.check(call.account_id, Purpose.HANDOFF, "", view.step)
    return translate("mobility", "They see: {number}").format(number=exposure.far_sees)
