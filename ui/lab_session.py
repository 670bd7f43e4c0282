"""Signs in at a practice PBX on this computer when the user has no account yet (``--lab``)."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject

from softphone.app import Softphone
from softphone.basics.errors import UserFacingError
from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.calls.call import Call
from softphone.lab_account import lab_account, running_lab
from softphone.protocol.snapshots import AccountConfig
from ui.main_window import MainWindow
from ui.style.tokens import Tone

USER = "1001"


class LabSession(QObject):
    """A lab PBX for the life of the program, on a thread of its own: starting it takes seconds."""

    def __init__(self, softphone: Softphone, window: MainWindow) -> None:
        super().__init__(window)
        self._softphone = softphone
        self._window = window
        self._ending = threading.Event()
        self._forget: Callable[[], None] = lambda: None
        self._thread = threading.Thread(target=self._run, name="lab", daemon=True)

    def begin(self) -> None:
        """Starts the lab; the account appears when it is up."""
        self._window.account_banner.show_message(
            Tone.ACCENT,
            translate("window", "Starting a practice phone system on this computer…"),
            translate("window", "You have no account yet, so you can try everything with this one in a few seconds."),
        )
        self._thread.start()

    def end(self) -> None:
        """Takes the lab down."""
        self._ending.set()
        if self._thread.ident is not None:
            self._thread.join(10)

    def _run(self) -> None:
        post = self._softphone.runtime.post
        try:
            with running_lab(lambda _: None) as facts:
                config, password = lab_account(facts, USER)
                post(lambda: self._sign_in(config, password))
                self._ending.wait()
        except UserFacingError as problem:
            failure = problem
            post(lambda: self._on_failure(failure))

    def _sign_in(self, config: AccountConfig, password: Secret) -> None:
        self._softphone.accounts.add_ephemeral(config, password)
        self._window.notice.show_message(
            Tone.ACCENT,
            translate("window", "You are signed in to a practice phone system."),
            translate("window", "Call *43 to hear yourself, 1002 for Bob, 1003 for Reception, *97 for your voicemail."),
            [
                (translate("window", "Call the &echo test"), lambda: self._window.call_now("*43")),
                (translate("window", "Call &Bob"), lambda: self._window.call_now("1002")),
            ],
        )
        self._forget = self._softphone.calls.changed.add(self._on_call)

    def _on_call(self, call: Call) -> None:
        """Whoever has a call has understood, and needs the room."""
        self._forget()
        self._window.notice.hide()

    def _on_failure(self, problem: UserFacingError) -> None:
        self._window.account_banner.refresh()
        self._window.show_notice(problem)
